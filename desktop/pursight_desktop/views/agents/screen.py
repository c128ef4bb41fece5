"""The screen of agents: a table of them, and beside it the one that is chosen."""

from uuid import UUID

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QMenu

from pursight.clock import SystemClock
from pursight_desktop.background.availability import offline_words, why_not
from pursight_desktop.background.desk import Desk
from pursight_desktop.background.keeping_up import KeepingUp
from pursight_desktop.background.place import Place
from pursight_desktop.replica.queries import estate
from pursight_desktop.replica.queries.estate import AgentLine, SourceLine
from pursight_desktop.theme import icon
from pursight_desktop.views.agents.enrolling import EnrolSheet
from pursight_desktop.views.agents.pane import AgentPane
from pursight_desktop.views.agents.words import platform_words, problems, state
from pursight_desktop.widgets.buttons import Button
from pursight_desktop.widgets.dialogs import ask
from pursight_desktop.widgets.list_screen import ListScreen, begin_at
from pursight_desktop.widgets.states import EmptyState
from pursight_desktop.widgets.table import Cell, Column, DataTable, Mark, Text
from pursight_desktop.widgets.words import ago, count

SHOWN_BY = frozenset({"agent", "source"})
AGE_MS = 30_000
"""Every so often "two minutes ago" becomes three, and a silent agent is shown as one."""


