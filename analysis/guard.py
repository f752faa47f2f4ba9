"""A fence around libraries that change what belongs to all: the global random state and how warnings are written."""

import warnings
from collections.abc import Iterator
from contextlib import contextmanager

import numpy as np


@contextmanager
def same_global_state() -> Iterator[None]:
    """Put numpy's global random state and the format of warnings back as they were."""
    state = np.random.get_state()  # noqa: NPY002  (others seed it; we only put it back)
    written = warnings.formatwarning
    try:
        with warnings.catch_warnings(record=True):
            yield
    finally:
        np.random.set_state(state)  # noqa: NPY002
        warnings.formatwarning = written
