"""Mine: what I asked for, what was given and until when."""

from functools import partial

from PySide6.QtWidgets import QWidget
from typing_extensions import override

from pursight_desktop.background.desk import Desk
from pursight_desktop.background.place import Place
from pursight_desktop.operations import requests
from pursight_desktop.operations.asking import Listed
from pursight_desktop.operations.online import Online
from pursight_desktop.operations.requests import OVER, AccessRequest
from pursight_desktop.views.administration.listing import Words
from pursight_desktop.views.administration.reasons import ReasonSheet
from pursight_desktop.views.requests.listing import OfRequests
from pursight_desktop.views.requests.pane import RequestPane
from pursight_desktop.views.requests.sheets import AskAgainSheet
from pursight_desktop.widgets.access_words import REQUEST_STATES, mark, wanted_words
from pursight_desktop.widgets.buttons import Button
from pursight_desktop.widgets.dialogs import ask
from pursight_desktop.widgets.table import Column, Text
from pursight_desktop.widgets.words import ago, moment

WITHDRAWABLE = ("draft", "open", "approved")


class Mine(OfRequests):
    """One's own requests."""

    NAME = "mine"

    def __init__(self, desk: Desk, place: Place) -> None:
        super().__init__(desk, place, writes="access_requests.make")

    @override
    def words(self) -> Words:
        """Say what comes here."""
        return Words(
            title=self.tr("Requests"),
            icon="arrow-up-right",
            none=self.tr("You have not asked for anything"),
            why=self.tr(
                "Ask for access on the page of a table or a source. What you asked for, what "
                "became of it and until when it holds is listed here."
            ),
            find=self.tr("Filter by role or what for"),
        )

    @override
    def columns(self) -> list[Column]:
        """Say what is shown of each."""
        now = self.clock.now
        return [
            Column("role", self.tr("Role"), lambda r: Text(wanted_words(r), strong=True), 150),
            Column("what", self.tr("On"), self.place_cell, 180, stretch=True),
            Column("state", self.tr("State"), lambda r: mark(REQUEST_STATES, r.state), 150),
            Column("asked", self.tr("Asked"), lambda r: ago(r.created_at, now()), 110,
                   order=lambda r: r.created_at),
            Column("until", self.tr("Until"), lambda r: moment(r.ends_at) if r.ends_at else "",
                   140, spare=True, order=lambda r: (r.ends_at is None, r.ends_at)),
        ]  # fmt: skip

    @override
    async def fetch(self, online: Online) -> Listed[AccessRequest]:
        """Ask for them."""
        return await requests.mine(online.asking)

    @override
    def make_pane(self, row: AccessRequest) -> QWidget:
        """Show one, with what can be done with it."""
        pane = RequestPane(self.desk, row, self.names)
        buttons: list[Button] = []
        own = row.requester_id == self.desk.account.person_id
        if own and row.state == "draft":
            words = self.tr("Send it off")
            buttons.append(
                Button(words, "arrow-up-right", "primary", clicked=partial(self.submit, row))
            )
        if own and row.state in WITHDRAWABLE:
            buttons.append(Button(
                self.tr("Withdraw…"), "undo-2", "danger", clicked=partial(self.withdraw, row)
            ))  # fmt: skip
        if row.state == "active":
            buttons.append(Button(
                self.tr("Give it back…"), "circle-stop", "danger", clicked=partial(self.end, row)
            ))  # fmt: skip
        if own and row.state in OVER:
            buttons.append(Button(
                self.tr("Ask again…"), "refresh-cw", clicked=partial(self.again, row)
            ))  # fmt: skip
        if buttons:
            self.needs_server.add(*buttons)
            pane.add_row(*buttons)
        return pane

    def submit(self, row: AccessRequest) -> None:
        """Send a draft off."""
        self.act(
            "submit",
            lambda online: requests.submit(online.asking, row.id),
            self.tr("Sent to whoever decides."),
            go_to=row.id,
        )

    def withdraw(self, row: AccessRequest) -> None:
        """Take a request back, once the person has confirmed."""
        title = self.tr("Withdraw this request?")
        text = self.tr("Nobody decides it any more. You can ask again at any time.")
        if ask(self, title, text, self.tr("Withdraw"), danger=True):
            said = self.tr("Withdrawn.")
            self.act(
                "withdraw",
                lambda online: requests.withdraw(online.asking, row.id),
                said,
                go_to=row.id,
            )

    def end(self, row: AccessRequest) -> None:
        """Give access back before its time."""
        ReasonSheet(
            self.desk,
            self,
            title=self.tr("Give {role} back?").format(role=wanted_words(row)),
            text=self.tr("It ends at once. To have it again you have to ask again."),
            verb=self.tr("Give back"),
            call=lambda online, note: requests.end(online.asking, row.id, note=note),
            done=partial(self.finished, self.tr("Given back.")),
            least=0,
            danger=True,
        ).open()

    def again(self, row: AccessRequest) -> None:
        """Ask once more."""
        said = self.tr("Asked again.")
        AskAgainSheet(self.desk, self, row, partial(self.finished, said)).open()
