"""Who gains and who loses: outcomes by group, shares of winners and losers, and the distribution of income.

The people are those registered on the policy start, resident or away, and their groups are what they were then: a
policy cannot move anybody into another group. Nobody born or moved in later is among them. Seeds share their people, so
that the same person is found again in every scenario of a seed. A dispute counts once for each of its parties.

A person's income also differs between two scenarios by luck that no policy meant: who falls ill, who leaves. Shares of
winners and losers hold that luck; the mean difference of a group does not.
"""

from collections.abc import Sequence

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from analysis.cubes import cube, mean_columns, paired_columns
from analysis.effects import demand_name
from analysis.inequality import turnout
from analysis.labels import text

Values = NDArray[np.float64]
Codes = NDArray[np.intp]

BREAKDOWNS = ("all", "township", "village_type", "fifth", "clan", "home", "age")
GROUPS: dict[str, tuple[str, ...]] = {
    "all": ("all",),
    "village_type": ("town", "near", "middle", "far"),
    "fifth": ("1", "2", "3", "4", "5"),
    "clan": ("largest", "other", "none"),
    "home": ("home", "away"),
    "age": ("0-17", "18-39", "40-59", "60+"),
}
"""Groups of each breakdown in the order of display; townships go by their names, in the order of the villages."""

TOLERANCE = 10.0
"""Yuan a head and year; who differs by less has neither gained nor lost."""

RATES = {"dispute_resolution_rate": ("resolved", "disputes"), "participation_rate": ("active", "quarters")}
"""Outcome -> what is counted, over what, summed over the people of a group."""
INCOME = "disposable_income"
OUTCOMES = (*RATES, INCOME)

SHARES = np.arange(1, 100) / 100.0

CELL = ("breakdown", "group")
GROUP_COLUMNS = (*CELL, "outcome", "value", "people")
TURN_VALUES = ("gain", "lose", "same", "mean_gain", "mean_loss", "people")
TURN_COLUMNS = (*CELL, *TURN_VALUES)
EFFECT_COLUMNS = (
    "scenario", *CELL, "outcome", "baseline", "mean", "difference", "low", "high", "replications", "people",
)  # fmt: skip
TURN_MEAN_COLUMNS = (
    "scenario", *CELL, "gain", "gain_low", "gain_high", "lose", "lose_low", "lose_high", "same", "mean_gain",
    "mean_loss", "people", "replications",
)  # fmt: skip
CHANGE_COLUMNS = ("scenario", "share", "baseline", "mean", "difference", "low", "high", "replications")


def group_outcomes(people: pd.DataFrame, villages: pd.DataFrame) -> pd.DataFrame:
    """Return the outcomes of every group of one run; groups without anybody have no row.

    Parameters
    ----------
    people
        One row a person, as a run keeps them: village (row in ``villages``), age, home, clan, fifth, disputes,
        resolved, quarters, active, income.
    villages
        One row a village: township, kind, remoteness.

    Returns
    -------
    DataFrame
        Columns ``GROUP_COLUMNS``. A rate is summed over people, in shares; income is a mean over people who have one,
        in yuan of 2024 a head and year; NaN where nobody counts. ``people`` is the size of the group.
    """
    measured = {name: (_column(people, above), _column(people, below)) for name, (above, below) in RATES.items()}
    income = _column(people, "income")
    known = np.isfinite(income)
    measured[INCOME] = (np.where(known, income, 0.0), known.astype(np.float64))
    rows = []
    for breakdown, names, group in _groupings(people, villages):
        size = _summed(group, np.ones(len(people)), len(names))
        values = {
            outcome: _ratio(*(_summed(group, part, len(names)) for part in parts))
            for outcome, parts in measured.items()
        }
        rows += [
            (breakdown, name, outcome, values[outcome][place], int(size[place]))
            for place, name in enumerate(names) if size[place]
            for outcome in OUTCOMES
        ]  # fmt: skip
    return pd.DataFrame(rows, columns=list(GROUP_COLUMNS))


def turnouts(base: pd.DataFrame, other: pd.DataFrame, villages: pd.DataFrame) -> pd.DataFrame:
    """Return who gains and who loses income between two runs of one seed, group by group.

    Parameters
    ----------
    base, other
        People of the baseline and of the scenario, with their ``key``; a person without an income in either is left
        out.
    villages
        As for ``group_outcomes``.

    Returns
    -------
    DataFrame
        Columns ``TURN_COLUMNS``: shares that gain, lose and differ by less than ``TOLERANCE``, the mean gain of the
        gainers and the mean loss (below zero) of the losers in yuan a head and year, and the people compared.
    """
    then = other.set_index("key")["income"].reindex(base["key"]).to_numpy(dtype=np.float64)
    change = then - _column(base, "income")
    rows = []
    for breakdown, names, group in _groupings(base, villages):
        for place, name in enumerate(names):
            found = turnout(change[group == place], tolerance=TOLERANCE)
            if found.people:
                rows.append((breakdown, name, *(getattr(found, value) for value in TURN_VALUES)))
    return pd.DataFrame(rows, columns=list(TURN_COLUMNS)).astype({"people": np.int64})


