"""Limits: what the runs cannot tell, what the model leaves out, what is only assumed, and what nobody knows."""

from collections import Counter
from collections.abc import Iterator

from analysis.labels import label_of, number, text
from analysis.report.blocks import Block, Column, Heading, Points, Table, Words
from analysis.report.derived import Derived, derived
from analysis.report.evidence import Evidence, ScenarioFacts
from analysis.report.wording import kind_of, listed, title

GRADES = ("A", "B", "C", "D")
FEW_REPLICATIONS = 5
MOST_NAMED = 6
PATTERNS = {"all": 46, "emergent": 20, "assumed": 33, "not_shown": 33}
"""Of the regularities in the source documents: how many there are, and how many have a part that comes out of rules
that do not state it, that is built in, or that the model does not bear out (`docs/patterns_of_the_sources.md`)."""
LONG = 30


def limits(evidence: Evidence, lang: str) -> list[Block]:
    """Return the chapter on what this report does not show."""
    found = derived(evidence)
    county = evidence.start is not None
    blocks: list[Block] = [
        Heading(text("back_limits", lang), 1, "limits"),
        Heading(text("back_of_runs", lang), 2, "limits-runs"),
        Points(tuple(_of_runs(evidence, found, lang))),
    ]
    if not county:
        return [*blocks, Words(text("back_other_model", lang))]
    return [
        *blocks,
        Heading(text("back_of_model", lang), 2, "limits-model"),
        Points(tuple(text(f"back_not_{code}", lang) for code in ("forecast", "levels", "county", "rules", "outside"))),
        Heading(text("back_assumed", lang), 2, "limits-assumed"),
        Words(_model_grades(evidence, lang)),
        *_scenario_grades(evidence, lang),
        Heading(text("back_patterns_title", lang), 2, "limits-patterns"),
        Words(text("back_patterns_count", lang, **PATTERNS)),
        Points(tuple(text(f"back_pattern_{code}", lang) for code in _NOT_SHOWN)),
    ]


_NOT_SHOWN = (
    "branch", "copying", "many", "training", "platform", "colours", "migration", "voice", "pay", "petitions",
)  # fmt: skip
"""Regularities of the source documents that the model does not bear out and that a county would most likely expect."""


# what the runs cannot tell


def _of_runs(evidence: Evidence, found: Derived, lang: str) -> Iterator[str]:
    status = evidence.runs["status"]
    for code in ("failed", "pending"):
        count = int((status == code).sum())
        if count:
            yield text(f"back_{code}_runs", lang, n=count, total=len(status))
    if evidence.stale:
        yield text("back_stale_runs", lang, n=evidence.stale)
    if not found.present:
        yield text("back_nothing_ran", lang)
        return
    if evidence.replications == 1:
        yield text("back_one_replication", lang)
    else:
        yield text("back_replications", lang, n=evidence.replications)
        if evidence.replications < FEW_REPLICATIONS:
            yield text("back_few", lang)
    if not found.compared:
        yield text("back_alone", lang)
    yield from _unsure(evidence, found, lang)
    yield from _not_looked_at(evidence, found, lang)


def _unsure(evidence: Evidence, found: Derived, lang: str) -> Iterator[str]:
    """Say which headline effects cannot be told from zero, and that this is no proof of no effect."""
    rows = found.main.to_dict("records")
    open_ = [row for row in rows if kind_of(row) == "unsure"]
    if open_:
        yield text("back_unsure", lang, n=len(open_), total=len(rows))
    constant = [name for name in found.constant if name in evidence.registry]
    if constant:
        names = [label_of(evidence.registry, name, lang) for name in constant]
        yield text("back_constant", lang, names=listed(names, lang))
    if len(found.compared) > 1:
        yield text("back_many_comparisons", lang, n=len(found.compared))


def _not_looked_at(evidence: Evidence, found: Derived, lang: str) -> Iterator[str]:
    """Say which questions the study did not ask."""
    if evidence.start is None or not found.compared:
        return
    drawn = set() if evidence.layers is None else set(evidence.layers["layer"])
    if not drawn - {"chance"} and evidence.points is None:
        yield text("back_no_layers", lang)
    if evidence.groups is None:
        yield text("back_no_people", lang)
    if not evidence.sensitivities and evidence.points is None:
        yield text("back_no_sensitivity", lang)


# what is only assumed


def _model_grades(evidence: Evidence, lang: str) -> str:
    grades = Counter(passport.grade for passport in evidence.passports)
    counts = {grade.lower(): number(grades[grade], 0) for grade in GRADES}
    return text("back_model_grades", lang, n=number(len(evidence.passports), 0), **counts)


def _scenario_grades(evidence: Evidence, lang: str) -> list[Block]:
    """Return how many numbers of which grade each scenario adds to those of the baseline."""
    mine = [facts for facts in evidence.scenarios if facts.levers]
    if not mine:
        return []
    columns = (
        Column("scenario", text("back_c_scenario", lang)),
        Column("numbers", text("back_c_numbers", lang), "count"),
        *(Column(grade, text("back_c_grade", lang, grade=grade), "count") for grade in GRADES),
        Column("policies", text("back_c_policies", lang), wide=True),
    )
    caption, sheet = text("back_grades_table", lang), text("back_s_grades", lang)
    rows = tuple(_grade_row(evidence, facts, lang) for facts in mine)
    note = text("about_grades", lang)
    return [Table("grades", caption, columns, rows, note=note, long=len(rows) > LONG, sheet=sheet)]


def _grade_row(evidence: Evidence, facts: ScenarioFacts, lang: str) -> dict[str, object]:
    grades = Counter(lever.grade for lever in facts.levers)
    names = [policy.zh if lang == "zh" else policy.en for policy in facts.policies]
    more = len(names) - MOST_NAMED
    said = listed(names[:MOST_NAMED], lang)
    return {
        "scenario": title(evidence, facts.id, lang),
        "numbers": len(facts.levers),
        **{grade: grades[grade] for grade in GRADES},
        "policies": text("back_and_more", lang, names=said, n=more) if more > 0 else said,
    }
