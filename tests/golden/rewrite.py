"""Write the golden run anew: `python tests/golden/rewrite.py`, after a change that is meant to change numbers."""

import json
import sys
from pathlib import Path
from typing import Any

sys.path.append(str(Path(__file__).parents[1]))

from strategies import STATUS_QUO, every, start_world, three_villages

from model.calendar import DEKADS_A_YEAR
from model.outcomes import OUTCOMES, measure
from model.settings import Programme
from model.tables import GONE, SETTLED
from model.world import World

FILE = Path(__file__).with_name("county.json")
PROGRAMMES = (*STATUS_QUO, Programme(policy="household_linkage"), Programme(policy="points"))


def run() -> World:
    """Return three villages after a year of burn-in and two years of linkage and points, seed 1."""
    return start_world(three_villages(years=2, burn_in=1, programmes=PROGRAMMES), 1, 2 * DEKADS_A_YEAR, events=True)


def counts(world: World) -> dict[str, int]:
    """Return whole numbers that must come out exactly."""
    people, ledger = world.people, world.ledger
    disputes, requests = every(world, "disputes"), every(world, "requests")
    return {
        "people": len(people),
        "gone": int((people.status == GONE).sum()),
        "at home": int(world.resident.sum()),
        "disputes": len(disputes),
        "disputes settled": int((disputes.state == SETTLED).sum()),
        "attempts": int(disputes.tries.sum()),
        "petitions": int(disputes.petitions.sum()),
        "requests": len(requests),
        "requests done": int((requests.done >= 0).sum()),
        "households linked": int((world.households.linked >= 0).sum()),
        "fen in cash": int(ledger.of("cash").sum()),
        "fen redeemed": int(ledger.of("points").sum()),
        "fen of debt": int(ledger.debt().sum()),
    }


def figures(world: World) -> dict[str, dict[str, Any]]:
    """Return counts and outcomes; an outcome that is undefined here is null."""
    found = measure(world).outcomes
    return {
        "counts": counts(world),
        "outcomes": {name: None if found[name] != found[name] else float(found[name]) for name in OUTCOMES},
    }


if __name__ == "__main__":
    FILE.write_text(json.dumps(figures(run()), indent=2) + "\n", encoding="utf-8")
    sys.stdout.write(f"wrote {FILE}\n")
