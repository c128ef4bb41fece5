"""HitList: what was found, the best first; what matched is emphasised."""

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import (
    QAbstractListModel,
    QModelIndex,
    QPersistentModelIndex,
    QRect,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import QColor, QFont, QKeyEvent, QMouseEvent, QPainter
from PySide6.QtWidgets import QListView, QStyle, QStyledItemDelegate, QStyleOptionViewItem
from typing_extensions import override

from pursight_desktop.replica.queries.search import Hit
from pursight_desktop.theme import heights, pixmap, text_font, tokens
from pursight_desktop.theme.tokens import Size, Tone
from pursight_desktop.views.search.wording import emphasised, said_of, where
from pursight_desktop.widgets.asset_cells import icon_of
from pursight_desktop.widgets.labels import LABEL_LOOK
from pursight_desktop.widgets.tips import plain_tip
from pursight_desktop.widgets.words import label_words

Index = QModelIndex | QPersistentModelIndex
NO_INDEX = QModelIndex()


class HitModel(QAbstractListModel):
    """The hits of one search."""

    def __init__(self) -> None:
        super().__init__()
        self.hits: Sequence[Hit] = ()
        self.words: Sequence[str] = ()

    def show_hits(self, hits: Sequence[Hit], words: Sequence[str]) -> None:
        """Show these, with these words emphasised."""
        self.beginResetModel()
        self.hits, self.words = hits, words
        self.endResetModel()

    @override
    def rowCount(self, parent: Index = NO_INDEX) -> int:
        return 0 if parent.isValid() else len(self.hits)

    @override
    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        hit = self.hits[index.row()]
        match role:
            case Qt.ItemDataRole.UserRole:
                return hit
            case Qt.ItemDataRole.DisplayRole | Qt.ItemDataRole.AccessibleTextRole:
                line = hit.line
                label = "" if line.label == "none" else label_words(line.label)
                told = (line.name, label_words(line.kind), where(line), label, line.sensitivity)
                return ", ".join(part for part in told if part)
            case Qt.ItemDataRole.ToolTipRole:
                return plain_tip(hit.line.fqn)
            case _:
                return None


class _Rows(QStyledItemDelegate):
    """Paints a hit: icon, name and path, what it holds and how sensitive to the right."""

    def __init__(self, model: HitModel, parent: QListView) -> None:
        super().__init__(parent)
        self._model, self._view = model, parent

    @override
    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        return QSize(300, heights().entry)

    @override
    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        hit: Hit = index.data(Qt.ItemDataRole.UserRole)
        now, room, line = tokens(), option.rect, hit.line
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if option.state & QStyle.StateFlag.State_Selected:
            painter.fillRect(room, QColor(now.selected))
            painter.fillRect(QRect(room.left(), room.top(), 3, room.height()), QColor(now.accent))
        elif option.state & QStyle.StateFlag.State_MouseOver:
            painter.fillRect(room, QColor(now.hover))
        painter.fillRect(QRect(room.left(), room.bottom(), room.width(), 1), QColor(now.line))
        ratio = self._view.devicePixelRatioF()
        icon = pixmap(icon_of(line.level, line.kind), 16, "muted", ratio)
        painter.drawPixmap(room.left() + 14, room.top() + heights().first + 3, icon)
        right = room.right() - 14
        if line.sensitivity != "public":
            right = self._chip(
                painter, room, right, label_words(line.sensitivity), line.sensitivity
            )
        if line.label != "none":
            tone, _ = LABEL_LOOK.get(line.label_state, (Tone.NEUTRAL, ""))
            right = self._chip(painter, room, right, label_words(line.label), tone)
        left = room.left() + 40
        self._name(painter, QRect(left, room.top() + heights().first, right - left, 20), hit)
        painter.setFont(text_font(Size.SMALL))
        painter.setPen(QColor(now.muted))
        below = QRect(left, room.top() + heights().second, room.right() - 14 - left, 18)
        self._below(painter, below, hit)
        painter.restore()

    def _chip(self, painter: QPainter, room: QRect, right: int, text: str, tone: Tone | str) -> int:
        ink = tokens().ink(tone)
        painter.setFont(text_font(Size.SMALL))
        wide = painter.fontMetrics().horizontalAdvance(text) + 16
        if right - wide < room.left() + room.width() // 3:
            return right
        chip = QRect(right - wide, room.top() + heights().first + 1, wide, 19)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(ink.soft))
        painter.drawRoundedRect(chip, 5, 5)
        painter.setPen(QColor(ink.strong))
        painter.drawText(chip, Qt.AlignmentFlag.AlignCenter, text)
        return chip.left() - 6

    def _name(self, painter: QPainter, room: QRect, hit: Hit) -> None:
        now, left = tokens(), room.left()
        plain = text_font(Size.BASE, QFont.Weight.Medium)
        strong = text_font(Size.BASE, QFont.Weight.Bold)
        for text, matched in emphasised(hit.line.name, self._model.words):
            painter.setFont(strong if matched else plain)
            left_over = room.right() - left
            if left_over < 12:
                return
            shown = painter.fontMetrics().elidedText(text, Qt.TextElideMode.ElideRight, left_over)
            wide = painter.fontMetrics().horizontalAdvance(shown)
            if matched:
                painter.setPen(Qt.PenStyle.NoPen)
                painter.setBrush(QColor(now.ink(Tone.ACCENT).soft))
                painter.drawRoundedRect(QRect(left - 1, room.top() + 2, wide + 2, 17), 3, 3)
            painter.setPen(QColor(now.ink(Tone.ACCENT).strong if matched else now.text))
            painter.drawText(
                QRect(left, room.top(), wide + 2, room.height()),
                Qt.AlignmentFlag.AlignVCenter, shown,
            )  # fmt: skip
            left += wide
            if shown != text:
                return

    def _below(self, painter: QPainter, room: QRect, hit: Hit) -> None:
        middle = Qt.AlignmentFlag.AlignVCenter
        place = where(hit.line)
        metrics = painter.fontMetrics()
        said = said_of(hit)
        most = room.width() if not said else min(room.width(), max(160, room.width() // 2))
        shown = metrics.elidedText(place, Qt.TextElideMode.ElideMiddle, most)
        painter.drawText(room, middle, shown)
        used = metrics.horizontalAdvance(shown)
        if said and room.width() - used > 60:
            rest = room.adjusted(used + 14, 0, 0, 0)
            painter.setPen(QColor(tokens().faint))
            told = metrics.elidedText(said, Qt.TextElideMode.ElideRight, rest.width())
            painter.drawText(rest, middle, told)


class HitList(QListView):
    """The list. Signals: `opened(hit, new_tab)`, `left_up` when one goes up from the first."""

    opened = Signal(object, bool)
    left_up = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._opened = False
        self._model = HitModel()
        self.setModel(self._model)
        self.setItemDelegate(_Rows(self._model, self))
        self.setUniformItemSizes(True)
        self.setMouseTracking(True)
        self.setFrameShape(QListView.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollMode(QListView.ScrollMode.ScrollPerPixel)
        self.setAccessibleName(self.tr("Search results"))

    def show_hits(
        self, hits: Sequence[Hit], words: Sequence[str], *, keep: Hit | None = None
    ) -> None:
        """Show these with these words emphasised; from the top unless `keep` is among them."""
        self._model.show_hits(hits, words)
        at = next((n for n, hit in enumerate(hits) if keep and hit.line.id == keep.line.id), None)
        if at is None:
            self.scrollToTop()
        else:
            self.setCurrentIndex(self._model.index(at))

    def hits(self) -> Sequence[Hit]:
        """Return what is shown."""
        return self._model.hits

    def current(self) -> Hit | None:
        """Return the hit one is at."""
        at = self.currentIndex()
        return self._model.hits[at.row()] if at.isValid() else None

    def enter(self) -> None:
        """Come from the field: go to the first hit."""
        if self._model.hits:
            self.setFocus(Qt.FocusReason.OtherFocusReason)
            self.setCurrentIndex(self._model.index(0))

    def open_first(self, *, new_tab: bool) -> None:
        """Open the hit one is at, else the best."""
        hit = self.current() or next(iter(self._model.hits), None)
        if hit is not None:
            self.opened.emit(hit, new_tab)

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        control = bool(event.modifiers() & Qt.KeyboardModifier.ControlModifier)
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.open_first(new_tab=control)
        elif event.key() == Qt.Key.Key_Up and self.currentIndex().row() <= 0:
            self.left_up.emit()
        elif event.text().isprintable() and event.text() and not control:
            event.ignore()  # goes on typing in the field
        else:
            super().keyPressEvent(event)

    @override
    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        """A click has opened it already; letting the button go again opens nothing more."""
        self._opened = True

    @override
    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        super().mouseReleaseEvent(event)
        opened, self._opened = self._opened, False
        if opened:
            return
        at = self.indexAt(event.position().toPoint())
        if not at.isValid():
            return
        control = bool(event.modifiers() & Qt.KeyboardModifier.ControlModifier)
        middle = event.button() == Qt.MouseButton.MiddleButton
        if middle or event.button() == Qt.MouseButton.LeftButton:
            self.opened.emit(self._model.hits[at.row()], middle or control)
