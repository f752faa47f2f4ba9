"""Sensitivity: right on functions with closed forms, honest about luck, failed runs and outcomes that never change."""

import math
import warnings

import numpy as np
import pytest
from scipy.stats import qmc, sobol_indices, uniform

from analysis.convergence import rank_stability
from analysis.sensitivity import analyse
from experiments.design import Design
from experiments.factors import Factor
from experiments.samplers import Recipe, draw
from model.errors import ParameterError

REAL = ("x1", "x2", "x3")
FACTORS = tuple(Factor(name, "uncertainty") for name in (*REAL, "null"))
ISHIGAMI_S1 = {"x1": 0.3139, "x2": 0.4424, "x3": 0.0, "null": 0.0}
ISHIGAMI_ST = {"x1": 0.5576, "x2": 0.4424, "x3": 0.2437, "null": 0.0}
G = np.array([0, 1, 4.5, 9, 99, 99, 99, 99])


def ishigami(places):
    x = np.pi * (2 * places - 1)
    return np.sin(x[:, 0]) + 7 * np.sin(x[:, 1]) ** 2 + 0.1 * x[:, 2] ** 4 * np.sin(x[:, 0])


def g_function(places):
    return np.prod((np.abs(4 * places[:, :8] - 2) + G) / (1 + G), axis=1)


def g_closed_form():
    parts = 1 / (3 * (1 + G) ** 2)
    total = np.prod(1 + parts) - 1
    return parts / total, parts * np.prod(1 + parts) / (1 + parts) / total


def sobol(samples, factors=FACTORS, *, seed=1, second_order=False, **more):
    return draw(Recipe("sobol", samples=samples, second_order=second_order, seed=seed, **more), factors)


def noisy(design, replications, keyed, seed, sd=1.0, function=ishigami):
    """Return Ishigami's values with luck that belongs to the point and seed, or to the seed alone."""
    rng = np.random.Generator(np.random.PCG64(seed))
    if keyed == "point":
        luck = rng.normal(0, sd, (design.rows, replications))
    else:
        luck = rng.normal(0, sd, (2, replications))[design.luck.astype(int) if len(design.luck) else 0]
    return function(design.places)[:, None] + luck


def by_factor(found, index, field="value"):
    return {item.factor: getattr(item, field) for item in found.of(index)}


def close(values, expected, within):
    return all(abs(values[name] - expected[name]) <= within for name in expected)


# closed forms


def test_ishigami_is_right():
    design = sobol(4096, second_order=True)
    found = analyse(design, ishigami(design.places))
    assert found.method == "sobol"
    assert found.n == 4096
    assert close(by_factor(found, "S1"), ISHIGAMI_S1, 0.02)
    assert close(by_factor(found, "ST"), ISHIGAMI_ST, 0.02)
    second = by_factor(found, "S2")
    assert len(second) == 6
    assert second["x1 × x3"] == pytest.approx(0.2437, abs=0.02)
    assert by_factor(found, "S2", "distinguishable") == {name: name == "x1 × x3" for name in second}


def test_g_function_is_right():
    factors = tuple(Factor(f"x{j}", "lever") for j in range(8))
    design = sobol(4096, factors)
    found = analyse(design, g_function(design.places))
    first, total = g_closed_form()
    assert np.abs(np.array([i.value for i in found.of("S1")]) - first).max() < 0.02
    assert np.abs(np.array([i.value for i in found.of("ST")]) - total).max() < 0.02


def test_scipy_finds_the_same():
    design = sobol(4096)
    found = analyse(design, ishigami(design.places))
    other = sobol_indices(func=lambda x: ishigami(x.T), n=4096, dists=[uniform()] * 4, rng=np.random.default_rng(1))
    for j, name in enumerate(by_factor(found, "S1")):
        assert by_factor(found, "S1")[name] == pytest.approx(other.first_order[j], abs=0.03)
        assert by_factor(found, "ST")[name] == pytest.approx(other.total_order[j], abs=0.03)


@pytest.mark.parametrize("replications", [1, 3])
def test_without_luck_values_are_those_of_salib_to_the_bit(replications):
    from SALib.analyze import sobol as salib

    design = sobol(64, second_order=True)
    values = np.repeat(ishigami(design.places)[:, None], replications, axis=1)
    found = analyse(design, values)
    problem = {"num_vars": 4, "names": list("abcd"), "bounds": [[0, 1]] * 4}
    theirs = salib.analyze(problem, values[: 64 * 10].mean(axis=1), num_resamples=2, seed=1)
    for index in ("S1", "ST"):
        assert [item.value for item in found.of(index)] == theirs[index].tolist()
    assert [item.value for item in found.of("S2")] == theirs["S2"][np.triu_indices(4, 1)].tolist()
    assert {item.floor for item in found.indices} == {0.0}


