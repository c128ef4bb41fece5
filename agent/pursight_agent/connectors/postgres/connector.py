"""The PostgreSQL source: read-only, one snapshot a scan, COPY into Arrow."""

import threading
from collections.abc import Iterator, Mapping, Sequence
from datetime import datetime
from typing import Any

import psycopg
import pyarrow as pa
from psycopg import sql
from psycopg.conninfo import conninfo_to_dict, make_conninfo

from pursight.contracts.agents import Limits, Scope
from pursight.contracts.rules import RuleResult, RuleSpec
from pursight.contracts.scans import SchemaFacts, Skipped, SourceFacts, TableFacts, TableKind
from pursight_agent.connectors.postgres.catalog import Catalog, read_catalog
from pursight_agent.connectors.postgres.copying import copy_batches
from pursight_agent.connectors.postgres.counting import (
    CountingConnection,
    CountingCursor,
    count_in,
)
from pursight_agent.connectors.postgres.errors import translate_connecting, translated
from pursight_agent.connectors.postgres.facts import Found, Relation, sort_out
from pursight_agent.connectors.postgres.measuring import WORDS, questions
from pursight_agent.connectors.postgres.state import content_states
from pursight_agent.connectors.postgres.types import ColumnPlan, settle
from pursight_agent.load.meter import Meter
from pursight_agent.push_down.checking import Asked, checked
from pursight_agent.push_down.measuring import measured
from pursight_agent.source import (
    Capabilities,
    Discovery,
    Measured,
    SourceNotFound,
    SourceUnsupported,
    qualified,
)

_SETTINGS = {
    "search_path": "pg_catalog",
    "timezone": "UTC",
    "datestyle": "ISO, YMD",
    "intervalstyle": "postgres",
    "bytea_output": "hex",
    "extra_float_digits": "1",
    "lock_timeout": "10s",
    "idle_in_transaction_session_timeout": "0",
    "synchronize_seqscans": "off",  # a sample is the same rows each time it is asked for
    "row_security": "on",
    "standard_conforming_strings": "on",
}
_WHOLE_TABLE_SAMPLED = 1_000_000
"""Rows up to which a sample is drawn row by row; from larger tables, block by block."""


