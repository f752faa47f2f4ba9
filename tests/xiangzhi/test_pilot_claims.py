"""The shipped claims about the pilot county: five true, five false, and too few replications to tell."""

import json

import pytest

from experiments.study_file import load_study

TRUE = ["holds"] * 5
FALSE = ["fails"] * 5


def test_ten_claims_about_seven_scenarios_of_the_pilot_county():
    spec = load_study("pilot_claims")
    assert len(spec.claims) == len(TRUE) + len(FALSE)
    assert {scenario.id for scenario in spec.scenarios} == {
        name for claim in spec.claims for name in (claim.scenario, claim.against)
    }
    assert {claim.kind for claim in spec.claims} == {"at_least", "at_most", "between", "higher"}
    assert all(claim.text["zh"] != claim.text["en"] for claim in spec.claims)


@pytest.mark.slow
@pytest.mark.timeout(1200)
def test_true_claims_hold_false_ones_fail_and_two_replications_do_not_tell(tmp_path, call):
    few = call("check", "pilot_claims", "-r", 2, "-w", 1, "-o", tmp_path, "--json")
    unsettled = [one for one in json.loads(few.stdout) if one["verdict"] == "inconclusive"]
    assert len(unsettled) >= 5
    assert all(2 < one["replications_needed"] <= 8 for one in unsettled)
    # As many as were said to be needed are fewer than the file asks for.
    enough = call("check", "pilot_claims", "-w", 1, "-o", tmp_path, "--json")
    assert [one["verdict"] for one in json.loads(enough.stdout)] == TRUE + FALSE
    assert enough.exit_code == 1
