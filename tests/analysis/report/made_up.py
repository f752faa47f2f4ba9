"""Made-up evidence for the report: any number of scenarios and replications, with failures, constants or no detail."""

import itertools
import math
from datetime import date
from types import SimpleNamespace

import numpy as np
import pandas as pd

from analysis.labels import plain_registry
from analysis.report.evidence import Evidence, LeverValue, PointFacts, PolicyUse, ScenarioFacts, SensitivityFacts
from model.outcomes import OUTCOMES
from model.parameters import PASSPORTS

BASELINE = "status_quo"
START, YEARS, BURN_IN = date(2024, 1, 1), 2.0, 1.0
NAMED = (
    ("status_quo", "County as it is", "全县现状"),
    ("linkage_full", "Household linkage as stated: 10, 5, 3 and 1 households", "党员联户：按 10/5/3/1 户联系"),
    ("points", "Points, fully funded and published", "积分制：经费足额并公示"),
    ("package", "All together: linkage, points and funds", "组合方案：联户、积分与经费一并实施"),
)
VILLAGES = (
    ("东溪镇/上坂村", "东溪镇", "village", 0.6), ("东溪镇/下坂村", "东溪镇", "village", 0.9),
    ("东溪镇/东门社区", "东溪镇", "town_community", 0.1), ("南岭乡/岭头村", "南岭乡", "village", 1.8),
    ("南岭乡/坪上村", "南岭乡", "village", 2.4), ("南岭乡/石桥村", "南岭乡", "village", 1.2),
)  # fmt: skip
GROUPS = {
    "all": ("all",), "township": ("东溪镇", "南岭乡"), "village_type": ("town", "near", "middle", "far"),
    "fifth": ("1", "2", "3", "4", "5"), "clan": ("largest", "other", "none"), "home": ("home", "away"),
    "age": ("0-17", "18-39", "40-59", "60+"),
}  # fmt: skip
LEVELS = {
    "dispute_resolution_rate": 0.62, "participation_rate": 0.41, "disposable_income": 21000.0, "gini": 0.36,
    "worst_fifth_income": 7600.0, "collective_income": 180000.0, "village_debt": 400000.0, "open_dispute_days": 900.0,
    "disputes_arising": 14.0, "disputes_recorded": 9.0, "days_to_settlement": 34.0, "petitions_per_1000": 1.2,
    "petitions_reported_per_1000": 0.9, "public_cost_per_head": 60.0, "worker_hours": 11.0, "volunteer_hours": 5.0,
    "disposable_income_cohort": 23000.0,
}  # fmt: skip
EFFECTS = {
    "dispute_resolution_rate": 0.05, "participation_rate": 0.03, "disposable_income": 40.0, "gini": -0.001,
    "worst_fifth_income": 30.0, "public_cost_per_head": 8.0, "worker_hours": 1.5, "settled_in_village_share": 0.06,
}  # fmt: skip
HEADLINES = tuple(name for name, outcome in OUTCOMES.items() if outcome.headline)
GROUPED = ("dispute_resolution_rate", "participation_rate", "disposable_income")
PEOPLE = 12000
POINTS = 4


