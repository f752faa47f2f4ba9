"""Chapters of evidence, of who gains and of costs: what their tables hold, on which runs, and in odd studies too."""

import math
import re
from dataclasses import replace
from functools import cache

import pandas as pd
import pytest
from made_up import BASELINE, GROUPS, made_up
from matplotlib.figure import Figure

from analysis.cost import GAINS, cost_ratios, cost_runs
from analysis.full_effects import FEWEST, full_effects
from analysis.labels import text
from analysis.people import group_effects, turnout_means
from analysis.report.blocks import Block, Heading, Picture, Points, Table, Words
from analysis.report.costs import costs
from analysis.report.derived import MOST_DRAWN, derived
from analysis.report.disputes import end_shares
from analysis.report.evidence import Evidence
from analysis.report.evidence_by_outcome import evidence_by_outcome, said
from analysis.report.who_gains import who_gains
from model.outcomes import OUTCOMES

CHAPTERS = (evidence_by_outcome, who_gains, costs)
ODD = {
    "usual": {},
    "one replication": {"replications": 1},
    "one scenario": {"scenarios": 1},
    "many scenarios": {"scenarios": 20, "replications": 2},
    "constant": {"constant": True},
    "a scenario without a good run": {"failed": 5},
    "no good run": {"failed": 15},
    "no detail": {"detail": False},
    "another model": {"plain": True, "detail": False, "layers": False},
    "no baseline": {"baseline": False},
    "enough for a bootstrap": {"scenarios": 2, "replications": FEWEST + 1, "detail": False},
}


@cache
def study(kind: str) -> Evidence:
    """Return a made-up study of one kind; the same one to every test."""
    return made_up(**ODD[kind])


def blocks_of(evidence: Evidence, lang: str = "en") -> list[Block]:
    return [block for chapter in CHAPTERS for block in chapter(evidence, lang)]


def tables(blocks: list[Block]) -> dict[str, Table]:
    return {block.name: block for block in blocks if isinstance(block, Table)}


def pictures(blocks: list[Block]) -> dict[str, Picture]:
    return {block.name: block for block in blocks if isinstance(block, Picture)}


def words(blocks: list[Block]) -> str:
    """Return all that the chapters say: sentences, captions and notes."""
    told = [block.text for block in blocks if isinstance(block, Words | Heading)]
    told += [item for block in blocks if isinstance(block, Points) for item in block.items]
    told += [part for block in blocks if isinstance(block, Table) for part in (block.caption, block.note)]
    told += [part for block in blocks if isinstance(block, Picture) for part in (block.caption, block.alt)]
    return "\n".join(told)


def runs_of(evidence: Evidence, scenario: str) -> str:
    return evidence.runs_of(BASELINE, scenario)


@pytest.mark.parametrize("lang", ["en", "zh"])
@pytest.mark.parametrize("kind", ODD)
def test_every_kind_of_study_has_whole_chapters(kind, lang):
    blocks = blocks_of(study(kind), lang)
    chapters = [block for block in blocks if isinstance(block, Heading) and block.level == 1]
    assert [chapter.anchor for chapter in chapters] == ["evidence", "who-gains", "costs"]
    named = [block.name for block in blocks if isinstance(block, Table)]
    drawn = [block.name for block in blocks if isinstance(block, Picture)]
    assert len(set(named)) == len(named)
    assert len(set(drawn)) == len(drawn)
    anchors = [block.anchor for block in blocks if isinstance(block, Heading)]
    assert len(set(anchors)) == len(anchors)
    assert not re.search(r"[{}]|\.\.|。。|nan\b", words(blocks))


@pytest.mark.parametrize("kind", ODD)
def test_every_row_says_on_which_runs_it_rests(kind):
    evidence = study(kind)
    good = set(evidence.runs.loc[evidence.runs["status"] == "ok", "label"])
    for table in tables(blocks_of(evidence)).values():
        assert len(table.runs) == len(table.rows) > 0, table.name
        for runs in table.runs:
            ends = re.findall(r"R\d+", runs)
            assert ends
            assert set(ends) <= good, table.name


@pytest.mark.parametrize("kind", ODD)
def test_every_column_has_its_value_in_every_row(kind):
    for table in tables(blocks_of(study(kind))).values():
        assert re.fullmatch(r"\w+", table.name)
        keys = [column.key for column in table.columns]
        assert len(set(keys)) == len(keys)
        for row in table.rows:
            assert set(keys) <= set(row), table.name
            assert not [v for v in row.values() if isinstance(v, float) and not math.isfinite(v)], table.name


