"""Prints in which share of the prior range of its uncertain parameters each pattern comes out; run by hand.

    python tests/statistical/prior_range.py [--points 12] [--seeds 3] [pattern ...]

A pattern's two to four most uncertain parameters are drawn from their passports' bounds by a Latin hypercube, alike on
the share of each range, on the burn-in as well; at each point the mean over a few paired seeds must have the claimed
sign and at least half the size of the effect of interest, or stay within the margin where nothing is claimed.
"""

import argparse
import sys

import numpy as np
from all_claims import CLAIMS, NOT_SHOWN
from claims import Claim
from scipy.stats import qmc

from model.parameters import PASSPORTS


def points_of(claim: Claim, number: int) -> list[dict[str, float]]:
    """Return points within the passports' bounds of a claim's uncertain parameters."""
    keys = claim.uncertain
    shares = qmc.LatinHypercube(d=len(keys), seed=1).random(number)
    low, high = (np.array([getattr(PASSPORTS[key], side) for key in keys]) for side in ("low", "high"))
    return [dict(zip(keys, map(float, point), strict=True)) for point in qmc.scale(shares, low, high)]


def comes_out(claim: Claim, mean: float) -> bool:
    """Return whether a mean paired difference bears the claim out."""
    if claim.expects == "nothing":
        return abs(mean) < claim.asked
    size = mean if claim.expects == "up" else -mean
    return 0.5 * claim.asked <= size < claim.ceiling


def main() -> None:
    """Print a line a claim: the share of points at which it comes out, and the span of means."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--points", type=int, default=12)
    parser.add_argument("--seeds", type=int, default=3)
    parser.add_argument("patterns", nargs="*")
    asked = parser.parse_args()
    for claim in (*CLAIMS, *NOT_SHOWN):
        if not claim.uncertain or (asked.patterns and not claim.name.startswith(tuple(asked.patterns))):
            continue
        chosen = points_of(claim, asked.points)
        means = [float(np.mean(claim.differences(behaving=point, seeds=asked.seeds))) for point in chosen]
        share = np.mean([comes_out(claim, mean) for mean in means])
        span = f"means {min(means):.4g} to {max(means):.4g}"
        sys.stdout.write(f"{claim.name}: {share:.2f} of {len(means)} points, {span}\n")
        sys.stdout.flush()


if __name__ == "__main__":
    main()
