"""One dispute, villager or household found in the stored events of one seed, under several scenarios of a study.

Keys of people and disputes are the same in every run of a seed, so one key finds the same story everywhere. Households
are not in the tables of events: the people of the first day are built again from seed and settings.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np

from experiments.found_again import points_of
from experiments.populations import population_key
from experiments.status import status_of
from experiments.store import FILE, Member, Store, StudyRow
from model.calendar import DEKADS_A_YEAR, date_of, dekad_of
from model.errors import Problem, StoreError
from model.settings import Settings
from model.synthesis import Synthetic
from model.tables import LEVELS, SECRETARY, VILLAGE
from model.world import people_of
from scenarios.nearest import nearest

if TYPE_CHECKING:
    from pandas import DataFrame, Series

Record = dict[str, Any]
"""One row of a table of events: dates as dates, None where nothing is."""
VILLAGE_LEVELS = LEVELS[: VILLAGE + 1]
ENDS = ("village", "above", "petition", "court", "faded", "borne", "open", "never")
"""How a dispute can end: settled in the village or above it without a petition, with a petition, and so on."""


@dataclass(frozen=True)
class Person:
    """Somebody who lived here on the first day: village, number of the household in it, and what never changes."""

    village: str
    household: int
    sex: int
    born: int
    secretary: bool

    def age(self, day: date) -> int:
        """Return the age in whole years on a day."""
        return (dekad_of(day) - self.born) // DEKADS_A_YEAR


class Residents:
    """The people of the first day by key; who came or was born later is not among them."""

    def __init__(self, made: Synthetic) -> None:
        self._made = made
        self._keys = made.people.key.view(np.int64)
        self._order = np.argsort(self._keys)

    def person(self, key: int | None) -> Person | None:
        """Return who has a key; None for nobody, or somebody who came later."""
        if key is None:
            return None
        place = int(np.searchsorted(self._keys, key, sorter=self._order))
        row = int(self._order[min(place, len(self._order) - 1)])
        if int(self._keys[row]) != key:
            return None
        people, made = self._made.people, self._made
        village = int(people.village[row])
        household = int(people.household[row]) - int(made.household_start[village]) + 1
        secretary = bool(int(people.role[row]) & SECRETARY)
        return Person(made.village_ids[village], household, int(people.sex[row]), int(people.born[row]), secretary)

    def members(self, household: str) -> list[int]:
        """Return the keys of those in household 'VILLAGE/NUMBER' on the first day; none where there is no such one."""
        village, _, number = household.rpartition("/")
        if village not in self._made.village_ids or not number.isdecimal():
            return []
        place = self._made.village_ids.index(village)
        start, stop = (int(row) for row in self._made.household_start[place : place + 2])
        row = start + int(number) - 1
        if not start <= row < stop:
            return []
        return [int(key) for key in self._keys[self._made.people.household == row]]

    def some_household(self) -> str:
        """Return the first household there is, as an example."""
        return f"{self._made.village_ids[0]}/1"


@dataclass(frozen=True)
class Found:
    """What the tables of events hold of one story, by scenario."""

    disputes: Mapping[str, list[Record]]
    requests: Mapping[str, list[Record]]
    members: tuple[int, ...] = ()
    """Keys of the people it was asked for by."""
    instead: Mapping[str, list[Record]] = field(default_factory=dict)
    """Where a dispute asked for does not arise: others that its initiator starts in the same dekad."""


@dataclass(frozen=True)
class Trace:
    """The stored events of one seed, under the scenarios that are told side by side."""

    path: Path
    study: str
    seed: int
    replication: int
    titles: Mapping[str, Mapping[str, str]]
    """Scenarios in the order in which they are told, with their titles."""
    settings: Mapping[str, Settings]
    """As today's files give them; scenarios of which nothing can be read are left out."""
    stale: bool
    """Whether today's code or files differ from those of the runs."""

    @property
    def scenarios(self) -> tuple[str, ...]:
        """Return the ids of the scenarios."""
        return tuple(self.titles)

    @property
    def ends(self) -> date | None:
        """Return the first day of the last dekad; None where no settings can be read."""
        for settings in self.settings.values():
            horizon = settings.horizon
            return date_of(dekad_of(horizon.start) + horizon.years * DEKADS_A_YEAR - 1)
        return None

    @property
    def begins(self) -> date | None:
        """Return the first day of the policy period; None where no settings can be read."""
        return next((settings.horizon.start for settings in self.settings.values()), None)

    @cached_property
    def residents(self) -> Residents | None:
        """Return the people of the first day; None where no settings can be read."""
        first = next(iter(self.settings.values()), None)
        return None if first is None else Residents(people_of(first, self.seed))

    @cached_property
    def same_people(self) -> bool:
        """Return whether all scenarios start from the same people."""
        return len({population_key(settings, self.seed) for settings in self.settings.values()}) <= 1

    def frame(self, table: str) -> "DataFrame":
        """Return 'disputes' or 'requests' of this seed, as `Store.events_frame`."""
        with Store.open(self.path) as store:
            found = store.events_frame(table, self.study, self.scenarios, self.replication + 1)
        return found[found["seed"] == self.seed]

    @cached_property
    def disputes(self) -> "DataFrame":
        """Return the disputes of this seed."""
        return self.frame("disputes")

    def dispute(self, name: str) -> Found:
        """Return one dispute under every scenario.

        Raises
        ------
        StoreError
            It arises under none of them.
        """
        key, rows = _key_of(name), self.disputes
        mine = rows[(rows["key"] == key).fillna(False)]
        if key is None or mine.empty:
            raise self._unknown("--dispute", name, str(rows["key"].iloc[0]) if len(rows) else "-")
        first = mine.iloc[0]
        twins = (rows["person"] == first["person"]) & (rows["arose"] == first["arose"]) & (rows["key"] != key)
        found = self._by_scenario(mine)
        instead = {name: others for name, others in self._by_scenario(rows[twins]).items() if not found[name]}
        return Found(found, {name: [] for name in self.scenarios}, instead=instead)

    def villager(self, name: str) -> Found:
        """Return the disputes to which somebody is a party, and their requests, under every scenario.

        Raises
        ------
        StoreError
            Neither the people of the first day nor the events know them.
        """
        key = _key_of(name)
        known = self.residents is not None and self.residents.person(key) is not None
        found = None if key is None else self._people([key])
        if found is None or not (known or any(found.disputes.values()) or any(found.requests.values())):
            example = str(self.disputes["person"].iloc[0]) if len(self.disputes) else "-"
            raise self._unknown("--villager", name, example)
        return found

    def household(self, name: str) -> Found:
        """Return the disputes and requests of those who were in a household on the first day, under every scenario.

        Raises
        ------
        StoreError
            There is no such household, or the settings of the runs cannot be read.
        """
        residents = self.residents
        if residents is None:
            raise StoreError(Problem("trace_no_settings", {"came": name}, key="--household"))
        members = residents.members(name)
        if not members:
            raise self._unknown("--household", name, residents.some_household())
        return self._people(members)

    def moved(self, before: str, after: str) -> "DataFrame":
        """Return disputes that end as ``before`` under the first scenario and as ``after`` under the second, by date.

        ``end_first`` and ``end_second`` say what came of them at last, petitions left aside.

        Raises
        ------
        StoreError
            There are not two scenarios.
        """
        import pandas as pd

        if len(self.scenarios) != 2:
            raise StoreError(Problem("trace_needs_two", {"came": ", ".join(self.scenarios)}, key="--find"))
        halves = [self.disputes[self.disputes["scenario"] == name].set_index("key") for name in self.scenarios]
        keys = halves[0].index.union(halves[1].index, sort=False)
        ways = [endings(half).reindex(keys, fill_value="never") for half in halves]
        chosen = keys[((ways[0] == before) & (ways[1] == after)).to_numpy()]
        table = pd.concat(halves)[["arose", "kind", "village"]]
        table = table[~table.index.duplicated()].loc[chosen]
        for name, half in zip(("first", "second"), halves, strict=True):
            ended = endings(half, petitions=False)
            table[f"end_{name}"] = ended.reindex(chosen, fill_value="never").to_numpy()
            table[f"closed_{name}"] = half["closed"].reindex(chosen).to_numpy()
        return table.rename_axis("key").reset_index().sort_values(["arose", "key"], ignore_index=True)

    def _people(self, members: Sequence[int]) -> Found:
        disputes, requests = self.disputes, self.frame("requests")
        party = disputes["person"].isin(members) | disputes["other"].isin(members)
        asked = self._by_scenario(requests[requests["person"].isin(members)])
        return Found(self._by_scenario(disputes[party]), asked, tuple(members))

    def _by_scenario(self, rows: "DataFrame") -> dict[str, list[Record]]:
        found: dict[str, list[Record]] = {name: [] for name in self.scenarios}
        for record in rows.to_dict("records"):
            found[record["scenario"]].append({str(name): _plain(value) for name, value in record.items()})
        return found

    def _unknown(self, option: str, came: str, example: str) -> StoreError:
        values = {"came": came, "seed": self.seed, "near": example, "scenarios": ", ".join(self.scenarios)}
        return StoreError(Problem("trace_unknown", values, key=option))


