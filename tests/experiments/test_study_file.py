"""Study files: what they may say, what is refused with its place, and the points that come of them."""

import re
from collections import Counter
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from experiments.audit import Bench, chosen, everything
from experiments.fingerprint import settings_fingerprint
from experiments.study_document import word
from experiments.study_file import find_study, load_study, shipped_studies
from experiments.study_json_schema import FILE, json_schema, text
from experiments.study_schema import TAKEN
from model.errors import LifecycleError, ScenarioError
from model.outcomes import OUTCOMES
from model.parameters import PASSPORTS
from model.policies import POLICIES
from scenarios.document import parse_value
from scenarios.load import load_scenario

PAGE = Path(__file__).resolve().parents[2] / "docs" / "studies.md"

TINY = "settings: {population.villages.count: 2}\nhorizon: {years: 1, burn_in_years: 0}\n"
SAMPLED = "{kind: latin_hypercube, samples: 8}"
PLAIN = f"scenarios: [status_quo, linkage]\n{TINY}"
RICH = f"""title: {{zh: 试, en: Try}}
scenarios: [mine.yaml, status_quo, full_pilot_county]
{TINY}levers:
  household_linkage.households_per_member: [off, 3, 10]
  household_linkage.assignment_rule: {{}}
  points.point_value: {{low: 0.5, high: 4}}
  points.visibility: {{}}
  operating_fund.per_village: {{levels: 4}}
  elder_canteen.attendance: {{}}
uncertainties:
  participation.neighbours: {{}}
  contact.*: {{shape: uniform}}
  contact.loud: [0, 0.25]
conditions:
  population.villages.resident_share: [0.4, 0.8]
  population.villages.members: {{low: 20, high: 40, levels: 3}}
design: {{kind: latin_hypercube, samples: 40}}
replications: 3
"""
MINE = """title: Mine
extends: status_quo
horizon: {start: 2025-01-01}
behaviour: {opinion.hurt: 0.1, contact.learning: 0.05}
practices:
  five_small_platforms: {start: 2025-07-11, levers: {attendance: 0.5}, where: {share: 0.5, order: weakest_first}}
  governance_year_fiscal_push: {levers: {per_village: 150000}}
  member_household_linkage: {end: 2025-09-01, where: {villages: [V01], copying_per_year: 0.1}}
policies: {talk_days: {where: {phase_in_years: 0.5}}}
"""


@pytest.fixture
def load(tmp_path):
    """Return a function that writes the text of a study file and loads it."""

    def write_and_load(written, *overrides, **files):
        for name, held in files.items():
            (tmp_path / name.replace("__", ".")).write_text(held, encoding="utf-8")
        path = tmp_path / "study.yaml"
        path.write_text(written, encoding="utf-8")
        return load_study(path, overrides=overrides)

    return write_and_load


def faults(load, written, *overrides, **files):
    with pytest.raises(ScenarioError) as caught:
        load(written, *overrides, **files)
    return caught.value.problems


@pytest.fixture(scope="module")
def rich(tmp_path_factory):
    """Return a study of practices, policies and a roster-free county with every kind of factor."""
    folder = tmp_path_factory.mktemp("rich")
    (folder / "mine.yaml").write_text(MINE, encoding="utf-8")
    (folder / "study.yaml").write_text(RICH, encoding="utf-8")
    return load_study(folder / "study.yaml")


# What comes of a file -------------------------------------------------------------------------------------------------


def test_a_file_that_names_scenarios_alone_has_every_default(load):
    spec = load(PLAIN)
    assert (spec.id, spec.design.kind, spec.replications, spec.seed) == ("study", "replications", 10, 1)
    assert spec.outcomes == tuple(name for name, outcome in OUTCOMES.items() if outcome.headline)
    assert (spec.baseline, spec.time_limit, spec.on_failure) == ("status_quo", 3600.0, "drop")
    assert [plan.id for plan in spec.points] == ["status_quo", "linkage"]
    assert [len(scenario.settings.population.villages) for scenario in spec.scenarios] == [2, 2]
    assert spec.scenarios[0].settings.horizon.years == 1
    assert spec.title == {"zh": "study", "en": "study"}


