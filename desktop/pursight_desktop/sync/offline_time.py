"""The time by which a lease is judged: it never goes back, whatever the machine's clock does."""

import time
from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Final

from pursight_desktop.replica.sync_state import SyncStatus

WRITTEN_EVERY: Final = timedelta(seconds=20)
"""A crash forgets no more than so much of the time that has passed."""

TREMBLE: Final = timedelta(minutes=2)
"""Clocks that are set right by the network go back by less; that is not worth a word."""


class LatestTime:
    """The latest time that a replica has seen, and what has passed since.

    A clock that is set back does not bring it back, and while it is behind, time passes
    nevertheless. Only the server can: with each new lease it begins at what the clock says then.

    Attributes:
        set_back: The clock was set back since the lease came.

    Args:
        steady: Seconds that only grow.
    """

    def __init__(self, steady: Callable[[], float] = time.monotonic) -> None:
        self._steady = steady
        self._looked = steady()
        self._seen: datetime | None = None
        self._lease_at: datetime | None = None
        self.set_back = False

    def at(self, now: datetime, sync: SyncStatus) -> datetime:
        """Return the time to judge by.

        Args:
            now: What the clock says.
            sync: What the replica has written down.
        """
        steady = self._steady()
        passed, self._looked = timedelta(seconds=steady - self._looked), steady
        if self._seen is None or sync.lease_at != self._lease_at:
            self._lease_at, latest = sync.lease_at, sync.seen_at or now
            self.set_back = sync.set_back
        else:
            latest = self._seen + passed
        self._seen = max(now, latest, sync.seen_at or now)
        self.set_back = self.set_back or gone_back(self._seen, now) is not None
        return self._seen

    def ran_out(self, now: datetime, sync: SyncStatus) -> bool:
        """Whether a console has been without its server for longer than it may.

        Where the clock was set back it may have been ahead when the lease came: then that must not
        have ended by the server's clock either.
        """
        seen = self.at(now, sync)
        if sync.lease_until is None:
            return False
        ended = self.set_back and sync.lease_ends is not None and now > sync.lease_ends
        return seen > sync.lease_until or ended

    def worth_writing(self, sync: SyncStatus) -> bool:
        """Whether the replica should know what is known here."""
        if self._seen is None:
            return False
        later = sync.seen_at is None or self._seen - sync.seen_at >= WRITTEN_EVERY
        return later or self.set_back != sync.set_back


def gone_back(seen: datetime, now: datetime) -> timedelta | None:
    """Say by how much a clock is behind what it showed before, in minutes; None if it is not."""
    behind = seen - now
    return timedelta(minutes=round(behind.total_seconds() / 60)) if behind > TREMBLE else None
