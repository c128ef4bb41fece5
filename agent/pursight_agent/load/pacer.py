"""Pacer: keeps the time a source is at work for us below a share of all time."""

import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager


class Pacer:
    """Pauses before each piece of work until the pieces before it are paid for. Thread-safe.

    A piece that took `b` seconds is paid for `b / share` seconds after it began. Nothing is saved
    up: after a long rest no more may be done at once than at the start. So in any stretch of `n`
    seconds the source is at work for at most `share * n` and one piece.

    Args:
        share: Above 0; 1 is no limit.
        clock: Seconds that only grow.
        wait: Waits so many seconds, less when the scan is to stop.
        stopped: Whether it is to stop: no pause is made up then.
    """

    def __init__(
        self,
        share: float,
        clock: Callable[[], float],
        wait: Callable[[float], object],
        stopped: Callable[[], bool] = lambda: False,
    ) -> None:
        if not 0 < share <= 1:
            raise ValueError("a share of time is above 0 and at most 1")
        self._share = share
        self._clock, self._wait = clock, wait
        self.stopped = stopped
        self._lock = threading.Lock()
        self._paid_at = clock()
        self.busy_seconds = 0.0
        self.paused_seconds = 0.0

    def pause(self) -> None:
        """Wait until what was done is paid for."""
        began = self._clock()
        while self._share < 1 and not self.stopped() and self._clock() < self._paid_at:
            self._wait(self._paid_at - self._clock())
        with self._lock:
            self.paused_seconds += self._clock() - began

    @contextmanager
    def work(self) -> Iterator[None]:
        """Pause, then count the time inside as work of the source."""
        self.pause()
        began = self._clock()
        try:
            yield
        finally:
            busy = max(0.0, self._clock() - began)
            with self._lock:
                self.busy_seconds += busy
                self._paid_at = max(self._paid_at, began) + busy / self._share