def endings(disputes: "DataFrame", *, petitions: bool = True) -> "Series[str]":
    """Return how each dispute ended, one of `ENDS`.

    A petition counts whatever came of it later; without ``petitions``, what came of it counts.
    """
    import pandas as pd

    settled, low = disputes["state"] == "settled", disputes["settled_level"].isin(VILLAGE_LEVELS)
    ways = disputes["state"].where(~settled, np.where(low, "village", "above"))
    quiet = (disputes["petitions"] == 0).astype(bool) | (not petitions)
    ended: pd.Series[str] = ways.where(quiet, "petition")
    return ended


def pair_of_ends(name: str) -> tuple[str, str]:
    """Return the two ends that a word such as 'petition-to-village' names.

    Raises
    ------
    StoreError
        It names none.
    """
    before, _, after = name.partition("-to-")
    if before not in ENDS or after not in ENDS or before == after:
        pairs = [f"{a}-to-{b}" for a in ENDS for b in ENDS if a != b]
        values = {"came": name, "allowed": ", ".join(ENDS), "near": nearest(name, pairs)}
        raise StoreError(Problem("trace_ends", values, key="--find"))
    return before, after


def open_trace(folder: Path, scenarios: Sequence[str] = (), seed: int | None = None) -> Trace:
    """Return the stored events of one seed, under one or two scenarios of a study.

    Parameters
    ----------
    folder
        The folder of the study.
    scenarios
        Ids; if none are given, the baseline and the scenario listed after it.
    seed
        Seed of the run; if not given, the first that has its events.

    Raises
    ------
    StoreError
        There is no store, it holds no events, or not those of this seed or of these scenarios.
    """
    path = folder / FILE
    with Store.open(path) as store:
        ready = store.done(events=True)
        studies = sorted(store.study_rows(), key=lambda study: study.kept)
        stored = {study.study: [m for m in store.members(study.study) if m.fingerprint in ready] for study in studies}
        if not any(stored.values()):
            raise StoreError(_no_events(store, path))
        study, chosen = _choose(studies, stored, seed)
        names = _names(store, study, chosen, scenarios)
        titles = {row.scenario: {"zh": row.title_zh, "en": row.title_en} for row in store.scenarios(study.study)}
        points = points_of(store, study)
        settled = {name: points[name]() for name in names if name in points}
        stale = {member.fingerprint for member in status_of(store, study).stale}
    return Trace(
        path=path,
        study=study.study,
        seed=chosen[0].seed,
        replication=chosen[0].replication,
        titles={name: titles[name] for name in names},
        settings={name: settings for name, settings in settled.items() if isinstance(settings, Settings)},
        stale=any(member.fingerprint in stale for member in chosen if member.scenario in names),
    )


