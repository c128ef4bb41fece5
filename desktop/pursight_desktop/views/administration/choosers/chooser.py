"""Chooser: a sheet to pick one of many in, by typing; whoever opens it says where it looks."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial
from typing import Any

from PySide6.QtCore import QEvent, QObject, QRect, QSize, Qt, Signal
from PySide6.QtGui import QColor, QFont, QPainter
from PySide6.QtWidgets import (
    QDialog,
    QListWidget,
    QListWidgetItem,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QVBoxLayout,
    QWidget,
)
from typing_extensions import override

from pursight.errors import PurSightError
from pursight_desktop.theme import pixmap, text_font, tokens
from pursight_desktop.theme.tokens import Size
from pursight_desktop.widgets import list_keys
from pursight_desktop.widgets.fields import SearchField
from pursight_desktop.widgets.labels import Elided, Label

HEIGHT = 44


@dataclass(frozen=True, slots=True)
class Choice:
    """One of many.

    Attributes:
        value: What is chosen with it.
        title: How people know it.
        detail: What tells it from others of that name.
        icon: Of what kind it is.
    """

    value: Any
    title: str
    detail: str = ""
    icon: str = ""


class First(tuple[Choice, ...]):
    """The first of more that fit."""

    __slots__ = ()


Take = Callable[[Sequence[Choice]], None]
Fail = Callable[[PurSightError], None]
Find = Callable[[QObject, str, Take, Fail], None]
"""Looks for what fits a text, on behalf of an owner, and tells what it found or why not."""


class _Rows(QStyledItemDelegate):
    """Paints a choice: its icon, its title, and below it what tells it apart."""

    @override
    def sizeHint(self, option: QStyleOptionViewItem, index: object) -> QSize:
        return QSize(200, HEIGHT)

    @override
    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: object) -> None:
        choice: Choice = index.data(Qt.ItemDataRole.UserRole)  # type: ignore[attr-defined]
        now = tokens()
        room: QRect = option.rect
        state: QStyle.StateFlag = option.state
        painter.save()
        if state & QStyle.StateFlag.State_Selected:
            painter.fillRect(room, QColor(now.selected))
        elif state & QStyle.StateFlag.State_MouseOver:
            painter.fillRect(room, QColor(now.hover))
        if choice.icon:
            ratio = painter.device().devicePixelRatioF()
            painter.drawPixmap(
                room.left() + 12, room.top() + 14, pixmap(choice.icon, 16, "muted", ratio)
            )
        words = room.adjusted(40, 5, -12, -23) if choice.detail else room.adjusted(40, 0, -12, 0)
        middle = Qt.AlignmentFlag.AlignVCenter
        painter.setFont(text_font(Size.BASE, QFont.Weight.DemiBold))
        painter.setPen(QColor(now.text))
        painter.drawText(words, middle, _cut(painter, choice.title, words.width()))
        painter.setFont(text_font(Size.SMALL))
        painter.setPen(QColor(now.muted))
        below = room.adjusted(40, 22, -12, -4)
        if choice.detail:
            painter.drawText(below, middle, _cut(painter, choice.detail, below.width()))
        painter.restore()


def _cut(painter: QPainter, text: str, width: int) -> str:
    return painter.fontMetrics().elidedText(text, Qt.TextElideMode.ElideRight, width)


class Chooser(QDialog):
    """Asks for one of many: type, arrows, Enter; Esc leaves everything as it is.

    Signals: `chosen` with the `Choice`.

    Args:
        parent: The window it lies over.
        title: The question.
        hint: In the empty field: by what it is found.
        find: Looks for what fits.
    """

    chosen = Signal(object)

    def __init__(self, parent: QWidget | None, title: str, hint: str, find: Find) -> None:
        super().__init__(parent)
        self._find = find
        self._shown_for: str | None = None
        self.setWindowTitle(title)
        self.setModal(True)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.resize(480, 480)
        column = QVBoxLayout(self)
        column.setContentsMargins(16, 16, 16, 12)
        column.setSpacing(8)
        column.addWidget(Label(title, "heading", wrap=True))
        self.field = SearchField(hint)
        self.field.installEventFilter(self)
        self.rows = QListWidget()
        self.rows.setItemDelegate(_Rows(self.rows))
        self.rows.setUniformItemSizes(True)
        self.rows.setMouseTracking(True)
        self.rows.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.rows.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.rows.setAccessibleName(title)
        self.rows.itemClicked.connect(lambda _: self._choose())
        self.field.searched.connect(self._look)
        self.said = Label("", "muted", wrap=True)
        self.said.hide()
        self.keys = Elided(self.tr("↑ ↓ to move · Enter to choose · Esc to leave"), "caption")
        column.addWidget(self.field)
        column.addWidget(self.said)
        column.addWidget(self.rows, 1)
        column.addWidget(self.keys)
        self._look("")
        self.field.setFocus()

    def _look(self, text: str) -> None:
        self._find(self, text, partial(self._show, text), partial(self._fail, text))

    def _show(self, text: str, found: Sequence[Choice]) -> None:
        self._shown_for = text
        self.rows.clear()
        for choice in found:
            item = QListWidgetItem()
            item.setData(Qt.ItemDataRole.UserRole, choice)
            told = f"{choice.title}, {choice.detail}" if choice.detail else choice.title
            item.setData(Qt.ItemDataRole.AccessibleTextRole, told)
            self.rows.addItem(item)
        if isinstance(found, First):
            self._say(self.tr("More fit than these: type more of the name to find the others."))
        elif found:
            self._say("")
        else:
            self._say(self.tr("Nothing fits") if text.strip() else self.tr("Type a name"))
        if found:
            self.rows.setCurrentRow(0)

    def _fail(self, text: str, error: PurSightError) -> None:
        self._shown_for = text
        self.rows.clear()
        self._say(f"{error.message} {error.hint}".strip())

    def _say(self, text: str) -> None:
        self.said.setText(text)
        self.said.setVisible(bool(text))

    def _choose(self) -> None:
        if self.rows.currentRow() < 0:
            return
        choice: Choice = self.rows.currentItem().data(Qt.ItemDataRole.UserRole)
        self.chosen.emit(choice)
        self.accept()

    def _enter(self) -> None:
        typed = self.field.text()
        if typed == self._shown_for:
            self._choose()
        else:  # what is listed fits what was typed before: the first of it may be somebody else
            self._look(typed)

    @override
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        return list_keys.taken(event, self.rows, HEIGHT, self._enter, self.reject)
