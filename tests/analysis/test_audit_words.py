"""The audit in words and as a picture: both languages, short names, what is said of silence and harm, two sheets."""

import math
import string

import pytest
from chart_frames import all_records, difference, record

from analysis.audit_records import by_standing, flat, harmful, practice_records
from analysis.audit_sentences import audit_sentences, package_sentences
from analysis.audit_table import audit_table
from analysis.audit_words import TEXTS, short
from analysis.charts.practices import practices_chart, reach
from analysis.charts.save import texts_of
from analysis.fonts import missing
from analysis.labels import width_of
from model.evidence import PRACTICES
from model.outcomes import OUTCOMES

A4 = 11.69


def test_every_text_has_both_languages_with_the_same_gaps():
    for code, texts in TEXTS.items():
        gaps = {lang: {gap for _, gap, _, _ in string.Formatter().parse(text) if gap} for lang, text in texts.items()}
        assert set(gaps) == {"en", "zh"}, code
        assert gaps["en"] == gaps["zh"], code


@pytest.mark.parametrize("lang", ["en", "zh"])
def test_short_names_are_short_and_tell_practices_apart(lang):
    names = [short(practice, lang) for practice in PRACTICES]
    assert len(set(names)) == len(PRACTICES)
    assert max(map(width_of, names)) <= 38
    assert min(map(width_of, names)) >= 6
    assert short("review_hall", lang, 200) == getattr(PRACTICES["review_hall"], lang)


@pytest.mark.parametrize("lang", ["en", "zh"])
def test_the_picture_of_all_practices_fits_two_sheets_and_the_fonts_know_its_characters(lang):
    figure = practices_chart(all_records(), {"en": "County", "zh": "标准县"}, lang, registry=OUTCOMES)
    wide, tall = figure.get_size_inches()
    assert wide == 8.27
    assert tall <= 2 * A4
    shown = texts_of(figure)
    assert missing(shown) == []
    assert all(short(practice, lang) in shown for practice in PRACTICES)


def test_colour_is_for_effects_that_are_told_and_a_ring_for_those_that_hold():
    from analysis.charts.style import BLUE, FAINT, ORANGE

    effects = [difference(0.02, 0.01), difference(-0.02, 0.01, holm=0.01), difference(0.01, 0.02)]
    names = ("small_grid", "villager_points", "review_hall")
    records = [record(name, effect=effect) for name, effect in zip(names, effects, strict=True)]
    axes = practices_chart(records, "County", "en", registry=OUTCOMES).axes[0]
    dots = [(line.get_markeredgecolor(), line.get_markersize()) for line in axes.lines if line.get_marker() == "o"]
    assert dots == [(BLUE, 3.6), (ORANGE, 3.6), (ORANGE, 6.6), (FAINT, 3.6)]


def test_one_effect_far_out_does_not_flatten_the_others():
    assert reach([1.0] * 19 + [50.0]) == 3.0
    assert reach([1.0, -2.0, math.nan]) == 2.0
    assert reach([0.0, math.nan]) == 1.0


def test_silence_is_told_with_the_effect_that_would_have_shown():
    quiet = record("review_hall", "no_effect", difference(0.0, 0.01, least=0.02))
    quiet["effects"] = {**quiet["effects"], "participation_rate": difference(0.0, 0.0, least=0.0)}
    unsure = record("small_grid", "undecided", difference(0.0, 0.01, least=0.03))
    first, no_effect, undecided, harm = audit_sentences([quiet, unsure], 0.0, OUTCOMES, "en")
    assert first.startswith("2 practices tried: 0 move a headline outcome (0 by at least a tenth")
    assert "with 80 % power these runs would have shown 2.00 percentage points of Dispute resolution rate" in no_effect
    assert no_effect.endswith("Exactly unchanged: Participation rate.")
    assert "smaller effects than 3.00 percentage points" in undecided
    assert harm == "No practice makes an outcome measurably worse."


@pytest.mark.parametrize(
    ("lang", "words"),
    [
        (
            "en",
            ("does harm: Trust in the village −3.0 to −1.0 percentage points in the poorest fifth", "holds after Holm"),
        ),
        ("zh", ("造成伤害：收入最低的五分之一村对村组织信任", "Holm 校正后仍成立")),
    ],
)
def test_harm_is_told_with_where_and_slight_harm_apart(lang, words):
    bad = {"outcome": "trust_village", "area": "poorest", **difference(-0.02, 0.01, holm=0.01)}
    slight = {**bad, "matters": False}
    records = [record("review_hall", harms=(bad,)), record("small_grid", harms=(slight,))]
    assert harmful(records) == ["review_hall"]
    said = audit_sentences(records, 12.4, OUTCOMES, lang)
    assert all(word in said[1] for word in words), said[1]
    assert short("small_grid", lang, 200) in said[2]
    assert "12" in said[3]


def test_effects_are_counted_with_those_that_matter_and_those_that_hold():
    effects = [difference(0.02, 0.01), {**difference(0.02, 0.01, holm=0.01), "matters": False}]
    records = [record(name, effect=effect) for name, effect in zip(("review_hall", "small_grid"), effects, strict=True)]
    said = audit_sentences([*records, record("love_bank")], 0.0, OUTCOMES, "en")[0]
    assert "3 move a headline outcome (2 by at least a tenth" in said
    assert "; 1 still after Holm" in said


def test_no_package_is_an_answer_too():
    package = {"steps": [], "practices": [], "contest": []}
    assert package_sentences(package, OUTCOMES, "en") == ["No practice raises the index, so there is no package."]


def test_a_practice_without_any_run_is_a_record_without_numbers():
    import pandas as pd

    from analysis.audit import COLUMNS, MOVED_COLUMNS

    nothing = pd.DataFrame(columns=list(COLUMNS))
    about = {"review_hall": {key: record("review_hall")[key] for key in
                             ("zh", "en", "group", "priority", "policies", "scenario", "baseline")}}  # fmt: skip
    (found,) = practice_records(nothing, nothing, pd.DataFrame(columns=list(MOVED_COLUMNS)), {}, OUTCOMES, about)
    assert by_standing([found], "unmeasured") == ["review_hall"]
    assert found["effects"]["participation_rate"]["difference"] is None
    assert flat([found], OUTCOMES)["participation_rate"].isna().all()
    assert practices_chart([found], "County", "en", registry=OUTCOMES).axes
    assert audit_table([found], OUTCOMES, "zh").row_count == 2