def _no_events(store: Store, path: Path) -> Problem:
    rows = (row for study in store.study_rows() for row in store.scenarios(study.study))
    names = [row.scenario for row in rows if row.base in ("", row.scenario)]
    listed = " ".join(dict.fromkeys(names)) if len(names) <= 4 else "FILES"
    return Problem("trace_no_events", {"came": path, "scenarios": listed or "FILES", "folder": path.parent})


def _choose(
    studies: Sequence[StudyRow], stored: Mapping[str, list[Member]], seed: int | None
) -> tuple[StudyRow, list[Member]]:
    """Return the study to tell of, and the places of one seed in it whose events are stored."""
    for study in studies:
        members = stored[study.study]
        wanted = min((member.seed for member in members), default=None) if seed is None else seed
        chosen = [member for member in members if member.seed == wanted]
        if chosen:
            return study, chosen
    seeds = sorted({member.seed for members in stored.values() for member in members})
    allowed = ", ".join(str(known) for known in seeds[:20])
    raise StoreError(Problem("trace_seed", {"came": seed, "allowed": allowed, "near": seeds[0]}, key="--seed"))


def _names(store: Store, study: StudyRow, chosen: Sequence[Member], wanted: Sequence[str]) -> tuple[str, ...]:
    """Return the scenarios to tell: those wanted, or the baseline and the next."""
    there = {member.scenario for member in chosen}
    listed = [row.scenario for row in store.scenarios(study.study) if row.scenario in there]
    for name in wanted:
        if name not in listed:
            values = {"came": name, "allowed": ", ".join(listed), "near": nearest(name, listed)}
            raise StoreError(Problem("trace_scenario", values, key="--scenario"))
    if len(set(wanted)) > 2 or len(set(wanted)) < len(wanted):
        values = {"came": ", ".join(wanted), "near": f"--scenario {listed[0]} --scenario {listed[-1]}"}
        raise StoreError(Problem("trace_scenarios", values, key="--scenario"))
    first = [study.baseline] if study.baseline in listed else []
    return tuple(wanted) or tuple([*first, *(name for name in listed if name not in first)][:2])


def _key_of(name: str) -> int | None:
    try:
        return int(name)
    except ValueError:
        return None


def _plain(value: Any) -> Any:
    """Return a cell of a frame as a plain value: None for nothing, a date for a moment."""
    import pandas as pd

    if value is None or value is pd.NA or value is pd.NaT or (isinstance(value, float) and np.isnan(value)):
        return None
    if isinstance(value, pd.Timestamp):
        return value.date()
    return value.item() if isinstance(value, np.generic) else value
