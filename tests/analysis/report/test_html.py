"""The page of a report: one file that fetches nothing, well formed, with every number, its runs and its letters."""

import base64
import re
import warnings
from dataclasses import replace
from io import BytesIO

import pytest
from fontTools.ttLib import TTFont
from made_document import DENSE, LONG, Reader, document, draw, effects, picture, runs_table, say

from analysis.charts import GlyphWarning
from analysis.fonts import families, missing
from analysis.report import pictures
from analysis.report.blocks import Heading, Picture, Words
from analysis.report.html import FIRST, MOST, page, write_html
from analysis.report.pictures import LARGEST
from analysis.report.shown import cells

LANGUAGES = ("en", "zh")
ADDRESS = re.compile(r"url\(\s*['\"]?([^)'\"]*)|@import\s*(\S+)")


@pytest.fixture(scope="module", params=LANGUAGES)
def read(request):
    lang = request.param
    text = page(document(lang))
    return lang, text, Reader(text)


def fonts_of(text):
    found = re.findall(r'font-family: "([^"]+)"; src: url\(data:font/woff;base64,([^)]+)\)', text)
    return {family: TTFont(BytesIO(base64.b64decode(data))) for family, data in found}


def test_the_page_is_well_formed(read):
    lang, text, reader = read
    assert reader.wrong == []
    assert text.startswith("<!DOCTYPE html>")
    assert ("html", {"lang": {"en": "en-GB", "zh": "zh-CN"}[lang]}) in reader.tags


def test_the_reader_sees_what_is_not_well_formed():
    assert Reader("<p><b>x</p>").wrong
    assert Reader("<p>x").wrong
    assert Reader('<p id="a" id="b">x</p>').wrong


def test_nothing_is_fetched_and_nothing_runs(read):
    _, text, reader = read
    assert {tag for tag, _ in reader.tags} & {"script", "link", "iframe", "object", "embed", "base", "form"} == set()
    places = [value for _, attrs in reader.tags for name, value in attrs.items() if name in ("src", "href", "srcset")]
    places += [place for pair in ADDRESS.findall(text) for place in pair if place]
    assert places
    assert [place for place in places if not place.startswith(("#", "data:image/png;base64,", "data:font/"))] == []
    assert [name for _, attrs in reader.tags for name in attrs if name.startswith("on")] == []
    assert "default-src 'none'" in text


def test_ids_are_unique_and_links_lead_somewhere(read):
    _, text, reader = read
    ids = [attrs["id"] for _, attrs in reader.tags if "id" in attrs]
    assert len(ids) == len(set(ids))
    pointed = [attrs["href"][1:] for _, attrs in reader.tags if attrs.get("href", "").startswith("#")]
    pointed += [place[1:] for place, _ in ADDRESS.findall(text) if place.startswith("#")]
    assert len(pointed) > 20
    assert set(pointed) <= set(ids)


def test_the_contents_link_to_chapters_and_sections(read):
    _, _, reader = read
    links = [attrs["href"] for tag, attrs in reader.tags if tag == "a" and "href" in attrs]
    assert links[:2] == ["#first", "#evidence"]
    assert len(links) == 4 + 3
    assert links[-1] == "#table-runs"


@pytest.mark.parametrize("table", [effects, runs_table])
def test_every_value_stands_as_shown_with_its_runs(read, table):
    lang, _, reader = read
    block = table(lang)
    expected = [[*row, runs] for row, runs in zip(cells(block, lang), block.runs, strict=True)]
    assert expected in reader.tables
    place = reader.tables.index(expected)
    assert reader.runs[place] == list(block.runs)


def test_a_long_table_folds_and_its_first_rows_show_while_it_does(read):
    lang, text, reader = read
    whole = [[*row, runs] for row, runs in zip(cells(runs_table(lang), lang), runs_table(lang).runs, strict=True)]
    assert len(whole) == LONG
    assert whole[:FIRST] in reader.tables
    assert text.count("<details>") == 1
    assert str(LONG) in text[text.index("<summary>") : text.index("</summary>")]
    assert "details[open] + .first { display: none; }" in text


def test_of_thousands_of_rows_only_some_unfold_and_the_page_says_so():
    text = page(replace(document("en"), blocks=(runs_table("en", MOST + 1),)))
    unfolded = text[text.index("<details>") : text.index("</details>")]
    assert unfolded.count("<tr data-runs=") == MOST
    assert f"first {MOST} of {MOST + 1} rows" in unfolded
    assert f"the table unfolds to {MOST}" in text
    whole = page(replace(document("en"), blocks=(runs_table("en", MOST),)))
    assert f"all {MOST} rows" in whole


def test_a_short_table_is_not_folded():
    for count in (FIRST, FIRST + 1):
        text = page(replace(document("en"), blocks=(runs_table("en", count),)))
        assert ("<details>" in text) == (count > FIRST)


