"""The section of the log's proof: verify it, see its signed heads, export it, check an export."""

from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFileDialog, QVBoxLayout, QWidget
from typing_extensions import override

from pursight.contracts.audit import TreeHead
from pursight.errors import PurSightError
from pursight_desktop.background.desk import Desk
from pursight_desktop.background.heads_kept import keep_heads, kept_heads
from pursight_desktop.background.job import Job
from pursight_desktop.background.place import Place
from pursight_desktop.operations.administering import audit
from pursight_desktop.operations.administering.audit import (
    BAD,
    Compared,
    SignedHead,
    Verification,
)
from pursight_desktop.operations.administering.kept_heads import as_lines
from pursight_desktop.operations.asking import Listed
from pursight_desktop.operations.exporting import CannotExport
from pursight_desktop.operations.online import Online
from pursight_desktop.settings import write_whole
from pursight_desktop.theme import Tone
from pursight_desktop.views.administration.audit.checking import CheckSheet
from pursight_desktop.views.administration.audit.wording import (
    fingerprint,
    standing_mark,
    standing_words,
)
from pursight_desktop.views.administration.listing import Listing, Words
from pursight_desktop.widgets.buttons import Button
from pursight_desktop.widgets.containers import Facts
from pursight_desktop.widgets.labels import Chip, Label
from pursight_desktop.widgets.list_screen import Pane
from pursight_desktop.widgets.problem_box import ProblemBox
from pursight_desktop.widgets.states import ProgressLine
from pursight_desktop.widgets.table import Column, Text
from pursight_desktop.widgets.tips import plain_tip
from pursight_desktop.widgets.words import clock_words, count, moment, size

EXPORT = "/api/v1/events/export"


