"""Every behaviour parameter is read by the model: a passport without a reader would be a false one."""

import re
from importlib.resources import files
from pathlib import Path

from ruamel.yaml import YAML

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


def test_sheets_read_alike_with_and_without_the_compiled_reader():
    folder = Path(str(files("model")))
    for file in sorted(folder.rglob("*.yaml")):
        text = file.read_text(encoding="utf-8")
        assert YAML(typ="safe", pure=False).load(text) == YAML(typ="safe", pure=True).load(text), file.name
