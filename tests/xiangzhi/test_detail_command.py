"""``compare``, ``demo`` and ``sweep`` keep what runs saw, or leave it out, as they are told."""

import json
import sqlite3
from functools import partial

import pytest

import xiangzhi as xz
from experiments.store import Store
from model.detail import PARTS
from model.errors import StoreError
from xiangzhi.comparison import plan

pytestmark = pytest.mark.usefixtures("undrawn")
PAIR = ("village.yaml", "village_points.yaml")
STUDY = """\
title: {zh: 小试, en: A try}
scenarios: [village.yaml, village_points.yaml]
baseline: village
outcomes: [participation_rate]
"""


def keepers(folder):
    """Return how many runs a store has, and how many of them with their detail."""
    with Store.open(folder / "study.sqlite") as store:
        return len(store.done()), len(store.done(detail=True))


def test_compare_keeps_detail_unless_it_is_told_not_to(call, county):
    compare = partial(call, "compare", *PAIR, "-r", 1, "-w", 1, "-o", "out", "--json")
    plain = json.loads(compare("--no-detail").stdout)
    assert keepers(county / "out") == (2, 0)
    told = json.loads(compare().stdout)
    assert keepers(county / "out") == (2, 2)
    assert (plain["runs"]["new"], told["runs"]["new"]) == (2, 2)
    assert told["effects"] == plain["effects"]
    assert json.loads(compare("--no-detail").stdout)["runs"] == {"new": 0, "reused": 2, "stale": 0}
    assert keepers(county / "out") == (2, 2)


def test_a_comparison_gives_its_detail_as_frames(county):
    found = xz.compare(PAIR, replications=2, workers=1, out=county / "out")
    people = found.detail("people")
    assert list(people.columns) == ["scenario", "replication", "seed", *PARTS["people"]]
    assert people["scenario"].unique().tolist() == ["village", "village_points"]
    assert sorted(people["replication"].unique()) == [0, 1]
    keys = [set(held["key"]) for _, held in people.groupby("scenario")]
    assert keys[0] == keys[1]
    rates = found.outcomes.query("outcome == 'public_cost_per_head' and village == ''").set_index(["scenario", "seed"])
    money = found.detail("money").query("account in ('grants', 'county')").groupby(["scenario", "seed"])["yuan"].sum()
    sizes = found.detail("sizes").pivot(index=["scenario", "seed"], columns="name", values="value")
    spent = money / sizes["registered"] / sizes["years"]
    assert spent.to_dict() == pytest.approx(rates["value"].to_dict(), rel=1e-9)
    with pytest.raises(StoreError, match="did you mean 'money'"):
        found.detail("monye")


def test_a_comparison_without_detail_gives_empty_frames(county):
    found = xz.compare(PAIR, replications=1, workers=1, out=county / "out", detail=False)
    assert found.detail("people").empty
    assert list(found.detail("hours").columns) == ["scenario", "replication", "seed", *PARTS["hours"]]


def test_the_forecast_of_a_comparison_counts_detail(county):
    small, large = (plan(PAIR, out=county / "out", detail=detail).forecast(1).megabytes for detail in (False, True))
    assert large > small


def test_verify_names_a_detail_that_was_changed(call, county):
    call("compare", *PAIR, "-r", 1, "-w", 1, "-o", "out", "--quiet")
    with sqlite3.connect(county / "out" / "study.sqlite") as store:
        rows = store.execute("SELECT run, data FROM details WHERE part = 'people' ORDER BY run").fetchall()
        store.execute("UPDATE details SET data = ? WHERE run = ? AND part = 'people'", (rows[0][1], rows[1][0]))
    store.close()
    assert rows[0][1] != rows[1][1]
    told = call("verify", "out", "-n", 0)
    assert told.exit_code == 1
    assert "2 runs run again, 1 equal to the last bit" in told.stdout
    assert "people.income" in told.stdout
    assert "people.income" in call("verify", "out", "-n", 0, "--lang", "zh").stdout


@pytest.mark.parametrize("words", [("compare", *PAIR), ("demo",)])
def test_the_option_stands_in_the_help_of_commands_that_keep_detail(call, words):
    told = " ".join(call(words[0], "--help").stdout.split())
    assert "--detail / --no-detail" in told
    assert "[default: detail]" in told
    assert "明细" in told


def test_sweep_keeps_detail_where_it_is_asked_for(call, county):
    (county / "try.yaml").write_text(STUDY, encoding="utf-8")
    sweep = partial(call, "sweep", "try.yaml", "-r", 1, "-w", 1, "--quiet")
    assert sweep().exit_code == 0
    assert keepers(county / "results" / "try") == (2, 0)
    assert sweep("--detail").exit_code == 0
    assert keepers(county / "results" / "try") == (2, 2)


def test_another_model_has_no_detail(call, county):
    (county / "toy.py").write_text("def toy(point, seed):\n    return {'y': point['x'] + seed}\n", encoding="utf-8")
    text = "title: {zh: 玩具, en: Toy}\nmodel: toy.py:toy\nconditions: {x: [1, 2]}\n"
    (county / "toy.yaml").write_text(text, encoding="utf-8")
    told = call("sweep", "toy.yaml", "-w", 1, "--quiet", "--detail")
    assert told.exit_code == 2
    assert "leave --detail out" in told.stderr
    assert not (county / "results").exists()
    assert call("sweep", "toy.yaml", "-w", 1, "--quiet").exit_code == 0
