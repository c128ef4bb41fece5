"""What a door is made of: a card with fields, an error line, its verb, and work on a thread."""

from abc import abstractmethod
from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor
from typing import Any, ClassVar

import shiboken6
from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QLineEdit,
    QProgressBar,
    QVBoxLayout,
)

from pursight_desktop.app.unlocking import words_of
from pursight_desktop.widgets.buttons import Button
from pursight_desktop.widgets.containers import Card
from pursight_desktop.widgets.labels import Label, Picture


class Errand(QObject):
    """Something that takes a moment, done on a thread; what comes of it is told on this one.

    It belongs to nobody until its thread has ended: an object that is destroyed on this thread
    while the other one is inside its signal ends the process.

    Args:
        owner: Who wants it; once it is gone nothing is told.
    """

    _over = Signal(object)
    _under_way: ClassVar[set["Errand"]] = set()

    def __init__(
        self, work: Callable[[], Any], done: Callable[[Any], None],
        failed: Callable[[BaseException], None], owner: QObject,
    ) -> None:  # fmt: skip
        super().__init__()
        self._done, self._failed, self._owner = done, failed, owner
        self._over.connect(self._tell, Qt.ConnectionType.QueuedConnection)
        self._under_way.add(self)
        self._pool = ThreadPoolExecutor(1, "pursight-entrance")
        self._pool.submit(work).add_done_callback(self._over.emit)

    def _tell(self, future: "Future[Any]") -> None:
        self._pool.shutdown(wait=True)  # it only has to come back from the signal
        self._under_way.discard(self)
        if not shiboken6.isValid(self._owner):
            return
        error = future.exception()
        if error is None:
            self._done(future.result())
        else:
            self._failed(error)


class Door(QFrame):
    """A card with fields, an error line, and its verb.

    Attributes:
        names: Of each field, what stands above it.
    """

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("canvas")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setWindowTitle("PurSight")
        self.setMinimumSize(560, 560)
        self.resize(720, 640)
        outer = self._outer = QVBoxLayout(self)
        outer.addStretch(2)
        head = QHBoxLayout()
        head.setSpacing(10)
        head.addStretch(1)
        head.addWidget(Picture("shield-check", 28, "accent"))
        head.addWidget(Label("PurSight", "title"))
        head.addStretch(1)
        outer.addLayout(head)
        outer.addSpacing(16)
        self.card = Card()
        self.card.setFixedWidth(420)
        self.card.body.setContentsMargins(28, 24, 28, 24)
        self.card.body.setSpacing(8)
        outer.addWidget(self.card, 0, Qt.AlignmentFlag.AlignHCenter)
        outer.addStretch(3)
        self.names: dict[QLineEdit, Label] = {}
        self.error = Label("", wrap=True)
        self.error.setProperty("tone", "danger")
        self.error.hide()
        self.busy = QProgressBar()
        self.busy.setRange(0, 0)
        self.busy.setAccessibleName(self.tr("Working"))
        self.busy.hide()

    def put_in_place(self, card: Card) -> None:
        """Show another card where the first one stood."""
        card.setFixedWidth(self.card.width())
        at = self._outer.indexOf(self.card)
        self._outer.insertWidget(at + 1, card, 0, Qt.AlignmentFlag.AlignHCenter)

    def begin(self, title: str, text: str) -> None:
        """Say what is asked for, and why."""
        self.card.add(Label(title, "heading", wrap=True))
        self.card.add(Label(text, "muted", wrap=True))
        self.card.body.addSpacing(8)

    def field(self, name: str, placeholder: str = "", *, secret: bool = False) -> QLineEdit:
        """Add a field with its name above."""
        line = QLineEdit()
        line.setPlaceholderText(placeholder)
        line.setAccessibleName(name)
        if secret:
            line.setEchoMode(QLineEdit.EchoMode.Password)
        line.returnPressed.connect(self._entered)
        label = Label(name, "caption")
        label.setBuddy(line)
        self.names[line] = label
        self.card.add(label)
        self.card.add(line)
        return line

    def rename(self, line: QLineEdit, name: str) -> None:
        """Give a field another name."""
        self.names[line].setText(name)
        line.setAccessibleName(name)

    def finish(self, verb: str) -> None:
        """Add the error line and the button."""
        self.card.add(self.error)
        self.card.add(self.busy)
        self.card.body.addSpacing(8)
        self.button = Button(verb, kind="primary", clicked=self.submit)
        self.card.add(self.button)

    @abstractmethod
    def submit(self) -> None:
        """Do it."""

    def _entered(self) -> None:
        """Do what the button does: once, however often Enter is pressed."""
        if self.button.isEnabled():
            self.submit()

    def work(self, errand: Callable[[], Any], done: Callable[[Any], None]) -> None:
        """Do it on a thread, and say so meanwhile."""
        self.show_error("")
        self._set_working(working=True)
        Errand(errand, lambda result: self._came(done, result), self.failed, self)

    def _came(self, done: Callable[[Any], None], result: object) -> None:
        self._set_working(working=False)
        done(result)

    def failed(self, error: BaseException) -> None:
        """Say what went wrong."""
        self._set_working(working=False)
        self.show_error(words_of(error))

    def show_error(self, text: str) -> None:
        """Show a line below the fields; empty hides it."""
        self.error.setText(text)
        self.error.setVisible(bool(text))

    def _set_working(self, *, working: bool) -> None:
        self.busy.setVisible(working)
        self.button.setEnabled(not working)
