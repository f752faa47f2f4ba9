"""A report: everything a store has to say of one study, gathered, composed in one language and written as documents."""

import json
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal

from analysis.report.evidence import Evidence, ScenarioFacts
from experiments.status import Status, status_of
from experiments.store import FILE, ScenarioRow, Store, StudyRow
from model.errors import ParameterError, Problem, StoreError
from scenarios.nearest import nearest
from xiangzhi import report_frames as frames
from xiangzhi.places import folder_of
from xiangzhi.report_facts import plain_facts, scenario_facts, scenario_of, study_title, whole_county
from xiangzhi.report_further import (
    claims_file,
    demand_fresh,
    further,
    is_of_claims,
    point_facts,
    scorecard_of,
    sensitivities_of,
    stored_claims,
    sweep_in,
)

if TYPE_CHECKING:
    from pandas import DataFrame

    from analysis.report.blocks import Document
    from experiments.study_file import StudySpec
    from scenarios.scenario import Scenario
    from xiangzhi.sweeping import Sweep

Stale = Literal["refuse", "keep"]
SUFFIXES = (".html", ".docx", ".xlsx")
LAYERED = " · "
"""Stands in the names of studies that only tell how sure another one is."""
_ALL = 2**62


@dataclass(frozen=True)
class _Held:
    """One study of a store, as it is about to be reported.

    Attributes
    ----------
    scenarios
        The scenarios, or for a study file those that its design varies, the baseline among them.
    order
        All points, scenario by scenario.
    most
        Replications looked at.
    """

    folder: Path
    row: StudyRow
    state: Status
    spec: "StudySpec | None"
    scenarios: tuple["Scenario", ...]
    rows: tuple[ScenarioRow, ...]
    baseline: str
    most: int

    @property
    def order(self) -> list[str]:
        """All points, scenario by scenario."""
        names = self.names
        return [row.scenario for row in sorted(self.rows, key=lambda row: names.index(row.base))]

    @property
    def base(self) -> dict[str, str]:
        """The scenario of every point."""
        return {row.scenario: row.base for row in self.rows}

    @property
    def names(self) -> list[str]:
        """The scenarios, the baseline first."""
        found = list(dict.fromkeys(row.base for row in self.rows))
        return sorted(found, key=lambda name: name != self.baseline)

    @property
    def sweeps(self) -> bool:
        """Whether scenarios stand under several points."""
        return self.spec is not None and len(self.rows) > len(self.names)


def gather(
    study: str | Path,
    *,
    name: str | None = None,
    with_: Sequence[str | Path] = (),
    stale: Stale = "refuse",
    margins: Mapping[str, float] | None = None,
) -> Evidence:
    """Return all that a stored study has to say; nothing is run.

    Parameters
    ----------
    study
        The folder of results, or the study file whose folder it is (``results/<stem>``).
    name
        Which study, where the folder holds several.
    with_
        Folders of further studies whose sensitivities, or verdicts on claims, go in.
    stale
        What becomes of runs of older code or settings: 'refuse', or 'keep' them and say so.
    margins
        Differences below which the reader sees none, by outcome, in the unit of tables.

    Raises
    ------
    StoreError
        There is no study, several and none is named, nothing has been run, or runs are stale.
    ParameterError
        A further study has nothing to add, or a margin is of no outcome.
    """
    folder = folder_of(Path(study))
    file = Path(study) if Path(study).suffix in {".yaml", ".yml"} else None
    with Store.open(folder / FILE) as store:
        held = _hold(store, folder, _chosen(store, name), file)
        old = [*frames.aged(held.state), *_aged_draws(store, held)]
        demand_fresh(old, folder, stale)
        evidence = _evidence(store, held)
    added = [further(folder_of(Path(other)), stale) for other in with_]
    known = _margins(margins or {}, evidence)
    return replace(
        evidence,
        sensitivities=(*evidence.sensitivities, *(item for indices, _ in added for item in indices)),
        claims=(
            *stored_claims(folder, held.spec or _spec_of(file), stale),
            *(claim for _, claims in added for claim in claims),
        ),
        stale=len(old),
        margins=known,
    )