def test_ranges_come_from_passports_and_uncertainties_peak_at_their_value(rich):
    factors = {factor.name: factor for factor in rich.factors}
    lever, parameter = factors["points.visibility"], factors["participation.neighbours"]
    held = next(lever for lever in POLICIES["points"].levers if lever.name == "visibility")
    assert (lever.kind, lever.low, lever.high, lever.shape) == ("lever", held.low, held.high, "uniform")
    passport = PASSPORTS["participation.neighbours"]
    assert (parameter.low, parameter.high, parameter.mode) == (passport.low, passport.high, passport.value)
    assert (parameter.kind, parameter.shape, parameter.unit) == ("uncertainty", "triangular", passport.unit)
    assert factors["household_linkage.households_per_member"].values == (0, 3, 10)
    assert factors["household_linkage.assignment_rule"].values == POLICIES["household_linkage"].levers[6].choices
    assert factors["operating_fund.per_village"].values == pytest.approx((0.0, 2e6 / 3, 4e6 / 3, 2e6))
    assert factors["population.villages.members"].values == (20, 30, 40)
    assert factors["population.villages.members"].whole


def test_a_star_stands_for_all_of_a_group_and_an_entry_of_its_own_goes_before_it(rich):
    contact = {factor.name: factor for factor in rich.factors if factor.name.startswith("contact.")}
    assert set(contact) == {key for key in PASSPORTS if key.startswith("contact.")}
    assert contact["contact.loud"].values == (0.0, 0.25)
    assert contact["contact.hearsay"].shape == "uniform"


def test_an_entry_of_its_own_goes_before_a_star_in_whatever_order(load):
    spec = load(f"{PLAIN}uncertainties: {{contact.loud: [0, 0.25], contact.*: {{}}}}\ndesign: {SAMPLED}\n")
    assert next(factor.values for factor in spec.factors if factor.name == "contact.loud") == (0.0, 0.25)


def test_all_levers_are_those_of_policies_that_run_and_grouped_by_policy(load):
    spec = load(f'{PLAIN}levers: {{"*": {{}}}}\ndesign: {{kind: morris, trajectories: 2, groups: true}}\n')
    running = {item.policy for scenario in spec.scenarios for item in scenario.settings.programmes}
    assert set(spec.design.groups) == running
    assert {factor.name for factor in spec.factors} == {
        f"{name}.{lever.name}" for name in running for lever in POLICIES[name].levers if lever.kind != "choice"
    }


def test_a_passport_may_name_its_shape(load, monkeypatch):
    passport = PASSPORTS["contact.loud"]
    changed = dict(vars(passport), shape="log_uniform", low=0.1)
    monkeypatch.setitem(PASSPORTS, "contact.loud", type(passport)(**changed))
    (factor,) = load(f"{PLAIN}uncertainties: {{contact.loud: {{}}}}\n").factors
    assert (factor.shape, factor.low, factor.mode) == ("log_uniform", 0.1, None)


def test_points_are_lazy_and_numbered_scenario_by_scenario(rich):
    assert len(rich.points) == 3 * 40
    ids = [plan.id for plan in rich.points]
    assert ids[:2] == ["mine#00", "mine#01"]
    assert ids[-1] == "full_pilot_county#39"
    assert rich.points[-1].id == ids[-1]
    assert [plan.id for plan in rich.points[39:41]] == ["mine#39", "status_quo#00"]
    assert Counter(plan.row for plan in rich.points) == dict.fromkeys(range(40), 3)
    with pytest.raises(IndexError):
        rich.points[120]


def test_a_lever_is_left_out_where_its_policy_does_not_run_so_that_runs_are_shared(load):
    spec = load(f"{PLAIN}levers: {{household_linkage.households_per_member: [1, 5]}}\n")
    digests = [settings_fingerprint(spec.settings(plan)) for plan in spec.points]
    assert digests[0] == digests[1]
    assert len(set(digests)) == 3
    assert not any("household_linkage" in change for change in spec.overrides(spec.points[0]))


# A point is its scenario with changes, exactly ------------------------------------------------------------------------


@given(number=st.integers(0, 119))
@settings(max_examples=60, deadline=None)
def test_a_point_equals_its_scenario_loaded_with_its_changes(rich, number):
    plan = rich.points[number]
    made = rich.settings(plan)
    loaded = load_scenario(plan.scenario.path, overrides=rich.overrides(plan)).settings
    assert made == loaded
    assert settings_fingerprint(made) == settings_fingerprint(loaded)


