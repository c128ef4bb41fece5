"""The model of a table: as many rows as there are, of which only those looked at are here."""

from collections import OrderedDict
from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt
from typing_extensions import override

from pursight_desktop.widgets.table.cells import Cell, Column, text_of
from pursight_desktop.widgets.table.pages import Lines, Pages, Read
from pursight_desktop.widgets.tips import plain_tip

Index = QModelIndex | QPersistentModelIndex
CELLS_KEPT = 4000
_ALIGN = {
    "left": Qt.AlignmentFlag.AlignLeft,
    "right": Qt.AlignmentFlag.AlignRight,
    "center": Qt.AlignmentFlag.AlignHCenter,
}


class GridModel(QAbstractTableModel):
    """Rows by the page, cells computed once."""

    def __init__(self, columns: Sequence[Column], read: Read, parent: QObject) -> None:
        super().__init__(parent)
        self.columns = tuple(columns)
        self.pages = Pages(read)
        self.pages.arrived.connect(self._arrived)
        self._cells: OrderedDict[int, tuple[Cell, ...]] = OrderedDict()
        self._count = 0

    @override
    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008  Qt's signature
        return 0 if parent.isValid() else self._count

    @override
    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008  Qt's signature
        return 0 if parent.isValid() else len(self.columns)

    @override
    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if role == Qt.ItemDataRole.DisplayRole:
            cells = self.cells(index.row())
            return "…" if cells is None else text_of(cells[index.column()])
        if role == Qt.ItemDataRole.ToolTipRole:
            return self._tip(index.row(), index.column())
        return None

    @override
    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> Any:
        if orientation != Qt.Orientation.Horizontal or not 0 <= section < len(self.columns):
            return None
        column = self.columns[section]
        if role == Qt.ItemDataRole.DisplayRole:
            return column.title
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return _ALIGN[column.align] | Qt.AlignmentFlag.AlignVCenter
        return None

    def cells(self, number: int) -> tuple[Cell, ...] | None:
        """Return a row's cells; None while the row is being read."""
        cells = self._cells.get(number)
        if cells is not None:
            return cells
        row = self.pages.row(number)
        if row is None:
            return None
        cells = tuple(column.value(row) for column in self.columns)
        self._cells[number] = cells
        if len(self._cells) > CELLS_KEPT:
            self._cells.popitem(last=False)
        return cells

    def show_lines(self, lines: Lines, *, keep: bool) -> None:
        """Take other rows; as many as before and `keep`: the selection stays."""
        stays = keep and len(lines) == self._count
        if not stays:
            self.beginResetModel()
        self.pages.show_lines(lines, keep=keep)
        self._taken(stays=stays)

    def show_rows(self, rows: Sequence[Any], *, keep: bool) -> None:
        """Take other rows, which are in memory."""
        stays = keep and len(rows) == self._count
        if not stays:
            self.beginResetModel()
        self.pages.show_rows(rows)
        self._taken(stays=stays)

    def _taken(self, *, stays: bool) -> None:
        self._cells.clear()
        self._count = len(self.pages)
        if stays:
            self._tell(0, self._count)
        else:
            self.endResetModel()

    def _arrived(self, start: int, stop: int) -> None:
        for number in range(start, stop):
            self._cells.pop(number, None)
        self._tell(start, stop)

    def _tell(self, start: int, stop: int) -> None:
        if stop > start:
            first = self.index(start, 0)
            self.dataChanged.emit(first, self.index(stop - 1, len(self.columns) - 1))

    def _tip(self, number: int, section: int) -> str | None:
        column = self.columns[section]
        row = self.pages.loaded(number)
        if row is None:
            return None
        tip = column.tip(row) if column.tip is not None else text_of(column.value(row))
        return plain_tip(tip)
