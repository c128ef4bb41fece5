"""Paints cells: glyphs laid out once, chips and lines kept as pictures, so a page takes moments."""

from collections.abc import Callable
from functools import lru_cache

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import (
    QColor,
    QFont,
    QFontMetricsF,
    QPainter,
    QPen,
    QPixmap,
    QPolygonF,
    QStaticText,
    QTransform,
)

from pursight_desktop.theme import heights, mono_font, pixmap, tabular_font, tokens
from pursight_desktop.theme.tokens import Size
from pursight_desktop.widgets.table.cells import Bar, Cell, Mark, Marks, Spark, Text
from pursight_desktop.widgets.words import count, share

PAD = 8
_CHIP = 18


@lru_cache(maxsize=256)
def ink(colour: str) -> QColor:
    """Return a colour, made once."""
    return QColor(colour)


class _Face:
    """A font with what is measured of it; texts in it are laid out once for each width."""

    def __init__(self, font: QFont) -> None:
        self.font = font
        self.metrics = QFontMetricsF(font)
        self.top = 0.0
        self.laid = lru_cache(maxsize=6000)(self._lay)
        self.advance = lru_cache(maxsize=1000)(self.metrics.horizontalAdvance)

    def _lay(self, text: str, width: int) -> tuple[QStaticText, float]:
        flat = text if "\n" not in text else " ".join(text.split())
        shown = self.metrics.elidedText(flat, Qt.TextElideMode.ElideRight, width)
        laid = QStaticText(shown)
        laid.setTextFormat(Qt.TextFormat.PlainText)
        laid.prepare(QTransform(), self.font)
        return laid, self.metrics.horizontalAdvance(shown)


