"""Arriving: a part of a pane that is asked for when it is shown, and says so meanwhile."""

from collections.abc import Awaitable, Callable, Sequence
from typing import Any

from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import QAbstractButton, QVBoxLayout, QWidget

from pursight.errors import PurSightError
from pursight_desktop.background.desk import Desk
from pursight_desktop.operations.online import Online
from pursight_desktop.views.administration.forms import explained
from pursight_desktop.widgets.buttons import Button
from pursight_desktop.widgets.clearing import let_go_of
from pursight_desktop.widgets.labels import Label
from pursight_desktop.widgets.problem_box import ProblemBox

PAUSE_MS = 120


class Arriving(QWidget):
    """What belongs to something chosen, from the server.

    Args:
        desk: Of the console.
        ask: Asks for it.
        make: Makes what is shown of it.
        none: What is said where there is nothing.
    """

    def __init__(
        self,
        desk: Desk,
        ask: Callable[[Online], Awaitable[Any]],
        make: Callable[[Any], Sequence[QWidget]],
        none: str,
    ) -> None:
        super().__init__()
        self._desk, self._ask, self._make, self._none = desk, ask, make, none
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(10)
        self._column.addWidget(Label("…", "muted"))
        # whoever runs through the list with the arrow keys asks only for where they stay
        QTimer.singleShot(PAUSE_MS, self, self._look)

    def _look(self) -> None:
        self._desk.online(self, "part", self._ask, self._show, self._fail)

    def _show(self, found: Any) -> None:
        let_go_of(self._column)
        made = self._make(found)
        for widget in made or [Label(self._none, "muted", wrap=True)]:
            if isinstance(widget, QAbstractButton):  # as wide as its words
                self._column.addWidget(widget, 0, Qt.AlignmentFlag.AlignLeft)
            else:
                self._column.addWidget(widget)

    def _fail(self, error: PurSightError) -> None:
        let_go_of(self._column)
        told = explained(error)
        self._column.addWidget(ProblemBox({"message": told.message, "hint": told.hint}))
        again = Button(self.tr("Try again"), "refresh-cw", "link", clicked=self._look)
        self._column.addWidget(again, 0, Qt.AlignmentFlag.AlignLeft)
