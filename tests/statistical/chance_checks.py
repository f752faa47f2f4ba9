"""What the battery asks of draws: each check gathers counts block after block and gives chances.

A chance is how often true chance would look at least as odd, in either direction (of Kolmogorov-Smirnov gaps: at least
as wide). Where a check asks many questions at once, Bonferroni pays for the oddest answer.
"""

from collections.abc import Callable
from functools import cached_property

import numpy as np
from chance_draws import Keyring, to_draws, to_scaled
from scipy.stats import chi2, kstwo, norm, poisson

from model.columns import Array, Keys, Reals

SPACE = 1 << 16
"""Cells of the even grids: 2^16, 2^8 by 2^8, or (2^5)^3 for threes."""
BIRTHDAYS, CALENDAR_BITS = 1 << 18, 48
"""2^18 birthdays in a year of 2^48 days: on average 2^54 / 2^50 = 16 spacings that occur twice."""
RATE = BIRTHDAYS**3 / 2.0 ** (CALENDAR_BITS + 2)
PRODUCT_FOURTH = 81 / 25
"""Fourth moment of the product of two draws, each scaled to variance 1: (9/5)^2."""

Chances = dict[str, float]


def both_sides(low: float, high: float) -> float:
    """Return a two-sided chance from those of less and of more."""
    return min(1.0, 2.0 * min(float(low), float(high)))


def of_normal(z: float) -> float:
    """Return the two-sided chance of a standard normal value."""
    return float(2.0 * norm.sf(abs(z)))


def of_oddest(z: Array) -> float:
    """Return the chance of the oddest among many standard normal values, related to each other or not."""
    return min(1.0, z.size * of_normal(float(np.abs(z).max())))


def of_counts(seen: Array) -> float:
    """Return the chance of counts so uneven, or so even, were every cell alike."""
    even = seen.sum() / seen.size
    distance = float(((seen - even) ** 2).sum() / even)
    return both_sides(chi2.cdf(distance, seen.size - 1), chi2.sf(distance, seen.size - 1))


class Block:
    """Words of some dekads (rows, one after another) of one seed and process, for all keys (columns)."""

    def __init__(self, words: Keys) -> None:
        self.words = words

    @cached_property
    def draws(self) -> Reals:
        """Return the draws in (0, 1)."""
        return to_draws(self.words)

    @cached_property
    def scaled(self) -> Reals:
        """Return the draws with mean 0 and variance 1."""
        return to_scaled(self.words)


class Check:
    """Gathers blocks; ``chances`` gives its verdicts by name."""

    def __init__(self, ring: Keyring) -> None:
        self.ring = ring

    def add(self, block: Block) -> None:
        """Gather one block."""
        raise NotImplementedError

    def chances(self) -> Chances:
        """Return the chance of what was seen, by verdict."""
        raise NotImplementedError


class Evenness(Check):
    """All four parts of 16 bits fall evenly into 2^16 cells; each of the 64 bits is set half of the time."""

    def __init__(self, ring: Keyring) -> None:
        super().__init__(ring)
        self.seen = np.zeros((4, SPACE), dtype=np.int64)

    def add(self, block: Block) -> None:
        """Count the 16-bit parts, lowest first whatever the machine's order of bytes."""
        for part in range(4):
            numbers = (block.words >> np.uint64(16 * part)).astype(np.uint16)
            self.seen[part] += np.bincount(numbers.ravel(), minlength=SPACE)

    def chances(self) -> Chances:
        """Return the chances of the parts and of the oddest bit."""
        parts = {f"even: bits {16 * part}-{16 * part + 15}": of_counts(self.seen[part]) for part in range(4)}
        unpacked = np.unpackbits(np.arange(SPACE, dtype=">u2").view(np.uint8).reshape(-1, 2), axis=1)
        total = self.seen[0].sum()
        z = (self.seen @ unpacked.astype(np.int64) - total / 2) / np.sqrt(total / 4)
        return {**parts, "even: oddest of 64 bits": of_oddest(z)}


