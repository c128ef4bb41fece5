"""Entries of the log, put into a replica behind those that are there."""

from typing import Any
from uuid import UUID

from pursight_desktop.replica.rows import KeptRow, Rows
from pursight_desktop.replica.store import Store

FIRST = 900_000


def write_down(store: Store, *entries: dict[str, Any]) -> list[int]:
    """Write entries; each says kind, subject_kind and subject_id at least. Gives their numbers."""
    numbers = []
    with store.writing() as writer:
        (last,) = writer.connection.execute("SELECT max(number) FROM event").fetchone()
        rows = Rows.of(writer)
        for number, given in enumerate(entries, max(FIRST, (last or 0) + 1)):
            fields = {
                "number": number,
                "at": "2026-03-01T09:00:00Z",
                "actor_kind": "person",
                "actor_name": "Grace Hopper",
                "actor_id": str(UUID(int=7)),
                "before": None,
                "after": None,
                "note": "",
            }
            fields |= given | {"subject_id": str(given["subject_id"])}
            rows.put_base(KeptRow.make("event", UUID(int=number), number, fields))
            numbers.append(number)
    return numbers


def put(store: Store, entity: str, row_id: UUID, fields: dict[str, Any]) -> None:
    """Put a row into a replica."""
    with store.writing() as writer:
        Rows.of(writer).put_base(KeptRow.make(entity, row_id, 1, fields))
