"""Compare money spent on points with money for operating funds. 钱用于积分还是运转经费.

Compares the pilot county as it is with a low and a high value of points and a low and a high operating fund, and
saves the chart and tables. 将试点县现状与积分兑换值高低、运转经费高低四种情景对比，保存图表。

    python scenarios/scripts/points_against_funds.py -r 10 --lang zh
"""

import argparse
from pathlib import Path

import xiangzhi as xz

CASES = Path(__file__).resolve().parents[1] / "cases"
FILES = [
    CASES / f"pilot_county{name}.yaml" for name in ("", "_points_low", "_points_high", "_funds_low", "_funds_high")
]


def main() -> None:
    """Run the comparison, print each finding with its cost, save the chart and tables."""
    options = argparse.ArgumentParser(description="Compare points with funds / 比较积分与经费")
    options.add_argument("-r", "--replications", type=int, default=10, help="runs of each scenario / 重复次数")
    options.add_argument("-w", "--workers", type=int, default=None, help="processes / 进程数")
    options.add_argument(
        "-o", "--out", type=Path, default=Path("results/points_against_funds"), help="folder / 结果文件夹"
    )
    options.add_argument("--lang", choices=["en", "zh"], default="en", help="language / 语言")
    chosen = options.parse_args()

    comparison = xz.compare(FILES, replications=chosen.replications, seed=1, workers=chosen.workers, out=chosen.out)
    print("\n".join(comparison.findings(chosen.lang)))
    costs = comparison.effects.groupby("scenario", sort=False)["cost_per_head_difference"].first()
    print("\n".join(f"{scenario}: {cost:+.2f} yuan a head and year / 元/人·年" for scenario, cost in costs.items()))
    comparison.save(chosen.out, chosen.lang)


if __name__ == "__main__":
    main()
