"""The first page says what was asked, what changes and how sure, what it costs, who loses and what is only assumed."""

import math
import re
from dataclasses import replace
from functools import cache

import pytest
from made_up import BASELINE, HEADLINES, made_up

from analysis.full_effects import full_effects
from analysis.labels import number, text
from analysis.report.blocks import Block, Cards, Heading, Points, Table, Words
from analysis.report.derived import derived
from analysis.report.evidence import Evidence, LeverValue
from analysis.report.first_page import first_page
from analysis.report.first_sentences import important, losing_groups, money, prices
from analysis.report.wording import counted, interval, kind_of, listed, places, size, verdict
from model.outcomes import OUTCOMES

ODD = {
    "usual": {},
    "one replication": {"replications": 1},
    "one scenario": {"scenarios": 1},
    "two scenarios": {"scenarios": 2},
    "sixty scenarios": {"scenarios": 60, "replications": 2},
    "constant": {"constant": True},
    "a scenario without a good run": {"failed": 5},
    "a baseline without a good run": {"failed": 15},
    "no detail": {"detail": False, "layers": False},
    "another model": {"plain": True, "detail": False, "layers": False},
    "no baseline": {"baseline": False},
    "sweep": {"points": True},
}


@cache
def study(kind: str) -> Evidence:
    """Return a made-up study of one kind; the same one to every test."""
    return made_up(**ODD[kind])


def words(blocks: list[Block]) -> str:
    """Return all sentences of a page, one a line."""
    said = [block.text for block in blocks if isinstance(block, Words)]
    said += [item for block in blocks if isinstance(block, Points) for item in block.items]
    cards = [card for block in blocks if isinstance(block, Cards) for card in block.cards]
    return "\n".join([*said, *(f"{card.label} {card.figure} {card.below}" for card in cards)])


def table_of(blocks: list[Block], name: str = "what_changes") -> Table:
    return next(block for block in blocks if isinstance(block, Table) and block.name == name)


def row(low: float, high: float, mean: float | None = None, n: int = 5, **more: object) -> dict:
    middle = (low + high) / 2 if mean is None else mean
    return {"replications": n, "difference": middle, "low": low, "high": high, **more}


@pytest.mark.parametrize("lang", ["en", "zh"])
@pytest.mark.parametrize("kind", ODD)
def test_every_kind_of_study_has_a_whole_first_page(kind, lang):
    evidence = study(kind)
    blocks = first_page(evidence, lang)
    assert isinstance(blocks[0], Heading)
    assert blocks[1] == Words(evidence.question[lang], "lead")
    told = words(blocks)
    assert "nan" not in told.lower().replace("governance", "")
    assert not re.search(r"[{}]|  |\.\.|。。", told)


@pytest.mark.parametrize("kind", ["usual", "one scenario", "sixty scenarios", "no detail"])
def test_no_language_strays_into_the_other(kind):
    evidence = study(kind)
    chinese = re.sub(r"`[^`]*`|“[^”]*”", "", words(first_page(evidence, "zh")))
    assert not re.search(r"[A-Za-z]+ [A-Za-z]+", chinese)
    english = re.sub(r"township \S+", "", words(first_page(evidence, "en")))
    assert not re.search(r"[一-鿿，。；：]", english)


def test_what_was_compared_is_said_with_place_time_and_replications(evidence):
    told = words(first_page(evidence, "en"))
    assert "compared with “County as it is”." in told
    assert "6 villages and 12,000 people" in told
    assert "2 years from Jan 2024, after 1 year of run-in" in told
    assert "run 5 times" in told


def test_the_table_holds_the_effects_and_the_runs_they_come_from(evidence):
    table = table_of(first_page(evidence, "en"))
    effects = full_effects(evidence.outcomes, BASELINE, OUTCOMES)
    main = effects[effects["outcome"].isin(HEADLINES)].to_dict("records")
    assert len(table.rows) == len(main) == 6
    for shown, known, runs in zip(table.rows, main, table.runs, strict=True):
        scale = OUTCOMES[known["outcome"]].scale
        assert shown["scenario"] == evidence.titles[known["scenario"]]["en"]
        assert shown["outcome"] == OUTCOMES[known["outcome"]].en
        for key in ("difference", "low", "high"):
            assert shown[key] == pytest.approx(known[key] * scale, rel=1e-12)
        assert runs == evidence.runs_of(BASELINE, known["scenario"])


