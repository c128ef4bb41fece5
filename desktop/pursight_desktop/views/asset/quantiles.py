"""How numbers are spread: five quantiles as a box with whiskers, least and greatest as marks."""

from collections.abc import Sequence

from PySide6.QtCore import QPointF, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget
from typing_extensions import override

from pursight_desktop.theme import tabular_font, tokens
from pursight_desktop.theme.tokens import Size

SHARES = ("5 %", "25 %", "50 %", "75 %", "95 %")


def number_words(value: float) -> str:
    """Write a number short enough for an axis."""
    if value == int(value) and abs(value) < 1e9:
        return f"{int(value):,}"
    if 0.01 <= abs(value) < 1e9:
        return f"{value:,.2f}".rstrip("0").rstrip(".")
    return f"{value:,.4g}"


class QuantileBox(QWidget):
    """The middle half of the values is the box, nine tenths of them lie between the whiskers."""

    def __init__(self) -> None:
        super().__init__()
        self._quantiles: tuple[float, ...] = ()
        self._ends: tuple[float, float] = (0.0, 1.0)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def show_quantiles(
        self, quantiles: Sequence[float], least: float | None, greatest: float | None
    ) -> None:
        """Show values at 5, 25, 50, 75 and 95 %, and the ends where they are known."""
        self._quantiles = tuple(quantiles)
        low = quantiles[0] if least is None else min(least, quantiles[0])
        high = quantiles[-1] if greatest is None else max(greatest, quantiles[-1])
        self._ends = (low, high)
        told = [f"{s}: {number_words(q)}" for s, q in zip(SHARES, quantiles, strict=False)]
        words = ", ".join(told)
        self.setAccessibleName(self.tr("Quantiles: {list}").format(list=words))
        self.setToolTip("\n".join(told))
        self.update()

    @override
    def sizeHint(self) -> QSize:
        return QSize(320, 72)

    def _x(self, value: float) -> float:
        low, high = self._ends
        room = self.width() - 24
        return 12 + (room * (value - low) / (high - low) if high > low else room / 2)

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        if len(self._quantiles) != len(SHARES):
            return
        now, painter = tokens(), QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        xs = [self._x(value) for value in self._quantiles]
        middle = 26.0
        painter.setPen(QPen(QColor(now.line), 2))
        left, right = (self._x(end) for end in self._ends)
        painter.drawLine(QPointF(left, middle), QPointF(right, middle))
        painter.setPen(QPen(QColor(now.series[0]), 2))
        painter.drawLine(QPointF(xs[0], middle), QPointF(xs[4], middle))
        for x in (xs[0], xs[4]):
            painter.drawLine(QPointF(x, middle - 7), QPointF(x, middle + 7))
        painter.setPen(QPen(QColor(now.series[0]), 1.5))
        painter.setBrush(QColor(now.selected))
        painter.drawRoundedRect(QRectF(xs[1], middle - 12, max(3, xs[3] - xs[1]), 24), 4, 4)
        painter.setPen(QPen(QColor(now.series[0]), 3))
        painter.drawLine(QPointF(xs[2], middle - 12), QPointF(xs[2], middle + 12))
        self._paint_numbers(painter, xs)

    def _paint_numbers(self, painter: QPainter, xs: Sequence[float]) -> None:
        """Write the numbers below; the median first, others only where there is room."""
        painter.setFont(tabular_font(Size.CAPTION))
        painter.setPen(QColor(tokens().muted))
        taken: list[QRect] = []
        ends = ((self._ends[0], self._x(self._ends[0])), (self._ends[1], self._x(self._ends[1])))
        marks = [(self._quantiles[2], xs[2]), *ends]
        marks += [(self._quantiles[at], xs[at]) for at in (1, 3, 0, 4)]
        for value, x in marks:
            text = number_words(value)
            width = painter.fontMetrics().horizontalAdvance(text) + 8
            left = min(max(0, round(x - width / 2)), self.width() - width)
            room = QRect(left, 46, width, 18)
            if not any(room.intersects(other) for other in taken):
                taken.append(room)
                painter.drawText(room, Qt.AlignmentFlag.AlignCenter, text)
