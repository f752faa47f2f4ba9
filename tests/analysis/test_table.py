"""Tables for the terminal."""

import math

import pytest
from rich.console import Console

from analysis.effects import paired_effects
from analysis.table import effects_table, outcomes_table, print_effects


def shown(table, width=160):
    console = Console(width=width, record=True, color_system=None)
    with console.capture() as caught:
        console.print(table)
    return caught.get()


@pytest.mark.parametrize(
    ("lang", "wanted"), [("en", "All together: linkage, points"), ("zh", "组合方案：联户、积分与经费一并实施")]
)
def test_effects(outcomes_frame, registry, titles, lang, wanted):
    effects = paired_effects(outcomes_frame, "pilot_county", registry)
    words = shown(effects_table(effects, titles, lang, registry=registry))
    assert wanted in words
    row = effects.set_index(["scenario", "outcome"]).loc[("package", "participation_rate")]
    assert f"+{100 * row['difference']:.1f}" in words
    every = shown(effects_table(effects, titles, lang, registry=registry, every=True))
    assert registry["gini"].zh in every or registry["gini"].en in every
    assert every.count("\n") > words.count("\n")


def test_one_replication_prints_a_dash(outcomes_frame, registry, titles):
    single = outcomes_frame[outcomes_frame["replication"] == 0]
    words = shown(effects_table(paired_effects(single, "pilot_county", registry), titles, "en", registry=registry))
    assert "–" in words
    assert "nan" not in words


def test_brackets_in_titles_are_text(outcomes_frame, registry, titles, capsys):
    effects = paired_effects(outcomes_frame, "pilot_county", registry)
    odd = titles | {"linkage": "[bold]x[/] plan"}
    print_effects(effects, odd, "en", registry=registry, console=Console(width=200))
    assert "[bold]x[/] plan" in capsys.readouterr().out


def test_outcomes_in_shown_units(registry):
    values = {"participation_rate": 0.3125, "disposable_income": 23119.4, "gini": math.nan}
    words = shown(outcomes_table(values, "en", registry=registry))
    assert "31.2" in words
    assert "23,119" in words
    assert "not defined in these runs" in words
    assert "Petitions" not in words
