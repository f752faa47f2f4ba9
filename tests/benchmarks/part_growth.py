"""Part (c): how the time of the full model grows from one village to a million people, and what block size does."""

from time import process_time

import numpy as np

from model.blocks import Blocks
from model.settings import Horizon, Settings
from tests.benchmarks.part import Part, figure
from tests.benchmarks.people import MORE_POLICIES, POLICIES_IN_FORCE, pilot

WARM, TIMED, ROUNDS = 9, 9, 3
"""Dekads; a quarter holds every kind of dekad but a year's end."""
ALL = slice(None)
SIZES = ((slice(0, 1), 1), (slice(0, 11), 1), (ALL, 1), (ALL, 2), (ALL, 5), (ALL, 10), (ALL, 20), (ALL, 36))
FROM = 15_000
"""People from which on growth is fitted: below, the fixed cost of a dekad shows."""


def county(villages: slice, times: int) -> Settings:
    """Return the pilot county, its townships ``times`` over, under all these policies and without a burn-in."""
    settings = pilot(MORE_POLICIES, villages, times)
    return settings.model_copy(update={"horizon": Horizon(start=settings.horizon.start, years=2, burn_in_years=0)})


def started(settings: Settings, **cut: int) -> Blocks:
    """Return a county after its first quarter."""
    blocks = Blocks.build(settings, 1, **cut)
    blocks.adopt(settings)
    live_through(blocks, WARM)
    return blocks


def live_through(blocks: Blocks, dekads: int) -> float:
    """Live through some dekads and return the processor time they took, in seconds."""
    begun = process_time()
    for _ in range(dekads):
        blocks.step()
    return process_time() - begun


def people_of(blocks: Blocks) -> int:
    """Return how many people are registered."""
    return sum(int(world.registered.sum()) for world in blocks.worlds)


def measure() -> Part:
    """Time a dekad of the full model on counties from one village to a million people."""
    counties = [started(county(*size)) for size in SIZES]
    people = np.array([people_of(blocks) for blocks in counties])
    spent = np.array([[live_through(blocks, TIMED) / TIMED for blocks in counties] for _ in range(ROUNDS)])
    dekad = np.median(spent, axis=0)
    large = people >= FROM
    exponent = float(np.polyfit(np.log(people[large]), np.log(dekad[large]), 1)[0])
    rows = [
        [f"{n:,}", str(len(blocks.worlds)), figure(s * 1e3), figure(s / n * 1e9)]
        for n, s, blocks in zip(people, dekad, counties, strict=True)
    ]
    text = (
        f"The full model under {POLICIES_IN_FORCE}, counties made of the pilot county's townships several times over, "
        f"in blocks as the engine cuts them; {TIMED} dekads after the first quarter, median of {ROUNDS} rounds. Time "
        f"grows with people to the power of **{exponent:.3f}** (least squares of logarithms from {FROM:,} people on)."
    )
    header = ["people", "blocks", "ms a dekad", "ns a person and dekad"]
    data = {"people": people.tolist(), "seconds": dekad.tolist(), "exponent": exponent}
    return Part("From one village to a million people", text, header, rows, data=data)


BLOCKS_OF = (1, 50_000, 100_000, 200_000, 1_000_000)
"""Registered people from which a block is full; 1 makes every township a block."""


def measure_blocks() -> Part:
    """Time a county of ten pilot counties cut into blocks of several sizes, taking turns."""
    settings = county(ALL, 10)
    cut = [started(settings, people=people) for people in BLOCKS_OF]
    spent = np.array([[live_through(blocks, TIMED) / TIMED for blocks in cut] for _ in range(2 * ROUNDS)])
    dekad, ratio = np.median(spent, axis=0), np.median(spent / spent[:, [0]], axis=0)
    rows = [
        [str(len(blocks.worlds)), figure(people_of(blocks) / len(blocks.worlds)), figure(s * 1e3), figure(r)]
        for blocks, s, r in zip(cut, dekad, ratio, strict=True)
    ]
    text = (
        f"Ten pilot counties in one, under {POLICIES_IN_FORCE}: the same bits however they are cut into blocks of "
        "whole townships, but not the same time. Small blocks fit the processor's cache, large ones call numpy less "
        "often; the table says which counts for more."
    )
    header = ["blocks", "people a block", "ms a dekad", "times a block a township"]
    return Part("How large a block should be", text, header, rows, data={"ratio": ratio.tolist()})