def test_cards_show_the_difference_the_levels_and_the_interval(evidence):
    cards = [block for block in first_page(evidence, "en") if isinstance(block, Cards)]
    assert [block.title for block in cards] == [evidence.titles[name]["en"] for name in evidence.others]
    effects = full_effects(evidence.outcomes, BASELINE, OUTCOMES).to_dict("records")
    known = next(row for row in effects if row["outcome"] == "dispute_resolution_rate")
    first = cards[0].cards[0]
    percent = {key: 100 * known[key] for key in ("baseline", "mean", "difference", "low", "high")}
    assert first.label == "Dispute resolution rate"
    assert first.figure == f"{number(percent['difference'], 1, signed=True)} percentage points"
    assert f"from {number(percent['baseline'], 1)} to {number(percent['mean'], 1)}" in first.below
    low, high = (number(percent[key], 1, signed=True) for key in ("low", "high"))
    assert first.below.endswith(f"95 % interval {low} to {high}")
    assert first.verdict == "better"
    assert cards[0].cards[-1].label == "Public cost"
    assert cards[0].cards[-1].verdict == "worse"


def test_another_value_in_the_store_is_another_first_page(evidence):
    other = evidence.outcomes.copy()
    place = other.index[(other["scenario"] == "points") & (other["outcome"] == HEADLINES[0]) & (other["seed"] == 2)]
    other.loc[place, "value"] += 0.1
    altered = table_of(first_page(replace(evidence, outcomes=other), "en"))
    usual = table_of(first_page(evidence, "en"))
    changed = [a != b for a, b in zip(altered.rows, usual.rows, strict=True)]
    assert changed == [False, False, False, True, False, False]


def test_one_replication_gives_no_interval_and_says_so():
    blocks = first_page(made_up(replications=1), "en")
    table = table_of(blocks)
    assert all(row["low"] is None and row["high"] is None for row in table.rows)
    assert {row["verdict"] for row in table.rows} == {text("rf_v_one", "en")}
    told = words(blocks)
    assert "run only once, so that nothing can be said of chance" in told
    assert "One replication names no price" in told
    assert "one replication cannot tell which groups lose" in told
    assert "95 % interval" not in told


def test_one_scenario_gives_levels_and_no_comparison():
    blocks = first_page(made_up(scenarios=1), "en")
    told = words(blocks)
    assert "there is nothing to compare it with" in told
    assert "levels of a model county" in told
    assert not [block for block in blocks if isinstance(block, Table)]
    cards = next(block for block in blocks if isinstance(block, Cards)).cards
    assert [card.verdict for card in cards] == ["neither"] * 3
    assert re.fullmatch(r"95 % interval of the mean of 5 replications: [\d.]+ to [\d.]+", cards[0].below)


def test_failed_pending_and_stale_runs_are_counted():
    told = words(first_page(made_up(failed=2, pending=1, stale=4), "en"))
    assert "2 of 15 runs failed and are left out" in told
    assert "1 of 15 runs has not been made yet" in told
    assert "4 runs were made with an older version" in told
    assert "failed" not in words(first_page(made_up(), "en"))


def test_what_gave_no_result_is_not_spoken_of():
    lost = words(first_page(made_up(failed=5), "en"))
    assert "No run of “Points, fully funded and published” has given a result" in lost
    nothing = first_page(made_up(failed=15), "en")
    assert "there is nothing to report" in words(nothing)
    assert not [block for block in nothing if isinstance(block, Table | Cards)]