def made_up(
    scenarios: int = 3, replications: int = 5, *, detail: bool = True, failed: int = 0, pending: int = 0,
    constant: bool = False, layers: bool = True, stale: int = 0, plain: bool = False, points: bool = False,
    baseline: bool = True, effect: float = 1.0,
) -> Evidence:  # fmt: skip
    """Return a whole made-up study.

    Parameters
    ----------
    scenarios
        How many, the baseline among them; one gives a study with nothing to compare.
    failed, pending
        So many runs of the last scenarios failed, or have not run yet: their rows are in ``runs`` alone.
    constant
        No replication differs from another, and no scenario from the baseline.
    plain
        Outcomes of another model, of which nothing is known but their names.
    points
        A sweep: ``points`` is set.
    baseline
        Without one, nothing is compared.
    effect
        Factor of all effects of scenarios; 0 leaves chance alone.
    """
    names = [facts.id for facts in _scenarios(scenarios)]
    runs = _runs(names, replications, failed, pending)
    compared = baseline and scenarios > 1
    study = _Study(names, runs[runs["status"] == "ok"], constant, effect)
    outcomes, registry = study.outcomes(), OUTCOMES
    if plain:
        outcomes = outcomes[outcomes["outcome"].isin(HEADLINES)]
        registry = plain_registry(HEADLINES)
    extra = study.detail(compared) if detail else {}
    return Evidence(
        title={"en": "Three ways to settle disputes", "zh": "三种化解纠纷的办法"},
        question={
            "en": "Which programme settles more disputes in the village, and what does it cost?",
            "zh": "哪种做法能在村内化解更多纠纷，需要多少投入？",
        },
        study="seed 1", store="results/made_up/study.sqlite", baseline=BASELINE if compared else "",
        scenarios=_scenarios(scenarios), replications=replications, seed=1, start=START, years=YEARS,
        burn_in_years=BURN_IN, villages=len(VILLAGES), people=PEOPLE, registry=registry, runs=runs, outcomes=outcomes,
        series=study.series(), layers=study.layers() if layers and compared else None,
        sensitivities=(_sensitivity(),) if layers else (), scorecard=_scorecard(), claims=(),
        passports=tuple(itertools.islice(PASSPORTS.values(), 30)), points=_points(names) if points else None,
        over_points=_over_points(names) if points and compared else None, stale=stale,
        versions={"xiangzhi": "0.1.0", "numpy": "2.4", "python": "3.11"}, made=date(2026, 1, 5), **extra,
    )  # fmt: skip


def _scenarios(count: int) -> tuple[ScenarioFacts, ...]:
    named = list(NAMED[:count]) + [
        (f"variant_{i}", f"Linkage, {i} households a member", f"每名党员联系{i}户") for i in range(len(NAMED), count)
    ]
    return tuple(
        ScenarioFacts(id_, {"en": en, "zh": zh}, f"scenarios/{id_}.yaml", *(((), ()) if i == 0 else _beyond(id_)))
        for i, (id_, en, zh) in enumerate(named)
    )


def _beyond(scenario: str) -> tuple[tuple[PolicyUse, ...], tuple[LeverValue, ...]]:
    use = PolicyUse("household_linkage", "Household linkage", "党员联户", START, "")
    lever = ("household_linkage.households", "Households a member looks after", "每名党员联系户数", 10.0, 5.0)
    effect = ("household_linkage.bonus", "Gain of mediation by linked workers", "联户人调解加成", 0.5, 0.5)
    fidelity = ("household_linkage.fidelity", "How true the programme is carried out", "执行到位度", 0.8, 1.0)
    own = ("own judgement", "D", scenario, "household_linkage")
    values = [
        LeverValue(*lever, "households", 1.0, 30.0, "Document of the county, p. 3", "C", *own[2:], changed=True),
        LeverValue(*effect, "logit", 0.0, 2.0, *own, changed=False),
        LeverValue(*fidelity, "share", 0.0, 1.0, *own, changed=True),
    ]
    return (use,), tuple(values)


def _runs(names: list[str], replications: int, failed: int, pending: int) -> pd.DataFrame:
    whole = [(name, r) for name in names for r in range(replications)]
    bad = ["ok"] * (len(whole) - failed - pending) + ["failed"] * failed + ["pending"] * pending
    rows = [
        {
            "number": i + 1, "label": f"R{i + 1}", "scenario": name, "replication": r, "seed": 1 + r,
            "key": f"{i + 1:064x}", "status": status, "stage": "running" if status == "failed" else "",
            "error": "ZeroDivisionError: division by zero" if status == "failed" else "",
            "replay": f"xiangzhi run scenarios/{name}.yaml --seed {1 + r}", "seconds": 2.5 if status == "ok" else None,
            "versions": '{"numpy": "2.4"}',
        }
        for i, ((name, r), status) in enumerate(zip(whole, bad, strict=True))
    ]  # fmt: skip
    return pd.DataFrame(rows)


