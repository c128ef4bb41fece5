"""Neighbours: the other columns of the table; what is beside a column tells what it holds."""

from collections.abc import Sequence

from PySide6.QtCore import QEvent, Signal
from typing_extensions import override

from pursight_desktop.background.desk import Desk
from pursight_desktop.replica.queries.catalog import AssetLine
from pursight_desktop.theme import heights
from pursight_desktop.widgets.containers import Card
from pursight_desktop.widgets.table import Cell, Column, DataTable, Mark, Text
from pursight_desktop.widgets.words import label_words

MOST_ROWS = 10
"""Rows that are seen without scrolling."""

_TONES = {"decided": ("accent", "check"), "applied": ("accent", "")}


class Neighbours(Card):
    """The table's columns with their labels; the one that is asked about is marked."""

    opened = Signal(object, bool)

    def __init__(self, desk: Desk) -> None:
        super().__init__("", "")
        self.header.title.setText(self.tr("Its neighbours"))
        self.body.insertWidget(0, self.header)
        self.header.show()
        self._asked: AssetLine | None = None
        self.table = DataTable(
            [
                Column("name", self.tr("Column"), self._name, 190, sortable=False, stretch=True),
                Column("type", self.tr("Type"), _type, 120, sortable=False),
                Column("label", self.tr("Holds"), _label, 160, sortable=False),
                Column("sensitivity", self.tr("Sensitivity"), _sensitivity, 110, sortable=False),
            ],
            desk.read,
        )
        self.table.setAccessibleName(self.tr("Columns of the same table"))
        self.table.opened.connect(lambda row, new_tab: self.opened.emit(row.id, new_tab))
        self.add(self.table)

    def show_columns(self, asked: AssetLine, columns: Sequence[AssetLine]) -> None:
        """Show the columns of a table.

        Args:
            asked: The one that is asked about.
            columns: All of them, in the table's order.
        """
        self._asked = asked
        self.header.title.setText(self.tr("Beside it in {table}").format(table=asked.table_name))
        self.setVisible(bool(columns))
        self.table.show_rows(columns)
        self._fit()

    def _fit(self) -> None:
        """Be as high as the rows that are seen without scrolling."""
        rows, row = min(self.table.row_count(), MOST_ROWS), heights().row
        self.table.setFixedHeight(row + 2 + rows * row + 4)

    @override
    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.StyleChange and hasattr(self, "table"):
            self._fit()

    def _name(self, row: AssetLine) -> Cell:
        asked = self._asked is not None and row.id == self._asked.id
        return Text(row.name, strong=asked)


def _type(row: AssetLine) -> Cell:
    return Text(row.type, muted=True, mono=True)


def _label(row: AssetLine) -> Cell:
    if row.label == "none":
        return Text("–", muted=True)
    tone, mark = _TONES.get(row.label_state, ("warning", "circle-question-mark"))
    return Mark(label_words(row.label), tone, mark)


def _sensitivity(row: AssetLine) -> Cell:
    return Mark(label_words(row.sensitivity), row.sensitivity)
