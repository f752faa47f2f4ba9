"""The audit of practices: what each moves, how sure one can be, where it does harm, and what two do together.

Frame in, frame out. Differences are paired by seed; their intervals hold the chance of the replications alone.
"""

import math
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import pandas as pd
from scipy.special import nctdtrinc, stdtr, stdtrit

from analysis.effects import CONFIDENCE, ROUNDING, Paired, Values, paired_difference
from analysis.labels import Registry, headlines

POWER = 0.8
WORTH = 0.1
"""The smallest effect that matters, in standard deviations between the villages of the baseline."""
FEWEST = 4
"""Pairs of runs below which it is never said that a practice has no effect: their spread is too poorly known."""
FIFTH = 0.2
COUNTY, POOREST, REMOTEST = "county", "poorest", "remotest"
HARMFUL = ("trust_village", "trust_upper", "satisfaction", "worker_load", "village_debt", "petitions_per_1000")
"""Outcomes that may get worse beside the headlines."""
COST, HOURS = "public_cost_per_head", "worker_hours"
COLUMNS = (
    "practice", "outcome", "area", "baseline", "difference", "low", "high", "sd", "replications", "p", "p_holm",
    "verdict", "least", "apart", "matters",
)  # fmt: skip
PAIR_COLUMNS = (
    "a", "b", "outcome", "alone_a", "alone_b", "sum", "joint", "interaction", "low", "high", "replications", "p",
    "p_holm", "verdict",
)  # fmt: skip
MOVED_COLUMNS = ("practice", "kind", "name", "before", "after", "change", "standardised", "expected", "answers")


@dataclass(frozen=True)
class Held:
    """A practice and what it is held against, as scenarios of the study."""

    practice: str
    scenario: str
    baseline: str


@dataclass(frozen=True)
class HeldPair:
    """Two practices together, each alone, and what all are held against, as scenarios of the study."""

    a: str
    b: str
    joint: str
    alone_a: str
    alone_b: str
    baseline: str


# Statistics of one difference


def p_value(found: Paired) -> float:
    """Return the two-sided p of a paired t test; NaN with fewer than two pairs.

    Where the difference does not vary it is 0, or 1 if there is no difference.
    """
    if found.n < 2:
        return math.nan
    if found.sd == 0:
        return 0.0 if found.difference else 1.0
    t = found.difference / (found.sd / math.sqrt(found.n))
    return float(2 * stdtr(found.n - 1, -abs(t)))


def holm(values: Sequence[float]) -> list[float]:
    """Return p values adjusted for having asked as many questions as there are values; NaN is no question.

    References
    ----------
    Holm, S. (1979). Scandinavian Journal of Statistics 6, 65-70.

    >>> holm([0.01, 0.04, 0.03])
    [0.03, 0.06, 0.06]
    """
    asked = sorted((value, place) for place, value in enumerate(values) if math.isfinite(value))
    adjusted, worst = [math.nan] * len(values), 0.0
    for rank, (value, place) in enumerate(asked):
        worst = max(worst, min(1.0, (len(asked) - rank) * value))
        adjusted[place] = worst
    return adjusted


def least_shown(sd: float, n: int, power: float = POWER) -> float:
    """Return the smallest true effect that ``n`` pairs would have told from zero with a chance of ``power``.

    Exact for a paired t test of differences whose standard deviation is ``sd``, the far tail left out; NaN with fewer
    than two pairs.
    """
    if n < 2 or not math.isfinite(sd):
        return math.nan
    limit = float(stdtrit(n - 1, 0.5 + CONFIDENCE / 2))
    return float(nctdtrinc(n - 1, 1.0 - power, limit)) * sd / math.sqrt(n)


def verdict(found: Paired, better: str) -> str:
    """Return 'better', 'worse', 'higher', 'lower', 'same' (to the last bit), 'unsure', 'one' (run) or 'none'."""
    if found.n < 2:
        return "one" if found.n else "none"
    if found.low == found.high == 0:
        return "same"
    if not (found.low > 0 or found.high < 0):
        return "unsure"
    rises = found.low > 0
    if better == "none":
        return "higher" if rises else "lower"
    return "better" if rises == (better == "up") else "worse"


# Areas


def weakest_fifths(
    outcomes: pd.DataFrame, baseline: str, remoteness: Mapping[str, float]
) -> dict[str, tuple[str, ...]]:
    """Return the villages of the poorest fifth (by income under the baseline) and of the remotest fifth.

    Parameters
    ----------
    remoteness
        By village id, 0 next to the county seat.
    """
    rows = outcomes[(outcomes["scenario"] == baseline) & (outcomes["outcome"] == "disposable_income")]
    income = rows[rows["village"] != ""].groupby("village")["value"].mean()
    return {
        POOREST: _first_fifth(income.dropna().to_dict()),
        REMOTEST: _first_fifth({village: -far for village, far in remoteness.items()}),
    }


