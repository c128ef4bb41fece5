"""Forms that ask the server: a reason for what is done, or whatever else it has to be told."""

from collections.abc import Awaitable, Callable
from typing import Any, Final

from PySide6.QtWidgets import QPlainTextEdit, QWidget
from typing_extensions import override

from pursight.errors import PurSightError
from pursight_desktop.background.desk import Desk
from pursight_desktop.operations.online import Online
from pursight_desktop.views.administration.sending import SendingForm
from pursight_desktop.widgets.labels import Label

LEAST: Final = 3
"""So long a reason is at least, unless the server wants more."""

MARGIN, SPACING = 24, 16
"""Of a sheet, and between its fields and what is said to be wrong."""

Done = Callable[[], object]


def text_field(placeholder: str = "") -> QPlainTextEdit:
    """Make a field for some sentences; Tab leaves it."""
    field = QPlainTextEdit()
    field.setPlaceholderText(placeholder)
    field.setTabChangesFocus(True)
    field.setFixedHeight(72)
    return field


class AskingForm(SendingForm):
    """A form that asks the server, and tells that it is done."""

    def __init__(self, desk: Desk, parent: QWidget, title: str, done: Done) -> None:
        super().__init__(parent, title)
        self._desk, self._done, self._bare = desk, done, 0

    def send(self, call: Callable[[Online], Awaitable[Any]]) -> bool:
        """Ask; the sheet stays until it is known what came of it."""
        if not self.problem.told():
            self._bare = self.height()
        done = self._done
        return self.ask_server(self._desk, call, lambda _: done())

    @override
    def refused(self, error: PurSightError) -> None:
        super().refused(error)
        box = self.problem.layout()
        if box is not None:  # grow by the box, so that nothing above it is squeezed
            inside = self.width() - 2 * MARGIN
            self.resize(self.width(), self._bare + box.totalHeightForWidth(inside) + SPACING)


class ReasonSheet(AskingForm):
    """Say why something is done, and do it.

    Args:
        desk: Of the console.
        parent: What it belongs to.
        title: The question.
        verb: On the button.
        call: Asks the server; gets the reason.
        done: Called once it is done.
        text: What will happen.
        least: How long the reason is at least; 0: it may stay empty.
        danger: It takes something away.
    """

    def __init__(
        self,
        desk: Desk,
        parent: QWidget,
        *,
        title: str,
        verb: str,
        call: Callable[[Online, str], Awaitable[Any]],
        done: Done,
        text: str = "",
        hint: str = "",
        least: int = LEAST,
        danger: bool = False,
    ) -> None:
        super().__init__(desk, parent, title, done)
        self._call_with, self._least = call, least
        if text:
            self.add(Label(text, "muted", wrap=True))
        self.reason = text_field()
        self.field(self.tr("Why") if least else self.tr("Note"), self.reason, hint)
        self.reason.textChanged.connect(self._look)
        self.set_confirm(verb, self._go, danger=danger)
        self.reason.setFocus()
        self._look()

    def _words(self) -> str:
        return self.reason.toPlainText().strip()

    def _look(self) -> None:
        self.confirm_button.setEnabled(len(self._words()) >= self._least)

    def _go(self) -> bool:
        words = self._words()
        return self.send(lambda online: self._call_with(online, words))
