"""Scenario discovery: finds a planted box, finds nothing where there is nothing, and says how sure it is."""

import numpy as np
import pytest

from analysis.discovery import Target, discover, ranges
from experiments.design import Design
from experiments.factors import Factor
from experiments.samplers import Recipe, draw
from model.errors import ParameterError

FACTORS = (
    Factor("funds", "lever", 0, 200_000, unit="yuan"),
    Factor("migrants", "uncertainty", 0.2, 0.8, unit="share"),
    *(Factor(f"other{j}", "uncertainty") for j in range(6)),
)
REACH = Target("resolution_rate", "at_least", 0.8)


def hypercube(samples=256, seed=1, factors=FACTORS):
    return draw(Recipe("latin_hypercube", samples=samples, seed=seed), factors)


def columns(design, name):
    return np.array([design.row(row)[name] for row in range(design.rows)])


def planted(design, replications=4, seed=1, sd=0.03):
    """Return a rate that is 0.9, but 0.7 where funds are below 60,000 and more than half of the people are away."""
    inside = (columns(design, "funds") < 60_000) & (columns(design, "migrants") > 0.5)
    luck = np.random.default_rng(seed).normal(0, sd, (design.rows, replications))
    return np.where(inside, 0.7, 0.9)[:, None] + luck


def test_the_planted_box_is_found_in_real_units():
    design = hypercube()
    found = discover(design, planted(design), REACH)
    assert found.better_than_chance
    assert found.accuracy > 0.95
    assert len(found.boxes) == 1
    box = found.boxes[0]
    limits = {limit.factor: limit for limit in box.limits}
    assert set(limits) == {"funds", "migrants"}
    assert limits["funds"].low is None
    assert limits["funds"].high == pytest.approx(60_000, abs=4_000)
    assert limits["migrants"].low == pytest.approx(0.5, abs=0.02)
    assert limits["migrants"].high is None
    assert box.count == box.missed
    assert box.density == 1.0
    assert 0.85 < box.low < box.density
    assert box.coverage == pytest.approx(1.0, abs=0.05)


def test_a_ceiling_is_a_target_too():
    design = hypercube()
    found = discover(design, 1 - planted(design), Target("petitions", "at_most", 0.2))
    assert {limit.factor for limit in found.boxes[0].limits} == {"funds", "migrants"}


@pytest.mark.statistical
def test_where_there_is_nothing_a_rule_is_hardly_ever_found():
    called, studies = 0, 25
    for seed in range(1, studies + 1):
        design = hypercube(100, seed)
        luck = np.random.default_rng(seed).normal(size=(100, 1))
        found = discover(design, luck, Target("luck", "at_least", -0.7), seed=seed)
        called += found.better_than_chance
        assert found.better_than_chance == bool(found.boxes)
    assert called <= 0.1 * studies


def test_points_near_the_threshold_are_counted():
    design = hypercube(64)
    values = planted(design, sd=0.0)
    values[:5] = 0.80 + np.array([-0.01, 0.03, -0.01, 0.03])  # mean 0.81, standard error 0.0115
    found = discover(design, values, REACH)
    assert found.near == 5
    assert discover(design, values[:, 0], REACH).near is None


def test_failed_runs_are_left_out_and_said():
    design = hypercube()
    values = planted(design)
    values[7, 2] = np.nan
    found = discover(design, values, REACH)
    assert found.dropped == (7,)
    assert found.count == 255


def test_a_target_that_is_never_or_always_missed_is_a_result():
    design = hypercube(64)
    never = discover(design, np.full(64, 0.9), REACH)
    always = discover(design, np.full(64, 0.1), REACH)
    assert (never.missed, never.boxes, always.missed, always.boxes) == (0, (), 64, ())


def test_too_few_points_are_refused_with_what_to_do():
    design = hypercube(24)
    with pytest.raises(ParameterError, match="24 complete points came"):
        discover(design, np.linspace(0, 1, 24), REACH)
    design = hypercube(64)
    with pytest.raises(ParameterError, match="of which 3 miss the target"):
        discover(design, np.r_[np.zeros(3), np.ones(61)], REACH)


def test_a_study_without_factors_is_refused():
    with pytest.raises(ParameterError, match="add `factors:`"):
        discover(Design("replications", (), table=((),), base=1), np.zeros((1, 5)), REACH)


def test_words_are_limits_too():
    rng = np.random.default_rng(2)
    words = rng.choice(["vote", "lot", "none"], 120).tolist()
    numbers = rng.uniform(0, 1, 120).tolist()
    factors = (Factor("way", "lever"), Factor("x", "lever"))
    design = Design("csv", factors, table=tuple(zip(words, numbers, strict=True)), base=120)
    values = np.where([word == "none" for word in words], 0.7, 0.9) + rng.normal(0, 0.01, 120)
    box = discover(design, values, REACH).boxes[0]
    assert [(limit.factor, limit.words) for limit in box.limits] == [("way", ("none",))]
    assert ranges(design, ["way", "x"])["way"] == tuple(dict.fromkeys(words))


def test_rows_of_a_saltelli_design_that_share_coordinates_do_not_foretell_each_other():
    design = draw(Recipe("sobol", samples=64), FACTORS)
    found = discover(design, planted(design), REACH)
    assert found.count == 128
    assert {limit.factor for limit in found.boxes[0].limits} == {"funds", "migrants"}


def test_the_same_seed_gives_the_same_boxes():
    design = hypercube(128)
    values = planted(design, sd=0.2)
    assert discover(design, values, REACH, seed=4) == discover(design, values, REACH, seed=4)
