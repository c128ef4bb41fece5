"""Inflow: takes in what a server sends while nobody reads it, so that it need not wait for us."""

import array
import selectors
import socket
import sys
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager

import psycopg
from psycopg.pq.abc import PGconn

if sys.platform != "win32":
    import fcntl
    import termios

AHEAD = 16 << 20
"""Bytes taken in at most before somebody reads."""


class Inflow:
    """Empties a connection's socket into libpq's memory, between two readings.

    While rows are measured the server would soon wait: a socket holds little. This costs one short
    turn of Python for each socketful, where a thread that takes row by row would cost one a row.

    Args:
        pgconn: In the middle of COPY; used by others in `reading` only.
        worked: Told seconds for which the server may have been at work while nobody waited for it.
    """

    def __init__(self, pgconn: PGconn, worked: Callable[[float], object]) -> None:
        self._pgconn, self._worked = pgconn, worked
        self._lock = threading.Lock()
        self._taken = 0
        self._over = threading.Event()
        self._since: float | None = time.monotonic()
        self._woken, self._wake = socket.socketpair()
        self._thread = threading.Thread(target=self._take_in, daemon=True)
        self._thread.start()

    @contextmanager
    def reading(self) -> Iterator[None]:
        """Have the connection to oneself; what was taken in counts as read afterwards."""
        with self._lock:
            self._count()
            yield
            self._taken, self._since = 0, time.monotonic()
        self._wake.send(b"\0")

    def close(self) -> None:
        """Stop, and leave the connection as it is."""
        self._over.set()
        self._wake.send(b"\0")
        self._thread.join()
        self._count()
        self._wake.close()
        self._woken.close()

    def _count(self) -> None:
        if self._since is not None:
            self._worked(time.monotonic() - self._since)
        self._since = None

    def _take_in(self) -> None:
        with selectors.DefaultSelector() as both:
            both.register(self._woken, selectors.EVENT_READ)
            stream = self._pgconn.socket
            both.register(stream, selectors.EVENT_READ)
            listening = True
            while not self._over.is_set():
                woken = any(key.fileobj is self._woken for key, _ in both.select())
                if woken:
                    self._woken.recv(4096)
                with self._lock:
                    if self._over.is_set() or not self._take(stream):
                        return
                    full = self._taken >= AHEAD
                    if full:
                        self._count()
                if full and listening:
                    both.unregister(stream)
                elif not full and not listening:
                    both.register(stream, selectors.EVENT_READ)
                listening = not full

    def _take(self, stream: int) -> bool:
        """Take in what is there; False when the connection is lost, as its reader will see."""
        if self._taken >= AHEAD:
            return True
        self._taken += _waiting_in(stream)
        try:
            self._pgconn.consume_input()
        except psycopg.OperationalError:
            return False
        return True


def can_flow() -> bool:
    """Whether this system tells how much waits in a socket."""
    return sys.platform != "win32"


def _waiting_in(stream: int) -> int:
    found = array.array("i", [0])
    if sys.platform != "win32":
        fcntl.ioctl(stream, termios.FIONREAD, found)
    return found[0]
