"""Plain and canonical JSON: one value, one text, also after a trip through jsonb (pure)."""

import json
import math
from collections.abc import Mapping
from datetime import date, datetime
from enum import Enum
from typing import Any
from uuid import UUID


def plain(value: object) -> Any:  # noqa: PLR0911  one line a kind of value
    """Turn a value into what JSON and jsonb give back unchanged.

    UUIDs, moments and enums become texts; whole floats become integers, since jsonb does not keep
    how a number was spelled; characters that jsonb refuses become U+FFFD.

    Raises:
        TypeError: The value, or one inside it, is nothing that JSON knows.
        ValueError: A number is not finite.
    """
    match value:
        case None | bool():
            return value
        case Enum():
            return plain(value.value)
        case str():
            return _storable(value)
        case int():
            return int(value)
        case float():
            return _number(value)
        case datetime() | date():
            return value.isoformat()
        case UUID():
            return str(value)
        case Mapping():
            return {_storable(str(key)): plain(item) for key, item in value.items()}
        case list() | tuple() | set() | frozenset():
            return [plain(item) for item in value]
        case _:
            raise TypeError(f"a {type(value).__name__} has no JSON form")


def canonical(value: object) -> bytes:
    """Spell a plain value in the one way that is hashed: keys sorted, no blanks, UTF-8."""
    return json.dumps(
        value, sort_keys=True, separators=(",", ":"), ensure_ascii=False, allow_nan=False
    ).encode()


def _number(value: float) -> int | float:
    if not math.isfinite(value):
        raise ValueError("a number that is not finite has no JSON form")
    return int(value) if value.is_integer() else value


def _storable(text: str) -> str:
    if text.isprintable() or text.isascii():
        return text.replace("\x00", "\ufffd")
    return text.replace("\x00", "\ufffd").encode("utf-8", "replace").decode()
