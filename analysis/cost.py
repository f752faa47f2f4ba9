"""What a gain costs: public money and hours of a whole county and year, ratios, acceptability, frontier, who pays.

Money and hours stand apart: an hour has no price here. Every difference is paired: scenario less baseline of one seed.

References
----------
Fieller, E. C. (1954). Some problems in interval estimation. Journal of the Royal Statistical Society B 16, 175-185.
doi:10.1111/j.2517-6161.1954.tb00159.x
Briggs, A. H. and Gray, A. M. (1999). Handling uncertainty in economic evaluations of healthcare interventions. British
Medical Journal 319, 635-638. doi:10.1136/bmj.319.7210.635
van Hout, B. A., Al, M. J., Gordon, G. S. and Rutten, F. F. H. (1994). Costs, effects and C/E-ratios alongside a
clinical trial. Health Economics 3, 309-319. doi:10.1002/hec.4730030505
Fenwick, E., Claxton, K. and Sculpher, M. (2001). Representing uncertainty: the role of cost-effectiveness acceptability
curves. Health Economics 10, 779-787. doi:10.1002/hec.635
Cantor, S. B. (1994). Cost-effectiveness analysis, extended dominance, and ethics. Medical Decision Making 14, 259-265.
doi:10.1177/0272989X9401400308
"""

import difflib
import math
from collections.abc import Mapping, Sequence
from itertools import pairwise
from typing import Any, Literal

import numpy as np
import pandas as pd
from numpy.typing import ArrayLike, NDArray
from scipy.special import stdtrit

from analysis.effects import CONFIDENCE, ROUNDING, paired_difference
from analysis.inference import Interval, spread, t_interval
from analysis.labels import text
from model.errors import ParameterError, Problem

Values = NDArray[np.float64]
Spent = Literal["cost", "hours", "volunteer_hours"]
Places = Mapping[str, tuple[float, float]]
"""Mean cost and mean effect by scenario."""

GAINS = ("settled", "participants", "income")
"""Disputes settled in the village a year, adults who take part in a quarter, thousand yuan of income a year."""
SPENT = ("cost", "hours", "volunteer_hours")
"""Yuan of public money, hours of those in post and hours of volunteers, each a year."""
IN_VILLAGE = ("linked", "grid", "village")
"""Levels of settlement that are in the village."""
COHORT_LAG = 0.25
"""Years before the end from which on disputes are no longer counted among those that flow."""
VERDICTS = ("dominates", "no_money", "buys", "saves_and_loses", "dominated", "unclear")
"""In words: ``text("cost_verdict_" + verdict, lang)``."""
STATUSES = ("frontier", "dominated", "extended", "worse than nothing")
"""In words: `status_label`."""
PAYERS = {
    "grants": ("grants",),
    "county": ("county",),
    "own": ("operating_income", "project_income", "cooperative_income"),
    "donations": ("donations",),
}
"""Accounts of income by who pays."""
PURPOSES = {
    name: (name,)
    for name in (
        "wages", "office", "mediation", "meetings", "services", "visits", "points", "programmes", "dividends",
        "county_programmes",
    )
}  # fmt: skip
"""Accounts of expenses by purpose; wear of what was built is no payment and is left out."""
STEPS = 200
"""Steps of the grid of prices."""
REACH = 4.0
"""How far prices go, in multiples of the largest ratio on the frontier."""
BEYOND = 1.5
"""How far they go at least, in multiples of the dearest step of the frontier."""

KEYS = ["scenario", "replication", "seed"]
LEVELS = [*SPENT, *GAINS]
RUN_COLUMNS = [*KEYS, *LEVELS, "baseline"]
RATIO_COLUMNS = [
    "scenario", "gain", "cost", "cost_low", "cost_high", "effect", "effect_low", "effect_high", "ratio", "ratio_low",
    "ratio_high", "verdict", "replications", "baseline",
]  # fmt: skip
CURVE_COLUMNS = ["scenario", "price", "probability", "best", "replications"]
FRONTIER_COLUMNS = [
    "scenario", "cost", "effect", "status", "step_ratio", "step_low", "step_high", "replications", "baseline",
]  # fmt: skip
SHARE_COLUMNS = ["mean", "difference", "low", "high", "replications"]


