"""The child process: one job over pipes, in the only process that imports the heavy libraries.

Standard input: one line of JSON (`Assignment`), then one line for each table's last result, then an
empty line; after that the line `cancel` stops the work and the end of the pipe means that the agent
is gone. Standard output: one line of JSON each (`progress`, `record`, `end`). Nothing secret stands
in arguments or environment, and what libraries print goes nowhere.
"""

import contextlib
import faulthandler
import os
import signal
import sys
import threading
import time
from collections.abc import Callable, Iterator, Mapping
from datetime import timedelta
from functools import partial
from pathlib import Path
from typing import IO

from pydantic import BaseModel, ConfigDict

from pursight import names
from pursight.clock import Clock, SystemClock
from pursight.contracts.agents import (
    FailureRecord,
    Job,
    JobKind,
    Progress,
    ReportRecord,
    RunOutcome,
    SkippedRecord,
    SourceRecord,
    TableRecord,
    TestRecord,
)
from pursight.contracts.rules import Outcome
from pursight.contracts.scans import ScanCounts, TableKind, TableReport
from pursight.errors import PurSightError
from pursight.protocol import report
from pursight_agent.runtime.judged_by import JudgedBy
from pursight_agent.source import defect, qualified

PROGRESS, RECORD, END = b"p", b"r", b"e"
"""First byte of a line on standard output: what the rest of it is."""

CANCEL = b"cancel\n"
AGENT_IS_GONE = 75
_CONTAINERS = frozenset({"schema", "folder", "directory", "database", "source", "archive"})
_PROGRESS_SECONDS = 0.2


class Assignment(BaseModel):
    """What the parent tells the child first."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    job: Job
    url: str
    secret: str | None = None
    cache: str = ""
    judged_by: JudgedBy = JudgedBy()
    finds: str = ""
    niceness: int = 10
    clock_offset_seconds: float = 0.0


class Ending(BaseModel):
    """What the child says last."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    outcome: RunOutcome
    complete: bool
    counts: ScanCounts


class Tally:
    """Counts what passes by, for the commit."""

    def __init__(self) -> None:
        self._counts = dict.fromkeys(ScanCounts.model_fields, 0)
        self.sees_all = True
        self.tables: set[str] = set()

    def add(self, record: ReportRecord) -> None:
        """Take one record into account."""
        counts = self._counts
        if isinstance(record, SkippedRecord):
            counts["skipped"] += 1
            skipped = record.skipped
            if skipped.kind in _CONTAINERS and skipped.code != "scope.excluded":
                self.sees_all = False
        elif isinstance(record, TableRecord):
            table = record.table
            self.tables.add(qualified(table.facts.schema_name, table.facts.name))
            counts["tables"] += 1
            counts["columns"] += len(table.columns)
            counts["unchanged"] += table.unchanged
            # rows of partitions and views are those of other tables, and count there
            if table.facts.partition_of is None and table.facts.kind is not TableKind.VIEW:
                counts["rows"] += table.facts.row_count or 0
            counts["sensitive_columns"] += sum(
                column.classification.label != "none" for column in table.columns
            )
            counts["rules_failed"] += sum(
                result.outcome is Outcome.FAILED for result in table.rule_results
            )

    @property
    def counts(self) -> ScanCounts:
        """The sums so far."""
        return ScanCounts(**self._counts)


class Channel:
    """The child's way to speak: whole lines on the real standard output."""

    def __init__(self, stream: IO[bytes]) -> None:
        self._stream = stream
        self._last_progress = 0.0

    def progress(self, progress: Progress) -> None:
        """Say how far it is, at most five times a second."""
        now = time.monotonic()
        if now - self._last_progress >= _PROGRESS_SECONDS or progress.phase == "done":
            self._last_progress = now
            self._line(PROGRESS, progress.model_dump_json().encode())

    def record(self, record: ReportRecord) -> None:
        """Hand over one record of the report."""
        self._line(RECORD, report.encode_line(record).rstrip(b"\n"))

    def end(self, ending: Ending) -> None:
        """Say that nothing follows."""
        self._line(END, ending.model_dump_json().encode())

    def _line(self, tag: bytes, text: bytes) -> None:
        self._stream.write(tag + text + b"\n")
        self._stream.flush()


def main() -> int:
    """Do the one job that stands on standard input."""
    stream = _own_standard_output()
    faulthandler.enable()
    source = sys.stdin.buffer
    assignment = Assignment.model_validate_json(source.readline())
    last = dict(_previous(source))
    _be_humble(assignment.niceness)
    cancelled = threading.Event()
    threading.Thread(target=_listen, args=(source, cancelled), daemon=True).start()
    channel = Channel(stream)
    clock = SystemClock(timedelta(seconds=assignment.clock_offset_seconds))
    channel.end(perform(assignment, last, channel, cancelled.is_set, clock))
    return 0


