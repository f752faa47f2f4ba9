"""Tables: rows are appended and may leave in order, a column is written in place, a clone shares nothing."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from model import tables
from model.columns import Column, Table

PAIR = (
    Column("key", "u8", "key", None, None, 0, "synthesis", "identity", "身份"),
    Column("trust", "f8", "share", 0, 1, 0.5, "spread", "trust", "信任"),
)
DECLARED = {
    f"{name}.{column.name}": column
    for name in ("PEOPLE", "HOUSEHOLDS", "VILLAGES", "GRIDS", "TOWNSHIPS", "DISPUTES", "REQUESTS")
    for column in getattr(tables, name)
}


@pytest.mark.parametrize("name", DECLARED)
def test_every_column_has_a_default_within_its_bounds_and_two_labels(name):
    column = DECLARED[name]
    assert np.array(column.default).astype(column.dtype) == column.default
    assert column.low is None or column.low <= column.default
    assert column.high is None or column.default <= column.high
    assert column.unit
    assert column.owner
    assert column.en
    assert column.zh


@given(st.lists(st.integers(0, 200), max_size=12))
def test_rows_stay_where_they_were_put_however_the_table_grows(batches):
    table, held = Table(PAIR), []
    for number, count in enumerate(batches):
        where = table.append(count, {"key": np.arange(len(held), len(held) + count), "trust": number / 100})
        assert (where.start, where.stop) == (len(held), len(held) + count)
        held += [number / 100] * count
    assert len(table) == len(table.key) == len(held)
    assert table.trust.tolist() == held
    assert np.array_equal(table.key, np.arange(len(held)))


def test_new_rows_hold_the_defaults_even_where_room_was_made_before():
    table = Table(PAIR, 0)
    table.append(10, {"trust": 0.9})
    table.append(1)
    assert table.trust[-1] == 0.5
    assert table.key[-1] == 0


@given(st.lists(st.tuples(st.integers(0, 150), st.integers(1, 4)), max_size=12))
def test_rows_that_leave_make_room_and_the_others_keep_their_order(batches):
    table, held, number = Table(PAIR), [], 0
    for count, every in batches:
        table.append(count, {"key": np.arange(number, number + count)})
        held, number = [*held, *range(number, number + count)], number + count
        held = [key for key in held if key % every == 0]
        table.keep(table.key % np.uint64(every) == 0)
        assert table.key.tolist() == held
        assert len(table) == len(held)
    table.append(3)
    assert table.key[-3:].tolist() == [0, 0, 0]
    assert (table.trust == 0.5).all()


def test_the_room_of_rows_that_left_is_used_again():
    table = Table(PAIR)
    table.append(1000)
    room = table.nbytes()
    for _ in range(50):
        table.keep(np.arange(len(table)) >= 900)
        table.append(900, {"trust": 0.9})
    assert table.nbytes() == room
    assert len(table) == 1000


def test_a_table_grows_by_an_eighth_or_64_rows():
    small, large = Table(PAIR), Table(PAIR)
    small.append(1)
    large.append(8000)
    assert small.nbytes() == (1 + 64) * 16
    assert large.nbytes() == (8000 + 1000) * 16


def test_rows_that_are_taken_are_a_table_of_their_own():
    table = Table(PAIR)
    table.append(4, {"key": [5, 6, 7, 8]})
    by_mask, by_row = table.take(np.array([True, False, True, False])), table.take(np.array([3, 0]))
    assert by_mask.key.tolist() == [5, 7]
    assert by_row.key.tolist() == [8, 5]
    by_mask.key[:] = 0
    by_mask.append(1)
    assert table.key.tolist() == [5, 6, 7, 8]


def test_a_column_is_written_in_place():
    table = Table(PAIR, 3)
    view = table.trust
    table.trust = [0.1, 0.2, 0.3]
    assert view.tolist() == [0.1, 0.2, 0.3]
    assert view.flags.c_contiguous


def test_a_column_of_another_length_or_name_is_refused():
    table = Table(PAIR, 3)
    with pytest.raises(ValueError, match="broadcast"):
        table.trust = [0.1, 0.2]
    with pytest.raises(AttributeError, match=r"not a column.*'key', 'trust'"):
        _ = table.trsut


def test_a_clone_shares_nothing():
    table = Table(PAIR, 3)
    twin = table.clone()
    twin.trust[:] = 0.9
    twin.append(5)
    assert table.trust.tolist() == [0.5, 0.5, 0.5]
    assert len(table) == 3
    assert len(twin) == 8
    assert table.nbytes() == 48