def county_years(
    outcomes: pd.DataFrame, sizes: pd.DataFrame | None = None, flows: pd.DataFrame | None = None
) -> pd.DataFrame:
    """Return what every run spent and reached in the whole county and a year: columns of `cost_runs`, not differences.

    Parameters
    ----------
    outcomes
        Columns scenario, replication, seed, outcome, village ('' for the county), value.
    sizes, flows
        What the runs kept beside outcomes; what needs one that is not there is NaN.
    """
    county = outcomes[outcomes["village"] == ""].astype({"scenario": object, "outcome": object})
    wide = county.pivot(index=KEYS, columns="outcome", values="value")
    size = _wide_sizes(sizes).reindex(wide.index)
    people, adults, years = (_column(size, name) for name in ("registered", "adults", "years"))
    found = pd.DataFrame(
        {
            "cost": _column(wide, "public_cost_per_head") * people,
            "hours": _column(wide, "worker_hours") * people,
            "volunteer_hours": _column(wide, "volunteer_hours") * adults,
            "settled": _settled(flows, wide.index, size) / years.where(years > COHORT_LAG).sub(COHORT_LAG),
            "participants": _column(wide, "participation_rate") * adults,
            "income": _column(wide, "disposable_income") * _column(size, "residents_years") / 1000.0,
        },
        index=wide.index,
    )
    return found.reset_index()


def cost_runs(
    outcomes: pd.DataFrame, sizes: pd.DataFrame | None, flows: pd.DataFrame | None, baseline: str
) -> pd.DataFrame:
    """Return what each replication spends and gains beyond the baseline of its seed, in the whole county and a year.

    Parameters
    ----------
    outcomes
        Columns scenario, replication, seed, outcome, village ('' for the county), value.
    sizes
        Columns scenario, replication, seed, name, value: how many people a run had; None where it kept none.
    flows
        Columns scenario, replication, seed, end, n and others: how disputes ended; None where runs kept none.
    baseline
        Id of the scenario compared with. A seed that it lacks makes no row.

    Returns
    -------
    DataFrame
        Columns scenario, replication, seed; cost (yuan of public money), hours (of those in post) and volunteer_hours;
        settled (disputes settled in the village), participants (resident adults who take part, mean of quarters),
        income (thousand yuan of residents' income); baseline (its id). What cannot be told is NaN.
    """
    levels = county_years(outcomes, sizes, flows)
    base = levels[levels["scenario"] == baseline].set_index("seed")[LEVELS]
    mine = levels[(levels["scenario"] != baseline) & levels["seed"].isin(base.index)]
    here, there = mine[LEVELS].to_numpy(float), base.loc[mine["seed"]].to_numpy(float)
    change = here - there
    # What differs by rounding alone does not differ.
    change[np.abs(change) <= ROUNDING * np.maximum(np.abs(here), np.abs(there))] = 0.0
    order = {name: i for i, name in enumerate(dict.fromkeys(outcomes["scenario"]))}
    found = mine[KEYS].assign(**dict(zip(LEVELS, change.T, strict=True)), baseline=baseline)
    rank = found["scenario"].map(order).astype(float)
    return found.assign(rank=rank).sort_values(["rank", "seed"])[RUN_COLUMNS].reset_index(drop=True)


def _column(frame: pd.DataFrame, name: str) -> "pd.Series[float]":
    if name in frame.columns:
        return frame[name].astype(float)
    return pd.Series(np.nan, index=frame.index, dtype=float)


def _wide_sizes(sizes: pd.DataFrame | None) -> pd.DataFrame:
    if sizes is None or sizes.empty:
        return pd.DataFrame(index=pd.MultiIndex.from_arrays([[], [], []], names=KEYS))
    plain = sizes.astype({"scenario": object, "name": object})
    return plain.pivot(index=KEYS, columns="name", values="value")


