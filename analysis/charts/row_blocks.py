"""Rows of a chart in blocks under a heading each: where they stand, and what is written left and right of them."""

from collections.abc import Sequence
from dataclasses import dataclass

import pandas as pd
from matplotlib.axes import Axes
from matplotlib.figure import Figure

from analysis.charts.style import BODY, INK, SMALL, SOFT, balance, place
from analysis.people import BREAKDOWNS, breakdown_label, group_label

ROW, HEAD, BETWEEN = 0.215, 0.23, 0.1
"""Inches: a row, a heading, and the space before a heading."""


@dataclass(frozen=True)
class Block:
    """Some rows under a heading, which may be empty; ``top`` is where the rows begin, in inches from the first."""

    head: str
    names: tuple[str, ...]
    rows: pd.DataFrame
    top: float
    row: float = ROW

    @property
    def tall(self) -> float:
        """Height of the rows in inches."""
        return self.row * len(self.rows)


def group_blocks(frame: pd.DataFrame, lang: str) -> list[Block]:
    """Return one block a breakdown of people, in the order of display; all people together have no heading.

    Parameters
    ----------
    frame
        One row a group, with columns breakdown and group.
    """
    blocks: list[Block] = []
    top = 0.0
    for breakdown in BREAKDOWNS:
        rows = frame[frame["breakdown"] == breakdown].reset_index(drop=True)
        if rows.empty:
            continue
        head = breakdown_label(breakdown, lang) if breakdown != "all" else ""
        top += HEAD + BETWEEN * bool(blocks) if head else 0.0
        names = tuple(group_label(breakdown, str(group), lang) for group in rows["group"])
        blocks.append(Block(head, names, rows, top))
        top += blocks[-1].tall
    return blocks


def height_of(blocks: Sequence[Block]) -> float:
    """Return the height of all blocks together in inches."""
    return blocks[-1].top + blocks[-1].tall


def block_axes(figure: Figure, block: Block, left: float, high: float, wide: float) -> Axes:
    """Add axes for one block whose first row is on top; ``high`` is where the first block begins, from the bottom."""
    axes = place(figure, left, high - block.top - block.tall, wide, block.tall)
    axes.set_ylim(len(block.rows) - 0.5, -0.5)
    axes.set_yticks([])
    axes.tick_params(axis="x", labelbottom=False, length=0)
    axes.spines["bottom"].set_visible(False)
    return axes


def write_names(axes: Axes, block: Block, room: float, columns: int) -> None:
    """Write heading and names left of the axes; ``room`` is what there is for them in inches."""
    if block.head:
        axes.annotate(block.head, (0, 1), (-72 * room, 4), "axes fraction", textcoords="offset points", size=SMALL,
                      color=SOFT, ha="left", va="bottom", annotation_clip=False)  # fmt: skip
    for i, name in enumerate(block.names):
        axes.annotate(balance(name, columns), (0, i), (-72 * room + 9 * bool(block.head), 0),
                      axes.get_yaxis_transform(), textcoords="offset points", size=BODY, ha="left", va="center",
                      linespacing=1.0, annotation_clip=False)  # fmt: skip


def write_cell(
    axes: Axes, row: int, inches: float, words: str, *, side: str = "right", size: float = SMALL, colour: str = INK
) -> None:
    """Write one cell beside the axes, ``inches`` from their left edge, ending there or beginning there."""
    axes.annotate(words, (0, row), (72 * inches, 0), axes.get_yaxis_transform(), textcoords="offset points", size=size,
                  color=colour, ha=side, va="center", annotation_clip=False)  # fmt: skip


def write_head(axes: Axes, inches: float, words: str, *, side: str = "right", colour: str = SOFT) -> None:
    """Write the head of a column of cells above the first block."""
    axes.annotate(words, (0, 1), (72 * inches, 8.5), "axes fraction", textcoords="offset points", size=SMALL,
                  color=colour, ha=side, va="baseline", linespacing=1.05, annotation_clip=False)  # fmt: skip
