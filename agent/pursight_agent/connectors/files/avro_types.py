"""Avro's types to Arrow: one column for each field, by the schema in the file."""

import struct
import uuid
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta, timezone
from decimal import Context, Decimal
from typing import Any

import pyarrow as pa

from pursight.values.arrow import ArrowArray
from pursight_agent.connectors.files.cells import spell

_NAMED = ("record", "error", "enum", "fixed")
_PRIMITIVES: dict[str, Any] = {
    "null": pa.string(),
    "boolean": pa.bool_(),
    "int": pa.int32(),
    "long": pa.int64(),
    "float": pa.float32(),
    "double": pa.float64(),
    "string": pa.string(),
    "enum": pa.string(),
    "bytes": pa.binary(),
    "fixed": pa.binary(),
}
_MOMENTS: dict[str, Any] = {
    "date": pa.date32(),
    "time-millis": pa.time32("ms"),
    "time-micros": pa.time64("us"),
    "timestamp-millis": pa.timestamp("ms", "UTC"),
    "timestamp-micros": pa.timestamp("us", "UTC"),
    "timestamp-nanos": pa.timestamp("ns", "UTC"),
    "local-timestamp-millis": pa.timestamp("ms"),
    "local-timestamp-micros": pa.timestamp("us"),
    "local-timestamp-nanos": pa.timestamp("ns"),
}
_IN_BYTES = ("decimal", "uuid", "duration")
_MOST_DIGITS = 38
_WIDE = Context(prec=100_000)
_EPOCH = datetime(1970, 1, 1, tzinfo=timezone.utc)  # noqa: UP017


@dataclass(slots=True)
class Shape:
    """A type of the schema, its names resolved."""

    kind: str
    """`record`, `array`, `union`, … or a primitive's name."""
    logical: str = ""
    scale: int = 0
    precision: int = 0
    size: int = 0
    parts: list["Shape"] = field(default_factory=list)
    """Of a union, the items of an array, the values of a map, the fields of a record."""
    names: list[str] = field(default_factory=list)
    """Of a record's fields."""

    @property
    def spelled(self) -> str:
        """How the facts call it; labels of an enum are left out, they may be values of rows."""
        if self.kind == "union":
            parts = [part.spelled for part in self.parts if part.kind != "null"]
            return parts[0] if len(parts) == 1 else f"union<{', '.join(parts)}>"
        if self.kind in ("array", "map"):
            return f"{self.kind}<{self.parts[0].spelled}>"
        if self.logical == "decimal":
            return f"decimal({self.precision},{self.scale})"
        return self.logical or self.kind

    @property
    def nullable(self) -> bool:
        """Whether a cell may be null."""
        if self.is_union:
            return any(part.kind == "null" for part in self.parts)
        return self.kind == "null"

    @property
    def is_union(self) -> bool:
        """Whether it is one of several types."""
        return self.kind == "union"

    @property
    def single(self) -> "Shape | None":
        """The one type of the cells that are not null; None when there are several."""
        if not self.is_union:
            return self
        others = [part for part in self.parts if part.kind != "null"]
        return others[0] if len(others) == 1 else None


def shape_of(schema: Any, known: dict[str, Shape] | None = None, space: str = "") -> Shape:
    """Resolve a schema that `fastavro` has parsed; a type within itself is its own part."""
    known = {} if known is None else known
    if isinstance(schema, str):
        return known.get(schema) or known.get(f"{space}.{schema}") or Shape(schema)
    if isinstance(schema, list):
        return Shape("union", parts=[shape_of(part, known, space) for part in schema])
    kind = schema["type"]
    if not isinstance(kind, str):
        return shape_of(kind, known, space)
    shape = Shape(
        kind,
        logical=str(schema.get("logicalType") or ""),
        scale=int(schema.get("scale") or 0),
        precision=int(schema.get("precision") or 0),
        size=int(schema.get("size") or 0),
    )
    if kind in _NAMED:
        known[schema["name"]] = shape
    if kind in ("record", "error"):
        shape.kind = "record"
        shape.names = [inner["name"] for inner in schema["fields"]]
        shape.parts = [shape_of(inner["type"], known, space) for inner in schema["fields"]]
    elif kind == "array":
        shape.parts = [shape_of(schema["items"], known, space)]
    elif kind == "map":
        shape.parts = [shape_of(schema["values"], known, space)]
    elif kind not in _NAMED:
        shape = known.get(kind) or shape
    return shape


def without_logical_types(schema: Any) -> Any:
    """The same schema with what is stored: moments as numbers, none of them out of range."""
    if isinstance(schema, list):
        return [without_logical_types(part) for part in schema]
    if isinstance(schema, Mapping):
        return {
            key: without_logical_types(value) if key in ("type", "items", "values") else (
                [without_logical_types(inner) for inner in value] if key == "fields" else value
            )
            for key, value in schema.items()
            if key != "logicalType" and not str(key).startswith("__")
        }  # fmt: skip
    return schema


def is_recursive(shape: Shape, above: tuple[int, ...] = ()) -> bool:
    """Whether a value can hold others of its own type, to any depth."""
    if id(shape) in above:
        return True
    return any(is_recursive(part, (*above, id(shape))) for part in shape.parts)


