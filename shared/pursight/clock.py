"""Clock protocol, the system clock and a fixed one; UTC only."""

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Protocol


class Clock(Protocol):
    """Where the time comes from."""

    def now(self) -> datetime:
        """Return the moment, always in UTC."""
        ...


@dataclass(frozen=True, slots=True)
class SystemClock:
    """The operating system's clock, corrected by `offset` (never set)."""

    offset: timedelta = timedelta(0)

    def now(self) -> datetime:
        """Return the moment, always in UTC."""
        return datetime.now(UTC) + self.offset


@dataclass(slots=True)
class StoppedClock:
    """A clock for tests and simulators: it moves only when told."""

    at: datetime

    def now(self) -> datetime:
        """Return the time it was set to."""
        return self.at

    def advance(self, by: timedelta) -> None:
        """Move on (or back, as real clocks do)."""
        self.at += by
