"""One run beside the list: where it is, what it counted, what went wrong."""

from datetime import datetime

from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QAbstractButton, QHBoxLayout, QWidget

from pursight_desktop.background.desk import Desk
from pursight_desktop.background.place import Place
from pursight_desktop.replica.queries.estate import ScanLine
from pursight_desktop.theme import Tone
from pursight_desktop.views.scans.usage import usage_of
from pursight_desktop.views.scans.words import (
    applied_words,
    counts_of,
    duration_words,
    kind_words,
    origin_words,
    state_title,
    state_words,
)
from pursight_desktop.widgets.buttons import Button, IconButton
from pursight_desktop.widgets.containers import Facts
from pursight_desktop.widgets.labels import Chip, Label
from pursight_desktop.widgets.list_screen import Pane
from pursight_desktop.widgets.problem_box import ProblemBox
from pursight_desktop.widgets.states import ProgressLine
from pursight_desktop.widgets.words import count, label_words, moment, tone_of


class ScanPane(Pane):
    """What is known of one run.

    Attributes:
        cancel_button: Needs the server; None where there is nothing to cancel.
        retry_button: Likewise.
    """

    def __init__(self, desk: Desk, scan: ScanLine, skipped: int, now: datetime) -> None:
        title = f"{kind_words(scan)} · {scan.source_name}" if scan.source_name else kind_words(scan)
        super().__init__(title)
        self._desk, self._scan = desk, scan
        self.add_row(Chip(state_title(scan), tone_of(scan.state)))
        self.add(Label(state_words(scan), "muted", wrap=True))
        self.cancel_button: QAbstractButton | None = None
        self.retry_button: QAbstractButton | None = None
        self._add_buttons()
        if scan.problem:
            tone = Tone.WARNING if scan.state == "cancelled" else Tone.DANGER
            self.add(ProblemBox(scan.problem, tone))
        if scan.running:
            progress = ProgressLine(cancellable=False)
            words = self.tr("{phase}: {rows} rows").format(
                phase=label_words(scan.phase or scan.state), rows=count(scan.rows)
            )
            progress.show_progress(scan.tables_done, scan.tables_total, words)
            self.add(progress)
        self._add_facts(now)
        self._add_counts(skipped)
        self._add_usage()

    def _add_buttons(self) -> None:
        scan, buttons = self._scan, []
        if scan.running:
            self.cancel_button = Button(self.tr("Cancel"), "circle-stop", tip=self.tr("Cancel (C)"))
            buttons.append(self.cancel_button)
        elif scan.state in ("failed", "cancelled") and scan.source_id is not None:
            self.retry_button = Button(
                self.tr("Try again"), "refresh-cw", "primary", tip=self.tr("Try again (R)")
            )
            buttons.append(self.retry_button)
        if scan.source_id is not None:
            wanted = Place("sources", scan.source_id)
            buttons.append(
                Button(
                    self.tr("Go to the source"), "database", clicked=lambda: self._desk.open(wanted)
                )
            )
        self.add_row(*buttons)

    def _add_facts(self, now: datetime) -> None:
        scan = self._scan
        self.copy_button, number = self._copied(
            str(scan.id), self.tr("Copy the run's number; the logs of agent and server name it")
        )
        self.copy_trace: IconButton | None = None
        trace: str | QWidget = ""
        if scan.trace_id:
            self.copy_trace, trace = self._copied(
                scan.trace_id, self.tr("Copy the trace id; every log line of it has the same")
            )
        facts = Facts(110)
        facts.show_facts(
            [
                (self.tr("Asked for by"), origin_words(scan)),
                (self.tr("Asked for at"), moment(scan.created_at)),
                (self.tr("Began"), moment(scan.started_at)),
                (self.tr("Ended"), moment(scan.ended_at)),
                (self.tr("Took"), duration_words(scan, now)),
                (self.tr("Attempts"), count(scan.attempt)),
                (self.tr("Outcome"), label_words(scan.outcome) if scan.outcome else ""),
                (self.tr("Effect"), applied_words(scan)),
                (self.tr("Run"), number),
                (self.tr("Trace id"), trace),
            ]
        )
        self.add(facts)

    def _add_counts(self, skipped: int) -> None:
        counts = counts_of(self._scan)
        if counts:
            facts = Facts(160)
            facts.show_facts(list(counts))
            self.add_part(self.tr("What it counted"), facts)
        if skipped and self._scan.source_id is not None:
            wanted = Place("sources", self._scan.source_id)
            words = self.tr("Not looked at in this source: {n}. Why?")
            self.add_row(
                Button(
                    words.format(n=count(skipped)), "circle-alert", "link",
                    clicked=lambda: self._desk.open(wanted),
                )
            )  # fmt: skip

    def _add_usage(self) -> None:
        used = usage_of(self._scan)
        if used:
            facts = Facts(160)
            facts.show_facts(list(used))
            self.add_part(self.tr("What it cost"), facts)

    def _copied(self, text: str, tip: str) -> tuple[IconButton, QWidget]:
        """Show the ends of a long id, with a button that copies all of it."""
        whole = QWidget()
        row = QHBoxLayout(whole)
        row.setContentsMargins(0, 0, 0, 0)
        shown = Label(f"{text[:8]}…{text[-6:]}", "mono")
        shown.setToolTip(text)
        row.addWidget(shown)
        button = IconButton("copy", tip, clicked=lambda: self._copy(text))
        button.setFixedHeight(20)
        row.addWidget(button)
        row.addStretch(1)
        return button, whole

    def _copy(self, text: str) -> None:
        QGuiApplication.clipboard().setText(text)
        self._desk.notice.emit("info", self.tr("Copied."))
