"""Claims of a study file: conclusions that can be checked, each with the region that it gives to a difference."""

import math
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from experiments.study_document import Sayings
from model.errors import Problem
from scenarios.check import At
from scenarios.nearest import nearest, show
from scenarios.registry import Registry

KINDS = ("at_least", "at_most", "between", "higher", "lower")


@dataclass(frozen=True)
class Claim:
    """One conclusion: in which region the mean difference of two scenarios lies; bounds in the unit of tables."""

    scenario: str
    against: str
    outcome: str
    kind: str
    """One of ``KINDS``."""
    low: float
    high: float
    text: Mapping[str, str] | None = None
    """The claim in words, in both languages, where the file gives them."""

    @property
    def is_open(self) -> bool:
        """Whether the bounds themselves lie outside: a difference of zero is neither higher nor lower."""
        return self.kind in ("higher", "lower")


def read_claims(
    said: Sayings, scenarios: Sequence[str], baseline: str, registry: Registry, problems: list[Problem]
) -> tuple[Claim, ...]:
    """Return the claims of a study file; what is wrong with them goes to ``problems``.

    Parameters
    ----------
    said
        What the file says; shapes are checked already.
    scenarios
        Ids of the scenarios; empty where these are wrong themselves, and then not asked.
    baseline
        What a claim is held against that names nothing else; empty for none.
    """
    held = said.single.get("claims")
    if held is None:
        return ()
    if "model" in said.single:
        problems.append(held.at.problem("either_or", came="model", other="claims"))
        return ()
    claims = []
    for number, entry in enumerate(held.value):
        at = At(held.at.document, ("claims", number))
        faults = list(_faults(entry, at, scenarios, baseline, registry))
        problems += faults
        if not faults:
            claims.append(_claim(entry, baseline))
    return tuple(claims)


def _id(name: str) -> str:
    """Return the id that a scenario is known by, however its file was named."""
    return Path(name).name.removesuffix(".yaml")


def _claim(entry: Mapping[str, Any], baseline: str) -> Claim:
    kind = next(name for name in KINDS if name in entry)
    low, high = _region(kind, entry[kind])
    text = entry.get("text")
    if text is not None:
        other = text if isinstance(text, str) else next(iter(text.values()), "")
        text = {lang: other if isinstance(text, str) else text.get(lang, other) for lang in ("zh", "en")}
    against = _id(entry["against"]) if "against" in entry else baseline
    return Claim(_id(entry["scenario"]), against, entry["outcome"], kind, low, high, text)


def _region(kind: str, value: Any) -> tuple[float, float]:
    """Return the bounds of the difference; infinite where there is none."""
    if kind == "between":
        return float(value[0]), float(value[1])
    if kind in ("at_least", "higher"):
        return (float(value) if kind == "at_least" else 0.0), math.inf
    return -math.inf, (float(value) if kind == "at_most" else 0.0)


def _faults(
    entry: Mapping[str, Any], at: At, scenarios: Sequence[str], baseline: str, registry: Registry
) -> Iterator[Problem]:
    yield from _wrong_pair(entry, at, scenarios, baseline)
    if entry["outcome"] not in registry.outcomes:
        near = nearest(entry["outcome"], registry.outcomes)
        yield _at(at, "outcome").unknown("unknown_outcome", entry["outcome"], near=near)
    kinds = [name for name in KINDS if name in entry]
    if not kinds:
        yield at.problem("claim_of_nothing", allowed=", ".join(KINDS))
    elif len(kinds) > 1:
        yield _at(at, kinds[1]).problem("either_or", came=kinds[0], other=kinds[1])
    else:
        yield from _wrong_region(kinds[0], entry[kinds[0]], _at(at, kinds[0]))


def _wrong_pair(entry: Mapping[str, Any], at: At, scenarios: Sequence[str], baseline: str) -> Iterator[Problem]:
    """Yield what is wrong with the two scenarios of a claim."""
    for key in ("scenario", "against"):
        if scenarios and key in entry and _id(entry[key]) not in scenarios:
            near = nearest(_id(entry[key]), scenarios)
            yield _at(at, key).unknown("claim_scenario", entry[key], allowed=", ".join(scenarios), near=near)
    if "against" not in entry and not baseline and scenarios:
        yield at.problem("missing_key", came="against")
    elif _id(entry["scenario"]) == (_id(entry["against"]) if "against" in entry else baseline):
        others = [name for name in scenarios if name != _id(entry["scenario"])]
        values = {"came": _id(entry["scenario"]), "allowed": ", ".join(others) or "-"}
        yield _at(at, "against" if "against" in entry else "scenario").problem("claim_of_itself", **values)


def _wrong_region(kind: str, value: Any, at: At) -> Iterator[Problem]:
    if kind in ("higher", "lower") and value is not True:
        other = "lower" if kind == "higher" else "higher"
        yield at.problem("claim_not_true", came=f"{kind}: false", kind=kind, other=other)
    elif kind == "between" and not (len(value) == 2 and value[0] < value[1]):
        yield at.problem("claim_between", came=show(value))


def _at(at: At, key: str) -> At:
    return At(at.document, (*at.place, key))