def _chosen(store: Store, name: str | None) -> StudyRow:
    """Return the study to report: the one named, else the only one there is."""
    rows = [row for row in store.study_rows() if LAYERED not in row.study]
    known = [row.study for row in rows]
    values = {"allowed": "; ".join(known) or "–", "path": store.path}
    if name is not None:
        found = [row for row in rows if row.study == name]
        if not found:
            raise StoreError(Problem("report_no_study", {**values, "came": name, "near": nearest(name, known)}))
        return found[0]
    alive = [row for row in rows if not row.kept]
    # Runs that claims were held against go with the study whose file makes the claims.
    mine = [row for row in alive if not is_of_claims(row)] or alive or rows
    if not mine:
        raise StoreError(Problem("report_nothing", values))
    if len(mine) > 1:
        told = {**values, "came": len(mine), "allowed": "; ".join(row.study for row in mine)}
        raise StoreError(Problem("report_which_study", told, key="--study"))
    return mine[0]


def _hold(store: Store, folder: Path, row: StudyRow, file: Path | None) -> _Held:
    from experiments.found_again import todays_spec

    spec = todays_spec(row)
    if row.file is not None and spec is None:
        raise StoreError(Problem("study_file_gone", {"came": row.file, "path": store.path}))
    rows = store.scenarios(row.study)
    baseline, most = row.baseline, _ALL
    if spec is not None:
        most, baseline = spec.replications, spec.baseline
        scenarios = list(spec.scenarios)
    else:
        rows = _plain_rows(rows)
        scenarios = [found for one in rows if (found := scenario_of(one)) is not None]
    if is_of_claims(row):
        # Claims name what each is held against; most often that is the study's own baseline.
        spec_of_claims = _spec_of(file or claims_file(folder))
        baseline = spec_of_claims.baseline if spec_of_claims is not None else baseline
    state = status_of(store, row)
    return _Held(folder, row, state, spec, tuple(scenarios), tuple(rows), baseline, most)


def _spec_of(file: Path | None) -> "StudySpec | None":
    from experiments.study_file import load_study

    return None if file is None or not file.is_file() else load_study(file)


def _plain_rows(rows: Sequence[ScenarioRow]) -> list[ScenarioRow]:
    """Return scenarios as their files have them, without their variants under other parameters and in other sizes."""
    names = {row.scenario for row in rows}
    return [row for row in rows if row.base == row.scenario and row.scenario.rpartition("@")[0] not in names]


def _evidence(store: Store, held: _Held) -> Evidence:
    runs = frames.runs_of(store, held.row, held.order, held.base, held.most)
    if not (runs["status"] != "pending").any():
        raise StoreError(Problem("report_nothing", {"allowed": held.row.study, "path": store.path}))
    of_county = bool(held.scenarios)
    title, question = _words(held)
    return Evidence(
        title=title,
        question=question,
        study=held.row.study,
        store=str(store.path),
        baseline=held.baseline if held.baseline in held.names and len(held.names) > 1 else "",
        scenarios=_facts(held),
        replications=int(runs["replication"].max()) + 1,
        seed=held.row.base_seed,
        runs=runs.drop(columns="created"),
        versions=_versions(runs),
        made=_made(runs),
        passports=_passports() if of_county else (),
        **(whole_county(_base_settings(held)) if of_county else _NO_COUNTY),
        **_results(store, held, runs),
    )


_NO_COUNTY: dict[str, Any] = {"start": None, "years": 0.0, "burn_in_years": 0.0, "villages": 0, "people": 0}


def _base_settings(held: _Held) -> Any:
    mine = [scenario for scenario in held.scenarios if scenario.id == held.baseline]
    return (mine or list(held.scenarios))[0].settings


def _words(held: _Held) -> tuple[dict[str, str], dict[str, str]]:
    if held.spec is not None:
        return dict(held.spec.title), dict(held.spec.question)
    if held.scenarios:
        return study_title(held.scenarios, held.baseline)
    name = {"zh": held.row.study, "en": held.row.study}
    return name, dict.fromkeys(("zh", "en"), "")


