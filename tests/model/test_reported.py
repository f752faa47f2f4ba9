"""What places report of themselves, carried whole: every figure, every mask, and no sentence of the sources."""

import re
from pathlib import Path

import pytest
from ruamel.yaml import YAML

from model.evidence import PRACTICES, SOURCES
from model.evidence.reported import derived, quantities, reported

EVIDENCE = Path(__file__).resolve().parents[3] / "shared" / "evidence" / "cases.yaml"
IDS = {
    "governance_year_city": ["gy_centres_standard"],
    "hebei_three_smalls": ["hb_one_handling"],
    "forest_city": [
        "fc_publicity", "fc_service", "fc_problems", "fc_disputes", "fc_centre_activities", "fc_centre_served",
        "fc_centre_problems", "fc_guaranteed_households", "fc_guaranteed_problems", "fc_volunteer",
        "fc_collective_income", "fc_settlement_pattern",
    ],
    "yongchuan": ["yc_settlement"],
    "jinfeng": ["jf_control"],
    "fengjie": ["fj_exit"],
    "baishi": ["bs_exit", "bs_quality"],
    "dadukou": [],
    "chongqing_essay": [],
    "gansu_district": [
        "gs_expectations", "gs_satisfaction", "gs_activities", "gs_matters", "gs_difficulties", "gs_suggestions",
        "gs_coordinated",
    ],
    "linkage_survey": [],
    "jiaxing_style_city": ["jx_rectified", "jx_two_xxx", "jx_two_skins", "jx_ageing_words"],
    "fucheng": ["fu_support", "fu_initiative"],
    "panzhihua_west": ["pw_weak", "pw_shell", "pw_served"],
    "pilot_county": [
        "pc_function_effect", "pc_quorum_words", "pc_no_diffusion_words", "pc_low_platform_use", "pc_bus_line",
        "pc_income_share", "pc_devolution_little", "pc_linkage_effect_words",
    ],
}  # fmt: skip
ROWS = reported()
FIELDS = ("case", "zh", "value", "shown_as", "qualifier", "comparable", "simulated_quantity", "use")


def given() -> dict[str, dict[str, object]]:
    """Return the outcomes as they were read out of the documents, where that reading is at hand; else our own."""
    if not EVIDENCE.exists():
        return {row.id: {name: getattr(row, name) for name in FIELDS} for row in ROWS}
    cases = YAML(typ="safe").load(EVIDENCE.read_text(encoding="utf-8"))["cases"]
    return {row["id"]: {"case": case["id"], **row} for case in cases for row in case["reported_outcomes"]}


def test_every_reported_outcome_is_there():
    assert {f"case:{case}" for case in IDS} == {source.id for source in SOURCES.values() if source.kind == "case"}
    for case, ids in IDS.items():
        assert [row.id for row in reported(case)] == ids
    assert [row.id for row in ROWS] == [name for ids in IDS.values() for name in ids]
    assert set(given()) == {row.id for row in ROWS}


def test_figures_equal_the_reading_they_were_carried_from():
    theirs = given()
    for row in ROWS:
        assert {name: getattr(row, name) for name in FIELDS} == {name: theirs[row.id].get(name) for name in FIELDS}


def test_masks_stay_masks():
    masked = [row for row in ROWS if row.shown_as is not None]
    assert [row.id for row in masked] == [
        "gy_centres_standard", "jx_rectified", "jx_two_xxx", "pc_bus_line", "pc_income_share",
    ]  # fmt: skip
    assert all(row.value is None for row in masked)
    assert {row.id for row in ROWS if row.qualifier == "redacted"} == {row.id for row in masked[1:]}
    assert all("x" in str(row.shown_as) for row in masked if row.qualifier == "redacted")
    assert all(row.value is None for row in ROWS if row.qualifier == "words")


def test_words_are_our_own_and_in_both_languages():
    theirs = given()
    for row in ROWS:
        for words in (row.unit, row.counts, row.ambiguity):
            assert set(words) == {"en", "zh"}, row.id
            assert row.unit["zh"] == "-" or re.search(r"[一-鿿]", words["zh"]), row.id
        assert row.counts["en"] != theirs[row.id].get("counts"), row.id
        assert row.ambiguity["en"] != theirs[row.id].get("ambiguity"), row.id


def test_every_quantity_is_counted_or_says_why_not():
    for name, sheet in quantities().items():
        assert (sheet.kind in ("flow", "stock", "level")) != bool(sheet.absent), name
        assert set(sheet.absent) in (set(), {"en", "zh"}), name
        assert bool(sheet.en and sheet.zh) == bool(sheet.kind), name
        assert sheet.as_reported == "" or sheet.as_reported in quantities(), name
    assert {row.quantity for row in ROWS} <= set(quantities())
    assert {part for row in derived() for part in row.parts} <= set(quantities())


def test_what_is_claimed_in_words_names_practices_of_the_place():
    claims = [row for row in ROWS if row.sign or row.without]
    assert len(claims) == 7
    for row in claims:
        assert row.sign in ("up", "down", "little")
        assert row.value is None
        assert all(row.case in PRACTICES[name].places for name in row.without)


@pytest.mark.parametrize("row", derived(), ids=lambda row: row.id)
def test_quotients_are_those_of_the_figures(row):
    above, below = (float(part) for part in row.formula.split(" / "))
    assert row.value == pytest.approx(above / below, abs=0.0006)
    assert row.id.startswith(tuple(found.id[:3] for found in reported(row.case)))


def test_totals_name_what_they_are_the_total_of():
    based = {row.id: dict(row.base) for row in ROWS if row.base}
    assert {tuple(base.items()) for base in based.values()} == {
        (("grids", 506),),
        (("grids", 310),),
        (("villages", 14),),
    }
    assert all(isinstance(row.value, int) for row in ROWS if row.base)