class Steps(Check):
    """The draws of one dekad rise like a straight line (Kolmogorov-Smirnov), dekad after dekad."""

    def __init__(self, ring: Keyring) -> None:
        super().__init__(ring)
        self.gaps: list[Reals] = []

    def add(self, block: Block) -> None:
        """Keep the widest gap between each dekad's draws and a straight line."""
        ordered, size = np.sort(block.draws, axis=1), block.draws.shape[1]
        above = (np.arange(1, size + 1) / size - ordered).max(axis=1)
        below = (ordered - np.arange(size) / size).max(axis=1)
        self.size = size
        self.gaps.append(np.maximum(above, below))

    def chances(self) -> Chances:
        """Return the chance of the widest gap, and whether the chances of all gaps are themselves even."""
        each = np.sort(kstwo.sf(np.concatenate(self.gaps), self.size))
        count = len(each)
        rising = np.arange(count)
        gap = max(float(((rising + 1) / count - each).max()), float((each - rising / count).max()))
        return {"KS: widest gap": min(1.0, count * float(each[0])), "KS: all gaps": float(kstwo.sf(gap, count))}


class Serial(Check):
    """Successive people, and successive dekads of one person, fill the square and the cube evenly."""

    def __init__(self, ring: Keyring) -> None:
        super().__init__(ring)
        self.seen = {"people": np.zeros(SPACE, np.int64), "dekads": np.zeros(SPACE, np.int64)}
        self.threes = {"people": np.zeros(SPACE // 2, np.int64), "dekads": np.zeros(SPACE // 2, np.int64)}

    def add(self, block: Block) -> None:
        """Count pairs and threes that do not overlap."""
        for way, words in (("people", block.words.T), ("dekads", block.words)):
            twos, threes = words[: len(words) // 2 * 2], words[: len(words) // 3 * 3]
            self.seen[way] += np.bincount(_cells(twos, 2, 8), minlength=SPACE)
            self.threes[way] += np.bincount(_cells(threes, 3, 5), minlength=SPACE // 2)

    def chances(self) -> Chances:
        """Return the chances of pairs and threes."""
        pairs = {f"pairs of successive {way}": of_counts(seen) for way, seen in self.seen.items()}
        return {**pairs, **{f"threes of successive {way}": of_counts(seen) for way, seen in self.threes.items()}}


def _cells(words: Keys, many: int, bits: int) -> Array:
    """Return the cell that each group of ``many`` successive rows falls into, by their highest bits."""
    cell = np.zeros(words[::many].shape, dtype=np.int64)
    for place in range(many):
        cell = (cell << bits) + (words[place::many] >> np.uint64(64 - bits)).astype(np.int64)
    return cell.ravel()


class Kin(Check):
    """Neighbours in the table, members of a household, and a household and its member draw unrelated luck."""

    def __init__(self, ring: Keyring) -> None:
        super().__init__(ring)
        self.sums = {"neighbours in the table": 0.0, "two of a household": 0.0, "household and member": 0.0}
        self.counts = dict.fromkeys(self.sums, 0)

    def add(self, block: Block) -> None:
        """Add up products of draws."""
        x, ring = block.scaled, self.ring
        first = x[:, ring.first_member]
        sides = {
            "neighbours in the table": (x[:, 1:], x[:, :-1]),
            "two of a household": (first, x[:, ring.second_member]),
            "household and member": (first, x[:, ring.home_of_first]),
        }
        for name, (one, other) in sides.items():
            self.sums[name] += float(np.einsum("ij,ij->", one, other))
            self.counts[name] += one.size

    def chances(self) -> Chances:
        """Return the chance of each correlation."""
        return {
            f"correlation: {name}": of_normal(total / np.sqrt(self.counts[name])) for name, total in self.sums.items()
        }


class Sample(Check):
    """All pairs of 512 people spread over the county draw unrelated luck."""

    MANY = 512

    def __init__(self, ring: Keyring) -> None:
        super().__init__(ring)
        self.rows = np.linspace(0, len(ring.people) - 1, self.MANY).astype(np.int64)
        self.products = np.zeros((self.MANY, self.MANY))
        self.count = 0

    def add(self, block: Block) -> None:
        """Add up products of the draws of each pair."""
        x = block.scaled[:, self.rows]
        self.products += x.T @ x
        self.count += len(x)

    def chances(self) -> Chances:
        """Return the chances of the oddest pair and of all pairs together."""
        z = self.products[np.triu_indices(self.MANY, 1)] / np.sqrt(self.count)
        spread = _variance_of_squares(self.MANY, self.count)
        together = of_normal(float(((z**2).sum() - z.size) / np.sqrt(spread)))
        return {"correlation: oddest pair of a sample": of_oddest(z), "correlation: all pairs of a sample": together}


def _variance_of_squares(many: int, count: int) -> float:
    """Return the variance of the sum of z^2 over all pairs of ``many`` series of ``count`` draws.

    Each z^2 has variance 2 + (3.24 - 3) / count; two that share a series have covariance (9/5 - 1) / count.
    """
    pairs, sharing = many * (many - 1) / 2, many * (many - 1) * (many - 2) / 2
    return pairs * (2.0 + (PRODUCT_FOURTH - 3.0) / count) + 2.0 * sharing * 0.8 / count


class Lags(Check):
    """The luck of one person is unrelated from one dekad to another, up to a year apart."""

    MOST = 36

    def __init__(self, ring: Keyring) -> None:
        super().__init__(ring)
        self.sums, self.counts = np.zeros(self.MOST), np.zeros(self.MOST)
        self.oddest, self.asked = 0.0, 0

    def add(self, block: Block) -> None:
        """Add up products at each lag, and keep the oddest pair of dekads."""
        products = block.scaled @ block.scaled.T
        dekads, people = block.words.shape
        for lag in range(1, self.MOST + 1):
            across = np.diagonal(products, lag)
            self.sums[lag - 1] += across.sum()
            self.counts[lag - 1] += across.size * people
        pairs = products[np.triu_indices(dekads, 1)] / np.sqrt(people)
        self.oddest, self.asked = max(self.oddest, float(np.abs(pairs).max())), self.asked + pairs.size

    def chances(self) -> Chances:
        """Return the chances of the oddest lag, of all lags together, and of the oddest pair of dekads."""
        z = self.sums / np.sqrt(self.counts)
        squares = float((z**2).sum())
        return {
            "dekads: oddest lag of 36": of_oddest(z),
            "dekads: all lags": both_sides(chi2.cdf(squares, self.MOST), chi2.sf(squares, self.MOST)),
            "dekads: oddest pair": min(1.0, self.asked * of_normal(self.oddest)),
        }


class Runs(Check):
    """Luck above and below one half, and luck that rises and falls, turns as often as it should."""

    def __init__(self, ring: Keyring) -> None:
        super().__init__(ring)
        self.turns = {"people": 0, "dekads": 0}
        self.chances_to_turn = {"people": 0, "dekads": 0}
        self.peaks, self.peaks_even, self.peaks_variance = 0, 0.0, 0.0

    def add(self, block: Block) -> None:
        """Count the ends of runs."""
        upper = block.words >> np.uint64(63)
        for way, axis in (("people", 1), ("dekads", 0)):
            changes = np.diff(upper.astype(np.int8), axis=axis)
            self.turns[way] += int(np.count_nonzero(changes))
            self.chances_to_turn[way] += changes.size
        rises = block.words[:, 1:] > block.words[:, :-1]
        rows, size = block.words.shape
        self.peaks += int(np.count_nonzero(rises[:, 1:] != rises[:, :-1]))
        self.peaks_even += rows * 2.0 * (size - 2) / 3.0
        self.peaks_variance += rows * (16.0 * size - 29.0) / 90.0

    def chances(self) -> Chances:
        """Return the chances of so many runs."""
        halves = {
            f"runs about one half: {way}": of_normal((turns - asked / 2) / np.sqrt(asked / 4))
            for way, turns in self.turns.items()
            for asked in [self.chances_to_turn[way]]
        }
        return {
            **halves,
            "runs up and down: people": of_normal((self.peaks - self.peaks_even) / np.sqrt(self.peaks_variance)),
        }


class Birthdays(Check):
    """Spacings between sorted birthdays occur twice as often as they should, by the highest and the lowest 48 bits."""

    def __init__(self, ring: Keyring) -> None:
        super().__init__(ring)
        self.repeats = {"highest": 0, "lowest": 0}
        self.years = 0

    def add(self, block: Block) -> None:
        """Fill as many years as the block has words for."""
        flat = block.words.ravel()
        years = flat[: len(flat) // BIRTHDAYS * BIRTHDAYS].reshape(-1, BIRTHDAYS)
        shift = np.uint64(64 - CALENDAR_BITS)
        for side, days in (("highest", years >> shift), ("lowest", (years << shift) >> shift)):
            spacings = np.sort(np.diff(np.sort(days, axis=1), axis=1), axis=1)
            self.repeats[side] += int(np.count_nonzero(spacings[:, 1:] == spacings[:, :-1]))
        self.years += len(years)

    def chances(self) -> Chances:
        """Return the chances of so many spacings that occur twice."""
        even = RATE * self.years
        return {
            f"birthday spacings: {side} 48 bits": both_sides(poisson.cdf(seen, even), poisson.sf(seen - 1, even))
            for side, seen in self.repeats.items()
        }


class Cells:
    """Everybody's luck in one cell (seed, process, dekad) is unrelated to their luck in any other cell."""

    KINDS = ("processes", "seeds", "any two cells")

    def __init__(self) -> None:
        self.oddest = dict.fromkeys(self.KINDS, 0.0)
        self.asked = dict.fromkeys(self.KINDS, 0)
        self.squares, self.variance, self.many = 0.0, 0.0, 0

    def add(self, scaled: Reals, cells: Array) -> None:
        """Gather draws (a row a cell) with the cells they were drawn in: seed, process and dekad as numbers."""
        many, people = scaled.shape
        one, other = np.triu_indices(many, 1)
        z = (scaled @ scaled.T)[one, other] / np.sqrt(people)
        alike = cells[one] == cells[other]
        chosen = {
            "processes": z[alike[:, 0] & alike[:, 2]],
            "seeds": z[alike[:, 1] & alike[:, 2]],
            "any two cells": z,
        }
        for kind, values in chosen.items():
            self.oddest[kind] = max(self.oddest[kind], float(np.abs(values).max()))
            self.asked[kind] += values.size
        self.squares += float((z**2).sum())
        self.variance += _variance_of_squares(many, people)
        self.many += z.size

    def chances(self) -> Chances:
        """Return the chances of the oddest pair of each kind and of all pairs together."""
        odd = {f"{kind}: oddest pair": min(1.0, self.asked[kind] * of_normal(self.oddest[kind])) for kind in self.KINDS}
        together = of_normal((self.squares - self.many) / np.sqrt(self.variance))
        return {**odd, "any two cells: all pairs": together}


CHECKS = (Evenness, Steps, Serial, Kin, Sample, Lags, Runs, Birthdays)


class Avalanche:
    """One flipped bit of a key flips each bit of its word half of the time."""

    def __init__(self) -> None:
        self.flips = np.zeros((64, 64), dtype=np.int64)
        self.words = 0

    def add(self, keys: Keys, mix: Callable[[Keys], Keys]) -> None:
        """Count which bits of the word (column) flip with each bit of the key (row)."""
        plain = mix(keys)
        self.words += len(plain)
        for bit in range(64):
            changed = mix(keys ^ np.uint64(1 << bit)) ^ plain
            unpacked = np.unpackbits(changed.astype("<u8").view(np.uint8).reshape(-1, 8), axis=1, bitorder="little")
            self.flips[bit] += unpacked.sum(axis=0, dtype=np.int64)

    def chances(self) -> Chances:
        """Return the chances of the oddest of all 4,096 pairs of bits and of all together."""
        z = (self.flips - self.words / 2) / np.sqrt(self.words / 4)
        squares = float((z**2).sum())
        together = both_sides(chi2.cdf(squares, z.size), chi2.sf(squares, z.size))
        return {"avalanche: oddest of 4,096 pairs of bits": of_oddest(z), "avalanche: all pairs of bits": together}
