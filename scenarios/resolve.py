"""From a merged tree to the model's settings: defaults filled in, dates ordered, village names found."""

from collections.abc import Callable
from datetime import date
from typing import Any

from model.calendar import DEKADS_A_YEAR, date_of, dekad_of
from model.errors import Problem
from model.settings import Horizon, LeverValue, Population, Programme, Rollout
from model.talk_days import FIRST_YEAR, LAST_YEAR
from scenarios.layers import Given, Tree
from scenarios.nearest import nearest
from scenarios.registry import Registry
from scenarios.schema import OFF

_KINDS: dict[str, Callable[[Any], LeverValue]] = {"float": float, "int": int, "choice": str}


class Resolver:
    """Turns parts of a merged tree into settings; faults go to ``problems``, places of origin to ``origin``."""

    def __init__(self, registry: Registry, population: Population | None) -> None:
        """Start with the county whose villages may be named; None where it could not be read."""
        self.registry = registry
        self.population = population
        self.problems: list[Problem] = []
        self.origin: dict[str, str] = {}

    def horizon(self, tree: Tree) -> Horizon:
        """Return the horizon, defaults filled in."""
        values: dict[str, Any] = {}
        for name, info in Horizon.model_fields.items():
            given = tree.get(name)
            values[name] = self._take(f"horizon.{name}", given, info.default, "model/settings.py")
        values["start"] = _day(values["start"])
        start: date = values["start"]
        if date_of(dekad_of(start)) != start:
            near = date_of(dekad_of(start)).isoformat()
            self._note("not_a_dekad_start", tree.get("start"), "horizon.start", came=start.isoformat(), near=near)
        self._inside_calendar(tree, start, values["years"], values["burn_in_years"])
        return Horizon(**values)

    def behaviour(self, tree: Tree) -> dict[str, float]:
        """Return the behaviour parameters that were given, by full key in canonical order."""
        for key, given in tree.items():
            self.origin[f"behaviour.{key}"] = given.origin
        return {key: float(tree[key].value) for key in sorted(tree)}

    def programmes(self, tree: Tree, horizon: Horizon | None) -> tuple[Programme, ...]:
        """Return the policies in force, in the order of their ids, every lever given its value.

        ``horizon`` is what their dates must fit; None for the reference scenario.
        """
        found = []
        for name in sorted(tree):
            entry = tree[name]
            if isinstance(entry, Given):
                self.origin[f"policies.{name}"] = entry.origin
                continue
            start, end = self._dates(name, entry, horizon)
            levers = self._levers(name, entry.get("levers", {}))
            where = self._where(f"policies.{name}.where", entry.get("where", {}))
            found.append(Programme(policy=name, start=start, end=end, levers=levers, where=where))
        return tuple(found)

    def scalar(self, key: str, given: Given | None, default: Any = None) -> Any:
        """Return a value of the top level and note where it came from."""
        return self._take(key, given, default, "model/settings.py")

    def note_origins(self, key: str, tree: Tree) -> None:
        """Note where every value below ``key`` came from."""
        for name, given in tree.items():
            if isinstance(given, Given):
                self.origin[f"{key}.{name}"] = given.origin
            else:
                self.note_origins(f"{key}.{name}", given)

    def _take(self, key: str, given: Given | None, default: Any, holder: str) -> Any:
        self.origin[key] = given.origin if given else holder
        return given.value if given else default

    def _note(self, code: str, given: Given | None, key: str, **values: Any) -> None:
        file, line = (given.file, given.line) if given else (None, None)
        self.problems.append(Problem(code, values, file, line, key=key))

    def _inside_calendar(self, tree: Tree, start: date, years: int, burn_in_years: int) -> None:
        """Note a run that leaves the years for which lunar talk days are tabled."""
        low = start.year - burn_in_years
        high = date_of(dekad_of(start) + years * DEKADS_A_YEAR - 1).year
        if low < FIRST_YEAR or high > LAST_YEAR:
            given = next((tree[key] for key in ("start", "years", "burn_in_years") if key in tree), None)
            self._note("outside_calendar", given, "horizon", low=low, high=high, first=FIRST_YEAR, last=LAST_YEAR)

    def _dates(self, policy: str, entry: Tree, horizon: Horizon | None) -> tuple[date | None, date | None]:
        key = f"policies.{policy}"
        for part in ("start", "end"):
            if part in entry:
                self.origin[f"{key}.{part}"] = entry[part].origin
        start, end = (_day(entry[part].value) if part in entry else None for part in ("start", "end"))
        first = max(start or date.min, horizon.start if horizon else date.min)
        if end is not None and end <= first:
            self._note("date_order", entry["end"], f"{key}.end", came=str(end), low=str(first))
        return start, end

    def _levers(self, policy: str, tree: Tree | Given) -> dict[str, LeverValue]:
        holder = type(self.registry.policies[policy]).__module__.replace(".", "/") + ".yaml"
        values: dict[str, LeverValue] = {}
        for name, lever in self.registry.levers(policy).items():
            given = tree if isinstance(tree, Given) else tree.get(name)
            came = self._take(f"policies.{policy}.levers.{name}", given, lever.default, holder)
            if came == OFF:
                came = lever.default if lever.off is None else lever.off
            values[name] = _KINDS[lever.kind](came)
        return values

    def _where(self, key: str, tree: Tree) -> Rollout:
        values = {name: given.value for name, given in tree.items()}
        self.note_origins(key, tree)
        if "villages" in tree:
            values["villages"] = self._villages(f"{key}.villages", tree["villages"])
        return Rollout(**values)

    def _villages(self, key: str, given: Given) -> tuple[str, ...]:
        """Return the ids of the named villages, in the order of the roster."""
        if self.population is None:
            return ()
        by_name = village_names(self.population)
        found: set[str] = set()
        for i, name in enumerate(given.value):
            ids = by_name.get(_plain(name), [])
            item = Given(name, given.file, given.items[i] if given.items else given.line, given.folder)
            if len(ids) == 1:
                found.add(ids[0])
            elif ids:
                self._note("ambiguous_village", item, f"{key}[{i}]", came=name, allowed=", ".join(ids))
            else:
                self._note("unknown_village", item, f"{key}[{i}]", came=name, near=nearest(name, by_name))
        return tuple(village.id for village in self.population.villages if village.id in found)


def village_names(population: Population) -> dict[str, list[str]]:
    """Return the village ids that each name, bare or with its township, may mean."""
    by_name: dict[str, list[str]] = {}
    for village in population.villages:
        for name in {village.id, village.name}:
            by_name.setdefault(name, []).append(village.id)
    return by_name


def _plain(name: str) -> str:
    return name.strip().replace("／", "/")


def _day(value: Any) -> date:
    return value if isinstance(value, date) else date.fromisoformat(value)
