"""Makes the laboratory, the claims and the judge importable by name."""

import sys
from pathlib import Path

sys.path.append(str(Path(__file__).parent))
