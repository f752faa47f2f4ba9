"""Streams the model's 64-bit words to standard output, for PractRand or another outside test; run by hand.

    python tests/statistical/practrand.py people | RNG_test stdin64 -tlmax 64G

``people`` gives person after person within one (seed, dekad, process); ``dekads`` gives dekad after dekad for one
process of one person, then the next process, then the next person. Each seed lives through eight years; seeds count up
from 1 until the reader has had enough.
"""

import argparse
import os
import sys
from collections.abc import Iterator
from itertools import count

import numpy as np
from chance_draws import MODEL, PROCESSES, dekads, keyring

from model.columns import Keys

YEARS = 8


def people_first() -> Iterator[Keys]:
    """Yield words as the model draws them: all people, process after process, dekad after dekad, seed after seed."""
    keys = keyring().people
    for seed in count(1):
        for dekad in dekads(36 * YEARS):
            for process in PROCESSES:
                yield MODEL.words(keys, [(seed, process, dekad)])


def dekads_first() -> Iterator[Keys]:
    """Yield the same words as one person meets them: dekad after dekad, process after process, person after person."""
    for seed in count(1):
        cells = [(seed, process, dekad) for process in PROCESSES for dekad in dekads(36 * YEARS)]
        salts = np.array([MODEL.salt(*cell) for cell in cells], dtype=np.uint64)
        for key in keyring().people:
            yield MODEL.make(key[None], salts)


LAYOUTS = {"people": people_first, "dekads": dekads_first}


def main() -> None:
    """Write words until nobody reads any more."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("layout", choices=LAYOUTS)
    asked = parser.parse_args()
    try:
        for words in LAYOUTS[asked.layout]():
            sys.stdout.buffer.write(words.tobytes())
    except BrokenPipeError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


if __name__ == "__main__":
    main()
