"""``run``, ``compare``, ``status``, ``verify`` and ``demo`` on a tiny county."""

import json
import math
import os
import sqlite3
import subprocess
import sys
from pathlib import Path

import pytest

from experiments.study import Study
from scenarios import shipped

pytestmark = pytest.mark.usefixtures("undrawn")
PAIR = ("village.yaml", "village_points.yaml")


def counts(result) -> dict:
    """Return how many places of a study are in which state."""
    return {name: answer(result)[name] for name in ("pending", "done", "failed", "stale")}


def answer(result, exit_code: int = 0):
    assert result.exit_code == exit_code, result.output
    return json.loads(result.stdout)


def test_run_prints_the_contract(call, county):
    found = answer(call("run", "village.yaml", "--seed", 3, "--json"))
    assert {"scenario", "seed", "fingerprint", "outcomes", "seconds"} <= set(found)
    assert (found["scenario"], found["seed"]) == ("village", 3)
    assert {"dispute_resolution_rate", "participation_rate", "disposable_income"} <= set(found["outcomes"])
    assert all(set(outcome) == {"value", "unit"} for outcome in found["outcomes"].values())
    assert all(o["value"] is None or math.isfinite(o["value"]) for o in found["outcomes"].values())


def test_a_changed_value_is_another_run(call, county):
    plain = answer(call("run", "village.yaml", "--json"))
    changed = answer(call("run", "village.yaml", "--json", "--set", "world_seed=9"))
    assert plain["fingerprint"] != changed["fingerprint"]
    assert plain["outcomes"] != changed["outcomes"]


@pytest.mark.parametrize(("lang", "words"), [("en", "Small village, seed 2"), ("zh", "小村，种子 2")])
def test_run_prints_a_table_for_people(call, county, lang, words):
    result = call("run", "village.yaml", "--seed", 2, "--lang", lang)
    assert result.exit_code == 0
    assert words in result.stdout


def test_run_tells_where_the_time_goes(call, county):
    from experiments.profile import CALLS
    from model.schedule import SCHEDULE

    found = answer(call("run", "village.yaml", "--json", "--profile"))
    assert list(found["profile"]) == [phase.name for phase in SCHEDULE]
    assert sum(found["profile"].values()) > 0
    assert {"hotline", "operating_fund"} <= set(found["policies"])
    assert "points" not in found["policies"]
    assert all(set(calls) == set(CALLS) for calls in found["policies"].values())


def test_a_profiled_run_has_the_outcomes_of_any_other(call, county):
    plain, profiled = (answer(call("run", "village_points.yaml", "--json", *words)) for words in ((), ("--profile",)))
    assert profiled["outcomes"] == plain["outcomes"]
    assert "points" in profiled["policies"]


@pytest.mark.parametrize(("lang", "words"), [("en", ("ms a dekad", "the step")), ("zh", ("毫秒/旬", "整旬合计"))])
def test_the_profile_is_a_table_of_phases_and_one_of_policies(call, county, lang, words):
    from model.schedule import SCHEDULE

    shown = call("run", "village_points.yaml", "--profile", "--lang", lang).stdout
    assert all(word in shown for word in words)
    assert all(f"\n  {phase.name} " in shown for phase in SCHEDULE)
    assert all(f"\n  {policy} " in shown for policy in ("hotline", "operating_fund", "points"))
    assert "100.0%" in shown


def test_a_run_that_fails_says_where_and_how_to_see_it_again(call, county, monkeypatch):
    import experiments.run

    monkeypatch.setattr(experiments.run, "measure", lambda _world: 1 / 0)
    result = call("run", "village.yaml", "--seed", 7, "--json")
    assert result.exit_code == 1
    assert result.stdout == ""
    assert "failed while measuring: ZeroDivisionError: division by zero" in result.stderr
    assert "xiangzhi run village.yaml --seed 7" in result.stderr


def test_compare_prints_the_contract_and_writes_its_folder(call, county):
    found = answer(call("compare", *PAIR, "-r", 2, "-w", 1, "-o", "out", "--json"))
    assert {"baseline", "replications", "effects", "failed", "store"} <= set(found)
    assert (found["baseline"], found["replications"], found["failed"]) == ("village", 2, 0)
    assert Path(found["store"]) == Path("out", "study.sqlite")
    for row in found["effects"]:
        assert list(row)[:11] == [
            "scenario", "outcome", "unit", "better", "baseline", "mean", "difference", "low", "high",
            "share_better", "unpaired_over_paired",
        ]  # fmt: skip
    names = {path.relative_to(county / "out").as_posix() for path in (county / "out").rglob("*") if path.is_file()}
    assert names == {"study.sqlite", "effects.csv", "effects.xlsx"}
    assert (county / "out" / "effects.csv").read_bytes().startswith(b"\xef\xbb\xbf")


