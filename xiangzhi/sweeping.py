"""A sweep: the runs of a study file, and all that is said, drawn and written about them."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property, partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

from experiments.factors import column_of
from experiments.fingerprint import code_fingerprint
from experiments.forecast import Forecast, forecast_pending
from experiments.store import FILE, Store
from experiments.study import Runner, Stale, Study, Summary, Watch
from experiments.study_file import StudySpec, load_study
from experiments.sweep import study_of
from model.errors import ParameterError, Problem
from scenarios.nearest import nearest
from xiangzhi.places import RESULTS

if TYPE_CHECKING:
    from matplotlib.figure import Figure
    from pandas import DataFrame

    from analysis.labels import Registry
    from analysis.sweep_export import SweepTables
    from model.columns import Reals

MOST_REPLICATIONS = 1000


@dataclass(frozen=True)
class Until:
    """Replications are added until this outcome is known so well: half a 95 % interval, in the unit of tables."""

    outcome: str
    half_width: float
    most: int = MOST_REPLICATIONS


@dataclass(frozen=True)
class Sweep:
    """The results of a sweep, read from its store; frames and figures are made when first asked for."""

    spec: StudySpec
    study: str
    folder: Path
    summary: Summary

    @property
    def store(self) -> Path:
        """The study store."""
        return self.folder / FILE

    @property
    def titles(self) -> dict[str, Mapping[str, str]]:
        """Scenario titles in both languages, by id."""
        return {scenario.id: scenario.title for scenario in self.spec.scenarios}

    @cached_property
    def points(self) -> "DataFrame":
        """The points of the design, one row each: point, scenario, row, luck, and one column a factor."""
        with Store.open(self.store) as store:
            found = store.points_frame(self.study)
        return found.rename(columns={name: column_of(name, self.outcomes) for name in found.columns[4:]})

    @cached_property
    def outcomes(self) -> tuple[str, ...]:
        """What is looked at: the outcomes that the study file names, or all that the model gives."""
        if self.spec.outcomes:
            return tuple(self.spec.outcomes)
        return tuple(dict.fromkeys(self._recorded["outcome"]))

    @cached_property
    def _recorded(self) -> "DataFrame":
        with Store.open(self.store) as store:
            found = store.county_frame(self.study, tuple(self.spec.outcomes))
        # An earlier call may have asked for more.
        return found[found["replication"] < self.spec.replications]

    @cached_property
    def registry(self) -> "Registry":
        """Labels, units and directions of the outcomes."""
        from analysis.labels import outcomes, plain_registry

        return outcomes() if self.spec.model is None else plain_registry(self.outcomes)

    @cached_property
    def runs(self) -> "DataFrame":
        """Good runs, one row each: scenario, row, point, the factors, replication, seed, and one column an outcome."""
        from analysis.sweep import runs_table

        return runs_table(self._recorded, self.points, self.outcomes)

    @cached_property
    def means(self) -> "DataFrame":
        """The mean of each outcome at each point with its 95 % interval over replications."""
        from analysis.sweep import point_means

        return point_means(self.runs, self.outcomes)

    @cached_property
    def differences(self) -> "DataFrame":
        """How each scenario differs from the baseline at each point, paired by seed; empty without a baseline."""
        from analysis.sweep import point_differences

        return point_differences(self.runs, self.spec.baseline, self.outcomes)

    @cached_property
    def failures(self) -> "DataFrame":
        """Failed runs, one row each: scenario (the point), replication, seed, stage, error, traceback, replay."""
        with Store.open(self.store) as store:
            return store.failures(self.study, replications=self.spec.replications)

    @property
    def wanted_runs(self) -> int:
        """How many runs the study asks for."""
        return len(self.points) * self.spec.replications

    def values(self, outcome: str, scenario: str, baseline: str = "") -> "Reals":
        """Return an outcome of a scenario, or its paired difference from another: (rows, replications), NaN for none.

        Scenarios are named as ``points`` names them.
        """
        shape = (self.spec.design.rows, self.spec.replications)
        with Store.open(self.store) as store:
            mine = store.matrix(self.study, scenario, outcome, shape)
            return mine - store.matrix(self.study, baseline, outcome, shape) if baseline else mine

    @cached_property
    def surfaces(self) -> "dict[str, dict[str, DataFrame]]":
        """What the charts show, by name of the chart and outcome; nothing where the design calls for none."""
        from analysis.charts.sweep import LISTED, surfaces

        if self.spec.design.kind not in LISTED:
            return {}
        baseline = self.spec.baseline
        names = [name for name in dict.fromkeys(self.points["scenario"]) if name != baseline]
        values = {name: {outcome: self.values(outcome, name, baseline) for outcome in self.outcomes} for name in names}
        return surfaces(values, self.spec.design)

    def charts(self, lang: str = "en") -> "dict[str, Figure]":
        """Return the charts that the design calls for, by name."""
        from analysis.charts.sweep import sweep_charts

        reference = self.titles.get(self.spec.baseline)
        return sweep_charts(self.surfaces, self.spec.design, self.registry, lang, reference=reference)

    def save(self, folder: str | Path | None = None, lang: str = "en") -> list[Path]:
        """Write the tables as CSV and in one workbook, and the figures with their data; return the paths."""
        from analysis.charts import save_figures
        from analysis.charts.sweep import sweep_data
        from analysis.sweep_export import write_sweep

        target = Path(folder) if folder is not None else self.folder
        written = write_sweep(self._tables(lang), target, lang)
        figures = self.charts(lang)
        if figures:
            written += save_figures(figures, sweep_data(self.surfaces), target / "figures", lang)
        return written

    def _tables(self, lang: str) -> "SweepTables":
        from analysis.sweep_export import SweepTables
        from xiangzhi.sweep_about import about

        frames = (self.runs, self.means, self.differences, self.failures)
        said = about(self.spec, len(self.points), len(self.runs), len(self.failures), lang)
        return SweepTables(*frames, self.spec.factors, self.titles, self.registry, said)

    def as_json(self) -> dict[str, Any]:
        """Return the sweep as plain values."""
        from analysis.effects import effects_records

        return {
            "study": self.spec.id,
            "scenarios": [scenario.id for scenario in self.spec.scenarios],
            "baseline": self.spec.baseline or None,
            "points": len(self.points),
            "replications": self.spec.replications,
            "runs": {"new": self.summary.ran, "reused": self.summary.reused, "stale": self.summary.stale},
            "kept": self.summary.kept or None,
            "failed": len(self.failures),
            "failures": effects_records(self.failures.drop(columns="traceback")),
            "means": effects_records(self.means),
            "effects": effects_records(self.differences),
            "store": str(self.store),
        }


@dataclass(frozen=True)
class SweepPlan:
    """A study file that is about to be run."""

    spec: StudySpec
    study: Study

    def forecast(self, workers: int | None = None) -> Forecast:
        """Return how many runs are missing, and what they will take; NaN minutes where nothing is known of a model."""
        stored = self.study.stored()
        if self.spec.model is not None:
            return _forecast_of_any(len(stored.pending), stored.seconds_a_run, workers)
        return forecast_pending(self.study.points, stored, workers, detail=self.study.detail)

    def run(
        self,
        *,
        workers: int | None = None,
        cluster: str | None = None,
        watch: Watch | None = None,
        stale: Stale = "rerun",
        until: Until | None = None,
    ) -> Sweep:
        """Run what is missing and return the sweep; parameters as for `sweep`."""
        spec, study = self.spec, self.study
        first: Summary | None = None
        while True:
            runner = _runner(study, workers, cluster, spec.time_limit)
            summary = study.run(watch=watch, runner=runner, stale=stale)
            first = summary if first is None else _added(first, summary)
            found = Sweep(spec, study.name, study.path.parent, first)
            more = None if until is None else _more(found, until)
            if more is None:
                return found
            # The store remembers the changes, so that whoever reads it later finds all replications.
            spec = replace(spec, replications=more, changes=(*spec.changes, f"replications={more}"))
            study = study_of(spec, study.path.parent, detail=study.detail)


def _forecast_of_any(runs: int, seconds: float | None, workers: int | None) -> Forecast:
    from experiments.engine import cores

    minutes = float("nan") if seconds is None else runs * seconds / (workers or cores()) / 60
    return Forecast(runs, minutes, runs * 300 / 1e6)


def _runner(study: Study, workers: int | None, cluster: str | None, limit: float) -> Runner:
    """Return what runs the jobs: processes of their own, so that a run that dies or hangs takes nothing with it."""
    if cluster is None:
        from experiments.engine import run_jobs

        return partial(run_jobs, workers=workers, limit=limit, isolate=True)
    from experiments.cluster import run_on_cluster

    if study.experiment.record:  # another model looks for itself whether it is the one that was meant
        return partial(run_on_cluster, address=cluster, limit=limit, workers=workers)
    code = study.experiment.code
    return partial(run_on_cluster, address=cluster, limit=limit, workers=workers, code=code, check=code_fingerprint)


def _added(a: Summary, b: Summary) -> Summary:
    return Summary(a.ran + b.ran, a.reused, b.failed, a.stale, a.kept)


def check_outcome(name: str, known: Sequence[str]) -> None:
    """Refuse an outcome that a study does not look at.

    Raises
    ------
    ParameterError
        With the nearest name.
    """
    if name not in known:
        values = {"came": name, "allowed": ", ".join(known), "near": nearest(name, known)}
        raise ParameterError(Problem("unknown_outcome", values, key="--until-precision"))


def _more(found: Sweep, until: Until) -> int | None:
    """Return how many replications to go on to, or None where the outcome is known well enough."""
    from experiments.precision import next_replications

    check_outcome(until.outcome, found.outcomes)
    table = found.differences if len(found.differences) else found.means
    mine = table[table["outcome"] == until.outcome]
    target = until.half_width / found.registry[until.outcome].scale
    spreads, counts = mine["sd"].tolist(), mine["n"].tolist()
    return next_replications(spreads, found.spec.replications, target, until.most, counts=counts)


def plan_sweep(
    study: str | Path | StudySpec,
    *,
    out: str | Path | None = None,
    overrides: Sequence[str] = (),
    lang: str = "en",
    detail: bool = False,
) -> SweepPlan:
    """Read a study file; parameters as for `sweep`.

    Raises
    ------
    ScenarioError, RosterError, ParameterError
        The study file, or what it names, is wrong.
    """
    spec = study if isinstance(study, StudySpec) else load_study(study, overrides=overrides, lang=lang)
    folder = Path(out) if out is not None else RESULTS / spec.id
    return SweepPlan(spec, study_of(spec, folder, detail=detail))


def sweep(
    study: str | Path | StudySpec,
    *,
    out: str | Path | None = None,
    overrides: Sequence[str] = (),
    workers: int | None = None,
    cluster: str | None = None,
    watch: Watch | None = None,
    stale: Stale = "rerun",
    until: Until | None = None,
    detail: bool = False,
) -> Sweep:
    """Run a study file; runs already stored are not repeated.

    Parameters
    ----------
    study
        A study file, the name of a shipped study, or a loaded one.
    out
        Folder of the store; ``results/<study>`` if not given.
    overrides
        Changes 'key=value' to the study: 'replications=20', 'design.samples=128'.
    workers
        Processes side by side; None for all cores. A script needs ``if __name__ == "__main__":`` around the call.
    cluster
        Address of a scheduler of a cluster, 'tcp://host:8786', or 'local:2'; this machine alone if not given.
    watch
        Called with the progress after every run.
    stale
        What becomes of stored runs of older code or settings: 'rerun', 'keep' them under another name too, 'refuse'.
    until
        Add replications until an outcome is known so well.
    detail
        Whether what was seen of people, disputes, hours and money is stored too; only the county has it.

    Raises
    ------
    ScenarioError, RosterError, ParameterError
        The study file, or what it names, is wrong.
    StoreError
        The store cannot be used, or stale runs are refused.
    RunError
        Workers cannot start, or the cluster cannot be reached.
    """
    planned = plan_sweep(study, out=out, overrides=overrides, detail=detail)
    return planned.run(workers=workers, cluster=cluster, watch=watch, stale=stale, until=until)
