"""Mesa models and other candidates, good and bad, for the tests of models."""

import functools

import mesa
import numpy as np
from mesa.datacollection import DataCollector
from mesa.discrete_space import CellAgent, OrthogonalMooreGrid

from experiments.result import RunResult


class Hen(CellAgent):
    """Walks about and lays an egg now and then."""

    def __init__(self, model, cell):
        super().__init__(model)
        self.cell = cell

    def step(self):
        self.cell = self.cell.neighborhood.select_random_cell()
        self.model.eggs += int(self.random.random() < self.model.chance)


class Yard(mesa.Model):
    """Hens on a grid, which keeps its cells in a cache, until there are enough eggs."""

    def __init__(self, hens: int, chance=0.5, enough=1_000_000, indoors=False, rng=None):
        super().__init__(rng=rng)
        if not isinstance(hens, int) or not isinstance(enough, int) or not isinstance(indoors, bool):
            raise TypeError(f"hens {hens!r}, enough {enough!r}, indoors {indoors!r}")
        self.chance, self.enough, self.eggs = chance, enough, 0
        self.name, self.noise = "yard", float(self.rng.random())
        grid = OrthogonalMooreGrid((4, 4), random=self.random)
        Hen.create_agents(self, hens, self.random.choices(grid.all_cells.cells, k=hens))
        self.datacollector = DataCollector(
            model_reporters={"eggs": "eggs", "hens": lambda m: len(m.agents), "places": lambda m: [1, 2]}
        )

    def step(self):
        self.agents.shuffle_do("step")
        self.running = self.eggs < self.enough
        self.datacollector.collect(self)

    def per_hen(self):
        return self.eggs / len(self.agents)


class OldYard(Yard):
    """Takes its seed the older way."""

    def __init__(self, hens: int = 5, seed=None):
        super().__init__(hens, rng=seed)


class OpenYard(Yard):
    """Hands on whatever it is given."""

    def __init__(self, **anything):
        super().__init__(**anything)


class ShiftedYard(Yard):
    """Makes its own seed of the one it is given, as it may."""

    def __init__(self, hens: int = 5, rng=None):
        super().__init__(hens, rng=rng * 2 + 1)


class DeafYard(Yard):
    """Takes a seed and forgets it."""

    def __init__(self, hens: int = 5, rng=None):
        super().__init__(hens)


class FixedYard(Yard):
    """Takes a seed and uses another, always the same."""

    def __init__(self, hens: int = 5, rng=None):
        super().__init__(hens, rng=42)


class SeedlessYard(Yard):
    """Cannot be told a seed."""

    def __init__(self, hens: int = 5):
        super().__init__(hens)


class BrokenYard(Yard):
    """Breaks after it was made known to Mesa."""

    def __init__(self, hens: int = 5, rng=None):
        super().__init__(hens, rng=rng)
        raise ValueError("the fence fell over")


class Bare(mesa.Model):
    """Has no collector at all."""

    def __init__(self, rng=None):
        super().__init__(rng=rng)
        self.drawn = np.float64(self.rng.random())


def double(point, seed):
    return {"y": 2 * point["x"], "seed": np.int64(seed)}


def whole_result(point, seed):
    return RunResult({"y": 1.0, "z": 2.0}, series={"y": [1.0]}, series_dates=["2024-01-01"])


def only_a_number(point, seed):
    return 3.0


def one_argument(point):
    return {"y": 1.0}


def raises(point, seed):
    raise ZeroDivisionError("nobody lives here")


class Multiplier:
    """An object that can be called."""

    def __init__(self, by):
        self.by = by

    def __call__(self, point, seed):
        return {"y": self.by * point["x"]}

    @staticmethod
    def plain(point, seed):
        return {"y": point["x"]}


triple = Multiplier(3)
half = functools.partial(Multiplier(0.5))
LIST = [1, 2]
