"""Freed memory is kept where the C library can be told, and nothing is lost where it cannot."""

import sys

import pytest

from model import memory


@pytest.fixture
def anew():
    memory._library.cache_clear()
    memory.keep_freed_memory.cache_clear()
    yield
    memory._library.cache_clear()
    memory.keep_freed_memory.cache_clear()


def test_glibc_listens():
    if not sys.platform.startswith("linux"):
        assert memory.keep_freed_memory() is False
    else:
        assert memory.keep_freed_memory() is (memory._library() is not None)


@pytest.mark.parametrize("platform", ["darwin", "win32"])
def test_elsewhere_nothing_changes(monkeypatch, platform, anew):
    monkeypatch.setattr(sys, "platform", platform)
    assert memory.keep_freed_memory() is False
    assert memory.hand_back_freed_memory() is None


def test_a_library_without_the_calls_is_left_alone(monkeypatch, anew):
    monkeypatch.setattr(sys, "platform", "linux")
    monkeypatch.setattr(memory.ctypes, "CDLL", lambda _name: object())
    assert memory.keep_freed_memory() is False
