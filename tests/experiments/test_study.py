"""A study: only what is missing is run, and the answer never depends on how or when."""

import os
import signal
import sqlite3
import subprocess
import sys
import time
from pathlib import Path

import pytest
from tiny_settings import SETTINGS
from toy_world import plain, toy

from experiments.store import Store
from experiments.study import DesignPoint, FunctionExperiment, Progress, Study, replay_line

HERE = Path(__file__).parent


def study(
    out: Path, changes: dict | None = None, *, names: str = "abc", replications: int = 4, base_seed: int = 1
) -> Study:
    points = [
        DesignPoint(name, {"raise_by": raise_by, "people": 50, **(changes or {})})
        for name, raise_by in zip("abc", (0.1, 0.2, 0.3), strict=True)
        if name in names
    ]
    points.sort(key=lambda point: names.index(point.id))
    return Study(
        points,
        out=out,
        replications=replications,
        base_seed=base_seed,
        baseline="a",
        experiment=FunctionExperiment(toy),
    )


def content(out: Path) -> list[tuple]:
    """Return every value of a store by scenario and replication, without times."""
    with sqlite3.connect(out / "study.sqlite") as reader:
        rows = reader.execute(
            "SELECT m.scenario, m.replication, m.seed, m.fingerprint, o.outcome, o.village, o.value FROM members m"
            " JOIN outcomes o ON o.run = m.fingerprint UNION ALL"
            " SELECT m.scenario, m.replication, m.seed, m.fingerprint, s.outcome, s.period, s.value FROM members m"
            " JOIN series s ON s.run = m.fingerprint"
        ).fetchall()
    reader.close()
    return sorted(rows, key=repr)


def test_replications_are_different_runs_on_the_same_seeds_for_every_scenario(tmp_path):
    study(tmp_path, base_seed=7).run(workers=1)
    with Store.open(tmp_path / "study.sqlite") as store:
        frame = store.outcomes_frame("seed 7").query("outcome == 'trust' and village == ''")
    seeds = frame.groupby("scenario")["seed"].apply(list)
    assert seeds.tolist() == [[7, 8, 9, 10]] * 3
    assert frame["value"].nunique() == 12


def test_calling_again_runs_nothing_and_more_costs_only_itself(tmp_path):
    log = tmp_path / "log"
    wanted = {"log": str(log)}
    assert study(tmp_path, wanted, names="ab").run(workers=1).ran == 8
    assert study(tmp_path, wanted, names="ab").run(workers=1).ran == 0
    summary = study(tmp_path, wanted, names="cab", replications=5).run(workers=1)
    assert (summary.ran, summary.reused) == (2 + 5, 8)
    assert len(log.read_text().splitlines()) == 15


def test_scenarios_that_resolve_alike_share_one_run(tmp_path):
    twins = [DesignPoint(name, {"raise_by": 0.1}) for name in ("first", "second")]
    shared = Study(twins, out=tmp_path, replications=3, baseline="first", experiment=FunctionExperiment(toy))
    assert shared.run(workers=1).ran == 3
    with Store.open(tmp_path / "study.sqlite") as store:
        assert store.outcomes_frame("seed 1").groupby("scenario").size().tolist() == [15, 15]


def test_the_same_bits_with_one_and_two_workers_and_in_another_order(tmp_path):
    study(tmp_path / "one").run(workers=1)
    study(tmp_path / "two", names="cab").run(workers=2)
    assert content(tmp_path / "one") == content(tmp_path / "two")
    assert len(content(tmp_path / "one")) == 12 * 9


def test_the_same_bits_after_kill_9_half_way_and_a_second_call(tmp_path):
    script = (
        f"import sys; sys.path[:0] = [{str(HERE)!r}]\n"
        "if __name__ == '__main__':\n"
        "    from pathlib import Path\n"
        "    from test_study import study\n"
        f"    study(Path({str(tmp_path / 'killed')!r}), {{'seconds': 0.05}}, replications=20).run(workers=2)\n"
    )
    (tmp_path / "start.py").write_text(script)
    process = subprocess.Popen([sys.executable, str(tmp_path / "start.py")], cwd=tmp_path)
    done = 0
    while done < 10:
        assert process.poll() is None
        time.sleep(0.02)
        if (tmp_path / "killed" / "study.sqlite").is_file():
            with sqlite3.connect(tmp_path / "killed" / "study.sqlite", timeout=10) as reader:
                tables = reader.execute("SELECT count(*) FROM sqlite_master WHERE name = 'runs'").fetchone()[0]
                done = reader.execute("SELECT count(*) FROM runs").fetchone()[0] if tables else 0
            reader.close()
    os.kill(process.pid, signal.SIGKILL)
    process.wait()
    summary = study(tmp_path / "killed", {"seconds": 0.05}, replications=20).run(workers=1)
    assert 0 < summary.ran <= 50
    assert summary.ran + summary.reused == 60
    study(tmp_path / "whole", {"seconds": 0.05}, replications=20).run(workers=2)
    assert content(tmp_path / "killed") == content(tmp_path / "whole")
    assert [path.name for path in (tmp_path / "killed").iterdir()] == ["study.sqlite"]


