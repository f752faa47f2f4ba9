"""Makes ``chart_frames`` and ``charted`` importable by name, and gives the usual made-up comparison."""

import sys
from pathlib import Path

import pandas as pd
import pytest

# At the end of the path, so that no file here stands before a package of the same name.
sys.path.append(str(Path(__file__).parent))

from chart_frames import COUNTY_TITLES, REGISTRY, MadeUp, build_outcomes, build_series


@pytest.fixture(scope="session")
def registry() -> dict[str, MadeUp]:
    return REGISTRY


@pytest.fixture(scope="session")
def titles() -> dict[str, dict[str, str]]:
    return COUNTY_TITLES


@pytest.fixture(scope="session")
def outcomes_frame(registry: dict[str, MadeUp]) -> pd.DataFrame:
    return build_outcomes(registry)


@pytest.fixture(scope="session")
def series_frame(registry: dict[str, MadeUp]) -> pd.DataFrame:
    return build_series(registry)
