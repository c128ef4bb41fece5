"""Rows of a driver, or the Arrow it brings, to batches of one settled schema (pure)."""

import json
from collections.abc import Callable, Iterator, Sequence
from datetime import UTC, date, datetime, time, timedelta
from decimal import Decimal, InvalidOperation
from typing import Any

import pyarrow as pa

from pursight_agent.push_down.kinds import Family, Kind
from pursight_agent.source import ObjectFailed


def schema_of(columns: Sequence[tuple[str, Kind]]) -> pa.Schema:
    """The schema of all batches of a table."""
    return pa.schema([pa.field(name, kind.arrow) for name, kind in columns])


def batch_of(rows: Sequence[Sequence[Any]], columns: Sequence[tuple[str, Kind]]) -> pa.RecordBatch:
    """Make a batch of rows.

    Raises:
        ObjectFailed: A value is not of the type that the catalog declares.
    """
    schema = schema_of(columns)
    if not rows:
        nothing = [pa.nulls(0, field.type) for field in schema]
        return pa.RecordBatch.from_arrays(nothing, schema=schema)
    arrays = [
        _array(cells, name, kind)
        for cells, (name, kind) in zip(zip(*rows, strict=True), columns, strict=True)
    ]
    return pa.RecordBatch.from_arrays(arrays, schema=schema)


def settled(
    batches: Iterator[pa.RecordBatch], columns: Sequence[tuple[str, Kind]]
) -> Iterator[pa.RecordBatch]:
    """Bring Arrow batches of a driver to the schema that rows would have."""
    schema = schema_of(columns)
    for batch in batches:
        arrays = [
            _cast(values, name, kind)
            for values, (name, kind) in zip(batch.columns, columns, strict=True)
        ]
        yield pa.RecordBatch.from_arrays(arrays, schema=schema)


def _array(cells: Sequence[Any], name: str, kind: Kind) -> Any:
    make: Callable[[Any], Any] = _MAKERS.get(kind.family, _text)
    if kind.family is Family.DECIMAL and kind.arrow == pa.string():
        make = _text
    try:
        return pa.array([None if cell is None else make(cell) for cell in cells], type=kind.arrow)
    except (ValueError, TypeError, OverflowError, InvalidOperation) as error:
        raise _misfit(name) from error


def _cast(values: Any, name: str, kind: Kind) -> Any:
    wanted = kind.arrow
    if values.type == wanted:
        return values
    if kind.family is Family.OTHER or pa.types.is_nested(values.type) or wanted == pa.string():
        if pa.types.is_string(values.type) or pa.types.is_large_string(values.type):
            return values.cast(pa.string())
        return _array(values.to_pylist(), name, kind)
    try:
        return values.cast(wanted)
    except (pa.ArrowInvalid, pa.ArrowNotImplementedError):
        return _array(values.to_pylist(), name, kind)


def _misfit(name: str) -> ObjectFailed:
    return ObjectFailed(
        f"A value of the column {name!r} does not fit the type that the catalog declares.",
        hint="Leave the table out of the scan, or make a view in which the column is text.",
    )


def _text(cell: Any) -> str:
    if isinstance(cell, str):
        return cell.encode("utf-8", "replace").decode("utf-8")
    if isinstance(cell, bytes | bytearray | memoryview):
        return bytes(cell).decode("utf-8", "replace")
    if isinstance(cell, list | dict | tuple):
        return json.dumps(cell, ensure_ascii=False, default=str)
    if isinstance(cell, Decimal):
        return format(cell, "f") if cell.is_finite() else str(cell)
    read = getattr(cell, "read", None)  # a locator of a large object
    return _text(read()) if callable(read) else str(cell)


def _bytes(cell: Any) -> bytes:
    read = getattr(cell, "read", None)
    return bytes(read() if callable(read) else cell)


def _integer(cell: Any) -> int:
    number = int(cell)
    if number != cell and not isinstance(cell, str):
        raise ValueError("not whole")
    return number


def _decimal(cell: Any) -> Decimal:
    return cell if isinstance(cell, Decimal) else Decimal(str(cell))


def _day(cell: Any) -> date:
    if isinstance(cell, datetime):
        return cell.date()
    return cell if isinstance(cell, date) else date.fromisoformat(str(cell))


def _time(cell: Any) -> time:
    if isinstance(cell, timedelta):
        return (datetime(1970, 1, 1) + cell).time()  # noqa: DTZ001  a time of day has no zone
    if isinstance(cell, datetime):
        return cell.time()
    return (cell if isinstance(cell, time) else time.fromisoformat(str(cell))).replace(tzinfo=None)


def _moment(cell: Any) -> datetime:
    moment = cell if isinstance(cell, datetime) else datetime.fromisoformat(str(cell))
    return moment.replace(tzinfo=None)


def _moment_utc(cell: Any) -> datetime:
    moment = cell if isinstance(cell, datetime) else datetime.fromisoformat(str(cell))
    return moment.astimezone(UTC) if moment.tzinfo else moment.replace(tzinfo=UTC)


_MAKERS: dict[Family, Callable[[Any], Any]] = {
    Family.INTEGER: _integer,
    Family.DECIMAL: _decimal,
    Family.FLOAT: float,
    Family.BOOLEAN: bool,
    Family.BINARY: _bytes,
    Family.DATE: _day,
    Family.TIME: _time,
    Family.MOMENT: _moment,
    Family.MOMENT_UTC: _moment_utc,
}
