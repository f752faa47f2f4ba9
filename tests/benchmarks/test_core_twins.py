"""The village core, the fused loop and plain Mesa follow the same rules: to the count, to 1e-9, and by statistics.

Plain Mesa draws from its own stream, so it is compared over replications: for each of the ten series the mean over the
dekads of a run, core less Mesa, summed over villages and divided by its standard error (the variance of the core's own
replications, village by village). Two-sided at one per cent for all ten series together (Bonferroni) is |z| < 3.29.
"""

import mesa
import numpy as np
import pytest
from strategies import STATUS_QUO, county_of, village

from model.parameters import behaviour
from model.settings import Programme
from tests.benchmarks.core import SERIES, Core, ration
from tests.benchmarks.fused import Fused
from tests.benchmarks.people import lived_in
from tests.benchmarks.plain_mesa import PlainVillages, Villager

COUNTS = ("open", "new", "settled", "passed_up", "cash")
LIMIT = 3.29
DEKADS = 54
CORE_RUNS, MESA_RUNS = 80, 8
QUARRELSOME = {"disputes.base": 0.004, "economy.market_sd": 0.01}
"""Seven times the usual quarrels, so that fewer runs suffice, and calm markets, so that income shows other rules."""
SHORT_POINTS = Programme(policy="points", levers={"point_value": 10.0, "annual_budget": 5000.0})
PROGRAMMES = (*STATUS_QUO, Programme(policy="household_linkage"), SHORT_POINTS)
"""With so small a budget for dear points, rationing is put to work."""


@pytest.fixture(scope="module")
def core():
    """Return five quarrelsome villages of 200 to 520 people under linkage and a points scheme short of money."""
    villages = (village(name, people) for name, people in zip("甲乙丙丁戊", (200, 280, 360, 440, 520), strict=True))
    return Core.from_world(lived_in(county_of(*villages, years=4, programmes=PROGRAMMES, behaviour=QUARRELSOME)))


@pytest.fixture(scope="module")
def core_means(core):
    """Return the mean of every series by replication of the core, shaped (replications, series, villages)."""
    return np.stack([core.clone(seed).run(DEKADS).mean(axis=0) for seed in range(1000, 1000 + CORE_RUNS)])


def plain_means(core, runs=MESA_RUNS):
    """Return the same of plain Mesa."""
    return np.stack([PlainVillages(core, seed).run(DEKADS).mean(axis=0) for seed in range(2000, 2000 + runs)])


@pytest.fixture(scope="module")
def mesa_means(core):
    return plain_means(core)


def scores(core_means, other_means):
    """Return the z of every series."""
    difference = (core_means.mean(axis=0) - other_means.mean(axis=0)).sum(axis=1)
    error = core_means.var(axis=0, ddof=1).sum(axis=1) * (1.0 / len(core_means) + 1.0 / len(other_means))
    return dict(zip(SERIES, difference / np.sqrt(error), strict=True))


def test_the_fused_loop_gives_the_same_counts_and_floats_to_a_billionth(core):
    columns = core.clone()
    series, loop = columns.run(3 * DEKADS), Fused(core, 3 * DEKADS)
    fused = loop.run()
    for place, name in enumerate(SERIES):
        if name in COUNTS:
            assert np.array_equal(series[:, place], fused[:, place]), name
        else:
            np.testing.assert_allclose(fused[:, place], series[:, place], rtol=1e-9, atol=1e-9, err_msg=name)
    for name in ("trust", "grievance", "satisfaction", "lately", "habituation", "heard_trust"):
        people = np.concatenate([getattr(persons, name) for persons, *_ in loop.villages])
        np.testing.assert_allclose(people, getattr(columns.people, name), rtol=1e-9, atol=1e-9, err_msg=name)


def test_the_run_puts_every_rule_to_work(core):
    ran = core.clone()
    series = dict(zip(SERIES, ran.run(3 * DEKADS).sum(axis=(0, 2)), strict=True))
    assert min(series["settled"], series["passed_up"]) > 30
    assert len(np.unique(ran.disputes.level[: len(ran.disputes)])) == 4
    assert (ran.villages.funded < 1.0).any()
    assert ran.people.habituation.any()
    assert ran.homes.visited.any()


def test_villages_side_by_side_live_as_each_does_alone(core):
    together = core.clone().run(DEKADS)
    world = lived_in(
        county_of(
            *(village(name, people) for name, people in zip("甲乙丙", (200, 280, 360), strict=True)),
            programmes=PROGRAMMES, behaviour=QUARRELSOME, years=4,
        )
    )  # fmt: skip
    whole = Core.from_world(world).run(DEKADS)
    for number in range(3):
        assert np.array_equal(Core.from_world(world, [number]).run(DEKADS)[:, :, 0], whole[:, :, number]), number
    assert not np.array_equal(together[:, :, 0], together[:, :, 1])


def test_a_core_leaves_its_world_and_its_origin_as_they_were(core):
    before = core.people.trust.copy()
    core.clone(7).run(9)
    assert np.array_equal(core.people.trust, before)
    assert not np.array_equal(core.clone(7).run(9), core.clone(8).run(9))


def test_rations_are_whole_and_never_above_the_budget():
    asked, group = np.array([5, 5, 5, 0, 7]), np.array([0, 0, 0, 1, 1])
    given = ration(asked, group, np.array([15, 7]), np.array([10, 100]))
    assert given.tolist() == [3, 3, 3, 0, 7]


@pytest.mark.statistical
def test_plain_mesa_and_columns_agree_on_every_series(core_means, mesa_means):
    found = scores(core_means, mesa_means)
    assert {name: z for name, z in found.items() if not abs(z) < LIMIT} == {}


@pytest.mark.statistical
@pytest.mark.parametrize(
    ("changes", "moved"),
    [
        ({"mediation.intercept": -0.5}, "settled"),
        ({"mediation.pass_up": 0.7}, "passed_up"),
        ({"disputes.base": 0.005}, "new"),
        ({"contact.find_by_visit": 0.8}, "open"),
        ({"participation.neighbours": 2.1}, "participation"),
        ({"points.pull": 2.6}, "points"),
        ({"points.expiry": 0.35}, "points"),
        ({"opinion.gain_visit": 0.02}, "trust"),
        ({"opinion.imitation": 0.08}, "trust"),
        ({"opinion.open_hurt": 0.8}, "grievance"),
        ({"economy.pension": 170}, "income"),
    ],
)
def test_the_comparison_sees_a_rule_that_differs(core, mesa_means, changes, moved):
    other = core.clone()
    other.b = behaviour({**QUARRELSOME, **changes})
    means = np.stack([other.clone(seed).run(DEKADS).mean(axis=0) for seed in range(3000, 3000 + CORE_RUNS // 2)])
    assert abs(scores(means, mesa_means)[moved]) > LIMIT


@pytest.mark.statistical
def test_the_comparison_sees_a_twin_that_does_not_listen(core, core_means, monkeypatch):
    monkeypatch.setattr(Villager, "listen", lambda villager: None)
    deaf = plain_means(core, runs=2)
    assert max(abs(z) for z in scores(core_means, deaf).values()) > LIMIT


def test_plain_mesa_is_plain_mesa(core):
    twin = PlainVillages(core, 1)
    assert isinstance(twin, mesa.Model)
    assert len(twin.agents_by_type[Villager]) == len(core.people.key)
    assert twin.random.random() != PlainVillages(core, 2).random.random()
