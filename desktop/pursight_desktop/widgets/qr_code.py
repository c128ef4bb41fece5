"""A QR code, black on white in every theme: cameras need it so."""

import segno
from PySide6.QtCore import QSize
from PySide6.QtGui import QColor, QPainter, QPaintEvent
from PySide6.QtWidgets import QWidget
from typing_extensions import override

from pursight_desktop.theme.tokens import CODE_DARK, CODE_LIGHT

_QUIET = 4
_DOT = 4


class QrCode(QWidget):
    """Draws a text as a QR code.

    Args:
        text: What a camera reads.
        name: What it is, for those who do not see it.
    """

    def __init__(self, text: str, name: str) -> None:
        super().__init__()
        self._rows = [bytes(row) for row in segno.make(text, error="m", micro=False).matrix]
        self.setAccessibleName(name)
        self.setFixedSize(self.sizeHint())

    @override
    def sizeHint(self) -> QSize:
        edge = (len(self._rows) + 2 * _QUIET) * _DOT
        return QSize(edge, edge)

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.fillRect(self.rect(), QColor(CODE_LIGHT))
        for y, row in enumerate(self._rows):
            for x, dark in enumerate(row):
                if dark:
                    left, top = (x + _QUIET) * _DOT, (y + _QUIET) * _DOT
                    painter.fillRect(left, top, _DOT, _DOT, QColor(CODE_DARK))
        painter.end()
