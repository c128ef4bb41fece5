"""Rows of a replica as the server would send them anew."""

import json
from typing import Any
from uuid import UUID

from pursight_desktop.replica.rows import KeptRow, Rows
from pursight_desktop.replica.store import Store


def change(store: Store, entity: str, row_id: UUID, **fields: Any) -> None:
    """Change fields of a row, or make it of these."""
    with store.writing() as writer:
        found = writer.connection.execute(
            "SELECT rev, fields FROM row WHERE entity = ? AND id = ?", (entity, row_id.bytes)
        ).fetchone()
        rev, told = (found[0], json.loads(found[1])) if found else (0, {})
        Rows.of(writer).put_base(KeptRow.make(entity, row_id, rev + 1, told | fields))
