"""The audit of practices: each tried alone, in pairs or all together, in one county, paired by seed.

A trial is a set of practices at work in that county. Practices that need something to work on (a practice to show, a
project, an epidemic, a town) are tried beside it and held against the county that has the same beside.
"""

import json
import math
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import timedelta
from functools import cached_property
from itertools import combinations
from pathlib import Path

from experiments.study import DesignPoint
from model.errors import ParameterError, Problem
from model.evidence import PRACTICES, route
from model.policies import POLICIES
from model.presets import practice_ids, preset
from model.settings import LeverValue, Programme, Rollout
from model.states import BESIDE
from scenarios.load import load_scenario
from scenarios.nearest import nearest
from scenarios.scenario import Scenario

STANDARD = "standard_county"
EVERYTHING = "everything"
BASELINE = "baseline"
PRIORITIES = ("core", "important", "extension")

SHOWN_SHARE = 0.34
"""Share of villages in which the shown practice runs: enough for every township to have one."""
PROJECT_CAPITAL = 100_000
"""Yuan a village with which projects start."""
THIN_FUND = 60_000
"""Yuan a village and year of an operating fund that does not pay the standing bills."""
EPIDEMIC_DAYS, EPIDEMIC_STRENGTH = 365, 0.8


@dataclass(frozen=True)
class Trial:
    """Practices at work together, and what stands beside them; without practices it is a baseline."""

    practices: tuple[str, ...]
    beside: tuple[str, ...] = ()
    name: str = ""
    """What it is called where the list of its practices would be too long."""

    @property
    def id(self) -> str:
        """Name of the trial as a scenario of the study."""
        what = self.name or "+".join(self.practices) or BASELINE
        return f"{what}@{','.join(self.beside)}" if self.beside else what

    @property
    def baseline(self) -> "Trial":
        """The same county without the practices."""
        return Trial((), self.beside)


@dataclass(frozen=True)
class Clash:
    """Two practices that set one lever of one policy differently; the first of them is followed."""

    policy: str
    lever: str
    kept: str
    dropped: str


def chosen(practices: Collection[str] = (), group: str | None = None) -> list[str]:
    """Return the practices to try, in the order of the catalogue: those named, or those of a group, or all.

    Raises
    ------
    ParameterError
        A practice or the group is unknown, or a practice has no policy.
    """
    known = [name for name in PRACTICES if name in set(practice_ids())]
    for name in practices:
        if name not in known:
            raise ParameterError(Problem("unknown_practice", {"came": name, "near": nearest(name, known)}))
    groups = sorted({PRACTICES[name].group for name in known})
    if group is not None and group not in groups:
        values = {"came": group, "allowed": ", ".join(groups), "near": nearest(group, groups)}
        raise ParameterError(Problem("unknown_practice_group", values))
    return [
        name
        for name in known
        if (not practices or name in practices) and (group is None or PRACTICES[name].group == group)
    ]


def in_order(practices: Iterable[str]) -> list[str]:
    """Return practices by precedence: core ones first, then in the order of the catalogue."""
    place = {name: (PRIORITIES.index(held.priority), i) for i, (name, held) in enumerate(PRACTICES.items())}
    return sorted(set(practices), key=place.__getitem__)


def together(practices: Iterable[str]) -> Trial:
    """Return the trial of practices beside all that any of them needs."""
    names = in_order(practices)
    beside = sorted({part for name in names for part in route(name).beside})
    return Trial(tuple(names), tuple(beside))


def alone(practices: Iterable[str]) -> list[Trial]:
    """Return one trial a practice, in the order given."""
    return [together([name]) for name in practices]


def core() -> list[str]:
    """Return the core practices of the catalogue that can be tried."""
    return [name for name in chosen() if PRACTICES[name].priority == PRIORITIES[0]]


def pairs(practices: Iterable[str]) -> list[Trial]:
    """Return one trial for each two of the practices."""
    return [together(pair) for pair in combinations(in_order(practices), 2)]


def parts(pair: Trial) -> list[Trial]:
    """Return what a joint trial is made of: each practice alone, beside the same."""
    return [Trial((name,), pair.beside) for name in pair.practices]


def everything(practices: Iterable[str]) -> Trial:
    """Return the trial of all practices at once, beside nothing."""
    return Trial(tuple(in_order(practices)), name=EVERYTHING)


def with_baselines(trials: Iterable[Trial]) -> list[Trial]:
    """Return trials, each once, after the baselines that they are held against."""
    listed = list(trials)
    return list(dict.fromkeys([*(trial.baseline for trial in listed), *listed]))


