"""The last committed result of each table, so that what has not changed is not read again."""

import hashlib
import json
import sqlite3
from collections.abc import Iterable, Iterator
from datetime import UTC

from pydantic import ValidationError

from pursight import __version__, names, zstd
from pursight.contracts.agents import CommitRequest, Job, JobKind, RunOutcome, TableRecord
from pursight.contracts.scans import TableReport
from pursight.errors import Refused
from pursight.protocol import chunks, report
from pursight_agent.runtime.database import LocalDatabase

SCHEMA = """
CREATE TABLE IF NOT EXISTS previous (
    alias TEXT NOT NULL, name TEXT NOT NULL, basis TEXT NOT NULL, report BLOB NOT NULL,
    nominal TEXT NOT NULL, PRIMARY KEY (alias, name)
) STRICT;
"""


def basis(job: Job) -> str:
    """Fingerprint of what a result depends on besides the source: rules, sample, our version."""
    said = [__version__, job.rules_sha256, job.limits.sample_rows]
    return hashlib.sha256(json.dumps(said).encode()).hexdigest()


def previous(database: LocalDatabase, job: Job) -> Iterator[TableReport]:
    """Yield what the last committed scans said of a source's tables, if it still compares."""
    if job.full or job.kind is not JobKind.SCAN:
        return
    with database.reading() as connection:
        rows = connection.execute(
            "SELECT report FROM previous WHERE alias = ? AND basis = ?", (job.alias, basis(job))
        ).fetchall()
    for row in rows:
        try:
            yield TableReport.model_validate_json(zstd.decompress(row["report"], zstd.OUR_OWN))
        except (zstd.Damaged, zstd.TooLarge, ValidationError):
            continue  # damaged or of an older schema: that table is simply read again


def remember(
    connection: sqlite3.Connection, job: Job, request: CommitRequest, bodies: Iterable[bytes]
) -> None:
    """Store what a delivered run said of its tables, in the transaction of its receipt.

    A table that is newer here already stays. A complete scan of everything also forgets the
    tables that it no longer saw.
    """
    if job.kind is not JobKind.SCAN or request.outcome is not RunOutcome.COMPLETED:
        return
    nominal, ours = request.nominal_time.astimezone(UTC).isoformat(), basis(job)
    seen = []
    try:
        records = list(report.decode(chunks.lines(bodies)))
    except Refused:
        return  # the next scan simply reads everything again
    for record in records:
        if not isinstance(record, TableRecord) or record.table.fingerprint is None:
            continue
        table = record.table
        name = names.join((table.facts.schema_name, table.facts.name))
        body = zstd.compress(table.model_dump_json(exclude_defaults=True).encode())
        seen.append((job.alias, name, ours, body, nominal))
    connection.executemany(
        "INSERT INTO previous VALUES (?,?,?,?,?) ON CONFLICT (alias, name) DO UPDATE SET"
        " basis = excluded.basis, report = excluded.report, nominal = excluded.nominal"
        " WHERE excluded.nominal >= previous.nominal",
        seen,
    )
    if request.complete and not (request.scope.include or request.scope.exclude):
        connection.execute(
            "DELETE FROM previous WHERE alias = ? AND nominal < ?", (job.alias, nominal)
        )


def forget(database: LocalDatabase, alias: str) -> None:
    """Drop all that is remembered of a source."""
    with database.transaction() as connection:
        connection.execute("DELETE FROM previous WHERE alias = ?", (alias,))
