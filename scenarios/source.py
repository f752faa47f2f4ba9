"""From a path to safe text: what is no readable UTF-8 text of a sensible size is refused before it is parsed."""

from collections.abc import Iterable
from pathlib import Path

from model.errors import Problem, ScenarioError
from scenarios.nearest import nearest

LARGEST = 250_000
"""Bytes a scenario file may have: ten times the longest sensible one, and read in under three seconds."""
_SUFFIXES = {".yaml", ".yml"}
_ALLOWED_CONTROLS = "\t\n\r\x85"


def read_text(path: Path, shown: str) -> str:
    """Return the text of a scenario file without its byte-order mark; ``shown`` names it in messages.

    Raises
    ------
    ScenarioError
        Missing (with the nearest name of the folder), a folder, unreadable, too big, binary, not UTF-8 or empty.
    """
    text = _decode(_read_bytes(path, shown), shown)
    bad = next((i for i, c in enumerate(text) if _is_control(c)), None)
    if bad is not None:
        raise ScenarioError(Problem("file_binary", file=shown, line=text.count("\n", 0, bad) + 1))
    if not text.strip():
        raise ScenarioError(Problem("file_empty", file=shown))
    return text


def exists(path: Path) -> bool:
    """Return whether a path leads somewhere; a name no file system takes does not."""
    try:
        return path.exists()
    except (OSError, ValueError):
        return False


def missing(path: Path, shown: str, others: Iterable[str] = ()) -> Problem:
    """Return the problem of a file that is not there, with the nearest name of its folder or of ``others``."""
    folder = path.parent if path.parent.is_dir() else Path()
    names = [entry.name for entry in folder.iterdir() if entry.suffix in _SUFFIXES]
    return Problem("file_missing", {"came": shown, "near": nearest(path.name, [*names, *others])}, file=shown)


def _read_bytes(path: Path, shown: str) -> bytes:
    try:
        if path.is_dir():
            raise ScenarioError(Problem("file_is_folder", {"came": shown}, file=shown))
        if not path.exists():
            raise ScenarioError(missing(path, shown))
        with path.open("rb") as file:
            raw = file.read(LARGEST + 1)
        size = max(path.stat().st_size, len(raw))
    except (OSError, ValueError) as error:
        raise ScenarioError(Problem("file_unreadable", {"came": shown}, file=shown)) from error
    if size > LARGEST:
        raise ScenarioError(Problem("file_too_big", {"came": size, "high": LARGEST}, file=shown))
    return raw


def _decode(raw: bytes, shown: str) -> str:
    if raw.startswith((b"\xff\xfe", b"\xfe\xff")):
        raise ScenarioError(Problem("file_encoding", {"came": "UTF-16"}, file=shown))
    try:
        return raw.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = raw.count(b"\n", 0, error.start) + 1
        if _is_gb18030(raw):
            raise ScenarioError(Problem("file_encoding", {"came": "GB18030"}, file=shown, line=line)) from error
        raise ScenarioError(Problem("file_binary", file=shown, line=line)) from error


def _is_gb18030(raw: bytes) -> bool:
    """Tell Chinese text in the national encoding from binary data, which nearly always holds control characters."""
    try:
        text = raw.decode("gb18030")
    except UnicodeDecodeError:
        return False
    return not any(map(_is_control, text))


def _is_control(char: str) -> bool:
    return (char < " " and char not in _ALLOWED_CONTROLS) or char in "\x7f\ufffe\uffff" or "\ud800" <= char <= "\udfff"
