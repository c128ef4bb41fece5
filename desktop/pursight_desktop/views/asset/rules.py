"""Rules: what should hold, whether it does, and how often it did."""

from uuid import UUID

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QMenu, QVBoxLayout
from typing_extensions import override

from pursight_desktop.background.desk import Desk
from pursight_desktop.language.plural import form_of
from pursight_desktop.operations.deciding import RuleState, set_rule_state
from pursight_desktop.replica.queries.asset import AssetPage, RuleLine
from pursight_desktop.theme import icon
from pursight_desktop.views.asset.section import Section
from pursight_desktop.widgets.states import Deck
from pursight_desktop.widgets.table import Cell, Column, DataTable, Mark, Spark, Text
from pursight_desktop.widgets.words import count, label_words, tone_of


class RulesSection(Section):
    """The rules of a table, or those that look at one column."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self._writable = desk.account.may("rules.write")
        self.table = DataTable(
            self._columns(), desk.read, name="asset rules", preferences=desk.preferences
        )
        self.table.setAccessibleName(self.tr("Rules"))
        self.table.add_action_menu(self._fill_menu)
        self.deck = Deck()
        self.deck.hold(self.table)
        column = QVBoxLayout(self)
        column.setContentsMargins(12, 8, 0, 0)
        column.addWidget(self.deck)
        pause = QShortcut(QKeySequence("P"), self.table)
        pause.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        pause.activated.connect(self.toggle_current)

    def _columns(self) -> list[Column]:
        return [
            Column("sentence", self.tr("Rule"), _sentence, 320, stretch=True,
                   tip=lambda r: r.description or r.sentence),
            Column("severity", self.tr("Severity"),
                   lambda r: Mark(label_words(r.severity), tone_of(r.severity)), 100),
            Column("outcome", self.tr("Newest result"), self._outcome, 230, tip=_why),
            Column("history", self.tr("Broken, scan by scan"), _history, 160, sortable=False),
            Column("state", self.tr("State"),
                   lambda r: Mark(label_words(r.state), tone_of(r.state)), 90),
        ]  # fmt: skip

    def _outcome(self, rule: RuleLine) -> Cell:
        if not rule.results:
            return Text(self.tr("not checked yet"), muted=True)
        newest = rule.results[0]
        failing, examined = int(newest.get("failing") or 0), int(newest.get("examined") or 0)
        if rule.outcome == "failed":
            words = self.tr("{n} of {all} rows break it")
            told = words.format(n=count(failing), all=count(examined))
            return Text(told, icon="circle-x", icon_role="danger", tone="danger")
        if rule.outcome == "passed":
            words = self.tr("holds in {n} rows", None, form_of(examined)).format(n=count(examined))
            return Text(words, icon="circle-check", icon_role="success")
        words = str(newest.get("reason") or label_words(rule.outcome))
        return Text(words, icon="triangle-alert", icon_role="warning")

    @override
    def show_page(self, page: AssetPage) -> None:
        super().show_page(page)
        if not page.rules:
            self.deck.show_empty(
                "list-checks",
                self.tr("No rules here"),
                self.tr(
                    "Rules say what must hold: never missing, unique, in a list. They are written "
                    "on the server and checked by every scan."
                ),
            )
            return
        self.table.show_rows(page.rules, keep=True)
        self.deck.show_content(self.table)

    def toggle_current(self) -> None:
        """Pause the rule one is on, or switch it on again."""
        rule = self.table.current()
        if rule is not None and self._writable and rule.state in ("active", "paused"):
            self._set(rule.id, "paused" if rule.state == "active" else "active")

    def _fill_menu(self, menu: QMenu, rule: RuleLine) -> None:
        if not self._writable or rule.state not in ("active", "paused"):
            return
        if rule.state == "active":
            menu.addAction(
                icon("pause"), self.tr("Pause (P)"), lambda: self._set(rule.id, "paused")
            )
        else:
            menu.addAction(
                icon("play"), self.tr("Switch on (P)"), lambda: self._set(rule.id, "active")
            )

    def _set(self, rule_id: UUID, state: RuleState) -> None:
        self.desk.do(lambda store: set_rule_state(store, [rule_id], state))


def _sentence(rule: RuleLine) -> Cell:
    return Text(rule.sentence or rule.name, detail=rule.name if rule.sentence else "")


def _history(rule: RuleLine) -> Cell:
    """Draw which share broke it, the oldest first."""
    shares = []
    for result in reversed(rule.results):
        examined = int(result.get("examined") or 0)
        if examined and result.get("outcome") in ("passed", "failed"):
            shares.append(int(result.get("failing") or 0) / examined)
    tone = "danger" if rule.outcome == "failed" else "success"
    return Spark(tuple(shares), tone) if len(shares) > 1 else None


def _why(rule: RuleLine) -> str:
    return str(rule.results[0].get("reason") or "") if rule.results else ""
