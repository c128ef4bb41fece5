"""The section of API tokens."""

from datetime import datetime
from functools import partial

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QWidget
from typing_extensions import override

from pursight_desktop.background.desk import Desk
from pursight_desktop.background.place import Place
from pursight_desktop.operations.administering import api_tokens
from pursight_desktop.operations.administering.api_tokens import ApiToken
from pursight_desktop.operations.asking import Listed
from pursight_desktop.operations.online import Online
from pursight_desktop.theme import Tone
from pursight_desktop.views.administration.choosers.members import ICONS
from pursight_desktop.views.administration.lines import PaneLine
from pursight_desktop.views.administration.listing import Listing, Words
from pursight_desktop.widgets.buttons import Button
from pursight_desktop.widgets.containers import Facts
from pursight_desktop.widgets.dialogs import ask
from pursight_desktop.widgets.labels import Chip
from pursight_desktop.widgets.list_screen import Pane
from pursight_desktop.widgets.permission_words import by_subject
from pursight_desktop.widgets.table import Cell, Column, Mark, Text
from pursight_desktop.widgets.words import ago, moment

translate = QCoreApplication.translate


class TokensSection(Listing[ApiToken]):
    """Everybody's API tokens; each can be revoked."""

    DELETES = True

    def __init__(self, desk: Desk, place: Place) -> None:
        super().__init__(desk, place, writes="service_accounts.write")

    @override
    def words(self) -> Words:
        """Say what tokens are."""
        return Words(
            title=self.tr("API tokens"),
            icon="key-round",
            none=self.tr("No API tokens"),
            why=self.tr(
                "Programs sign in with a token instead of a password. People make their own, and "
                "service accounts are given theirs; all of them are listed here."
            ),
            find=self.tr("Filter by name or holder"),
        )

    @override
    def columns(self) -> list[Column]:
        """Say what is shown of each."""
        now = self.clock.now
        return [
            Column("name", self.tr("Name"), lambda t: Text(t.name, strong=True, icon="key-round"),
                   160, stretch=True),
            Column("holder", self.tr("Holder"), _holder, 160),
            Column("state", self.tr("State"), lambda t: _state(t, now()), 110),
            Column("used", self.tr("Last used"), lambda t: ago(t.used_at, now()), 110,
                   order=lambda t: (t.used_at is not None, t.used_at)),
            Column("expires", self.tr("Expires"), lambda t: moment(t.expires_at), 140, spare=True,
                   order=lambda t: t.expires_at),
        ]  # fmt: skip

    @override
    async def fetch(self, online: Online) -> Listed[ApiToken]:
        """Ask for all of them."""
        return await api_tokens.every(online.asking)

    @override
    def found_by(self, row: ApiToken) -> str:
        """Find them by name and holder."""
        return f"{row.name} {row.principal_name}"

    @override
    def make_pane(self, row: ApiToken) -> QWidget:
        """Show one, with what it may do."""
        pane = Pane(row.name)
        mark = _state(row, self.clock.now())
        pane.add_row(Chip(mark.text, mark.tone, mark.icon))
        facts = Facts(110)
        facts.show_facts(
            [
                (self.tr("Holder"), row.principal_name or self.tr("somebody you may not see")),
                (self.tr("Made"), moment(row.created_at)),
                (self.tr("Last used"), ago(row.used_at, self.clock.now())),
                (self.tr("Expires"), moment(row.expires_at)),
            ]
        )
        pane.add(facts)
        pane.add_part(self.tr("May do"))
        for subject, may in by_subject(row.permissions):
            pane.add(PaneLine(subject, "\n".join(may), "check"))
        if row.works(self.clock.now()):
            pane.add_part(self.tr("Trust"))
            button = Button(self.tr("Revoke…"), "ban", "danger", clicked=partial(self.delete, row))
            self.needs_server.add(button)
            pane.add_row(button)
        return pane

    @override
    def stays(self, row: ApiToken) -> str:
        """Say that one opens nothing any more."""
        works = row.works(self.clock.now())
        return "" if works else self.tr("This token opens nothing any more.")

    @override
    def delete(self, row: ApiToken) -> None:
        """Let it open nothing any more, once the person has confirmed."""
        title = self.tr("Revoke {name}?").format(name=row.name)
        text = self.tr("What uses it is refused from now on. This cannot be undone.")
        if ask(self, title, text, self.tr("Revoke"), danger=True):
            said = self.tr("{name} opens nothing any more.").format(name=row.name)
            self.act(
                "revoke",
                lambda online: api_tokens.revoke(online.asking, row.id),
                said,
                go_to=row.id,
            )


def _holder(row: ApiToken) -> Cell:
    return Text(row.principal_name or "–", icon=ICONS[row.principal_kind])


def _state(row: ApiToken, now: datetime) -> Mark:
    if row.revoked_at is not None:
        return Mark(translate("TokensSection", "Revoked"), Tone.NEUTRAL, "ban")
    if now >= row.expires_at:
        return Mark(translate("TokensSection", "Expired"), Tone.WARNING, "clock")
    return Mark(translate("TokensSection", "Works"), Tone.SUCCESS, "circle-check")
