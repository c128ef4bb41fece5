"""Where Arrow's buffers come from, and how memory that is free goes back to the system."""

import ctypes
import os
import sys
from pathlib import Path

import pyarrow as pa

_TRIM_THRESHOLD, _MMAP_THRESHOLD = -1, -3  # of mallopt, <malloc.h>
_KEPT_BYTES = 64 << 20
"""What lies free at the end of the heap is kept up to this, to be used by the next batch."""
_LARGE_BYTES = 4 << 20
"""A buffer of so many bytes is mapped by itself, and gone as soon as it is freed."""


def settle_pool() -> None:
    """Have Arrow take its buffers from the C library, and that not hold on to large ones.

    Arrow's own pool hands pages back and has them cleared again, batch after batch: a tenth of the
    time of a scan. The C library of Linux, left to itself, soon carves even blocks of 16 MiB out of
    its heap, where one small value behind them keeps them: of a CSV file of 600 MB it held 700 MB,
    of which 20 were in use. Does nothing on other systems; a C library without `mallopt` keeps its
    own ways.
    """
    if sys.platform != "linux":
        return
    pa.set_memory_pool(pa.system_memory_pool())
    mallopt = getattr(ctypes.CDLL(None), "mallopt", None)
    if mallopt is not None:
        mallopt(_MMAP_THRESHOLD, _LARGE_BYTES)
        mallopt(_TRIM_THRESHOLD, _KEPT_BYTES)


_LEFT_BYTES = 192 << 20
"""A process that holds less is left alone."""
_GROWN_BYTES = 48 << 20


class FreeMemory:
    """Hands back what lies free between values in use, once a process has grown by much of it.

    Handing back costs a fault for each page that is used again, so it is not done for little.
    """

    def __init__(self) -> None:
        self._held = _LEFT_BYTES

    def hand_back(self) -> None:
        """Do so if it is worth while; to be called when a piece of work is done."""
        if _resident_bytes() > self._held + _GROWN_BYTES:
            pa.default_memory_pool().release_unused()
            self._held = max(_LEFT_BYTES, _resident_bytes())


def _resident_bytes() -> int:
    """What this process holds in memory; 0 where the system does not say it cheaply."""
    if sys.platform != "linux":
        return 0
    pages = Path("/proc/self/statm").read_bytes().split()[1]
    return int(pages) * os.sysconf("SC_PAGE_SIZE")
