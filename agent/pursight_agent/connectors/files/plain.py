"""Columns of files that hold Arrow types: nested values become JSON text."""

from typing import Any

import pyarrow as pa

from pursight.values.arrow import ArrowArray, Family, family_of
from pursight_agent.connectors.files.cells import spell


def readable_type(type_: pa.DataType) -> pa.DataType:
    """The type that `plain_column` makes of a file's own."""
    return pa.string() if family_of(type_) is Family.NESTED else type_


def plain_column(column: ArrowArray) -> ArrowArray:
    """Spell nested values as JSON text, and mark bytes that are no UTF-8."""
    family = family_of(column.type)
    if family is Family.TEXT:
        return _valid(column)
    if family is not Family.NESTED:
        return column
    return pa.array([spell(jsonable(value)) for value in _values(column)], pa.string())


def _valid(column: ArrowArray) -> ArrowArray:
    """Keep rows whose texts are not UTF-8, with the odd bytes marked."""
    try:
        column.validate(full=True)
    except pa.ArrowInvalid:
        raw = column.cast(pa.large_binary()).to_pylist()
        decoded = [None if v is None else v.decode("utf-8", "replace") for v in raw]
        marked: ArrowArray = pa.array(decoded, column.type)
        return marked
    return column


def _values(column: ArrowArray) -> list[Any]:
    try:
        return column.to_pylist()
    except (OverflowError, ValueError):  # times that Python's calendar does not reach
        return column.cast(_timeless(column.type)).to_pylist()


def _timeless(type_: Any) -> Any:
    """The same nested type with times as the integers they are stored as."""
    if pa.types.is_struct(type_):
        return pa.struct([field.with_type(_timeless(field.type)) for field in type_.fields])
    if pa.types.is_map(type_):
        return pa.map_(_timeless(type_.key_type), _timeless(type_.item_type))
    if pa.types.is_list(type_) or pa.types.is_large_list(type_):
        return pa.list_(type_.value_field.with_type(_timeless(type_.value_type)))
    return pa.int64() if pa.types.is_temporal(type_) else type_


def jsonable(value: Any) -> Any:
    """Maps come as lists of pairs, bytes as bytes: neither is JSON yet."""
    if isinstance(value, bytes):
        return value.decode("utf-8", "replace")
    if isinstance(value, tuple):
        return [jsonable(inner) for inner in value]
    if isinstance(value, list):
        return [jsonable(inner) for inner in value]
    if isinstance(value, dict):
        return {str(key): jsonable(inner) for key, inner in value.items()}
    return value
