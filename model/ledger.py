"""Double-entry village ledgers in whole fen: every posting moves money between two accounts of one village.

Balances are signed so that the accounts of a village always sum to zero: assets positive, liabilities, equity and
income negative, expenses positive.
"""

import numpy as np

from model.columns import Fen, Reals, Rows
from model.primitives import group_sum, group_total, serve

ASSETS = ("cash", "capital")
LIABILITIES = ("wages_due", "contractors_due", "advances_due", "points_due")
EQUITY = ("opening",)
INCOME = ("grants", "county", "operating_income", "project_income", "cooperative_income", "donations")
EXPENSES = (
    "wages", "office", "mediation", "meetings", "services", "visits", "points", "programmes",
    "dividends", "depreciation", "county_programmes",
)  # fmt: skip
ACCOUNTS = ASSETS + LIABILITIES + EQUITY + INCOME + EXPENSES
ROW = {name: k for k, name in enumerate(ACCOUNTS)}


class Ledger:
    """The ledgers of all villages: one int64 balance in fen an account and village."""

    def __init__(self, villages: int) -> None:
        self.balance: Fen = np.zeros((len(ACCOUNTS), villages), dtype=np.int64)

    def clone(self) -> "Ledger":
        """Return an independent copy."""
        twin = Ledger(0)
        twin.balance = self.balance.copy()
        return twin

    def post(self, debit: str, credit: str, fen: Fen) -> None:
        """Add ``fen`` (whole fen a village, not negative) to ``debit`` and take it from ``credit``."""
        self.balance[ROW[debit]] += fen
        self.balance[ROW[credit]] -= fen

    def of(self, account: str) -> Fen:
        """Return the signed balance of an account, in fen a village."""
        row: Fen = self.balance[ROW[account]]
        return row

    def debt(self) -> Fen:
        """Return village debt: all payables, in fen a village."""
        owed: Fen = -sum((self.of(name) for name in LIABILITIES), start=np.zeros_like(self.of("cash")))
        return owed

    def spend(self, expense: str, fen: Fen, short: str | None = None) -> Fen:
        """Pay an expense out of cash as far as cash reaches; book the rest as owed to ``short``, if given.

        Returns what was paid in cash, in fen a village.
        """
        paid = np.minimum(fen, np.maximum(self.of("cash"), 0))
        self.post(expense, "cash", paid)
        if short is not None:
            self.post(expense, short, fen - paid)
        return paid

    def settle_due(self, liability: str, most: Fen) -> Fen:
        """Pay off an old liability as far as cash and ``most`` (fen a village) reach; return what was paid."""
        paid = np.minimum(np.minimum(-self.of(liability), most), np.maximum(self.of("cash"), 0))
        self.post(liability, "cash", paid)
        return paid


def whole_fen(yuan: Reals) -> Fen:
    """Return yuan as whole fen, rounded half to even."""
    fen: Fen = np.rint(np.asarray(yuan) * 100.0).astype(np.int64)
    return fen


def share_out(total: Fen, group: Rows, weight: Reals, keys: np.ndarray) -> Fen:
    """Split ``total[g]`` fen among the rows of each group by weight, to the fen, by largest remainder.

    ``group``, ``weight`` and ``keys`` (tie-break) have one value a row; groups without weight get nothing.
    """
    whole = group_sum(group, weight, len(total))
    part = np.where(whole[group] > 0, total[group] * (weight / np.where(whole > 0, whole, 1.0)[group]), 0.0)
    base = np.floor(part).astype(np.int64)
    left = np.where(whole > 0, total - group_total(group, base, len(total)), 0)
    rows = np.flatnonzero((weight > 0) & (left > 0)[group])
    base[rows[serve(group[rows], left, base[rows] - part[rows], keys[rows])]] += 1
    return base
