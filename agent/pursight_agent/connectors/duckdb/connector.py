"""The DuckDB source: read-only, in the engine's own process, out as Arrow."""

import threading
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path
from typing import Any

import duckdb
import pyarrow as pa

from pursight.contracts.agents import Limits, Scope
from pursight.contracts.rules import RuleResult, RuleSpec
from pursight.contracts.scans import SchemaFacts, Skipped, SourceFacts, TableFacts, TableKind
from pursight_agent.connectors.duckdb.columns import settle, wanted_columns
from pursight_agent.connectors.duckdb.discovery import quote, read_catalog
from pursight_agent.connectors.duckdb.errors import TooLittleMemory, translated
from pursight_agent.connectors.duckdb.measuring import WORDS
from pursight_agent.connectors.duckdb.opening import connect, file_state
from pursight_agent.database_file import spelled
from pursight_agent.push_down.checking import Asked, checked
from pursight_agent.push_down.kinds import kind_of_arrow
from pursight_agent.push_down.measuring import Question, measured, question
from pursight_agent.source import (
    Capabilities,
    Discovery,
    Measured,
    SourceCorrupt,
    excluded,
    in_scope,
)

_CHUNK = 1 << 26
"""Bytes in one batch, more or less."""
_PIECE = 2048
"""Rows that DuckDB works on at once: asking for fewer saves nothing."""
_SLICE = 128
"""Rows read at a time where 2,048 do not fit into DuckDB's memory."""
_SAMPLED_BY_ROW = 1_000_000
"""Rows up to which a sample is drawn row by row; from larger tables, block by block."""
_MILLION = 1_000_000


