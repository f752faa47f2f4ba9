"""What a run keeps beside outcomes: people, fates of disputes, hours, colours and money, from the policy start on.

A world carries a `Detail` where somebody asks for one. It only looks: no bit of a result depends on it. Sums over what
it keeps agree with the outcomes; where they count otherwise, it is said beside the part.
"""

from typing import TYPE_CHECKING

import numpy as np

from model.calendar import DEKADS_A_QUARTER, DEKADS_A_YEAR, date_of
from model.columns import Array, Reals, Rows, Table
from model.ledger import EXPENSES, INCOME, ROW
from model.measures import quarters_from, summed
from model.phases import recording
from model.policies.base import ROLES, TASKS
from model.primitives import group_count, place_in_group
from model.scorecard_quantities import measure
from model.tables import (
    BORNE,
    COURT,
    DISPUTE_KINDS,
    FADED,
    MEMBER,
    OPEN,
    RESIDENT,
    ROUTES,
    SETTLED,
    VILLAGE,
)
from model.tallies import cohort, resolved

if TYPE_CHECKING:
    from model.blocks import Blocks
    from model.world import World

Columns = dict[str, Array]
"""The columns of one part, by name."""
PARTS: dict[str, dict[str, str]] = {
    "people": {
        "key": "i8", "village": "i2", "sex": "i1", "age": "i2", "home": "?", "clan": "i1", "fifth": "i1",
        "member": "?", "income": "f4", "quarters": "u1", "active": "u1", "disputes": "u1", "resolved": "u1",
        "stays": "?",
    },
    "villages": {"village": "U", "township": "U", "kind": "U", "remoteness": "f4", "people": "i4"},
    "fates": {"kind": "U", "cause": "U", "dekads": "i4", "n": "i8"},
    "flows": {"route": "U", "end": "U", "petitioned": "?", "n": "i8"},
    "hours": {"village": "U", "role": "U", "task": "U", "hours": "f8"},
    "colours": {"village": "U", "grid": "i4", "date": "U", "colour": "i1"},
    "money": {"village": "U", "account": "U", "yuan": "f8"},
    "sizes": {"name": "U", "value": "f8"},
    "quantities": {"name": "U", "value": "f8"},
}  # fmt: skip
"""Columns of every part with their types; 'U' is text. What they mean is told in docs/experiments.md."""
CAUSES = ("settled_village", "settled_above", "petition", "court", "faded", "borne", "none")
"""What came first to a dispute; 'none' is none of these by the end of the run."""
ENDS = ("linked", "grid", "village", "township", "county", "petition", "court", "faded", "borne", "open")
"""How a dispute stands at the end: settled at a level, or else; 'petition' is open after a petition."""
EXITS = {COURT: "court", FADED: "faded", BORNE: "borne"}
UNUSED = "unused"
"""The task of hours that were there and given to none."""
LARGEST, OTHER, NO_CLAN = 0, 1, 2


def begin(county: "Blocks") -> None:
    """Let every block of a county observe from here on: on its policy start, with the scenario taken up."""
    for world, fifth in zip(county.worlds, income_fifths(county.worlds), strict=True):
        world.detail = Detail(world, fifth)


