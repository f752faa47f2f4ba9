"""Saving figures: PNG and SVG, the data beside them, and one message for characters that the font lacks."""

import warnings
from collections.abc import Mapping
from pathlib import Path

import pandas as pd
from matplotlib.figure import Figure
from matplotlib.text import Text

from analysis.charts.style import DPI, styled
from analysis.files import whole
from analysis.fonts import missing
from analysis.labels import text


class GlyphWarning(UserWarning):
    """A text holds characters that the font of the charts cannot draw."""


def save_figures(
    figures: Mapping[str, Figure], data: Mapping[str, pd.DataFrame], folder: Path, lang: str = "en"
) -> list[Path]:
    """Write each figure as NAME.png and NAME.svg and its data as NAME.csv; return the paths written.

    A file is whole or not there. Characters without a glyph are drawn as boxes and named in one ``GlyphWarning``.

    Parameters
    ----------
    figures
        Figures by name.
    data
        Data by the same names; a figure without data has no CSV.
    """
    written = []
    lacking = missing(shown for figure in figures.values() for shown in texts_of(figure))
    with warnings.catch_warnings(), styled(lang):
        warnings.filterwarnings("ignore", message="Glyph .* missing from")
        for name, figure in figures.items():
            for suffix in ("png", "svg"):
                written.append(folder / f"{name}.{suffix}")
                with whole(written[-1]) as part:
                    figure.savefig(part, dpi=DPI, metadata={"Date": None} if suffix == "svg" else None)
            if name in data:
                written.append(folder / f"{name}.csv")
                with whole(written[-1]) as part:
                    data[name].to_csv(part, index=False, encoding="utf-8-sig", date_format="%Y-%m-%d")
    if lacking:
        named = ", ".join(f"{char} (U+{ord(char):04X})" for char in lacking)
        warnings.warn(text("missing_glyphs", lang, chars=named), GlyphWarning, stacklevel=2)
    return written


def texts_of(figure: Figure) -> list[str]:
    """Return every visible text of a figure."""
    return [found.get_text() for found in figure.findobj(Text) if found.get_visible() and found.get_text()]
