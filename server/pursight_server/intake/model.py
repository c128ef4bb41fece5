"""A run's report as one value, and the checks that no schema can make (pure)."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Final
from uuid import UUID

import orjson

from pursight.contracts.agents import (
    CommitRequest,
    FailureRecord,
    JobKind,
    JoinsRecord,
    ReportRecord,
    RunOutcome,
    SkippedRecord,
    SourceRecord,
    TableRecord,
    TestRecord,
)
from pursight.contracts.scans import ColumnReport, Skipped, SourceFacts, TableReport
from pursight.contracts.structure import TableJoins
from pursight.errors import Conflict, NotFound, Refused
from pursight.protocol import chunks, report
from pursight_server.agents.model import AgentFacts, storable

_BEYOND_64_BITS: Final = 2**63


@dataclass(frozen=True, slots=True)
class Delivery:
    """Who delivers which attempt of which run."""

    agent: AgentFacts
    run_id: UUID
    attempt: int


class RunQuarantined(Refused):
    """A delivery that can never be taken as it is; the agent must not send it again.

    Attributes:
        reason: Which check failed, as `commit.bad_root`, `report.bad`, `run.not_yours`.
    """

    code = "run.quarantined"

    def __init__(self, reason: str, message: str) -> None:
        super().__init__(
            message, hint="The agent keeps it for a look; let it do the run once more."
        )
        self.reason = reason


class ChunksMissing(Conflict):
    """Chunks that the commit counts on have not arrived.

    Attributes:
        numbers: Which.
    """

    code = "commit.chunks_missing"

    def __init__(self, numbers: tuple[int, ...]) -> None:
        super().__init__(f"{len(numbers)} chunks of the run have not arrived")
        self.numbers = numbers


class SourceUnregistered(NotFound):
    """The agent has an alias that nobody registered as a source here.

    The run is not taken and not lost: a 404 lets the agent keep it and try again later, and once
    somebody has registered the source it is applied like any other.
    """

    code = "source.unregistered"


class ChunkTooLarge(Refused):
    """A chunk is over the protocol's limit."""

    code = "chunk.too_large"
    status = 413


@dataclass(frozen=True, slots=True)
class Report:
    """What a run found out."""

    facts: SourceFacts | None = None
    tables: tuple[TableReport, ...] = ()
    skipped: tuple[Skipped, ...] = ()
    joins: tuple[TableJoins, ...] = ()
    test: TestRecord | None = None
    failure: FailureRecord | None = None
    model_serial: int | None = None


@dataclass(slots=True)
class _Parts:
    model_serial: int | None = None
    facts: list[SourceFacts] = field(default_factory=list)
    tables: list[TableReport] = field(default_factory=list)
    skipped: list[Skipped] = field(default_factory=list)
    joins: list[TableJoins] = field(default_factory=list)
    tests: list[TestRecord] = field(default_factory=list)
    failures: list[FailureRecord] = field(default_factory=list)

    def add(self, record: ReportRecord) -> None:
        match record:
            case SourceRecord(facts=facts, model_serial=model_serial):
                self.facts.append(facts)
                self.model_serial = model_serial
            case TableRecord(table=table):
                self.tables.append(_keepable(table))
            case SkippedRecord(skipped=skipped):
                self.skipped.append(skipped)
            case JoinsRecord(table=joins):
                _check_storable(joins)
                self.joins.append(joins)
            case TestRecord():
                self.tests.append(record)
            case FailureRecord():
                self.failures.append(record)


def read_report(bodies: Iterable[bytes], request: CommitRequest) -> Report:
    """Read the chunks of a report, record by record, and check it against its commit.

    Raises:
        RunQuarantined: A chunk or a line is not what the contracts allow, or the parts do not add
            up: two tables of one name, other counts than announced, a scan in a test.
    """
    parts = _Parts()
    try:
        for record in report.decode(map(storable, chunks.lines(bodies))):
            parts.add(record)
    except (chunks.BadChunk, report.BadReport) as error:
        raise RunQuarantined(error.code, error.message) from error
    _check_singles(parts)
    if request.kind is JobKind.TEST:
        _check_test(parts, request)
    elif request.outcome is RunOutcome.COMPLETED:
        _check_scan(parts, request)
    return Report(
        facts=parts.facts[0] if parts.facts else None,
        tables=tuple(parts.tables),
        skipped=tuple(parts.skipped),
        joins=tuple(parts.joins),
        test=parts.tests[0] if parts.tests else None,
        failure=parts.failures[0] if parts.failures else None,
        model_serial=parts.model_serial,
    )


def _keepable(table: TableReport) -> TableReport:
    """Spell extremes beyond 64 bits as text, as the contract allows: JSON columns would round them.

    Raises:
        RunQuarantined: Another number is beyond 64 bits: no count of anything can be.
    """
    columns = tuple(_with_exact_extremes(column) for column in table.columns)
    kept = table.model_copy(update={"columns": columns}) if columns != table.columns else table
    _check_storable(kept)
    return kept


def _check_storable(told: TableReport | TableJoins) -> None:
    """Refuse counts beyond 64 bits.

    Raises:
        RunQuarantined: There is one.
    """
    try:
        orjson.dumps(told.model_dump(mode="json"))
    except TypeError as error:
        raise RunQuarantined(
            "report.unstorable", "the report holds a count that is beyond 64 bits"
        ) from error


def _with_exact_extremes(column: ColumnReport) -> ColumnReport:
    profile = column.profile
    if profile is None:
        return column
    found = {"min": profile.min, "max": profile.max, "sum": profile.sum}
    long = {
        name: str(value)
        for name, value in found.items()
        if isinstance(value, int) and not -_BEYOND_64_BITS <= value < _BEYOND_64_BITS
    }
    if not long:
        return column
    return column.model_copy(update={"profile": profile.model_copy(update=long)})


def _check_singles(parts: _Parts) -> None:
    if max(len(parts.facts), len(parts.tests), len(parts.failures)) > 1:
        raise RunQuarantined("report.repeated", "the report repeats a record that comes once")
    names = {(table.facts.schema_name, table.facts.name) for table in parts.tables}
    if len(names) != len(parts.tables):
        raise RunQuarantined("report.repeated", "the report holds a table twice")


def _check_test(parts: _Parts, request: CommitRequest) -> None:
    if parts.tables or parts.skipped or parts.joins:
        raise RunQuarantined("report.mixed", "the report of a test holds tables")
    if request.outcome is RunOutcome.COMPLETED and not parts.tests:
        raise RunQuarantined("report.incomplete", "the report of a test holds no result")


def _check_scan(parts: _Parts, request: CommitRequest) -> None:
    if parts.tests:
        raise RunQuarantined("report.mixed", "the report of a scan holds a test")
    if parts.failures:
        raise RunQuarantined("report.mixed", "the report of a completed scan tells of a failure")
    announced = (request.counts.tables, request.counts.skipped)
    if announced != (len(parts.tables), len(parts.skipped)):
        raise RunQuarantined(
            "report.counts_differ",
            f"the report holds {len(parts.tables)} tables and {len(parts.skipped)} skipped objects,"
            f" its commit announces {announced[0]} and {announced[1]}",
        )
