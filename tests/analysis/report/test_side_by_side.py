"""Figures drawn by several processes are those drawn by one, and none is drawn twice."""

from functools import partial

import pytest
from matplotlib.figure import Figure

from analysis.charts.style import Page
from analysis.report.blocks import Picture
from analysis.report.pictures import drawn
from analysis.report.side_by_side import FEWEST, draw_ahead


def line(slope: float) -> Figure:
    figure = Page("en", 2, 1)
    figure.add_subplot().plot([0, 1], [0, slope])
    return figure


def pictures(count: int = FEWEST) -> list[Picture]:
    return [Picture(f"line_{slope}", "A line.", partial(line, slope)) for slope in range(1, count + 1)]


def test_they_are_the_same_to_the_last_byte():
    ahead, alone = pictures(), pictures()
    draw_ahead(ahead, "en", ("svg", "png"), workers=2)
    for mine, other in zip(ahead, alone, strict=True):
        one, two = drawn(mine, "en"), drawn(other, "en")
        assert (one.svg, one.png, one.inches, one.lacking) == (two.svg, two.png, two.inches, two.lacking)
    assert len({drawn(picture, "en").svg for picture in ahead}) == FEWEST


@pytest.mark.parametrize(("count", "workers", "here"), [(FEWEST, 2, False), (FEWEST - 1, 2, True), (FEWEST, 1, True)])
def test_who_draws(count, workers, here):
    given = pictures(count)
    draw_ahead(given, "en", ("svg",), workers=workers)
    for picture in given:
        assert ("svg" in drawn(picture, "en").__dict__) is not here
        assert drawn(picture, "en").svg.startswith(b"<?xml")
        assert ("_made" in drawn(picture, "en").__dict__) is here


def test_an_error_of_a_figure_is_told():
    with pytest.raises(ValueError, match="steep"):
        draw_ahead([*pictures(), Picture("odd", "None.", partial(int, "steep"))], "en", ("svg",), workers=2)
