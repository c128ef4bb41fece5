"""The section of emergency access."""

from functools import partial

from PySide6.QtWidgets import QWidget
from typing_extensions import override

from pursight_desktop.background.availability import why_not
from pursight_desktop.background.desk import Desk
from pursight_desktop.background.log_news import LogNews
from pursight_desktop.background.place import Place
from pursight_desktop.operations import emergency
from pursight_desktop.operations.asking import Listed
from pursight_desktop.operations.emergency import REVIEW, USE, Emergency
from pursight_desktop.operations.online import Online
from pursight_desktop.views.administration.emergency.taking import LookSheet, TakeSheet
from pursight_desktop.views.administration.listing import Listing, Words
from pursight_desktop.views.administration.reasons import ReasonSheet
from pursight_desktop.widgets.access_words import STAGES, mark
from pursight_desktop.widgets.buttons import Button
from pursight_desktop.widgets.containers import Facts
from pursight_desktop.widgets.labels import Chip, Label
from pursight_desktop.widgets.list_screen import Pane, link
from pursight_desktop.widgets.permission_words import role_words
from pursight_desktop.widgets.table import Column, Mark, Text
from pursight_desktop.widgets.words import ago, count, moment


class EmergencySection(Listing[Emergency]):
    """Whatever was taken in an emergency: everybody's for who reviews it, else one's own."""

    def __init__(self, desk: Desk, place: Place) -> None:
        super().__init__(desk, place)
        self.search.setMinimumWidth(260)
        LogNews(self, desk, ("break_glass.",), self.refresh)

    @override
    def words(self) -> Words:
        """Say what it is for."""
        may = self.desk.account.may(USE)
        return Words(
            title=self.tr("Emergency access"),
            icon="triangle-alert",
            none=self.tr("No emergency so far"),
            why=self.tr(
                "Where something burns and nobody who may act is there, a role can be taken for "
                "some minutes. Administrators and auditors are alarmed, and somebody else "
                "reviews it."
            ),
            find=self.tr("Filter by person or reason"),
            add=self.tr("Take emergency access…") if may else "",
        )

    @override
    def columns(self) -> list[Column]:
        """Say what is shown of each."""
        now = self.clock.now
        return [
            Column("who", self.tr("Who"), lambda e: Text(
                e.person_name, strong=True, icon="user-round"
            ), 160, stretch=True, least=120),
            Column("role", self.tr("Role"), lambda e: role_words(e.role), 125),
            Column("stage", self.tr("State"), _stage, 160),
            Column("taken", self.tr("Taken"), lambda e: ago(e.taken_at, now()), 100,
                   order=lambda e: e.taken_at),
            Column("until", self.tr("Until"), lambda e: moment(e.ended_at or e.until), 140,
                   spare=True, order=lambda e: e.ended_at or e.until),
        ]  # fmt: skip

    @override
    async def fetch(self, online: Online) -> Listed[Emergency]:
        """Ask for them."""
        return await emergency.every(online.asking, self.desk.account)

    @override
    def found_by(self, row: Emergency) -> str:
        """Find them by person, role and reason."""
        return f"{row.person_name} {role_words(row.role)} {row.role} {row.reason}"

    @override
    def shown_of(self, row: Emergency) -> object:
        """Give it: a pane shows nothing else."""
        return row

    @override
    def make_pane(self, row: Emergency) -> QWidget:
        """Show one: why, until when, what was found."""
        pane = Pane(role_words(row.role), row.person_name)
        look = _stage(row)
        pane.add_row(Chip(look.text, look.tone, look.icon))
        facts = Facts(110)
        shown = [
            (self.tr("Taken"), moment(row.taken_at)),
            (self.tr("Until"), moment(row.until)),
            (self.tr("Ended"), moment(row.ended_at) if row.ended_at else self.tr("not yet")),
            (self.tr("Alarmed"), self.tr("{n} people", None, len(row.told)).format(
                n=count(len(row.told))
            )),
        ]  # fmt: skip
        if row.again:
            often = self.tr("{n} times in 30 days", None, row.again).format(n=count(row.again))
            shown.append((self.tr("Before that"), often))
        facts.show_facts(shown)
        pane.add(facts)
        pane.add_part(self.tr("What had happened"), Label(row.reason, wrap=True))
        if row.end_note:
            pane.add_part(self.tr("At its end"), Label(row.end_note, wrap=True))
        if row.reviewed_at is not None:
            by = self.tr("{name} found").format(name=row.reviewed_by_name)
            pane.add_part(by, Label(row.review_note, wrap=True))
        self._add_deeds(pane, row)
        return pane

    def _add_deeds(self, pane: Pane, row: Emergency) -> None:
        own = row.person_id == self.desk.account.person_id
        reviews = self.desk.account.may(REVIEW)
        buttons: list[Button] = []
        if row.stage == "active" and (own or reviews):
            words = self.tr("Give it back…") if own else self.tr("Take it back…")
            buttons.append(Button(words, "circle-stop", "danger", clicked=partial(self.end, row)))
        if row.stage == "ended" and reviews and not own:
            words = self.tr("Review…")
            buttons.append(Button(words, "check", "primary", clicked=partial(self.review, row)))
        if row.stage == "ended" and own:
            words = self.tr("Somebody else reviews it: nobody does so for themselves.")
            pane.add(Label(words, "muted", wrap=True))
        if self.desk.account.may("activity.read"):
            marked = f"{row.person_name} (break-glass {row.id})"  # as the log names them then
            go = partial(self.desk.open, Place("activity").having(who=marked))
            pane.add(link(self.tr("What was done meanwhile"), go, "history"))
        if buttons:
            self.needs_server.add(*buttons)
            pane.add_row(*buttons)

    @override
    def add(self) -> None:
        """Take a role, once the person has read what that means."""
        reason = why_not(self.desk, USE)
        if reason:
            self.desk.notice.emit("warning", reason)
            return
        said = self.tr("You have emergency access. The alarm has been raised.")
        TakeSheet(self.desk, self, partial(self._settled, "warning", said)).open()

    def end(self, row: Emergency) -> None:
        """End it before its time."""
        ReasonSheet(
            self.desk,
            self,
            title=self.tr("End emergency access of {name}?").format(name=row.person_name),
            text=self.tr("The role is gone at once, and the review begins."),
            verb=self.tr("End it"),
            call=lambda online, note: emergency.end(online.asking, row.id, note=note),
            done=partial(self._settled, "success", self.tr("Ended.")),
            hint=self.tr("How it went"),
            least=0,
            danger=True,
        ).open()

    def review(self, row: Emergency) -> None:
        """Say whether it was justified."""
        LookSheet(
            self.desk, self, row, partial(self._settled, "success", self.tr("Reviewed."))
        ).open()

    def _settled(self, kind: str, said: str) -> None:
        self.desk.notice.emit(kind, said)
        self.desk.settled.emit()
        self.look_again()


def _stage(row: Emergency) -> Mark:
    if row.stage == "reviewed" and row.verdict == "not_justified":
        return mark(STAGES, "not_justified")
    return mark(STAGES, row.stage)
