"""Draws as the model makes them: keys of a synthesised county, its processes and dekads, and how a word is mixed.

Beside the model's own generator stand broken ones: a battery that lets one of them pass proves nothing.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cache

import numpy as np

from model.calendar import DEKADS_A_YEAR, dekad_of
from model.chance import _mix, salt
from model.columns import Keys, Reals, Rows
from model.parameters import behaviour
from model.synthesis import synthesise
from scenarios.load import load_scenario

PROCESSES = (
    "take part", "quarrels", "needs", "visit", "move", "die", "bear", "mediate", "relapse", "voice", "menu",
    "mobilised", "severity", "kind", "counterpart", "work", "costly", "cost", "need found", "lapse", "channel",
    "request queue", "part work", "request up", "above", "request report", "festival", "job", "first job",
    "first departure", "sex", "marry", "recruits", "apply", "opening", "find", "referral", "pre-trial",
    "petition report", "queue", "relapse date", "pass up", "report", "market", "taking", "quit", "hire", "focus",
    "step down", "election", "join", "meeting", "points recorded", "black list", "linkage", "first visit",
)  # fmt: skip
"""Processes by the names under which the model draws."""

SEEDS = (1, 2, 3, 4, 2**40 + 7, 2**63 - 1, 5, 6)
"""Replication r of a study uses seed + r, so that most seeds are neighbours."""


def dekads(count: int) -> range:
    """Return the first dekads of the pilot county's runs."""
    first = _first_dekad()
    return range(first, first + count)


@cache
def _first_dekad() -> int:
    horizon = load_scenario("pilot_county").settings.horizon
    return dekad_of(horizon.start) - horizon.burn_in_years * DEKADS_A_YEAR


@dataclass(frozen=True)
class Keyring:
    """The keys of the pilot county in table order, and who belongs together; rows count in ``every``."""

    people: Keys
    every: Keys
    """People, households, villages and grids, one after another."""
    first_member: Rows
    second_member: Rows
    home_of_first: Rows


@cache
def keyring() -> Keyring:
    """Return the keys of the pilot county as the synthesis makes them."""
    settings = load_scenario("pilot_county").settings
    made = synthesise(settings.population, 1, _first_dekad(), behaviour(settings.behaviour))
    _, first, size = np.unique(made.people.household, return_index=True, return_counts=True)
    shared = first[size > 1]
    tables = (made.people, made.households, made.villages, made.grids)
    homes = len(made.people) + made.people.household[shared].astype(np.int64)
    return Keyring(made.people.key, np.concatenate([table.key for table in tables]), shared, shared + 1, homes)


Salter = Callable[[int, str, int], np.uint64]
Maker = Callable[[Keys, Keys], Keys]


def model_words(keys: Keys, salts: Keys) -> Keys:
    """Return the model's words before they become draws: a row a salt, a column a key."""
    return _mix(salts[:, None] + keys)


@dataclass(frozen=True)
class Generator:
    """A way to make words out of keys and salts."""

    name: str
    make: Maker = model_words
    salt: Salter = salt
    betrayed_by: tuple[str, ...] = ()
    """Verdicts that are red, whatever else is, if the generator is a broken one."""

    def words(self, keys: Keys, cells: Sequence[tuple[int, str, int]]) -> Keys:
        """Return a row of words for each cell (seed, process, dekad) and a column for each key."""
        return self.make(keys, np.array([self.salt(*cell) for cell in cells], dtype=np.uint64))


MODEL = Generator("the model's")


def to_draws(words: Keys) -> Reals:
    """Return the draws in (0, 1) that `model.chance.uniform` makes of words."""
    draws = (words >> np.uint64(12)).astype(np.float64)
    draws += 0.5
    draws *= 2.0**-52
    return draws


def to_scaled(words: Keys) -> Reals:
    """Return the draws moved and stretched to mean 0 and variance 1."""
    draws = to_draws(words)
    draws -= 0.5
    draws *= np.sqrt(12.0)
    return draws


def _one_multiply(keys: Keys, salts: Keys) -> Keys:
    z = salts[:, None] + keys
    z ^= z >> np.uint64(30)
    z *= np.uint64(0xBF58476D1CE4E5B9)
    z ^= z >> np.uint64(27)
    return z ^ (z >> np.uint64(31))


def _salt_after_mixing(keys: Keys, salts: Keys) -> Keys:
    return salts[:, None] + _mix(keys.copy())


