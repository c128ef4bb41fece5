"""Leaving for good: the copy is deleted, and what is only in it can be sent or saved before."""

from pathlib import Path

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QFileDialog, QHBoxLayout, QWidget

from pursight_desktop.background.desk import Desk
from pursight_desktop.operations.exporting import export_unsent, unsent
from pursight_desktop.replica.store import Touched
from pursight_desktop.widgets.buttons import Button
from pursight_desktop.widgets.dialogs import Sheet
from pursight_desktop.widgets.labels import Label
from pursight_desktop.widgets.words import count

LOST = frozenset({"outbox", "tray"})


class LeaveSheet(Sheet):
    """Says what would be lost, offers to send or save it first, and then to delete everything."""

    def __init__(self, parent: QWidget, desk: Desk) -> None:
        title = QCoreApplication.translate("LeaveSheet", "Sign out and delete the copy?")
        super().__init__(parent, title)
        self._desk = desk
        self.add(
            Label(
                self.tr(
                    "The key and the copy of the catalog are deleted from this machine, with what"
                    " was searched and which tabs were open. Whoever signs in again fetches"
                    " everything anew."
                ),
                wrap=True,
            )
        )
        self.waiting = Label("", wrap=True)
        self.waiting.setProperty("tone", "danger")
        self.add(self.waiting)
        self._first = QWidget()
        row = QHBoxLayout(self._first)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(8)
        self.send_button = Button(self.tr("Send them now"), "cloud-upload", clicked=desk.sync_now)
        self.save_button = Button(self.tr("Save them to a file…"), "save", clicked=self.choose_file)
        for button in (self.send_button, self.save_button):
            row.addWidget(button)
        row.addStretch(1)
        self.add(self._first)
        self.saved = Label("", "muted", wrap=True)
        self.add(self.saved)
        self.set_confirm(self.tr("Delete and sign out"), self._leave, danger=True)
        self.confirm_button.setDefault(False)
        self.confirm_button.setEnabled(False)
        self.cancel_button.setDefault(True)
        self.cancel_button.setFocus()
        desk.changed.connect(self._heard)
        desk.status.connect(lambda _status: self._show_whether_online())
        self._show_whether_online()
        self.look()

    def look(self) -> None:
        """Count what is only here."""
        self._desk.read(self, "unsent", lambda connection: len(unsent(connection)), self._show)

    def _show(self, number: int) -> None:
        words = self.tr(
            "{n} edits are only on this machine. Deleting the copy loses them.", None, number
        )
        self.waiting.setText(words.format(n=count(number)) if number else "")
        self.waiting.setVisible(bool(number))
        self._first.setVisible(bool(number))
        self.confirm_button.setEnabled(True)

    def _show_whether_online(self) -> None:
        latest = self._desk.latest
        online = latest is not None and latest.online
        self.send_button.setEnabled(online)
        self.send_button.setToolTip("" if online else self.tr("The server does not answer now"))

    def choose_file(self) -> None:
        """Ask where to."""
        dialog = QFileDialog(self, self.tr("Save edits"), "pursight-edits.json", "JSON (*.json)")
        dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        dialog.setDefaultSuffix("json")
        dialog.fileSelected.connect(lambda chosen: self.save_to(Path(chosen)))
        dialog.open()

    def save_to(self, path: Path) -> None:
        """Write them there, and say so here."""
        self.problem.clear()

        def told(number: int) -> None:
            words = self.tr("{n} edits were saved to {path}", None, number)
            self.saved.setText(words.format(n=count(number), path=path))

        self._desk.read(
            self, "save", lambda connection: export_unsent(connection, path), told,
            self.problem.tell,
        )  # fmt: skip

    def _leave(self) -> None:
        self._desk.leaving_wanted.emit()

    def _heard(self, touched: Touched) -> None:
        if touched.entities & LOST:
            self.look()
