"""Toasts: what was done or went wrong, in a corner of the window, with Undo where there is one."""

from collections.abc import Callable

from PySide6.QtCore import QEvent, QObject, Qt, QTimer, Signal
from PySide6.QtGui import QColor, QEnterEvent
from PySide6.QtWidgets import QFrame, QGraphicsDropShadowEffect, QHBoxLayout, QVBoxLayout, QWidget
from typing_extensions import override

from pursight_desktop.theme import tokens
from pursight_desktop.widgets.buttons import Button, IconButton
from pursight_desktop.widgets.labels import Label, Picture

MOST = 3
FOOT = 64
"""Room below them: some screens have a bar of actions at their foot."""

_ICONS = {
    "info": "info",
    "success": "circle-check",
    "warning": "triangle-alert",
    "danger": "circle-alert",
}


def shade(widget: QWidget) -> QGraphicsDropShadowEffect:
    """Return the soft shadow of what lies above the page."""
    shadow = QGraphicsDropShadowEffect(widget)
    colour = QColor(tokens().shadow)
    colour.setAlpha(110 if tokens().dark else 45)
    shadow.setColor(colour)
    shadow.setBlurRadius(24)
    shadow.setOffset(0, 4)
    return shadow


class Toast(QFrame):
    """One notice; it stays while the pointer is on it. Signal: `grew`, when it needs more room."""

    grew = Signal()

    def __init__(
        self, kind: str, text: str, action: tuple[str, Callable[[], object]] | None, seconds: float
    ) -> None:
        super().__init__()
        self.setObjectName("toast")
        self.setGraphicsEffect(shade(self))
        self.text = text
        tone = "danger" if kind == "error" else kind
        row = QHBoxLayout(self)
        row.setContentsMargins(12, 8, 8, 8)
        row.setSpacing(8)
        row.addWidget(Picture(_ICONS.get(tone, "info"), 16, tone), 0, Qt.AlignmentFlag.AlignTop)
        words = Label(text, wrap=True)
        words.setMinimumWidth(min(360, words.fontMetrics().horizontalAdvance(text) + 8))
        words.setMaximumWidth(420)
        row.addWidget(words, 1)
        self._row = row
        row.addWidget(IconButton("x", self.tr("Dismiss"), clicked=self.leave))
        if action is not None:
            self.offer(*action)
        self.setAccessibleName(text)
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(int(seconds * 1000))
        self._timer.timeout.connect(self.leave)
        self._timer.start()

    def offer(self, verb: str, call: Callable[[], object]) -> None:
        """Offer something to do about it, once."""
        button = Button(verb, kind="link", clicked=lambda: self._act(call))
        self._row.insertWidget(self._row.count() - 1, button)
        self.grew.emit()

    def leave(self) -> None:
        """Go away."""
        self.hide()
        self.setParent(None)
        self.deleteLater()

    def _act(self, call: Callable[[], object]) -> None:
        self.leave()
        call()

    @override
    def enterEvent(self, event: QEnterEvent) -> None:
        self._timer.stop()

    @override
    def leaveEvent(self, event: QEvent) -> None:
        self._timer.start()


class Toasts(QWidget):
    """The stack of toasts at the bottom right of a window; three at most, the newest lowest."""

    def __init__(self, over: QWidget) -> None:
        super().__init__(over)
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(24, 24, 24, 24)
        self._column.setSpacing(8)
        over.installEventFilter(self)
        self.hide()

    def say(
        self,
        kind: str,
        text: str,
        action: tuple[str, Callable[[], object]] | None = None,
        seconds: float = 6,
    ) -> Toast:
        """Show a notice: info, success, warning or error; an error stays twice as long."""
        toast = Toast(kind, text, action, seconds * 2 if kind == "error" else seconds)
        toast.destroyed.connect(self._place_soon)
        toast.grew.connect(self._place_soon)
        self._column.addWidget(toast, 0, Qt.AlignmentFlag.AlignRight)
        for old in self.toasts()[:-MOST]:
            old.leave()
        self._place()
        return toast

    def toasts(self) -> list[Toast]:
        """Return those that are shown, the oldest first."""
        items = (self._column.itemAt(number) for number in range(self._column.count()))
        widgets = (item.widget() for item in items if item is not None)
        return [widget for widget in widgets if isinstance(widget, Toast)]

    def _place_soon(self) -> None:
        QTimer.singleShot(0, self, self._place)

    def _place(self) -> None:
        self.setVisible(bool(self.toasts()))
        self._column.activate()
        self.adjustSize()
        over = self.parentWidget()
        if over is None:
            return
        room = over.rect()
        self.move(room.right() - self.width() + 8, room.bottom() - self.height() - FOOT)
        self.raise_()

    @override
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Resize and watched is self.parent():
            self._place()
        return False
