"""What several chapters compute from the evidence, each frame made once, when it is first asked for."""

import math
from collections.abc import Sequence
from functools import cached_property

import pandas as pd

from analysis.cost import GAINS, cost_ratios, cost_runs, payers, spending
from analysis.full_effects import COLUMNS, full_effects
from analysis.inference import spread, t_interval
from analysis.labels import headlines
from analysis.people import group_effects, quantile_changes, turnout_means
from analysis.report.evidence import Evidence

FEW = 3
"""So many scenarios are told one by one on the first page; of more, the best few are named."""
MOST_DRAWN = 12
"""So many scenarios at most are drawn in one chart."""


class Derived:
    """The frames behind the chapters; ``derived`` keeps the one of the evidence used last."""

    def __init__(self, evidence: Evidence) -> None:
        self.evidence = evidence

    @cached_property
    def present(self) -> tuple[str, ...]:
        """Scenarios with at least one good run, in order."""
        recorded = set(self.evidence.outcomes["scenario"])
        return tuple(scenario.id for scenario in self.evidence.scenarios if scenario.id in recorded)

    @cached_property
    def lost(self) -> tuple[str, ...]:
        """Scenarios of which no run succeeded."""
        return tuple(scenario.id for scenario in self.evidence.scenarios if scenario.id not in self.present)

    @cached_property
    def compared(self) -> tuple[str, ...]:
        """Scenarios that can be held against the baseline; none where it has no good run."""
        baseline = self.evidence.baseline
        return tuple(name for name in self.present if name != baseline) if baseline in self.present else ()

    @cached_property
    def headlines(self) -> list[str]:
        """Headline outcomes that were recorded, in order."""
        recorded = set(self.evidence.outcomes["outcome"])
        return [name for name in headlines(self.evidence.registry) if name in recorded]

    @cached_property
    def effects(self) -> pd.DataFrame:
        """All effects, as ``full_effects`` gives them; no row where nothing can be compared."""
        if not self.compared:
            return pd.DataFrame(columns=list(COLUMNS))
        known = self.evidence
        rows = known.outcomes[known.outcomes["scenario"].isin(self.present)]
        return full_effects(rows, known.baseline, known.registry, margins=known.margins or None)

    @cached_property
    def main(self) -> pd.DataFrame:
        """Effects on headline outcomes."""
        return self.effects[self.effects["outcome"].isin(self.headlines)]

    @cached_property
    def levels(self) -> pd.DataFrame:
        """Levels of the county: scenario, outcome, mean, low, high (t interval), sd, least, most, replications."""
        return levels_of(self.evidence.outcomes[self.evidence.outcomes["village"] == ""])

    @cached_property
    def constant(self) -> tuple[str, ...]:
        """Headline outcomes in which no replication of any scenario differs from another."""
        rows = self.levels[self.levels["replications"] > 1]
        still = rows.groupby("outcome")["sd"].max() == 0.0
        return tuple(name for name in self.headlines if still.get(name, False))

    @cached_property
    def named(self) -> tuple[str, ...]:
        """Scenarios told one by one: all if they are few, else the best by each headline outcome."""
        if len(self.compared) <= FEW:
            return self.compared
        moved = self.main[self.main["difference"].abs() > 0]
        best = {found for name in dict.fromkeys(moved["outcome"]) for found in self.best(str(name), 1)}
        chosen = [name for name in self.compared if name in best]
        return tuple(chosen[:FEW]) or self.compared[:FEW]

    @cached_property
    def drawn(self) -> tuple[str, ...]:
        """Scenarios that charts show: all, or those told one by one and others with large effects."""
        if len(self.compared) <= MOST_DRAWN:
            return self.compared
        size = self.main.assign(size=self.main["difference"].abs())
        size["size"] = size["size"] / size.groupby("outcome")["size"].transform("max")
        order = size.groupby("scenario")["size"].max().sort_values(ascending=False, kind="stable")
        largest = set(list(dict.fromkeys([*self.named, *order.index]))[:MOST_DRAWN])
        return tuple(name for name in self.compared if name in largest)

    def best(self, outcome: str, count: int) -> list[str]:
        """Return the scenarios with the best mean differences in an outcome; the largest where none is better."""
        rows = self.main[(self.main["outcome"] == outcome) & self.main["difference"].notna()]
        better = self.evidence.registry[outcome].better
        sign = {"up": rows["difference"], "down": -rows["difference"]}.get(better, rows["difference"].abs())
        order = sign.sort_values(ascending=False, kind="stable").index
        return [str(name) for name in rows.loc[order, "scenario"].head(count)]

    def strongest(self, outcome: str, count: int) -> list[str]:
        """Return the scenarios whose mean differences in an outcome are largest, in the order of the study."""
        rows = self.effects[(self.effects["outcome"] == outcome) & self.effects["difference"].notna()]
        order = rows["difference"].abs().sort_values(ascending=False, kind="stable").index
        largest = set(rows.loc[order, "scenario"].head(count))
        return [name for name in self.compared if name in largest]

    @cached_property
    def group_effects(self) -> pd.DataFrame | None:
        """Effects by group of people; None where people were not kept or nothing can be compared."""
        found = self._held(self.evidence.groups)
        return None if found is None else group_effects(found, self.evidence.baseline)

    @cached_property
    def turnouts(self) -> pd.DataFrame | None:
        """Shares of people who gain and lose."""
        found = self._held(self.evidence.turns)
        return None if found is None else turnout_means(found)

    @cached_property
    def quantiles(self) -> pd.DataFrame | None:
        """Changes along the distribution of income."""
        found = self._held(self.evidence.quantiles)
        return None if found is None else quantile_changes(found, self.evidence.baseline)

    @cached_property
    def cost_runs(self) -> pd.DataFrame | None:
        """Extra cost and gains of every run; None where no public cost was recorded or nothing can be compared."""
        known = self.evidence
        if not self.compared or "public_cost_per_head" not in set(known.outcomes["outcome"]):
            return None
        return cost_runs(known.outcomes, known.sizes, known.flows, known.baseline)

    @cached_property
    def ratios(self) -> pd.DataFrame | None:
        """Cost for every additional gain."""
        return None if self.cost_runs is None else cost_ratios(self.cost_runs, GAINS)

    @cached_property
    def payers(self) -> pd.DataFrame | None:
        """Who pays, yuan a head and year, for the scenarios that charts show."""
        money, sizes = self._money, self.evidence.sizes
        return None if money is None or sizes is None else payers(money, sizes, self.evidence.baseline)

    @cached_property
    def spending(self) -> pd.DataFrame | None:
        """What the money is spent on, yuan a head and year, for the scenarios that charts show."""
        money, sizes = self._money, self.evidence.sizes
        return None if money is None or sizes is None else spending(money, sizes, self.evidence.baseline)

    @cached_property
    def _money(self) -> pd.DataFrame | None:
        shown = (self.evidence.baseline, *self.drawn) if self.compared else self.present
        return None if self.evidence.money is None else of_scenarios(self.evidence.money, shown)

    def _held(self, frame: pd.DataFrame | None) -> pd.DataFrame | None:
        """Return a frame that there is something to compare in; else None."""
        return None if frame is None or frame.empty or not self.compared else frame


