"""Arrow arrays as the engine takes them: one spelling for each kind of value."""

from enum import StrEnum
from typing import TYPE_CHECKING, Any, TypeAlias

import numpy as np
import numpy.typing as npt
import pyarrow as pa
import pyarrow.compute

from pursight.values.memory import settle_pool

if TYPE_CHECKING:
    ArrowArray: TypeAlias = pa.Array[Any]
else:
    ArrowArray = pa.Array

Words: TypeAlias = npt.NDArray[np.uint64]
Integers: TypeAlias = npt.NDArray[np.int64]
Floats: TypeAlias = npt.NDArray[np.float64]

# The stubs' overloads know arrays by their element type, which the engine only learns at run time.
compute: Any = pyarrow.compute

settle_pool()


class Family(StrEnum):
    """Kinds of values that are measured in the same way."""

    NOTHING = "nothing"  # Arrow's null type
    BOOLEAN = "boolean"
    INTEGER = "integer"
    FLOAT = "float"
    DECIMAL = "decimal"
    TEXT = "text"
    BINARY = "binary"
    DATE = "date"
    TIME = "time"
    TIMESTAMP = "timestamp"
    DURATION = "duration"
    INTERVAL = "interval"  # months, days and nanoseconds: no order, no sum
    NESTED = "nested"  # lists, structs, maps, unions


_FAMILIES: tuple[tuple[Family, tuple[str, ...]], ...] = (
    (Family.NOTHING, ("is_null",)),
    (Family.BOOLEAN, ("is_boolean",)),
    (Family.INTEGER, ("is_integer",)),
    (Family.FLOAT, ("is_floating",)),
    (Family.DECIMAL, ("is_decimal",)),
    (Family.TEXT, ("is_string", "is_large_string", "is_string_view")),
    (Family.BINARY, ("is_binary", "is_large_binary", "is_binary_view", "is_fixed_size_binary")),
    (Family.DATE, ("is_date",)),
    (Family.TIME, ("is_time",)),
    (Family.TIMESTAMP, ("is_timestamp",)),
    (Family.DURATION, ("is_duration",)),
    (Family.INTERVAL, ("is_interval",)),
)


def bare(arrow_type: pa.DataType) -> Any:
    """The Arrow type inside dictionaries, run-end encodings and extensions."""
    inner: Any = arrow_type
    while True:
        if isinstance(inner, pa.BaseExtensionType):
            inner = inner.storage_type
        elif pa.types.is_dictionary(inner) or pa.types.is_run_end_encoded(inner):
            inner = inner.value_type
        else:
            return inner


def family_of(arrow_type: pa.DataType) -> Family:
    """Which family a type belongs to; what is not known is nested, so that nothing is refused."""
    inner = bare(arrow_type)
    for family, tests in _FAMILIES:
        if any(getattr(pa.types, test)(inner) for test in tests):
            return family
    return Family.NESTED


def flat_type(arrow_type: pa.DataType) -> Any:
    """The type that `flat` brings values of a type to."""
    inner = bare(arrow_type)
    is_view = pa.types.is_string_view(inner) or pa.types.is_binary_view(inner)
    is_small = family_of(inner) is Family.DECIMAL and inner.byte_width < 16
    return _spelling(inner) if is_view or is_small else inner


def flat(values: ArrowArray) -> ArrowArray:
    """The same values, nulls included, in the type that `flat_type` says.

    Dictionaries, run ends and extensions are gone, and so are the types that much of Arrow cannot
    compute with: views and small decimals.
    """
    array: Any = values
    while True:
        if isinstance(array, pa.ExtensionArray):
            array = array.storage
        elif pa.types.is_dictionary(array.type):
            array = array.dictionary_decode()
        elif pa.types.is_run_end_encoded(array.type):
            array = compute.run_end_decode(array)
        else:
            break
    target = flat_type(array.type)
    flattened: ArrowArray = array if array.type == target else array.cast(target)
    return flattened


