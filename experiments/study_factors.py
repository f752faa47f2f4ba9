"""From the entries of a study file to factors: ranges from passports, stars spelt out, every value checked."""

import math
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Any, cast, get_args

from experiments.factors import Factor, Kind, Shape, Value
from experiments.study_document import Said, Sayings, word
from experiments.study_schema import SECTIONS
from model.errors import Problem, ScenarioError
from scenarios.check import At, check, check_lever, check_number, stated_bounds
from scenarios.document import key_path
from scenarios.layers import override
from scenarios.nearest import nearest, nearest_labelled, show
from scenarios.practices import lever_value
from scenarios.registry import Registry
from scenarios.roster_columns import COLUMNS
from scenarios.schema import OFF, SCENARIO

if TYPE_CHECKING:
    from model.parameters import Passport
    from model.policies import Lever

STAR = "*"
_PEAKED: tuple[Shape, ...] = ("triangular", "normal")
_OF_ALL = {"shape", "levels", "group"}
"""What an entry may say of many factors at once."""
_UNKNOWN = {"bad_override", "unknown_key", "unknown_policy", "unknown_practice"}

_VILLAGES = ["population", "villages"]
"""Where the figures of villages stand, which bear the names of a village list."""

Check = Callable[[At, Any], Iterable[Problem]]


@dataclass(frozen=True)
class Known:
    """What is known of a factor before the study says anything of it."""

    factor: Factor
    """With the range of its passport; infinite where it has none."""
    check: Check
    """Yields what is wrong with one of its values."""
    plain: Callable[[Any], Value] = lambda came: came
    """Returns a checked value in the factor's own type."""
    shape: Shape | None = None
    """Of its passport, where it has one."""
    is_free: bool = False
    """Whether the study alone says what it is: a factor of another model than the county."""


