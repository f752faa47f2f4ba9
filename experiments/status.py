"""What of a stored study is done, pending, failed or stale under today's code and scenario files."""

import json
from dataclasses import dataclass
from pathlib import Path

from pydantic import ValidationError

from experiments.fingerprint import code_fingerprint, run_fingerprint
from experiments.store import FILE, Member, ScenarioRow, Store
from model.errors import XiangzhiError
from model.settings import Settings


@dataclass(frozen=True)
class Status:
    """The places of a design, each in exactly one of four lists."""

    pending: list[Member]
    done: list[Member]
    failed: list[Member]
    stale: list[Member]


def todays_settings(row: ScenarioRow) -> Settings | None:
    """Return the settings that a stored scenario has today: from its file, or as stored where that cannot be read.

    None where the scenario is a point of some other experiment than the county.
    """
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


def status(folder: Path) -> Status:
    """Return the state of every place of all studies in a folder.

    Raises
    ------
    StoreError
        The folder holds no study, or the store cannot be read.
    """
    found = Status([], [], [], [])
    code = code_fingerprint()
    with Store.open(folder / FILE) as store:
        done, failed = store.done(), store.failed()
        settings = {row.scenario: todays_settings(row) for row in store.scenarios()}
        for study in store.studies():
            for member in store.members(study):
                given = settings[member.scenario]
                fresh = given is None or run_fingerprint(given, member.seed, code=code) == member.fingerprint
                if member.fingerprint not in done | failed:
                    found.pending.append(member)
                elif not fresh:
                    found.stale.append(member)
                else:
                    (found.done if member.fingerprint in done else found.failed).append(member)
    return found
