"""JSON that means the same to everybody: no doubled keys, no NaN, no depth without end.

Two parsers that read `{"role": "user", "role": "administrator"}` differently are a hole between
them; nesting without end is a parser's stack without end (RFC 8259, sections 4, 6 and 9).
"""

import json
import math
import re
from typing import Any, NoReturn

from pursight.errors import Refused

DEEPEST = 64
_MOST_DIGITS = 400
_TEXTS = re.compile(rb'"(?:[^"\\]|\\.)*"', re.DOTALL)
_NUL = re.compile(rb"(?<!\\)(?:\\\\)*\\u0000")
_NUMBER_TOO_LONG = re.compile(rb"[0-9]{%d}" % (_MOST_DIGITS + 1))
_BRACKETS = re.compile(rb"[\[\]{}]")


class BadJson(Refused):
    """The body is no JSON that everybody reads alike."""

    code = "request.malformed"
    status = 400


def check(body: bytes, *, nul: bool = False) -> None:
    """Refuse a body that is not plain JSON.

    Args:
        body: As it came.
        nul: Let NUL characters pass, for readers that take them out: the database cannot hold one.

    Raises:
        BadJson: It is no JSON, nests too deeply, doubles a key, or has a number that is none.
    """
    if not nul and _NUL.search(body):
        raise BadJson("the body has a NUL character, which no text here can hold")
    bare = _TEXTS.sub(b"", body)
    depth = 0
    for bracket in _BRACKETS.finditer(bare):
        depth += 1 if bracket[0] in b"[{" else -1
        if depth > DEEPEST:
            raise BadJson(f"the body nests deeper than {DEEPEST} levels")
    if _NUMBER_TOO_LONG.search(bare):
        raise BadJson(f"the body has a number of more than {_MOST_DIGITS} digits")
    try:
        json.loads(
            body.decode("utf-8"),
            object_pairs_hook=_object,
            parse_constant=_constant,
            parse_float=_float,
        )
    except (ValueError, RecursionError) as error:
        raise BadJson("the body is no JSON", hint="JSON in UTF-8 is expected.") from error


def _object(pairs: list[tuple[str, Any]]) -> None:
    if len({key for key, _value in pairs}) < len(pairs):
        raise BadJson("the body has a key twice in one object")


def _constant(name: str) -> NoReturn:
    raise BadJson(f"the body has {name}, which is no JSON number")


def _float(text: str) -> float:
    value = float(text)
    if not math.isfinite(value):
        raise BadJson("the body has a number that is too large")
    return value
