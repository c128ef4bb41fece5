"""CSV and its relatives: any delimiter, any encoding, ragged rows, with or without a header."""

import csv
import io
from collections.abc import Iterator, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from itertools import islice
from typing import BinaryIO

import pyarrow as pa

from pursight.contracts.scans import ColumnFacts, Skipped, TableFacts, TableKind
from pursight.values.arrow import ArrowArray, compute
from pursight_agent.connectors.files.dialects import (
    Dialect,
    quotes_are_quotes,
    quotes_in_order,
    sniff,
)
from pursight_agent.connectors.files.encodings import Survey, survey
from pursight_agent.connectors.files.headers import column_names, has_header, numbered
from pursight_agent.connectors.files.place import Place, corrupt, file_errors, notice
from pursight_agent.connectors.files.plain_records import PlainBlocks, read_into
from pursight_agent.source import ObjectError

_SNIFFED = 1 << 18
"""Characters from which delimiter and header are found."""
_JUDGED = 1 << 25
"""Characters or bytes over which the use of quotes is judged."""
_CHUNK = 1 << 25
"""Characters in one batch, more or less."""
_PART = 512
_ROWS_BELOW = 200
_MOST_COLUMNS = 20_000
_NULL_TEXT = pa.scalar(None, pa.string())


@dataclass(frozen=True, slots=True)
class Layout:
    """All that is needed to read the file a second time."""

    survey: Survey
    dialect: Dialect
    header: bool
    names: tuple[str, ...]


class DelimitedFile:
    """One text file of records."""

    def __init__(self, place: Place, *, format_: str, prose: bool) -> None:
        """Look at the file.

        Args:
            place: Where it is.
            format_: `csv` or `tsv`, for the facts.
            prose: Whether the file may well be ordinary text (`.txt`): without a delimiter its
                first line is then no header.
        """
        self._place = place
        self._notices: list[Skipped] = []
        self._layout = _look(place, prefer="\t" if format_ == "tsv" else ",", prose=prose)
        columns = tuple(
            ColumnFacts(name=name, position=number, type="text")
            for number, name in enumerate(self._layout.names, 1)
        )
        self.tables = (
            TableFacts(
                schema_name=place.schema,
                name=place.name,
                kind=TableKind.FILE,
                format="tsv" if self._layout.dialect.delimiter == "\t" else format_,
                columns=columns,
            ),
        )

    def read(
        self, table: TableFacts, *, sample_rows: int | None, batch_rows: int
    ) -> Iterator[pa.RecordBatch]:
        """Yield text columns; an empty or missing cell is null."""
        names = self._layout.names
        schema = pa.schema([pa.field(name, pa.string()) for name in names])
        short = long = 0
        wanted = sample_rows
        started = False
        with self._place.opened() as raw, ExitStack() as stack:
            left, begun = raw, False
            if wanted is None and self._layout.survey.errors == "strict":
                plain = PlainBlocks(
                    raw,
                    delimiter=self._layout.dialect.delimiter,
                    quotes=self._layout.dialect.quotes,
                    header=self._layout.header,
                    schema=schema,
                    batch_rows=batch_rows,
                )
                with file_errors():
                    for batch in plain.batches():
                        started = True
                        yield batch
                left, begun = plain.left or raw, plain.begun
            records = stack.enter_context(_records(left, self._layout, begun=begun))
            while wanted is None or wanted > 0:
                size = batch_rows if wanted is None else min(batch_rows, wanted)
                rows = _chunk(records, size)
                if not rows:
                    break
                if wanted is not None:
                    wanted -= len(rows)
                rows, shorter, longer = _squared(rows, len(names))
                short, long = short + shorter, long + longer
                started = True
                yield pa.RecordBatch.from_arrays(
                    [_texts(cells) for cells in zip(*rows, strict=True)], schema=schema
                )
        if not started:
            yield pa.RecordBatch.from_pylist([], schema=schema)
        self._note(table, short, long)

    def _note(self, table: TableFacts, short: int, long: int) -> None:
        if short or long:
            self._notices.append(
                notice(
                    table,
                    "file.ragged_rows",
                    f"{short + long} rows do not have as many cells as the header: {short} are "
                    f"shorter (missing cells count as null), {long} are longer (cells beyond the "
                    "last column are left out).",
                    "Look for delimiters inside cells that are not quoted.",
                )
            )
        strange = self._layout.survey.stray_bytes
        if strange:
            self._notices.append(
                notice(
                    table,
                    "file.mixed_encoding",
                    f"{strange} bytes are not valid {self._layout.survey.encoding.upper()} and "
                    "were read as Windows-1252.",
                    "The file was probably put together from parts in different encodings.",
                )
            )

    def notices(self) -> tuple[Skipped, ...]:
        """Ragged rows and stray bytes of the last reading."""
        taken, self._notices = tuple(self._notices), []
        return taken


@contextmanager
def _lines(place: Place, found: Survey) -> Iterator[io.TextIOWrapper]:
    with place.opened() as raw, _decoded(raw, found) as text:
        yield text


