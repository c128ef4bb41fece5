"""QueueList: the columns that wait, below each other, two lines each, and where one is."""

from typing import Any

from PySide6.QtCore import (
    QAbstractListModel,
    QModelIndex,
    QPersistentModelIndex,
    QRect,
    QRectF,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import QColor, QFont, QKeyEvent, QMouseEvent, QPainter
from PySide6.QtWidgets import QListView, QStyle, QStyledItemDelegate, QStyleOptionViewItem
from typing_extensions import override

from pursight_desktop.replica.queries.review import ReviewLine
from pursight_desktop.theme import heights, pixmap, tabular_font, text_font, tokens
from pursight_desktop.theme.tokens import Size, Tone
from pursight_desktop.views.review.sitting import Sitting
from pursight_desktop.views.review.wording import settled_words, where
from pursight_desktop.widgets.tips import plain_tip
from pursight_desktop.widgets.words import label_words, share

BOX = 34
"""Width of what is clicked to pick a line."""

Index = QModelIndex | QPersistentModelIndex
NO_INDEX = QModelIndex()


class QueueModel(QAbstractListModel):
    """The lines of a sitting."""

    def __init__(self, sitting: Sitting[ReviewLine]) -> None:
        super().__init__()
        self.sitting = sitting
        self._shown = 0

    def reset(self) -> None:
        """Show other lines."""
        self.beginResetModel()
        self._shown = len(self.sitting)
        self.endResetModel()

    def grow(self) -> None:
        """Show what has come to the end; the lines before stay."""
        if len(self.sitting) > self._shown:
            self.beginInsertRows(NO_INDEX, self._shown, len(self.sitting) - 1)
            self._shown = len(self.sitting)
            self.endInsertRows()

    @override
    def rowCount(self, parent: Index = NO_INDEX) -> int:
        return 0 if parent.isValid() else self._shown

    @override
    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        line = self.sitting.lines[index.row()]
        match role:
            case Qt.ItemDataRole.UserRole:
                return line
            case Qt.ItemDataRole.AccessibleTextRole | Qt.ItemDataRole.DisplayRole:
                verdict = self.sitting.settled.get(line.id)
                state = settled_words(verdict) if verdict else share(line.confidence)
                return f"{line.name}, {where(line)}, {label_words(line.label)}, {state}"
            case Qt.ItemDataRole.ToolTipRole:
                return plain_tip(f"{where(line)}.{line.name}")
            case _:
                return None


class _Rows(QStyledItemDelegate):
    """Paints a line: name and place to the left, what was found and how surely to the right."""

    def __init__(self, sitting: Sitting[ReviewLine], parent: QListView) -> None:
        super().__init__(parent)
        self._sitting, self._view = sitting, parent

    @override
    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        return QSize(260, heights().entry)

    @override
    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        line: ReviewLine = index.data(Qt.ItemDataRole.UserRole)
        now, room = tokens(), option.rect
        verdict = self._sitting.settled.get(line.id)
        current = bool(option.state & QStyle.StateFlag.State_Selected)
        over = bool(option.state & QStyle.StateFlag.State_MouseOver)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if current:
            painter.fillRect(room, QColor(now.selected))
            painter.fillRect(QRect(room.left(), room.top(), 3, room.height()), QColor(now.accent))
        elif over:
            painter.fillRect(room, QColor(now.hover))
        painter.fillRect(QRect(room.left(), room.bottom(), room.width(), 1), QColor(now.line))
        ratio = self._view.devicePixelRatioF()
        self._box(painter, room, line, verdict, ratio)
        right = self._chip(painter, room, line, verdict, ratio)
        self._words(painter, room, line, right, faded=verdict is not None)
        if verdict is None:
            self._confidence(painter, room, line)
        painter.restore()

    def _box(
        self, painter: QPainter, room: QRect, line: ReviewLine, verdict: str | None, ratio: float
    ) -> None:
        now, top = tokens(), room.top() + heights().first + 3
        if verdict is not None:
            role = "faint" if verdict == "reject" else "success"
            name = "x" if verdict == "reject" else "check"
            painter.drawPixmap(room.left() + 12, top, pixmap(name, 14, role, ratio))
            return
        picked = line.id in self._sitting.picked
        box = QRectF(room.left() + 12.5, top + 0.5, 13, 13)
        painter.setPen(QColor(now.accent if picked else now.control))
        painter.setBrush(QColor(now.accent if picked else now.surface))
        painter.drawRoundedRect(box, 3, 3)
        if picked:
            drawn = pixmap("check", 11, "on_accent", ratio)
            painter.drawPixmap(room.left() + 14, top + 2, drawn)

    def _chip(
        self, painter: QPainter, room: QRect, line: ReviewLine, verdict: str | None, ratio: float
    ) -> int:
        """Paint what was found or decided; returns how much room is left of it."""
        now = tokens()
        if verdict is not None:
            text, ink = settled_words(verdict), now.ink(Tone.NEUTRAL)
        elif line.id in self._sitting.skipped:
            text, ink = self.tr("Skipped"), now.ink(Tone.NEUTRAL)
        else:
            text, ink = label_words(line.label), now.ink(Tone.WARNING)
        painter.setFont(text_font(Size.SMALL))
        most = room.width() // 2
        text = painter.fontMetrics().elidedText(text, Qt.TextElideMode.ElideRight, most - 16)
        wide = painter.fontMetrics().horizontalAdvance(text) + 16
        chip = QRect(room.right() - wide - 10, room.top() + heights().first + 1, wide, 19)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(ink.soft))
        painter.drawRoundedRect(chip, 5, 5)
        painter.setPen(QColor(ink.strong))
        painter.drawText(chip, Qt.AlignmentFlag.AlignCenter, text)
        return chip.left() - 8

    def _words(
        self, painter: QPainter, room: QRect, line: ReviewLine, right: int, *, faded: bool
    ) -> None:
        now = tokens()
        middle, cut = Qt.AlignmentFlag.AlignVCenter, Qt.TextElideMode.ElideRight
        left = room.left() + BOX
        painter.setFont(text_font(Size.BASE, QFont.Weight.DemiBold))
        painter.setPen(QColor(now.faint if faded else now.text))
        above = QRect(left, room.top() + heights().first, right - left, 20)
        name = painter.fontMetrics().elidedText(line.name, cut, above.width())
        painter.drawText(above, middle, name)
        painter.setFont(text_font(Size.SMALL))
        painter.setPen(QColor(now.faint if faded else now.muted))
        until = room.right() - (10 if faded else 96)
        below = QRect(left, room.top() + heights().second, until - left, 18)
        place = painter.fontMetrics().elidedText(
            where(line), Qt.TextElideMode.ElideMiddle, below.width()
        )
        painter.drawText(below, middle, place)

    def _confidence(self, painter: QPainter, room: QRect, line: ReviewLine) -> None:
        now = tokens()
        track = QRectF(room.right() - 86, room.top() + heights().second + 6.5, 38, 5)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(now.line))
        painter.drawRoundedRect(track, 2.5, 2.5)
        filled = QRectF(track)
        filled.setWidth(max(5.0, track.width() * min(max(line.confidence, 0.0), 1.0)))
        painter.setBrush(QColor(now.accent))
        painter.drawRoundedRect(filled, 2.5, 2.5)
        painter.setFont(tabular_font(Size.SMALL))
        painter.setPen(QColor(now.muted))
        told = QRect(room.right() - 46, room.top() + heights().second, 36, 18)
        painter.drawText(
            told, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignRight,
            f"{round(line.confidence * 100)} %",
        )  # fmt: skip


