"""Claims held against runs: which runs they need, what becomes of each, and how that is said.

A claim is judged on the scenarios as their files have them; besides, where asked for, on draws of the behaviour
parameters that the study file names, and on counties of half and of twice the size.
"""

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

from experiments.forecast import Forecast, forecast_pending
from experiments.samplers import Recipe, draw
from experiments.store import Store
from experiments.study import DesignPoint, Study, Watch
from experiments.study_claims import Claim
from experiments.study_file import StudySpec, load_study
from experiments.sweep import study_of
from model.errors import ParameterError, Problem
from scenarios.load import load_scenario
from scenarios.scenario import Scenario
from xiangzhi.places import RESULTS
from xiangzhi.texts import say

if TYPE_CHECKING:
    from pandas import DataFrame

    from analysis.claims import Judgement

NAME = "claims"
"""The name of the runs in the store."""
SIZES = (0.5, 2.0)
_COUNT = "population.villages.count"


@dataclass(frozen=True)
class Bed:
    """One set of circumstances that claims are judged under: a point of the study for each scenario."""

    points: Mapping[str, str]
    """Id of the point, by scenario."""
    size: float = 1.0
    villages: Mapping[str, int] | None = None
    """Villages by scenario, where the size is changed."""
    draw: int | None = None
    """Number of the draw of behaviour parameters."""


@dataclass(frozen=True)
class Finding:
    """What became of one claim."""

    claim: Claim
    judged: "Judgement"
    sizes: tuple[tuple[Bed, "Judgement"], ...] = ()
    draws: tuple["Judgement", ...] = ()

    def tally(self) -> dict[str, int]:
        """Return in how many draws the claim holds, fails and is inconclusive."""
        from analysis.claims import VERDICTS

        return {word: sum(one.verdict == word for one in self.draws) for word in VERDICTS}


@dataclass(frozen=True)
class Check:
    """All claims of a study file with what became of them."""

    spec: StudySpec
    findings: tuple[Finding, ...]
    failures: "DataFrame"
    runs: int
    """Runs that were wanted."""
    store: Path
    lang: str = "en"

    def count(self, verdict: str) -> int:
        """Return how many claims got this verdict."""
        return sum(finding.judged.verdict == verdict for finding in self.findings)

    def passes(self, *, strict: bool = False) -> bool:
        """Return whether no claim fails and no run failed; with ``strict``, whether every claim holds besides."""
        wrong = self.count("fails") + (self.count("inconclusive") if strict else 0)
        return wrong == 0 and len(self.failures) == 0

    def lines(self, lang: str) -> list[str]:
        """Return one text a claim: verdict, claim and evidence."""
        return [
            say(
                "verdict_line",
                lang,
                verdict=say(f"verdict_{finding.judged.verdict}", lang),
                claim=self.claim_text(finding.claim, lang),
                evidence=self.evidence(finding, lang),
            )
            for finding in self.findings
        ]

    def claim_text(self, claim: Claim, lang: str) -> str:
        """Return a claim in words: those of the file, or a sentence made from it."""
        from analysis.labels import label_of, outcomes

        if claim.text is not None:
            return claim.text[lang]
        titles = {scenario.id: scenario.title[lang] for scenario in self.spec.scenarios}
        bounds = {"low": _bound(claim.low), "high": _bound(claim.high)}
        named = {"scenario": titles[claim.scenario], "against": titles[claim.against]}
        outcome = label_of(outcomes(), claim.outcome, lang)
        return say(f"claim_{claim.kind}", lang, outcome=outcome, unit=_unit(claim, lang), **named, **bounds)

    def evidence(self, finding: Finding, lang: str) -> str:
        """Return what a verdict rests on, in one sentence."""
        from analysis.labels import decimals_for, number

        judged, unit = finding.judged, _unit(finding.claim, lang)
        if not math.isfinite(judged.sd):
            return say("evidence_few", lang, n=judged.n) + self._elsewhere(finding, lang)
        decimals = decimals_for(judged.high - judged.low)
        ends = {"low": judged.low, "high": judged.high, "wide_low": judged.level_low, "wide_high": judged.level_high}
        figures = {name: number(value, decimals, signed=True) for name, value in ends.items()}
        difference = number(judged.difference, decimals, signed=True)
        code = "evidence_alone" if math.isclose(judged.level, 0.95) else "evidence"
        level = f"{100 * judged.level:.3g}"
        words = say(code, lang, difference=difference, unit=unit, n=judged.n, level=level, **figures)
        if judged.verdict == "inconclusive":
            more = say("needed_never", lang) if judged.needed is None else say("needed", lang, needed=judged.needed)
            words += more
        return words + self._elsewhere(finding, lang)

    def _elsewhere(self, finding: Finding, lang: str) -> str:
        """Return what becomes of a claim in other sizes and under other behaviour parameters."""
        from analysis.labels import number

        words, claim = "", finding.claim
        before = {scenario.id: len(scenario.settings.population.villages) for scenario in self.spec.scenarios}
        for bed, judged in finding.sizes:
            villages = (bed.villages or before)[claim.scenario]
            verdict = say(f"verdict_{judged.verdict}", lang)
            named = {"size": f"{bed.size:g}", "villages": villages, "before": before[claim.scenario]}
            figures = {"difference": number(judged.difference, signed=True), "unit": _unit(claim, lang)}
            words += say("in_size", lang, verdict=verdict, **named, **figures)
        if finding.draws:
            factors = len(_uncertainties(self.spec))
            words += say("in_draws", lang, draws=len(finding.draws), factors=factors, **finding.tally())
        return words

    def as_json(self) -> list[dict[str, Any]]:
        """Return the claims as plain values, one a claim."""
        return [self._record(finding) for finding in self.findings]

    def _record(self, finding: Finding) -> dict[str, Any]:
        claim, judged = finding.claim, finding.judged
        return {
            "claim": self.claim_text(claim, self.lang),
            "verdict": judged.verdict,
            "evidence": self.evidence(finding, self.lang),
            "replications_needed": judged.needed,
            "scenario": claim.scenario,
            "against": claim.against,
            "outcome": claim.outcome,
            "unit": _unit(claim, self.lang),
            "region": [_plain(claim.low), _plain(claim.high)],
            "difference": _plain(judged.difference),
            "sd": _plain(judged.sd),
            "interval": [_plain(judged.low), _plain(judged.high)],
            "level": judged.level,
            "level_interval": [_plain(judged.level_low), _plain(judged.level_high)],
            "p": judged.p,
            "replications": judged.n,
            "sizes": [
                {"size": bed.size, "verdict": one.verdict, "difference": _plain(one.difference)}
                for bed, one in finding.sizes
            ],
            "draws": {"draws": len(finding.draws), **finding.tally()} if finding.draws else None,
        }


