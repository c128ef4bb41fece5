"""What a row shows now, with the names that commands use."""

import json
from uuid import UUID

from pursight.contracts.sync import Value
from pursight_desktop.replica.store import Writer

_SQL = "SELECT fields FROM row WHERE entity = ? AND id = ?"


def shown_fields(writer: Writer, entity: str, row_id: UUID) -> dict[str, Value] | None:
    """Read a row as it is shown, edits that wait to be sent included; None if it is not here.

    A violation also has `acceptance`, which commands set and rows tell in other fields.
    """
    found = writer.connection.execute(_SQL, (entity, row_id.bytes)).fetchone()
    if found is None:
        return None
    fields: dict[str, Value] = json.loads(found[0])
    if entity == "violation":
        accepted = fields.get("state") == "accepted"
        kept: Value = {"reason": fields.get("reason"), "by": fields.get("accepted_by")}
        fields["acceptance"] = kept if accepted else None
    return fields