class QueueList(QListView):
    """The list. Signals: `moved` to another line, `opened` one, `picked` or let go of some."""

    moved = Signal()
    opened = Signal(bool)
    picked = Signal()

    def __init__(self, sitting: Sitting[ReviewLine]) -> None:
        super().__init__()
        self.sitting = sitting
        self._model = QueueModel(sitting)
        self.setModel(self._model)
        self.setItemDelegate(_Rows(sitting, self))
        self.setUniformItemSizes(True)
        self.setMouseTracking(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollMode(QListView.ScrollMode.ScrollPerPixel)
        self.setFrameShape(QListView.Shape.NoFrame)
        self.setMinimumWidth(280)
        self.setAccessibleName(self.tr("Columns that wait for a decision"))

    def show_all(self) -> None:
        """Show other lines, and where one is among them."""
        self._model.reset()
        self.show_current()

    def show_changes(self) -> None:
        """Show what has changed in lines, and those that have come; nothing moves."""
        self._model.grow()
        self.viewport().update()

    def show_current(self) -> None:
        """Go where the sitting is; scrolls no further than it must."""
        place = self.sitting.place(self.sitting.current)
        if place >= 0:
            wanted = self._model.index(place)
            self.setCurrentIndex(wanted)
            self.scrollTo(wanted)
        self.viewport().update()

    @override
    def currentChanged(self, current: Index, previous: Index) -> None:
        super().currentChanged(current, previous)
        if current.isValid():
            line = self.sitting.lines[current.row()]
            if line.id != self.sitting.current:
                self.sitting.current = line.id
                self.moved.emit()

    @override
    def mousePressEvent(self, event: QMouseEvent) -> None:
        at = self.indexAt(event.position().toPoint())
        if at.isValid() and event.position().x() < BOX:
            line = self.sitting.lines[at.row()]
            if event.modifiers() & Qt.KeyboardModifier.ShiftModifier:
                self.sitting.pick_to(line.id)
            else:
                self.sitting.pick(line.id)
            self.viewport().update()
            self.picked.emit()
            return
        super().mousePressEvent(event)

    @override
    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        if event.position().x() >= BOX and self.indexAt(event.position().toPoint()).isValid():
            self.opened.emit(bool(event.modifiers() & Qt.KeyboardModifier.ControlModifier))

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.opened.emit(bool(event.modifiers() & Qt.KeyboardModifier.ControlModifier))
        elif event.text().isprintable() and event.text() and event.key() != Qt.Key.Key_Space:
            event.ignore()  # single letters are the queue's shortcuts, never a search here
        else:
            super().keyPressEvent(event)
