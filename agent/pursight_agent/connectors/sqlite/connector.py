"""The SQLite source: read-only, a transaction for each table."""

import os
import sqlite3
import time
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path
from typing import Any
from urllib.parse import quote as url_quote

import pyarrow as pa

from pursight.contracts.agents import Limits, Scope
from pursight.contracts.rules import RuleResult, RuleSpec
from pursight.contracts.scans import Skipped, SourceFacts, TableFacts
from pursight_agent.connectors.sqlite.columns import column_types, to_arrow
from pursight_agent.connectors.sqlite.discovery import SCHEMA, Listed, Reading, facts, listed, quote
from pursight_agent.connectors.sqlite.errors import translated
from pursight_agent.connectors.sqlite.measuring import WORDS, questions
from pursight_agent.database_file import first_bytes, spelled
from pursight_agent.push_down.checking import Asked, checked
from pursight_agent.push_down.measuring import measured
from pursight_agent.source import (
    Capabilities,
    Discovery,
    Measured,
    SourceCorrupt,
    SourceError,
    excluded,
    in_scope,
    skipped,
)

_MAGIC = b"SQLite format 3\x00"
_STEPS_BETWEEN_CHECKS = 100_000
_CANNOT_OPEN = 14
_CHUNK = 1 << 26
"""Bytes in one batch, more or less."""
_PART = 256


