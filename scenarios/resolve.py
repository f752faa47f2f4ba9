"""From a merged tree to the model's settings: defaults filled in, dates ordered, village names found."""

from dataclasses import replace
from datetime import date
from typing import Any

from model.calendar import DEKADS_A_YEAR, date_of, dekad_of
from model.errors import Problem
from model.settings import Area, Event, Horizon, LeverValue, Population, Programme, Rollout
from model.talk_days import FIRST_YEAR, LAST_YEAR
from scenarios.layers import Given, Tree
from scenarios.nearest import nearest
from scenarios.practices import Wish, differences, first_given, lever_value, together, wished_levers
from scenarios.registry import Registry


class Resolver:
    """Turns parts of a merged tree into settings; faults go to ``problems``, places of origin to ``origin``."""

    def __init__(self, registry: Registry, population: Population | None) -> None:
        """Start with the county whose villages may be named; None where it could not be read."""
        self.registry = registry
        self.population = population
        self.problems: list[Problem] = []
        self.origin: dict[str, str] = {}
        self.practices: list[str] = []
        """Practices that are not off, in order."""

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

    def programmes(self, policies: Tree, practices: Tree, horizon: Horizon | None) -> tuple[Programme, ...]:
        """Return the policies in force, in the order of their ids, every lever given its value.

        ``horizon`` is what their dates must fit; None for the reference scenario.
        """
        found: dict[str, Programme] = {}
        for name, entry in self._on("policies", policies).items():
            start, end = self._dates(f"policies.{name}", entry, horizon)
            levers = self._levers(name, entry.get("levers", {}))
            where = Rollout(**self._where(f"policies.{name}.where", entry.get("where", {})))
            found[name] = Programme(policy=name, start=start, end=end, levers=levers, where=where)
        for name, wishes in self._wishes(practices, horizon).items():
            standing = found.get(name)
            if standing and not self._stands_by_itself(standing):
                values = {"came": name, "practice": wishes[0].practice}
                self._note("policy_and_practice", wishes[0].at, f"practices.{wishes[0].practice}", **values)
            for wish in wishes[1:]:
                self.problems += differences(wish, wishes[0])
            found[name], origin = together(self.registry, wishes, standing)
            self.origin |= {f"policies.{name}.levers.{lever}": came for lever, came in origin.items()}
        return tuple(found[name] for name in sorted(found))

    def _stands_by_itself(self, programme: Programme) -> bool:
        """Return whether a programme is an institution that runs everywhere and always: a practice may build on it."""
        plain = programme.start is None and programme.end is None and programme.where == Rollout()
        return plain and self.registry.policies[programme.policy].standing

    def events(self, given: Given | None, horizon: Horizon) -> tuple[Event, ...]:
        """Return what befalls the villages, in the order of dates."""
        if given is None:
            return ()
        self.origin["events"] = given.origin
        found = []
        for i, entry in enumerate(given.value):
            at = Given(entry, given.file, given.items[i] if given.items else given.line, given.folder)
            tree = {name: replace(at, value=value) for name, value in entry.items()}
            place = {name: replace(at, value=value) for name, value in entry.get("where", {}).items()}
            start, end = self._dates(f"events[{i}]", tree, horizon)
            where = Area(**self._where(f"events[{i}].where", place))
            strength = {"strength": float(entry["strength"])} if "strength" in entry else {}
            found.append(Event(kind=entry["kind"], start=start, end=end, where=where, **strength))
        return tuple(sorted(found, key=lambda event: (event.start or horizon.start, event.kind, repr(event))))

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

    def _on(self, part: str, tree: Tree) -> dict[str, Tree]:
        """Return the entries that are not off, by id in order."""
        self.origin |= {f"{part}.{name}": entry.origin for name, entry in tree.items() if isinstance(entry, Given)}
        return {name: tree[name] for name in sorted(tree) if not isinstance(tree[name], Given)}

    def _wishes(self, practices: Tree, horizon: Horizon | None) -> dict[str, list[Wish]]:
        """Return what practices ask of policies, by policy."""
        found: dict[str, list[Wish]] = {}
        for name, entry in self._on("practices", practices).items():
            self.practices.append(name)
            key, at = f"practices.{name}", first_given(entry)
            start, end = self._dates(key, entry, horizon)
            where = Rollout(**self._where(f"{key}.where", entry.get("where", {})))
            for policy in self.registry.presets[name]:
                levers, origin = wished_levers(self.registry, name, policy, entry)
                wish = Wish(name, policy, start, end, where, levers, origin, at)
                found.setdefault(policy, []).append(wish)
        return found

    def _dates(self, key: str, entry: Tree, horizon: Horizon | None) -> tuple[date | None, date | None]:
        for part in ("start", "end"):
            if part in entry:
                self.origin[f"{key}.{part}"] = entry[part].origin
        start, end = (_day(entry[part].value) if part in entry else None for part in ("start", "end"))
        first = max(start or date.min, horizon.start if horizon else date.min)
        if end is not None and end <= first:
            self._note("date_order", entry["end"], f"{key}.end", came=str(end), low=str(first))
        return start, end

    def _levers(self, policy: str, tree: Tree | Given) -> dict[str, LeverValue]:
        holder = self.registry.sheet(policy)
        values: dict[str, LeverValue] = {}
        for name, lever in self.registry.levers(policy).items():
            given = tree if isinstance(tree, Given) else tree.get(name)
            came = self._take(f"policies.{policy}.levers.{name}", given, lever.default, holder)
            values[name] = lever_value(lever, came)
        return values

    def _where(self, key: str, tree: Tree) -> dict[str, Any]:
        values = {name: given.value for name, given in tree.items()}
        self.note_origins(key, tree)
        if "villages" in tree:
            values["villages"] = self._villages(f"{key}.villages", tree["villages"])
        return values

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
