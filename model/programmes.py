"""Programmes: policies at work, with levers, dates and places as village columns, and the drivers folded from them."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np

from model.calendar import DEKADS_A_YEAR, dekad_of
from model.chance import combine, salt, text_key, uniform
from model.columns import Array, Mask, Reals
from model.drivers import DRIVERS
from model.policies import POLICIES, Levers, Needs, Policy
from model.primitives import group_sum
from model.settings import Programme, Rollout, Settings

if TYPE_CHECKING:
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
        arrays = {k: v.copy() for k, v in vars(self).items() if isinstance(v, np.ndarray)}
        return ProgrammeState(self.policy, {k: v.copy() for k, v in self.levers.items()}, **arrays)

    def view(self) -> Levers:
        """Return the levers as a policy reads them."""
        return Levers(self.levers)


@dataclass(frozen=True)
class Change:
    """What happens to one policy: from ``start`` (a dekad a village) to ``end`` it runs with ``values``."""

    policy: str
    values: Mapping[str, Any]
    start: Array
    end: int
    copying: float = 0.0


def _number(policy: Policy, name: str, value: float | str) -> float:
    """Return a lever value as a number; a choice becomes its place among the choices."""
    lever = next(item for item in policy.levers if item.name == name)
    return float(lever.choices.index(str(value))) if lever.kind == "choice" else float(value)


def lever_values(policy: Policy, programme: Programme) -> dict[str, float | str]:
    """Return all levers of a programme, the defaults filled in."""
    values: dict[str, float | str] = {lever.name: lever.default for lever in policy.levers}
    return {**values, **programme.levers}


def plan_changes(world: "World", settings: Settings) -> list[Change]:
    """Return the dated changes by which the scenario takes over from the reference, in the order of policy ids."""
    begin = dekad_of(settings.horizon.start)
    planned = {programme.policy: programme for programme in settings.programmes}
    changes = []
    for name in sorted({programme.policy for programme in settings.reference} | set(planned)):
        programme = planned.get(name)
        if programme is None:
            changes.append(Change(name, {}, np.full(len(world.villages), NEVER), begin))
            continue
        start = dekad_of(programme.start) if programme.start else begin
        end = dekad_of(programme.end) if programme.end else int(NEVER)
        starts = start_dekads(world, name, programme.where, max(start, begin))
        values = lever_values(POLICIES[name], programme)
        changes.append(Change(name, values, starts, end, programme.where.copying_per_year))
    return changes


def start_dekads(world: "World", name: str, where: Rollout, start: int) -> Array:
    """Return when each village starts, by the roll-out's share, order and pace; NEVER where it does not."""
    villages = world.villages
    chosen = POLICIES[name].eligible(world)
    if where.villages is not None:
        chosen = chosen & np.isin(np.array(world.village_ids), list(where.villages))
    draw = uniform(combine(villages.key, text_key(name)), salt(world.seed, "roll-out", 0))
    merit = {"random": draw, "best_first": -villages.score, "weakest_first": villages.score}[where.order]
    starts = np.full(len(villages), NEVER)
    for pool in np.unique(villages.pool):
        rows = np.flatnonzero(chosen & (villages.pool == pool))
        rows = rows[np.lexsort((draw[rows], merit[rows]))][: round(where.share * len(rows))]
        delay = np.floor(np.arange(len(rows)) / max(len(rows), 1) * where.phase_in_years * DEKADS_A_YEAR)
        starts[rows] = start + delay.astype(np.int64)
    return starts


def apply_changes(world: "World") -> None:
    """Start, change and end programmes whose date has come; copy practices that neighbours show."""
    for change in world.changes:
        state = world.programme(change.policy)
        ending = state.in_force & (world.now == change.end)
        if ending.any():
            stop(world, state, ending)
        starting = (change.start == world.now) & (world.now < change.end)
        if starting.any():
            start(world, state, change.values, starting, copied=False)
        if change.copying > 0.0 and world.now % 9 == 0 and world.now < change.end:
            copy_practice(world, state, change)


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
    state.copied[new] = copied
    state.since[fresh] = world.now
    instant = 1.0 if state.policy.standing or state.policy.protocol_free else 0.0
    state.fidelity[fresh] = np.maximum(state.fidelity[fresh], instant)
    state.policy.install(world, state.view(), new)


def stop(world: "World", state: ProgrammeState, where: Mask) -> None:
    """End a programme in some villages."""
    if not where.any():
        return
    state.policy.remove(world, where)
    state.in_force &= ~where
    state.copied &= ~where
    for array in (state.fidelity, state.hours_share, state.money_share, state.dose):
        array[where] = 0.0


def copy_practice(world: "World", state: ProgrammeState, change: Change) -> None:
    """Let villages outside copy what villages of their township show, without the guidance that came with it."""
    villages = world.villages
    shown = group_sum(villages.township, state.in_force & ~state.copied, len(world.townships)) > 0
    keen = uniform(combine(villages.key, text_key(change.policy)), salt(world.seed, "copying", world.now))
    open_to = ~state.in_force & shown[villages.township] & state.policy.eligible(world)
    copies = open_to & (keen < 1.0 - (1.0 - change.copying) ** 0.25)
    if copies.any():
        start(world, state, change.values, copies, copied=True)


def collect_needs(world: "World") -> dict[str, Needs]:
    """Return what every running programme asks for in this dekad; nothing where it is not in force."""
    needs = {}
    for name, state in world.programmes.items():
        if state.in_force.any():
            asked = state.policy.needs(world, state.view())
            on = state.in_force
            needs[name] = Needs(
                {cell: np.where(on, hours, 0.0) for cell, hours in asked.hours.items()},
                {line: np.where(on, fen, 0).astype(np.int64) for line, fen in asked.fen.items()},
                None if asked.grant is None else np.where(on, asked.grant, 0).astype(np.int64),
                None if asked.county_fen is None else np.where(on, asked.county_fen, 0).astype(np.int64),
            )
    return needs


def fold_drivers(world: "World") -> None:
    """Fold what running programmes push into drivers, in the order of policy ids; bounds clip last."""
    villages = len(world.villages)
    board = np.repeat(_NEUTRAL, villages, axis=1)
    for state in world.programmes.values():
        if not state.in_force.any():
            continue
        granted = np.minimum(state.hours_share, state.money_share)
        state.dose = np.where(state.in_force, state.fidelity * granted, 0.0)

        def push(name: str, value: Any, dose: Reals = state.dose) -> None:
            pushed = np.broadcast_to(np.asarray(value, dtype=float), (villages,))
            board[_PLACE[name]] = DRIVERS[name].apply(board[_PLACE[name]], pushed, dose)

        state.policy.effects(world, state.view(), push)
    world.drivers = dict(zip(DRIVERS, np.clip(board, _LOW, _HIGH), strict=True))
