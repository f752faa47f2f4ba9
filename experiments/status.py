"""What of a stored study is done, pending, failed or stale under today's code and files."""

from dataclasses import dataclass, field
from pathlib import Path

from experiments.fingerprint import join
from experiments.found_again import todays_code, todays_digests, todays_settings
from experiments.store import FILE, Member, Store, StudyRow
from model.errors import Problem, StoreError

__all__ = ["Status", "Trouble", "status", "status_of", "stores_below", "todays_settings"]


@dataclass(frozen=True)
class Trouble:
    """One failed run: its place, the part of the run, the error in one line, and the line that runs it again."""

    study: str
    member: Member
    stage: str
    error: str
    replay: str


@dataclass(frozen=True)
class Status:
    """The places of a design, each in exactly one of five lists; ``troubles`` tells of every failed one.

    ``kept`` are places that hold what older code gave, under a name that says so.
    """

    pending: list[Member] = field(default_factory=list)
    done: list[Member] = field(default_factory=list)
    failed: list[Member] = field(default_factory=list)
    stale: list[Member] = field(default_factory=list)
    kept: list[Member] = field(default_factory=list)
    troubles: list[Trouble] = field(default_factory=list)


def stores_below(folder: Path) -> list[Path]:
    """Return the folders with a study store: the one given, or all below it.

    Raises
    ------
    StoreError
        There is none.
    """
    if (folder / FILE).is_file():
        return [folder]
    found = sorted(path.parent for path in folder.rglob(FILE)) if folder.is_dir() else []
    if not found:
        raise StoreError(Problem("store_missing", {"came": folder, "allowed": FILE}))
    return found


def status(folder: Path) -> Status:
    """Return the state of every place of all studies in a folder.

    Raises
    ------
    StoreError
        The folder holds no study, or the store cannot be read.
    """
    found = Status()
    with Store.open(folder / FILE) as store:
        for study in store.study_rows():
            part = status_of(store, study)
            for name in ("pending", "done", "failed", "stale", "kept", "troubles"):
                getattr(found, name).extend(getattr(part, name))
    return found


def status_of(store: Store, study: StudyRow) -> Status:
    """Return the state of every place of one study."""
    found = Status()
    done, failed = store.done(), store.failed()
    members = store.members(study.study)
    if study.kept:
        found.kept.extend(members)
        return found
    code, digests = todays_code(store, study), todays_digests(store, study)
    for member in members:
        # A point that the study has no more is stale; where it cannot be found again, what was stored must do.
        digest = digests.get(member.scenario)
        known = code is not None and digest != ""
        fresh = digest is not None and (not known or join(str(code), digest, member.seed) == member.fingerprint)
        if member.fingerprint not in done and member.fingerprint not in failed:
            found.pending.append(member)
        elif not fresh:
            found.stale.append(member)
        else:
            (found.done if member.fingerprint in done else found.failed).append(member)
    if found.failed:
        found.troubles.extend(_troubles(store, study.study, found.failed))
    return found


def _troubles(store: Store, study: str, failed: list[Member]) -> list[Trouble]:
    places = {(member.scenario, member.replication): member for member in failed}
    return [
        Trouble(study, places[row["scenario"], row["replication"]], row["stage"], row["error"], row["replay"])
        for row in store.failures(study).to_dict("records")
        if (row["scenario"], row["replication"]) in places
    ]
