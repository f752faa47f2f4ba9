"""Two policies against the county as it is: effects, who gains, what it costs, a picture and a report.

The county is tiny, so that this takes a minute at most; its numbers say nothing about any real one. Cells begin with
``# %%`` and can be run one by one. 示例县极小，数字只作演示。
"""

# %% One policy more than those that are shipped
from pathlib import Path

import xiangzhi as xz
from analysis.report.derived import derived
from xiangzhi.reporting import gather

POINTS = """\
title: {zh: 积分制, en: Points}
extends: status_quo
policies:
  points: {levers: {point_value: 2, annual_budget: 60000}}
"""
Path("points.yaml").write_text(POINTS, encoding="utf-8")

# %% Run what is missing; what is stored already is not run again
TINY = ["population.villages.count=2", "horizon.years=1", "horizon.burn_in_years=1"]
FOLDER = "results/compare_policies"
found = xz.compare(["status_quo", "linkage", "points.yaml"], overrides=TINY, replications=3, workers=1, out=FOLDER)

# %% Effects: a pandas frame, one row a scenario and outcome; shares are shares
HEADLINES = ["dispute_resolution_rate", "participation_rate", "disposable_income"]
effects = found.effects.query("outcome in @HEADLINES")
print(effects[["scenario", "outcome", "difference", "low", "high"]].round(4).to_string(index=False), end="\n\n")
print(*found.findings("zh"), sep="\n", end="\n\n")

# %% Who gains: by fifth of income, and how many end up with less
seen = derived(gather(FOLDER))
groups = seen.group_effects.query("breakdown == 'fifth' and outcome == 'participation_rate'")
print(groups[["scenario", "group", "difference", "low", "high"]].round(4).to_string(index=False), end="\n\n")
everybody = seen.turnouts.query("breakdown == 'all'")
print(everybody[["scenario", "gain", "lose", "same"]].round(3).to_string(index=False), end="\n\n")

# %% What it costs: yuan of public money a year, and yuan for one more of what is gained
ratios = seen.ratios[["scenario", "gain", "cost", "effect", "ratio", "verdict"]]
print(ratios.round(2).to_string(index=False), end="\n\n")

# %% A picture, and a report that can be printed
found.chart("zh").savefig("effects.png")
print(*xz.report(FOLDER, ["report.html", "report.xlsx"], lang="zh").files, sep="\n")
