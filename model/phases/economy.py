"""Production, wages, projects, cooperatives and dividends; what every household lives on."""

from typing import TYPE_CHECKING

import numpy as np

from model.calendar import DEKADS_A_QUARTER, DEKADS_A_YEAR
from model.columns import Array, Fen, Mask, Reals
from model.ledger import ROW, share_out, whole_fen
from model.phases.arising import emergency
from model.primitives import group_count, group_sum
from model.rules.earns import business_income, transfers
from model.rules.joins_cooperative import joins_cooperative
from model.rules.project_pays import household_weight, project_return
from model.tables import AWAY, CONTRACT, LED, ONLINE, PAIRED, RESIDENT, STARTED

if TYPE_CHECKING:
    from model.world import World

OWN_INCOME = ("operating_income", "project_income", "cooperative_income")
LIFTS = {
    "contract_lift": CONTRACT,
    "online_lift": ONLINE,
    "start_lift": STARTED,
    "led_lift": LED,
    "pair_lift": PAIRED,
}
"""What each programme adds to the business of the households that are in it, by driver and bit of `joined`."""
# Share of the year's business income by month: harvests in early and late summer and in autumn.
_HARVESTS = np.array([0.75, 0.7, 0.85, 0.9, 1.0, 1.25, 1.0, 0.95, 1.25, 1.35, 1.1, 0.9])
SEASON = _HARVESTS / _HARVESTS.mean()


def settle(world: "World") -> None:
    """Earn, invest and share out."""
    run_projects(world)
    earn(world)
    ask_to_join(world)
    if world.now % DEKADS_A_YEAR == DEKADS_A_YEAR - 1:
        reinvest_and_divide(world)


def earn(world: "World") -> None:
    """Add the dekad's income of every household, by the four official sources."""
    households, villages, b = world.households, world.villages, world.b.economy
    market = villages.market[households.village]
    wage = households.pay_home * market
    abroad = households.pay_away
    somebody = households.residents > 0
    sent = abroad * b.remitted * somebody
    lift = 1.0 + cooperative_lift(world)
    season = float(SEASON[world.tick.month - 1])
    hands, half = households.hands, b.labour_half
    business = business_income(households.business, hands, season, market, lift, half) * somebody
    level = villages.income_level[households.village]
    count_cooperative(world, business, lift)
    business, wage = moved_by_programmes(world, business, wage)
    households.wage_income += wage
    households.business_income += business
    households.property_income += b.land_rent * households.land / DEKADS_A_YEAR * somebody
    households.transfer_income += transfers(households.old, households.hardship & somebody, sent, level, b)
    relieve(world, somebody)
    households.away_income += abroad - sent
    households.person_dekads += households.residents


def moved_by_programmes(world: "World", business: Reals, wage: Reals) -> tuple[Reals, Reals]:
    """Return business income and pay at home with what programmes add and an emergency takes, one value a household."""
    households, drivers = world.households, world.drivers
    village, joined, land = households.village, households.joined, households.land
    lifts = [drivers[name][village] * ((joined & bit) > 0) for name, bit in LIFTS.items() if drivers[name].any()]
    if drivers["product_lift"].any():
        lifts.append(drivers["product_lift"][village] * (land > 0.0))
    if lifts:
        business = business * (1.0 + sum(lifts))
    if drivers["pair_lift"].any():
        wage = wage * (1.0 + drivers["pair_lift"][village] * ((joined & PAIRED) > 0))
    harm = emergency(world)
    if harm.any():
        left = (1.0 - world.b.economy.emergency_loss * harm)[village]
        business, wage = business * left, wage * left
    return business, wage


def relieve(world: "World", somebody: Mask) -> None:
    """Pay relief to households in hardship; the county pays it beside the village purse."""
    households, aid = world.households, world.drivers["hardship_aid"]
    if aid.any():
        needy = np.flatnonzero(households.hardship & somebody)
        households.transfer_income[needy] += aid[households.village[needy]] / DEKADS_A_YEAR


def count_cooperative(world: "World", business: Reals, lift: Reals) -> None:
    """Count what members of branch-led cooperatives gain, and how many people live in their households."""
    households, villages = world.households, world.villages
    members = np.flatnonzero(households.member)
    if not len(members):
        return
    village, count = households.village[members], len(villages)
    gain = group_sum(village, business[members] * (1.0 - 1.0 / lift[members]), count)
    people = group_sum(village, households.residents[members], count)
    villages.cooperative_gain = villages.cooperative_gain + gain
    villages.cooperative_people = villages.cooperative_people + people


