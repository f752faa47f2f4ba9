"""The nearest match to a mistyped name, and how a value is shown in a message."""

from collections.abc import Iterable, Mapping
from difflib import get_close_matches
from typing import Any

SHOWN = 60
"""Longest piece of a user's text repeated in a message, in characters."""


def nearest(came: str, names: Iterable[str]) -> str:
    """Return the name most like ``came``; '-' where there are none at all."""
    by_case = {name.casefold(): name for name in names}
    match = get_close_matches(str(came).casefold(), by_case, n=1, cutoff=0.0)
    return by_case[match[0]] if match else "-"


def nearest_labelled(came: str, labels: Mapping[str, tuple[str, ...]]) -> str:
    """Return the id whose name or label (in either language) is most like ``came``."""
    spoken = {word: name for name, words in labels.items() for word in (name, *words)}
    return spoken.get(nearest(came, spoken), "-")


def show(value: Any) -> str:
    """Return a value as its writer would know it: text in quotes, true and false, long ones cut."""
    if isinstance(value, dict):
        return shorten("{" + ", ".join(str(key) for key in value) + "}")
    if isinstance(value, list | tuple):
        return shorten("[" + ", ".join(show(item) for item in value) + "]")
    if isinstance(value, bool):
        return "true" if value else "false"
    return f"'{shorten(value)}'" if isinstance(value, str) else shorten(str(value))


def shorten(text: str) -> str:
    """Return ``text`` on one line, cut to a readable length."""
    line = " ".join(text.split())
    return line if len(line) <= SHOWN else line[: SHOWN - 1] + "…"
