"""A standard county in which practices are tried one by one: many small unlike villages, a year of burn-in."""

from collections.abc import Mapping
from datetime import date
from functools import lru_cache

import numpy as np
from strategies import STATUS_QUO, county_of, start_world, village

from model.calendar import DEKADS_A_YEAR
from model.drivers import DRIVERS
from model.evidence import route
from model.presets import alone
from model.settings import Event, Programme, Rollout, Settings
from model.states import BESIDE, STATES
from model.world import World

VILLAGES, TOWNSHIPS, PEOPLE = 24, 4, 600
BEHAVIOUR = {"disputes.base": 0.002}
"""More disputes than usual, so that few villages show what moves them."""
START = date(2024, 1, 1)
RARE = {"secretaries_ability": 8, "grid_quits": 3, "village_quarrels": 3}
"""States that move at few people, once in years: years to look at, in many small villages, on four seeds."""
SEEDS = {"many_small": (1, 2, 3, 4)}
YEARS = {**RARE, "project_capital": 3, "young_members": 4, "members": 4, "integration": 3}
"""States that answer late: years to look at (else two)."""


def many_small(number: int = 96, people: int = 100) -> tuple:
    """Return many small villages: for what happens to one person a village, once in years."""
    return tuple(
        village(f"村{k:03d}", people, township=f"镇{k % 8}", resident_share=(0.45, 0.6, 0.75)[k % 3], grid_workers=1)
        for k in range(number)
    )


def villages(kind: str) -> tuple:
    """Return the villages of a bed: many small ones, or rich and poor, near and far, of one clan and of many."""
    if kind == "many_small":
        return many_small()
    return tuple(
        village(
            f"村{number:02d}",
            PEOPLE,
            township=f"镇{number % TOWNSHIPS}",
            resident_share=(0.45, 0.6, 0.75)[number % 3],
            collective_income=(0.0, 30_000.0, 80_000.0, 400_000.0)[number // 6],
            remoteness=0.1 + 0.8 * (number % 5) / 4,
            clans=(1, 3, 6)[number % 3],
            income_level=(0.8, 1.0, 1.2)[(number // 2) % 3],
            grid_workers=3,
            kind=kind,
        )
        for number in range(VILLAGES)
    )


def settings(kind: str, programmes: Mapping[str, Mapping[str, float | str]], beside: tuple[str, ...]) -> Settings:
    """Return the county under the status quo with some policies put to work, and what must stand beside them."""
    besides = {
        "shown_practice": Programme(policy=BESIDE, where=Rollout(share=0.34)),
        "thin_purse": Programme(policy="operating_fund", levers={"per_village": 60_000.0}),
        "projects": Programme(policy="development_fund", levers={"capital": 100_000.0}),
    }
    running = {programme.policy: programme for programme in STATUS_QUO}
    running |= {besides[name].policy: besides[name] for name in beside if name in besides}
    running |= {name: Programme(policy=name, levers=dict(values)) for name, values in programmes.items()}
    events = (Event(kind="epidemic", start=START, end=date(2026, 1, 1), strength=0.8),) if "epidemic" in beside else ()
    return county_of(
        *villages(kind), years=10, burn_in=1, behaviour=BEHAVIOUR, programmes=tuple(running.values()), events=events
    )


@lru_cache(maxsize=2)
def burned(kind: str, seed: int = 1) -> World:
    """Return the county at the end of its burn-in; nobody may step it."""
    return start_world(settings(kind, {}, ()), seed)


def watch(chosen: Settings, kind: str, seed: int, dekads: int, states: tuple[str, ...]) -> dict[str, np.ndarray]:
    """Return the mean of every driver and of some states over the dekads lived, by village."""
    world = burned(kind, seed).clone()
    world.adopt(chosen)
    seen: dict[str, list[np.ndarray]] = {name: [] for name in (*DRIVERS, *states)}
    for _ in range(dekads):
        world.step()
        for name in DRIVERS:
            seen[name].append(world.drivers[name].copy())
        for name in states:
            seen[name].append(np.asarray(STATES[name].read(world), dtype=float))
    return {name: average(values) for name, values in seen.items()}


def average(values: list[np.ndarray]) -> np.ndarray:
    """Return means over dekads, leaving out those in which there was nothing to read."""
    whole = np.array(values)
    there = np.isfinite(whole)
    return np.where(there, whole, 0.0).sum(axis=0) / np.where(there.any(axis=0), there.sum(axis=0), np.nan)


@lru_cache(maxsize=64)
def without(
    kind: str, seed: int, beside: tuple[str, ...], dekads: int, states: tuple[str, ...]
) -> dict[str, np.ndarray]:
    """Return what is seen without the practice."""
    return watch(settings(kind, {}, beside), kind, seed, dekads, states)


def tried(practice: str) -> dict[str, np.ndarray]:
    """Return what a practice adds to each driver and to the states its route names, by village (and seed)."""
    way = route(practice)
    town = "town_community" in way.beside
    kind = "many_small" if set(way.first) & set(RARE) else "town_community" if town else "village"
    states = tuple(sorted({*way.first, *(name for name in way.moves if name not in DRIVERS)}))
    dekads = max((YEARS.get(name, 2) for name in way.first), default=2) * DEKADS_A_YEAR
    added = []
    for seed in SEEDS.get(kind, (1,)):
        on = watch(settings(kind, alone(practice), tuple(way.beside)), kind, seed, dekads, states)
        off = without(kind, seed, tuple(way.beside), dekads, states)
        added.append({name: on[name] - off[name] for name in on})
    return {name: np.concatenate([each[name] for each in added]) for name in added[0]}
