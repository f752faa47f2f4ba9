"""Small counties for tests: villages and programmes by hand, and Hypothesis strategies that draw them."""

from typing import Any

from hypothesis import strategies as st

from model.archive import Archive
from model.calendar import DEKADS_A_YEAR
from model.columns import Table
from model.parameters import PASSPORTS
from model.policies import POLICIES
from model.policies.base import Lever
from model.settings import Horizon, Population, Programme, Rollout, Settings, VillageSpec
from model.world import World

EAST, WEST = "东溪镇", "西岭镇"
STATUS_QUO = tuple(Programme(policy=name) for name, policy in POLICIES.items() if policy.standing)
EVERYTHING = tuple(Programme(policy=name) for name in POLICIES)
"""Every policy at its default levers."""
BROAD = (
    *STATUS_QUO,
    *(
        Programme(policy=name)
        for name in (
            "branch_cooperative", "development_fund", "grid_worker_pay", "household_linkage", "member_pioneer_index",
            "paperwork_relief", "points", "reasoning_hall", "red_black_boards", "secretary_pay", "small_grid",
            "talk_days", "three_level_mediation",
        )
    ),
)  # fmt: skip
"""The institutions and thirteen practices that a county could truly run side by side."""


def village(name: str, people: int = 250, *, township: str = EAST, **figures: Any) -> VillageSpec:
    """Return a village of about national proportions; ``figures`` replace what differs."""
    homes = max(2, round(people / 4))
    usual = {
        "id": f"{township}/{name}",
        "name": name,
        "township": township,
        "households": homes,
        "population": people,
        "members": max(3, round(people * 0.05)),
        "committee": 5,
        "representatives": max(2, homes // 8),
        "grid_workers": max(1, round(people / 300)),
        "resident_share": 0.7,
        "resident_member_share": 0.5,
        "collective_income": 40_000.0,
        "clans": 3,
        "largest_clan_share": 0.5,
        "remoteness": 0.5,
        "land_mu": people * 0.8,
        "income_level": 1.0,
    }
    return VillageSpec(**{**usual, **figures})


def county_of(*villages: VillageSpec, years: int = 1, burn_in: int = 0, coupled: bool = True, **more: Any) -> Settings:
    """Return settings for a county of these villages, under the status quo unless ``more`` says otherwise."""
    usual = {"reference": STATUS_QUO, "programmes": STATUS_QUO}
    return Settings(
        population=Population(villages=villages, county_coupling=coupled),
        horizon=Horizon(years=years, burn_in_years=burn_in),
        **{**usual, **more},
    )


def three_villages(**more: Any) -> Settings:
    """Return settings for three unlike villages of about 250 people in two townships."""
    villages = (
        village("上坂村", 250, collective_income=120_000.0, remoteness=0.1),
        village("下洋村", 220, resident_share=0.5),
        village("石门村", 280, township=WEST, clans=6, largest_clan_share=0.3, income_level=0.8, collective_income=0.0),
    )
    return county_of(*villages, **more)


def start_world(chosen: Settings, seed: int = 1, dekads: int = 0, *, events: bool = False) -> World:
    """Return a world on its first policy dekad (after the burn-in, if any), or ``dekads`` later.

    With ``events``, it keeps the disputes and requests that leave their tables.
    """
    world = World.build(chosen, seed)
    world.archive = Archive() if events else None
    while world.now < world.begin:
        world.step()
    world.adopt(chosen)
    for _ in range(dekads):
        world.step()
    return world


def every(world: World, table: str) -> Table:
    """Return all disputes or requests of a world that keeps its events, those that have left among them."""
    return world.archive.whole(table, getattr(world, table))


def levers(lever: Lever) -> st.SearchStrategy[Any]:
    """Draw a value within a lever's bounds, its 'off' and its ends among them."""
    if lever.kind == "choice":
        return st.sampled_from(lever.choices)
    if lever.kind == "int":
        return st.integers(int(lever.low), int(lever.high))
    return st.floats(lever.low, lever.high, allow_subnormal=False)


@st.composite
def programmes(draw: st.DrawFn, names: tuple[str, ...] = tuple(POLICIES)) -> tuple[Programme, ...]:
    """Draw a mix of programmes: any subset of policies, any levers, any share of villages."""
    mix = []
    for name in draw(st.lists(st.sampled_from(names), unique=True)):
        changed = draw(st.lists(st.sampled_from(POLICIES[name].levers), unique=True, max_size=4))
        where = Rollout(
            share=draw(st.sampled_from((1.0, 1.0, 0.5))), order=draw(st.sampled_from(("random", "best_first")))
        )
        mix.append(Programme(policy=name, levers={lever.name: draw(levers(lever)) for lever in changed}, where=where))
    return tuple(mix)


@st.composite
def behaviours(draw: st.DrawFn, but: tuple[str, ...] = ("population",)) -> dict[str, float]:
    """Draw some behaviour parameters anywhere within their bounds, the ends among them."""
    keys = sorted(key for key in PASSPORTS if not key.startswith(but))
    chosen = [PASSPORTS[key] for key in draw(st.lists(st.sampled_from(keys), unique=True, max_size=12))]
    return {item.key: draw(st.floats(item.low, item.high, allow_subnormal=False)) for item in chosen}


@st.composite
def counties(draw: st.DrawFn, *, most: int = 3, coupled: bool | None = None, **more: Any) -> Settings:
    """Draw a county of up to ``most`` villages in two townships under a drawn mix of programmes."""
    villages = []
    for number in range(draw(st.integers(1, most))):
        people = draw(st.integers(40, 220))
        figures = {
            "resident_share": draw(st.floats(0.3, 0.95)),
            "collective_income": draw(st.sampled_from((0.0, 40_000.0, 900_000.0))),
            "clans": draw(st.integers(1, 8)),
            "committee": draw(st.integers(3, 7)),
            "grid_workers": draw(st.integers(1, 3)),
        }
        villages.append(village(f"村{number}", people, township=draw(st.sampled_from((EAST, WEST))), **figures))
    together = draw(st.booleans()) if coupled is None else coupled
    usual = {"reference": draw(programmes()), "programmes": draw(programmes()), "behaviour": draw(behaviours())}
    return county_of(*villages, coupled=together, **{**usual, **more})


seeds = st.integers(0, 2**63 - 1)
dekads_of_a_year = st.integers(0, DEKADS_A_YEAR - 1)
