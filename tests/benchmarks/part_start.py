"""Part (f): how long the command line takes to answer, and a first dekad to be lived through."""

import resource
import subprocess
import sys
from collections.abc import Sequence
from statistics import median

from tests.benchmarks.part import ROOT, Part, figure

FIRST_STEP = """
from tests.benchmarks.people import pilot
from model.world import World
world = World.build(pilot(villages=slice(0, 1)), 1)
world.step()
"""
COMMANDS = {
    "python -c 'pass'": ("-c", "pass"),
    "python -c 'import numpy'": ("-c", "import numpy"),
    "python -m xiangzhi --help": ("-m", "xiangzhi", "--help"),
    "read a scenario, build one village, live through a dekad": ("-c", FIRST_STEP),
    "python -c 'import mesa'": ("-c", "import mesa"),
}
NUMPY = "python -c 'import numpy'"
ROUNDS = 9


def spent(arguments: Sequence[str]) -> float:
    """Run Python once and return the processor time it took, in seconds."""
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    subprocess.run([sys.executable, *arguments], cwd=ROOT, check=True, capture_output=True)
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime


def measure() -> Part:
    """Start fresh interpreters in turn; the first round only warms the caches of the disk."""
    times: dict[str, list[float]] = {name: [] for name in COMMANDS}
    for turn in range(ROUNDS + 1):
        for name, arguments in COMMANDS.items():
            seconds = spent(arguments)
            if turn:
                times[name].append(seconds)
    rows = [
        [f"`{name}`" if name.startswith("python") else name, figure(median(each) * 1e3),
         figure(median(mine / numpy for mine, numpy in zip(each, times[NUMPY], strict=True)))]
        for name, each in times.items()
    ]  # fmt: skip
    text = f"Processor time of fresh interpreters with warm disk caches, taking turns, median of {ROUNDS} rounds."
    data = {name: median(each) for name, each in times.items()}
    return Part("Starting up", text, ["what", "ms", "times `import numpy`"], rows, data=data)