def _facts(held: _Held) -> tuple[ScenarioFacts, ...]:
    if held.scenarios:
        facts = scenario_facts(held.scenarios, held.baseline)
    else:
        first = {row.base: row for row in reversed(held.rows)}
        facts = plain_facts([replace(row, scenario=name) for name, row in first.items()])
    names = held.names
    return tuple(sorted((one for one in facts if one.id in names), key=lambda one: names.index(one.id)))


def _passports() -> tuple[Any, ...]:
    from model.parameters import PASSPORTS

    return tuple(PASSPORTS.values())


def _versions(runs: "DataFrame") -> dict[str, str]:
    """Return the versions of the software that made the runs; several of one package are joined."""
    from importlib.metadata import version

    found: dict[str, dict[str, None]] = {"xiangzhi": {version("xiangzhi"): None}}
    for written in dict.fromkeys(runs["versions"]):
        for package, number in json.loads(written or "{}").items():
            found.setdefault(package, {})[str(number)] = None
    return {package: ", ".join(numbers) for package, numbers in found.items()}


def _made(runs: "DataFrame") -> date | None:
    """Return the day of the last run, so that one store always gives one report."""
    days = [day for day in runs["created"] if day]
    return date.fromisoformat(max(days)[:10]) if days else None


def _results(store: Store, held: _Held, runs: "DataFrame") -> dict[str, Any]:
    from analysis.labels import outcomes

    if held.spec is not None:
        sweep = sweep_in(held.row, held.spec, held.folder)
        if held.sweeps:
            return {
                "registry": sweep.registry,
                "outcomes": frames.mean_over_points(_wanted(store, held, sweep), sweep.points, held.most),
                "series": frames.empty_series(),
                "points": sweep.points,
                "over_points": point_facts(sweep),
                "sensitivities": sensitivities_of(sweep),
            }
        if held.spec.model is not None:
            found = frames.county_outcomes(store, held.row, runs)
            return {"registry": sweep.registry, "outcomes": found, "series": frames.empty_series()}
    found = frames.county_outcomes(store, held.row, runs)
    if not held.scenarios:
        from analysis.labels import plain_registry

        registry = plain_registry(list(dict.fromkeys(found["outcome"])))
        return {"registry": registry, "outcomes": found, "series": frames.empty_series()}
    series = frames.county_series(store, held.row, runs)
    return {"registry": outcomes(), "outcomes": found, "series": series, **_detail(store, held, runs)}


def _wanted(store: Store, held: _Held, sweep: "Sweep") -> "DataFrame":
    """Return what is told of a sweep: every outcome of the county, and of other models those that are looked at."""
    return store.county_frame(held.row.study, () if held.scenarios else sweep.outcomes)


def _detail(store: Store, held: _Held, runs: "DataFrame") -> dict[str, Any]:
    """Return what runs of the county kept beside their outcomes, with what rests on it."""
    start = _base_settings(held).horizon.start
    parts = frames.kept_parts(store, held.row, runs, [*frames.PARTS, "quantities"])
    quantities = parts.pop("quantities", None)
    return {
        **parts,
        **frames.people_frames(store, runs, held.baseline),
        "scorecard": scorecard_of(quantities, held.baseline, held.names, start),
        "layers": _layers(store, held),
    }


def _aged_draws(store: Store, held: _Held) -> list[Any]:
    """Return the stale runs of the draws that tell how sure a comparison is."""
    drawn = [row for row in store.study_rows() if row.study.startswith(f"{held.row.study}{LAYERED}")]
    return [member for row in drawn for member in frames.aged(status_of(store, row))]


def _layers(store: Store, held: _Held) -> "DataFrame | None":
    from xiangzhi.layers import layers_of

    if held.row.study != f"seed {held.row.base_seed}":
        return None
    return layers_of(store, held.row.base_seed, scenarios=held.names)


def _margins(given: Mapping[str, float], evidence: Evidence) -> dict[str, float]:
    """Return margins in the unit of the store."""
    known = evidence.registry
    for outcome in given:
        if outcome not in known:
            values = {"came": outcome, "allowed": ", ".join(known), "near": nearest(outcome, list(known))}
            raise ParameterError(Problem("unknown_outcome", values, key="--margin"))
    return {outcome: value / known[outcome].scale for outcome, value in given.items()}


