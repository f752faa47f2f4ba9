"""The format of a scenario file: which keys there are, of which type, between which bounds.

Every file of a chain is checked on its own, so all keys are optional here; what the chain must give in the end
is checked when it is resolved.  Names and bounds of policies, levers and behaviour parameters come from the model's
registries (see ``check``).
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Annotated, Any, Literal

from pydantic import BaseModel, BeforeValidator, ConfigDict, Discriminator, Field, JsonValue, Tag, WithJsonSchema
from pydantic_core import PydanticCustomError

OFF = "off"
MAP_TAG, OFF_TAG, TEXT_TAG, LIST_TAG = TAGS = ("\0map", "\0off", "\0text", "\0list")
"""Names of the branches of a union in places of faults; no key of a file can be like them."""


def _date(value: Any) -> date:
    """Read an ISO date; anything else, or a day that does not exist, is a ``bad_date``."""
    try:
        if isinstance(value, str) and re.fullmatch(r"\d{4}-\d{2}-\d{2}", value, re.ASCII):
            return date.fromisoformat(value)
    except ValueError as error:
        raise PydanticCustomError("bad_date", "no such day") from error
    raise PydanticCustomError("bad_date", "not an ISO date")


Day = Annotated[date, BeforeValidator(_date), WithJsonSchema({"type": "string", "format": "date"})]


def unit(name: str) -> dict[str, JsonValue]:
    """Return what the JSON Schema and the messages say of a field's unit."""
    return {"unit": name}


class Layer(BaseModel):
    """A part of a file: strict types, no unknown key."""

    model_config = ConfigDict(extra="forbid", frozen=True, strict=True, use_attribute_docstrings=True)


class Bilingual(Layer):
    """A text in both languages; one may be left out and is then taken from the other."""

    zh: str | None = None
    """Chinese text."""
    en: str | None = None
    """English text."""


def _map_or_text(value: Any) -> str:
    return MAP_TAG if isinstance(value, dict) else TEXT_TAG


Text = Annotated[
    Annotated[Bilingual, Tag(MAP_TAG)] | Annotated[str, Tag(TEXT_TAG)],
    Discriminator(_map_or_text),
]
"""A text in both languages, or plain text that serves for both."""


class Villages(Layer):
    """Villages made from national figures instead of a roster; each figure given holds for every village."""

    count: int | None = Field(default=None, ge=1, le=1000, json_schema_extra=unit("villages"))
    """How many villages; some file of the chain must say it."""
    townships: int = Field(default=1, ge=1, le=100, json_schema_extra=unit("townships"))
    """Over how many townships they are spread."""
    households: int | None = Field(default=None, ge=1, le=5000, json_schema_extra=unit("households"))
    """Registered households of a village."""
    population: int | None = Field(default=None, ge=1, le=20000, json_schema_extra=unit("people"))
    """Registered people of a village."""
    members: int | None = Field(default=None, ge=0, le=5000, json_schema_extra=unit("members"))
    """Party members registered in a village."""
    committee: int | None = Field(default=None, ge=0, le=50, json_schema_extra=unit("people"))
    """People in post in the two committees (两委)."""
    representatives: int | None = Field(default=None, ge=0, le=1000, json_schema_extra=unit("people"))
    """Villager representatives."""
    grid_workers: int | None = Field(default=None, ge=0, le=500, json_schema_extra=unit("people"))
    """Grid workers."""
    resident_share: float | None = Field(default=None, ge=0, le=1, json_schema_extra=unit("share"))
    """Share of registered people who live in the village most of the year."""
    resident_member_share: float | None = Field(default=None, ge=0, le=1, json_schema_extra=unit("share"))
    """Share of members who live in the village most of the year."""
    collective_income: float | None = Field(default=None, ge=0, le=1e9, json_schema_extra=unit("yuan a year"))
    """Collective income, yuan a year."""
    clans: int | None = Field(default=None, ge=1, le=200, json_schema_extra=unit("clans"))
    """Number of clans (surname groups)."""
    largest_clan_share: float | None = Field(default=None, ge=0, le=1, json_schema_extra=unit("share"))
    """Share of households in the largest clan."""
    remoteness: float | None = Field(default=None, ge=0, le=1, json_schema_extra=unit("0 to 1"))
    """0 next to the county seat, 1 farthest."""
    land_mu: float | None = Field(default=None, ge=0, le=1e6, json_schema_extra=unit("mu"))
    """Contracted farm land of a village, in mu."""
    income_level: float | None = Field(default=None, ge=0.1, le=10, json_schema_extra=unit("ratio"))
    """Village mean income over the national rural mean."""
    kind: Literal["village", "town_community"] | None = None
    """Villages (the default) or town communities, whose grids stand for buildings or estates."""


class Population(Layer):
    """Who lives where: a roster, or villages made from national figures."""

    roster: str | None = None
    """Path of a village list (CSV or XLSX), relative to this file."""
    villages: Villages | None = None
    """Villages made from national figures."""
    county_coupling: bool | None = None
    """Whether villages share county queues, funds and rankings."""


class Horizon(Layer):
    """When the policy period starts, how long it lasts, and how long the world runs before it."""

    start: Day | None = None
    """First day of the policy period: a 1st, 11th or 21st."""
    years: int | None = Field(default=None, ge=1, le=16, json_schema_extra=unit("years"))
    """Length of the policy period in years."""
    burn_in_years: int | None = Field(default=None, ge=0, le=10, json_schema_extra=unit("years"))
    """Years under the reference programmes before the policy period."""


