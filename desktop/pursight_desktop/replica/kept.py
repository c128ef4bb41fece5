"""All of a replica but its rows: read as one value, and written back by difference."""

import json
from collections.abc import Callable, Iterable, Sequence
from typing import Any, Final, TypeVar
from uuid import UUID

from pursight.contracts.sync import Command, CommandResult
from pursight.protocol.sync_replica import REMEMBERED, Pending, Phase, Replica, TrayItem
from pursight_desktop.replica.files import Connection
from pursight_desktop.replica.store import Writer

T = TypeVar("T", Pending, TrayItem)

_START: Final[dict[str, Any]] = {
    "cursor": None,
    "feed": "",
    "at": None,
    "fresh": True,
    "phase": Phase.SNAPSHOT.value,
    "page": None,
    "scopes": [],
    "next_mid": 1,
    "repairs": 0,
}


def note(connection: Connection, name: str, default: Any = None) -> Any:
    """Read one value that is kept by name."""
    found = connection.execute("SELECT value FROM meta WHERE name = ?", (name,)).fetchone()
    return default if found is None else json.loads(found[0])


def set_note(connection: Connection, name: str, value: Any) -> None:
    """Keep one value by name."""
    connection.execute("INSERT OR REPLACE INTO meta VALUES (?, ?)", (name, json.dumps(value)))


def load(connection: Connection, *, until: int | None = None) -> Replica:
    """Read the replica without its rows.

    Args:
        connection: Inside a transaction.
        until: Of a long outbox only the lines up to this `mid`, and one more.
    """
    found = connection.execute("SELECT name, value FROM meta").fetchall()
    known = _START | {name: json.loads(value) for name, value in found if name in _START}
    return Replica(
        cursor=known["cursor"],
        feed=known["feed"],
        at=known["at"],
        fresh=known["fresh"],
        phase=Phase(known["phase"]),
        page=known["page"],
        scopes=tuple(known["scopes"]),
        next_mid=known["next_mid"],
        repairs=known["repairs"],
        outbox=outbox(connection) if until is None else _beginning(connection, until),
        answered=_items(connection, "SELECT command, result FROM answered ORDER BY n"),
        tray=_items(connection, "SELECT command, result FROM tray ORDER BY n"),
    )


def outbox(connection: Connection) -> tuple[Pending, ...]:
    """Read the outbox."""
    found = connection.execute("SELECT command, result, again FROM outbox ORDER BY mid")
    return tuple(_pending(*line) for line in found.fetchall())


def _beginning(connection: Connection, until: int) -> tuple[Pending, ...]:
    found = connection.execute(
        "SELECT command, result, again FROM outbox WHERE mid <= coalesce("
        "(SELECT min(mid) FROM outbox WHERE mid > ?1), ?1) ORDER BY mid",
        (until,),
    )
    return tuple(_pending(*line) for line in found.fetchall())


def waiting(connection: Connection, limit: int) -> tuple[Pending, ...]:
    """Read the oldest lines of the outbox that have no answer."""
    found = connection.execute(
        "SELECT command, result, again FROM outbox WHERE result IS NULL ORDER BY mid LIMIT ?",
        (limit,),
    )
    return tuple(_pending(*line) for line in found.fetchall())


def outbox_of(connection: Connection, row_id: UUID) -> tuple[Pending, ...]:
    """Read the lines of the outbox that are about rows of one id."""
    found = connection.execute(
        "SELECT command, result, again FROM outbox WHERE id = ? ORDER BY mid", (row_id.bytes,)
    )
    return tuple(_pending(*line) for line in found.fetchall())


def outbox_about(connection: Connection, keys: Iterable[tuple[str, bytes]]) -> tuple[Pending, ...]:
    """Read the lines of the outbox that are about rows of any of these ids, in their order."""
    ids = {row_id for _, row_id in keys}
    found = [one for row_id in ids for one in outbox_of(connection, UUID(bytes=row_id))]
    return tuple(sorted(found, key=lambda one: one.command.mid))


def save(writer: Writer, before: Replica, after: Replica) -> None:
    """Write what is different."""
    connection = writer.connection
    for name in _START:
        old, new = getattr(before, name), getattr(after, name)
        if old != new:
            set_note(connection, name, list(new) if isinstance(new, tuple) else new)
    if before.outbox != after.outbox:
        _save(
            connection, "outbox", before.outbox, after.outbox, lambda one: save_pending(writer, one)
        )
        writer.touch_entity("outbox")
    if before.tray != after.tray:
        _save(connection, "tray", before.tray, after.tray, lambda one: _add_tray(connection, one))
        writer.touch_entity("tray")
    if before.answered != after.answered:
        kept = after.answered[-REMEMBERED:]
        _save(
            connection,
            "answered",
            before.answered,
            kept,
            lambda one: _add_answered(connection, one),
        )


def save_pending(writer: Writer, pending: Pending) -> None:
    """Write a line of the outbox."""
    command, result = pending.command, pending.result
    writer.connection.execute(
        "INSERT OR REPLACE INTO outbox VALUES (?, ?, ?, ?, ?, ?)",
        (
            command.mid,
            command.entity,
            command.id.bytes,
            command.model_dump_json(),
            None if result is None else result.model_dump_json(),
            int(pending.again),
        ),
    )
    writer.touch_entity("outbox")


def _save(
    connection: Connection,
    table: str,
    before: Sequence[T],
    after: Sequence[T],
    add: Callable[[T], None],
) -> None:
    old = {one.command.mid: one for one in before}
    new = {one.command.mid: one for one in after}
    gone = [(mid,) for mid, one in old.items() if new.get(mid) != one]
    connection.executemany(f"DELETE FROM {table} WHERE mid = ?", gone)  # noqa: S608  our own names
    for mid, one in new.items():
        if old.get(mid) != one:
            add(one)


def _add_tray(connection: Connection, item: TrayItem) -> None:
    command = item.command
    connection.execute(
        "INSERT INTO tray (mid, entity, id, command, result) VALUES (?, ?, ?, ?, ?)",
        (
            command.mid,
            command.entity,
            command.id.bytes,
            command.model_dump_json(),
            item.result.model_dump_json(),
        ),
    )


def _add_answered(connection: Connection, item: TrayItem) -> None:
    connection.execute(
        "INSERT INTO answered (mid, command, result) VALUES (?, ?, ?)",
        (item.command.mid, item.command.model_dump_json(), item.result.model_dump_json()),
    )


def _pending(command: str, result: str | None, again: int) -> Pending:
    return Pending(
        Command.model_validate_json(command),
        None if result is None else CommandResult.model_validate_json(result),
        bool(again),
    )


def _items(connection: Connection, sql: str) -> tuple[TrayItem, ...]:
    return tuple(
        TrayItem(Command.model_validate_json(command), CommandResult.model_validate_json(result))
        for command, result in connection.execute(sql).fetchall()
    )
