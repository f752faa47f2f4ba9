"""The fonts of the package."""

from fontTools.ttLib import TTFont
from matplotlib import font_manager

from analysis.fonts import CHINESE, FOLDER, LATIN, families, missing
from analysis.labels import TEXTS
from analysis.scorecard import comparisons


def test_matplotlib_finds_our_files_and_no_others():
    for lang in ("en", "zh"):
        for family in families(lang):
            found = font_manager.findfont(family, fallback_to_default=False)
            assert str(FOLDER) in found


def test_the_first_family_is_that_of_the_language():
    assert families("zh")[0] == CHINESE
    assert families("en")[0] == LATIN


def test_every_character_of_gb2312_can_be_drawn():
    rows = (bytes((high, low)) for high in range(0xA1, 0xF8) for low in range(0xA1, 0xFF))
    characters = "".join(row.decode("gb2312", errors="ignore") for row in rows)
    assert len(characters) > 7000
    assert missing([characters]) == []


def test_every_word_of_ours_can_be_drawn():
    words = [text for entry in TEXTS.values() for text in entry.values()]
    assert missing([*words, *(row.zh for row in comparisons())]) == []


def test_a_rare_character_is_named():
    assert missing(["乡治", "𪚥 龘"]) == ["𪚥", "龘"]


def test_the_licence_travels_with_the_renamed_fonts():
    assert "SIL OPEN FONT LICENSE" in (FOLDER / "OFL.txt").read_text(encoding="utf-8")
    for name in ("XiangzhiSans.otf", "XiangzhiSansLatin.otf"):
        with TTFont(FOLDER / name) as font:
            assert font["name"].getDebugName(1).startswith("Xiangzhi Sans")
            assert "SIL Open Font License" in font["name"].getDebugName(13)
            assert "Adobe" in font["name"].getDebugName(0)


def test_the_fonts_are_small():
    assert sum(path.stat().st_size for path in FOLDER.glob("*.otf")) < 1_700_000


def test_english_quotes_are_proportional():
    with TTFont(FOLDER / "XiangzhiSansLatin.otf") as font:
        quote = font.getBestCmap()[ord("“")]
        assert font["hmtx"][quote][0] < 600
