"""Every chart of the package, drawn once from made-up frames, and how drawings are compared with the stored images."""

from collections.abc import Callable
from datetime import date
from functools import cache
from pathlib import Path

import matplotlib as mpl
import numpy as np
import pandas as pd
from chart_frames import (
    COST_TITLES,
    COUNTY_TITLES,
    DOSE,
    DOSE_RUNS,
    FACTOR_TITLES,
    FACTORS,
    GRID,
    GRID_RUNS,
    TITLES,
    build_books,
    build_changes,
    build_colours,
    build_costs,
    build_fates,
    build_flows,
    build_groups,
    build_hours,
    build_layers,
    build_outcomes,
    build_series,
    build_turns,
    difference,
    record,
)
from matplotlib.figure import Figure
from matplotlib.testing.compare import compare_images
from matplotlib.testing.exceptions import ImageComparisonFailure
from numpy.typing import NDArray
from PIL import Image

from analysis.charts import (
    acceptability_curve,
    colour_calendar,
    convergence,
    cost_plane,
    cumulative_incidence,
    difference_trajectories,
    discovery_box,
    dispute_flow,
    dose_response,
    effects_forest,
    frontier_chart,
    group_forest,
    heat_map,
    hours_budget,
    income_change,
    layers_chart,
    morris,
    payers_chart,
    sensitivity_bars,
    small_multiples,
    trajectories,
    turnout_bars,
)
from analysis.charts.practices import practices_chart
from analysis.charts.scorecard import scorecard_plot
from analysis.charts.style import styled
from analysis.cost import acceptability, cost_ratios, frontier, payers, prices
from analysis.discovery import Box, Discovery, Limit, Target
from analysis.effects import paired_effects
from analysis.indices import Index
from analysis.labels import Registry
from analysis.scorecard import comparisons, score
from analysis.sensitivity import Sensitivity
from analysis.surface import surface
from model.outcomes import OUTCOMES

Pixels = NDArray[np.float64]

FOLDER = Path(__file__).with_name("images")
LANGUAGES = ("en", "zh")
DPI = 45.61
"""Low, so that images are small; and no round number, for then lines would lie just between two pixels, and the last
digit of a place would decide on which of them they are drawn."""
FIELD = 24
"""Side in pixels of the fields in which images are compared: over a whole page a changed word would be lost."""
TOLERANCE = 2.5
"""Root mean square, of 255, by which a field may be off. Where every pixel on an edge is off by up to 3, as another
machine may draw it, no field is off by more than 2.1; one changed digit is 2.9 and more, a dot of another colour 3.9, a
changed word 6."""
RATE = "dispute_resolution_rate"
START = date(2024, 1, 1)
SCENARIOS = ("pilot_county", "linkage", "points_high", "funds_low", "package")
"""Of the comparison: the baseline first."""
COMPARED = (
    RATE, "participation_rate", "disposable_income", "settled_in_village_share", "open_dispute_days",
    "disputes_recorded", "petitions_per_1000", "gini", "public_cost_per_head",
)  # fmt: skip
PRACTISED = (
    "joint_household_help", "member_household_linkage", "small_grid", "vanguard_index", "villager_points",
    "dividend_linked_points", "three_level_mediation", "review_hall", "courtyard_governance",
)  # fmt: skip
"""Of three groups, one after the other."""


def pictures(lang: str, registry: Registry = OUTCOMES) -> dict[str, Callable[[], Figure]]:
    """Return what draws each chart, by the name of its image."""
    return {
        **_of_a_comparison(lang, registry),
        **_of_disputes_and_people(lang, registry),
        **_of_costs(lang),
        **_of_sensitivity(lang, registry),
        "practices_chart": lambda: practices_chart(
            _practices(), COUNTY_TITLES["pilot_county"], lang, registry=registry
        ),
        "scorecard_plot": lambda: scorecard_plot(_scored(), lang),
    }


def effects() -> pd.DataFrame:
    """Return paired effects of four scenarios on nine outcomes, ten replications each."""
    return _effects().copy()


def _of_a_comparison(lang: str, registry: Registry) -> dict[str, Callable[[], Figure]]:
    named = {"titles": COUNTY_TITLES, "baseline": SCENARIOS[0], "lang": lang, "registry": registry}
    start = named | {"policy_start": START}
    return {
        "effects_forest": lambda: effects_forest(effects(), **named),
        "effects_forest_stacked": lambda: effects_forest(effects(), **named, stacked=True),
        "small_multiples": lambda: small_multiples(effects(), **named, narrow=True),
        "trajectories": lambda: trajectories(_series(), RATE, **start),
        "difference_trajectories": lambda: difference_trajectories(_series(), RATE, **start),
    }


