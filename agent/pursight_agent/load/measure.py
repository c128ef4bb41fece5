"""Measure: adds up what one scan uses while it runs."""

import re
import sys
import time
from datetime import datetime
from pathlib import Path
from typing import Protocol

from pursight.contracts.agents import ReportRecord, TableRecord
from pursight.contracts.scans import TableReport
from pursight.contracts.usage import Usage
from pursight_agent.load.meter import Meter, Metered
from pursight_agent.load.paced import PacedSource
from pursight_agent.load.pacer import Pacer
from pursight_agent.source import Source

_PEAK = re.compile(r"^VmHWM:\s*(\d+) kB", re.MULTILINE)


class Beside(Protocol):
    """Processes that measure beside this one."""

    @property
    def workers(self) -> int:
        """How many have measured at a time, at most; 1 is this process alone."""
        ...

    @property
    def cpu_seconds(self) -> float:
        """What they have used."""
        ...

    @property
    def peak_memory_bytes(self) -> int:
        """Their peaks, added up."""
        ...


class Measure:
    """Paces a source and counts what is asked of it.

    Args:
        source: As the connector made it; `source` of this object is to be used instead.
        pacer: Of this scan.

    Attributes:
        beside: Processes whose use is part of it.
    """

    def __init__(self, source: Source, pacer: Pacer) -> None:
        self.beside: Beside | None = None
        self.source = PacedSource(source, pacer)
        self._pacer = pacer
        self._meter = source.meter if isinstance(source, Metered) else Meter()
        self._began = time.monotonic()
        self._tables = self._unchanged = self._resumed = 0
        self._unchanged_since: datetime | None = None
        self._resumed_since: datetime | None = None

    def saw(self, record: ReportRecord) -> None:
        """Count a table of the report."""
        if not isinstance(record, TableRecord):
            return
        self._tables += 1
        if record.table.unchanged:
            self._unchanged += 1
            self._unchanged_since = _first(self._unchanged_since, record.table.read_at)

    def resumed(self, table: TableReport) -> None:
        """Count a table that was read before the run was interrupted."""
        self._resumed += 1
        self._resumed_since = _first(self._resumed_since, table.read_at)

    def usage(self) -> Usage:
        """What was used up to now."""
        wall = time.monotonic() - self._began
        others = self.beside
        busy = self._pacer.busy_seconds + self._meter.seconds_ahead
        return Usage(
            wall_seconds=round(wall, 3),
            source_seconds=round(busy, 3),
            busy_share=round(min(1.0, busy / wall), 4) if wall > 0 else 0.0,
            share_pause_seconds=round(self._pacer.paused_seconds, 3),
            statements=self._meter.statements,
            connections=self._meter.connections,
            rows=self.source.rows,
            bytes=self.source.bytes,
            cpu_seconds=round(time.process_time() + (others.cpu_seconds if others else 0.0), 3),
            peak_memory_bytes=peak_memory() + (others.peak_memory_bytes if others else 0),
            workers=others.workers if others else 1,
            tables_read=max(0, self._tables - self._unchanged - self._resumed),
            tables_unchanged=self._unchanged,
            unchanged_since=self._unchanged_since,
            tables_resumed=self._resumed,
            resumed_since=self._resumed_since,
        )


def peak_memory() -> int:
    """Return the most bytes of memory that this process has held."""
    if sys.platform == "linux":
        # What `getrusage` says may be the peak of the process that started this one.
        found = _PEAK.search(
            Path("/proc/self/status").read_text(encoding="ascii", errors="replace")
        )
        if found:
            return int(found[1]) << 10
    if sys.platform == "win32":
        import psutil

        return int(psutil.Process().memory_info().peak_wset)
    import resource

    most = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return most if sys.platform == "darwin" else most << 10


def _first(known: datetime | None, found: datetime | None) -> datetime | None:
    return min((one for one in (known, found) if one is not None), default=None)