def test_a_point_has_the_values_of_its_row(rich):
    for plan in rich.points:
        made = rich.settings(plan)
        running = {item.policy: item.levers for item in made.programmes}
        for factor in rich.factors:
            value = plan.values[factor.name]
            policy, _, lever = factor.name.partition(".")
            if factor.kind == "uncertainty":
                assert made.behaviour[factor.name] == value
            elif factor.kind == "lever" and policy in running:
                assert running[policy][lever] == value
        assert made.population.villages[0].resident_share == plan.values["population.villages.resident_share"]


def test_practices_keep_their_dates_and_places_when_they_are_written_out(rich):
    plan = rich.points[0]
    before = {item.policy: item for item in plan.scenario.settings.programmes}
    after = {item.policy: item for item in rich.settings(plan).programmes}
    assert before.keys() == after.keys()
    assert {name: (item.start, item.end, item.where) for name, item in before.items()} == {
        name: (item.start, item.end, item.where) for name, item in after.items()
    }
    changes = rich.overrides(plan)
    assert "practices.five_small_platforms=off" in changes
    assert "practices.governance_year_fiscal_push=off" in changes


def test_levers_and_behaviour_are_changed_without_reading_files_again(rich, monkeypatch):
    plan = rich.points[0]
    rich.settings(plan)
    monkeypatch.setattr("experiments.study_spec.load_scenario", lambda *_, **__: pytest.fail("read a file again"))
    other = type(plan)(plan.id, plan.scenario, 1, {**plan.values, "contact.loud": 0.125, "points.visibility": 0.5})
    assert rich.settings(other).behaviour["contact.loud"] == 0.125


@given(st.recursive(
    st.text(st.characters(exclude_categories=["Cs"]), max_size=8) | st.floats(-1e299, 1e299)
    | st.integers(-(10**9), 10**9) | st.booleans() | st.sampled_from(["off", "true", "2024-01-01", "1e3", "是"]),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.sampled_from("abc"), inner, max_size=3),
    max_leaves=6,
))  # fmt: skip
def test_a_value_is_written_so_that_it_reads_back_to_the_bit(value):
    back = parse_value(word(value), "--set")
    assert back == value
    assert type(back) is type(value)


# Changes given with the file ------------------------------------------------------------------------------------------


def test_overrides_change_single_values(load):
    spec = load(
        RICH, "replications=20", "design.samples=12", "seed=3", "settings.horizon.years=2",
        "levers.points.visibility=[0.1]", "uncertainties.opinion.hurt={}", "title=New", mine__yaml=MINE,
    )  # fmt: skip
    assert (spec.replications, spec.design.rows, spec.seed, spec.title["zh"]) == (20, 12, 3, "New")
    assert {scenario.settings.horizon.years for scenario in spec.scenarios} == {2}
    factors = {factor.name: factor for factor in spec.factors}
    assert factors["points.visibility"].values == (0.1,)
    assert "opinion.hurt" in factors
    assert spec.changes[0] == "replications=20"


def test_an_override_wins_over_what_the_file_says_below_or_above_it(load):
    written = "scenarios: [status_quo]\nsettings: {policies.hotline.levers.cost_per_head: 3, policies.hotline: off}\n"
    (off,), (on,) = load(written).scenarios, load(written, "settings.policies.hotline.levers.cost_per_head=5").scenarios
    assert "hotline" not in {item.policy for item in off.settings.programmes}
    assert next(item.levers["cost_per_head"] for item in on.settings.programmes if item.policy == "hotline") == 5


def test_another_kind_of_design_drops_what_only_the_old_one_takes(load):
    written = f"{PLAIN}uncertainties: {{contact.loud: {{}}}}\ndesign: {{kind: sobol, samples: 8, seed: 5}}\n"
    assert load(written, "design.kind=latin_hypercube").design.rows == 8
    assert load(written, "design.kind=morris", "design.trajectories=3").design.rows == 3 * 2 + 3
    assert load(written, "design.kind=factorial").design.rows == 3


