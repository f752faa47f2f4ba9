"""Made-up frames and results for tests of charts: small, the same on every machine, with known effects."""

import math
from dataclasses import dataclass

import numpy as np
import pandas as pd

from analysis.charts.hours_budget import TASKS
from analysis.cost import GAINS, SPENT
from analysis.labels import Registry
from analysis.layers import LAYERS
from analysis.people import BREAKDOWNS, GROUPS
from experiments.design import Design
from experiments.factors import Factor
from model.evidence import PRACTICES

RUN = ("scenario", "replication", "seed")
OUTCOMES = ("dispute_resolution_rate", "participation_rate", "disposable_income")


# a comparison


@dataclass(frozen=True)
class MadeUp:
    id: str
    en: str
    zh: str
    unit_en: str
    unit_zh: str
    better: str = "up"
    headline: bool = False
    scale: float = 1.0
    point_unit_en: str = ""
    point_unit_zh: str = ""
    definition_en: str = "As the name says."
    definition_zh: str = "如名称所示。"


def _share(name: str, en: str, zh: str, better: str = "up", *, headline: bool = False) -> MadeUp:
    return MadeUp(name, en, zh, "share", "份额", better, headline, 100.0, "percentage points", "个百分点")


_MADE_UP = [
    _share("dispute_resolution_rate", "Dispute resolution rate", "矛盾纠纷化解率", headline=True),
    _share("participation_rate", "Participation rate", "村民参与率", headline=True),
    MadeUp("disposable_income", "Disposable income", "人均可支配收入", "yuan of 2024 a head and year",
           "元/人·年（2024年价）", headline=True),
    _share("settled_in_village_share", "Share of disputes settled in the village", "村内化解比例"),
    MadeUp("open_dispute_days", "Days of open disputes", "未化解纠纷天数", "days per 1,000 person-years",
           "天/千人年", "down"),
    MadeUp("disputes_recorded", "Disputes recorded", "登记纠纷数", "per 1,000 people and year", "件/千人·年", "none"),
    MadeUp("petitions_per_1000", "Petitions", "信访量", "per 1,000 people and half-year", "件/千人·半年", "down"),
    MadeUp("gini", "Gini coefficient of income", "收入基尼系数", "index", "指数", "down"),
    _share("ritual_visit_share", "Share of visits that are ritual, for the record only", "走过场走访的比例", "down"),
    MadeUp("public_cost_per_head", "Public cost", "公共成本", "yuan a head and year", "元/人·年", "down"),
]  # fmt: skip
REGISTRY = {outcome.id: outcome for outcome in _MADE_UP}
COUNTY_TITLES = {
    "pilot_county": {"en": "Pilot county as it is", "zh": "试点县现状"},
    "linkage": {"en": "Household linkage as stated: 10, 5, 3 and 1 households", "zh": "党员联户：按 10/5/3/1 户联系"},
    "linkage_5": {"en": "Five households a member", "zh": "每名党员联系五户"},
    "linkage_10": {"en": "Ten households a member", "zh": "每名党员联系十户"},
    "points_low": {"en": "Points, low value", "zh": "积分制：低兑换值"},
    "points_high": {"en": "Points, high value, fully funded and published", "zh": "积分制：高兑换值，经费足额并公示"},
    "funds_low": {"en": "Operating fund, 100,000 yuan a village", "zh": "运转经费：每村每年十万元"},
    "funds_high": {"en": "Operating fund, 400,000 yuan a village", "zh": "运转经费：每村每年四十万元"},
    "package": {
        "en": "All together: linkage, points and funds, as a package",
        "zh": "组合方案：联户、积分与经费一并实施",
    },
}


