"""BSON to columns: nested documents as dotted names, each value without loss."""

import datetime as dt
import json
import math
import re
import uuid
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

import pyarrow as pa
from bson.binary import Binary
from bson.datetime_ms import DatetimeMS
from bson.decimal128 import Decimal128
from bson.int64 import Int64
from bson.objectid import ObjectId
from bson.regex import Regex
from bson.timestamp import Timestamp

from pursight.values.arrow import ArrowArray

DEEPEST = 3
"""Names in a dotted column at most; what is nested deeper is JSON text."""
OTHER_KEYS = "(other keys)"
_NAME = re.compile(r"(?![0-9a-fA-F-]{16,}$)[^\W\d][\w \-]{0,99}")
"""What a key must look like to name a column; an id in hexadecimal does not."""
_EXACT = 2**53
_UUIDS = (3, 4)
_EPOCH = dt.datetime(1970, 1, 1)  # noqa: DTZ001  milliseconds since then, in UTC
_FIRST, _LAST = -62_135_596_800_000, 253_402_300_799_999
"""Years 1 to 9999, in milliseconds: what calendars show."""
_MISFITS = (pa.ArrowInvalid, pa.ArrowTypeError, TypeError, ValueError, OverflowError)


def flattened(document: Mapping[str, Any]) -> Iterator[tuple[str, Any]]:
    """Yield columns and cells of a document; an empty one nested in it is a cell of its own.

    Names of columns leave the agent and values never, so keys that look like values (addresses,
    ids, dates) make no columns: a nested document with such keys is one cell, and those at the top
    are one together.
    """
    odd = {key: value for key, value in document.items() if not _NAME.fullmatch(key)}
    named = {key: value for key, value in document.items() if key not in odd} if odd else document
    yield from _flattened(named, "", 1)
    if odd:
        yield OTHER_KEYS, odd


def _flattened(document: Mapping[str, Any], above: str, depth: int) -> Iterator[tuple[str, Any]]:
    for key, value in document.items():
        name = f"{above}{key}"
        if (
            depth < DEEPEST
            and isinstance(value, Mapping)
            and value
            and all(map(_NAME.fullmatch, value))
        ):
            yield from _flattened(value, f"{name}.", depth + 1)
        else:
            yield name, value


class Kind:
    """Which types of cells a column has; asked before its Arrow type is settled."""

    def __init__(self) -> None:
        self.types: set[str] = set()
        self.seen = 0
        self._inexact = False
        self._out_of_calendar = False

    def see(self, cell: Any) -> None:
        """Take one cell into account."""
        if cell is None:
            return
        self.seen += 1
        found = bson_type(cell)
        self.types.add(found)
        if found in ("int", "long"):
            self._inexact = self._inexact or abs(cell) > _EXACT
        elif found == "date":
            self._out_of_calendar = self._out_of_calendar or not _FIRST <= int(cell) <= _LAST

    @property
    def spelled(self) -> str:
        """The types as MongoDB calls them."""
        return " | ".join(sorted(self.types)) or "null"

    @property
    def is_mixed(self) -> bool:
        """Whether there are several types that only text holds."""
        return len(self.types) > 1 and pa.types.is_string(self.arrow)

    @property
    def arrow(self) -> pa.DataType:
        """One type that holds all cells without loss; text where no other does."""
        types = self.types
        found: pa.DataType = pa.string()
        if types and types <= {"int", "long"}:
            found = pa.int64()
        elif "double" in types and types <= {"int", "long", "double"} and not self._inexact:
            found = pa.float64()
        elif types == {"bool"}:
            found = pa.bool_()
        elif types == {"date"} and not self._out_of_calendar:
            found = pa.timestamp("ms", "UTC")
        elif types == {"binData"}:
            found = pa.binary()
        return found


_TYPES: tuple[tuple[type | tuple[type, ...], str], ...] = (
    (bool, "bool"),
    (Int64, "long"),
    (float, "double"),
    (ObjectId, "objectId"),
    ((DatetimeMS, dt.datetime), "date"),
    (Decimal128, "decimal"),
    (uuid.UUID, "uuid"),
    (Mapping, "object"),
    ((list, tuple), "array"),
    (Regex, "regex"),
    (Timestamp, "timestamp"),
)


