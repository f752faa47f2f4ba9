"""Build the fonts of this folder from Noto Sans CJK: ``python -m analysis.fonts.build NotoSansCJK-Regular.ttc``.

Only whoever refreshes the fonts runs this; README.md tells where the source font comes from.
"""

import sys
from pathlib import Path

from fontTools.subset import Options, Subsetter  # type: ignore[import-untyped]
from fontTools.ttLib import TTCollection, TTFont  # type: ignore[import-untyped]

SIMPLIFIED_CHINESE = 2
"""Face of the collection whose default forms are those of mainland China."""
LATIN = {*range(0x20, 0x7F), *range(0xA0, 0x180), *range(0x2010, 0x2028)} | {ord(char) for char in "‰′″€™−"}
SYMBOLS = {ord(char) for char in "←↑→↓↔△▲▽▼○●◎◇◆□■★☆✓✗≈≠≤≥±×÷∑√∞∅μσπαβγδεθλρτφχω·•…—–°℃㎡①②③④⑤⑥⑦⑧⑨⑩¥￥％‰"}
NAMES = {1: "{family}", 2: "Regular", 3: "{file}-1.0", 4: "{family}", 6: "{file}", 16: "{family}", 17: "Regular"}


def gb2312() -> set[int]:
    """Return the code points of GB 2312: 6,763 characters and the full-width punctuation."""
    rows = (bytes((high, low)) for high in range(0xA1, 0xF8) for low in range(0xA1, 0xFF))
    return {ord(char) for row in rows for char in row.decode("gb2312", errors="ignore")}


def rename(font: TTFont, family: str) -> None:
    """Give the derived font its own name, as the licence asks; copyright and licence stay."""
    table = font["name"]
    table.names = [record for record in table.names if record.nameID in (0, 13, 14)]
    for number, pattern in NAMES.items():
        table.setName(pattern.format(family=family, file=family.replace(" ", "")), number, 3, 1, 0x409)
    cff = font["CFF "].cff
    cff.fontNames = [family.replace(" ", "")]
    cff.topDictIndex[0].FullName = cff.topDictIndex[0].FamilyName = family


def proportional(font: TTFont) -> None:
    """Put the proportional quotes and dashes, which English wants, in the place of the full-width ones."""
    gsub = font["GSUB"].table
    features = [found.Feature for found in gsub.FeatureList.FeatureRecord if found.FeatureTag == "pwid"]
    swaps: dict[str, str] = {}
    for index in {index for feature in features for index in feature.LookupListIndex}:
        for part in gsub.LookupList.Lookup[index].SubTable:
            swaps |= getattr(getattr(part, "ExtSubTable", part), "mapping", {})
    for table in font["cmap"].tables:
        if hasattr(table, "cmap"):
            table.cmap = {code: swaps.get(glyph, glyph) for code, glyph in table.cmap.items()}


def write(source: Path, target: Path, family: str, codes: set[int], latin: bool) -> None:
    """Write the subset of ``source`` that holds ``codes`` to ``target``."""
    font = TTCollection(str(source)).fonts[SIMPLIFIED_CHINESE]
    if latin:
        proportional(font)
    options = Options(layout_features=["kern"], hinting=False, name_IDs=["*"], notdef_outline=True)
    subsetter = Subsetter(options)
    subsetter.populate(unicodes=codes)
    subsetter.subset(font)
    rename(font, family)
    font["head"].modified = font["head"].created
    font.recalcTimestamp = False
    font.save(target)


def main(source: Path) -> None:
    """Write both files beside this module."""
    here = Path(__file__).parent
    write(source, here / "XiangzhiSans.otf", "Xiangzhi Sans", gb2312() | LATIN | SYMBOLS, latin=False)
    write(source, here / "XiangzhiSansLatin.otf", "Xiangzhi Sans Latin", LATIN, latin=True)


if __name__ == "__main__":
    main(Path(sys.argv[1]))
