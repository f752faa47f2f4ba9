"""The patterns a credible model shows: each holds with stated power, and vanishes when its mechanism is off."""

import pytest
from claims import CLAIMS, Claim
from verdict import judge

pytestmark = pytest.mark.statistical

ABLATIONS = tuple(claim for claim in CLAIMS if claim.off is not None or claim.ablated is not None)


def by_name(claim: Claim) -> str:
    return claim.name


@pytest.mark.parametrize("claim", CLAIMS, ids=by_name)
def test_the_pattern_holds(claim):
    verdict = judge(claim.differences(), claim.expects, claim.asked, claim.ceiling)
    assert verdict.holds, f"{claim.says} {verdict}"


@pytest.mark.parametrize("claim", ABLATIONS, ids=by_name)
def test_the_pattern_vanishes_without_its_mechanism(claim):
    verdict = judge(claim.differences(off=True), "nothing", claim.margin)
    assert verdict.holds, f"{claim.says} Without its mechanism: {verdict}"
    assert claim.margin < abs(judge(claim.differences(), claim.expects, claim.asked).mean)