def takes_no_room(shape: Shape, above: tuple[int, ...] = ()) -> bool:
    """Whether values are stored in no bytes at all: any number of them fits anywhere."""
    if id(shape) in above:
        return False
    if shape.kind == "record":
        return all(takes_no_room(part, (*above, id(shape))) for part in shape.parts)
    return shape.kind == "null" or (shape.kind == "fixed" and shape.size == 0)


def has_roomless_items(shape: Shape, seen: set[int] | None = None) -> bool:
    """Whether some array holds items that take no room: a few bytes make billions of them."""
    seen = set() if seen is None else seen
    if id(shape) in seen:
        return False
    seen.add(id(shape))
    if shape.kind == "array" and takes_no_room(shape.parts[0]):
        return True
    return any(has_roomless_items(part, seen) for part in shape.parts)


def arrow_type(shape: Shape) -> Any:
    """What a column of this type becomes."""
    only = shape.single
    if only is None:
        return pa.string()
    if only.logical in _MOMENTS and only.kind in ("int", "long"):
        return _MOMENTS[only.logical]
    if only.logical == "decimal" and only.kind in ("bytes", "fixed"):
        if 0 <= only.scale <= only.precision <= _MOST_DIGITS and only.precision:
            return pa.decimal128(only.precision, only.scale)
        return pa.string()
    if only.kind == "fixed" and (only.logical, only.size) in (("uuid", 16), ("duration", 12)):
        return pa.string()
    return _PRIMITIVES.get(only.kind, pa.string())


def to_arrow(cells: Sequence[Any], shape: Shape) -> ArrowArray:
    """Convert one column of a batch."""
    type_ = arrow_type(shape)
    only = shape.single
    if only is None or only.kind in ("record", "array", "map"):
        texts: ArrowArray = pa.array([spell(_said(cell, shape)) for cell in cells], type_)
        return texts
    if type_ in _MOMENTS.values():
        wide: ArrowArray = pa.array(cells, pa.int32() if type_.bit_width == 32 else pa.int64())
        moments = wide.view(type_)
        moments.validate(full=True)  # a time beyond midnight is no time
        return moments
    if only.logical in _IN_BYTES and only.kind in ("bytes", "fixed"):
        said = [None if cell is None else _special(cell, only) for cell in cells]
        if type_ == pa.string():
            said = [None if cell is None else str(cell) for cell in said]
        special: ArrowArray = pa.array(said, type_)
        return special
    plain: ArrowArray = pa.array(cells, type_)
    return plain


def _special(cell: bytes, shape: Shape) -> Any:
    if shape.logical == "decimal":
        digits = int.from_bytes(cell, "big", signed=True)
        return Decimal(digits).scaleb(-shape.scale, _WIDE)
    if shape.logical == "uuid" and len(cell) == 16:
        return str(uuid.UUID(bytes=cell))
    if shape.logical == "duration" and len(cell) == 12:
        months, days, millis = struct.unpack("<III", cell)
        return f"P{months}M{days}DT{millis / 1000:g}S"
    return cell


def _said(cell: Any, shape: Shape) -> Any:
    """Make a nested value fit for JSON, its moments and decimals readable."""
    only = shape.single
    said: Any
    if cell is None or only is None:
        return _bare(cell)
    if only.kind == "record" and isinstance(cell, dict):
        said = {
            name: _said(cell.get(name), part)
            for name, part in zip(only.names, only.parts, strict=True)
        }
    elif only.kind == "array" and isinstance(cell, list):
        said = [_said(item, only.parts[0]) for item in cell]
    elif only.kind == "map" and isinstance(cell, dict):
        said = {key: _said(value, only.parts[0]) for key, value in cell.items()}
    elif only.logical in _MOMENTS and isinstance(cell, int):
        said = _moment(cell, only.logical)
    elif only.logical in _IN_BYTES and isinstance(cell, bytes):
        special = _special(cell, only)
        said = str(special) if isinstance(special, Decimal) else _bare(special)
    else:
        said = _bare(cell)
    return said


def _bare(cell: Any) -> Any:
    """Of a union of several types, whichever it is."""
    if isinstance(cell, bytes):
        return cell.decode("utf-8", "replace")
    if isinstance(cell, dict):
        return {key: _bare(value) for key, value in cell.items()}
    return [_bare(item) for item in cell] if isinstance(cell, list) else cell


def _moment(cell: int, logical: str) -> str | int:
    """ISO 8601, or the number itself where Python's calendar does not reach."""
    try:
        if logical == "date":
            return (date(1970, 1, 1) + timedelta(days=cell)).isoformat()
        unit = {"millis": 1_000, "micros": 1, "nanos": 0}[logical.rpartition("-")[2]]
        if not unit:
            return cell
        moment = _EPOCH + timedelta(microseconds=cell * unit)
    except OverflowError:
        return cell
    if logical.startswith("time-"):
        return moment.time().isoformat() if moment.date() == _EPOCH.date() else cell
    return (moment if logical.startswith("timestamp") else moment.replace(tzinfo=None)).isoformat()
