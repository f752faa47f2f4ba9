"""What goes into a report beside outcomes: sensitivity, verdicts on claims, and the scorecard."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

from analysis.report.evidence import PointChart, PointFacts, SensitivityFacts
from experiments.status import status_of
from experiments.store import FILE, Store, StudyRow
from experiments.study import Summary
from experiments.study_file import StudySpec
from model.errors import ParameterError, Problem, StoreError, XiangzhiError
from xiangzhi.claims import NAME as CLAIMS
from xiangzhi.sweeping import Sweep

if TYPE_CHECKING:
    from matplotlib.figure import Figure
    from pandas import DataFrame

    from analysis.labels import Registry, Title
    from analysis.scorecard import Comparison
    from analysis.sensitivity import Sensitivity
    from experiments.design import Design
    from xiangzhi.sensitivities import Sensitivities

MOST_LOOKED_AT = 6
"""Outcomes whose sensitivity is told for a study that names none."""
LANGS = ("zh", "en")


def sweep_in(row: StudyRow, spec: StudySpec, folder: Path) -> Sweep:
    """Return the sweep that a store holds, as it lies there."""
    return Sweep(spec, row.study, folder, Summary(0, 0, 0, 0))


def point_facts(sweep: Sweep) -> PointFacts:
    """Return what a sweep found point by point, with the charts that its design calls for."""
    from analysis.charts.sweep import sweep_charts
    from analysis.sensitivity_words import factor_titles

    compared = len(sweep.differences) > 0
    reference = sweep.titles.get(sweep.spec.baseline) if compared else None
    charts = []
    for name, frames in sweep.surfaces.items():
        single = name.startswith("heat_map")
        for outcome in frames if single else [""]:
            mine = {outcome: frames[outcome]} if single else frames
            factors = tuple(str(column) for column in next(iter(mine.values())).columns[: 2 if single else 1])
            draw = partial(_sweep_chart, sweep_charts, {name: mine}, sweep, reference)
            scenario = next(id_ for id_ in sweep.points["scenario"] if name.endswith(f"_{id_}"))
            charts.append(PointChart(f"{name}_{outcome}".strip("_"), outcome, scenario, factors, draw))
    titles = both_languages(factor_titles(sweep.spec.design))
    return PointFacts(sweep.differences if compared else sweep.means, titles, tuple(charts), sweep.spec.factors)


def both_languages(titles: "Mapping[str, Title]") -> dict[str, Mapping[str, str]]:
    """Return titles by language, also those that are one text for both."""
    return {
        name: dict.fromkeys(LANGS, title) if isinstance(title, str) else dict(title) for name, title in titles.items()
    }


def _sweep_chart(draw: Any, found: Any, sweep: Sweep, reference: Any, lang: str) -> "Figure":
    charts = draw(found, sweep.spec.design, sweep.registry, lang, reference=reference)
    figure: Figure = next(iter(charts.values()))
    return figure


def sensitivities_of(sweep: Sweep) -> tuple[SensitivityFacts, ...]:
    """Return what the outcomes of a sweep are sensitive to; nothing where its design is not made for that."""
    from analysis.sensitivity import METHODS

    if sweep.spec.design.kind not in METHODS:
        return ()
    names = list(dict.fromkeys(sweep.points["scenario"]))
    others = [name for name in names if name != sweep.spec.baseline] or names
    return tuple(facts for name in others for facts in _of_scenario(sweep, name))


def _of_scenario(sweep: Sweep, scenario: str) -> Iterator[SensitivityFacts]:
    from xiangzhi.sensitivities import sensitivity

    looked_at = sweep.outcomes if sweep.spec.outcomes else _leading(sweep)
    for outcome in looked_at:
        found = sensitivity(sweep, scenario=scenario, outcomes=(outcome,))
        try:
            yield _facts(found, outcome, found.results[outcome])
        except XiangzhiError as error:
            yield _none(found, outcome, error)


def _leading(sweep: Sweep) -> list[str]:
    from analysis.labels import headlines

    first = [name for name in headlines(sweep.registry) if name in sweep.outcomes]
    return (first or list(sweep.outcomes))[:MOST_LOOKED_AT]


def _facts(found: "Sensitivities", outcome: str, result: "Sensitivity") -> SensitivityFacts:
    import pandas as pd

    from analysis.sensitivity_words import factor_titles

    design = found.sweep.spec.design
    columns = ["factor", "index", "value", "low", "high", "distinguishable", "reach"]
    return SensitivityFacts(
        study=found.sweep.spec.id,
        outcome=outcome,
        method=result.method,
        frame=pd.DataFrame([vars(index) for index in result.indices])[columns],
        labels=both_languages({**factor_titles(design), **found.sweep.titles}),
        split=result.split,
        noise=result.noise,
        n=result.n,
        effect_of=found.scenario if found.baseline else "",
        baseline=found.baseline,
        notes=result.notes,
        draw=partial(_chart, result, outcome, design, found.registry),
        dropped=result.dropped,
    )


def _chart(result: "Sensitivity", outcome: str, design: "Design", registry: "Registry", lang: str) -> "Figure":
    from analysis.charts import morris, sensitivity_bars
    from analysis.sensitivity_words import factor_titles

    draw = morris if result.method == "morris" else sensitivity_bars
    return draw(result, outcome, factor_titles(design), lang, registry=registry)


def _none(found: "Sensitivities", outcome: str, error: XiangzhiError) -> SensitivityFacts:
    import pandas as pd

    told = {lang: error.text(lang) for lang in LANGS}
    effect = found.scenario if found.baseline else ""
    return SensitivityFacts(
        found.sweep.spec.id, outcome, "", pd.DataFrame(), {}, None, None, 0, effect, found.baseline, problem=told
    )


def verdicts(folder: Path, spec: StudySpec) -> tuple[Mapping[str, Any], ...]:
    """Return the claims of a study file with the verdicts that stored runs give: text, verdict, evidence and more."""
    from dataclasses import replace

    from xiangzhi.claims import plan_check

    with Store.open(folder / FILE) as store:
        rows = store.scenarios(f"{CLAIMS} seed {spec.seed}")
    draws = len({row.row for row in rows if row.base != row.scenario})
    sizes = any("@" in row.scenario for row in rows)
    found = plan_check(spec, out=folder, uncertainty=draws, sizes=sizes).stored()
    claims = []
    for finding in found.findings:
        shown = {lang: replace(found, lang=lang) for lang in LANGS}
        claims.append(
            {
                "text": {lang: one.claim_text(finding.claim, lang) for lang, one in shown.items()},
                "verdict": finding.judged.verdict,
                "evidence": {lang: one.evidence(finding, lang) for lang, one in shown.items()},
                "scenario": finding.claim.scenario,
                "against": finding.claim.against,
                "outcome": finding.claim.outcome,
                "replications": finding.judged.n,
                "replications_needed": finding.judged.needed,
            }
        )
    return tuple(claims)


@dataclass(frozen=True)
class _Run:
    """What the scorecard reads of a run."""

    quantities: dict[str, float]
    series: dict[str, list[float]]
    series_dates: list[str]


def scorecard_of(
    quantities: "DataFrame | None", baseline: str, scenarios: Sequence[str], start: date
) -> tuple[Mapping[str, Any], ...] | None:
    """Return the rows of the scorecard that a study can be held against; None where runs kept no quantities.

    A scenario that facts were measured under is held against those; the baseline of a study that has no such scenario,
    against the facts of the status quo.
    """
    from analysis.scorecard import REFERENCE, comparisons, scorecard

    if quantities is None:
        return None
    known = {row.scenario for row in comparisons()}
    named = {name: name for name in scenarios if name in known} or {REFERENCE: baseline or scenarios[0]}
    rows: list[Comparison] = [row for row in comparisons() if row.scenario in named]
    runs = {name: _runs(quantities[quantities["scenario"] == scenario]) for name, scenario in named.items()}
    found = scorecard(runs, start, (), rows)["rows"]
    return tuple({**row, "of": named[row["scenario"]]} for row in found)


def _runs(quantities: "DataFrame") -> list[_Run]:
    grouped = quantities.groupby("replication", sort=True)
    return [_Run(dict(zip(mine["name"], mine["value"], strict=True)), {}, []) for _, mine in grouped]


def further(folder: Path, stale: str) -> tuple[tuple[SensitivityFacts, ...], tuple[Mapping[str, Any], ...]]:
    """Return what a further study adds to a report: sensitivities and verdicts on claims.

    Raises
    ------
    StoreError
        There is no store, its study file is gone, or its runs are stale.
    ParameterError
        It has nothing to add.
    """
    from experiments.found_again import todays_spec

    indices: tuple[SensitivityFacts, ...] = ()
    with Store.open(folder / FILE) as store:
        rows = [row for row in store.study_rows() if row.file is not None and not row.kept]
        states = {row.study: status_of(store, row) for row in rows}
    for row in rows:
        demand_fresh(states[row.study].stale, folder, stale)
        spec = todays_spec(row)
        if spec is None:
            raise StoreError(Problem("study_file_gone", {"came": row.file, "path": folder / FILE}))
        indices += sensitivities_of(sweep_in(row, spec, folder))
    claims = stored_claims(folder, None, stale)
    if not indices and not claims:
        raise ParameterError(Problem("report_with_nothing", {"came": folder}, key="--with"))
    return indices, claims


def demand_fresh(stale: Sequence[Any], folder: Path, wish: str) -> None:
    """Refuse runs of older code, settings or design, unless they are to be kept.

    Raises
    ------
    StoreError
        With the places.
    """
    from experiments.study import by_scenario

    if stale and wish != "keep":
        named = by_scenario(stale)
        told = "; ".join(f"{name}: {spans}" for name, spans in named[:10]) + (" …" if len(named) > 10 else "")
        raise StoreError(Problem("report_stale", {"came": told, "number": len(stale), "path": folder / FILE}))


def stored_claims(folder: Path, spec: StudySpec | None, stale: str) -> tuple[Mapping[str, Any], ...]:
    """Return the verdicts of a folder that claims were checked in; none where none were, or their file is unknown.

    Raises
    ------
    StoreError
        The runs are stale.
    """
    from experiments.study_file import load_study

    with Store.open(folder / FILE) as store:
        checked = [row for row in store.study_rows() if is_of_claims(row) and not row.kept]
        for row in checked:
            demand_fresh(status_of(store, row).stale, folder, stale)
    if not checked:
        return ()
    seed = f"seed={checked[-1].base_seed}"
    file = spec.path if spec is not None else claims_file(folder)
    found = load_study(file, overrides=(seed,)) if file is not None else None
    return verdicts(folder, found) if found is not None and found.claims else ()


def is_of_claims(row: StudyRow) -> bool:
    """Return whether a stored study holds the runs that claims were held against."""
    return row.study.startswith(f"{CLAIMS} ") and row.file is None


def claims_file(folder: Path) -> Path | None:
    """Return the study file that a folder of results is called after: one in the current folder, else a shipped one."""
    from experiments.study_file import find_study

    near = Path(f"{folder.name}.yaml")
    return near if near.is_file() else find_study(folder.name)
