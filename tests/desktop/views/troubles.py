"""Refused edits and conflicts in a replica, as a server would answer them."""

import json
from uuid import UUID

from pursight.contracts.sync import (
    CommandResult,
    FieldConflict,
    Operation,
    Outcome,
    PushReply,
    Value,
)
from pursight_desktop.replica import outbox
from pursight_desktop.replica.store import Store
from pursight_desktop.replica.sync_state import SyncState

MINE = "Everybody who has ordered at least once; one row a person, merged nightly from the shop."
THEIRS = "Everybody who has ordered at least once; one row a household, merged weekly from the CRM."


def assets(store: Store, level: str, limit: int) -> list[UUID]:
    """Find some assets of a level."""
    with store.reader() as connection:
        found = connection.execute(
            "SELECT id FROM row WHERE entity = 'asset' AND fields ->> 'level' = ?"
            " ORDER BY fields ->> 'fqn' LIMIT ?",
            (level, limit),
        ).fetchall()
    return [UUID(bytes=row_id) for (row_id,) in found]


def trouble(
    store: Store, entity: str, row_id: UUID, mine: dict[str, Value], theirs: dict[str, Value] | None
) -> int:
    """Queue an edit and have it answered: with a conflict, or without `theirs` with a refusal."""
    state = SyncState(store)
    with store.writing() as writer:
        mid = outbox.queue(writer, entity, row_id, Operation.SET, mine)
    state.next_push()
    if theirs is None:
        result = CommandResult(
            mid=mid,
            outcome=Outcome.REFUSED,
            code="access.forbidden",
            detail="your role may not describe assets of this source",
        )
    else:
        conflicts = tuple(
            FieldConflict(field=field, theirs=theirs[field], mine=value)
            for field, value in mine.items()
        )
        result = CommandResult(mid=mid, outcome=Outcome.CONFLICT, conflicts=conflicts)
    state.on_push(PushReply(results=(result,), feed="estate", last_mid=mid))
    return mid


def make(store: Store) -> list[int]:
    """Make three conflicts about owners, one about a decision, and a refused description."""
    tables, (column,) = assets(store, "table", 4), assets(store, "column", 1)
    mids = [
        trouble(store, "asset", table, {"owner": "Sales"}, {"owner": "Finance"})
        for table in tables[:3]
    ]
    accept = {"verdict": "accept", "label": "email", "reason": ""}
    change = {"verdict": "change", "label": "phone", "reason": "looked at the form"}
    mids.append(
        trouble(store, "classification", column, {"decision": accept}, {"decision": change})
    )
    mids.append(trouble(store, "asset", tables[3], {"description": MINE}, None))
    return mids


def tray_mids(store: Store) -> list[int]:
    """Read what is in the tray."""
    with store.reader() as connection:
        return [line.mid for line in outbox.tray(connection)]


def pending(store: Store) -> list[tuple[str, dict[str, Value]]]:
    """Read what waits to be sent: entity and fields."""
    with store.reader() as connection:
        found = connection.execute(
            "SELECT command FROM outbox WHERE result IS NULL ORDER BY mid"
        ).fetchall()
    commands = [json.loads(text) for (text,) in found]
    return [(one["entity"], one["args"]) for one in commands if one["entity"] != "none"]
