"""Horizontal bars: names to the left, values to the right, the longest fills the room."""

from collections.abc import Sequence

from PySide6.QtCore import QPointF, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFontMetrics, QPainter, QPaintEvent, QPen
from typing_extensions import override

from pursight_desktop.theme import tabular_font, text_font, tokens
from pursight_desktop.theme.tokens import Size
from pursight_desktop.widgets.charts.shares import LINE, Slice, _Parts, words


class BarChart(_Parts):
    """Bars below each other; a name of them is legible whatever its length."""

    def __init__(self) -> None:
        super().__init__()
        self._unit = ""
        self._most: float | None = None

    def show_bars(self, bars: Sequence[Slice], unit: str = "", most: float | None = None) -> None:
        """Show these bars.

        Args:
            bars: From top to bottom; those of nothing are shown too.
            unit: Behind each value.
            most: What would fill the room; the greatest value without it.
        """
        self._unit, self._most = unit, most
        self.show_slices(bars)
        self.parts = list(bars)
        self.setAccessibleName(", ".join(f"{bar.title} {words(bar)} {unit}" for bar in bars))
        self.updateGeometry()

    @override
    def sizeHint(self) -> QSize:
        return QSize(320, max(1, len(self.parts)) * (LINE + 2))

    @override
    def minimumSizeHint(self) -> QSize:
        return QSize(200, self.sizeHint().height())

    @override
    def number_at(self, at: QPointF) -> int:
        row = int(at.y() // (LINE + 2))
        return row if 0 <= row < len(self.parts) else -1

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        now, painter = tokens(), QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if not self.parts:
            self._say_empty(painter)
            return
        plain, digits = text_font(Size.BASE), tabular_font(Size.BASE)
        longest = max(QFontMetrics(plain).horizontalAdvance(bar.title) for bar in self.parts)
        names = min(longest + 8, self.width() * 2 // 5)
        told = [f"{words(bar)} {self._unit}".strip() for bar in self.parts]
        values = max(QFontMetrics(digits).horizontalAdvance(text) for text in told) + 8
        room = max(8, self.width() - names - values - 12)
        most = self._most or max(bar.value for bar in self.parts) or 1
        for number, bar in enumerate(self.parts):
            top = number * (LINE + 2)
            line = QRect(0, top, self.width(), LINE)
            if number == self._over or (self.hasFocus() and number == self._focus):
                painter.setPen(Qt.PenStyle.NoPen)
                painter.setBrush(QColor(now.hover))
                painter.drawRoundedRect(QRectF(line), 4, 4)
            painter.setFont(plain)
            painter.setPen(QColor(now.text))
            title = painter.fontMetrics().elidedText(
                bar.title, Qt.TextElideMode.ElideRight, names - 4
            )
            painter.drawText(QRect(4, top, names, LINE), Qt.AlignmentFlag.AlignVCenter, title)
            painter.setPen(Qt.PenStyle.NoPen)
            length = max(2.0, room * min(bar.value / most, 1)) if bar.value else 0.0
            ink = now.ink(bar.tone).fill if bar.tone else now.series[0]
            painter.setBrush(QColor(now.sunken))
            painter.drawRoundedRect(QRectF(names + 4, top + 7, room, 10), 3, 3)
            painter.setBrush(QColor(ink))
            painter.drawRoundedRect(QRectF(names + 4, top + 7, length, 10), 3, 3)
            painter.setFont(digits)
            painter.setPen(QPen(QColor(now.text)))
            right = QRect(0, top, self.width() - 4, LINE)
            painter.drawText(
                right, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignRight, told[number]
            )
