"""The scenarios that come with the project, found by name."""

from pathlib import Path

FOLDER = Path(__file__).parent
STATUS_QUO = FOLDER / "status_quo.yaml"


def shipped_files() -> tuple[Path, ...]:
    """Return the shipped scenario files: the reference scenarios first, then the cases, each by name."""
    return (*sorted(FOLDER.glob("*.yaml"), reverse=True), *sorted((FOLDER / "cases").glob("*.yaml")))


def shipped_rosters() -> tuple[Path, ...]:
    """Return the shipped village lists."""
    return tuple(sorted((FOLDER / "rosters").glob("*.csv")))


def find(name: str) -> Path | None:
    """Return the shipped scenario of this name, with or without ``.yaml``; None if there is none."""
    wanted = name.removesuffix(".yaml")
    return next((path for path in shipped_files() if wanted in (path.stem, f"cases/{path.stem}")), None)
