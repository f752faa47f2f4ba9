"""One writer a study: the folder is held for as long as its store is written."""

import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from model.errors import Problem, StoreError

try:
    import fcntl
except ImportError:  # on Windows SQLite's own locks must do: no value is lost, work may be done twice
    fcntl = None  # type: ignore[assignment]


@contextmanager
def writing(folder: Path) -> Iterator[None]:
    """Hold a folder for writing its store; the hold ends with the process, however it dies, and leaves no file.

    Raises
    ------
    StoreError
        Another process is writing there.
    """
    if fcntl is None:
        yield
        return
    handle = os.open(folder, os.O_RDONLY)
    try:
        try:
            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError as error:
            raise StoreError(Problem("store_busy", {"came": folder})) from error
        except OSError:
            pass  # a network file system without locks
        yield
    finally:
        os.close(handle)
