"""What the workbook of a sweep says of itself."""

import platform
from collections import Counter
from importlib.metadata import version
from typing import TYPE_CHECKING

from analysis.labels import text
from xiangzhi.texts import say

if TYPE_CHECKING:
    from experiments.study_file import StudySpec


def about(spec: "StudySpec", points: int, good: int, failed: int, lang: str) -> list[tuple[str, str]]:
    """Return what the workbook says of itself: the question, the design, the runs, and what is only assumed."""
    packages = ", ".join(f"{name} {version(name)}" for name in ("xiangzhi", "numpy", "scipy", "SALib"))
    grades = Counter(factor.grade for factor in spec.factors if factor.grade)
    rows = [(say("about_title", lang), spec.title[lang]), (say("about_question", lang), spec.question[lang])]
    known = {
        "kind": spec.design.kind,
        "points": points,
        "replications": spec.replications,
        "seed": spec.seed,
    }
    rows.append((say("about_design", lang), say("about_design_text", lang, **known)))
    counts = {"good": good, "failed": failed}
    rows.append((say("about_runs", lang), say("about_runs_text", lang, **counts)))
    if grades:
        listed = text("list", lang).join(f"{grade}: {count}" for grade, count in sorted(grades.items()))
        rows.append((text("about_passports", lang), f"{listed} ({text('about_grades', lang)})"))
    rows.append((text("about_interval", lang), text("about_interval_text", lang)))
    rows.append((text("about_versions", lang), f"Python {platform.python_version()}, {packages}"))
    return [(item, content) for item, content in rows if content]