@pytest.mark.parametrize("kind", ["usual", "one scenario", "no detail"])
def test_no_language_strays_into_the_other(kind):
    chinese = re.sub(r"`[^`]*`|“[^”]*”|\(?Benjamini-Hochberg\)?", "", words(blocks_of(study(kind), "zh")))
    assert not re.search(r"[A-Za-z]{2,} [A-Za-z]{2,}", chinese)
    english = re.sub(r"township \S+", "", words(blocks_of(study(kind), "en")))
    assert not re.search(r"[一-鿿，。；：]", english)


@pytest.mark.parametrize("kind", ["usual", "one scenario"])
def test_all_figures_can_be_drawn(kind):
    drawn = pictures(blocks_of(study(kind), "en"))
    assert len(drawn) > 8
    for picture in drawn.values():
        assert picture.caption
        assert picture.alt
        assert picture.runs
        figure = picture.draw()
        assert isinstance(figure, Figure)
        assert figure.axes, picture.name


# evidence by outcome


def test_the_table_of_an_outcome_holds_all_its_statistics():
    evidence = study("enough for a bootstrap")
    table = tables(evidence_by_outcome(evidence, "en"))["effect_dispute_resolution_rate"]
    effects = full_effects(evidence.outcomes, BASELINE, OUTCOMES)
    known = effects[effects["outcome"] == "dispute_resolution_rate"].iloc[0]
    (row,) = table.rows
    for key in ("difference", "low", "high", "boot_low", "boot_high"):
        assert row[key] == pytest.approx(100 * known[key], rel=1e-12)
    for key in ("improved", "improved_low", "improved_high", "p_holm", "p_bh"):
        assert row[key] == pytest.approx(known[key], rel=1e-12)
    assert row["verdict"] == "better"
    assert table.runs == (runs_of(evidence, "linkage_full"),)
    assert "A difference counts as none up to 2 percentage points." in table.note


def test_a_bootstrap_that_was_not_made_has_no_columns():
    table = tables(evidence_by_outcome(study("usual"), "en"))["effect_dispute_resolution_rate"]
    keys = [column.key for column in table.columns]
    assert "boot_low" not in keys
    assert "low" in keys
    assert f"With fewer than {FEWEST} pairs there is none." in words(evidence_by_outcome(study("usual"), "en"))


def test_margins_of_the_reader_count():
    evidence = replace(study("usual"), margins={"dispute_resolution_rate": 0.2})
    table = tables(evidence_by_outcome(evidence, "en"))["effect_dispute_resolution_rate"]
    assert "A difference counts as none up to 20 percentage points." in table.note
    assert {row["verdict"] for row in table.rows} == {"better; smaller than 20 percentage points"}


def test_all_outcomes_stand_in_one_table():
    evidence = study("usual")
    table = tables(evidence_by_outcome(evidence, "zh"))["all_outcomes"]
    assert table.long
    assert len(table.rows) == 2 * len(OUTCOMES)
    effects = full_effects(evidence.outcomes, BASELINE, OUTCOMES).to_dict("records")
    for row, known in zip(table.rows, effects, strict=True):
        assert row["outcome"] == OUTCOMES[known["outcome"]].zh
        assert row["baseline"] == pytest.approx(known["baseline"] * OUTCOMES[known["outcome"]].scale)
        assert row["p_bh"] == pytest.approx(known["p_bh"])


def test_many_scenarios_stand_in_long_tables_and_the_largest_effects_in_charts():
    evidence = study("many scenarios")
    blocks = evidence_by_outcome(evidence, "en")
    found = derived(evidence)
    assert len(found.drawn) == MOST_DRAWN
    assert set(found.named) <= set(found.drawn)
    sizes = found.main.assign(size=found.main["difference"].abs()).pivot(
        index="scenario", columns="outcome", values="size"
    )
    largest = (sizes / sizes.max()).max(axis=1)
    left_out = largest.drop(list(found.drawn))
    assert len(left_out) == 7
    assert left_out.max() <= largest[list(set(found.drawn) - set(found.named))].min()
    assert "Shown are 12 of 19 scenarios" in pictures(blocks)["effects_forest"].caption
    assert len(tables(blocks)["effect_dispute_resolution_rate"].rows) == 19
    assert tables(blocks)["all_outcomes"].long
    usual = pictures(evidence_by_outcome(study("usual"), "en"))["effects_forest"]
    assert "Shown are" not in usual.caption


def test_one_scenario_has_levels_with_intervals():
    table = tables(evidence_by_outcome(study("one scenario"), "en"))["levels"]
    values = study("one scenario").outcomes
    values = values[(values["outcome"] == "participation_rate") & (values["village"] == "")]["value"]
    row = next(row for row in table.rows if row["outcome"] == "Participation rate")
    assert row["mean"] == pytest.approx(100 * values.mean())
    assert row["low"] < row["mean"] < row["high"]
    assert (row["least"], row["most"]) == pytest.approx((100 * values.min(), 100 * values.max()))
    single = made_up(scenarios=1, replications=1, detail=False)
    alone = tables(evidence_by_outcome(single, "en"))["levels"].rows[0]
    assert alone["low"] is None
    assert alone["high"] is None


