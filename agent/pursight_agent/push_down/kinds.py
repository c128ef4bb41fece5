"""Declared types of any SQL dialect to what they hold and to Arrow (pure)."""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from enum import StrEnum

import pyarrow as pa


class Family(StrEnum):
    """What a column holds, as far as reading and measuring care."""

    INTEGER = "integer"
    DECIMAL = "decimal"
    FLOAT = "float"
    BOOLEAN = "boolean"
    TEXT = "text"
    BINARY = "binary"
    DATE = "date"
    TIME = "time"
    MOMENT = "moment"
    MOMENT_UTC = "moment_utc"
    OTHER = "other"
    """Nested, spatial, large, UUID: read as text or JSON text, and only counted by push-down."""


_DIGITS = 38
_NAMES: dict[str, Family] = {
    name: family
    for family, names in {
        Family.INTEGER: "tinyint smallint mediumint int integer bigint byteint hugeint int2 int4 "
        "int8 int16 int32 int64 short long byte serial bigserial smallserial",
        Family.DECIMAL: "decimal numeric number dec bignumeric bigdecimal money smallmoney fixed",
        Family.FLOAT: "float real double doubleprecision float4 float8 float64 binary_float "
        "binary_double",
        Family.BOOLEAN: "bool boolean",
        Family.TEXT: "char varchar nchar nvarchar character charactervarying text string varchar2 "
        "nvarchar2 bpchar sysname tinytext mediumtext longtext",
        Family.BINARY: "binary varbinary bytes raw blob bytea varbyte tinyblob mediumblob longblob "
        "binaryvarying",
        Family.DATE: "date",
        Family.TIME: "time timewithouttimezone",
        Family.MOMENT: "datetime datetime2 smalldatetime timestamp timestampwithouttimezone "
        "timestamp_ntz timestampntz",
        Family.MOMENT_UTC: "datetimeoffset timestamptz timestampwithtimezone timestamp_tz "
        "timestamp_ltz timestampwithlocaltimezone",
    }.items()
    for name in names.split()
}
_SPELLED = re.compile(r"\s*(?P<name>[^()<]*)(?:\((?P<arguments>[^)]*)\))?(?P<rest>.*)", re.DOTALL)
_ARROW: dict[Family, pa.DataType] = {
    Family.INTEGER: pa.int64(),
    Family.FLOAT: pa.float64(),
    Family.BOOLEAN: pa.bool_(),
    Family.TEXT: pa.string(),
    Family.BINARY: pa.binary(),
    Family.DATE: pa.date32(),
    Family.TIME: pa.time64("us"),
    Family.MOMENT: pa.timestamp("us"),
    Family.MOMENT_UTC: pa.timestamp("us", "UTC"),
    Family.OTHER: pa.string(),
}


@dataclass(frozen=True, slots=True)
class Kind:
    """A column's family, with the digits of a decimal; no digits when none are declared."""

    family: Family
    precision: int | None = None
    scale: int | None = None
    exactly: pa.DataType | None = None
    """The Arrow type, where it is not the usual one of the family."""

    @property
    def arrow(self) -> pa.DataType:
        """What its values become; a decimal of unknown or too many digits is text."""
        if self.exactly is not None:
            return self.exactly
        if self.family is not Family.DECIMAL:
            return _ARROW[self.family]
        if self.precision is None or self.scale is None:
            return pa.string()
        if not 0 < self.precision <= _DIGITS or not 0 <= self.scale <= self.precision:
            return pa.string()
        return pa.decimal128(self.precision, self.scale)


def kind_of(spelled: str, own: Mapping[str, Kind]) -> Kind:
    """Tell what a declared type holds.

    Args:
        spelled: As the source's catalog spells it, with its arguments.
        own: What this dialect means by a name otherwise than the others.
    """
    match = _SPELLED.match(spelled.lower())
    if match is None:
        return Kind(Family.OTHER)
    name = re.sub(r"\s+", "", match["name"] + (match["rest"] or "") if match["arguments"] else "")
    name = name or re.sub(r"\s+", "", spelled.lower())
    arguments = [int(a) for a in re.findall(r"-?\d+", match["arguments"] or "")]
    kind = own.get(name) or Kind(_NAMES.get(name, Family.OTHER))
    if kind.family is not Family.DECIMAL or not arguments:
        return kind
    scale = arguments[1] if len(arguments) > 1 else 0
    return Kind(Family.DECIMAL, arguments[0], scale)


def kind_of_arrow(arrow: pa.DataType) -> Kind:
    """Tell what a column holds that a connector reads as this Arrow type.

    Times finer than a microsecond are `OTHER`: drivers hand them over cut.
    """
    types = pa.types
    if types.is_decimal(arrow):
        return Kind(Family.DECIMAL, arrow.precision, arrow.scale)
    if types.is_timestamp(arrow):
        family = Family.MOMENT_UTC if arrow.tz else Family.MOMENT
        return Kind(Family.OTHER) if arrow.unit == "ns" else Kind(family, exactly=arrow)
    if types.is_time(arrow):
        return Kind(Family.OTHER) if arrow.unit == "ns" else Kind(Family.TIME, exactly=arrow)
    tests: tuple[tuple[Callable[[pa.DataType], bool], Family], ...] = (
        (types.is_boolean, Family.BOOLEAN),
        (types.is_integer, Family.INTEGER),
        (types.is_floating, Family.FLOAT),
        (types.is_string, Family.TEXT),
        (types.is_large_string, Family.TEXT),
        (types.is_binary, Family.BINARY),
        (types.is_large_binary, Family.BINARY),
        (types.is_date32, Family.DATE),
    )
    family = next((family for test, family in tests if test(arrow)), Family.OTHER)
    return Kind(family, exactly=arrow if arrow == pa.uint64() else None)


def spelled(
    name: str, length: int | None, precision: int | None, scale: int | None, own: Mapping[str, Kind]
) -> str:
    """Put a type's name and its measures together, as most catalogs keep them apart."""
    if "(" in name:
        return name
    family = kind_of(name, own).family
    if family in {Family.TEXT, Family.BINARY} and length is not None:
        return f"{name}({'max' if length < 0 else length})"
    if family is Family.DECIMAL and precision is not None:
        return f"{name}({precision},{scale or 0})"
    return name
