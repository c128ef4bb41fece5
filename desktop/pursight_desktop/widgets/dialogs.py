"""Dialogs: a question with a clear verb, and a sheet to fill in."""

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent, QKeySequence, QShortcut, QShowEvent
from PySide6.QtWidgets import QDialog, QHBoxLayout, QVBoxLayout, QWidget
from typing_extensions import override

from pursight.errors import PurSightError
from pursight_desktop.widgets.buttons import Button
from pursight_desktop.widgets.labels import Label
from pursight_desktop.widgets.problem_box import ProblemPlace


class Sheet(QDialog):
    """A dialog with a title, a body, and its verb at the bottom right.

    Esc leaves, Ctrl+Enter confirms.

    Attributes:
        body: The layout between title and buttons; `add` puts to its end.
    """

    def __init__(self, parent: QWidget | None, title: str, width: int = 480) -> None:
        super().__init__(parent)
        self.setWindowTitle(title)
        self.setModal(True)
        self.setMinimumWidth(width)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(24, 20, 24, 20)
        outer.setSpacing(16)
        outer.addWidget(Label(title, "title", wrap=True))
        self.body = QVBoxLayout()
        self.body.setSpacing(12)
        outer.addLayout(self.body, 1)
        self.problem = ProblemPlace()
        outer.addWidget(self.problem)
        self.offered = _Offer()
        outer.addWidget(self.offered)
        row = QHBoxLayout()
        row.setSpacing(8)
        row.addStretch(1)
        self.cancel_button = Button(self.tr("Cancel"), clicked=self.reject)
        self.confirm_button = Button(self.tr("Done"), kind="primary", clicked=self._confirm)
        row.addWidget(self.cancel_button)
        row.addWidget(self.confirm_button)
        outer.addLayout(row)
        self._call: Callable[[], object] | None = None
        self.confirm_button.setDefault(True)
        for keys in ("Ctrl+Return", "Ctrl+Enter"):  # also from a table, which takes it for its own
            QShortcut(QKeySequence(keys), self).activated.connect(self._confirm_by_key)

    def add(self, widget: QWidget, stretch: int = 0) -> None:
        """Put a widget at the end."""
        self.body.addWidget(widget, stretch)

    def set_confirm(self, text: str, call: Callable[[], object], *, danger: bool = False) -> None:
        """Name the verb and what it calls; returning False keeps the sheet open."""
        self.confirm_button.setText(text)
        self.confirm_button.setAccessibleName(text)
        self.confirm_button.setProperty("kind", "danger" if danger else "primary")
        self.confirm_button.style().polish(self.confirm_button)
        self._call = call

    def offer(self, text: str, verb: str, call: Callable[[], object]) -> None:
        """Say what is needed before one can go on here, with the way to it."""
        self.offered.show_offer(text, verb, call)

    def withdraw_offer(self) -> None:
        """Offer nothing any more."""
        self.offered.hide()

    def wait(self) -> None:
        """Stay open until it is known whether it could be done; `failed` or `accept` ends that."""
        self.problem.clear()
        self.setEnabled(False)

    def failed(self, error: PurSightError) -> None:
        """Say why it could not be done, and let the person go on; what they wrote is there."""
        self.setEnabled(True)
        self.problem.tell(error)

    def _confirm(self) -> None:
        if self._call is None or self._call() is not False:
            self.accept()

    def _confirm_by_key(self) -> None:
        if self.isEnabled() and self.confirm_button.isEnabled():
            self._confirm()

    @override
    def showEvent(self, event: QShowEvent) -> None:
        """Be as high as words are that wrap: Qt takes them for one line at first."""
        super().showEvent(event)
        layout = self.layout()
        if layout is not None and layout.hasHeightForWidth():
            whole = layout.totalHeightForWidth(self.width())
            room = self.screen().availableGeometry().height()
            self.resize(self.width(), max(self.height(), min(whole, room)))

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        control = bool(event.modifiers() & Qt.KeyboardModifier.ControlModifier)
        if control and event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._confirm_by_key()
        else:
            super().keyPressEvent(event)


class _Offer(QWidget):
    """A line with something to do; hidden while there is nothing."""

    def __init__(self) -> None:
        super().__init__()
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(8)
        self.said = Label("", wrap=True)
        self.button = Button("", "log-in", clicked=self._do)
        row.addWidget(self.said, 1)
        row.addWidget(self.button)
        self._call: Callable[[], object] | None = None
        self.hide()

    def show_offer(self, text: str, verb: str, call: Callable[[], object]) -> None:
        self.said.setText(text)
        self.button.setText(verb)
        self.button.setAccessibleName(verb)
        self._call = call
        self.show()

    def _do(self) -> None:
        if self._call is not None:
            self._call()


def ask(
    parent: QWidget | None, title: str, text: str, confirm: str, *, danger: bool = False
) -> bool:
    """Ask whether to go on; the button says what will be done.

    Args:
        parent: The window it belongs to.
        title: The question.
        text: What will happen, and whether it can be undone.
        confirm: The verb.
        danger: It cannot be undone: cancel is what Enter does.
    """
    sheet = Sheet(parent, title, 420)
    sheet.add(Label(text, wrap=True))
    sheet.set_confirm(confirm, lambda: True, danger=danger)
    if danger:
        sheet.confirm_button.setDefault(False)
        sheet.cancel_button.setDefault(True)
        sheet.cancel_button.setFocus()
    return sheet.exec() == QDialog.DialogCode.Accepted
