"""The palette: type a few letters of anything, and be there."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import (
    QAbstractListModel,
    QEvent,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    QRect,
    QRectF,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import QColor, QKeyEvent, QPainter
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QLineEdit,
    QListView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QVBoxLayout,
    QWidget,
)
from typing_extensions import override

from pursight_desktop.app.fuzzy import best
from pursight_desktop.theme import pixmap, text_font, tokens
from pursight_desktop.theme.tokens import Size
from pursight_desktop.widgets.containers import Line
from pursight_desktop.widgets.labels import KeyHint, Label, Picture
from pursight_desktop.widgets.toast import shade

Index = QModelIndex | QPersistentModelIndex
WIDTH, LINE, MOST_ASSETS, OTHERS, MOST = 640, 36, 8, 3, 12


@dataclass(frozen=True, slots=True)
class Jump:
    """Something to go to or to do.

    Attributes:
        detail: Where it is, muted behind the title.
        kind: What it is, at the right; for an action its keys.
        go: Called with whether a new tab is wanted.
    """

    title: str
    detail: str
    kind: str
    icon: str
    go: Callable[[bool], object]


class _Jumps(QAbstractListModel):
    """What fits."""

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self.jumps: list[Jump] = []

    @override
    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008  Qt's signature
        return len(self.jumps)

    @override
    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        jump = self.jumps[index.row()]
        if role == Qt.ItemDataRole.DisplayRole:
            return jump.title
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return f"{jump.title}, {jump.kind}, {jump.detail}"
        return jump if role == Qt.ItemDataRole.UserRole else None

    def show(self, jumps: list[Jump]) -> None:
        """Show other ones."""
        self.beginResetModel()
        self.jumps = jumps
        self.endResetModel()


class _Painted(QStyledItemDelegate):
    """One line: icon, title, where it is, what it is."""

    @override
    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        return QSize(100, LINE)

    @override
    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        jump: Jump = index.data(Qt.ItemDataRole.UserRole)
        now, room = tokens(), QRect(option.rect)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if option.state & QStyle.StateFlag.State_Selected:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(QColor(now.selected))
            painter.drawRoundedRect(QRectF(room).adjusted(2, 0, -2, 0), 6, 6)
        ratio = painter.device().devicePixelRatioF()
        painter.drawPixmap(room.left() + 12, room.top() + 10, pixmap(jump.icon, 16, ratio=ratio))
        painter.setFont(text_font(Size.SMALL))
        painter.setPen(QColor(now.muted))
        middle = Qt.AlignmentFlag.AlignVCenter
        right = room.adjusted(0, 0, -14, 0)
        painter.drawText(right, middle | Qt.AlignmentFlag.AlignRight, jump.kind)
        taken = painter.fontMetrics().horizontalAdvance(jump.kind) + 24
        painter.setFont(text_font(Size.BASE))
        painter.setPen(QColor(now.text))
        title = room.adjusted(40, 0, -14 - taken, 0)
        metrics = painter.fontMetrics()
        words = metrics.elidedText(jump.title, Qt.TextElideMode.ElideRight, title.width())
        painter.drawText(title, middle, words)
        used = metrics.horizontalAdvance(words) + 10
        painter.setFont(text_font(Size.SMALL))
        painter.setPen(QColor(now.muted))
        rest = title.adjusted(used, 0, 0, 0)
        if rest.width() > 40:
            where = painter.fontMetrics().elidedText(
                jump.detail, Qt.TextElideMode.ElideMiddle, rest.width()
            )
            painter.drawText(rest, middle, where)
        painter.restore()


class Palette(QFrame):
    """The palette over a window.

    Signal: `typed(text)`, for what must be looked up; give it with `show_found`.

    Args:
        over: The window.
        offers: What can always be gone to or done; asked each time it opens.
        beyond: What to offer at the end for any text, such as a search for it.
    """

    typed = Signal(str)

    def __init__(
        self,
        over: QWidget,
        offers: Callable[[], Sequence[Jump]],
        beyond: Callable[[str], Sequence[Jump]],
    ) -> None:
        super().__init__(over)
        self.setObjectName("palette")
        self._over, self._offers, self._beyond = over, offers, beyond
        self._offered: Sequence[Jump] = ()
        self._found: list[Jump] = []
        self._moved = False
        self._before: QWidget | None = None
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        row = QHBoxLayout()
        row.setContentsMargins(14, 2, 12, 2)
        row.addWidget(Picture("search", 16, "faint"))
        self.field = QLineEdit()
        self.field.setPlaceholderText(self.tr("Jump to a table, a column, a screen, an action…"))
        self.field.setAccessibleName(self.tr("Jump to anything"))
        self.field.textChanged.connect(self._typed)
        self.field.installEventFilter(self)
        row.addWidget(self.field, 1)
        row.addWidget(KeyHint("Esc"))
        column.addLayout(row)
        column.addWidget(Line())
        self._model = _Jumps(self)
        self.list = QListView()
        self.list.setModel(self._model)
        self.list.setItemDelegate(_Painted(self.list))
        self.list.setUniformItemSizes(True)
        self.list.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.list.setMouseTracking(True)
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.list.setAccessibleName(self.tr("What fits"))
        self.list.entered.connect(lambda index: self._pick(index.row()))
        self.list.clicked.connect(lambda _: self._go(new_tab=False))
        column.addWidget(self.list)
        self._none = Label(self.tr("Nothing fits. Fewer letters find more."), "muted")
        self._none.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._none.setFixedHeight(64)
        column.addWidget(self._none)
        column.addWidget(Line())
        foot = QHBoxLayout()
        foot.setContentsMargins(14, 6, 14, 6)
        foot.setSpacing(6)
        for keys, words in (
            ("↑ ↓", self.tr("choose")),
            ("Enter", self.tr("open")),
            ("Ctrl+Enter", self.tr("in a new tab")),
            (">", self.tr("actions only")),
        ):
            foot.addWidget(KeyHint(keys))
            foot.addWidget(Label(words, "caption"))
            foot.addSpacing(8)
        foot.addStretch(1)
        column.addLayout(foot)
        over.installEventFilter(self)
        self.hide()

    def open(self, text: str = "") -> None:
        """Appear, with a text in the field; open already, it goes."""
        if self.isVisible():
            self.leave()
            return
        self._before = self._over.focusWidget()
        self._offered = self._offers()
        self._found = []
        self.setGraphicsEffect(shade(self))
        self.field.setText(text)
        self._typed(text)
        self.show()
        self.raise_()
        self._place()
        self.field.setFocus()

    def leave(self) -> None:
        """Go, and give the keyboard back to who had it."""
        self.hide()
        if self._before is not None:
            self._before.setFocus()

    def show_found(self, typed: str, found: Sequence[Jump]) -> None:
        """Show what was looked up; an answer to what is no longer typed is nothing."""
        if self.isVisible() and typed == self.field.text().strip():
            self._found = list(found)
            self._fill(keep=True)

    def jumps(self) -> list[Jump]:
        """Return what is offered now, the best first."""
        return list(self._model.jumps)

    def _typed(self, text: str) -> None:
        self._moved = False
        self._fill(keep=False)
        sought = text.strip()
        if sought and not sought.startswith(">"):
            self.typed.emit(sought)

    def _fill(self, *, keep: bool) -> None:
        typed = self.field.text().strip()
        chosen = self.list.currentIndex().row() if keep and self._moved else 0
        sought = typed.removeprefix(">").strip()
        most = len(self._offered) if typed.startswith(">") else MOST
        fitting = best(sought, self._offered, lambda jump: jump.title, most)
        if typed.startswith(">"):
            jumps = [jump for jump in fitting if not jump.detail]
        elif not typed:
            self._found = []
            jumps = fitting
        else:
            # what was looked up stays while the next answer is on its way: no flicker
            found = best(sought, self._found, lambda jump: jump.title, MOST_ASSETS)
            late = [jump for jump in self._found if jump not in found]
            named = [jump for jump in fitting if _begins(sought, jump.title)]
            others = [jump for jump in fitting if jump not in named]
            jumps = [*named[:3], *found, *late, *others[:OTHERS]][: MOST - 1]
            jumps += self._beyond(typed)
        self._model.show(jumps)
        self._none.setVisible(not jumps)
        self.list.setVisible(bool(jumps))
        self._pick(min(chosen, len(jumps) - 1))
        self._place()

    def _pick(self, row: int) -> None:
        self.list.setCurrentIndex(self._model.index(max(row, 0), 0))

    def _go(self, *, new_tab: bool) -> None:
        row = self.list.currentIndex().row()
        if 0 <= row < len(self._model.jumps):
            jump = self._model.jumps[row]
            self._before = None  # where one goes gets the keyboard
            self.leave()
            jump.go(new_tab)

    def _place(self) -> None:
        lines = min(len(self._model.jumps), 12)
        self.list.setFixedHeight(lines * LINE + 10)
        width = min(WIDTH, self._over.width() - 32)
        self.setFixedWidth(width)
        self.adjustSize()
        self.move((self._over.width() - width) // 2, max(48, self._over.height() // 9))

    @override
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if not self.isVisible():
            return False
        if watched is self.field and isinstance(event, QKeyEvent):
            if event.type() == QEvent.Type.KeyPress:
                return self._key(event)
        elif watched is self._over and event.type() == QEvent.Type.Resize:
            self._place()
        elif watched is self.field and event.type() == QEvent.Type.FocusOut:
            self.hide()
        return False

    def _key(self, event: QKeyEvent) -> bool:
        rows, now = len(self._model.jumps), self.list.currentIndex().row()
        if event.key() == Qt.Key.Key_Escape:
            self.leave()
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._go(new_tab=bool(event.modifiers() & Qt.KeyboardModifier.ControlModifier))
        elif event.key() in _STEPS and rows:
            self._moved = True
            far = _STEPS[Qt.Key(event.key())]
            self._pick((now + far) % rows if abs(far) == 1 else min(max(now + far, 0), rows - 1))
        else:
            return False
        return True


_STEPS = {
    Qt.Key.Key_Down: 1,
    Qt.Key.Key_Up: -1,
    Qt.Key.Key_PageDown: 6,
    Qt.Key.Key_PageUp: -6,
}


def _begins(sought: str, title: str) -> bool:
    return bool(sought) and title.casefold().startswith(sought.casefold())
