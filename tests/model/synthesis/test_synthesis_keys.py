"""A village depends on nothing but itself: not on its neighbours, its row, or somebody inert."""

import numpy as np
import pytest

from model.synthesis import insert_inert
from model.tables import INERT

PLACES = {"village", "household", "grid", "secretary", "worker", "township", "linked", "pool"}


def _village(made, row):
    """Return all columns of one village but row numbers, and its ties counted from its own first row."""
    first, end = made.people_start[row], made.people_start[row + 1]
    homes = slice(*made.household_start[row : row + 2])
    found = {f"people.{c.name}": getattr(made.people, c.name)[first:end] for c in made.people.columns}
    found |= {f"households.{c.name}": getattr(made.households, c.name)[homes] for c in made.households.columns}
    found |= {f"villages.{c.name}": getattr(made.villages, c.name)[row : row + 1] for c in made.villages.columns}
    found = {name: value for name, value in found.items() if name.partition(".")[2] not in PLACES}
    found["household"] = made.people.household[first:end] - made.household_start[row]
    found["secretary"] = made.villages.secretary[row : row + 1] - first
    found["workers"] = made.grids.worker[made.grids.village == row] - first
    found["degree"] = np.diff(made.indptr[first : end + 1])
    found["ties"] = made.indices[made.indptr[first] : made.indptr[end]] - first
    return found


def _assert_same(one, other):
    for name, value in one.items():
        assert np.array_equal(value, other[name]), name


def test_the_same_seed_gives_the_same_people_and_another_seed_others(make, spec):
    first, again, other = (make(spec("上坂村"), seed=seed) for seed in (1, 1, 2))
    _assert_same(_village(first, 0), _village(again, 0))
    assert not np.array_equal(first.people.born, other.people.born)


def test_one_village_more_changes_no_other(make, spec):
    villages = [spec(name, 300 + 50 * i) for i, name in enumerate("甲乙丙")]
    newcomer = spec("丁", 450, township="西岭镇", id="西岭镇/丁")
    before, after = make(*villages), make(villages[0], newcomer, *villages[1:])
    for row, now in ((0, 0), (1, 2), (2, 3)):
        _assert_same(_village(before, row), _village(after, now))


def test_another_order_of_rows_permutes_the_villages(make, spec):
    villages = [spec(name, 300 + 50 * i) for i, name in enumerate("甲乙丙")]
    one, other = make(*villages), make(*villages[::-1])
    for row in range(3):
        _assert_same(_village(one, row), _village(other, 2 - row))
    assert other.village_ids == one.village_ids[::-1]


@pytest.mark.parametrize("position", [0, 1, 137, 350])
def test_an_inert_row_moves_nobody(make, spec, position):
    made = make(spec("甲", 300), spec("乙", 350), spec("丙", 400))
    row = 1
    more = insert_inert(made, row, position)
    at = 300 + position
    assert more.people.status[at] == INERT
    assert more.people.role[at] == 0
    assert (more.people.status == INERT).sum() == 1
    assert more.people.village[at] == row
    assert made.household_start[row] <= more.people.household[at] < made.household_start[row + 1]
    assert more.people.key[at] not in made.people.key
    assert more.indptr[at] == more.indptr[at + 1]
    assert (np.diff(more.people_start) == [300, 351, 400]).all()
    kept = np.delete(np.arange(len(more.people)), at)
    for column in made.people.columns:
        assert np.array_equal(getattr(more.people, column.name)[kept], getattr(made.people, column.name)), column.name
    for old, new in ((made.villages.secretary, more.villages.secretary), (made.grids.worker, more.grids.worker)):
        assert np.array_equal(more.people.key[new], made.people.key[old])
    assert np.array_equal(more.people.key[more.indices], made.people.key[made.indices])
    assert np.array_equal(np.diff(more.indptr)[kept], np.diff(made.indptr))
    assert np.array_equal(more.households.residents, made.households.residents)


@pytest.mark.parametrize(("row", "position"), [(1, 0), (-1, 0), (0, 61), (0, -1)])
def test_an_inert_row_outside_the_village_is_refused(make, spec, row, position):
    made = make(spec("甲", 60))
    with pytest.raises(IndexError, match="allowed is 0 to"):
        insert_inert(made, row, position)


def test_inserting_leaves_the_original_alone(make, spec):
    made = make(spec("甲", 60), spec("乙", 60))
    made.households.linked[:] = 70
    more = insert_inert(made, 0, 5)
    assert len(made.people) == 120
    assert (made.households.linked == 70).all()
    assert (more.households.linked == 71).all()
