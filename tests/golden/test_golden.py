"""A small county comes out as it did before; where it is meant to differ, `python tests/golden/rewrite.py`."""

import json

import pytest
from golden.rewrite import FILE, figures, run

EXPECTED = json.loads(FILE.read_text(encoding="utf-8"))


@pytest.fixture(scope="module")
def found():
    return figures(run())


def test_every_figure_is_there(found):
    assert {part: list(held) for part, held in found.items()} == {part: list(held) for part, held in EXPECTED.items()}


@pytest.mark.parametrize("name", EXPECTED["counts"])
def test_counts_are_exactly_the_same(found, name):
    assert found["counts"][name] == EXPECTED["counts"][name]


@pytest.mark.parametrize("name", EXPECTED["outcomes"])
def test_outcomes_are_the_same_to_nine_digits(found, name):
    expected = EXPECTED["outcomes"][name]
    assert found["outcomes"][name] == (None if expected is None else pytest.approx(expected, rel=1e-9, abs=1e-9))
