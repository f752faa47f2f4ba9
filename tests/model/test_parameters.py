"""Every behaviour parameter is read by the model: a passport without a reader would be a false one."""

import re
from pathlib import Path

from model import parameters
from model.parameters import PASSPORTS

SOURCE = "\n".join(path.read_text(encoding="utf-8") for path in Path(parameters.__file__).parents[1].rglob("*.py"))
BY_NAME = ("disputes.mix_", "population.")
"""Groups of which names are put together where they are read."""


def is_read(key: str) -> bool:
    return re.search(rf"\.{key.partition('.')[2]}\b", SOURCE) is not None


def test_every_parameter_is_read():
    assert [key for key in PASSPORTS if not key.startswith(BY_NAME) and not is_read(key)] == []


def test_a_parameter_nobody_reads_is_found():
    assert not is_read("economy.never_read")
