"""The generic source: one connector for every dialect that has a description."""

from collections.abc import Iterator

import pyarrow as pa

from pursight.contracts.agents import Limits, Scope
from pursight.contracts.scans import Skipped, SourceFacts, TableFacts
from pursight_agent.connectors.warehouse import statements
from pursight_agent.connectors.warehouse.address import Address
from pursight_agent.connectors.warehouse.catalog import discover
from pursight_agent.connectors.warehouse.errors import translated
from pursight_agent.connectors.warehouse.flavour import Flavour
from pursight_agent.connectors.warehouse.session import Session
from pursight_agent.load.meter import Meter
from pursight_agent.push_down.cells import batch_of, settled
from pursight_agent.push_down.kinds import Kind, kind_of
from pursight_agent.push_down.measuring import measured, question
from pursight_agent.source import Capabilities, Discovery, Measured, qualified


class WarehouseSource:
    """A database behind a SQLAlchemy dialect.

    Nothing is written to it and no object made in it; every name in a statement is quoted.
    """

    def __init__(self, flavour: Flavour, address: Address) -> None:
        self._flavour = flavour
        self._session = Session(flavour, address)
        self._kinds: dict[str, dict[str, Kind]] = {}

    @property
    def meter(self) -> Meter:
        """Counts statements and connections; not those that a driver makes on its own account."""
        return self._session.meter

    @property
    def capabilities(self) -> Capabilities:
        """Counting, comments and keys; all of one moment only where the dialect promises it."""
        return Capabilities(
            count_rows=True,
            push_down=True,
            comments=True,
            foreign_keys=bool(self._flavour.keys),
            remote=self._flavour.billed,
            snapshot=self._flavour.snapshot,
        )

    def limit(self, limits: Limits) -> None:
        """Take the time a statement may last."""
        self._session.limit(limits.statement_seconds)

    def test(self) -> SourceFacts:
        """Connect and ask for the version."""
        rows = self._session.rows(self._session.filled(self._flavour.version), "the version")
        address = self._session.address
        return SourceFacts(
            name=address.database or address.host,
            kind=self._flavour.name,
            version=str(rows[0][0])[:200] if rows and rows[0][0] is not None else "",
            database=address.database or address.host,
            location=address.place,
        )

    def discover(self, scope: Scope) -> Discovery:
        """List tables and views, in as many statements for ten as for ten thousand."""
        source = self.test()
        found = discover(self._session, scope)
        self._kinds |= found.kinds
        return Discovery(source, found.tables, found.skipped)

    def count(self, table: TableFacts) -> int | None:
        """Count with one statement."""
        relation = self._session.relation(table.schema_name, table.name)
        return int(self._session.rows(statements.count(relation), _what(table))[0][0])

    def measure(self, table: TableFacts) -> Measured:
        """Ask for everything in one pass over the table; of wide ones, eighty columns at a time."""
        words, quote = self._flavour.aggregates, self._session.quote
        asked = [
            question(c.name, self._kind(table, c.name, c.type), quote(c.name), words)
            for c in table.columns
        ]
        relation = self._session.relation(table.schema_name, table.name)
        return measured(
            lambda text: self._session.rows(text, _what(table))[0], asked, relation, words
        )

    def content_state(self, table: TableFacts) -> str | None:
        """Not known: what these dialects say of their last change is not said for every kind."""
        del table
        return None

    def read(
        self, table: TableFacts, *, sample_rows: int | None, batch_rows: int = 65_536
    ) -> Iterator[pa.RecordBatch]:
        """Read through the driver's Arrow where it has one, else row by row."""
        columns = [(c.name, self._kind(table, c.name, c.type)) for c in table.columns]
        relation = self._session.relation(table.schema_name, table.name)
        text = statements.select(self._flavour, self._session.quote, relation, table, sample_rows)
        if sample_rows == 0:
            yield batch_of([], columns)
            return
        started = False
        road = self._by_arrow if self._flavour.arrow and columns else self._by_rows
        for batch in road(text, table, columns, batch_rows):
            started = True
            yield batch
        if not started:
            yield batch_of([], columns)

    def notices(self) -> tuple[Skipped, ...]:
        """Nothing is left out of a table that can be read."""
        return ()

    def close(self) -> None:
        """Let go of the connection."""
        self._session.close()

    def _by_rows(
        self, text: str, table: TableFacts, columns: list[tuple[str, Kind]], size: int
    ) -> Iterator[pa.RecordBatch]:
        for rows in self._session.chunks(text, _what(table), size):
            yield batch_of([row[: len(columns)] for row in rows], columns)

    def _by_arrow(
        self, text: str, table: TableFacts, columns: list[tuple[str, Kind]], size: int
    ) -> Iterator[pa.RecordBatch]:
        road = self._flavour.arrow
        assert road is not None  # noqa: S101  chosen by the caller
        with translated(self._flavour, _what(table)):
            connection = self._session.driver_connection()
            self.meter.statement(text)
            yield from settled(road(connection, text, size), columns)

    def _kind(self, table: TableFacts, column: str, declared: str) -> Kind:
        known = self._kinds.get(qualified(table.schema_name, table.name), {})
        return known.get(column) or kind_of(declared, self._flavour.own)


def _what(table: TableFacts) -> str:
    return f"the {table.kind.value}"