def income_quantiles(people: pd.DataFrame) -> pd.DataFrame:
    """Return the income below which each of the shares .01 to .99 of the people lies: columns share, income.

    People without an income are left out; NaN where nobody has one.
    """
    income = _column(people, "income")
    held = income[np.isfinite(income)]
    found = np.quantile(held, SHARES) if len(held) else np.full(len(SHARES), np.nan)
    return pd.DataFrame({"share": SHARES, "income": found})


def group_effects(groups: pd.DataFrame, baseline: str) -> pd.DataFrame:
    """Return the mean difference of every group and outcome from the baseline, paired by seed, with its interval.

    Parameters
    ----------
    groups
        Frames of ``group_outcomes`` one below the other, with columns scenario, replication and seed.
    baseline
        Id of the scenario compared with.

    Returns
    -------
    DataFrame
        Columns ``EFFECT_COLUMNS``, rows by scenario, breakdown, group and outcome. ``replications`` counts pairs,
        ``people`` is the mean size of the group over runs.

    Raises
    ------
    ParameterError
        The baseline is not among the scenarios.
    """
    keys = [*CELL, "outcome"]
    sizes = mean_columns(_flat(groups, keys, "people"))
    found = _paired(groups, keys, "value", baseline, {"people": sizes.mean})
    return _in_order(found)[list(EFFECT_COLUMNS)]


def turnout_means(turns: pd.DataFrame) -> pd.DataFrame:
    """Return the mean shares of winners and losers over replications, with intervals that stay within 0 and 1.

    Parameters
    ----------
    turns
        Frames of ``turnouts`` one below the other, with columns scenario, replication and seed.

    Returns
    -------
    DataFrame
        Columns ``TURN_MEAN_COLUMNS``. Mean gain and mean loss are over all gainers and losers of all replications.
    """
    scenarios, cells, _ = cube(turns, CELL, "people")
    values = {name: cube(turns, CELL, name)[2] for name in TURN_VALUES}
    parts = [_turns(cells, {name: held[row] for name, held in values.items()}) for row in range(len(scenarios))]
    return _in_order(_stacked(scenarios, parts, TURN_MEAN_COLUMNS))


def quantile_changes(quantiles: pd.DataFrame, baseline: str) -> pd.DataFrame:
    """Return how the distribution of income differs from the baseline, paired by seed, with intervals.

    Parameters
    ----------
    quantiles
        Frames of ``income_quantiles`` one below the other, with columns scenario, replication and seed.
    baseline
        Id of the scenario compared with.

    Returns
    -------
    DataFrame
        Columns ``CHANGE_COLUMNS``, rows by scenario and share. A quantile is a place in the distribution, not a person:
        who stands there may be somebody else.

    Raises
    ------
    ParameterError
        The baseline is not among the scenarios.
    """
    return _paired(quantiles, ["share"], "income", baseline, {})[list(CHANGE_COLUMNS)]


def breakdown_label(breakdown: str, lang: str) -> str:
    """Return what a breakdown is called in ``lang`` ('en' or 'zh')."""
    return text(f"people_{breakdown}", lang)


def group_label(breakdown: str, group: str, lang: str) -> str:
    """Return what a group is called in ``lang``; a township goes by its name."""
    return text(f"people_{breakdown}_{group}", lang) if group in GROUPS.get(breakdown, ()) else group


def _column(people: pd.DataFrame, name: str) -> Values:
    return people[name].to_numpy(dtype=np.float64)


def _summed(group: Codes, values: Values, groups: int) -> Values:
    """Return the sum of values by group; a person in group -1 counts nowhere."""
    return np.bincount(group + 1, weights=values, minlength=groups + 1)[1:].astype(np.float64)


def _ratio(above: Values, below: Values) -> Values:
    found: Values = np.divide(above, below, out=np.full(len(below), np.nan), where=below > 0)
    return found


def _groupings(people: pd.DataFrame, villages: pd.DataFrame) -> list[tuple[str, Sequence[str], Codes]]:
    """Return every breakdown with its groups and the place of each person's group among them, -1 for none."""
    township, townships = pd.factorize(villages["township"])
    village = people["village"].to_numpy(dtype=np.intp)
    codes: dict[str, Codes] = {
        "all": np.zeros(len(people), dtype=np.intp),
        "township": township[village],
        "village_type": village_types(villages)[village],
        "fifth": people["fifth"].to_numpy(dtype=np.intp) - 1,
        "clan": people["clan"].to_numpy(dtype=np.intp),
        "home": np.where(people["home"].to_numpy(dtype=bool), 0, 1),
        "age": np.digitize(_column(people, "age"), (18.0, 40.0, 60.0)),
    }
    names = GROUPS | {"township": tuple(str(name) for name in townships)}
    return [(breakdown, names[breakdown], codes[breakdown]) for breakdown in BREAKDOWNS]


