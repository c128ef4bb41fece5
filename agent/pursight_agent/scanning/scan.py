"""A whole scan: for a report that leaves, or for a document that stays."""

from collections.abc import Callable, Iterator, Mapping, Sequence

from pursight.classification.classifier import Classifier
from pursight.clock import Clock
from pursight.contracts.agents import (
    JoinsRecord,
    Limits,
    Progress,
    Scope,
    SkippedRecord,
    SourceRecord,
    TableRecord,
)
from pursight.contracts.rules import RuleSpec
from pursight.contracts.scans import ScanDocument, Skipped, SourceFacts, TableReport
from pursight.contracts.structure import TableJoins
from pursight_agent.push_down.choice import Where
from pursight_agent.scanning.document import Collected
from pursight_agent.scanning.finds import Keep, keep_nothing, kept
from pursight_agent.scanning.finished import (
    NOBODY,
    NOBODY_HERE,
    NOTHING_FINISHED,
    NOTHING_KEPT,
    DocumentWatch,
    Finished,
    FinishedDocument,
    Watch,
)
from pursight_agent.scanning.outgoing import outgoing
from pursight_agent.scanning.reading import Reading
from pursight_agent.scanning.team import Team
from pursight_agent.scanning.walk import Walk
from pursight_agent.source import Source

_NOTHING_KNOWN: Mapping[str, TableReport] = {}


def scan(
    source: Source,
    *,
    classifier: Classifier,
    scope: Scope,
    limits: Limits,
    rules: Sequence[RuleSpec],
    clock: Clock,
    progress: Callable[[Progress], None],
    cancelled: Callable[[], bool],
    previous: Mapping[str, TableReport] = _NOTHING_KNOWN,
    where: Where = "auto",
    finished: Mapping[str, Finished | FinishedDocument] = NOTHING_FINISHED,
    watch: Watch = NOBODY,
    keep: Keep = keep_nothing,
    team: Team | None = None,
) -> Iterator[TableRecord | JoinsRecord | SkippedRecord | SourceRecord]:
    """Scan a source for a report that may leave the agent.

    Args:
        source: Freshly opened; closing it stays the caller's.
        classifier: Made once for many scans.
        scope: Which tables.
        limits: What the scan may cost.
        rules: Of all tables.
        clock: Where the time comes from.
        progress: Told now and then how far it is.
        cancelled: Asked between batches; when it says yes the scan ends early, without an error.
        previous: Last results by `names.join((schema, name))`; what is unchanged is not read again.
        where: Whether tables are measured at the agent, in the source, or in it when it is far.
        finished: What earlier starts of this same run were through with, by the same names.
        watch: Told what this start is through with.
        keep: Told of each table that was read where rare finds lie, which no report says.
        team: Processes that share the measuring; closing it stays the caller's.

    Raises:
        SourceError: The source cannot be reached or discovered at all.
    """
    work = Walk(
        source=source,
        classifier=classifier,
        scope=scope,
        limits=limits,
        rules=rules,
        clock=clock,
        progress=progress,
        cancelled=cancelled,
        where=where,
        team=team,
    )
    for found in work.run(previous, finished, watch):
        if isinstance(found, SourceFacts):
            yield SourceRecord(facts=found)
        elif isinstance(found, Skipped):
            yield SkippedRecord(skipped=found)
        elif isinstance(found, TableReport):
            yield TableRecord(table=found)
        elif isinstance(found, TableJoins):
            yield JoinsRecord(table=found)
        elif isinstance(found, Reading):
            whole = kept(found, keep)
            table, reading = outgoing(whole, work.fingerprint_of(whole))
            yield TableRecord(table=table.model_copy(update={"read_at": clock.now()}))
            for entry in reading.skipped:
                yield SkippedRecord(skipped=entry)
            if reading.skipped == found.skipped and work.is_through_with(found):
                watch.finished(work.mark_of(found.facts))


def scan_document(
    source: Source,
    *,
    classifier: Classifier,
    scope: Scope,
    limits: Limits,
    clock: Clock,
    rules: Sequence[RuleSpec] = (),
    progress: Callable[[Progress], None] = lambda _: None,
    cancelled: Callable[[], bool] = lambda: False,
    where: Where = "auto",
    finished: Mapping[str, FinishedDocument] = NOTHING_KEPT,
    watch: DocumentWatch = NOBODY_HERE,
    team: Team | None = None,
) -> ScanDocument:
    """Scan a source for the document of a stand-alone scan, which stays where it is made.

    `finished` and `watch` are for a scan that goes on where an earlier one was cut off.

    Raises:
        SourceError: The source cannot be reached or discovered at all.
    """
    collected = Collected(started_at=clock.now())
    work = Walk(
        source=source,
        classifier=classifier,
        scope=scope,
        limits=limits,
        rules=rules,
        clock=clock,
        progress=progress,
        cancelled=cancelled,
        where=where,
        team=team,
    )
    for found in work.run(_NOTHING_KNOWN, finished):
        if isinstance(found, SourceFacts):
            collected.source = found
        elif isinstance(found, Skipped):
            collected.skipped.append(found)
        elif isinstance(found, TableJoins):
            collected.add_joins(found)
        elif isinstance(found, FinishedDocument):
            watch.resumed(found)
            collected.tables.append(found.table)
        elif isinstance(found, Reading):
            table = collected.add(found)
            if table is not None and work.is_through_with(found):
                watch.finished(work.mark_of(found.facts), table)
    return collected.document(finished_at=clock.now())