def _settled(flows: pd.DataFrame | None, runs: "pd.Index[Any]", size: pd.DataFrame) -> "pd.Series[float]":
    """Return the disputes settled in the village; a run that kept its sizes but no such dispute had none."""
    if flows is None or flows.empty:
        return pd.Series(np.nan, index=runs, dtype=float)
    count = flows["n"].where(flows["end"].isin(IN_VILLAGE), 0)
    plain = flows.assign(count=count).astype({"scenario": object})
    total = plain.groupby(KEYS, sort=False)["count"].sum().reindex(runs)
    return total.where(total.notna() | size.isna().all(axis=1), 0.0).astype(float)


def fieller(above: ArrayLike, below: ArrayLike, level: float = CONFIDENCE) -> Interval:
    """Return the ratio of two means with Fieller's interval.

    The ends are the ratios r at which a t test of the mean of ``above - r * below`` against zero is just rejected; they
    are NaN where the mean of ``below`` cannot be told from zero, since every ratio or all but some would then do.

    Parameters
    ----------
    above, below
        One number a replication each, in the same order; pairs with a NaN are left out.
    level
        Share of such intervals that hold the true ratio.
    """
    a, b = _pairs(above, below)
    n = len(a)
    if n < 2:
        return Interval(math.nan, math.nan, math.nan, n)
    sds = spread(a), spread(b)
    covariance = float(np.cov(a, b)[0, 1]) if min(sds) > 0 else 0.0
    low, high = fieller_ends(
        float(a.mean()), float(b.mean()), sds[0] ** 2 / n, sds[1] ** 2 / n, covariance / n, n - 1, level
    )
    return Interval(float(a.mean() / b.mean()) if math.isfinite(low) else math.nan, low, high, n)


def fieller_ends(
    above: float,
    below: float,
    variance_above: float,
    variance_below: float,
    covariance: float,
    freedom: float,
    level: float = CONFIDENCE,
) -> tuple[float, float]:
    """Return the ends of Fieller's interval of ``above / below``; NaN where ``below`` cannot be told from zero.

    Parameters
    ----------
    above, below
        Two means.
    variance_above, variance_below, covariance
        Of these means, not of single values.
    freedom
        Degrees of freedom of the variances.
    """
    t2 = float(stdtrit(freedom, 0.5 + level / 2)) ** 2
    square = below**2 - t2 * variance_below
    if not square > 0:
        return math.nan, math.nan
    middle = above * below - t2 * covariance
    root = math.sqrt(max(middle**2 - square * (above**2 - t2 * variance_above), 0.0))
    return (middle - root) / square, (middle + root) / square


def _pairs(above: ArrayLike, below: ArrayLike) -> tuple[Values, Values]:
    a, b = np.asarray(above, dtype=np.float64), np.asarray(below, dtype=np.float64)
    whole = np.isfinite(a) & np.isfinite(b)
    return a[whole], b[whole]


def cost_ratios(runs: pd.DataFrame, gains: Sequence[str] = GAINS, *, spent: Spent = "cost") -> pd.DataFrame:
    """Return what each gain costs, for each scenario and gain; a ratio stands only where it means something.

    Parameters
    ----------
    runs
        As `cost_runs` gives them.
    gains
        Some of ``GAINS``.
    spent
        What is spent: public money, or hours, which then stand in the columns of costs.

    Returns
    -------
    DataFrame
        Columns ``RATIO_COLUMNS``: means with 95 % t intervals, the ratio with Fieller's interval, and the verdict:
        'buys' costs money and gains; 'no_money' gains, and what it costs cannot be told from zero, so that its ratio
        reaches to zero or below; 'dominates' saves and gains; 'saves_and_loses'; 'dominated' loses and is not known to
        save; 'unclear' where the gain cannot be told from zero. Only the first two have a ratio.
    """
    _demand(gains)
    rows = [
        _ratio_row(str(scenario), gain, mine, spent)
        for scenario, mine in runs.groupby("scenario", sort=False, observed=True)
        for gain in gains
    ]
    return pd.DataFrame(rows, columns=RATIO_COLUMNS)


def _ratio_row(scenario: str, gain: str, runs: pd.DataFrame, spent: Spent) -> dict[str, Any]:
    costs, effects = _pairs(runs[spent], runs[gain])
    cost, effect = t_interval(costs), t_interval(effects)
    verdict = verdict_of(cost, effect)
    valid = verdict in {"buys", "no_money"}
    ratio = fieller(costs, effects) if valid else Interval(math.nan, math.nan, math.nan, len(costs))
    return {
        "scenario": scenario, "gain": gain, "verdict": verdict, "replications": len(costs),
        **_interval("cost", cost), **_interval("effect", effect), **_interval("ratio", ratio),
        "baseline": runs["baseline"].iloc[0],
    }  # fmt: skip