def build_outcomes(registry: Registry, replications: int = 10) -> pd.DataFrame:
    """Return an outcomes frame in which seeds share their luck and scenarios differ by known amounts."""
    rng = np.random.Generator(np.random.PCG64(5))
    level = {"disposable_income": 23000.0, "gini": 0.28, "open_dispute_days": 900.0, "public_cost_per_head": 60.0}
    rows = []
    luck = {name: rng.normal(0, 0.05, replications) for name in registry}
    for i, scenario in enumerate(COUNTY_TITLES):
        for name in registry:
            base = level.get(name, 0.4)
            gain = 0.0 if i == 0 else base * (0.03 * (i - 2.5) + 0.02 * (len(name) % 3))
            noise = rng.normal(0, 0.02 * base, replications) * (i > 0)
            for r in range(replications):
                value = base * (1 + luck[name][r]) + gain + noise[r]
                rows.append((scenario, r, 1 + r, name, "", value))
    frame = pd.DataFrame(rows, columns=["scenario", "replication", "seed", "outcome", "village", "value"])
    return pd.concat([frame, frame.head(3).assign(village="东溪镇/上坂村")], ignore_index=True)


def build_series(registry: Registry, replications: int = 10) -> pd.DataFrame:
    """Return a series frame of 32 quarters from 2021; the policy starts in 2024."""
    rng = np.random.Generator(np.random.PCG64(6))
    days = pd.date_range("2021-01-01", periods=32, freq="QS")
    after = np.clip(np.arange(32) - 12, 0, None) / 20
    rows = []
    for name in [n for n, o in registry.items() if o.headline]:
        base = 23000.0 if name == "disposable_income" else 0.4
        for r in range(replications):
            path = base * (1 + np.cumsum(rng.normal(0, 0.01, 32)) + 0.02 * np.sin(np.arange(32) * np.pi / 2))
            for i, scenario in enumerate(COUNTY_TITLES):
                values = path + base * after * (0.03 * (i - 2) if i else 0) + rng.normal(0, 0.003 * base, 32) * after
                rows += [(scenario, r, 1 + r, name, d, v) for d, v in zip(days, values, strict=True)]
    return pd.DataFrame(rows, columns=["scenario", "replication", "seed", "outcome", "date", "value"])


# disputes, hours, grids

TITLES = {
    "base": {"en": "Pilot county as it is", "zh": "试点县现状"},
    "linkage": {"en": "Household linkage as stated: 10, 5, 3 and 1 households", "zh": "党员联户：按 10/5/3/1 户联系"},
    "package": {"en": "All together: linkage, points and funds", "zh": "组合方案：联户、积分与经费一并实施"},
} | {
    f"s{i}": {"en": f"Scenario number {i} with a rather long title of its own", "zh": f"第{i}个情景，名称写得相当长"}
    for i in range(12)
}
MANY = [f"s{i}" for i in range(12)]


def build_flows(names, replications=4):
    """Return flows in which routes other than 'unknown' lead to every end, and some of them through a petition."""
    luck = np.random.Generator(np.random.PCG64(3))
    weights = {"linked": 60, "grid": 80, "village": 240, "township": 70, "county": 6, "petition": 3, "court": 9,
               "faded": 40, "borne": 30, "open": 9}  # fmt: skip
    rows = []
    for i, name in enumerate(names):
        for r in range(replications):
            for route, factor in (("proactive", 0.6 + 0.2 * i), ("requested", 1.0), ("referred", 0.08)):
                for end, weight in weights.items():
                    if end != "linked" or i:
                        rows.append((name, r, 1 + r, route, end, False, luck.poisson(factor * weight)))
                        rows.append((name, r, 1 + r, route, end, True, luck.poisson(factor * weight * 0.05)))
            rows += [
                (name, r, 1 + r, "unknown", end, False, luck.poisson(n)) for end, n in (("faded", 300), ("court", 9))
            ]
    return pd.DataFrame(rows, columns=[*RUN, "route", "end", "petitioned", "n"])