def test_cells_say_to_screen_readers_what_they_are(read):
    _, _, reader = read
    heads = [attrs.get("scope") for tag, attrs in reader.tags if tag == "th"]
    assert set(heads) == {"col", "row"}
    tables = sum(tag == "table" for tag, _ in reader.tags)
    assert tables == sum(tag == "caption" for tag, _ in reader.tags) == 4
    drawn = [attrs for tag, attrs in reader.tags if tag == "img" or (tag == "svg" and attrs.get("role") == "img")]
    assert [attrs.get("alt") or attrs.get("aria-label") for attrs in drawn] == ['Rises, "then" falls'] * 2


def test_numbers_stand_on_the_right(read):
    _, text, _ = read
    assert re.search(r'<td class="n">[+−]', text)
    assert re.search(r"\.n \{ text-align: right", text)


def test_words_are_escaped_and_none_is_lost(read):
    lang, text, reader = read
    words = "".join(reader.text)
    for code in ("title", "subtitle", "answer", "warning", "county", "note", "effects", "picture", "empty"):
        assert say(code, lang) in words, code
    assert "<compared>" not in text
    assert not re.search(r"[\x00-\x08\x0b\x0c\x0e-\x1f]", text)


def test_a_title_that_would_run_is_only_read():
    evil = '</title><script>alert(1)</script>"\\'
    text = page(replace(document("en"), title=evil, footer=evil, blocks=(Heading(evil), Words(evil))))
    reader = Reader(text)
    assert "script" not in {tag for tag, _ in reader.tags}
    assert "".join(reader.text).count("<script>alert(1)</script>") == 6
    style = text[text.index("<style>") : text.index("</style>")]
    assert "<" not in style.removeprefix("<style>")


def test_the_fonts_of_the_page_hold_every_letter(read):
    lang, _, reader = read
    fonts = fonts_of(page(document(lang)))
    assert list(fonts) == families(lang) if lang == "zh" else set(fonts) <= set(families(lang))
    held = {code for font in fonts.values() for code in font.getBestCmap()}
    used = {char for words in reader.text for char in words if not char.isspace()}
    assert missing(used) == []
    assert [char for char in used if ord(char) not in held] == []
    assert "OFL" in " ".join(str(record) for font in fonts.values() for record in font["name"].names)


def test_a_page_bears_only_the_letters_that_it_uses(read):
    _, text, _ = read
    assert sum(len(font.getGlyphOrder()) for font in fonts_of(text).values()) < 300


def test_a_letter_that_no_font_has_is_named_once():
    odd = picture("zh", "odd", lambda: draw("zh", words="𪚥"))
    with pytest.warns(GlyphWarning, match="𪚥") as caught:
        page(replace(document("zh"), blocks=(odd, replace(odd, name="odd too"))))
    assert len(caught) == 1


def test_figures_share_their_letters_and_nothing_else():
    parts = tuple(picture("zh", name, lambda: draw("zh")) for name in ("one", "two"))
    text = page(replace(document("zh"), blocks=parts))
    reader = Reader(text)
    ids = [attrs["id"] for _, attrs in reader.tags if "id" in attrs]
    assert len(ids) == len(set(ids))
    letters = [key for key in ids if key.startswith("z.")]
    assert len(letters) >= len(set(say("picture", "zh")))
    assert any(key.startswith("f1.") for key in ids)
    assert any(key.startswith("f2.") for key in ids)


def test_dense_figures_become_pixels_and_the_page_stays_small():
    many = (picture("en", "points", lambda: draw("en", DENSE)), replace(runs_table("en", 3000), name="long"))
    text = page(document("en", *many))
    found = re.findall(r"data:image/png;base64,[^\"]+", text)
    assert len(found) == 2
    largest = max(LARGEST, *map(len, found))
    assert largest == LARGEST
    assert len(text.encode()) - sum(map(len, found)) + 25 * largest < 5_000_000


def test_one_figure_is_drawn_once_for_all_documents(monkeypatch):
    drawings = []
    one = Picture("one", "One", lambda: drawings.append(1) or draw("en"))
    text = page(replace(document("en"), blocks=(one,)))
    assert page(replace(document("en"), blocks=(one,))) == text
    assert pictures.drawn(one, "en").png.startswith(b"\x89PNG")
    assert drawings == [1]


def test_equal_reports_are_equal_pages(read):
    lang, text, _ = read
    assert page(document(lang)) == text


def test_the_page_prints_on_a4_with_its_headers_on_every_sheet(read):
    _, text, _ = read
    for rule in ("size: A4", "display: table-header-group", "tr { break-inside: avoid; }", "counter(page)"):
        assert rule in text
    assert "figure { break-inside: avoid" in text


def test_the_file_is_whole_or_not_there(tmp_path):
    path = tmp_path / "report.html"
    path.write_text("old", encoding="utf-8")
    broken = picture("en", "broken", lambda: 1 / 0)
    with pytest.raises(ZeroDivisionError):
        write_html(replace(document("en"), blocks=(broken,)), path)
    assert path.read_text(encoding="utf-8") == "old"
    assert list(tmp_path.iterdir()) == [path]
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        write_html(document("en"), path)
    assert path.read_text(encoding="utf-8") == page(document("en"))
