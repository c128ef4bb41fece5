"""CSV and its relatives: any delimiter, any encoding, ragged rows, with or without a header."""

import codecs
import csv
import io
import re
from collections import Counter
from collections.abc import Iterator, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, replace
from itertools import islice
from typing import BinaryIO

import pyarrow as pa

from pursight.contracts.scans import ColumnFacts, Skipped, TableFacts, TableKind
from pursight.values.arrow import ArrowArray, compute
from pursight_agent.connectors.files.dialects import (
    Dialect,
    quotes_in_order,
    quoting,
    rarer_readings,
    sniff,
)
from pursight_agent.connectors.files.encodings import Survey, survey
from pursight_agent.connectors.files.headers import column_names, has_header, numbered
from pursight_agent.connectors.files.place import (
    Place,
    corrupt,
    file_errors,
    left_out_before,
    notice,
)
from pursight_agent.connectors.files.plain_records import PlainBlocks, read_into
from pursight_agent.connectors.files.preamble import declared_delimiter, rows_before
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
_NUMBERS_ROWS = re.compile(r"(?i)(id|n[or]|num|number|key|index|row|pos|line|seq)\.?$|^#$")
_NULL_TEXT = pa.scalar(None, pa.string())


@dataclass(frozen=True, slots=True)
class Layout:
    """All that is needed to read the file a second time."""

    survey: Survey
    dialect: Dialect
    header: bool
    names: tuple[str, ...]
    before: int = 0
    """Characters before the table: titles, comments, and the byte order mark if there are any."""
    bytes_before: int = 0
    rows_before: int = 0

    @property
    def plain(self) -> bool:
        """Whether blocks of it may be read without interpreting them."""
        return self.survey.errors == "strict" and self.dialect.ordinary


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
            if wanted is None and self._layout.plain:
                read_into(raw, memoryview(bytearray(self._layout.bytes_before)))
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
            past = self._layout.before > 0 and left is not raw
            records = stack.enter_context(_records(left, self._layout, begun=begun, past=past))
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
        if self._layout.rows_before:
            self._notices.append(left_out_before(table, self._layout.rows_before))
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
def _records(
    raw: BinaryIO, layout: Layout, *, begun: bool, past: bool
) -> Iterator[Iterator[list[str]]]:
    """Give the records that are left: `begun` is behind the header, `past` before it."""
    with _decoded(raw, layout.survey) as text:
        records = layout.dialect.records(
            text if begun or past else _from_table_on(text, layout.before)
        )
        if layout.header and not begun:
            next(records, None)
        yield records


def _from_table_on(text: io.TextIOWrapper, before: int) -> Iterator[str]:
    if before:
        text.read(before)
    for number, line in enumerate(text):
        yield line.removeprefix("\ufeff") if number == before == 0 else line


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
        head = text.read(_SNIFFED)
        whole = len(head) < _SNIFFED
    declared, before = declared_delimiter(head)
    before = before or head.startswith("\ufeff")
    dialect = Dialect(declared) if declared else sniff(head[before:], whole=whole, prefer=prefer)
    rows = rows_before(_first(dialect, head[before:])) if dialect.separated else 0
    before += dialect.length_of(head[before:], rows)
    dialect = replace(_quoted(place, found, dialect, head, before), separated=dialect.separated)
    first = _first(dialect, head[before:])
    header, names = _named(first, dialect, whole=whole, prose=prose)
    return Layout(found, dialect, header, names, before, _bytes_of(head[:before], found), rows)


def _first(dialect: Dialect, text: str) -> list[list[str]]:
    try:
        return list(islice(dialect.records(io.StringIO(text, newline="")), _ROWS_BELOW + 2))
    except csv.Error as error:
        raise corrupt(
            "A quote is opened and never closed.", hint="Find the stray quote."
        ) from error


def _bytes_of(before: str, found: Survey) -> int:
    mark = len(codecs.BOM_UTF8) if found.encoding == "utf-8-sig" else 0
    return mark + len(before.encode("utf-8", "replace"))


def _quoted(place: Place, found: Survey, dialect: Dialect, head: str, before: int) -> Dialect:
    """Judge the beginning of a file, as bytes if these tell it: letters would be slower."""
    delimiter = dialect.delimiter
    if not found.has_quotes and not any(rarer_readings(delimiter, head[before:])):
        return Dialect(delimiter)
    if found.errors == "strict" and found.has_quotes:
        with place.opened() as raw, file_errors():
            room = memoryview(bytearray(_JUDGED))
            begun = read_into(raw, room)
        if quotes_in_order(room[:begun], delimiter, whole=begun < _JUDGED):
            return Dialect(delimiter)
    with _lines(place, found) as text:
        text.read(before)
        judged = text.read(_JUDGED)
    return quoting(delimiter, judged, whole=len(judged) < _JUDGED)


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
        return True, column_names(_names_of_all(first, below))
    return False, numbered(max(len(record) for record in (first, *below[:50])))


def _names_of_all(names: list[str], below: Sequence[list[str]]) -> list[str]:
    """Add blank names where most rows hold more cells than the header, so that none is lost.

    Programs like R write a number or name before each row and none for it in the header.
    """
    filled = [len(row) for row in below if any(row[len(names) :])]
    if 2 * len(filled) <= len(below):
        return names
    usual = Counter(filled).most_common(1)[0][0]
    numbers = [row[0] for row in below]
    numbered_rows = numbers in ([str(n + first) for n in range(len(numbers))] for first in (0, 1))
    if usual == len(names) + 1 and numbered_rows and not _NUMBERS_ROWS.search(names[0]):
        return ["", *names]
    return names + [""] * (usual - len(names))


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
        long = sum(any(row[width:]) for row in rows)  # delimiters at the end are no cells
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