def test_a_baseline_without_results_leaves_levels_alone():
    whole = made_up()
    runs = whole.runs.copy()
    runs.loc[runs["scenario"] == BASELINE, "status"] = "failed"
    outcomes = whole.outcomes[whole.outcomes["scenario"] != BASELINE]
    blocks = first_page(replace(whole, runs=runs, outcomes=outcomes), "en")
    assert "No run of “County as it is” has given a result, so nothing can be compared" in words(blocks)
    assert len([block for block in blocks if isinstance(block, Cards)]) == 2
    assert not [block for block in blocks if isinstance(block, Table)]


def test_of_many_scenarios_the_best_by_each_headline_outcome_are_named():
    evidence = study("sixty scenarios")
    blocks = first_page(evidence, "en")
    told = words(blocks)
    effects = full_effects(evidence.outcomes, BASELINE, OUTCOMES)
    named = derived(evidence).named
    for name in HEADLINES:
        rows = effects[effects["outcome"] == name]
        best = rows.loc[rows["difference"].idxmax(), "scenario"]
        assert best in named
        line = next(line for line in told.splitlines() if line.startswith(f"{OUTCOMES[name].en}: of 59"))
        assert f"First come “{evidence.titles[best]['en']}”" in line
    assert len([block for block in blocks if isinstance(block, Cards)]) == len(named) <= 3
    assert "Whoever picks the best of 59 scenarios picks some luck with it" in told
    assert f"The other {59 - len(named)} scenarios" in table_of(blocks).note


def test_of_many_scenarios_better_worse_and_unsure_are_counted():
    evidence = study("sixty scenarios")
    effects = full_effects(evidence.outcomes, BASELINE, OUTCOMES)
    rows = effects[effects["outcome"] == HEADLINES[0]]
    better, worse = int((rows["low"] > 0).sum()), int((rows["high"] < 0).sum())
    assert better > 0
    assert worse > 0
    told = words(first_page(evidence, "en"))
    unsure = 59 - better - worse
    assert f"{better} do better than “County as it is”, {worse} do worse, and {unsure} cannot be told" in told


def test_constant_outcomes_are_no_certainty():
    blocks = first_page(made_up(constant=True), "en")
    told = words(blocks)
    assert "No replication differed from another in any headline outcome" in told
    assert {row["verdict"] for row in table_of(blocks).rows} == {"no replication differed"}
    assert "0 can be told from zero" in told


def test_a_single_constant_outcome_is_named():
    evidence = made_up()
    outcomes = evidence.outcomes.copy()
    outcomes.loc[outcomes["outcome"] == "participation_rate", "value"] = 0.4
    told = words(first_page(replace(evidence, outcomes=outcomes), "en"))
    assert "No replication differed from another in Participation rate;" in told


def test_how_sure_counts_what_chance_leaves_and_what_correction_does(evidence):
    rows = full_effects(evidence.outcomes, BASELINE, OUTCOMES)
    rows = rows[rows["outcome"].isin(HEADLINES)]
    told = int(((rows["low"] > 0) | (rows["high"] < 0)).sum())
    held = int((rows["p_holm"] <= 0.05).sum())
    said = words(first_page(evidence, "en"))
    assert f"of 6 differences in headline outcomes, {told} can be told from zero at 95 %, and {held} still can" in said


def test_what_is_not_defined_is_no_difference(evidence):
    outcomes = evidence.outcomes.copy()
    outcomes.loc[(outcomes["outcome"] == HEADLINES[0]) & (outcomes["scenario"] == "points"), "value"] = math.nan
    blocks = first_page(replace(evidence, outcomes=outcomes), "en")
    assert "of 5 differences in headline outcomes" in words(blocks)
    assert [row["verdict"] for row in table_of(blocks).rows][3] == "not defined in these runs"
    card = [block for block in blocks if isinstance(block, Cards)][1].cards[0]
    assert (card.figure, card.below) == ("–", "not defined in these runs")


def test_layers_that_were_looked_at_are_told_and_others_missed(evidence):
    assert "in 20 draws of what nobody knows of behaviour, all 5" in words(first_page(evidence, "en"))
    without = words(first_page(replace(evidence, layers=None), "en"))
    assert "was not examined; `xiangzhi compare … --uncertainty 20` examines it" in without
    chance = evidence.layers[evidence.layers["layer"] != "levers"]
    some = words(first_page(replace(evidence, layers=chance), "en"))
    assert "Doubt about lever values was not examined" in some


