"""One table in many files: columns of all of them, and those that the folders' names tell."""

import hashlib
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

import pyarrow as pa

from pursight.contracts.scans import ColumnFacts, Skipped, TableFacts, TableKind
from pursight.values.arrow import ArrowArray
from pursight_agent.connectors.files.formats import open_file
from pursight_agent.connectors.files.parts import Part, Parted
from pursight_agent.connectors.files.place import Bounds, FileReader, Place, notice
from pursight_agent.source import ObjectError, SourceError, SourceUnreachable

_INT64 = range(-(2**63), 2**63)


@dataclass(slots=True)
class _Open:
    """A part that could be looked into."""

    part: Part
    reader: FileReader
    table: TableFacts
    schema: pa.Schema


class PartedTable:
    """Parts of one table; a part that is broken costs itself only."""

    def __init__(self, parted: Parted, bounds: Bounds) -> None:
        """Look into every part.

        Raises:
            SourceError: None of them can be read; the first one's reason.
        """
        self._parted = parted
        self._parts: list[_Open] = []
        self._notices: list[Skipped] = []
        broken: list[tuple[Part, SourceError]] = []
        for part in parted.parts:
            place = Place(part.found.stored, part.found.schema, part.found.name, bounds)
            try:
                self._parts.append(_opened(part, open_file(place)))
            except SourceUnreachable:
                raise
            except SourceError as error:
                broken.append((part, error))
        if not self._parts:
            raise broken[0][1]
        keys = self._partition_columns()
        own = _united([part.schema for part in self._parts])
        self._keys = {name: cells for name, cells in keys.items() if name not in own.names}
        extra = [pa.field(name, cells.type) for name, cells in self._keys.items()]
        self._schema = pa.schema([*own, *extra])
        self.tables = (self._facts(),)
        self._say_broken(self.tables[0], broken)

    def _partition_columns(self) -> dict[str, ArrowArray]:
        return {
            key: _typed([part.part.values[at] for part in self._parts])
            for at, key in enumerate(self._parted.keys)
        }

    def _facts(self) -> TableFacts:
        parted = self._parted
        first: dict[str, ColumnFacts] = {}
        everywhere: Counter[str] = Counter()
        nullable: set[str] = set()
        for part in self._parts:
            for column in part.table.columns:
                first.setdefault(column.name, column)
                everywhere[column.name] += 1
                if column.nullable:
                    nullable.add(column.name)
        columns = []
        for number, field in enumerate(self._schema, 1):
            said = first.get(field.name)
            of_parts = {
                p.schema.field(field.name).type for p in self._parts if field.name in p.schema.names
            }
            columns.append(
                ColumnFacts(
                    name=field.name,
                    position=number,
                    type=said.type if said and len(of_parts) == 1 else str(field.type),
                    nullable=said is None
                    or field.name in nullable
                    or everywhere[field.name] < len(self._parts),
                    comment=said.comment if said else "From the names of folders.",
                )
            )
        counted = [part.table.row_count for part in self._parts]
        known = [count for count in counted if count is not None]
        return TableFacts(
            schema_name=parted.schema,
            name=parted.name,
            kind=TableKind.FILE,
            format=self._parts[0].table.format,
            row_count=sum(known) if len(known) == len(counted) else None,
            comment=self._comment(everywhere),
            columns=tuple(columns),
        )

    def _types_of(self, name: str) -> set[str]:
        schemas = (part.schema for part in self._parts)
        return {str(schema.field(name).type) for schema in schemas if name in schema.names}

    def _comment(self, everywhere: "Counter[str]") -> str:
        size = sum(part.found.stored.size() for part in self._parted.parts)
        said = [f"{len(self._parted.parts)} files, {size} bytes."]
        scarce = [name for name, times in everywhere.items() if times < len(self._parts)]
        if scarce:
            said.append(f"Not in every file: {_listed(scarce)}.")
        several = [f.name for f in self._schema if len(self._types_of(f.name)) > 1]
        if several:
            said.append(f"Of several types: {_listed(several)}.")
        return " ".join(said)[:20_000]

    def read(
        self, table: TableFacts, *, sample_rows: int | None, batch_rows: int
    ) -> Iterator[pa.RecordBatch]:
        """Yield the parts' rows, part after part."""
        names = [column.name for column in table.columns]
        schema = pa.schema([self._schema.field(name) for name in names])
        left, started = sample_rows, False
        broken: list[tuple[Part, SourceError]] = []
        for at, part in enumerate(self._parts):
            if left is not None and left <= 0:
                break
            wanted = tuple(c for c in part.table.columns if c.name in names)
            asked = part.table.model_copy(update={"columns": wanted or part.table.columns})
            try:
                for batch in part.reader.read(asked, sample_rows=left, batch_rows=batch_rows):
                    if batch.num_rows:
                        started = True
                        yield self._fitted(batch, schema, at)
                    left = None if left is None else left - batch.num_rows
            except SourceUnreachable:
                raise
            except SourceError as error:
                broken.append((part.part, error))
            self._notices += [
                entry.model_copy(
                    update={"schema_name": table.schema_name, "name": table.name}
                )
                for entry in part.reader.notices()
            ]  # fmt: skip
        if not started:
            yield pa.RecordBatch.from_pylist([], schema=schema)
        self._say_broken(table, broken)

    def _fitted(self, batch: pa.RecordBatch, schema: pa.Schema, at: int) -> pa.RecordBatch:
        """Give a part's rows the columns and types of the whole table."""
        columns: list[Any] = []
        for field in schema:
            if field.name in self._keys:
                cell = self._keys[field.name][at]
                columns.append(pa.repeat(cell, batch.num_rows).cast(field.type))
            elif field.name in batch.schema.names:
                columns.append(
                    _widened(batch.column(batch.schema.names.index(field.name)), field.type)
                )
            else:
                columns.append(pa.nulls(batch.num_rows, field.type))
        return pa.RecordBatch.from_arrays(columns, schema=schema)

    def _say_broken(self, table: TableFacts, broken: Sequence[tuple[Part, SourceError]]) -> None:
        codes = dict.fromkeys(error.code for _, error in broken)
        for code in codes:
            # The name of the file alone: the folders' names are values of a column.
            alike = [(part, error) for part, error in broken if error.code == code]
            part, error = alike[0]
            number = self._parted.parts.index(part) + 1
            self._notices.append(
                notice(
                    table,
                    code,
                    f"{len(alike)} of {len(self._parted.parts)} files could not be read to the "
                    f"end; the first is number {number}, {part.found.name!r}: {error.message}",
                    error.hint,
                )
            )

    def state(self) -> str | None:
        """Names and states of all parts; None as soon as one of them has none."""
        digest = hashlib.sha256()
        for part in self._parted.parts:
            state = part.found.stored.state()
            if state is None:
                return None
            digest.update(f"{part.found.schema}/{part.found.name}\0{state}\n".encode())
        return digest.hexdigest()

    def notices(self) -> tuple[Skipped, ...]:
        """Parts that are broken, and what the others say of themselves."""
        taken, self._notices = tuple(self._notices), []
        return taken


