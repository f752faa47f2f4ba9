"""Status and verification of a store that holds another experiment than the county."""

import pytest
from toy_world import toy

from experiments.status import status
from experiments.study import DesignPoint, FunctionExperiment, Study
from experiments.verify import verify
from model.errors import StoreError


def test_any_experiment_has_a_status_but_only_the_county_is_verified(tmp_path):
    point = DesignPoint("only", {"raise_by": 0.1, "unbuildable": [3]})
    Study([point], out=tmp_path, replications=4, experiment=FunctionExperiment(toy)).run(workers=1)
    found = status(tmp_path)
    counts = [len(members) for members in (found.pending, found.done, found.failed, found.stale)]
    assert counts == [0, 3, 1, 0]
    with pytest.raises(StoreError, match="another experiment"):
        verify(tmp_path)