def perform(
    assignment: Assignment,
    previous: Mapping[str, TableReport],
    channel: Channel,
    cancelled: Callable[[], bool],
    clock: Clock,
) -> Ending:
    """Carry the job out; whatever happens becomes records and an ending."""
    tally = Tally()
    try:
        for record in _records(assignment, previous, channel, cancelled, clock, tally=tally):
            tally.add(record)
            channel.record(record)
    except PurSightError as error:
        failure = FailureRecord(
            code=error.code, message=error.message[:2000], hint=error.hint[:2000]
        )
    except Exception as error:  # noqa: BLE001  border: a connector's or our defect ends this run only
        failure = _defect(error)
    else:
        stopped = cancelled()
        return Ending(
            outcome=RunOutcome.CANCELLED if stopped else RunOutcome.COMPLETED,
            complete=not stopped and tally.sees_all,
            counts=tally.counts,
        )
    channel.record(failure)
    return Ending(outcome=RunOutcome.FAILED, complete=False, counts=tally.counts)


def _records(
    assignment: Assignment,
    previous: Mapping[str, TableReport],
    channel: Channel,
    cancelled: Callable[[], bool],
    clock: Clock,
    *,
    tally: Tally,
) -> Iterator[ReportRecord]:
    from pursight_agent.connectors import open_source

    job = assignment.job
    if job.kind is JobKind.TEST:
        yield from _test(assignment)
        return
    from pursight.classification.classifier import Classifier
    from pursight_agent.runtime.finds import open_finds
    from pursight_agent.runtime.judging import as_reported, classifier_of
    from pursight_agent.scanning.scan import scan

    source = open_source(assignment.url, secret=assignment.secret)
    with contextlib.closing(source):
        channel.progress(Progress(phase="preparing"))
        cache = Path(assignment.cache) if assignment.cache else None
        by = assignment.judged_by
        build = partial(Classifier.build, cache=cache)
        classifier, serial = classifier_of(by.path, by.job_key, job.organisation_id, build)
        with open_finds(assignment.finds, job, clock.now()) as finds:
            found = scan(
                source,
                classifier=classifier,
                scope=job.scope,
                limits=job.limits,
                rules=job.rules,
                clock=clock,
                progress=channel.progress,
                cancelled=cancelled,
                previous=previous,
                keep=finds.keep,
            )
            yield from as_reported(found, serial, features=by.features)
            if tally.sees_all and not (cancelled() or job.scope.include or job.scope.exclude):
                finds.keep_only(tally.tables)


def _test(assignment: Assignment) -> Iterator[ReportRecord]:
    from pursight_agent.connectors import open_source

    began = time.monotonic()
    try:
        source = open_source(assignment.url, secret=assignment.secret)
        with contextlib.closing(source):
            source.limit(assignment.job.limits)
            facts = source.test()
    except PurSightError as error:
        yield TestRecord(
            reachable=False, code=error.code, message=error.message[:2000], hint=error.hint[:2000]
        )
        return
    milliseconds = round((time.monotonic() - began) * 1000, 1)
    yield SourceRecord(facts=facts)
    yield TestRecord(reachable=True, latency_ms=milliseconds)


def _defect(error: Exception) -> FailureRecord:
    return FailureRecord(
        code="internal",
        message=f"A defect of the agent stopped this run ({defect(error)}).",
        hint="Please report it with this line; the other sources are not affected.",
    )


def _previous(source: IO[bytes]) -> Iterator[tuple[str, TableReport]]:
    while (line := source.readline()) not in (b"\n", b""):
        table = TableReport.model_validate_json(line)
        yield names.join((table.facts.schema_name, table.facts.name)), table


def _listen(source: IO[bytes], cancelled: threading.Event) -> None:
    """Wait for `cancel`; when the agent is gone, die with all that was started from here."""
    for line in source:
        if line == CANCEL:
            cancelled.set()
    if hasattr(os, "killpg") and os.getpgrp() == os.getpid():
        os.killpg(0, signal.SIGKILL)
    os._exit(AGENT_IS_GONE)


def _own_standard_output() -> IO[bytes]:
    """Keep standard output for the protocol; what libraries print goes to standard error."""
    kept = os.dup(1)
    os.dup2(2, 1)
    sys.stdout = sys.stderr
    return os.fdopen(kept, "wb")


def _be_humble(niceness: int) -> None:
    with contextlib.suppress(OSError):
        if sys.platform == "win32":
            import psutil

            psutil.Process().nice(psutil.BELOW_NORMAL_PRIORITY_CLASS)
        else:
            os.nice(niceness)


if __name__ == "__main__":
    sys.exit(main())
