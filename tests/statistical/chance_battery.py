"""Puts a generator through every check and judges all verdicts together; prints the table when run by hand.

python tests/statistical/chance_battery.py [--size small|full]
"""

import argparse
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import product

import numpy as np
from chance_checks import CHECKS, Avalanche, Block, Cells, Chances
from chance_draws import MODEL, PROCESSES, SEEDS, Generator, dekads, keyring, to_scaled

ALPHA = 1e-3
"""How often the battery as a whole turns red under true chance."""


@dataclass(frozen=True)
class Size:
    """How much is drawn: lives of ``dekads`` dekads, and boards of cells side by side."""

    seeds: int
    processes: int
    dekads: int
    boards: int
    avalanche: int
    """Dekads whose people's keys have their bits flipped."""
    board: tuple[int, int, int] = (8, 8, 3)
    """Seeds, processes and dekads of one board."""

    @property
    def draws(self) -> int:
        """Return the number of draws in all."""
        cells = self.seeds * self.processes * self.dekads + self.boards * int(np.prod(self.board))
        return cells * len(keyring().every)


SMALL = Size(seeds=2, processes=2, dekads=48, boards=1, avalanche=1, board=(4, 6, 4))
TINY = Size(seeds=1, processes=1, dekads=40, boards=1, avalanche=1, board=(2, 3, 3))
"""Enough to turn any of the broken generators red."""
FULL = Size(seeds=5, processes=28, dekads=108, boards=75, avalanche=128)


def battery(generator: Generator, size: Size) -> Chances:
    """Return the chance of what was seen, by verdict."""
    ring, found = keyring(), Chances()
    checks = [check(ring) for check in CHECKS]
    for seed, process in product(SEEDS[: size.seeds], PROCESSES[: size.processes]):
        block = Block(generator.words(ring.every, [(seed, process, dekad) for dekad in dekads(size.dekads)]))
        for check in checks:
            check.add(block)
    for check in checks:
        found |= check.chances()
    across = Cells()
    for cells in boards(size):
        scaled = to_scaled(generator.words(ring.every, cells))
        across.add(scaled, np.array([(seed % 2**31, PROCESSES.index(name), dekad) for seed, name, dekad in cells]))
    avalanche = Avalanche()
    for dekad in dekads(size.avalanche):
        words = ring.every + MODEL.salt(SEEDS[0], PROCESSES[0], dekad)
        avalanche.add(words, lambda keys: generator.make(keys, np.zeros(1, np.uint64))[0])
    return found | across.chances() | avalanche.chances()


def boards(size: Size) -> Iterator[list[tuple[int, str, int]]]:
    """Yield cells side by side, other processes and dekads each time."""
    seeds, processes, length = size.board
    for number in range(size.boards):
        names = [PROCESSES[(number * processes + k) % len(PROCESSES)] for k in range(processes)]
        when = dekads(length * size.boards)[number * length : (number + 1) * length]
        yield [(seed, name, dekad) for seed in SEEDS[:seeds] for name in names for dekad in when]


def red(chances: Chances) -> list[str]:
    """Return the verdicts that true chance would not give, by Holm's method at ALPHA for all together."""
    ordered = sorted(chances, key=lambda name: chances[name])
    for place, name in enumerate(ordered):
        if chances[name] > ALPHA / (len(ordered) - place):
            return ordered[:place]
    return ordered


def main() -> None:
    """Print a line a verdict, and leave with 1 if any is red."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--size", choices=("small", "full"), default="full")
    size = {"small": SMALL, "full": FULL}[parser.parse_args().size]
    chances = battery(MODEL, size)
    bad = red(chances)
    for name, chance in chances.items():
        sys.stdout.write(f"{name:45s} {chance:9.3g}{'  RED' if name in bad else ''}\n")
    sys.stdout.write(f"{size.draws:,} draws, {len(chances)} verdicts, {len(bad)} red at {ALPHA:g} in all\n")
    sys.exit(bool(bad))


if __name__ == "__main__":
    main()
