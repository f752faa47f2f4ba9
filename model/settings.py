"""All a run needs, resolved: who lives where, how people behave, which programmes run when and where."""

from datetime import date
from typing import Literal

from pydantic import BaseModel, ConfigDict, Field

LeverValue = float | int | str


class Frozen(BaseModel):
    """A value object: strict, immutable, no unknown field."""

    model_config = ConfigDict(extra="forbid", frozen=True)


class VillageSpec(Frozen):
    """One village of the roster, every gap already filled; ``filled`` names what came from national figures."""

    id: str
    """Identity: '<township>/<village>'; all its chance is keyed by it."""
    name: str
    township: str
    households: int
    population: int
    """Registered people."""
    members: int
    """Party members registered in the village."""
    committee: int
    """People in post in the two committees (两委), the secretary among them."""
    representatives: int
    grid_workers: int
    resident_share: float
    """Share of registered people who live in the village most of the year."""
    resident_member_share: float
    """Share of members who live in the village most of the year."""
    collective_income: float
    """Yuan a year."""
    clans: int
    """Number of clans (surname groups)."""
    largest_clan_share: float
    remoteness: float
    """0 next to the county seat, 1 farthest."""
    land_mu: float
    """Contracted farm land of the whole village, in mu."""
    income_level: float
    """Village mean income over the national rural mean."""
    kind: Literal["village", "town_community"] = "village"
    """A town community (社区) works like a village; its grids stand for buildings or estates."""
    filled: tuple[str, ...] = ()


class Population(Frozen):
    """The county: its villages, in roster order, and whether villages share county queues, funds and rankings."""

    villages: tuple[VillageSpec, ...]
    county_coupling: bool = True


class Horizon(Frozen):
    """When the burn-in starts, when policies start, when the run ends."""

    start: date = date(2024, 1, 1)
    """First day of the policy period (a 1st, 11th or 21st)."""
    years: int = Field(default=5, ge=1, le=16)
    burn_in_years: int = Field(default=3, ge=0, le=10)


class Area(Frozen):
    """Which villages: all, named ones, or a share taken in some order; at once or one after another."""

    villages: tuple[str, ...] | None = None
    """Village ids; None means all."""
    share: float = Field(default=1.0, ge=0.0, le=1.0)
    order: Literal["random", "best_first", "weakest_first"] = "random"
    phase_in_years: float = Field(default=0.0, ge=0.0, le=10.0)
    """Villages start one after another over this many years, in the same order."""


class Rollout(Area):
    """Where a programme runs, and whether villages outside copy it."""

    copying_per_year: float = Field(default=0.0, ge=0.0, le=1.0)
    """Chance a year that a village outside copies the practice, without guidance (只见盆景不见风景)."""


class Programme(Frozen):
    """One policy put to work: levers, dates and places."""

    policy: str
    start: date | None = None
    """None: from the start of the policy period."""
    end: date | None = None
    levers: dict[str, LeverValue] = {}
    where: Rollout = Rollout()


class Event(Frozen):
    """What befalls villages from outside: an epidemic, a flood, or a large building project that takes land."""

    kind: Literal["epidemic", "flood", "project"]
    start: date | None = None
    """None: from the start of the policy period."""
    end: date | None = None
    strength: float = Field(default=1.0, ge=0.0, le=1.0)
    where: Area = Area()


class Settings(Frozen):
    """Everything a run depends on except its seed."""

    population: Population
    horizon: Horizon = Horizon()
    behaviour: dict[str, float] = {}
    """Behaviour parameters that differ from their passports' values, by full key ('participation.neighbours')."""
    programmes: tuple[Programme, ...] = ()
    """What is in force from the policy start on; replaces the reference, policy by policy, where it applies."""
    reference: tuple[Programme, ...] = ()
    """What is in force during the burn-in (the status quo)."""
    events: tuple[Event, ...] = ()
    """What befalls villages in the policy period; the order does not matter."""
    world_seed: int | None = None
    """Fixes the population; None: the run's seed draws people and luck alike."""