def test_an_effect_that_turns_in_the_draws_is_named(evidence):
    layers = evidence.layers.copy()
    turned = (layers["scenario"] == "points") & (layers["outcome"] == HEADLINES[0]) & (layers["layer"] == "behaviour")
    layers.loc[turned, "share_better"] = 0.35
    told = words(first_page(replace(evidence, layers=layers), "en"))
    assert "4 of the 5 that can be told from zero keep their direction" in told
    line = "“Points, fully funded and published”, Dispute resolution rate: only 35 % of draws of behaviour"
    assert line in told.replace("\u00a0", " ")


def test_costs_stand_with_hours_and_prices(evidence):
    lines = words(first_page(evidence, "en")).splitlines()
    line = next(line for line in lines if "public money" in line and line.startswith("“Household linkage"))
    assert re.search(r"public money \+[\d.]+ yuan a head and year \(\+[\d.]+ to \+[\d.]+\)", line)
    assert re.search(r"hours worked in post \+[\d.]+ hours a head and year", line)
    ratios = derived(evidence).ratios
    known = ratios[(ratios["scenario"] == "linkage_full") & (ratios["gain"] == "settled")].iloc[0]
    ends = f"{money(known['ratio'])} yuan ({money(known['ratio_low'])} to {money(known['ratio_high'])})"
    assert f"One more dispute settled in the village costs {ends}." in line


@pytest.mark.parametrize("lang", ["en", "zh"])
def test_every_verdict_on_cost_has_its_sentence(lang):
    def ratio(verdict_: str, **more: float) -> dict:
        known = {"effect": 1.0, "effect_low": 0.5, "ratio": 10.0, "ratio_low": 5.0, "ratio_high": 20.0}
        return {"gain": "settled", "verdict": verdict_, "replications": 5, **known, **more}

    said = {name: prices([ratio(name)], lang) for name in ("buys", "no_money", "dominates", "dominated",
                                                           "saves_and_loses", "unclear")}  # fmt: skip
    said["one"] = prices([ratio("unclear", effect_low=math.nan)], lang)
    said["unknown"] = prices([ratio("unclear", effect=math.nan, replications=0)], lang)
    assert all(len(sentences) == 1 for sentences in said.values())
    assert len({sentences[0] for sentences in said.values()}) == len(said)
    assert "10" in said["buys"][0]
    assert "10" not in said["unclear"][0]


def test_groups_that_lose_are_those_whose_interval_lies_below_zero(evidence):
    found = derived(evidence)
    losing = losing_groups(evidence, found, "linkage_full")
    rows = found.group_effects
    known = rows[(rows["scenario"] == "linkage_full") & (rows["breakdown"] != "all") & (rows["high"] < 0)]
    assert len(losing) == len(known) > 3
    told = words(first_page(evidence, "en"))
    assert f"and {len(losing) - 3} more" in told
    assert "of people end with less income than under the baseline" in told.replace("\u00a0", " ")
    assert "Gini index" in told
    assert "about 1.5 would look worse by chance alone" in told


def test_without_people_it_is_said_that_who_loses_cannot_be_told():
    told = words(first_page(made_up(detail=False), "en"))
    assert "so who gains and who loses cannot be told" in told
    assert "would look worse by chance" not in told
    assert "Gini index" in told
    assert "No price is named for disputes settled in the village" in told


def test_assumptions_are_counted_and_the_most_important_named_first(evidence):
    told = words(first_page(evidence, "en"))
    assert "rests on 3 numbers of its own; 2 of them are mere judgement (grade D): How true" in told
    doubtful = sum(passport.grade == "D" for passport in evidence.passports)
    assert f"the {len(evidence.passports)} parameters of behaviour of the model, {doubtful} of them" in told


