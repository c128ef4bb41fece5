"""Salvage: edits out of a damaged replica that was put aside, into the new one."""

from collections.abc import Sequence
from pathlib import Path

from pydantic import ValidationError

from pursight.contracts.sync import Command
from pursight_desktop.replica import files, outbox
from pursight_desktop.replica.store import Store

_UNANSWERED = "SELECT command FROM outbox WHERE result IS NULL AND entity <> 'none' ORDER BY mid"
_TRAY = "SELECT command FROM tray ORDER BY n"


def edits_of(aside: Path, key: bytes) -> tuple[Command, ...] | None:
    """Read the edits that had no answer or waited in the tray.

    Args:
        aside: What `files.put_aside` returned.
        key: That of the replica.

    Returns:
        The edits, oldest first; None if they cannot be read.
    """
    found = [files.read_aside(aside, key, sql) for sql in (_TRAY, _UNANSWERED)]
    commands: list[Command] = []
    for lines in found:
        if lines is None:
            return None
        for (text,) in lines:
            try:
                commands.append(Command.model_validate_json(text))
            except ValidationError:
                return None
    return tuple(commands)


def queue_again(store: Store, edits: Sequence[Command]) -> int:
    """Queue edits of a lost replica in a new one, under its own numbers.

    Nobody knows any more what the person had looked at, so whatever others decided meanwhile of a
    governed field comes back as a conflict.

    Returns:
        How many there are.
    """
    with store.writing() as writer:
        for edit in edits:
            outbox.queue(writer, edit.entity, edit.id, edit.op, edit.args)
    return len(edits)