@dataclass(frozen=True)
class CheckPlan:
    """Claims that are about to be checked."""

    spec: StudySpec
    folder: Path
    plain: tuple[DesignPoint, ...]
    """The scenarios as they are."""
    around: tuple[DesignPoint, ...]
    """The scenarios in other sizes and under other behaviour parameters."""
    beds: tuple[Bed, ...]
    """The circumstances of ``around``."""
    most: int | None
    lang: str

    @property
    def study(self) -> Study:
        """The runs that are wanted in any case."""
        return self._study((*self.plain, *self.around), self.spec.replications)

    def _study(self, points: Sequence[DesignPoint], replications: int) -> Study:
        return Study(points, out=self.folder, replications=replications, base_seed=self.spec.seed, name=NAME)

    def forecast(self, workers: int | None = None) -> Forecast:
        """Return how many runs are missing, and what they will take."""
        stored = self.study.stored()
        return forecast_pending((*self.plain, *self.around), stored, workers)

    def run(self, *, workers: int | None = None, watch: Watch | None = None) -> Check:
        """Run what is missing and return the verdicts; parameters as for `check`."""
        first = self.spec.replications
        study = self.study
        study.run(workers=workers, watch=watch)
        looks = _looks(first, self.most)
        for replications in looks:
            if replications > first:
                study = self._study(self.plain, replications)
                study.run(workers=workers, watch=watch)
            judged = self._as_they_stand(replications, len(looks))
            if all(one.verdict != "inconclusive" for one in judged):
                break
        return self._found(judged, replications)

    def stored(self) -> Check:
        """Return the verdicts that stored runs give, running nothing; a run that is missing gives no pair.

        Replications beyond the file's count as later looks at the results, as with ``most``.

        Raises
        ------
        StoreError
            There is no store.
        """
        plain = {point.id for point in self.plain}
        with Store.open(self.study.path) as store:
            found = [member.replication for member in store.members(self.study.name) if member.scenario in plain]
        most = max((*found, self.spec.replications - 1)) + 1
        return self._found(self._as_they_stand(most, len(_looks(self.spec.replications, most))), most)

    def _as_they_stand(self, replications: int, looks: int) -> "list[Judgement]":
        from analysis.claims import ALPHA

        return self._judged(self._values(replications), Bed(_as_they_are(self.spec)), ALPHA / looks)

    def _found(self, judged: "Sequence[Judgement]", replications: int) -> Check:
        """Return the verdicts on the scenarios as they are, with those elsewhere beside them."""
        from analysis.claims import ALPHA

        first = self.spec.replications
        values = self._values(first)
        elsewhere = [(bed, self._judged(values, bed, ALPHA)) for bed in self.beds]
        findings = tuple(
            Finding(
                claim,
                judged[number],
                tuple((bed, found[number]) for bed, found in elsewhere if bed.draw is None),
                tuple(found[number] for bed, found in elsewhere if bed.draw is not None),
            )
            for number, claim in enumerate(self.spec.claims)
        )
        path, name = self.study.path, self.study.name
        with Store.open(path) as store:
            ids = [point.id for point in (*self.plain, *self.around)]
            failures = store.failures(name, ids, replications)
        runs = len(self.plain) * replications + len(self.around) * first
        return Check(self.spec, findings, failures, runs, path, self.lang)

    def _values(self, replications: int) -> "DataFrame":
        """Return outcomes of the county: rows are seeds, columns are (point, outcome)."""
        study = self._study(self.plain, replications)
        with Store.open(study.path) as store:
            ids = [point.id for point in (*self.plain, *self.around)]
            found = store.outcomes_frame(study.name, ids, replications)
        county = found[(found["village"] == "") & found["outcome"].isin({claim.outcome for claim in self.spec.claims})]
        wide: DataFrame = county.pivot(index="seed", columns=["scenario", "outcome"], values="value")
        return wide.sort_index()

    def _judged(self, values: "DataFrame", bed: Bed, alpha: float) -> "list[Judgement]":
        import numpy as np

        from analysis.claims import Region, judge, paired
        from analysis.labels import outcomes

        def column(scenario: str, outcome: str) -> "np.ndarray":
            key = (bed.points[scenario], outcome)
            return values[key].to_numpy() if key in values.columns else np.full(len(values), np.nan)

        differences, regions = [], []
        for claim in self.spec.claims:
            both = (column(name, claim.outcome) for name in (claim.against, claim.scenario))
            differences.append(paired(*both) * outcomes()[claim.outcome].scale)
            regions.append(Region(claim.low, claim.high, claim.is_open))
        return judge(differences, regions, alpha)


