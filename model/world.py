"""The world: all state of a county as columns, and its life from build to the end of a run. Knows nothing of Mesa."""

from collections.abc import Callable, Sequence
from types import SimpleNamespace
from typing import TYPE_CHECKING, Any

import numpy as np
import scipy.sparse as sparse

from model import tallies
from model.archive import Archive
from model.blocks import Blocks
from model.calendar import DEKADS_A_YEAR, date_of, dekad_of
from model.chance import lowest, salt, uniform
from model.columns import Array, Keys, Mask, Reals, Rows, Table
from model.drivers import DRIVERS
from model.errors import LifecycleError, ParameterError, Problem
from model.ledger import Ledger
from model.memory import hand_back_freed_memory, keep_freed_memory
from model.parameters import behaviour
from model.phases.start import settle_in
from model.policies import POLICIES
from model.primitives import group_count, group_sum
from model.programmes import Change, ProgrammeState, lever_values, start
from model.schedule import SCHEDULE, Phase
from model.settings import Settings
from model.shocks import Shock
from model.synthesis import Synthetic, synthesise
from model.tables import AWAY, DISPUTES, REQUESTS, RESIDENT, TABLES

if TYPE_CHECKING:
    from model.detail import Detail

Cohorts = Callable[[Phase, int], list[Rows]]


def people_of(settings: Settings, seed: int) -> Synthetic:
    """Return the people of a county before the first dekad of its burn-in.

    Raises
    ------
    ParameterError
        A behaviour parameter is unknown or out of bounds.
    """
    first = dekad_of(settings.horizon.start) - settings.horizon.burn_in_years * DEKADS_A_YEAR
    people_seed = seed if settings.world_seed is None else settings.world_seed
    made = synthesise(settings.population, people_seed, first, behaviour(settings.behaviour))
    hand_back_freed_memory()
    return made


