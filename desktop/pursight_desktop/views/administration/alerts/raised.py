"""The list of alerts: what happened, how often, by whom and since when; taking note of one."""

from functools import partial

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QPlainTextEdit, QWidget
from typing_extensions import override

from pursight_desktop.background.desk import Desk
from pursight_desktop.background.log_news import LogNews
from pursight_desktop.background.place import Place
from pursight_desktop.operations.administering import alerts
from pursight_desktop.operations.administering.alerts import Alert
from pursight_desktop.operations.asking import Listed
from pursight_desktop.operations.online import Online
from pursight_desktop.theme import Tone
from pursight_desktop.views.administration.alerts.wording import (
    about_words,
    log_place,
    severity_tone,
    severity_words,
)
from pursight_desktop.views.administration.listing import Listing, Words
from pursight_desktop.widgets.buttons import Button
from pursight_desktop.widgets.containers import Facts
from pursight_desktop.widgets.event_words import title
from pursight_desktop.widgets.form import Form
from pursight_desktop.widgets.labels import Chip, Label
from pursight_desktop.widgets.list_screen import Pane
from pursight_desktop.widgets.table import Cell, Column, Mark, Text
from pursight_desktop.widgets.words import ago, count, moment, quoted

TOLD_BY = ("alert.", "alert_rule.")
"""Kinds of entries of the log after which the list is another."""


class RaisedAlerts(Listing[Alert]):
    """What was noticed; what nobody has looked at comes first."""

    def __init__(self, desk: Desk, place: Place) -> None:
        super().__init__(desk, place, writes="alerts.write")
        self.table.opened.connect(lambda row, new_tab: desk.open(log_place(row), new_tab=new_tab))
        LogNews(self, desk, TOLD_BY, self.refresh)

    @override
    def words(self) -> Words:
        """Say what alerts are."""
        return Words(
            title=self.tr("Alerts"),
            icon="bell",
            none=self.tr("Nothing was noticed"),
            why=self.tr(
                "Rules look through the log for what should not happen, such as many passwords "
                "tried for one account. What they find is listed here, and sent by e-mail."
            ),
            find=self.tr("Filter by what happened or who it is about"),
        )

    @override
    def columns(self) -> list[Column]:
        """Say what is shown of each."""
        now = self.clock.now
        return [
            Column("state", self.tr("State"), _state, 104,
                   order=lambda a: (not a.open, a.severity)),
            Column("name", self.tr("What happened"), _name, 200, stretch=True),
            Column("about", self.tr("About"), about_words, 100),
            Column("count", self.tr("How often"), lambda a: a.count, 80, align="right"),
            Column("last", self.tr("Last"), lambda a: ago(a.last_at, now()), 110, spare=True,
                   order=lambda a: a.last_at),
            Column("first", self.tr("Since"), lambda a: moment(a.first_at), 140, spare=True,
                   order=lambda a: a.first_at),
        ]  # fmt: skip

    @override
    async def fetch(self, online: Online) -> Listed[Alert]:
        """Ask for all of them."""
        return await alerts.every(online.asking, self.desk.account)

    @override
    def found_by(self, row: Alert) -> str:
        """Find them by what happened and to whom."""
        return f"{row.name} {about_words(row)} {row.note}"

    @override
    def shown_of(self, row: Alert) -> object:
        """Give it: a pane shows nothing else."""
        return row

    @override
    def make_pane(self, row: Alert) -> QWidget:
        """Show one, with the way to its entries in the log."""
        pane = Pane(row.name)
        mark = _state(row)
        severity = severity_words(row.severity)
        pane.add_row(
            Chip(mark.text, mark.tone, mark.icon), Chip(severity, severity_tone(row.severity))
        )
        facts = Facts(110)
        facts.show_facts(
            [
                (self.tr("Counted"), ", ".join(title(kind) for kind in row.kinds)),
                (self.tr("About"), about_words(row)),
                (self.tr("How often"), count(row.count)),
                (self.tr("Since"), moment(row.first_at)),
                (self.tr("Last"), moment(row.last_at)),
            ]
        )
        pane.add(facts)
        show = Button(
            self.tr("Show in the log"), "history", clicked=lambda: self.desk.open(log_place(row))
        )
        if row.open:
            note = Button(
                self.tr("Take note…"), "circle-check", "primary", clicked=partial(self.note, row)
            )
            self.needs_server.add(note)
            pane.add_row(note, show)
        else:
            pane.add_row(show)
            pane.add_part(self.tr("Looked at"))
            looked = Facts(110)
            who = row.looked or self.tr("somebody you may not see")
            looked.show_facts([(self.tr("By"), who), (self.tr("When"), moment(row.looked_at))])
            pane.add(looked)
            if row.note:
                pane.add(Label(quoted(row.note), wrap=True))
        return pane

    def note(self, row: Alert) -> None:
        """Open the form in which one says what one found."""
        NoteSheet(self, row).open()


class NoteSheet(Form):
    """Say that one has looked at an alert, and what came of it."""

    def __init__(self, above: RaisedAlerts, row: Alert) -> None:
        super().__init__(above, QCoreApplication.translate("NoteSheet", "Take note of this alert"))
        self._above, self._row = above, row
        self.add(Label(f"{row.name} · {about_words(row)}", wrap=True))
        self.text = QPlainTextEdit()
        self.text.setTabChangesFocus(True)
        self.text.setFixedHeight(96)
        self.field(
            self.tr("What came of it"), self.text,
            self.tr("May be empty. It stays with the alert and in the log."),
        )  # fmt: skip
        self.set_confirm(self.tr("Take note"), self._send)
        self.text.setFocus()

    def _send(self) -> bool:
        written, row, above = self.text.toPlainText().strip(), self._row, self._above
        self.confirm_button.setEnabled(False)

        def done(_answer: object) -> None:
            self.accept()
            above.desk.notice.emit("success", self.tr("The alert is noted."))
            above.look_again(row.id)

        above.desk.online(
            self, "note", lambda online: alerts.take_note(online.asking, row.id, written),
            done, self.refused,
        )  # fmt: skip
        return False


def _state(row: Alert) -> Mark:
    if not row.open:
        said = QCoreApplication.translate("RaisedAlerts", "Looked at")
        return Mark(said, Tone.NEUTRAL, "circle-check")
    said = QCoreApplication.translate("RaisedAlerts", "Open")
    return Mark(said, severity_tone(row.severity), "bell")


def _name(row: Alert) -> Cell:
    return Text(row.name, strong=row.open, muted=not row.open)
