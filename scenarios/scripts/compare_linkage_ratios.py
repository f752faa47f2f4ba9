"""Compare how many households one Party member links. 一名党员联系几户合适.

Compares the pilot county as it is with five and ten households a member and with the 10/5/3/1 ladder, and saves
the chart and tables of the comparison. 将试点县现状与每名党员联系五户、十户以及 10/5/3/1 方案对比，保存图表。

    python scenarios/scripts/compare_linkage_ratios.py -r 10 --lang zh
"""

import argparse
from pathlib import Path

import xiangzhi as xz

CASES = Path(__file__).resolve().parents[1] / "cases"
FILES = [CASES / f"pilot_county{ratio}.yaml" for ratio in ("", "_linkage_5", "_linkage_10", "_linkage")]


def main() -> None:
    """Run the comparison, print its findings, save its chart and tables."""
    options = argparse.ArgumentParser(description="Compare household-linkage ratios / 比较联户比例")
    options.add_argument("-r", "--replications", type=int, default=10, help="runs of each scenario / 重复次数")
    options.add_argument("-w", "--workers", type=int, default=None, help="processes / 进程数")
    options.add_argument("-o", "--out", type=Path, default=Path("results/linkage_ratios"), help="folder / 结果文件夹")
    options.add_argument("--lang", choices=["en", "zh"], default="en", help="language / 语言")
    chosen = options.parse_args()

    comparison = xz.compare(FILES, replications=chosen.replications, seed=1, workers=chosen.workers, out=chosen.out)
    print("\n".join(comparison.findings(chosen.lang)))
    comparison.save(chosen.out, chosen.lang)


if __name__ == "__main__":
    main()
