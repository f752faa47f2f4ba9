"""Each phase touches what `model.schedule` declares, all of it and nothing else."""

from collections import defaultdict
from datetime import date

import numpy as np
import pytest
from snapshots import TABLES, columns, same
from strategies import EVERYTHING, three_villages
from watching import watch

from model.columns import Table
from model.policies import POLICIES
from model.schedule import SCHEDULE, Phase
from model.settings import Event, Horizon
from model.world import World

ASKED = ("eligible", "install", "remove", "needs", "effects")
"""What a programme may be asked; what it reads to answer is its own affair, what it writes is not."""


class Contract:
    """Notes which columns each phase of a world reads, sets or changes, and which tables gain or lose rows."""

    def __init__(self, world: World, patch: pytest.MonkeyPatch) -> None:
        self.world = world
        self.read, self.set, self.written, self.added, self.dropped = (defaultdict(set) for _ in range(5))
        self.phase = ""
        for policy in POLICIES.values():
            for name in ASKED:
                patch.setattr(policy, name, self.unseen(getattr(policy, name)), raising=False)
        for name in TABLES:
            setattr(world, name, self.traced(name))
        watch(world, self.before, self.after)

    def traced(self, name: str) -> Table:
        """Return the table in a form that notes which of its columns are asked for."""
        contract, table = self, getattr(self.world, name)
        known = {column.name for column in table.columns}

        class Traced(Table):
            def __getattribute__(self, column):
                if column in known:
                    contract.read[contract.phase].add(f"{name}.{column}")
                return object.__getattribute__(self, column)

            def __setattr__(self, column, value):
                if column in known:
                    contract.set[contract.phase].add(f"{name}.{column}")
                super().__setattr__(column, value)

        twin = table.clone()
        twin.__class__ = Traced
        return twin

    def unseen(self, method):
        """Return a method of a policy during which reads are noted to nobody."""

        def call(*args, **kwargs):
            phase, self.phase = self.phase, "a policy"
            try:
                return method(*args, **kwargs)
            finally:
                self.phase = phase

        return call

    def before(self, phase: Phase) -> None:
        self.held = {name: values.copy() for name, values in columns(self.world)}
        self.phase = phase.name

    def after(self, phase: Phase) -> None:
        self.phase = ""
        now = dict(columns(self.world))
        stayed = {table: np.isin(self.held[f"{table}.key"], now[f"{table}.key"]) for table in TABLES}
        for table, mask in stayed.items():
            if not mask.all():
                self.dropped[phase.name].add(table)
            if len(now[f"{table}.key"]) > mask.sum():
                self.added[phase.name].add(table)
        for name, values in now.items():
            mask = stayed[name.partition(".")[0]]
            if not same(values[: mask.sum()], self.held[name][mask]):
                self.written[phase.name].add(name)


@pytest.fixture(scope="module")
def lived() -> Contract:
    """Return what was seen over two years in which everything starts and ends, an election among it."""
    lively = {"disputes.base": 0.005, "disputes.petition": 0.05, "organisation.quit": 0.05}
    mix = tuple(item.model_copy(update={"end": date(2027, 7, 1)}) for item in EVERYTHING)
    chosen = three_villages(programmes=mix, behaviour=lively)
    horizon = Horizon(start=date(2026, 1, 1), years=2, burn_in_years=0)
    befalls = (Event(kind="flood", end=date(2027, 7, 1)), Event(kind="project", end=date(2027, 7, 1)))
    chosen = chosen.model_copy(update={"horizon": horizon, "events": befalls})
    world = World.build(chosen, 1)
    world.adopt(chosen)
    with pytest.MonkeyPatch.context() as patch:
        contract = Contract(world, patch)
        while world.now < world.end:
            world.step()
    return contract


def covered(name: str, declared: tuple[str, ...]) -> bool:
    return name in declared or f"{name.partition('.')[0]}.*" in declared


@pytest.mark.parametrize("phase", SCHEDULE, ids=lambda phase: phase.name)
def test_a_phase_writes_what_it_declares_and_nothing_else(lived, phase):
    assert sorted(name for name in lived.written[phase.name] if not covered(name, phase.writes)) == []
    assert sorted(lived.added[phase.name]) == sorted(phase.adds)
    assert sorted(lived.dropped[phase.name]) == sorted(phase.drops)


@pytest.mark.parametrize("phase", SCHEDULE, ids=lambda phase: phase.name)
def test_a_phase_declares_what_it_reads_and_touches_all_it_declares(lived, phase):
    read, touched = lived.read[phase.name], lived.read[phase.name] | lived.set[phase.name] | lived.written[phase.name]
    assert sorted(name for name in read if not covered(name, (*phase.reads, *phase.writes))) == []
    assert sorted(name for name in phase.reads if name not in read) == []
    assert sorted(name for name in phase.writes if name not in touched) == []


@pytest.mark.parametrize("phase", [phase for phase in SCHEDULE if phase.kind == "decide"], ids=lambda phase: phase.name)
def test_a_decide_phase_writes_only_intents(lived, phase):
    assert lived.written[phase.name] == lived.set[phase.name] == lived.added[phase.name] == set()
    assert phase.writes == ()
    assert phase.intents


def test_names_in_the_schedule_are_columns():
    known = {f"{table}.{column}" for table, column in all_columns()}
    named = {name for phase in SCHEDULE for name in (*phase.reads, *phase.writes) if not name.endswith(".*")}
    assert named - known == set()
    assert len({phase.name for phase in SCHEDULE}) == len(SCHEDULE)
    assert all(phase.rows in TABLES for phase in SCHEDULE if phase.rows)


def all_columns():
    world = World.build(three_villages(), 1)
    return [tuple(name.split(".")) for name, _ in columns(world)]


def test_intents_are_written_only_by_their_phase():
    world = World.build(three_villages(), 1)
    world.adopt(world.settings)
    held = {}
    own = {name: phase.name for phase in SCHEDULE for name, _ in phase.intents}

    def before(phase):
        held.clear()
        held.update({name: values.copy() for name, values in world.intents.items()})

    def after(phase):
        for name, values in held.items():
            assert own[name] == phase.name or np.array_equal(values, world.intents[name]), (phase.name, name)

    watch(world, before, after)
    for _ in range(9):
        world.step()
