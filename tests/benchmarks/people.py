"""On whom speed is measured: villages of the pilot county after their burn-in, with linkage and points in force."""

from pathlib import Path

from model.settings import Programme, Settings
from model.world import World
from scenarios.load import load_scenario

PILOT = Path(__file__).resolve().parents[2] / "scenarios" / "cases" / "pilot_county.yaml"
BLOCK = slice(0, 17)
"""Seventeen villages of the pilot county, about 24,000 people."""
LONE = 0
"""One village of it, 1,480 people registered."""
CORE_POLICIES = ("household_linkage", "points")
MORE_POLICIES = (
    "branch_cooperative", "development_fund", "grid_worker_pay", "household_linkage", "member_pioneer_index",
    "paperwork_relief", "points", "reasoning_hall", "red_black_boards", "secretary_pay", "small_grid", "talk_days",
    "three_level_mediation",
)  # fmt: skip
"""A broad package of one to three practices a group, beside the standing policies; the same from version to version."""
POLICIES_IN_FORCE = f"the standing policies and {len(MORE_POLICIES)} more"


def pilot(policies: tuple[str, ...] = CORE_POLICIES, villages: slice = BLOCK, times: int = 1) -> Settings:
    """Return the pilot county cut to some villages, or its townships ``times`` over, with more policies in force."""
    settings = load_scenario(PILOT).settings
    named = []
    for copy in range(times):
        for one in settings.population.villages[villages]:
            township, _, name = one.id.partition("/")
            changed = {"id": f"{township}{copy}/{name}", "township": f"{one.township}{copy}"}
            named.append(one if times == 1 else one.model_copy(update=changed))
    present = {programme.policy for programme in settings.programmes}
    programmes = settings.programmes + tuple(Programme(policy=name) for name in policies if name not in present)
    population = settings.population.model_copy(update={"villages": tuple(named)})
    return settings.model_copy(update={"population": population, "programmes": programmes})


def lived_in(settings: Settings, seed: int = 1, dekads: int = 36) -> World:
    """Return a world after its burn-in and ``dekads`` under the scenario."""
    world = World.build(settings, seed)
    while world.now < world.begin:
        world.step()
    world.adopt(settings)
    for _ in range(dekads):
        world.step()
    return world
