"""The county of a scenario: read from its roster, or made of villages with national figures."""

from dataclasses import replace
from pathlib import Path
from typing import Any

from model.errors import Problem, RosterError, ScenarioError
from model.settings import Population, VillageSpec
from scenarios.layers import Given, Tree, shown
from scenarios.nearest import nearest
from scenarios.roster import fill_village, read_roster
from scenarios.shipped import shipped_rosters
from scenarios.source import exists

_NEARLY_ALL = 0.995
_ROSTERS = {".csv", ".xlsx"}


def read_population(tree: Tree, lang: str = "en") -> tuple[Population, tuple[str, ...]]:
    """Return the county, and what was filled from national figures, said in ``lang``.

    Raises
    ------
    ScenarioError
        Neither a roster nor villages are given, the roster is missing, or figures contradict each other.
    RosterError
        The roster cannot be read or holds bad rows.
    """
    coupling = tree.get("county_coupling")
    shared = bool(coupling.value) if coupling else True
    if "roster" in tree:
        path = _roster_path(tree["roster"])
        try:
            roster = read_roster(path, lang)
        except RosterError as error:
            raise RosterError(*(replace(problem, file=shown(path)) for problem in error.problems)) from error
        return Population(villages=roster.villages, county_coupling=shared), roster.notes
    if "villages" in tree:
        return Population(villages=_from_figures(tree["villages"]), county_coupling=shared), ()
    raise ScenarioError(Problem("population_missing", key="population"))


def _roster_path(given: Given) -> Path:
    """Return the roster beside the file that names it, else the shipped one of that name."""
    path: Path = given.folder / given.value
    if exists(path):
        return path
    shipped = {roster.name: roster for roster in shipped_rosters()}
    if given.value in shipped:
        return shipped[given.value]
    entries = path.parent.iterdir() if path.parent.is_dir() else ()
    names = [entry.name for entry in entries if entry.suffix in _ROSTERS] + list(shipped)
    values = {"came": given.value, "near": nearest(path.name, names)}
    raise ScenarioError(Problem("roster_missing", values, given.file, given.line, key="population.roster"))


def _from_figures(tree: Tree) -> tuple[VillageSpec, ...]:
    """Return villages that all have the figures given, spread evenly over the townships."""
    figures: dict[str, Any] = {name: given.value for name, given in tree.items()}
    if "count" not in figures:
        raise ScenarioError(_without_count(next(iter(tree.values()), None)))
    count, townships = figures.pop("count"), figures.pop("townships", 1)
    _check_figures(tree, figures)
    names = [(f"T{i * townships // count + 1}", f"V{i + 1:02d}") for i in range(count)]
    return tuple(fill_village({"township": township, "name": name, **figures}) for township, name in names)


def _check_figures(tree: Tree, figures: dict[str, Any]) -> None:
    """Refuse more people of a kind than people, and a largest clan that is smaller than the average one."""
    people = figures.get("population")
    for name in ("households", "members", "committee", "representatives", "grid_workers"):
        given = tree.get(name)
        if people is not None and given is not None and given.value > people:
            values = {"came": given.value, "field": name, "allowed": f"0 – {people}"}
            raise ScenarioError(_misfit(given, name, values))
    clans, largest = tree.get("clans"), tree.get("largest_clan_share")
    if clans is not None and largest is not None and clans.value * largest.value < _NEARLY_ALL:
        values = {"came": largest.value, "field": "largest_clan_share", "allowed": f"{1 / clans.value:.3g} – 1"}
        raise ScenarioError(_misfit(largest, "largest_clan_share", values))


def _without_count(beside: Given | None) -> Problem:
    file, line = (beside.file, beside.line) if beside else (None, None)
    return Problem("missing_key", {"came": "count"}, file, line, key="population.villages.count")


def _misfit(given: Given, name: str, values: dict[str, Any]) -> Problem:
    return Problem("village_does_not_fit", values, given.file, given.line, key=f"population.villages.{name}")
