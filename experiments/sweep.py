"""From a study file to the study that runs it."""

from collections.abc import Mapping
from dataclasses import replace
from functools import partial
from hashlib import sha256
from pathlib import Path
from typing import TYPE_CHECKING, Any

from experiments.fingerprint import code_state, settings_fingerprint
from experiments.study import CountyExperiment, DesignPoint, Experiment, FunctionExperiment, Study
from model.errors import ParameterError, Problem

if TYPE_CHECKING:
    from experiments.models import ModelFunction
    from experiments.study_file import PointPlan, StudySpec


class ModelExperiment(FunctionExperiment):
    """Any other model that a study file names."""

    def __init__(self, model: "ModelFunction", folder: Path) -> None:
        self.function = model
        self.code = model.code
        self._model, self._folder = model, folder

    @property
    def record(self) -> Mapping[str, Any]:
        """What the study file says of the model."""
        model = self._model
        return {
            "model": model.spec, "steps": model.steps, "outcomes": list(model.outcomes), "folder": str(self._folder)
        }  # fmt: skip

    def replay(self, point: DesignPoint, seed: int) -> str:
        """Return the ``xiangzhi run`` command of one run."""
        return self._model.replay(point.settled, seed)


def study_of(spec: "StudySpec", out: Path, *, detail: bool = False) -> Study:
    """Return the study of a study file, to be kept in the folder ``out``; ``detail`` as for `Study`.

    Raises
    ------
    ParameterError
        The model that the file names cannot be loaded, or detail is asked of another model than the county.
    """
    if detail and spec.model is not None:
        raise ParameterError(Problem("detail_other_model", {"came": spec.model}, key="--detail"))
    folder = spec.path.resolve().parent
    experiment: Experiment = CountyExperiment(detail=detail)
    if spec.model is not None:
        from experiments.models import load_model

        model = load_model(spec.model, steps=spec.steps, outcomes=spec.outcomes, folder=folder)
        model.check(factor.name for factor in spec.factors)
        experiment = ModelExperiment(model, folder)
    return Study(
        [_point(spec, plan) for plan in spec.points],
        out=out,
        replications=spec.replications,
        base_seed=spec.seed,
        baseline=spec.baseline,
        experiment=experiment,
        detail=detail,
        name=spec.id,
        outcomes=spec.outcomes,
        file=str(spec.path.resolve()),
        inputs=_inputs(spec),
        whole=True,
    )


def _point(spec: "StudySpec", plan: "PointPlan") -> DesignPoint:
    """Return a planned point; a county's settings, and what replays them, are made when they are wanted."""
    if plan.scenario is None:
        base = plan.id.partition("#")[0]
        return DesignPoint(plan.id, dict(plan.values), values=plan.values, base=base, row=plan.row, luck=plan.luck)
    shown = DesignPoint.of(plan.scenario)
    return replace(
        shown, id=plan.id, point=None, values=plan.values, base=plan.scenario.id, row=plan.row, luck=plan.luck,
        make=partial(spec.settings, plan), changes=partial(spec.overrides, plan),
    )  # fmt: skip


def _inputs(spec: "StudySpec") -> dict[str, Any]:
    """Return digests of all that the points are made from: while they stand still, so do the points."""
    paths = (spec.path.resolve(), *spec.files)
    files = {str(path): sha256(path.read_bytes()).hexdigest() for path in paths}
    scenarios = {
        scenario.id: (str(scenario.path), list(scenario.overrides), settings_fingerprint(scenario.settings))
        for scenario in spec.scenarios
    }
    # Another model has no part in the state of our own files.
    state = {"state": code_state()} if scenarios else {}
    return {**state, "files": files, "scenarios": scenarios, "overrides": list(spec.changes)}
