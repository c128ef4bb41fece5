"""What holds other widgets: pages, cards, tiles, lists of facts, a row that wraps."""

from collections.abc import Sequence

from PySide6.QtCore import QPoint, QRect, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent
from PySide6.QtWidgets import (
    QFrame,
    QGridLayout,
    QHBoxLayout,
    QLayout,
    QLayoutItem,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)
from typing_extensions import override

from pursight_desktop.theme import Tone
from pursight_desktop.widgets.clearing import let_go_of
from pursight_desktop.widgets.labels import Label, Picture, SectionHeader


class Line(QFrame):
    """A hairline between things."""

    def __init__(self, *, vertical: bool = False) -> None:
        super().__init__()
        self.setObjectName("line")
        if vertical:
            self.setFixedWidth(1)
        else:
            self.setFixedHeight(1)


class Page(QWidget):
    """A screen's ground with its margins; it scrolls when the window is too low.

    Attributes:
        body: The layout; `add` puts to its end.
    """

    def __init__(self, margin: int = 24, *, scroll: bool = True) -> None:
        super().__init__()
        self.setObjectName("surface")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        inner = QWidget()
        inner.setObjectName("surface")
        inner.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.body = QVBoxLayout(inner)
        self.body.setContentsMargins(margin, margin, margin, margin)
        self.body.setSpacing(16)
        if scroll:
            area = QScrollArea()
            area.setWidgetResizable(True)
            area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
            area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
            area.setWidget(inner)
            outer.addWidget(area)
        else:
            outer.addWidget(inner)

    def add(self, widget: QWidget, stretch: int = 0) -> None:
        """Put a widget at the end."""
        self.body.addWidget(widget, stretch)

    def add_row(self, *widgets: QWidget, spacing: int = 16) -> QHBoxLayout:
        """Put widgets beside each other, each as wide as the others."""
        row = QHBoxLayout()
        row.setSpacing(spacing)
        for widget in widgets:
            row.addWidget(widget, 1)
        self.body.addLayout(row)
        return row


class Card(QFrame):
    """A part of a page with a border of its own.

    Attributes:
        body: The layout below the heading; `add` puts to its end.
    """

    def __init__(self, title: str = "", detail: str = "", actions: Sequence[QWidget] = ()) -> None:
        super().__init__()
        self.setObjectName("card")
        self.body = QVBoxLayout(self)
        self.body.setContentsMargins(16, 12, 16, 16)
        self.body.setSpacing(12)
        self.header = SectionHeader(title, detail, actions)
        if title:
            self.body.addWidget(self.header)
            self.setAccessibleName(title)
        else:
            self.header.setParent(self)
            self.header.hide()

    def add(self, widget: QWidget, stretch: int = 0) -> None:
        """Put a widget at the end."""
        self.body.addWidget(widget, stretch)


class StatTile(QFrame):
    """One number with its name; clicked, it leads to what it counts."""

    clicked = Signal()

    def __init__(self, title: str, icon: str = "", *, clickable: bool = False) -> None:
        super().__init__()
        self.setObjectName("tile")
        self._title, self._icon, self._clickable = title, icon, clickable
        self.setProperty("clickable", clickable)
        if clickable:
            self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
            self.setCursor(Qt.CursorShape.PointingHandCursor)
        column = QVBoxLayout(self)
        column.setContentsMargins(16, 12, 16, 12)
        column.setSpacing(2)
        head = QHBoxLayout()
        head.setSpacing(6)
        self._picture = Picture(icon, 14)
        if not icon:
            self._picture.hide()
        head.addWidget(self._picture)
        head.addWidget(_plain(title, "caption"), 1)
        column.addLayout(head)
        self._value = _plain("–", "display")
        self._detail = _plain("", "caption")
        column.addWidget(self._value)
        column.addWidget(self._detail)
        self.show_value("–")

    def show_value(self, value: str, detail: str = "", tone: Tone | str = "") -> None:
        """Show the number; `detail` is a line below, in the colour of `tone`."""
        self._value.setText(value)
        self._detail.setText(detail)
        self.setAccessibleName(f"{self._title}: {value} {detail}".strip())
        self._detail.setProperty("tone", str(tone))
        self._detail.style().unpolish(self._detail)
        self._detail.style().polish(self._detail)
        if self._icon:
            self._picture.show_icon(self._icon, str(tone) or "muted")

    @override
    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        if self._clickable and self.rect().contains(event.position().toPoint()):
            self.clicked.emit()

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        if self._clickable and event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Space):
            self.clicked.emit()
        else:
            super().keyPressEvent(event)


