"""Where numbers come from: ids in tables, what each id stands for, and numbers as their passports write them."""

from collections.abc import Iterable, Mapping
from typing import Any

from analysis.labels import text
from model.errors import ParameterError
from model.evidence import OWN_JUDGEMENT, Source, sources


def source_words(source: str, lang: str) -> str:
    """Return the source of a number as tables show it: ids, and own judgement in words.

    >>> source_words("F074; own judgement", "zh")
    'F074; 自行判断'
    """
    return source.replace(OWN_JUDGEMENT, text("back_own_judgement", lang))


def cited(texts: Iterable[str]) -> list[Source]:
    """Return all sources that passports name, each once, by id; own judgement and unknown words are none."""
    found: dict[str, Source] = {}
    for source in dict.fromkeys(texts):
        try:
            parts = sources(source)
        except ParameterError:
            continue
        # What a prior was judged from is its source.
        for part in parts:
            found |= {part.id: part}
    found.pop(OWN_JUDGEMENT, None)
    return sorted(found.values(), key=lambda one: _order(one.id))


def _order(name: str) -> tuple[str, int, str]:
    letters = name.rstrip("0123456789")
    digits = name[len(letters) :]
    return letters, int(digits or 0), name


def source_row(source: Source, lang: str) -> Mapping[str, Any]:
    """Return one source as a row of a table: id, kind, grade, title (as it stands there), publisher, year, address."""
    named = {"en": source.quantity, "zh": source.zh}[lang] if source.kind in ("case", "pattern") else ""
    return {
        "id": source.id,
        "kind": text(f"back_kind_{source.kind}", lang),
        "grade": source.grade,
        "title": source.title or named or None,
        "publisher": source.publisher or None,
        "year": str(source.year) if source.year else None,
        "url": source.url or None,
    }


def digits(*values: float | str | None) -> int:
    """Return the decimals that show numbers as they were written, six at most."""
    written = [f"{value:.6f}".rstrip("0").partition(".")[2] for value in values if isinstance(value, int | float)]
    return max((len(part) for part in written), default=0)
