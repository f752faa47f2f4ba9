"""All that a report may speak of, gathered from a study; whatever is missing is None or empty, and said to be so."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any

import pandas as pd
from matplotlib.figure import Figure

from analysis.labels import Registry


@dataclass(frozen=True)
class LeverValue:
    """One number that a scenario sets, with its passport; ``default`` is what it is where nothing is said."""

    key: str
    en: str
    zh: str
    value: float | str
    default: float | str
    unit: str
    low: float | None
    high: float | None
    source: str
    grade: str
    scenario: str
    policy: str
    """Id of the policy; empty for a behaviour parameter."""
    changed: bool
    """Whether the value is not the default."""


@dataclass(frozen=True)
class PolicyUse:
    """One programme that a scenario runs and its baseline does not run in the same way."""

    policy: str
    en: str
    zh: str
    start: date | None
    villages: str
    """Where: empty for everywhere."""


@dataclass(frozen=True)
class ScenarioFacts:
    """One scenario: what it is called, what it runs beyond the baseline, and what it rests on."""

    id: str
    title: Mapping[str, str]
    path: str
    policies: tuple[PolicyUse, ...]
    levers: tuple[LeverValue, ...]
    changes: tuple[Mapping[str, Any], ...] = ()
    """Every resolved value that differs from the baseline: key, a (there), b (here); None where a side has none."""


@dataclass(frozen=True)
class SensitivityFacts:
    """One outcome of one sensitivity analysis.

    Attributes
    ----------
    frame
        Columns factor, index, value, low, high, distinguishable, reach.
    labels
        Factor -> label in both languages.
    """

    study: str
    outcome: str
    method: str
    frame: pd.DataFrame
    labels: Mapping[str, Mapping[str, str]]
    split: Mapping[str, float] | None
    noise: float | None
    n: int
    effect_of: str
    """Scenario whose effect was looked at; empty where the level was."""
    baseline: str
    notes: tuple[str, ...] = ()
    """Codes of ``analysis.sensitivity_words.NOTES``."""
    draw: Any = None
    """Called with a language, draws the chart; None without one."""
    dropped: tuple[int, ...] = ()
    """Samples left out because a run failed."""
    problem: Mapping[str, str] = field(default_factory=dict)
    """Why there are no indices, in both languages; empty where there are."""


@dataclass(frozen=True)
class PointChart:
    """One chart over the points of a sweep: a heat map of one outcome, or one factor as dose and response."""

    name: str
    outcome: str
    """Empty where the chart shows several."""
    scenario: str
    factors: tuple[str, ...]
    draw: Callable[[str], Figure]
    """Called with a language."""


@dataclass(frozen=True)
class PointFacts:
    """What a sweep found point by point.

    Attributes
    ----------
    frame
        Columns scenario, row, outcome, n, mean, sd, low, high, and one a factor; with a baseline also baseline and
        difference, of which sd, low and high then tell.
    labels
        Factor -> label in both languages.
    """

    frame: pd.DataFrame
    labels: Mapping[str, Mapping[str, str]]
    charts: tuple[PointChart, ...] = ()
    factors: tuple[Any, ...] = ()
    """What is varied, as ``experiments.factors.Factor``."""


@dataclass(frozen=True)
class Evidence:
    """What a study has to say, as frames; every frame of values has scenario, replication and seed of its rows.

    Attributes
    ----------
    title, question
        In both languages; ``question`` may be empty.
    baseline
        Id of the scenario compared with; empty where there is none.
    scenarios
        All, the baseline among them, in order.
    runs
        One row a run of the design: number (1..n), label ('R1'), scenario, replication, seed, key (fingerprint),
        status ('ok', 'failed', 'pending'), stage, error, replay, seconds, versions (JSON text).
    outcomes
        Columns scenario, replication, seed, outcome, village ('' for the county), value.
    series
        Columns scenario, replication, seed, outcome, date, value.
    groups, turns, quantiles
        What ``analysis.people`` makes of the people of each run: values by group, who gains and loses against the
        baseline, and the distribution of income; None where the runs kept no people.
    fates, flows, hours, colours, money, sizes
        What the runs kept beside outcomes, by the names of ``model.detail``; None where they kept nothing.
    layers
        As ``analysis.layers`` gives it; None where only chance was looked at.
    sensitivities
        Results of sensitivity analyses that go with the study.
    scorecard
        Rows as ``analysis.scorecard.scorecard`` gives them; None where the runs kept no quantities.
    claims
        Claims of the study file with their verdicts: text, verdict, evidence (already in words, by language).
    passports
        All behaviour parameters: key, value, unit, low, high, source, grade, en, zh.
    """

    title: Mapping[str, str]
    question: Mapping[str, str]
    study: str
    store: str
    baseline: str
    scenarios: tuple[ScenarioFacts, ...]
    replications: int
    seed: int
    start: date | None
    years: float
    burn_in_years: float
    villages: int
    people: int
    registry: Registry
    runs: pd.DataFrame
    outcomes: pd.DataFrame
    series: pd.DataFrame
    groups: pd.DataFrame | None = None
    turns: pd.DataFrame | None = None
    quantiles: pd.DataFrame | None = None
    fates: pd.DataFrame | None = None
    flows: pd.DataFrame | None = None
    hours: pd.DataFrame | None = None
    colours: pd.DataFrame | None = None
    money: pd.DataFrame | None = None
    sizes: pd.DataFrame | None = None
    layers: pd.DataFrame | None = None
    sensitivities: tuple[SensitivityFacts, ...] = ()
    scorecard: tuple[Mapping[str, Any], ...] | None = None
    claims: tuple[Mapping[str, Any], ...] = ()
    passports: tuple[Any, ...] = ()
    points: pd.DataFrame | None = None
    """The points of a sweep with a column a factor; None for a comparison. Outcomes are means over the points then."""
    over_points: PointFacts | None = None
    """What the sweep found point by point."""
    margins: Mapping[str, float] = field(default_factory=dict)
    """Differences below which the reader sees none, by outcome, in the unit of the store; the usual ones if empty."""
    stale: int = 0
    """Runs of older code that the reader asked to keep."""
    versions: Mapping[str, str] = field(default_factory=dict)
    made: date | None = None

    @property
    def titles(self) -> dict[str, Mapping[str, str]]:
        """Scenario titles in both languages, by id."""
        return {scenario.id: scenario.title for scenario in self.scenarios}

    @property
    def others(self) -> tuple[str, ...]:
        """Scenarios but the baseline, in order."""
        return tuple(scenario.id for scenario in self.scenarios if scenario.id != self.baseline)

    def runs_of(self, *scenarios: str) -> str:
        """Return the good runs of some scenarios as the appendix numbers them: 'R1-R10, R21-R30'."""
        mine = self.runs[self.runs["scenario"].isin(scenarios) & (self.runs["status"] == "ok")]
        return spans([int(number) for number in mine["number"]])


def spans(numbers: list[int]) -> str:
    """Return run numbers as spans.

    >>> spans([1, 2, 3, 7, 9, 10])
    'R1-R3, R7, R9-R10'
    """
    parts: list[list[int]] = []
    for number in sorted(set(numbers)):
        if parts and number == parts[-1][-1] + 1:
            parts[-1].append(number)
        else:
            parts.append([number])
    return ", ".join(f"R{part[0]}" if len(part) == 1 else f"R{part[0]}-R{part[-1]}" for part in parts)
