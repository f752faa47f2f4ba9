"""The fonts of the charts: registered with matplotlib on demand, so that Chinese needs nothing of the system."""

from collections.abc import Iterable
from functools import cache
from pathlib import Path

from matplotlib import font_manager

FOLDER = Path(__file__).parent
CHINESE = "Xiangzhi Sans"
LATIN = "Xiangzhi Sans Latin"
FILES = {CHINESE: "XiangzhiSans.otf", LATIN: "XiangzhiSansLatin.otf"}


@cache
def use_font() -> None:
    """Register the fonts of this folder with matplotlib, once a process."""
    for name in FILES.values():
        font_manager.fontManager.addfont(FOLDER / name)


def families(lang: str) -> list[str]:
    """Return the font families of ``lang``, first choice first; registers them when first asked."""
    use_font()
    return [CHINESE] if lang == "zh" else [LATIN, CHINESE]


@cache
def _covered() -> frozenset[int]:
    return frozenset(font_manager.get_font(str(FOLDER / FILES[CHINESE])).get_charmap())


def missing(texts: Iterable[str]) -> list[str]:
    """Return the characters of ``texts`` that no font of ours can draw, in the order met."""
    met = dict.fromkeys(char for text in texts for char in text if not char.isspace())
    return [char for char in met if ord(char) not in _covered()]