# luck


@pytest.mark.statistical
@pytest.mark.parametrize("keyed", ["point", "seed"])
@pytest.mark.parametrize("replications", [1, 4])
def test_a_factor_without_effect_is_hardly_ever_called_real_and_real_ones_are_found(keyed, replications):
    called, found_real, studies = 0, dict.fromkeys(REAL, 0), 200
    totals = []
    for seed in range(1, studies + 1):
        design = sobol(64, seed=seed)
        found = analyse(design, noisy(design, replications, keyed, seed), seed=seed, resamples=300)
        told = by_factor(found, "ST", "distinguishable")
        called += told["null"] or by_factor(found, "S1", "distinguishable")["null"]
        for name in REAL:
            found_real[name] += told[name]
        totals.append(list(by_factor(found, "ST").values()))
    assert called < 0.05 * studies
    assert min(found_real.values()) >= 0.9 * studies
    # No bias: the mean over studies is that of the closed form within its own error.
    assert np.abs(np.mean(totals, axis=0) - list(ISHIGAMI_ST.values())).max() < 0.025


@pytest.mark.parametrize("replications", [1, 4])
def test_luck_inflates_what_salib_says_and_not_what_is_shown(replications):
    design = sobol(1024)
    found = analyse(design, noisy(design, replications, "point", 3, sd=3.0))
    raw, shown, floor = (by_factor(found, "ST", field) for field in ("raw", "value", "floor"))
    assert raw["null"] > 0.1
    assert floor["null"] == pytest.approx(raw["null"], abs=0.05)
    assert close(shown, ISHIGAMI_ST, 0.1)
    assert not by_factor(found, "ST", "distinguishable")["null"]


def test_an_outcome_that_is_luck_alone_depends_on_nothing():
    design = sobol(256)
    luck = np.random.default_rng(4).normal(size=(design.rows, 3))
    found = analyse(design, luck)
    assert "mostly_luck" in found.notes
    assert not any(item.distinguishable for item in found.indices)
    assert found.noise > 0.9


@pytest.mark.statistical
def test_intervals_hold_the_truth_as_often_as_they_say():
    inside, studies = np.zeros(4), 200
    for seed in range(1, studies + 1):
        design = sobol(128, seed=seed)
        found = analyse(design, noisy(design, 2, "point", seed), seed=seed, resamples=300)
        inside += [item.low <= ISHIGAMI_ST[item.factor] <= item.high for item in found.of("ST")]
    # A Sobol' sequence is more even than the bootstrap believes, so intervals are rather too wide.
    assert (inside >= 0.9 * studies).all()


def test_without_a_floor_this_is_said():
    design = sobol(64, dummy=False)
    found = analyse(design, ishigami(design.places))
    assert "no_floor" in found.notes
    assert all(math.isnan(item.floor) for item in found.of("ST"))


def test_the_share_of_chance_is_right():
    design = sobol(1024)
    found = analyse(design, noisy(design, 8, "point", 5, sd=3.0))
    variance = 0.5 + 7**2 / 8 + 0.1 * np.pi**4 / 5 + 0.01 * np.pi**8 / 18
    assert found.noise == pytest.approx(9 / (9 + variance), abs=0.02)
    assert analyse(design, ishigami(design.places)).noise is None


# failed runs


@pytest.mark.parametrize("row", [0, 3, 5, "kinds", "luck"])
def test_one_failed_run_costs_its_base_sample_and_nothing_else(row):
    factors = (Factor("x1", "lever"), *FACTORS[1:])
    design = sobol(4096, factors)
    size = 6
    tails = {"kinds": 4096 * size + 17, "luck": 4096 * (size + 1) + 17}
    where = tails[row] if row in tails else 17 * size + row
    values = noisy(design, 2, "point", 6)
    values[where, 1] = np.nan
    found = analyse(design, values)
    assert found.dropped == (17,)
    assert found.n == 4095
    assert "dropped" in found.notes
    assert close(by_factor(found, "S1"), ISHIGAMI_S1, 0.03)
    assert close(by_factor(found, "ST"), ISHIGAMI_ST, 0.03)


