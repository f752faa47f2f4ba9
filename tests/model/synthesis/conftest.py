"""Villages of any size, and the parameters they are made with."""

from collections.abc import Callable

import pytest

from model.parameters import behaviour
from model.settings import Population, VillageSpec
from model.synthesis import Synthetic, synthesise

START = 2024 * 36


def village(name: str, people: int = 600, **figures: object) -> VillageSpec:
    homes = max(1, round(people / 4))
    usual = {
        "id": f"东溪镇/{name}",
        "name": name,
        "township": "东溪镇",
        "households": homes,
        "population": people,
        "members": max(1, round(people * 0.04)),
        "committee": 5,
        "representatives": max(1, homes // 10),
        "grid_workers": max(1, round(people / 500)),
        "resident_share": 0.66,
        "resident_member_share": 1 / 3,
        "collective_income": 30_000.0,
        "clans": 4,
        "largest_clan_share": 0.45,
        "remoteness": 0.5,
        "land_mu": people * 0.8,
        "income_level": 1.0,
    }
    return VillageSpec(**{**usual, **figures})


@pytest.fixture(scope="session")
def parameters():
    return behaviour()


@pytest.fixture(scope="session")
def make(parameters) -> Callable[..., Synthetic]:
    def build(*villages: VillageSpec, seed: int = 1, coupled: bool = True) -> Synthetic:
        return synthesise(Population(villages=villages, county_coupling=coupled), seed, START, parameters)

    return build


@pytest.fixture(scope="session")
def spec() -> Callable[..., VillageSpec]:
    return village


@pytest.fixture(scope="session")
def county(make) -> Synthetic:
    """Return twelve villages of 700 to 1,800 people."""
    return make(*(village(f"村{i}", 700 + 100 * i) for i in range(12)))
