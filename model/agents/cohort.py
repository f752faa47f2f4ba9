"""A cohort: a Mesa agent set over rows, which reads columns at once and makes single views only when asked."""

from collections.abc import Callable, Hashable, Iterable, Iterator
from typing import TYPE_CHECKING, Any
from weakref import WeakKeyDictionary

import numpy as np

from model.columns import Array, Rows

try:  # Mesa moved its agent sets into a module of their own in 3.5.
    from mesa.agentset import AgentSet, GroupBy
except ModuleNotFoundError:
    from mesa.agent import AgentSet, GroupBy

if TYPE_CHECKING:
    from model.agents.villager import Villager
    from model.county import County


class Cohort(AgentSet):
    """People of a county by row, with Mesa's verbs: select, get, agg, groupby, do, shuffle_do, map, count, sort.

    Verbs that name a column read it at once; verbs that take a function call it with single views. A behaviour named
    in ``do`` is decided set-wise, exactly as if each decided alone.
    """

    def __init__(self, model: "County", rows: Rows | Iterable[int], type_: "type[Villager] | None" = None) -> None:
        self.model = model
        self.rows = np.asarray(rows, dtype=np.int64)
        self.type_ = type_
        self.random = model.random
        self._held: list[Villager] | None = None

    @property
    def _agents(self) -> "WeakKeyDictionary[Villager, None]":
        """The set as Mesa's own methods expect it; the views live as long as this cohort."""
        return WeakKeyDictionary(dict.fromkeys(self._views()))

    def _views(self) -> "list[Villager]":
        if self._held is None:
            self._held = [self.model.agent(row, self.type_) for row in self.rows]
        return self._held

    def _with(self, rows: Rows) -> "Cohort":
        return Cohort(self.model, rows, self.type_)

    def __len__(self) -> int:
        return len(self.rows)

    def __iter__(self) -> "Iterator[Villager]":
        return iter(self._views())

    def __contains__(self, agent: object) -> bool:
        return getattr(agent, "model", None) is self.model and bool(np.isin(getattr(agent, "row", -1), self.rows))

    def __getitem__(self, item: int | slice) -> Any:
        picked = self.rows[item]
        return self._with(picked) if isinstance(item, slice) else self.model.agent(int(picked), self.type_)

    def to_list(self) -> "list[Villager]":
        """Return single views, in order."""
        return list(self._views())

    def column(self, name: str) -> Array:
        """Return one attribute of everybody as an array: a column of the people table, ``age`` or ``row``."""
        people = self.model.world.people
        if name == "age":
            return np.asarray(self.model.world.age(self.rows))
        if name in ("row", "unique_id"):
            return self.rows + (name == "unique_id")
        if name.startswith("_") or name not in vars(people):
            return np.array([getattr(view, name) for view in self._views()])
        return np.asarray(vars(people)[name][self.rows])

    def get(self, attr_names: str | list[str], *_: Any, **__: Any) -> list[Any]:
        """Return one attribute, or several as lists, of everybody."""
        if isinstance(attr_names, str):
            values: list[Any] = self.column(attr_names).tolist()
            return values
        return [list(row) for row in zip(*(self.column(name).tolist() for name in attr_names), strict=True)]

    def agg(self, attribute: str, func: Callable[[Array], Any] | Iterable[Callable[[Array], Any]]) -> Any:
        """Return ``func`` of one attribute of everybody; several functions give a list."""
        values = self.column(attribute)
        return func(values) if callable(func) else [each(values) for each in func]

    def select(
        self, filter_func: "Callable[[Villager], bool] | None" = None, at_most: float = float("inf"),
        inplace: bool = False, agent_type: "type[Villager] | None" = None,
    ) -> "Cohort":  # fmt: skip
        """Return those who pass a filter and are of a type, at most so many (or, below 1, such a share)."""
        rows = self.rows
        if agent_type is not None and agent_type.bit:
            rows = rows[(self.model.world.people.role[rows] & agent_type.bit) > 0]
        if filter_func is not None:
            rows = np.array(
                [r for r in rows if filter_func(self.model.agent(int(r), agent_type or self.type_))], dtype=np.int64
            )
        if at_most != float("inf"):
            rows = rows[
                : int(len(self.rows) * at_most) if 0 < at_most <= 1.0 and isinstance(at_most, float) else int(at_most)
            ]
        if inplace:
            self.rows, self._held = rows, None
            return self
        return Cohort(self.model, rows, agent_type or self.type_)

    def groupby(self, by: "str | Callable[[Villager], Hashable]", result_type: str = "agentset") -> GroupBy:
        """Return Mesa's group-by over an attribute or a function of a view."""
        keys = self.column(by) if isinstance(by, str) else np.array([by(view) for view in self._views()])
        groups = {
            key.item() if hasattr(key, "item") else key: self._with(self.rows[keys == key]) for key in np.unique(keys)
        }
        return GroupBy(groups if result_type == "agentset" else {k: g.to_list() for k, g in groups.items()})

    def do(self, method: str | Callable[..., Any], *args: Any, **kwargs: Any) -> "Cohort":
        """Let everybody do something; a behaviour of the model is decided set-wise."""
        behaviours = self.model.behaviours
        if isinstance(method, str) and method in behaviours and not args and not kwargs:
            phase, intent = behaviours[method]
            self.model.decide(phase, intent, self.rows)
            return self
        for view in self._views():
            getattr(view, method)(*args, **kwargs) if isinstance(method, str) else method(view, *args, **kwargs)
        return self

    def map(self, method: str | Callable[..., Any], *args: Any, **kwargs: Any) -> list[Any]:
        """Return what everybody answers."""
        behaviours = self.model.behaviours
        if isinstance(method, str) and method in behaviours and not args and not kwargs:
            phase, intent = behaviours[method]
            answers: list[Any] = self.model.decide(phase, intent, self.rows).tolist()
            return answers
        views = self._views()
        return [
            getattr(v, method)(*args, **kwargs) if isinstance(method, str) else method(v, *args, **kwargs)
            for v in views
        ]

    def shuffle(self, inplace: bool = False) -> "Cohort":
        """Return the cohort in a random order of the Mesa model's own generator (no rule reads it)."""
        order = list(range(len(self.rows)))
        self.random.shuffle(order)
        if inplace:
            self.rows, self._held = self.rows[order], None
            return self
        return self._with(self.rows[order])

    def shuffle_do(self, method: str | Callable[..., Any], *args: Any, **kwargs: Any) -> "Cohort":
        """Let everybody do something in random order; the order changes nothing that the model decides."""
        self.shuffle().do(method, *args, **kwargs)
        return self

    def sort(self, key: "str | Callable[[Villager], Any]", ascending: bool = False, inplace: bool = False) -> "Cohort":
        """Return the cohort sorted by an attribute or a function of a view."""
        values = self.column(key) if isinstance(key, str) else np.array([key(view) for view in self._views()])
        order = np.argsort(values if ascending else -values, kind="stable")
        if inplace:
            self.rows, self._held = self.rows[order], None
            return self
        return self._with(self.rows[order])

    def set(self, attr_name: str, value: Any) -> "Cohort":
        """Refuse to write: a cohort only shows.

        Raises
        ------
        AttributeError
            Always; change parameters, levers or rules instead.
        """
        raise AttributeError(
            f"'{attr_name}' of {len(self)} people cannot be set to {value!r}: a cohort only shows; "
            "change parameters, levers or rules instead"
        )
