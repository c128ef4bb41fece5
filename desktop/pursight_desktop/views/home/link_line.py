"""LinkLine: a line that leads somewhere: a number or an icon, a sentence, a detail, the time."""

from PySide6.QtCore import QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QFont, QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget
from typing_extensions import override

from pursight_desktop.theme import Tone, pixmap, tabular_font, text_font, tokens
from pursight_desktop.theme.tokens import Size
from pursight_desktop.widgets.tips import plain_tip


class LinkLine(QWidget):
    """A line to click, or to reach with Tab and press Enter on; `opened(new_tab)`.

    Args:
        icon: At the left, in the colour of `tone`.
        title: The sentence.
        detail: Below it, muted; without one the line is lower.
        number: Before the sentence, strong.
        time: At the right, muted.
    """

    opened = Signal(bool)

    def __init__(
        self,
        icon: str,
        title: str,
        *,
        detail: str = "",
        number: str = "",
        time: str = "",
        tone: Tone | str = Tone.NEUTRAL,
    ) -> None:
        super().__init__()
        self._icon, self.title, self.detail = icon, title, detail
        self.number, self._time, self._tone = number, time, tone
        self.setFixedHeight(46 if detail else 28)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        said = " ".join(part for part in (number, title) if part)
        self.setAccessibleName(", ".join(part for part in (said, detail, time) if part))
        self.setToolTip(plain_tip(said))

    @override
    def sizeHint(self) -> QSize:
        return QSize(280, self.height())

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        now, painter = tokens(), QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if self.underMouse():
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(QColor(now.hover))
            painter.drawRoundedRect(QRectF(self.rect()), 5, 5)
        if self.hasFocus():
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.setPen(QPen(QColor(now.accent), 2))
            painter.drawRoundedRect(QRectF(self.rect()).adjusted(1, 1, -1, -1), 5, 5)
        left = self._paint_icon(painter)
        right = self._paint_right(painter)
        above = QRect(left, 4 if self.detail else 0, right - left, 20 if self.detail else 28)
        middle = Qt.AlignmentFlag.AlignVCenter
        if self.number:
            painter.setFont(tabular_font(Size.BASE, QFont.Weight.Bold))
            painter.setPen(QColor(now.text))
            painter.drawText(above, middle, self.number)
            above.setLeft(left + painter.fontMetrics().horizontalAdvance(self.number) + 6)
        strong = QFont.Weight.DemiBold if self.detail else QFont.Weight.Normal
        painter.setFont(text_font(Size.BASE, strong))
        painter.setPen(QColor(now.text))
        painter.drawText(above, middle, self._fit(painter, self.title, above.width()))
        if self.detail:
            painter.setFont(text_font(Size.SMALL))
            painter.setPen(QColor(now.muted))
            below = QRect(left, 24, right - left, 17)
            painter.drawText(below, middle, self._fit(painter, self.detail, below.width()))

    def _paint_icon(self, painter: QPainter) -> int:
        ratio, tall = self.devicePixelRatioF(), bool(self.detail)
        if not tall:
            role = "muted" if self._tone == Tone.NEUTRAL else str(self._tone)
            painter.drawPixmap(8, 6, pixmap(self._icon, 16, role, ratio))
            return 34
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(tokens().ink(self._tone).soft))
        painter.drawRoundedRect(QRectF(8, 8, 30, 30), 8, 8)
        painter.drawPixmap(15, 15, pixmap(self._icon, 16, str(self._tone), ratio))
        return 50

    def _paint_right(self, painter: QPainter) -> int:
        if not self._time:
            mark = pixmap("chevron-right", 14, "faint", self.devicePixelRatioF())
            painter.drawPixmap(self.width() - 22, (self.height() - 14) // 2, mark)
            return self.width() - 30
        painter.setFont(tabular_font(Size.SMALL))
        painter.setPen(QColor(tokens().muted))
        wide = painter.fontMetrics().horizontalAdvance(self._time)
        room = QRect(self.width() - wide - 8, 0, wide, self.height())
        painter.drawText(room, Qt.AlignmentFlag.AlignVCenter, self._time)
        return room.left() - 10

    @staticmethod
    def _fit(painter: QPainter, text: str, width: int) -> str:
        return painter.fontMetrics().elidedText(text, Qt.TextElideMode.ElideRight, width)

    @override
    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        if self.rect().contains(event.position().toPoint()):
            control = bool(event.modifiers() & Qt.KeyboardModifier.ControlModifier)
            middle = event.button() == Qt.MouseButton.MiddleButton
            if middle or event.button() == Qt.MouseButton.LeftButton:
                self.opened.emit(middle or control)

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space):
            self.opened.emit(bool(event.modifiers() & Qt.KeyboardModifier.ControlModifier))
        else:
            super().keyPressEvent(event)
