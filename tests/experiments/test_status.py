"""Status and verification of a store that holds another experiment than the county."""

import sqlite3

from toy_world import toy

from experiments.status import status
from experiments.study import DesignPoint, FunctionExperiment, Study
from experiments.verify import verify


def test_any_experiment_has_a_status_and_is_verified(tmp_path):
    point = DesignPoint("only", {"raise_by": 0.1, "unbuildable": [3]})
    Study([point], out=tmp_path, replications=4, experiment=FunctionExperiment(toy)).run(workers=1)
    found = status(tmp_path)
    counts = [len(members) for members in (found.pending, found.done, found.failed, found.stale)]
    assert counts == [0, 3, 1, 0]
    (trouble,) = found.troubles
    assert (trouble.stage, trouble.member.seed, trouble.error) == ("building", 3, "ValueError: no village for seed 3")
    assert "toy" in trouble.replay
    again = verify(tmp_path)
    assert (again.checked, again.equal, again.differences) == (3, 3, [])


def test_a_value_that_was_tampered_with_is_named(tmp_path):
    point = DesignPoint("only", {"raise_by": 0.1})
    Study([point], out=tmp_path, replications=2, experiment=FunctionExperiment(toy)).run(workers=1)
    with sqlite3.connect(tmp_path / "study.sqlite") as store:
        store.execute(
            "UPDATE outcome_rows SET value = value + 1e-9 WHERE run = 2"
            " AND outcome = (SELECT id FROM names WHERE name = 'purse')"
        )
    store.close()
    found = verify(tmp_path)
    assert (found.checked, found.equal) == (2, 1)
    assert [(wrong.outcome, wrong.place) for wrong in found.differences] == [("purse", "")]
