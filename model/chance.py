"""Keyed chance: every draw is a pure function of (seed, process, dekad, who draws).

The same person meets the same luck under two policies; a draw depends neither on what is drawn beside it nor on
the order of calls.  u = mix64(key + salt(seed, process, dekad)), with the finaliser of splitmix64 (Steele, Lea and
Flood 2014, doi:10.1145/2660193.2660195).
"""

from functools import lru_cache
from hashlib import blake2b

import numpy as np
from scipy.special import ndtri

from model.columns import Keys, Mask, Reals, Rows

_M1, _M2 = 0xBF58476D1CE4E5B9, 0x94D049BB133111EB
_GOLD = 0x9E3779B97F4A7C15
_MASK = (1 << 64) - 1
_U30, _U27, _U31, _U12 = (np.uint64(k) for k in (30, 27, 31, 12))
_UM1, _UM2 = np.uint64(_M1), np.uint64(_M2)


def _mix(z: Keys) -> Keys:
    """Scramble 64-bit words in place and return them."""
    z ^= z >> _U30
    z *= _UM1
    z ^= z >> _U27
    z *= _UM2
    z ^= z >> _U31
    return z


def _mix_int(z: int) -> int:
    z &= _MASK
    z = ((z ^ (z >> 30)) * _M1) & _MASK
    z = ((z ^ (z >> 27)) * _M2) & _MASK
    return z ^ (z >> 31)


@lru_cache(maxsize=4096)
def text_key(text: str) -> int:
    """Return the 64-bit key of a name (village, policy, process); the same on every machine."""
    return int.from_bytes(blake2b(text.encode(), digest_size=8).digest(), "little")


def salt(seed: int, process: str, dekad: int) -> np.uint64:
    """Return the word that names one process of one dekad of one seed."""
    return np.uint64(_mix_int(_process_word(seed, process) + _GOLD * (dekad + 1)))


@lru_cache(maxsize=4096)
def _process_word(seed: int, process: str) -> int:
    return _mix_int(text_key(process) + _GOLD * (seed & _MASK) + 1)


def combine(*parts: Keys | np.uint64 | int) -> Keys:
    """Return the key of a thing known by several parts, in their order (household and birth order, two parties)."""
    word = np.array([_GOLD], dtype=np.uint64)
    for part in parts:
        word = _mix(word * np.uint64(3) + np.asarray(part, dtype=np.uint64))
    return word


def uniform(key: Keys, word: np.uint64 | Keys) -> Reals:
    """Return one draw in the open interval (0, 1) for every key; ``word`` comes from `salt`, one or one a row."""
    return _to_unit(_mix(key + word))


def lowest(key: Keys, word: np.uint64, most: float, among: Mask | None = None) -> tuple[Rows, Reals]:
    """Return the places of the keys (``among`` some, if given) whose draw may lie below ``most``, and those draws.

    Some draws just above ``most`` come along: the caller compares once more.
    """
    words = _mix(key + word)
    low = words <= np.uint64(min((int(max(most, 0.0) * 2.0**52) + 1) << 12, _MASK))
    few = np.flatnonzero(low if among is None else low & among)
    return few, _to_unit(words[few])


def _to_unit(words: Keys) -> Reals:
    """Turn scrambled words, which are used up, into draws."""
    # 52 bits and a half are exact in a float; with 53 the highest word would round up to 1.
    words >>= _U12
    u = words.astype(np.float64)
    u += 0.5
    u *= 2.0**-52
    return u


def normal(key: Keys, word: np.uint64) -> Reals:
    """Return one standard normal draw for every key, rising with the uniform draw."""
    drawn: Reals = ndtri(uniform(key, word))
    return drawn