@pytest.mark.parametrize(
    ("override", "code", "key"),
    [
        ("replications", "bad_override", "replications"),
        ("=3", "bad_override", "=3"),
        ("replications=0", "out_of_bounds", "replications"),
        ("replication=3", "unknown_key", "replication"),
        ("design.sample=3", "unknown_key", "design.sample"),
        ("design.samples=5", "design_not_a_power", "design.samples"),
        ("settings.horizon.years=99", "out_of_bounds", "settings.horizon.years"),
        ("levers.points.value=[1]", "lever_not_running", "levers.points.value"),
        ("seed=[1", "yaml_open", "seed=[1"),
    ],
)
def test_overrides_are_checked_like_files(load, override, code, key):
    written = f"{PLAIN}uncertainties: {{contact.loud: {{}}}}\ndesign: {{kind: sobol, samples: 8}}\n"
    (problem,) = faults(load, written, override)
    assert (problem.code, problem.file, problem.line, problem.key) == (code, "--set", None, key)


# What is refused ------------------------------------------------------------------------------------------------------

LINKAGE = "household_linkage.households_per_member"
CROWDED = "scenarios: [status_quo]\nsettings: {population.villages.population: 300}\n"
REFUSED = {
    "nothing_to_run": ("title: x\n", "study_of_nothing", None, None),
    "no_scenario": ("scenarios: []\n", "no_scenarios", 1, "scenarios"),
    "unknown_key": ("scenarios: [linkage]\nreplication: 3\n", "unknown_key", 2, "replication"),
    "scenario_missing": ("scenarios: [linkage, linkges]\n", "file_missing", 1, "scenarios[1]"),
    "same_scenario_twice": ("scenarios: [linkage, linkage]\n", "same_stem", 1, "scenarios[1]"),
    "title_is_number": ("scenarios: [linkage]\ntitle: 3\n", "not_a_text", 2, "title"),
    "full_width_colon": ("scenarios： [linkage]\n", "yaml_full_width", 1, None),
    "blank": (f"{PLAIN}replications:\n", "empty_value", 4, "replications"),
    "twice": (f"{PLAIN}seed: 1\nseed: 2\n", "duplicate_key", 5, "seed"),
    "setting_unknown": (
        "scenarios: [linkage]\nsettings: {horizon.yeers: 3}\n",
        "unknown_key",
        2,
        "settings.horizon.yeers",
    ),
    "setting_twice": (
        "scenarios: [linkage]\nhorizon: {years: 2}\nsettings: {horizon.years: 3}\n",
        "duplicate_key",
        3,
        "settings.horizon.years",
    ),
    "baseline_not_listed": (f"{PLAIN}baseline: points\n", "baseline_not_listed", 4, "baseline"),
    "unknown_outcome": (f"{PLAIN}outcomes: [gini, gina]\n", "unknown_outcome", 4, "outcomes[1]"),
    "outcome_twice": (f"{PLAIN}outcomes: [gini, gini]\n", "duplicate_item", 4, "outcomes[1]"),
    "on_failure": (f"{PLAIN}on_failure: ignore\n", "not_a_choice", 4, "on_failure"),
    "time_limit": (f"{PLAIN}time_limit: 0\n", "out_of_bounds", 4, "time_limit"),
    "steps_of_the_county": (f"{PLAIN}steps: 5\n", "only_with_model", 4, "steps"),
    "model_and_scenarios": ("model: toys.py:wave\nscenarios: [linkage]\n", "either_or", 2, "scenarios"),
    "model_and_settings": ("model: toys.py:wave\nhorizon: {years: 2}\n", "either_or", 2, "horizon.years"),
    "model_without_name": ("model: toys.py\n", "bad_model", 1, "model"),
    "model_without_range": ("model: toys.py:wave\nlevers: {a: {}}\n", "range_needed", 2, "levers.a"),
    "unknown_policy": (f"{PLAIN}levers: {{linkage.x: {{}}}}\n", "unknown_policy", 4, "levers.linkage.x"),
    "unknown_lever": (
        f"{PLAIN}levers: {{household_linkage.x: {{}}}}\n",
        "unknown_lever",
        4,
        "levers.household_linkage.x",
    ),
    "policy_does_not_run": (
        f"{PLAIN}levers:\n  points.point_value: {{}}\n",
        "lever_not_running",
        5,
        "levers.points.point_value",
    ),
    "lever_is_number": (f"{PLAIN}levers: {{{LINKAGE}: 3}}\n", "not_a_factor", 4, f"levers.{LINKAGE}"),
    "lever_beyond_passport": (
        f"{PLAIN}levers: {{{LINKAGE}: {{low: 1, high: 99}}}}\n",
        "out_of_bounds",
        4,
        f"levers.{LINKAGE}.high",
    ),
    "value_beyond_passport": (f"{PLAIN}levers: {{{LINKAGE}: [3, 99]}}\n", "out_of_bounds", 4, f"levers.{LINKAGE}[1]"),
    "half_a_household": (f"{PLAIN}levers: {{{LINKAGE}: [3, 2.5]}}\n", "not_a_whole_number", 4, f"levers.{LINKAGE}[1]"),
    "value_twice": (f"{PLAIN}levers: {{{LINKAGE}: [off, 0]}}\n", "duplicate_item", 4, f"levers.{LINKAGE}[1]"),
    "no_values": (f"{PLAIN}levers: {{{LINKAGE}: []}}\n", "range_needed", 4, f"levers.{LINKAGE}"),
    "low_above_high": (f"{PLAIN}levers: {{{LINKAGE}: {{low: 9, high: 3}}}}\n", "range_order", 4, f"levers.{LINKAGE}"),
    "values_and_low": (f"{PLAIN}levers: {{{LINKAGE}: {{low: 1, values: [1]}}}}\n", "either_or", 4, f"levers.{LINKAGE}"),
    "shape_unknown": (f"{PLAIN}levers: {{{LINKAGE}: {{shape: flat}}}}\n", "not_a_choice", 4, f"levers.{LINKAGE}.shape"),
    "factor_key": (f"{PLAIN}levers: {{{LINKAGE}: {{lo: 1}}}}\n", "unknown_key", 4, f"levers.{LINKAGE}.lo"),
    "mode_of_a_flat_shape": (
        f"{PLAIN}levers: {{{LINKAGE}: {{shape: uniform, mode: 3}}}}\n",
        "mode_without_peak",
        4,
        f"levers.{LINKAGE}",
    ),
    "mode_outside": (
        f"{PLAIN}levers: {{{LINKAGE}: {{high: 5, mode: 9}}}}\n",
        "out_of_bounds",
        4,
        f"levers.{LINKAGE}",
    ),
    "log_of_nought": (
        f"{PLAIN}levers: {{{LINKAGE}: {{shape: log_uniform}}}}\n",
        "log_needs_positive",
        4,
        f"levers.{LINKAGE}",
    ),
    "whole_is_known": (f"{PLAIN}levers: {{{LINKAGE}: {{whole: true}}}}\n", "whole_is_known", 4, f"levers.{LINKAGE}"),
    "choice_with_a_shape": (
        f"{PLAIN}levers: {{household_linkage.assignment_rule: {{levels: 3}}}}\n",
        "choices_have_no_range",
        4,
        "levers.household_linkage.assignment_rule",
    ),
    "off_where_there_is_none": (
        f"{PLAIN}levers: {{household_linkage.contacts_per_month: [off, 1]}}\n",
        "not_a_number",
        4,
        "levers.household_linkage.contacts_per_month[0]",
    ),
    "group_unused": (f"{PLAIN}levers: {{{LINKAGE}: {{group: a}}}}\n", "group_unused", 4, f"levers.{LINKAGE}"),
    "star_with_a_range": (
        f"{PLAIN}uncertainties: {{contact.*: {{low: 0}}}}\n",
        "star_says_too_much",
        4,
        "uncertainties.contact.*",
    ),
    "star_of_nothing": (
        f"{PLAIN}uncertainties: {{contacts.*: {{}}}}\n",
        "unknown_parameter",
        4,
        "uncertainties.contacts.*",
    ),
    "unknown_parameter": (
        f"{PLAIN}uncertainties: {{contact.lowd: {{}}}}\n",
        "unknown_parameter",
        4,
        "uncertainties.contact.lowd",
    ),
    "parameter_is_text": (
        f"{PLAIN}uncertainties: {{contact.loud: [0.1, ０.2]}}\n",
        "yaml_full_width",
        4,
        "uncertainties.contact.loud[1]",
    ),
    "lever_among_uncertainties": (
        f"{PLAIN}uncertainties: {{{LINKAGE}: {{}}}}\n",
        "factor_elsewhere",
        4,
        f"uncertainties.{LINKAGE}",
    ),
    "parameter_among_conditions": (
        f"{PLAIN}conditions: {{behaviour.contact.loud: {{}}}}\n",
        "factor_elsewhere",
        4,
        "conditions.behaviour.contact.loud",
    ),
    "lever_among_conditions": (
        f"{PLAIN}conditions: {{policies.hotline.levers.cost_per_head: [3]}}\n",
        "factor_elsewhere",
        4,
        "conditions.policies.hotline.levers.cost_per_head",
    ),
    "unknown_condition": (
        f"{PLAIN}conditions: {{population.villages.resident_shar: {{}}}}\n",
        "unknown_key",
        4,
        "conditions.population.villages.resident_shar",
    ),
    "condition_without_bounds": (
        f"{PLAIN}conditions: {{horizon.start: {{}}}}\n",
        "range_needed",
        4,
        "conditions.horizon.start",
    ),
    "condition_out_of_bounds": (
        f"{PLAIN}conditions: {{population.villages.resident_share: [0.5, 1.5]}}\n",
        "out_of_bounds",
        4,
        "conditions.population.villages.resident_share[1]",
    ),
    "condition_that_no_county_can_have": (
        f"{CROWDED}conditions: {{population.villages.members: [30, 400]}}\n",
        "village_does_not_fit",
        3,
        "conditions.population.villages.members",
    ),
    "design_without_kind": (f"{PLAIN}design: {{samples: 3}}\n", "missing_key", 4, "design.kind"),
    "design_without_factors": (f"{PLAIN}design: {{kind: sobol}}\n", "design_without_factors", 4, "design.kind"),
    "design_without_use_for_factors": (
        f"{PLAIN}design: {{kind: replications}}\nlevers: {{{LINKAGE}: {{}}}}\n",
        "design_ignores_factors",
        4,
        "design.kind",
    ),
    "key_of_another_kind": (
        f"{PLAIN}design: {{kind: factorial, samples: 3}}\nlevers: {{{LINKAGE}: {{}}}}\n",
        "design_takes_not",
        4,
        "design.samples",
    ),
    "not_a_power_of_two": (
        f"{PLAIN}levers: {{{LINKAGE}: {{}}}}\ndesign:\n  kind: sobol\n  samples: 100\n",
        "design_not_a_power",
        7,
        "design.samples",
    ),
    "csv_without_file": (f"{PLAIN}design: {{kind: csv}}\n", "missing_key", 4, "design.kind"),
    "csv_missing": (f"{PLAIN}design: {{kind: csv, file: no.csv}}\n", "table_missing", 4, "design.file"),
}