def _luck(seed: int, salt: int, i: int) -> float:
    """Return a number of mean 0 and deviation 1 that looks like chance and is always the same."""
    turned = math.sin(12.9898 * seed + 78.233 * salt + 37.719 * i + 1.0) * 43758.5453
    return (turned - math.floor(turned) - 0.5) * math.sqrt(12.0)


class _Study:
    """What the good runs of a made-up study gave."""

    def __init__(self, names: list[str], good: pd.DataFrame, constant: bool, effect: float) -> None:
        self.names = names
        self.runs = list(good[["scenario", "replication", "seed"]].itertuples(index=False, name=None))
        self.constant, self.effect = constant, effect

    def value(self, base: float, shift: float, scenario: str, seed: int, salt: int, noise: float = 0.01) -> float:
        """Return a value: its level, the luck of its seed, the shift of its scenario and a little luck of its own."""
        if self.constant:
            return base
        i = self.names.index(scenario)
        luck = 0.03 * _luck(seed, salt, 0) + (noise * _luck(seed, salt, i) if i else 0.0)
        size = min(i, 3) - 0.15 * max(0, i - 3)
        return base * (1 + luck) + self.effect * shift * size

    def frame(self, rows: list[tuple], *columns: str) -> pd.DataFrame:
        return pd.DataFrame(rows, columns=["scenario", "replication", "seed", *columns])

    def outcomes(self) -> pd.DataFrame:
        rows = []
        for run in self.runs:
            for k, name in enumerate(OUTCOMES):
                base = LEVELS.get(name, 0.3)
                rows.append((*run, name, "", self.value(base, EFFECTS.get(name, 0.0), run[0], run[2], k)))
                if name in GROUPED:
                    rows += [(*run, name, v[0], self.value(base, 0.0, run[0], run[2], 100 + j))
                             for j, v in enumerate(VILLAGES)]  # fmt: skip
        return self.frame(rows, "outcome", "village", "value")

    def series(self) -> pd.DataFrame:
        days = pd.date_range("2023-01-01", periods=12, freq="QS")
        rows = [
            (*run, name, day, self.value(LEVELS[name], EFFECTS[name] * max(0, t - 4) / 8, run[0], run[2], k * 50 + t))
            for run in self.runs for k, name in enumerate(HEADLINES) for t, day in enumerate(days)
        ]  # fmt: skip
        return self.frame(rows, "outcome", "date", "value")

    def layers(self) -> pd.DataFrame:
        rows = []
        for scenario in self.names[1:]:
            for name in HEADLINES:
                size = self.effect * EFFECTS[name] * min(self.names.index(scenario), 3)
                for layer, wide, n in (("chance", 0.3, 5), ("behaviour", 0.9, 20), ("levers", 0.7, 20)):
                    half = 0.0 if self.constant else wide * EFFECTS[name]
                    mean = 0.0 if self.constant else size
                    share = 0.5 if mean == 0 else 0.9
                    rows.append((scenario, name, layer, mean, mean - half, mean + half, share, n, half / 2))
        columns = ["scenario", "outcome", "layer", "difference", "low", "high", "share_better", "n", "sd"]
        return pd.DataFrame(rows, columns=columns)

    def detail(self, compared: bool) -> dict[str, pd.DataFrame | None]:
        return {
            "groups": self.groups(), "turns": self.turns() if compared else None, "quantiles": self.quantiles(),
            "fates": self.fates(), "flows": self.flows(), "hours": self.hours(), "colours": self.colours(),
            "money": self.money(), "sizes": self.sizes(),
        }  # fmt: skip

    def groups(self) -> pd.DataFrame:
        rows = []
        for run in self.runs:
            for breakdown, names in GROUPS.items():
                for g, group in enumerate(names):
                    for k, name in enumerate(GROUPED):
                        base = LEVELS[name] * (0.7 + 0.15 * g)
                        # The second group loses: somebody has to.
                        shift = EFFECTS[name] * (-0.6 if g == 1 else 0.5 + 0.3 * g)
                        value = self.value(base, shift, run[0], run[2], 1000 + 40 * k + g)
                        rows.append((*run, breakdown, group, name, value, PEOPLE / len(names)))
        return self.frame(rows, "breakdown", "group", "outcome", "value", "people")

    def turns(self) -> pd.DataFrame:
        rows = []
        for run in (run for run in self.runs if run[0] != self.names[0]):
            for breakdown, names in GROUPS.items():
                for g, group in enumerate(names):
                    gain = 0.0 if self.constant else min(0.6, self.value(0.35, 0.02, run[0], run[2], 2000 + g))
                    lose = 0.0 if self.constant else self.value(0.22 + 0.03 * g, 0.0, run[0], run[2], 2100 + g)
                    ends = (np.nan, np.nan) if self.constant else (310.0 + 20 * g, -140.0 - 10 * g)
                    rows.append((*run, breakdown, group, gain, lose, 1 - gain - lose, *ends, PEOPLE / len(names)))
        return self.frame(rows, "breakdown", "group", "gain", "lose", "same", "mean_gain", "mean_loss", "people")

    def quantiles(self) -> pd.DataFrame:
        shares = np.round(np.arange(0.01, 1.0, 0.01), 2)
        rows = [
            (*run, share, self.value(4000 + 40000 * share**2, 60.0 * (1 - share), run[0], run[2], 3000 + i))
            for run in self.runs for i, share in enumerate(shares)
        ]  # fmt: skip
        return self.frame(rows, "share", "income")

    def fates(self) -> pd.DataFrame:
        causes = {
            "settled_village": 40,
            "settled_above": 12,
            "petition": 4,
            "court": 3,
            "faded": 9,
            "borne": 6,
            "none": 5,
        }
        rows = []
        for run in self.runs:
            for k, kind in enumerate(("neighbours", "boundary_land")):
                for c, (cause, n) in enumerate(causes.items()):
                    for d, dekads in enumerate((1, 3, 6, 12)):
                        shift = 6.0 if cause == "settled_village" else -0.5
                        amount = self.value(n / (1 + d), shift / (1 + d), run[0], run[2], 4000 + 20 * k + c, 0.1)
                        rows.append((*run, kind, cause, dekads, max(0, round(amount))))
        return self.frame(rows, "kind", "cause", "dekads", "n")

    def flows(self) -> pd.DataFrame:
        routes = {
            "unknown": ("faded", "borne", "open"),
            "proactive": ("linked", "grid", "village", "petition"),
            "requested": ("grid", "village", "township", "court", "faded"),
            "referred": ("township", "county"),
        }
        rows = []
        for run in self.runs:
            for r, (route, ends) in enumerate(routes.items()):
                for e, end in enumerate(ends):
                    near = end in ("linked", "grid", "village")
                    n = self.value(30.0 - 4 * e, 5.0 if near else -0.5, run[0], run[2], 5000 + 10 * r + e, 0.1)
                    rows.append((*run, route, end, end == "petition", max(0, round(n))))
        return self.frame(rows, "route", "end", "petitioned", "n")

    def hours(self) -> pd.DataFrame:
        tasks = ("paperwork", "disputes", "requests", "visits", "mobilisation", "unused")
        rows = [
            (*run, village[0], role, task, self.value(200.0 + 40 * t, 25.0, run[0], run[2], 6000 + 10 * k + t, 0.05))
            for run in self.runs for village in VILLAGES
            for k, role in enumerate(("cadre", "grid_worker", "member", "representative"))
            for t, task in enumerate(tasks)
        ]  # fmt: skip
        return self.frame(rows, "village", "role", "task", "hours")

    def colours(self) -> pd.DataFrame:
        quarters = ["2024-01-01", "2024-04-01", "2024-07-01", "2024-10-01"]
        rows = [
            (*run, village[0], grid, quarter, (v + grid + q + run[2]) % 3 if not self.constant else 0)
            for run in self.runs for v, village in enumerate(VILLAGES) for grid in (1, 2)
            for q, quarter in enumerate(quarters)
        ]  # fmt: skip
        return self.frame(rows, "village", "grid", "date", "colour")

    def money(self) -> pd.DataFrame:
        accounts = ("grants", "county", "operating_income", "donations", "wages", "mediation", "points", "programmes")
        rows = [
            (*run, village[0], name, self.value(90000.0 / (1 + k), 9000.0, run[0], run[2], 7000 + k))
            for run in self.runs for village in VILLAGES for k, name in enumerate(accounts)
        ]  # fmt: skip
        return self.frame(rows, "village", "account", "yuan")

    def sizes(self) -> pd.DataFrame:
        found = {"registered": 1.0 * PEOPLE, "adults": 0.6 * PEOPLE, "residents_years": 0.75 * PEOPLE, "years": YEARS}
        return self.frame([(*run, name, value) for run in self.runs for name, value in found.items()], "name", "value")


