"""In which part of a run an error arose: building, burning in, running or measuring; or how else it was lost."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Literal

Stage = Literal["building", "burning in", "running", "measuring", "checking", "killed", "hung"]
"""The last three no block marks: an outcome that is wanted is no finite number, the process died, time ran out."""

_MARK = "xiangzhi_stage"


@contextmanager
def stage(name: Stage) -> Iterator[None]:
    """Mark every error that leaves the block with the part of the run in which it arose; the innermost block wins."""
    try:
        yield
    except Exception as error:
        if not hasattr(error, _MARK):
            setattr(error, _MARK, name)
        raise


def stage_of(error: BaseException) -> Stage:
    """Return the part of a run in which ``error`` arose; 'running' where no block marked it."""
    found: Stage = getattr(error, _MARK, "running")
    return found