def _interval(name: str, found: Interval) -> dict[str, float]:
    return {name: found.estimate, f"{name}_low": found.low, f"{name}_high": found.high}


def verdict_of(cost: Interval, effect: Interval) -> str:
    """Return the verdict on a scenario from the intervals of what it costs and gains; see `cost_ratios`."""
    saves = cost.high < 0
    if effect.low > 0:
        return "dominates" if saves else "buys" if cost.low > 0 else "no_money"
    if effect.high < 0:
        return "saves_and_loses" if saves else "dominated"
    return "unclear"


def status_label(status: str, lang: str) -> str:
    """Return a status of the frontier in words."""
    return text("cost_status_" + status.replace(" ", "_"), lang)


def _demand(gains: Sequence[str]) -> None:
    for name in gains:
        if name not in GAINS:
            near = difflib.get_close_matches(name, GAINS, n=1, cutoff=0.0)[0]
            raise ParameterError(Problem("unknown_gain", {"came": name, "allowed": ", ".join(GAINS), "near": near}))


def prices(ratios: pd.DataFrame, gain: str) -> list[float]:
    """Return prices of one more of ``gain`` to draw `acceptability` over: from 0 to where nothing more changes.

    That is four times the largest ratio, and half as much again as the dearest step, of the scenarios on the frontier;
    a scenario that is never worth its money would only stretch the curve. Without such a ratio the largest of all does,
    without any the median of mean cost over mean gain, and without that there are no prices. They lie closer near zero,
    where cheap scenarios change places.
    """
    mine = ratios[ratios["gain"] == gain]
    line = frontier(ratios, gain)
    on_it = mine["scenario"].isin(line.loc[line["status"] == "frontier", "scenario"])
    buys = mine["verdict"] == "buys"
    steps = line.loc[line["scenario"].isin(mine.loc[buys, "scenario"]), "step_ratio"]
    ends = [REACH * mine.loc[buys & on_it, "ratio"].max(), BEYOND * steps.max()]
    largest = max((float(end) for end in ends if end > 0), default=REACH * float(mine.loc[buys, "ratio"].max()))
    if not largest > 0:
        some = mine[(mine["effect"].abs() > 0) & (mine["cost"].abs() > 0)]
        largest = REACH * float((some["cost"] / some["effect"]).abs().median())
    if not math.isfinite(largest):
        return []
    return [float(price) for price in largest * np.linspace(0.0, 1.0, STEPS + 1) ** 2]


def acceptability(runs: pd.DataFrame, gain: str, prices: Sequence[float]) -> pd.DataFrame:
    """Return how often each scenario is the best value, over what one more of a gain may be worth.

    At a price, the net benefit of a run is price times gain less public money; the baseline has none. The share of
    replications in which a scenario has the largest is told, ties shared; ``best`` marks the scenario with the largest
    mean net benefit, which need not be the one that is best most often.

    Parameters
    ----------
    runs
        As `cost_runs` gives them; a seed counts where all scenarios have one, scenarios without any value left aside.
    gain
        One of ``GAINS``.
    prices
        Yuan for one more of the gain.

    Returns
    -------
    DataFrame
        Columns ``CURVE_COLUMNS``, the baseline first, then scenarios in order of appearance.
    """
    _demand([gain])
    whole = runs[np.isfinite(runs["cost"]) & np.isfinite(runs[gain])]
    scenarios = list(dict.fromkeys(whole["scenario"]))
    cost, effect = (
        whole.pivot(index="seed", columns="scenario", values=name).reindex(columns=scenarios) for name in ("cost", gain)
    )
    kept = cost.notna().all(axis=1)
    if whole.empty or not kept.any() or not len(prices):
        return pd.DataFrame(columns=CURVE_COLUMNS)
    spent, reached = (np.insert(frame[kept].to_numpy(float), 0, 0.0, axis=1) for frame in (cost, effect))
    worth = np.asarray(prices, dtype=float)
    benefit = worth[:, None, None] * reached - spent
    top = benefit == benefit.max(axis=2, keepdims=True)
    share = (top / top.sum(axis=2, keepdims=True)).mean(axis=1)
    best = benefit.mean(axis=1).argmax(axis=1)
    names = [whole["baseline"].iloc[0], *scenarios]
    return pd.DataFrame(
        {
            "scenario": np.repeat(np.array(names, dtype=object), len(worth)),
            "price": np.tile(worth, len(names)),
            "probability": share.T.ravel(),
            "best": (best[None, :] == np.arange(len(names))[:, None]).ravel(),
            "replications": int(kept.sum()),
        }
    )


