"""A made-up comparison: a small registry of outcomes and nine scenarios with ten replications each."""

from dataclasses import dataclass

import numpy as np
import pandas as pd
import pytest


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


_OUTCOMES = [
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

TITLES = {
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


def build_outcomes(registry: dict[str, MadeUp], replications: int = 10) -> pd.DataFrame:
    """Return an outcomes frame in which seeds share their luck and scenarios differ by known amounts."""
    rng = np.random.Generator(np.random.PCG64(5))
    level = {"disposable_income": 23000.0, "gini": 0.28, "open_dispute_days": 900.0, "public_cost_per_head": 60.0}
    rows = []
    luck = {name: rng.normal(0, 0.05, replications) for name in registry}
    for i, scenario in enumerate(TITLES):
        for name in registry:
            base = level.get(name, 0.4)
            gain = 0.0 if i == 0 else base * (0.03 * (i - 2.5) + 0.02 * (len(name) % 3))
            noise = rng.normal(0, 0.02 * base, replications) * (i > 0)
            for r in range(replications):
                value = base * (1 + luck[name][r]) + gain + noise[r]
                rows.append((scenario, r, 1 + r, name, "", value))
    frame = pd.DataFrame(rows, columns=["scenario", "replication", "seed", "outcome", "village", "value"])
    return pd.concat([frame, frame.head(3).assign(village="东溪镇/上坂村")], ignore_index=True)


def build_series(registry: dict[str, MadeUp], replications: int = 10) -> pd.DataFrame:
    """Return a series frame of 32 quarters from 2021; the policy starts in 2024."""
    rng = np.random.Generator(np.random.PCG64(6))
    days = pd.date_range("2021-01-01", periods=32, freq="QS")
    after = np.clip(np.arange(32) - 12, 0, None) / 20
    rows = []
    for name in [n for n, o in registry.items() if o.headline]:
        base = 23000.0 if name == "disposable_income" else 0.4
        for r in range(replications):
            path = base * (1 + np.cumsum(rng.normal(0, 0.01, 32)) + 0.02 * np.sin(np.arange(32) * np.pi / 2))
            for i, scenario in enumerate(TITLES):
                values = path + base * after * (0.03 * (i - 2) if i else 0) + rng.normal(0, 0.003 * base, 32) * after
                rows += [(scenario, r, 1 + r, name, d, v) for d, v in zip(days, values, strict=True)]
    return pd.DataFrame(rows, columns=["scenario", "replication", "seed", "outcome", "date", "value"])


@pytest.fixture(scope="session")
def registry() -> dict[str, MadeUp]:
    return {outcome.id: outcome for outcome in _OUTCOMES}


@pytest.fixture(scope="session")
def titles() -> dict[str, dict[str, str]]:
    return TITLES


@pytest.fixture(scope="session")
def outcomes_frame(registry: dict[str, MadeUp]) -> pd.DataFrame:
    return build_outcomes(registry)


@pytest.fixture(scope="session")
def series_frame(registry: dict[str, MadeUp]) -> pd.DataFrame:
    return build_series(registry)