def _numbered(keys: Keys, salts: Keys) -> Keys:
    """Multiply whole numbers by the golden ratio, as Knuth hashes."""
    return (salts[:, None] + np.arange(len(keys), dtype=np.uint64)) * np.uint64(0x9E3779B97F4A7C15)


def _stuck_bit(keys: Keys, salts: Keys) -> Keys:
    return model_words(keys, salts) & ~np.uint64(1 << 12)


def _leaning(keys: Keys, salts: Keys) -> Keys:
    words = model_words(keys, salts)
    return words - (words >> np.uint64(6))


def _short_keys(keys: Keys, salts: Keys) -> Keys:
    return model_words(keys % np.uint64(1 << 21), salts)


def _following(keys: Keys, salts: Keys) -> Keys:
    """Give every tenth person the key of the one before."""
    copied = keys.copy()
    copied[1::10] = copied[0::10][: len(copied[1::10])]
    return model_words(copied, salts)


def _household_as_member(keys: Keys, salts: Keys) -> Keys:
    copied, ring = keys.copy(), keyring()
    copied[ring.home_of_first[::10]] = copied[ring.first_member[::10]]
    return model_words(copied, salts)


def _two_alike(keys: Keys, salts: Keys) -> Keys:
    """Give the last person the key of the first."""
    copied = keys.copy()
    copied[len(keyring().people) - 1] = copied[0]
    return model_words(copied, salts)


def _common_luck(keys: Keys, salts: Keys) -> Keys:
    """Let half of the people, in a quarter of the dekads, all meet the luck of one."""
    words = model_words(keys, salts)
    rows = np.flatnonzero(salts % np.uint64(4) == 0)
    words[rows, ::2] = words[rows, :1]
    return words


BROKEN = (
    Generator(
        "second multiply of the mixer dropped",
        make=_one_multiply,
        betrayed_by=("avalanche: oddest of 4,096 pairs of bits",),
    ),
    Generator(
        "salt added after mixing",
        make=_salt_after_mixing,
        betrayed_by=(
            "pairs of successive dekads",
            "threes of successive dekads",
            "runs about one half: dekads",
            "threes of successive people",
        ),
    ),
    Generator(
        "people numbered, one multiply",
        make=_numbered,
        betrayed_by=(
            "KS: all gaps",
            "even: bits 16-31",
            "even: bits 32-47",
            "runs up and down: people",
        ),
    ),
    Generator(
        "lowest bit of the draw stuck",
        make=_stuck_bit,
        betrayed_by=(
            "even: bits 0-15",
            "even: oddest of 64 bits",
        ),
    ),
    Generator(
        "draws lean down by a sixty-fourth",
        make=_leaning,
        betrayed_by=(
            "even: bits 48-63",
            "KS: widest gap",
        ),
    ),
    Generator(
        "keys of 21 bits",
        make=_short_keys,
        betrayed_by=(
            "birthday spacings: highest 48 bits",
            "birthday spacings: lowest 48 bits",
            "avalanche: all pairs of bits",
        ),
    ),
    Generator(
        "every tenth person follows the one before",
        make=_following,
        betrayed_by=(
            "pairs of successive people",
            "correlation: neighbours in the table",
            "correlation: two of a household",
            "runs about one half: people",
        ),
    ),
    Generator(
        "one household in ten draws with its member's key",
        make=_household_as_member,
        betrayed_by=("correlation: household and member",),
    ),
    Generator(
        "two people with one key",
        make=_two_alike,
        betrayed_by=("correlation: oddest pair of a sample",),
    ),
    Generator(
        "common luck in some dekads",
        make=_common_luck,
        betrayed_by=(
            "correlation: all pairs of a sample",
            "dekads: oddest pair",
        ),
    ),
    Generator(
        "dekads repeat after a year",
        salt=lambda seed, process, dekad: salt(seed, process, dekad % 36),
        betrayed_by=(
            "dekads: oddest lag of 36",
            "dekads: all lags",
        ),
    ),
    Generator(
        "process left out of the salt",
        salt=lambda seed, _process, dekad: salt(seed, "", dekad),
        betrayed_by=("processes: oddest pair",),
    ),
    Generator(
        "seed left out of the salt",
        salt=lambda _seed, process, dekad: salt(0, process, dekad),
        betrayed_by=("seeds: oddest pair",),
    ),
    Generator(
        "seed and dekad added up",
        salt=lambda seed, process, dekad: salt(0, process, seed + dekad),
        betrayed_by=(
            "any two cells: oddest pair",
            "any two cells: all pairs",
        ),
    ),
)
