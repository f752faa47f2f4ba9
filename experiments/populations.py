"""The last population that was built, kept so that runs which share it need not build it anew."""

import json

from experiments.digest import frozen_digest
from model.settings import Settings
from model.synthesis import Synthetic
from model.world import people_of

READ_BY_SYNTHESIS = ("population.", "economy.")
"""Groups of behaviour parameters on which a population depends."""


def population_key(settings: Settings, seed: int) -> str:
    """Return what a population depends on: its villages, its own seed, its first day and what its synthesis reads."""
    behaviour = {key: value for key, value in settings.behaviour.items() if key.startswith(READ_BY_SYNTHESIS)}
    people = seed if settings.world_seed is None else settings.world_seed
    start, years = settings.horizon.start.isoformat(), settings.horizon.burn_in_years
    return json.dumps([frozen_digest(settings.population), people, start, years, behaviour], sort_keys=True)


class Populations:
    """Builds populations and remembers the last one; what it hands out is the caller's own."""

    def __init__(self) -> None:
        self._key: str | None = None
        self._made: Synthetic | None = None
        self.built = 0
        """How many were built."""

    def __call__(self, settings: Settings, seed: int) -> Synthetic:
        """Return the population of a county.

        Raises
        ------
        ParameterError
            A behaviour parameter is unknown or out of bounds.
        """
        key = population_key(settings, seed)
        if self._made is None or key != self._key:
            self._key = self._made = None
            self._made = people_of(settings, seed)
            self._key = key
            self.built += 1
        return self._made.clone()