class Area(Layer):
    """Which villages: all or the named ones, and of these a share taken in some order."""

    villages: list[str] | None = None
    """Village names, township/village where a name is not unique; an empty list is nowhere."""
    share: float | None = Field(default=None, ge=0, le=1, json_schema_extra=unit("share"))
    """Share of the villages, or of the named ones."""
    order: Literal["random", "best_first", "weakest_first"] | None = None
    """In which order villages are taken."""
    phase_in_years: float | None = Field(default=None, ge=0, le=10, json_schema_extra=unit("years"))
    """Villages start one after another over this many years."""


class Where(Area):
    """Where a policy runs, and whether villages outside copy it."""

    copying_per_year: float | None = Field(default=None, ge=0, le=1, json_schema_extra=unit("probability a year"))
    """Chance a year that a village outside copies the practice without guidance."""


def _off_or_map(value: Any) -> str:
    return MAP_TAG if isinstance(value, dict) else OFF_TAG


_Off = Annotated[Literal["off"], Tag(OFF_TAG)]
Levers = Annotated[Annotated[dict[str, Any], Tag(MAP_TAG)] | _Off, Discriminator(_off_or_map)]


class Policy(Layer):
    """One policy put to work."""

    start: Day | None = None
    """First day; the start of the policy period if not given or earlier."""
    end: Day | None = None
    """The day on which it ends; never if not given."""
    levers: Levers | None = None
    """Lever values that differ from the defaults; the word off sets every lever to its off value."""
    where: Where | None = None
    """Where the policy runs."""


PolicyEntry = Annotated[Annotated[Policy, Tag(MAP_TAG)] | _Off, Discriminator(_off_or_map)]


class Practice(Layer):
    """One practice of the catalogue put to work: its policies with the levers of its preset."""

    start: Day | None = None
    """First day; the start of the policy period if not given or earlier."""
    end: Day | None = None
    """The day on which it ends; never if not given."""
    levers: Levers | None = None
    """Lever values that differ from the preset; the word off sets every lever of the preset to its off value."""
    where: Where | None = None
    """Where the practice runs."""


PracticeEntry = Annotated[Annotated[Practice, Tag(MAP_TAG)] | _Off, Discriminator(_off_or_map)]


class Event(Layer):
    """What befalls villages from outside in the policy period."""

    kind: Literal["epidemic", "flood", "project"]
    """An epidemic or a flood is an emergency; a project takes land."""
    start: Day | None = None
    """First day; the start of the policy period if not given or earlier."""
    end: Day | None = None
    """The day on which it is over; never if not given."""
    strength: float | None = Field(default=None, ge=0, le=1, json_schema_extra=unit("share"))
    """How hard it strikes; 1 if not given."""
    where: Area | None = None
    """Which villages it strikes."""


class ScenarioFile(Layer):
    """A scenario file: a title, a question, sources, and only what differs from the file it extends."""

    title: Text | None = None
    """Short name for charts and tables."""
    question: Text | None = None
    """The question the scenario helps to answer."""
    sources: list[str] | None = None
    """Where the figures come from."""
    assumptions: list[Text] | None = None
    """What no source says and was assumed."""
    extends: str | None = None
    """The scenario this one differs from: a path relative to this file, or the name of a shipped scenario."""
    reference: str | None = None
    """The scenario whose policies are in force during the burn-in; status_quo.yaml if not given."""
    world_seed: int | None = Field(default=None, ge=0, le=2**31 - 1, json_schema_extra=unit("(whole number)"))
    """Fixes the population; if not given, the seed of the run draws people and luck alike."""
    population: Population | None = None
    """Who lives where."""
    horizon: Horizon | None = None
    """When."""
    behaviour: dict[str, Any] | None = None
    """Behaviour parameters that differ from the model's values, by name (participation.neighbours) or in groups."""
    policies: dict[str, PolicyEntry] | None = None
    """Policies by name; the word off removes an inherited one."""
    practices: dict[str, PracticeEntry] | None = None
    """Practices of the catalogue by id; the word off removes an inherited one."""
    events: list[Event] | None = None
    """Epidemics, floods and building projects of the policy period."""


PARTS: dict[tuple[str, ...], type[Layer]] = {
    (): ScenarioFile,
    ("title",): Bilingual,
    ("question",): Bilingual,
    ("assumptions", "*"): Bilingual,
    ("population",): Population,
    ("population", "villages"): Villages,
    ("horizon",): Horizon,
    ("policies", "*"): Policy,
    ("policies", "*", "where"): Where,
    ("practices", "*"): Practice,
    ("practices", "*", "where"): Where,
    ("events", "*"): Event,
    ("events", "*", "where"): Area,
}
"""Which class describes which place of a file; ``*`` stands for any name or number."""


@dataclass(frozen=True)
class Form:
    """A format of files: the class of the whole file, and which class describes which place of it."""

    whole: type[Layer]
    parts: Mapping[tuple[str, ...], type[Layer]]
    """By place; ``*`` stands for any name or number."""

    def part_at(self, place: tuple[str | int, ...]) -> type[Layer] | None:
        """Return the class that describes the map at a place of a file."""
        for pattern, part in self.parts.items():
            if len(pattern) == len(place) and all(a in ("*", b) for a, b in zip(pattern, place, strict=True)):
                return part
        return None


SCENARIO = Form(ScenarioFile, PARTS)
"""The format of scenario files."""
