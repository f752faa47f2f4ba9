"""An audit of practices: planned, run, and all that is said, drawn and written about it."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any

from experiments.audit import (
    STANDARD,
    Bench,
    Trial,
    alone,
    chosen,
    clashes,
    core,
    everything,
    grow,
    pairs,
    parts,
    with_baselines,
)
from experiments.forecast import Forecast, forecast
from experiments.store import Store
from experiments.study import Study, Summary, Watch
from experiments.watch import WatchExperiment

if TYPE_CHECKING:
    from matplotlib.figure import Figure
    from pandas import DataFrame

    from analysis.audit import Held
    from analysis.audit_records import Record

RESULTS = Path("results") / "audit"
DRIVERS = "drivers"
"""Folder below the results for the watched runs."""
MOST = 8
"""Practices in a package at most."""
CANDIDATES = 24
"""Practices that a package may be made of: so many with the best index alone."""
FRESH, FRESH_RUNS = 1_000_000, 10
"""How far fresh seeds lie from those a package is chosen on, and at least how many there are."""


@dataclass(frozen=True)
class AuditPlan:
    """An audit that is about to be run."""

    bench: Bench
    practices: tuple[str, ...]
    couples: tuple[Trial, ...]
    packages: bool
    study: Study
    watched: Study

    def forecast(self, workers: int | None = None) -> Forecast:
        """Return how many runs are missing, and what they will take; those for a package are not among them."""
        stored = self.study.stored()
        runs = [
            (point.point, member.seed)
            for study, pending in ((self.study, stored.pending), (self.watched, self.watched.stored().pending))
            for member in pending
            for point in study.points
            if point.id == member.scenario
        ]
        return forecast(runs, workers=workers, seconds_a_run=stored.seconds_a_run)

    def package_forecast(self, workers: int | None = None) -> Forecast:
        """Return what choosing a package and trying it on fresh seeds may take at most."""
        settings, held = self.bench.county.settings, min(CANDIDATES, len(self.practices))
        offers = sum(held - step for step in range(1, min(MOST, held)))
        runs = [(settings, 0)] * (offers * self.study.replications + 3 * self._fresh_runs())
        return forecast(runs, workers=workers, seconds_a_run=self.study.stored().seconds_a_run)

    def _fresh_runs(self) -> int:
        return max(FRESH_RUNS, self.study.replications)

    def run(self, *, workers: int | None = None, watch: Watch | None = None) -> "Audit":
        """Run what is missing and return the audit."""
        summary = self.study.run(workers=workers, watch=watch)
        summaries = [summary, self.watched.run(workers=workers, watch=watch)]
        audit = Audit(self, tuple(summaries))
        if not self.packages:
            return audit
        steps = self._choose(audit, summaries, workers, watch)
        trials = [Trial(()), everything(self.practices), *([Trial(steps[-1]["practices"])] if steps else [])]
        fresh = self._study(trials, self.study.base_seed + FRESH, self._fresh_runs())
        summaries.append(fresh.run(workers=workers, watch=watch))
        return replace(audit, summaries=tuple(summaries), steps=tuple(steps), fresh=fresh)

    def _choose(
        self, audit: "Audit", summaries: list[Summary], workers: int | None, watch: Watch | None
    ) -> list[dict[str, Any]]:
        """Grow a package on the seeds of the audit; every offer is a scenario of its study."""

        def score(offers: list[tuple[str, ...]]) -> list[float]:
            trials = [Trial(tuple(offer)) for offer in offers]
            study = self._study([Trial(()), *trials], self.study.base_seed, self.study.replications)
            summaries.append(study.run(workers=workers, watch=watch))
            found = audit.indices(study, trials)
            return [found[trial.id] for trial in trials]

        steps = grow(audit.candidates(), score, MOST)
        return [{"added": step.added, "practices": step.practices, "score": step.score} for step in steps]

    def _study(self, trials: Sequence[Trial], seed: int, replications: int) -> Study:
        points = self.bench.points(dict.fromkeys(trials))
        out, experiment = self.study.path.parent, self.study.experiment
        return Study(
            points, out=out, replications=replications, base_seed=seed, baseline=points[0].id, experiment=experiment
        )


@dataclass(frozen=True)
class Audit:
    """The results of an audit, read from its store; frames and figures are made when first asked for."""

    plan: AuditPlan
    summaries: tuple[Summary, ...]
    steps: tuple[dict[str, Any], ...] = ()
    fresh: Study | None = None

    @property
    def runs(self) -> int:
        """How many runs the audit rests on."""
        return sum(summary.ran + summary.reused for summary in self.summaries)

    @property
    def folder(self) -> Path:
        """The folder of the results."""
        return self.plan.study.path.parent

    @cached_property
    def tried(self) -> "list[Held]":
        """The practices and what each is held against."""
        from analysis.audit import Held

        trials = alone(self.plan.practices)
        return [Held(trial.practices[0], trial.id, trial.baseline.id) for trial in trials]

    @cached_property
    def outcomes(self) -> "DataFrame":
        """Outcomes of practices and baselines, one row each, villages among them."""
        ids = dict.fromkeys([held.baseline for held in self.tried] + [held.scenario for held in self.tried])
        return _read(self.plan.study, list(ids))

    @cached_property
    def apart(self) -> dict[str, float]:
        """How far the villages of the plain county lie apart, by headline outcome."""
        from analysis.audit import spreads
        from analysis.labels import headlines
        from model.outcomes import OUTCOMES

        frame = _read(self.plan.study, [Trial(()).id]) if self._plain() else self.outcomes
        base = Trial(()).id if self._plain() else self.tried[0].baseline
        return spreads(frame, base, headlines(OUTCOMES))

    def _plain(self) -> bool:
        return any(point.id == Trial(()).id for point in self.plan.study.points)

    @cached_property
    def effects(self) -> "DataFrame":
        """One row a practice, outcome and area; see ``analysis.audit.practice_effects``."""
        from analysis.audit import practice_effects
        from model.outcomes import OUTCOMES

        villages = self.plan.bench.county.settings.population.villages
        remoteness = {village.id: village.remoteness for village in villages}
        return practice_effects(self.outcomes, self.tried, OUTCOMES, remoteness)

    @cached_property
    def moved(self) -> "DataFrame":
        """What each practice moves in the watched replication; see ``analysis.audit.moved``."""
        from analysis.audit import Scale, moved
        from model.drivers import DRIVERS as ALL
        from model.drivers import Fold
        from model.evidence import route

        frame = _read(self.plan.watched, None)
        watched = {str(name): dict(zip(rows["outcome"], rows["value"], strict=True))
                   for name, rows in frame.groupby("scenario", sort=False)}  # fmt: skip
        scales = {name: Scale(held.low, held.high, held.fold is Fold.MULTIPLY) for name, held in ALL.items()}
        routes = {name: {"moves": route(name).moves, "first": route(name).first} for name in self.plan.practices}
        return moved(watched, self.tried, scales, routes)

    @cached_property
    def records(self) -> "list[Record]":
        """One record a practice, groups together; see ``analysis.audit_records.practice_records``."""
        from analysis.audit import harms, standing
        from analysis.audit_records import practice_records
        from model.evidence import PRACTICES
        from model.outcomes import OUTCOMES
        from model.presets import preset

        groups = list(dict.fromkeys(PRACTICES[held.practice].group for held in self.tried))
        about = {
            held.practice: {
                "zh": known.zh, "en": known.en, "group": known.group, "priority": known.priority,
                "policies": list(preset(held.practice)), "scenario": held.scenario, "baseline": held.baseline,
            }
            for held in sorted(self.tried, key=lambda held: groups.index(PRACTICES[held.practice].group))
            for known in [PRACTICES[held.practice]]
        }  # fmt: skip
        said = standing(self.effects, OUTCOMES)
        return practice_records(self.effects, harms(self.effects, OUTCOMES), self.moved, said, OUTCOMES, about)

    @cached_property
    def pairs(self) -> "DataFrame | None":
        """What two practices do together beyond the sum; None where no pairs were asked for."""
        from analysis.audit import HeldPair, interactions
        from analysis.labels import headlines
        from model.outcomes import OUTCOMES

        if not self.plan.couples:
            return None
        held = []
        for trial in self.plan.couples:
            (a, b), (one, other) = trial.practices, parts(trial)
            held.append(HeldPair(a, b, trial.id, one.id, other.id, trial.baseline.id))
        ids = dict.fromkeys(trial.id for trial in with_baselines(_with_parts(self.plan.couples)))
        return interactions(_read(self.plan.study, list(ids)), held, headlines(OUTCOMES))

    def indices(self, study: Study, trials: Sequence[Trial]) -> dict[str, float]:
        """Return the mean index of trials of a study, by id; nan where a run is missing."""
        from analysis.audit import index
        from model.outcomes import OUTCOMES

        base = Trial(()).id
        ids = [trial.id for trial in trials]
        found = index(_read(study, [base, *ids]), ids, base, self.apart, OUTCOMES)
        return {name: float(values.mean()) if len(values) else float("nan") for name, values in found.items()}

    def candidates(self) -> list[str]:
        """Return the practices that a package may be made of: those of best index alone that need nothing beside."""
        trials = [trial for trial in alone(self.plan.practices) if not trial.beside]
        scores = self.indices(self.plan.study, trials) if trials else {}
        good = [trial for trial in trials if scores[trial.id] > 0]
        return [trial.practices[0] for trial in sorted(good, key=lambda trial: -scores[trial.id])[:CANDIDATES]]

    @cached_property
    def package(self) -> dict[str, Any] | None:
        """The package, how it grew, and how it does against all practices at once on fresh seeds; None if not asked."""
        from analysis.audit import contest
        from analysis.effects import effects_records
        from model.outcomes import OUTCOMES

        if self.fresh is None:
            return None
        practices = list(self.steps[-1]["practices"]) if self.steps else []
        rows: list[dict[str, Any]] = []
        if practices:
            ours = Trial(self.steps[-1]["practices"]).id
            frame = contest(_read(self.fresh, None), ours, everything(self.plan.practices).id, Trial(()).id, OUTCOMES)
            rows = effects_records(frame)
        steps = [{**step, "practices": list(step["practices"])} for step in self.steps]
        seeds = {"training": [self.plan.study.base_seed, self.plan.study.replications],
                 "fresh": [self.fresh.base_seed, self.fresh.replications]}  # fmt: skip
        clash = [vars(found) for found in clashes(self.plan.practices)]
        return {"practices": practices, "steps": steps, "contest": rows, "seeds": seeds, "clashes": clash}

    @cached_property
    def failures(self) -> "DataFrame":
        """Failed runs, one row each: scenario, replication, seed, stage, error, traceback, replay."""
        import pandas as pd

        studies = [self.plan.study, self.plan.watched, *([self.fresh] if self.fresh else [])]
        frames = []
        for study in studies:
            with Store.open(study.path) as store:
                frames.append(store.failures(study.name, None, study.replications))
        return pd.concat(frames, ignore_index=True)

    @cached_property
    def alarms(self) -> float:
        """How many harms would be seen by chance alone."""
        from analysis.audit import false_alarms
        from model.outcomes import OUTCOMES

        return false_alarms(self.effects, OUTCOMES)

    def findings(self, lang: str = "en") -> list[str]:
        """Return the findings in words, in ``lang`` ('en' or 'zh')."""
        from analysis.audit_sentences import audit_sentences, package_sentences, pair_sentences
        from analysis.audit_words import say
        from model.outcomes import OUTCOMES

        said = audit_sentences(self.records, self.alarms, OUTCOMES, lang)
        if self.pairs is not None:
            said += pair_sentences(self.pairs, OUTCOMES, lang)
        if self.package is not None:
            said += package_sentences(self.package, OUTCOMES, lang)
            said += [say("clashes", lang, n=len(self.package["clashes"]))] if self.package["clashes"] else []
        return said

    def charts(self, lang: str = "en") -> "dict[str, Figure]":
        """Return the picture by name: one row a practice."""
        from analysis.charts.practices import practices_chart
        from model.outcomes import OUTCOMES

        county = self.plan.bench.county.title
        return {"practices": practices_chart(self.records, county, lang, registry=OUTCOMES)}

    def save(self, lang: str = "en") -> list[Path]:
        """Write ``practices.csv``, ``practices.xlsx``, ``practices.png`` and ``practices.svg``; return the paths."""
        from analysis.audit_export import write_audit
        from analysis.charts.save import save_figures
        from model.outcomes import OUTCOMES

        notes, seed = self.findings(lang), self.plan.watched.base_seed
        frames = (self.effects, self.moved, self.pairs, self.package)
        written = write_audit(self.folder, self.records, *frames, OUTCOMES, lang, notes, seed)
        return written + save_figures(self.charts(lang), {}, self.folder, lang)

    def as_json(self) -> dict[str, Any]:
        """Return the audit as plain values."""
        from analysis.audit_records import by_standing, harmful
        from analysis.effects import effects_records

        named = {
            name: by_standing(self.records, name) for name in ("moves", "no_effect", "undecided", "inert", "unmeasured")
        }
        return {
            "scenario": self.plan.bench.county.id,
            "seed": self.plan.study.base_seed,
            "replications": self.plan.study.replications,
            "years": self.plan.bench.county.settings.horizon.years,
            "practices": self.records,
            **named,
            "harmful": harmful(self.records),
            "false_alarms": self.alarms,
            "pairs": None if self.pairs is None else effects_records(self.pairs),
            "package": self.package,
            "failed": len(self.failures),
            "store": str(self.plan.study.path),
            "runs": {name: sum(getattr(summary, field) for summary in self.summaries)
                     for name, field in (("new", "ran"), ("reused", "reused"), ("stale", "stale"))},
        }  # fmt: skip


def _read(study: Study, scenarios: list[str] | None) -> "DataFrame":
    with Store.open(study.path) as store:
        return store.outcomes_frame(study.name, scenarios, study.replications)


def _with_parts(couples: Sequence[Trial]) -> list[Trial]:
    return [trial for couple in couples for trial in (*parts(couple), couple)]


def plan_audit(
    practices: Sequence[str] = (),
    *,
    group: str | None = None,
    pairs_too: bool = False,
    packages: bool = False,
    replications: int = 4,
    seed: int = 1,
    out: str | Path | None = None,
    scenario: str | Path = STANDARD,
    changes: Sequence[str] = (),
    lang: str = "en",
) -> AuditPlan:
    """Lay out an audit.

    Parameters
    ----------
    practices, group
        What to try; all practices of the catalogue where neither is given.
    pairs_too
        Whether each two of the core practices tried are tried together.
    packages
        Whether all practices at once and a package are tried.
    replications
        Runs of each scenario; replication r uses the seed ``seed + r``.
    out
        Folder of the results; ``results/audit`` if not given.
    scenario, changes
        The county in which practices are tried, and changes 'key=value' to it.

    Raises
    ------
    ParameterError, ScenarioError, RosterError
        A practice or group is unknown, or the scenario or a change is wrong.
    """
    bench, names = Bench(scenario, tuple(changes), lang), tuple(chosen(practices, group))
    wanted = set(core()) & set(names)
    couples = tuple(pairs(wanted)) if pairs_too else ()
    singles = with_baselines(alone(names))
    trials = with_baselines([*singles, *_with_parts(couples), *([everything(names)] if packages else [])])
    folder = Path(out) if out is not None else RESULTS
    study = Study(bench.points(trials), out=folder, replications=replications, base_seed=seed, baseline=singles[0].id)
    watched = Study(
        bench.points(singles), out=folder / DRIVERS, replications=1, base_seed=seed, baseline=singles[0].id,
        experiment=WatchExperiment(),
    )  # fmt: skip
    return AuditPlan(bench, names, couples, packages, study, watched)
