"""The columns of a table in one dense grid, each with its label, its nulls and what it is for."""

from collections.abc import Mapping, Sequence
from uuid import UUID

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QMenu

from pursight_desktop.background.desk import Desk
from pursight_desktop.background.place import Place
from pursight_desktop.replica.files import Connection
from pursight_desktop.replica.queries.reading import AssetLine, several_of
from pursight_desktop.theme import icon
from pursight_desktop.widgets.asset_cells import (
    icon_of,
    label_mark,
    quality_bar,
    said,
    sensitivity_mark,
    tag_marks,
)
from pursight_desktop.widgets.table import Bar, Cell, Column, DataTable, Text
from pursight_desktop.widgets.words import label_words, share

translate = QCoreApplication.translate


def children_grid(desk: Desk, level: str, filled: Mapping[UUID, float]) -> DataTable:
    """Make the grid of what is directly below a table, a schema or a source.

    Args:
        desk: What every view is given.
        level: Of what they are below.
        filled: Which share of a column's values is there, by its id; looked at while painting.
    """
    columns = _of_table(filled) if level == "table" else _of_container()
    grid = DataTable(columns, desk.read, name=f"below {level}", preferences=desk.preferences)

    def go(line: AssetLine, new_tab: bool) -> None:
        desk.open(Place("asset", line.id), new_tab=new_tab)

    grid.opened.connect(go)

    def fill(menu: QMenu, line: AssetLine) -> None:
        menu.addAction(icon("arrow-right"), translate("Asset", "Open"), lambda: go(line, False))
        menu.addAction(
            icon("external-link"), translate("Asset", "Open in new tab"), lambda: go(line, True)
        )

    grid.add_action_menu(fill)
    return grid


def _name(line: AssetLine) -> Cell:
    return Text(line.name, strong=True, icon=icon_of(line.level, line.kind))


def filled_shares(connection: Connection, ids: Sequence[UUID]) -> dict[UUID, float]:
    """Read of columns which share of their values is there."""
    shares = {}
    for column_id, fields in several_of(connection, "profile", ids).items():
        measures = fields.get("measures") or {}
        examined, nulls = measures.get("examined"), measures.get("nulls")
        if examined and nulls is not None:
            shares[column_id] = 1 - nulls / examined
    return shares


def _of_table(filled: Mapping[UUID, float]) -> list[Column]:
    def fill(line: AssetLine) -> Cell:
        part = filled.get(line.id)
        return "" if part is None else Bar(part, share(part))

    return [
        Column("position", "#", lambda a: a.position, 40, align="right"),
        Column("name", translate("Asset", "Column"), _name, 134, stretch=True, least=134),
        Column("type", translate("Asset", "Type"),
               lambda a: Text(a.type, mono=True, muted=True), 112),
        Column("label", translate("Asset", "Label"),
               lambda a: label_mark(a.label, a.label_state), 122),
        Column("sensitivity", translate("Asset", "Sensitivity"),
               lambda a: sensitivity_mark(a.sensitivity), 110),
        Column("filled", translate("Asset", "Filled"), fill, 108),
        Column("description", translate("Asset", "Description"), _described, 98, stretch=True,
               tip=lambda a: a.description or a.comment),
        Column("owner", translate("Asset", "Owner"), lambda a: a.owner, 110, shown=False),
        Column("tags", translate("Asset", "Tags"),
               lambda a: tag_marks(a.tags), 120, shown=False, tip=lambda a: ", ".join(a.tags)),
    ]  # fmt: skip


def _of_container() -> list[Column]:
    return [
        Column("name", translate("Asset", "Name"), _name, 170, stretch=True, least=170),
        Column("kind", translate("Asset", "Kind"),
               lambda a: Text(label_words(a.kind), muted=True), 80),
        Column("sensitivity", translate("Asset", "Sensitivity"),
               lambda a: sensitivity_mark(a.sensitivity), 110),
        Column("owner", translate("Asset", "Owner"), lambda a: a.owner, 100),
        Column("quality", translate("Asset", "Quality"), lambda a: quality_bar(a.quality), 108),
        Column("row_count", translate("Asset", "Rows"), lambda a: a.row_count, 80, align="right"),
        Column("description", translate("Asset", "Description"), _described, 72, stretch=True,
               tip=lambda a: a.description or a.comment),
    ]  # fmt: skip


def _described(line: AssetLine) -> Cell:
    return said(line.description, line.comment)