def _plain(text: str, type: str) -> Label:  # noqa: A002  as in the style sheet
    label = Label(text, type)
    label.setTextInteractionFlags(Qt.TextInteractionFlag.NoTextInteraction)
    return label


class Facts(QWidget):
    """Names and values below each other, the names in one column."""

    def __init__(self, name_width: int = 120) -> None:
        super().__init__()
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setHorizontalSpacing(16)
        self._grid.setVerticalSpacing(8)
        self._grid.setColumnMinimumWidth(0, name_width)
        self._grid.setColumnStretch(1, 1)

    def show_facts(self, facts: Sequence[tuple[str, "str | QWidget"]]) -> None:
        """Show these and no others; an empty text is shown as –."""
        let_go_of(self._grid)
        for row, (name, value) in enumerate(facts):
            shown = Label(value or "–", wrap=True) if isinstance(value, str) else value
            top = Qt.AlignmentFlag.AlignTop
            if isinstance(shown, Label):
                shown.setAlignment(top)  # a text that may wrap can get more room than it needs
            if isinstance(value, str):
                shown.setAccessibleName(f"{name}: {value}")
            self._grid.addWidget(_plain(name, "muted"), row, 0, top)
            self._grid.addWidget(shown, row, 1, top)


class Flow(QLayout):
    """A layout that goes on in the next line when one is full."""

    def __init__(self, parent: QWidget | None = None, spacing: int = 4) -> None:
        super().__init__()
        self._items: list[QLayoutItem] = []
        self.setContentsMargins(0, 0, 0, 0)
        self.setSpacing(spacing)
        if parent is not None:
            parent.setLayout(self)

    @override
    def addItem(self, item: QLayoutItem) -> None:
        self._items.append(item)

    @override
    def count(self) -> int:
        return len(self._items)

    @override
    def itemAt(self, index: int) -> QLayoutItem | None:
        return self._items[index] if 0 <= index < len(self._items) else None

    @override
    def takeAt(self, index: int) -> QLayoutItem | None:
        return self._items.pop(index) if 0 <= index < len(self._items) else None

    @override
    def hasHeightForWidth(self) -> bool:
        return True

    @override
    def heightForWidth(self, width: int) -> int:
        return self._arrange(QRect(0, 0, width, 0), move=False)

    @override
    def setGeometry(self, rect: QRect) -> None:
        super().setGeometry(rect)
        self._arrange(rect, move=True)

    @override
    def sizeHint(self) -> QSize:
        widths = [item.sizeHint().width() + self.spacing() for item in self._items]
        heights = [item.sizeHint().height() for item in self._items]
        return QSize(sum(widths), max(heights, default=0))

    @override
    def minimumSize(self) -> QSize:
        size = QSize()
        for item in self._items:
            size = size.expandedTo(item.minimumSize())
        return size

    def clear(self) -> None:
        """Take all widgets out and let them go."""
        let_go_of(self)

    def _arrange(self, rect: QRect, *, move: bool) -> int:
        x, y, line = rect.x(), rect.y(), 0
        for item in self._items:
            hint = item.sizeHint()
            if x > rect.x() and x + hint.width() > rect.right() + 1:
                x, y, line = rect.x(), y + line + self.spacing(), 0
            if move:
                item.setGeometry(QRect(QPoint(x, y), hint))
            x += hint.width() + self.spacing()
            line = max(line, hint.height())
        return y + line - rect.y()
