"""The format of a study file: which keys there are, of which type, between which bounds, and which designs take them.

Names and bounds of levers, behaviour parameters and scenario keys come from the model and the scenario format.
"""

from typing import Annotated, Any, Literal

from pydantic import BeforeValidator, Discriminator, Field, Tag
from pydantic_core import PydanticCustomError

from experiments.design import DesignKind
from experiments.factors import Shape
from scenarios.schema import LIST_TAG, MAP_TAG, Bilingual, Form, Horizon, Layer, Text, unit

MOST_SAMPLES = 1 << 20


class FactorEntry(Layer):
    """One factor: a range or the values it takes, and how they are spread; what is not said comes from its passport."""

    low: float | None = None
    """Lowest value."""
    high: float | None = None
    """Highest value."""
    values: list[Any] | None = None
    """The only values it takes, in the place of a range."""
    levels: int | None = Field(default=None, ge=2, le=1000, json_schema_extra=unit("values"))
    """Takes so many values from low to high, equal steps apart, instead of the whole range."""
    shape: Shape | None = None
    """Where in its range it is likely to lie."""
    mode: float | None = None
    """Most likely value of a triangular or normal shape."""
    group: str | None = None
    """Factors of one group move together where the design says groups: true."""
    whole: bool | None = None
    """Whether it takes whole numbers only; for models other than the county, which have no passports."""


def _map_or_list(value: Any) -> str:
    return LIST_TAG if isinstance(value, list) else MAP_TAG


def _map_or_list_at_all(value: Any) -> Any:
    if not isinstance(value, dict | list):
        raise PydanticCustomError("not_a_factor", "neither a map nor a list")
    return value


Entry = Annotated[
    Annotated[FactorEntry, Tag(MAP_TAG)] | Annotated[list[Any], Tag(LIST_TAG)],
    Discriminator(_map_or_list),
    BeforeValidator(_map_or_list_at_all),
]
"""A factor by its range, or simply a list of its values."""


class DesignEntry(Layer):
    """Which points are run; every kind takes some of the keys."""

    kind: DesignKind | None = None
    """Which of the kinds it is; needed once something is said of the design."""
    samples: int | None = Field(default=None, ge=1, le=MOST_SAMPLES, json_schema_extra=unit("samples"))
    """Points, base samples of Sobol' indices, or rows of a FAST curve."""
    trajectories: int | None = Field(default=None, ge=2, le=100_000, json_schema_extra=unit("trajectories"))
    """Trajectories of a Morris design."""
    levels: int | None = Field(default=None, ge=2, le=1000, json_schema_extra=unit("levels"))
    """Levels of the Morris grid, or values that a range takes in a factorial or one-at-a-time design."""
    second_order: bool | None = None
    """Whether Sobol' indices of pairs are wanted too, at almost twice the runs."""
    groups: bool | None = None
    """Whether factors of one group move together."""
    dummy: bool | None = None
    """Whether the design tells how large the index of a factor without any effect would look."""
    seed: int | None = Field(default=None, ge=0, le=2**31 - 1, json_schema_extra=unit("(whole number)"))
    """Of the draw of points; the luck of runs has the seed of the study."""
    file: str | None = None
    """Of a CSV design: one row a point, columns are factors; relative to the study file."""


class ClaimEntry(Layer):
    """A conclusion that can be checked: how a scenario differs from another one in an outcome, in the unit of tables.

    One of at_least, at_most, between, higher and lower is needed.
    """

    scenario: str
    """Id of one of the scenarios."""
    against: str | None = None
    """Id of the scenario it is held against; the baseline if not given."""
    outcome: str
    """What is claimed to differ, or not to."""
    at_least: float | None = None
    """The difference is this or more: percentage points, yuan, days."""
    at_most: float | None = None
    """The difference is this or less."""
    between: list[float] | None = None
    """The difference lies between two numbers, [-1, 1]."""
    higher: bool | None = None
    """true: the difference is above zero."""
    lower: bool | None = None
    """true: the difference is below zero."""
    text: Text | None = None
    """The claim in words."""


TAKEN: dict[DesignKind, dict[str, Any]] = {
    "replications": {},
    "factorial": {"levels": 3},
    "one_at_a_time": {"levels": 3},
    "latin_hypercube": {"samples": 100, "seed": 1},
    "sobol_sequence": {"samples": 128, "seed": 1},
    "sobol": {"samples": 256, "second_order": False, "groups": False, "dummy": True, "seed": 1},
    "morris": {"trajectories": 20, "levels": 4, "groups": False, "dummy": True, "seed": 1},
    "fast": {"samples": 129, "dummy": True, "seed": 1},
    "csv": {"file": None},
}
"""What every kind of design takes, with defaults; None has none and must be given."""


class StudyFile(Layer):
    """A study file: a question, scenarios or another model, what varies, by which design, and what is looked at."""

    title: Text | None = None
    """Short name for charts and tables."""
    question: Text | None = None
    """The question the study helps to answer."""
    scenarios: list[str] | None = None
    """Scenarios to run: paths relative to this file, or names of shipped scenarios."""
    baseline: str | None = None
    """The scenario that others are held against; the one that all others extend if not given."""
    settings: dict[str, Any] | None = None
    """Changes to every scenario, as --set would make them."""
    horizon: Horizon | None = None
    """Short for the same keys under settings."""
    model: str | None = None
    """Another model instead of scenarios: 'package.module:name' or 'file.py:name'."""
    steps: int | None = Field(default=None, ge=1, le=10**9, json_schema_extra=unit("steps"))
    """Steps of a Mesa model."""
    levers: dict[str, Entry] | None = None
    """What a county decides, by 'policy.lever'."""
    uncertainties: dict[str, Entry] | None = None
    """Behaviour parameters, which nobody knows, by 'group.name'."""
    conditions: dict[str, Entry] | None = None
    """What is given: any other key of a scenario."""
    design: DesignEntry | None = None
    """Which points are run; if not given: replications, factorial with factors, a Latin hypercube with claims too."""
    replications: int | None = Field(default=None, ge=1, le=100_000, json_schema_extra=unit("replications"))
    """Runs of every point, on the same seeds; 10 if not given."""
    seed: int | None = Field(default=None, ge=0, le=2**62, json_schema_extra=unit("(whole number)"))
    """Seed of the first replication; 1 if not given."""
    outcomes: list[str] | None = None
    """What is looked at; the headline outcomes of the county, or all that another model gives, if not given."""
    time_limit: float | None = Field(default=None, ge=1, le=10**7, json_schema_extra=unit("seconds"))
    """Seconds that one run may take; 3600 if not given."""
    claims: list[ClaimEntry] | None = None
    """Conclusions that `xiangzhi check` holds against the runs."""
    on_failure: Literal["drop", "refuse"] | None = None
    """What indices do about a failed point: drop its whole group and say so, or refuse until it is run again."""


SECTIONS = {"levers": "lever", "uncertainties": "uncertainty", "conditions": "condition"}
"""The keys that hold factors, and the kind of factor that each holds."""

STUDY = Form(
    StudyFile,
    {
        (): StudyFile,
        ("title",): Bilingual,
        ("question",): Bilingual,
        ("horizon",): Horizon,
        **{(section, "*"): FactorEntry for section in SECTIONS},
        ("design",): DesignEntry,
        ("claims", "*"): ClaimEntry,
        ("claims", "*", "text"): Bilingual,
    },
)
"""The format of study files."""