@pytest.mark.parametrize("name", REFUSED)
def test_each_fault_is_one_problem_at_its_place_in_both_languages(load, name):
    written, code, line, key = REFUSED[name]
    (problem,) = faults(load, written)
    assert (problem.code, problem.line, problem.key) == (code, line, key)
    assert problem.file.endswith("study.yaml")
    assert not re.search(r"[一-鿿]", problem.message("en").replace("：", "").replace("０", ""))
    assert re.search(r"请|是否", problem.message("zh"))


def test_all_faults_are_told_at_once_in_the_order_of_lines(load):
    written = f"""title: 3
scenarios: [status_quo, linkge]
settings: {{horizon.yeers: 1}}
levers: {{points.point_valu: {{}}, {LINKAGE}: 5}}
uncertainties: {{contact.loud: {{low: -1}}}}
outcomes: [gina]
design: {{kind: sobol, samples: 100, levels: 3}}
"""
    found = faults(load, written)
    assert [problem.line for problem in found] == [1, 2, 3, 4, 4, 5, 6, 7, 7]


def test_a_faulty_scenario_is_told_with_its_own_file(load):
    (problem,) = faults(load, "scenarios: [mine.yaml]\n", mine__yaml="extends: status_quo\nhorizon: {yeers: 1}\n")
    assert (problem.code, problem.line) == ("unknown_key", 2)
    assert problem.file.endswith("mine.yaml")


