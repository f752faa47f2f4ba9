"""What a run keeps beside outcomes changes nothing, adds up to them, and is the same however a county is cut."""

from collections import Counter
from functools import cache
from itertools import pairwise

import numpy as np
import pytest
from snapshots import differing, snapshot
from strategies import EVERYTHING, STATUS_QUO, WEST, county_of, every, start_world, village
from watching import watch

from experiments import run as module
from experiments.run import Simulator, run
from model import detail as details
from model import scorecard_quantities
from model.blocks import Blocks
from model.calendar import DEKADS_A_QUARTER, date_of
from model.detail import ENDS, PARTS, collect, income_fifths, income_per_head
from model.measures import per_head, worst_fifth
from model.outcomes import OUTCOMES, measure
from model.settings import Programme
from model.tables import AWAY, COUNTY, DISPUTE_KINDS, MEMBER, RESIDENT, ROUTES, SETTLED, VILLAGE
from model.tallies import cohort, total, well_settled

NORTH = "北山镇"
LIVELY = {"disputes.base": 0.005, "disputes.petition": 0.01}
MIX = (*STATUS_QUO, Programme(policy="household_linkage"), Programme(policy="points"))


def county(programmes=MIX, **more):
    """Return five villages of three townships whose roster mixes the townships."""
    villages = (
        village("上坂村", 240, collective_income=90_000.0), village("石门村", 200, township=WEST, clans=6),
        village("下洋社区", 220, resident_share=0.5, kind="town_community"),
        village("岭头村", 180, township=NORTH, income_level=0.8, grid_workers=3),
        village("溪口村", 210, township=WEST, collective_income=0.0),
    )  # fmt: skip
    return county_of(*villages, **{"years": 2, "burn_in": 1, "programmes": programmes, **more})


def lived(chosen, people=10**6, *, detail=True):
    """Return a county at its end that looked on from its policy start."""
    blocks = Blocks.build(chosen, 1, people)
    while blocks.now < blocks.worlds[0].begin:
        blocks.step()
    blocks.adopt(chosen)
    if detail:
        details.begin(blocks)
    while blocks.now < blocks.worlds[0].end:
        blocks.step()
    return blocks


class Witness:
    """Another who looks on, person by person and dispute by dispute, slowly and plainly."""

    def __init__(self, world):
        self.first = {}
        """Key of a dispute -> what came first, and when."""
        self.quarters, self.active, self.late = Counter(), Counter(), Counter()
        self.available, self.colours = np.zeros_like(world.ledger.balance[0], dtype=float), []
        self.known, self.world = len(world.people), world
        watch(world, self.before, lambda _phase: None)

    def before(self, phase):
        if phase.name != "record":
            return
        world, now = self.world, self.world.now
        self.available += world.tick.available.sum(axis=1)
        for key, petitioned, settled, level, closed, state in zip(
            *(getattr(world.disputes, name).tolist() for name in NAMES), strict=True
        ):
            exits = {2: "faded", 3: "borne", 4: "court"}
            if petitioned == now:
                self.first.setdefault(key, ("petition", now))
            elif settled == now:
                self.first.setdefault(key, ("settled_village" if level <= VILLAGE else "settled_above", now))
            elif closed == now and state in exits:
                self.first.setdefault(key, (exits[state], now))
        if (now + 1) % DEKADS_A_QUARTER == 0:
            self.end_quarter()

    def end_quarter(self):
        people, start = self.world.people, self.world.now + 1 - DEKADS_A_QUARTER
        self.colours.append((date_of(start).isoformat(), self.world.grids.colour.tolist()))
        if start == self.world.begin:
            return
        grown, days = self.world.adults.tolist(), [bin(bits).count("1") for bits in people.presence.tolist()]
        for row, (status, acts) in enumerate(zip(people.status.tolist(), people.acts.tolist(), strict=True)):
            if grown[row] and status == RESIDENT and days[row] >= 6:
                counters = (self.quarters, self.active) if row < self.known else (self.late, self.late)
                counters[0][row if row < self.known else "quarters"] += 1
                counters[1][row if row < self.known else "active"] += acts > 0


NAMES = ("key", "petitioned", "first_settled", "settled_level", "closed", "state")


