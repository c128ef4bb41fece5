"""The columns of the catalog's table: what each shows of an asset."""

from datetime import datetime

from PySide6.QtCore import QCoreApplication

from pursight_desktop.replica.queries.catalog import AssetLine
from pursight_desktop.widgets.asset_cells import (
    icon_of,
    label_mark,
    quality_bar,
    said,
    sensitivity_mark,
    tag_marks,
)
from pursight_desktop.widgets.table import Cell, Column, Text
from pursight_desktop.widgets.words import label_words, moment

translate = QCoreApplication.translate


def label_tip(line: AssetLine) -> str:
    """Say in words what the label's chip says by colour and icon."""
    if line.label in ("", "none"):
        return ""
    state = label_words(line.label_state).lower()
    return f"{label_words(line.label)} · {state} · {line.confidence:.0%}"


def _name(line: AssetLine) -> Cell:
    here = line.present
    return Text(
        line.name or line.fqn,
        muted=not here,
        strong=here and line.level != "column",
        icon=icon_of(line.level, line.kind) if here else "circle-minus",
        detail="" if here else translate("Catalog", "gone"),
    )


def _changed(at: datetime | None) -> Cell:
    return None if at is None else Text(moment(at), muted=True)


def asset_columns(level: str) -> list[Column]:
    """List the columns from left to right; what tables, columns or all of them are best told by."""
    tables, columns = level == "tables", level == "columns"
    named = 210 if columns else 172
    return [
        Column("name", translate("Catalog", "Name"), _name, named, stretch=True, least=named),
        Column("table", translate("Catalog", "Table"), _table, 130, sortable=False, shown=columns),
        Column("kind", translate("Catalog", "Kind"),
               lambda a: Text(label_words(a.kind), muted=True), 90,
               sortable=False, shown=level == "all"),
        Column("type", translate("Catalog", "Type"),
               lambda a: Text(a.type, mono=True, muted=True), 110,
               shown=columns),
        Column("label", translate("Catalog", "Label"),
               lambda a: label_mark(a.label, a.label_state), 140,
               shown=not tables, tip=label_tip),
        Column("sensitivity", translate("Catalog", "Sensitivity"),
               lambda a: sensitivity_mark(a.sensitivity), 110),
        Column("owner", translate("Catalog", "Owner"), lambda a: a.owner, 104, shown=not columns),
        Column("domain", translate("Catalog", "Domain"),
               lambda a: Text(a.domain, muted=True), 120, sortable=False, shown=False),
        Column("tags", translate("Catalog", "Tags"),
               lambda a: tag_marks(a.tags), 104,
               sortable=False, shown=tables, tip=lambda a: ", ".join(a.tags)),
        Column("quality", translate("Catalog", "Quality"),
               lambda a: quality_bar(a.quality), 108, shown=tables),
        Column("row_count", translate("Catalog", "Rows"), lambda a: a.row_count, 84, align="right",
               shown=tables),
        Column("description", translate("Catalog", "Description"), _described, 110, sortable=False,
               stretch=True, tip=lambda a: a.description or a.comment),
        Column("fqn", translate("Catalog", "Path"),
               lambda a: Text(a.fqn, muted=True), 240, shown=False),
        Column("last_seen_at", translate("Catalog", "Last seen"),
               lambda a: _changed(a.last_seen_at), 140,
               shown=False),
    ]  # fmt: skip


def _table(line: AssetLine) -> Cell:
    return Text(line.table_name, detail=line.schema_name)


def _described(line: AssetLine) -> Cell:
    return said(line.description, line.comment)
