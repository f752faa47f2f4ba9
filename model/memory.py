"""Freed memory is kept: a dekad takes and frees the same arrays again and again, and asking the system anew is dear.

By default the C library hands large arrays back at once, and every fresh page costs more than the sum it holds.
"""

import ctypes
import sys
from functools import cache

TRIM_THRESHOLD, MMAP_THRESHOLD = -1, -3
"""Names of the two settings in the C library (mallopt of glibc)."""
LARGEST = 1 << 25
"""Bytes; the largest array that is kept, the most the library allows."""


@cache
def _library() -> ctypes.CDLL | None:
    """Return the C library if it is one that can be told; None elsewhere, where nothing else changes."""
    if not sys.platform.startswith("linux"):
        return None
    library = ctypes.CDLL(None)
    return library if hasattr(library, "mallopt") and hasattr(library, "malloc_trim") else None


@cache
def keep_freed_memory() -> bool:
    """Tell the C library to keep freed memory; return whether it listened, as only glibc does."""
    library = _library()
    if library is None:
        return False
    return bool(library.mallopt(MMAP_THRESHOLD, LARGEST)) and bool(library.mallopt(TRIM_THRESHOLD, 1 << 30))


def hand_back_freed_memory() -> None:
    """Give freed memory back once: what building people took is not needed again in the dekads that follow."""
    library = _library()
    if library is not None:
        library.malloc_trim(0)
