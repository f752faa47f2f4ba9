"""Figures of a report as documents take them: drawn once a report, as small SVG for HTML and as PNG for Word."""

import re
import warnings
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cached_property
from io import BytesIO
from typing import Any
from weakref import WeakKeyDictionary
from xml.etree import ElementTree as ET
from xml.sax.saxutils import quoteattr

import numpy as np
from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.figure import Figure
from PIL import Image

from analysis.charts.save import GlyphWarning, texts_of
from analysis.charts.style import styled
from analysis.fonts import missing
from analysis.labels import text
from analysis.report.blocks import Picture

PRINTED = 17.0
"""Centimetres between the margins of an A4 page: no figure is printed wider."""
INCH = 2.54
SHARP = 240
"""Dots an inch of a printed figure; its letters are small once it has shrunk to the page."""

LARGEST = 150_000
"""Letters of SVG beyond which a figure goes into a page as PNG, so that a report with many stays small."""

_LINK = "{http://www.w3.org/1999/xlink}href"
_URL = re.compile(r"url\(#([^)]+)\)")
_DECIMAL = re.compile(r"-?\d+\.\d+")
_MOVED = re.compile(r"translate\([^)]*\)")
_LETTER = re.compile(r" ?([A-Za-z]) ?")
_LEVEL = re.compile(r"translate\((\S+) 0\)")
"""A letter moved along its line, which takes less room as a place."""
_SHORT = {"XiangzhiSans": "z", "XiangzhiSansLatin": "l"}
_LEFT_OUT = ("metadata", "style", "title")


@dataclass(frozen=True)
class Vector:
    """A figure as SVG for the inside of a page: its box, what is in it, and the outlines of its letters by id."""

    box: str
    body: str
    glyphs: dict[str, str]


class Drawn:
    """A figure as documents take it; each part is made when it is first asked for, and once."""

    def __init__(self, draw: Callable[[], Figure], lang: str) -> None:
        self._draw, self.lang = draw, lang

    @cached_property
    def _made(self) -> tuple[Figure, list[str]]:
        """The figure, and its texts looked at before anything is drawn: looking makes ticks, which must not move."""
        figure = self._draw()
        return figure, missing(texts_of(figure))

    @property
    def figure(self) -> Figure:
        """The figure itself."""
        return self._made[0]

    @cached_property
    def lacking(self) -> list[str]:
        """Characters that no font of ours has."""
        return self._made[1]

    @cached_property
    def inches(self) -> tuple[float, float]:
        """Width and height as drawn, in inches."""
        wide, tall = self.figure.get_size_inches()
        return float(wide), float(tall)

    @property
    def printed(self) -> float:
        """Width in print, in centimetres."""
        return min(PRINTED, self.inches[0] * INCH)

    @cached_property
    def png(self) -> bytes:
        """The figure as PNG with 256 colours, sharp in print."""
        few = self._pixels(SHARP * self.printed / INCH / self.inches[0])
        few = few.quantize(256, method=Image.Quantize.FASTOCTREE)
        _whiten(few)
        out = BytesIO()
        few.save(out, "png", dpi=(SHARP, SHARP))
        return out.getvalue()

    @cached_property
    def svg(self) -> bytes:
        """The figure as SVG, as matplotlib writes it."""
        out, figure = BytesIO(), self.figure
        with self._drawing():
            figure.savefig(out, format="svg", metadata={"Date": None})
        return out.getvalue()

    def _pixels(self, dots: float) -> Image.Image:
        usual = self.figure.dpi
        canvas: Any = FigureCanvasAgg(self.figure)
        self.figure.dpi = dots
        with self._drawing():
            canvas.draw()
        self.figure.dpi = usual
        return Image.fromarray(np.asarray(canvas.buffer_rgba())).convert("RGB")

    @contextmanager
    def _drawing(self) -> Iterator[None]:
        with warnings.catch_warnings(), styled(self.lang):
            warnings.filterwarnings("ignore", message="Glyph .* missing from")
            yield


def _whiten(image: Image.Image) -> None:
    """Make the paper white again, which few colours leave a little grey."""
    palette, paper = image.getpalette() or [], image.tobytes()[0]
    palette[3 * paper : 3 * paper + 3] = [255, 255, 255]
    image.putpalette(palette)


