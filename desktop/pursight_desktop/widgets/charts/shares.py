"""Shares of a whole as a bar or a ring with a legend, and a small line without axes."""

from abc import abstractmethod
from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QPointF, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import (
    QColor,
    QFontMetrics,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPainterPath,
    QPaintEvent,
)
from PySide6.QtWidgets import QSizePolicy, QToolTip, QWidget
from typing_extensions import override

from pursight_desktop.theme import tabular_font, text_font, tokens
from pursight_desktop.theme.tokens import Size
from pursight_desktop.widgets.tips import plain_tip
from pursight_desktop.widgets.words import count, share

LINE = 24


@dataclass(frozen=True, slots=True)
class Slice:
    """One part: its name, how much, its meaning's colour (else the next of the series).

    Attributes:
        key: What `chosen` gives back; empty: it cannot be chosen.
        text: Instead of the value as a count.
    """

    title: str
    value: float
    tone: str = ""
    key: str = ""
    text: str = ""


def colour(part: Slice, number: int) -> QColor:
    """Return the colour of a part."""
    now = tokens()
    fill = now.ink(part.tone).fill if part.tone else now.series[number % len(now.series)]
    return QColor(fill)


def words(part: Slice) -> str:
    """Write a part's value."""
    if part.text:
        return part.text
    return count(int(part.value)) if part.value == int(part.value) else f"{part.value:,.1f}"


class _Parts(QWidget):
    """Parts of a whole: legend, pointer, keyboard."""

    chosen = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self.parts: list[Slice] = []
        self._total = 0.0
        self._over = -1
        self._focus = 0
        self.setMouseTracking(True)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def show_slices(self, parts: Sequence[Slice]) -> None:
        """Show these parts; those of nothing are left out."""
        self.parts = [part for part in parts if part.value > 0]
        self._total = sum(part.value for part in self.parts)
        self._over = -1
        told = ", ".join(
            f"{p.title} {words(p)} ({share(p.value / self._total)})" for p in self.parts
        )
        self.setAccessibleName(told or self.tr("Nothing to show"))
        can = any(part.key for part in self.parts)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus if can else Qt.FocusPolicy.NoFocus)
        self.updateGeometry()
        self.update()

    @abstractmethod
    def number_at(self, at: QPointF) -> int:
        """Return which part is at a point; -1 for none."""

    def _paint_legend(self, painter: QPainter, room: QRect) -> None:
        now = tokens()
        plain, digits = text_font(Size.BASE), tabular_font(Size.BASE)
        for number, part in enumerate(self.parts):
            line = QRect(room.left(), room.top() + number * LINE, room.width(), LINE)
            if line.bottom() > room.bottom() + 2:
                return
            picked = number == self._over or (self.hasFocus() and number == self._focus)
            if picked:
                painter.setPen(Qt.PenStyle.NoPen)
                painter.setBrush(QColor(now.hover))
                painter.drawRoundedRect(QRectF(line), 4, 4)
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(colour(part, number))
            painter.drawRoundedRect(QRectF(line.left() + 6, line.top() + 7, 10, 10), 3, 3)
            painter.setFont(digits)
            painter.setPen(QColor(now.muted))
            right = line.adjusted(0, 0, -6, 0)
            middle = Qt.AlignmentFlag.AlignVCenter
            far = share(part.value / self._total)
            painter.drawText(right, middle | Qt.AlignmentFlag.AlignRight, far)
            painter.setPen(QColor(now.text))
            value = right.adjusted(0, 0, -60, 0)
            painter.drawText(value, middle | Qt.AlignmentFlag.AlignRight, words(part))
            left = line.adjusted(
                24, 0, -68 - QFontMetrics(digits).horizontalAdvance(words(part)), 0
            )
            painter.setFont(plain)
            title = painter.fontMetrics().elidedText(
                part.title, Qt.TextElideMode.ElideRight, left.width()
            )
            painter.drawText(left, middle, title)

    def _say_empty(self, painter: QPainter) -> None:
        painter.setPen(QColor(tokens().faint))
        painter.drawText(self.rect(), Qt.AlignmentFlag.AlignCenter, self.tr("Nothing to show yet"))

    @override
    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        over = self.number_at(event.position())
        if over != self._over:
            self._over = over
            can = over >= 0 and bool(self.parts[over].key)
            shape = Qt.CursorShape.PointingHandCursor if can else Qt.CursorShape.ArrowCursor
            self.setCursor(shape)
            self.update()
        if over >= 0:
            part = self.parts[over]
            told = f"{part.title}: {words(part)} · {share(part.value / self._total)}"
            QToolTip.showText(event.globalPosition().toPoint(), plain_tip(told), self)

    @override
    def leaveEvent(self, event: object) -> None:
        self._over = -1
        self.update()

    @override
    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        self._choose(self.number_at(event.position()))

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        step = {Qt.Key.Key_Down: 1, Qt.Key.Key_Right: 1, Qt.Key.Key_Up: -1, Qt.Key.Key_Left: -1}
        if self.parts and event.key() in step:
            self._focus = (self._focus + step[Qt.Key(event.key())]) % len(self.parts)
            self.update()
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Space):
            self._choose(self._focus)
        else:
            super().keyPressEvent(event)

    def _choose(self, number: int) -> None:
        if 0 <= number < len(self.parts) and self.parts[number].key:
            self.chosen.emit(self.parts[number].key)


class StackedBar(_Parts):
    """One bar of parts, its legend below."""

    THICK = 14

    def __init__(self, *, legend: bool = True) -> None:
        super().__init__()
        self._legend = legend

    @override
    def sizeHint(self) -> QSize:
        below = 10 + LINE * len(self.parts) if self._legend and self.parts else 0
        return QSize(200, self.THICK + below)

    @override
    def minimumSizeHint(self) -> QSize:
        return QSize(120, self.sizeHint().height())

    def _stretches(self) -> list[tuple[float, float]]:
        """Lay the parts out: left edge and width, none thinner than can be seen."""
        gaps = 2 * max(len(self.parts) - 1, 0)
        room = max(self.width() - gaps, 1)
        least = 4.0
        wide = [max(least, room * part.value / self._total) for part in self.parts]
        over = sum(wide) - room
        spare = sum(width - least for width in wide) or 1
        wide = [width - over * (width - least) / spare for width in wide]
        found, left = [], 0.0
        for width in wide:
            found.append((left, width))
            left += width + 2
        return found

    @override
    def number_at(self, at: QPointF) -> int:
        if at.y() <= self.THICK + 4:
            for number, (left, width) in enumerate(self._stretches() if self.parts else ()):
                if left <= at.x() <= left + width:
                    return number
            return -1
        row = int((at.y() - self.THICK - 10) // LINE)
        return row if self._legend and 0 <= row < len(self.parts) else -1

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        whole = QPainterPath()
        whole.addRoundedRect(QRectF(0, 0, self.width(), self.THICK), 4, 4)
        painter.setClipPath(whole)
        painter.fillRect(self.rect(), QColor(tokens().sunken))
        for number, (left, width) in enumerate(self._stretches() if self.parts else ()):
            painter.fillRect(QRectF(left, 0, width, self.THICK), colour(self.parts[number], number))
        painter.setClipping(False)
        if self._legend and self.parts:
            self._paint_legend(painter, self.rect().adjusted(0, self.THICK + 10, 0, 0))