def _first_fifth(by_village: Mapping[Any, float]) -> tuple[str, ...]:
    ordered = sorted((value, str(village)) for village, value in by_village.items())
    most = max(1, round(FIFTH * len(ordered)))
    return tuple(village for _, village in ordered[:most])


def by_area(outcomes: pd.DataFrame, areas: Mapping[str, Collection[str]]) -> dict[str, pd.DataFrame]:
    """Return for the county and each area a table of values: one row a seed, columns (scenario, outcome).

    The value of an area is the mean over its villages in which the outcome is defined.
    """
    keys = ["scenario", "seed", "outcome"]
    parts = {COUNTY: outcomes[outcomes["village"] == ""]}
    parts |= {name: outcomes[outcomes["village"].isin(list(villages))] for name, villages in areas.items()}
    means = {name: rows.groupby(keys, sort=False)["value"].mean().reset_index() for name, rows in parts.items()}
    return {
        name: rows.pivot(index="seed", columns=["scenario", "outcome"], values="value").sort_index()
        for name, rows in means.items()
    }


def spreads(outcomes: pd.DataFrame, baseline: str, names: Iterable[str]) -> dict[str, float]:
    """Return how far the villages of the baseline lie apart: the standard deviation over villages, mean over seeds."""
    rows = outcomes[(outcomes["scenario"] == baseline) & (outcomes["village"] != "")]
    by_seed = rows.groupby(["outcome", "seed"])["value"].std(ddof=1).groupby("outcome").mean()
    return {name: float(by_seed.get(name, math.nan)) for name in names}


# Practices


def practice_effects(
    outcomes: pd.DataFrame,
    tried: Sequence[Held],
    registry: Registry,
    remoteness: Mapping[str, float],
) -> pd.DataFrame:
    """Return one row a practice, outcome and area; Holm's adjustment is over all practices of an outcome and area.

    Parameters
    ----------
    outcomes
        Columns scenario, replication, seed, outcome, village ('' for the county), value.
    tried
        The practices, in the order of display.
    remoteness
        By village id.

    Returns
    -------
    DataFrame
        Columns ``COLUMNS``, in the units of the registry: all outcomes for the county; headlines and outcomes that may
        be harmed for the weakest fifths. ``least`` is the smallest effect that these runs would have shown, ``apart``
        how far the villages of the baseline lie apart (see ``spreads``); ``matters`` says whether the difference is
        told from zero and at least a tenth of that.
    """
    local = [*headlines(registry), *HARMFUL]
    baselines = {held.baseline for held in tried}
    tables = {base: by_area(outcomes, weakest_fifths(outcomes, base, remoteness)) for base in baselines}
    apart = {base: spreads(outcomes, base, registry) for base in baselines}
    rows = [
        {
            "practice": held.practice,
            "area": area,
            **_row(table, held, name, registry[name].better, apart[held.baseline][name]),
        }
        for held in tried
        for area, table in tables[held.baseline].items()
        for name in registry
        if area == COUNTY or name in local
    ]
    found = pd.DataFrame(rows, columns=list(COLUMNS))
    found["p_holm"] = found.groupby(["outcome", "area"], sort=False)["p"].transform(lambda p: holm(p.tolist()))
    return found


def column(table: pd.DataFrame, scenario: str, outcome: str) -> Values:
    """Return the values of one outcome in one scenario, one a seed; NaN where there are none."""
    if (scenario, outcome) not in table.columns:
        return np.full(len(table), np.nan)
    return table[(scenario, outcome)].to_numpy(dtype=np.float64)


def _row(table: pd.DataFrame, held: Held, outcome: str, better: str, apart: float) -> dict[str, Any]:
    found = paired_difference(column(table, held.baseline, outcome), column(table, held.scenario, outcome))
    said = verdict(found, better)
    return {
        "outcome": outcome, "baseline": found.baseline, "difference": found.difference, "low": found.low,
        "high": found.high, "sd": found.sd, "replications": found.n, "p": p_value(found), "p_holm": math.nan,
        "verdict": said, "least": least_shown(found.sd, found.n), "apart": apart,
        "matters": said in TOLD and not abs(found.difference) < WORTH * apart,
    }  # fmt: skip


TOLD = ("better", "worse", "higher", "lower")
NO_EFFECT = "no_effect"