@dataclass(frozen=True)
class Bench:
    """The county in which practices are tried: a scenario, and the changes given with it."""

    path: str | Path = STANDARD
    changes: tuple[str, ...] = ()
    lang: str = "en"
    _points: dict[Trial, DesignPoint] = field(default_factory=dict, compare=False, repr=False)

    @cached_property
    def county(self) -> Scenario:
        """The county as it is without any practice.

        Raises
        ------
        ScenarioError, RosterError
            The file or a change is wrong.
        """
        return load_scenario(self.path, overrides=self.changes, lang=self.lang)

    def point(self, trial: Trial) -> DesignPoint:
        """Return a trial as a point of a study."""
        if trial not in self._points:
            scenario = load_scenario(self.path, overrides=self.overrides(trial), lang=self.lang)
            titles = self._titles(trial)
            self._points[trial] = replace(DesignPoint.of(scenario), id=trial.id, zh=titles["zh"], en=titles["en"])
        return self._points[trial]

    def points(self, trials: Iterable[Trial]) -> list[DesignPoint]:
        """Return trials as points of a study."""
        return [self.point(trial) for trial in trials]

    def _titles(self, trial: Trial) -> Mapping[str, str]:
        if trial.name == EVERYTHING:
            return {"zh": "全部做法", "en": "All practices at once"}
        named = [PRACTICES[name] for name in trial.practices]
        if not named:
            return self.county.title
        return {"zh": " + ".join(held.zh for held in named), "en": " + ".join(held.en for held in named)}

    def overrides(self, trial: Trial) -> tuple[str, ...]:
        """Return the changes ``key=value`` that make the trial of the county's scenario."""
        given = [*self.changes, *(change for part in trial.beside for change in self._beside(part))]
        county = load_scenario(self.path, overrides=given, lang=self.lang) if trial.beside else self.county
        taken = {programme.policy for programme in county.settings.programmes if not _can_be_built_on(programme)}
        wanted = {policy for name in trial.practices for policy in preset(name)}
        given += [f"policies.{policy}=off" for policy in sorted(wanted & taken)]
        given += [f"practices.{name}={{}}" for name in trial.practices]
        levers = kept_levers(trial.practices)
        given += [
            f"practices.{clash.dropped}.levers.{clash.lever}={levers[clash.policy, clash.lever]}"
            for clash in clashes(trial.practices)
        ]
        return tuple(given)

    def _beside(self, part: str) -> list[str]:
        """Return the changes that put something beside the practices."""
        if part == "shown_practice":
            return [f"policies.{BESIDE}.where.share={SHOWN_SHARE}"]
        if part == "thin_purse":
            return [f"policies.operating_fund.levers.per_village={THIN_FUND}"]
        if part == "projects":
            return [f"policies.development_fund.levers.capital={PROJECT_CAPITAL}"]
        if part == "epidemic":
            end = self.county.settings.horizon.start + timedelta(days=EPIDEMIC_DAYS)
            day = end.replace(day=1).isoformat()
            return [f"events=[{{kind: epidemic, end: {day}, strength: {EPIDEMIC_STRENGTH}}}]"]
        return self._towns()

    def _towns(self) -> list[str]:
        """Return the change that makes towns of villages made from figures; a roster says itself what is a town."""
        if "population.roster" in self.county.origin:
            return []
        villages = self.county.settings.population.villages
        names = [key.rpartition(".")[2] for key in self.county.origin if key.startswith("population.villages.")]
        figures = {name: getattr(villages[0], name) for name in names if name not in ("count", "townships")}
        townships = len({village.township for village in villages})
        figures |= {"count": len(villages), "townships": townships, "kind": "town_community"}
        return [f"population.villages={json.dumps(figures)}"]


def _can_be_built_on(programme: Programme) -> bool:
    """Return whether a practice adds its levers to a programme: an institution that runs everywhere and always."""
    plain = programme.start is None and programme.end is None and programme.where == Rollout()
    return plain and POLICIES[programme.policy].standing


def clashes(practices: Iterable[str]) -> list[Clash]:
    """Return where practices set one lever differently, in the order of precedence."""
    first: dict[tuple[str, str], tuple[str, LeverValue]] = {}
    found = []
    for name in in_order(practices):
        for policy, levers in preset(name).items():
            for lever, value in levers.items():
                kept, held = first.setdefault((policy, lever), (name, value))
                if held != value:
                    found.append(Clash(policy, lever, kept, name))
    return found


def kept_levers(practices: Iterable[str]) -> dict[tuple[str, str], LeverValue]:
    """Return the levers that practices turn on together, by policy and lever; the first to set one is followed."""
    held: dict[tuple[str, str], LeverValue] = {}
    for name in in_order(practices):
        for policy, levers in preset(name).items():
            for lever, value in levers.items():
                held.setdefault((policy, lever), value)
    return held


@dataclass(frozen=True)
class Step:
    """One step of a growing package: what it added, and the score of what there is now."""

    added: str
    practices: tuple[str, ...]
    score: float


Score = Callable[[list[tuple[str, ...]]], Sequence[float]]
"""Packages in, one score each out; nan where a package cannot be scored."""


def grow(candidates: Sequence[str], score: Score, most: int) -> list[Step]:
    """Grow a package greedily: add whatever raises the score most, until nothing does or it holds ``most`` practices.

    Of equal scores the first candidate wins.
    """
    steps: list[Step] = []
    while len(steps) < most:
        held = steps[-1].practices if steps else ()
        offers = [(*held, name) for name in candidates if name not in held]
        scores = score(offers) if offers else ()
        best = max(((value, -place) for place, value in enumerate(scores) if math.isfinite(value)), default=None)
        if best is None or best[0] <= (steps[-1].score if steps else 0.0):
            break
        package = offers[-best[1]]
        steps.append(Step(package[-1], package, best[0]))
    return steps
