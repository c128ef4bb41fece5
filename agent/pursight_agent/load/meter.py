"""Meter: counts the statements and connections of a source, and its work, where they are made."""

import re
import threading
from collections import Counter
from typing import Protocol, runtime_checkable

_FIRST_WORD = re.compile(r"\W*([A-Za-z]+)")


class Meter:
    """What a connector sends; thread-safe."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._statements: Counter[str] = Counter()
        self._open = 0
        self._most = 0
        self._seconds_ahead = 0.0

    @property
    def statements(self) -> dict[str, int]:
        """How many were sent, by their first word."""
        with self._lock:
            return dict(sorted(self._statements.items()))

    @property
    def connections(self) -> int:
        """How many were open at a time at most."""
        return self._most

    @property
    def seconds_ahead(self) -> float:
        """For how long the source may have been at work while nobody waited for it."""
        return self._seconds_ahead

    def worked_ahead(self, seconds: float) -> None:
        """Count time for which rows were sent and taken in while others were looked at."""
        with self._lock:
            self._seconds_ahead += seconds

    def statement(self, text: str) -> None:
        """Count one statement; only its first word is kept."""
        found = _FIRST_WORD.match(text)
        with self._lock:
            self._statements[found[1].lower() if found else "other"] += 1

    def opened(self) -> None:
        """Count a connection in."""
        with self._lock:
            self._open += 1
            self._most = max(self._most, self._open)

    def closed(self) -> None:
        """Count a connection out."""
        with self._lock:
            self._open -= 1


@runtime_checkable
class Metered(Protocol):
    """A source that counts what it sends."""

    @property
    def meter(self) -> Meter:
        """Counts from the source's making on."""
        ...
