"""The outbox: edits as commands, with their effect at once; and the tray of those to settle."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Literal
from uuid import UUID

from pursight.contracts.sync import (
    Command,
    CommandResult,
    FieldConflict,
    Operation,
    Outcome,
    Value,
)
from pursight.protocol import sync_console as console
from pursight.protocol.sync_replica import Pending, Replica
from pursight_desktop.replica import effects, kept
from pursight_desktop.replica.files import Connection
from pursight_desktop.replica.rows import Rows, read_row
from pursight_desktop.replica.store import Writer


@dataclass(frozen=True, slots=True)
class TrayLine:
    """An edit that was refused or conflicts.

    Attributes:
        subject: What it is about, in words: a fully qualified name, a rule's name.
        args: All that the person wrote.
        code: Why it was refused; empty for a conflict.
        detail: The same in words.
        conflicts: Field by field: `theirs` and `mine`.
    """

    mid: int
    entity: str
    id: UUID
    op: Operation
    outcome: Outcome
    subject: str
    args: Mapping[str, Any]
    code: str
    detail: str
    conflicts: tuple[FieldConflict, ...]


def queue(
    writer: Writer,
    entity: str,
    id: UUID,  # noqa: A002  the command's own word
    op: Operation,
    args: Mapping[str, Value],
    *,
    seen: int | None = None,
) -> int:
    """Write an edit: its command and what it changes on the screen, in one transaction.

    Args:
        writer: The transaction.
        entity: Of the row.
        id: Of the row.
        op: What to do.
        args: Fields to set.
        seen: `rev` of the row that the person looked at; as it is now unless given.

    Returns:
        The command's `mid`.
    """
    rows, connection = Rows.of(writer), writer.connection
    args = _whole(args)
    base = rows.base(entity, id.bytes)
    before = Replica(
        base={} if base is None else {base.key: base.row()},
        fresh=kept.note(connection, "fresh", True),
        next_mid=kept.note(connection, "next_mid", 1),
    )
    after = console.edit(before, op, entity, id, args, seen=seen)
    pending = after.outbox[-1]
    kept.save_pending(writer, pending)
    kept.set_note(connection, "next_mid", after.next_mid)
    _refresh(writer, pending.command)
    return pending.command.mid


def withdraw(writer: Writer, mid: int) -> bool:
    """Take an edit back that was not sent yet.

    Returns:
        Whether it is gone; False when it may have been sent.
    """
    connection = writer.connection
    found = connection.execute("SELECT command FROM outbox WHERE mid = ?", (mid,)).fetchone()
    if found is None or mid <= kept.note(connection, "sent", 0):
        return False
    command = Command.model_validate_json(found[0])
    after = console.withdraw(Replica(outbox=(Pending(command),)), mid)
    kept.save_pending(writer, after.outbox[0])
    _refresh(writer, command)
    return True


def tray(connection: Connection) -> list[TrayLine]:
    """List the edits that wait for the person, oldest first."""
    found = connection.execute("SELECT command, result FROM tray ORDER BY n").fetchall()
    lines = []
    for command_text, result_text in found:
        command = Command.model_validate_json(command_text)
        result = CommandResult.model_validate_json(result_text)
        lines.append(
            TrayLine(
                mid=command.mid,
                entity=command.entity,
                id=command.id,
                op=command.op,
                outcome=result.outcome,
                subject=subject(connection, command.entity, command.id),
                args=command.args,
                code=result.code or "",
                detail=result.detail,
                conflicts=result.conflicts,
            )
        )
    return lines


def settle(writer: Writer, mid: int, *, keep: Literal["mine", "theirs"]) -> int | None:
    """Decide about an edit in the tray; it leaves the tray.

    Args:
        writer: The transaction.
        mid: Of the edit.
        keep: `mine` sends what the person wrote again, on top of what is there now.

    Returns:
        The `mid` of the new command; None if there is none.
    """
    connection = writer.connection
    found = connection.execute(
        "DELETE FROM tray WHERE mid = ? RETURNING command, result", (mid,)
    ).fetchone()
    if found is None:
        return None
    writer.touch_entity("tray")
    if keep == "theirs":
        return None
    command = Command.model_validate_json(found[0])
    result = CommandResult.model_validate_json(found[1])
    args = {one.field: one.mine for one in result.conflicts} or command.args
    op = Operation.SET if result.conflicts else command.op
    return queue(writer, command.entity, command.id, op, args)


def subject(connection: Connection, entity: str, row_id: UUID) -> str:
    """Say in words what a row is about."""
    fields = read_row(connection, entity, row_id) or {}
    if not fields and entity != "asset":
        fields = read_row(connection, "asset", row_id) or {}
    if entity in ("classification", "profile", "quality"):
        fields = read_row(connection, "asset", row_id) or fields
    return str(fields.get("fqn") or fields.get("name") or fields.get("sentence") or "")


def _whole(args: Mapping[str, Value]) -> Mapping[str, Value]:
    """Put U+FFFD for half a pair of surrogates: pasted text may hold one; nothing can keep it."""
    spelled = json.dumps(dict(args), ensure_ascii=False)
    whole: dict[str, Value] = json.loads(
        spelled.encode("utf-16", "surrogatepass").decode("utf-16", "replace")
    )
    return whole


def _refresh(writer: Writer, command: Command) -> None:
    related = kept.outbox_of(writer.connection, command.id)
    effects.refresh(Rows.of(writer), related, effects.keys_of(command))