class CellPainter:
    """Paints the cells of one table; begin a page with `begin`."""

    def __init__(self) -> None:
        self._plain = _Face(tabular_font(Size.BASE))
        self._strong = _Face(tabular_font(Size.BASE, QFont.Weight.DemiBold))
        self._mono = _Face(mono_font(Size.SMALL))
        self._small = _Face(tabular_font(Size.SMALL))
        self._row = 0
        self._last: _Face | None = None
        self._pen = ""
        self._ratio = 1.0
        self._painter: QPainter
        self._by_kind: dict[type, Callable[[object, int, int, int, str], None]] = {
            str: self._words, int: self._number, float: self._number, Text: self._text,
            Mark: self._mark, Marks: self._marks, Bar: self._bar, Spark: self._spark,
        }  # fmt: skip

    def begin(self, painter: QPainter, ratio: float) -> None:
        """Paint with this painter from now on."""
        self._painter, self._ratio = painter, ratio
        self._last, self._pen = None, ""
        if self._row != heights().row:
            self._row = heights().row
            for face in (self._plain, self._strong, self._mono, self._small):
                face.top = (self._row - face.metrics.height()) / 2

    def paint(self, cell: Cell, x: int, y: int, width: int, align: str) -> None:
        """Paint a cell into a column that begins at x, in the row that begins at y."""
        if cell is None:
            self._write("–", x + PAD, y, width - 2 * PAD, align, tokens().faint)
            return
        self._by_kind[type(cell)](cell, x + PAD, y, width - 2 * PAD, align)

    def wait(self, x: int, y: int, width: int, number: int) -> None:
        """Paint what stands for a cell that is being read."""
        length = min(width - 2 * PAD, 24 + (number * 37 + x) % 64)
        if length > 0:
            self._painter.fillRect(x + PAD, y + self._row // 2 - 4, length, 8, ink(tokens().sunken))

    def _write(  # noqa: PLR0917  called for every cell: keywords cost
        self, text: str, x: float, y: int, width: float, align: str, colour: str,
        face: _Face | None = None,
    ) -> float:  # fmt: skip
        if width < 8 or not text:
            return 0.0
        used = face or self._plain
        if used is not self._last:
            self._painter.setFont(used.font)
            self._last = used
        if colour != self._pen:
            self._painter.setPen(ink(colour))
            self._pen = colour
        laid, advance = used.laid(text, int(width))
        if align == "right":
            x += width - advance
        elif align == "center":
            x += (width - advance) / 2
        self._painter.drawStaticText(QPointF(x, y + used.top), laid)
        return advance

    def _words(self, cell: object, x: int, y: int, width: int, align: str) -> None:
        self._write(str(cell), x, y, width, align, tokens().text)

    def _number(self, cell: object, x: int, y: int, width: int, align: str) -> None:
        words = count(cell) if isinstance(cell, int) else f"{cell:,.2f}"
        self._write(words, x, y, width, align, tokens().text)

    def _text(self, cell: object, x: int, y: int, width: int, align: str) -> None:
        if not isinstance(cell, Text):
            return
        now = tokens()
        if cell.icon:
            drawn = pixmap(cell.icon, 16, cell.icon_role, self._ratio)
            self._painter.drawPixmap(x, y + (self._row - 16) // 2, drawn)
            x, width = x + 22, width - 22
        colour = now.ink(cell.tone).strong if cell.tone else now.muted if cell.muted else now.text
        face = self._mono if cell.mono else self._strong if cell.strong else self._plain
        used = self._write(cell.text, x, y, width, align, colour, face)
        if cell.detail and align == "left":
            left = x + used + 8
            self._write(cell.detail, left, y, width - used - 8, "left", now.muted, self._small)

    def _mark(self, cell: object, x: int, y: int, width: int, align: str) -> None:
        if isinstance(cell, Mark) and width >= 24:
            drawn = self._chip(cell, width)
            shift = drawn.width() / self._ratio
            left = x + (width - shift if align == "right" else 0)
            self._painter.drawPixmap(QPointF(left, y + (self._row - _CHIP) // 2), drawn)

    def _marks(self, cell: object, x: int, y: int, width: int, align: str) -> None:
        if not isinstance(cell, Marks):
            return
        for place, mark in enumerate(cell.marks):
            drawn = self._chip(mark, width)
            needed = int(drawn.width() / self._ratio)
            left = len(cell.marks) - place
            if needed > width or (left > 1 and needed + 28 > width):
                self._write(f"+{left}", x, y, width, "left", tokens().muted, self._small)
                return
            self._painter.drawPixmap(x, y + (self._row - _CHIP) // 2, drawn)
            x, width = x + needed + 4, width - needed - 4

    def _chip(self, mark: Mark, width: int) -> QPixmap:
        words = self._small.advance(mark.text)
        needed = int(words) + 14 + (15 if mark.icon else 0)
        return _chip(mark, min(needed, width), self._ratio, tokens().name)

    def _bar(self, cell: object, x: int, y: int, width: int, align: str) -> None:
        if not isinstance(cell, Bar):
            return
        now = tokens()
        if cell.share is None:
            self._write(cell.text or "–", x, y, width, align, now.faint)
            return
        words = cell.text or share(cell.share)
        room = 52 if width > 90 else 0
        track = width - room
        if track > 12:
            middle = y + self._row // 2 - 3
            strong = (
                now.of_quality(cell.share) if cell.tone == "quality" else now.ink(cell.tone).fill
            )
            self._painter.fillRect(x, middle, track, 6, ink(now.line))
            filled = max(1, round(track * min(max(cell.share, 0.0), 1.0)))
            self._painter.fillRect(x, middle, filled if cell.share else 0, 6, ink(strong))
        if room:
            self._write(words, x + track, y, room, "right", now.text, self._small)

    def _spark(self, cell: object, x: int, y: int, width: int, align: str) -> None:
        if isinstance(cell, Spark) and len(cell.values) > 1 and width > 16:
            drawn = _spark(cell, min(width, 160), self._row - 8, self._ratio, tokens().name)
            self._painter.drawPixmap(x, y + 4, drawn)


@lru_cache(maxsize=1000)
def _chip(mark: Mark, width: int, ratio: float, theme: str) -> QPixmap:
    """Draw a chip; `theme` only keeps those of one theme from those of the other."""
    look = tokens().ink(mark.tone)
    drawn = QPixmap(round(width * ratio), round(_CHIP * ratio))
    drawn.setDevicePixelRatio(ratio)
    drawn.fill(Qt.GlobalColor.transparent)
    painter = QPainter(drawn)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(QColor(look.soft))
    painter.drawRoundedRect(QRectF(0, 0, width, _CHIP), 4, 4)
    left = 7
    if mark.icon:
        painter.drawPixmap(6, 3, pixmap(mark.icon, 12, mark.tone, ratio))
        left = 21
    painter.setFont(tabular_font(Size.SMALL))
    painter.setPen(QColor(look.strong))
    room = QRectF(left, 0, width - left - 5, _CHIP)
    words = painter.fontMetrics().elidedText(
        mark.text, Qt.TextElideMode.ElideRight, int(room.width()) + 1
    )
    painter.drawText(room, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft, words)
    painter.end()
    return drawn


@lru_cache(maxsize=1000)
def _spark(spark: Spark, width: int, height: int, ratio: float, theme: str) -> QPixmap:
    """Draw a line over time."""
    drawn = QPixmap(round(width * ratio), round(height * ratio))
    drawn.setDevicePixelRatio(ratio)
    drawn.fill(Qt.GlobalColor.transparent)
    painter = QPainter(drawn)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(QPen(QColor(tokens().ink(spark.tone).strong), 1.5))
    painter.drawPolyline(polyline(spark.values, QRectF(1, 2, width - 2, height - 4)))
    painter.end()
    return drawn


def polyline(values: tuple[float, ...], room: QRectF) -> QPolygonF:
    """Lay values out as a line that fills a rectangle; a constant one lies in its middle."""
    low, high = min(values), max(values)
    step = room.width() / max(len(values) - 1, 1)

    def height(value: float) -> float:
        if high == low:
            return room.center().y()
        return room.bottom() - room.height() * (value - low) / (high - low)

    return QPolygonF(
        [QPointF(room.left() + number * step, height(value)) for number, value in enumerate(values)]
    )
