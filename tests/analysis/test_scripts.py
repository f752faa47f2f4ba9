"""The runnable scenario scripts: what they compare, print and save; the runs themselves are made up."""

import runpy
import sys
from pathlib import Path
from types import SimpleNamespace

import pandas as pd
import pytest

import xiangzhi

SCRIPTS = Path(__file__).resolve().parents[2] / "scenarios" / "scripts"


@pytest.mark.parametrize(
    ("name", "stems"),
    [
        (
            "compare_linkage_ratios",
            ["pilot_county", "pilot_county_linkage_5", "pilot_county_linkage_10", "pilot_county_linkage"],
        ),
        (
            "points_against_funds",
            [
                "pilot_county",
                *(f"pilot_county_{kind}_{size}" for kind in ("points", "funds") for size in ("low", "high")),
            ],
        ),
    ],
)
def test_a_script_compares_prints_and_saves(monkeypatch, capsys, tmp_path, name, stems):
    asked = {}

    def compare(files, **options):
        asked.update(files=files, **options)
        frame = pd.DataFrame({"scenario": ["a", "a", "b"], "cost_per_head_difference": [1.5, 1.5, -2.0]})
        return SimpleNamespace(
            effects=frame, findings=lambda lang: [f"a finding in {lang}"], save=lambda *given: asked.update(saved=given)
        )

    monkeypatch.setattr(xiangzhi, "compare", compare, raising=False)
    monkeypatch.setattr(sys, "argv", [name, "-r", "2", "--lang", "zh", "-o", str(tmp_path / "out")])
    runpy.run_path(str(SCRIPTS / f"{name}.py"), run_name="__main__")
    assert [path.stem for path in asked["files"]] == stems
    assert asked["replications"] == 2
    assert asked["saved"] == (tmp_path / "out", "zh")
    assert "a finding in zh" in capsys.readouterr().out


@pytest.mark.parametrize("path", sorted(SCRIPTS.glob("*.py")), ids=lambda path: path.stem)
def test_a_script_is_short(path):
    assert len(path.read_text(encoding="utf-8").splitlines()) < 40
