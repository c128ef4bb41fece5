"""SendingForm: a form whose verb asks the server, whatever becomes of the form meanwhile."""

from collections.abc import Awaitable, Callable
from typing import Any, TypeVar

import shiboken6
from PySide6.QtCore import Qt
from PySide6.QtGui import QCloseEvent, QKeyEvent, QShowEvent
from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QLineEdit,
    QPlainTextEdit,
    QRadioButton,
    QWidget,
)
from typing_extensions import override

from pursight.errors import PurSightError
from pursight_desktop.background.desk import Desk
from pursight_desktop.operations.online import Online
from pursight_desktop.views.administration.carrying_out import carry_out
from pursight_desktop.views.administration.choosers.field import ChosenField
from pursight_desktop.widgets.dialogs import ask
from pursight_desktop.widgets.form import Form

T = TypeVar("T")


class SendingForm(Form):
    """A form that closes once the server has said yes, and that is let go of with what it held.

    While it asks nothing is sent twice, whatever is typed or pressed. Left before the answer is
    there, what came of it is told as a notice: the server does it all the same. Esc asks before
    something that was typed is thrown away; *Cancel* has said so already.
    """

    def __init__(self, parent: QWidget, title: str, width: int = 480) -> None:
        super().__init__(parent, title, width)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)  # passwords were typed here
        self._below = parent
        self._asking = self._left = False
        self._at_first: list[Any] | None = None

    def ask_server(
        self,
        desk: Desk,
        call: Callable[[Online], Awaitable[T]],
        done: Callable[[T], object],
        said: str = "",
    ) -> bool:
        """Ask; gives what keeps the form open until the answer is there.

        Args:
            desk: Of the console.
            call: What is asked.
            done: Is told the answer, while there is somebody left to tell.
            said: Shown once it is done; empty for nothing.
        """
        below = self._below
        self.nothing_wrong()
        self.confirm_button.setEnabled(False)
        self._asking = True

        def worked(answer: T) -> None:
            if self._is_here():
                self._asking = False
                self.accept()
            if said:
                desk.notice.emit("success", said)
            if shiboken6.isValid(below):
                done(answer)

        def lost(error: PurSightError) -> None:
            if self._is_here():
                self._asking = False
                self.refused(error)
            else:
                desk.notice.emit("error", f"{error.message} {error.hint}".strip())

        carry_out(desk, call, worked, lost)
        return False

    def nothing_wrong(self) -> None:
        """Take away what was said to be wrong."""
        self.problem.clear()

    def _is_here(self) -> bool:
        return shiboken6.isValid(self) and not self._left

    # --- leaving ---

    def _values(self) -> list[Any]:
        found: list[Any] = []
        for one in self.findChildren(QWidget):
            match one:
                case QLineEdit():
                    found.append(one.text())
                case QPlainTextEdit():
                    found.append(one.toPlainText())
                case QComboBox():
                    found.append(one.currentIndex())
                case QCheckBox() | QRadioButton():
                    found.append(one.isChecked())
                case ChosenField():
                    found.append(one.choice)
                case _:
                    pass
        return found

    def may_leave(self) -> bool:
        """Whether nothing is thrown away by leaving, or the person has said that it may be."""
        if self._asking or self._at_first is None or self._values() == self._at_first:
            return True
        title = self.tr("Discard what you have typed?")
        text = self.tr("Nothing of it is saved.")
        return ask(self, title, text, self.tr("Discard"), danger=True)

    @override
    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        if self._at_first is None:
            self._at_first = self._values()

    @override
    def done(self, result: int) -> None:
        self._left = True
        super().done(result)

    @override
    def _confirm(self) -> None:
        if not self._asking:
            super()._confirm()

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape and not self.may_leave():
            event.accept()
            return
        super().keyPressEvent(event)

    @override
    def closeEvent(self, event: QCloseEvent) -> None:
        # what the program closes itself was decided already
        if event.spontaneous() and not self._left and not self.may_leave():
            event.ignore()
            return
        super().closeEvent(event)
