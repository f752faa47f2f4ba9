"""``import xiangzhi as xz``: a sorted, importable, light front door."""

import subprocess
import sys

import pytest

import xiangzhi as xz
from model.errors import StoreError


def test_the_public_names_are_sorted_and_all_importable():
    assert xz.__all__ == sorted(xz.__all__)
    assert len(set(xz.__all__)) == len(xz.__all__)
    assert set(xz.__all__) == set(xz._HOMES)
    for name in xz.__all__:
        assert getattr(xz, name) is not None
    assert dir(xz) == xz.__all__


def test_the_front_door_is_light():
    code = "import sys, xiangzhi; assert not {'numpy', 'pandas', 'mesa', 'pydantic'} & set(sys.modules)"
    subprocess.run([sys.executable, "-c", code], check=True)


def test_an_unknown_name_is_an_attribute_error():
    with pytest.raises(AttributeError, match="comprae"):
        xz.comprae  # noqa: B018 - the access is the test


def test_a_run_is_a_pure_function_of_scenario_and_seed(county):
    first, again, other = (xz.run("village.yaml", seed=seed) for seed in (5, 5, 6))
    assert repr(first.values()) == repr(again.values())
    assert first.values() != other.values()
    assert len(first.village_ids) == 2
    assert first.series_dates == sorted(first.series_dates)
    assert first.ends == "2025-01-01"


def test_a_burned_in_county_is_never_altered(county):
    from experiments.run import burn_in, run

    settings = xz.load_scenario("village_points.yaml").settings
    burned = burn_in(settings, 3)
    people = burned.join().people
    before = {column.name: getattr(people, column.name).copy() for column in people.columns}
    results = [run(settings, 3, burned=burned) for _ in range(2)] + [run(settings, 3)]
    assert len({repr(result.values()) for result in results}) == 1
    assert all((before[name] == getattr(people, name)).all() for name in before)


def test_events_from_python_are_there_or_said_to_be_missing(county):
    pair = ["village.yaml", "village_points.yaml"]
    with pytest.raises(StoreError, match="events=True"):
        _ = xz.compare(pair, replications=1, workers=1).disputes
    comparison = xz.compare(pair, replications=1, workers=1, events=True)
    assert set(comparison.requests["scenario"]) == {"village", "village_points"}
    assert list(comparison.disputes.columns[:4]) == ["scenario", "replication", "seed", "number"]


def test_a_comparison_from_python(county):
    comparison = xz.compare(["village.yaml", "village_points.yaml"], replications=2, seed=4, workers=1)
    assert comparison.baseline == "village"
    assert set(comparison.effects["scenario"]) == {"village_points"}
    assert sorted(comparison.outcomes["seed"].unique()) == [4, 5]
    assert len(comparison.findings("zh")) == len(comparison.findings("en")) > 0
    assert comparison.chart("zh").axes
    assert comparison.store == comparison.folder / "study.sqlite"
    assert str(comparison.folder) == "results/village"
    saved = comparison.save("elsewhere", "zh")
    assert {path.name for path in saved} >= {"effects.csv", "effects.xlsx", "effects_forest.png", "effects_forest.svg"}
    assert all(path.is_file() for path in saved)
