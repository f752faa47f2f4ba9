"""The catalogue of words, and how numbers and dates are written."""

import math
import re
import string
from datetime import date

import pytest

from analysis.labels import TEXTS, month, number, replications_text, title_of, unit_of
from analysis.sentences import FINDINGS


@pytest.mark.parametrize("catalogue", [TEXTS, FINDINGS], ids=["texts", "findings"])
def test_both_languages_fill_the_same_gaps(catalogue):
    for code, words in catalogue.items():
        assert set(words) == {"en", "zh"}, code
        gaps = {lang: {name for _, name, _, _ in string.Formatter().parse(words[lang]) if name} for lang in words}
        assert gaps["zh"] <= gaps["en"], code
        assert gaps["en"] - gaps["zh"] <= {"are", "low"}, code


def test_chinese_texts_are_chinese():
    bare = {"percent", "to", "list", "with_unit", "back_comma", "doc_caption", "doc_percent"}  # marks alone
    for code in TEXTS.keys() - bare:
        words = re.sub(r"\{\w+\}", "", TEXTS[code]["zh"])
        assert re.search(r"[一-鿿]", words), code
        assert not re.search(r"[,;:?!]", words), code


def test_english_texts_hold_no_chinese():
    assert not [code for code, words in TEXTS.items() if re.search(r"[一-鿿]", words["en"])]


@pytest.mark.parametrize(
    ("value", "decimals", "signed", "written"),
    [
        (1234567.4, 0, False, "1,234,567"),
        (-0.04, 1, True, "0.0"),
        (-2.25, 2, True, "−2.25"),
        (3, None, True, "+3.00"),
        (0.0, None, True, "0"),
        (123456.0, None, False, "123,456"),
        (math.nan, None, False, "–"),
        (-math.inf, None, False, "–"),
    ],
)
def test_numbers(value, decimals, signed, written):
    assert number(value, decimals, signed=signed) == written


def test_months():
    assert month(date(2024, 1, 11), "en") == "Jan 2024"
    assert month(date(2024, 12, 1), "zh") == "2024年12月"


def test_replications_are_said_honestly():
    assert replications_text([1, 1], "en") == "1 replication, so no interval"
    assert replications_text([10, 10], "zh").startswith("10 次")
    assert replications_text([8, 10], "en").startswith("8 to 10 replications")


def test_titles_fall_back_to_the_id():
    assert title_of({"a": {"en": "A"}}, "a", "en") == "A"
    assert title_of({"a": {"en": "A"}}, "a", "zh") == "a"
    assert title_of({}, "b", "zh") == "b"
    assert title_of({"c": "C"}, "c", "zh") == "C"


def test_a_share_is_a_per_cent_and_its_change_points(registry):
    rate, income = registry["participation_rate"], registry["disposable_income"]
    assert (unit_of(rate, "en"), unit_of(rate, "en", difference=True)) == ("%", "percentage points")
    assert unit_of(rate, "zh", difference=True) == "个百分点"
    assert unit_of(income, "zh") == unit_of(income, "zh", difference=True) == "元/人·年（2024年价）"
