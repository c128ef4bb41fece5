"""Keys of a field above a list: the arrows go through the list while one types."""

from collections.abc import Callable

from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QListWidget


def taken(
    event: QEvent,
    rows: QListWidget,
    height: int,
    choose: Callable[[], object],
    leave: Callable[[], object],
) -> bool:
    """Let a key move in the list, choose or leave; says whether it did.

    Args:
        event: Of the field.
        rows: The list below it.
        height: Of a row, in pixels.
        choose: What Enter does.
        leave: What Esc does.
    """
    if event.type() != QEvent.Type.KeyPress or not isinstance(event, QKeyEvent):
        return False
    key, at, last = event.key(), rows.currentRow(), rows.count() - 1
    page = max(1, rows.viewport().height() // height)
    to = {
        Qt.Key.Key_Down: at + 1, Qt.Key.Key_Up: at - 1,
        Qt.Key.Key_PageDown: at + page, Qt.Key.Key_PageUp: at - page,
    }.get(Qt.Key(key))  # fmt: skip
    if to is not None:
        rows.setCurrentRow(min(max(to, 0), last))
    elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
        choose()
    elif key == Qt.Key.Key_Escape:
        leave()
    else:
        return False
    return True
