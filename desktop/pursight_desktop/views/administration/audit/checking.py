"""The sheet in which an export of the log is checked on this machine, without the server."""

import threading
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TypeVar

import shiboken6
from PySide6.QtCore import QCoreApplication, Qt, Signal, Slot
from PySide6.QtWidgets import (
    QCheckBox,
    QFileDialog,
    QHBoxLayout,
    QLineEdit,
    QPlainTextEdit,
    QVBoxLayout,
    QWidget,
)
from typing_extensions import override

from pursight.audit.export import Report
from pursight.audit.package import check_file, read_heads
from pursight.contracts.audit import TreeHead
from pursight.errors import Fault, PurSightError
from pursight.protocol.keys import from_text
from pursight_desktop.operations.administering.kept_heads import KeptHeads
from pursight_desktop.theme import Tone
from pursight_desktop.widgets.buttons import Button
from pursight_desktop.widgets.dialogs import Sheet
from pursight_desktop.widgets.labels import Chip, Label
from pursight_desktop.widgets.problem_box import ProblemBox
from pursight_desktop.widgets.states import ProgressLine
from pursight_desktop.widgets.words import count, moment

MOST_LISTED = 5
PER_MILLE = 1_000

T = TypeVar("T")


class CannotRead(PurSightError):
    """The file cannot be read from this machine."""

    code = "console.cannot_read"
    fault = Fault.WORLD


@dataclass(frozen=True, slots=True)
class Wanted:
    """What is to be checked, against what."""

    file: Path
    keys: tuple[bytes, ...]
    heads: tuple[TreeHead, ...]


class _Stopped(Exception):
    """The check was given up."""


