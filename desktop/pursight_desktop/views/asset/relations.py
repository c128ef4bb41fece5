"""Keys and relations: what makes a row unique, which tables it points at, which point here."""

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QWidget
from typing_extensions import override

from pursight_desktop.background.place import Place
from pursight_desktop.replica.queries.asset import AssetPage
from pursight_desktop.replica.queries.reading import AssetLine, Fields
from pursight_desktop.replica.queries.relations import Relation
from pursight_desktop.views.asset.found_structure import found_cards
from pursight_desktop.views.asset.section import Reading
from pursight_desktop.widgets.buttons import Button
from pursight_desktop.widgets.containers import Card
from pursight_desktop.widgets.labels import Chip, Label, Picture
from pursight_desktop.widgets.states import EmptyState
from pursight_desktop.widgets.words import count


class RelationsSection(Reading):
    """The keys of a table and of its neighbours; every name leads there."""

    @override
    def show_page(self, page: AssetPage) -> None:
        before = self.page
        super().show_page(page)
        if before is not None and _shown(before) == _shown(page):
            return
        self.clear()
        unique = [key for key in _listed(page.facts, "unique") if key.get("columns")]
        indexes = [index for index in _listed(page.facts, "indexes") if index.get("columns")]
        measures = page.profile.measures if page.profile is not None else {}
        found = found_cards(self.desk, measures, page.joins)
        declared = page.primary_key or unique or page.relations_out or page.relations_in or indexes
        if not (declared or found):
            self.add(
                EmptyState(
                    "key-round",
                    self.tr("No keys"),
                    self.tr("The source declares no primary key, no unique and no foreign keys."),
                ),
                1,
            )
            return
        if page.primary_key or unique:
            self.add(self._keys(page, unique))
        self._add_relations(self.tr("Points at"), page.relations_out, outwards=True)
        self._add_relations(self.tr("Pointed at by"), page.relations_in, outwards=False)
        for card in found:
            self.add(card)
        if indexes:
            self.add(self._indexes(indexes))
        self.body.addStretch(1)

    def _keys(self, page: AssetPage, unique: Sequence[Fields]) -> Card:
        card = Card(self.tr("What makes a row unique"))
        known = {line.name: line for line in page.children}
        if page.primary_key:
            card.body.addLayout(
                self._columns(self.tr("Primary key"), page.primary_key, known, "key-round")
            )
        for key in unique:
            names = [str(one) for one in key["columns"]]
            name = str(key.get("name") or self.tr("Unique"))
            card.body.addLayout(self._columns(name, names, known, "asterisk"))
        return card

    def _indexes(self, indexes: Sequence[Fields]) -> Card:
        card = Card(self.tr("Indexes"), self.tr("{n} in all").format(n=count(len(indexes))))
        for index in indexes:
            row = QHBoxLayout()
            row.setSpacing(8)
            row.addWidget(Label(str(index.get("name") or ""), "mono"))
            row.addWidget(Label(", ".join(str(one) for one in index["columns"]), "muted"))
            if index.get("unique"):
                row.addWidget(Chip(self.tr("Unique")))
            row.addStretch(1)
            card.body.addLayout(row)
        return card

    def _columns(
        self, title: str, names: Sequence[str], known: dict[str, AssetLine], picture: str
    ) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setSpacing(4)
        row.addWidget(Picture(picture, 14))
        words = Label(title, "muted")
        words.setMinimumWidth(160)
        row.addWidget(words)
        for name in names:
            line = known.get(name)
            if line is None:
                row.addWidget(Label(name, "mono"))
            else:
                go = Button(name, "columns-3", "quiet", clicked=partial(self._go, line))
                go.setAccessibleName(self.tr("Go to {name}").format(name=name))
                row.addWidget(go)
        row.addStretch(1)
        return row

    def _add_relations(self, title: str, relations: Sequence[Relation], *, outwards: bool) -> None:
        if not relations:
            return
        n = len(relations)
        words = self.tr("{n} keys", None, n).format(n=count(n))
        card = Card(title, words)
        for relation in relations:
            card.add(self._relation(relation, outwards=outwards))
        self.add(card)

    def _relation(self, relation: Relation, *, outwards: bool) -> QWidget:
        line = QWidget()
        row = QHBoxLayout(line)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(8)
        mine = Label(", ".join(relation.columns), "mono")
        mine.setMinimumWidth(160)
        row.addWidget(mine)
        row.addWidget(Picture("arrow-right" if outwards else "arrow-left", 14, "accent"))
        other_id = relation.other_id
        if other_id is None:
            row.addWidget(Label(relation.other_name, "muted"))
            row.addWidget(Label(self.tr("not in the catalog"), "caption"))
        else:
            go = Button(relation.other_name, "table-2", "quiet",
                        clicked=lambda: self.desk.open(Place("asset", other_id)))  # fmt: skip
            go.setAccessibleName(self.tr("Go to {name}").format(name=relation.other_name))
            row.addWidget(go)
        row.addWidget(Label(", ".join(relation.other_columns), "mono"))
        row.addStretch(1)
        if relation.name:
            row.addWidget(Label(relation.name, "caption"), 0, Qt.AlignmentFlag.AlignRight)
        return line

    def _go(self, line: AssetLine) -> None:
        self.desk.open(Place("asset", line.id))


def _listed(facts: Fields, name: str) -> list[Fields]:
    found = facts.get(name)
    return [one for one in found if isinstance(one, dict)] if isinstance(found, list) else []


def _shown(page: AssetPage) -> tuple[object, ...]:
    measures = page.profile.measures if page.profile is not None else {}
    return (page.facts, page.primary_key, page.relations_out, page.relations_in, page.joins,
            measures.get("structure"),
            [(one.id, one.name) for one in page.children])  # fmt: skip