def plan_check(
    study: str | Path | StudySpec,
    *,
    out: str | Path | None = None,
    overrides: Sequence[str] = (),
    lang: str = "en",
    uncertainty: int = 0,
    sizes: bool = False,
    most: int | None = None,
) -> CheckPlan:
    """Read a file with claims; parameters as for `check`.

    Raises
    ------
    ScenarioError, RosterError, ParameterError
        The file, or what it names, is wrong; it makes no claim; or it lacks what the options ask for.
    """
    spec = study if isinstance(study, StudySpec) else load_study(study, overrides=overrides, lang=lang)
    if not spec.claims:
        raise ParameterError(Problem("no_claims", file=str(spec.path), key="claims"))
    if most is not None and most < spec.replications:
        raise ParameterError(Problem("most_below", {"came": most, "low": spec.replications}, key="--most"))
    folder = Path(out) if out is not None else RESULTS / spec.id
    asked = {name for claim in spec.claims for name in (claim.scenario, claim.against)}
    spec = replace(spec, scenarios=tuple(one for one in spec.scenarios if one.id in asked))
    plain = tuple(DesignPoint.of(scenario) for scenario in spec.scenarios)
    points, beds = list[DesignPoint](), list[Bed]()
    for more, found in (_sizes(spec) if sizes else ([], []), _draws(spec, folder, uncertainty)):
        points += more
        beds += found
    return CheckPlan(spec, folder, plain, tuple(points), tuple(beds), most, lang)


