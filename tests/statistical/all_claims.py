"""All claims of the patterns: P1 to P17, and the parts that hold pt01 to pt46."""

from importlib import import_module
from pathlib import Path

from claims import CLAIMS as OWN
from claims import NOT_SHOWN as OWN_NOT_SHOWN
from claims import Claim

PARTS = [import_module(file.stem) for file in sorted(Path(__file__).parent.glob("claims_pt_*.py"))]
CLAIMS: tuple[Claim, ...] = (*OWN, *(claim for part in PARTS for claim in part.CLAIMS))
"""Claims that the model bears out; each is tested."""
NOT_SHOWN: tuple[Claim, ...] = (*OWN_NOT_SHOWN, *(claim for part in PARTS for claim in part.NOT_SHOWN))
"""Claims that the model does not bear out at its central values; kept for the study of the prior range alone."""
ASSUMED: dict[str, str] = {name: where for part in PARTS for name, where in part.ASSUMED.items()}
"""Patterns that stand in an equation of the model, and where."""
