"""Where the results of a study lie: the folder named, or that of a study file."""

from pathlib import Path

from experiments.store import FILE

RESULTS = Path("results")
_SUFFIXES = {".yaml", ".yml"}


def folder_of(given: Path) -> Path:
    """Return the folder of results that a word on the command line means.

    A folder means itself, a store the folder it lies in, and a study file or the name of a study its folder below
    ``results``.
    """
    if given.name == FILE:
        return given.parent
    if given.suffix in _SUFFIXES:
        return RESULTS / given.stem
    named = RESULTS / given
    return named if not given.exists() and (named / FILE).is_file() else given
