"""Draws of what a comparison rests on: behaviour parameters, which nobody knows, and the levers of its programmes.

Every draw is a study of one replication: all scenarios under the same values and the same seed, so that differences are
paired as those of replications are. A number takes its value of a draw by its name and the seed alone: the draw is the
same whatever else is compared and however many draws there are, and of every ten draws one lies in each tenth of the
likely values of every number.
"""

import hashlib
import math
from collections.abc import Mapping, Sequence
from dataclasses import replace
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np

from experiments.factors import Factor, Value
from experiments.fingerprint import code_state, settings_fingerprint
from experiments.forecast import Forecast, forecast_pending
from experiments.store import Member
from experiments.study import DesignPoint, Progress, Study, Summary, Watch
from experiments.study_factors import lever_factor, parameter_factor
from experiments.varied import varied_changes, varied_settings
from model.parameters import PASSPORTS
from model.policies import POLICIES
from scenarios.scenario import Scenario

if TYPE_CHECKING:
    from model.policies import Lever
    from model.settings import Programme, Settings

DRAWN = ("behaviour", "levers")
"""What can be drawn; the layers of doubt beside chance."""
BLOCK = 10
"""Draws over which the values of a number are spread evenly."""
DIGITS = 6
"""Significant digits of a drawn value: none is known to so many, and more would make replay lines longer."""


def study_name(seed: int, layer: str) -> str:
    """Return the name of a layer's draws in the store.

    >>> study_name(1, "levers")
    'seed 1 · levers'
    """
    return f"seed {seed} · {layer}"


class Draws(Study):
    """All draws of one layer: every point is run once, with the seed of its draw."""

    def __init__(
        self, layer: str, points: Sequence[DesignPoint], *, out: Path, draws: int, seed: int, baseline: str,
        inputs: Mapping[str, Any],
    ) -> None:  # fmt: skip
        super().__init__(
            points, out=out, replications=draws, base_seed=seed, baseline=baseline, inputs=inputs, whole=True
        )
        self.layer, self.name = layer, study_name(seed, layer)

    def design(self) -> list[Member]:
        """Return one place a point: the replication is the number of the draw."""
        return [self._member(point, point.row) for point in self.points]


def draw_layers(scenarios: Sequence[Scenario], baseline: str, *, out: Path, draws: int, seed: int) -> tuple[Draws, ...]:
    """Return the draws of a comparison, layer by layer; a layer in which nothing can be drawn is left out.

    Parameters
    ----------
    scenarios
        All that are compared, the baseline among them.
    draws
        How many draws of each layer.
    seed
        First seed of the study; draw d uses the seed ``seed + d``.
    """
    base = next(scenario for scenario in scenarios if scenario.id == baseline)
    behaviour = behaviour_factors([scenario.settings for scenario in scenarios])
    levers = {scenario.id: lever_factors(scenario.settings, base.settings) for scenario in scenarios}
    factors = {
        "behaviour": {scenario.id: behaviour for scenario in scenarios},
        "levers": {name: found for name, found in levers.items() if found or name == baseline},
    }
    inputs = _inputs(scenarios)
    return tuple(
        Draws(
            layer, [_point(one, draw, factors[layer][one.id], seed) for draw in range(draws) for one in drawn],
            out=out, draws=draws, seed=seed, baseline=baseline, inputs=inputs,
        )
        for layer in DRAWN
        if len(drawn := [scenario for scenario in scenarios if scenario.id in factors[layer]]) > 1
    )  # fmt: skip


def behaviour_factors(settings: Sequence["Settings"]) -> tuple[Factor, ...]:
    """Return all behaviour parameters that have a range, but those in which the scenarios themselves differ."""
    stated = {name for one in settings for name in one.behaviour}
    values = {name: {one.behaviour.get(name, PASSPORTS[name].value) for one in settings} for name in stated}
    compared = {name for name, found in values.items() if len(found) > 1}
    return tuple(
        parameter_factor(passport)
        for name, passport in PASSPORTS.items()
        if passport.low < passport.high and name not in compared
    )


def lever_factors(settings: "Settings", base: "Settings") -> tuple[Factor, ...]:
    """Return the levers of the programmes that run beyond the baseline, likeliest where the scenario has them.

    Of a programme that the baseline runs too, those that differ. Choices, switches and levers that are off stay.
    """
    running = {programme.policy: programme for programme in base.programmes}
    found = []
    for programme in settings.programmes:
        plain = running.get(programme.policy)
        for lever in POLICIES[programme.policy].levers:
            stated = _stated(programme, lever)
            if _is_drawn(lever, stated) and (plain is None or _stated(plain, lever) != stated):
                found.append(_around(lever_factor(programme.policy, lever), lever, float(stated)))
    return tuple(found)


def _around(factor: Factor, lever: "Lever", stated: float) -> Factor:
    """Return a lever as likeliest where the scenario has it; one that is on stays on."""
    low = factor.low + 1 if factor.whole and lever.off == factor.low else factor.low
    return replace(factor, shape="triangular", low=low, mode=stated)