class Detail:
    """What one world shows from its policy start on; the people followed are those registered then."""

    def __init__(self, world: "World", fifth: Array) -> None:
        """``fifth`` is the fifth of income, one value a household."""
        people, villages = world.people, len(world.villages)
        self._rows = np.flatnonzero(world.registered)
        self._start: Columns = start_of(world, self._rows, fifth)
        self._known = len(people)
        self._quarters, self._active = (np.zeros(self._known, dtype=np.uint8) for _ in range(2))
        self._disputes, self._resolved = (np.zeros(self._known, dtype=np.int64) for _ in range(2))
        self._given = np.zeros((villages, len(ROLES), len(TASKS)))
        self._available = np.zeros((villages, len(ROLES)))
        self._fates = np.zeros((len(DISPUTE_KINDS), len(CAUSES), world.end - world.begin + 1), dtype=np.int64)
        self._flows = np.zeros((len(ROUTES), len(ENDS), 2), dtype=np.int64)
        self._balance = world.ledger.balance.copy()
        self._colours: list[tuple[int, Array]] = []

    def clone(self) -> "Detail":
        """Return an independent copy; what was at the start never changes and is shared."""
        twin = Detail.__new__(Detail)
        twin.__dict__.update(self.__dict__)
        for name, held in self.__dict__.items():
            if isinstance(held, np.ndarray):
                setattr(twin, name, held.copy())
        twin._colours = list(self._colours)
        return twin

    # Looking

    def note_dekad(self, world: "World") -> None:
        """Note the hours of the dekad, and the disputes to which something happened for the first time."""
        self._given += world.tick.given
        self._available += world.tick.available
        self._note_fates(world)

    def _note_fates(self, world: "World") -> None:
        disputes, now = world.disputes, world.now
        happened = (disputes.petitioned == now) | (disputes.first_settled == now) | (disputes.closed == now)
        rows = np.flatnonzero(happened & (disputes.arose >= world.begin))
        if not len(rows):
            return
        petitioned, settled = disputes.petitioned[rows], disputes.first_settled[rows]
        first = ((petitioned < 0) | (petitioned == now)) & ((settled < 0) | (settled == now))
        rows, petitioned, settled = rows[first], petitioned[first], settled[first]
        cause = np.full(len(rows), CAUSES.index("none"))
        for state, name in EXITS.items():
            cause[disputes.state[rows] == state] = CAUSES.index(name)
        low = disputes.settled_level[rows] <= VILLAGE
        by_level = np.where(low, CAUSES.index("settled_village"), CAUSES.index("settled_above"))
        cause = np.where(settled == now, by_level, cause)
        # Parties act before cases are heard: who petitions and is then settled with in one dekad has petitioned first.
        cause[petitioned == now] = CAUSES.index("petition")
        np.add.at(self._fates, (disputes.kind[rows], cause, now - disputes.arose[rows]), 1)

    def note_quarter(self, world: "World") -> None:
        """Note, at the end of a quarter and before acts are counted anew, who took part, and how grids are coloured."""
        quarter = world.now + 1 - DEKADS_A_QUARTER
        if quarter < world.begin:
            return
        if self._colours:
            here = np.flatnonzero(recording.lives_here(world)[: self._known])
            self._quarters[here] += 1
            self._active[here] += world.people.acts[here] > 0
        self._colours.append((quarter, world.grids.colour.copy()))

    def note_gone(self, world: "World", gone: Table) -> None:
        """Note disputes that are over and about to leave their table."""
        mine = gone.take(cohort(world, gone))
        done, settled = resolved(world, mine), mine.state == SETTLED
        for party in (mine.person, mine.other):
            known = (party >= 0) & (party < self._known)
            np.add.at(self._disputes, party[known], 1)
            np.add.at(self._resolved, party[known & done], 1)
        petitioned = mine.petitioned >= 0
        end = np.where(petitioned, ENDS.index("petition"), ENDS.index("open"))
        for state, name in EXITS.items():
            end[mine.state == state] = ENDS.index(name)
        end[settled] = mine.settled_level[settled]
        np.add.at(self._flows, (mine.route, end, petitioned.astype(np.int64)), 1)

    # Telling, at the end of the run

    def at_end(self, world: "World") -> "Detail":
        """Return what was seen, with the disputes that are still in their table counted in."""
        whole = self.clone()
        disputes = world.disputes
        whole.note_gone(world, disputes)
        nothing = (disputes.state == OPEN) & (disputes.petitioned < 0) & (disputes.first_settled < 0)
        rows = np.flatnonzero(nothing & (disputes.arose >= world.begin))
        np.add.at(whole._fates, (disputes.kind[rows], CAUSES.index("none"), world.now - disputes.arose[rows]), 1)
        return whole

    def people(self, world: "World") -> Columns:
        """Return the part ``people``; villages are rows of this world."""
        people, rows = world.people, self._rows
        income, _ = income_per_head(world)
        stays = world.registered[rows]
        return {
            **self._start,
            "income": np.where(stays, income[people.household[rows]], np.nan),
            "quarters": self._quarters[rows],
            "active": self._active[rows],
            "disputes": np.minimum(self._disputes[rows], 255),
            "resolved": np.minimum(self._resolved[rows], 255),
            "stays": stays,
        }

    def heads(self, world: "World") -> Array:
        """Return how many people are followed, by village."""
        return group_count(self._start["village"], len(world.villages))

    def hours(self) -> Reals:
        """Return hours by village, role and task, the last of which is `UNUSED`."""
        unused = np.maximum(self._available - self._given.sum(axis=2), 0.0)
        return np.concatenate([self._given, unused[:, :, None]], axis=2)

    def money(self, world: "World") -> Reals:
        """Return yuan received by account of income and spent by account of expenses: (villages, accounts)."""
        fen = world.ledger.balance - self._balance
        return np.array([*(-fen[ROW[name]] for name in INCOME), *(fen[ROW[name]] for name in EXPENSES)]).T / 100.0

    def colours(self, world: "World") -> Columns:
        """Return the colour of every grid at the end of every quarter; villages are rows of this world."""
        village = world.grids.village
        order = np.argsort(village, kind="stable")
        number = np.empty(len(village), dtype=np.int64)
        number[order] = place_in_group(village[order]) + 1
        times = len(self._colours)
        return {
            "village": np.tile(village, times),
            "grid": np.tile(number, times),
            "date": np.repeat([quarter for quarter, _ in self._colours], len(village)),
            "colour": np.concatenate([np.zeros(0, dtype=np.int8), *(colour for _, colour in self._colours)]),
        }

    @property
    def fates(self) -> Array:
        """Counts of disputes by kind, cause and dekads."""
        return self._fates

    @property
    def flows(self) -> Array:
        """Counts of disputes by route, end and whether there was a petition."""
        return self._flows


