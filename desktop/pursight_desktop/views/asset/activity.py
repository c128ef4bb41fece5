"""Activity: every change with who, when, before and after; what can be set back has a button."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from html import escape
from uuid import UUID

from PySide6.QtCore import QEvent, Qt
from PySide6.QtWidgets import QHBoxLayout, QLabel, QVBoxLayout, QWidget
from typing_extensions import override

from pursight.contracts.sync import Value
from pursight_desktop.background.desk import Desk
from pursight_desktop.operations.placing import MAY_PLACE
from pursight_desktop.operations.reverting import can_revert, revert
from pursight_desktop.replica.files import Connection
from pursight_desktop.replica.queries import asset
from pursight_desktop.replica.queries.activity import EventLine
from pursight_desktop.replica.queries.asset import AssetPage
from pursight_desktop.theme import tokens
from pursight_desktop.views.asset.diff import FieldDiff, Piece, field_diffs, happened
from pursight_desktop.views.asset.section import Reading
from pursight_desktop.widgets.buttons import Button
from pursight_desktop.widgets.clearing import let_go_of
from pursight_desktop.widgets.containers import Line
from pursight_desktop.widgets.labels import Label, Picture
from pursight_desktop.widgets.states import EmptyState
from pursight_desktop.widgets.words import moment

PAGE = 50

ACTORS = {"person": "user-round", "agent": "bot", "service_account": "bot", "system": "settings"}

WRITES = {"asset": "catalog.write", "classification": "classification.decide",
          "rule": "rules.write", "violation": "compliance.write"}  # fmt: skip
"""What one must be allowed to set back a change, by the first part of its kind."""


@dataclass(frozen=True, slots=True)
class Logged:
    """An entry as `operations.reverting` takes it."""

    kind: str
    subject_id: str
    before: Mapping[str, Value] | None
    after: Mapping[str, Value] | None


class ActivitySection(Reading):
    """The log of one asset, newest first."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self.events: list[EventLine] = []
        self.reverts: dict[int, Button] = {}
        self._list = QVBoxLayout()
        self._list.setSpacing(0)
        self.body.addLayout(self._list, 1)
        self.more = Button(self.tr("Earlier"), "history", clicked=self._read_earlier)
        self.more.hide()
        self.body.addWidget(self.more, 0, Qt.AlignmentFlag.AlignHCenter)

    @override
    def show_page(self, page: AssetPage) -> None:
        super().show_page(page)
        limit = max(PAGE, len(self.events))
        self._read(page.line.id, None, limit)

    def _read_earlier(self) -> None:
        if self.page is not None and self.events:
            self._read(self.page.line.id, self.events[-1].number, PAGE)

    def _read(self, asset_id: UUID, before: int | None, limit: int) -> None:
        self.desk.read(
            self, "activity", partial(_events, asset_id=asset_id, before=before, limit=limit),
            lambda found: self._show(found, earlier=before is not None, whole=len(found) < limit),
        )  # fmt: skip

    def _show(self, found: Sequence[EventLine], *, earlier: bool, whole: bool) -> None:
        self.more.setVisible(not whole)
        if not earlier:
            if list(found) == self.events and found:
                return
            self.events, self.reverts = [], {}
            let_go_of(self._list)
        elif (last := self._list.takeAt(self._list.count() - 1)) is not None:
            del last  # the stretch below the entries that were there
        for event in found:
            self._list.addWidget(self._entry(event))
            self._list.addWidget(Line())
        self.events += found
        if self.events:
            self._list.addStretch(1)
        else:
            self._list.addWidget(self._none(), 1)

    def _none(self) -> EmptyState:
        if not self.desk.account.may("activity.read"):
            return EmptyState(
                "lock",
                self.tr("You may not see the log"),
                self.tr("Your roles do not include activity."),
            )
        return EmptyState(
            "history",
            self.tr("Nothing happened yet"),
            self.tr("What people and scans change here is listed with who, when and what."),
        )

    def _entry(self, event: EventLine) -> QWidget:
        entry = QWidget()
        row = QHBoxLayout(entry)
        row.setContentsMargins(0, 10, 0, 10)
        row.setSpacing(12)
        picture = Picture(ACTORS.get(event.actor_kind, "circle"), 16)
        row.addWidget(picture, 0, Qt.AlignmentFlag.AlignTop)
        column = QVBoxLayout()
        column.setSpacing(4)
        head = QHBoxLayout()
        head.setSpacing(6)
        head.addWidget(Label(event.actor_name or self.tr("Somebody"), "strong"))
        head.addWidget(Label(happened(event.kind)))
        head.addStretch(1)
        head.addWidget(Label(moment(event.at), "caption"))
        column.addLayout(head)
        for diff in field_diffs(event.before, event.after, event.names):
            column.addWidget(DiffLabel(diff))
        if event.note:
            column.addWidget(Label(event.note, "muted", wrap=True))
        row.addLayout(column, 1)
        logged = _logged(event)
        if can_revert(logged) and self._may_write(event):
            button = Button(self.tr("Revert"), "undo-2", "quiet",
                            tip=self.tr("Set back to what it was before"),
                            clicked=lambda: self.desk.do(lambda s: revert(s, logged)))  # fmt: skip
            self.reverts[event.number] = button
            row.addWidget(button, 0, Qt.AlignmentFlag.AlignTop)
        return entry

    def _may_write(self, event: EventLine) -> bool:
        needed = [WRITES.get(event.kind.partition(".")[0], "")]
        if "domain_id" in (event.before or {}):
            needed += MAY_PLACE
        return all(map(self.desk.account.may, needed))


class DiffLabel(QLabel):
    """One field before and after: what went is struck out, what came is underlined."""

    def __init__(self, diff: FieldDiff) -> None:
        super().__init__()
        self.setTextFormat(Qt.TextFormat.RichText)
        self.setWordWrap(True)
        self.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self._diff = diff
        self._write()
        nothing = self.tr("nothing")
        gone = " ".join(piece.text for piece in diff.pieces if piece.sign == "gone") or nothing
        new = " ".join(piece.text for piece in diff.pieces if piece.sign == "new") or nothing
        told = self.tr("{name}: before {gone}; after {new}")
        self.setAccessibleName(told.format(name=diff.name, gone=gone, new=new))

    def _write(self) -> None:
        self.setText(
            f'<span style="color:{tokens().muted}">{escape(self._diff.name)}:</span> '
            + "".join(_marked(piece) for piece in self._diff.pieces)
        )

    @override
    def changeEvent(self, event: QEvent) -> None:
        if event.type() == QEvent.Type.PaletteChange and hasattr(self, "_diff"):
            self._write()  # the colours are written into the text
        super().changeEvent(event)


def _marked(piece: Piece) -> str:
    text = escape(piece.text).replace("\n", "<br>")
    if piece.sign == "same":
        return text
    ink = tokens().ink("danger" if piece.sign == "gone" else "success")
    line = "line-through" if piece.sign == "gone" else "underline"
    return (
        f'<span style="color:{ink.strong}; background-color:{ink.soft};'
        f' text-decoration:{line}">{text}</span>'
    )


def _logged(event: EventLine) -> Logged:
    return Logged(event.kind, str(event.subject_id or ""), event.before, event.after)


def _events(
    connection: Connection, asset_id: UUID, before: int | None, limit: int
) -> list[EventLine]:
    return asset.activity(connection, asset_id, before, limit)
