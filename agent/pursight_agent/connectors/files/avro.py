"""Avro: a row a record, by the schema in the file."""

import io
import json
from collections.abc import Iterator
from typing import Any

import fastavro
import fastavro._read_py
import pyarrow as pa
from fastavro.schema import SchemaParseException, UnknownType

from pursight.contracts.scans import LONGEST_DEFAULT, ColumnFacts, Skipped, TableFacts, TableKind
from pursight_agent.connectors.files.avro_blocks import Header, read_blocks, read_header
from pursight_agent.connectors.files.avro_types import (
    Shape,
    arrow_type,
    has_roomless_items,
    is_recursive,
    shape_of,
    takes_no_room,
    to_arrow,
    without_logical_types,
)
from pursight_agent.connectors.files.headers import LONGEST_NAME, column_names
from pursight_agent.connectors.files.place import Place, corrupt, file_errors
from pursight_agent.source import ObjectError

_CHUNK = 1 << 25
"""Unpacked bytes in one batch, more or less."""
_MOST_COLUMNS = 20_000
_MOST_EMPTY = 10_000_000
_VALUE = "value"
_BROKEN = (
    EOFError, ValueError, LookupError, TypeError, OverflowError, MemoryError, RecursionError,
    ArithmeticError, SchemaParseException, UnknownType, pa.ArrowException,
)  # fmt: skip


class AvroFile:
    """One Avro container."""

    def __init__(self, place: Place) -> None:
        self._place = place
        with place.opened() as file, file_errors():
            self._header = read_header(file)
        try:
            parsed: Any = fastavro.parse_schema(self._header.schema)
            self._shape = shape_of(parsed)
            self._stored = fastavro.parse_schema(without_logical_types(self._header.schema))
        except _BROKEN as error:
            raise corrupt("The Avro file's schema cannot be understood.") from error
        self._is_record = self._shape.kind == "record"
        self._fields = self._shape.parts if self._is_record else [self._shape]
        self._keys = self._shape.names if self._is_record else [_VALUE]
        self._check()
        self._names = column_names([key[:LONGEST_NAME] for key in self._keys])
        said = parsed.get("fields", []) if self._is_record else [{}]
        self.tables = (
            TableFacts(
                schema_name=place.schema,
                name=place.name,
                kind=TableKind.FILE,
                format="avro",
                comment=_text(parsed.get("doc"))[:20_000] or None if self._is_record else None,
                columns=tuple(
                    _column(name, number, shape, words)
                    for number, (name, shape, words) in enumerate(
                        zip(self._names, self._fields, said, strict=True), 1
                    )
                ),
            ),
        )
        # A value that holds others of its type may be nested to any depth: fastavro's compiled
        # reader would run over the end of the stack, the one in Python stops in time.
        self._decode = (
            fastavro._read_py.schemaless_reader  # noqa: SLF001  the only one that is safe here
            if is_recursive(self._shape)
            else fastavro.schemaless_reader
        )

    def _check(self) -> None:
        if len(self._keys) > _MOST_COLUMNS:
            raise ObjectError(
                "file.too_wide",
                f"Its records have more than {_MOST_COLUMNS} fields.",
                hint="Keys that are values (ids, names) belong into a map.",
            )
        if has_roomless_items(self._shape):
            raise ObjectError(
                "file.bomb",
                "It has lists of items that take no room, so that a few bytes make billions.",
                hint="Write it anew without such lists.",
            )

    def read(
        self, table: TableFacts, *, sample_rows: int | None, batch_rows: int
    ) -> Iterator[pa.RecordBatch]:
        """Yield the records in the file's order."""
        del table
        schema = pa.schema(
            [
                pa.field(name, arrow_type(shape))
                for name, shape in zip(self._names, self._fields, strict=True)
            ]
        )
        started = False
        for rows in self._chunks(sample_rows, batch_rows):
            started = True
            yield self._batch(rows, schema)
        if not started:
            yield pa.RecordBatch.from_pylist([], schema=schema)

    def _batch(self, rows: list[Any], schema: pa.Schema) -> pa.RecordBatch:
        if not self._keys:
            nothing: Any = pa.array([{}] * len(rows), pa.struct([]))
            return pa.RecordBatch.from_struct_array(nothing)
        try:
            columns = [
                to_arrow([row[key] for row in rows] if self._is_record else rows, shape)
                for key, shape in zip(self._keys, self._fields, strict=True)
            ]
        except _BROKEN as error:
            raise _damaged() from error
        return pa.RecordBatch.from_arrays(columns, schema=schema)

    def _chunks(self, sample_rows: int | None, batch_rows: int) -> Iterator[list[Any]]:
        """Take some records, fewer when they are long: memory is bounded, not rows."""
        rows: list[Any] = []
        left, room = sample_rows, _CHUNK
        with self._place.opened() as file, file_errors():
            header: Header = read_header(file)
            for count, data in read_blocks(file, header, self._place.bounds):
                if count > max(len(data), _MOST_EMPTY if takes_no_room(self._shape) else 0):
                    raise _damaged()
                block, at = io.BytesIO(data), 0
                for _ in range(count):
                    if left is not None and left <= len(rows):
                        break
                    rows.append(self._record(block))
                    room, at = room - (block.tell() - at), block.tell()
                    if len(rows) >= batch_rows or room <= 0:
                        yield rows
                        left = None if left is None else left - len(rows)
                        rows, room = [], _CHUNK
                if left is not None and left <= len(rows):
                    break
                if at != len(data):
                    raise _damaged()
        if rows:
            yield rows

    def _record(self, block: io.BytesIO) -> Any:
        try:
            return self._decode(block, self._stored, None, handle_unicode_errors="replace")
        except _BROKEN as error:
            raise _damaged() from error

    def notices(self) -> tuple[Skipped, ...]:
        """An Avro file is read whole or not at all."""
        return ()


def _column(name: str, number: int, shape: Shape, words: Any) -> ColumnFacts:
    default = words.get("default")
    return ColumnFacts(
        name=name,
        position=number,
        type=shape.spelled[:4096],
        nullable=shape.nullable,
        default=None if default is None else json.dumps(default)[:LONGEST_DEFAULT],
        comment=_text(words.get("doc"))[:20_000] or None,
    )


def _text(words: Any) -> str:
    return words.encode("utf-8", "replace").decode() if isinstance(words, str) else ""


def _damaged() -> ObjectError:
    return corrupt("A block of the Avro file is damaged: its records do not fit the schema.")