class DuckDbSource:
    """One database file.

    Nobody can write to it while it is open, here or elsewhere: DuckDB locks the file. So all tables
    are seen as of one moment, and it is closed as soon as may be.
    """

    capabilities = Capabilities(
        count_rows=True,
        push_down=True,
        comments=True,
        foreign_keys=True,
        content_state=True,
        snapshot=True,
    )

    def __init__(self, path: Path) -> None:
        self._path = path.absolute()
        self._connection: duckdb.DuckDBPyConnection | None = None
        self._statement_seconds = 300.0
        self._state: str | None = None

    def limit(self, limits: Limits) -> None:
        """Take the time a statement may last."""
        self._statement_seconds = limits.statement_seconds

    def test(self) -> SourceFacts:
        """Open the file and read its list of schemas."""
        with self._asking("the database") as connection:
            connection.execute("SELECT schema_name FROM system.main.duckdb_schemas()").fetchall()
        return self._source(())

    def _source(self, schemas: tuple[SchemaFacts, ...]) -> SourceFacts:
        name = spelled(self._path.name)
        return SourceFacts(
            name=name,
            kind="duckdb",
            version=duckdb.__version__,
            database=name,
            encoding="UTF-8",
            location=spelled(self._path),
            schemas=schemas,
        )

    def discover(self, scope: Scope) -> Discovery:
        """Read the catalog in six statements."""
        self.close()  # a new discovery sees what was written since
        with self._asking("the catalog") as connection:
            catalog = read_catalog(connection)
        tables: list[TableFacts] = []
        left: list[Skipped] = []
        for table in catalog.tables:
            if in_scope(scope, table.schema_name, table.name):
                tables.append(table)
            else:
                left.append(excluded(table.schema_name, table.name, table.kind.value))
        return Discovery(self._source(catalog.schemas), tuple(tables), tuple(left))

    def count(self, table: TableFacts) -> int | None:
        """Count with one statement."""
        with self._asking(f"the {table.kind.value}") as connection:
            row = connection.execute(f"SELECT count(*) FROM {_relation(table)}").fetchone()  # noqa: S608  quoted
        return int(row[0]) if row else None

    def measure(self, table: TableFacts) -> Measured:
        """Let DuckDB compute the numbers, of the same expressions that would be read."""
        what = f"the {table.kind.value}"
        asked = self._asked(table)
        with self._asking(what) as connection:
            return measured(
                lambda text: connection.execute(text).fetchone() or (),
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

        def ask(text: str) -> Sequence[Any]:
            with self._asking(f"the {table.kind.value}") as connection:
                return connection.execute(text).fetchone() or ()

        return checked(ask, self._asked, table, rules, tables=tables, words=WORDS, now=now)

    def _asked(self, table: TableFacts) -> Asked:
        what, relation = f"the {table.kind.value}", _relation(table)
        with self._asking(what) as connection:
            columns = wanted_columns(connection, relation, [c.name for c in table.columns])
        with self._asking(what) as connection:
            selected = ", ".join(settle(connection, relation, columns)) or "1"
            origin = f"(SELECT {selected} FROM {relation}) AS measured"  # noqa: S608  quoted
            schema = connection.execute(f"FROM {origin} LIMIT 0").to_arrow_table().schema
        asked: dict[str, Question] = {
            column.name: question(column.name, kind_of_arrow(field.type), quote(column.name), WORDS)
            for column, field in zip(columns, schema, strict=False)
        }
        return Asked(origin, asked)

    def content_state(self, table: TableFacts) -> str | None:
        """The state of the whole file, its log included: any write changes it for every table.

        It is taken when the file is opened, and nobody writes while it is.
        """
        if table.kind is TableKind.VIEW:
            return None  # it may tell the time, or a random number
        self._opened()
        return self._state

    def read(
        self, table: TableFacts, *, sample_rows: int | None, batch_rows: int = 65_536
    ) -> Iterator[pa.RecordBatch]:
        """Read in the order the rows are stored, or a sample: always the same rows of a table."""
        what = f"the {table.kind.value}"
        with self._asking(what) as connection:
            columns = wanted_columns(connection, _relation(table), [c.name for c in table.columns])
        with self._asking(what) as connection:
            selected = settle(connection, _relation(table), columns)
        origin = _relation(table) if sample_rows is None else _sample(table, sample_rows)
        done = 0
        try:
            for batch in self._stream(f"FROM {origin}", selected, what, batch_rows):
                yield batch
                done += batch.num_rows
        except TooLittleMemory:
            if not _has_row_numbers(table) or (done and sample_rows is not None):
                raise
            yield from self._slices(table, selected, sample_rows, batch_rows, skip=done)

    def _stream(
        self, origin: str, selected: list[str], what: str, batch_rows: int
    ) -> Iterator[pa.RecordBatch]:
        query = f"SELECT {', '.join(selected) or '1'} {origin}"
        with self._asking(what) as connection:
            reader = connection.execute(query).to_arrow_reader(min(batch_rows, _PIECE))
        started = False
        while (batch := self._batch(reader, what, batch_rows)) is not None:
            started = True
            yield batch
        if not started:
            yield pa.RecordBatch.from_pylist([], schema=reader.schema)

    def _slices(
        self,
        table: TableFacts,
        selected: list[str],
        sample_rows: int | None,
        batch_rows: int,
        *,
        skip: int,
    ) -> Iterator[pa.RecordBatch]:
        """Read few rows at a time: for cells of hundreds of kilobytes.

        Rows come in the same order either way, so the first `skip` of them are left out.
        """
        what, name = f"the {table.kind.value}", _relation(table)
        with self._asking(what) as connection:
            row = connection.execute(f"SELECT system.main.max(rowid) FROM {name}").fetchone()  # noqa: S608  quoted
        end = int(row[0]) + 1 if row and row[0] is not None else 0
        left = sample_rows
        for start in range(0, end, _SLICE):
            origin = f"FROM {name} WHERE rowid >= {start} AND rowid < {start + _SLICE}"
            for batch in self._stream(origin, selected, what, batch_rows):
                kept = batch.slice(skip, left)
                skip -= min(skip, batch.num_rows)
                yield kept
                left = None if left is None else left - kept.num_rows
            if left is not None and left <= 0:
                break

    def _batch(
        self, reader: pa.RecordBatchReader, what: str, batch_rows: int
    ) -> pa.RecordBatch | None:
        """Take some rows, fewer when their cells are long: memory is bounded, not rows."""
        pieces: list[pa.RecordBatch] = []
        rows, room = 0, _CHUNK
        with self._asking(what):
            for piece in reader:
                if piece.num_rows:
                    pieces.append(piece)
                rows += piece.num_rows
                room -= piece.nbytes
                if rows + _PIECE > batch_rows or room <= 0:
                    break
        if not pieces:
            return None
        (whole,) = pa.Table.from_batches(pieces).combine_chunks().to_batches()
        return whole

    def notices(self) -> tuple[Skipped, ...]:
        """DuckDB leaves nothing out of a table that can be read."""
        return ()

    def close(self) -> None:
        """Close the file."""
        if self._connection is not None:
            self._connection.close()
            self._connection = None

    @contextmanager
    def _asking(self, what: str) -> Iterator[duckdb.DuckDBPyConnection]:
        """Let a statement last no longer than it may, and no driver error out of the block."""
        connection = self._opened()
        clock = threading.Timer(self._statement_seconds, connection.interrupt)
        clock.daemon = True
        clock.start()
        try:
            with translated(what):
                yield connection
        except SourceCorrupt:
            self.close()  # the engine may answer nothing more; opened anew, it reads other tables
            raise
        finally:
            clock.cancel()

    def _opened(self) -> duckdb.DuckDBPyConnection:
        if self._connection is None:
            before = file_state(self._path)
            self._connection = connect(self._path)
            # Between the two looks somebody may have put another file in its place.
            self._state = before if file_state(self._path) == before else None
        return self._connection


def _relation(table: TableFacts) -> str:
    return f"{quote(table.schema_name)}.{quote(table.name)}"


def _has_row_numbers(table: TableFacts) -> bool:
    """Whether `rowid` is what DuckDB means by it."""
    names = {column.name.casefold() for column in table.columns}
    return table.kind is TableKind.TABLE and "rowid" not in names


def _sample(table: TableFacts, rows: int) -> str:
    """The first rows of a view or small table, some from all over a larger one.

    Whether a row belongs to the sample is told from its number, so it is the same each time.
    """
    name = _relation(table)
    estimate = table.row_count or 0
    if table.kind is TableKind.VIEW or estimate <= 4 * rows:
        return f"(SELECT * FROM {name} LIMIT {int(rows)})"  # noqa: S608  quoted
    wanted = 2 * max(rows, 50)  # twice as many, so that LIMIT is reached nearly always
    if estimate > _SAMPLED_BY_ROW:
        blocks = min(1.0, max(64, 16 * wanted / _PIECE) * _PIECE / estimate)
        name += f" TABLESAMPLE SYSTEM ({100 * blocks:.6f} PERCENT) REPEATABLE (0)"
        estimate = int(estimate * blocks)
    share = min(_MILLION, _MILLION * wanted // max(estimate, 1) + 1)
    return (
        f"(SELECT * FROM {name} "  # noqa: S608  quoted
        f"WHERE system.main.hash(rowid) % {_MILLION} < {share} LIMIT {int(rows)})"
    )