def test_a_failed_run_without_luck_keeps_indices_within_two_hundredths():
    design = sobol(4096)
    values = ishigami(design.places)
    values[600] = np.nan
    found = analyse(design, values)
    assert found.dropped == (100,)
    assert close(by_factor(found, "S1"), ISHIGAMI_S1, 0.02)
    assert close(by_factor(found, "ST"), ISHIGAMI_ST, 0.02)


def test_too_few_complete_samples_are_refused_with_what_to_do():
    design = sobol(16)
    values = ishigami(design.places)
    values[: 6 * 10] = np.nan
    with pytest.raises(ParameterError, match=r"6 of 16 .* at least 8; run the failed points again"):
        analyse(design, values)


@pytest.mark.parametrize("values", [np.zeros(5), np.zeros((0, 2)), np.zeros((6 * 16 + 16, 0))])
def test_values_that_do_not_fit_the_design_are_refused(values):
    with pytest.raises(ParameterError, match="for a design of 112 rows"):
        analyse(sobol(16), values)


def test_methods_that_do_not_fit_are_refused():
    with pytest.raises(ParameterError, match="did you mean 'sobol'"):
        analyse(sobol(16), np.zeros(112), method="sobl")
    with pytest.raises(ParameterError, match=r"'morris' came for a design of kind 'sobol'.* kind morris"):
        analyse(sobol(16), np.zeros(112), method="morris")
    grid = Design("factorial", FACTORS[:1], table=((0.0,), (1.0,)), base=2)
    with pytest.raises(ParameterError, match="'factorial' came, which samples no ranges"):
        analyse(grid, np.zeros(2))


# constant outcomes


@pytest.mark.parametrize(
    "recipe",
    [
        Recipe("sobol", samples=16, second_order=True),
        Recipe("morris", trajectories=8, levels=4),
        Recipe("fast", samples=65),
        Recipe("latin_hypercube", samples=64),
    ],
)
def test_an_outcome_that_never_changes_is_a_result(recipe):
    design = draw(recipe, FACTORS)
    found = analyse(design, np.full((design.rows, 2), 0.3))
    assert "constant" in found.notes
    assert found.indices
    assert {(item.value, item.distinguishable) for item in found.indices} == {(0.0, False)}
    assert found.noise == 0.0


# Morris


def line(places):
    """Return a function with one strong, one weak, one curved factor and one without effect."""
    return 10 * places[:, 0] + 3 * places[:, 1] + 6 * (places[:, 2] - 0.5) ** 2


@pytest.mark.parametrize("keyed", ["point", "seed"])
@pytest.mark.parametrize("replications", [1, 4])
def test_morris_ranks_and_marks(keyed, replications):
    design = draw(Recipe("morris", trajectories=20, levels=4), FACTORS)
    found = analyse(design, noisy(design, replications, keyed, 7, sd=0.3, function=line))
    stars = by_factor(found, "mu_star")
    assert sorted(stars, key=stars.get, reverse=True) == ["x1", "x2", "x3", "null"]
    assert by_factor(found, "mu_star", "distinguishable") == {"x1": True, "x2": True, "x3": True, "null": False}
    assert stars["x1"] == pytest.approx(10, abs=0.5)
    assert stars["null"] <= by_factor(found, "mu_star", "raw")["null"] < 1
    assert by_factor(found, "mu", "distinguishable")["x3"] is False
    assert by_factor(found, "sigma", "distinguishable")["x3"] is True


@pytest.mark.statistical
@pytest.mark.parametrize("replications", [1, 2, 3])
def test_morris_hardly_ever_calls_luck_an_effect(replications):
    called, studies = 0, 200
    for seed in range(1, studies + 1):
        design = draw(Recipe("morris", trajectories=10, levels=4, seed=seed), FACTORS)
        values = noisy(design, replications, "point", seed, function=line)
        found = analyse(design, values, seed=seed, resamples=300)
        called += by_factor(found, "mu_star", "distinguishable")["null"]
    assert called < 0.05 * studies


def test_morris_without_luck_is_salib_and_finds_a_factor_that_acts_in_one_corner():
    from SALib.analyze import morris as salib

    design = draw(Recipe("morris", trajectories=12, levels=4), FACTORS)
    values = line(design.places) + (design.places[:, 3] == 0) * (design.places[:, 0] == 0)
    found = analyse(design, values)
    main = 12 * 5
    problem = {"num_vars": 4, "names": list("abcd"), "bounds": [[0, 1]] * 4}
    theirs = salib.analyze(problem, design.places[:main], values[:main], num_resamples=2, seed=1)
    for index in ("mu_star", "mu", "sigma"):
        assert [item.value for item in found.of(index)] == pytest.approx(np.asarray(theirs[index]).tolist(), abs=1e-12)
    assert by_factor(found, "mu_star", "distinguishable")["null"]