def cooperative_lift(world: "World") -> Reals:
    """Return how much more a member household of a branch-led cooperative earns from its business (a share)."""
    lead = world.drivers["cooperative"] * np.exp(world.b.economy.ability_weight * ability(world))
    lift: Reals = (
        world.households.member * np.minimum(lead * world.b.economy.cooperative_gain, 1.0)[world.households.village]
    )
    return lift


def ability(world: "World") -> Reals:
    """Return the secretary's ability and what is lent to it, in sd, one value a village; a vacant post counts as -1."""
    secretary = world.villages.secretary
    able = world.people.ability[np.maximum(secretary, 0)] + world.drivers["secretary_ability"]
    return np.where(secretary >= 0, able, -1.0)


def attention(world: "World") -> Reals:
    """Return the secretary's attention to village affairs times effort, one value a village."""
    secretary, people = world.villages.secretary, world.people
    chief = np.maximum(secretary, 0)
    given = (people.focus[chief] + world.drivers["focus"]).clip(0.0, 1.0) * np.minimum(people.effort[chief], 1.0)
    return np.where(secretary >= 0, given, float(world.b.economy.vacant_attention))


def run_projects(world: "World") -> None:
    """Book the dekad's collective income and wear, and pass the gains of projects on to households."""
    villages, ledger, drivers, b = world.villages, world.ledger, world.drivers, world.b.economy
    capital = ledger.of("capital") / 100.0
    villages.scale = scale_of_projects(world, capital)
    waits = drivers["needs_quorum"] * ~villages.quorum
    skill = drivers["project_skill"] * drivers["project_pace"] * (1.0 - waits)
    earned = project_return(capital, ability(world), attention(world), villages.market, villages.scale, skill, b)
    ledger.post("cash", "project_income", whole_fen(np.maximum(earned, 0.0)))
    wear = whole_fen(capital * b.depreciation / DEKADS_A_YEAR)
    ledger.post("depreciation", "capital", wear)
    ledger.post("cash", "operating_income", whole_fen(villages.operating_level * villages.market / DEKADS_A_YEAR))
    if capital.any():
        pass_on(world, earned * b.household_spill * drivers["household_spill"])


def scale_of_projects(world: "World", capital: Reals) -> Reals:
    """Return by how much pooling raises what capital earns: most where a village brings little of its group's."""
    villages, count = world.villages, len(world.villages)
    scale = np.ones(count)
    rows = np.flatnonzero(villages.joint >= 0)
    if not len(rows):
        return scale
    group = villages.joint[rows]
    whole = group_sum(group, capital[rows], count)[group]
    own = np.divide(capital[rows], whole, out=1.0 / group_count(group, count)[group], where=whole > 0.0)
    scale[rows] = 1.0 + world.b.economy.joint_scale * (1.0 - own)
    return scale


def pass_on(world: "World", gains: Reals) -> None:
    """Share jobs and orders that come with projects among households, the connected first where oversight is weak."""
    households, villages = world.households, world.villages
    oversight = world.oversight[households.village]
    weight = household_weight(households.rank, oversight, households.residents.astype(float), world.b.economy.capture)
    whole = group_sum(households.village, weight, len(villages))
    share = np.where(whole > 0, gains / np.where(whole > 0, whole, 1.0), 0.0)
    households.wage_income += weight * share[households.village]


def ask_to_join(world: "World") -> None:
    """Ask households outside the branch-led cooperative to join: a quarter after its founding and once a year."""
    households, villages, people, b = world.households, world.villages, world.people, world.b.economy
    state = world.programmes.get("branch_cooperative")
    if state is None:
        return
    households.member &= state.in_force[households.village]
    asking = state.in_force & (
        (world.now % DEKADS_A_YEAR == DEKADS_A_YEAR - 1) | (world.now == state.since + DEKADS_A_QUARTER)
    )
    if not asking.any():
        return
    gain = (
        households.business
        * DEKADS_A_YEAR
        * b.cooperative_gain
        * np.exp(b.ability_weight * ability(world))[households.village]
    )
    heads = group_sum(people.household, people.status == RESIDENT, len(households))
    trust = group_sum(people.household, people.trust_village * (people.status == RESIDENT), len(households))
    believes = trust / np.maximum(heads, 1)
    fee = state.levers["entry_fee"][households.village]
    chance = joins_cooperative(gain, fee, believes, households.hardship, b)
    asked = asking[households.village] & ~households.member & (households.residents > 0)
    rows = np.flatnonzero(asked)
    # One draw for good: who held back when asked holds back again until the offer or trust is better.
    joins = rows[world.draw("join", households.key[rows], 0) < chance[rows]]
    households.member[joins] = True
    paid = np.minimum(fee[joins], households.business_income[joins].clip(min=0.0))
    households.business_income[joins] -= paid
    dues = np.zeros(len(villages), dtype=np.int64)
    np.add.at(dues, households.village[joins], whole_fen(paid))
    world.ledger.post("cash", "cooperative_income", dues)


