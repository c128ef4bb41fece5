"""The MySQL and MariaDB source: read-only, one snapshot a scan, rows as they come into Arrow."""

from collections.abc import Iterator, Mapping, Sequence
from contextlib import closing
from datetime import datetime
from typing import Any

import pyarrow as pa
import pymysql

from pursight.contracts.agents import Limits, Scope
from pursight.contracts.rules import RuleResult, RuleSpec
from pursight.contracts.scans import SchemaFacts, Skipped, SourceFacts, TableFacts, TableKind
from pursight_agent.connectors.mysql.address import parse
from pursight_agent.connectors.mysql.catalog import TableName, read_catalog, read_schemas
from pursight_agent.connectors.mysql.cells import batch_of
from pursight_agent.connectors.mysql.errors import translated, translated_connecting
from pursight_agent.connectors.mysql.facts import Relation, sort_out, spelled
from pursight_agent.connectors.mysql.measuring import WORDS, questions
from pursight_agent.connectors.mysql.sampling import origin
from pursight_agent.connectors.mysql.session import Session
from pursight_agent.connectors.mysql.state import content_states
from pursight_agent.connectors.mysql.types import ColumnPlan, quote, settle
from pursight_agent.load.meter import Meter
from pursight_agent.push_down.checking import Asked, checked
from pursight_agent.push_down.measuring import measured
from pursight_agent.source import Capabilities, Discovery, Measured, SourceNotFound, qualified

_MARK = "pursight"