def _points(names: list[str]) -> pd.DataFrame:
    rows = [(f"{name}_{row}", name, row, 0, 5.0 + row) for name in names for row in range(POINTS)]
    return pd.DataFrame(rows, columns=["point", "scenario", "row", "luck", "households"])


def _over_points(names: list[str]) -> PointFacts:
    rows = [
        (name, row, outcome, 5, 0.5 * (1 + row) * EFFECTS[outcome], 5.0 + row)
        for name in names[1:] for row in range(POINTS) for outcome in HEADLINES
    ]  # fmt: skip
    frame = pd.DataFrame(rows, columns=["scenario", "row", "outcome", "n", "difference", "households"])
    level = frame["outcome"].map(LEVELS)
    frame = frame.assign(baseline=level, mean=level + frame["difference"], sd=0.1 * frame["difference"].abs())
    frame = frame.assign(low=frame["difference"] - frame["sd"], high=frame["difference"] + frame["sd"])
    return PointFacts(frame, {"households": {"en": "Households a member", "zh": "每名党员联系户数"}})


def _sensitivity() -> SensitivityFacts:
    rows = [
        ("participation.neighbours", "ST", 0.55, 0.45, 0.65, True, 0.4),
        ("disputes.base", "ST", 0.20, 0.10, 0.30, True, 0.2),
        ("trust.gain", "ST", 0.04, -0.04, 0.12, False, 0.1),
    ]
    frame = pd.DataFrame(rows, columns=["factor", "index", "value", "low", "high", "distinguishable", "reach"])
    labels = {
        "participation.neighbours": {"en": "Weight of neighbours' example", "zh": "邻里示范的权重"},
        "disputes.base": {"en": "Disputes arising", "zh": "纠纷发生率"},
        "trust.gain": {"en": "Trust gained by a settlement", "zh": "化解后信任的提高"},
    }
    return SensitivityFacts(
        "sensitivity", "dispute_resolution_rate", "sobol", frame, labels,
        {"levers": 0.3, "uncertainties": 0.5, "together": 0.1, "chance": 0.1}, 0.1, 64, "linkage_full", BASELINE,
    )  # fmt: skip


def _scorecard() -> tuple[dict, ...]:
    rows = (
        SimpleNamespace(id="entry_proactive", role="emergent", target=0.524, low=0.42, high=0.63, simulated=0.5),
        SimpleNamespace(id="mix_family", role="emergent", target=0.197, low=0.16, high=0.24, simulated=0.27),
        SimpleNamespace(id="income_wage_share", role="input", target=0.422, low=0.38, high=0.46, simulated=0.41),
        SimpleNamespace(id="mediated_settlement_reported", role="fitted", target=0.965, low=0.94, high=0.985,
                        simulated=None),
    )  # fmt: skip
    return tuple(
        {
            **vars(row), "fact": "F071", "mc_error": None if row.simulated is None else 0.01,
            "inside": None if row.simulated is None else row.low <= row.simulated <= row.high, "quantity": row.id,
            "unit": "share", "scenario": BASELINE, "basis": "", "field": "", "replications": 5,
            "note": "not_measured" if row.simulated is None else None,
        }
        for row in rows
    )  # fmt: skip