def test_an_outcome_without_unit_leaves_no_gap_before_the_full_stop():
    evidence = study("another model")
    rows = full_effects(evidence.outcomes, BASELINE, evidence.registry)
    assert all(re.search(r"\S\.$", sentence) for sentence in said(rows, evidence, "en"))


def test_ends_of_disputes_are_shares_of_all():
    flows = study("usual").flows
    shares = end_shares(flows)
    groups = shares[shares["outcome"].str.startswith("ends_")]
    assert groups.groupby(["scenario", "seed"])["value"].sum().to_numpy() == pytest.approx(1.0)
    mine = flows[(flows["scenario"] == BASELINE) & (flows["seed"] == 1)]
    near = mine.loc[mine["end"].isin(["linked", "grid", "village"]), "n"].sum() / mine["n"].sum()
    found = groups.set_index(["scenario", "seed", "outcome"])["value"]
    assert found[(BASELINE, 1, "ends_village")] == pytest.approx(near)


def test_disputes_are_compared_end_by_end():
    blocks = evidence_by_outcome(study("usual"), "en")
    table = tables(blocks)["dispute_ends"]
    mean = end_shares(study("usual").flows).groupby(["scenario", "outcome"])["value"].mean()
    row = next(row for row in table.rows if row["outcome"] == "settled in the village")
    assert row["baseline"] == pytest.approx(100 * mean[(BASELINE, "ends_village")])
    assert row["mean"] == pytest.approx(100 * mean[("linkage_full", "ends_village")])
    days = tables(blocks)["cumulative_incidence"]
    village = [row["incidence"] for row in days.rows if row["cause"] == "Settled in the village"]
    assert village[0] < village[1]


def test_runs_without_the_course_of_disputes_say_so():
    blocks = evidence_by_outcome(study("no detail"), "en")
    assert "The runs kept no course of disputes" in words(blocks)
    assert "dispute_flow" not in pictures(blocks)
    plain = evidence_by_outcome(study("another model"), "en")
    assert "disputes" in words(plain).lower() or "disputes" not in [b.anchor for b in plain if isinstance(b, Heading)]


# who gains and who loses


def test_tables_of_groups_hold_the_effects_of_groups():
    evidence = study("usual")
    table = tables(who_gains(evidence, "en"))["groups_participation_rate"]
    known = group_effects(evidence.groups, BASELINE)
    known = known[known["outcome"] == "participation_rate"]
    assert len(table.rows) == len(known) == 2 * sum(map(len, GROUPS.values()))
    poorest = known[(known["breakdown"] == "fifth") & (known["group"] == "1") & (known["scenario"] == "points")].iloc[0]
    title = evidence.titles["points"]["en"]
    row = next(row for row in table.rows if (row["group"], row["scenario"]) == ("poorest fifth", title))
    for key in ("baseline", "difference", "low", "high"):
        assert row[key] == pytest.approx(100 * poorest[key])
    assert row["people"] == pytest.approx(poorest["people"])


def test_tables_of_winners_hold_the_shares_of_people():
    evidence = study("usual")
    found = tables(who_gains(evidence, "en"))
    known = turnout_means(evidence.turns)
    everyone = known[known["breakdown"] == "all"].set_index("scenario")
    assert len(found["winners"].rows) == 2
    for row, name in zip(found["winners"].rows, evidence.others, strict=True):
        for key in ("gain", "gain_low", "lose", "lose_high", "same", "mean_gain", "mean_loss"):
            assert row[key] == pytest.approx(everyone.loc[name, key])
    assert len(found["winners_by_group"].rows) == len(known) - 2
    assert {row["breakdown"] for row in found["winners_by_group"].rows} >= {"township", "clan"}


def test_inequality_stands_in_every_comparison():
    for kind in ("usual", "no detail"):
        rows = tables(who_gains(study(kind), "en"))["inequality"].rows
        assert {"Gini index", "Income of the worst-off fifth"} <= {row["outcome"] for row in rows}


def test_runs_without_people_say_so():
    blocks = who_gains(study("no detail"), "en")
    assert "The runs kept no people" in words(blocks)
    assert set(tables(blocks)) == {"inequality"}


def test_the_charts_of_groups_show_the_scenario_with_the_largest_effect():
    evidence = study("many scenarios")
    names = [name for name in pictures(who_gains(evidence, "en")) if name.startswith("groups_participation")]
    strongest = derived(evidence).strongest("participation_rate", 1)[0]
    assert names == [f"groups_participation_rate_{strongest}"]
    rows = derived(evidence).effects
    rows = rows[rows["outcome"] == "participation_rate"]
    assert rows.loc[rows["difference"].abs().idxmax(), "scenario"] == strongest