def test_a_missing_study_names_the_nearest_shipped_one():
    with pytest.raises(ScenarioError, match="linkage_heat_map") as caught:
        load_study("linkage_heatmap")
    assert caught.value.problems[0].code == "study_missing"


BITS = ("levers:", "design: {kind: ", "}", "{", "[", "off", ": ", "\n", "  ", "*", "：", "null", "1e999", "morris",
        "csv", "model: a:b\n", "- ", '"', "uncertainties: {contact.*: ", "conditions:", "@", "#")  # fmt: skip


@given(
    edits=st.lists(
        st.tuples(st.integers(0, len(RICH)), st.integers(0, 12), st.sampled_from(BITS) | st.text(max_size=4)),
        min_size=1,
        max_size=5,
    )
)
@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_whatever_is_typed_gets_a_message_and_never_a_crash(edits, tmp_path):
    written = RICH.replace("mine.yaml, ", "").replace(", full_pilot_county", "")
    for at, length, bit in edits:
        written = written[:at] + bit + written[at + length :]
    path = tmp_path / "typed.yaml"
    path.write_bytes(written.encode("utf-8", "surrogatepass"))
    problems = told(path)
    assert all(problem.text("zh") != problem.text("en") for problem in problems)


def told(path):
    try:
        load_study(path)
    except ScenarioError as error:
        return error.problems
    return ()


