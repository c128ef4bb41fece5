"""Salvage: edits out of a damaged replica that was put aside, into the new one."""

from pathlib import Path

from pydantic import ValidationError

from pursight.contracts.sync import Command
from pursight_desktop.replica import files, kept, outbox
from pursight_desktop.replica.store import Store

_UNANSWERED = "SELECT command FROM outbox WHERE result IS NULL AND entity <> 'none' ORDER BY mid"
_TRAY = "SELECT command FROM tray ORDER BY n"
_TAKEN_OVER = "taken_over"


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


def take_over(store: Store, aside: Path, key: bytes) -> int | None:
    """Queue the edits of a replica that was put aside in the new one, and delete the old.

    They get numbers of the new one. Nobody knows any more what the person had looked at, so
    whatever others decided meanwhile of a governed field comes back as a conflict. What dies in
    the middle is done again, and queues nothing twice.

    Args:
        store: The new one.
        aside: What `files.put_aside` returned.
        key: That of the replica.

    Returns:
        How many there are; None if they cannot be read: then the old one stays, under a name at
        which nobody looks again.
    """
    edits = edits_of(aside, key)
    if edits is None:
        files.give_up(aside)
        return None
    with store.writing() as writer:
        done: list[str] = kept.note(writer.connection, _TAKEN_OVER, [])
        if aside.name in done:
            edits = ()
        for edit in edits:
            outbox.queue(writer, edit.entity, edit.id, edit.op, edit.args)
        kept.set_note(writer.connection, _TAKEN_OVER, [*done, aside.name])
    files.destroy(aside)  # what is evicted later must not be found in an old copy
    return len(edits)
