"""A study as its file describes it: scenarios, factors and design, and the points that come of them, one by one."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Literal, overload

from experiments.design import Design
from experiments.factors import Factor, Value
from experiments.study_claims import Claim
from experiments.study_document import word
from experiments.varied import varied_changes, varied_settings
from model.errors import LifecycleError, Problem
from model.settings import Settings
from scenarios.load import load_scenario
from scenarios.scenario import Scenario

_MOST_KEPT = 256
"""Scenarios under conditions that are kept, so that neighbouring points need not read their files anew."""


@dataclass(frozen=True)
class PointPlan:
    """One point of a study: a scenario under one row of the design."""

    id: str
    """The scenario's id and the number of the row, 'pilot_county#0017'; without factors the id alone."""
    scenario: Scenario | None
    """None where the study is of another model."""
    row: int
    values: Mapping[str, Value]
    """By name of the factor; a factor that is left as the scenario has it does not stand here."""
    luck: int = 0
    """0 for the seeds of the study, 1 for others."""


class Points(Sequence[PointPlan]):
    """The points of a study, scenario by scenario, each made when it is asked for."""

    def __init__(self, spec: "StudySpec") -> None:
        self._spec = spec

    def __len__(self) -> int:
        return max(len(self._spec.scenarios), 1) * self._spec.design.rows

    @overload
    def __getitem__(self, number: int) -> PointPlan: ...
    @overload
    def __getitem__(self, number: slice) -> list[PointPlan]: ...
    def __getitem__(self, number: int | slice) -> PointPlan | list[PointPlan]:
        if isinstance(number, slice):
            return [self[one] for one in range(*number.indices(len(self)))]
        if not -len(self) <= number < len(self):
            raise IndexError(number)
        return self._spec.point(number % len(self))

    def __iter__(self) -> Iterator[PointPlan]:
        return (self._spec.point(number) for number in range(len(self)))


@dataclass(frozen=True, eq=False)
class StudySpec:
    """All that a study file says, every default filled in."""

    id: str
    """The stem of the file."""
    path: Path
    title: Mapping[str, str]
    question: Mapping[str, str]
    scenarios: tuple[Scenario, ...]
    """With the changes that the study makes to all of them."""
    baseline: str
    """Id of the scenario that others are held against; empty where there is none."""
    model: str | None
    steps: int | None
    factors: tuple[Factor, ...]
    design: Design
    replications: int
    seed: int
    outcomes: tuple[str, ...]
    """Empty for all that another model gives."""
    time_limit: float
    """Seconds that one run may take."""
    on_failure: Literal["drop", "refuse"]
    files: tuple[Path, ...] = ()
    """Files besides its own that the study was read from, scenarios left out."""
    changes: tuple[str, ...] = ()
    """The changes ``key=value`` given with the file."""
    lang: str = "en"
    claims: tuple[Claim, ...] = ()
    """Conclusions that can be checked."""
    _kept: dict[tuple[str, ...], Scenario] = field(default_factory=dict, repr=False)

    @property
    def points(self) -> Points:
        """Every scenario under every row of the design, in that order."""
        return Points(self)

    def point(self, number: int) -> PointPlan:
        """Return one point by its place among all points."""
        which, row = divmod(number, self.design.rows)
        scenario = self.scenarios[which] if self.scenarios else None
        name = scenario.id if scenario else (self.model or self.id).rpartition(":")[2]
        if self.design.factors:
            name = f"{name}#{row:0{len(str(self.design.rows - 1))}d}"
        return PointPlan(name, scenario, row, self.design.row(row), self.design.luck_of(row))

    def overrides(self, plan: PointPlan) -> tuple[str, ...]:
        """Return the changes ``key=value`` that make a point from its scenario's own file, to the last bit."""
        if plan.scenario is None:
            return ()
        held = self._under_conditions(plan)
        return varied_changes(held, self._levers(plan, held.settings), self._of_kind(plan, "uncertainty"))

    def settings(self, plan: PointPlan) -> Settings:
        """Return what a point of the county runs.

        Raises
        ------
        ScenarioError
            The conditions of the point contradict each other.
        LifecycleError
            The study is of another model.
        """
        if plan.scenario is None:
            values = {"call": "settings", "state": "of another model", "allowed": "of the county"}
            raise LifecycleError(Problem("wrong_state", {**values, "todo": "use the values of the point"}))
        held = self._under_conditions(plan).settings
        return varied_settings(held, self._levers(plan, held), self._of_kind(plan, "uncertainty"))

    def _of_kind(self, plan: PointPlan, kind: str) -> dict[str, Value]:
        kinds = self._kinds
        return {name: value for name, value in plan.values.items() if kinds[name] == kind}

    @property
    def _kinds(self) -> dict[str, str]:
        return {factor.name: factor.kind for factor in self.factors}

    def _levers(self, plan: PointPlan, settings: Settings) -> dict[str, dict[str, Value]]:
        """Return the levers of a point by policy and name, of policies that run there."""
        running = {programme.policy for programme in settings.programmes}
        found: dict[str, dict[str, Value]] = {}
        for name, value in self._of_kind(plan, "lever").items():
            policy, _, lever = name.partition(".")
            if policy in running:
                found.setdefault(policy, {})[lever] = value
        return found

    def _under_conditions(self, plan: PointPlan) -> Scenario:
        """Return the scenario of a point under its conditions, with everything else as the scenario has it."""
        scenario = plan.scenario
        assert scenario is not None
        words = tuple(f"{name}={word(value)}" for name, value in self._of_kind(plan, "condition").items())
        if not words:
            return scenario
        key = (scenario.id, *words)
        if key not in self._kept:
            while len(self._kept) >= _MOST_KEPT:
                self._kept.pop(next(iter(self._kept)))
            overrides = (*scenario.overrides, *words)
            self._kept[key] = load_scenario(scenario.path, overrides=overrides, lang=self.lang)
        return self._kept[key]