def test_compare_runs_only_what_is_missing_and_gives_the_same_numbers(call, county):
    first = answer(call("compare", *PAIR, "-r", 2, "-w", 1, "-o", "one", "--json"))
    again = answer(call("compare", *reversed(PAIR), "-r", 2, "-w", 1, "-o", "one", "--json"))
    more = answer(call("compare", *PAIR, "-r", 3, "-w", 2, "-o", "one", "--json"))
    other = answer(call("compare", *reversed(PAIR), "-r", 3, "-w", 2, "-o", "two", "--json"))
    assert [first["runs"]["new"], again["runs"]["new"], more["runs"]["new"]] == [4, 0, 2]
    assert first["effects"] == again["effects"]
    assert more["effects"] == other["effects"]


def test_compare_stores_every_dispute_and_request_on_request(call, county):
    first = answer(call("compare", *PAIR, "-r", 1, "-w", 1, "-o", "out", "--json"))
    again = answer(call("compare", *PAIR, "-r", 1, "-w", 1, "-o", "out", "--json", "--events"))
    assert (first["runs"]["new"], again["runs"]["new"]) == (2, 2)
    assert first["effects"] == again["effects"]
    with sqlite3.connect(county / "out" / "study.sqlite") as reader:
        stories = reader.execute(
            "SELECT village, arose, known, channel FROM requests WHERE done IS NOT NULL"
        ).fetchall()
    reader.close()
    assert stories
    assert all(arose <= known and channel for _, arose, known, channel in stories)


def test_a_policy_that_is_off_differs_by_exactly_nothing_though_it_really_ran(call, county):
    ways = {
        "levers": "{levers: off}",
        "share": "{where: {share: 0}}",
        "late": "{start: 2030-01-01}",
        "nowhere": "{where: {villages: []}}",
    }
    for way, policy in ways.items():
        (county / f"off_{way}.yaml").write_text(f"extends: village.yaml\npolicies:\n  points: {policy}\n")
    files = ["village.yaml", *(f"off_{way}.yaml" for way in ways)]
    found = answer(call("compare", *files, "-r", 2, "-w", 1, "--json"))
    assert found["runs"]["new"] == 10
    assert {row["scenario"] for row in found["effects"]} == {f"off_{way}" for way in ways}
    defined = [row for row in found["effects"] if row["difference"] is not None]
    assert defined
    for row in defined:
        interval = (0, 0) if row["replications"] == 2 else (None, None)
        assert (row["difference"], row["low"], row["high"]) == (0, *interval), row
        assert row["share_better"] == 0.5
        assert row["unpaired_over_paired"] is None


def test_compare_for_people_says_what_it_will_take_found_and_wrote(call, county):
    result = call("compare", *PAIR, "-r", 2, "-w", 1)
    assert result.exit_code == 0
    assert "4 runs to make (0 are stored)" in result.stderr
    assert "4 of 4 runs" in result.stderr
    assert "“Points”" in result.stdout
    assert "wrote to results/village" in result.stdout
    assert call("compare", *PAIR, "-r", 2, "-w", 1, "--quiet").stderr == ""


def test_failed_runs_do_not_keep_the_rest_from_being_written(call, county, monkeypatch):
    import experiments.run

    honest = experiments.run.measure

    def measure(world):
        if world.seed == 2 and any(programme.policy == "points" for programme in world.settings.programmes):
            raise OverflowError("too many points")
        return honest(world)

    monkeypatch.setattr(experiments.run, "measure", measure)
    result = call("compare", *PAIR, "-r", 3, "-w", 1, "-o", "out", "--json")
    found = answer(result, exit_code=1)
    assert found["failed"] == 1
    assert max(row["replications"] for row in found["effects"]) == 2
    assert "1 of 6 runs failed" in result.stderr
    assert "xiangzhi run village_points.yaml --seed 2" in result.stderr
    assert (county / "out" / "effects.xlsx").is_file()
    assert counts(call("status", "out", "--json")) == {"pending": 0, "done": 5, "failed": 1, "stale": 0}


def test_a_comparison_in_which_all_runs_failed_is_still_an_answer(call, county, monkeypatch):
    import experiments.run

    monkeypatch.setattr(experiments.run, "measure", lambda _world: 1 / 0)
    found = answer(call("compare", *PAIR, "-r", 1, "-w", 1, "--json"), exit_code=1)
    assert (found["effects"], found["failed"]) == ([], 2)


def test_the_baseline_is_the_one_all_others_extend_or_the_one_named(call, county):
    (county / "deeper.yaml").write_text("extends: village_points.yaml\n")
    options = ("-r", 1, "-w", 1, "--json")
    assert answer(call("compare", "deeper.yaml", *PAIR, *options))["baseline"] == "village"
    assert answer(call("compare", "deeper.yaml", *PAIR, *options, "--baseline", "deeper"))["baseline"] == "deeper"
    named = answer(call("compare", "deeper.yaml", *PAIR, *options, "--baseline", "village_points.yaml"))
    assert named["baseline"] == "village_points"