def income_per_head(world: "World") -> tuple[Reals, Reals]:
    """Return income per head in the last full year, NaN where nobody was at home, and person-dekads, by household."""
    year, count = world.last_year, len(world.households)
    if not year:
        return np.full(count, np.nan), np.zeros(count)
    dekads = year["person_dekads"]
    total = sum((year[part] for part in recording.INCOME), start=np.zeros(count))
    return np.divide(total, dekads / DEKADS_A_YEAR, out=np.full(count, np.nan), where=dekads > 0), dekads


def income_fifths(worlds: tuple["World", ...]) -> list[Array]:
    """Return the fifth of income per head that each household is in, 1 to 5, those of all worlds ranked together.

    Fifths hold equal person-time at home; 0 where nobody was at home in the last full year.
    """
    pairs = [income_per_head(world) for world in worlds]
    income, dekads = (np.concatenate(column) for column in zip(*pairs, strict=True))
    # Equal incomes stand in the order of keys, so that it does not matter how a county is cut.
    order = np.lexsort((np.concatenate([world.households.key for world in worlds]), income))
    order = order[dekads[order] > 0]
    upto = np.cumsum(dekads[order])
    lines = dekads.sum() * np.array([0.2, 0.4, 0.6, 0.8])
    fifth = np.zeros(len(income), dtype=np.int8)
    fifth[order] = 1 + np.searchsorted(lines, upto)
    return np.split(fifth, np.cumsum([len(world.households) for world in worlds])[:-1])


def start_of(world: "World", rows: Rows, fifth: Array) -> Columns:
    """Return who some people are on the policy start."""
    people = world.people
    return {
        "key": people.key[rows].view(np.int64),
        "village": people.village[rows],
        "sex": people.sex[rows],
        "age": np.floor(world.age(rows)),
        "home": people.status[rows] == RESIDENT,
        "clan": clan_position(world, rows),
        "fifth": fifth[people.household[rows]],
        "member": (people.role[rows] & MEMBER) > 0,
    }


def clan_position(world: "World", rows: Rows) -> Array:
    """Return whether each of some people belongs to the largest clan of the village, to another, or to none."""
    village, clan = world.people.village[rows], world.people.clan[rows].astype(np.int64)
    villages, clans = len(world.villages), int(clan.max(initial=0)) + 1
    some = clan >= 0
    heads = group_count(village[some] * clans + clan[some], villages * clans).reshape(villages, clans)
    largest = clan == heads.argmax(axis=1)[village]
    return np.where(some, np.where(largest, LARGEST, OTHER), NO_CLAN)


def collect(county: "Blocks", whole: "World") -> dict[str, Columns]:
    """Return all parts of a county that has ended and was observed; ``whole`` is the same county as one world."""
    seen = [_seen(world) for world in county.worlds]
    found = {
        "people": _people(county, seen),
        "villages": _villages(county, seen, whole),
        "fates": _fates(seen),
        "flows": _flows(seen),
        "hours": _hours(county, seen, whole.village_ids),
        "colours": _colours(county, seen, whole.village_ids),
        "money": _money(county, seen, whole.village_ids),
        "sizes": _named(sizes(whole)),
        "quantities": _named(measure(whole)),
    }
    return {part: typed(part, columns) for part, columns in found.items()}


def typed(part: str, columns: Columns) -> Columns:
    """Return the columns of a part, in order, each of its type."""
    return {name: np.asarray(columns[name]).astype(dtype) for name, dtype in PARTS[part].items()}


def nothing(part: str) -> Columns:
    """Return the columns of a part without a row."""
    return {name: np.zeros(0, dtype=dtype) for name, dtype in PARTS[part].items()}


