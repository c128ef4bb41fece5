"""What cannot be done is told where it was tried, and nothing of it is done by half."""

from uuid import UUID

import shiboken6
from PySide6.QtCore import QObject
from pytestqt.qtbot import QtBot
from tests.builders.full_disk import MUCH, full_disk
from tests.desktop.operations.conftest import Desktop

from pursight.errors import PurSightError
from pursight_desktop.background.desk import Desk
from pursight_desktop.operations.change import Change
from pursight_desktop.operations.documenting import annotate
from pursight_desktop.operations.edits import NotThere
from pursight_desktop.replica.errors import ReplicaUnavailable
from pursight_desktop.replica.store import Store


def idle(qtbot: QtBot, desk: Desk) -> None:
    qtbot.waitUntil(lambda: desk.idle)


def notices(desk: Desk) -> list[str]:
    said: list[str] = []
    desk.notice.connect(lambda _kind, text: said.append(text))
    return said


def test_who_tried_is_told_and_nobody_else(qtbot: QtBot, desk: Desk, columns: list[UUID]) -> None:
    said, failed, done = notices(desk), list[PurSightError](), list[Change]()
    gone = UUID(int=404)
    desk.do(lambda s: annotate(s, [gone], description="x"), done.append, failed.append)
    idle(qtbot, desk)
    assert isinstance(failed[0], NotThere)
    assert (len(failed), done, said, desk.undo.count()) == (1, [], [], 0)


def test_when_who_tried_is_gone_it_is_said_to_all(
    qtbot: QtBot, desk: Desk, columns: list[UUID]
) -> None:
    said, failed, owner = notices(desk), list[PurSightError](), QObject()

    def operation(store: Store) -> Change:
        return annotate(store, [UUID(int=404)], description="x")

    desk.do(operation, failed=failed.append, owner=owner)
    shiboken6.delete(owner)
    idle(qtbot, desk)
    assert failed == []
    assert "not in the catalog any more" in said[0]


def test_a_full_disk_does_nothing_by_half(
    qtbot: QtBot, desk: Desk, desktop: Desktop, columns: list[UUID]
) -> None:
    failed = list[PurSightError]()
    with full_disk(desktop.store):
        desk.do(lambda s: annotate(s, columns, description=MUCH), failed=failed.append)
        idle(qtbot, desk)
    assert isinstance(failed[0], ReplicaUnavailable)
    assert [desktop.shown("asset", one)["description"] for one in columns] == ["", "", ""]
    assert desktop.state.status().pending == 0
    desk.do(lambda s: annotate(s, columns, description=MUCH), failed=failed.append)
    idle(qtbot, desk)
    assert len(failed) == 1
    assert desktop.shown("asset", columns[2])["description"] == MUCH


def test_an_undo_that_fails_can_be_tried_again(
    qtbot: QtBot, desk: Desk, desktop: Desktop, columns: list[UUID]
) -> None:
    said = notices(desk)
    for owner in ("ada", "bo"):
        desk.do(lambda s, owner=owner: annotate(s, columns, owner=owner))
    desk.do(lambda s: annotate(s, columns, description=MUCH))
    idle(qtbot, desk)
    desktop.sync()  # sent: to undo is to write anew
    desk.do(lambda s: annotate(s, columns, description=""))
    idle(qtbot, desk)
    desktop.sync()
    with full_disk(desktop.store):
        desk.undo.undo()  # back to much
        idle(qtbot, desk)
        assert "full" in said[-1]
    assert desktop.shown("asset", columns[0])["description"] == ""
    assert (desk.undo.index(), desk.undo.canRedo()) == (4, False)
    desk.undo.undo()
    idle(qtbot, desk)
    assert desktop.shown("asset", columns[0])["description"] == MUCH
    desk.undo.redo()
    idle(qtbot, desk)
    assert desktop.shown("asset", columns[0])["description"] == ""


def test_several_that_fail_leave_the_stack_as_it_was(
    qtbot: QtBot, desk: Desk, desktop: Desktop, columns: list[UUID]
) -> None:
    for text in ("a" + MUCH, "b" + MUCH, ""):
        desk.do(lambda s, text=text: annotate(s, columns, description=text))
        idle(qtbot, desk)
        desktop.sync()
    with full_disk(desktop.store):
        desk.undo.undo()
        desk.undo.undo()
        idle(qtbot, desk)
    assert desk.undo.index() == 3
    for wanted in ("b" + MUCH, "a" + MUCH, ""):
        desk.undo.undo()
        idle(qtbot, desk)
        assert desktop.shown("asset", columns[0])["description"] == wanted
    assert not desk.undo.canUndo()
