"""Run stored runs again and compare every value to the last bit."""

import math
from collections.abc import Iterator, Mapping
from dataclasses import asdict, dataclass
from hashlib import sha256
from pathlib import Path

from experiments.run import Simulator, burn_in_key
from experiments.status import status, todays_settings
from experiments.store import FILE, Member, ScenarioRow, Store
from model.errors import Problem, StoreError
from model.settings import Settings

Values = Mapping[tuple[str, str], float]


@dataclass(frozen=True)
class Difference:
    """One stored value that a second run does not give; ``place`` is a village or a date, '' for the county."""

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


def _county(row: ScenarioRow, path: Path) -> Settings:
    settings = todays_settings(row)
    if settings is None:
        raise StoreError(Problem("store_other_experiment", {"came": path}))
    return settings


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
        The folder holds no study of the county, or the store cannot be read.
    """
    state = status(folder)
    with Store.open(folder / FILE) as store:
        settings = {row.scenario: _county(row, store.path) for row in store.scenarios()}
        sample = _sample(state.done, count, seed)
        sample.sort(key=lambda m: (m.seed, burn_in_key(settings[m.scenario])))
        simulate, found, equal = Simulator(), list[Difference](), 0
        for member in sample:
            again = simulate(settings[member.scenario], member.seed).values()
            wrong = list(differences(member, store.values(member.fingerprint), again))
            found.extend(wrong)
            equal += not wrong
    return Verification(len(sample), equal, found, len(state.stale))


def as_records(verification: Verification) -> list[dict[str, object]]:
    """Return the differences as plain maps."""
    return [asdict(difference) for difference in verification.differences]
