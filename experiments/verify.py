"""Run stored runs again and compare every value to the last bit."""

import math
from collections.abc import Callable, Iterator, Mapping
from dataclasses import asdict, dataclass
from hashlib import sha256
from pathlib import Path
from typing import Any

from experiments.detail import changes
from experiments.engine import Function, Job, attempt
from experiments.found_again import points_of, todays_function
from experiments.result import RunResult
from experiments.status import status_of
from experiments.store import FILE, Member, Store, StudyRow
from model.errors import Problem, StoreError, XiangzhiError

Values = Mapping[tuple[str, str], float]


@dataclass(frozen=True)
class Difference:
    """One stored value that a second run does not give; ``place`` is a village or a date, '' for the county.

    Of detail, ``outcome`` is 'part.column', ``place`` the first row that differs, and texts have no values; or a part
    alone where it has other rows (their numbers) or cannot be read.
    """

    scenario: str
    replication: int
    seed: int
    outcome: str
    place: str
    stored: float | None
    again: float | None


@dataclass(frozen=True)
class Verification:
    """How many runs were run again, how many were equal, which values were not, and how many were too old to ask."""

    checked: int
    equal: int
    differences: list[Difference]
    stale: int


def _same(a: float | None, b: float | None) -> bool:
    if a is None or b is None:
        return False
    return a == b or (math.isnan(a) and math.isnan(b))


def _plain(value: float | None) -> float | None:
    return None if value is None or math.isnan(value) else value


def differences(member: Member, stored: Values, again: Values) -> Iterator[Difference]:
    """Yield every value in which a stored run and its repetition differ, in the order of the registry."""
    for name, place in [*again, *(key for key in stored if key not in again)]:
        a, b = stored.get((name, place)), again.get((name, place))
        if not _same(a, b):
            yield Difference(member.scenario, member.replication, member.seed, name, place, _plain(a), _plain(b))


def _sample(members: list[Member], count: int, seed: int) -> list[Member]:
    """Return some places by lot, each run once."""
    unique = {member.fingerprint: member for member in members}
    order = sorted(unique.values(), key=lambda m: sha256(f"{seed} {m.fingerprint}".encode()).digest())
    return order if count == 0 else order[:count]


def verify(folder: Path, *, count: int = 5, seed: int = 1) -> Verification:
    """Run a sample of stored results again.

    Parameters
    ----------
    folder
        The folder of the study.
    count
        How many runs; 0 for all.
    seed
        Which sample.

    Raises
    ------
    StoreError
        The folder holds no study, the store cannot be read, or what it ran cannot be found again.
    """
    with Store.open(folder / FILE) as store:
        states = {study.study: status_of(store, study) for study in store.study_rows()}
        owner = {m.fingerprint: study for study in store.study_rows() for m in states[study.study].done}
        sample = _sample([member for state in states.values() for member in state.done], count, seed)
        checked = [
            result
            for study in store.study_rows()
            for result in _again(store, study, [m for m in sample if owner[m.fingerprint].study == study.study])
        ]
    found = [difference for result in checked for difference in result]
    stale = sum(len(state.stale) for state in states.values())
    return Verification(len(sample), sum(not result for result in checked), found, stale)


def _again(store: Store, study: StudyRow, members: list[Member]) -> Iterator[list[Difference]]:
    """Run places of one study again; yield for each the values that differ."""
    if not members:
        return
    points = points_of(store, study)
    looked = {member.fingerprint for member in members} & store.done(detail=True)
    function, key = _function(store, study, detail=bool(looked))
    settled = {member.scenario: points[member.scenario]() for member in members}
    if any(point is None for point in settled.values()):
        raise StoreError(Problem("store_other_experiment", {"came": store.path}))
    for member in sorted(members, key=lambda m: (m.seed, key(settled[m.scenario]))):
        report = attempt(function, Job(member.fingerprint, settled[member.scenario], member.seed))
        if report.result is None:
            assert report.failure is not None
            yield [Difference(member.scenario, member.replication, member.seed, report.failure.error, "", None, None)]
        else:
            found = list(differences(member, store.values(member.fingerprint), report.result.values()))
            if member.fingerprint in looked:
                found += _in_detail(store, member, report.result)
            yield found


def _in_detail(store: Store, member: Member, again: RunResult) -> Iterator[Difference]:
    """Yield where the detail of a stored run and of its repetition differ: the first row of each column that does."""
    stored = store.packed_detail(member.fingerprint)
    for name, row, a, b in changes(stored, again.detail or {}, member.fingerprint):
        yield Difference(member.scenario, member.replication, member.seed, name, row, a, b)


def _function(store: Store, study: StudyRow, *, detail: bool) -> tuple[Function, Callable[[Any], str]]:
    """Return what a study runs, and what of a point its neighbours may share."""
    if not study.experiment:
        from experiments.run import Simulator, burn_in_key

        return Simulator(detail=detail), burn_in_key
    try:
        return todays_function(study), lambda _point: ""
    except (XiangzhiError, ImportError, AttributeError, OSError) as error:
        raise StoreError(Problem("store_other_experiment", {"came": store.path})) from error


def as_records(verification: Verification) -> list[dict[str, object]]:
    """Return the differences as plain maps."""
    return [asdict(difference) for difference in verification.differences]
