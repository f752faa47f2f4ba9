"""Units in two languages: every unit that is shown has a Chinese form, and the table holds no other."""

import re
from collections import Counter

import pytest

from analysis.fonts import missing
from experiments.fingerprint import code_parts
from model import unit_words
from model.drivers import DRIVERS
from model.parameters import PASSPORTS
from model.policies import POLICIES
from model.unit_words import UNITS_ZH, unit_in
from scenarios.schema import PARTS

SYMBOLS = {"logit"}
"""Latin words that are no English: symbols of statistics that Chinese texts write the same way."""


def schema_units() -> set[str]:
    extras = [info.json_schema_extra for part in PARTS.values() for info in part.model_fields.values()]
    return {str(extra["unit"]) for extra in extras if isinstance(extra, dict) and "unit" in extra}


def in_use() -> set[str]:
    levers = {lever.unit for policy in POLICIES.values() for lever in policy.levers}
    held = {passport.unit for passport in PASSPORTS.values()} | {driver.unit for driver in DRIVERS.values()}
    return levers | held | schema_units()


def test_every_unit_in_use_has_a_chinese_form_and_none_is_left_over():
    assert len(in_use()) > 300
    assert schema_units() >= {"villages", "yuan a year", "0 to 1"}
    assert set(UNITS_ZH) == in_use()


def test_chinese_forms_are_chinese():
    wrong = {unit: zh for unit, zh in UNITS_ZH.items() if set(re.findall(r"[A-Za-z]+", zh)) - SYMBOLS}
    assert wrong == {}
    assert all(zh == zh.strip() != "" for zh in UNITS_ZH.values())
    assert missing(list(UNITS_ZH.values())) == []


def test_no_unit_stands_in_two_tables():
    tables = [table for name, table in vars(unit_words).items() if re.fullmatch(r"_[A-Z]+", name)]
    assert [unit for unit, count in Counter(unit for table in tables for unit in table).items() if count > 1] == []
    assert sum(map(len, tables)) == len(UNITS_ZH)


@pytest.mark.parametrize(
    ("unit", "zh"),
    [
        ("hours per grid and dekad", "小时/网格·旬"),
        ("share of members at home", "在村党员比例"),
        ("yuan per village and year", "元/村·年"),
        ("log hazard a dekad", "对数风险/旬"),
        ("chance a visit", "概率/次走访"),
        ("points", "分"),
        ("parsecs", "parsecs"),
        ("", ""),
    ],
)
def test_english_stays_and_chinese_is_looked_up(unit, zh):
    assert (unit_in(unit, "en"), unit_in(unit, "zh")) == (unit, zh)


def test_runs_do_not_load_the_words():
    parts = code_parts()
    assert "model.drivers" in parts
    assert "model.unit_words" not in parts