# Other models ---------------------------------------------------------------------------------------------------------

MODEL = """model: toys.py:wave
steps: 5
levers: {a: {low: 0, high: 1}, n: {low: 1, high: 9, whole: true}, mode: [fast, slow], on: [true, false]}
uncertainties: {b: {low: 0.1, high: 10, shape: log_uniform}}
design: {kind: latin_hypercube, samples: 16}
"""


def test_another_model_has_factors_of_any_name(load):
    spec = load(MODEL)
    assert (spec.model, spec.steps, spec.scenarios, spec.outcomes, spec.baseline) == ("toys.py:wave", 5, (), (), "")
    assert [plan.id for plan in spec.points[:2]] == ["wave#00", "wave#01"]
    values = [plan.values for plan in spec.points]
    assert {type(row["n"]) for row in values} == {int}
    assert {row["on"] for row in values} == {True, False}
    assert all(0.1 <= row["b"] <= 10 for row in values)
    assert spec.overrides(spec.points[0]) == ()
    with pytest.raises(LifecycleError):
        spec.settings(spec.points[0])


def test_another_model_without_factors_is_one_point(load):
    (plan,) = load("model: toys.py:wave\n").points
    assert (plan.id, plan.values) == ("wave", {})


# Tables ---------------------------------------------------------------------------------------------------------------

TABLE = f"{PLAIN}levers: {{{LINKAGE}: {{low: 1, high: 10}}}}\ndesign: {{kind: csv, file: points.csv}}\n"
ROWS = f"""\ufeff{LINKAGE},contact.loud,population.villages.resident_share,household_linkage.assignment_rule
3,0.25,0.4,need_first

,0.5,,
10,,0.8,random
"""


def test_a_table_lists_points_and_blanks_leave_a_factor_as_the_scenario_has_it(load):
    rule = POLICIES["household_linkage"].levers[6]
    spec = load(TABLE, points__csv=ROWS.replace("random", rule.choices[1]).replace("need_first", rule.choices[0]))
    assert spec.design.rows == 3
    assert [factor.kind for factor in spec.factors] == ["lever", "uncertainty", "condition", "lever"]
    share = "population.villages.resident_share"
    assert spec.points[0].values == {
        LINKAGE: 3,
        "contact.loud": 0.25,
        share: 0.4,
        "household_linkage.assignment_rule": rule.choices[0],
    }
    assert spec.points[1].values == {"contact.loud": 0.5}
    assert [path.name for path in spec.files] == ["points.csv"]
    loud, passport = spec.factors[1], PASSPORTS["contact.loud"]
    assert (loud.low, loud.high, loud.mode) == (passport.low, passport.high, passport.value)
    for plan in spec.points:
        assert spec.settings(plan) == load_scenario(plan.scenario.path, overrides=spec.overrides(plan)).settings


