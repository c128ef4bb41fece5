"""ListScreen: a heading with actions, filters, a table, and what is chosen beside it."""

from collections.abc import Callable

import shiboken6
from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import (
    QAbstractButton,
    QApplication,
    QHBoxLayout,
    QScrollArea,
    QSplitter,
    QVBoxLayout,
    QWidget,
)

from pursight_desktop.widgets.buttons import Button
from pursight_desktop.widgets.containers import Flow, Line
from pursight_desktop.widgets.labels import Elided, Label, Picture
from pursight_desktop.widgets.states import Deck
from pursight_desktop.widgets.table import DataTable
from pursight_desktop.widgets.tips import plain_tip

DETAIL_WIDTH = 360


def link(text: str, call: Callable[[], object], icon: str = "") -> QWidget:
    """Make a link that is as low as a line of text, so that it fits among facts."""
    made = Button(text, icon, "link", clicked=call)
    made.setObjectName("low")
    made.setFixedHeight(20)
    row = QWidget()
    line = QHBoxLayout(row)
    line.setContentsMargins(0, 0, 0, 0)
    line.addWidget(made)
    line.addStretch(1)
    return row


class ServerButtons:
    """Buttons that need the server: without it they are disabled, and their tooltips say why."""

    def __init__(self) -> None:
        self._buttons: list[tuple[QAbstractButton, str]] = []
        self._reason = ""

    def add(self, *buttons: QAbstractButton) -> None:
        """Take buttons in."""
        for button in buttons:
            self._buttons.append((button, button.toolTip()))
            self._show(button, button.toolTip())

    def clear(self) -> None:
        """Forget all, since they are made anew."""
        self._buttons.clear()

    def set_reason(self, reason: str) -> None:
        """Disable them for a reason; none enables them."""
        self._reason = reason
        # what is asked for in a pane may come when that pane is gone already
        self._buttons = [pair for pair in self._buttons if shiboken6.isValid(pair[0])]
        for button, tip in self._buttons:
            self._show(button, tip)

    def _show(self, button: QAbstractButton, tip: str) -> None:
        button.setEnabled(not self._reason)
        button.setToolTip(plain_tip(self._reason) or tip)
        button.setAccessibleDescription(self._reason or tip)


class Notice(QWidget):
    """One line above a list that says what does not work now, and why."""

    def __init__(self, icon: str) -> None:
        super().__init__()
        row = QHBoxLayout(self)
        row.setContentsMargins(24, 0, 24, 8)
        row.setSpacing(8)
        row.addWidget(Picture(icon, 14))
        self.words = Elided("", "muted")
        row.addWidget(self.words, 1)
        self.hide()

    def say(self, text: str) -> None:
        """Show a sentence; an empty one hides the line."""
        self.words.setText(text)
        self.setAccessibleName(text)
        self.setVisible(bool(text))


