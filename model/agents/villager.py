"""A villager: everybody registered in a village, at home or away."""

from typing import TYPE_CHECKING, Any, ClassVar

import mesa

from model.tables import GONE, INERT

if TYPE_CHECKING:
    from model.county import County


class Villager(mesa.Agent):
    """A light view of one person; columns of the people table are its attributes (``agent.trust_village``).

    The rules a villager follows, each decided from the state as it stands: ``weigh_moving`` (`model.rules.moves_away`),
    ``quarrel`` (`model.rules.dispute_arises`), ``take_part`` (`model.rules.takes_part`) and ``form_opinion``
    (`model.rules.trust_moves`). A decision is returned, not carried out: the next dekad settles all at once.
    """

    bit: ClassVar[int] = 0
    """The role a person must hold to be of this type; 0: everybody."""

    BEHAVIOURS: ClassVar[dict[str, tuple[str, str]]] = {
        "weigh_moving": ("decide_moves", "moves"),
        "quarrel": ("decide_arising", "quarrels"),
        "take_part": ("decide_taking_part", "takes_part"),
        "form_opinion": ("decide_opinion", "trust_village"),
    }
    """Behaviour: the decide phase that runs it, and the intent it returns."""

    model: "County"
    row: int

    def __init__(self, model: "County", row: int) -> None:
        # A view joins no register of the model: rows are the register.
        object.__setattr__(self, "model", model)
        object.__setattr__(self, "row", row)
        object.__setattr__(self, "unique_id", row + 1)
        object.__setattr__(self, "pos", None)

    def __getattr__(self, name: str) -> Any:
        people = object.__getattribute__(self, "model").world.people
        column = vars(people).get(name)
        if column is None or name.startswith("_"):
            known = ", ".join(sorted(c.name for c in people.columns))
            raise AttributeError(f"a {type(self).__name__.lower()} has no '{name}'; it has {known}, age, village_id")
        return column[self.row].item()

    def __setattr__(self, name: str, value: Any) -> None:
        raise AttributeError(
            f"'{name}' of {type(self).__name__.lower()} {self.unique_id} cannot be set to {value!r}: "
            "a view only shows; change parameters, levers or rules instead"
        )

    def __repr__(self) -> str:
        return f"<{type(self).__name__} {self.unique_id} of {self.village_id}, {self.age:.0f} years>"

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Villager) and other.row == self.row and other.model is self.model

    def __hash__(self) -> int:
        return hash((id(self.model), self.row))

    @property
    def age(self) -> float:
        """Age in years."""
        return float(self.model.world.age([self.row])[0])

    @property
    def village_id(self) -> str:
        """The village, as '<township>/<village>'."""
        return str(self.model.world.village_ids[self.village])

    @property
    def alive(self) -> bool:
        """Whether the person is still among the registered."""
        return self.status not in (GONE, INERT)

    def _decide(self, behaviour: str) -> Any:
        phase, intent = self.BEHAVIOURS[behaviour]
        return self.model.decide(phase, intent, [self.row])[0].item()

    def weigh_moving(self) -> bool:
        """Return whether this person would leave or come home in this month."""
        return bool(self._decide("weigh_moving"))

    def quarrel(self) -> bool:
        """Return whether this person starts a dispute in this dekad."""
        return bool(self._decide("quarrel"))

    def take_part(self) -> bool:
        """Return whether this person does an act of the menu in this dekad."""
        return bool(self._decide("take_part"))

    def form_opinion(self) -> float:
        """Return the trust in the village organisation this person comes to."""
        return float(self._decide("form_opinion"))