def test_morris_of_groups_has_no_direction():
    factors = (Factor("x1", "lever", group="a"), Factor("x2", "lever", group="a"), Factor("x3", "lever"), FACTORS[3])
    design = draw(Recipe("morris", trajectories=12, levels=4, groups=True), factors)
    found = analyse(design, line(design.places))
    assert list(by_factor(found, "mu_star")) == ["a", "x3", "null"]
    assert list(by_factor(found, "mu")) == ["x3", "null"]
    assert by_factor(found, "mu_star", "distinguishable") == {"a": True, "x3": True, "null": False}


def test_a_failed_run_costs_its_trajectory():
    design = draw(Recipe("morris", trajectories=12, levels=4), FACTORS)
    values = line(design.places)
    values[5 * 3 + 2] = np.nan
    values[12 * 5 + 7] = np.nan
    found = analyse(design, values)
    assert found.dropped == (3, 7)
    assert by_factor(found, "mu_star")["x1"] == pytest.approx(10)


# other methods


def hypercube(samples, factors=FACTORS, seed=1):
    return draw(Recipe("latin_hypercube", samples=samples, seed=seed), factors)


@pytest.mark.parametrize(("method", "index"), [("rbd_fast", "S1"), ("delta", "delta"), ("pawn", "pawn")])
def test_methods_of_given_data(method, index):
    design = hypercube(256)
    found = analyse(design, noisy(design, 2, "point", 8), method=method, resamples=100)
    told = by_factor(found, index, "distinguishable")
    assert told["x1"]
    assert told["x2"]
    assert not told["null"]
    assert found.n == 256
    if method == "rbd_fast":
        assert by_factor(found, "S1")["x2"] == pytest.approx(0.4424, abs=0.1)


@pytest.mark.statistical
@pytest.mark.parametrize("method", ["rbd_fast", "pawn"])
def test_given_data_hardly_ever_calls_luck_an_effect(method):
    called, studies = 0, 20
    for seed in range(1, studies + 1):
        design = hypercube(64, seed=seed)
        found = analyse(design, noisy(design, 1, "point", seed), method=method, seed=seed, resamples=10)
        called += found.indices[3].distinguishable
    assert called <= 0.05 * studies


def test_given_data_reads_a_saltelli_design_and_drops_rows():
    design = sobol(256)
    values = ishigami(design.places)
    values[[0, 1, 6 * 4 + 5]] = np.nan
    found = analyse(design, values, method="rbd_fast")
    assert found.n == 510
    assert found.dropped == (0, 29)
    assert by_factor(found, "S1", "distinguishable")["x2"]


def test_a_table_with_words_and_ties():
    rng = np.random.default_rng(3)
    words = rng.choice(["none", "some", "all"], 200).tolist()
    whole = rng.integers(1, 4, 200).tolist()
    design = Design("csv", FACTORS[:2], table=tuple(zip(words, whole, strict=True)), base=200)
    values = np.array([{"none": 0, "some": 1, "all": 2}[word] for word in words]) + rng.normal(0, 0.3, 200)
    for method in ("rbd_fast", "pawn"):
        told = [item.distinguishable for item in analyse(design, values, method=method, resamples=80).indices]
        assert told == [True, False], method


def test_fast_finds_what_matters_and_says_that_its_intervals_are_rough():
    design = draw(Recipe("fast", samples=1025), FACTORS)
    found = analyse(design, noisy(design, 4, "point", 9))
    assert close(by_factor(found, "S1"), ISHIGAMI_S1, 0.05)
    assert close(by_factor(found, "ST"), ISHIGAMI_ST, 0.06)
    assert not by_factor(found, "ST", "distinguishable")["null"]
    assert by_factor(found, "ST", "distinguishable")["x1"]
    assert "fast_interval" in found.notes


def test_fast_takes_luck_out():
    design = draw(Recipe("fast", samples=1025), FACTORS)
    found = analyse(design, noisy(design, 4, "point", 9, sd=6.0))
    raw, shown = by_factor(found, "ST", "raw"), by_factor(found, "ST")
    assert raw["null"] > 0.25
    assert abs(shown["null"]) < 0.15
    assert abs(shown["x1"] - ISHIGAMI_ST["x1"]) < abs(raw["x1"] - ISHIGAMI_ST["x1"])


