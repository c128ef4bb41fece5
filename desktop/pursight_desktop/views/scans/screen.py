"""The screen of scans: all runs with filters, and beside them the one that is chosen."""

from collections.abc import Awaitable, Callable
from functools import partial
from typing import Any
from uuid import UUID

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QComboBox, QMenu

from pursight.clock import SystemClock
from pursight_desktop.background.availability import offline_words, why_not
from pursight_desktop.background.desk import Desk
from pursight_desktop.background.keeping_up import KeepingUp
from pursight_desktop.background.place import Place
from pursight_desktop.operations.online import Online
from pursight_desktop.replica.queries import estate
from pursight_desktop.replica.queries.estate import ScanLine, SourceLine
from pursight_desktop.views.scans.pane import ScanPane
from pursight_desktop.views.scans.words import (
    ACTIVE,
    STATES,
    duration,
    duration_words,
    kind_words,
    state_title,
    summary,
    title_of,
)
from pursight_desktop.widgets.buttons import MenuButton
from pursight_desktop.widgets.list_screen import ListScreen, begin_at
from pursight_desktop.widgets.states import EmptyState
from pursight_desktop.widgets.table import Bar, Cell, Column, DataTable, Mark, Text
from pursight_desktop.widgets.words import ago, count, label_words, tone_of

SHOWN_BY = frozenset({"scan", "source", "skipped"})
NEWEST = 2000
TICK_MS = 1000
"""While something runs, its duration is shown as it grows."""

FINISHED, UNFINISHED = "finished", "active"


