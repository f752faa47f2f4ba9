"""The part of our fonts that a page uses, to be carried inside the page."""

from base64 import b64encode
from collections.abc import Iterable
from io import BytesIO

from fontTools.subset import Options, Subsetter  # type: ignore[import-untyped]
from fontTools.ttLib import TTFont  # type: ignore[import-untyped]

from analysis.fonts import FILES, FOLDER, families


def embedded(texts: Iterable[str], lang: str) -> dict[str, str]:
    """Return, by family, the letters that ``texts`` use, as a WOFF font in base64.

    Every letter is looked for in the families of ``lang`` in their order; the last one, which holds all that we have,
    bears also the sign for letters that we lack. A family of which nothing is used is left out.
    """
    wanted = {ord(char) for words in texts for char in words if char.isprintable()} | {ord(" ")}
    parts = {}
    for family in families(lang):
        with TTFont(FOLDER / FILES[family]) as font:
            mine = wanted & font.getBestCmap().keys()
            wanted -= mine
            if mine:
                parts[family] = b64encode(_part(font, mine)).decode("ascii")
    return parts


def _part(font: TTFont, codes: set[int]) -> bytes:
    options = Options(layout_features=[], hinting=False, name_IDs=[0, 1, 13, 14], notdef_outline=True)
    subsetter = Subsetter(options)
    subsetter.populate(unicodes=codes)
    subsetter.subset(font)
    font.flavor = "woff"
    font.recalcTimestamp = False
    out = BytesIO()
    font.save(out)
    return out.getvalue()
