"""What the queries share: rows by key, moments, and an asset as a line of a list."""

import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import lru_cache
from typing import Any
from uuid import UUID

from pursight_desktop.replica.files import Connection

Fields = dict[str, Any]


@dataclass(frozen=True, slots=True)
class AssetLine:
    """An asset in a list.

    Attributes:
        level: source, schema, table or column.
        kind: Finer than the level: view, file, …
        type: Of a column, as its source spells it.
        label_state: decided, applied, suggested or none.
        confidence: Of the label, 0 to 1.
        quality: 0 to 100; None when it is not scored.
        comment: What the source itself says of it.
        present: False once a scan did not find it any more.
        domain: Name of the domain in which it lies; told only where `with_domains` was asked.
    """

    id: UUID
    name: str
    fqn: str
    level: str
    kind: str
    source_id: UUID | None
    parent_id: UUID | None
    schema_name: str
    table_name: str
    position: int | None
    type: str
    label: str
    label_state: str
    confidence: float
    sensitivity: str
    quality: float | None
    row_count: int | None
    description: str
    comment: str
    owner: str
    tags: tuple[str, ...]
    present: bool
    first_seen_at: datetime | None
    last_seen_at: datetime | None
    gone_at: datetime | None
    domain: str = ""


def moment(value: object) -> datetime | None:
    """Read a moment as JSON spells it."""
    return _moment(value) if isinstance(value, str) and value else None


@lru_cache(maxsize=8192)  # the columns of a table were seen by the same scans
def _moment(text: str) -> datetime | None:
    try:
        return datetime.fromisoformat(text)
    except ValueError:
        return None


def uuid_of(value: object) -> UUID | None:
    """Read an id as JSON spells it."""
    return _uuid(value) if isinstance(value, str) else None


@lru_cache(maxsize=8192)  # and lie in the same source
def _uuid(text: str) -> UUID | None:
    try:
        return UUID(text)
    except ValueError:
        return None


def asset_line(row_id: bytes, fields: Fields) -> AssetLine:
    """Make a line of an asset's fields."""
    get = fields.get
    return AssetLine(
        id=UUID(bytes=row_id),
        name=str(get("name") or ""),
        fqn=str(get("fqn") or ""),
        level=str(get("level") or ""),
        kind=str(get("kind") or ""),
        source_id=uuid_of(get("source_id")),
        parent_id=uuid_of(get("parent_id")),
        schema_name=str(get("schema_name") or ""),
        table_name=str(get("table_name") or ""),
        position=get("position"),
        type=str(get("type") or ""),
        label=str(get("label") or "none"),
        label_state=str(get("label_state") or "none"),
        confidence=float(get("label_confidence") or 0.0),
        sensitivity=str(get("sensitivity") or "public"),
        quality=get("quality"),
        row_count=get("row_count"),
        description=str(get("description") or ""),
        comment=str(get("comment") or ""),
        owner=str(get("owner") or ""),
        tags=tuple(get("tags") or ()),
        present=get("present") is not False,
        first_seen_at=moment(get("first_seen_at")),
        last_seen_at=moment(get("last_seen_at")),
        gone_at=moment(get("gone_at")),
    )


def lines_of(connection: Connection, numbers: Sequence[int]) -> list[AssetLine]:
    """Read assets by their number, in the order of the numbers; what is gone is left out."""
    found = connection.execute(
        "SELECT row.n, row.id, row.fields FROM json_each(?) AS wanted"
        " JOIN row ON row.n = wanted.value",
        (json.dumps(list(numbers)),),
    )
    by_number = {n: asset_line(row_id, json.loads(text)) for n, row_id, text in found.fetchall()}
    return [by_number[number] for number in numbers if number in by_number]


def fields_of(connection: Connection, entity: str, row_id: UUID) -> Fields | None:
    """Read the fields of a row."""
    found = connection.execute(
        "SELECT fields FROM row WHERE entity = ? AND id = ?", (entity, row_id.bytes)
    ).fetchone()
    return None if found is None else json.loads(found[0])


def revs_of(connection: Connection, entity: str, ids: Iterable[UUID]) -> dict[UUID, int]:
    """Say which version of each row is shown, so that edits can tell; 0 where there is no row."""
    wanted = dict.fromkeys(ids, 0)
    found = connection.execute(
        "SELECT row.id, row.rev FROM json_each(?) AS wanted JOIN row"
        " ON row.entity = ? AND row.id = unhex(wanted.value)",
        (json.dumps([one.hex for one in wanted]), entity),
    )
    return wanted | {UUID(bytes=row_id): rev for row_id, rev in found.fetchall()}


def all_of(connection: Connection, entity: str) -> list[tuple[UUID, Fields]]:
    """Read all rows of an entity that has few."""
    found = connection.execute("SELECT id, fields FROM row WHERE entity = ?", (entity,))
    return [(UUID(bytes=row_id), json.loads(text)) for row_id, text in found.fetchall()]


def several_of(connection: Connection, entity: str, ids: Iterable[UUID]) -> dict[UUID, Fields]:
    """Read rows by their ids."""
    found = connection.execute(
        "SELECT row.id, row.fields FROM json_each(?) AS wanted JOIN row"
        " ON row.entity = ? AND row.id = unhex(wanted.value)",
        (json.dumps([one.hex for one in ids]), entity),
    )
    return {UUID(bytes=row_id): json.loads(text) for row_id, text in found.fetchall()}


def source_names(connection: Connection) -> dict[UUID, str]:
    """Name the sources by their ids."""
    return {
        row_id: str(fields.get("name") or "") for row_id, fields in all_of(connection, "source")
    }
