"""The child process: one job over pipes, in the only process that imports the heavy libraries."""

import contextlib
import faulthandler
import os
import signal
import sys
import threading
import time
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import timedelta
from functools import partial
from pathlib import Path
from typing import IO, NamedTuple

from pursight import names
from pursight.clock import Clock, SystemClock
from pursight.contracts.agents import (
    FailureRecord,
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
from pursight.contracts.usage import Usage
from pursight.errors import PurSightError
from pursight_agent.load.measure import Measure
from pursight_agent.load.pacer import Pacer
from pursight_agent.runtime.kept import WORD, Kept
from pursight_agent.runtime.pipe import (
    AGENT_IS_GONE,
    CANCEL,
    FINISHED,
    Assignment,
    Channel,
    Done,
    Ending,
)
from pursight_agent.scanning.finished import Finished, Mark
from pursight_agent.source import defect, qualified

_CONTAINERS = frozenset({"schema", "folder", "directory", "database", "source", "archive"})


class Known(NamedTuple):
    """What the parent tells of tables: by name, last results and what this run has done already."""

    previous: Mapping[str, TableReport]
    finished: Mapping[str, Finished]


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


def main() -> int:
    """Do the one job that stands on standard input."""
    stream = _own_standard_output()
    faulthandler.enable()
    source = sys.stdin.buffer
    assignment = Assignment.model_validate_json(source.readline())
    known = _known(source)
    _be_humble(assignment.niceness)
    cancelled = threading.Event()
    kept = Kept()
    threading.Thread(target=_listen, args=(source, cancelled, kept), daemon=True).start()
    channel = Channel(stream)
    clock = SystemClock(timedelta(seconds=assignment.clock_offset_seconds))
    channel.end(perform(assignment, known, channel, cancelled, clock, kept))
    return 0


def perform(  # noqa: PLR0917  what the child is made of
    assignment: Assignment,
    known: Known,
    channel: Channel,
    cancelled: threading.Event,
    clock: Clock,
    kept: Kept | None = None,
) -> Ending:
    """Carry the job out; whatever happens becomes records and an ending."""
    tally = Tally()
    run = _Run(assignment, known, channel, cancelled, clock, kept)
    try:
        for record in run.records(tally):
            tally.add(record)
            run.saw(record)
            channel.record(record)
    except PurSightError as error:
        failure = FailureRecord(
            code=error.code, message=error.message[:2000], hint=error.hint[:2000]
        )
    except Exception as error:  # noqa: BLE001  border: a connector's or our defect ends this run only
        failure = _defect(error)
    else:
        stopped = cancelled.is_set()
        return Ending(
            outcome=RunOutcome.CANCELLED if stopped else RunOutcome.COMPLETED,
            complete=not stopped and tally.sees_all,
            counts=tally.counts,
            usage=run.usage(),
        )
    channel.record(failure)
    return Ending(outcome=RunOutcome.FAILED, complete=False, counts=tally.counts, usage=run.usage())


@dataclass(slots=True)
class _Run:
    """The work under way, and what it has used."""

    assignment: Assignment
    known: Known
    channel: Channel
    cancelled: threading.Event
    clock: Clock
    kept: Kept | None
    _measure: Measure | None = None

    def records(self, tally: Tally) -> Iterator[ReportRecord]:
        from pursight_agent.connectors import open_source

        job = self.assignment.job
        if job.kind is JobKind.TEST:
            yield from _test(self.assignment)
            return
        from pursight.classification.classifier import Classifier
        from pursight.classification.recognizers.reading import read_named
        from pursight_agent.runtime.finds import open_finds
        from pursight_agent.runtime.judging import as_reported, classifier_of, left_out
        from pursight_agent.scanning.scan import scan
        from pursight_agent.scanning.team import Team

        opened = open_source(self.assignment.url, secret=self.assignment.secret)
        pacer = Pacer(
            job.limits.share_of_time, time.monotonic, self.cancelled.wait, self.cancelled.is_set
        )
        self._measure = Measure(opened, pacer)
        with (
            contextlib.closing(self._measure.source) as source,
            open_finds(self.assignment.finds, job, self.clock.now()) as finds,
            contextlib.ExitStack() as stack,
        ):
            self.channel.progress(Progress(phase="preparing"))
            cache = Path(self.assignment.cache) if self.assignment.cache else None
            recognizers, left = read_named(self.assignment.recognizers)
            yield from map(left_out, left)
            by = self.assignment.judged_by
            build = partial(
                Classifier.build,
                cache=cache,
                recognizers=recognizers,
                language_model=self.assignment.language_model,
            )
            classifier, serial = classifier_of(by.path, by.job_key, job.organisation_id, build)
            team = stack.enter_context(
                contextlib.closing(Team(job.limits.workers or 1, classifier, cache))
            )
            self._measure.beside = team
            found = scan(
                source,
                classifier=classifier,
                scope=job.scope,
                limits=job.limits,
                rules=job.rules,
                clock=self.clock,
                progress=self.channel.progress,
                cancelled=self.cancelled.is_set,
                previous=self.known.previous,
                finished=self.known.finished,
                watch=self,
                where=self.assignment.measure,
                keep=finds.keep,
                team=team,
            )
            yield from as_reported(found, serial, features=by.features)
            everything = tally.sees_all and not (job.scope.include or job.scope.exclude)
            if everything and not self.cancelled.is_set():
                finds.keep_only(tally.tables)
            yield from map(left_out, dict.fromkeys([*classifier.notices, *team.notices]))

    def saw(self, record: ReportRecord) -> None:
        if self._measure is not None:
            self._measure.saw(record)

    def usage(self) -> Usage | None:
        return None if self._measure is None else self._measure.usage()

    def finished(self, mark: Mark) -> None:
        """Tell the agent at once, so that it keeps the table for a later start."""
        if self._measure is not None:
            self.channel.done(Done(mark=mark, usage=self._measure.usage()))
            if self.kept is not None:
                self.kept.wait()

    def resumed(self, table: TableReport) -> None:
        if self._measure is not None:
            self._measure.resumed(table)


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


def _known(source: IO[bytes]) -> Known:
    previous: dict[str, TableReport] = {}
    finished: dict[str, Finished] = {}
    while (line := source.readline()) not in (b"\n", b""):
        if line.startswith(FINISHED):
            done = Finished.model_validate_json(line[1:])
            finished[done.name] = done
        else:
            table = TableReport.model_validate_json(line)
            previous[names.join((table.facts.schema_name, table.facts.name))] = table
    return Known(previous, finished)


def _listen(source: IO[bytes], cancelled: threading.Event, kept: Kept) -> None:
    """Hear `cancel` and answers; when the agent is gone, die with all started from here."""
    for line in source:
        if line == CANCEL:
            cancelled.set()
        elif line == WORD:
            kept.hear()
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
