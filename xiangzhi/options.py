"""Options that several commands share, so that one flag means one thing everywhere."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import wraps
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

import click

if TYPE_CHECKING:
    from experiments.study import Stale

Command = TypeVar("Command", bound=Callable[..., Any])
Decorator = Callable[[Command], Command]


@dataclass(frozen=True)
class Running:
    """How a study file is run: changes to it, and where its runs are made."""

    changes: tuple[str, ...]
    workers: int | None
    cluster: str | None
    stale: "Stale"

    @property
    def how(self) -> dict[str, Any]:
        """Where and how runs are made, as the functions that run a study take it."""
        return {"workers": self.workers, "cluster": self.cluster, "stale": self.stale}


LANG_KEY = "xiangzhi.lang"
"""Where the chosen language lies in `click.Context.meta`, for messages written outside the command."""
KEPT_KEY = "xiangzhi.kept"
"""Where the path of the results so far lies in `click.Context.meta`, for the message after an interruption."""


def _remember_lang(ctx: click.Context, _param: click.Parameter, value: str) -> str:
    ctx.meta[LANG_KEY] = value
    return value


def lang_option(command: Command) -> Command:
    """Add ``--lang``, given to the command as ``lang`` ('en' or 'zh')."""
    return click.option(
        "--lang",
        type=click.Choice(["en", "zh"]),
        default="en",
        envvar="XIANGZHI_LANG",
        show_default=True,
        is_eager=True,
        callback=_remember_lang,
        help="Language of texts and messages.  输出与提示的语言",
    )(command)


def json_option(command: Command) -> Command:
    """Add ``--json``, given to the command as ``as_json``: one JSON object on standard output, nothing else."""
    return click.option("--json", "as_json", is_flag=True, help="Print one JSON object, nothing else.  只输出 JSON")(
        command
    )


def quiet_option(command: Command) -> Command:
    """Add ``--quiet``, given to the command as ``quiet``: no forecast and no progress."""
    return click.option("--quiet", is_flag=True, help="No forecast, no progress.  不显示预计与进度")(command)


def seed_option(command: Command) -> Command:
    """Add ``--seed``, given to the command as ``seed``: of a run its seed, of a study the seed of replication 0."""
    return click.option(
        "--seed",
        type=click.IntRange(min=0, max=2**63 - 1),
        default=1,
        show_default=True,
        help="Seed of all chance; replication r uses seed + r.  随机种子",
    )(command)


def replications_option(default: int = 10) -> Decorator[Any]:
    """Add ``--replications``/``-r``, given to the command as ``replications``."""
    return click.option(
        "-r",
        "--replications",
        type=click.IntRange(min=1),
        default=default,
        show_default=True,
        help="Runs of each scenario, each with its own seed.  每个情景的重复次数",
    )


def workers_option(command: Command) -> Command:
    """Add ``--workers``/``-w``, given to the command as ``workers``; None means all cores."""
    return click.option(
        "-w",
        "--workers",
        type=click.IntRange(min=1),
        default=None,
        help="Processes side by side.  [default: all cores]  并行进程数",
    )(command)


def out_option(command: Command) -> Command:
    """Add ``--out``/``-o``, given to the command as ``out``; None means the command's own default."""
    return click.option(
        "-o",
        "--out",
        type=click.Path(file_okay=False, path_type=Path),
        default=None,
        help="Folder that the results go to.  结果文件夹",
    )(command)


def detail_option(command: Command) -> Command:
    """Add ``--no-detail``, given to the command as ``detail``: whether what was seen of people and hours is stored."""
    return click.option(
        "--detail/--no-detail",
        default=True,
        show_default=True,
        help="Store people, fates of disputes, hours and money, which reports tell of.  保存人群、纠纷、工时等明细",
    )(command)


def set_option(command: Command) -> Command:
    """Add ``--set KEY=VALUE``, given to the command as ``overrides``, a tuple of such texts."""
    return click.option(
        "--set",
        "overrides",
        multiple=True,
        metavar="KEY=VALUE",
        help="Change one value of the scenario; may be given again.  修改情景中的一个值",
    )(command)


def study_options(command: Command) -> Command:
    """Add what commands that run a study file share.

    Given as ``running`` (a `Running`), ``out``, ``as_json``, ``quiet`` and ``lang``.
    """

    @wraps(command)
    def gathered(**kwargs: Any) -> Any:
        given = {name: kwargs.pop(name) for name in ("replications", "seed", "time_limit")}
        words = [f"{key}={value}" for key, value in given.items() if value is not None]
        changes = (*kwargs.pop("overrides"), *words)
        how = {name: kwargs.pop(name) for name in ("workers", "cluster", "stale")}
        return command(running=Running(changes, **how), **kwargs)

    options = (
        click.option(
            "-r",
            "--replications",
            type=click.IntRange(min=1),
            help="Runs of each point.  [default: the file's]  重复次数",
        ),
        click.option("--seed", type=click.IntRange(min=0, max=2**62), help="Seed.  [default: the file's]  随机种子"),
        click.option(
            "--time-limit",
            type=click.FloatRange(min=0, min_open=True),
            help="Seconds after which a run counts as hung.  [default: the file's, else 3600]  单次运行时限",
        ),
        click.option(
            "--cluster", metavar="ADDRESS", help="Scheduler of a cluster, tcp://host:8786, or local:2.  集群地址"
        ),
        click.option(
            "--stale",
            type=click.Choice(["rerun", "keep", "refuse"]),
            default="rerun",
            show_default=True,
            help="Stored runs of older code: run anew, keep too under a label, or refuse.  过期运行的处理",
        ),
    )
    common = (workers_option, out_option, set_option, json_option, quiet_option, lang_option)
    for option in reversed((*options, *common)):
        gathered = option(gathered)
    return gathered  # type: ignore[return-value]