_DRAWN: WeakKeyDictionary[Picture, dict[str, Drawn]] = WeakKeyDictionary()


def drawn(picture: Picture, lang: str) -> Drawn:
    """Return a picture drawn; one that was drawn before is not drawn again while it is held by its document."""
    known = _DRAWN.setdefault(picture, {})
    if lang not in known:
        known[lang] = Drawn(picture.draw, lang)
    return known[lang]


def warn_of_missing(pictures: Iterable[Drawn], lang: str) -> None:
    """Name the characters that were drawn as boxes, in one ``GlyphWarning``."""
    lacking = dict.fromkeys(char for picture in pictures for char in picture.lacking)
    if lacking:
        named = ", ".join(f"{char} (U+{ord(char):04X})" for char in lacking)
        warnings.warn(text("missing_glyphs", lang, chars=named), GlyphWarning, stacklevel=3)


def vector(svg: bytes, prefix: str) -> Vector:
    """Make SVG of matplotlib fit to stand inside a page.

    What only machines read is left out, places are rounded to a hundredth of a point, ids that nothing points to go
    and the others are ``prefix`` with a number. Outlines of letters are the same in every figure: they are handed
    back, so that a page holds each of them once.
    """
    root = ET.fromstring(svg)  # noqa: S314 - drawn by us
    pointed = dict.fromkeys(name for node in root.iter() for name in _pointed(node))
    writer = _Writer({name: _glyph(name) or f"{prefix}{number}" for number, name in enumerate(pointed, start=1)})
    body = "".join(writer.written(child) for child in root)
    return Vector(root.attrib["viewBox"], body, writer.glyphs)


def _pointed(node: ET.Element) -> Iterator[str]:
    """Yield the ids that an element points to."""
    if node.get(_LINK, "").startswith("#"):
        yield node.attrib[_LINK][1:]
    for value in node.attrib.values():
        yield from _URL.findall(value)


def _glyph(key: str) -> str:
    """Return a short id for a letter (name of the font, hyphen, number), since most of a figure is letters; or none."""
    font, hyphen, number = key.rpartition("-")
    return f"{_SHORT.get(font, font)}.{number}" if hyphen else ""


class _Writer:
    """Writes the elements of one figure again, with new ids, and puts letters aside."""

    def __init__(self, ids: Mapping[str, str]) -> None:
        self.ids, self.glyphs = ids, dict[str, str]()

    def written(self, node: ET.Element) -> str:
        """Return an element as text; nothing of what only machines read."""
        name = node.tag.rpartition("}")[2]
        if name in _LEFT_OUT:
            return ""
        inside = "".join(self.written(child) for child in node)
        if name in ("g", "defs") and not inside:
            return ""
        attributes = "".join(f" {key}={quoteattr(value)}" for key, value in self._attributes(node))
        if name == "g" and not attributes:
            return inside
        text_ = f"<{name}{attributes}>{inside}</{name}>" if inside else f"<{name}{attributes}/>"
        if short := _glyph(node.get("id", "")):
            self.glyphs[short] = text_
            return ""
        return text_

    def _attributes(self, node: ET.Element) -> Iterator[tuple[str, str]]:
        for key, value in node.attrib.items():
            if key == "id":
                if value in self.ids:
                    yield key, self.ids[value]
            elif key == _LINK:
                yield "href", f"#{self.ids[value[1:]]}" if value.startswith("#") else value
            elif key == "transform":
                level = _LEVEL.fullmatch(value) if _LINK in node.attrib and "x" not in node.attrib else None
                yield ("x", _rounded(level[1])) if level else (key, _MOVED.sub(lambda found: _rounded(found[0]), value))
            elif key == "d":
                yield key, _close(_rounded(value))
            elif key == "style":
                yield key, self._placed(value).replace(": ", ":").replace("; ", ";")
            else:
                yield key, self._placed(_rounded(value))

    def _placed(self, value: str) -> str:
        return _URL.sub(lambda found: f"url(#{self.ids[found[1]]})", value)


def _rounded(words: str) -> str:
    return _DECIMAL.sub(lambda found: f"{float(found[0]):.2f}".rstrip("0").rstrip("."), words)


def _close(path: str) -> str:
    """Return the description of a path without the gaps that it does not need."""
    return _LETTER.sub(r"\1", " ".join(path.split())).replace(" -", "-")