def bson_type(cell: Any) -> str:
    """What MongoDB calls the type of a cell (`$type`); binary that is a UUID is called so."""
    if isinstance(cell, str):
        return "string" if type(cell) is str else "javascript"
    if isinstance(cell, bytes):
        named = isinstance(cell, Binary) and cell.subtype in _UUIDS and len(cell) == 16
        return "uuid" if named else "binData"
    for kind, name in _TYPES:
        if isinstance(cell, kind):
            return name
    if isinstance(cell, int):
        return "int" if -(2**31) <= cell < 2**31 else "long"
    return type(cell).__name__


def to_arrow(cells: Sequence[Any], type_: pa.DataType) -> tuple[ArrowArray, int]:
    """Convert one column of a batch; say how many cells are left out, not being of its type."""
    try:
        return _converted(cells, type_), 0
    except _MISFITS:
        fitting = [cell if _fits(cell, type_) else None for cell in cells]
    lost = sum(cell is not None for cell in cells) - sum(cell is not None for cell in fitting)
    return _converted(fitting, type_), lost


def _converted(cells: Sequence[Any], type_: pa.DataType) -> ArrowArray:
    made: ArrowArray
    if pa.types.is_string(type_):
        made = pa.array([spelled(cell) for cell in cells], type_)
    elif pa.types.is_timestamp(type_):
        made = pa.array([None if c is None else int(c) for c in cells], pa.int64()).view(type_)
    elif pa.types.is_binary(type_):
        made = pa.array([None if c is None else _bytes(c) for c in cells], type_)
    else:
        made = pa.array(cells, type_)
    return made


def _bytes(cell: Any) -> bytes:
    if not isinstance(cell, bytes):
        raise TypeError
    return bytes(cell)


def _fits(cell: Any, type_: pa.DataType) -> bool:
    try:
        _converted([cell], type_)
    except _MISFITS:
        return False
    return True


def spelled(cell: Any) -> str | None:
    """Spell a cell as text: what is text as it is, all else as people write it or as JSON."""
    if cell is None:
        return None
    text = str(cell) if isinstance(cell, str) else _worded(cell)
    return text if text.isascii() else text.encode("utf-8", "replace").decode()


def _worded(cell: Any) -> str:  # noqa: PLR0911  a line a type
    match cell:
        case bool():
            return "true" if cell else "false"
        case Binary() if bson_type(cell) == "uuid":
            return str(cell.as_uuid(cell.subtype))
        case bytes():
            return "\\x" + bytes(cell).hex()
        case DatetimeMS():
            return _moment(int(cell))
        case Regex():
            return f"/{cell.pattern}/"
        case Timestamp():
            return f"{cell.time}:{cell.inc}"
        case Mapping() | list() | tuple():
            return json.dumps(_plain(cell), ensure_ascii=False)
        case float():
            return repr(float(cell))
        case _:
            return str(int(cell)) if isinstance(cell, int) else str(cell)


def _plain(cell: Any) -> Any:
    """A nested value as JSON knows it."""
    if isinstance(cell, Mapping):
        return {str(key): _plain(value) for key, value in cell.items()}
    if isinstance(cell, (list, tuple)):
        return [_plain(value) for value in cell]
    if cell is None or type(cell) in (bool, str, int):
        return cell
    if isinstance(cell, float):
        return cell if math.isfinite(cell) else repr(float(cell))
    return int(cell) if isinstance(cell, int) else spelled(cell)


def _moment(milliseconds: int) -> str:
    """ISO 8601; the number itself beyond the calendar."""
    if not _FIRST <= milliseconds <= _LAST:
        return str(milliseconds)
    moment = _EPOCH + dt.timedelta(milliseconds=milliseconds)
    return moment.isoformat(sep=" ", timespec="milliseconds") + "Z"
