"""A sheet: all items of a review, and how each was decided."""

from functools import partial
from uuid import UUID

from PySide6.QtWidgets import QWidget

from pursight.errors import PurSightError
from pursight_desktop.background.desk import Desk
from pursight_desktop.operations import access_reviews
from pursight_desktop.operations.access_reviews import AccessReview, ReviewItem
from pursight_desktop.operations.asking import Listed
from pursight_desktop.replica.queries import places
from pursight_desktop.widgets.access_words import (
    OUTCOMES,
    held_words,
    kind_icon,
    mark,
    reach_words,
)
from pursight_desktop.widgets.dialogs import Sheet
from pursight_desktop.widgets.labels import Label
from pursight_desktop.widgets.table import Column, DataTable, Text
from pursight_desktop.widgets.words import count, moment


class ItemsSheet(Sheet):
    """Who had what when the review began, and what was decided about it."""

    def __init__(self, desk: Desk, parent: QWidget, review: AccessReview) -> None:
        super().__init__(parent, review.name, 900)
        self._desk, self._names = desk, dict[UUID, str]()
        self._rows: tuple[ReviewItem, ...] = ()
        self.said = Label(self.tr("Reading…"), "muted", wrap=True)
        self.add(self.said)
        self.table = DataTable(
            self._columns(), desk.read, name="reviewitems", preferences=desk.preferences,
            key=lambda row: row.number,
        )  # fmt: skip
        self.table.setAccessibleName(self.tr("Items"))
        self.table.setMinimumHeight(380)
        self.add(self.table, 1)
        self.cancel_button.hide()
        self.set_confirm(self.tr("Close"), lambda: True)
        desk.online(
            self,
            "items",
            lambda online: access_reviews.items(online.asking, review.id),
            self._show,
            self._lost,
        )

    def _columns(self) -> list[Column]:
        return [
            Column("who", self.tr("Who"), lambda i: Text(
                i.subject_name, strong=True, icon=kind_icon(i.subject_kind)
            ), 150, stretch=True),
            Column("has", self.tr("Has"), held_words, 170, stretch=True),
            Column("on", self.tr("On"), self._where, 160),
            Column("outcome", self.tr("Decision"),
                   lambda i: mark(OUTCOMES, i.outcome or ""), 140),
            Column("by", self.tr("By"), lambda i: i.decided_by_name, 120),
            Column("why", self.tr("Why"), lambda i: i.reason, 180, stretch=True),
            Column("when", self.tr("When"),
                   lambda i: moment(i.decided_at) if i.decided_at else "", 130, spare=True,
                   order=lambda i: (i.decided_at is None, i.decided_at)),
        ]  # fmt: skip

    def _where(self, item: ReviewItem) -> str:
        name = "" if item.scope_id is None else self._names.get(item.scope_id, "")
        return reach_words(item.scope_kind, name).rpartition(" › ")[2]

    def _show(self, listed: Listed[ReviewItem]) -> None:
        self._rows = listed.rows
        said = self.tr("What everybody had when it began. It is frozen.")
        if listed.more:
            more = self.tr("These are the first {n}; the report has all of them.")
            said = f"{said} {more.format(n=count(len(listed.rows)))}"
        self.said.setText(said)
        self.table.show_rows(self._rows)
        self.table.setFocus()
        wanted = {one.scope_id for one in self._rows if one.scope_id is not None}
        if wanted:
            self._desk.read(self, "places", partial(places.named, ids=wanted), self._name)

    def _lost(self, error: PurSightError) -> None:
        self.said.hide()
        self.failed(error)

    def _name(self, names: dict[UUID, str]) -> None:
        self._names = names
        self.table.show_rows(self._rows, keep=True)
