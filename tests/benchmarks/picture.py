"""The benchmarks at a glance: what one person costs in each engine, and how the full model's time grows."""

from collections.abc import Mapping
from pathlib import Path

import matplotlib as mpl

mpl.use("Agg")

import matplotlib.pyplot as plt
import numpy as np
from matplotlib.axes import Axes
from matplotlib.ticker import StrMethodFormatter

from tests.benchmarks.part import Part
from tests.benchmarks.part_engines import CORE, FULL, FUSED, LEAN, MESA, ONE_MODEL
from tests.benchmarks.people import MORE_POLICIES

ORDER = (FUSED, CORE, LEAN, FULL, MESA, ONE_MODEL)
LABELS = {
    FUSED: "core, one fused loop\n(numba)", CORE: "core in columns\n(numpy)", LEAN: "full model,\n2 policies",
    FULL: f"full model,\n{len(MORE_POLICIES)} policies", MESA: "core, plain Mesa,\na model a village",
    ONE_MODEL: "core, plain Mesa,\none model",
}  # fmt: skip
PLAIN = StrMethodFormatter("{x:,.0f}")
GREY, BLUE, RED = "0.45", "#2a6f97", "#b5493a"


def draw(parts: Mapping[str, Part], path: Path) -> None:
    """Draw what has been measured and write it to ``path``."""
    plt.rcParams.update({"font.size": 9, "axes.spines.top": False, "axes.spines.right": False})
    page, (left, right) = plt.subplots(1, 2, figsize=(10.5, 4.2), layout="constrained", width_ratios=(1.15, 1))
    if "engines" in parts:
        draw_engines(left, parts["engines"])
    if "growth" in parts:
        draw_growth(right, parts["growth"])
    page.savefig(path, dpi=150, metadata={"Software": None})
    plt.close(page)


def draw_engines(axes: Axes, part: Part) -> None:
    """Show what one person and dekad costs, engine by engine, alone and in a block."""
    places = list(dict.fromkeys(key.partition("|")[0] for key in part.data))
    for place, marker, colour in zip(places, "os", (RED, BLUE), strict=False):
        rows = [row for row, name in enumerate(ORDER) if f"{place}|{name}" in part.data]
        values = [part.data[f"{place}|{ORDER[row]}"] for row in rows]
        axes.plot(values, rows, marker, color=colour, label=place, markersize=6)
        above = place == places[0]
        for value, row in zip(values, rows, strict=True):
            axes.annotate(f"{value:,.0f}", (value, row), (0, 7 if above else -13), textcoords="offset points",
                          ha="center", fontsize=7.5, color=colour)  # fmt: skip
    axes.set_yticks(range(len(ORDER)), [LABELS[name] for name in ORDER])
    axes.set_ylim(len(ORDER) - 0.4, -0.7)
    axes.set_xscale("log")
    axes.set_xlim(10, 20_000)
    axes.xaxis.set_major_formatter(PLAIN)
    axes.grid(axis="x", color="0.9")
    axes.set_xlabel("nanoseconds of processor time a person and dekad")
    axes.set_title("The same people, engine by engine", loc="left")
    axes.legend(frameon=False, loc="lower left", fontsize=8, bbox_to_anchor=(0.0, 0.0))


def draw_growth(axes: Axes, part: Part) -> None:
    """Show the time of a dekad against people, with the line of plain proportion."""
    people, seconds = np.array(part.data["people"]), np.array(part.data["seconds"])
    axes.plot(people, seconds * 1e3, "o-", color=BLUE, markersize=5, linewidth=1)
    line = seconds[-1] * 1e3 * people / people[-1]
    axes.plot(people, line, color=GREY, linewidth=0.8, linestyle="--")
    axes.annotate("in proportion\nto people", (people[1], line[1]), (6, -16), textcoords="offset points",
                  fontsize=8, color=GREY)  # fmt: skip
    for n, s in zip(people[[0, -1]], seconds[[0, -1]] * 1e3, strict=True):
        axes.annotate(f"{s:,.3g}", (n, s), (0, 8), textcoords="offset points", ha="center", fontsize=8, color=BLUE)
    axes.set_xscale("log")
    axes.set_yscale("log")
    axes.yaxis.set_major_formatter(PLAIN)
    axes.xaxis.set_major_formatter(PLAIN)
    axes.margins(0.08, 0.12)
    axes.grid(color="0.9")
    axes.set_xlabel("people")
    axes.set_ylabel("milliseconds of processor time a dekad")
    axes.set_title("The full model, from a village to a million people", loc="left")