class AuditSection(Listing[SignedHead]):
    """Signed heads of the log, and what proves that they are about one and the same."""

    _came = Signal(int)

    def __init__(self, desk: Desk, place: Place) -> None:
        super().__init__(desk, place, writes="activity.verify")
        self._job: Job | None = None
        self.verify_button = Button(
            self.tr("Verify the log"), "shield-check", "primary", clicked=self.verify
        )
        self.export_button = Button(self.tr("Export…"), "download", clicked=self.choose_target)
        self.check_button = Button(
            self.tr("Check an export…"), "file-text",
            tip=self.tr("On this machine alone; the server is not asked"),
            clicked=self.check_file,
        )  # fmt: skip
        self.add_buttons(self.check_button, self.export_button, self.verify_button)
        self.result = QWidget()
        self._told = QVBoxLayout(self.result)
        self._told.setContentsMargins(0, 0, 0, 0)
        self.progress = ProgressLine()
        self.progress.hide()
        self.progress.cancelled.connect(self.stop)
        self._came.connect(self._show_far)
        self.add_filters(self.result, stretch=False)
        self.add_filters(self.progress, stretch=False)
        self.filters.setStretchFactor(self.result, 1)
        self._show_result(
            Label(
                self.tr(
                    "The server signs for its log once a minute. This console keeps what it signed "
                    "for, and checks that every later log goes on from it."
                ),
                "muted", wrap=True,
            )
        )  # fmt: skip
        desk.status.connect(lambda _status: self._allow())
        self._allow()

    @override
    def words(self) -> Words:
        """Say what heads are."""
        return Words(
            title=self.tr("Proof of the log"),
            icon="shield-check",
            none=self.tr("Nothing is signed yet"),
            why=self.tr(
                "Once a minute, when something has happened, the server signs for all that the log "
                "holds. Whoever keeps such a head can tell later whether anything was changed."
            ),
        )

    @override
    def columns(self) -> list[Column]:
        """Say what is shown of each."""
        return [
            Column("at", self.tr("Signed"), lambda h: moment(h.head.at), 150,
                   order=lambda h: h.head.at),
            Column("size", self.tr("Entries"), lambda h: h.head.size, 90, align="right"),
            Column("standing", self.tr("Kept heads"), lambda h: standing_mark(h.standing), 150,
                   stretch=True, order=lambda h: h.standing),
            Column("key", self.tr("Key"), lambda h: Text(h.head.key_id, mono=True), 150,
                   spare=True),
            Column("root", self.tr("Root"), lambda h: Text(h.head.root, mono=True, muted=True),
                   160, spare=True),
        ]  # fmt: skip

    @override
    async def fetch(self, online: Online) -> Listed[SignedHead]:
        """Ask for the newest, and hold them against those that were kept."""
        kept = kept_heads(self.desk)
        return await audit.compare(online.asking, self.desk.account, kept)

    @override
    def _take(self, listed: Listed[SignedHead]) -> None:
        if isinstance(listed, Compared):
            if not keep_heads(self.desk, listed.kept, listed.since):
                self.refresh()  # an entry was proven meanwhile: that head counts as well
                return
            bad = next((one for one in listed.rows if one.standing in BAD), None)
            if bad is not None:
                self._show_problem(
                    self.tr("This log is not the one that was signed for before."),
                    standing_words(bad.standing),
                )
            elif listed.new_key:
                self._show_problem(
                    self.tr("The server signs with a new key: {key}").format(key=listed.new_key),
                    self.tr("Ask its administrator whether the key was replaced; `pursight server "
                            "log-key` prints it there."),
                    Tone.WARNING,
                )  # fmt: skip
        super()._take(listed)

    @override
    def shown_of(self, row: SignedHead) -> object:
        """Give it: a pane shows nothing else."""
        return row

    @override
    def make_pane(self, row: SignedHead) -> QWidget:
        """Show one head, with what it means."""
        pane = Pane(self.tr("{n} entries", None, row.head.size).format(n=count(row.head.size)))
        mark = standing_mark(row.standing)
        pane.add_row(Chip(mark.text, mark.tone, mark.icon))
        words = standing_words(row.standing)
        bad = row.standing in BAD
        pane.add(ProblemBox({"message": words}) if bad else Label(words, "muted", wrap=True))
        self._add_head(pane, row.head)
        if row.other is not None:
            pane.add_part(self.tr("Kept before"))
            self._add_head(pane, row.other)
        evidence = [row.head] if row.other is None else [row.other, row.head]
        save = Button(
            self.tr("Save…"), "save",
            tip=self.tr("As a file for pursight audit verify --heads"),
            clicked=lambda: self._choose_heads_file(evidence),
        )  # fmt: skip
        every = Button(
            self.tr("Save all kept…"), "save",
            clicked=lambda: self._choose_heads_file(list(kept_heads(self.desk).heads)),
        )  # fmt: skip
        pane.add_row(save, every)
        return pane

    def _add_head(self, pane: Pane, head: TreeHead) -> None:
        facts = Facts(70)
        facts.show_facts(
            [
                (self.tr("Signed"), moment(head.at)),
                (self.tr("Entries"), count(head.size)),
                (self.tr("Key"), Label(head.key_id, "mono")),
                (self.tr("Root"), Label(fingerprint(head.root), "mono", wrap=True)),
            ]
        )
        pane.add(facts)

    # --- verifying ---

    def verify(self) -> None:
        """Have the server go through its whole log."""
        self._begin(self.tr("Verifying every entry"))
        self._job = self.desk.online(
            self, "verify", lambda online: audit.verify(online.asking), self._verified, self._lost
        )

    def stop(self) -> None:
        """Wait no longer for what is under way."""
        if self._job is not None:
            self._job.cancel()
        self._end()

    def _verified(self, found: Verification) -> None:
        self._end()
        if not found.holds:
            first = min(found.breaks, key=lambda one: one.seq)
            said = self.tr("The log does not hold. First at entry {n}: {reason}.")
            self._show_problem(
                said.format(n=count(first.seq), reason=first.reason),
                self.tr("{n} places in all. Export the log now, and keep the file.", None,
                        len(found.breaks)).format(n=count(len(found.breaks))),
            )  # fmt: skip
            return
        said = self.tr(
            "The log holds: {n} entries, each goes on from the one before it. Verified at {time}.",
            None, found.events,
        )  # fmt: skip
        time = clock_words(self.clock.now())
        mark = Chip(self.tr("Holds"), Tone.SUCCESS, "circle-check")
        words = Label(said.format(n=count(found.events), time=time), wrap=True)
        self._show_result(mark, words)
        self.refresh()

    # --- exporting ---

    def choose_target(self) -> None:
        """Ask where to, then fetch the log with its proofs."""
        name = f"pursight-log-{self.clock.now().astimezone():%Y-%m-%d}.zip"
        dialog = QFileDialog(self, self.tr("Export the log for an auditor"), name, "ZIP (*.zip)")
        dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        dialog.setDefaultSuffix("zip")
        dialog.fileSelected.connect(lambda chosen: self.export_to(Path(chosen)))
        dialog.open()

    def export_to(self, target: Path) -> None:
        """Fetch the whole log as lines, sheet and document; it can be stopped."""
        self._begin(self._fetched(0))
        self._job = self.desk.online(
            self,
            "export",
            lambda online: online.asking.download(EXPORT, target, self._came.emit, format="zip"),
            lambda _none: self._exported(target),
            self._lost,
        )

    def _exported(self, target: Path) -> None:
        self._end()
        said = self.tr("The log was written to {path}").format(path=target)
        self.desk.notice.emit("success", said)

    def _show_far(self, done: int) -> None:
        if self._job is not None:  # else what was still on its way when it was stopped
            self.progress.show_progress(0, 0, self._fetched(done))

    def _fetched(self, done: int) -> str:
        return self.tr("Exporting: {size}").format(size=size(done))

    # --- checking a file ---

    def check_file(self) -> None:
        """Open the sheet in which an export is checked without the server."""
        CheckSheet(self, kept_heads(self.desk)).open()

    # --- saving heads ---

    def _choose_heads_file(self, heads: list[TreeHead]) -> None:
        dialog = QFileDialog(self, self.tr("Save signed heads"), "heads.jsonl", "JSON (*.jsonl)")
        dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        dialog.setDefaultSuffix("jsonl")
        dialog.fileSelected.connect(lambda chosen: self.save_heads(heads, Path(chosen)))
        dialog.open()

    def save_heads(self, heads: list[TreeHead], path: Path) -> None:
        """Write heads to a file, as the check of an export takes them."""
        try:
            write_whole(path, as_lines(heads))
        except OSError as error:
            said = f"{path.name} could not be written: {error.strerror or error}."
            self.tell(CannotExport(said, hint="Choose another folder."))
            return
        said = self.tr("{n} heads were written to {path}", None, len(heads))
        self.desk.notice.emit("success", said.format(n=count(len(heads)), path=path))

    # --- what is under way, and what came of it ---

    def _begin(self, words: str) -> None:
        self.result.hide()
        self.progress.show_progress(0, 0, words)
        self._allow()

    def _end(self) -> None:
        self._job = None
        self.progress.finish()
        self.result.show()
        self._allow()

    def _lost(self, error: PurSightError) -> None:
        self._end()
        self._show_problem(error.message, error.hint)

    def _allow(self) -> None:
        reason = self.may_write()
        for button in (self.verify_button, self.export_button):
            button.setEnabled(not reason and self.progress.isHidden())
            button.setToolTip(plain_tip(reason))

    def _show_problem(self, message: str, hint: str, tone: Tone = Tone.DANGER) -> None:
        self._show_result(ProblemBox({"message": message, "hint": hint}, tone))

    def _show_result(self, *widgets: QWidget) -> None:
        while (item := self._told.takeAt(0)) is not None:
            if (widget := item.widget()) is not None:
                widget.hide()
                widget.deleteLater()
        for widget in widgets:
            self._told.addWidget(widget)
