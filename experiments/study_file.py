"""The door to study files: a file in, a study with all its points out, or every fault of the file at once."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

from experiments.design import Design, DesignKind
from experiments.factors import Factor
from experiments.samplers import Recipe, draw, faults
from experiments.study_claims import read_claims
from experiments.study_document import Said, Sayings, read_sayings, word
from experiments.study_factors import FactorReader, moved
from experiments.study_schema import SECTIONS, TAKEN
from experiments.study_spec import PointPlan, StudySpec
from experiments.study_table import Table, read_table
from model.errors import Problem, ScenarioError, XiangzhiError
from scenarios.check import At, check
from scenarios.layers import OVERRIDE, Given, locate, not_found, override, shown
from scenarios.load import load_scenario
from scenarios.nearest import nearest
from scenarios.registry import Registry, standard
from scenarios.scenario import Scenario
from scenarios.source import exists

__all__ = ["PointPlan", "StudySpec", "find_study", "load_study", "shipped_studies"]

FOLDER = Path(__file__).parent / "studies"
LANGS = ("zh", "en")
REPLICATIONS, SEED, TIME_LIMIT = 10, 1, 3600.0
NEEDS_FACTORS: set[DesignKind] = {
    "factorial", "one_at_a_time", "latin_hypercube", "sobol_sequence", "sobol", "morris", "fast"
}  # fmt: skip


_ONLY_STUDIES = ("scenarios", "model", "design", "levers", "uncertainties", "conditions", "replications")


def shipped_studies() -> tuple[Path, ...]:
    """Return the shipped study files by name."""
    return tuple(sorted(FOLDER.glob("*.yaml")))


def find_study(name: str) -> Path | None:
    """Return the shipped study of this name, with or without ``.yaml``; None if there is none."""
    wanted = name.removesuffix(".yaml")
    return next((path for path in shipped_studies() if path.stem == wanted), None)


def is_study(path: Path) -> bool:
    """Return whether a file looks like a study, not a scenario: it has a key that only studies have, at the left."""
    try:
        text = path.read_text(encoding="utf-8-sig", errors="replace") if path.is_file() else ""
    except OSError:
        return False
    return re.search(rf"^({'|'.join(_ONLY_STUDIES)})\s*:", text, re.MULTILINE) is not None


def load_study(
    path: str | Path, *, overrides: Sequence[str] = (), lang: str = "en", registry: Registry | None = None
) -> StudySpec:
    """Read, check and resolve a study file and draw its design.

    Parameters
    ----------
    path
        A study file, or the bare name of a shipped study.
    overrides
        Changes to single values: 'replications=20', 'design.samples=128', 'settings.horizon.years=1'.
    lang
        Language of the notes of its scenarios; errors speak both.
    registry
        What the study may name; the model's own if not given.

    Raises
    ------
    ScenarioError, RosterError
        With one problem for each fault of the file, of its scenarios and of the overrides.
    """
    file = Path(path)
    shipped = None if exists(file) else find_study(str(path))
    if shipped is None and not exists(file):
        near = nearest(file.name, [known.stem for known in shipped_studies()])
        raise ScenarioError(Problem("study_missing", {"came": str(path), "near": near}, file=str(path)))
    found, name = (shipped, shown(shipped)) if shipped else (file, str(path))
    said = read_sayings(found, name, overrides)
    return _Reader(found, said, registry or standard(), lang).spec(tuple(overrides))


class _Reader:
    """Turns what a study file says into a study; faults go to ``problems``."""

    def __init__(self, path: Path, said: Sayings, registry: Registry, lang: str) -> None:
        self.path, self.said, self.registry, self.lang = path, said, registry, lang
        self.problems: list[Problem] = list(said.problems)
        self.is_county = "model" not in said.single

    def spec(self, changes: tuple[str, ...]) -> StudySpec:
        """Return the study.

        Raises
        ------
        ScenarioError
            With all that is wrong.
        """
        said = self.said
        scenarios = self._scenarios() if self._is_one_or_other() else None
        kind = self._kind()
        factors, table = self._factors(scenarios, kind)
        recipe = self._recipe(kind, table)
        baseline = self._baseline(scenarios or ())
        outcomes = self._outcomes()
        claims = read_claims(said, [held.id for held in scenarios or ()], baseline, self.registry, self.problems)
        self._try_conditions(scenarios or (), factors)
        design = self._design(recipe, factors)
        return StudySpec(
            id=self.path.stem,
            path=self.path,
            title=_words(said.value("title"), self.path.stem),
            question=_words(said.value("question"), ""),
            scenarios=scenarios or (),
            baseline=baseline,
            model=said.value("model"),
            steps=said.value("steps"),
            factors=factors,
            design=design,
            replications=said.value("replications", REPLICATIONS),
            seed=said.value("seed", SEED),
            outcomes=outcomes,
            time_limit=float(said.value("time_limit", TIME_LIMIT)),
            on_failure=said.value("on_failure", "drop"),
            files=(self._table_path(),) if kind == "csv" else (),
            changes=changes,
            lang=self.lang,
            claims=claims,
        )

    def _is_one_or_other(self) -> bool:
        """Return whether the study is of scenarios or of another model; note it where it is of both or of none."""
        single, top = self.said.single, self.said.top
        assert top is not None
        if self.is_county:
            if "scenarios" not in single and not self.said.lost.intersection({"scenarios", "model"}):
                self.problems.append(Problem("study_of_nothing", file=top.document.file))
            if "steps" in single:
                self.problems.append(single["steps"].at.problem("only_with_model", came="steps"))
            return "scenarios" in single
        for key in ("scenarios", "baseline"):
            if key in single:
                self.problems.append(single[key].at.problem("either_or", came="model", other=key))
        for held in list(self.said.part("settings").values())[:1]:
            self.problems.append(held.at.problem("either_or", came="model", other="settings"))
        if ":" not in self.said.value("model").strip(":"):
            self.problems.append(single["model"].at.problem("bad_model", came=self.said.value("model")))
        return False

    def _scenarios(self) -> tuple[Scenario, ...] | None:
        """Return the scenarios with the study's changes made; None, with problems noted, where one is wrong."""
        words = tuple(f"{key}={word(held.value)}" for key, held in self._settings().items())
        held = self.said.single["scenarios"]
        loaded: list[Scenario] = []
        wrong: list[Problem] = [] if held.value else [held.at.problem("no_scenarios")]
        for number, name in enumerate(held.value):
            at = At(held.at.document, ("scenarios", number))
            path = locate(self.path.parent, name)
            if path is None or path.is_dir():
                line = at.document.line(at.place)
                given = Given(name, at.document.file, line, self.path.parent)
                wrong.append(not_found(given, f"scenarios[{number}]", path))
                continue
            alike = [str(name), *(str(other.path) for other in loaded if other.id == path.stem)]
            if len(alike) > 1:
                wrong.append(at.problem("same_stem", came=path.stem, files=", ".join(alike)))
                continue
            try:
                loaded.append(load_scenario(path, overrides=words, lang=self.lang, registry=self.registry))
            except XiangzhiError as error:
                wrong += error.problems
        self.problems += wrong
        return None if wrong else tuple(loaded)

    def _settings(self) -> dict[str, Said]:
        """Return the changes to every scenario that are no faults."""
        good = {}
        for key, held in self.said.part("settings").items():
            try:
                wrong = check(override(f"{key}={word(held.value)}"), self.registry)
            except ScenarioError as error:
                wrong = list(error.problems)
            self.problems += [moved(problem, held.at) for problem in wrong]
            if not wrong:
                good[key] = held
        return good

    def _kind(self) -> DesignKind:
        design = self.said.part("design")
        has_factors = any(self.said.part(section) for section in SECTIONS)
        if "kind" in design:
            kind: DesignKind = design["kind"].value
            if kind in NEEDS_FACTORS and not has_factors and not self.said.lost.intersection(SECTIONS):
                self.problems.append(design["kind"].at.problem("design_without_factors", came=kind))
            if kind == "replications" and has_factors:
                self.problems.append(design["kind"].at.problem("design_ignores_factors", came=kind))
            return kind
        if design and "design" not in self.said.lost:
            at = next(iter(design.values())).at
            self.problems.append(At(at.document, ("design", "kind")).problem("missing_key", came="kind"))
        if not has_factors:
            return "replications"
        # Claims are tried under draws of what nobody knows, which may be hundreds of parameters.
        return "latin_hypercube" if "claims" in self.said.single else "factorial"

    def _factors(self, scenarios: tuple[Scenario, ...] | None, kind: DesignKind) -> tuple[tuple[Factor, ...], Table]:
        running = {programme.policy for held in scenarios or () for programme in held.settings.programmes}
        reader = FactorReader(
            self.registry,
            scenarios=[held.id for held in scenarios or ()],
            running=None if scenarios is None else frozenset(running),
            grouped=bool(self._design_value("groups", default=False)),
            is_county=self.is_county,
        )
        factors, table = reader.read(self.said), Table()
        file = self.said.part("design").get("file")
        if kind == "csv" and file is not None:
            table = read_table(self._table_path(), file.at, factors, reader)
            factors = table.factors
        self.problems += reader.problems
        return factors, table

    def _table_path(self) -> Path:
        return self.path.parent / str(self._design_value("file", default=""))

    def _design_value(self, name: str, default: Any) -> Any:
        design = self.said.part("design")
        return design[name].value if name in design else default

    def _recipe(self, kind: DesignKind, table: Table) -> Recipe:
        """Return how the design is to be drawn; note keys that its kind does not take, or lacks."""
        design, taken = self.said.part("design"), TAKEN[kind]
        for name, held in design.items():
            if "kind" in design and name != "kind" and name not in taken:
                allowed = ", ".join(taken) or "-"
                self.problems.append(held.at.problem("design_takes_not", came=name, kind=kind, allowed=allowed))
        if kind == "csv" and "file" not in design and "design" not in self.said.lost:
            self.problems.append(design["kind"].at.problem("missing_key", came="file"))
        values = {name: self._design_value(name, default) for name, default in taken.items() if name != "file"}
        return Recipe(kind, **values, table=table.rows, middle=not self.is_county)

    def _design(self, recipe: Recipe, factors: tuple[Factor, ...]) -> Design:
        """Return the design.

        Raises
        ------
        ScenarioError
            With all that is wrong with the file, the design among it.
        """
        self.problems += [self._placed(problem) for problem in faults(recipe, factors)]
        if self.problems:
            raise ScenarioError(*_once(sorted(self.problems, key=_line)))
        return draw(recipe, factors)

    def _placed(self, problem: Problem) -> Problem:
        """Return what is wrong with a design as wrong at its place in the file."""
        part, _, name = str(problem.key).partition(".")
        held = self.said.part(part).get(name) or next(iter(self.said.part(part).values()), None)
        top = self.said.top
        at = held.at if held else top
        assert at is not None
        return replace(problem, file=at.document.file, line=at.document.line(at.place))

    def _baseline(self, scenarios: tuple[Scenario, ...]) -> str:
        """Return the id of the scenario that others are held against: the named one, or the one that all extend."""
        ids = [scenario.id for scenario in scenarios]
        held = self.said.single.get("baseline")
        if held is None or not ids:
            roots = (one.id for one in scenarios if all(o.extends_from(one) for o in scenarios if o is not one))
            return next(roots, "") if len(ids) > 1 else ""
        named = Path(held.value).name.removesuffix(".yaml")
        if named not in ids:
            values = {"came": held.value, "allowed": ", ".join(ids), "near": nearest(named, ids)}
            self.problems.append(held.at.problem("baseline_not_listed", **values))
        return named

    def _outcomes(self) -> tuple[str, ...]:
        known = self.registry.outcomes if self.is_county else {}
        held = self.said.single.get("outcomes")
        if held is None:
            return tuple(name for name, outcome in known.items() if outcome.headline)
        for number, name in enumerate(held.value):
            at = At(held.at.document, ("outcomes", number))
            if name in held.value[:number]:
                self.problems.append(at.unknown("duplicate_item", name))
            elif self.is_county and name not in known:
                self.problems.append(at.unknown("unknown_outcome", name, near=nearest(name, known)))
        return tuple(held.value)

    def _try_conditions(self, scenarios: Sequence[Scenario], factors: Sequence[Factor]) -> None:
        """Note the ends of conditions under which a scenario cannot be: what villages have may contradict it."""
        if self.problems:
            return
        conditions = {factor.name: factor for factor in factors if factor.kind == "condition"}
        for name, held in self.said.part("conditions").items():
            if name not in conditions:
                continue
            ends = conditions[name].spread(2)
            for scenario in scenarios:
                for value in (ends[0], ends[-1]):
                    self.problems += list(self._faults_under(scenario, f"{name}={word(value)}", held.at))

    def _faults_under(self, scenario: Scenario, change: str, at: At) -> Iterator[Problem]:
        overrides = (*scenario.overrides, change)
        try:
            load_scenario(scenario.path, overrides=overrides, lang=self.lang, registry=self.registry)
        except XiangzhiError as error:
            for problem in error.problems:
                yield moved(problem, at) if problem.file in (OVERRIDE, None) else problem


def _once(problems: Sequence[Problem]) -> list[Problem]:
    """Return problems without those that say the same of the same place."""
    return list({problem.text(): problem for problem in problems}.values())


def _line(problem: Problem) -> int:
    return problem.line or 0


def _words(text: Any, fallback: str) -> Mapping[str, str]:
    """Return a text in both languages; a missing one is taken from the other, else it is ``fallback``."""
    if text is None or isinstance(text, str):
        return dict.fromkeys(LANGS, text or fallback)
    other = next(iter(text.values()), fallback)
    return {lang: text.get(lang, other) for lang in LANGS}
