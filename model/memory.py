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
def keep_freed_memory() -> bool:
    """Tell the C library to keep freed memory; return whether it listened, as only glibc does."""
    if not sys.platform.startswith("linux"):
        return False
    try:
        mallopt = ctypes.CDLL(None).mallopt
    except (OSError, AttributeError):
        return False
    return bool(mallopt(MMAP_THRESHOLD, LARGEST)) and bool(mallopt(TRIM_THRESHOLD, 1 << 30))