def build_fates(names, replications=4, disputes=600):
    """Return grouped fates of disputes and the ungrouped cases behind them."""
    luck = np.random.Generator(np.random.PCG64(4))
    causes = ["settled_village", "settled_above", "petition", "court", "faded", "borne", "none"]
    scale = np.array([5, 9, 14, 18, 12, 10, 60])
    rows, cases = [], []
    for i, name in enumerate(names):
        for r in range(replications):
            shares = np.array([0.4 + 0.05 * i, 0.1, 0.02, 0.01, 0.2, 0.2, 0.05])
            what = luck.choice(7, disputes, p=shares / shares.sum())
            dekads = np.floor(luck.exponential(scale[what])).astype(int)
            cases.append((name, r, dekads, what))
            pairs, n = np.unique(np.column_stack([what, dekads]), axis=0, return_counts=True)
            rows += [(name, r, 1 + r, "debt", causes[c], d, k) for (c, d), k in zip(pairs, n, strict=True)]
    return pd.DataFrame(rows, columns=[*RUN, "kind", "cause", "dekads", "n"]), cases


def build_hours(names, replications=3, villages=("东溪镇/上坂村", "东溪镇/下坂村")):
    luck = np.random.Generator(np.random.PCG64(5))
    mean = {"cadre": (80, 1200, 950, 1200, 3100, 270), "grid_worker": (37, 240, 320, 0, 345, 1),
            "member": (3, 0, 212, 107, 33, 423), "representative": (0, 0, 105, 0, 16, 220)}  # fmt: skip
    rows = [
        (name, r, 1 + r, village, role, task, 5 * hours * luck.uniform(0.9, 1.1))
        for name in names for r in range(replications) for village in villages
        for role, held in mean.items() for task, hours in zip(TASKS, held, strict=True)
    ]  # fmt: skip
    return pd.DataFrame(rows, columns=[*RUN, "village", "role", "task", "hours"])


def build_colours(names, replications=4, villages=6, townships=2, quarters=12, grids=3):
    luck = np.random.Generator(np.random.PCG64(6))
    dates = [f"{2024 + q // 4}-{1 + 3 * (q % 4):02d}-01" for q in range(quarters)]
    rows = [
        (name, r, 1 + r, f"第{t}镇/第{v}村", grid, date, luck.choice(3, p=[0.4, 0.5, 0.1]))
        for name in names for r in range(replications) for t in range(townships) for v in range(villages)
        for grid in range(1, grids + 1) for date in dates
    ]  # fmt: skip
    return pd.DataFrame(rows, columns=[*RUN, "village", "grid", "date", "colour"])


# people and doubt


def cells():
    """Return every breakdown with its groups, and three townships."""
    named = GROUPS | {"township": ("Dongxi", "Xiling", "Nanhe")}
    return [(breakdown, group) for breakdown in BREAKDOWNS for group in named[breakdown]]


def build_groups(names, replications=5):
    luck = np.random.Generator(np.random.PCG64(7))
    rows = []
    for name in names:
        for breakdown, group in cells():
            for outcome, base, size in zip(OUTCOMES, (0.46, 0.31, 25000.0), (0.03, 0.02, 300.0), strict=True):
                mean, half = luck.normal(0.5 * size, 1.5 * size), luck.uniform(0.3, 1.6) * size
                low, high = (mean - half, mean + half) if replications > 1 else (math.nan, math.nan)
                rows.append((name, breakdown, group, outcome, base, base + mean, mean, low, high, replications, 1234.5))
    columns = ["scenario", "breakdown", "group", "outcome", "baseline", "mean", "difference", "low", "high",
               "replications", "people"]  # fmt: skip
    return pd.DataFrame(rows, columns=columns)


def build_turns(names, replications=5):
    luck = np.random.Generator(np.random.PCG64(8))
    rows = []
    for name in names:
        for breakdown, group in cells():
            gain, lose = luck.uniform(0.1, 0.6), luck.uniform(0.01, 0.3)
            ends = (0.8 * gain, 1.2 * gain, 0.7 * lose, 1.3 * lose) if replications > 1 else (math.nan,) * 4
            rows.append((name, breakdown, group, gain, *ends[:2], lose, *ends[2:], 1 - gain - lose,
                         luck.uniform(20, 900), -luck.uniform(20, 4000), 1234.5, replications))  # fmt: skip
    columns = ["scenario", "breakdown", "group", "gain", "gain_low", "gain_high", "lose", "lose_low", "lose_high",
               "same", "mean_gain", "mean_loss", "people", "replications"]  # fmt: skip
    return pd.DataFrame(rows, columns=columns)


