"""A stored study found again: what is run, and what today's code and files make of its points."""

import json
from collections.abc import Callable, Mapping
from functools import partial
from hashlib import sha256
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING, Any

from experiments.fingerprint import code_fingerprint, code_state, function_fingerprint, settings_fingerprint
from experiments.store import ScenarioRow, Store, StudyRow
from model.errors import XiangzhiError

if TYPE_CHECKING:
    from experiments.engine import Function
    from experiments.study import Study
    from experiments.study_file import StudySpec
    from model.settings import Settings


def todays_code(store: Store, study: StudyRow) -> str | None:
    """Return the fingerprint that the code of a study has today; None where the code cannot be found."""
    if not study.experiment or "county" in study.experiment:
        return store.code_of(code_state()) or code_fingerprint()
    try:
        function = todays_function(study)
    except (XiangzhiError, ImportError, AttributeError, OSError, SyntaxError):
        return None
    code: str = getattr(function, "code", None) or function_fingerprint(function)
    return code


def todays_function(study: StudyRow) -> "Function":
    """Return the function of a study of any other model than the county.

    Raises
    ------
    XiangzhiError, ImportError, AttributeError
        It is not where it was.
    """
    record = study.experiment
    if "county" in record:
        from experiments.watch import Watcher

        return Watcher()
    if "model" in record:
        from experiments.models import load_model

        model: Function = load_model(
            record["model"], steps=record["steps"], outcomes=record["outcomes"], folder=Path(record["folder"])
        )
        return model
    found: Any = import_module(record["module"])
    for part in record["name"].split("."):
        found = getattr(found, part)
    function: Function = found() if record["called"] else found
    return function


def todays_settings(row: ScenarioRow) -> "Settings | None":
    """Return the settings that a stored scenario has today: from its file, or as stored where that cannot be read.

    None where the scenario is a point of some other experiment than the county.
    """
    from pydantic import ValidationError

    from model.settings import Settings
    from scenarios.load import load_scenario

    if row.path is not None and Path(row.path).is_file():
        try:
            settings: Settings = load_scenario(Path(row.path), overrides=row.overrides).settings
        except XiangzhiError:
            pass  # a file that is being edited says nothing about the runs that were made from it
        else:
            return settings
    try:
        return Settings.model_validate_json(json.dumps(row.settings))
    except ValidationError:
        return None


def todays_spec(study: StudyRow) -> "StudySpec | None":
    """Return what the file of a study says today; None where it came from none, or the file is gone or wrong."""
    if study.file is None:
        return None
    from experiments.study_file import load_study

    try:
        return load_study(Path(study.file), overrides=study.inputs.get("overrides", ()))
    except (XiangzhiError, OSError):
        return None


def todays_study(study: StudyRow, folder: Path) -> "Study | None":
    """Return the study that its file describes today; None as `todays_spec`, or where the model cannot be loaded."""
    from experiments.sweep import study_of

    spec = todays_spec(study)
    try:
        return None if spec is None else study_of(spec, folder)
    except XiangzhiError:
        return None


def todays_digests(store: Store, study: StudyRow) -> Mapping[str, str]:
    """Return the digest that every point of a study has today; as stored where its files cannot be read."""
    if study.inputs and _inputs_stand_still(study):
        return store.digests(study.study)
    if study.file is None:
        if study.experiment:
            return store.digests(study.study)
        found = {row.scenario: todays_settings(row) for row in store.scenarios(study.study)}
        return {name: "" if settings is None else settings_fingerprint(settings) for name, settings in found.items()}
    again = todays_study(study, store.path.parent)
    return again.digests if again is not None else store.digests(study.study)


def _inputs_stand_still(study: StudyRow) -> bool:
    inputs = study.inputs
    if not study.experiment and (inputs.get("state") != code_state() or not _scenarios_stand_still(study)):
        return False
    try:
        return all(sha256(Path(name).read_bytes()).hexdigest() == old for name, old in inputs["files"].items())
    except OSError:
        return False


def _scenarios_stand_still(study: StudyRow) -> bool:
    from scenarios.load import load_scenario

    for path, overrides, old in study.inputs["scenarios"].values():
        try:
            settings = load_scenario(Path(path), overrides=overrides).settings
        except XiangzhiError:
            return False
        if settings_fingerprint(settings) != old:
            return False
    return True


def points_of(store: Store, study: StudyRow) -> Mapping[str, Callable[[], Any]]:
    """Return what gives the point of every scenario of a study as it is today."""
    again = todays_study(study, store.path.parent) if study.file is not None else None
    if again is not None:
        return {point.id: partial(getattr, point, "settled") for point in again.points}
    rows = store.scenarios(study.study)
    if study.experiment and "county" not in study.experiment:
        return {row.scenario: partial(getattr, row, "settings") for row in rows}
    return {row.scenario: partial(todays_settings, row) for row in rows}