def frontier(frame: pd.DataFrame, gain: str) -> pd.DataFrame:
    """Return which scenarios give most for their money, and what each step from one to the next costs.

    A scenario is 'dominated' where another gains as much or more for as little or less, 'extended' where a mix of two
    others does, and 'worse than nothing' where the baseline itself does. Means decide.

    Parameters
    ----------
    frame
        Runs as `cost_runs` gives them, or ratios as `cost_ratios` gives them.
    gain
        One of ``GAINS``.

    Returns
    -------
    DataFrame
        Columns ``FRONTIER_COLUMNS``, the baseline among the scenarios: the frontier by cost, then the others by cost.
        ``step_ratio`` is the cost of one more from the scenario before it on the frontier, with Fieller's interval
        where runs are given; NaN where the gain of the step cannot be told from zero.
    """
    _demand([gain])
    means = _means(frame, gain)
    places = {str(name): (float(row["cost"]), float(row["effect"])) for name, row in means.iterrows()}
    status = _statuses(places)
    line = [name for name, found in status.items() if found == "frontier"]
    steps = {after: _step(frame, gain, places, before, after) for before, after in pairwise(line)}
    unknown = Interval(math.nan, math.nan, math.nan, 0)
    order = [*line, *(name for name in status if name not in line)]
    told = [steps.get(name, unknown) for name in order]
    found = means.reindex(order).assign(
        status=[status[name] for name in order],
        step_ratio=[step.estimate for step in told],
        step_low=[step.low for step in told],
        step_high=[step.high for step in told],
    )
    return found.rename_axis("scenario").reset_index()[FRONTIER_COLUMNS]


def _statuses(places: Places) -> dict[str, str]:
    """Return the status of each scenario, the cheapest first; the first of ``places`` is the baseline."""
    order = sorted(places, key=lambda name: (places[name][0], -places[name][1]))
    status = dict.fromkeys(order, "frontier")
    line: list[str] = []
    for name in order:
        if line and places[name][1] <= places[line[-1]][1]:
            cost, effect = places[name]
            nothing = cost >= 0 >= effect and (cost, effect) != (0.0, 0.0)
            status[name] = "worse than nothing" if nothing else "dominated"
            continue
        while len(line) > 1 and _slope(places, line[-2], line[-1]) > _slope(places, line[-1], name):
            status[line.pop()] = "extended"
        line.append(name)
    return status


def _means(frame: pd.DataFrame, gain: str) -> pd.DataFrame:
    """Return mean cost, mean effect and replications by scenario, the baseline first."""
    if "gain" in frame.columns:
        rows = frame[frame["gain"] == gain].set_index("scenario")
        means = rows.reindex(columns=["cost", "effect", "replications", "baseline"])
    else:
        whole = frame[np.isfinite(frame["cost"]) & np.isfinite(frame[gain])]
        grouped = whole.groupby("scenario", sort=False, observed=True)
        means = grouped.agg(
            cost=("cost", "mean"), effect=(gain, "mean"), replications=("cost", "size"), baseline=("baseline", "first")
        )
    means = means[means["cost"].notna() & means["effect"].notna()]
    if means.empty:
        return means
    base, most = str(means["baseline"].iloc[0]), int(means["replications"].max())
    first = pd.DataFrame({"cost": 0.0, "effect": 0.0, "replications": most, "baseline": base}, index=[base])
    return pd.concat([first, means])