@cache
def _effects() -> pd.DataFrame:
    frame = build_outcomes({name: OUTCOMES[name] for name in COMPARED})
    return paired_effects(frame[frame["scenario"].isin(SCENARIOS)], SCENARIOS[0], OUTCOMES)


@cache
def _series() -> pd.DataFrame:
    frame = build_series({RATE: OUTCOMES[RATE]})
    return frame[frame["scenario"].isin(SCENARIOS)]


def _of_disputes_and_people(lang: str, registry: Registry) -> dict[str, Callable[[], Figure]]:
    two = ["base", "linkage"]
    others = ["linkage", "package"]
    return {
        "dispute_flow": lambda: dispute_flow(build_flows(two), TITLES, lang),
        "cumulative_incidence": lambda: cumulative_incidence(build_fates(two)[0], TITLES, lang),
        "hours_budget": lambda: hours_budget(build_hours(["base", *others]), TITLES, lang, years=5.0),
        "colour_calendar": lambda: colour_calendar(build_colours(two, villages=3), TITLES, lang, scenario=two),
        "income_change": lambda: income_change(build_changes(others), TITLES, "base", lang, registry=registry),
        "turnout_bars": lambda: turnout_bars(build_turns(["linkage"]), TITLES, lang),
        "layers_chart": lambda: layers_chart(build_layers(others), TITLES, lang, registry=registry),
        "group_forest": lambda: group_forest(
            build_groups(["linkage"]), RATE, TITLES, lang, registry=registry, scenario="linkage"
        ),
    }


def _of_costs(lang: str) -> dict[str, Callable[[], Figure]]:
    runs, gain = _runs(), "settled"
    return {
        "cost_plane": lambda: cost_plane(runs, gain, COST_TITLES, lang),
        "acceptability_curve": lambda: acceptability_curve(_curve(), gain, COST_TITLES, lang),
        "frontier_chart": lambda: frontier_chart(frontier(runs, gain), gain, COST_TITLES, lang),
        "payers_chart": lambda: payers_chart(payers(*build_books(3), "base"), COST_TITLES, "base", lang),
    }


@cache
def _runs() -> pd.DataFrame:
    return build_costs(5)


@cache
def _curve() -> pd.DataFrame:
    return acceptability(_runs(), "settled", prices(cost_ratios(_runs()), "settled"))


def _of_sensitivity(lang: str, registry: Registry) -> dict[str, Callable[[], Figure]]:
    grid = [FACTORS[0].name, FACTORS[2].name]
    known = {"names": FACTOR_TITLES, "lang": lang, "registry": registry}
    return {
        "heat_map": lambda: heat_map(surface(GRID, GRID_RUNS, grid), RATE, **known),
        "dose_response": lambda: dose_response(_doses(), **known, unit={"en": "yuan", "zh": "元"}[lang]),
        "morris": lambda: morris(_found("morris"), RATE, **known),
        "sensitivity_bars": lambda: sensitivity_bars(_found("sobol"), RATE, **known),
        "convergence": lambda: convergence(_found("sobol"), RATE, **known),
        "discovery_box": lambda: discovery_box(*_discovered(), **known),
    }


@cache
def _doses() -> dict[str, pd.DataFrame]:
    return {name: surface(DOSE, DOSE_RUNS, [FACTORS[1].name]) for name in (RATE, "gini")}


def _found(method: str) -> Sensitivity:
    """Return indices that fall from factor to factor, the last ones within the reach of luck."""
    first, second, size = ("ST", "S1", 1.0) if method == "sobol" else ("mu_star", "sigma", 0.2)
    indices, rows = [], []
    for i, factor in enumerate(FACTORS[:7]):
        value, told = size * 0.5 / (1 + i), i < 5
        for index, share in ((first, 1.0), (second, 0.75)):
            ends = (0.8 * share * value, 1.3 * share * value)
            indices.append(Index(factor.name, index, share * value, *ends, told, share * value, 0.0, 0.08 * size))
        for n, off in ((16, 0.7), (32, 1.15), (64, 1.0)):
            rows.append((n, factor.name, first, off * value, 0.6 * off * value, 1.6 * off * value))
    path = pd.DataFrame(rows, columns=["n", "factor", "index", "value", "low", "high"])
    return Sensitivity(method, 64, 3, tuple(indices), (), 0.12, None, None, path, ())


