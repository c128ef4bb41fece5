"""One source beside the list: how it is, what went wrong, what was skipped, its scans."""

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QAbstractButton, QVBoxLayout, QWidget

from pursight.clock import SystemClock
from pursight_desktop.background.desk import Desk
from pursight_desktop.background.place import Place
from pursight_desktop.replica.queries.estate import ScanLine, SkippedLine, SourceLine
from pursight_desktop.theme import Tone
from pursight_desktop.views.sources.actions import SourceActions, busy
from pursight_desktop.views.sources.words import BROKEN, by_reason, life, test_moment, test_words
from pursight_desktop.widgets.buttons import Button, MenuButton
from pursight_desktop.widgets.containers import Facts, Flow
from pursight_desktop.widgets.labels import Chip, Label, StateChip
from pursight_desktop.widgets.list_screen import Pane, link
from pursight_desktop.widgets.problem_box import ProblemBox
from pursight_desktop.widgets.states import ProgressLine
from pursight_desktop.widgets.words import ago, count, label_words, moment, tone_of

NAMES_SHOWN = 8
SCANS_SHOWN = 6


class SourcePane(Pane):
    """What is known of one source.

    Attributes:
        online_buttons: Those that need the server.
    """

    def __init__(
        self,
        desk: Desk,
        do: SourceActions,
        line: SourceLine,
        scans: Sequence[ScanLine],
        skipped: Sequence[SkippedLine],
    ) -> None:
        super().__init__(line.name)
        self._desk, self._do, self._line, self._clock = desk, do, line, SystemClock()
        self.online_buttons: list[QAbstractButton] = []
        self.add_row(StateChip(line.state), *_tags(line))
        self.add(Label(life(line.state), "muted", wrap=True))
        self._add_buttons()
        if line.problem:
            self.add(ProblemBox(line.problem))
        self._add_progress()
        self._add_facts()
        if skipped:
            self._add_skipped(skipped)
        self._add_scans(scans)

    def _add_buttons(self) -> None:
        line, do, running = self._line, self._do, busy(self._line)
        buttons: list[QAbstractButton] = []
        if running:
            buttons.append(
                Button(self.tr("Cancel scan"), "circle-stop", clicked=lambda: do.cancel(line))
            )
        elif line.state in BROKEN:
            buttons.append(
                Button(
                    self.tr("Try again"), "refresh-cw", "primary", clicked=lambda: do.retry(line)
                )
            )
        if not running and line.state != "archived":
            menu = MenuButton(
                self.tr("Scan now"), "radar", tip=self.tr("Only what has changed, or everything")
            )
            menu.add(self.tr("What has changed (S)"), lambda: do.scan(line), "radar")
            menu.add(self.tr("Everything (Shift+S)"), lambda: do.scan_fully(line), "layers")
            buttons.append(menu)
            buttons.append(
                Button(
                    self.tr("Test"), "plug", clicked=lambda: do.test(line),
                    tip=self.tr("Have the agent try to reach it (T)"),
                )
            )  # fmt: skip
        buttons.append(
            Button(
                self.tr("Edit"), "pencil", clicked=lambda: do.edit(line), tip=self.tr("Edit (E)")
            )
        )
        self.online_buttons = buttons
        self.add_row(*buttons)

    def _add_progress(self) -> None:
        scan = self._line.last_scan
        if scan is None or not scan.running:
            return
        progress = ProgressLine(cancellable=False)
        words = label_words(scan.phase or scan.state)
        progress.show_progress(
            scan.tables_done,
            scan.tables_total,
            self.tr("{phase}: {rows} rows").format(phase=words, rows=count(scan.rows)),
        )
        self.add(progress)

    def _add_facts(self) -> None:
        line, now = self._line, self._clock.now()
        facts = Facts(110)
        tested = test_moment(line.last_test)
        test = test_words(line.last_test)
        holds = self.tr("{tables} tables, {columns} columns").format(
            tables=count(line.tables), columns=count(line.columns)
        )
        facts.show_facts(
            [
                (self.tr("Since"), moment(line.state_since)),
                (self.tr("Kind"), label_words(line.kind)),
                (self.tr("Agent"), self._agent()),
                (self.tr("Alias"), Label(line.alias, "mono")),
                (self.tr("Environment"), line.environment),
                (self.tr("Domain"), line.domain),
                (self.tr("Holds"), holds),
                (self.tr("Connection"), f"{test} · {ago(tested, now)}" if tested else test),
                (self.tr("Last scan"), ago(line.last_scan_at, now)),
                (self.tr("Description"), line.description),
            ]
        )
        self.add(facts)
        if line.asset_id is not None:
            wanted = Place("asset", line.asset_id)
            self.add_row(
                Button(
                    self.tr("Open in the catalog"), "library", "link",
                    clicked=lambda: self._desk.open(wanted),
                )
            )  # fmt: skip

    def _agent(self) -> QWidget | str:
        agent_id = self._line.agent_id
        if agent_id is None or not self._line.agent_name:
            return self._line.agent_name
        wanted = Place("agents", agent_id)
        return link(self._line.agent_name, lambda: self._desk.open(wanted))

    def _add_skipped(self, skipped: Sequence[SkippedLine]) -> None:
        groups = by_reason(skipped)
        self.add_part(self.tr("Not looked at: {n}").format(n=count(len(skipped))))
        for reason, hint, names, in_part in groups:
            box = QWidget()
            column = QVBoxLayout(box)
            column.setContentsMargins(0, 0, 0, 0)
            column.setSpacing(2)
            head = f"{count(len(names))} · {reason}"
            if in_part:
                head += " · " + self.tr("looked at in part")
            column.addWidget(Label(head, wrap=True))
            if hint:
                column.addWidget(Label(hint, "muted", wrap=True))
            shown = "\n".join(names[:NAMES_SHOWN])
            if len(names) > NAMES_SHOWN:
                shown += "\n" + self.tr("and {n} more").format(n=count(len(names) - NAMES_SHOWN))
            column.addWidget(Label(shown, "mono", wrap=True))
            self.add(box)

    def _add_scans(self, scans: Sequence[ScanLine]) -> None:
        self.add_part(self.tr("Scans"))
        if not scans:
            self.add(Label(self.tr("It was never scanned."), "muted", wrap=True))
            return
        now = self._clock.now()
        for scan in scans[:SCANS_SHOWN]:
            wanted = Place("scans", scan.id)
            words = _kind(scan) + " · " + ago(scan.started_at or scan.created_at, now)
            self.add_row(
                Chip(_state(scan), tone_of(scan.state)),
                link(words, partial(self._desk.open, wanted)),
            )
        everything = Place("scans", None, (("source", str(self._line.id)),))
        self.add_row(
            Button(
                self.tr("All scans of it"), "arrow-right", "link",
                clicked=lambda: self._desk.open(everything),
            )
        )  # fmt: skip


def _kind(scan: ScanLine) -> str:
    if scan.kind == "test":
        return QCoreApplication.translate("SourcePane", "Connection test")
    if scan.full:
        return QCoreApplication.translate("SourcePane", "Full scan")
    return QCoreApplication.translate("SourcePane", "Scan")


def _state(scan: ScanLine) -> str:
    if scan.state == "committed":
        return QCoreApplication.translate("SourcePane", "Done")
    return label_words(scan.state)


def _tags(line: SourceLine) -> list[QWidget]:
    if not line.tags:
        return []
    holder = QWidget()
    flow = Flow(holder)
    for tag in line.tags:
        flow.addWidget(Chip(tag, Tone.NEUTRAL))
    return [holder]