def village_types(villages: pd.DataFrame) -> Codes:
    """Return the type of each village: 0 town community, 1 to 3 the near, middle and far third of the others.

    Villages that are equally remote are of one type.
    """
    town = (villages["kind"] == "town_community").to_numpy(dtype=bool)
    remoteness = villages["remoteness"].where(~town)
    place = (remoteness.rank().to_numpy(dtype=np.float64) - 0.5) / max(int((~town).sum()), 1)
    types = np.where(np.isnan(place), -1, 1 + np.digitize(place, (1 / 3, 2 / 3)))
    return np.where(town, 0, types).astype(np.intp)


def _flat(frame: pd.DataFrame, keys: Sequence[str], column: str) -> Values:
    """Return the values of all runs, whatever their scenario, by cell."""
    _, cells, values = cube(frame, keys, column)
    return values.reshape(values.shape[0] * values.shape[1], len(cells))


def _paired(
    frame: pd.DataFrame, keys: Sequence[str], column: str, baseline: str, beside: dict[str, Values]
) -> pd.DataFrame:
    """Return the mean paired differences of every scenario and cell, with further columns by cell beside them."""
    scenarios, cells, values = cube(frame, keys, column)
    if len(frame):
        demand_name(baseline, scenarios, "unknown_baseline")
    others = [name for name in scenarios if name != baseline]
    pairs = [paired_columns(values[scenarios.index(baseline)], values[scenarios.index(name)]) for name in others]
    parts = [
        cells.assign(
            baseline=found.baseline, mean=found.mean, difference=found.difference, low=found.low, high=found.high,
            replications=found.n, **beside,
        )
        for found in pairs
    ]  # fmt: skip
    fixed = ("baseline", "mean", "difference", "low", "high", "replications")
    return _stacked(others, parts, ("scenario", *keys, *fixed, *beside))


def _turns(cells: pd.DataFrame, values: dict[str, Values]) -> pd.DataFrame:
    """Return the means of one scenario; ``values`` by column, shape (seeds, cells)."""
    gain, lose = mean_columns(values["gain"]), mean_columns(values["lose"])
    heads = mean_columns(values["people"])
    return cells.assign(
        gain=gain.mean, gain_low=np.maximum(gain.low, 0.0), gain_high=np.minimum(gain.high, 1.0),
        lose=lose.mean, lose_low=np.maximum(lose.low, 0.0), lose_high=np.minimum(lose.high, 1.0),
        same=mean_columns(values["same"]).mean, mean_gain=_over_heads(values, "gain", "mean_gain"),
        mean_loss=_over_heads(values, "lose", "mean_loss"), people=heads.mean, replications=gain.n,
    )  # fmt: skip


def _over_heads(values: dict[str, Values], share: str, size: str) -> Values:
    """Return the mean gain or loss of all who gain or lose, over the replications in which somebody does."""
    heads = np.where(np.isfinite(values[size]), values[share] * values["people"], 0.0)
    total = np.where(heads > 0, heads * np.where(heads > 0, values[size], 0.0), 0.0)
    return _ratio(total.sum(axis=0), heads.sum(axis=0))


def _stacked(scenarios: Sequence[str], parts: Sequence[pd.DataFrame], columns: Sequence[str]) -> pd.DataFrame:
    named = [part.assign(scenario=scenario) for scenario, part in zip(scenarios, parts, strict=True)]
    if not named:
        return pd.DataFrame(columns=list(columns))
    return pd.concat(named, ignore_index=True)[list(columns)]


def _in_order(frame: pd.DataFrame) -> pd.DataFrame:
    """Return the rows by scenario, breakdown and group in the order of display, else as they came."""
    first = {name: place for place, name in enumerate(BREAKDOWNS)}
    known = {(name, group): place for name, groups in GROUPS.items() for place, group in enumerate(groups)}
    scenario, _ = pd.factorize(frame["scenario"])
    township, _ = pd.factorize(frame["group"])
    cells = list(zip(frame["breakdown"], frame["group"], strict=True))
    breakdown = np.array([first.get(name, len(first)) for name, _ in cells], dtype=np.intp)
    places = [known.get(cell, int(number)) for cell, number in zip(cells, township, strict=True)]
    order = np.lexsort((np.arange(len(frame)), np.array(places, dtype=np.intp), breakdown, scenario))
    return frame.iloc[order].reset_index(drop=True)
