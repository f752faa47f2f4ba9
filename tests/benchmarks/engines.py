"""The engines that are compared, each made ready to take the same people through the same dekads."""

from model.settings import Settings
from model.world import World
from tests.benchmarks.core import Core
from tests.benchmarks.fused import Fused
from tests.benchmarks.harness import Contestant, Work
from tests.benchmarks.people import lived_in
from tests.benchmarks.plain_mesa import PlainVillages


def core_engine(core: Core, dekads: int, runs: int) -> Contestant:
    """Return the core in columns; ``runs`` runs make one round, so that it is long enough to be timed."""

    def prepare() -> Work:
        twins = [core.clone() for _ in range(runs)]
        return lambda: [twin.run(dekads) for twin in twins]

    return Contestant(prepare, runs * dekads * len(core.people.key))


def fused_engine(core: Core, dekads: int, runs: int) -> Contestant:
    """Return the core as one fused loop, its plan of the dekads worked out beforehand."""

    def prepare() -> Work:
        loops = [Fused(core, dekads) for _ in range(runs)]
        return lambda: [loop.run() for loop in loops]

    return Contestant(prepare, runs * dekads * len(core.people.key))


def mesa_engine(core: Core, dekads: int, a_model: str = "village") -> Contestant:
    """Return the core as plain Mesa: one model a village, run one after another, or one model of them all."""

    def prepare() -> Work:
        parts = [[number] for number in range(core.count)] if a_model == "village" else [range(core.count)]
        models = [PlainVillages(core, seed, part) for seed, part in enumerate(parts)]
        return lambda: [model.run(dekads) for model in models]

    return Contestant(prepare, dekads * len(core.people.key))


def full_engine(settings: Settings, dekads: int) -> Contestant:
    """Return the full model under some settings, after its burn-in and a year of the scenario."""
    world = lived_in(settings)
    people = int(world.registered.sum())

    def prepare() -> Work:
        twin = world.clone()
        return lambda: live_through(twin, dekads)

    return Contestant(prepare, dekads * people)


def live_through(world: World, dekads: int) -> None:
    """Let a world live through some dekads."""
    for _ in range(dekads):
        world.step()
