"""Workbooks (XLSX): each sheet a table, cells with the types they have."""

import warnings
import zipfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from itertools import islice
from typing import Any
from xml.etree.ElementTree import ParseError

import openpyxl
import pyarrow as pa

from pursight.contracts.scans import ColumnFacts, Skipped, TableFacts, TableKind
from pursight_agent.connectors.files.cells import ColumnKind, kinds_of, spell, to_arrow
from pursight_agent.connectors.files.headers import column_names, has_header, numbered
from pursight_agent.connectors.files.place import Place, corrupt, file_errors, left_out_before
from pursight_agent.connectors.files.preamble import rows_before
from pursight_agent.source import ObjectError, SourceError, skipped

_MOST_CELLS = 20_000_000
_ROWS_BELOW = 200

Row = tuple[Any, ...]


@dataclass(frozen=True, slots=True)
class _Sheet:
    """How one sheet is read again."""

    title: str
    before: int
    """Rows above the header that are no data."""
    header: bool
    names: tuple[str, ...]
    types: tuple[pa.DataType, ...]


class Workbook:
    """One workbook; hidden sheets are read too, since what is hidden is still there."""

    def __init__(self, place: Place) -> None:
        self._place = place
        self._notices: list[Skipped] = []
        self._sheets: dict[str, _Sheet] = {}
        tables = []
        with self._opened() as book:
            for worksheet in book.worksheets:
                title = worksheet.title
                try:
                    with _xlsx_errors():
                        tables.append(self._look(title, _rows(worksheet)))
                except SourceError as error:
                    self._notices.append(
                        skipped(error, schema=place.qualified_folder, name=title, kind="sheet")
                    )
            for chart in book.chartsheets:
                no_cells = ObjectError("file.chart", "The sheet is a chart and has no cells.")
                self._notices.append(
                    skipped(no_cells, schema=place.qualified_folder, name=chart.title, kind="sheet")
                )
        self.tables = tuple(tables)

    def _look(self, title: str, rows: Iterator[Row]) -> TableFacts:
        held = list(rows)
        width = max((_filled_width(row) for row in held), default=0)
        held = [(row + (None,) * width)[:width] for row in held]
        begun = [[spell(cell) or "" for cell in row] for row in held[: 2 * _ROWS_BELOW]]
        before = rows_before(begun)
        begun = begun[before:]
        header = bool(begun) and has_header(begun[0], begun[1 : _ROWS_BELOW + 1])
        names = column_names(begun[0]) if header else numbered(width)
        kinds: list[ColumnKind] = kinds_of(held[before + header :], width)
        types = tuple(kind.arrow for kind in kinds)
        self._sheets[title] = _Sheet(title, before, header, names, types)
        return TableFacts(
            schema_name=self._place.qualified_folder,
            name=title,
            kind=TableKind.SHEET,
            format="xlsx",
            columns=tuple(
                ColumnFacts(name=name, position=number, type=kind.spelled)
                for number, (name, kind) in enumerate(zip(names, kinds, strict=True), 1)
            ),
        )

    def read(
        self, table: TableFacts, *, sample_rows: int | None, batch_rows: int
    ) -> Iterator[pa.RecordBatch]:
        """Yield the rows under the header that are not blank."""
        sheet = self._sheets[table.name]
        schema = pa.schema([pa.field(n, t) for n, t in zip(sheet.names, sheet.types, strict=True)])
        width = len(sheet.names)
        held: list[Row] = []
        taken, started = 0, False
        with self._opened() as book, _xlsx_errors():
            for row in islice(_rows(book[sheet.title]), sheet.before + sheet.header, None):
                if sample_rows is not None and taken >= sample_rows:
                    break
                taken += 1
                held.append((row + (None,) * width)[:width])
                if len(held) >= batch_rows:
                    started = True
                    yield _batch(held, sheet, schema)
                    held = []
            if held or not started:
                yield _batch(held, sheet, schema)
        if sheet.before:
            self._notices.append(left_out_before(table, sheet.before))

    def notices(self) -> tuple[Skipped, ...]:
        """Sheets that are no tables, or cannot be read."""
        taken, self._notices = tuple(self._notices), []
        return taken

    @contextmanager
    def _opened(self) -> Iterator[Any]:
        with self._place.opened() as file, _xlsx_errors(), warnings.catch_warnings():
            warnings.simplefilter("ignore")  # of extensions it will not keep: it keeps nothing
            book = openpyxl.load_workbook(file, read_only=True, data_only=True)
            try:
                yield book
            finally:
                book.close()


def _rows(worksheet: Any) -> Iterator[Row]:
    """Rows with at least one filled cell; the size that the file claims is not believed."""
    worksheet.reset_dimensions()
    cells = 0
    for row in worksheet.iter_rows(values_only=True):
        cells += len(row)
        if cells > _MOST_CELLS:
            raise ObjectError(
                "file.too_large",
                f"The sheet has more than {_MOST_CELLS:,} cells.",
                hint="Save it as CSV, which is read piece by piece.",
            )
        if any(cell is not None for cell in row):
            yield tuple(row)


def _filled_width(row: Row) -> int:
    for width in range(len(row), 0, -1):
        if row[width - 1] is not None:
            return width
    return 0


def _batch(rows: list[Row], sheet: _Sheet, schema: pa.Schema) -> pa.RecordBatch:
    if not rows:
        return pa.RecordBatch.from_pylist([], schema=schema)
    try:
        arrays = [
            to_arrow(cells, type_)
            for cells, type_ in zip(zip(*rows, strict=True), sheet.types, strict=True)
        ]
    except (pa.ArrowInvalid, pa.ArrowTypeError, TypeError, AttributeError) as error:
        raise ObjectError(
            "file.changed", "The workbook was changed while it was read.", hint="Scan again."
        ) from error
    return pa.RecordBatch.from_arrays(arrays, schema=schema)


@contextmanager
def _xlsx_errors() -> Iterator[None]:
    """Translate the many ways in which a damaged workbook shows itself in openpyxl."""
    with file_errors():
        try:
            yield
        except (
            zipfile.BadZipFile, ParseError, KeyError, ValueError, TypeError, AttributeError,
            IndexError, NotImplementedError,
        ) as error:  # fmt: skip
            raise corrupt(
                "The workbook is damaged: a part of it is missing or cannot be understood.",
                hint="Open it in a spreadsheet program and save it again.",
            ) from error
