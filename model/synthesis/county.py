"""From drafts of single villages to the tables of a county, village after village in roster order."""

from dataclasses import dataclass, replace
from typing import Any

import numpy as np

from model.chance import combine, text_key
from model.columns import Array, Rows, Table
from model.settings import Population, VillageSpec
from model.synthesis.draft import Draft
from model.synthesis.economy import start_economy
from model.synthesis.families import fill_families
from model.synthesis.households import settle_households
from model.synthesis.people import dispose, endow, fall_ill
from model.synthesis.residence import settle_residence
from model.synthesis.roles import admit_members, appoint_cadres, appoint_locals, fill_posts
from model.synthesis.ties import knit
from model.synthesis.villages import found_village, township_share
from model.tables import GRIDS, HOUSEHOLDS, PEOPLE, TOWNSHIPS, VILLAGES


@dataclass
class Synthetic:
    """The people of a county before the first dekad.

    ``indptr`` (N+1) and ``indices`` hold the symmetric network of ties in compressed rows, indices sorted.
    ``people_start`` and ``household_start`` (V+1) cut people and households into the villages, in roster order.
    """

    people: Table
    households: Table
    villages: Table
    grids: Table
    townships: Table
    indptr: Array
    indices: Array
    village_ids: list[str]
    township_names: list[str]
    people_start: Rows
    household_start: Rows

    def clone(self) -> "Synthetic":
        """Return a copy with tables of its own; ties are shared, for they never change."""
        tables = ("people", "households", "villages", "grids", "townships")
        return replace(self, **{name: getattr(self, name).clone() for name in tables})


def synthesise(population: Population, seed: int, start: int, b: Any) -> Synthetic:
    """Build the people, households, posts and ties of every village of a roster.

    Each village is a pure function of its specification, the seed, the parameters and the start.

    Parameters
    ----------
    population
        The villages, every gap filled.
    seed
        Draws the people; the same seed gives the same people.
    start
        The absolute dekad of the first simulated dekad.
    b
        Behaviour parameters; those of ``b.population`` are read here, and of ``b.economy`` the labour a business takes.
    """
    return _join(population, [draft_village(spec, seed, start, b) for spec in population.villages], seed, b)


def draft_village(spec: VillageSpec, seed: int, start: int, b: Any) -> Draft:
    """Build one village, step by step; each step reads what stands above it."""
    draft = Draft(spec, seed, start, b.population, b.economy)
    found_village(draft)
    settle_households(draft)
    fill_families(draft)
    endow(draft)
    fall_ill(draft)
    appoint_cadres(draft)
    admit_members(draft)
    settle_residence(draft)
    start_economy(draft)
    appoint_locals(draft)
    fill_posts(draft)
    dispose(draft)
    knit(draft)
    return draft


def _starts(lengths: list[int]) -> Rows:
    return np.concatenate([[0], np.cumsum(lengths)]).astype(np.int64)


def _join(population: Population, drafts: list[Draft], seed: int, b: Any) -> Synthetic:
    people_start = _starts([len(draft.people) for draft in drafts])
    household_start = _starts([len(draft.households) for draft in drafts])
    grid_start = _starts([len(draft.workers) for draft in drafts])
    people = _stack(PEOPLE, [draft.people for draft in drafts])
    people.village = np.repeat(np.arange(len(drafts)), np.diff(people_start))
    people.household += household_start[people.village].astype(np.int32)
    households = _stack(HOUSEHOLDS, [draft.households for draft in drafts])
    households.village = np.repeat(np.arange(len(drafts)), np.diff(household_start))
    households.grid += grid_start[households.village].astype(np.int32)
    names = list(dict.fromkeys(spec.township for spec in population.villages))
    indptr, indices = _network(drafts, people_start)
    return Synthetic(
        people=people,
        households=households,
        villages=_villages(population, drafts, people_start, names),
        grids=_grids(drafts, people_start, grid_start),
        townships=_townships(population, names, seed, b.population),
        indptr=indptr,
        indices=indices,
        village_ids=[spec.id for spec in population.villages],
        township_names=names,
        people_start=people_start,
        household_start=household_start,
    )


def _network(drafts: list[Draft], people_start: Rows) -> tuple[Array, Array]:
    """Return the compressed rows of all villages one after another; no tie leaves its village."""
    edge = _starts([len(draft.indices) for draft in drafts])
    indptr = [draft.indptr[:-1] + edge[row] for row, draft in enumerate(drafts)] + [edge[-1:]]
    indices = [draft.indices + people_start[row] for row, draft in enumerate(drafts)]
    return np.concatenate(indptr).astype(np.int32), np.concatenate([*indices, edge[:0]]).astype(np.int32)


def _stack(columns: Any, tables: list[Table]) -> Table:
    """Return one table that holds the rows of all, in order."""
    whole = Table(columns, sum(len(table) for table in tables))
    for column in columns:
        if tables:
            np.concatenate([getattr(table, column.name) for table in tables], out=getattr(whole, column.name))
    return whole


def _rows_from(local: Rows | int, first: Rows | int) -> Rows:
    """Return row numbers counted from the county's first row; -1 stays -1."""
    return np.where(np.asarray(local) >= 0, np.asarray(local) + first, -1)


def _villages(population: Population, drafts: list[Draft], people_start: Rows, names: list[str]) -> Table:
    villages = Table(VILLAGES, len(drafts))
    specs = population.villages
    villages.key = np.array([draft.key for draft in drafts], dtype=np.uint64)
    villages.township = [names.index(spec.township) for spec in specs]
    villages.pool = 0 if population.county_coupling else villages.township
    for name in ("remoteness", "income_level", "clans"):
        setattr(villages, name, [getattr(spec, name) for spec in specs])
    villages.town = [spec.kind == "town_community" for spec in specs]
    for name in drafts[0].village if drafts else ():
        setattr(villages, name, [draft.village[name] for draft in drafts])
    villages.secretary = _rows_from(np.array([draft.secretary for draft in drafts], dtype=np.int64), people_start[:-1])
    return villages


def _grids(drafts: list[Draft], people_start: Rows, grid_start: Rows) -> Table:
    grids = Table(GRIDS, int(grid_start[-1]))
    for row, draft in enumerate(drafts):
        here = slice(int(grid_start[row]), int(grid_start[row + 1]))
        grids.village[here] = row
        grids.worker[here] = _rows_from(draft.workers, people_start[row])
        grids.key[here] = combine(draft.key, text_key("grid"), np.arange(len(draft.workers), dtype=np.uint64))
    return grids


def _townships(population: Population, names: list[str], seed: int, p: Any) -> Table:
    townships = Table(TOWNSHIPS, len(names))
    townships.key = np.array([text_key(name) for name in names], dtype=np.uint64)
    for spec in population.villages:
        townships.people[names.index(spec.township)] += spec.population
    townships.guidance = township_share(names, p.guidance_centre, p.guidance_spread, seed, "guidance")
    townships.coordination = township_share(names, p.coordination_centre, p.coordination_spread, seed, "coordination")
    return townships