class PostgresSource:
    """One database, seen through one connection in one read-only transaction."""

    capabilities = Capabilities(
        count_rows=True,
        push_down=True,
        comments=True,
        foreign_keys=True,
        content_state=True,
        snapshot=True,
    )

    def __init__(self, url: str, *, secret: str | None = None, connect_seconds: int = 10) -> None:
        self._url, self._secret, self._connect_seconds = url, secret, connect_seconds
        self._statement_seconds = 300
        self._paced = False
        self.meter = Meter()
        self._connection: psycopg.Connection[Any] | None = None
        self._states: dict[int, str] = {}
        self._relations: dict[str, Relation] = {}

    def limit(self, limits: Limits) -> None:
        """Take the time a statement may last, and whether the server may work on meanwhile."""
        self._statement_seconds = limits.statement_seconds
        self._paced = limits.share_of_time < 1
        if self._connection is not None and not self._connection.closed:
            with translated():
                self._set("statement_timeout", f"{self._statement_seconds}s")

    def test(self) -> SourceFacts:
        """Connect, and read the catalog's schemas."""
        connection = self._connected()
        with translated():
            return self._source(connection, [])

    def _source(self, connection: psycopg.Connection[Any], schemas: list[Any]) -> SourceFacts:
        row = connection.execute(
            "SELECT current_database()::text, current_setting('server_version'), "
            "current_setting('server_encoding')"
        ).fetchone() or ("", "", "")
        return SourceFacts(
            name=row[0],
            kind="postgresql",
            version=row[1],
            database=row[0],
            encoding=row[2],
            location=_place(connection.info.host, connection.info.port),
            schemas=tuple(SchemaFacts(name=s.name, comment=s.comment) for s in schemas),
        )

    def discover(self, scope: Scope) -> Discovery:
        """Read the catalog in five statements."""
        self.close()  # a new discovery is a new snapshot
        connection = self._connected()
        with translated(), connection.transaction():
            catalog: Catalog = read_catalog(connection)
            source = self._source(connection, catalog.schemas)
        found: Found = sort_out(catalog, scope, connection.info.user)
        self._relations = found.relations
        return Discovery(source, found.tables, found.skipped)

    def count(self, table: TableFacts) -> int | None:
        """Count with one statement."""
        connection = self._connected()
        statement = sql.SQL("SELECT count(*) FROM {}").format(_identifier(table))
        with translated(), connection.transaction():
            row = connection.execute(statement).fetchone()
        return int(row[0]) if row else None

    def measure(self, table: TableFacts) -> Measured:
        """Let PostgreSQL compute the numbers, of the same expressions that would be read."""
        wanted = self._wanted(table)
        connection = self._connected()
        with translated(), connection.transaction():
            plans = settle(connection, _identifier(table), wanted)
            return measured(
                lambda text: connection.execute(text.encode()).fetchone() or (),
                questions(connection, plans),
                _identifier(table).as_string(connection),
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
        connection = self._connected()

        def asked(one: TableFacts) -> Asked:
            name = _identifier(one)
            plans = settle(connection, name, self._wanted(one))
            columns = {each.name: each for each in questions(connection, plans)}
            return Asked(name.as_string(connection), columns)

        with translated(), connection.transaction():
            return checked(
                lambda text: connection.execute(text.encode()).fetchone() or (),
                asked,
                table,
                rules,
                tables=tables,
                words=WORDS,
                now=now,
            )

    def content_state(self, table: TableFacts) -> str | None:
        """Counters of rows written, as they were before the snapshot was taken."""
        relation = self._relations.get(qualified(table.schema_name, table.name))
        if relation is None or relation.kind in (TableKind.VIEW, TableKind.FOREIGN_TABLE):
            return None
        return self._states.get(relation.oid)

    def read(
        self, table: TableFacts, *, sample_rows: int | None, batch_rows: int = 65_536
    ) -> Iterator[pa.RecordBatch]:
        """Read all rows, or a random sample of a table (the first rows of a view)."""
        relation = self._relations.get(qualified(table.schema_name, table.name))
        if relation is None:
            raise SourceNotFound("The table was not found by the last discovery.")
        connection = self._connected()
        wanted = self._wanted(table)
        columns = sql.SQL(", ").join(plan.selected for plan in wanted)
        origin = _origin(table, relation, sample_rows)
        with translated(), connection.transaction():
            plans = settle(connection, origin, wanted)
            query = sql.SQL("SELECT {} FROM {}").format(columns, origin)
            self._set("statement_timeout", "0")  # the clock below watches batch by batch
            ahead = None if self._paced else self.meter.worked_ahead
            batches = copy_batches(connection, query, plans, batch_rows=batch_rows, ahead=ahead)
            try:
                while (batch := self._next(connection, batches)) is not None:
                    yield batch
            finally:
                batches.close()
            self._set("statement_timeout", f"{self._statement_seconds}s")

    def _wanted(self, table: TableFacts) -> list[ColumnPlan]:
        relation = self._relations.get(qualified(table.schema_name, table.name))
        if relation is None:
            raise SourceNotFound("The table was not found by the last discovery.")
        known = {plan.name: plan for plan in relation.plans}
        return [known[column.name] for column in table.columns if column.name in known]

    def _next(
        self, connection: psycopg.Connection[Any], batches: Iterator[pa.RecordBatch]
    ) -> pa.RecordBatch | None:
        """Wait for a batch no longer than a statement may last."""
        clock = threading.Timer(self._statement_seconds, connection.cancel_safe)
        clock.daemon = True
        clock.start()
        try:
            return next(batches, None)
        finally:
            clock.cancel()

    def notices(self) -> tuple[Skipped, ...]:
        """What is left out is known at discovery already."""
        return ()

    def close(self) -> None:
        """End the transaction and the session."""
        if self._connection is not None:
            self._connection.close()
            self._connection = None

    def _set(self, name: str, value: str) -> None:
        if self._connection is not None:
            self._connection.execute("SELECT set_config(%s, %s, true)", (name, value))

    def _connected(self) -> psycopg.Connection[Any]:
        if self._connection is None or self._connection.closed:
            self.close()
            connection = self._connect()
            self._connection = connection
            with translated():
                self._states = content_states(connection)
                self._begin(connection)
        return self._connection

    def _connect(self) -> psycopg.Connection[Any]:
        options = _parsed(self._url)
        place = _place(str(options.get("host") or ""), options.get("port") or 5432)
        extra: dict[str, Any] = {
            "application_name": "pursight-agent",
            "connect_timeout": options.get("connect_timeout") or self._connect_seconds,
            "client_encoding": "UTF8",
        }
        if self._secret is not None:
            extra["password"] = self._secret
        try:
            connection = CountingConnection.connect(
                make_conninfo(self._url, **extra), autocommit=True, cursor_factory=CountingCursor
            )
        except psycopg.Error as error:
            raise translate_connecting(error, place) from error
        count_in(connection, self.meter)
        return connection

    def _begin(self, connection: psycopg.Connection[Any]) -> None:
        connection.autocommit = False
        connection.isolation_level = psycopg.IsolationLevel.REPEATABLE_READ
        connection.read_only = True
        for name, value in _SETTINGS.items():
            self._set(name, value)
        self._set("statement_timeout", f"{self._statement_seconds}s")
        if connection.info.parameter_status("server_encoding") == "SQL_ASCII":
            self._set("client_encoding", "SQL_ASCII")


def _parsed(url: str) -> dict[str, Any]:
    """Take the URL apart; libpq's complaint would repeat it, password and all."""
    try:
        options = conninfo_to_dict(url)
        ports = str(options.get("port") or "5432").split(",")
        if all(port.isdigit() and 0 < int(port) < 65_536 for port in ports if port):
            return options
    except (psycopg.Error, ValueError):
        pass
    raise SourceUnsupported(
        "The URL cannot be understood.",
        hint="Write postgresql://user@host:5432/database; percent-encode special characters.",
    )


def _identifier(table: TableFacts) -> sql.Composable:
    return sql.Identifier(table.schema_name, table.name)


def _origin(table: TableFacts, relation: Relation, sample_rows: int | None) -> sql.Composable:
    """What to select from: the table, or a repeatable sample of it."""
    name = _identifier(table)
    if sample_rows is None:
        return name
    thinned: sql.Composable = name
    stored = relation.kind in (TableKind.TABLE, TableKind.MATERIALIZED_VIEW)
    if stored and relation.estimate and relation.estimate > 4 * sample_rows:
        method = "BERNOULLI" if relation.estimate <= _WHOLE_TABLE_SAMPLED else "SYSTEM"
        # Twice as much as wanted, so that LIMIT is reached nearly always.
        share = min(100.0, 200.0 * max(sample_rows, 50) / relation.estimate)
        thinned = sql.SQL("{} TABLESAMPLE {} ({}) REPEATABLE (0)").format(
            name, sql.SQL(method), sql.Literal(share)
        )
    return sql.SQL("(SELECT * FROM {} LIMIT {}) AS sampled").format(
        thinned, sql.Literal(sample_rows)
    )


def _place(host: str, port: int | str) -> str:
    return f"{host or 'localhost'}:{port}"