@cache
def witnessed():
    """Return (detail, ended world with all its disputes, witness, the world as it was on the policy start)."""
    chosen = county(behaviour=LIVELY)
    world = start_world(chosen, events=True)
    blocks = Blocks([world])
    before = world.clone()
    details.begin(blocks)
    witness = Witness(world)
    while world.now < world.end:
        world.step()
    return collect(blocks, world), world, witness, before


@pytest.fixture
def seen():
    return witnessed()


def column(seen, part, *names):
    return zip(*(seen[0][part][name].tolist() for name in names), strict=True)


def named(seen, part):
    return dict(column(seen, part, "name", "value"))


# Changing nothing


def test_who_looks_on_changes_no_bit():
    chosen = county(EVERYTHING, behaviour=LIVELY, years=1)
    alone, watched = (lived(chosen, detail=detail).worlds[0] for detail in (False, True))
    assert watched.detail is not None
    assert differing(snapshot(alone), snapshot(watched)) == []


def test_a_run_tells_what_it_saw_only_where_it_is_asked():
    plain, told = run(county(years=1), 1), run(county(years=1), 1, detail=True)
    assert plain.detail is None
    assert list(told.detail) == list(PARTS)
    assert repr(sorted(plain.values().items())) == repr(sorted(told.values().items()))


def same(one, other):
    return [
        f"{part}.{name}"
        for part, columns in PARTS.items()
        for name in columns
        if one[part][name].tobytes() != other[part][name].tobytes()
    ]


def test_a_county_cut_in_three_tells_the_same():
    chosen = county(EVERYTHING, behaviour=LIVELY, years=1)
    whole, three = lived(chosen), lived(chosen, 1)
    assert len(three.worlds) == 3
    assert same(collect(three, three.join()), collect(whole, whole.worlds[0])) == []


def test_a_copy_goes_on_looking_by_itself():
    blocks = Blocks.build(county(behaviour=LIVELY), 1, 10**6)
    while blocks.now < blocks.worlds[0].begin:
        blocks.step()
    blocks.adopt(county(behaviour=LIVELY))
    details.begin(blocks)
    for _ in range(30):
        blocks.step()
    early = collect(blocks, blocks.worlds[0])
    twin = blocks.clone()
    while twin.now < twin.worlds[0].end:
        twin.step()
    assert same(collect(blocks, blocks.worlds[0]), early) == []
    while blocks.now < blocks.worlds[0].end:
        blocks.step()
    assert same(collect(twin, twin.worlds[0]), collect(blocks, blocks.worlds[0])) == []
    assert same(collect(blocks, blocks.worlds[0]), early) != []


def test_a_simulator_that_shares_a_burn_in_tells_what_each_run_tells_alone():
    simulate = Simulator(detail=True)
    assert simulate.together(county()) == 1
    for programmes in (STATUS_QUO, MIX):
        chosen = county(programmes, years=1)
        assert same(simulate(chosen, 2).detail, run(chosen, 2, detail=True).detail) == []


def test_a_county_lived_block_after_block_tells_nothing_and_says_so(monkeypatch):
    monkeypatch.setattr(module, "PEOPLE_A_BLOCK", 1)
    chosen = county(coupled=False, years=1, burn_in=0)
    told = run(chosen, 1, detail=True)
    assert told.detail == {}
    assert repr(sorted(told.values().items())) == repr(sorted(run(chosen, 1).values().items()))
    assert list(run(chosen, 1, detail=True, extra=lambda _world: {}).detail) == list(PARTS)


# People