@dataclass
class FactorReader:
    """Reads factors; what is wrong goes to ``problems``."""

    registry: Registry
    scenarios: Sequence[str] = ()
    running: frozenset[str] | None = frozenset()
    """Policies that run in some scenario of the study; None where that cannot be told."""
    grouped: bool = False
    is_county: bool = True
    """Whether the study is of the county rather than of another model."""
    problems: list[Problem] = field(default_factory=list)

    def read(self, said: Sayings) -> tuple[Factor, ...]:
        """Return all factors of a study: levers, uncertainties, conditions, each in the order of the file."""
        found: dict[str, Factor] = {}
        for section, kind in SECTIONS.items():
            named: dict[str, Factor] = {}
            given = said.part(section)
            for name, held in given.items():
                for known, entry in self._known(kind, name, held):
                    if name.endswith(STAR) and known.factor.name in given:
                        continue
                    factor = self._factor(known, entry)
                    if factor is not None:
                        named[factor.name] = factor
            twice = sorted(named.keys() & found.keys())
            self.problems += [given[name].at.problem("factor_twice", came=name) for name in twice]
            found |= named
        return tuple(found.values())

    def find(self, name: str, at: At) -> Known | None:
        """Return what is known of the factor that a column of a table names."""
        said = Said({}, at)
        if not self.is_county:
            kind: Kind = "condition"
        elif name in self.registry.passports:
            kind = "uncertainty"
        else:
            policy, _, _ = name.partition(".")
            kind = "lever" if policy in self.registry.policies else "condition"
        return next((known for known, _ in self._known(kind, name, said)), None)

    def _known(self, kind: Any, name: str, said: Said) -> Iterator[tuple[Known, Said]]:
        """Yield what is known of every factor that a name stands for."""
        if not self.is_county:
            factor = Factor(name, kind, -math.inf, math.inf)
            yield Known(factor, _check_free, is_free=True), said
        elif self._is_elsewhere(kind, name, said.at):
            return
        elif kind == "lever":
            yield from self._levers(name, said)
        elif kind == "uncertainty":
            yield from self._uncertainties(name, said)
        else:
            yield from self._condition(name, said)

    def _is_elsewhere(self, kind: Kind, name: str, at: At) -> bool:
        """Note a factor that stands in the wrong section."""
        first, _, rest = name.partition(".")
        is_lever = first in self.registry.policies and rest in self.registry.levers(first)
        if is_lever or (first in ("policies", "practices") and ".levers." in name):
            right = "levers" if kind != "lever" else ""
        elif name in self.registry.passports or first == "behaviour":
            right = "uncertainties" if kind != "uncertainty" else ""
        else:
            right = ""
        if right:
            *_, last = name.split(".levers.")
            policy = name.split(".")[1] if ".levers." in name else ""
            as_there = f"{policy}.{last}" if policy else name.removeprefix("behaviour.")
            self.problems.append(at.problem("factor_elsewhere", came=name, allowed=right, near=as_there))
        return bool(right)

    def _levers(self, name: str, said: Said) -> Iterator[tuple[Known, Said]]:
        policy, _, wanted = name.partition(".")
        if name == STAR:
            running = sorted(self.running or ())
            yield from ((known, held) for one in running for known, held in self._all_levers(one, said))
        elif policy not in self.registry.policies:
            near = nearest_labelled(policy, self.registry.policy_labels())
            self.problems.append(said.at.unknown("unknown_policy", policy, near=near))
        elif self.running is not None and policy not in self.running:
            values = {"scenarios": ", ".join(self.scenarios), "allowed": ", ".join(sorted(self.running))}
            self.problems.append(said.at.problem("lever_not_running", came=policy, **values))
        elif wanted == STAR:
            yield from self._all_levers(policy, said)
        elif wanted in (levers := self.registry.levers(policy)):
            yield _known_lever(policy, levers[wanted]), said
        else:
            near = nearest_labelled(wanted, {key: (lever.en, lever.zh) for key, lever in levers.items()})
            values = {"policy": policy, "allowed": ", ".join(levers), "near": near}
            self.problems.append(said.at.unknown("unknown_lever", wanted, **values))

    def _all_levers(self, policy: str, said: Said) -> Iterator[tuple[Known, Said]]:
        levers = self.registry.levers(policy).values()
        numeric = [lever for lever in levers if lever.kind != "choice" and lever.low < lever.high]
        yield from self._starred((_known_lever(policy, lever) for lever in numeric), said)

    def _uncertainties(self, name: str, said: Said) -> Iterator[tuple[Known, Said]]:
        passports = self.registry.passports
        if name.endswith(STAR) and name in (STAR, f"{name.partition('.')[0]}.{STAR}"):
            begin = name.removesuffix(STAR)
            chosen = [held for key, held in passports.items() if key.startswith(begin) and held.low < held.high]
            if not chosen:
                groups = sorted({key.partition(".")[0] for key in passports})
                near = nearest(begin, groups)
                self.problems.append(said.at.unknown("unknown_parameter", name, near=f"{near}.{STAR}"))
            yield from self._starred((_known_parameter(held) for held in chosen), said)
        elif name in passports:
            yield _known_parameter(passports[name]), said
        else:
            self.problems.append(said.at.unknown("unknown_parameter", name, near=nearest(name, passports)))

    def _starred(self, many: Iterable[Known], said: Said) -> Iterator[tuple[Known, Said]]:
        """Yield many factors with what one entry may say of all of them; each is of the group before its dot."""
        entry = said.value
        wrong = sorted(set(entry) - _OF_ALL) if isinstance(entry, dict) else ["values"]
        if wrong:
            allowed = ", ".join(sorted(_OF_ALL))
            self.problems.append(said.at.problem("star_says_too_much", came=", ".join(wrong), allowed=allowed))
            return
        for known in many:
            group = known.factor.name.partition(".")[0]
            yield replace(known, factor=replace(known.factor, group=group)), said

    def _condition(self, name: str, said: Said) -> Iterator[tuple[Known, Said]]:
        probe = [problem for problem in self._check_condition(name, said.at, 0) if problem.code in _UNKNOWN]
        if probe:
            self.problems += probe
            return
        *above, last = name.split(".")
        low, high, unit = stated_bounds((*above, last), SCENARIO)
        part = SCENARIO.part_at(tuple(above))
        info = part.model_fields.get(last) if part else None
        hint = {*get_args(info.annotation), info.annotation} if info else set()
        column = next((column for column in COLUMNS if above == _VILLAGES and column.name == last), None)
        words = last.replace("_", " ") if column else (info.description or "").rstrip(".") if info else ""
        factor = Factor(
            name, "condition", -math.inf if low == "" else float(low), math.inf if high == "" else float(high),
            whole=int in hint and float not in hint, unit=unit, en=words, zh=column.zh if column else "",
        )  # fmt: skip
        yield Known(factor, lambda at, came: self._check_condition(name, at, came)), said

    def _check_condition(self, name: str, at: At, came: Any) -> list[Problem]:
        """Return what is wrong with a scenario that has this value."""
        if not isinstance(came, str | int | float):
            return [at.problem("wrong_value", came=show(came))]
        try:
            problems = check(override(f"{name}={word(came)}"), self.registry)
        except ScenarioError as error:
            problems = list(error.problems)
        return [moved(problem, at) for problem in problems]

    def _factor(self, known: Known, said: Said) -> Factor | None:
        """Return the factor of an entry; None, with problems noted, where the entry is wrong."""
        entry, at = said.value, said.at
        below = at.place if isinstance(entry, list) else (*at.place, "values")
        given: dict[str, Any] = {"values": entry} if isinstance(entry, list) else dict(entry)
        faults = list(self._contradictions(known, given, at))
        if "values" in given:
            places = [At(at.document, (*below, i)) for i in range(len(given["values"]))]
            checked = list(zip(given["values"], places, strict=True))
        else:
            named = [name for name in ("low", "high", "mode") if name in given]
            checked = [(given[name], At(at.document, (*at.place, name))) for name in named]
        for came, where in checked:
            is_word = "values" in given and came == OFF and known.plain(OFF) != OFF
            faults += [] if is_word else known.check(where, came)
        if faults:
            self.problems += faults
            return None
        group = given.get("group") or known.factor.group
        factor = replace(known.factor, group=group, whole=given.get("whole", known.factor.whole))
        made = self._listed(known, factor, checked, at) if "values" in given else self._ranged(known, factor, given, at)
        if isinstance(made, Problem):
            self.problems.append(made)
            return None
        return made

    def _contradictions(self, known: Known, given: Mapping[str, Any], at: At) -> Iterator[Problem]:
        if "values" in given:
            others = (name for name in ("low", "high", "levels", "shape", "mode", "whole") if name in given)
            yield from (at.problem("either_or", came="values", other=name) for name in others)
        elif known.factor.values:
            others = (name for name in ("levels", "shape") if name in given)
            allowed = ", ".join(map(str, known.factor.values))
            yield from (at.problem("choices_have_no_range", came=name, allowed=allowed) for name in others)
        if "mode" in given and given.get("shape", _PEAKED[0]) not in _PEAKED:
            yield at.problem("mode_without_peak", came=given["shape"], allowed=", ".join(_PEAKED))
        if "whole" in given and not known.is_free:
            yield at.problem("whole_is_known", came=known.factor.name)
        if "group" in given and not self.grouped:
            yield at.problem("group_unused", came=given["group"])

    def _listed(self, known: Known, factor: Factor, given: list[tuple[Any, At]], at: At) -> Factor | Problem:
        values: list[Value] = []
        for came, where in given:
            value = known.plain(came)
            if value in values:
                return where.problem("duplicate_item", came=show(came))
            values.append(value)
        if not values:
            return at.problem("range_needed", came=factor.name)
        return _with_values(factor, values)

    def _ranged(self, known: Known, factor: Factor, given: Mapping[str, Any], at: At) -> Factor | Problem:
        if factor.values:
            return _with_values(factor, factor.values)
        low, high = (known.plain(given.get(name, getattr(factor, name))) for name in ("low", "high"))
        if isinstance(low, str) or isinstance(high, str) or not math.isfinite(high - low):
            return at.problem("range_needed", came=factor.name)
        if factor.whole and not (float(low).is_integer() and float(high).is_integer()):
            return at.problem("not_a_whole_number", came=show([low, high]), bounds="")
        if low >= high:
            return at.problem("range_order", came=f"{low:g} – {high:g}")
        shape: Shape = given.get("shape") or ("triangular" if "mode" in given else known.shape or "uniform")
        if shape == "log_uniform" and low <= 0:
            return at.problem("log_needs_positive", came=f"{low:g}")
        mode = given.get("mode", factor.mode) if shape in _PEAKED else None
        if mode is not None and not low <= mode <= high:
            if "mode" in given:
                return at.problem("out_of_bounds", came=mode, low=f"{low:g}", high=f"{high:g}", unit=factor.unit)
            mode = min(max(mode, low), high)
        made = replace(factor, low=low, high=high, shape=shape, mode=mode)
        return _with_values(made, made.spread(given["levels"])) if "levels" in given else made


