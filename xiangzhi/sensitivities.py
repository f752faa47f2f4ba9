"""A sensitivity analysis: which factors of a study matter for its outcomes, beside what luck alone does."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal

from experiments.found_again import todays_spec
from experiments.status import status_of
from experiments.store import FILE, Store, StudyRow
from experiments.study import by_scenario
from experiments.study_file import StudySpec
from model.errors import ParameterError, Problem, StoreError
from scenarios.nearest import nearest
from xiangzhi.sweeping import Sweep

Sense = Literal["at_least", "at_most"]

if TYPE_CHECKING:
    from matplotlib.figure import Figure
    from pandas import DataFrame

    from analysis.discovery import Discovery
    from analysis.labels import Registry
    from analysis.sensitivity import Sensitivity
    from model.columns import Reals


@dataclass(frozen=True)
class Sensitivities:
    """What the outcomes of a study are sensitive to.

    Attributes
    ----------
    sweep
        The runs that are looked at.
    scenario
        The scenario looked at, or its effect where ``baseline`` names another one; ids as points bear them.
    method
        The method asked for; the design's own if None.
    wanted
        The outcomes looked at; all of the study if empty.
    """

    sweep: Sweep
    scenario: str
    baseline: str
    method: str | None
    wanted: tuple[str, ...] = ()
    seed: int = 1

    @cached_property
    def registry(self) -> "Registry":
        """Labels and units of what is looked at: of the outcomes, or of what the scenario does to them."""
        from analysis.labels import effect_registry

        return effect_registry(self.sweep.registry) if self.baseline else self.sweep.registry

    @property
    def outcomes(self) -> tuple[str, ...]:
        """What is looked at."""
        return self.wanted or self.sweep.outcomes

    def values(self, outcome: str) -> "Reals":
        """Return an outcome, or its paired difference from the baseline: (rows, replications), NaN where none is."""
        return self.sweep.values(outcome, self.scenario, self.baseline)

    @cached_property
    def results(self) -> "dict[str, Sensitivity]":
        """The analysis of every outcome.

        Raises
        ------
        ParameterError
            The method does not fit the design, or too few runs are left.
        StoreError
            A run failed, and the study refuses indices then.
        """
        from analysis.sensitivity import analyse

        spec = self.sweep.spec
        self._demand_some()
        if spec.on_failure == "refuse" and len(self.sweep.failures):
            values = {"came": len(self.sweep.failures), "path": self.sweep.store}
            raise StoreError(Problem("failed_refused", values))
        return {
            name: analyse(spec.design, self.values(name), method=self.method, seed=self.seed) for name in self.outcomes
        }

    def _demand_some(self) -> None:
        """Refuse where every run failed and the study names no outcome: what was wanted is not even known."""
        from analysis.sensitivity import LEAST, method_of

        if not self.outcomes:
            design = self.sweep.spec.design
            method = method_of(design, self.method)
            values = {"came": 0, "all": design.rows, "method": method, "least": LEAST[method]}
            raise ParameterError(Problem("sensitivity_too_few", values))

    def discover(self, outcome: str, sense: "Sense", threshold: float) -> "Discovery":
        """Return under which conditions an outcome misses a target, 'at_least' or 'at_most' a threshold."""
        from analysis.discovery import Target, discover

        target = Target(outcome, sense, threshold)
        return discover(self.sweep.spec.design, self.values(outcome), target, seed=self.seed)

    @cached_property
    def frame(self) -> "DataFrame":
        """All indices, one row each: outcome, factor, index, value, low, high, distinguishable, raw, floor."""
        import pandas as pd

        rows = [{"outcome": name, **vars(index)} for name, result in self.results.items() for index in result.indices]
        return pd.DataFrame(rows)

    def charts(self, lang: str = "en") -> "dict[str, Figure]":
        """Return the charts of every outcome by name."""
        from analysis.charts.sensitivity import sensitivity_charts

        return sensitivity_charts(self.results, self.sweep.spec.design, self.registry, lang)

    def save(self, folder: Path | None = None, lang: str = "en") -> list[Path]:
        """Write ``sensitivity.csv``, ``sensitivity.xlsx`` and the figures with their data; return the paths."""
        from analysis.charts import save_figures
        from analysis.sensitivity_export import write_sensitivity

        target = folder or self.sweep.folder
        spec = self.sweep.spec
        written = write_sensitivity(self.results, self.frame, spec.design, self.registry, target, lang)
        figures = self.charts(lang)
        data = {name: self.frame[self.frame["outcome"] == outcome] for name in figures for outcome in self.results
                if name.endswith(f"_{outcome}")}  # fmt: skip
        return [*written, *save_figures(figures, data, target / "figures", lang)]

    def save_discovery(self, found: "Discovery", lang: str = "en") -> list[Path]:
        """Draw where a target is missed; return the paths of the picture."""
        from analysis.charts import save_figures
        from analysis.charts.discovery_box import discovery_box
        from analysis.discovery import ranges
        from analysis.sensitivity_words import factor_titles
        from model.unit_words import unit_in

        design, registry = self.sweep.spec.design, self.registry
        names = [limit.factor for box in found.boxes for limit in box.limits]
        units = {factor.name: unit_in(factor.unit, lang) for factor in design.factors}
        studied = ranges(design, names)
        drawn = discovery_box(found, studied, factor_titles(design), lang, registry=registry, units=units)
        folder = self.sweep.folder / "figures"
        return save_figures({f"discovery_{found.target.outcome}": drawn}, {}, folder, lang)

    def as_json(self) -> dict[str, Any]:
        """Return the analysis as plain values."""
        from analysis.effects import effects_records

        first = next(iter(self.results.values()))
        columns = ["factor", "index", "value", "low", "high", "distinguishable", "raw", "floor", "reach"]
        frame = self.frame
        return {
            "method": first.method,
            "n": min(result.n for result in self.results.values()),
            "of": {"scenario": self.scenario, "baseline": self.baseline or None},
            "outcomes": {name: effects_records(frame.loc[frame["outcome"] == name, columns]) for name in self.results},
            "failed": len(self.sweep.failures),
            "dropped": {name: list(result.dropped) for name, result in self.results.items()},
            "replications": self.sweep.spec.replications,
            "noise": {name: result.noise for name, result in self.results.items()},
            "split": {name: dict(result.split) if result.split else None for name, result in self.results.items()},
            "convergence": {name: effects_records(result.convergence) for name, result in self.results.items()},
            "notes": {name: list(result.notes) for name, result in self.results.items()},
            "store": str(self.sweep.store),
        }


def sensitivity(
    study: str | Path | Sweep,
    *,
    scenario: str | None = None,
    method: str | None = None,
    outcomes: Sequence[str] = (),
    effect: bool | None = None,
    seed: int = 1,
) -> Sensitivities:
    """Return what the outcomes of a study that has been run are sensitive to.

    Parameters
    ----------
    study
        A sweep, or the folder of one.
    scenario
        The scenario looked at; the first that is not the baseline if not given.
    method
        'sobol', 'morris', 'fast', 'rbd_fast', 'delta' or 'pawn', as the design allows; its own if not given.
    outcomes
        Those looked at; all of the study if empty.
    effect
        Whether the paired difference from the baseline is looked at; None: wherever there is a baseline.
    seed
        Of the bootstrap.

    Raises
    ------
    StoreError
        The folder holds no study of a study file, or its runs are stale.
    ParameterError
        The scenario or an outcome is unknown.
    """
    found = study if isinstance(study, Sweep) else stored_sweep(Path(study))
    spec = found.spec
    names = list(dict.fromkeys(found.points["scenario"]))
    others = [name for name in names if name != spec.baseline]
    chosen = scenario or (others or names)[0]
    _demand(chosen, names, "unknown_study_scenario", "--scenario")
    for name in outcomes:
        _demand(name, found.outcomes, "unknown_outcome", "--outcome")
    against = spec.baseline if effect is not False and spec.baseline in names and chosen != spec.baseline else ""
    return Sensitivities(found, chosen, against, method, tuple(outcomes), seed)


def check_request(
    spec: StudySpec, *, scenario: str | None = None, method: str | None = None, outcomes: Sequence[str] = ()
) -> None:
    """Refuse what a study cannot answer, before it is run.

    Raises
    ------
    ParameterError
        The method does not fit the design, or the study has no such scenario or outcome.
    """
    from analysis.sensitivity import method_of

    method_of(spec.design, method)
    if scenario is not None and spec.scenarios:
        _demand(scenario, [known.id for known in spec.scenarios], "unknown_study_scenario", "--scenario")
    for name in outcomes if spec.outcomes else ():
        _demand(name, spec.outcomes, "unknown_outcome", "--outcome")


def _demand(name: str, allowed: Sequence[str], code: str, key: str) -> None:
    if name not in allowed:
        values = {"came": name, "allowed": ", ".join(allowed), "near": nearest(name, allowed)}
        raise ParameterError(Problem(code, values, key=key))


def stored_sweep(folder: Path) -> Sweep:
    """Return the sweep that a folder holds, without running anything.

    Raises
    ------
    StoreError
        The folder holds no study of a study file, the file is gone or wrong, or stored runs are stale.
    """
    from experiments.study import Summary

    with Store.open(folder / FILE) as store:
        row = _latest(store)
        spec = _spec(row, store.path)
        stale = status_of(store, row).stale
        runs = len(store.done())
        planned = {(member.scenario, member.replication) for member in store.members(row.study)}
    if stale:
        told = "; ".join(f"{name}: {spans}" for name, spans in by_scenario(stale)[:10])
        raise StoreError(Problem("stale_folder", {"came": told, "number": len(stale), "path": folder / FILE}))
    _demand_planned(spec, planned, folder / FILE)
    return Sweep(spec, row.study, folder, Summary(0, runs, 0, 0))


def _demand_planned(spec: StudySpec, planned: set[tuple[str, int]], path: Path) -> None:
    """Refuse where the study file has grown since: what was never to be run must not pass for what failed."""
    wanted = {(point.id, replication) for point in spec.points for replication in range(spec.replications)}
    if wanted - planned:
        values = {"came": len(wanted - planned), "all": len(wanted), "path": path, "file": spec.path}
        raise StoreError(Problem("study_has_grown", values))


def _latest(store: Store) -> StudyRow:
    rows = [row for row in store.study_rows() if row.file is not None and not row.kept]
    if not rows:
        raise StoreError(Problem("store_no_study_file", {"came": store.path}))
    return rows[-1]


def _spec(row: StudyRow, path: Path) -> StudySpec:
    spec = todays_spec(row)
    if spec is None:
        raise StoreError(Problem("study_file_gone", {"came": row.file, "path": path}))
    return spec