def readable(values: ArrowArray) -> ArrowArray:
    """The same values, flat; texts that are no UTF-8 have U+FFFD where they are not."""
    array = flat(values)
    if family_of(array.type) is Family.TEXT:
        try:
            array.validate(full=True)
        except pa.ArrowInvalid:
            return _repaired(array)
    return array


def _repaired(texts: ArrowArray) -> ArrowArray:
    large = pa.types.is_large_string(texts.type)
    contents = texts.cast(pa.large_binary() if large else pa.binary()).to_pylist()
    repaired: ArrowArray = pa.array(
        [None if content is None else content.decode("utf-8", "replace") for content in contents],
        texts.type,
    )
    return repaired


def plain(values: ArrowArray) -> ArrowArray:
    """The same values without nulls, flat, and in one type for each family where that is cheap.

    Texts and binaries come out as `large_string` and `large_binary`, floats as `double`,
    small decimals as `decimal128`; every other type as it is.
    """
    array: Any = flat(values)
    target = _spelling(array.type)
    if target is not None:
        array = array.cast(target)
    present: ArrowArray = array.drop_null() if array.null_count else array
    return present


def _spelling(arrow_type: Any) -> Any | None:
    """The one type that stands for this one, or None when it may stay."""
    family = family_of(arrow_type)
    if family is Family.TEXT:
        return None if pa.types.is_large_string(arrow_type) else pa.large_string()
    if family is Family.BINARY:
        return None if pa.types.is_large_binary(arrow_type) else pa.large_binary()
    if family is Family.FLOAT:
        return None if pa.types.is_float64(arrow_type) else pa.float64()
    if family is Family.DECIMAL and arrow_type.byte_width < 16:
        return pa.decimal128(arrow_type.precision, arrow_type.scale)
    return None


def _read(buffer: Any, kind: str) -> npt.NDArray[Any]:
    """A buffer's numbers; none where Arrow has left the buffer out."""
    return np.frombuffer(buffer, dtype=kind) if buffer else np.empty(0, dtype=kind)


def integers(values: ArrowArray) -> Integers:
    """Fixed-width values without nulls as 64-bit integers: numbers, or moments in their own unit.

    Unsigned 64-bit values keep their bits; use `unsigned` to know.
    """
    width = values.type.bit_width
    kind = "u" if str(values.type).startswith("uint") else "i"
    raw = _read(values.buffers()[1], f"<{kind}{width // 8}")
    part = raw[values.offset : values.offset + len(values)]
    return part.view(np.int64) if width == 64 else part.astype(np.int64)


def words(values: ArrowArray) -> Words:
    """Fixed-width values of 16 or 32 bytes as rows of 64-bit words, lowest first."""
    per_value = values.type.bit_width // 64
    raw = _read(values.buffers()[1], "<u8")
    rows = raw[: len(raw) // per_value * per_value].reshape(-1, per_value)
    return rows[values.offset : values.offset + len(values)]


def bytes_of(values: ArrowArray) -> tuple[Integers, npt.NDArray[np.uint8]]:
    """The offsets and bytes of a `large_string` or `large_binary` array without nulls."""
    buffers = values.buffers()
    if not len(values) or buffers[1] is None:
        return np.zeros(1, np.int64), np.empty(0, np.uint8)
    offsets = _read(buffers[1], "<i8")[values.offset : values.offset + len(values) + 1]
    data = _read(buffers[2], "|u1")
    first, last = int(offsets[0]), int(offsets[-1])
    return offsets - first, data[first:last]


def large_integers(values: ArrowArray) -> tuple[Integers, npt.NDArray[np.bool_], list[int]]:
    """Decimals without nulls as unscaled integers.

    Returns:
        The lowest 64 bits of each; for which of them that is all; the others in full, in order.
    """
    rows = words(values)
    low = rows[:, 0].view(np.int64)
    sign = (low >> 63).view(np.uint64)
    short = np.all(rows[:, 1:] == sign[:, None], axis=1)
    long = [
        int.from_bytes(row.tobytes(), "little", signed=True)
        for row in np.ascontiguousarray(rows[~short])
    ]
    return low, short, long