def build_changes(names, replications=5, tail=400.0):
    luck = np.random.Generator(np.random.PCG64(9))
    share = np.arange(1, 100) / 100
    frames = []
    for i, name in enumerate(names):
        mean = 300 * (0.5 - share) + 100 * i + luck.normal(0, 20, 99)
        half = 60 + tail * share**60 if replications > 1 else np.full(99, np.nan)
        frames.append(pd.DataFrame({"scenario": name, "share": share, "baseline": 20000.0, "mean": 20000 + mean,
                                    "difference": mean, "low": mean - half, "high": mean + half,
                                    "replications": replications}))  # fmt: skip
    return pd.concat(frames, ignore_index=True)


def build_layers(names, layers=LAYERS):
    luck = np.random.Generator(np.random.PCG64(10))
    rows = []
    for name in names:
        for outcome, size in zip(OUTCOMES, (0.03, 0.02, 300.0), strict=True):
            for layer in layers:
                mean, half = luck.normal(size, size / 2), luck.uniform(0.5, 2) * size
                n = 10 if layer == "chance" else 20
                rows.append((name, outcome, layer, mean, mean - half, mean + half, luck.uniform(), n, size))
    columns = ["scenario", "outcome", "layer", "difference", "low", "high", "share_better", "n", "sd"]
    return pd.DataFrame(rows, columns=columns)


# costs

WORDS = (
    ("Household linkage as stated: 10, 5, 3 and 1 households", "党员联户：按 10/5/3/1 户联系", 0, 10),
    ("Points, low value", "积分制：低兑换值", 300, 4),
    ("Points, high value, fully funded and published everywhere", "积分制：高兑换值，经费足额并公示", 900, 9),
    ("Operating fund, 400,000 yuan a village", "运转经费：每村每年四十万元", 2200, 2),
    ("All together: linkage, points and funds, as a package", "组合方案：联户、积分与经费一并实施，覆盖各村", 2600, 16),
    ("Five households a member", "每名党员联系五户", 20, 8),
    ("Talk days thrice a month with the township's mediators", "每月三次说事日，乡镇调解员到场参与", 150, 1),
    ("Grid subdivision", "网格细分", -200, -3), ("Hotline", "吹哨报到与热线", 400, 12),
    ("Branch cooperative with dividends for member households", "党支部领办合作社，社员分红", 1200, 0.2),
    ("Secretary training", "村书记培训", 80, 1.5), ("Cadre rotation", "干部轮岗", -50, 0.5),
)  # fmt: skip
COST_TITLES = {"base": {"en": "Pilot county as it is", "zh": "试点县现状"}} | {
    f"s{i}": {
        "en": WORDS[i % 12][0] + (f" ({i})" if i > 11 else ""), "zh": WORDS[i % 12][1] + (f"（{i}）" if i > 11 else "")
    } for i in range(60)
}  # fmt: skip