def levels_of(values: pd.DataFrame) -> pd.DataFrame:
    """Return levels over replications: scenario, outcome, mean, low, high (t interval), sd, least, most, replications.

    Parameters
    ----------
    values
        One row a run and outcome: scenario, outcome, value.
    """
    rows = []
    for (scenario, outcome), mine in values.groupby(["scenario", "outcome"], sort=False, observed=True)["value"]:
        known = t_interval(mine.to_numpy())
        whole = mine.dropna().to_numpy(dtype=float)
        ends = (float(whole.min()), float(whole.max())) if len(whole) else (math.nan, math.nan)
        rows.append((scenario, outcome, known.estimate, known.low, known.high, spread(whole), *ends, known.n))
    names = ["scenario", "outcome", "mean", "low", "high", "sd", "least", "most", "replications"]
    return pd.DataFrame(rows, columns=names)


def of_scenarios(frame: pd.DataFrame, scenarios: Sequence[str]) -> pd.DataFrame:
    """Return the rows of some scenarios, in their order."""
    place = {name: i for i, name in enumerate(scenarios)}
    rows = frame[frame["scenario"].isin(place)]
    return rows.sort_values("scenario", key=lambda names: names.map(place), kind="stable")


_KEPT: list[Derived] = []


def derived(evidence: Evidence) -> Derived:
    """Return what is computed from the evidence; the same object for the same evidence, as long as it is the last."""
    if not _KEPT or _KEPT[0].evidence is not evidence:
        _KEPT[:] = [Derived(evidence)]
    return _KEPT[0]
