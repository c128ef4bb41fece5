"""Keyset pages and their cursors: opaque, signed, of one list and one organisation."""

import base64
import hashlib
import hmac
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Generic, TypeVar
from uuid import UUID

import orjson
from pydantic import BaseModel, Field
from sqlalchemy import Select, literal, tuple_
from sqlalchemy.sql.elements import ColumnElement

from pursight.errors import Refused
from pursight_server.platform.unit_of_work import ReadUnit

T = TypeVar("T")
S = TypeVar("S")

DEFAULT_LIMIT, LARGEST_LIMIT = 50, 200
_MARK_BYTES = 16


class BadCursor(Refused):
    """The cursor was not made by this server for this list."""

    code = "cursor.bad"
    status = 400


@dataclass(frozen=True, slots=True)
class Page(Generic[T]):
    """Some items of a list, and how to go on; None at the end."""

    items: tuple[T, ...]
    next_cursor: str | None = None

    def map(self, change: Callable[[T], S]) -> "Page[S]":
        """Make the same page of other things."""
        return Page(tuple(change(item) for item in self.items), self.next_cursor)


class PageOf(BaseModel, Generic[T]):
    """One page of a list on the wire."""

    items: list[T]
    next_cursor: str | None = Field(
        default=None, description="Give it as `cursor` for the next page; null on the last one"
    )


@dataclass(frozen=True, slots=True)
class PageRequest:
    """Which page somebody wants."""

    secret: bytes
    limit: int = DEFAULT_LIMIT
    cursor: str | None = None


async def fetch_page(
    unit: ReadUnit,
    query: Select[Any],
    page: PageRequest,
    *,
    kind: str,
    order: Sequence[ColumnElement[Any]],
    visible: ColumnElement[bool],
    read: Callable[[Any], T],
    descending: bool = False,
) -> Page[T]:
    """Read one page of a list.

    Args:
        unit: Where to read.
        query: The list with its filters, without order; it must select the order's columns.
        page: Which page.
        kind: The list's name; a cursor of one list is refused by another.
        order: Columns of the order, never null, together unique.
        visible: Which rows the caller may see: `access.scope.visible`.
        read: Makes an item of a row.
        descending: Whether all of the order runs downwards.

    Raises:
        BadCursor: The cursor is not ours, or of another list or organisation.
    """
    query = query.where(visible)
    if page.cursor is not None:
        texts = open_cursor(page.secret, kind, unit.organisation_id, page.cursor)
        after = _keys(order, texts)
        keys = tuple_(*order)
        query = query.where(keys < after if descending else keys > after)
    query = query.order_by(*[column.desc() if descending else column for column in order])
    rows = (await unit.connection.execute(query.limit(page.limit + 1))).all()
    cursor = None
    if len(rows) > page.limit:
        last = rows[page.limit - 1]._mapping  # noqa: SLF001  SQLAlchemy's documented name
        keys_of_last = [_text(last[column]) for column in order]
        cursor = seal_cursor(page.secret, kind, unit.organisation_id, keys_of_last)
    return Page(tuple(read(row) for row in rows[: page.limit]), cursor)


def seal_cursor(secret: bytes, kind: str, organisation_id: UUID, keys: Sequence[str]) -> str:
    """Spell the place after an item, signed."""
    content = orjson.dumps(list(keys))
    return _encode(_mark(secret, kind, organisation_id, content) + content)


def open_cursor(secret: bytes, kind: str, organisation_id: UUID, cursor: str) -> list[str]:
    """Read a cursor back.

    Raises:
        BadCursor: Its mark does not fit.
    """
    try:
        raw = base64.urlsafe_b64decode(cursor + "=" * (-len(cursor) % 4))
        mark, content = raw[:_MARK_BYTES], raw[_MARK_BYTES:]
        if _encode(raw) != cursor:  # the last letter has bits that say nothing
            raise _bad()
        if not hmac.compare_digest(mark, _mark(secret, kind, organisation_id, content)):
            raise _bad()
        return [str(key) for key in orjson.loads(content)]
    except ValueError as error:
        raise _bad() from error


def _keys(order: Sequence[ColumnElement[Any]], texts: Sequence[str]) -> ColumnElement[Any]:
    if len(texts) != len(order):
        raise _bad()
    values = [_value(column, text) for column, text in zip(order, texts, strict=True)]
    return tuple_(
        *[literal(value, column.type) for column, value in zip(order, values, strict=True)]
    )


def _value(column: ColumnElement[Any], text: str) -> Any:
    kind = column.type.python_type
    if kind is datetime:
        return datetime.fromisoformat(text)
    return kind(text)


def _text(value: Any) -> str:
    return value.isoformat() if isinstance(value, datetime) else str(value)


def _mark(secret: bytes, kind: str, organisation_id: UUID, content: bytes) -> bytes:
    signed = b"\0".join([kind.encode(), organisation_id.bytes, content])
    return hmac.new(secret, signed, hashlib.sha256).digest()[:_MARK_BYTES]


def _encode(raw: bytes) -> str:
    return base64.urlsafe_b64encode(raw).decode().rstrip("=")


def _bad() -> BadCursor:
    return BadCursor("the cursor is not of this list", hint="Begin again without a cursor.")
