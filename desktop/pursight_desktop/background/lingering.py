"""Lingering: what another thread has had in its hands is let go of here, and not too soon."""

import time
from collections import deque

SECONDS = 30.0
"""Long past the moment in which a thread comes back from a signal it has emitted."""


class Lingering:
    """Keeps objects for a while after their last use on the GUI thread.

    A thread that has done something for a widget still holds it, through a closure say, while it
    comes back from the signal that told so. If it were the last to let go, Python would destroy
    the widget on that thread, which ends the process.
    """

    def __init__(self) -> None:
        self._kept: deque[tuple[float, object]] = deque()

    def keep(self, used: object) -> None:
        """Keep one more, and let go of those that have been kept long enough."""
        now = time.monotonic()
        while self._kept and self._kept[0][0] < now - SECONDS:
            self._kept.popleft()
        self._kept.append((now, used))

    def clear(self) -> None:
        """Let go of all; only when no other thread can have any of them."""
        self._kept.clear()

    def __len__(self) -> int:
        return len(self._kept)