def test_what_cannot_be_compared_is_bad_input(call, county):
    (county / "other").mkdir()
    (county / "other" / "village.yaml").write_text("extends: ../village.yaml\n")
    (county / "apart.yaml").write_text("extends: status_quo\n")
    (county / "file").write_text("")
    wrong = {
        "two scenarios are called 'village'": ("village.yaml", "other/village.yaml"),
        "no baseline": ("village_points.yaml", "apart.yaml"),
        "the baseline 'vilage' is not among": (*PAIR, "--baseline", "vilage"),
        "did you mean 'village.yaml'": ("vilage.yaml", "village_points.yaml"),
        "cannot be opened or written": (*PAIR, "-o", "file/out"),
    }
    for words, given in wrong.items():
        for lang in ("en", "zh"):
            result = call("compare", *given, "-r", 1, "-w", 1, "--lang", lang)
            assert result.exit_code == 2, given
            assert result.stdout == ""
            assert (words in result.stderr) == (lang == "en"), result.stderr
    assert not (county / "results").exists()


def test_status_names_what_is_stale(call, county):
    call("compare", *PAIR, "-r", 2, "-w", 1, "-o", "out")
    assert counts(call("status", "out", "--json")) == {"pending": 0, "done": 4, "failed": 0, "stale": 0}
    text = (county / "village_points.yaml").read_text(encoding="utf-8")
    (county / "village_points.yaml").write_text(
        text.replace("points: {}", "points: {end: 2024-06-30}"), encoding="utf-8"
    )
    assert counts(call("status", "out", "--json")) == {"pending": 0, "done": 2, "failed": 0, "stale": 2}
    assert "stale: village_points, replications 0-1" in call("status", "out").stdout
    result = call("compare", *PAIR, "-r", 2, "-w", 1, "-o", "out")
    assert "2 stored runs are stale" in result.stderr
    assert counts(call("status", "out", "--json"))["stale"] == 0


def test_status_counts_what_is_still_to_run(call, county, monkeypatch):
    def stop(_self, store, pending, workers, watch):
        raise KeyboardInterrupt

    monkeypatch.setattr(Study, "_run_pending", stop)
    result = call("compare", *PAIR, "-r", 2, "-o", "out")
    assert result.exit_code == 130
    assert "kept in out/study.sqlite" in result.stderr
    assert "Traceback" not in result.stderr
    assert counts(call("status", "out", "--json")) == {"pending": 4, "done": 0, "failed": 0, "stale": 0}


def test_status_of_no_study_is_bad_input(call, county):
    result = call("status", "nowhere")
    assert result.exit_code == 2
    assert not (county / "nowhere").exists()


def test_verify_finds_equal_runs_equal_and_names_what_was_altered(call, county):
    call("compare", *PAIR, "-r", 2, "-w", 1, "-o", "out")
    found = answer(call("verify", "out", "-n", 0, "--json"))
    assert found == {"checked": 4, "equal": 4, "stale": 0, "differences": []}
    with sqlite3.connect(county / "out" / "study.sqlite") as store:
        (name,) = store.execute("SELECT id FROM names WHERE name = 'participation_rate'").fetchone()
        store.execute(
            "UPDATE outcome_rows SET value = value + 1e-12 WHERE outcome = ? AND village ="
            " (SELECT id FROM names WHERE name = '') AND run = (SELECT min(run) FROM outcome_rows)",
            (name,),
        )
    store.close()
    found = answer(call("verify", "out", "-n", 0, "--json"), exit_code=1)
    assert (found["checked"], found["equal"]) == (4, 3)
    (difference,) = found["differences"]
    assert (difference["outcome"], difference["place"]) == ("participation_rate", "")
    assert difference["stored"] != difference["again"]
    assert "participation_rate" in call("verify", "out", "-n", 0).stdout


def test_verify_asks_for_as_many_runs_as_wanted(call, county):
    call("compare", *PAIR, "-r", 2, "-w", 1, "-o", "out")
    assert answer(call("verify", "out", "-n", 1, "--json"))["checked"] == 1


def test_demo_runs_the_pilot_comparison_as_a_module_on_two_processes(county, monkeypatch):
    folder = county / "cases"
    folder.mkdir()
    (county / "village.yaml").rename(folder / "pilot_county.yaml")
    (folder / "pilot_county_points.yaml").write_text("extends: pilot_county.yaml\npolicies: {points: {}}\n")
    # The shipped county takes minutes; this start-up file puts the tiny one in its place.
    (county / "sitecustomize.py").write_text(
        "import scenarios.shipped as s\n"
        "found = [path for path in s.shipped_files() if not path.stem.startswith('pilot')]\n"
        f"s.shipped_files = lambda: (*found, *sorted(s.Path({str(folder)!r}).glob('*.yaml')))\n"
    )
    environment = {**os.environ, "PYTHONPATH": str(county)}
    command = [sys.executable, "-m", "xiangzhi", "demo", "-r", "2", "-w", "2"]
    done = subprocess.run(command, env=environment, cwd=county, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    assert "wrote to results/demo" in done.stdout
    assert (county / "results" / "demo" / "figures" / "effects_forest.png").is_file()


def test_demo_finds_the_shipped_cases():
    stems = [file.stem for file in shipped.shipped_files() if file.stem.startswith("pilot_county")]
    assert len(stems) == 9
    assert "pilot_county" in stems
