"""Every malformed file of the corpus is refused with exactly the messages it deserves, in both languages."""

import csv
import re
from collections import defaultdict
from pathlib import Path

import pytest
from click.testing import CliRunner
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from model.errors import ScenarioError
from scenarios.load import load_scenario
from xiangzhi.__main__ import cli

CORPUS = Path(__file__).parent / "corpus"
PYDANTIC_OR_PARSER = re.compile(
    r"should be|Input |Extra inputs|expected|pydantic|while parsing|cannot start|Traceback|mapping values|not permitted"
)


def _expected() -> dict[str, list[tuple[int | None, str | None, str]]]:
    rows = defaultdict(list)
    with (Path(__file__).parent / "corpus_expected.csv").open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            rows[row["file"]].append((int(row["line"]) if row["line"] else None, row["key"] or None, row["code"]))
    return rows


EXPECTED = _expected()


@pytest.fixture
def bare_model(monkeypatch, registry):
    """Let the command line know only the policies and parameters whose bounds the corpus was written for."""
    monkeypatch.setattr("scenarios.load.standard", lambda: registry)


def test_the_corpus_and_the_list_of_expectations_match():
    assert {path.name for path in CORPUS.glob("*.yaml")} == set(EXPECTED)
    assert len(EXPECTED) >= 60


@pytest.mark.parametrize("name", sorted(EXPECTED))
def test_each_defect_has_one_problem_at_its_place(name, registry):
    with pytest.raises(ScenarioError) as caught:
        load_scenario(CORPUS / name, registry=registry)
    assert [(problem.line, problem.key, problem.code) for problem in caught.value.problems] == EXPECTED[name]