@contextmanager
def _decoded(raw: BinaryIO, found: Survey) -> Iterator[io.TextIOWrapper]:
    with file_errors():
        text = io.TextIOWrapper(raw, encoding=found.encoding, errors=found.errors, newline="")
        try:
            yield text
        except UnicodeDecodeError as error:
            raise corrupt(
                "The file's encoding changes while it is read.", hint="Scan again: it was written."
            ) from error
        except csv.Error as error:
            raise corrupt(
                "A quote is opened and never closed: the rest of the file would be one cell.",
                hint="Find the stray quote, or write the file without quotes.",
            ) from error
        finally:
            text.detach()


@contextmanager
def _records(raw: BinaryIO, layout: Layout, *, begun: bool) -> Iterator[Iterator[list[str]]]:
    with _decoded(raw, layout.survey) as text:
        records = layout.dialect.records(text if begun else _without_mark(text))
        if layout.header and not begun:
            next(records, None)
        yield records


def _without_mark(lines: Iterator[str]) -> Iterator[str]:
    for number, line in enumerate(lines):
        yield line.removeprefix("\ufeff") if number == 0 else line


def _look(place: Place, *, prefer: str, prose: bool) -> Layout:
    with place.opened() as raw, file_errors():
        found = survey(raw)
    if found.binary:
        raise ObjectError(
            "file.unknown_format",
            "The file is called a text but holds binary data.",
            hint="Rename it to what it is, or leave it out of the scope.",
        )
    with _lines(place, found) as text:
        head = text.read(_SNIFFED).removeprefix("\ufeff")
        whole = len(head) < _SNIFFED
    dialect = sniff(head, whole=whole, prefer=prefer)
    if found.has_quotes and not _quotes_are_quotes(place, found, dialect.delimiter):
        dialect = Dialect(dialect.delimiter, quotes=False, separated=dialect.separated)
    try:
        records = list(
            islice(dialect.records(iter(io.StringIO(head, newline=""))), _ROWS_BELOW + 2)
        )
    except csv.Error as error:
        raise corrupt(
            "A quote is opened and never closed.", hint="Find the stray quote."
        ) from error
    return Layout(found, dialect, *_named(records, dialect, whole=whole, prose=prose))


def _quotes_are_quotes(place: Place, found: Survey, delimiter: str) -> bool:
    """Judge the beginning of a file, as bytes if these tell it: letters would be slower."""
    if found.errors == "strict":
        with place.opened() as raw, file_errors():
            room = memoryview(bytearray(_JUDGED))
            begun = read_into(raw, room)
        if quotes_in_order(room[:begun], delimiter, whole=begun < _JUDGED):
            return True
    with _lines(place, found) as text:
        judged = text.read(_JUDGED).removeprefix("\ufeff")
    return quotes_are_quotes(delimiter, judged, whole=len(judged) < _JUDGED)


def _named(
    records: Sequence[list[str]], dialect: Dialect, *, whole: bool, prose: bool
) -> tuple[bool, tuple[str, ...]]:
    if not records:
        return False, ()
    first, below = records[0], records[1:]
    if not whole and len(records) < _ROWS_BELOW + 2 and len(below) > 1:
        below = below[:-1]
    width = len(first)
    if width > _MOST_COLUMNS:
        raise ObjectError(
            "file.too_wide",
            f"The first record has {width} cells, more than the {_MOST_COLUMNS} that are scanned.",
            hint="Check the line ends of the file.",
        )
    header = has_header(first, below) and not (prose and not dialect.separated)
    if header:
        return True, column_names(first)
    return False, numbered(max(len(record) for record in (first, *below[:50])))


def _chunk(records: Iterator[list[str]], size: int) -> list[list[str]]:
    """Take some records, fewer when their cells are long: memory is bounded, not rows."""
    rows: list[list[str]] = []
    room = _CHUNK
    while len(rows) < size and room > 0:
        part = list(islice(records, min(_PART, size - len(rows))))
        if not part:
            break
        rows += part
        room -= sum(sum(map(len, row)) for row in part)
    return rows


def _squared(rows: list[list[str]], width: int) -> tuple[list[list[str]], int, int]:
    """Make all rows equally long; say how many were shorter and longer."""
    short = long = 0
    if any(len(row) != width for row in rows):
        short = sum(len(row) < width for row in rows)
        long = sum(len(row) > width for row in rows)
        rows = [(row + [""] * (width - len(row)))[:width] for row in rows]
    return rows, short, long


def _texts(cells: Sequence[str]) -> ArrowArray:
    try:
        texts: ArrowArray = pa.array(cells, pa.string())
    except (UnicodeEncodeError, pa.ArrowInvalid):  # halves of surrogate pairs
        clean = [cell.encode("utf-8", "replace").decode() for cell in cells]
        texts = pa.array(clean, pa.string())
    empty = compute.equal(compute.binary_length(texts), 0)
    filled: ArrowArray = compute.if_else(empty, _NULL_TEXT, texts)
    return filled
