"""Findings in words."""

import math
import re
from types import SimpleNamespace

import pandas as pd
import pytest

from analysis.effects import paired_effects
from analysis.sentences import assumption_counts, findings
from model.settings import Population, Programme, Settings


def effects(low: float, high: float, outcome: str = "participation_rate", replications: int = 10) -> pd.DataFrame:
    return pd.DataFrame(
        [{"scenario": "x", "outcome": outcome, "difference": (low + high) / 2, "low": low, "high": high,
          "replications": replications}]
    )  # fmt: skip


TITLES = {"x": {"en": "Ten households", "zh": "联系十户"}}


def say(registry, frame, lang, **more):
    return findings(frame, TITLES, lang, registry=registry, **more)[0]


def test_a_rise(registry):
    frame, counts = effects(0.012, 0.034), {"x": (3, 5)}
    assert say(registry, frame, "en", assumptions=counts) == (
        "“Ten households” raises the participation rate by 1.2 to 3.4 percentage points; "
        "3 of its 5 assumptions are grade D."
    )
    assert say(registry, frame, "zh", assumptions=counts) == (
        "“联系十户”使村民参与率提高 1.2 至 3.4 个百分点；其 5 项假设中有 3 项为 D 级。"
    )


def test_a_fall_is_given_from_small_to_large(registry):
    frame = effects(-310.4, -120.0, "disposable_income")
    assert say(registry, frame, "en") == (
        "“Ten households” lowers disposable income by 120 to 310 yuan of 2024 a head and year."
    )
    assert say(registry, frame, "zh") == "“联系十户”使人均可支配收入降低 120 至 310 元/人·年（2024年价）。"


def test_an_interval_around_zero_tells_no_difference(registry):
    frame = effects(-0.004, 0.011)
    assert "no difference in the participation rate can be told from zero (−0.4 to +1.1 percentage points)" in say(
        registry, frame, "en"
    )
    assert "与零无法区分（−0.4 至 +1.1 个百分点）" in say(registry, frame, "zh")


def test_an_interval_that_touches_zero_is_not_a_finding(registry):
    assert "told from zero" in say(registry, effects(0.0, 0.02), "en")


def test_exactly_no_change(registry):
    assert "leaves the participation rate exactly as it was" in say(registry, effects(0.0, 0.0), "en")
    assert "没有改变村民参与率" in say(registry, effects(0.0, 0.0), "zh")


def test_one_replication(registry):
    frame = effects(math.nan, math.nan, replications=1).assign(difference=0.021)
    assert "one replication shows a difference of +2.1 percentage points" in say(registry, frame, "en")
    assert "无法给出区间" in say(registry, frame, "zh")


def test_nothing_to_compare(registry):
    frame = effects(math.nan, math.nan, replications=0)
    assert "could not be compared" in say(registry, frame, "en")


@pytest.mark.parametrize(
    ("counts", "english", "chinese"),
    [
        ((0, 4), "0 of its 4 assumptions are grade D", "其 4 项假设中有 0 项为 D 级"),
        ((1, 4), "1 of its 4 assumptions is grade D", "其 4 项假设中有 1 项为 D 级"),
        ((1, 1), "its only assumption is grade D", "其唯一一项假设为 D 级"),
        ((0, 1), "its only assumption is better than grade D", "其唯一一项假设高于 D 级"),
        ((0, 0), "it rests on no assumption of its own", "没有自身的假设"),
    ],
)
def test_grammar_of_counts(registry, counts, english, chinese):
    frame = effects(0.01, 0.02)
    assert say(registry, frame, "en", assumptions={"x": counts}).endswith(f"; {english}.")
    assert say(registry, frame, "zh", assumptions={"x": counts}).endswith(f"；{chinese}。")


def test_a_small_effect_keeps_a_digit(registry):
    assert "by 0.020 to 0.040 percentage points" in say(registry, effects(0.0002, 0.0004), "en")


def test_one_sentence_a_headline_and_scenario(registry, outcomes_frame, titles):
    frame = paired_effects(outcomes_frame, "pilot_county", registry)
    for lang in ("en", "zh"):
        sentences = findings(frame, titles, lang, registry=registry)
        assert len(sentences) == 8 * 3
        assert len(set(sentences)) == len(sentences)
    assert not any(re.search(r"[A-Za-z]{2}", sentence) for sentence in sentences)


def test_assumptions_are_counted_beyond_the_baseline():
    def lever(grade):
        return SimpleNamespace(grade=grade)

    policies = {
        "fund": SimpleNamespace(levers=(lever("A"),)),
        "points": SimpleNamespace(levers=(lever("D"), lever("B"))),
    }
    passports = {"participation.neighbours": SimpleNamespace(grade="D")}
    fund = Programme(policy="fund")
    base = Settings(population=Population(villages=()), programmes=(fund,))
    scenario = base.model_copy(
        update={"programmes": (fund, Programme(policy="points")), "behaviour": {"participation.neighbours": 1.5}}
    )
    assert assumption_counts(scenario, base, policies, passports) == (2, 3)
    assert assumption_counts(base, base, policies, passports) == (0, 0)
