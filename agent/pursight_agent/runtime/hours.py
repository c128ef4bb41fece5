"""Which runs wait for a window of their source, and how long they have."""

from datetime import datetime, timedelta
from uuid import UUID

from pursight.clock import Clock
from pursight.contracts.agents import Job, JobKind, Progress
from pursight.contracts.usage import Usage
from pursight_agent.runtime.configuration import Configuration

Key = tuple[UUID, int]

WAITS = "waits_for_window"
"""Phase of a run whose source may not be read at this hour."""


class Hours:
    """Holds runs against the windows of their sources. Its caller sees to the locking.

    Args:
        configuration: The windows as they are now.
        clock: The corrected clock.
    """

    def __init__(self, configuration: Configuration, clock: Clock) -> None:
        self._configuration = configuration
        self._clock = clock
        self._since: dict[Key, datetime] = {}
        self._waited: dict[Key, timedelta] = {}
        self._reached: dict[Key, Progress] = {}

    def may_work(self, job: Job) -> bool:
        """Whether a run may be at work now; tests of a connection always may."""
        windows = self._configuration.windows(job.alias)
        key, now = (job.run_id, job.attempt), self._clock.now()
        if job.kind is JobKind.TEST or windows is None or windows.is_open(now):
            since = self._since.pop(key, None)
            if since is not None:
                self._waited[key] = self._waited.get(key, timedelta()) + max(
                    now - since, timedelta()
                )
            return True
        self._since.setdefault(key, now)
        return False

    def waits(self, key: Key) -> bool:
        """Whether a run waits for a window."""
        return key in self._since

    def reached(self, key: Key, progress: Progress) -> None:
        """Note how far a run was when its window closed."""
        self._reached[key] = progress

    def progress(self, key: Key) -> Progress:
        """How far a waiting run is."""
        phase = WAITS if self.waits(key) else "waiting"
        return self._reached.get(key, Progress()).model_copy(update={"phase": phase})

    def settled(self, key: Key, usage: Usage | None) -> Usage | None:
        """Add the time that a run has waited, now that it is over, and forget the run."""
        self._since.pop(key, None)
        self._reached.pop(key, None)
        waited = self._waited.pop(key, timedelta()).total_seconds()
        if usage is None or not waited:
            return usage
        return usage.model_copy(
            update={"window_pause_seconds": round(usage.window_pause_seconds + waited, 3)}
        )
