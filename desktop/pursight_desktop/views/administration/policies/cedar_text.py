"""CedarText: a policy as text, with line numbers, its words coloured, and the wrong line marked."""

import re
from typing import Final

from PySide6.QtCore import QEvent, QRect, QSize, Qt
from PySide6.QtGui import (
    QColor,
    QFont,
    QPainter,
    QPaintEvent,
    QResizeEvent,
    QSyntaxHighlighter,
    QTextCharFormat,
    QTextCursor,
    QTextFormat,
)
from PySide6.QtWidgets import QPlainTextEdit, QTextEdit, QWidget
from typing_extensions import override

from pursight_desktop.theme import Tone, mono_font, tokens
from pursight_desktop.theme.tokens import Size

_WORDS: Final = re.compile(
    r"""(?P<comment>//.*)
    |(?P<text>"(?:\\.|[^"\\])*"?)
    |(?P<effect>\b(?:permit|forbid)\b)
    |(?P<key>\b(?:when|unless|if|then|else|in|is|has|like|true|false)\b)
    |(?P<asked>\b(?:principal|action|resource|context)\b)
    |(?P<number>\b\d+\b)""",
    re.VERBOSE,
)


class _Colours(QSyntaxHighlighter):
    @override
    def highlightBlock(self, text: str) -> None:
        for found in _WORDS.finditer(text):
            self.setFormat(found.start(), len(found.group()), _look(str(found.lastgroup)))


def _look(kind: str) -> QTextCharFormat:
    now = tokens()
    colour = {
        "comment": now.muted,
        "text": now.ink(Tone.SUCCESS).strong,
        "effect": now.ink(Tone.DANGER).strong,
        "key": now.accent,
        "asked": now.ink(Tone.INFO).strong,
        "number": now.ink(Tone.WARNING).strong,
    }[kind]
    look = QTextCharFormat()
    look.setForeground(QColor(colour))
    if kind == "effect":
        look.setFontWeight(QFont.Weight.DemiBold)
    return look


class _Numbers(QWidget):
    def __init__(self, text: "CedarText") -> None:
        super().__init__(text)
        self._text = text

    @override
    def sizeHint(self) -> QSize:
        return QSize(self._text.numbers_width(), 0)

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        self._text.paint_numbers(self, event.rect())


class CedarText(QPlainTextEdit):
    """The text; Tab goes on to the next field, as everywhere."""

    def __init__(self, *, editable: bool = True) -> None:
        super().__init__()
        self.setProperty("mono", "true")
        self.setFont(mono_font(Size.CAPTION))
        self.setLineWrapMode(QPlainTextEdit.LineWrapMode.NoWrap)
        self.setTabChangesFocus(True)
        self.setReadOnly(not editable)
        self.setAccessibleName(self.tr("Policy as Cedar text"))
        self._wrong = 0
        self._numbers = _Numbers(self)
        self._colours = _Colours(self.document())
        self.blockCountChanged.connect(lambda _count: self._make_room())
        self.updateRequest.connect(self._scrolled)
        self._make_room()

    def mark(self, line: int) -> None:
        """Mark a line as wrong; 0 marks none."""
        self._wrong = line
        marks = []
        block = self.document().findBlockByNumber(line - 1)
        if line and block.isValid():
            mark = QTextEdit.ExtraSelection()
            mark.format.setBackground(QColor(tokens().ink(Tone.DANGER).soft))
            mark.format.setProperty(QTextFormat.Property.FullWidthSelection, True)
            mark.cursor = QTextCursor(block)
            marks.append(mark)
        self.setExtraSelections(marks)
        self._numbers.update()

    def marked(self) -> int:
        """Return the line that is marked."""
        return self._wrong

    # --- line numbers ---

    def numbers_width(self) -> int:
        """Return how wide the numbers are."""
        digits = max(2, len(str(self.blockCount())))
        return self.fontMetrics().horizontalAdvance("9") * digits + 18

    def paint_numbers(self, area: QWidget, where: QRect) -> None:
        """Paint the numbers of the lines that are seen."""
        now = tokens()
        painter = QPainter(area)
        painter.fillRect(where, QColor(now.sunken))
        painter.setFont(self.font())
        block = self.firstVisibleBlock()
        height = self.fontMetrics().height()
        while block.isValid():
            top = self.blockBoundingGeometry(block).translated(self.contentOffset()).top()
            if top > where.bottom():
                return
            wrong = block.blockNumber() + 1 == self._wrong
            painter.setPen(QColor(now.ink(Tone.DANGER).strong if wrong else now.muted))
            room = QRect(0, int(top), area.width() - 8, height)
            painter.drawText(room, Qt.AlignmentFlag.AlignRight, str(block.blockNumber() + 1))
            block = block.next()

    def _make_room(self) -> None:
        self.setViewportMargins(self.numbers_width(), 0, 0, 0)
        self._lay_numbers()

    def _scrolled(self, where: QRect, by: int) -> None:
        if by:
            self._numbers.scroll(0, by)
        else:
            self._numbers.update(0, where.y(), self._numbers.width(), where.height())

    def _lay_numbers(self) -> None:
        inside = self.viewport().geometry()
        wide = self.numbers_width()
        self._numbers.setGeometry(inside.left() - wide, inside.top(), wide, inside.height())

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._lay_numbers()

    @override
    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.PaletteChange and hasattr(self, "_colours"):
            self._colours.rehighlight()
            self.mark(self._wrong)