def test_people_are_those_registered_on_the_policy_start(seen):
    told, _, _, before = seen
    people, rows = before.people, np.flatnonzero(before.registered)
    rows = rows[np.argsort(people.village[rows], kind="stable")]
    assert len(rows) > 900
    assert np.array_equal(told["people"]["key"].view(np.uint64), people.key[rows])
    assert np.array_equal(told["people"]["village"], people.village[rows])
    assert np.array_equal(told["people"]["sex"], people.sex[rows])
    assert np.array_equal(told["people"]["home"], people.status[rows] == RESIDENT)
    assert np.array_equal(told["people"]["member"], (people.role[rows] & MEMBER) > 0)
    assert told["people"]["age"].tolist() == [(before.now - born) // 36 for born in people.born[rows].tolist()]
    assert {AWAY, RESIDENT} == set(people.status[rows].tolist())


def test_the_largest_clan_is_counted_village_by_village(seen):
    _, _, _, before = seen
    people = before.people
    heads = {}
    for village_, clan, registered in zip(
        people.village.tolist(), people.clan.tolist(), before.registered.tolist(), strict=True
    ):
        if registered and clan >= 0:
            heads.setdefault(village_, Counter())[clan] += 1
    clans = {int(key): clan for key, clan in zip(people.key.tolist(), people.clan.tolist(), strict=True)}
    told = set()
    for key, village_, place in column(seen, "people", "key", "village", "clan"):
        clan, counted = clans[key % 2**64], heads[village_]
        most = min(counted, key=lambda name: (-counted[name], name))
        assert place == (2 if clan < 0 else 0 if clan == most else 1)
        told.add(place)
    assert told >= {0, 1}


def test_clans_of_nobody_are_none(seen):
    world = seen[3].clone()
    world.people.clan[:5] = -1
    assert details.clan_position(world, np.arange(8)).tolist()[:5] == [2] * 5


def test_fifths_are_those_of_the_county_and_equal_in_people(seen):
    _, _, _, before = seen
    income, dekads = income_per_head(before)
    (fifth,) = income_fifths((before,))
    assert np.array_equal(fifth > 0, dekads > 0)
    shares = [dekads[fifth == number].sum() / dekads.sum() for number in range(1, 6)]
    assert shares == pytest.approx([0.2] * 5, abs=6 * 36 / dekads.sum())
    edges = [(income[fifth == number].min(), income[fifth == number].max()) for number in range(1, 6)]
    assert all(lower[1] <= upper[0] for lower, upper in pairwise(edges))
    poorest = fifth == 1
    some, people, _ = per_head(before)
    assert np.average(income[poorest], weights=dekads[poorest]) == pytest.approx(worst_fifth(before, some, people))
    household = dict(zip(before.people.key.tolist(), before.people.household.tolist(), strict=True))
    for key, told in column(seen, "people", "key", "fifth"):
        assert told == fifth[household[key % 2**64]]


def test_without_a_year_before_nobody_has_a_fifth():
    told = run(county(burn_in=0, years=1), 1, detail=True).detail["people"]
    assert set(told["fifth"].tolist()) == {0}


def test_income_is_that_of_the_household_at_the_end(seen):
    _, world, _, before = seen
    income, dekads = income_per_head(world)
    assert np.array_equal(income[dekads > 0], per_head(world)[0])
    assert np.isnan(income[dekads == 0]).all()
    row = {key: row for row, key in enumerate(world.people.key.tolist())}
    outcomes = Counter()
    for key, value, stays in column(seen, "people", "key", "income", "stays"):
        mine = row[key % 2**64]
        registered = world.people.status[mine] in (RESIDENT, AWAY)
        assert stays == registered
        expected = income[world.people.household[mine]] if registered else np.nan
        assert np.float32(expected) == value or (np.isnan(expected) and np.isnan(value))
        outcomes[stays, bool(np.isnan(value))] += 1
    assert set(outcomes) >= {(True, False), (False, True)}
    assert len(before.people) < len(world.people)


def test_taking_part_is_counted_person_by_person(seen):
    told, world, witness, _ = seen
    rows = {key: row for row, key in enumerate(world.people.key.tolist())}
    for key, quarters, active in column(seen, "people", "key", "quarters", "active"):
        mine = rows[key % 2**64]
        assert (quarters, active) == (witness.quarters[mine], witness.active[mine])
    assert told["people"]["quarters"].max() == 7


def test_participation_is_that_of_the_people_and_of_who_came_later(seen):
    told, world, witness, _ = seen
    active, quarters = (int(told["people"][name].sum()) for name in ("active", "quarters"))
    took_part, adults = OUTCOMES["participation_rate"].measure(world)
    assert (active + witness.late["active"], quarters + witness.late["quarters"]) == (took_part.sum(), adults.sum())
    assert 0 < witness.late["quarters"] < 0.2 * quarters


def parties(world):
    """Yield (parties, resolved) of every dispute of the cohort, row by row."""
    d = every(world, "disputes")
    rows = zip(d.person.tolist(), d.other.tolist(), cohort(world, d).tolist(), well_settled(d).tolist(), strict=True)
    return [((person, other), done) for person, other, counts, done in rows if counts]


def test_disputes_are_counted_for_both_parties(seen):
    told, world, witness, _ = seen
    mine, done = Counter(), Counter()
    for both, resolved in parties(world):
        for party in both:
            mine[party] += 1
            done[party] += resolved
    rows = {key: row for row, key in enumerate(world.people.key.tolist())}
    for key, disputes, resolved in column(seen, "people", "key", "disputes", "resolved"):
        assert (disputes, resolved) == (mine[rows[key % 2**64]], done[rows[key % 2**64]])
    newcomers = sum(count for row, count in mine.items() if row < 0 or row >= witness.known)
    assert int(told["people"]["disputes"].sum()) == 2 * len(parties(world)) - newcomers
    assert told["people"]["resolved"].sum() > 50


def test_the_same_people_are_told_of_under_every_scenario():
    chosen = county(behaviour=LIVELY, years=1)
    one, other = (
        run(chosen.model_copy(update={"programmes": mix}), 3, detail=True).detail["people"] for mix in (STATUS_QUO, MIX)
    )
    for name in ("key", "village", "sex", "age", "home", "clan", "fifth", "member"):
        assert np.array_equal(one[name], other[name]), name
    assert not np.array_equal(one["active"], other["active"])


def test_villages_come_with_what_they_are(seen):
    told, world, _, before = seen
    assert told["villages"]["village"].tolist() == world.village_ids
    assert told["villages"]["township"].tolist() == [name.split("/")[0] for name in world.village_ids]
    assert [kind == "town_community" for kind in told["villages"]["kind"]] == before.villages.town.tolist()
    assert told["villages"]["kind"].tolist().count("town_community") == 1
    assert np.array_equal(told["villages"]["remoteness"], before.villages.remoteness.astype("f4"))
    assert told["villages"]["people"].tolist() == np.bincount(told["people"]["village"]).tolist()


# Disputes


def test_fates_are_what_came_first_to_each_dispute(seen):
    _, world, witness, _ = seen
    d = every(world, "disputes")
    expected = Counter()
    for key, kind, arose in zip(d.key.tolist(), d.kind.tolist(), d.arose.tolist(), strict=True):
        if arose >= world.begin:
            cause, when = witness.first.get(key, ("none", world.end))
            expected[DISPUTE_KINDS[kind], cause, when - arose] += 1
    found = {
        (kind, cause, dekads): n for kind, cause, dekads, n in column(seen, "fates", "kind", "cause", "dekads", "n")
    }
    assert found == expected
    assert sum(found.values()) == total(world, "arising").sum()
    assert {cause for _, cause, _ in found} == set(details.CAUSES)


def flows_of(seen):
    return {(*place, bool(asked)): n for *place, asked, n in column(seen, "flows", "route", "end", "petitioned", "n")}


def test_flows_are_how_each_dispute_of_the_cohort_ended(seen):
    _, world, _, _ = seen
    d = every(world, "disputes")
    expected = Counter()
    for counts, route, state, level, petitions in zip(
        cohort(world, d),
        d.route.tolist(),
        d.state.tolist(),
        d.settled_level.tolist(),
        d.petitions.tolist(),
        strict=True,
    ):
        left = {2: "faded", 3: "borne", 4: "court", 0: "petition" if petitions else "open"}
        expected[ROUTES[route], ENDS[level] if state == SETTLED else left[state], petitions > 0] += int(counts)
    assert flows_of(seen) == +expected
    assert sum(flows_of(seen).values()) == total(world, "cohort").sum()
    assert {end for _, end, _ in flows_of(seen)} >= {
        "grid",
        "village",
        "township",
        "petition",
        "court",
        "faded",
        "open",
    }


def test_rates_of_disputes_follow_from_flows(seen):
    told, world, _, _ = seen
    outcomes, flows = measure(world).outcomes, Counter()
    for (_, end, _), n in flows_of(seen).items():
        flows[end] += n
    done = sum(resolved for _, resolved in parties(world))
    assert outcomes["dispute_resolution_rate"] == done / told["flows"]["n"].sum()
    d = every(world, "disputes")
    # The outcome counts settlements that broke out again and stand no more, too.
    broken = cohort(world, d) & (d.first_settled >= 0) & (d.state != SETTLED)
    low = sum(flows[end] for end in ENDS[: VILLAGE + 1]) + (broken & (d.settled_level <= VILLAGE)).sum()
    settled = sum(flows[end] for end in ENDS[: COUNTY + 1]) + broken.sum()
    assert outcomes["settled_in_village_share"] == low / settled
    assert broken.sum() > 0


# Hours, colours, money


def test_hours_add_up_to_the_outcome_and_to_what_there_was(seen):
    told, world, witness, _ = seen
    rows = list(column(seen, "hours", "village", "role", "task", "hours"))
    assert len(rows) == 5 * 4 * 6
    worked = sum(value for _, _, task, value in rows if task != "unused")
    assert worked / named(seen, "sizes")["years"] / named(seen, "sizes")["registered"] == pytest.approx(
        measure(world).outcomes["worker_hours"], rel=1e-12
    )
    for place, name in enumerate(world.village_ids):
        assert sum(value for village_, *_, value in rows if village_ == name) == pytest.approx(witness.available[place])
    assert min(value for *_, value in rows) == 0
    assert told["hours"]["hours"].dtype == np.float64


def test_money_adds_up_to_the_outcome_and_to_the_books(seen):
    told, world, _, before = seen
    yuan = {
        (village_, account): value for village_, account, value in column(seen, "money", "village", "account", "yuan")
    }
    public = sum(value for (_, account), value in yuan.items() if account in ("grants", "county"))
    sizes = named(seen, "sizes")
    assert public / sizes["registered"] / sizes["years"] == pytest.approx(
        measure(world).outcomes["public_cost_per_head"], rel=1e-12
    )
    assert min(yuan.values()) >= 0
    for place, name in enumerate(world.village_ids):
        for account, sign in (("wages", 1), ("operating_income", -1), ("points", 1)):
            fen = sign * (world.ledger.of(account)[place] - before.ledger.of(account)[place])
            assert yuan[name, account] == fen / 100
    assert sum(value for (_, account), value in yuan.items() if account == "points") > 0
    assert len(told["money"]["yuan"]) == 5 * 17


def test_colours_are_those_of_the_quarters_end(seen):
    _, world, witness, _ = seen
    villages = world.grids.village.tolist()
    expected = []
    for quarter, colours in witness.colours:
        number = Counter()
        for village_, colour in zip(villages, colours, strict=True):
            number[village_] += 1
            expected.append((world.village_ids[village_], number[village_], quarter, colour))
    rows = list(column(seen, "colours", "village", "grid", "date", "colour"))
    assert sorted(rows) == sorted(expected)
    assert [row[2] for row in rows] == sorted(row[2] for row in rows)
    assert len({row[2] for row in rows}) == 8
    assert len({row[3] for row in rows}) > 1
    assert max(row[1] for row in rows) > 1


# Sizes and quantities


def test_sizes_are_what_outcomes_are_divided_by(seen):
    _, world, _, _ = seen
    sizes = named(seen, "sizes")
    assert sizes["years"] == 2
    assert sizes["registered"] * sizes["years"] == pytest.approx(
        OUTCOMES["public_cost_per_head"].measure(world)[1].sum()
    )
    assert sizes["residents_years"] == pytest.approx(OUTCOMES["disposable_income"].measure(world)[1].sum())
    assert sizes["adults"] == pytest.approx(np.mean([q.sum() for q in world.record["adults"][-8:]]))


def test_quantities_are_those_of_the_scorecard():
    chosen = county(years=1)
    told = run(chosen, 1, detail=True, extra=scorecard_quantities.measure)
    columns = told.detail["quantities"]
    found = dict(zip(columns["name"].tolist(), columns["value"].tolist(), strict=True))
    assert repr(found) == repr({name: float(value) for name, value in told.quantities.items()})


def test_every_part_has_its_columns_in_order_and_of_its_types(seen):
    for part, columns in PARTS.items():
        assert list(seen[0][part]) == list(columns)
        for name, dtype in columns.items():
            held = seen[0][part][name]
            assert held.dtype.kind == np.dtype(dtype).kind
            assert dtype == "U" or held.dtype == dtype
        assert len({len(held) for held in seen[0][part].values()}) == 1
        assert len(next(iter(seen[0][part].values()))) > 0
