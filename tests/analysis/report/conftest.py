"""Makes ``made_up`` importable by name, and gives the usual made-up study."""

import sys
from pathlib import Path

import pytest

# At the end of the path, so that no file here stands before a package of the same name.
sys.path.append(str(Path(__file__).parent))

from made_up import made_up

from analysis.report.evidence import Evidence


@pytest.fixture(scope="session")
def evidence() -> Evidence:
    """Return a study of a baseline and two scenarios, five replications each, with all detail."""
    return made_up()
