"""The screen of activity: the log with filters, a heading a day, and the chosen entry beside it."""

import threading
from collections.abc import Callable
from datetime import date
from pathlib import Path

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QComboBox, QFileDialog

from pursight.clock import SystemClock
from pursight.errors import Fault, PurSightError
from pursight_desktop.background.desk import Desk
from pursight_desktop.background.entry_place import entry_place
from pursight_desktop.background.keeping_up import KeepingUp
from pursight_desktop.background.place import Place
from pursight_desktop.replica.files import Connection
from pursight_desktop.replica.queries import activity
from pursight_desktop.replica.queries.activity import EventLine
from pursight_desktop.views.activity import asked, export
from pursight_desktop.views.activity.asked import Asked, Stretch
from pursight_desktop.views.activity.lines import Day, Line, lined
from pursight_desktop.views.activity.pane import EntryPane
from pursight_desktop.widgets.buttons import Button
from pursight_desktop.widgets.event_words import icon, sentence, title, tone, who
from pursight_desktop.widgets.fields import SearchField
from pursight_desktop.widgets.labels import Chip
from pursight_desktop.widgets.list_screen import ListScreen
from pursight_desktop.widgets.states import ProgressLine
from pursight_desktop.widgets.table import Cell, Column, DataTable, Text
from pursight_desktop.widgets.words import count

NEAR_THE_END = 400
"""Pixels above the end at which the next stretch is read."""

FRESH_MS = 400


