"""``check``: true, false and open claims about a tiny county, more replications, draws, sizes, wrong files."""

import json
from pathlib import Path

import pytest

from experiments.study_file import load_study

TRUE = """
  - {scenario: village_points, against: village, outcome: disposable_income, at_least: 3}
  - {scenario: village_points, outcome: worker_hours, between: [2, 3]}
  - {scenario: village_points, outcome: gini, lower: true}
  - {scenario: village_points, outcome: public_cost_per_head, at_most: 5, text: {zh: 积分很便宜, en: Points are cheap}}
  - {scenario: village, against: village_points, outcome: participation_rate, between: [-1, 1]}
"""
FALSE = """
  - {scenario: village_points, outcome: disposable_income, at_least: 7}
  - {scenario: village_points, outcome: worker_hours, lower: true}
  - {scenario: village_points, outcome: gini, higher: true}
  - {scenario: village_points, outcome: public_cost_per_head, between: [-1, 1]}
  - {scenario: village_points, outcome: worst_fifth_income, at_most: 0}
"""
OPEN = """
  - {scenario: village_points, outcome: disposable_income, at_least: 3.5}
"""
ROSTERS = """\
scenarios: [pilot_county, pilot_county_linkage]
claims:
  - {scenario: pilot_county_linkage, outcome: gini, lower: true}
"""
HEAD = """\
scenarios: [village.yaml, village_points.yaml]
settings: {population.villages.count: 1, horizon.burn_in_years: 0}
replications: 10
claims:"""


@pytest.fixture
def claims(county):
    """Give a function that writes a file of claims beside the two scenarios."""

    def write(*entries: str, head: str = HEAD) -> Path:
        file = county / "claims.yaml"
        file.write_text(head + "".join(entries), encoding="utf-8")
        return file

    return write


def verdicts(result, exit_code: int = 0):
    assert result.exit_code == exit_code, result.output
    return json.loads(result.stdout)


def test_five_true_and_five_false_claims_get_the_right_verdicts(claims, call):
    claims(TRUE, FALSE)
    found = verdicts(call("check", "claims.yaml", "--json", "-w", 1), exit_code=1)
    assert [one["verdict"] for one in found] == ["holds"] * 5 + ["fails"] * 5
    assert [one["replications_needed"] for one in found] == [None] * 10
    assert {one["replications"] for one in found} == {10}
    assert found[3]["claim"] == "Points are cheap"
    assert found[4]["unit"] == "percentage points"
    assert all(one["level"] >= 0.95 for one in found)
    # What is stored answers for part of the claims, and true ones alone give exit code 0.
    claims(TRUE)
    again = call("check", "claims.yaml", "-w", 1)
    assert again.exit_code == 0
    assert "0 runs to make (20 are stored)" in again.stderr
    assert "claims: 5; hold: 5, fail: 0, inconclusive: 0" in again.stdout


def test_too_few_replications_are_inconclusive_and_the_number_that_is_named_settles(claims, call):
    claims(OPEN)
    (few,) = verdicts(call("check", "claims.yaml", "--json", "-w", 1, "-r", 5))
    assert few["verdict"] == "inconclusive"
    needed = few["replications_needed"]
    assert 5 < needed < 30
    assert f"about {needed} replications would settle it" in few["evidence"]
    assert call("check", "claims.yaml", "-w", 1, "-r", 5, "--strict", "--quiet").exit_code == 1
    (enough,) = verdicts(call("check", "claims.yaml", "--json", "-w", 1, "-r", needed))
    assert (enough["verdict"], enough["replications"]) == ("holds", needed)


def test_one_replication_says_nothing_and_says_so(claims, call):
    claims(TRUE)
    found = verdicts(call("check", "claims.yaml", "--json", "-w", 1, "-r", 1))
    assert {(one["verdict"], one["replications_needed"]) for one in found} == {("inconclusive", None)}
    assert found[0]["interval"] == [None, None]
    assert "tell nothing of chance" in found[0]["evidence"]


def test_replications_are_doubled_until_all_is_settled_and_every_look_has_its_share(claims, call):
    claims(OPEN)
    (found,) = verdicts(call("check", "claims.yaml", "--json", "-w", 1, "-r", 5, "--most", 16))
    assert found["verdict"] == "holds"
    assert found["replications"] in (10, 16)
    assert found["level"] == pytest.approx(1 - 0.05 / 3)