class World:
    """A county: tables, ledger, ties, programmes, drivers and the record of what happened.

    Life: ``build`` (under the reference), ``step`` through the burn-in, ``adopt`` the scenario, ``step`` to the end.
    """

    settings: Settings
    seed: int
    begin: int
    end: int
    b: Any
    now: int
    people: Table
    households: Table
    villages: Table
    grids: Table
    townships: Table
    disputes: Table
    requests: Table
    tallies: dict[str, Reals]
    """What disputes and requests that have left their tables weigh, one sum a village."""
    archive: Archive | None
    """Where rows go that leave a table; None, and they are forgotten."""
    detail: "Detail | None"
    """Who looks on from the policy start; None, and nobody does."""
    ledger: Ledger
    village_ids: list[str]
    township_names: list[str]
    programmes: dict[str, ProgrammeState]
    changes: list[Change]
    shocks: list[Shock]
    drivers: dict[str, Reals]
    record: dict[str, list[Array]]
    tick: SimpleNamespace
    intents: dict[str, Array]
    _ties: sparse.csr_array | None
    _order: dict[str, tuple[Rows, Rows]]

    @classmethod
    def build(cls, settings: Settings, seed: int) -> "World":
        """Return the county on the first dekad of the burn-in, under the reference programmes.

        Raises
        ------
        ParameterError
            A behaviour parameter or policy is unknown or out of bounds.
        """
        return cls.from_population(settings, seed, people_of(settings, seed))

    @classmethod
    def from_population(cls, settings: Settings, seed: int, made: Synthetic) -> "World":
        """Return the county of people already made, on the first dekad of the burn-in; the world takes them over."""
        keep_freed_memory()
        world = cls.__new__(cls)
        world.settings, world.seed, world.b = settings, seed, behaviour(settings.behaviour)
        world.begin = dekad_of(settings.horizon.start)
        world.now = world.begin - settings.horizon.burn_in_years * DEKADS_A_YEAR
        world.end = world.begin + settings.horizon.years * DEKADS_A_YEAR
        world._take_population(made)
        world.disputes, world.requests = Table(DISPUTES), Table(REQUESTS)
        world.tallies = tallies.empty(len(world.villages))
        world.archive, world.detail = None, None
        world.programmes, world.changes, world.shocks = {}, [], []
        world.drivers = {name: np.full(len(world.villages), d.neutral) for name, d in DRIVERS.items()}
        world.record = {}
        world.begin_nothing()
        settle_in(world)
        everywhere = np.ones(len(world.villages), dtype=bool)
        for programme in sorted(settings.reference, key=lambda item: item.policy):
            state = world.programme(programme.policy)
            start(world, state, lever_values(state.policy, programme), everywhere, copied=False)
        return world

    def _take_population(self, made: Any) -> None:
        self.people, self.households, self.villages = made.people, made.households, made.villages
        self.grids, self.townships = made.grids, made.townships
        self.village_ids, self.township_names = made.village_ids, made.township_names
        self.indptr, self.indices = made.indptr, made.indices
        self.ledger = Ledger(len(self.villages))
        self.people.founder = True
        self.last_year: dict[str, Reals] = {}

    def programme(self, name: str) -> ProgrammeState:
        """Return the state of a policy, set up on first use.

        Raises
        ------
        ParameterError
            No policy has this name.
        """
        if name not in POLICIES:
            raise ParameterError(Problem("unknown_policy", {"came": name, "near": min(POLICIES)}))
        if name not in self.programmes:
            self.programmes[name] = ProgrammeState.fresh(POLICIES[name], len(self.villages))
            self.programmes = dict(sorted(self.programmes.items()))
        return self.programmes[name]

    def adopt(self, settings: Settings) -> None:
        """Take up a scenario that shares this world's past; its programmes start on their dates.

        Raises
        ------
        LifecycleError
            The policy period has begun already.
        """
        Blocks([self]).adopt(settings)

    def take_up(self, settings: Settings, changes: list[Change], shocks: list[Shock]) -> None:
        """Take up a scenario whose dated changes and events are planned already.

        Raises
        ------
        LifecycleError
            The policy period has begun already.
        """
        if self.now > self.begin:
            values = {"call": "adopt", "state": f"in the policy period ({date_of(self.now)})",
                      "allowed": "in the burn-in", "todo": "build a new world or clone a burned-in one"}  # fmt: skip
            raise LifecycleError(Problem("wrong_state", values))
        self.settings = settings
        self.end = self.begin + settings.horizon.years * DEKADS_A_YEAR
        self.changes, self.shocks = changes, shocks

    def step(self, cohorts: Cohorts | None = None) -> None:
        """Live through one dekad: every phase of the schedule, in order.

        ``cohorts`` splits the rows of a decide phase (all at once by default); the result must not depend on it.

        Raises
        ------
        LifecycleError
            The run is over.
        """
        self.open_dekad()
        for phase in SCHEDULE:
            self.do(phase, cohorts)
        self.now += 1

    def open_dekad(self) -> None:
        """Make ready for a dekad.

        Raises
        ------
        LifecycleError
            The run is over.
        """
        if self.now >= self.end:
            values = {"call": "step", "state": f"finished ({date_of(self.now)})",
                      "allowed": "before its end", "todo": "give a longer horizon"}  # fmt: skip
            raise LifecycleError(Problem("wrong_state", values))
        self.tick = SimpleNamespace()

    def do(self, phase: Phase, cohorts: Cohorts | None = None) -> None:
        """Run one phase: a decide phase set-wise or cohort by cohort, a settle phase at once."""
        if phase.scope == "county":
            phase.act(Blocks([self]))
            return
        if phase.rows is None:
            phase.act(self)
            return
        count = len(getattr(self, phase.rows))
        self._make_room(phase, count)
        if cohorts is None:
            phase.act(self, slice(None))
        else:
            for rows in cohorts(phase, count):
                phase.act(self, rows)

    def _make_room(self, phase: Phase, count: int) -> None:
        for name, dtype in phase.intents:
            held = self.intents.get(name)
            if held is None or len(held) != count:
                self.intents[name] = np.zeros(count, dtype=dtype)

    def draw_low(self, process: str, keys: Keys, most: float, among: Mask | None = None) -> tuple[Rows, Reals]:
        """Return the places of the keys (``among`` some, if given) whose draw may lie below ``most``, and the draws."""
        return lowest(keys, salt(self.seed, process, self.now), most, among)

    def draw(self, process: str, keys: Keys, when: int | None = None) -> Reals:
        """Return one draw in (0, 1) a key for a process of this dekad."""
        return uniform(keys, salt(self.seed, process, self.now if when is None else when))

    def draws(self, processes: Sequence[str], keys: Keys, when: int | None = None) -> Reals:
        """Return one draw in (0, 1) a process and key of this dekad, a row a process."""
        dekad = self.now if when is None else when
        words = np.array([salt(self.seed, process, dekad) for process in processes], dtype=np.uint64)
        return uniform(keys, words[:, None])

    def clone(self) -> "World":
        """Return an independent copy that shares only what never changes."""
        twin = World.__new__(World)
        twin.__dict__.update(self.__dict__)
        for name in (*TABLES, "ledger"):
            setattr(twin, name, getattr(self, name).clone())
        twin.programmes = {name: state.clone() for name, state in self.programmes.items()}
        twin.drivers = {name: values.copy() for name, values in self.drivers.items()}
        twin.record = {name: list(values) for name, values in self.record.items()}
        twin.tallies = {name: values.copy() for name, values in self.tallies.items()}
        twin.archive = None if self.archive is None else self.archive.clone()
        twin.detail = None if self.detail is None else self.detail.clone()
        twin.changes, twin.shocks = list(self.changes), list(self.shocks)
        twin.begin_nothing()
        return twin

    def begin_nothing(self) -> None:
        """Forget what belongs to the dekad just lived."""
        self.intents, self.tick = {}, SimpleNamespace()
        self._ties, self._order = None, {}

    @property
    def adults(self) -> Mask:
        """Return who is 18 or older, one value a person."""
        grown: Mask = self.people.born <= self.now - 18 * DEKADS_A_YEAR
        return grown

    @property
    def resident(self) -> Mask:
        """Return who lives in the village at present, one value a person."""
        here: Mask = self.people.status == RESIDENT
        return here

    @property
    def registered(self) -> Mask:
        """Return who is registered and alive, at home or away, one value a person; the inert count nowhere."""
        alive: Mask = (self.people.status == RESIDENT) | (self.people.status == AWAY)
        return alive

    @property
    def oversight(self) -> Reals:
        """Return oversight of the village as it stands, programmes included, a share a village."""
        watched: Reals = (self.villages.oversight + self.drivers["oversight"]).clip(0.0, 1.0)
        return watched

    @property
    def pressure(self) -> Reals:
        """Return how hard assessment presses on what is reported, a share, one value a village."""
        pressed: Reals = (self.b.organisation.pressure + self.drivers["pressure"]).clip(0.0, 1.0)
        return pressed

    def members_of(self, column: str) -> tuple[Rows, Rows]:
        """Return people ordered by 'village' or 'household', and where each village or household starts in that order.

        Kept until people join the table; who moves people to other households calls `forget_order`.
        """
        held = self._order.get(column)
        if held is None or len(held[0]) != len(self.people):
            group = getattr(self.people, column)
            order = np.argsort(group, kind="stable")
            groups = len(self.villages) if column == "village" else len(self.households)
            held = self._order[column] = (order, np.concatenate([[0], np.cumsum(group_count(group, groups))]))
        return held

    def forget_order(self, column: str) -> None:
        """Say that people were moved to other groups of a column."""
        self._order.pop(column, None)

    def villagers(self, village: int) -> Rows:
        """Return the rows of the people of one village."""
        order, start = self.members_of("village")
        return order[start[village] : start[village + 1]]

    def in_post(self, bit: int) -> Rows:
        """Return the rows of people at home who hold a role (a bit of `role`), new holders from the next dekad on."""
        if not hasattr(self.tick, "workers"):
            self.note_workers()
        held: dict[int, Rows] = self.tick.holders
        if bit not in held:
            held[bit] = self.tick.workers[(self.tick.worker_role & bit) > 0]
        return held[bit]

    def note_workers(self) -> None:
        """Note who holds a role, at home or away, as the dekad begins: asked for many times, and costly to look for."""
        people, tick = self.people, self.tick
        tick.posted = np.flatnonzero(people.role > 0)
        tick.workers = tick.posted[people.status[tick.posted] == RESIDENT]
        tick.worker_role, tick.holders = people.role[tick.workers], {}

    def count_posts(self, bit: int) -> Reals:
        """Return how many people at home hold a role, by village."""
        return group_count(self.people.village[self.in_post(bit)], len(self.villages)).astype(float)

    def sum_posts(self, bit: int, column: str) -> Reals:
        """Return the sum of a column of people over those at home who hold a role, by village."""
        rows = self.in_post(bit)
        return group_sum(self.people.village[rows], getattr(self.people, column)[rows], len(self.villages))

    def age(self, rows: Any = slice(None)) -> Reals:
        """Return ages in years."""
        years: Reals = (self.now - self.people.born[rows]) / DEKADS_A_YEAR
        return years

    def by_village(self, weights: Array, village: Rows | None = None) -> Reals:
        """Return sums a village in the order of rows, so that rows of zeros change nothing."""
        where = self.people.village if village is None else village
        sums: Reals = group_sum(where, weights, len(self.villages)).astype(float)
        return sums

    def ties(self) -> "sparse.csr_array":
        """Return the matrix of ties with a row for everybody alive in the table (newcomers have none yet)."""
        count = len(self.people)
        if self._ties is None or self._ties.shape[0] != count:
            missing = count - (len(self.indptr) - 1)
            if missing > 0:
                self.indptr = np.concatenate([self.indptr, np.full(missing, self.indptr[-1], self.indptr.dtype)])
            ones = np.ones(len(self.indices))
            self._ties = sparse.csr_array((ones, self.indices, self.indptr), shape=(count, count))
        return self._ties
