"""A comparison: scenarios run side by side on the same seeds, and all that is said and drawn about them."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any

from experiments.draws import Draws, draw_layers, run_all, with_draws
from experiments.forecast import Forecast, forecast
from experiments.store import FILE, Store
from experiments.study import DesignPoint, Study, Summary, Watch
from model.errors import Problem, ScenarioError, XiangzhiError
from scenarios.load import load_scenario
from scenarios.nearest import nearest
from scenarios.scenario import Scenario
from xiangzhi.layers import layers_of, with_failed_draws
from xiangzhi.places import RESULTS

if TYPE_CHECKING:
    from matplotlib.figure import Figure
    from pandas import DataFrame


@dataclass(frozen=True)
class Comparison:
    """The results of a comparison, read from its store; frames and figures are made when first asked for."""

    scenarios: tuple[Scenario, ...]
    baseline: str
    replications: int
    seed: int
    folder: Path
    summary: Summary
    uncertainty: int = 0
    """Draws of behaviour parameters, and of lever values, that were asked for."""

    @property
    def store(self) -> Path:
        """The study store."""
        return self.folder / FILE

    @property
    def titles(self) -> dict[str, Mapping[str, str]]:
        """Scenario titles in both languages, by id."""
        return {scenario.id: scenario.title for scenario in self.scenarios}

    def _read(self, frame: str) -> "DataFrame":
        with Store.open(self.store) as store:
            found: DataFrame = getattr(store, frame)(f"seed {self.seed}", list(self.titles), self.replications)
        return found

    @cached_property
    def outcomes(self) -> "DataFrame":
        """Outcomes, one row each: scenario, replication, seed, outcome, village ('' = county), value."""
        return self._read("outcomes_frame")

    @cached_property
    def series(self) -> "DataFrame":
        """The county over time, one row each: scenario, replication, seed, outcome, date, value."""
        return self._read("series_frame")

    def _read_events(self, table: str) -> "DataFrame":
        with Store.open(self.store) as store:
            return store.events_frame(table, f"seed {self.seed}", list(self.titles), self.replications)

    @cached_property
    def disputes(self) -> "DataFrame":
        """Every dispute, burn-in included, of a comparison made with events; a row tells its whole story.

        Raises
        ------
        StoreError
            A run was stored without its events.
        """
        return self._read_events("disputes")

    @cached_property
    def requests(self) -> "DataFrame":
        """Every request, as `disputes`."""
        return self._read_events("requests")

    def detail(self, part: str) -> "DataFrame":
        """One part of what the runs kept beside outcomes, with scenario, replication and seed in front of its columns.

        Parts: people, villages, fates, flows, hours, colours, money, sizes, quantities. Empty where no run kept any.

        Raises
        ------
        StoreError
            There is no part of this name.
        """
        with Store.open(self.store) as store:
            return store.detail_frame(part, f"seed {self.seed}", list(self.titles), self.replications)

    @cached_property
    def failures(self) -> "DataFrame":
        """Failed runs, draws too, one row each: scenario, replication, seed, stage, error, traceback, replay."""
        failed = self._read("failures")
        if not self.uncertainty:
            return failed
        with Store.open(self.store) as store:
            return with_failed_draws(failed, store, self.seed)

    @cached_property
    def layers(self) -> "DataFrame | None":
        """What moves each effect: chance, behavioural assumptions, lever values; None without ``uncertainty``."""
        if not self.uncertainty:
            return None
        with Store.open(self.store) as store:
            return layers_of(store, self.seed, scenarios=list(self.titles), replications=self.replications)

    @cached_property
    def effects(self) -> "DataFrame":
        """Mean paired differences from the baseline with 95 % intervals, one row a scenario and outcome."""
        import pandas as pd

        from analysis.effects import COLUMNS, paired_effects
        from model.outcomes import OUTCOMES

        if self.baseline not in set(self.outcomes["scenario"]):
            return pd.DataFrame(columns=list(COLUMNS))
        return paired_effects(self.outcomes, self.baseline, OUTCOMES)

    def findings(self, lang: str = "en") -> list[str]:
        """Return one sentence a scenario and headline outcome, in ``lang`` ('en' or 'zh')."""
        from analysis.sentences import assumption_counts, findings
        from model.parameters import PASSPORTS
        from model.policies import POLICIES

        base = next(scenario for scenario in self.scenarios if scenario.id == self.baseline).settings
        counts = {
            scenario.id: assumption_counts(scenario.settings, base, POLICIES, PASSPORTS) for scenario in self.scenarios
        }
        return findings(self.effects, self.titles, lang, assumptions=counts)

    def charts(self, lang: str = "en") -> "dict[str, Figure]":
        """Return all charts of the comparison by name; none where no scenario can be compared."""
        from analysis.charts import comparison_charts, layers_chart
        from model.outcomes import OUTCOMES

        if self.effects.empty:
            return {}
        start = self.scenarios[0].settings.horizon.start
        found = comparison_charts(self.effects, self.series, self.titles, self.baseline, lang, policy_start=start)
        if self.layers is not None:
            found["layers"] = layers_chart(self.layers, self.titles, lang, registry=OUTCOMES)
        return found

    def chart(self, lang: str = "en") -> "Figure":
        """Return the chart of effects with their intervals."""
        return self.charts(lang)["effects_forest"]

    def save(self, folder: str | Path | None = None, lang: str = "en") -> list[Path]:
        """Write ``effects.csv``, ``effects.xlsx`` and the figures with their data; return the paths.

        Parameters
        ----------
        folder
            Where to; beside the store if not given.
        lang
            Language of tables and figures, 'en' or 'zh'.
        """
        from collections import Counter

        from analysis.charts import comparison_data, save_figures
        from analysis.export import write_effects
        from model.parameters import PASSPORTS

        target = Path(folder) if folder is not None else self.folder
        grades = Counter(passport.grade for passport in PASSPORTS.values())
        written = write_effects(
            self.effects, target, self.titles, lang, baseline=self.baseline, recorded=self.outcomes, grades=grades
        )
        figures = self.charts(lang)
        if figures:
            data = comparison_data(self.effects, self.series, self.baseline)
            if self.layers is not None:
                data["layers"] = self.layers
            written += save_figures(figures, data, target / "figures", lang)
        return written

    def as_json(self) -> dict[str, Any]:
        """Return the comparison as plain values."""
        from analysis.effects import effects_records

        return {
            "baseline": self.baseline,
            "replications": self.replications,
            "effects": effects_records(self.effects),
            "layers": None if self.layers is None else effects_records(self.layers),
            "failed": len(self.failures),
            "store": str(self.store),
            "scenarios": [{"id": scenario.id, "title": dict(scenario.title)} for scenario in self.scenarios],
            "seed": self.seed,
            "runs": {"new": self.summary.ran, "reused": self.summary.reused, "stale": self.summary.stale},
        }


@dataclass(frozen=True)
class Plan:
    """A comparison that is about to be run."""

    scenarios: tuple[Scenario, ...]
    baseline: str
    study: Study
    draws: tuple[Draws, ...] = ()

    @property
    def runs(self) -> int:
        """How many runs are wanted; what scenarios or draws share is run once."""
        return len({member.fingerprint for study in (self.study, *self.draws) for member in study.design()})

    def forecast(self, workers: int | None = None) -> Forecast:
        """Return how many runs are missing, and what they will take."""
        settings = {scenario.id: scenario.settings for scenario in self.scenarios}
        stored = self.study.stored()
        wanted = [(settings[member.scenario], member.seed) for member in stored.pending]
        kept = {"events": self.study.events, "detail": self.study.detail}
        found = forecast(wanted, workers=workers, seconds_a_run=stored.seconds_a_run, **kept)
        return with_draws(found, self.draws, stored.pending, workers)

    def run(self, *, workers: int | None = None, watch: Watch | None = None) -> Comparison:
        """Run what is missing and return the comparison."""
        summary = run_all((self.study, *self.draws), workers=workers, watch=watch)
        study, draws = self.study, max((drawn.replications for drawn in self.draws), default=0)
        return Comparison(
            self.scenarios, self.baseline, study.replications, study.base_seed, study.path.parent, summary, draws
        )


def plan(
    scenarios: Sequence[str | Path | Scenario],
    *,
    replications: int = 10,
    seed: int = 1,
    baseline: str | Path | None = None,
    out: str | Path | None = None,
    overrides: Sequence[str] = (),
    lang: str = "en",
    events: bool = False,
    detail: bool = True,
    uncertainty: int = 0,
) -> Plan:
    """Read the scenarios of a comparison and find its baseline; parameters as for `compare`.

    Raises
    ------
    ScenarioError, RosterError
        A file is wrong, two files have one stem, or no baseline can be told.
    """
    _check_stems(scenarios)
    loaded = _load(scenarios, overrides, lang)
    base = _baseline(loaded, baseline)
    folder = Path(out) if out is not None else RESULTS / base
    points = [DesignPoint.of(scenario) for scenario in loaded]
    study = Study(
        points, out=folder, replications=replications, base_seed=seed, baseline=base, events=events, detail=detail
    )
    draws = draw_layers(loaded, base, out=folder, draws=uncertainty, seed=seed) if uncertainty else ()
    return Plan(tuple(loaded), base, study, draws)


def compare(
    scenarios: Sequence[str | Path | Scenario],
    *,
    replications: int = 10,
    seed: int = 1,
    workers: int | None = None,
    baseline: str | Path | None = None,
    out: str | Path | None = None,
    overrides: Sequence[str] = (),
    watch: Watch | None = None,
    events: bool = False,
    detail: bool = True,
    uncertainty: int = 0,
) -> Comparison:
    """Run scenarios on the same seeds and compare each with the baseline; runs already stored are not repeated.

    Parameters
    ----------
    scenarios
        Scenario files, names of shipped scenarios, or loaded scenarios.
    replications
        Runs of each scenario; replication r uses the seed ``seed + r``.
    workers
        Processes side by side; None for all cores, 1 for none but this one. A script that uses more than one needs
        ``if __name__ == "__main__":`` around the call.
    baseline
        Id or file of the scenario compared with; if not given, the one that all others extend.
    out
        Folder of the store; ``results/<baseline>`` if not given.
    overrides
        Changes 'key=value' to every scenario.
    watch
        Called with the progress after every run.
    events
        Whether every dispute and request is stored too, for ``disputes`` and ``requests`` of the comparison; a run that
        was stored without them is made again.
    detail
        Whether what was seen of people, disputes, hours and money is stored too, for ``detail`` of the comparison and
        for reports; a run that was stored without it is made again.
    uncertainty
        Draws of the behaviour parameters, and as many of lever values, under which all scenarios are run once more, for
        ``layers`` of the comparison; 0 for none.

    Raises
    ------
    ScenarioError, RosterError
        A file is wrong, two files have one stem, or no baseline can be told.
    StoreError
        The store cannot be used.
    """
    planned = plan(
        scenarios,
        replications=replications,
        seed=seed,
        baseline=baseline,
        out=out,
        overrides=overrides,
        events=events,
        detail=detail,
        uncertainty=uncertainty,
    )
    return planned.run(workers=workers, watch=watch)


def _check_stems(scenarios: Sequence[str | Path | Scenario]) -> None:
    files = [item.path if isinstance(item, Scenario) else Path(item) for item in scenarios]
    if not files:
        raise ScenarioError(Problem("no_scenarios", key="compare"))
    for file in files:
        alike = [str(other) for other in files if other.stem == file.stem]
        if len(alike) > 1:
            raise ScenarioError(Problem("same_stem", {"came": file.stem, "files": ", ".join(alike)}))


def _load(scenarios: Sequence[str | Path | Scenario], overrides: Sequence[str], lang: str) -> list[Scenario]:
    """Load all scenarios; report the problems of all files together."""
    loaded, problems = [], list[Problem]()
    for item in scenarios:
        try:
            loaded.append(item if isinstance(item, Scenario) else load_scenario(item, overrides=overrides, lang=lang))
        except XiangzhiError as error:
            problems += [problem for problem in error.problems if problem not in problems]
    if problems:
        raise ScenarioError(*problems)
    return loaded


def _baseline(scenarios: Sequence[Scenario], wanted: str | Path | None) -> str:
    """Return the id of the scenario compared with: the one named, or the one that all others extend."""
    ids = [scenario.id for scenario in scenarios]
    if wanted is not None:
        named = [s.id for s in scenarios if str(wanted) == s.id or Path(wanted).resolve() == s.path.resolve()]
        if not named:
            values = {"came": wanted, "allowed": ", ".join(ids), "near": nearest(Path(wanted).stem, ids)}
            raise ScenarioError(Problem("baseline_not_listed", values, key="--baseline"))
        return named[0]
    roots = [s.id for s in scenarios if all(other.extends_from(s) for other in scenarios if other is not s)]
    if not roots:
        raise ScenarioError(Problem("no_baseline", {"came": ", ".join(ids)}, key="--baseline"))
    return roots[0]