def test_claims_are_judged_under_draws_of_behaviour_and_in_other_sizes(claims, call):
    uncertain = "uncertainties: {participation.neighbours: {}, participation.mobilised: {}}\n"
    claims(TRUE.split("\n", 2)[1], head=uncertain + HEAD + "\n")
    words = (
        "check",
        "claims.yaml",
        "-w",
        1,
        "-r",
        3,
        "--uncertainty",
        3,
        "--sizes",
        "--set",
        "settings.population.villages.count=2",
    )
    (found,) = verdicts(call(*words, "--json"))
    assert found["draws"]["draws"] == 3
    assert sum(found["draws"][word] for word in ("holds", "fails", "inconclusive")) == 3
    assert [one["size"] for one in found["sizes"]] == [0.5, 2.0]
    assert len({found["difference"], *(one["difference"] for one in found["sizes"])}) == 3
    told = call(*words, "--lang", "zh").stdout
    assert "在 3 组行为参数（共 2 个）中" in told
    assert "将 2 个村改为 4 个（规模的 2 倍）" in told
    assert "将 2 个村改为 1 个（规模的 0.5 倍）" in told
    stored = verdicts(call("status", "results/claims", "--json"))
    assert (stored["done"], stored["stale"], stored["failed"]) == (3 * 2 * (1 + 2 + 3), 0, 0)
    again = verdicts(call("verify", "results/claims", "-n", 4, "--seed", 3, "--json"))
    assert (again["checked"], again["equal"]) == (4, 4)


def test_people_read_verdicts_in_their_language(claims, call):
    claims(TRUE, FALSE)
    told = call("check", "claims.yaml", "-w", 1, "-r", 2, "--lang", "zh").stdout
    assert "积分，与小村相比：人均可支配收入的差异不低于 +3 元/年" in told
    assert "成立" in told
    assert "积分很便宜" in told
    assert "holds" not in told


def test_a_study_with_claims_is_still_a_study(claims, call):
    claims(TRUE)
    words = ("--json", "--quiet", "-w", 1, "-r", 1, "--set", "outcomes=[gini]")
    swept = verdicts(call("sweep", "claims.yaml", *words))
    assert (swept["points"], swept["failed"]) == (2, 0)
    assert "0 runs to make (2 are stored)" in call("check", "claims.yaml", "-w", 1, "-r", 1).stderr


def test_all_behaviour_parameters_may_be_uncertain_without_a_word_on_the_design(claims):
    spec = load_study(claims(OPEN, head="uncertainties: {'*': {}}\n" + HEAD))
    assert spec.design.kind == "latin_hypercube"
    assert len(spec.factors) > 100


WRONG = [
    ("{scenario: village_point, outcome: gini, lower: true}", "claims[0].scenario", "village_points"),
    ("{scenario: village_points, against: vilage, outcome: gini, lower: true}", "claims[0].against", "village"),
    ("{scenario: village_points, outcome: ginni, lower: true}", "claims[0].outcome", "gini"),
    ("{scenario: village_points, outcome: gini}", "claims[0]", "at_least"),
    ("{scenario: village_points, outcome: gini, lower: true, higher: true}", "claims[0].lower", "higher"),
    ("{scenario: village_points, outcome: gini, lower: false}", "claims[0].lower", "higher: true"),
    ("{scenario: village_points, outcome: gini, between: [1, -1]}", "claims[0].between", "[-1, 1]"),
    ("{scenario: village_points, outcome: gini, between: [1]}", "claims[0].between", "[-1, 1]"),
    ("{scenario: village_points, outcome: gini, at_least: two}", "claims[0].at_least", "two"),
    ("{scenario: village_points, outcome: gini, at_leest: 2}", "claims[0].at_leest", "at_least"),
    ("{scenario: village, outcome: gini, lower: true}", "claims[0].scenario", "village_points"),
    ("{outcome: gini, lower: true}", "claims[0].scenario", "scenario"),
]


@pytest.mark.parametrize(("entry", "key", "near"), WRONG)
def test_a_wrong_claim_is_named_with_file_line_and_what_is_allowed(claims, call, entry, key, near):
    claims(f"\n  - {entry}\n")
    english, chinese = (call("check", "claims.yaml", "--lang", lang) for lang in ("en", "zh"))
    assert (english.exit_code, chinese.exit_code) == (2, 2)
    assert f"claims.yaml:5: {key}: " in english.stderr
    assert near in english.stderr
    assert any("一" <= char <= "鿿" for char in chinese.stderr)


def test_several_wrong_claims_are_told_at_once(claims, call):
    claims("\n  - {scenario: villag, outcome: gini, lower: true}\n  - {scenario: village_points, outcome: gini}\n")
    told = call("check", "claims.yaml").stderr
    assert "claims.yaml:5: claims[0].scenario" in told
    assert "claims.yaml:6: claims[1]" in told


@pytest.mark.parametrize(
    ("head", "words", "said"),
    [
        ("scenarios: [village.yaml]\nclaims: []\n", (), "the file makes no claim"),
        (HEAD + OPEN, ("--uncertainty", 2), "names no behaviour parameter"),
        (HEAD + OPEN, ("--most", 4), "--most: came --most 4; allowed is 10 or more"),
        (ROSTERS, ("--sizes",), "come from a village list"),
        ("model: toys.py:luck\nclaims:" + OPEN, (), "'model' and 'claims' are both given"),
    ],
)  # fmt: skip
def test_what_cannot_be_checked_is_refused(claims, call, head, words, said):
    claims(head=head)
    result = call("check", "claims.yaml", *words)
    assert result.exit_code == 2
    assert said in result.stderr