class ScansScreen(ListScreen):
    """All runs, newest first; starting and cancelling need the server."""

    def __init__(self, desk: Desk, place: Place) -> None:
        super().__init__()
        self.heading.setText(self.tr("Scans"))
        self._desk, self._place, self._clock = desk, place, SystemClock()
        self._scans: list[ScanLine] = []
        self._sources: list[SourceLine] = []
        self._loaded = False
        self._shown = ""
        self._pane_id: UUID | None = None
        self.start_button = MenuButton(self.tr("Scan now"), "radar", "primary")
        self.add_buttons(self.start_button)
        self.state_filter, self.source_filter = QComboBox(), QComboBox()
        self._fill_filters()
        self.add_filters(self.state_filter, self.source_filter)
        self.table = DataTable(
            self._columns(), desk.read, name="scans", preferences=desk.preferences
        )
        self.deck.hold(self.table)
        self.table.setAccessibleName(self.tr("Scans"))
        self.table.current_changed.connect(self._choose)
        self.table.opened.connect(self._open_source)
        self.table.add_action_menu(self._fill_menu)
        self._add_keys()
        KeepingUp(self, desk, SHOWN_BY, lambda _news: self.refresh())
        desk.status.connect(self._show_availability)
        self._tick = QTimer(self)
        self._tick.setInterval(TICK_MS)
        self._tick.timeout.connect(self._grow)
        self._show_availability()
        self.refresh()

    # --- what the window asks ---

    def title(self) -> str:
        """Name the tab."""
        return self.tr("Scans")

    def icon(self) -> str:
        """Give the tab's icon."""
        return "radar"

    def place(self) -> Place:
        """Say where one is, with the filters; where one wanted to be as long as nothing is read."""
        if not self._loaded:
            return self._place
        current = self.table.current()
        place = Place("scans", current.id if current is not None else None)
        return place.having(
            state=str(self.state_filter.currentData() or ""),
            source=str(self.source_filter.currentData() or ""),
        )

    def refresh(self) -> None:
        """Read the runs again."""
        if not self._loaded:
            self.deck.busy.start()
        wanted = self._place.id
        self._desk.read(
            self,
            "scans",
            lambda c: (estate.scans(c, None, NEWEST, also=wanted), estate.sources(c)),
            lambda found: self._take(*found),
            lambda error: self.deck.show_error(error, self.refresh),
            patient=True,
        )

    # --- the list ---

    def _columns(self) -> list[Column]:
        now = self._clock.now
        return [
            Column("source", self.tr("Source"), lambda s: Text(s.source_name, strong=True), 160,
                   stretch=True),
            Column("state", self.tr("State"), _state, 110),
            Column("kind", self.tr("Kind"), kind_words, 120),
            Column(
                "started", self.tr("Started"), lambda s: ago(s.started_at or s.created_at, now()),
                120, order=lambda s: s.started_at or s.created_at,
            ),
            Column(
                "duration", self.tr("Duration"), lambda s: duration_words(s, now()), 80,
                align="right", order=lambda s: duration(s, now()) or 0.0,
            ),
            Column("progress", self.tr("Progress"), _progress, 116,
                   order=lambda s: s.done if s.running and s.done is not None else 1.0),
            Column("found", self.tr("Found"), summary, 170, spare=True),
            Column("problem", self.tr("Problem"), _problem, 220, spare=True),
            Column("by", self.tr("Asked for by"), lambda s: Text(s.requested_by, muted=True), 130,
                   shown=False),
            Column("attempt", self.tr("Attempts"), lambda s: s.attempt, 80, align="right",
                   shown=False),
        ]  # fmt: skip

    def _fill_filters(self) -> None:
        self.state_filter.setAccessibleName(self.tr("State"))
        self.state_filter.addItem(self.tr("Any state"), "")
        self.state_filter.addItem(self.tr("Under way"), UNFINISHED)
        self.state_filter.addItem(self.tr("Ended"), FINISHED)
        self.state_filter.insertSeparator(3)
        for state in STATES:
            self.state_filter.addItem(title_of(state), state)
        wanted = self.state_filter.findData(self._place.arg("state"))
        self.state_filter.setCurrentIndex(max(0, wanted))
        self.source_filter.setAccessibleName(self.tr("Source"))
        self.source_filter.addItem(self.tr("All sources"), "")
        for box in (self.state_filter, self.source_filter):
            box.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToContents)
            box.currentIndexChanged.connect(lambda _number: self._show_scans())

    def _take(self, scans: list[ScanLine], sources: list[SourceLine]) -> None:
        first, wanted = not self._loaded, self._place.id
        self._scans, self._sources = scans, sources
        self._offer_sources()
        self._show_scans()
        if first and wanted is not None and all(scan.id != wanted for scan in scans):
            self._desk.notice.emit("warning", self.tr("That scan is not in your copy any more."))

    def _offer_sources(self) -> None:
        box = self.source_filter
        wanted = box.currentData() or ("" if self._loaded else self._place.arg("source"))
        box.blockSignals(True)
        box.clear()
        box.addItem(self.tr("All sources"), "")
        for line in self._sources:
            box.addItem(line.name, str(line.id))
        box.setCurrentIndex(max(0, box.findData(wanted)))
        box.blockSignals(False)
        self.start_button.clear()
        for line in self._sources:
            if line.state != "archived":
                self.start_button.add(line.name, partial(self.start, line), "database")

    def _wanted(self, scan: ScanLine) -> bool:
        state, source = self.state_filter.currentData(), self.source_filter.currentData()
        if source and str(scan.source_id) != source:
            return False
        if state == UNFINISHED:
            return scan.state in ACTIVE
        if state == FINISHED:
            return scan.state not in ACTIVE
        return not state or scan.state == state

    def _show_scans(self) -> None:
        self._loaded = True
        scans = [scan for scan in self._scans if self._wanted(scan)]
        running = sum(1 for scan in scans if scan.state in ACTIVE)
        words = self.tr("{n}, {running} under way") if running else "{n}"
        self.detail.setText(words.format(n=count(len(scans)), running=count(running)))
        self._tick.start() if running else self._tick.stop()
        if not scans:
            self._show_none()
            return
        self.deck.show_content(self.table)
        if self.table.current() is None:
            self.table.show_rows(scans)
            begin_at(self.table, self._place.id)
            self.table.setFocus()
        else:
            self.table.show_rows(scans, keep=True)
        self._choose(self.table.current())

    def _show_none(self) -> None:
        if not self._loaded:
            return
        self.show_pane(None)
        if self._scans:
            action = (self.tr("Show all"), self.show_all)
            text = self.tr("None of the scans is as you filter.")
            self.deck.show_empty("filter", self.tr("No such scans"), text, action)
            return
        text = self.tr("Once a source is registered and its agent reaches it, it can be scanned.")
        action = (self.tr("Go to the sources"), lambda: self._desk.open(Place("sources")))
        self.deck.show_empty("radar", self.tr("No scans yet"), text, action)

    def show_all(self) -> None:
        """Take the filters away."""
        self.state_filter.setCurrentIndex(0)
        self.source_filter.setCurrentIndex(0)

    def _grow(self) -> None:
        if self.isVisible():
            self.table.viewport().update()

    def _choose(self, scan: ScanLine | None) -> None:
        if scan is None:
            return
        content = repr(scan)
        if content == self._shown and self.pane() is not None:
            return
        at = self.pane_position() if self._pane_id == scan.id else 0
        self._shown, self._pane_id = content, scan.id
        newest = next((s for s in self._scans if s.source_id == scan.source_id), None)
        line = next((one for one in self._sources if one.id == scan.source_id), None)
        skipped = line.skipped if line is not None and newest == scan else 0
        pane = ScanPane(self._desk, scan, skipped, self._clock.now())
        self.needs_server.clear()
        for button, call in ((pane.cancel_button, self.cancel), (pane.retry_button, self.retry)):
            if button is not None:
                button.clicked.connect(lambda _=False, call=call: call(scan))
                self.needs_server.add(button)
        self.show_pane(pane)
        self.go_to_pane_position(at)
        self._show_availability()

    # --- what can be done ---

    def start(self, line: SourceLine) -> None:
        """Scan what has changed in a source."""
        said = self.tr("A scan of {name} was asked for.").format(name=line.name)
        self._ask(f"start {line.id}", lambda online: online.start_scan(line.id), said)

    def cancel(self, scan: ScanLine) -> None:
        """Stop a run."""
        if scan.running:
            said = self.tr("The scan of {name} is being cancelled.").format(name=scan.source_name)
            self._ask(f"cancel {scan.id}", lambda online: online.cancel_scan(scan.id), said)

    def retry(self, scan: ScanLine) -> None:
        """Do again what failed or was cancelled."""
        source_id = scan.source_id
        if source_id is None or scan.running:
            return
        said = self.tr("Asked for again: {name}.").format(name=scan.source_name)
        if scan.kind == "test":
            self._ask(f"retry {scan.id}", lambda online: online.test_connection(source_id), said)
        else:
            self._ask(
                f"retry {scan.id}",
                lambda online: online.retry_scan(source_id, full=scan.full),
                said,
            )

    def _ask(self, name: str, call: Callable[[Online], Awaitable[Any]], said: str) -> None:
        reason = why_not(self._desk, "scans.run")
        if reason:
            self._desk.notice.emit("warning", reason)
            return

        def done(_answer: Any) -> None:
            self._desk.notice.emit("success", said)
            self._desk.sync_now()

        self._desk.online(self, name, call, done)

    def _add_keys(self) -> None:
        for words, keys, call in (
            (self.tr("Cancel the scan"), "C", self.cancel),
            (self.tr("Try again"), "R", self.retry),
        ):
            action = QAction(words, self)
            action.setShortcut(QKeySequence(keys))
            action.setShortcutContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
            action.triggered.connect(lambda _=False, call=call: self._on_current(call))
            self.addAction(action)

    def _on_current(self, call: Callable[[ScanLine], None]) -> None:
        current = self.table.current()
        if current is not None:
            call(current)

    def _fill_menu(self, menu: QMenu, scan: ScanLine) -> None:
        may = not why_not(self._desk, "scans.run")
        stop = menu.addAction(self.tr("Cancel"), lambda: self.cancel(scan))
        stop.setEnabled(scan.running and may)
        again = menu.addAction(self.tr("Try again"), lambda: self.retry(scan))
        again.setEnabled(not scan.running and may)

    def _open_source(self, scan: ScanLine, new_tab: bool) -> None:
        if scan.source_id is not None:
            self._desk.open(Place("sources", scan.source_id), new_tab=new_tab)

    # --- news ---

    def _show_availability(self) -> None:
        self.notice.say(offline_words(self._desk))
        reason = why_not(self._desk, "scans.run")
        self.needs_server.set_reason(reason)
        self.start_button.setEnabled(not reason and bool(self._sources))
        self.start_button.setToolTip(reason or self.tr("Scan what has changed in a source"))
        if isinstance(self.deck.shown(), EmptyState):
            self._show_none()


def _state(scan: ScanLine) -> Cell:
    return Mark(state_title(scan), str(tone_of(scan.state)))


def _progress(scan: ScanLine) -> Cell:
    if not scan.running:
        return ""
    if scan.done is None:
        return Text(label_words(scan.phase or "waiting"), muted=True)
    return Bar(scan.done, f"{scan.tables_done}/{scan.tables_total}", "accent")


def _problem(scan: ScanLine) -> Cell:
    message = str((scan.problem or {}).get("message") or "")
    return Text(message[:1].upper() + message[1:], tone="danger" if scan.state == "failed" else "")
