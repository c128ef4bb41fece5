"""What the store holds of decisions, asked behind the user interface's back."""

import json
from typing import Any
from uuid import UUID

from pytestqt.qtbot import QtBot

from pursight_desktop.background.desk import Desk
from pursight_desktop.replica.queries import review
from pursight_desktop.replica.queries.reading import fields_of
from pursight_desktop.views.review.view import ReviewView


def decision(desk: Desk, column: UUID) -> dict[str, Any] | None:
    """Read what was decided of a column."""
    with desk.store.reader() as connection:
        fields = fields_of(connection, "classification", column)
    assert fields is not None
    found: dict[str, Any] | None = fields["decision"]
    return found


def waiting(desk: Desk) -> list[UUID]:
    """List what waits, as the store has it."""
    with desk.store.reader() as connection:
        return [line.id for line in review.queue(connection)]


def queued(desk: Desk) -> list[dict[str, Any]]:
    """List the commands that will be sent."""
    with desk.store.reader() as connection:
        found = connection.execute("SELECT command FROM outbox ORDER BY mid").fetchall()
    commands = [json.loads(text) for (text,) in found]
    return [one for one in commands if one["entity"] != "none"]  # those were withdrawn


def settled(qtbot: QtBot, desk: Desk, view: ReviewView) -> None:
    """Wait until everything is written, read again and shown."""

    def calm() -> bool:
        return desk.idle and not view.busy

    qtbot.waitUntil(calm)
    qtbot.wait(150)  # news is coalesced
    qtbot.waitUntil(calm)


def order(view: ReviewView) -> list[UUID]:
    """List the lines as they stand in the list."""
    return [line.id for line in view.sitting.lines]