def _stated(programme: "Programme", lever: "Lever") -> Value:
    return programme.levers.get(lever.name, lever.default)


def _is_drawn(lever: "Lever", stated: Value) -> bool:
    is_switch = lever.kind == "int" and lever.high - lever.low <= 1
    is_off = lever.off is not None and stated == lever.off
    return lever.kind != "choice" and lever.low < lever.high and not is_switch and not is_off


def drawn_value(factor: Factor, draw: int, seed: int) -> Value:
    """Return the value of a number in one draw."""
    place = _places(factor.name, seed, draw // BLOCK)[draw % BLOCK]
    value = factor.value(place) if factor.mode is None or factor.shape != "triangular" else _halves(factor, place)
    if isinstance(value, str):
        return value
    return round(value) if factor.whole else min(max(float(f"{value:.{DIGITS}g}"), factor.low), factor.high)


def _halves(factor: Factor, place: float) -> float:
    """Return the value below which a share ``place`` of the draws lies: half on either side of the likeliest value.

    Each half thins out to its bound. A plain triangle over bounds that lie far off on one side would draw nearly all
    values there; with hundreds of numbers at once no county would be left that is like the one asked about.
    """
    assert factor.mode is not None
    if place < 0.5:
        return factor.low + (factor.mode - factor.low) * math.sqrt(2 * place)
    return factor.high - (factor.high - factor.mode) * math.sqrt(2 - 2 * place)


@lru_cache(maxsize=4096)
def _places(name: str, seed: int, block: int) -> tuple[float, ...]:
    """Return places from 0 to 1, one in each tenth, in an order of their own."""
    digest = hashlib.sha256(f"{seed} {block} {name}".encode()).digest()
    generator = np.random.default_rng(int.from_bytes(digest[:16], "little"))
    return tuple(((generator.permutation(BLOCK) + generator.random(BLOCK)) / BLOCK).tolist())


def _point(scenario: Scenario, draw: int, factors: Sequence[Factor], seed: int) -> DesignPoint:
    """Return a scenario under one draw; its changes are written out, so that its file alone gives it again."""
    levers: dict[str, dict[str, Value]] = {}
    behaviour: dict[str, Value] = {}
    for factor in factors:
        value = drawn_value(factor, draw, seed)
        if factor.kind == "lever":
            policy, _, name = factor.name.partition(".")
            levers.setdefault(policy, {})[name] = value
        else:
            behaviour[factor.name] = value
    return replace(
        DesignPoint.of(scenario), id=f"{scenario.id}#{draw}", base=scenario.id, row=draw, values={},
        point=varied_settings(scenario.settings, levers, behaviour),
        overrides=varied_changes(scenario, levers, behaviour),
    )  # fmt: skip


def _inputs(scenarios: Sequence[Scenario]) -> dict[str, Any]:
    """Return digests of all that draws are made from: while they stand still, so do the draws."""
    found = {one.id: (str(one.path), list(one.overrides), settings_fingerprint(one.settings)) for one in scenarios}
    return {"state": code_state(), "files": {}, "scenarios": found, "overrides": []}


def with_draws(
    found: Forecast, draws: Sequence[Draws], before: Sequence[Member], workers: int | None = None
) -> Forecast:
    """Return a forecast with that of draws; ``before`` are the places that are filled before them."""
    known = {member.fingerprint for member in before}
    for study in draws:
        stored = study.stored()
        pending = [member for member in stored.pending if member.fingerprint not in known]
        more = forecast_pending(study.points, replace(stored, pending=pending), workers)
        found = Forecast(found.runs + more.runs, found.minutes + more.minutes, found.megabytes + more.megabytes)
    return found


def run_all(studies: Sequence[Study], *, workers: int | None = None, watch: Watch | None = None) -> Summary:
    """Run studies of one store one after another, as one piece of work; what they share is run once.

    Parameters
    ----------
    workers
        Processes side by side; None for all cores.
    watch
        Called with the progress of all of them.
    """
    if len(studies) == 1:
        return studies[0].run(workers=workers, watch=watch)
    missing: set[str] = set()
    for study in studies:
        missing |= {member.fingerprint for member in study.stored().pending}
    done = failed = stale = 0
    for study in studies:
        inner = None if watch is None else _Part(watch, done, failed, len(missing))
        found = study.run(workers=workers, watch=inner)
        done, failed, stale = done + found.ran, failed + found.failed, stale + found.stale
    wanted = {member.fingerprint for study in studies for member in study.design()}
    return Summary(done, len(wanted) - done, failed, stale)


class _Part:
    """Tells of one study's progress as that of all of them."""

    def __init__(self, watch: Watch, done: int, failed: int, total: int) -> None:
        self._watch, self._done, self._failed, self._total = watch, done, failed, total

    def __call__(self, progress: Progress) -> None:
        if self._done and not progress.done:
            return
        done = self._done + progress.done
        self._watch(Progress(done, max(self._total, done), self._failed + progress.failed))