def _opened(part: Part, reader: FileReader) -> _Open:
    if len(reader.tables) != 1:
        raise ObjectError("file.unknown_format", "The file is not one table.")
    (table,) = reader.tables
    first = next(reader.read(table, sample_rows=0, batch_rows=1))
    reader.notices()
    return _Open(part, reader, table, first.schema)


def _united(schemas: Sequence[pa.Schema]) -> pa.Schema:
    """Columns of all parts in the order in which they are first met."""
    types: dict[str, Any] = {}
    for schema in schemas:
        for field in schema:
            seen = types.get(field.name)
            types[field.name] = field.type if seen is None else _common(seen, field.type)
    return pa.schema([pa.field(name, type_) for name, type_ in types.items()])


def _common(one: Any, other: Any) -> Any:
    """A type that holds both; text where there is none."""
    if one == other:
        return one
    for type_, also in ((one, other), (other, one)):
        if pa.types.is_null(type_):
            return also
    try:
        fields = [pa.schema([pa.field("x", type_)]) for type_ in (one, other)]
        found = pa.unify_schemas(fields, promote_options="permissive").field("x").type
    except (pa.ArrowTypeError, pa.ArrowInvalid):
        return pa.string()
    # A float holds whole numbers exactly only while they are short: those of 32 bits are.
    lossy = pa.types.is_floating(found) and any(
        pa.types.is_integer(type_) and type_.bit_width > 32 for type_ in (one, other)
    )
    return pa.string() if lossy and not _is_text_like(one, other) else found


def _is_text_like(one: Any, other: Any) -> bool:
    return pa.types.is_null(one) or pa.types.is_null(other)


def _widened(column: ArrowArray, type_: Any) -> ArrowArray:
    if column.type == type_:
        return column
    try:
        wide: ArrowArray = column.cast(type_)
    except (pa.ArrowInvalid, pa.ArrowNotImplementedError):
        texts = [None if cell is None else _spelled(cell) for cell in column.to_pylist()]
        if type_ != pa.string():
            raise ObjectError(
                "file.changed", "The file was changed while it was read.", hint="Scan again."
            ) from None
        wide = pa.array(texts, type_)
    return wide


def _spelled(cell: Any) -> str:
    return cell.decode("utf-8", "replace") if isinstance(cell, bytes) else str(cell)


def _typed(values: Sequence[str | None]) -> ArrowArray:
    """Whole numbers or dates where all values are; text otherwise."""
    known = [value for value in values if value is not None]
    numbers: ArrowArray
    if known and all(_is_whole(value) for value in known):
        numbers = pa.array([None if v is None else int(v) for v in values], pa.int64())
        return numbers
    try:
        days = [None if v is None else date.fromisoformat(v) for v in values]
        dates: ArrowArray = pa.array(days, pa.date32() if known else pa.string())
    except ValueError:
        texts: ArrowArray = pa.array(values, pa.string())
        return texts
    return dates


def _is_whole(value: str) -> bool:
    digits = value.removeprefix("-")
    return digits.isascii() and digits.isdigit() and len(digits) < 20 and int(value) in _INT64


def _listed(names: Sequence[str]) -> str:
    return ", ".join(names[:10]) + ", …" * (len(names) > 10)
