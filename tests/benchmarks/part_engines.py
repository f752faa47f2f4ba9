"""Parts (a) and (b): the village core in columns, as plain Mesa and as one fused loop; and the full model beside it."""

from collections.abc import Sequence
from dataclasses import dataclass

from tests.benchmarks.core import Core
from tests.benchmarks.engines import core_engine, full_engine, fused_engine, mesa_engine
from tests.benchmarks.harness import Contest, Contestant, compete
from tests.benchmarks.part import Part, figure
from tests.benchmarks.people import BLOCK, CORE_POLICIES, LONE, MORE_POLICIES, lived_in, pilot

CORE, FUSED = "core in columns (numpy)", "core as one fused loop (numba)"
MESA, ONE_MODEL = "core as plain Mesa, a model a village", "core as plain Mesa, one model"
LEAN, FULL = "full model, linkage and points", f"full model, {len(MORE_POLICIES)} policies"
DEKADS = 36
TEXT = """The *village core* (`tests/benchmarks/core.py`) is the heart of the dekad: the model's own rules with the \
parameters of their passports, fewer of them. It is written three times: in the engine's columns with numpy alone, as \
an object a person in plain Mesa, and as one loop compiled by numba, the limit. Columns and loop give the same counts \
and floats to a billionth; plain Mesa agrees on ten series by statistics (`tests/benchmarks/test_core_twins.py`). The \
full model runs all phases on the same people."""


@dataclass(frozen=True)
class Place:
    """Some villages and what was measured on them."""

    name: str
    people: int
    contest: Contest


def contestants(core: Core, dekads: int, runs: int) -> dict[str, Contestant]:
    """Return the three ways to write the core; ``runs`` runs of the quick ones make one round."""
    return {
        CORE: core_engine(core, dekads, runs),
        MESA: mesa_engine(core, dekads),
        FUSED: fused_engine(core, dekads, 3 * runs),
    }


def measure(rounds: int = 7) -> Part:
    """Compare all engines on one village and on one block."""
    places = []
    for name, villages, runs in (("one village", slice(LONE, LONE + 1), 8), ("one block", BLOCK, 2)):
        core = Core.from_world(lived_in(pilot(villages=villages)))
        field = contestants(core, DEKADS, runs)
        if core.count > 1:
            field[ONE_MODEL] = mesa_engine(core, DEKADS, "block")
        field[LEAN] = full_engine(pilot(CORE_POLICIES, villages), DEKADS)
        field[FULL] = full_engine(pilot(MORE_POLICIES, villages), DEKADS)
        places.append(Place(f"{name} ({len(core.people.key):,} people)", len(core.people.key), compete(field, rounds)))
    return as_part(places)


def small(rounds: int = 7) -> list[Place]:
    """Compare the three cores on one village and on a small block, for less than a minute."""
    world = lived_in(pilot(villages=slice(0, 12)), dekads=9)
    places = []
    for name, villages, dekads, runs in (("one village", [LONE], DEKADS, 8), ("small block", None, DEKADS // 2, 4)):
        core = Core.from_world(world, villages)
        places.append(Place(name, len(core.people.key), compete(contestants(core, dekads, runs), rounds)))
    return places


def as_part(places: Sequence[Place]) -> Part:
    """Return what was measured as a section of the page."""
    rows, data = [], {}
    for place in places:
        contest = place.contest
        for name in contest.seconds:
            rows.append([
                place.name, name, figure(contest.middle(name) * 1e9), str(contest.ratio(MESA, name)),
                str(contest.ratio(name, FUSED)), str(contest.ratio(name, CORE)),
            ])  # fmt: skip
            data[f"{place.name}|{name}"] = contest.middle(name) * 1e9
    header = ["people", "engine", "ns a person and dekad", "times faster than plain Mesa", "times the loop",
              "times the core"]  # fmt: skip
    notes = f"The {len(MORE_POLICIES)} policies, beside the standing ones: {', '.join(MORE_POLICIES)}."
    return Part("One village and one block", TEXT, header, rows, notes, data)


def ratios(places: Sequence[Place]) -> list[str]:
    """Return the two ratios of each place as lines of text."""
    return [
        f"{place.name} ({place.people:,} people): {place.contest.ratio(MESA, CORE)} times faster than plain Mesa, "
        f"{place.contest.ratio(CORE, FUSED)} times the fused loop"
        for place in places
    ]
