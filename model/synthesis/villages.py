"""What a village and a township start with beyond their people: institutions, jobs, oversight, guidance."""

import numpy as np

from model.chance import normal, salt, text_key
from model.columns import Reals
from model.synthesis.arithmetic import bounded, nearest
from model.synthesis.draft import Draft

DRAWN = ("jobs", "clan_bodies", "integration", "authority", "disclosure", "oversight", "platform")
"""Columns drawn about a centre with a spread of their own, in order: authority leans on integration."""


def found_village(draft: Draft) -> None:
    """Draw the village's institutions and jobs into ``draft.village``, by column name."""
    p, spec, village = draft.p, draft.spec, draft.village
    lean = {
        "jobs": p.jobs_income * np.log(spec.income_level),
        "clan_bodies": p.clan_bodies_clan * (spec.largest_clan_share - p.clan_share_middle),
    }
    for name in DRAWN:
        z = np.array([draft.village_bell(name)])
        share = bounded(getattr(p, f"{name}_centre"), lean.get(name, 0.0), getattr(p, f"{name}_spread"), z)
        village[name] = float(share[0])
        if name == "integration":
            lean["authority"] = p.authority_integration * (village[name] - p.integration_centre)
    size = p.organisations_per_1000 * spec.population / 1000.0
    village["organisations"] = nearest(size * np.exp(p.organisations_spread * draft.village_bell("organisations")))
    village["operating_level"] = spec.collective_income


def township_share(names: list[str], centre: float, spread: float, seed: int, process: str) -> Reals:
    """Return a drawn share per township, keyed by its name."""
    keys = np.array([text_key(name) for name in names], dtype=np.uint64)
    return bounded(centre, 0.0, spread, normal(keys, salt(seed, f"synthesis:{process}", 0)))