def standing(effects: pd.DataFrame, registry: Registry) -> dict[str, str]:
    """Return what can be said of each practice.

    Returns
    -------
    dict
        By practice: 'inert' (no outcome of any run differs), 'moves' (a headline can be told from zero), 'no_effect'
        (none can, and an effect that matters would have shown), 'undecided' (none can, but it might have been missed)
        or 'unmeasured' (fewer than two pairs of runs).
    """
    county = effects[effects["area"] == COUNTY]
    return {str(name): _standing(rows, headlines(registry)) for name, rows in county.groupby("practice", sort=False)}


def _standing(rows: pd.DataFrame, heads: Sequence[str]) -> str:
    chief = rows[rows["outcome"].isin(heads)]
    if not (chief["replications"] >= 2).any():
        return "unmeasured"
    if rows["verdict"].isin(["same", "none"]).all():
        return "inert"
    if chief["verdict"].isin(TOLD).any():
        return "moves"
    shown = (chief["least"] <= WORTH * chief["apart"]) & (chief["replications"] >= FEWEST)
    return NO_EFFECT if shown.all() else "undecided"


def harms(effects: pd.DataFrame, registry: Registry) -> pd.DataFrame:
    """Return the rows in which a practice makes an outcome that matters worse, in the county or in a weakest fifth."""
    wanted = [*headlines(registry), *HARMFUL]
    return effects[effects["outcome"].isin(wanted) & (effects["verdict"] == "worse")].reset_index(drop=True)


def false_alarms(effects: pd.DataFrame, registry: Registry) -> float:
    """Return how many of the questions behind ``harms`` would look worse by chance alone if nothing did harm."""
    wanted = [*headlines(registry), *HARMFUL]
    asked = effects[effects["outcome"].isin(wanted) & (effects["sd"] > 0)]
    return len(asked) * (1 - CONFIDENCE) / 2


# Drivers and first states


@dataclass(frozen=True)
class Scale:
    """Between which bounds a driver lies, and whether it multiplies."""

    low: float
    high: float
    ratio: bool


def standardised(before: float, after: float, scale: Scale) -> float:
    """Return a driver's change as a share of its range; of a ratio, in logarithms where its range allows."""
    if scale.ratio and scale.low > 0 and min(before, after) > 0:
        return math.log(after / before) / math.log(scale.high / scale.low)
    return (after - before) / (scale.high - scale.low)


def moved(
    watched: Mapping[str, Mapping[str, float]],
    tried: Sequence[Held],
    scales: Mapping[str, Scale],
    routes: Mapping[str, Mapping[str, Mapping[str, str]]],
) -> pd.DataFrame:
    """Return what each practice moves in the one replication that was watched.

    Parameters
    ----------
    watched
        By scenario and name ('driver:...', 'state:...'), means over villages and dekads.
    scales
        Drivers by name.
    routes
        By practice: 'moves' and 'first', each from a name to 'up' or 'down'.

    Returns
    -------
    DataFrame
        Columns ``MOVED_COLUMNS``: the drivers that differ, the largest standardised first, then what the route expects.
        ``answers``: whether the change has the direction expected; None where none is.
    """
    rows = [
        row
        for held in tried
        if held.scenario in watched and held.baseline in watched
        for row in _moved(held.practice, watched[held.baseline], watched[held.scenario], scales, routes[held.practice])
    ]
    return pd.DataFrame(rows, columns=list(MOVED_COLUMNS)).astype({"answers": object})


def _moved(
    practice: str,
    before: Mapping[str, float],
    after: Mapping[str, float],
    scales: Mapping[str, Scale],
    route: Mapping[str, Mapping[str, str]],
) -> list[dict[str, Any]]:
    moves, first = route["moves"], route["first"]

    def row(kind: str, name: str, size: float, expected: str) -> dict[str, Any]:
        a, b = before[f"{kind}:{name}"], after[f"{kind}:{name}"]
        change = b - a
        answers = None if not expected else bool(change > 0 if expected == "up" else change < 0)
        return {
            "practice": practice, "kind": kind, "name": name, "before": a, "after": b, "change": change,
            "standardised": size, "expected": expected, "answers": answers,
        }  # fmt: skip

    sizes = {name: standardised(before[f"driver:{name}"], after[f"driver:{name}"], scales[name]) for name in scales}
    shown = [name for name in scales if sizes[name] != 0 or name in moves]
    shown.sort(key=lambda name: -abs(sizes[name]))
    drivers = [row("driver", name, sizes[name], moves.get(name, "")) for name in shown]
    expected = {**{name: way for name, way in moves.items() if name not in scales}, **first}
    return drivers + [row("state", name, math.nan, way) for name, way in expected.items()]