class AgentsScreen(ListScreen):
    """All agents; enrolling and revoking need the server."""

    def __init__(self, desk: Desk, place: Place) -> None:
        super().__init__()
        self.heading.setText(self.tr("Agents"))
        self._desk, self._place, self._clock = desk, place, SystemClock()
        self._lines: list[AgentLine] = []
        self._sources: list[SourceLine] = []
        self._loaded = False
        self._shown = ""
        self._pane_id: UUID | None = None
        self.enrol_button = Button(
            self.tr("Enrol an agent"), "plus", "primary", shortcut="N", clicked=self.enrol
        )
        self.add_buttons(self.enrol_button)
        self.table = DataTable(
            self._columns(), desk.read, name="agents", preferences=desk.preferences
        )
        self.deck.hold(self.table)
        self.table.setAccessibleName(self.tr("Agents"))
        self.table.current_changed.connect(self._choose)
        self.table.add_action_menu(self._fill_menu)
        revoke = QAction(self.tr("Revoke the agent"), self)
        revoke.setShortcut(QKeySequence("Delete"))
        revoke.setShortcutContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        revoke.triggered.connect(lambda _=False: self._revoke_current())
        self.addAction(revoke)
        KeepingUp(self, desk, SHOWN_BY, lambda _news: self.refresh())
        desk.status.connect(self._show_availability)
        timer = QTimer(self)
        timer.setInterval(AGE_MS)
        timer.timeout.connect(self._show_lines)
        timer.start()
        self._show_availability()
        self.refresh()

    # --- what the window asks ---

    def title(self) -> str:
        """Name the tab."""
        return self.tr("Agents")

    def icon(self) -> str:
        """Give the tab's icon."""
        return "bot"

    def place(self) -> Place:
        """Say where one is; where one wanted to be as long as nothing is read."""
        if not self._loaded:
            return self._place
        current = self.table.current()
        return Place("agents", current.id if current is not None else None)

    def refresh(self) -> None:
        """Read the agents again."""
        if not self._loaded:
            self.deck.busy.start()
        self._desk.read(
            self,
            "agents",
            lambda c: (estate.agents(c), estate.sources(c)),
            lambda found: self._take(*found),
            lambda error: self.deck.show_error(error, self.refresh),
            patient=True,
        )

    # --- the list ---

    def _columns(self) -> list[Column]:
        now = self._clock.now
        return [
            Column("name", self.tr("Name"), lambda a: Text(a.name, strong=True, icon="bot"), 180,
                   stretch=True),
            Column("state", self.tr("State"), self._state, 140),
            Column("group", self.tr("Group"), lambda a: a.agent_group, 110),
            Column(
                "seen", self.tr("Last seen"), lambda a: ago(a.last_seen_at, now()), 130,
                order=lambda a: (a.last_seen_at is not None, a.last_seen_at),
            ),
            Column("sources", self.tr("Sources"), lambda a: len(a.announced), 80, align="right"),
            Column("software", self.tr("Version"), lambda a: Text(a.software, muted=True), 130,
                   spare=True),
            Column("platform", self.tr("Platform"), _platform, 160, spare=True),
            Column("warnings", self.tr("Warnings"), _warnings, 90, align="right", spare=True,
                   order=lambda a: len(problems(a))),
        ]  # fmt: skip

    def _state(self, line: AgentLine) -> Cell:
        words, tone, icon_name = state(line, self._clock.now())
        return Mark(words, str(tone), icon_name)

    def _take(self, lines: list[AgentLine], sources: list[SourceLine]) -> None:
        self._lines, self._sources = lines, sources
        self._show_lines()

    def _show_lines(self) -> None:
        lines, first = self._lines, not self._loaded
        self._loaded = True
        self.detail.setText(count(len(lines)))
        if not lines:
            self._show_none()
            return
        self.deck.show_content(self.table)
        self.enrol_button.show()
        if first or self.table.current() is None:
            self.table.show_rows(lines)
            there = begin_at(self.table, self._place.id)
            if first and not there:
                said = self.tr("That agent is not in your copy any more.")
                self._desk.notice.emit("warning", said)
            self.table.setFocus()
        else:
            self.table.show_rows(lines, keep=True)
        self._choose(self.table.current())

    def _show_none(self) -> None:
        if not self._loaded:
            return
        self.show_pane(None)
        self.enrol_button.hide()
        self.detail.setText("")
        text = self.tr(
            "An agent is a small service beside your data. It reads databases and files where they "
            "are; only what it learned about them comes here, never their content."
        )
        reason = why_not(self._desk, "agents.write")
        if reason:
            self.deck.show_empty("bot", self.tr("No agents yet"), f"{text} {reason}")
        else:
            action = (self.tr("Enrol an agent"), self.enrol)
            self.deck.show_empty("bot", self.tr("No agents yet"), text, action)

    def _choose(self, line: AgentLine | None) -> None:
        if line is None:
            return
        now = self._clock.now()
        content = repr((line, state(line, now), ago(line.last_seen_at, now), self._sources))
        if content == self._shown and self.pane() is not None:
            return
        at = self.pane_position() if line.id == self._pane_id else 0
        self._shown, self._pane_id = content, line.id
        pane = AgentPane(self._desk, line, self._sources, now)
        self.needs_server.clear()
        if pane.revoke_button is not None:
            pane.revoke_button.clicked.connect(lambda _=False: self.revoke(line))
            self.needs_server.add(pane.revoke_button)
        self.show_pane(pane)
        self.go_to_pane_position(at)
        self._show_availability()

    # --- what can be done ---

    def enrol(self) -> None:
        """Ask for a token."""
        EnrolSheet(self._desk, self).open()

    def revoke(self, line: AgentLine) -> None:
        """Trust an agent no more, once the person has confirmed."""
        reason = why_not(self._desk, "agents.write")
        if reason:
            self._desk.notice.emit("warning", reason)
            return
        text = self.tr(
            "It stops scanning for good, and what it has not delivered stays with it. "
            "What it found so far stays in the catalog. This cannot be undone; the machine can be "
            "enrolled again as a new agent."
        )
        title = self.tr("Revoke {name}?").format(name=line.name)
        if not ask(self, title, text, self.tr("Revoke"), danger=True):
            return

        def done(_answer: object) -> None:
            said = self.tr("{name} is trusted no more.")
            self._desk.notice.emit("success", said.format(name=line.name))
            self._desk.sync_now()

        self._desk.online(self, "revoke", lambda online: online.revoke_agent(line.id), done)

    def _revoke_current(self) -> None:
        current = self.table.current()
        if current is not None and current.state != "revoked":
            self.revoke(current)

    def _fill_menu(self, menu: QMenu, line: AgentLine) -> None:
        action = menu.addAction(icon("ban"), self.tr("Revoke…"), lambda: self.revoke(line))
        action.setEnabled(line.state != "revoked" and not why_not(self._desk, "agents.write"))

    # --- news ---

    def _show_availability(self) -> None:
        self.notice.say(offline_words(self._desk))
        reason = why_not(self._desk, "agents.write")
        self.needs_server.set_reason(reason)
        self.enrol_button.setEnabled(not reason)
        self.enrol_button.setToolTip(reason or self.tr("Enrol an agent (N)"))
        if isinstance(self.deck.shown(), EmptyState):
            self._show_none()


def _platform(line: AgentLine) -> Cell:
    return Text(platform_words(line.platform), muted=True)


def _warnings(line: AgentLine) -> Cell:
    number = len(problems(line))
    return Text(count(number), tone="warning") if number else Text("–", muted=True)
