"""Measures speed and memory and writes docs/benchmarks.md: `python -m tests.benchmarks.bench [--small] [--only PART]`.

A part is a module with a function that measures and returns a `Part`; it joins the page by one line in `PARTS`.
"""

import argparse
import os
import platform
import sys
from collections.abc import Callable, Sequence
from importlib.metadata import version
from pathlib import Path

from tests.benchmarks import (
    part_county,
    part_engines,
    part_growth,
    part_memory,
    part_phases,
    part_stack,
    part_start,
    picture,
)
from tests.benchmarks.part import ROOT, Part

PARTS: dict[str, Callable[[], Part]] = {
    "engines": part_engines.measure,
    "growth": part_growth.measure,
    "blocks": part_growth.measure_blocks,
    "county": part_county.measure,
    "stack": part_stack.measure,
    "memory": part_memory.measure,
    "stream": part_memory.measure_stream,
    "start": part_start.measure,
    "phases": part_phases.measure,
}
"""In the order of the page."""
PAGE, PICTURE = ROOT / "docs" / "benchmarks.md", ROOT / "docs" / "benchmarks.png"
HEAD = """# How fast it is

Measured by `make bench`; every time is processor time of one process, unless it says otherwise. Contestants take turns,
a ratio is the median of the ratios of the rounds, with the lowest and highest in brackets; set-up, warm-up and
compiling stand outside the clock, the garbage collector is left as it is. Ratios carry over to other machines, times
do not.

{machine}

![What one person costs in each engine, and how the time of the full model grows](benchmarks.png)
"""


def machine() -> str:
    """Describe the machine and the versions."""
    packages = ", ".join(f"{name} {version(name)}" for name in ("numpy", "scipy", "mesa", "numba"))
    return f"Machine: {processor()}, {os.cpu_count()} cores; Python {platform.python_version()}, {packages}."


def processor() -> str:
    """Return the name of the processor, as far as the system tells it."""
    info = Path("/proc/cpuinfo")
    if info.exists():
        for line in info.read_text(encoding="utf-8").splitlines():
            if line.startswith("model name"):
                return line.partition(":")[2].strip()
    return platform.processor() or platform.machine()


def write_page() -> None:
    """Write the page and the picture from all parts measured so far."""
    parts = {name: part for name in PARTS if (part := Part.kept(name)) is not None}
    head = HEAD.format(machine=machine())
    PAGE.write_text("\n".join([head, *(part.page() + "\n" for part in parts.values())]), encoding="utf-8")
    picture.draw(parts, PICTURE)


def main(arguments: Sequence[str] | None = None) -> int:
    """Measure what is asked for."""
    parser = argparse.ArgumentParser(description="Measure speed and memory.")
    parser.add_argument("--small", action="store_true", help="only the ratios of the village core, in under a minute")
    parser.add_argument("--only", choices=tuple(PARTS), action="append", help="measure one part; may be repeated")
    chosen = parser.parse_args(arguments)
    if chosen.small:
        sys.stdout.write("\n".join(part_engines.ratios(part_engines.small())) + "\n")
        return 0
    for name in chosen.only or PARTS:
        sys.stdout.write(f"measuring: {name}\n")
        sys.stdout.flush()
        PARTS[name]().keep(name)
    write_page()
    sys.stdout.write(f"written: {PAGE.relative_to(ROOT)}, {PICTURE.relative_to(ROOT)}\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())
