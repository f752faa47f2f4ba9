"""The patterns a credible model shows: each holds with stated power, and vanishes when its mechanism is off."""

import re
from collections.abc import Iterable
from functools import cache
from pathlib import Path

import pytest
from all_claims import ASSUMED, CLAIMS, NOT_SHOWN
from verdict import judge

from model.evidence import SOURCES

pytestmark = pytest.mark.statistical

BY_NAME = {claim.name: claim for claim in CLAIMS}
ABLATIONS = [claim.name for claim in CLAIMS if claim.off is not None or claim.ablated is not None]


def by_length(names: Iterable[str]) -> list:
    """Return names as parameters; the claims read out of the sources take minutes and are run by `make patterns`."""
    return [pytest.param(name, marks=pytest.mark.long if name.startswith("pt") else ()) for name in names]


@cache
def measured(name: str) -> list[float]:
    return BY_NAME[name].differences()


@pytest.mark.parametrize("name", by_length(BY_NAME))
def test_the_pattern_holds(name):
    claim = BY_NAME[name]
    verdict = judge(measured(name), claim.expects, claim.asked, claim.ceiling)
    assert verdict.holds, f"{claim.says} {verdict}"


@pytest.mark.parametrize("name", by_length(ABLATIONS))
def test_the_pattern_vanishes_without_its_mechanism(name):
    claim = BY_NAME[name]
    verdict = judge(claim.differences(off=True), "nothing", claim.margin)
    assert verdict.holds, f"{claim.says} Without its mechanism: {verdict}"
    assert claim.margin < abs(judge(measured(name), claim.expects, claim.asked).mean)


def test_every_pattern_of_the_sources_is_labelled():
    labelled = {name.partition(" ")[0] for name in (*BY_NAME, *ASSUMED, *(claim.name for claim in NOT_SHOWN))}
    known = {key for key in SOURCES if re.fullmatch(r"pt\d\d", key)}
    assert len(known) == 46
    assert known - labelled == set()


def test_the_page_tells_what_the_claims_say():
    page = (Path(__file__).parents[2] / "docs" / "patterns_of_the_sources.md").read_text(encoding="utf-8")
    shown, _, rest = page.partition("\n## Assumed")
    assumed, _, missed = rest.partition("\n## Not shown")
    told = [set(re.findall(r"^\| (pt\d\d)\b", part, re.MULTILINE)) for part in (shown, assumed, missed)]
    read = {key for key in SOURCES if re.fullmatch(r"pt\d\d", key)}
    assert set.union(*told) == read
    assert told[1] == {name.partition(" ")[0] for name in ASSUMED}
    assert told[2] == {claim.pattern for claim in NOT_SHOWN if claim.pattern in read}
    emergent = {claim.pattern for claim in CLAIMS if claim.name in ABLATIONS and claim.pattern in read}
    assert told[0] >= emergent - told[1]
