"""Make ``toy_world`` importable by its name, in this process and in the workers it starts."""

import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent))
