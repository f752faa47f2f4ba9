"""``xiangzhi compare --uncertainty``: draws in the same store, found again, gone on with, and told."""

import json

import pytest

import xiangzhi as xz
from analysis.layers import LAYERS
from experiments.status import status
from experiments.store import FILE, Store
from experiments.verify import verify
from xiangzhi.layers import layers_of

FILES = ["village.yaml", "village_points.yaml"]


@pytest.fixture
def found(county, undrawn):
    return xz.compare(FILES, replications=2, workers=1, out="r", uncertainty=2)


def test_layers_are_kept_in_the_store_and_read_from_it(found, county):
    frame = found.layers
    assert set(frame["layer"]) == set(LAYERS)
    assert set(frame["scenario"]) == {"village_points"}
    assert set(frame.loc[frame["layer"] != "chance", "n"]) <= {0, 1, 2}
    chance = frame[frame["layer"] == "chance"].set_index("outcome")["difference"]
    assert chance.to_dict() == pytest.approx(found.effects.set_index("outcome")["difference"].to_dict(), nan_ok=True)
    again = layers_of(county / "r", 1)
    assert again.equals(frame)
    # Two plain runs of each scenario, four of behaviour, and two of levers: their baseline is the plain one.
    assert found.summary.ran == 10


def test_a_second_call_runs_nothing_and_more_draws_cost_only_themselves(found):
    again = xz.compare(FILES, replications=2, workers=1, out="r", uncertainty=2)
    assert (again.summary.ran, again.summary.reused, again.summary.stale) == (0, 10, 0)
    assert again.layers.equals(found.layers)
    more = xz.compare(FILES, replications=2, workers=1, out="r", uncertainty=3)
    # Behaviour: both scenarios; levers: both, for the third seed has no plain run yet.
    assert (more.summary.ran, more.summary.stale) == (4, 0)


def test_draws_are_verified_and_go_stale_with_their_files(found, county):
    assert verify(county / "r", count=0).equal == 10
    before = status(county / "r")
    assert (len(before.done), len(before.stale)) == (12, 0)
    file = county / "village_points.yaml"
    text = file.read_text(encoding="utf-8").replace("points: {}", "points: {levers: {point_value: 3}}")
    file.write_text(text, encoding="utf-8")
    after = status(county / "r")
    stale = {member.scenario for member in after.stale}
    assert stale == {"village_points", "village_points#0", "village_points#1"}


def test_draws_that_lost_their_files_are_what_was_stored(found, county):
    for name in FILES:
        (county / name).unlink()
    assert verify(county / "r", count=0).equal == 10


def test_a_comparison_without_draws_has_no_layers(county, undrawn):
    plain = xz.compare(FILES, replications=1, workers=1, out="r", detail=False)
    assert plain.layers is None
    assert layers_of(county / "r", 1) is None
    with Store.open(county / "r" / FILE) as store:
        assert store.studies() == ["seed 1"]


def test_failed_draws_are_told(county, undrawn, call, monkeypatch):
    from experiments.run import Simulator

    plain = Simulator.county

    def failing(self, settings, seed):
        if len(settings.behaviour) > 100 and seed == 2:
            raise ValueError("the river rose")
        return plain(self, settings, seed)

    monkeypatch.setattr(Simulator, "county", failing)
    told = call("compare", *FILES, "-r", 1, "-w", 1, "-o", "r", "--uncertainty", 2, "--json")
    assert told.exit_code == 1
    assert "village#1" in told.stderr
    result = json.loads(told.stdout)
    assert result["failed"] == 2
    counts = {row["layer"]: row["n"] for row in result["layers"] if row["outcome"] == "participation_rate"}
    assert counts == {"chance": 1, "behaviour": 1, "levers": 2}


@pytest.mark.parametrize(("lang", "words"), [("en", "Three layers of doubt"), ("zh", "三层不确定性")])
def test_the_screen_shows_the_layers_and_counts_all_runs(county, undrawn, call, lang, words):
    told = call("compare", *FILES, "-r", 1, "-w", 1, "-o", "r", "--uncertainty", 2, "--no-detail", "--lang", lang)
    assert told.exit_code == 0
    assert words in told.stdout
    assert "9" in told.stderr.splitlines()[0]