def test_fast_loses_the_curve_of_a_failed_run_and_no_other():
    design = draw(Recipe("fast", samples=257), FACTORS)
    values = ishigami(design.places)
    values[257 + 5] = np.nan
    found = analyse(design, values)
    assert found.dropped == (1,)
    assert list(by_factor(found, "S1")) == ["x1", "x3", "null"]


def global_state():
    return np.random.get_state()[1].copy()  # noqa: NPY002


@pytest.mark.parametrize("method", ["rbd_fast", "delta", "pawn"])
def test_the_global_random_state_and_warnings_stay_as_they_were(method):
    design = hypercube(64)
    before, written, filters = global_state(), warnings.formatwarning, list(warnings.filters)
    analyse(design, ishigami(design.places), method=method, resamples=4)
    assert (global_state() == before).all()
    assert warnings.formatwarning is written
    assert warnings.filters == filters


@pytest.mark.parametrize("recipe", [Recipe("sobol", samples=64), Recipe("morris", trajectories=10, levels=4)])
def test_the_same_seed_gives_the_same_answer(recipe):
    design = draw(recipe, FACTORS)
    values = noisy(design, 2, "point", 10)
    assert analyse(design, values, seed=5).indices == analyse(design, values, seed=5).indices
    assert analyse(design, values, seed=5).indices != analyse(design, values, seed=6).indices


# convergence and split


def test_convergence_shows_a_quarter_a_half_and_the_whole():
    design = sobol(512)
    found = analyse(design, ishigami(design.places))
    frame = found.convergence
    assert list(frame.columns) == ["n", "factor", "index", "value", "low", "high"]
    assert sorted(frame["n"].unique()) == [128, 256, 512]
    widths = frame[frame["index"] == "ST"].assign(width=lambda f: f["high"] - f["low"]).groupby("n")["width"].max()
    assert widths.is_monotonic_decreasing
    whole = frame[(frame["n"] == 512) & (frame["index"] == "ST")].set_index("factor")["value"].to_dict()
    assert whole == by_factor(found, "ST")
    stable = rank_stability(frame).set_index(["index", "n"])
    assert stable.loc[("ST", 512), "tau"] == pytest.approx(1.0)
    assert stable.loc[("ST", 256), "same_first"]


def additive(places):
    """Return a function of two levers and two others whose variances are 36/12, 16/12 and, together, 144/144."""
    return 6 * places[:, 0] + 4 * places[:, 2] + 12 * (places[:, 1] - 0.5) * (places[:, 3] - 0.5)


MIXED = tuple(
    Factor(name, kind) for name, kind in zip("abcd", ("lever", "lever", "uncertainty", "condition"), strict=True)
)


def test_the_variance_is_shared_out():
    design = sobol(1024, MIXED)
    values = noisy(design, 6, "point", 11, sd=1.0, function=additive)
    found = analyse(design, values)
    total = 3 + 16 / 12 + 1 + 1
    expected = {"levers": 3 / total, "uncertainties": 16 / 12 / total, "interaction": 1 / total, "chance": 1 / total}
    assert set(found.split) == set(expected)
    assert close(found.split, expected, 0.03)
    assert sum(found.split.values()) == pytest.approx(1)
    for name, share in expected.items():
        low, high = found.split_ends[name]
        assert low <= share <= high
        assert high - low < 0.15


def test_luck_that_a_seed_brings_to_all_points_is_chance():
    design = sobol(256, MIXED)
    found = analyse(design, noisy(design, 40, "seed", 12, sd=1.0, function=additive))
    total = 3 + 16 / 12 + 1 + 1
    assert found.split["chance"] == pytest.approx(1 / total, abs=0.08)
    assert found.split_ends["chance"][1] - found.split_ends["chance"][0] > 0.05


def test_one_kind_of_factor_is_parted_from_chance_alone():
    design = hypercube(256)
    found = analyse(design, noisy(design, 4, "point", 13), method="rbd_fast")
    assert set(found.split) == {"uncertainties", "chance"}
    assert sum(found.split.values()) == pytest.approx(1)
    mixed = hypercube(256, MIXED)
    assert analyse(mixed, noisy(mixed, 4, "point", 13), method="rbd_fast").split is None
    assert analyse(design, ishigami(design.places), method="rbd_fast").split is None


def test_a_prefix_of_a_sobol_sequence_is_a_smaller_design():
    assert (sobol(64).places[: 6 * 32] == sobol(32).places[: 6 * 32]).all()
    assert (qmc.Sobol(3, rng=1).random(64)[:32] == qmc.Sobol(3, rng=1).random(32)).all()