def test_a_sensitivity_analysis_says_which_assumption_matters_most(evidence):
    levers = [lever for lever in evidence.scenarios[1].levers if lever.grade == "D"]
    assert important(levers, evidence)[0].key == "household_linkage.fidelity"
    analysis = evidence.sensitivities[0]
    frame = analysis.frame.assign(factor=["household_linkage.bonus", "a", "b"])
    heard = replace(evidence, sensitivities=(replace(analysis, frame=frame),))
    assert important(levers, heard)[0].key == "household_linkage.bonus"


def test_scenarios_without_doubtful_numbers_say_so(evidence):
    def with_levers(levers: tuple[LeverValue, ...]) -> str:
        scenarios = tuple(replace(s, levers=levers if s.id == "points" else s.levers) for s in evidence.scenarios)
        return words(first_page(replace(evidence, scenarios=scenarios), "en"))

    lever = replace(evidence.scenarios[1].levers[0], scenario="points")
    assert "“Points, fully funded and published” rests on no number of its own." in with_levers(())
    assert "rests on one number of its own, which is better than mere judgement" in with_levers((lever,))
    alone = with_levers((replace(lever, grade="D", value="need_first"),))
    assert (
        "rests on one number of its own, which is mere judgement (grade D): Households a member looks after." in alone
    )


@pytest.mark.parametrize(
    ("given", "kind", "said"),
    [
        (row(1, 2), "told", "worse"),
        (row(-2, -1), "told", "better"),
        (row(-1, 2), "unsure", "cannot be told from zero"),
        (row(0, 0), "same", "no replication differed"),
        (row(2, 2), "exact", "worse"),
        (row(math.nan, math.nan, 1.0, 1), "one", "one replication, no interval"),
        (row(math.nan, math.nan, math.nan, 0), "none", "not defined in these runs"),
    ],
)
def test_what_can_be_said_of_an_effect(given, kind, said):
    outcome = OUTCOMES["open_dispute_days"]
    assert kind_of(given) == kind
    written = size(given, outcome, "en")
    assert ("95 % interval" in written) == (kind in ("told", "unsure"))
    assert ("cannot be told from zero" in written) == (kind == "unsure")
    assert interval(given, outcome, "zh")
    assert verdict(given, outcome, "en") == said


def test_a_known_small_difference_is_called_so():
    outcome = OUTCOMES["participation_rate"]
    known = row(0.001, 0.005, equivalent=True, margin=0.02)
    assert verdict(known, outcome, "en") == "better; smaller than 2 percentage points"
    assert verdict(known | {"equivalent": False}, outcome, "zh") == "改善"
    assert verdict(known | {"equivalent": None}, outcome, "zh") == "改善"


def test_words_and_numbers_are_put_together_as_each_language_does():
    assert listed(["a"], "en") == "a"
    assert listed(["a", "b", "c"], "zh") == "a、b和c"
    assert counted("rf_years", 1, "en") == "1 year"
    assert counted("rf_years", 2.5, "en") == "2.5 years"
    assert places(OUTCOMES["participation_rate"], 12.3) == 1
    assert places(OUTCOMES["participation_rate"], 0.0123) == 3
    assert places(OUTCOMES["gini"], math.nan, 0.0) == 0
    assert [money(value) for value in (221121.0, 431.4, 9.876, 0.0123, 0.0)] == ["221,000", "431", "9.88", "0.01", "0"]


def test_a_sweep_says_over_how_many_points_it_speaks_and_how_they_differ():
    evidence = study("sweep")
    told = words(first_page(evidence, "en"))
    assert "run at 4 points of a design; its values are means over these points" in told
    rows = evidence.over_points.frame
    rows = rows[(rows["scenario"] == "points") & (rows["outcome"] == HEADLINES[0])]["difference"]
    low, high = (number(100 * rows.quantile(share), 1, signed=True) for share in (0.05, 0.95))
    assert f"“Points, fully funded and published”, Dispute resolution rate: {low} to {high} percentage points" in told
    assert "was not examined" not in words(first_page(replace(evidence, layers=None), "en"))
