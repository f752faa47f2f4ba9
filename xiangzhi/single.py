"""One run from Python: a scenario and a seed."""

from collections.abc import Sequence
from pathlib import Path

from experiments.result import RunResult
from experiments.run import run as run_settings
from scenarios.load import load_scenario
from scenarios.scenario import Scenario


def run(scenario: str | Path | Scenario, *, seed: int = 1, overrides: Sequence[str] = ()) -> RunResult:
    """Run a scenario once.

    Parameters
    ----------
    scenario
        A scenario file, the name of a shipped scenario, or a loaded scenario.
    seed
        The seed of all chance, 0 or more.
    overrides
        Changes 'key=value'; only for files and names.

    Raises
    ------
    ScenarioError, RosterError
        The file or an override is wrong.
    """
    loaded = scenario if isinstance(scenario, Scenario) else load_scenario(scenario, overrides=overrides)
    return run_settings(loaded.settings, seed)
