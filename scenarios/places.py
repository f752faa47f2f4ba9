"""Which place of the sources a scenario stands for."""

from model.evidence import SOURCES
from scenarios.scenario import Scenario

WHOLE = {"pilot_county": "full_pilot_county"}
"""Files that run a place's practices and are not called after it: the pilot county as it is bears that name already."""


def case_files() -> dict[str, str]:
    """Return the stem of the file that runs each place's practices, by the id of the place."""
    places = (source.id.removeprefix("case:") for source in SOURCES.values() if source.kind == "case")
    return {place: WHOLE.get(place, place) for place in places}


def case_of(scenario: Scenario) -> str | None:
    """Return the place whose practices a scenario runs, by its own file or the nearest it extends; None if none."""
    places = {stem: place for place, stem in case_files().items()}
    for path in (scenario.path, *scenario.extends):
        place = places.get(path.stem)
        if place is not None and f"case:{place}" in scenario.sources:
            return place
    return None
