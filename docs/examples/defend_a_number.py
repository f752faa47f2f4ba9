"""A number that is questioned: how sure it is, what it rests on, and whether it comes out again.

The county is tiny, so that this takes a minute at most; its numbers say nothing about any real one. Cells begin with
``# %%`` and can be run one by one. 示例县极小，数字只作演示。
"""

# %% The number: what linkage adds to participation, in percentage points
from pathlib import Path

import xiangzhi as xz

TINY = ["population.villages.count=2", "horizon.years=1", "horizon.burn_in_years=1"]
FOLDER = Path("results/defend_a_number")
found = xz.compare(
    ["status_quo", "linkage"], overrides=TINY, replications=4, workers=1, out=FOLDER, uncertainty=5
)  # fmt: skip
number = found.effects.set_index("outcome").loc["participation_rate"]
print(f"{100 * number['difference']:+.1f} ({100 * number['low']:+.1f} to {100 * number['high']:+.1f})", end="\n\n")

# %% How sure: by chance, if people behave otherwise than assumed, if the county sets its levers otherwise
layers = found.layers.query("outcome == 'participation_rate'")
print(layers[["layer", "difference", "low", "high", "share_better", "n"]].round(3).to_string(index=False), end="\n\n")

# %% What it rests on: every lever and parameter has a source and a grade
for key in ("household_linkage.households_per_member", "participation.neighbours"):
    told = xz.explain(None, key)
    print(f"{told['zh']}: {told['value']} ({told['low']} - {told['high']}), grade {told['grade']}, {told['source']}")
print()

# %% A conclusion as a claim that the machine checks
CLAIMS = """\
scenarios: [status_quo, linkage]
settings: {population.villages.count: 2, horizon.years: 1, horizon.burn_in_years: 1}
replications: 4
claims:
  - {scenario: linkage, against: status_quo, outcome: participation_rate, higher: true}
  - {scenario: linkage, against: status_quo, outcome: participation_rate, at_least: 10}
"""
Path("claims.yaml").write_text(CLAIMS, encoding="utf-8")
print(*xz.check("claims.yaml", out=FOLDER, workers=1).lines("en"), sep="\n", end="\n\n")

# %% The stored runs come out again, to the last bit
again = xz.verify(FOLDER, count=3)
print(f"{again.equal} of {again.checked} runs are equal to the last bit")
