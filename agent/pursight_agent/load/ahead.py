"""Reading ahead: a thread fetches the next batch while this one is looked at."""

import queue
import threading
import time
from collections.abc import Callable, Generator, Iterator
from typing import NamedTuple, TypeVar, cast

Batch = TypeVar("Batch")


class _Read(NamedTuple):
    found: object
    error: BaseException | None
    seconds: float


_END = object()


FIRST = 4
"""What part of a batch the first one is: it is soon there, and with it work for all who measure."""


def growing(most: int) -> Iterator[int]:
    """Yield sizes of batches, without end: a small one first."""
    yield max(1, most // FIRST)
    while True:
        yield most


def read_ahead(batches: Iterator[Batch], worked: Callable[[float], object]) -> Generator[Batch]:
    """Yield what an iterator yields; at most one more is fetched before it is asked for.

    Args:
        batches: Used by one thread only, another than the caller's; closed by the caller's.
        worked: Told for how many seconds was read while nobody waited for it.
    """
    wanted = threading.Semaphore(1)
    read: queue.SimpleQueue[_Read] = queue.SimpleQueue()
    over = threading.Event()
    thread = threading.Thread(target=_fetch, args=(batches, wanted, read, over), daemon=True)
    thread.start()
    try:
        while True:
            began = time.monotonic()
            one = read.get()
            worked(max(0.0, one.seconds - (time.monotonic() - began)))
            if one.error is not None:
                raise one.error
            if one.found is _END:
                return
            wanted.release()
            yield cast(Batch, one.found)
            del one  # else it is held until the next is there
    finally:
        over.set()
        wanted.release()
        thread.join()
        close = getattr(batches, "close", None)
        if close is not None:
            close()


def _fetch(
    batches: Iterator[object],
    wanted: threading.Semaphore,
    read: "queue.SimpleQueue[_Read]",
    over: threading.Event,
) -> None:
    while True:
        wanted.acquire()
        if over.is_set():
            return
        began = time.monotonic()
        found: object = _END
        error: BaseException | None = None
        try:
            found = next(batches, _END)
        except BaseException as raised:  # noqa: BLE001  border: raised again where it is asked for
            error = raised
        read.put(_Read(found, error, time.monotonic() - began))
        if found is _END:
            return
        del found
