"""The fast grid: columns, cells, a virtual model of pages, and the table that paints them."""

from pursight_desktop.widgets.table.cells import Bar, Cell, Column, Mark, Marks, Spark, Text
from pursight_desktop.widgets.table.staying import Stay, look_for
from pursight_desktop.widgets.table.table import DataTable

__all__ = [
    "Bar",
    "Cell",
    "Column",
    "DataTable",
    "Mark",
    "Marks",
    "Spark",
    "Stay",
    "Text",
    "look_for",
]
