"""The painted half of the table: rows of one height, drawn in one go without a delegate."""

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import QEvent, QItemSelectionModel, QModelIndex, QRect, Qt
from PySide6.QtGui import QColor, QMouseEvent, QPainter, QPaintEvent, QPen, QResizeEvent
from PySide6.QtWidgets import QAbstractItemView, QTableView
from typing_extensions import override

from pursight_desktop.settings import Preferences
from pursight_desktop.theme import heights, tokens
from pursight_desktop.widgets.table.cells import Column
from pursight_desktop.widgets.table.header import Header
from pursight_desktop.widgets.table.model import GridModel
from pursight_desktop.widgets.table.pages import Read
from pursight_desktop.widgets.table.painting import CellPainter, ink


class Grid(QTableView):
    """A table view that paints its rows itself; `DataTable` adds what one does with it."""

    def __init__(
        self, columns: Sequence[Column], read: Read, name: str, preferences: Preferences | None
    ) -> None:
        super().__init__()
        self._columns = tuple(columns)
        self._grid = GridModel(columns, read, self)
        self._cells = CellPainter()
        self._hovered = -1
        self.header = Header(columns, name, preferences, self)
        self.setHorizontalHeader(self.header)
        self.setModel(self._grid)
        # a header asks of every row whether it is selected, only to highlight nothing
        self.header.setSelectionModel(QItemSelectionModel(self._grid, self.header))
        self.header.begin()
        rows = self.verticalHeader()
        rows.hide()
        rows.setSectionResizeMode(rows.ResizeMode.Fixed)
        self._row = 0
        self._take_height()
        self.setShowGrid(False)
        self.setCornerButtonEnabled(False)
        self.setWordWrap(False)
        self.setTabKeyNavigation(False)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.viewport().setMouseTracking(True)
        self.setAccessibleName(self.tr("Table"))

    def _take_height(self) -> None:
        """Give rows the height of the density in use; the row at the top stays there."""
        before, self._row = self._row, heights().row
        if before == self._row:
            return
        rows, bar = self.verticalHeader(), self.verticalScrollBar()
        at = bar.value() / before if before else 0.0
        rows.setMinimumSectionSize(self._row)
        rows.setDefaultSectionSize(self._row)
        self.header.setFixedHeight(self._row + 2)
        bar.setSingleStep(self._row)
        self.updateGeometries()
        bar.setValue(round(at * self._row))

    @override
    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.StyleChange and hasattr(self, "_row"):
            self._take_height()

    def row_count(self) -> int:
        """Return how many rows there are."""
        return self._grid.rowCount()

    def current_number(self) -> int:
        """Return the number of the row one is on; -1 for none."""
        return self.currentIndex().row()

    @override
    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        super().mouseMoveEvent(event)
        self._hover(self.rowAt(event.position().toPoint().y()))

    @override
    def leaveEvent(self, event: Any) -> None:
        super().leaveEvent(event)
        self._hover(-1)

    def _hover(self, number: int) -> None:
        if number != self._hovered:
            for row in (self._hovered, number):
                if row >= 0:
                    self.viewport().update(self._stripe(row))
            self._hovered = number

    def _stripe(self, number: int) -> QRect:
        return QRect(0, self.rowViewportPosition(number), self.viewport().width(), self._row)

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.header.fit()

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self.viewport())
        try:
            self._paint_rows(painter, event.rect())
        finally:
            painter.end()  # the cells' painter still knows it, so it would not end by itself

    def _paint_rows(self, painter: QPainter, area: QRect) -> None:
        painter.fillRect(area, ink(tokens().surface))
        count = self.row_count()
        if not count:
            return
        top = self.verticalHeader().offset()
        first = max(0, (area.top() + top) // self._row)
        last = min(count - 1, (area.bottom() + top) // self._row)
        screen = self.viewport().height() // self._row + 1
        self._grid.pages.touch(
            max(0, top // self._row - 8), min(count - 1, top // self._row + screen + 8)
        )
        columns = self._columns_in(area)
        self._cells.begin(painter, self.devicePixelRatioF())
        for number in range(first, last + 1):
            self._paint_row(painter, number, number * self._row - top, columns)

    def _columns_in(self, area: QRect) -> list[tuple[int, int, int, str]]:
        """List the shown columns that touch an area: number, left edge, width, alignment."""
        found: list[tuple[int, int, int, str]] = []
        for number, column in enumerate(self._columns):
            if self.header.isSectionHidden(number):
                continue
            left, width = self.columnViewportPosition(number), self.columnWidth(number)
            if left <= area.right() and left + width >= area.left():
                found.append((number, left, width, column.align))
        return found

    def _paint_row(
        self, painter: QPainter, number: int, y: int, columns: list[tuple[int, int, int, str]]
    ) -> None:
        now, width = tokens(), self.viewport().width()
        if self.selectionModel().isRowSelected(number, QModelIndex()):
            ground = now.selected if self.hasFocus() else now.selected_idle
            painter.fillRect(0, y, width, self._row, ink(ground))
        elif number == self._hovered:
            painter.fillRect(0, y, width, self._row, ink(now.hover))
        painter.fillRect(0, y + self._row - 1, width, 1, ink(now.line))
        cells = self._grid.cells(number)
        for column, left, room, align in columns:
            if cells is None:
                self._cells.wait(left, y, room, number)
            else:
                self._cells.paint(cells[column], left, y, room, align)
        if number == self.current_number() and self.hasFocus():
            painter.setPen(QPen(QColor(now.accent), 1))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRect(0, y, width - 1, self._row - 2)
            painter.fillRect(0, y, 3, self._row - 1, QColor(now.accent))
            self._cells.begin(painter, self.devicePixelRatioF())
