"""What stands where content is not: nothing there, an error, busy, how far."""

import traceback
from collections.abc import Callable

from PySide6.QtCore import QCoreApplication, QEvent, QObject, Qt, QTimer, Signal
from PySide6.QtGui import QColor, QGuiApplication, QPainter, QPaintEvent
from PySide6.QtWidgets import (
    QHBoxLayout,
    QPlainTextEdit,
    QProgressBar,
    QStackedLayout,
    QVBoxLayout,
    QWidget,
)
from typing_extensions import override

from pursight.errors import PurSightError
from pursight_desktop.theme import tokens
from pursight_desktop.widgets.buttons import Button, IconButton
from pursight_desktop.widgets.labels import Elided, Label, Picture
from pursight_desktop.widgets.words import count

Action = tuple[str, Callable[[], object]]
"""The words of a button and what it calls."""


class _Centred(QWidget):
    """Something said in the middle of an empty place."""

    def __init__(self, icon: str, title: str, role: str = "faint") -> None:
        super().__init__()
        outer = QVBoxLayout(self)
        outer.setContentsMargins(24, 24, 24, 24)
        outer.addStretch(2)
        self.column = QVBoxLayout()
        self.column.setSpacing(8)
        self.picture = Picture(icon, 32, role)
        self.title = Label(title, "heading", wrap=True)
        self.title.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.column.addWidget(self.picture, 0, Qt.AlignmentFlag.AlignHCenter)
        self.column.addSpacing(4)
        self.column.addWidget(self.title)
        outer.addLayout(self.column)
        outer.addStretch(3)
        self.setAccessibleName(title)

    def say(self, text: str) -> Label:
        """Add a sentence."""
        words = Label(text, "muted", wrap=True)
        words.setAlignment(Qt.AlignmentFlag.AlignCenter)
        words.setMaximumWidth(480)
        row = QHBoxLayout()
        row.addStretch(1)
        row.addWidget(words, 6)
        row.addStretch(1)
        self.column.addLayout(row)
        return words

    def offer(self, *buttons: QWidget) -> None:
        """Add buttons in a row."""
        row = QHBoxLayout()
        row.setSpacing(8)
        row.addStretch(1)
        for button in buttons:
            row.addWidget(button)
        row.addStretch(1)
        self.column.addSpacing(8)
        self.column.addLayout(row)


class EmptyState(_Centred):
    """Nothing there, why, and what to do next.

    Args:
        icon: Of what is missing.
        title: What there is none of.
        text: Why, and what to do next.
        action: The words of a button and what it calls.
    """

    def __init__(self, icon: str, title: str, text: str = "", action: Action | None = None) -> None:
        super().__init__(icon, title)
        if text:
            self.say(text)
        if action is not None:
            words, call = action
            self.button = Button(words, kind="primary", clicked=call)
            self.offer(self.button)


class ErrorState(_Centred):
    """What happened and what next; for our own bugs also a text to copy.

    Args:
        error: An error of ours says message and hint; any other is a bug and shows its traceback.
        retry: Offered as a button.
    """

    def __init__(self, error: BaseException, retry: Callable[[], object] | None = None) -> None:
        known = isinstance(error, PurSightError)
        title = error.message if isinstance(error, PurSightError) else ""
        super().__init__("triangle-alert", title or _bug_words(), "danger")
        self.details = "" if known else "".join(traceback.format_exception(error))
        if isinstance(error, PurSightError) and error.hint:
            self.say(error.hint)
        if not known:
            self.say(
                self.tr(
                    "This is a fault of PurSight, not of yours. Nothing you wrote is lost. "
                    "The text below helps us to mend it; it holds no data of your sources."
                )
            )
            self._show_details()
        buttons: list[QWidget] = []
        if retry is not None:
            buttons.append(Button(self.tr("Try again"), "refresh-cw", clicked=retry))
        if not known:
            buttons.append(Button(self.tr("Copy details"), "copy", clicked=self.copy_details))
        if buttons:
            self.offer(*buttons)

    def _show_details(self) -> None:
        box = QPlainTextEdit(self.details)
        box.setReadOnly(True)
        box.setProperty("mono", True)
        box.setFixedHeight(160)
        box.setMinimumWidth(520)
        box.setAccessibleName(self.tr("Details of the error"))
        self.column.addWidget(box, 0, Qt.AlignmentFlag.AlignHCenter)

    def copy_details(self) -> None:
        """Put the details on the clipboard."""
        QGuiApplication.clipboard().setText(self.details)


