"""Xiangzhi 乡治: an agent-based laboratory for China's Party-led rural-governance policies.

    import xiangzhi as xz

    comparison = xz.compare(["pilot_county", "pilot_county_linkage"], replications=10)
    print(comparison.effects)
    comparison.chart("zh").savefig("effects.png")

Each name below is imported when it is first used, so that ``import xiangzhi`` costs nothing.
"""

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from analysis.did import difference_in_differences
    from analysis.effects import paired_effects
    from experiments.models import load_model
    from experiments.panel import panel
    from experiments.result import RunResult
    from experiments.store import Store
    from experiments.study import DesignPoint, FunctionExperiment, Study
    from experiments.study_file import load_study
    from experiments.verify import verify
    from model.county import County
    from model.errors import XiangzhiError
    from model.outcomes import OUTCOMES
    from model.parameters import PASSPORTS
    from model.policies import POLICIES
    from model.settings import Settings
    from model.world import World
    from scenarios.difference import diff
    from scenarios.explain import explain
    from scenarios.load import load_scenario
    from scenarios.scenario import Scenario
    from xiangzhi.claims import check
    from xiangzhi.comparison import Comparison, compare
    from xiangzhi.reporting import report
    from xiangzhi.sensitivities import Sensitivities, sensitivity
    from xiangzhi.single import run
    from xiangzhi.sweeping import Sweep, Until, sweep

_HOMES = {
    "Comparison": "xiangzhi.comparison",
    "County": "model.county",
    "DesignPoint": "experiments.study",
    "FunctionExperiment": "experiments.study",
    "OUTCOMES": "model.outcomes",
    "PASSPORTS": "model.parameters",
    "POLICIES": "model.policies",
    "RunResult": "experiments.result",
    "Scenario": "scenarios.scenario",
    "Sensitivities": "xiangzhi.sensitivities",
    "Settings": "model.settings",
    "Store": "experiments.store",
    "Study": "experiments.study",
    "Sweep": "xiangzhi.sweeping",
    "Until": "xiangzhi.sweeping",
    "World": "model.world",
    "XiangzhiError": "model.errors",
    "check": "xiangzhi.claims",
    "compare": "xiangzhi.comparison",
    "diff": "scenarios.difference",
    "difference_in_differences": "analysis.did",
    "explain": "scenarios.explain",
    "load_model": "experiments.models",
    "load_scenario": "scenarios.load",
    "load_study": "experiments.study_file",
    "paired_effects": "analysis.effects",
    "panel": "experiments.panel",
    "report": "xiangzhi.reporting",
    "run": "xiangzhi.single",
    "sensitivity": "xiangzhi.sensitivities",
    "sweep": "xiangzhi.sweeping",
    "verify": "experiments.verify",
}

__all__ = [  # noqa: RUF022 - sorted as Python sorts
    "Comparison",
    "County",
    "DesignPoint",
    "FunctionExperiment",
    "OUTCOMES",
    "PASSPORTS",
    "POLICIES",
    "RunResult",
    "Scenario",
    "Sensitivities",
    "Settings",
    "Store",
    "Study",
    "Sweep",
    "Until",
    "World",
    "XiangzhiError",
    "check",
    "compare",
    "diff",
    "difference_in_differences",
    "explain",
    "load_model",
    "load_scenario",
    "load_study",
    "paired_effects",
    "panel",
    "report",
    "run",
    "sensitivity",
    "sweep",
    "verify",
]


def __getattr__(name: str) -> Any:
    """Import a public name when it is first used."""
    if name not in _HOMES:
        raise AttributeError(f"module 'xiangzhi' has no attribute {name!r}")
    value = getattr(import_module(_HOMES[name]), name)
    globals()[name] = value
    return value


def __dir__() -> list[str]:
    return sorted(__all__)
