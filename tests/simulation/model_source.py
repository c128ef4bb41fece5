"""A source in memory: tables that change when told to, and that count how often they are read."""

from collections import Counter
from collections.abc import Iterator

import pyarrow as pa

from pursight.contracts.agents import Limits, Scope
from pursight.contracts.scans import ColumnFacts, Skipped, SourceFacts, TableFacts, TableKind
from pursight_agent.source import Capabilities, Discovery

ROWS = 12
TABLES = {"alpha": ("mail", "ref"), "beta": ("email_of_user", "note")}


class TellingSource:
    """Keeps the promises of `pursight_agent.source.Source`; closing it changes nothing."""

    def __init__(self) -> None:
        self.states = dict.fromkeys(TABLES, 0)
        self.reads: Counter[tuple[str, int]] = Counter()

    @property
    def capabilities(self) -> Capabilities:
        return Capabilities(content_state=True)

    def limit(self, limits: Limits) -> None:
        """Bear anything."""

    def test(self) -> SourceFacts:
        return SourceFacts(kind="postgresql")

    def discover(self, scope: Scope) -> Discovery:
        return Discovery(self.test(), tuple(_facts(name) for name in TABLES))

    def count(self, table: TableFacts) -> int | None:
        return None

    def content_state(self, table: TableFacts) -> str | None:
        return str(self.states[table.name])

    def read(
        self, table: TableFacts, *, sample_rows: int | None, batch_rows: int = 65_536
    ) -> Iterator[pa.RecordBatch]:
        state = self.states[table.name]
        self.reads[table.name, state] += 1
        rows = range(ROWS + state)
        values = {
            "mail": [f"p{n}" for n in rows],
            "ref": [f"k{n}" for n in rows],
            "email_of_user": [f"p{n}@example.com" for n in rows],
            "note": [f"word {n}" for n in rows],
        }
        names = [column.name for column in table.columns]
        yield pa.record_batch([pa.array(values[name]) for name in names], names)

    def notices(self) -> tuple[Skipped, ...]:
        return ()

    def close(self) -> None:
        """Stay."""


def _facts(name: str) -> TableFacts:
    columns = tuple(
        ColumnFacts(name=column, position=at + 1, type="text")
        for at, column in enumerate(TABLES[name])
    )
    return TableFacts(name=name, kind=TableKind.TABLE, columns=columns)
