"""The command line: ``xiangzhi VERB`` or ``python -m xiangzhi VERB``.

A verb lives in ``xiangzhi/commands/<verb>.py`` (``_`` for ``-``) as a click command called ``command`` and is imported
when it is called; the table below lets ``--help`` answer without importing any of them.
"""

import io
import sys
from importlib import import_module
from typing import Any

import click

from model.errors import ParameterError, RosterError, ScenarioError, StoreError, XiangzhiError
from xiangzhi.options import KEPT_KEY, LANG_KEY
from xiangzhi.texts import say

VERBS = {
    "demo": "Run the pilot comparison and say where its results lie.  运行试点县示例",
    "init": "Write a starter scenario and village list into a folder.  生成情景与名册模板",
    "scenarios": "List the scenarios, or the policies and their levers.  列出情景与政策",
    "practices": "List the practices of the catalogue and what carries them.  列出做法目录",
    "validate": "Check scenario files, study files and village lists.  检查情景、研究文件与名册",
    "plan": "Show what a dekad does, and what a run will take.  显示每旬流程与预计耗时",
    "explain": "Show one value: unit, bounds, source, where it came from.  解释一个参数",
    "diff": "Show where two scenarios differ.  比较两个情景的设定",
    "run": "Run one scenario once.  运行一个情景一次",
    "compare": "Compare scenarios with a baseline, paired by seed.  成对比较多个情景",
    "sweep": "Run a study file: scenarios, levers, uncertainties.  按研究文件批量运行",
    "sensitivity": "Say which factors matter, beside the noise.  敏感性分析",
    "scorecard": "Hold the model against published facts.  用公开事实检验模型",
    "audit-practices": "Try every practice in one county: what moves, what harms.  逐项试验做法",
    "status": "Say what of a study is done, pending, failed or stale.  查看研究进度",
    "verify": "Run stored runs again and compare them bit by bit.  重跑并逐位核对",
    "trace": "Tell the story of one dispute, villager or household.  讲述个案",
    "check": "Hold the claims of a study file against runs.  检验论断",
    "report": "Write the report of a study: HTML, Word, Excel.  生成研究报告",
}

BAD_INPUT = (ScenarioError, RosterError, ParameterError, StoreError)
INTERRUPTED = 130


class Refusal(click.ClickException):
    """One of our errors on its way to the screen, in the language asked for: the work could not be done."""

    def __init__(self, error: XiangzhiError, lang: str) -> None:
        super().__init__(error.text(lang))

    def show(self, file: Any = None) -> None:
        """Print the problems, one a line, on standard error."""
        click.echo(self.format_message(), err=file is None, file=file)


class BadInput(Refusal):
    """What was given is wrong."""

    exit_code = 2


class Verbs(click.Group):
    """A group that knows its verbs by name and imports one only when it is called."""

    def list_commands(self, _ctx: click.Context) -> list[str]:
        """Return the verbs in the order in which an analyst meets them."""
        return list(VERBS)

    def get_command(self, _ctx: click.Context, name: str) -> click.Command | None:
        """Import the module of one verb and return its command."""
        if name not in VERBS:
            return None
        command: click.Command = import_module(f"xiangzhi.commands.{name.replace('-', '_')}").command
        return command

    def format_commands(self, _ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Write the table of verbs, without importing them."""
        with formatter.section("Commands"):
            formatter.write_dl(list(VERBS.items()))

    def invoke(self, ctx: click.Context) -> Any:
        """Run the verb; turn our errors into messages and an interruption into one calm line."""
        try:
            return super().invoke(ctx)
        except XiangzhiError as error:
            refusal = BadInput if isinstance(error, BAD_INPUT) else Refusal
            raise refusal(error, ctx.meta.get(LANG_KEY, "en")) from error
        except KeyboardInterrupt:
            kept = ctx.meta.get(KEPT_KEY)
            lang = ctx.meta.get(LANG_KEY, "en")
            click.echo(
                "\n" + (say("interrupted_kept", lang, path=kept) if kept else say("interrupted", lang)), err=True
            )
            ctx.exit(INTERRUPTED)


@click.group(cls=Verbs, context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 110})
@click.version_option(package_name="xiangzhi", prog_name="xiangzhi")
def cli() -> None:
    """Xiangzhi 乡治: what will a rural-governance policy do, what will it cost, how sure can one be?"""  # noqa: D400 - a question


def main() -> None:
    """Start the command line; characters that a terminal cannot show become question marks, not a crash."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors="replace")
    cli(prog_name="xiangzhi")


if __name__ == "__main__":
    main()
