"""``xiangzhi init FOLDER``: a starter scenario and a village list to fill in; nothing is ever overwritten."""

from pathlib import Path

import click

from xiangzhi.options import json_option, lang_option
from xiangzhi.screen import print_json
from xiangzhi.texts import say

SCENARIO, ROSTER = "my_county.yaml", "villages.csv"

STARTER = {
    "en": """\
# A scenario holds only what differs from the file it extends. Check it with: xiangzhi validate {scenario}
title: {{en: My county, zh: 我的县}}
question:
  en: What would a funded points scheme change here?
  zh: 有资金保障的积分制在这里会带来什么变化?
extends: status_quo.yaml
sources: [own judgement]          # where your figures come from
assumptions:
  - en: Villages are as in {roster}; blanks there are filled from national figures.
    zh: 村庄情况见 {roster}，空白处用全国数字补齐。
population: {{roster: {roster}}}
horizon: {{start: 2024-01-01, years: 5, burn_in_years: 3}}
policies:                          # `xiangzhi scenarios --policies` lists all policies and levers
  points:
    levers: {{point_value: 2}}       # levers left out keep their defaults; `levers: off` sets all of them to off
    # start: 2025-01-01
    # where: {{share: 0.5, order: weakest_first}}
""",
    "zh": """\
# 情景文件只写与所继承文件的差异。检查命令: xiangzhi validate {scenario} --lang zh
title: {{zh: 我的县, en: My county}}
question:
  zh: 有资金保障的积分制在这里会带来什么变化?
  en: What would a funded points scheme change here?
extends: status_quo.yaml
sources: [own judgement]          # 数字的来源
assumptions:
  - zh: 村庄情况见 {roster}，空白处用全国数字补齐。
    en: Villages are as in {roster}; blanks there are filled from national figures.
population: {{roster: {roster}}}
horizon: {{start: 2024-01-01, years: 5, burn_in_years: 3}}
policies:                          # 全部政策与杠杆: xiangzhi scenarios --policies --lang zh
  points:
    levers: {{point_value: 2}}       # 未写的杠杆取默认值; levers: off 表示全部关闭
    # start: 2025-01-01
    # where: {{share: 0.5, order: weakest_first}}
""",
}


@click.command("init")
@click.argument("folder", type=click.Path(path_type=Path))
@json_option
@lang_option
def command(folder: Path, as_json: bool, lang: str) -> None:
    """Write a starter scenario and a village list into FOLDER; existing files are never touched."""
    from model.errors import Problem, ScenarioError
    from scenarios.roster import write_template

    files = folder / SCENARIO, folder / ROSTER
    taken = [file for file in files if file.exists()]
    if taken:
        raise ScenarioError(*(Problem("would_overwrite", {"came": str(file)}, file=str(file)) for file in taken))
    scenario, roster = files
    try:
        folder.mkdir(parents=True, exist_ok=True)
        write_template(roster, lang)
        scenario.write_text(STARTER[lang].format(scenario=scenario, roster=ROSTER), encoding="utf-8")
    except OSError as error:
        raise ScenarioError(Problem("cannot_write", {"came": str(folder)}, file=str(folder))) from error
    if as_json:
        print_json({"written": [str(file) for file in files]})
    else:
        for file in files:
            click.echo(say("wrote", lang, path=file))
        click.echo(say("init_next", lang, scenario=scenario))