# costs


def test_tables_of_costs_hold_the_ratios():
    evidence = study("usual")
    found = tables(costs(evidence, "en"))
    runs = cost_runs(evidence.outcomes, evidence.sizes, evidence.flows, BASELINE)
    known = cost_ratios(runs, GAINS)
    for gain in GAINS:
        rows = known[known["gain"] == gain].to_dict("records")
        for shown, row in zip(found[f"cost_{gain}"].rows, rows, strict=True):
            assert shown["cost"] == pytest.approx(row["cost"])
            assert shown["effect_low"] == pytest.approx(row["effect_low"])
            assert shown["ratio"] == (None if math.isnan(row["ratio"]) else pytest.approx(row["ratio"]))
            assert shown["verdict"] == text(f"cost_verdict_{row['verdict']}", "en")
    assert found["cost_income"].rows[0]["ratio"] is None
    assert found["cost_settled"].rows[0]["ratio"] is not None


def test_hours_have_ratios_of_their_own():
    evidence = study("usual")
    rows = tables(costs(evidence, "en"))["hours_ratios"].rows
    runs = cost_runs(evidence.outcomes, evidence.sizes, evidence.flows, BASELINE)
    known = cost_ratios(runs, GAINS, spent="hours")
    assert [row["ratio"] for row in rows] == [
        None if math.isnan(ratio) else pytest.approx(ratio) for ratio in known["ratio"]
    ]
    assert rows[0]["unit"] == "hours a dispute"


def test_who_pays_is_told_for_the_baseline_too():
    rows = tables(costs(study("usual"), "en"))["payers"].rows
    base = [row for row in rows if row["scenario"] == "County as it is"]
    assert base
    assert all(row["difference"] is None for row in base)
    assert all(row["difference"] is not None for row in rows if row not in base)


def test_one_replication_names_no_price():
    found = tables(costs(study("one replication"), "en"))
    assert {row["verdict"] for row in found["cost_settled"].rows} == {"one replication, no interval"}
    assert all(row["ratio"] is None for row in found["cost_settled"].rows)
    assert "hours_ratios" not in found
    assert not [name for name in pictures(costs(study("one replication"), "en")) if name.startswith("acceptability")]


def test_runs_without_sizes_have_costs_a_head_but_no_prices():
    blocks = costs(study("no detail"), "en")
    assert "costs" in tables(blocks)
    assert "cost_settled" not in tables(blocks)
    assert "No price is named for disputes settled in the village" in words(blocks)


def test_another_model_has_no_public_cost():
    blocks = costs(study("another model"), "en")
    assert "These runs record no public cost." in words(blocks)
    assert not tables(blocks)


def test_grids_that_are_all_green_need_no_calendar():
    assert "colour_calendar" in pictures(costs(study("usual"), "en"))
    assert "colour_calendar" not in pictures(costs(study("constant"), "en"))


# what chapters share


def test_what_chapters_share_is_computed_once():
    evidence = study("usual")
    assert derived(evidence) is derived(evidence)
    assert derived(evidence).effects is derived(evidence).effects
    other = replace(evidence, study="another")
    assert derived(other) is not derived(evidence)


def test_a_value_altered_in_the_store_alters_every_chapter():
    evidence = study("usual")
    outcomes = evidence.outcomes.copy()
    cost = (outcomes["outcome"] == "public_cost_per_head") & (outcomes["scenario"] == "points")
    outcomes.loc[cost, "value"] += 1.0
    groups = evidence.groups.assign(value=evidence.groups["value"] * 1.01)
    altered = replace(evidence, outcomes=outcomes, groups=groups)
    usual, other = tables(blocks_of(evidence)), tables(blocks_of(altered))
    changed = {name for name in usual if usual[name].rows != other[name].rows}
    assert {"all_outcomes", "costs", "cost_settled", "groups_disposable_income"} <= changed
    assert "winners" not in changed


def test_a_frame_in_categories_is_read_like_one_in_texts():
    evidence = study("usual")
    frames = {}
    for name in ("outcomes", "flows", "fates", "hours", "money", "sizes", "colours"):
        frame: pd.DataFrame = getattr(evidence, name)
        texts = [column for column in frame.columns if frame[column].dtype == object]
        frames[name] = frame.astype(dict.fromkeys(texts, "category"))
    usual, other = tables(blocks_of(evidence)), tables(blocks_of(replace(evidence, **frames)))
    assert usual.keys() == other.keys()
    assert usual["dispute_ends"].rows == other["dispute_ends"].rows
    assert usual["payers"].rows == other["payers"].rows