class ListScreen(QWidget):
    """What the screens with a list and a pane beside it share.

    Attributes:
        heading: The title; `detail` stands to the right of it.
        filters: The layout of the row above the table.
        deck: Table, empty or error.
        pane: The layout of what is chosen; `show_pane` puts a widget there.
    """

    def __init__(self, pane_width: int = DETAIL_WIDTH) -> None:
        super().__init__()
        self._pane_width = pane_width
        self.setObjectName("surface")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.setSpacing(0)
        head = QHBoxLayout()
        head.setContentsMargins(24, 16, 24, 12)
        head.setSpacing(8)
        self.heading = Label("", "title")
        head.addWidget(self.heading)
        self.detail = Label("", "muted")
        head.addWidget(self.detail)
        head.addStretch(1)
        self._buttons = head
        outer.addLayout(head)
        self.notice = Notice("wifi-off")
        outer.addWidget(self.notice)
        self._above = outer
        row = QWidget()
        self.filters = QHBoxLayout(row)
        self.filters.setContentsMargins(24, 0, 24, 12)
        self.filters.setSpacing(8)
        self._filter_row = row
        row.hide()
        outer.addWidget(row)
        outer.addWidget(Line())
        self.deck = Deck()
        self.split = QSplitter(Qt.Orientation.Horizontal)
        self.split.setChildrenCollapsible(False)
        self.split.setHandleWidth(1)
        self.split.addWidget(self.deck)
        self._area = QScrollArea()
        self._area.setWidgetResizable(True)
        self._area.setMinimumWidth(320)
        self._area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._area.hide()
        self.split.addWidget(self._area)
        self.split.setStretchFactor(0, 1)
        self.split.setStretchFactor(1, 0)
        self.split.setSizes([2 * pane_width, pane_width])
        outer.addWidget(self.split, 1)
        self.needs_server = ServerButtons()

    def add_buttons(self, *buttons: QWidget) -> None:
        """Put buttons to the right of the heading."""
        for button in buttons:
            self._buttons.addWidget(button)

    def add_filters(self, *widgets: QWidget, stretch: bool = True) -> None:
        """Put fields above the table."""
        self._filter_row.show()
        for widget in widgets:
            self.filters.addWidget(widget)
        if stretch:
            self.filters.addStretch(1)

    def put_above(self, widget: QWidget) -> None:
        """Put a line of its own below the heading."""
        self._above.insertWidget(self._above.indexOf(self.notice) + 1, widget)

    def show_pane(self, widget: QWidget | None) -> None:
        """Show what is chosen beside the list; None closes the pane."""
        there, focus, shown = self._area.widget(), QApplication.focusWidget(), self.deck.shown()
        works_there = there is not None and focus is not None and there.isAncestorOf(focus)
        if works_there and shown is not None:
            shown.setFocus()  # whoever works with the keyboard is not left nowhere
        old = self._area.takeWidget()
        if old is not None:
            old.hide()
            old.deleteLater()
        self._area.setVisible(widget is not None)
        if widget is not None:
            at_first = self.split.sizes()[1] == 0
            self._area.setWidget(widget)
            if at_first:
                self.split.setSizes([max(self.width() - self._pane_width, 1), self._pane_width])

    def pane_position(self) -> int:
        """Return how far the pane is scrolled."""
        return self._area.verticalScrollBar().value()

    def go_to_pane_position(self, position: int) -> None:
        """Scroll the pane, once it has its height."""
        if position:
            QTimer.singleShot(
                0, self._area, lambda: self._area.verticalScrollBar().setValue(position)
            )

    def pane(self) -> QWidget | None:
        """Return what is shown beside the list."""
        return self._area.widget()


class Pane(QWidget):
    """What is chosen, in parts below each other; `add` puts to the end."""

    def __init__(self, title: str, detail: str = "", margin: int = 20) -> None:
        super().__init__()
        self.setObjectName("surface")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.body = QVBoxLayout(self)
        self.body.setContentsMargins(margin, 16, margin, 24)
        self.body.setSpacing(12)
        self.heading = Label(title, "heading", wrap=True)
        self.body.addWidget(self.heading)
        if detail:
            self.body.addWidget(Label(detail, "muted", wrap=True))
        self.body.addStretch(1)

    def add(self, *widgets: QWidget) -> None:
        """Put widgets to the end."""
        for widget in widgets:
            self.body.insertWidget(self.body.count() - 1, widget)

    def add_row(self, *widgets: QWidget) -> None:
        """Put widgets beside each other, as wide as they need; below where there is no room."""
        row = QWidget()
        flow = Flow(row, 8)
        for widget in widgets:
            flow.addWidget(widget)
        self.add(row)

    def add_part(self, title: str, *widgets: QWidget) -> None:
        """Put a hairline, a small heading and what belongs to it."""
        self.add(Line(), Label(title, "strong"), *widgets)


def begin_at(table: DataTable, wanted: object) -> bool:
    """Go to the row one wants to begin at, else to the first; whether it is there."""
    if wanted is not None and table.go_to_key(wanted):
        return True
    table.go_to(0)
    return wanted is None