class SqliteSource:
    """One database file.

    A rollback-journal database blocks its writers while somebody reads, so each table is a
    transaction of its own; under WAL that costs nothing either.
    """

    capabilities = Capabilities(
        count_rows=True, push_down=True, foreign_keys=True, content_state=True
    )

    def __init__(self, path: Path, *, busy_seconds: float = 5.0) -> None:
        self._path = path.absolute()
        self._busy_seconds = busy_seconds
        self._connection: sqlite3.Connection | None = None
        self._statement_seconds = 300.0
        self._deadline = 0.0
        self._notices: list[Skipped] = []
        self._spelled: dict[str, str] = {}

    def limit(self, limits: Limits) -> None:
        """Take the time a statement may last."""
        self._statement_seconds = limits.statement_seconds

    def test(self) -> SourceFacts:
        """Open the file and read its header."""
        with translated("the database"):
            reading = Reading(self._open())
            encoding = reading.rows("PRAGMA encoding")[0][0]
            reading.rows("SELECT count(*) FROM sqlite_master")
        name, location = spelled(self._path.name), spelled(self._path)
        return SourceFacts(
            name=name,
            kind="sqlite",
            version=sqlite3.sqlite_version,
            database=name,
            encoding=encoding,
            location=location,
        )

    def discover(self, scope: Scope) -> Discovery:
        """List tables and views."""
        source = self.test()
        tables: list[TableFacts] = []
        left: list[Skipped] = []
        with translated("the table of contents"):
            items = listed(Reading(self._open()))
        for item in items:
            name = item.name.encode("utf-8", "surrogateescape").decode("utf-8", "replace")
            if not in_scope(scope, SCHEMA, name):
                left.append(excluded(SCHEMA, name, item.kind.value))
                continue
            try:
                tables.append(self._facts(item))
                self._spelled[name] = item.name
            except SourceError as error:
                left.append(skipped(error, schema=SCHEMA, name=name, kind=item.kind.value))
        return Discovery(source, tuple(tables), tuple(left))

    def _facts(self, item: Listed) -> TableFacts:
        self._start_clock()
        with translated(f"the {item.kind.value}"):
            return facts(Reading(self._open()), item)

    def count(self, table: TableFacts) -> int | None:
        """Count with one statement."""
        self._start_clock()
        with translated(f"the {table.kind.value}"):
            row = self._open().execute(f"SELECT count(*) FROM {self._relation(table)}").fetchone()  # noqa: S608  quoted
        return int(row[0])

    def measure(self, table: TableFacts) -> Measured:
        """Let SQLite compute the numbers: nothing is saved but the way of the rows into Python."""
        self._start_clock()
        connection = self._open()
        with translated(f"the {table.kind.value}"), self._transaction(connection):
            asked = self._asked(table)
            return measured(
                lambda text: connection.execute(text).fetchone(),
                list(asked.columns.values()),
                asked.relation,
                WORDS,
            )

    def check(
        self,
        table: TableFacts,
        rules: Sequence[RuleSpec],
        tables: Mapping[str, TableFacts],
        now: datetime,
    ) -> tuple[RuleResult, ...] | None:
        """Check rules with statements of their own, where they mean the same."""
        self._start_clock()
        connection = self._open()
        with translated(f"the {table.kind.value}"), self._transaction(connection):
            return checked(
                lambda text: connection.execute(text).fetchone(),
                self._asked,
                table,
                rules,
                tables=tables,
                words=WORDS,
                now=now,
            )

    def _asked(self, table: TableFacts) -> Asked:
        relation, connection = self._relation(table), self._open()
        columns = [(c.name, c.type) for c in table.columns]
        types = column_types(connection, relation, columns) if columns else []
        typed = [(name, type_) for (name, _), type_ in zip(columns, types, strict=True)]
        asked = questions(connection, relation, typed)
        return Asked(relation, {each.name: each for each in asked})

    def content_state(self, table: TableFacts) -> str | None:
        """The state of the whole file, its log included: any write changes it for every table."""
        del table
        parts = []
        for path in (self._path, self._path.with_name(self._path.name + "-wal")):
            try:
                found = path.stat()
            except OSError:
                continue
            if found.st_size:
                parts.append(f"{path.suffix}:{found.st_ino}:{found.st_size}:{found.st_mtime_ns}")
        try:
            with self._path.open("rb") as file:
                parts.append(file.read(100).hex())  # the header holds a change counter
        except OSError:
            return None
        return "|".join(parts)

    def read(
        self, table: TableFacts, *, sample_rows: int | None, batch_rows: int = 65_536
    ) -> Iterator[pa.RecordBatch]:
        """Read in the order SQLite stores the rows; a sample is the first rows."""
        self._start_clock()
        relation = self._relation(table)
        if sample_rows is not None:
            relation = f"(SELECT * FROM {relation} LIMIT {int(sample_rows)})"  # noqa: S608  quoted
        connection = self._open()
        with translated(f"the {table.kind.value}"), self._transaction(connection):
            yield from self._batches(connection, table, relation, batch_rows)

    @contextmanager
    def _transaction(self, connection: sqlite3.Connection) -> Iterator[None]:
        connection.execute("BEGIN")
        try:
            yield
        finally:
            connection.execute("ROLLBACK")

    def _batches(
        self, connection: sqlite3.Connection, table: TableFacts, relation: str, batch_rows: int
    ) -> Iterator[pa.RecordBatch]:
        columns = [(c.name, c.type) for c in table.columns]
        types = column_types(connection, relation, columns)
        schema = pa.schema(
            [pa.field(name, t.arrow) for (name, _), t in zip(columns, types, strict=True)]
        )
        wanted = ", ".join(quote(name) for name, _ in columns)
        cursor = connection.execute(f"SELECT {wanted} FROM {relation}")  # noqa: S608  quoted
        started = False
        while rows := _chunk(cursor, batch_rows):
            started = True
            arrays = [
                to_arrow(cells, t) for cells, t in zip(zip(*rows, strict=True), types, strict=True)
            ]
            yield pa.RecordBatch.from_arrays(arrays, schema=schema)
            self._start_clock()
        if not started:
            yield pa.RecordBatch.from_pylist([], schema=schema)

    def notices(self) -> tuple[Skipped, ...]:
        """SQLite leaves nothing out of a table that can be read."""
        taken, self._notices = tuple(self._notices), []
        return taken

    def close(self) -> None:
        """Close the file."""
        if self._connection is not None:
            self._connection.close()
            self._connection = None

    def _relation(self, table: TableFacts) -> str:
        return quote(self._spelled.get(table.name, table.name))

    def _start_clock(self) -> None:
        self._deadline = time.monotonic() + self._statement_seconds

    def _open(self) -> sqlite3.Connection:
        if self._connection is None:
            self._check()
            self._connection = self._connect()
        return self._connection

    def _check(self) -> None:
        """Find out in time, and in plain words, what SQLite would call "unable to open"."""
        magic = first_bytes(self._path, len(_MAGIC))
        if magic and magic != _MAGIC:
            raise SourceCorrupt(
                "The file is not a SQLite database, or it is encrypted.",
                hint="An encrypted database must be decrypted into a copy before it is scanned.",
            )

    def _connect(self) -> sqlite3.Connection:
        with translated("the database"):
            connection = self._connect_as("mode=ro")
            try:
                connection.execute("SELECT count(*) FROM sqlite_master").fetchone()
            except sqlite3.OperationalError as error:
                connection.close()
                if getattr(error, "sqlite_errorcode", 0) & 0xFF != _CANNOT_OPEN or self._has_log():
                    raise
                # A database in WAL mode wants to write its -shm file. Where the folder forbids
                # that and there is no log, the file can be read as it stands.
                connection = self._connect_as("mode=ro&immutable=1")
            connection.execute("PRAGMA query_only = 1")
            connection.execute("PRAGMA trusted_schema = 0")
        return connection

    def _connect_as(self, how: str) -> sqlite3.Connection:
        connection = sqlite3.connect(
            f"file:{url_quote(os.fsencode(self._path))}?{how}",
            uri=True,
            timeout=self._busy_seconds,
            isolation_level=None,
            check_same_thread=False,
        )
        connection.text_factory = bytes
        self._start_clock()
        connection.set_progress_handler(self._overdue, _STEPS_BETWEEN_CHECKS)
        return connection

    def _has_log(self) -> bool:
        log = self._path.with_name(self._path.name + "-wal")
        return log.exists() and log.stat().st_size > 0

    def _overdue(self) -> int:
        return int(time.monotonic() > self._deadline)


def _chunk(cursor: sqlite3.Cursor, size: int) -> list[tuple[Any, ...]]:
    """Take some rows, fewer when their cells are long: memory is bounded, not rows."""
    rows: list[tuple[Any, ...]] = []
    room = _CHUNK
    while len(rows) < size and room > 0:
        part = cursor.fetchmany(min(_PART, size - len(rows)))
        if not part:
            break
        rows += part
        room -= sum(len(cell) for row in part for cell in row if isinstance(cell, bytes))
    return rows