def reinvest_and_divide(world: "World") -> None:
    """At the end of the year, villages put part of what they earned into projects and share out part of a surplus."""
    ledger, villages, households, b = world.ledger, world.villages, world.households, world.b.economy
    cooperative_dues(world)
    earned = collective_income(world)
    spare = np.maximum(ledger.of("cash") - whole_fen(world.b.money.reserve), 0)
    able = np.exp(b.ability_weight * ability(world))
    lead = np.clip(villages.own_reinvestment * able + world.drivers["own_drive"], 0.0, b.reinvest_most)
    put = np.minimum(np.floor(earned * lead).astype(np.int64), spare)
    ledger.post("capital", "cash", put)
    spare = np.maximum(spare - put, 0)
    pool = np.minimum(
        np.floor(np.maximum(earned - whole_fen(b.dividend_threshold), 0) * b.dividend_share).astype(np.int64), spare
    )
    pool = np.maximum(pool, 0)
    weight = dividend_weight(world)
    got = share_out(pool, households.village, weight, households.key)
    paid = np.zeros(len(villages), dtype=np.int64)
    np.add.at(paid, households.village, got)
    ledger.post("dividends", "cash", paid)
    households.received += got
    households.property_income += got / 100.0
    spend_surplus(world)
    natives = group_sum(households.village, households.native, len(villages))
    world.record.setdefault("dividend_per_household", []).append(paid / 100.0 / np.maximum(natives, 1))


def spend_surplus(world: "World") -> None:
    """At the end of the year, most of what is left over goes into works for the village."""
    ledger, b = world.ledger, world.b.money
    spare = np.maximum(ledger.of("cash") - whole_fen(b.reserve) - world.tick.wage_bill * 6, 0)
    works = np.floor(spare * b.surplus_spent).astype(np.int64)
    ledger.spend("services", works)
    world.villages.works = works / 100.0 / np.maximum(world.by_village(world.resident), 1.0)


def collective_income(world: "World") -> Fen:
    """Return what the collective earned since the last year's end, in fen a village, read off the ledger."""
    books = world.record.get("ledger", [])
    now = -sum((world.ledger.of(name) for name in OWN_INCOME), start=np.zeros(len(world.villages), dtype=np.int64))
    if len(books) < 4:
        return np.asarray(now, dtype=np.int64)
    then: Fen = -sum((books[-4][ROW[name]] for name in OWN_INCOME), start=np.zeros_like(now))
    return now - then


def cooperative_dues(world: "World") -> None:
    """Members pay the collective its share of what the cooperative earned them this year (F056: about a tenth)."""
    households = world.households
    lift = cooperative_lift(world)
    if not lift.any():
        return
    state = world.programmes["branch_cooperative"]
    extra = np.maximum(households.business_income, 0.0) * lift / (1.0 + lift)
    due = whole_fen(extra * state.levers["collective_share"][households.village])
    households.business_income -= due / 100.0
    total = np.zeros(len(world.villages), dtype=np.int64)
    np.add.at(total, households.village, due)
    world.ledger.post("cash", "cooperative_income", total)


def dividend_weight(world: "World") -> Array:
    """Return each native household's weight in the dividend: people and rank, and points where they are tied."""
    households, people = world.households, world.people
    oversight = world.oversight[households.village]
    alive = ((people.status == RESIDENT) | (people.status == AWAY)).astype(float)
    heads = group_sum(people.household, alive, len(households))
    weight = (
        household_weight(households.rank, oversight, heads, world.b.economy.capture_dividend * world.b.economy.capture)
        * households.native
    )
    active = group_sum(people.household, people.lately * alive, len(households)) / np.maximum(heads, 1.0)
    tied = world.drivers["dividend_tied"][households.village]
    shared: Array = weight * (1.0 - tied + tied * world.b.economy.tied_spread * active)
    return shared