class ActivityScreen(ListScreen):
    """The log, newest first; more is read as one scrolls."""

    _written = Signal(int)

    def __init__(self, desk: Desk, place: Place) -> None:
        super().__init__()
        self.heading.setText(self.tr("Activity"))
        self._desk, self._place, self._clock = desk, place, SystemClock()
        self._entries: list[EventLine] = []
        self._last: int | None = None
        self._ended = self._reading = False
        self._fresh = True
        self._stop = threading.Event()
        self._chips: list[Chip] = []
        self.export_button = Button(
            self.tr("Export"), "download", tip=self.tr("Write what is filtered as CSV"),
            clicked=self.choose_file,
        )  # fmt: skip
        self.add_buttons(self.export_button)
        self._make_filters()
        self.progress = ProgressLine()
        self.progress.hide()
        self.progress.cancelled.connect(self._stop.set)
        self._written.connect(lambda n: self.progress.show_progress(n, 0, self.tr("Exporting")))
        self.filters.addWidget(self.progress, 1)
        self.table = DataTable(
            self._columns(), desk.read, name="activity", preferences=desk.preferences,
            key=lambda line: line.number if isinstance(line, EventLine) else line.day,
        )  # fmt: skip
        self.deck.hold(self.table)
        self.table.setAccessibleName(self.tr("Activity"))
        self.table.current_changed.connect(self._choose)
        self.table.opened.connect(self._open)
        self.table.verticalScrollBar().valueChanged.connect(lambda _value: self._go_on())
        self.table.verticalScrollBar().rangeChanged.connect(lambda _low, _high: self._go_on())
        KeepingUp(self, desk, {"event"}, lambda _news: self._look_again(), settle_ms=FRESH_MS)
        desk.read(self, "people", activity.people, self._offer_people)
        self.refresh()

    # --- what the window asks ---

    def title(self) -> str:
        """Name the tab."""
        return self.tr("Activity")

    def icon(self) -> str:
        """Give the tab's icon."""
        return "history"

    def place(self) -> Place:
        """Say where one is, with the filters."""
        wanted, what = self.asked(), str(self.what.currentData())
        return Place("activity", wanted.subject).having(
            who=wanted.who, about=what if what.isdigit() else "",
            kind="" if what.isdigit() else what, span=wanted.span,
            text=wanted.text, name=self._place.arg("name"),
            first=self._place.arg("first"), last=self._place.arg("last"),
        )  # fmt: skip

    def refresh(self) -> None:
        """Read from the beginning."""
        self._fresh, self._ended, self._last = True, False, None
        self._read_on()

    # --- filters ---

    def asked(self) -> Asked:
        """Return what is filtered."""
        return Asked(
            who=str(self.people.currentData() or ""),
            what=asked.kinds_of(str(self.what.currentData())),
            subject=self._place.id,
            span=str(self.span.currentData() or ""),
            text=self.search.text().strip(),
            first=asked.number_of(self._place.arg("first")),
            last=asked.number_of(self._place.arg("last")),
        )

    def _make_filters(self) -> None:
        self.people, self.what, self.span = QComboBox(), QComboBox(), QComboBox()
        self.people.setAccessibleName(self.tr("Who"))
        self.people.addItem(self.tr("Everybody"), "")
        if wanted := self._place.arg("who"):
            self.people.addItem(wanted, wanted)
            self.people.setCurrentIndex(1)
        self.what.setAccessibleName(self.tr("What"))
        self.what.addItem(self.tr("Everything"), "")
        for number, words in enumerate(
            (
                self.tr("Catalog and classification"),
                self.tr("Rules, policies, quality"),
                self.tr("Sources, scans, agents"),
                self.tr("People and devices"),
                self.tr("Access and alerts"),
            ),
            1,
        ):
            self.what.addItem(words, str(number))
        if kind := self._place.arg("kind"):
            self.what.addItem(", ".join(title(one) for one in kind.split(",")), kind)
        about = kind or self._place.arg("about")
        self.what.setCurrentIndex(max(0, self.what.findData(about)))
        self.span.setAccessibleName(self.tr("When"))
        for key, words in (
            ("", self.tr("Any time")),
            ("today", self.tr("Today")),
            ("week", self.tr("Last 7 days")),
            ("month", self.tr("Last 30 days")),
            ("quarter", self.tr("Last 3 months")),
        ):
            self.span.addItem(words, key)
        self.span.setCurrentIndex(max(0, self.span.findData(self._place.arg("span"))))
        self.search = SearchField(self.tr("Search in the log"), delay_ms=200, shortcut="Ctrl+F")
        to_search = QAction(self.tr("Search in the log"), self)
        to_search.setShortcut(QKeySequence("Ctrl+F"))
        to_search.setShortcutContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        to_search.triggered.connect(lambda _=False: self.search.setFocus())
        self.addAction(to_search)
        self.search.setText(self._place.arg("text"))
        self.search.setMaximumWidth(300)
        self.search.setMinimumWidth(250)
        for box in (self.people, self.what, self.span):
            box.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToContents)
            box.currentIndexChanged.connect(lambda _number: self.refresh())
        self.search.searched.connect(lambda _text: self.refresh())
        self.add_filters(self.search, self.people, self.what, self.span, stretch=False)
        if self._place.id is not None:
            named = self._place.arg("name") or self.tr("One subject")
            self._add_chip(named, lambda place: Place(place.screen, None, place.args))
        asked_for = self.asked()
        if asked_for.first is not None and asked_for.last is not None:
            numbers = self.tr("Entries {first} to {last}")
            said = numbers.format(first=count(asked_for.first), last=count(asked_for.last))
            self._add_chip(said, lambda place: place.having(first="", last=""))
        self.filters.addStretch(1)

    def _add_chip(self, text: str, without: Callable[[Place], Place]) -> None:
        chip = Chip(text, "accent", removable=True)

        def forget() -> None:
            chip.hide()
            self._place = without(self._place)
            self.refresh()

        chip.removed.connect(forget)
        self._chips.append(chip)
        self.filters.addWidget(chip)

    def _offer_people(self, found: list[activity.PersonLine]) -> None:
        wanted = self.people.currentData()
        self.people.blockSignals(True)
        self.people.clear()
        self.people.addItem(self.tr("Everybody"), "")
        for one in found:
            self.people.addItem(one.name, one.name)
        if wanted and self.people.findData(wanted) < 0:  # of whom the log here knows nothing
            self.people.addItem(wanted, wanted)
        self.people.setCurrentIndex(max(0, self.people.findData(wanted)))
        self.people.blockSignals(False)

    def show_all(self) -> None:
        """Take all filters away."""
        self._place = Place("activity")
        for chip in self._chips:
            chip.hide()
        for box in (self.people, self.what, self.span):
            box.setCurrentIndex(0)
        self.search.clear()
        self.refresh()

    # --- the list ---

    def _columns(self) -> list[Column]:
        return [
            Column("at", self.tr("When"), _when, 90, sortable=False),
            Column("what", self.tr("What happened"), _what, 560, sortable=False, stretch=True),
            Column("who", self.tr("Who"), _who, 150, sortable=False, shown=False),
            Column("note", self.tr("Note"), _note, 180, sortable=False, spare=True),
        ]

    def _go_on(self) -> None:
        bar = self.table.verticalScrollBar()
        if self.isVisible() and bar.value() >= bar.maximum() - NEAR_THE_END:
            self._read_on()

    def _read_on(self) -> None:
        if self._ended or (self._reading and not self._fresh):
            return
        self._reading = True
        wanted, now, before = self.asked(), self._clock.now(), self._last
        if self._fresh:
            self.deck.busy.start()
        self._desk.read(
            self, "log", lambda c: asked.read(c, wanted, now, before), self._take, self._failed
        )

    def _take(self, stretch: Stretch) -> None:
        self._reading = False
        self._entries = stretch.entries if self._fresh else self._entries + stretch.entries
        self._last, self._ended = stretch.last, stretch.ended
        first, self._fresh = self._fresh, False
        self.detail.setText(count(len(self._entries)) + ("" if self._ended else "+"))
        self.export_button.setEnabled(bool(self._entries))
        if not self._entries:
            if self._ended:
                self._show_none()
            else:
                self._read_on()
            return
        self.deck.show_content(self.table)
        lines = lined(self._entries, self._today())
        at = self._current_number()
        self.table.show_rows(lines, keep=not first)
        if first:
            self._go_to_entry(at)
        QTimer.singleShot(0, self, self._go_on)

    def _current_number(self) -> int | None:
        current = self.table.current()
        return current.number if isinstance(current, EventLine) else None

    def _go_to_entry(self, number: int | None) -> None:
        """Stay on an entry if it is still listed, else go to the first."""
        first = None
        for row in range(self.table.row_count()):
            line = self.table.row(row)
            if isinstance(line, EventLine):
                first = row if first is None else first
                if line.number == number:
                    self.table.go_to(row)
                    return
        if first is not None:
            self.table.go_to(first)

    def _today(self) -> date:
        return self._clock.now().astimezone().date()

    def _failed(self, error: PurSightError) -> None:
        self._reading = False
        self.deck.show_error(error, self.refresh)

    def _show_none(self) -> None:
        self.show_pane(None)
        if self.asked().any:
            action = (self.tr("Show everything"), self.show_all)
            text = self.tr("Nothing in the log is as you filter.")
            self.deck.show_empty("filter", self.tr("No such entries"), text, action)
            return
        text = self.tr("Everything that people, agents and the server do is written down here.")
        self.deck.show_empty("history", self.tr("Nothing happened yet"), text)

    def _choose(self, line: Line | None) -> None:
        if not isinstance(line, EventLine):
            return
        shown = self.pane()
        if isinstance(shown, EntryPane) and shown.entry == line:
            return  # read again: what was proven of it, and how far one has read, stay
        self.show_pane(EntryPane(self._desk, line))

    def _open(self, line: Line, new_tab: bool) -> None:
        if isinstance(line, EventLine):
            self._desk.open(entry_place(line), new_tab=new_tab)

    # --- news ---

    def _look_again(self) -> None:
        """Show what is new, unless somebody reads further below."""
        if self.table.verticalScrollBar().value() == 0:
            self.refresh()

    # --- export ---

    def choose_file(self) -> None:
        """Ask where to, then write what is filtered."""
        name = f"activity-{self._today().isoformat()}.csv"
        dialog = QFileDialog(self, self.tr("Export the log"), name, "CSV (*.csv)")
        dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        dialog.setDefaultSuffix("csv")
        dialog.fileSelected.connect(lambda chosen: self.export_to(Path(chosen)))
        dialog.open()

    def export_to(self, path: Path) -> None:
        """Write what is filtered; shows how far it is and can be stopped."""
        wanted, now = self.asked(), self._clock.now()
        self._stop.clear()
        self.export_button.setEnabled(False)

        def going(written: int) -> bool:
            self._written.emit(written)
            return not self._stop.is_set()

        def work(connection: Connection) -> int:
            try:
                return export.write(asked.all_of(connection, wanted, now, going), path)
            except OSError as error:
                raise CannotWrite(
                    f"{path.name} could not be written: {error.strerror or error}.",
                    hint="Choose another folder.",
                ) from error

        self._desk.read(
            self, "export", work, lambda n: self._exported(path, n), self._export_failed
        )

    def _exported(self, path: Path, number: int) -> None:
        self.progress.finish()
        self.export_button.setEnabled(True)
        said = self.tr("{n} entries were written to {path}", None, number)
        if self._stop.is_set():
            said = self.tr("Stopped: the first {n} entries were written to {path}")
        self._desk.notice.emit("success", said.format(n=count(number), path=path))

    def _export_failed(self, error: PurSightError) -> None:
        self.progress.finish()
        self.export_button.setEnabled(True)
        self._desk.notice.emit("error", f"{error.message} {error.hint}".strip())


class CannotWrite(PurSightError):
    """The file of an export cannot be written."""

    code = "console.cannot_write"
    fault = Fault.WORLD


def _when(line: Line) -> Cell:
    if isinstance(line, Day):
        return ""
    return Text(line.at.astimezone().strftime("%H:%M") if line.at else "–", muted=True)


def _what(line: Line) -> Cell:
    if isinstance(line, Day):
        return Text(line.title, strong=True)
    role = str(tone(line.kind))
    return Text(
        sentence(line, line.subject_name),
        icon=icon(line.kind),
        icon_role="muted" if role == "neutral" else role,
    )


def _who(line: Line) -> Cell:
    return "" if isinstance(line, Day) else who(line)


def _note(line: Line) -> Cell:
    return "" if isinstance(line, Day) else Text(line.note, muted=True)
