"""The files source: one file or a folder; each file a table, each sheet of a workbook one."""

from collections.abc import Callable, Iterable, Iterator
from contextlib import ExitStack, closing
from pathlib import Path

import pyarrow as pa

from pursight.contracts.agents import Limits, Scope
from pursight.contracts.scans import Skipped, SourceFacts, TableFacts
from pursight_agent.connectors.files.formats import HOLDING_TABLES, open_file
from pursight_agent.connectors.files.parted import PartedTable
from pursight_agent.connectors.files.parts import Parted, arranged
from pursight_agent.connectors.files.place import Bounds, FileReader, Place, notice
from pursight_agent.connectors.files.tree import LocalTree, Tree
from pursight_agent.connectors.files.walk import Found
from pursight_agent.load.ahead import read_ahead
from pursight_agent.load.meter import Meter
from pursight_agent.source import (
    Capabilities,
    Discovery,
    ObjectError,
    SourceError,
    SourceNotFound,
    SourceUnreachable,
    defect,
    excluded,
    in_scope,
    qualified,
    skipped,
)

State = Callable[[], str | None]


class FilesSource:
    """A file, or a folder with all that lies in it: on this machine or in a store of objects."""

    capabilities = Capabilities(content_state=True)

    def __init__(
        self, where: Path | Tree, *, bounds: Bounds | None = None, parts: bool = True
    ) -> None:
        """Set up; nothing is looked at yet.

        Args:
            where: A path, or another tree of files.
            bounds: How far compressed files may unfold.
            parts: Whether files that are parts of one table are read as one.
        """
        self._tree: Tree = LocalTree(where) if isinstance(where, Path) else where
        self._parts, self._single = parts, False
        self._bounds = bounds or Bounds()
        self._readers: dict[str, tuple[State, FileReader]] = {}
        self._notices: list[Skipped] = []
        self._paced = False
        self.meter = Meter()

    def limit(self, limits: Limits) -> None:
        """Files know no statements; requests to a store of objects end in time."""
        self._tree.limit(limits)
        self._paced = limits.share_of_time < 1

    def test(self) -> SourceFacts:
        """Look whether it is there and may be read."""
        return self._tree.test()

    def discover(self, scope: Scope) -> Discovery:
        """Find the files and look into each."""
        source = self.test()
        self._readers = {}
        self._single = self._tree.is_single()
        tables: list[TableFacts] = []
        left: list[Skipped] = []
        items: Iterable[Found | Skipped | Parted] = self._tree.listed()
        if self._parts and not self._single:
            items = arranged(self._tree.listed(), source.name)
        for item in items:
            if isinstance(item, Skipped):
                left.append(item)
                continue
            if _surely_out(scope, item):
                left.append(excluded(item.schema, item.name, "file"))
                continue
            try:
                reader, state = self._looked_into(item)
            except SourceError as error:
                if isinstance(error, SourceUnreachable):
                    self._tree.test()  # raises when nothing at all answers any more
                # A workbook that cannot be opened hides its sheets: they are not gone.
                kind = "archive" if _may_hold_tables(item) else "file"
                left.append(skipped(error, schema=item.schema, name=item.name, kind=kind))
                continue
            for table in reader.tables:
                if in_scope(scope, table.schema_name, table.name):
                    self._readers[qualified(table.schema_name, table.name)] = (state, reader)
                    tables.append(table)
                else:
                    left.append(excluded(table.schema_name, table.name, table.kind.value))
            left += reader.notices()
        return Discovery(source, tuple(tables), tuple(left))

    def _looked_into(self, item: Found | Parted) -> tuple[FileReader, State]:
        try:
            if isinstance(item, Parted):
                parted = PartedTable(item, self._bounds)
                return parted, parted.state
            place = Place(item.stored, item.schema, item.name, self._bounds)
            return open_file(place, by_itself=self._single), item.stored.state
        except SourceError:
            raise
        except Exception as error:
            raise ObjectError(
                "internal",
                f"A defect of the agent stopped the reading ({defect(error)}).",
                hint="Please report it with this line; the other files are not affected.",
            ) from error

    def count(self, table: TableFacts) -> int | None:
        """Only reading tells."""
        del table
        return None

    def content_state(self, table: TableFacts) -> str | None:
        """What the place says of the bytes: nothing is read but the ends of a local file."""
        known = self._readers.get(qualified(table.schema_name, table.name))
        return known[0]() if known else None

    def read(
        self, table: TableFacts, *, sample_rows: int | None, batch_rows: int = 65_536
    ) -> Iterator[pa.RecordBatch]:
        """Read in the file's order, one batch ahead of who asks; a sample is the first rows."""
        key = qualified(table.schema_name, table.name)
        if key not in self._readers:
            raise SourceNotFound("The file was not found by the last discovery.")
        state, reader = self._readers[key]
        before = state()
        wanted = [column.name for column in table.columns]
        batches = reader.read(table, sample_rows=sample_rows, batch_rows=batch_rows)
        with ExitStack() as stack:
            if not self._paced:
                ahead = read_ahead(batches, self.meter.worked_ahead)
                batches = stack.enter_context(closing(ahead))
            for batch in batches:
                yield batch if batch.schema.names == wanted else batch.select(wanted)
        self._notices += reader.notices()
        if state() != before:
            self._notices.append(
                notice(
                    table,
                    "file.changed",
                    "The file was changed while it was read.",
                    "Scan again when nothing writes to it.",
                )
            )

    def notices(self) -> tuple[Skipped, ...]:
        """Ragged rows, stray bytes, changes while reading."""
        taken, self._notices = tuple(self._notices), []
        return taken

    def close(self) -> None:
        """Forget what was found; no file is open between two calls."""
        self._readers = {}
        self._tree.close()


def _surely_out(scope: Scope, item: Found | Parted) -> bool:
    """Whether neither the file nor a sheet in it can be in scope, so that it need not be opened."""
    if in_scope(scope, item.schema, item.name):
        return False
    return not _may_hold_tables(item)


def _may_hold_tables(item: Found | Parted) -> bool:
    if isinstance(item, Parted):
        return False
    name = item.stored.file_name.lower()
    return name.endswith(HOLDING_TABLES) or ".tar." in name
