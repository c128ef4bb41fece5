"""What scans found of a table's columns together: keys, dependencies, what they point at."""

from collections.abc import Mapping, Sequence
from functools import partial
from typing import Any
from uuid import UUID

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QHBoxLayout, QWidget

from pursight_desktop.background.desk import Desk
from pursight_desktop.background.place import Place
from pursight_desktop.replica.queries.relations import Join
from pursight_desktop.widgets.buttons import Button
from pursight_desktop.widgets.containers import Card
from pursight_desktop.widgets.labels import Chip, Label, Picture
from pursight_desktop.widgets.words import count, share

translate = QCoreApplication.translate


def found_cards(desk: Desk, measures: Mapping[str, Any], joins: Sequence[Join]) -> list[Card]:
    """Show what was found, without what the source declares anyway and that holds."""
    structure = measures.get("structure")
    structure = structure if isinstance(structure, dict) else {}
    keys = [key for key in _listed(structure, "keys") if not key.get("declared")]
    dependencies = _listed(structure, "dependencies")
    cards = []
    if keys:
        cards.append(_keys(keys, structure))
    if dependencies:
        cards.append(_dependencies(dependencies, structure))
    telling = [one for one in joins if not one.declared or one.contained < 1]
    if telling:
        cards.append(_joins(desk, telling))
    return cards


def _keys(keys: Sequence[Mapping[str, Any]], structure: Mapping[str, Any]) -> Card:
    card = Card(
        translate("FoundStructure", "Could be keys"),
        translate("FoundStructure", "No value is missing and none comes twice; {rows}").format(
            rows=_rows(structure)
        ),
    )
    for key in keys:
        names = ", ".join(str(one) for one in key.get("columns") or ())
        line = _line(Picture("key-round", 14), Label(names, "mono"))
        if not key.get("exact", True):
            line.addWidget(Chip(translate("FoundStructure", "estimated")))
        _end(card, line)
    return card


def _dependencies(found: Sequence[Mapping[str, Any]], structure: Mapping[str, Any]) -> Card:
    card = Card(
        translate("FoundStructure", "What determines what"),
        translate("FoundStructure", "Rows that agree in one column agree in the other; {rows}")
        .format(rows=_rows(structure)),
    )  # fmt: skip
    for one in found:
        left = Label(str(one.get("determinant") or ""), "mono")
        left.setMinimumWidth(160)
        error = float(one.get("error") or 0.0)
        told = translate("FoundStructure", "but for {share} of the rows").format(share=share(error))
        line = _line(
            left, Picture("arrow-right", 14, "accent"),
            Label(str(one.get("dependent") or ""), "mono"),
            Label(told if error else "", "muted"),
        )  # fmt: skip
        _end(card, line)
    return card


def _joins(desk: Desk, joins: Sequence[Join]) -> Card:
    card = Card(
        translate("FoundStructure", "Where values lie in another table's key"),
        translate("FoundStructure", "Found by comparing all tables of the scan"),
    )
    for join in joins:
        mine = Label(join.column, "mono")
        mine.setMinimumWidth(160)
        line = _line(mine, Picture("arrow-right", 14, "accent"))
        other_id = join.other_id
        if other_id is None:
            line.addWidget(Label(join.other_name, "muted"))
        else:
            go = Button(join.other_name, "table-2", "quiet", clicked=partial(_go, desk, other_id))
            said = translate("FoundStructure", "Go to {name}").format(name=join.other_name)
            go.setAccessibleName(said)
            line.addWidget(go)
        line.addWidget(Label(join.other_column, "mono"))
        line.addWidget(Label(_held(join), "warning" if join.contained < 1 else "muted"))
        if join.declared:
            line.addWidget(Chip(translate("FoundStructure", "declared")))
        _end(card, line)
    return card


def _go(desk: Desk, asset_id: UUID) -> None:
    desk.open(Place("asset", asset_id))


def _held(join: Join) -> str:
    held = share(join.contained)
    if join.error is not None:
        about = translate("FoundStructure", "about {share} of its values")
        return about.format(share=held)
    return translate("FoundStructure", "{share} of its values").format(share=held)


def _rows(structure: Mapping[str, Any]) -> str:
    n = count(int(structure.get("examined") or 0))
    if structure.get("complete", True):
        return translate("FoundStructure", "all {n} rows looked at").format(n=n)
    return translate("FoundStructure", "{n} rows of a sample looked at").format(n=n)


def _line(*parts: QWidget) -> QHBoxLayout:
    line = QHBoxLayout()
    line.setSpacing(8)
    for part in parts:
        line.addWidget(part)
    return line


def _end(card: Card, line: QHBoxLayout) -> None:
    line.addStretch(1)
    card.body.addLayout(line)


def _listed(fields: Mapping[str, Any], name: str) -> list[Mapping[str, Any]]:
    found = fields.get(name)
    return [one for one in found if isinstance(one, dict)] if isinstance(found, list) else []
