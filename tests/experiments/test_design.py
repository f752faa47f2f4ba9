"""Designs: which rows there are, in the order that analyses rely on, and the same ones every time."""

from itertools import pairwise

import numpy as np
import pytest

from experiments.factors import Factor
from experiments.samplers import Recipe, count, draw
from model.errors import ParameterError

LEVER = Factor("points.value", "lever", 0.0, 10.0, group="points")
WHOLE = Factor("linkage.households", "lever", 1, 9, whole=True, group="linkage")
OTHER = Factor("points.visible", "lever", values=("low", "high"), group="points")
GUESS = Factor("trust.decay", "uncertainty", 0.0, 1.0, shape="triangular", mode=0.2, group="trust")
FACTORS = (LEVER, WHOLE, OTHER, GUESS)
SIZES = {"sobol": {"samples": 8}, "morris": {"trajectories": 5, "levels": 4}, "fast": {"samples": 65},
         "latin_hypercube": {"samples": 20}, "sobol_sequence": {"samples": 16}, "factorial": {"levels": 3},
         "one_at_a_time": {"levels": 3}}  # fmt: skip


def of(kind, *, factors=FACTORS, **changes):
    return draw(Recipe(kind, **{**SIZES[kind], **changes}), factors)


@pytest.mark.parametrize("kind", SIZES)
def test_a_recipe_gives_the_same_design_to_the_bit_and_as_many_rows_as_it_says(kind):
    recipe = Recipe(kind, **SIZES[kind])
    one, two = draw(recipe, FACTORS), draw(recipe, FACTORS)
    assert one.rows == count(recipe, FACTORS) == two.rows
    assert one.table == two.table
    assert one.places is None or one.places.tobytes() == two.places.tobytes()


@pytest.mark.parametrize("kind", ["sobol", "morris", "fast", "latin_hypercube", "sobol_sequence"])
def test_another_seed_gives_other_points(kind):
    assert not np.array_equal(of(kind).places, of(kind, seed=2).places)
    assert ((of(kind).places >= 0) & (of(kind).places <= 1)).all()


@pytest.mark.parametrize(("kind", "more"), [("sobol_sequence", {"samples": 64}), ("morris", {"trajectories": 9})])
def test_more_of_the_same_goes_on_where_fewer_stopped(kind, more):
    few, many = of(kind, dummy=False), of(kind, dummy=False, **more)
    assert np.array_equal(few.places, many.places[: few.rows])


@pytest.mark.parametrize("groups", [False, True])
def test_a_sobol_design_of_more_samples_holds_every_point_of_the_smaller_one(groups):
    few, many = of("sobol", groups=groups), of("sobol", groups=groups, samples=32)
    block = 8 * (2 + len(few.groups))
    assert np.array_equal(few.places[:block], many.places[:block])
    assert {row.tobytes() for row in few.places} <= {row.tobytes() for row in many.places}


@pytest.mark.parametrize(("groups", "second"), [(False, False), (True, False), (False, True), (True, True)])
def test_the_rows_of_a_sobol_design_are_a_ab_ba_b_then_levers_apart_then_other_luck(groups, second):
    design = of("sobol", groups=groups, second_order=second)
    names = [factor.group if groups else factor.name for factor in FACTORS]
    steps = len(design.groups)
    assert design.groups == tuple(dict.fromkeys(names))
    a_sample = 2 + steps * (1 + second)
    whole = design.places[: 8 * a_sample].reshape(8, a_sample, len(FACTORS))
    first, last = whole[:, 0], whole[:, -1]
    for place, group in enumerate(design.groups):
        mine = np.array([name == group for name in names])
        assert np.array_equal(whole[:, 1 + place], np.where(mine, last, first))
        if second:
            assert np.array_equal(whole[:, 1 + steps + place], np.where(mine, first, last))
    apart, again = design.places[8 * a_sample :][:8], design.places[8 * a_sample :][8:]
    levers = [factor.kind == "lever" for factor in FACTORS]
    assert design.kinds
    assert np.array_equal(apart, np.where(levers, last, first))
    assert np.array_equal(again, first)
    assert design.luck.tolist() == [0] * (8 * a_sample + 8) + [1] * 8


def test_a_design_of_one_kind_of_factor_has_no_rows_that_split_kinds():
    design = of("sobol", factors=(LEVER, WHOLE), dummy=False)
    assert not design.kinds
    assert design.rows == 8 * 4
    assert not design.luck.any()
    assert design.dummy == ""