@pytest.mark.parametrize("name", sorted(EXPECTED))
@pytest.mark.parametrize("lang", ["en", "zh"])
def test_validate_says_it_in_one_line_each_and_exits_2(name, lang, bare_model, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    result = CliRunner().invoke(cli, ["validate", str(CORPUS / name), "--lang", lang])
    assert list(tmp_path.iterdir()) == []
    lines = result.stderr.splitlines()
    assert result.exit_code == 2
    assert result.stdout == ""
    assert len(lines) == len(EXPECTED[name])
    for line, (number, key, _) in zip(lines, EXPECTED[name], strict=True):
        assert ".yaml" in line
        assert number is None or f".yaml:{number}:" in line
        assert key is None or f" {key}: " in line
        assert not PYDANTIC_OR_PARSER.search(line)
        assert bool(re.search(r"请|是否|允许|可用", line)) == (lang == "zh")


def _generated() -> dict[str, tuple[bytes, str, int | None]]:
    huge_list = b"sources:\n" + b"  - F047\n" * 200_000
    chinese = "title: 十户联一员\nextends: status_quo.yaml\n"
    return {
        "ten_megabytes": (b"# " + b"x" * 10_000_000, "file_too_big", None),
        "long_list": (huge_list, "file_too_big", None),
        "random_bytes": (bytes(range(256)) * 20, "file_binary", 2),
        "nul_bytes": (b"extends: status_quo.yaml\n\x00\x00", "file_binary", 2),
        "escape_codes": (b"title: \x1b[31mred\n", "file_binary", 1),
        "zip_archive": (b"PK\x03\x04\x14\x00\x08\x08\x08\x00\xff\xfe\x00\x01", "file_binary", 1),
        "gb18030": (chinese.encode("gb18030"), "file_encoding", 1),
        "utf_16": (chinese.encode("utf-16"), "file_encoding", None),
        "broken_utf_8": (b"title: \xff\xff\n", "file_binary", 1),
        "white_space": (b" \n\n\t\n", "file_empty", None),
        "only_a_mark": (b"\xef\xbb\xbf", "file_empty", None),
        "nested_brackets": (b"a: " + b"[" * 60 + b"]" * 60, "yaml_deep", 1),
        "swarm_of_brackets": (b"a: " + b"[" * 50_000, "yaml_deep", 1),
        "nested_maps": (b"title:\n" + b"".join(b" " * i + b"a:\n" for i in range(1, 60)), "yaml_deep", 22),
    }


@pytest.mark.parametrize("name", sorted(_generated()))
def test_files_too_big_or_too_strange_to_keep_are_refused_at_once(name, tmp_path, registry):
    raw, code, line = _generated()[name]
    path = tmp_path / f"{name}.yaml"
    path.write_bytes(raw)
    with pytest.raises(ScenarioError) as caught:
        load_scenario(path, registry=registry)
    (problem,) = caught.value.problems
    assert (problem.code, problem.line) == (code, line)
    assert problem.file == str(path)


def test_a_missing_file_names_the_nearest_one(registry):
    with pytest.raises(ScenarioError, match=r"unknown_policy\.yaml") as caught:
        load_scenario(CORPUS / "unknown_polcy.yaml", registry=registry)
    assert caught.value.problems[0].code == "file_missing"


def test_a_folder_is_no_file(registry):
    with pytest.raises(ScenarioError) as caught:
        load_scenario(CORPUS, registry=registry)
    assert caught.value.problems[0].code == "file_is_folder"


def test_a_name_no_file_system_takes_is_missing(load):
    with pytest.raises(ScenarioError) as caught:
        load("extends: " + "x" * 5000 + ".yaml\n")
    assert caught.value.problems[0].code == "file_missing"


def test_faults_of_the_file_extended_bear_its_name(load, tmp_path):
    (tmp_path / "base.yaml").write_text("extends: status_quo.yaml\nhorizon: {years: 99}\n", encoding="utf-8")
    with pytest.raises(ScenarioError) as caught:
        load("extends: base.yaml\nhorizons: {}\n")
    mine, base = caught.value.problems
    assert (mine.code, mine.line, Path(mine.file).name) == ("unknown_key", 2, "mine.yaml")
    assert (base.code, base.line, Path(base.file).name) == ("out_of_bounds", 2, "base.yaml")


@pytest.mark.parametrize(
    ("override", "code"),
    [
        ("horizon.years", "bad_override"),
        ("=3", "bad_override"),
        ("horizon..years=3", "bad_override"),
        ("extends=other.yaml", "bad_override"),
        ("horizon.year=3", "unknown_key"),
        ("horizon.years=", "empty_value"),
        ("horizon.years=x", "not_a_whole_number"),
        ("horizon.years=[1", "yaml_open"),
        ("policies.points.levers.point_value=100", "out_of_bounds"),
        ("policies.points.levers.pointvalue=1", "unknown_lever"),
        ("policies.pionts=off", "unknown_policy"),
        ("behaviour.trust.decline=1", "unknown_parameter"),
        ("world_seed=.inf", "not_finite"),
        ("horizon.years：2=3", "yaml_full_width"),
    ],
)
def test_overrides_are_checked_like_files(override, code, load):
    with pytest.raises(ScenarioError) as caught:
        load("extends: status_quo.yaml\n", overrides=(override,))
    (problem,) = caught.value.problems
    assert (problem.code, problem.file, problem.line) == (code, "--set", None)


TOKENS = (
    *(": ", "{", "}", "[", "]", "\n", "  ", "- ", "\t", "'", '"', "&a ", "*a", "!x ", "|", ">", "?", "#", "%", "@"),
    *("：", "“", "off", "null", ".nan", "1e999", "0x", "--- ", "...", "<<", "\u2028", "\x85", "\r", "\ufeff", "9" * 30),
)
GOOD = (CORPUS / "five_faults_at_once.yaml").read_text(encoding="utf-8")


@given(
    edits=st.lists(
        st.tuples(st.integers(0, len(GOOD)), st.integers(0, 12), st.sampled_from(TOKENS) | st.text(max_size=4)),
        min_size=1,
        max_size=6,
    )
)
@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_whatever_is_typed_gets_a_message_and_never_a_crash(edits, tmp_path, registry):
    text = GOOD
    for at, length, token in edits:
        text = text[:at] + token + text[at + length :]
    path = tmp_path / "typed.yaml"
    path.write_bytes(text.encode("utf-8", "surrogatepass"))
    problems = faults(path, registry)
    assert all(problem.file for problem in problems)
    assert all(problem.text("zh") != problem.text("en") for problem in problems)


def faults(path, registry):
    try:
        load_scenario(path, registry=registry)
    except ScenarioError as error:
        return error.problems
    return ()