class CheckSheet(Sheet):
    """Choose a file, keys and heads; the check runs beside the user interface and can be stopped.

    Args:
        parent: The section.
        kept: What this console has seen of the log: offered to check against.
    """

    _moved = Signal(int, int)
    _came = Signal(object)

    def __init__(self, parent: QWidget, kept: KeptHeads) -> None:
        super().__init__(parent, QCoreApplication.translate("CheckSheet", "Check an export"), 600)
        self._kept = kept
        self._stop = threading.Event()
        self._worker: threading.Thread | None = None
        words = self.tr(
            "Every step is done again on this machine: hashes, chain, tree and signatures. The "
            "server is not asked."
        )
        self.add(Label(words, "muted", wrap=True))
        self.file = self._file_field(self.tr("Export"), "Export (*.zip *.jsonl);;* (*)")
        self.keys = QPlainTextEdit("\n".join(kept.keys.values()))
        self.keys.setFixedHeight(56)
        self.keys.setTabChangesFocus(True)
        self.keys.setProperty("mono", True)
        self._named(
            self.tr("Public keys that you trust"), self.keys,
            self.tr("One a line; `pursight server log-key` prints it. Without one, a forger with a "
                    "key of their own is not found out."),
        )  # fmt: skip
        self.against_kept = QCheckBox(
            self.tr("Compare with the {n} heads that this console has kept", None, len(kept.heads))
            .format(n=count(len(kept.heads)))
        )  # fmt: skip
        self.against_kept.setChecked(bool(kept.heads))
        self.against_kept.setVisible(bool(kept.heads))
        self.add(self.against_kept)
        self.heads_file = self._file_field(
            self.tr("Signed heads that you kept elsewhere"), "JSON (*.jsonl *.json);;* (*)",
            self.tr("May be empty"),
        )  # fmt: skip
        self.progress = ProgressLine()
        self.progress.hide()
        self.progress.cancelled.connect(self._stop.set)
        self.add(self.progress)
        self.report = QWidget()
        self._told = QVBoxLayout(self.report)
        self._told.setContentsMargins(0, 0, 0, 0)
        self._told.setSpacing(8)
        self.report.hide()
        self.add(self.report)
        self.cancel_button.setText(self.tr("Close"))
        self.set_confirm(self.tr("Check"), self._check)
        self.confirm_button.setEnabled(False)
        self.file.textChanged.connect(lambda _text: self._allow())
        queued = Qt.ConnectionType.QueuedConnection
        self._moved.connect(self._show_far, queued)
        self._came.connect(self._take, queued)
        self.file.setFocus()
        self.destroyed.connect(self._stop.set)  # the window went, and this with it

    @override
    def done(self, result: int) -> None:
        """Leave; a check that runs is stopped."""
        self._stop.set()
        if self._worker is not None:
            self._worker.join()
        super().done(result)

    # --- fields ---

    def _named(self, name: str, widget: QWidget, hint: str = "") -> None:
        label = Label(name, "strong")
        label.setBuddy(widget)
        widget.setAccessibleName(name)
        part = QWidget()
        column = QVBoxLayout(part)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        column.addWidget(label)
        column.addWidget(widget)
        if hint:
            column.addWidget(Label(hint, "caption", wrap=True))
        self.add(part)

    def _file_field(self, name: str, kinds: str, hint: str = "") -> QLineEdit:
        row = QWidget()
        line = QHBoxLayout(row)
        line.setContentsMargins(0, 0, 0, 0)
        line.setSpacing(8)
        field = QLineEdit()
        field.setAccessibleName(name)

        def choose() -> None:
            dialog = QFileDialog(self, name, "", kinds)
            dialog.setFileMode(QFileDialog.FileMode.ExistingFile)
            dialog.fileSelected.connect(field.setText)
            dialog.open()

        button = Button(self.tr("Choose…"), "folder-open", clicked=choose)
        line.addWidget(field, 1)
        line.addWidget(button)
        row.setFocusProxy(field)
        self._named(name, row, hint)
        return field

    # --- the check ---

    def _check(self) -> bool:
        self._clear()
        try:
            wanted = self._wanted()
        except PurSightError as error:
            self.problem.tell(error)
            return False
        self._stop.clear()
        self.progress.show_progress(0, 0, self.tr("Checking"))
        self._worker = threading.Thread(
            target=self._work, args=(wanted,), name="pursight-check", daemon=True
        )
        self._allow()
        self._worker.start()
        return False

    def _wanted(self) -> Wanted:
        keys = tuple(from_text(one) for one in self.keys.toPlainText().split())
        heads = self._kept.heads if self.against_kept.isChecked() else ()
        if named := self.heads_file.text().strip():
            heads = (*heads, *_reading(Path(named), read_heads))
        return Wanted(Path(self.file.text().strip()), keys, heads)

    def _work(self, wanted: Wanted) -> None:
        def watch(done: int, total: int) -> None:
            if self._stop.is_set():
                raise _Stopped
            if shiboken6.isValid(self):
                self._moved.emit(done * PER_MILLE // max(total, 1), PER_MILLE)

        outcome: Report | PurSightError | None = None
        try:
            outcome = _reading(
                wanted.file,
                lambda file: check_file(
                    file, keys=wanted.keys, known_heads=wanted.heads, watch=watch
                ),
            )
        except _Stopped:
            pass
        except PurSightError as error:
            outcome = error
        if shiboken6.isValid(self):
            self._came.emit(outcome)

    @Slot(int, int)
    def _show_far(self, done: int, total: int) -> None:
        if self._worker is not None:
            self.progress.bar.setRange(0, total)
            self.progress.bar.setValue(done)

    @Slot(object)
    def _take(self, outcome: Report | PurSightError | None) -> None:
        self._worker = None
        self.progress.finish()
        self._allow()
        if isinstance(outcome, PurSightError):
            self.problem.tell(outcome)
        elif outcome is None:
            self._show(Label(self.tr("Stopped; nothing is known of the rest."), "muted"))
        else:
            self._show(*self._words(outcome))

    def _words(self, report: Report) -> Sequence[QWidget]:
        shown: list[QWidget] = []
        first = report.first_bad
        if first is None:
            held = self.tr("It holds: nothing was changed, dropped, added or moved.")
            shown += [Chip(self.tr("Holds"), Tone.SUCCESS, "circle-check"), Label(held, wrap=True)]
        else:
            said = self.tr("It does not hold. First at entry {n}: {reason}.")
            others = [
                self.tr("Entry {n}: {reason}.").format(n=count(one.seq), reason=one.reason)
                for one in report.flaws[: MOST_LISTED + 1]
                if one is not first
            ][:MOST_LISTED]
            message = said.format(n=count(first.seq), reason=first.reason)
            shown.append(ProblemBox({"message": message, "hint": "\n".join(others)}))
        shown.append(Label(self._facts(report), "muted", wrap=True))
        if not report.trusted:
            told = self.tr(
                "The key came with the export. Give one that you have from elsewhere: only then a "
                "forger with a key of their own is found out."
            )
            shown.append(ProblemBox({"message": told}, Tone.WARNING))
        return shown

    def _facts(self, report: Report) -> str:
        part = self.tr("The whole log of {organisation}, exported {when}.")
        if not report.header.whole:
            part = self.tr("An excerpt of the log of {organisation}, exported {when}.")
        when = moment(report.header.exported_at)
        sentences = [part.format(organisation=report.header.organisation, when=when)]
        sentences.append(
            self.tr("{n} entries.", None, report.events).format(n=count(report.events))
        )
        heads = self.tr("{n} signed heads hold.", None, report.heads)
        sentences.append(heads.format(n=count(report.heads)))
        if report.header.whole and report.sealed < report.events:
            later = report.events - report.sealed
            words = self.tr("{n} entries after the last head are not signed yet.", None, later)
            sentences.append(words.format(n=count(later)))
        return " ".join(sentences)

    # --- what is shown ---

    def _allow(self) -> None:
        named = bool(self.file.text().strip())
        self.confirm_button.setEnabled(named and self._worker is None)

    def _show(self, *widgets: QWidget) -> None:
        for widget in widgets:
            self._told.addWidget(widget)
        self.report.show()

    def _clear(self) -> None:
        self.problem.clear()
        while (item := self._told.takeAt(0)) is not None:
            if (widget := item.widget()) is not None:
                widget.hide()
                widget.deleteLater()
        self.report.hide()


def _reading(file: Path, read: Callable[[Path], T]) -> T:
    try:
        return read(file)
    except OSError as error:
        raise CannotRead(
            f"{file} cannot be read: {error.strerror or error}.", hint="Choose another file."
        ) from error