def test_sobol_indices_of_a_known_function_come_out_of_the_rows():
    from SALib.analyze import sobol

    wave = tuple(Factor(name, "condition", -np.pi, np.pi) for name in "abc")
    design = of("sobol", factors=wave, samples=1024, dummy=False)
    found = np.array([list(design.row(i).values()) for i in range(design.rows)]).T
    result = np.sin(found[0]) + 7 * np.sin(found[1]) ** 2 + 0.1 * found[2] ** 4 * np.sin(found[0])
    problem = {"num_vars": 3, "names": list("abc"), "bounds": [[-np.pi, np.pi]] * 3}
    indices = sobol.analyze(problem, result, calc_second_order=False, seed=np.random.default_rng(1))
    assert indices["ST"] == pytest.approx([0.558, 0.442, 0.244], abs=0.05)
    assert indices["S1"] == pytest.approx([0.314, 0.442, 0.0], abs=0.05)


@pytest.mark.parametrize("groups", [False, True])
def test_a_morris_trajectory_moves_every_group_once_along_the_grid(groups):
    design = of("morris", groups=groups)
    names = [factor.group if groups else factor.name for factor in FACTORS]
    steps = len(design.groups)
    whole = design.places[: 5 * (steps + 1)].reshape(5, steps + 1, len(FACTORS))
    for path in whole:
        moved = [frozenset(np.array(names)[np.flatnonzero(b != a)]) for a, b in pairwise(path)]
        assert sorted(moved, key=sorted) == [frozenset([group]) for group in sorted(design.groups)]
    assert set(np.unique(whole)) <= {0.0, 1 / 3, 2 / 3, 1.0}
    assert np.array_equal(design.places[5 * (steps + 1) :], whole[:, 0])
    assert design.luck.tolist() == [0] * (5 * (steps + 1)) + [1] * 5


def test_a_fast_design_has_a_curve_a_factor_and_one_for_the_dummy():
    design, bare = of("fast"), of("fast", dummy=False)
    assert (design.places.shape, design.dummy) == ((65 * 5, 5), "column")
    assert (bare.places.shape, bare.dummy) == ((65 * 4, 4), "")
    assert set(design.row(0)) == {factor.name for factor in FACTORS}


def test_a_latin_hypercube_has_one_point_in_every_slice_of_every_factor():
    slices = np.sort((of("latin_hypercube").places * 20).astype(int), axis=0)
    assert np.array_equal(slices, np.tile(np.arange(20)[:, None], 4))


def test_a_latin_hypercube_too_large_to_be_spread_is_still_one():
    slices = np.sort((of("latin_hypercube", samples=3000).places * 3000).astype(int), axis=0)
    assert np.array_equal(slices, np.tile(np.arange(3000)[:, None], 4))


def test_a_factorial_design_holds_every_combination_once():
    design = of("factorial")
    assert design.rows == 3 * 3 * 2 * 3 == len(set(design.table))
    assert design.row(0) == {LEVER.name: 0.0, WHOLE.name: 1, OTHER.name: "low", GUESS.name: 0.0}
    assert {row[1] for row in design.table} == {1, 5, 9}


def test_one_at_a_time_leaves_the_others_as_the_scenario_has_them():
    design = of("one_at_a_time")
    rows = [design.row(i) for i in range(design.rows)]
    assert rows[0] == {}
    assert all(len(row) == 1 for row in rows[1:])
    assert [row[OTHER.name] for row in rows if OTHER.name in row] == ["low", "high"]


def test_one_at_a_time_of_another_model_keeps_the_others_at_rest():
    design = of("one_at_a_time", middle=True)
    rows = [design.row(i) for i in range(design.rows)]
    rest = {factor.name: factor.middle for factor in FACTORS}
    assert rows[0] == rest
    assert all(sum(row[name] != rest[name] for name in rest) <= 1 for row in rows)


def test_replications_are_one_row_without_values():
    design = draw(Recipe("replications"), ())
    assert (design.rows, design.row(0), design.groups, design.luck_of(0)) == (1, {}, (), 0)


def test_a_listed_design_leaves_out_its_blanks():
    design = draw(Recipe("csv", table=((1.0, None), (None, 4))), (LEVER, WHOLE))
    assert [design.row(i) for i in range(2)] == [{LEVER.name: 1.0}, {WHOLE.name: 4}]


@pytest.mark.parametrize(
    ("kind", "changes", "code", "values"),
    [
        ("sobol", {"samples": 100}, "design_not_a_power", {"low": 64, "high": 128}),
        ("sobol_sequence", {"samples": 5}, "design_not_a_power", {"low": 4, "high": 8}),
        ("fast", {"samples": 64}, "design_too_few", {"low": 65}),
        ("morris", {"levels": 5}, "design_not_even", {"low": 4, "high": 6}),
        ("factorial", {"levels": 100_000}, "design_too_big", {"factors": 4}),
        ("latin_hypercube", {"samples": 10_000_000}, "design_too_big", {"high": 5_000_000}),
    ],
)
def test_designs_that_cannot_be_drawn_say_what_could(kind, changes, code, values):
    with pytest.raises(ParameterError) as caught:
        of(kind, **changes)
    (problem,) = caught.value.problems
    assert problem.code == code
    assert problem.values.items() >= values.items()
