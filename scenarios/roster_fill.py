"""What a village list leaves open, filled from national figures; skewed ones are drawn, keyed by the village."""

from collections.abc import Mapping
from math import ceil, exp, floor, log
from typing import Any

import numpy as np
from scipy.special import expit, ndtri

from model.chance import salt, text_key, uniform
from model.parameters import PASSPORTS
from model.settings import VillageSpec

NO_TOWNSHIP = "乡镇"
"""Township of villages whose list names none."""
SOURCES = {
    "households": "roster_households",
    "population": "roster_household_size",
    "members": "roster_members",
    "committee": "roster_committee",
    "representatives": "roster_households_per_representative",
    "grid_workers": "roster_people_per_grid",
    "resident_share": "roster_resident_share",
    "resident_member_share": "roster_resident_member_share",
    "collective_income": "roster_collective_poor_share",
    "clans": "roster_clans_high",
    "largest_clan_share": "roster_largest_clan",
    "land_mu": "roster_land_per_head",
    "income_level": "roster_income_level",
}
"""The parameter behind each filled field; remoteness is drawn evenly."""


def fill_village(given: Mapping[str, Any]) -> VillageSpec:
    """Return a village of which some figures are given, the rest filled and named in ``filled``.

    Parameters
    ----------
    given
        Values by the names of `VillageSpec`: at least ``name``; missing or None is filled.
    """
    known = {name: value for name, value in given.items() if value is not None}
    figures = dict(known)
    figures.setdefault("township", NO_TOWNSHIP)
    figures["id"] = f"{figures['township']}/{figures['name']}"
    _fill_sizes(figures)
    _fill_people(figures)
    _fill_place(figures)
    filled = tuple(name for name in VillageSpec.model_fields if name in figures and name not in (*known, "id"))
    return VillageSpec(**figures, filled=filled)


def source_of(name: str) -> tuple[str, str]:
    """Return source and grade of the figure that fills a field."""
    if name not in SOURCES:
        return "own judgement", "D"
    passport = PASSPORTS[f"population.{SOURCES[name]}"]
    return passport.source, passport.grade


def _figure(name: str) -> float:
    return float(PASSPORTS[f"population.roster_{name}"].value)


def _count(x: float, least: int, most: int) -> int:
    return max(least, min(floor(x + 0.5), most))


def _luck(village: str, process: str) -> float:
    return float(uniform(np.array([text_key(village)], dtype=np.uint64), salt(0, f"roster:{process}", 0))[0])


def _fill_sizes(figures: dict[str, Any]) -> None:
    size = _figure("household_size")
    if "households" not in figures:
        people = figures.get("population", _figure("households") * size)
        figures["households"] = _count(people / size, 1, ceil(people))
    figures.setdefault("population", _count(figures["households"] * size, figures["households"], 10**9))


def _fill_people(figures: dict[str, Any]) -> None:
    """Fill members, posts and who is at home, in proportion to the village's size."""
    people, homes = figures["population"], figures["households"]
    usual = _figure("households") * _figure("household_size")
    figures.setdefault("members", _count(_figure("members") * people / usual, 1, people))
    figures.setdefault("committee", _count(_figure("committee"), 1, people))
    figures.setdefault("representatives", _count(homes / _figure("households_per_representative"), 1, people))
    figures.setdefault("grid_workers", _count(people / _figure("people_per_grid"), 1, people))
    figures.setdefault("resident_share", _figure("resident_share"))
    figures.setdefault("resident_member_share", _figure("resident_member_share"))


def _fill_place(figures: dict[str, Any]) -> None:
    """Fill collective income, clans, land, remoteness and income level."""
    village, homes = figures["id"], figures["households"]
    figures.setdefault("collective_income", _collective_income(village))
    largest = figures.get("largest_clan_share")
    if "clans" not in figures:
        low, high = _figure("clans_low"), _figure("clans_high")
        drawn = floor(low + (high + 1.0 - low) * _luck(village, "clans"))
        fewest = 1 if largest is None or largest >= 1.0 else ceil(1.0 / max(largest, 1.0 / homes))
        figures["clans"] = _count(1 if largest == 1.0 else drawn, fewest, homes)
    if largest is None:
        centre, spread = _figure("largest_clan"), _figure("largest_clan_spread")
        drawn_share = float(expit(log(centre / (1.0 - centre)) + spread * ndtri(_luck(village, "largest_clan"))))
        figures["largest_clan_share"] = round(max(drawn_share, 1.0 / figures["clans"]), 3)
    figures.setdefault("remoteness", round(_luck(village, "remoteness"), 3))
    figures.setdefault("land_mu", round(_figure("land_per_head") * figures["population"], 1))
    figures.setdefault("income_level", _figure("income_level"))


def _collective_income(village: str) -> float:
    """Return a lognormal income of which the known share of villages stays below the line (F051)."""
    spread = _figure("collective_spread")
    middle = log(_figure("collective_poor")) - spread * float(ndtri(_figure("collective_poor_share")))
    return float(round(exp(middle + spread * float(ndtri(_luck(village, "collective_income"))))))
