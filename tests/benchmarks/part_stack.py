"""Part (e): small worlds side by side, what building and cloning cost, and two workers against one."""

from collections.abc import Sequence
from statistics import median
from time import perf_counter

from experiments.engine import Job, run_jobs
from experiments.run import Simulator
from model.cut import stack
from model.settings import Programme, Settings
from model.world import World
from tests.benchmarks.harness import Contest, Contestant, Ratio, Work, compete
from tests.benchmarks.part import Part, figure
from tests.benchmarks.people import CORE_POLICIES, pilot

VILLAGE = slice(0, 1)
STACK, DEKADS = 8, 36
JOBS, WORKERS, TURNS = 20, 2, 3
ALONE, STACKED = "one after another", "stacked"
BUILD, CLONE, RUN = "building", "cloning", "running"


def scenario(households: int, years: int = 5) -> Settings:
    """Return one village in which every member holds some households, under linkage and points."""
    settings = pilot(CORE_POLICIES, VILLAGE)
    linkage = Programme(policy="household_linkage", levers={"households_per_member": households})
    others = tuple(programme for programme in settings.programmes if programme.policy != linkage.policy)
    horizon = settings.horizon.model_copy(update={"years": years})
    return settings.model_copy(update={"programmes": (*others, linkage), "horizon": horizon})


def burned_in(settings: Settings) -> World:
    """Return a world on the first dekad of its scenario."""
    world = World.build(settings, 1)
    while world.now < world.begin:
        world.step()
    return world


def adopted(burned: World, settings: Settings) -> World:
    """Return a copy of a world that has taken up a scenario."""
    world = burned.clone()
    world.adopt(settings)
    return world


def live_through(worlds: Sequence[World], dekads: int) -> None:
    """Let worlds live through some dekads, one world after another."""
    for world in worlds:
        for _ in range(dekads):
            world.step()


def stacking(rounds: int = 7) -> Contest:
    """Compare eight one-village worlds of a sweep, one after another and as one stack, stacking included."""
    settings = [scenario(households) for households in range(1, STACK + 1)]
    burned = burned_in(settings[0])

    def alone() -> Work:
        worlds = [adopted(burned, each) for each in settings]
        return lambda: live_through(worlds, DEKADS)

    def together() -> Work:
        worlds = [adopted(burned, each) for each in settings]
        return lambda: live_through([stack(worlds)], DEKADS)

    return compete({ALONE: Contestant(alone, STACK), STACKED: Contestant(together, STACK)}, rounds)


def life(rounds: int = 7) -> Contest:
    """Compare building, cloning and running one village: three years of burn-in and five of its scenario."""
    settings = scenario(3)

    def build() -> Work:
        return lambda: World.build(settings, 1)

    def clone() -> Work:
        world = World.build(settings, 1)
        return lambda: [world.clone() for _ in range(100)]

    def run() -> Work:
        world = World.build(settings, 1)
        world.adopt(settings)
        return lambda: live_through([world], world.end - world.now)

    return compete({BUILD: Contestant(build, 1), CLONE: Contestant(clone, 100), RUN: Contestant(run, 1)}, rounds)


def workers() -> Ratio:
    """Return how many times as fast two worker processes are as one process, by the clock on the wall."""
    settings = pilot(CORE_POLICIES, slice(0, 20))
    short = settings.model_copy(
        update={"horizon": settings.horizon.model_copy(update={"years": 2, "burn_in_years": 1})}
    )
    jobs = [Job(f"seed {seed}", short, seed, f"seed {seed}") for seed in range(JOBS)]
    ratios = []
    for _ in range(TURNS):
        spent = []
        for count in (1, WORKERS):
            begun = perf_counter()
            assert all(report.failure is None for report in run_jobs(Simulator(), jobs, count))
            spent.append(perf_counter() - begun)
        ratios.append(spent[0] / spent[1])
    return Ratio(median(ratios), min(ratios), max(ratios))


def measure() -> Part:
    """Measure stacking, building, cloning and workers."""
    side_by_side, alone = stacking(), life()
    rows = [
        [f"{STACK} one-village worlds of a sweep, one after another", "times the stack, a run",
         str(side_by_side.ratio(ALONE, STACKED))],
        ["building one village", "times its run of eight years", str(alone.ratio(BUILD, RUN))],
        ["cloning one village", "times its run of eight years", str(alone.ratio(CLONE, RUN))],
        [f"{JOBS} runs of the pilot county, {WORKERS} workers", "times as fast as one process", str(workers())],
    ]  # fmt: skip
    text = (
        "Runs of small counties that share a burn-in are stacked: they are stepped as one world, each with its own "
        "levers, queues and rankings, and give the bits they give alone. Workers are timed by the clock on the wall, "
        "the start of their processes included; on a machine with other work they gain less."
    )
    data = {"run": figure(alone.middle(RUN)), "stacked": side_by_side.ratio(ALONE, STACKED).middle}
    return Part("Side by side", text, ["what", "measured as", "ratio (range)"], rows, data=data)