# Pairs


def interactions(outcomes: pd.DataFrame, pairs: Sequence[HeldPair], names: Sequence[str]) -> pd.DataFrame:
    """Return what two practices do together beyond the sum of what each does alone.

    Parameters
    ----------
    names
        The outcomes to look at.

    Returns
    -------
    DataFrame
        Columns ``PAIR_COLUMNS``: ``sum`` of the two effects alone, ``joint`` effect, and ``interaction``, joint less
        sum, with its interval; ``verdict`` 'more', 'less', 'same', 'unsure', 'one' or 'none'. Holm's adjustment is over
        all pairs of an outcome.
    """
    table = by_area(outcomes, {})[COUNTY]
    rows = [_interaction(table, pair, name) for pair in pairs for name in names]
    found = pd.DataFrame(rows, columns=list(PAIR_COLUMNS))
    found["p_holm"] = found.groupby("outcome", sort=False)["p"].transform(lambda p: holm(p.tolist()))
    return found


def _interaction(table: pd.DataFrame, pair: HeldPair, name: str) -> dict[str, Any]:
    base, a, b, ab = (
        column(table, scenario, name) for scenario in (pair.baseline, pair.alone_a, pair.alone_b, pair.joint)
    )
    apart = a + b - base
    found = paired_difference(np.where(np.isclose(ab, apart, rtol=ROUNDING, atol=0.0), ab, apart), ab)
    words = {"higher": "more", "lower": "less"}
    said = verdict(found, "none")
    alone_a, alone_b, joint = (paired_difference(base, each).difference for each in (a, b, ab))
    return {
        "a": pair.a, "b": pair.b, "outcome": name, "alone_a": alone_a, "alone_b": alone_b, "sum": alone_a + alone_b,
        "joint": joint, "interaction": found.difference, "low": found.low, "high": found.high, "replications": found.n,
        "p": p_value(found), "p_holm": math.nan, "verdict": words.get(said, said),
    }  # fmt: skip


# Packages


def index(
    outcomes: pd.DataFrame, scenarios: Sequence[str], baseline: str, apart: Mapping[str, float], registry: Registry
) -> dict[str, Values]:
    """Return the index of scenarios, one value a seed.

    It is the mean, over the headline outcomes that a seed has, of the effect for the better, in standard deviations
    between the villages of the baseline.

    Parameters
    ----------
    apart
        Those deviations by outcome, from ``spreads``.
    """
    table = by_area(outcomes, {})[COUNTY]

    def gain(scenario: str, name: str) -> Values:
        change = column(table, scenario, name) - column(table, baseline, name)
        return change / apart[name] * (-1.0 if registry[name].better == "down" else 1.0)

    gains = {scenario: np.array([gain(scenario, name) for name in headlines(registry)]) for scenario in scenarios}
    return {scenario: _mean_of_finite(values) for scenario, values in gains.items()}


def _mean_of_finite(values: Values) -> Values:
    """Return the means down the columns of what is finite; nan where nothing is."""
    there = np.isfinite(values)
    count = there.sum(axis=0)
    total = np.where(there, values, 0.0).sum(axis=0)
    means: Values = np.divide(total, count, out=np.full(len(count), np.nan), where=count > 0)
    return means


def contest(outcomes: pd.DataFrame, package: str, rival: str, baseline: str, registry: Registry) -> pd.DataFrame:
    """Return one row an outcome: both against the baseline, and the package against its rival with interval.

    Columns outcome, baseline, package, rival (effects), difference, low, high, replications, p, p_holm and verdict: the
    package is 'better', 'worse', 'higher', 'lower', 'same' or 'unsure'. Holm's adjustment is over the outcomes.
    """
    table = by_area(outcomes, {})[COUNTY]
    rows = []
    for name, outcome in registry.items():
        base, ours, theirs = (column(table, scenario, name) for scenario in (baseline, package, rival))
        found, mine, other = (paired_difference(a, b) for a, b in ((theirs, ours), (base, ours), (base, theirs)))
        rows.append({
            "outcome": name, "baseline": mine.baseline, "package": mine.difference, "rival": other.difference,
            "difference": found.difference, "low": found.low, "high": found.high, "replications": found.n,
            "p": p_value(found), "verdict": verdict(found, outcome.better),
        })  # fmt: skip
    frame = pd.DataFrame(rows)
    return frame.assign(p_holm=holm(frame["p"].tolist()))
