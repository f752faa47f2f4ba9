"""The frames of a report, read from a store: runs, outcomes, and what runs kept beside them, reduced run by run."""

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any

from experiments.status import Status
from experiments.store import Member, Store, StudyRow

if TYPE_CHECKING:
    from pandas import DataFrame

KEYS = ["scenario", "replication", "seed"]
PARTS = ("fates", "flows", "hours", "colours", "money", "sizes")
"""What goes into the evidence as runs kept it."""


def runs_of(store: Store, study: StudyRow, order: Sequence[str], base: Mapping[str, str], most: int) -> "DataFrame":
    """Return one row a place of the design, numbered scenario by scenario.

    Columns: number, label, scenario, replication, seed, key, status, stage, error, replay, seconds, versions, point,
    created.

    Parameters
    ----------
    order
        Points in the order of display; others are left out.
    base
        The scenario that each point belongs to.
    most
        Replications looked at.
    """
    found = store.runs_frame(study.study)
    place = {point: number for number, point in enumerate(order)}
    found = found[found["scenario"].isin(place) & (found["replication"] < most)]
    found = found.assign(place=found["scenario"].map(place)).sort_values(["place", "replication"], ignore_index=True)
    numbers = range(1, len(found) + 1)
    texts = {name: found[name].fillna("") for name in ("stage", "error", "replay", "versions", "created")}
    named = found.assign(
        number=list(numbers), label=[f"R{number}" for number in numbers], point=found["scenario"],
        scenario=found["scenario"].map(dict(base)), **texts,
    )  # fmt: skip
    columns = ["number", "label", *KEYS, "key", "status", "stage", "error", "replay", "seconds", "versions"]
    return named[[*columns, "point", "created"]]


def aged(state: Status) -> list[Member]:
    """Return the places whose runs are of older code, settings or design than today's."""
    return [*state.stale, *state.kept]


def county_outcomes(store: Store, study: StudyRow, runs: "DataFrame") -> "DataFrame":
    """Return the county's outcomes of the runs of a report."""
    return _ordered(store.county_frame(study.study), runs)


def county_series(store: Store, study: StudyRow, runs: "DataFrame") -> "DataFrame":
    """Return the county over time in the runs of a report."""
    return _ordered(store.series_frame(study.study), runs)


def empty_series() -> "DataFrame":
    """Return the frame of a study whose course over time is not looked at."""
    import pandas as pd

    frame = pd.DataFrame(columns=[*KEYS, "outcome", "date", "value"])
    return frame.astype({"replication": "int64", "seed": "int64", "date": "datetime64[s]", "value": "float64"})


def _ordered(frame: "DataFrame", runs: "DataFrame") -> "DataFrame":
    """Return the rows of the runs of a report, in their order; points become the scenarios they belong to."""
    keys = runs.loc[runs["status"] == "ok", ["point", "replication", "number"]]
    mine = frame.merge(keys, left_on=["scenario", "replication"], right_on=["point", "replication"], how="inner")
    mine = mine.sort_values("number", kind="stable", ignore_index=True).drop(columns=["point", "number"])
    scenario = dict(zip(runs["point"], runs["scenario"], strict=True))
    return mine.assign(scenario=mine["scenario"].map(scenario))


def mean_over_points(outcomes: "DataFrame", points: "DataFrame", most: int) -> "DataFrame":
    """Return outcomes of a sweep as those of a comparison: one value a scenario, replication and outcome.

    It is the mean over the points that every scenario of the replication has a value at, so that a failed run leaves
    its point out for all; rows that only tell what luck does are left out.

    Parameters
    ----------
    outcomes
        Of the county, as a store gives them, by point.
    points
        One row a point: point, scenario, row, luck.
    most
        Replications looked at.
    """
    plain = points.loc[points["luck"] == 0, ["point", "scenario", "row"]]
    held = outcomes[outcomes["replication"] < most].rename(columns={"scenario": "point"}).dropna(subset="value")
    long = plain.merge(held, on="point", how="inner", sort=False)
    whole = long.groupby(["replication", "row", "outcome"])["scenario"].transform("nunique")
    kept = long[whole == plain["scenario"].nunique()]
    mean = kept.groupby([*KEYS, "outcome"], sort=False)["value"].mean().reset_index().assign(village="")
    found: DataFrame = mean[[*KEYS, "outcome", "village", "value"]]
    return found


def kept_parts(store: Store, study: StudyRow, runs: "DataFrame", parts: Sequence[str]) -> "dict[str, DataFrame]":
    """Return what runs kept beside outcomes, by part; a part that no run kept is not there."""
    scenario = dict(zip(runs["point"], runs["scenario"], strict=True))
    most = int(runs["replication"].max()) + 1
    found = {part: store.detail_frame(part, study.study, list(scenario), most) for part in parts}
    return {part: frame.assign(scenario=frame["scenario"].map(scenario)) for part, frame in found.items() if len(frame)}


def people_frames(store: Store, runs: "DataFrame", baseline: str) -> "dict[str, DataFrame]":
    """Return what people tell of each run, one run in memory at a time: groups, turns and quantiles.

    Nothing where no run kept its people; ``turns`` needs the baseline's run of the same seed.
    """
    from analysis.people import group_outcomes, income_quantiles, turnouts

    found: dict[str, list[DataFrame]] = {"groups": [], "turns": [], "quantiles": []}
    good = runs[runs["status"] == "ok"]
    for _, mine in good.groupby("replication", sort=True):
        records = mine.to_dict("records")
        records.sort(key=lambda row: row["scenario"] != baseline)
        base = None
        for row in records:
            people, villages = (store.detail(row["key"], part) for part in ("people", "villages"))
            if people is None or villages is None:
                continue
            place = {key: row[key] for key in KEYS}
            found["groups"].append(_placed(group_outcomes(people, villages), place))
            found["quantiles"].append(_placed(income_quantiles(people), place))
            if row["scenario"] == baseline:
                base = people
            elif base is not None:
                found["turns"].append(_placed(turnouts(base, people, villages), place))
    return {name: _together(frames, good) for name, frames in found.items() if frames}


def _placed(frame: "DataFrame", place: Mapping[str, Any]) -> "DataFrame":
    held = frame.assign(**place)
    return held[[*KEYS, *frame.columns]]


def _together(frames: "Sequence[DataFrame]", runs: "DataFrame") -> "DataFrame":
    """Put frames of runs one below the other, in the order of the scenarios."""
    import pandas as pd

    order = {name: number for number, name in enumerate(dict.fromkeys(runs["scenario"]))}
    whole = pd.concat(frames, ignore_index=True)
    return whole.sort_values(
        ["scenario", "replication"],
        key=lambda column: column.map(order) if column.name == "scenario" else column,
        kind="stable", ignore_index=True,
    )  # fmt: skip
