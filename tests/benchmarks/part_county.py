"""A county of 300 villages and 500,000 people over six years on one core, against importing Mesa."""

import subprocess
import sys
from statistics import median
from time import perf_counter, process_time

from experiments.run import run
from model.settings import Settings, VillageSpec
from tests.benchmarks.part import ROOT, Part, figure
from tests.benchmarks.people import CORE_POLICIES, MORE_POLICIES, pilot

VILLAGES, PEOPLE, YEARS, IMPORTS = 300, 500_000, 6, 5


def county(policies: tuple[str, ...]) -> Settings:
    """Return the county: the villages of the pilot county over and over, each brought to one size."""
    settings = pilot(policies, slice(None))
    models = settings.population.villages
    villages = tuple(grown(models[row % len(models)], row // len(models)) for row in range(VILLAGES))
    return settings.model_copy(
        update={
            "population": settings.population.model_copy(update={"villages": villages}),
            "horizon": settings.horizon.model_copy(update={"years": YEARS, "burn_in_years": 0}),
        }
    )


def grown(model: VillageSpec, copy: int) -> VillageSpec:
    """Return a village like ``model`` with its share of the county's people, in a township of its own copy."""
    township, _, name = model.id.partition("/")
    times = PEOPLE / VILLAGES / model.population
    changed = {"id": f"{township}{copy}/{name}", "township": f"{model.township}{copy}"}
    sizes = {field: round(getattr(model, field) * times) for field in ("population", "households", "members")}
    return model.model_copy(update={**changed, **sizes})


def import_of_mesa() -> float:
    """Return the median of warm fresh interpreters that import Mesa, in seconds on the wall."""
    seconds = []
    for turn in range(IMPORTS + 1):
        begun = perf_counter()
        subprocess.run([sys.executable, "-c", "import mesa"], cwd=ROOT, check=True)
        if turn:
            seconds.append(perf_counter() - begun)
    return median(seconds)


def measure() -> Part:
    """Time the whole run, building and measuring included."""
    rows, data = [], {}
    for name, policies in (("linkage and points", CORE_POLICIES), ("all policies", MORE_POLICIES)):
        settings = county(policies)
        before = import_of_mesa()
        begun = process_time()
        run(settings, 1)
        spent = process_time() - begun
        yardstick = (before + import_of_mesa()) / 2
        rows.append([name, figure(spent), figure(yardstick), figure(spent / yardstick)])
        data[name] = spent / yardstick
    text = (
        f"{VILLAGES} villages, {PEOPLE:,} people, {YEARS} years of {YEARS * 36} dekads on one core, the county built "
        "and measured, as `xiangzhi run` does it: processor seconds, beside `import mesa` "
        f"(median of {IMPORTS} warm fresh interpreters before and after, on the wall)."
    )
    header = ["policies", "seconds", "`import mesa`, seconds", "times `import mesa`"]
    return Part("The whole county", text, header, rows, data=data)
