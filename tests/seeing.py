"""What a drawn chart shows: its visible texts with their boxes, what lies upon what, and what leaves the page."""

import itertools
import warnings

from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.text import Text

from analysis.charts.style import styled


def drawn(figure, lang):
    """Return the visible texts of a figure with their boxes in pixels, and the page's box; a warning is an error."""
    canvas = FigureCanvasAgg(figure)
    with warnings.catch_warnings(), styled(lang):
        warnings.simplefilter("error")
        canvas.draw()
        renderer = canvas.get_renderer()
        beyond = beyond_the_axes(figure)
        found = [t for t in figure.findobj(Text) if t.get_visible() and t.get_text().strip() and t not in beyond]
        return [(t.get_text(), t.get_window_extent(renderer)) for t in found], figure.bbox


def beyond_the_axes(figure):
    """Return the labels of ticks that lie outside their axis and are therefore not drawn."""
    labels = set()
    for axes in figure.axes:
        for axis, limits in ((axes.xaxis, axes.get_xlim()), (axes.yaxis, axes.get_ylim())):
            for tick in axis.get_major_ticks():
                if not min(limits) <= tick.get_loc() <= max(limits):
                    labels |= {tick.label1, tick.label2}
    return labels


def collisions(figure, lang):
    """Return the pairs of texts that lie upon each other."""
    return _upon_each_other(drawn(figure, lang)[0])


def faults(figure, lang):
    """Return the pairs of texts that lie upon each other, and the texts that do not lie wholly on the page."""
    texts, page = drawn(figure, lang)
    off = [w for w, b in texts if b.x0 < page.x0 or b.x1 > page.x1 or b.y0 < page.y0 or b.y1 > page.y1]
    return [*_upon_each_other(texts), *off]


def _upon_each_other(texts):
    shrunk = [(words, box.padded(-1.0)) for words, box in texts]
    return [
        (a, b)
        for (a, first), (b, second) in itertools.combinations(shrunk, 2)
        if first.x0 < second.x1 and second.x0 < first.x1 and first.y0 < second.y1 and second.y0 < first.y1
    ]


def on_one_line(figure):
    """Return all visible words of a figure, without spaces and breaks."""
    words = "".join(t.get_text() for t in figure.findobj(Text) if t.get_visible())
    return "".join(words.split())
