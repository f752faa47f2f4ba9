"""Money: books that always balance, shares to the fen by largest remainder, debts that stay with who owes them."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from model.ledger import ACCOUNTS, ASSETS, EQUITY, EXPENSES, INCOME, LIABILITIES, Ledger, share_out, whole_fen

VILLAGES = 3
fen = st.lists(st.integers(0, 10**12), min_size=VILLAGES, max_size=VILLAGES).map(lambda x: np.array(x, dtype=np.int64))
postings = st.lists(st.tuples(st.sampled_from(ACCOUNTS), st.sampled_from(ACCOUNTS), fen), max_size=30)


@given(postings)
def test_the_accounts_of_a_village_always_sum_to_zero(made):
    ledger = Ledger(VILLAGES)
    for debit, credit, amount in made:
        ledger.post(debit, credit, amount)
    assert not ledger.balance.sum(axis=0).any()
    assert ledger.balance.dtype == np.int64


def test_every_account_belongs_to_one_kind():
    kinds = (*ASSETS, *LIABILITIES, *EQUITY, *INCOME, *EXPENSES)
    assert sorted(kinds) == sorted(ACCOUNTS)
    assert len(set(kinds)) == len(kinds)


@given(fen, fen)
def test_spending_pays_what_cash_reaches_and_owes_the_rest(cash, bill):
    ledger = Ledger(VILLAGES)
    ledger.post("cash", "opening", cash)
    paid = ledger.spend("wages", bill, "wages_due")
    assert np.array_equal(paid, np.minimum(cash, bill))
    assert np.array_equal(ledger.of("wages"), bill)
    assert np.array_equal(ledger.debt(), bill - paid)
    assert np.array_equal(ledger.of("cash"), cash - paid)


@given(fen, fen)
def test_without_a_creditor_what_cannot_be_paid_is_not_spent(cash, bill):
    ledger = Ledger(VILLAGES)
    ledger.post("cash", "opening", cash)
    paid = ledger.spend("services", bill)
    assert np.array_equal(ledger.of("services"), paid)
    assert not ledger.debt().any()


@given(fen, fen, fen)
def test_an_old_debt_is_paid_off_as_far_as_cash_and_the_limit_reach(cash, owed, most):
    ledger = Ledger(VILLAGES)
    ledger.post("wages", "wages_due", owed)
    ledger.post("cash", "grants", cash)
    paid = ledger.settle_due("wages_due", most)
    assert np.array_equal(paid, np.minimum(np.minimum(cash, owed), most))
    assert np.array_equal(ledger.debt(), owed - paid)
    assert np.array_equal(ledger.of("cash"), cash - paid)


def test_a_clone_keeps_its_own_books():
    ledger = Ledger(VILLAGES)
    twin = ledger.clone()
    twin.post("cash", "grants", np.ones(VILLAGES, dtype=np.int64))
    assert not ledger.balance.any()
    assert twin.of("cash").tolist() == [1, 1, 1]


@pytest.mark.parametrize(("yuan", "expected"), [(0.0, 0), (1.0, 100), (0.005, 0), (0.015, 2), (-1.25, -125)])
def test_yuan_become_whole_fen(yuan, expected):
    assert whole_fen(np.array([yuan])).tolist() == [expected]


rows = st.integers(1, 25).flatmap(
    lambda count: st.tuples(
        st.lists(st.integers(0, VILLAGES - 1), min_size=count, max_size=count),
        st.lists(st.sampled_from([0.0, 1.0, 1.0, 2.5, 1e-6, 1e6]), min_size=count, max_size=count),
        st.permutations(range(count)),
    )
)


@given(fen, rows)
def test_shares_add_up_to_the_fen_and_stay_within_one_fen_of_their_part(total, drawn):
    group, weight, order = (np.array(item) for item in drawn)
    keys = np.arange(len(group), dtype=np.uint64)
    got = share_out(total, group, weight, keys)
    whole = np.bincount(group, weights=weight, minlength=VILLAGES)
    for village in range(VILLAGES):
        mine = group == village
        assert got[mine].sum() == (total[village] if whole[village] > 0 else 0)
    part = np.where(whole[group] > 0, total[group] * (weight / np.where(whole > 0, whole, 1.0)[group]), 0.0)
    assert (np.abs(got - part) <= 1.0 + 1e-15 * total[group] * len(group)).all()
    assert (got >= 0).all()
    assert not got[weight == 0].any()
    assert np.array_equal(share_out(total, group[order], weight[order], keys[order]), got[order])


@pytest.mark.parametrize(
    ("total", "weight", "expected"),
    [
        (100, [1, 1, 1], [33, 33, 34]),  # one fen left over goes to the lowest key
        (10, [6.0, 3.0, 1.0], [6, 3, 1]),
        (5, [0.5, 0.25, 0.25], [3, 1, 1]),  # 2.5, 1.25, 1.25: the largest remainder first
        (1, [0.0, 0.0, 1.0], [0, 0, 1]),
        (7, [0.0, 0.0, 0.0], [0, 0, 0]),
    ],
)
def test_the_largest_remainder_gets_what_is_left(total, weight, expected):
    keys = np.array([9, 5, 1], dtype=np.uint64)
    got = share_out(np.array([total]), np.zeros(3, dtype=np.int64), np.array(weight, dtype=float), keys)
    assert got.tolist() == expected