def _discovered() -> tuple[Discovery, dict[str, tuple[float, float]]]:
    """Return two boxes and the ranges of the factors that they limit."""
    few, worth, stay = (factor.name for factor in FACTORS[:3])
    boxes = (
        Box((Limit(few, high=4.0), Limit(worth, 0.5)), 40, 34, 0.85, 0.70, 0.94, 0.68),
        Box((Limit(stay, 0.3, 0.45),), 20, 9, 0.45, 0.23, 0.68, 0.18),
    )
    found = Discovery(Target(RATE, "at_least", 0.8), 128, 50, (), 12, 0.81, 0.74, True, boxes, 4)
    return found, {few: (1.0, 20.0), worth: (0.0, 2.0), stay: (0.3, 0.9)}


def _practices() -> list[dict]:
    """Return nine practices of three groups: better, worse, unsure, far out, and without a value."""
    sizes = (0.021, 0.008, -0.012, 0.002, 0.031, 0.15, -0.004, 0.0, float("nan"))
    records = []
    for practice, size in zip(PRACTISED, sizes, strict=True):
        shares = difference(size, 0.006, holm=0.01 if abs(size) > 0.02 else 0.2)
        found = record(practice, effect=shares)
        found["effects"] = found["effects"] | {"disposable_income": difference(9000 * size, 70.0)}
        records.append(found)
    return records


def _scored() -> list[dict]:
    """Return every third row of the scorecard, from far below its range to far above, one without a value."""
    rows = comparisons()[::3]
    scored = []
    for i, row in enumerate(rows):
        at = row.low + (i - 3) / 5 * (row.high - row.low)
        near = [at - 0.1 * (row.high - row.low), at + 0.1 * (row.high - row.low)]
        scored.append(score(row, [{row.id: value} for value in near] if i != 4 else [{}]))
    return scored


def drawn(figure: Figure, lang: str, path: Path, dpi: float = DPI) -> Path:
    """Draw a chart to a file as it is compared: without hinting, which differs between builds of the font library."""
    with styled(lang), mpl.rc_context({"text.hinting": "none"}):
        figure.savefig(path, dpi=dpi)
    return path


def stored(name: str, lang: str) -> Path:
    """Return where the image of a chart is stored."""
    return FOLDER / f"{name}_{lang}.png"


def store(figure: Figure, name: str, lang: str) -> Path:
    """Store the image of a chart without loss: with a palette where its colours allow, without notes on its making."""
    path = drawn(figure, lang, stored(name, lang))
    with Image.open(path) as image:
        plain = image.convert("RGB")
    colours = plain.getcolors(256)
    if colours is not None:
        plain = plain.quantize(len(colours), dither=Image.Dither.NONE)
    plain.save(path, optimize=True)
    return path


def compared(figure: Figure, name: str, lang: str, folder: Path, dpi: float = DPI) -> str | None:
    """Return how a chart differs from its stored image, and where to look at both; nothing if it does not.

    Parameters
    ----------
    folder
        Where to put the drawing, and what is different between the two.
    """
    path = drawn(figure, lang, folder / f"{name}_{lang}.png", dpi)
    said = unlike(stored(name, lang), path)
    return said and f"{said}\nIf the change is meant: python tests/analysis/images/rewrite.py {name}, and look at it."


def unlike(first: Path, second: Path) -> str | None:
    """Return how two images differ by more than the tolerance in some field; what is different is put by the second."""
    try:
        said = compare_images(str(first), str(second), 0.0)
    except ImageComparisonFailure as error:
        return str(error)
    return said if said is not None and farthest(pixels(first), pixels(second)) > TOLERANCE else None


def pixels(path: Path) -> Pixels:
    """Return an image as rows, columns and three colours."""
    with Image.open(path) as image:
        return np.asarray(image.convert("RGB"), dtype=np.float64)


def farthest(first: Pixels, second: Pixels) -> float:
    """Return the root mean square difference of the field in which two images of one size differ most."""
    squares = ((first - second) ** 2).mean(axis=2)
    down, along = (-(-side // FIELD) for side in squares.shape)
    whole = np.pad(squares, ((0, down * FIELD - squares.shape[0]), (0, along * FIELD - squares.shape[1])))
    return float(np.sqrt(whole.reshape(down, FIELD, along, FIELD).mean(axis=(1, 3)).max()))