def _slope(places: Places, before: str, after: str) -> float:
    (cost, effect), (more, better) = places[before], places[after]
    return (more - cost) / (better - effect)


def _step(frame: pd.DataFrame, gain: str, places: Places, before: str, after: str) -> Interval:
    """Return what one more costs on the way from one scenario of the frontier to the next."""
    if "gain" in frame.columns:
        rows = frame[(frame["gain"] == gain) & frame["scenario"].isin([before, after])]
        told = "verdict" not in rows or not (rows["verdict"] == "unclear").any()
        return Interval(_slope(places, before, after) if told else math.nan, math.nan, math.nan, 0)
    cost, effect = (_difference(frame, name, before, after) for name in ("cost", gain))
    return fieller(cost, effect)


def _difference(runs: pd.DataFrame, name: str, before: str, after: str) -> Values:
    """Return one scenario less another, a value a seed; the baseline, which has no run here, is zero."""
    wide = runs.pivot(index="seed", columns="scenario", values=name)
    sides = [wide[each].to_numpy(float) if each in wide else np.zeros(len(wide)) for each in (after, before)]
    return np.asarray(sides[0] - sides[1], dtype=np.float64)


def payers(money: pd.DataFrame | None, sizes: pd.DataFrame | None, baseline: str) -> pd.DataFrame:
    """Return who pays into the villages' purses and programmes, in yuan a head and year.

    Parameters
    ----------
    money
        Columns scenario, replication, seed, village, account, yuan (received or spent over the policy period).
    sizes
        Columns scenario, replication, seed, name, value.
    baseline
        Id of the scenario compared with; with '' there are levels only.

    Returns
    -------
    DataFrame
        Columns scenario, payer (of ``PAYERS``), mean, and the paired difference from the baseline with its 95 % t
        interval, NaN for the baseline itself; replications.
    """
    return _by_group(money, sizes, baseline, PAYERS, "payer")


def spending(money: pd.DataFrame | None, sizes: pd.DataFrame | None, baseline: str) -> pd.DataFrame:
    """Return what the money is spent on, in yuan a head and year; like `payers`, with the column ``purpose``.

    What is put into projects is no expense, and what is not paid is debt: neither is here, so that sums of both tables
    differ.
    """
    return _by_group(money, sizes, baseline, PURPOSES, "purpose")


def _by_group(
    money: pd.DataFrame | None,
    sizes: pd.DataFrame | None,
    baseline: str,
    groups: Mapping[str, Sequence[str]],
    name: str,
) -> pd.DataFrame:
    columns = ["scenario", name, *SHARE_COLUMNS]
    size = _wide_sizes(sizes)
    if money is None or money.empty or size.empty:
        return pd.DataFrame(columns=columns)
    plain = money.astype({"scenario": object, "account": object})
    booked = plain.pivot_table(index=KEYS, columns="account", values="yuan", aggfunc="sum", fill_value=0.0)
    person_years = (size["registered"] * size["years"]).reindex(booked.index)
    each = {
        group: booked.reindex(columns=list(accounts), fill_value=0.0).sum(axis=1) / person_years
        for group, accounts in groups.items()
    }
    scenarios = list(dict.fromkeys(money["scenario"]))
    rows = []
    for scenario in scenarios:
        for group, values in each.items():
            rows.append({"scenario": scenario, name: group, **_against(values, scenario, baseline)})
    return pd.DataFrame(rows, columns=columns)


def _against(values: "pd.Series[float]", scenario: str, baseline: str) -> dict[str, float]:
    """Return the mean of a scenario and its paired difference from the baseline."""
    by_seed = values.reset_index().pivot(index="seed", columns="scenario", values=values.name or 0)
    mine = by_seed[scenario].to_numpy(float)
    if scenario == baseline or baseline not in by_seed:
        held = mine[np.isfinite(mine)]
        mean = float(held.mean()) if len(held) else math.nan
        return {"mean": mean, "difference": math.nan, "low": math.nan, "high": math.nan, "replications": len(held)}
    found = paired_difference(by_seed[baseline].to_numpy(float), mine)
    return {
        "mean": found.mean, "difference": found.difference, "low": found.low, "high": found.high,
        "replications": found.n,
    }  # fmt: skip
