"""The table's heading: sort, choose, move and widen columns; what one did is remembered."""

from collections.abc import Sequence
from functools import partial
from typing import Any

from PySide6.QtCore import QPoint, Qt, QTimer, Signal
from PySide6.QtGui import QAction, QResizeEvent
from PySide6.QtWidgets import QHeaderView, QMenu, QWidget
from typing_extensions import override

from pursight_desktop.settings import Preferences
from pursight_desktop.theme import icon
from pursight_desktop.theme.tokens import ROW
from pursight_desktop.widgets.table.cells import Column

NARROWEST = 40


class Header(QHeaderView):
    """Headings of columns.

    Signals: `sort_chosen(key, descending)` when one clicks a heading or its menu.

    Args:
        columns: Of the table.
        name: Under which the layout is remembered; empty remembers nothing.
        preferences: Where it is remembered.
    """

    sort_chosen = Signal(str, bool)

    def __init__(
        self,
        columns: Sequence[Column],
        name: str,
        preferences: Preferences | None,
        parent: QWidget,
    ) -> None:
        super().__init__(Qt.Orientation.Horizontal, parent)
        self._columns = tuple(columns)
        self._numbers = {column.key: number for number, column in enumerate(columns)}
        self._name = name
        self._preferences = preferences if name else None
        self._sort: tuple[str, bool] = ("", False)
        self._widened: set[int] = set()
        self._fitting = self._chosen = False
        self.setSectionsMovable(True)
        self.setSectionsClickable(True)
        self.setHighlightSections(False)
        self.setMinimumSectionSize(NARROWEST)
        self.setFixedHeight(ROW + 2)
        self.setTextElideMode(Qt.TextElideMode.ElideRight)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        self.customContextMenuRequested.connect(self._menu_at)
        self.sectionClicked.connect(self._clicked)
        self._save = QTimer(self)
        self._save.setSingleShot(True)
        self._save.setInterval(400)
        self._save.timeout.connect(self._remember)

    def begin(self) -> None:
        """Lay the columns out as remembered; once the model is set."""
        self._lay_out(self._remembered())
        self.sectionResized.connect(self._resized)
        self.sectionMoved.connect(lambda *_: self._save.start())

    def sort(self) -> tuple[str, bool]:
        """Return by which column it is sorted, and whether downwards; an empty key: by none."""
        return self._sort

    def set_sort(self, key: str, *, descending: bool) -> None:
        """Show by what it is sorted; nothing is told."""
        self._sort = (key if key in self._numbers else "", descending)
        order = Qt.SortOrder.DescendingOrder if descending else Qt.SortOrder.AscendingOrder
        self.setSortIndicatorShown(bool(self._sort[0]))
        self.setSortIndicator(self._numbers.get(key, -1), order)

    def show_column(self, key: str, *, shown: bool) -> None:
        """Show or hide a column; the last one stays."""
        if not shown and self.count() - self.hiddenSectionCount() <= 1:
            return
        self._chosen = True
        self.setSectionHidden(self._numbers[key], not shown)
        self.fit()
        self._save.start()

    def reset_columns(self) -> None:
        """Lay the columns out as they are when nothing is remembered."""
        self._widened.clear()
        self._chosen = False
        self._lay_out({})
        self._save.start()

    def fit(self) -> None:
        """Give the room that is left to the columns that stretch, once spare ones gave way."""
        room = self.viewport().width()
        if not self._chosen:
            self._give_way(room)
        sharing = [
            number
            for number, column in enumerate(self._columns)
            if column.stretch and number not in self._widened and not self.isSectionHidden(number)
        ]
        left = room - self.length() + sum(self.sectionSize(n) for n in sharing)
        left -= sum(self._least_width(n) for n in sharing)
        self._fitting = True
        for place, number in enumerate(sharing):
            part = max(0, left) // (len(sharing) - place)  # the last takes what division leaves
            self.resizeSection(number, self._least_width(number) + part)
            left -= part
        self._fitting = False

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.fit()  # its own width: that of the table is known before it is taken over

    def _give_way(self, room: int) -> None:
        """Show spare columns only as far as there is room, the first of them first."""
        shown = [number for number, column in enumerate(self._columns) if column.shown]
        left = room - sum(self._width(n) for n in shown if not self._columns[n].spare)
        for number in shown:
            if self._columns[number].spare:
                left -= self._width(number)
                if self.isSectionHidden(number) != (left < 0):
                    self.setSectionHidden(number, left < 0)

    def _width(self, number: int) -> int:
        widened = number in self._widened and not self.isSectionHidden(number)
        return self.sectionSize(number) if widened else self._built_width(number)

    def _least_width(self, number: int) -> int:
        """How narrow one that stretches may become before the table has to be scrolled."""
        return max(self._columns[number].least, self.sectionSizeFromContents(number).width())

    def _built_width(self, number: int) -> int:
        """As the column has it, but never narrower than its title, in whatever language."""
        return max(self._columns[number].width, self.sectionSizeFromContents(number).width())

    def visible_columns(self) -> list[Column]:
        """Return the shown columns as they stand from left to right."""
        order = (self.logicalIndex(place) for place in range(self.count()))
        return [self._columns[number] for number in order if not self.isSectionHidden(number)]

    def column_menu(self) -> QMenu:
        """Return a menu to choose columns with."""
        menu = QMenu(self)
        self.fill_column_menu(menu)
        return menu

    def fill_column_menu(self, menu: QMenu) -> None:
        """Offer to show and hide each column."""
        for number, column in enumerate(self._columns):
            action = QAction(column.title or column.key, menu)
            action.setCheckable(True)
            action.setChecked(not self.isSectionHidden(number))
            action.toggled.connect(lambda on, key=column.key: self.show_column(key, shown=on))
            menu.addAction(action)
        menu.addSeparator()
        menu.addAction(icon("rotate-ccw"), self.tr("Reset columns"), self.reset_columns)

    def fill_sort_menu(self, menu: QMenu) -> None:
        """Offer to sort by each column; the one by which it is sorted turns round."""
        now, downwards = self._sort
        for column in self.visible_columns():
            if not column.sortable:
                continue
            action = QAction(column.title or column.key, menu)
            if column.key == now:
                action.setIcon(icon("arrow-down" if downwards else "arrow-up"))
            turned = column.key == now and not downwards
            choose = partial(self._choose, column.key, descending=turned)
            action.triggered.connect(lambda _=False, choose=choose: choose())
            menu.addAction(action)

    def _menu_at(self, at: QPoint) -> None:
        menu = self.column_menu()
        number = self.logicalIndexAt(at)
        if 0 <= number < len(self._columns) and self._columns[number].sortable:
            key = self._columns[number].key
            first = menu.actions()[0]
            up = QAction(icon("arrow-up"), self.tr("Sort ascending"), menu)
            up.triggered.connect(lambda: self._choose(key, descending=False))
            down = QAction(icon("arrow-down"), self.tr("Sort descending"), menu)
            down.triggered.connect(lambda: self._choose(key, descending=True))
            menu.insertActions(first, [up, down])
            menu.insertSeparator(first)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        menu.popup(self.mapToGlobal(at))

    def _clicked(self, number: int) -> None:
        column = self._columns[number]
        if column.sortable:
            now, downwards = self._sort
            self._choose(column.key, descending=now == column.key and not downwards)
        else:
            self.set_sort(self._sort[0], descending=self._sort[1])

    def _choose(self, key: str, *, descending: bool) -> None:
        self.set_sort(key, descending=descending)
        self._save.start()
        self.sort_chosen.emit(key, descending)

    def _resized(self, number: int, before: int, after: int) -> None:
        if self._fitting or not before or not after:
            return
        self._widened.add(number)
        if not self._columns[number].stretch:
            self.fit()
        self._save.start()

    def _lay_out(self, layout: dict[str, Any]) -> None:
        self._fitting = True
        widths = layout.get("widths", {})
        hidden = layout.get("hidden")
        self._chosen = hidden is not None and set(hidden) != self._hidden_at_first()
        for number, column in enumerate(self._columns):
            self.resizeSection(number, int(widths.get(column.key, self._built_width(number))))
            if column.key in widths:
                self._widened.add(number)
            gone = column.key in hidden if hidden is not None else not column.shown
            self.setSectionHidden(number, gone)
        order = [key for key in layout.get("order", []) if key in self._numbers]
        order += [column.key for column in self._columns if column.key not in order]
        for place, key in enumerate(order):
            self.moveSection(self.visualIndex(self._numbers[key]), place)
        if sort := layout.get("sort"):
            self.set_sort(str(sort[0]), descending=bool(sort[1]))
        self._fitting = False
        self.fit()

    def _remembered(self) -> dict[str, Any]:
        if self._preferences is None:
            return {}
        layout: dict[str, Any] = dict(self._preferences.get(f"table.{self._name}", {}))
        try:
            return {
                "widths": {str(k): max(NARROWEST, int(v)) for k, v in layout["widths"].items()},
                "hidden": [str(key) for key in layout["hidden"]],
                "order": [str(key) for key in layout["order"]],
                "sort": [str(layout["sort"][0]), bool(layout["sort"][1])],
            }
        except (KeyError, TypeError, ValueError, AttributeError, IndexError):
            return {}  # none yet, or edited by hand: as built in

    def _hidden_at_first(self) -> set[str]:
        return {column.key for column in self._columns if not column.shown}

    def _remember(self) -> None:
        if self._preferences is None:
            return
        order = [self._columns[self.logicalIndex(place)].key for place in range(self.count())]
        hidden = [c.key for n, c in enumerate(self._columns) if self.isSectionHidden(n)]
        if not self._chosen:  # those that gave way come back when there is room
            hidden = sorted(self._hidden_at_first())
        shown_widths = {
            self._columns[n].key: self.sectionSize(n)
            for n in sorted(self._widened)
            if not self.isSectionHidden(n)
        }
        self._preferences.put(
            f"table.{self._name}",
            {
                "widths": dict(shown_widths),
                "hidden": list(hidden),
                "order": list(order),
                "sort": list(self._sort),
            },
        )