def build_costs(scenarios, replications=10):
    rng = np.random.Generator(np.random.PCG64(3))
    rows = []
    for i in range(scenarios):
        _, _, cost, effect = WORDS[i % 12]
        growth = 1 + 0.2 * (i // 12)
        for r in range(replications):
            spent = 1000.0 * cost * growth + rng.normal(0, 30.0 * abs(cost) + 500)
            gained = growth * effect + rng.normal(0, 1.2)
            rows.append((f"s{i}", r, 1 + r, spent, 9000.0, 1000.0, gained, 40 * gained, 20 * gained, "base"))
    return pd.DataFrame(rows, columns=[*RUN, *SPENT, *GAINS, "baseline"])


def build_books(scenarios):
    money, sizes = [], []
    for i, scenario in enumerate(["base", *(f"s{i}" for i in range(scenarios))]):
        for r in range(3):
            run = (scenario, r, 1 + r)
            sizes += [(*run, "registered", 27_000.0), (*run, "years", 5.0)]
            given = {"grants": 2e7 + 2e6 * i, "county": 4e6, "operating_income": 1e7 - 2e5 * i, "donations": 1e5 * i,
                     "wages": 1.3e7, "office": 2e6, "meetings": 4e5, "services": 9e6, "points": 1e6 * i}  # fmt: skip
            money += [(*run, "v", name, value * (1 + 0.003 * r * (i > 0))) for name, value in given.items()]
    return (
        pd.DataFrame(money, columns=[*RUN, "village", "account", "yuan"]),
        pd.DataFrame(sizes, columns=[*RUN, "name", "value"]),
    )


# sensitivity

LABELS = (
    ("Households linked by one member", "每名党员联系户数"),
    ("Value of a point in the village shop", "积分兑换值"),
    ("Share of people who live in the village all year", "常住人口比例"),
    ("How far neighbours' taking part spreads", "邻里参与的带动力"),
    ("Decay of trust when nobody is visited for a long time, per dekad", "长期无人走访时信任的衰减（每旬）"),
    *((f"Factor that does nothing {j}", f"无作用的因素{j}") for j in range(7)),
)
FACTORS = tuple(
    Factor(f"room{j}.key", "lever" if j % 3 == 0 else "uncertainty", en=en, zh=zh) for j, (en, zh) in enumerate(LABELS)
)
FACTOR_TITLES = {factor.name: {"en": factor.en, "zh": factor.zh} for factor in FACTORS}


def rate(places):
    curved = 0.2 * (places[:, 4] - 0.5) ** 2
    return 0.5 + 0.1 * places[:, 0] + 0.06 * places[:, 1] + 0.08 * places[:, 2] * places[:, 3] + curved


def runs_of(design, replications=3, sd=0.01):
    return rate(design.places)[:, None] + np.random.default_rng(1).normal(0, sd, (design.rows, replications))


GRID = Design(
    "factorial",
    (FACTORS[0], FACTORS[2]),
    table=tuple((float(x), y) for x in (1, 3, 5, 8, 10, 15, 20) for y in (0.3, 0.45, 0.6, 0.75, 0.9)),
    base=35,
)
GRID_RUNS = np.array([0.5 + 0.3 * y * (1 - np.exp(-x / 5)) for x, y in GRID.table])[:, None] + np.linspace(0, 0.02, 8)
DOSE = Design("one_at_a_time", FACTORS[1:2], table=tuple((v,) for v in ("off", 0.1, 0.25, 0.5, 1.0, 2.0)), base=6)
DOSE_RUNS = np.array([0.4, 0.41, 0.43, 0.45, 0.5, 0.6])[:, None] + np.linspace(-0.02, 0.02, 5)


# practices


def difference(size: float, half: float, *, holm: float = 0.2, least: float = 0.5, n: int = 4) -> dict:
    """Return a made-up difference; without a size, one that no run gave."""
    low, high = size - half, size + half
    verdict = "unsure" if low <= 0 <= high else "better" if size > 0 else "worse"
    if size == half == 0:
        verdict = "same"
    return {
        "baseline": 1.0, "difference": size, "low": low, "high": high, "p": 0.01, "p_holm": holm, "verdict": verdict,
        "matters": verdict in ("better", "worse"), "least": least, "replications": n,
    }  # fmt: skip


def record(practice: str, standing: str = "moves", effect: dict | None = None, harms: tuple = ()) -> dict:
    """Return a made-up record whose headline effects are alike."""
    known = PRACTICES[practice]
    return {
        "practice": practice, "zh": known.zh, "en": known.en, "group": known.group, "priority": known.priority,
        "policies": ["points"], "scenario": practice, "baseline": "baseline", "standing": standing,
        "effects": dict.fromkeys(OUTCOMES, effect or difference(0.02, 0.01)),
        "public_cost_per_head": difference(3.0, 1.0), "worker_hours": difference(0.2, 0.1),
        "drivers": [], "first": [], "harms": list(harms),
    }  # fmt: skip


def all_records() -> list[dict]:
    groups = list(dict.fromkeys(known.group for known in PRACTICES.values()))
    return [record(name) for name in sorted(PRACTICES, key=lambda name: groups.index(PRACTICES[name].group))]