def moved(problem: Problem, at: At) -> Problem:
    """Return what is wrong with a change to a scenario as wrong at the place of the study that asks for it."""
    return replace(problem, file=at.document.file, line=at.document.line(at.place), key=key_path(at.place))


def _with_values(factor: Factor, values: Iterable[Value]) -> Factor:
    """Return a factor that takes the values listed and no others."""
    listed = tuple(values)
    numbers = [value for value in listed if not isinstance(value, str)]
    low, high = (min(numbers), max(numbers)) if len(numbers) == len(listed) else (0.0, float(len(listed) - 1))
    return replace(factor, values=listed, low=low, high=high, shape="uniform", mode=None)


def lever_factor(policy: str, lever: "Lever") -> Factor:
    """Return a lever as a factor over the bounds of its passport."""
    return Factor(
        f"{policy}.{lever.name}", "lever", lever.low, lever.high, values=tuple(lever.choices),
        whole=lever.kind == "int", unit=lever.unit, source=lever.source, grade=lever.grade, zh=lever.zh, en=lever.en,
    )  # fmt: skip


def parameter_factor(passport: "Passport") -> Factor:
    """Return a behaviour parameter as a factor over the bounds of its passport, in its shape."""
    shape = cast("Shape", passport.shape or "triangular")
    return Factor(
        passport.key, "uncertainty", passport.low, passport.high, shape=shape, mode=passport.value,
        unit=passport.unit, source=passport.source, grade=passport.grade, zh=passport.zh, en=passport.en,
    )  # fmt: skip


def _known_lever(policy: str, lever: "Lever") -> Known:
    factor = lever_factor(policy, lever)
    return Known(factor, lambda at, came: check_lever(at, lever, came), lambda came: _plain_lever(lever, came))


def _plain_lever(lever: "Lever", came: Any) -> Value:
    """Return a value in the lever's own type; the word off stays where the lever cannot be off."""
    return OFF if came == OFF and lever.off is None else lever_value(lever, came)


def _known_parameter(passport: "Passport") -> Known:
    factor = parameter_factor(passport)

    def faults(at: At, came: Any) -> Iterator[Problem]:
        return check_number(at, came, passport.low, passport.high, passport.unit, whole=False)

    return Known(factor, faults, lambda came: came if came == OFF else float(came), factor.shape)


def _check_free(at: At, came: Any) -> Iterator[Problem]:
    if not isinstance(came, str | int | float):
        yield at.typed("not_a_number", came, bounds="")