def sizes(world: "World") -> dict[str, float]:
    """Return people registered and resident adults on average, person-years at home in the last year, and years."""
    span = quarters_from(world, 0)
    quarters = max(len(world.record["quarter"][span]), 1)
    return {
        "registered": float(summed(world, "registered", span).sum()) / quarters,
        "adults": float(summed(world, "adults", span).sum()) / quarters,
        "residents_years": float(income_per_head(world)[1].sum()) / DEKADS_A_YEAR,
        "years": (world.end - world.begin) / DEKADS_A_YEAR,
    }


def _seen(world: "World") -> Detail:
    assert world.detail is not None
    return world.detail.at_end(world)


def _people(county: "Blocks", seen: list[Detail]) -> Columns:
    each = [detail.people(world) for detail, world in zip(seen, county.worlds, strict=True)]
    for columns, place in zip(each, county.place, strict=True):
        columns["village"] = place[columns["village"]]
    together = {name: np.concatenate([columns[name] for columns in each]) for name in PARTS["people"]}
    order = np.argsort(together["village"], kind="stable")
    return {name: held[order] for name, held in together.items()}


def _villages(county: "Blocks", seen: list[Detail], whole: "World") -> Columns:
    villages = whole.villages
    heads = [detail.heads(world) for detail, world in zip(seen, county.worlds, strict=True)]
    return {
        "village": np.array(whole.village_ids),
        "township": np.array(whole.township_names)[villages.township],
        "kind": np.where(villages.town, "town_community", "village"),
        "remoteness": villages.remoteness,
        "people": _in_place(county, heads),
    }


def _in_place(county: "Blocks", held: list[Array]) -> Array:
    """Return values of all villages (first axis) in the order of the roster."""
    whole = np.empty((county.villages, *held[0].shape[1:]), dtype=held[0].dtype)
    for rows, values in zip(county.place, held, strict=True):
        whole[rows] = values
    return whole


def _fates(seen: list[Detail]) -> Columns:
    counts = np.sum([detail.fates for detail in seen], axis=0)
    kind, cause, dekads = np.nonzero(counts)
    return {
        "kind": np.array(DISPUTE_KINDS)[kind], "cause": np.array(CAUSES)[cause], "dekads": dekads,
        "n": counts[kind, cause, dekads],
    }  # fmt: skip


def _flows(seen: list[Detail]) -> Columns:
    counts = np.sum([detail.flows for detail in seen], axis=0)
    route, end, petitioned = np.nonzero(counts)
    return {
        "route": np.array(ROUTES)[route], "end": np.array(ENDS)[end], "petitioned": petitioned,
        "n": counts[route, end, petitioned],
    }  # fmt: skip


def _hours(county: "Blocks", seen: list[Detail], ids: list[str]) -> Columns:
    hours = _in_place(county, [detail.hours() for detail in seen])
    village, role, task = (each.ravel() for each in np.indices(hours.shape))
    return {
        "village": np.array(ids)[village], "role": np.array(ROLES)[role], "task": np.array((*TASKS, UNUSED))[task],
        "hours": hours.ravel(),
    }  # fmt: skip


def _money(county: "Blocks", seen: list[Detail], ids: list[str]) -> Columns:
    yuan = _in_place(county, [detail.money(world) for detail, world in zip(seen, county.worlds, strict=True)])
    village, account = (each.ravel() for each in np.indices(yuan.shape))
    return {"village": np.array(ids)[village], "account": np.array((*INCOME, *EXPENSES))[account], "yuan": yuan.ravel()}


def _colours(county: "Blocks", seen: list[Detail], ids: list[str]) -> Columns:
    each = [detail.colours(world) for detail, world in zip(seen, county.worlds, strict=True)]
    for columns, place in zip(each, county.place, strict=True):
        columns["village"] = place[columns["village"]]
    together = {name: np.concatenate([columns[name] for columns in each]) for name in PARTS["colours"]}
    order = np.lexsort((together["grid"], together["village"], together["date"]))
    dates = {dekad: date_of(dekad).isoformat() for dekad in np.unique(together["date"]).tolist()}
    return {
        "village": np.array(ids)[together["village"][order]],
        "grid": together["grid"][order],
        "date": np.array([dates[dekad] for dekad in together["date"][order].tolist()], dtype="U"),
        "colour": together["colour"][order],
    }


def _named(values: dict[str, float]) -> Columns:
    return {"name": np.array(list(values), dtype="U"), "value": np.array(list(values.values()), dtype=float)}
