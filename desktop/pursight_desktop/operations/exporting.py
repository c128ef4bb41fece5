"""Files that a person keeps: edits that the server has not taken, and whatever text is given."""

import json
from pathlib import Path
from typing import Any

from pursight.errors import Fault, PurSightError
from pursight_desktop.replica import kept, outbox
from pursight_desktop.replica.files import Connection
from pursight_desktop.settings import write_whole


class CannotExport(PurSightError):
    """The file cannot be written."""

    code = "console.cannot_export"
    fault = Fault.WORLD


def unsent(connection: Connection) -> list[dict[str, Any]]:
    """List edits that wait to be sent, and those that wait for a decision of the person."""
    waiting = [
        one.command
        for one in kept.outbox(connection)
        if one.result is None and one.command.entity != "none"
    ]
    edits = [
        {
            "about": outbox.subject(connection, command.entity, command.id),
            "entity": command.entity,
            "id": str(command.id),
            "set": dict(command.args),
            "state": "not sent",
        }
        for command in waiting
    ]
    return edits + [
        {
            "about": line.subject,
            "entity": line.entity,
            "id": str(line.id),
            "set": dict(line.args),
            "state": str(line.outcome),
            "why": line.detail,
        }
        for line in outbox.tray(connection)
    ]


def export_unsent(connection: Connection, path: Path) -> int:
    """Write them to a file that only its owner can read.

    Returns:
        How many there are.

    Raises:
        CannotExport: The folder or the disk does not let us.
    """
    edits = unsent(connection)
    keep_text(path, json.dumps(edits, indent=1, ensure_ascii=False))
    return len(edits)


def keep_text(path: Path, text: str) -> None:
    """Write a text to a file that only its owner can read.

    Raises:
        CannotExport: The folder or the disk does not let us.
    """
    try:
        write_whole(path, text.encode())
    except OSError as error:
        raise CannotExport(
            f"{path.name} could not be written: {error.strerror or error}.",
            hint="Choose another folder.",
        ) from error
