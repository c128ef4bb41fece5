"""The list of rules that raise alerts: built in and own, changed and switched on and off."""

from functools import partial
from typing import Final

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QWidget
from typing_extensions import override

from pursight_desktop.background.desk import Desk
from pursight_desktop.background.log_news import LogNews
from pursight_desktop.background.place import Place
from pursight_desktop.operations.administering import alerts
from pursight_desktop.operations.administering.alerts import AlertRule
from pursight_desktop.operations.asking import Listed
from pursight_desktop.operations.online import Online
from pursight_desktop.theme import Tone
from pursight_desktop.views.administration.alerts.rule_form import RuleSheet
from pursight_desktop.views.administration.alerts.wording import (
    condition_words,
    per_words,
    severity_tone,
    severity_words,
)
from pursight_desktop.views.administration.listing import Listing, Words
from pursight_desktop.widgets.buttons import Button
from pursight_desktop.widgets.containers import Facts
from pursight_desktop.widgets.dialogs import ask
from pursight_desktop.widgets.event_words import title
from pursight_desktop.widgets.labels import Chip
from pursight_desktop.widgets.list_screen import Pane
from pursight_desktop.widgets.table import Cell, Column, Mark, Text
from pursight_desktop.widgets.words import label_words

TOLD_BY: Final = ("alert_rule.",)
"""Kinds of entries of the log after which the list is another."""

_ORDER: Final = {"low": 1, "medium": 2, "high": 3}


class AlertRules(Listing[AlertRule]):
    """What is looked for in the log."""

    DELETES = True

    def __init__(self, desk: Desk, place: Place) -> None:
        super().__init__(desk, place, writes="alerts.write")
        self.table.opened.connect(lambda row, _new_tab: self.edit(row))
        LogNews(self, desk, TOLD_BY, self.refresh)

    @override
    def words(self) -> Words:
        """Say what rules are."""
        return Words(
            title=self.tr("Rules for alerts"),
            icon="list-checks",
            none=self.tr("No rules"),
            why=self.tr(
                "A rule counts entries of the log: so many of some kinds within a time raise an "
                "alert. PurSight brings some with it once something was written in the log."
            ),
            find=self.tr("Filter by name or kind of entry"),
            add=self.tr("Add a rule"),
        )

    @override
    def columns(self) -> list[Column]:
        """Say what is shown of each."""
        return [
            Column("state", self.tr("State"), _state, 70),
            Column("name", self.tr("Name"), _name, 200, stretch=True),
            Column("when", self.tr("Raised"), condition_words, 154,
                   order=lambda r: (r.threshold, r.window_seconds)),
            Column("severity", self.tr("Severity"), _severity, 90, spare=True,
                   order=lambda r: _ORDER.get(r.severity, 0)),
            Column("origin", self.tr("From"), self._origin, 110, spare=True),
        ]  # fmt: skip

    @override
    async def fetch(self, online: Online) -> Listed[AlertRule]:
        """Ask for all of them."""
        return await alerts.rules(online.asking)

    @override
    def found_by(self, row: AlertRule) -> str:
        """Find them by name and by what they count."""
        return f"{row.name} {_kinds(row)}"

    @override
    def shown_of(self, row: AlertRule) -> object:
        """Give it: a pane shows nothing else."""
        return row

    @override
    def make_pane(self, row: AlertRule) -> QWidget:
        """Show one, with what can be done to it."""
        pane = Pane(row.name)
        mark, severity = _state(row), severity_words(row.severity)
        pane.add_row(
            Chip(mark.text, mark.tone, mark.icon), Chip(severity, severity_tone(row.severity))
        )
        facts = Facts(130)
        shown = [
            (self.tr("Counts"), _kinds(row)),
            (self.tr("Raised"), condition_words(row)),
            (self.tr("Counted for"), per_words(row.per)),
            (self.tr("Writes to"), ", ".join(row.notify) or self.tr("the system administrators")),
            (self.tr("From"), self._origin(row)),
        ]
        if row.gained:
            held = ", ".join(
                f"{label_words(name)}: {label_words(value)}" for name, value in row.gained.items()
            )
            shown.insert(1, (self.tr("Only if new"), held))
        facts.show_facts(shown)
        pane.add(facts)
        edit = Button(self.tr("Edit…"), "pencil", clicked=partial(self.edit, row))
        switch = Button(
            self.tr("Switch off") if row.enabled else self.tr("Switch on"),
            "circle-pause" if row.enabled else "circle-play",
            clicked=partial(self.switch, row),
        )
        deeds = [edit, switch]
        if not row.builtin:
            words = self.tr("Delete…")
            deeds.append(Button(words, "trash-2", "danger", clicked=partial(self.delete, row)))
        self.needs_server.add(*deeds)
        pane.add_row(*deeds)
        return pane

    @override
    def add(self) -> None:
        """Open the form for a new one."""
        if not self.may_write():
            RuleSheet(self.desk, self, None, self.look_again).open()

    def edit(self, row: AlertRule) -> None:
        """Open the form for one that is there."""
        if not self.may_write():
            RuleSheet(self.desk, self, row, self.look_again).open()

    def switch(self, row: AlertRule) -> None:
        """Switch one on or off."""
        said = self.tr("{name} raises no alerts any more.")
        if not row.enabled:
            said = self.tr("{name} raises alerts from now on.")
        self.act(
            "switch",
            lambda online: alerts.change_rule(online.asking, row, {"enabled": not row.enabled}),
            said.format(name=row.name),
            go_to=row.id,
        )

    @override
    def stays(self, row: AlertRule) -> str:
        """Say that what PurSight brings is switched off, not deleted."""
        return self.tr("PurSight brings this rule: switch it off instead.") if row.builtin else ""

    @override
    def delete(self, row: AlertRule) -> None:
        """Take one of the organisation's own away, once the person has confirmed."""
        title = self.tr("Delete {name}?").format(name=row.name)
        text = self.tr("It raises no alerts any more. Those that it raised stay.")
        if ask(self, title, text, self.tr("Delete"), danger=True):
            self.act(
                "delete",
                lambda online: alerts.delete_rule(online.asking, row),
                self.tr("{name} is deleted.").format(name=row.name),
                about=row.id,
            )

    def _origin(self, row: AlertRule) -> str:
        return self.tr("PurSight") if row.builtin else self.tr("Your own")


def _kinds(row: AlertRule) -> str:
    return ", ".join(title(kind) for kind in row.kinds)


def _state(row: AlertRule) -> Mark:
    if row.enabled:
        said = QCoreApplication.translate("AlertRules", "On")
        return Mark(said, Tone.SUCCESS, "circle-check")
    return Mark(QCoreApplication.translate("AlertRules", "Off"), Tone.NEUTRAL, "circle-pause")


def _name(row: AlertRule) -> Cell:
    return Text(row.name, strong=row.enabled, muted=not row.enabled)


def _severity(row: AlertRule) -> Mark:
    return Mark(severity_words(row.severity), severity_tone(row.severity))