class MysqlSource:
    """One server or one of its databases, seen through one connection in one snapshot."""

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
        self.meter = Meter()
        self._connections = 2
        self._session: Session | None = None
        self._states: dict[TableName, str] = {}
        self._relations: dict[str, Relation] = {}

    def limit(self, limits: Limits) -> None:
        """Take the time a statement may last, and whether a second connection may end it."""
        self._statement_seconds = limits.statement_seconds
        self._connections = limits.connections
        if self._session is not None:
            self._session.connections = self._connections
        if self._session is not None and self._session.open:
            with translated():
                self._session.limit(self._statement_seconds)

    def test(self) -> SourceFacts:
        """Connect, and say what answers."""
        session = self._connected()
        with translated():
            schemas = read_schemas(session)
        return self._source(session, schemas).model_copy(update={"schemas": ()})

    def _source(self, session: Session, schemas: list[Any]) -> SourceFacts:
        own = [schema.encoding for schema in schemas if schema.name == session.database]
        place = parse(self._url, None, connect_seconds=self._connect_seconds).place
        return SourceFacts(
            name=session.database or place,
            kind="mariadb" if session.is_mariadb else "mysql",
            version=session.version,
            database=session.database,
            encoding=own[0] if own else session.encoding,
            location=place,
            schemas=tuple(SchemaFacts(name=s.name, comment=s.comment or None) for s in schemas),
        )

    def discover(self, scope: Scope) -> Discovery:
        """Read the catalog in seven statements."""
        self.close()  # a new discovery is a new snapshot
        session = self._connected()
        with translated():
            catalog = read_catalog(session)
        found = sort_out(catalog, scope, session.account, mariadb=session.is_mariadb)
        self._relations = found.relations
        return Discovery(self._source(session, catalog.schemas), found.tables, found.skipped)

    def count(self, table: TableFacts) -> int | None:
        """Count with one statement."""
        session = self._connected()
        with translated(self._grant(table)):
            try:
                rows = session.ask(f"SELECT COUNT(*) AS n FROM {_identifier(table)}")  # noqa: S608  quoted
            finally:
                self._release(session)
        return int(rows[0].n)

    def measure(self, table: TableFacts) -> Measured:
        """Let the server compute the numbers, of the same values that would be read."""
        relation, wanted = self._wanted(table)
        session, name = self._connected(), _identifier(table)
        with translated(relation.grant):
            try:
                plans = settle(session, name, wanted)
                return measured(lambda text: session.ask(text)[0], questions(plans), name, WORDS)
            finally:
                self._release(session)

    def check(
        self,
        table: TableFacts,
        rules: Sequence[RuleSpec],
        tables: Mapping[str, TableFacts],
        now: datetime,
    ) -> tuple[RuleResult, ...] | None:
        """Check rules with statements of their own, where they mean the same."""
        session = self._connected()

        def asked(one: TableFacts) -> Asked:
            _, wanted = self._wanted(one)
            plans = settle(session, _identifier(one), wanted)
            return Asked(_identifier(one), {each.name: each for each in questions(plans)})

        with translated(self._grant(table)):
            try:
                return checked(
                    lambda text: session.ask(text)[0],
                    asked,
                    table,
                    rules,
                    tables=tables,
                    words=WORDS,
                    now=now,
                )
            finally:
                self._release(session)

    def content_state(self, table: TableFacts) -> str | None:
        """The date of the last change, as it was before the snapshot was taken."""
        relation = self._relations.get(qualified(table.schema_name, table.name))
        if relation is None or relation.kind is TableKind.VIEW or not relation.transactional:
            return None
        return self._states.get((table.schema_name, table.name))

    def read(
        self, table: TableFacts, *, sample_rows: int | None, batch_rows: int = 65_536
    ) -> Iterator[pa.RecordBatch]:
        """Read all rows, or a repeatable sample of a table (the first rows of a view)."""
        relation, wanted = self._wanted(table)
        session = self._connected()
        with translated(relation.grant):
            try:
                source = origin(session, _identifier(table), relation, wanted, sample_rows)
                plans = settle(session, source, wanted)
                columns = ", ".join(plan.selected for plan in plans) or "1"
                query = f"SELECT {columns} FROM {source}"  # noqa: S608  quoted
                started = False
                with closing(session.rows(query, batch_rows=batch_rows)) as parts:
                    for rows in parts:
                        started = True
                        yield batch_of(rows, plans)
                if not started:
                    yield batch_of([], plans)
            finally:
                self._release(session)

    def notices(self) -> tuple[Skipped, ...]:
        """What is left out is known at discovery already."""
        return ()

    def close(self) -> None:
        """End the snapshot and the session."""
        if self._session is not None:
            self._session.close()
            self._session = None

    def _connected(self) -> Session:
        if self._session is None or not self._session.open:
            session = self._connect()
            self._session = session
            with translated():
                self._states = content_states(session)
                session.begin()
                session.run(f"SAVEPOINT {_MARK}")
        return self._session

    def _connect(self) -> Session:
        address = parse(self._url, self._secret, connect_seconds=self._connect_seconds)
        account = spelled(f"{address.user or ''}@%")
        with translated_connecting(
            place=address.place,
            database=quote(address.database),
            account=account,
            password=bool(address.password),
        ):
            session = Session(address, self._statement_seconds, meter=self.meter)
        session.connections = self._connections
        return session

    def _wanted(self, table: TableFacts) -> tuple[Relation, list[ColumnPlan]]:
        relation = self._relations.get(qualified(table.schema_name, table.name))
        if relation is None:
            raise SourceNotFound("The table was not found by the last discovery.")
        known = {plan.name: plan for plan in relation.plans}
        return relation, [known[column.name] for column in table.columns if column.name in known]

    def _release(self, session: Session) -> None:
        """Let go of the table's definition, so that nobody's ALTER TABLE waits for the whole scan.

        The snapshot stays. When the server ended the transaction by itself, another is begun.
        """
        if not session.open:
            return
        try:
            session.run(f"ROLLBACK TO SAVEPOINT {_MARK}")
        except pymysql.Error:
            if session.open:
                session.begin()
                session.run(f"SAVEPOINT {_MARK}")

    def _grant(self, table: TableFacts) -> str:
        relation = self._relations.get(qualified(table.schema_name, table.name))
        return relation.grant if relation is not None else ""


def _identifier(table: TableFacts) -> str:
    return f"{quote(table.schema_name)}.{quote(table.name)}"
