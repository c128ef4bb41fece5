"""Where Arrow's buffers come from, so that memory that is free goes back to the system."""

import ctypes
import sys

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
