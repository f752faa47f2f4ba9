"""The command line as a whole: quick help, every verb in its file, errors in the language asked for."""

import os
import subprocess
import sys
from importlib import import_module
from pathlib import Path

import click
import pytest

import xiangzhi
from xiangzhi.__main__ import VERBS
from xiangzhi.texts import TEXTS

COMMANDS = Path(xiangzhi.__file__).parent / "commands"
HEAVY = {
    "numpy", "pandas", "mesa", "scipy", "matplotlib", "SALib", "pydantic", "networkx", "ruamel", "rich", "sqlite3",
}  # fmt: skip


def loaded_by(*words: str) -> set[str]:
    """Return the packages that a command has loaded when it ends, started as the installed script starts it."""
    code = f"""
import atexit, sys
atexit.register(lambda: print(*sorted({{name.partition(".")[0] for name in sys.modules}})))
sys.argv = ["xiangzhi", *{words!r}]
from xiangzhi.__main__ import main
main()
"""
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert "Usage: xiangzhi" in done.stdout
    return set(done.stdout.splitlines()[-1].split())


@pytest.mark.parametrize("words", [("--help",), *((verb, "--help") for verb in VERBS)], ids=" ".join)
def test_help_imports_nothing_heavy(words):
    loaded = loaded_by(*words)
    assert "click" in loaded
    assert loaded & HEAVY == set()


def test_every_verb_is_a_file_and_every_file_a_verb():
    files = {path.stem.replace("_", "-") for path in COMMANDS.glob("*.py") if path.stem != "__init__"}
    assert set(VERBS) == files


@pytest.mark.parametrize("verb", VERBS)
def test_a_verb_is_called_what_its_file_is_called_and_speaks_both_languages(verb):
    command = import_module(f"xiangzhi.commands.{verb.replace('-', '_')}").command
    assert isinstance(command, click.Command)
    assert command.name == verb
    assert {"lang", "as_json"} <= {parameter.name for parameter in command.params}


def test_help_names_every_verb(call):
    result = call("--help")
    assert result.exit_code == 0
    assert all(f"\n  {verb} " in result.output for verb in VERBS)


def test_an_unknown_verb_is_bad_input(call):
    assert call("comprae").exit_code == 2


def test_characters_that_the_terminal_lacks_do_not_crash():
    environment = {**os.environ, "PYTHONIOENCODING": "ascii", "PYTHONUTF8": "0"}
    done = subprocess.run(
        [sys.executable, "-m", "xiangzhi", "--help"], env=environment, capture_output=True, check=False
    )
    assert done.returncode == 0
    assert b"Xiangzhi" in done.stdout


@pytest.mark.parametrize(("lang", "words"), [("en", "cannot be found"), ("zh", "找不到")])
def test_an_error_is_one_line_on_standard_error_in_the_language_asked_for(call, county, lang, words):
    result = call("run", "vilage.yaml", "--lang", lang)
    assert result.exit_code == 2
    assert result.stdout == ""
    assert "vilage.yaml" in result.stderr
    assert ("找" in result.stderr or "没有" in result.stderr) == (lang == "zh")
    assert "Traceback" not in result.stderr
    assert len(result.stderr.splitlines()) == 1


def test_the_language_may_come_from_the_environment(call, county, monkeypatch):
    monkeypatch.setenv("XIANGZHI_LANG", "zh")
    assert call("status", "nowhere").stderr == call("status", "nowhere", "--lang", "zh").stderr
    assert call("status", "nowhere").stderr != call("status", "nowhere", "--lang", "en").stderr


def test_every_text_has_both_languages_with_the_same_gaps():
    import string

    for code, texts in TEXTS.items():
        gaps = {lang: {gap for _, gap, _, _ in string.Formatter().parse(text) if gap} for lang, text in texts.items()}
        assert set(gaps) == {"en", "zh"}, code
        assert gaps["en"] == gaps["zh"], code
