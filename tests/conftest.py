"""What all tests share: small counties, and ``strategies`` and ``snapshots`` importable by name."""

import sys
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings

# At the end of the path, so that no folder of tests stands before the package of the same name.
sys.path.append(str(Path(__file__).parent))

from strategies import EVERYTHING, county_of, three_villages, village

# A slow machine must not make a test fail: what is drawn may differ between runs only when asked for.
settings.register_profile("xiangzhi", deadline=None, derandomize=True, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("xiangzhi")


@pytest.fixture(scope="session")
def small_settings():
    """Return three villages in two townships, a year of burn-in and two years of every policy."""
    return three_villages(years=2, burn_in=1, programmes=EVERYTHING)


@pytest.fixture(scope="session")
def tiny():
    """Return one quarrelsome village of about 200 people, every policy in force for a year."""
    return county_of(village("上坂村", 200), programmes=EVERYTHING, behaviour={"disputes.base": 0.004})
