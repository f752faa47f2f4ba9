"""Programmes: policies at work, with levers, dates and places as village columns, and the drivers folded from them."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property
from operator import attrgetter
from typing import TYPE_CHECKING, Any

import numpy as np

from model.calendar import DEKADS_A_QUARTER, DEKADS_A_YEAR, dekad_of
from model.chance import combine, salt, text_key, uniform
from model.columns import Array, Mask, Reals
from model.drivers import DRIVERS
from model.policies import POLICIES, Levers, Needs, Policy
from model.primitives import group_sum
from model.settings import Area, Programme, Settings

if TYPE_CHECKING:
    from model.blocks import Blocks
    from model.world import World

_PLACE = {name: place for place, name in enumerate(DRIVERS)}
_NEUTRAL, _LOW, _HIGH = (
    np.array([[getattr(driver, side)] for driver in DRIVERS.values()], dtype=float)
    for side in ("neutral", "low", "high")
)
NEVER = np.int64(1) << 40


@dataclass
class ProgrammeState:
    """One policy in all villages: every array has one value a village."""

    policy: Policy
    levers: dict[str, Reals]
    in_force: Mask
    copied: Mask
    since: Array
    fidelity: Reals
    hours_share: Reals
    money_share: Reals
    dose: Reals
    running: bool = field(init=False)
    everywhere: bool = field(init=False)

    def __post_init__(self) -> None:
        self.count()

    def count(self) -> None:
        """Note whether the policy runs anywhere, and whether everywhere; asked for many times a dekad."""
        self.running, self.everywhere = bool(self.in_force.any()), bool(self.in_force.all())

    @property
    def grows(self) -> bool:
        """Return whether the practice must grow into its protocol: not so institutions, nor money simply paid."""
        return not (self.policy.standing or self.policy.protocol_free)

    @classmethod
    def fresh(cls, policy: Policy, villages: int) -> "ProgrammeState":
        """Return the state of a policy that runs nowhere."""

        def zeros() -> Reals:
            return np.zeros(villages)

        levers = {lever.name: np.full(villages, _number(policy, lever.name, lever.default)) for lever in policy.levers}
        nowhere = np.zeros(villages, dtype=bool)
        since = np.full(villages, -1, dtype=np.int64)
        return cls(policy, levers, nowhere, nowhere.copy(), since, zeros(), zeros(), zeros(), zeros())

    def clone(self) -> "ProgrammeState":
        """Return an independent copy."""
        return self.map(np.copy)

    def map(self, of: Callable[[Array], Array]) -> "ProgrammeState":
        """Return the state with every array of villages replaced by ``of(array)``."""
        arrays = {name: of(held) for name, held in vars(self).items() if isinstance(held, np.ndarray)}
        return ProgrammeState(self.policy, {name: of(held) for name, held in self.levers.items()}, **arrays)

    @staticmethod
    def concatenate(states: Sequence["ProgrammeState"]) -> "ProgrammeState":
        """Return the state of one policy in the villages of all, one after another."""
        levers, held = [state.levers for state in states], [vars(state) for state in states]
        names = [name for name, value in held[0].items() if isinstance(value, np.ndarray)]
        return ProgrammeState(
            states[0].policy,
            {name: np.concatenate([each[name] for each in levers]) for name in levers[0]},
            **{name: np.concatenate([each[name] for each in held]) for name in names},
        )

    @cached_property
    def view(self) -> Levers:
        """The levers as a policy reads them."""
        return Levers(self.levers)


@dataclass(frozen=True)
class Change:
    """What happens to one policy: from ``start`` (a dekad a village) to ``end`` it runs with ``values``."""

    policy: str
    values: Mapping[str, Any]
    start: Array
    end: int
    where: Mask
    """The villages of the scenario that asks for the change."""
    copying: float = 0.0

    @cached_property
    def dates(self) -> frozenset[int]:
        """Return the dekads on which something starts or ends."""
        return frozenset(self.start.tolist()) | {self.end}

    def map(self, of: Callable[[Array], Array]) -> "Change":
        """Return the change with every array of villages replaced by ``of(array)``."""
        return replace(self, start=of(self.start), where=of(self.where))


def _number(policy: Policy, name: str, value: float | str) -> float:
    """Return a lever value as a number; a choice becomes its place among the choices."""
    lever = next(item for item in policy.levers if item.name == name)
    return float(lever.choices.index(str(value))) if lever.kind == "choice" else float(value)


def lever_values(policy: Policy, programme: Programme) -> dict[str, float | str]:
    """Return all levers of a programme, the defaults filled in."""
    values: dict[str, float | str] = {lever.name: lever.default for lever in policy.levers}
    return {**values, **programme.levers}


def plan_changes(blocks: "Blocks", settings: Settings) -> list[Change]:
    """Return the dated changes by which the scenario takes over from the reference, in the order of policy ids.

    Their arrays have one value a village of the county, in roster order.
    """
    everywhere = np.ones(blocks.villages, dtype=bool)
    begin = dekad_of(settings.horizon.start)
    planned = {programme.policy: programme for programme in settings.programmes}
    changes = []
    for name in sorted({programme.policy for programme in settings.reference} | set(planned)):
        programme = planned.get(name)
        if programme is None:
            changes.append(Change(name, {}, np.full(blocks.villages, NEVER), begin, everywhere))
            continue
        start = dekad_of(programme.start) if programme.start else begin
        end = dekad_of(programme.end) if programme.end else int(NEVER)
        starts = start_dekads(blocks, name, programme.where, max(start, begin))
        values = lever_values(POLICIES[name], programme)
        changes.append(Change(name, values, starts, end, everywhere, programme.where.copying_per_year))
    return changes


def start_dekads(blocks: "Blocks", name: str, where: Area, start: int) -> Array:
    """Return when each village starts with a policy; NEVER where it does not or cannot."""
    return roll_out(blocks, name, where, start, blocks.gather(POLICIES[name].eligible))


def roll_out(blocks: "Blocks", name: str, where: Area, start: int, chosen: Mask) -> Array:
    """Return when each of the ``chosen`` villages starts, by share, order and pace; NEVER where it does not.

    Equal names draw villages in one order, so a smaller share lies inside a larger one.
    """
    if where.villages is not None:
        named = list(where.villages)
        chosen = chosen & blocks.gather(lambda world: np.isin(np.array(world.village_ids), named))
    key, score, pool = (blocks.gather(attrgetter(f"villages.{column}")) for column in ("key", "score", "pool"))
    draw = uniform(combine(key, text_key(name)), salt(blocks.worlds[0].seed, "roll-out", 0))
    merit = {"random": draw, "best_first": -score, "weakest_first": score}[where.order]
    starts = np.full(blocks.villages, NEVER)
    for group in np.unique(pool):
        rows = np.flatnonzero(chosen & (pool == group))
        rows = rows[np.lexsort((draw[rows], merit[rows]))][: round(where.share * len(rows))]
        delay = np.floor(np.arange(len(rows)) / max(len(rows), 1) * where.phase_in_years * DEKADS_A_YEAR)
        starts[rows] = start + delay.astype(np.int64)
    return starts


def apply_changes(world: "World") -> None:
    """Start, change and end programmes whose date has come; copy practices that neighbours show."""
    quarter = world.now % DEKADS_A_QUARTER == 0
    shown = quarter and bool(world.drivers["showing"].any())
    for change in world.changes:
        if world.now in change.dates:
            state = world.programme(change.policy)
            stop(world, state, state.in_force & change.where & (world.now == change.end))
            starting = (change.start == world.now) & (world.now < change.end)
            if starting.any():
                start(world, state, change.values, starting, copied=False)
        if quarter and world.now < change.end and (shown or change.copying > 0.0):
            copy_practice(world, world.programme(change.policy), change)


def start(
    world: "World", state: ProgrammeState, values: Mapping[str, float | str], where: Mask, *, copied: bool
) -> None:
    """Put levers in force in some villages; a programme that runs there already with these levers goes on untouched."""
    numbers = {name: _number(state.policy, name, value) for name, value in values.items()}
    same = state.in_force.copy()
    for name, number in numbers.items():
        same &= state.levers[name] == number
    new = where & ~same
    if not new.any():
        return
    if state.policy.is_off(values):
        stop(world, state, new & state.in_force)
        return
    running = new & state.in_force
    if running.any():
        state.policy.remove(world, running)
    for name, number in numbers.items():
        state.levers[name][new] = number
    fresh = new & ~state.in_force
    state.in_force |= new
    state.count()
    state.copied[new] = copied
    state.since[fresh] = world.now
    instant = 0.0 if state.grows else 1.0
    state.fidelity[fresh] = np.maximum(state.fidelity[fresh], instant)
    state.policy.install(world, state.view, new)


def stop(world: "World", state: ProgrammeState, where: Mask) -> None:
    """End a programme in some villages."""
    if not where.any():
        return
    state.policy.remove(world, where)
    state.in_force &= ~where
    state.count()
    state.copied &= ~where
    for array in (state.fidelity, state.hours_share, state.money_share, state.dose):
        array[where] = 0.0


def copy_practice(world: "World", state: ProgrammeState, change: Change) -> None:
    """Let villages outside copy what villages of their township show, without the guidance that came with it."""
    villages = world.villages
    shows = state.in_force & ~state.copied
    shown = group_sum(villages.township, shows, len(world.townships)) > 0
    chance = chance_of_copying(world, shows & state.grows, change.copying)
    keen = uniform(combine(villages.key, text_key(change.policy)), salt(world.seed, "copying", world.now))
    open_to = change.where & ~state.in_force & shown[villages.township] & state.policy.eligible(world)
    copies = open_to & (keen < chance)
    if copies.any():
        start(world, state, change.values, copies, copied=True)


def chance_of_copying(world: "World", shows: Mask, copying: float) -> Reals:
    """Return the chance a quarter that a village copies a practice, by itself or from the best show of its township."""
    township = world.villages.township
    seen = np.zeros(len(world.townships))
    np.maximum.at(seen, township[shows], world.drivers["showing"][shows])
    alone = 1.0 - (1.0 - copying) ** 0.25
    chance: Reals = alone + (1.0 - alone) * (1.0 - (1.0 - seen) ** 0.25)[township]
    return chance


def share_funds(blocks: "Blocks") -> None:
    """Let every running policy settle what the villages of the county share."""
    running = {name for world in blocks.worlds for name, state in world.programmes.items() if state.running}
    for name in sorted(running):
        POLICIES[name].county(blocks)


def collect_needs(world: "World") -> dict[str, Needs]:
    """Return what every running programme asks for in this dekad; nothing where it is not in force."""
    needs = {}
    for name, state in world.programmes.items():
        if state.running:
            asked = state.policy.needs(world, state.view)
            on = state.in_force
            if state.everywhere:
                needs[name] = asked
                continue
            needs[name] = Needs(
                {cell: np.where(on, hours, 0.0) for cell, hours in asked.hours.items()},
                {line: np.where(on, fen, 0).astype(np.int64) for line, fen in asked.fen.items()},
                None if asked.grant is None else np.where(on, asked.grant, 0).astype(np.int64),
                None if asked.county_fen is None else np.where(on, asked.county_fen, 0).astype(np.int64),
            )
    return needs


def fold_drivers(world: "World") -> None:
    """Fold what running programmes push into drivers, in the order of policy ids; bounds clip last."""
    board = np.repeat(_NEUTRAL, len(world.villages), axis=1)
    for state in world.programmes.values():
        if not state.running:
            continue
        # Fidelity is zero where a policy is not in force, and so is the dose.
        state.dose = state.fidelity * np.minimum(state.hours_share, state.money_share)

        def push(name: str, value: Any, dose: Reals = state.dose) -> None:
            row = board[_PLACE[name]]
            row[...] = DRIVERS[name].apply(row, value, dose)

        state.policy.effects(world, state.view, push)
    world.drivers = dict(zip(DRIVERS, board.clip(_LOW, _HIGH), strict=True))
