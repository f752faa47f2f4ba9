"""The patterns a credible model shows: each holds with stated power, and vanishes when its mechanism is off."""

from functools import cache

import pytest
from all_claims import CLAIMS
from verdict import judge

pytestmark = pytest.mark.statistical

BY_NAME = {claim.name: claim for claim in CLAIMS}
ABLATIONS = [claim.name for claim in CLAIMS if claim.off is not None or claim.ablated is not None]


@cache
def measured(name: str) -> list[float]:
    return BY_NAME[name].differences()


@pytest.mark.parametrize("name", BY_NAME)
def test_the_pattern_holds(name):
    claim = BY_NAME[name]
    verdict = judge(measured(name), claim.expects, claim.asked, claim.ceiling)
    assert verdict.holds, f"{claim.says} {verdict}"


@pytest.mark.parametrize("name", ABLATIONS)
def test_the_pattern_vanishes_without_its_mechanism(name):
    claim = BY_NAME[name]
    verdict = judge(claim.differences(off=True), "nothing", claim.margin)
    assert verdict.holds, f"{claim.says} Without its mechanism: {verdict}"
    assert claim.margin < abs(judge(measured(name), claim.expects, claim.asked).mean)
