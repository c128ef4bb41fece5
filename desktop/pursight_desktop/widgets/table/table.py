"""DataTable: the fast grid that every list in the console is."""

from collections.abc import Callable, Mapping, Sequence
from typing import Any

from PySide6.QtCore import QItemSelection, QItemSelectionModel, Qt, Signal
from PySide6.QtGui import (
    QContextMenuEvent,
    QGuiApplication,
    QKeyEvent,
    QKeySequence,
    QMouseEvent,
    QResizeEvent,
)
from PySide6.QtWidgets import QMenu, QWidget
from typing_extensions import override

from pursight_desktop.settings import Preferences
from pursight_desktop.theme import icon
from pursight_desktop.widgets.states import ErrorState
from pursight_desktop.widgets.table.cells import Column, order_of, tab_separated
from pursight_desktop.widgets.table.pages import Lines, Read
from pursight_desktop.widgets.table.selecting import Selecting
from pursight_desktop.widgets.table.staying import Stay, key_of

MOST_COPIED = 10_000
"""Rows that Ctrl+C takes at most; more belong into an export."""


class DataTable(Selecting):
    """A table of any number of rows.

    Rows are read on the desk's pool a page at a time, and painted here, not by a delegate: that
    is what lets a million of them scroll. Enter or a double click opens, with Ctrl in a new tab.

    Signals: `opened(row, new_tab)`, `current_changed(row or None)`, `selection_changed(count)`,
    `sort_wanted(key, descending)`.

    Args:
        columns: From left to right.
        read: A desk's `read`.
        name: Under which widths, order, choice and sorting are remembered.
        preferences: Where they are.
        key: What tells a row from the others, also when it has changed; its id by default.
    """

    opened = Signal(object, bool)
    current_changed = Signal(object)
    selection_changed = Signal(int)
    sort_wanted = Signal(str, bool)

    def __init__(
        self,
        columns: Sequence[Column],
        read: Read,
        *,
        name: str = "",
        preferences: Preferences | None = None,
        key: Callable[[Any], Any] = key_of,
    ) -> None:
        self._rows: list[Any] | None = None
        self._empty: QWidget | None = None
        self._menus: list[Callable[[QMenu, Any], None]] = []
        self._told: tuple[int, Any] = (-1, None)
        super().__init__(columns, read, name, preferences, key)
        self.header.sort_chosen.connect(self._sort_chosen)
        self._grid.dataChanged.connect(lambda *_: self._tell_current())
        self._grid.pages.failed.connect(self._show_failure)
        self._failure: ErrorState | None = None

    # --- rows ---

    def show_lines(
        self, lines: Lines, *, keep: bool = False, found: Mapping[Any, int] | None = None
    ) -> None:
        """Show rows that are read when they are looked at.

        Args:
            lines: `len()` and `fetch(start, stop)` or `fetch(connection, start, stop)`.
            keep: It is the same list after a change: stay where one is, show the old rows until
                the new ones are there.
            found: With `keep`: where the rows of `stay()` are now; without it where they were.
        """
        stay = self.stay() if keep else None
        self._rows = None
        now = {} if stay is None else stay.at if found is None else found
        now = {key: number for key, number in now.items() if number < len(lines)}
        self._change(lambda: self._grid.show_lines(lines, keep=keep), stay, now)
        self._placed = {number: key for key, number in now.items()}

    def show_rows(self, rows: Sequence[Any], *, keep: bool = False) -> None:
        """Show rows that are in memory; a click on a heading sorts them here."""
        self._rows = list(rows)
        self._show_ordered(keep=keep, follow=True)

    def _show_ordered(self, *, keep: bool, follow: bool) -> None:
        stay = self.stay() if keep else None
        ordered = self._ordered()
        now = {self._key(row): number for number, row in enumerate(ordered)} if keep else {}
        self._placed = {}
        self._change(lambda: self._grid.show_rows(ordered, keep=keep), stay, now, follow=follow)

    def go_to_key(self, wanted: Any) -> bool:
        """Go to the row in memory that has a key; returns whether there is one."""
        for number in range(self.row_count()):
            row = self.row(number)
            if row is not None and self._key(row) == wanted:
                if self.current_number() != number:
                    self.go_to(number)
                return True
        return False

    def _change(
        self,
        take: Callable[[], None],
        stay: Stay | None,
        now: Mapping[Any, int],
        *,
        follow: bool = True,
    ) -> None:
        at = self.verticalScrollBar().value()
        self._told = (-1, None)
        self._leave_failure()
        take()
        if stay is None:
            self.verticalScrollBar().setValue(0)
        elif self.row_count():
            self.updateGeometries()
            moved = self._stay_there(stay, now)
            self.verticalScrollBar().setValue(at + (moved if at and follow else 0))
        self._show_whether_empty()
        self._tell_current()
        self.viewport().update()

    # --- sorting ---

    def sort(self) -> tuple[str, bool]:
        """Return by which column it is sorted, and whether downwards; an empty key: by none."""
        return self.header.sort()

    def set_sort(self, key: str, *, descending: bool = False) -> None:
        """Sort by a column, as if it had always been so: nothing is told."""
        self.header.set_sort(key, descending=descending)
        if self._rows is not None:
            self._show_ordered(keep=True, follow=False)

    def _sort_chosen(self, key: str, descending: bool) -> None:
        if self._rows is not None:
            self._show_ordered(keep=True, follow=False)
        self.sort_wanted.emit(key, descending)

    def _ordered(self) -> list[Any]:
        key, descending = self.sort()
        column = next((column for column in self._columns if column.key == key), None)
        rows = list(self._rows or ())
        if column is None:
            return rows
        by = column.order or (lambda row: order_of(column.value(row)))
        ranked = sorted(rows, key=by, reverse=descending)
        if column.order is None and descending:  # what is missing stays last
            missing = [row for row in ranked if by(row)[0] == 2]
            ranked = [row for row in ranked if by(row)[0] != 2] + missing
        return ranked

    # --- where one is ---

    def go_to(self, number: int) -> None:
        """Go to a row and make it visible."""
        if not self.row_count():
            return
        wanted = self._grid.index(min(max(number, 0), self.row_count() - 1), 0)
        self.setCurrentIndex(wanted)
        self.scrollTo(wanted)

    def _tell_current(self) -> None:
        number = self.current_number()
        row = self.current()
        if (number, row) != self._told and (row is not None or number < 0):
            self._told = (number, row)
            self.current_changed.emit(row)

    @override
    def currentChanged(self, current: Any, previous: Any) -> None:
        super().currentChanged(current, previous)
        self.viewport().update()
        self._tell_current()

    # --- what is selected ---

    def selected(self, done: Callable[[list[Any]], None]) -> None:
        """Give all selected rows, those that are seen as they are seen, the others once read."""
        seen, missing = self._grid.pages.split(self.selected_spans())
        if not missing:
            done(seen)
            return

        def read(others: list[Any]) -> None:
            # the list may have moved on meanwhile: a row that has come nearer is still one row
            done(list({self._key(row): row for row in [*others, *seen]}.values()))

        self._grid.pages.fetch(missing, read)

    @override
    def selectionChanged(self, selected: QItemSelection, deselected: QItemSelection) -> None:
        super().selectionChanged(selected, deselected)
        self.viewport().update()
        self.selection_changed.emit(self.selected_count())

    def copy_selected(self) -> None:
        """Put the selected rows on the clipboard, tabs between the shown columns."""
        spans, left = [], MOST_COPIED
        for first, last in self.selected_spans():
            if left > 0:
                spans.append((first, min(last, first + left - 1)))
                left -= last - first + 1
        columns = self.header.visible_columns()
        self._grid.pages.fetch(
            spans,
            lambda rows: QGuiApplication.clipboard().setText(tab_separated(rows, columns)),
        )

    # --- menus and what stands where there are no rows ---

    def add_action_menu(self, fill: Callable[[QMenu, Any], None]) -> None:
        """Have the context menu of a row filled by a function of the menu and the row."""
        self._menus.append(fill)

    def set_empty(self, state: QWidget) -> None:
        """Say what to show when there are no rows."""
        if self._empty is not None:
            self._empty.hide()
            self._empty.deleteLater()
        self._empty = state
        state.setParent(self.viewport())
        self._show_whether_empty()

    def _show_failure(self, error: BaseException) -> None:
        """Rows could not be read: say so over the table, and offer to try again."""
        self._leave_failure()
        self._failure = ErrorState(error, self._try_again)
        self._failure.setParent(self.viewport())
        self._failure.setObjectName("surface")
        self._failure.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._failure.setGeometry(self.viewport().rect())
        self._failure.show()

    def _leave_failure(self) -> None:
        if self._failure is not None:
            self._failure.hide()
            self._failure.deleteLater()
            self._failure = None

    def _try_again(self) -> None:
        self._leave_failure()
        self.viewport().update()

    def _show_whether_empty(self) -> None:
        if self._failure is not None:
            self._failure.setGeometry(self.viewport().rect())
        if self._empty is not None:
            self._empty.setGeometry(self.viewport().rect())
            self._empty.setVisible(self.row_count() == 0)

    @override
    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        keyboard = event.reason() == QContextMenuEvent.Reason.Keyboard
        row = self.row(self.current_number() if keyboard else self.rowAt(event.pos().y()))
        if row is None:
            return
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        for fill in self._menus:
            fill(menu, row)
        if not menu.isEmpty():
            menu.addSeparator()
        copy = menu.addAction(icon("copy"), self.tr("Copy"), self.copy_selected)
        copy.setShortcut(QKeySequence(QKeySequence.StandardKey.Copy))
        menu.addSeparator()
        # the heading itself cannot be reached with the keyboard
        if any(column.sortable for column in self._columns):
            self.header.fill_sort_menu(menu.addMenu(self.tr("Sort by")))
        self.header.fill_column_menu(menu.addMenu(self.tr("Columns")))
        menu.popup(event.globalPos())

    # --- keys and pointer ---

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        key, control = event.key(), bool(event.modifiers() & Qt.KeyboardModifier.ControlModifier)
        sideways = {Qt.Key.Key_Left: -self._row, Qt.Key.Key_Right: self._row}
        if key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._open(self.current_number(), new_tab=control)
        elif event.matches(QKeySequence.StandardKey.Copy):
            self.copy_selected()
        elif key in sideways and not control:
            bar = self.horizontalScrollBar()
            bar.setValue(bar.value() + sideways[Qt.Key(key)])
        elif key in (Qt.Key.Key_Home, Qt.Key.Key_End):
            self._jump(event, 0 if key == Qt.Key.Key_Home else self.row_count() - 1)
        elif event.text().isprintable() and event.text() and not control:
            event.ignore()  # single letters are the screens' shortcuts, never a search here
        else:
            super().keyPressEvent(event)

    def _jump(self, event: QKeyEvent, number: int) -> None:
        if not self.row_count():
            return
        if event.modifiers() & Qt.KeyboardModifier.ShiftModifier:
            start = max(self.current_number(), 0)
            span = QItemSelection(self._grid.index(start, 0), self._grid.index(number, 0))
            flag = QItemSelectionModel.SelectionFlag
            self.selectionModel().select(span, flag.ClearAndSelect | flag.Rows)
            self.scrollTo(self._grid.index(number, 0))
        else:
            self.go_to(number)

    @override
    def keyboardSearch(self, search: str) -> None:
        """Search nothing: Qt would read all rows, one by one, in the user interface's thread."""

    def _open(self, number: int, *, new_tab: bool) -> None:
        row = self.row(number) if number >= 0 else None
        if row is not None:
            self.opened.emit(row, new_tab)

    @override
    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        super().mouseDoubleClickEvent(event)
        if event.button() == Qt.MouseButton.LeftButton:
            control = bool(event.modifiers() & Qt.KeyboardModifier.ControlModifier)
            self._open(self.rowAt(event.position().toPoint().y()), new_tab=control)

    @override
    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        super().mouseReleaseEvent(event)
        if event.button() == Qt.MouseButton.MiddleButton:
            self._open(self.rowAt(event.position().toPoint().y()), new_tab=True)

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._show_whether_empty()