def test_failed_runs_are_rows_with_a_replay_line_and_are_tried_again(tmp_path):
    summary = study(tmp_path, {"unbuildable": [2]}, names="ab").run(workers=2)
    assert (summary.ran, summary.failed) == (8, 2)
    with Store.open(tmp_path / "study.sqlite") as store:
        failures = store.failures("seed 1")
        assert len(store.outcomes_frame("seed 1")["seed"].unique()) == 3
    assert failures["stage"].tolist() == ["building"] * 2
    assert failures["seed"].tolist() == [2, 2]
    assert study(tmp_path, {"unbuildable": [2]}, names="ab").run(workers=1).ran == 2


def test_the_replay_line_of_a_function_runs_it_again(tmp_path):
    point = DesignPoint("point", {"a": 2})
    line = FunctionExperiment(plain).replay(point, 3)
    python = line.replace("python", sys.executable, 1)
    printed = subprocess.run(python, shell=True, cwd=HERE, capture_output=True, text=True, check=True).stdout
    assert printed == "{'sum': 5, 'product': 6}\n"


def test_a_replay_line_survives_a_shell():
    line = replay_line("my cases/a.yaml", 3, ["horizon.years=1"])
    assert line == "xiangzhi run 'my cases/a.yaml' --seed 3 --set horizon.years=1"


def test_runs_of_other_code_are_stale_and_never_served(tmp_path):
    first = study(tmp_path, names="ab")
    first.run(workers=1)
    second = study(tmp_path, names="ab")
    second.experiment.code = "a rule has changed"
    with Store.open(tmp_path / "study.sqlite") as store:
        assert len(second.stale(store)) == 8
    summary = second.run(workers=1)
    assert (summary.ran, summary.stale) == (8, 8)
    with Store.open(tmp_path / "study.sqlite") as store:
        assert len(store.done()) == 16
        assert len(store.outcomes_frame("seed 1").query("outcome == 'purse'")) == 8
    assert study(tmp_path, names="ab").run(workers=1).ran == 0


def test_progress_is_told_before_the_first_and_after_every_run(tmp_path):
    seen: list[Progress] = []
    study(tmp_path, {"unbuildable": [1]}, names="a", replications=3).run(workers=1, watch=seen.append)
    assert [(p.done, p.total) for p in seen] == [(0, 3), (1, 3), (2, 3), (3, 3)]
    assert seen[-1].failed == 1


def test_an_interruption_keeps_what_is_done(tmp_path):
    def stop(progress: Progress) -> None:
        if progress.done == 5:
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        study(tmp_path).run(workers=2, watch=stop)
    assert study(tmp_path).run(workers=1).ran == 7


def test_a_file_that_a_kill_left_empty_is_no_store_yet(tmp_path):
    (tmp_path / "study.sqlite").touch()
    begun = study(tmp_path, names="a", replications=2)
    assert len(begun.stored().pending) == 2
    assert begun.run(workers=1).ran == 2


def test_a_file_saved_after_the_start_gets_no_fingerprint_of_older_code(tmp_path, monkeypatch):
    begun = Study([DesignPoint("tiny", SETTINGS)], out=tmp_path, replications=1)
    for module in ("study", "fingerprint"):
        monkeypatch.setattr(f"experiments.{module}.code_state", lambda *_: "edited since", raising=False)
    begun.run(runner=lambda _function, _jobs: (report for report in ()))
    with Store.open(tmp_path / "study.sqlite") as store:
        assert store.code_of("edited since") is None
        assert store.code_of(begun.experiment.state) == begun.experiment.code