@pytest.mark.parametrize(
    ("table", "code", "line"),
    [
        (f"{LINKAGE}\n3\n11\n", "out_of_bounds", 3),
        (f"{LINKAGE},points.visibility\n3,0.5\n", "lever_not_running", 1),
        (f"{LINKAGE}\n3\n2.5\n", "not_a_whole_number", 3),
        (f"{LINKAGE}\nmany\n", "not_a_whole_number", 2),
        (f"{LINKAGE},contact.lowd\n3,1\n", "unknown_key", 1),
        (f"{LINKAGE},{LINKAGE}\n3,3\n", "duplicate_item", 1),
        (f"{LINKAGE}\n3,4\n", "table_ragged", 2),
        (f"{LINKAGE}\n", "table_without_rows", 1),
        ("", "table_without_rows", None),
        ("contact.loud\n0.1\n", "table_lacks", 1),
        (f'{LINKAGE}\n"3\n', "table_unreadable", None),
    ],
)
def test_tables_are_checked_like_files(load, table, code, line):
    (problem,) = faults(load, TABLE, points__csv=table)
    assert (problem.code, problem.line) == (code, line)
    assert problem.file.endswith("points.csv")


def test_a_table_keeps_to_the_values_that_the_study_file_lists(load):
    listed = TABLE.replace("{low: 1, high: 10}", "[1, 5, off]")
    assert load(listed, points__csv=f"{LINKAGE}\noff\n5\n").design.table == ((0,), (5,))
    (problem,) = faults(load, listed, points__csv=f"{LINKAGE}\n4\n")
    assert (problem.code, problem.line) == ("not_a_choice", 2)


def test_columns_of_another_model_are_as_wide_as_their_values_or_list_their_words(load):
    written = "model: toys.py:wave\ndesign: {kind: csv, file: points.csv}\n"
    number, text_ = load(written, points__csv="a,b\n1,fast\n2.5,slow\n0.5,fast\n").factors
    assert (number.low, number.high, number.values) == (0.5, 2.5, ())
    assert text_.values == ("fast", "slow")


# What is shipped ------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("path", shipped_studies(), ids=lambda path: path.stem)
def test_shipped_studies_load_and_say_in_both_languages_what_they_ask(path):
    spec = load_study(path)
    for lang in ("zh", "en"):
        assert spec.title[lang]
        assert spec.question[lang]
    assert spec.title["zh"] != spec.title["en"]
    assert path.read_text(encoding="utf-8").startswith("# yaml-language-server: $schema=study.schema.json\n# ")
    assert len(spec.points) * spec.replications < 5000
    if spec.model is None:
        plan = spec.points[len(spec.points) - 1]
        assert spec.settings(plan) == load_scenario(plan.scenario.path, overrides=spec.overrides(plan)).settings


def test_shipped_studies_are_found_by_name():
    assert find_study("linkage_heat_map") == find_study("linkage_heat_map.yaml")
    assert find_study("no_such_study") is None
    assert load_study("points_dose_response").id == "points_dose_response"


def test_the_scenario_of_all_practices_settles_clashes_as_the_audit_does():
    (scenario,) = load_study("morris_all_levers").scenarios
    assert scenario.settings.programmes == Bench().point(everything(chosen())).point.programmes
    assert {item.policy for item in scenario.settings.programmes} == set(POLICIES)


def test_the_studies_that_share_uncertainties_name_the_same_twelve():
    one, other = load_study("sobol_uncertainties"), load_study("packages_deep_uncertainty")
    assert one.factors == other.factors
    assert len(one.factors) == 12


def test_the_shipped_schema_is_fresh():
    assert FILE.read_text(encoding="utf-8") == text(), "write it anew: python -m experiments.study_json_schema"


def test_the_schema_knows_levers_parameters_and_outcomes():
    properties = json_schema()["properties"]
    assert "points.point_value" in properties["levers"]["properties"]
    assert "points.*" in properties["levers"]["properties"]
    assert "contact.*" in properties["uncertainties"]["properties"]
    assert {"const": "gini"}.items() <= properties["outcomes"]["items"]["anyOf"][list(OUTCOMES).index("gini")].items()


# The page of studies --------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("written", re.findall(r"```yaml study\n(.*?)```", PAGE.read_text("utf-8"), re.DOTALL))
def test_the_examples_of_the_page_load(load, written):
    assert load(written).title["zh"]


def test_the_page_tells_every_kind_of_design_with_its_keys_and_defaults():
    _, page = PAGE.read_text(encoding="utf-8").split("\n## Designs")
    for kind, taken in TAKEN.items():
        (row,) = re.findall(rf"^\| `{kind}` .*$", page, re.MULTILINE)
        for name, default in taken.items():
            said = "" if default is None else f" ({str(default).lower()})"
            assert f"`{name}`{said}" in row