class Busy(QWidget):
    """A veil over a widget while something is worked on; shows after 100 ms, so quick is calm."""

    DELAY_MS = 100

    def __init__(self, over: QWidget) -> None:
        super().__init__(over)
        self._over = over
        self._angle = 0
        self._text = ""
        self._wait = QTimer(self)
        self._wait.setSingleShot(True)
        self._wait.setInterval(self.DELAY_MS)
        self._wait.timeout.connect(self._appear)
        self._turn = QTimer(self)
        self._turn.setInterval(50)
        self._turn.timeout.connect(self._step)
        over.installEventFilter(self)
        self.hide()

    def start(self, text: str = "") -> None:
        """Appear in 100 ms unless stopped before."""
        self._text = text
        self.setAccessibleName(text or self.tr("Working"))
        if not self.isVisible():
            self._wait.start()

    def stop(self) -> None:
        """Vanish, or do not appear."""
        self._wait.stop()
        self._turn.stop()
        self.hide()

    def _appear(self) -> None:
        self.setGeometry(self._over.rect())
        self.raise_()
        self.show()
        self._turn.start()

    def _step(self) -> None:
        self._angle = (self._angle + 30) % 360
        self.update()

    @override
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Resize and watched is self.parent():
            self.setGeometry(self._over.rect())
        return False

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        now = tokens()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        veil = QColor(now.surface)
        veil.setAlpha(170)
        painter.fillRect(self.rect(), veil)
        centre = self.rect().center()
        painter.translate(centre)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.rotate(self._angle)
        for spoke in range(12):
            colour = QColor(now.accent)
            colour.setAlpha(30 + spoke * 18)
            painter.setBrush(colour)
            painter.drawRoundedRect(7, -1, 6, 2, 1, 1)
            painter.rotate(30)
        painter.resetTransform()
        if self._text:
            painter.setPen(QColor(now.muted))
            below = self.rect().adjusted(0, 56, 0, 0)
            painter.drawText(below, Qt.AlignmentFlag.AlignCenter, self._text)


class ProgressLine(QWidget):
    """How far something is, in words and as a bar, with a way to cancel."""

    cancelled = Signal()

    def __init__(self, *, cancellable: bool = True) -> None:
        super().__init__()
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(8)
        column = QVBoxLayout()
        column.setSpacing(4)
        self.words = Elided("", "caption")
        self.bar = QProgressBar()
        self.bar.setTextVisible(False)
        column.addWidget(self.words)
        column.addWidget(self.bar)
        row.addLayout(column, 1)
        self.button = IconButton("x", self.tr("Cancel"), clicked=self.cancelled.emit)
        if not cancellable:
            self.button.hide()
        row.addWidget(self.button)

    def show_progress(self, done: int, total: int, text: str = "") -> None:
        """Show how far it is; a total of 0 means that nobody knows."""
        self.show()
        self.bar.setRange(0, max(total, 0))
        self.bar.setValue(min(done, total) if total else 0)
        far = count(done)
        if total:
            far = self.tr("{done} of {total}").format(done=far, total=count(total))
        self.words.setText(f"{text} · {far}" if text else far)
        self.setAccessibleName(self.words.whole())

    def finish(self) -> None:
        """Vanish."""
        self.hide()


class Deck(QWidget):
    """A place that shows its content, or why there is none: empty or an error."""

    def __init__(self) -> None:
        super().__init__()
        self._stack = QStackedLayout(self)
        self._content: QWidget | None = None
        self.busy = Busy(self)

    def hold(self, widget: QWidget) -> None:
        """Own what is shown later, or never: what belongs to nobody is never let go."""
        widget.setParent(self)
        widget.hide()

    def show_content(self, widget: QWidget) -> None:
        """Show the content; it is kept while something else is shown."""
        if self._content is not widget:
            self._content = widget
            self._stack.addWidget(widget)
        self._only(widget)

    def show_empty(
        self, icon: str, title: str, text: str = "", action: Action | None = None
    ) -> None:
        """Say that there is nothing, why, and what next."""
        self._other(EmptyState(icon, title, text, action))

    def show_error(self, error: BaseException, retry: Callable[[], object] | None = None) -> None:
        """Say what happened and what next."""
        self._other(ErrorState(error, retry))

    def shown(self) -> QWidget | None:
        """Return what is shown."""
        return self._stack.currentWidget()

    def _other(self, state: QWidget) -> None:
        self._stack.addWidget(state)
        self._only(state)

    def _only(self, wanted: QWidget) -> None:
        self.busy.stop()
        self._stack.setCurrentWidget(wanted)
        for number in reversed(range(self._stack.count())):
            item = self._stack.itemAt(number)
            widget = item.widget() if item is not None else None
            if widget is not None and widget is not wanted and widget is not self._content:
                self._stack.removeWidget(widget)
                widget.deleteLater()


def _bug_words() -> str:
    return QCoreApplication.translate("ErrorState", "Something went wrong here")
