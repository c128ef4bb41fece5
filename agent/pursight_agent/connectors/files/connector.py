"""The files source: one file or a folder; each file a table, each sheet of a workbook one."""

import hashlib
import os
import stat
from collections.abc import Iterator
from pathlib import Path

import pyarrow as pa

from pursight.contracts.agents import Limits, Scope
from pursight.contracts.scans import Skipped, SourceFacts, TableFacts
from pursight_agent.connectors.files.formats import open_file
from pursight_agent.connectors.files.place import Bounds, FileReader, Place, notice
from pursight_agent.connectors.files.walk import Found, walk
from pursight_agent.source import (
    Capabilities,
    Discovery,
    ObjectError,
    SourceDenied,
    SourceError,
    SourceNotFound,
    defect,
    excluded,
    in_scope,
    qualified,
    skipped,
)

_ENDS = 1 << 16


class FilesSource:
    """A file, or a folder with all that lies in it."""

    capabilities = Capabilities(content_state=True)

    def __init__(self, path: Path, *, bounds: Bounds | None = None) -> None:
        self._root = path.absolute()
        self._bounds = bounds or Bounds()
        self._readers: dict[str, tuple[Place, FileReader]] = {}
        self._notices: list[Skipped] = []

    def limit(self, limits: Limits) -> None:
        """Files know no statements; reading is interrupted between batches."""

    def test(self) -> SourceFacts:
        """Look whether the path is there and may be read."""
        try:
            mode = self._root.stat().st_mode
            if stat.S_ISDIR(mode):
                os.scandir(self._root).close()
            elif stat.S_ISREG(mode):
                self._root.open("rb").close()
            else:
                raise SourceNotFound(
                    f"{str(self._root)!r} is neither a file nor a folder.",
                    hint="Name a file or a folder.",
                )
        except FileNotFoundError as error:
            raise SourceNotFound(
                f"There is no file or folder {str(self._root)!r}.",
                hint="Check the spelling of the path.",
            ) from error
        except OSError as error:
            raise SourceDenied(
                f"The agent may not read {str(self._root)!r}.",
                hint="Give the agent's account read permission there.",
            ) from error
        name = os.fsencode(self._root.name or "/").decode("utf-8", "replace")
        return SourceFacts(
            name=name,
            kind="files",
            database=name,
            location=os.fsencode(self._root).decode("utf-8", "replace"),
        )

    def discover(self, scope: Scope) -> Discovery:
        """Find the files and look into each."""
        source = self.test()
        self._readers = {}
        tables: list[TableFacts] = []
        left: list[Skipped] = []
        for item in self._listed():
            if isinstance(item, Skipped):
                left.append(item)
                continue
            place = Place(item.path, item.schema, item.name, self._bounds)
            if _surely_out(scope, place):
                left.append(excluded(item.schema, item.name, "file"))
                continue
            try:
                reader = self._looked_into(place)
            except SourceError as error:
                # A workbook that cannot be opened hides its sheets: they are not gone.
                kind = "archive" if _may_hold_sheets(place) else "file"
                left.append(skipped(error, schema=item.schema, name=item.name, kind=kind))
                continue
            for table in reader.tables:
                if in_scope(scope, table.schema_name, table.name):
                    self._readers[qualified(table.schema_name, table.name)] = (place, reader)
                    tables.append(table)
                else:
                    left.append(excluded(table.schema_name, table.name, table.kind.value))
            left += reader.notices()
        return Discovery(source, tuple(tables), tuple(left))

    def _looked_into(self, place: Place) -> FileReader:
        try:
            return open_file(place, by_itself=self._root.is_file())
        except SourceError:
            raise
        except Exception as error:
            raise ObjectError(
                "internal",
                f"A defect of the agent stopped the reading ({defect(error)}).",
                hint="Please report it with this line; the other files are not affected.",
            ) from error

    def _listed(self) -> Iterator[Found | Skipped]:
        if self._root.is_dir():
            yield from walk(self._root)
        else:
            name = os.fsencode(self._root.name).decode("utf-8", "replace")
            yield Found(self._root, "", name)

    def count(self, table: TableFacts) -> int | None:
        """Only reading tells."""
        del table
        return None

    def content_state(self, table: TableFacts) -> str | None:
        """Identity, size, time and both ends of the file."""
        known = self._readers.get(qualified(table.schema_name, table.name))
        return _state(known[0].path) if known else None

    def read(
        self, table: TableFacts, *, sample_rows: int | None, batch_rows: int = 65_536
    ) -> Iterator[pa.RecordBatch]:
        """Read in the file's order; a sample is the first rows."""
        key = qualified(table.schema_name, table.name)
        if key not in self._readers:
            raise SourceNotFound("The file was not found by the last discovery.")
        place, reader = self._readers[key]
        before = _state(place.path)
        wanted = [column.name for column in table.columns]
        for batch in reader.read(table, sample_rows=sample_rows, batch_rows=batch_rows):
            yield batch if batch.schema.names == wanted else batch.select(wanted)
        self._notices += reader.notices()
        if _state(place.path) != before:
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


def _surely_out(scope: Scope, place: Place) -> bool:
    """Whether neither the file nor a sheet in it can be in scope, so that it need not be opened."""
    if in_scope(scope, place.schema, place.name):
        return False
    return not _may_hold_sheets(place)


def _may_hold_sheets(place: Place) -> bool:
    return place.path.suffix.lower() in (".xlsx", ".xlsm")


def _state(path: Path) -> str | None:
    try:
        with path.open("rb") as file:
            found = os.fstat(file.fileno())
            digest = hashlib.sha256(file.read(_ENDS))
            if found.st_size > _ENDS:
                file.seek(max(_ENDS, found.st_size - _ENDS))
                digest.update(file.read(_ENDS))
    except OSError:
        return None
    return f"{found.st_ino}:{found.st_size}:{found.st_mtime_ns}:{digest.hexdigest()}"