@dataclass(frozen=True)
class Written:
    """What was written: the files, and what they hold."""

    files: tuple[Path, ...]
    tables: int
    figures: int
    runs: int
    failed: int
    stale: int

    def as_json(self) -> dict[str, Any]:
        """Return it as plain values."""
        return {
            "wrote": [str(path) for path in self.files],
            "tables": self.tables,
            "figures": self.figures,
            "runs": self.runs,
            "failed": self.failed,
            "stale": self.stale,
        }


def report(
    study: str | Path,
    out: str | Path | Sequence[str | Path] = (),
    *,
    lang: str = "en",
    name: str | None = None,
    with_: Sequence[str | Path] = (),
    stale: Stale = "refuse",
    margins: Mapping[str, float] | None = None,
) -> Written:
    """Write the report of a stored study; nothing is run.

    Parameters
    ----------
    out
        The file, or files; the suffix says what each is: .html, .docx or .xlsx. ``report.html`` beside the store if
        none is named.
    lang
        'en' or 'zh'.
    study, name, with_, stale, margins
        As for `gather`.

    Raises
    ------
    StoreError
        There is no study, several and none is named, nothing has been run, or runs are stale.
    ParameterError
        A file has another suffix or cannot be written, a further study adds nothing, or a margin is of no outcome.
    """
    wanted = check_files(out) or (folder_of(Path(study)) / "report.html",)
    evidence = gather(study, name=name, with_=with_, stale=stale, margins=margins)
    return write(evidence, wanted, lang)


def check_files(out: str | Path | Sequence[str | Path]) -> tuple[Path, ...]:
    """Return the files to write, once it is known that they can be meant.

    Raises
    ------
    ParameterError
        A name has no suffix of a report, or comes twice.
    """
    given = [Path(out)] if isinstance(out, str | Path) else [Path(one) for one in out]
    problems = [
        Problem("report_suffix", {"came": path, "allowed": ", ".join(SUFFIXES)}, key="--out")
        for path in given
        if path.suffix.lower() not in SUFFIXES
    ]
    twice = [path for place, path in enumerate(given) if path.resolve() in {one.resolve() for one in given[:place]}]
    problems += [Problem("report_twice", {"came": path}, key="--out") for path in twice]
    if problems:
        raise ParameterError(*problems)
    return tuple(given)


def write(evidence: Evidence, files: Sequence[Path], lang: str) -> Written:
    """Write the report of some evidence to files; each is whole or not there.

    Raises
    ------
    ParameterError
        A file cannot be written.
    """
    from analysis.report.blocks import Picture, Table
    from analysis.report.compose import compose
    from analysis.report.side_by_side import draw_ahead

    document = compose(evidence, lang)
    kinds = {path.suffix.lower() for path in files}
    pictures = [block for block in document.blocks if isinstance(block, Picture)]
    draw_ahead(pictures, lang, [shape for kind, shape in ((".html", "svg"), (".docx", "png")) if kind in kinds])
    for path in files:
        try:
            _writer(path)(document, path)
        except OSError as error:
            values = {"came": path, "reason": error.strerror or error}
            raise ParameterError(Problem("report_unwritable", values, key="--out")) from error
    status = evidence.runs["status"]
    return Written(
        files=tuple(files),
        tables=sum(isinstance(block, Table) for block in document.blocks),
        figures=len(pictures),
        runs=int((status == "ok").sum()),
        failed=int((status == "failed").sum()),
        stale=evidence.stale,
    )


def _writer(path: Path) -> "Callable[[Document, Path], object]":
    """Return what writes a document of the kind that the suffix of a file names."""
    from importlib import import_module

    kind = {".html": "html", ".docx": "word", ".xlsx": "excel"}[path.suffix.lower()]
    writer: Callable[[Document, Path], object] = getattr(import_module(f"analysis.report.{kind}"), f"write_{kind}")
    return writer
