"""The screen of sources: a table of them, and beside it the one that is chosen."""

from uuid import UUID

from PySide6.QtCore import Qt
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QMenu

from pursight.clock import SystemClock
from pursight_desktop.background.availability import offline_words, why_not
from pursight_desktop.background.desk import Desk
from pursight_desktop.background.keeping_up import KeepingUp
from pursight_desktop.background.place import Place
from pursight_desktop.replica.queries import estate
from pursight_desktop.replica.queries.estate import ScanLine, SkippedLine, SourceLine
from pursight_desktop.views.sources.actions import SourceActions
from pursight_desktop.views.sources.pane import SourcePane
from pursight_desktop.views.sources.register import RegisterSheet
from pursight_desktop.views.sources.words import health
from pursight_desktop.widgets.buttons import Button
from pursight_desktop.widgets.list_screen import ListScreen, begin_at
from pursight_desktop.widgets.states import EmptyState
from pursight_desktop.widgets.table import Bar, Cell, Column, DataTable, Mark, Text
from pursight_desktop.widgets.words import ago, count, label_words

SHOWN_BY = frozenset({"source", "agent", "scan", "skipped", "asset"})
SCANS_BESIDE = 20


class SourcesScreen(ListScreen):
    """All sources; everything but looking needs the server."""

    def __init__(self, desk: Desk, place: Place) -> None:
        super().__init__()
        self.heading.setText(self.tr("Sources"))
        self._desk, self._place, self._clock = desk, place, SystemClock()
        self._shown: tuple[object, ...] | None = None
        self._loaded = False
        self.do = SourceActions(desk, self)
        self.register_button = Button(
            self.tr("Register a source"), "plus", "primary", shortcut="N", clicked=self.register
        )
        self.add_buttons(self.register_button)
        self.table = DataTable(
            self._columns(), desk.read, name="sources", preferences=desk.preferences
        )
        self.deck.hold(self.table)
        self.table.setAccessibleName(self.tr("Sources"))
        self.table.current_changed.connect(self._choose)
        self.table.opened.connect(self._open_in_catalog)
        self.table.add_action_menu(self._fill_menu)
        self._add_keys()
        KeepingUp(self, desk, SHOWN_BY, lambda _news: self.refresh())
        desk.status.connect(self._show_availability)
        self._show_availability()
        self.refresh()

    # --- what the window asks ---

    def title(self) -> str:
        """Name the tab."""
        return self.tr("Sources")

    def icon(self) -> str:
        """Give the tab's icon."""
        return "database"

    def place(self) -> Place:
        """Say where one is; where one wanted to be as long as nothing is read."""
        if not self._loaded:
            return self._place
        current = self.table.current()
        return Place("sources", current.id if current is not None else None)

    def refresh(self) -> None:
        """Read the sources again."""
        if not self._loaded:
            self.deck.busy.start()
        self._desk.read(
            self,
            "sources",
            estate.sources,
            self._take,
            lambda e: self.deck.show_error(e, self.refresh),
            patient=True,
        )

    # --- the list ---

    def _columns(self) -> list[Column]:
        return [
            Column("name", self.tr("Name"), _name, 170, stretch=True),
            Column("health", self.tr("Health"), _health, 120),
            Column("state", self.tr("State"), lambda s: label_words(s.state), 100),
            Column(
                "scanned", self.tr("Last scan"), self._scanned, 116,
                order=lambda s: (s.last_scan_at is not None, s.last_scan_at),
            ),
            Column("quality", self.tr("Quality"), _quality, 110),
            Column(
                "skipped", self.tr("Skipped"), _skipped, 70, align="right",
                order=lambda s: s.skipped,
            ),
            Column("kind", self.tr("Kind"), lambda s: Text(label_words(s.kind), muted=True), 90,
                   spare=True),
            Column("agent", self.tr("Agent"), lambda s: s.agent_name, 120, spare=True),
            Column("tables", self.tr("Tables"), lambda s: s.tables, 80, align="right",
                   spare=True),
            Column("environment", self.tr("Environment"), lambda s: s.environment, 110,
                   shown=False),
            Column("domain", self.tr("Domain"), lambda s: s.domain, 120, shown=False),
            Column("alias", self.tr("Alias"), lambda s: Text(s.alias, mono=True), 110, shown=False),
        ]  # fmt: skip

    def _scanned(self, line: SourceLine) -> Cell:
        return Text(ago(line.last_scan_at, self._clock.now()), muted=line.last_scan_at is None)

    def _take(self, lines: list[SourceLine]) -> None:
        first, self._loaded = not self._loaded, True
        broken = sum(1 for one in lines if one.problem)
        self.detail.setText(
            self.tr("{n}, {broken} with a problem").format(
                n=count(len(lines)), broken=count(broken)
            )
            if broken
            else count(len(lines))
        )
        if not lines:
            self._show_none()
            return
        self.deck.show_content(self.table)
        self.register_button.show()
        if first or self.table.current() is None:
            self.table.show_rows(lines)
            there = begin_at(self.table, self._place.id)
            if first and not there:
                said = self.tr("That source is not in your copy any more.")
                self._desk.notice.emit("warning", said)
            self.table.setFocus()
        else:
            self.table.show_rows(lines, keep=True)
        current = self.table.current()
        if current is not None:
            self._choose(current)

    def _show_none(self) -> None:
        self.show_pane(None)
        self.register_button.hide()
        self.detail.setText("")
        reason = why_not(self._desk, "sources.write")
        text = self.tr(
            "A source is a database or a folder that one of your agents can reach. "
            "Enrol an agent first, then register what it announces."
        )
        if reason:
            self.deck.show_empty("database", self.tr("No sources yet"), f"{text} {reason}")
        else:
            action = (self.tr("Register a source"), self.register)
            self.deck.show_empty("database", self.tr("No sources yet"), text, action)

    # --- the one beside it ---

    def _choose(self, line: SourceLine | None) -> None:
        if line is None:
            return
        source_id = line.id
        self._desk.read(
            self,
            "source",
            lambda c: (estate.scans(c, source_id, SCANS_BESIDE), estate.skipped(c, source_id)),
            lambda found: self._show(line, *found),
        )

    def _show(self, line: SourceLine, scans: list[ScanLine], skipped: list[SkippedLine]) -> None:
        current = self.table.current()
        if current is None or current.id != line.id:
            return
        content = (line, tuple(scans), tuple(skipped))
        if repr(content) == repr(self._shown) and self.pane() is not None:
            return
        self._shown = content
        at = self.pane_position() if self._same_source(line) else 0
        pane = SourcePane(self._desk, self.do, line, scans, skipped)
        self._pane_id = line.id
        self.needs_server.clear()
        self.needs_server.add(*pane.online_buttons)
        self.show_pane(pane)
        self.go_to_pane_position(at)
        self._show_availability()

    _pane_id: UUID | None = None

    def _same_source(self, line: SourceLine) -> bool:
        return self._pane_id == line.id

    # --- what can be done ---

    def register(self) -> None:
        """Ask which announced source is to be registered."""
        RegisterSheet.ask(self._desk, self)

    def _add_keys(self) -> None:
        for name, keys, call in (
            (self.tr("Test the connection"), "T", self.do.test),
            (self.tr("Scan what has changed"), "S", self.do.scan),
            (self.tr("Scan everything"), "Shift+S", self.do.scan_fully),
            (self.tr("Cancel the scan"), "C", self.do.cancel),
            (self.tr("Edit"), "E", self.do.edit),
        ):
            action = QAction(name, self)
            action.setShortcut(QKeySequence(keys))
            action.setShortcutContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
            action.triggered.connect(lambda _=False, call=call: self._on_current(call))
            self.addAction(action)

    def _on_current(self, call: object) -> None:
        current = self.table.current()
        if current is not None and callable(call):
            call(current)

    def _fill_menu(self, menu: QMenu, line: SourceLine) -> None:
        self.do.fill_menu(menu, line)

    def _open_in_catalog(self, line: SourceLine, new_tab: bool) -> None:
        if line.asset_id is not None:
            self._desk.open(Place("asset", line.asset_id), new_tab=new_tab)

    # --- news ---

    def _show_availability(self) -> None:
        self.notice.say(offline_words(self._desk))
        self.needs_server.set_reason(why_not(self._desk, "scans.run"))
        reason = why_not(self._desk, "sources.write")
        self.register_button.setEnabled(not reason)
        self.register_button.setToolTip(reason or self.tr("Register a source (N)"))
        if isinstance(self.deck.shown(), EmptyState):
            self._show_none()


def _name(line: SourceLine) -> Cell:
    return Text(line.name, strong=True, icon="database", detail=line.environment)


def _health(line: SourceLine) -> Cell:
    words, tone, icon = health(line.state, line.problem, line.last_test, line.skipped)
    return Mark(words, str(tone), icon)


def _quality(line: SourceLine) -> Cell:
    if line.quality is None:
        return Text("–", muted=True)
    return Bar(line.quality / 100, f"{line.quality:.0f}")


def _skipped(line: SourceLine) -> Cell:
    return Text(count(line.skipped), tone="warning") if line.skipped else Text("–", muted=True)
