"""The Source port for a folder of calendars."""

from collections.abc import Iterator
from pathlib import Path

import pyarrow as pa

from pursight.contracts.agents import Limits, Scope
from pursight.contracts.scans import ColumnFacts, Skipped, SourceFacts, TableFacts, TableKind
from pursight_agent.source import (
    Capabilities,
    Discovery,
    SourceCorrupt,
    SourceDenied,
    SourceNotFound,
    excluded,
    in_scope,
)
from pursight_ics.calendar import COLUMNS, NotACalendar, events

_SCHEMA = pa.schema([pa.field(name, pa.string()) for name in COLUMNS])


class CalendarSource:
    """Each `.ics` file of a folder is a table, each event a row, each property a column of text."""

    capabilities = Capabilities(count_rows=True)

    def __init__(self, folder: Path) -> None:
        self._folder = folder.absolute()

    def limit(self, limits: Limits) -> None:
        """Take no notice: nothing here takes long."""

    def test(self) -> SourceFacts:
        """Say what is there."""
        return SourceFacts(name=self._folder.name, kind="ics", location=str(self._folder))

    def discover(self, scope: Scope) -> Discovery:
        """List the files; every one is in `tables` or, with a reason, in `skipped`."""
        tables: list[TableFacts] = []
        skipped: list[Skipped] = []
        for path in sorted(self._folder.glob("*.ics")):
            if not in_scope(scope, "", path.name):
                skipped.append(excluded("", path.name, "file"))
                continue
            columns = tuple(
                ColumnFacts(name=name, position=number, type="text")
                for number, name in enumerate(COLUMNS, 1)
            )
            tables.append(
                TableFacts(name=path.name, kind=TableKind.FILE, format="ics", columns=columns)
            )
        return Discovery(self.test(), tuple(tables), tuple(skipped))

    def count(self, table: TableFacts) -> int | None:
        """Count the events."""
        return len(list(self._events(table)))

    def content_state(self, table: TableFacts) -> str | None:
        """Tell a changed file by its size and time; an unchanged one is not read again."""
        try:
            found = (self._folder / table.name).stat()
        except OSError:
            return None
        return f"{found.st_ino}:{found.st_size}:{found.st_mtime_ns}"

    def read(
        self, table: TableFacts, *, sample_rows: int | None, batch_rows: int = 65_536
    ) -> Iterator[pa.RecordBatch]:
        """Yield the events in batches: the columns that are asked for, in that order."""
        wanted = [column.name for column in table.columns]
        schema = pa.schema([_SCHEMA.field(name) for name in wanted])
        rows = [{name: event.get(name) for name in wanted} for event in self._events(table)]
        rows = rows if sample_rows is None else rows[:sample_rows]
        for start in range(0, max(len(rows), 1), batch_rows):
            yield pa.RecordBatch.from_pylist(rows[start : start + batch_rows], schema=schema)

    def notices(self) -> tuple[Skipped, ...]:
        """Nothing is left out of a calendar that can be read."""
        return ()

    def close(self) -> None:
        """Nothing is held open."""

    def _events(self, table: TableFacts) -> Iterator[dict[str, str]]:
        # Messages are sentences of our own: an exception's words may hold what stands in the file.
        try:
            yield from events((self._folder / table.name).read_text(encoding="utf-8"))
        except (NotACalendar, UnicodeDecodeError) as error:
            raise SourceCorrupt(
                f"{table.name!r} is no calendar.", hint="It must begin with BEGIN:VCALENDAR."
            ) from error
        except FileNotFoundError as error:
            raise SourceNotFound(f"There is no file {table.name!r} any more.") from error
        except OSError as error:
            raise SourceDenied(
                f"The agent may not read {table.name!r}.",
                hint="Give the agent's account permission to read it.",
            ) from error
