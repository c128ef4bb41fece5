"""To decide: who asks for what, to be approved or refused."""

from functools import partial

from PySide6.QtWidgets import QWidget
from typing_extensions import override

from pursight_desktop.background.desk import Desk
from pursight_desktop.background.place import Place
from pursight_desktop.operations import requests
from pursight_desktop.operations.asking import Listed
from pursight_desktop.operations.online import Online
from pursight_desktop.operations.requests import AccessRequest
from pursight_desktop.views.administration.listing import Words
from pursight_desktop.views.administration.reasons import ReasonSheet
from pursight_desktop.views.requests.listing import OfRequests
from pursight_desktop.views.requests.pane import RequestPane
from pursight_desktop.views.requests.sheets import ApproveSheet
from pursight_desktop.widgets.access_words import kind_icon, wanted_words
from pursight_desktop.widgets.buttons import Button
from pursight_desktop.widgets.labels import Label
from pursight_desktop.widgets.table import Column, Text
from pursight_desktop.widgets.tips import plain_tip
from pursight_desktop.widgets.words import ago


class ToDecide(OfRequests):
    """Requests of others that wait for the person; never their own."""

    NAME = "decide"

    def __init__(self, desk: Desk, place: Place) -> None:
        super().__init__(desk, place, writes="access_requests.decide")
        self.approve_button = Button(
            self.tr("Approve…"), "check", "primary", shortcut="A", clicked=self._approve_current
        )
        self.refuse_button = Button(
            self.tr("Refuse…"), "x", "danger", shortcut="R", clicked=self._refuse_current
        )
        self.add_buttons(self.approve_button, self.refuse_button)
        self._tips = {one: one.toolTip() for one in (self.approve_button, self.refuse_button)}
        self.table.current_changed.connect(self._show_buttons)
        desk.status.connect(self._show_buttons)
        self._show_buttons()

    @override
    def words(self) -> Words:
        """Say what comes here."""
        return Words(
            title=self.tr("Requests"),
            icon="inbox",
            none=self.tr("Nothing waits for you"),
            why=self.tr(
                "Who asks for access to what you own or look after is listed here. "
                "Nobody decides what they asked for themselves."
            ),
            find=self.tr("Filter by person or what for"),
        )

    @override
    def columns(self) -> list[Column]:
        """Say what is shown of each."""
        now = self.clock.now
        return [
            Column("who", self.tr("Who"), lambda r: Text(
                r.subject_name or r.requester_name, strong=True, icon=kind_icon(r.subject.kind)
            ), 160, stretch=True),
            Column("role", self.tr("Role"), wanted_words, 130),
            Column("what", self.tr("On"), self.place_cell, 180, stretch=True),
            Column("days", self.tr("Days"), lambda r: r.days, 60, align="right"),
            Column("until", self.tr("Decide by"), lambda r: ago(r.expires_at, now()), 110,
                   order=lambda r: (r.expires_at is None, r.expires_at)),
        ]  # fmt: skip

    @override
    async def fetch(self, online: Online) -> Listed[AccessRequest]:
        """Ask for what waits."""
        return await requests.to_decide(online.asking)

    @override
    def make_pane(self, row: AccessRequest) -> QWidget:
        """Show one, with the decision."""
        pane = RequestPane(self.desk, row, self.names)
        if row.own(self.desk.account.person_id):
            pane.add(Label(self.tr("Somebody else decides what is for you."), "muted", wrap=True))
        return pane

    @override
    def waiting(self) -> int:
        """Count those that somebody else asked for."""
        own = self.desk.account.person_id
        return sum(not one.own(own) for one in self.rows())

    def _decidable(self) -> AccessRequest | None:
        row = self.table.current()
        own = self.desk.account.person_id
        return row if isinstance(row, AccessRequest) and not row.own(own) else None

    def _show_buttons(self, _what: object = None) -> None:
        reason, row = self.may_write(), self._decidable()
        for button, tip in self._tips.items():
            button.setEnabled(not reason and row is not None)
            button.setToolTip(plain_tip(reason) or tip)

    def _approve_current(self) -> None:
        if (row := self._decidable()) is not None:
            self.approve(row)

    def _refuse_current(self) -> None:
        if (row := self._decidable()) is not None:
            self.refuse(row)

    @override
    def _show_rows(self, *, first: bool = False) -> None:
        super()._show_rows(first=first)
        self._show_buttons()

    def approve(self, row: AccessRequest) -> None:
        """Ask for how long, and give it."""
        said = self.tr("Approved for {name}.").format(name=row.requester_name)
        ApproveSheet(self.desk, self, row, partial(self.finished, said)).open()

    def refuse(self, row: AccessRequest) -> None:
        """Ask why, and refuse it."""
        said = self.tr("Refused.")
        ReasonSheet(
            self.desk,
            self,
            title=self.tr("Refuse what {name} asks for?").format(name=row.requester_name),
            verb=self.tr("Refuse"),
            call=lambda online, note: requests.refuse(online.asking, row.id, note=note),
            done=partial(self.finished, said),
            hint=self.tr("Whoever asked reads it"),
            danger=True,
        ).open()
