"""A tiny county to run commands on: one village of sixty people, one year."""

from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

BASE = """\
title: {zh: 小村, en: Small village}
extends: status_quo
horizon: {years: 1, burn_in_years: 1}
population:
  villages: {count: 2, households: 20, population: 60, members: 5, committee: 3, representatives: 4, grid_workers: 1}
"""
POINTS = """\
title: {zh: 积分, en: Points}
extends: village.yaml
policies:
  points: {}
"""


@pytest.fixture
def county(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Give a folder with two scenarios, as the current folder."""
    (tmp_path / "village.yaml").write_text(BASE, encoding="utf-8")
    (tmp_path / "village_points.yaml").write_text(POINTS, encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    return tmp_path


@pytest.fixture
def undrawn(monkeypatch: pytest.MonkeyPatch) -> None:
    """Leave the charts out, which take longer than the runs."""
    monkeypatch.setattr("xiangzhi.comparison.Comparison.charts", lambda _self, _lang="en": {})


@pytest.fixture
def call() -> Callable[..., Result]:
    """Give the command line as a function of its words."""
    from xiangzhi.__main__ import cli

    def run(*words: object) -> Result:
        result = CliRunner().invoke(cli, [str(word) for word in words])
        assert result.exception is None or isinstance(result.exception, SystemExit), result.exception
        return result

    return run