def check(
    study: str | Path | StudySpec,
    *,
    out: str | Path | None = None,
    overrides: Sequence[str] = (),
    lang: str = "en",
    uncertainty: int = 0,
    sizes: bool = False,
    most: int | None = None,
    workers: int | None = None,
    watch: Watch | None = None,
) -> Check:
    """Hold the claims of a study file against runs; runs already stored are not repeated.

    Parameters
    ----------
    study
        A study file with ``claims``, the name of a shipped one, or a loaded one.
    out
        Folder of the store; ``results/<study>`` if not given.
    overrides
        Changes 'key=value' to the study: 'replications=20', 'settings.horizon.years=1'.
    lang
        Language of claims and evidence in ``as_json``.
    uncertainty
        Draws of the behaviour parameters under ``uncertainties`` (a Latin hypercube) that claims are judged under too.
    sizes
        Whether claims are judged in counties of half and of twice as many villages too.
    most
        Double the replications until every claim is settled or there are so many; each look at the results then has
        its share of the 5 % that wrong verdicts are allowed.
    workers
        Processes side by side; None for all cores. A script needs ``if __name__ == "__main__":`` around the call.
    watch
        Called with the progress after every run.

    Raises
    ------
    ScenarioError, RosterError, ParameterError
        The file, or what it names, is wrong; it makes no claim; or it lacks what the options ask for.
    StoreError
        The store cannot be used.
    """
    planned = plan_check(
        study, out=out, overrides=overrides, lang=lang, uncertainty=uncertainty, sizes=sizes, most=most
    )
    return planned.run(workers=workers, watch=watch)


def _looks(first: int, most: int | None) -> list[int]:
    """Return after how many replications claims are judged: twice as many each time."""
    looks = [first]
    while most is not None and looks[-1] < most:
        looks.append(min(2 * looks[-1], most))
    return looks


def _as_they_are(spec: StudySpec) -> dict[str, str]:
    return {scenario.id: scenario.id for scenario in spec.scenarios}


def _uncertainties(spec: StudySpec) -> tuple[Any, ...]:
    return tuple(factor for factor in spec.factors if factor.kind == "uncertainty")


def _draws(spec: StudySpec, folder: Path, count: int) -> tuple[list[DesignPoint], list[Bed]]:
    """Return every scenario under every draw of the behaviour parameters."""
    if count == 0:
        return [], []
    factors = _uncertainties(spec)
    if not factors:
        values = {"came": count}
        raise ParameterError(Problem("no_uncertainties", values, file=str(spec.path), key="uncertainties"))
    design = draw(Recipe("latin_hypercube", samples=count, seed=spec.seed), factors)
    drawn = replace(spec, factors=factors, design=design, _kept={})
    # Their changes are written out, so that whoever reads the store later makes the same points without this file.
    points = [
        replace(point, overrides=point.changes() if point.changes else point.overrides, changes=None)
        for point in study_of(drawn, folder).points
    ]
    beds = [Bed({point.base: point.id for point in points if point.row == row}, draw=row) for row in range(count)]
    return points, beds


def _sizes(spec: StudySpec) -> tuple[list[DesignPoint], list[Bed]]:
    """Return every scenario with half and with twice as many villages."""
    rosters = [scenario.id for scenario in spec.scenarios if _COUNT not in scenario.origin]
    if rosters:
        raise ParameterError(Problem("sizes_need_figures", {"came": ", ".join(rosters)}, key="--sizes"))
    points, beds = [], []
    for size in SIZES:
        found = {scenario.id: _resized(scenario, size, spec.lang) for scenario in spec.scenarios}
        points += [replace(DesignPoint.of(one), id=_sized(name, size)) for name, one in found.items()]
        villages = {name: len(one.settings.population.villages) for name, one in found.items()}
        beds.append(Bed({name: _sized(name, size) for name in found}, size, villages))
    return points, beds


def _sized(scenario: str, size: float) -> str:
    return f"{scenario}@{size:g}"


def _resized(scenario: Scenario, size: float, lang: str) -> Scenario:
    villages = max(math.floor(len(scenario.settings.population.villages) * size + 0.5), 1)
    return load_scenario(scenario.path, overrides=(*scenario.overrides, f"{_COUNT}={villages}"), lang=lang)


def _unit(claim: Claim, lang: str) -> str:
    from analysis.labels import outcomes, unit_of

    return unit_of(outcomes()[claim.outcome], lang, difference=True)


def _bound(value: float) -> str:
    """Write a bound as the file has it, with its sign."""
    from analysis.labels import MINUS

    return f"{value:+,g}".replace("-", MINUS) if value else "0"


def _plain(value: float) -> float | None:
    return value if math.isfinite(value) else None
