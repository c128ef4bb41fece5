"""Shortcuts, and the diagnostics bundle."""

from pathlib import Path

from PySide6.QtCore import QStandardPaths
from PySide6.QtGui import QGuiApplication, QKeySequence, QShowEvent
from PySide6.QtWidgets import QFileDialog, QHBoxLayout, QVBoxLayout
from typing_extensions import override

from pursight.clock import SystemClock
from pursight.errors import PurSightError
from pursight_desktop.background.desk import Desk
from pursight_desktop.operations.diagnostics import save_bundle, versions
from pursight_desktop.replica.sync_state import SyncStatus
from pursight_desktop.widgets import screen_keys
from pursight_desktop.widgets.buttons import Button
from pursight_desktop.widgets.containers import Card
from pursight_desktop.widgets.key_list import KeyList
from pursight_desktop.widgets.labels import Label


class ShortcutsCard(Card):
    """All shortcuts, and the way to the sheet that shows those of a screen first."""

    def __init__(self) -> None:
        super().__init__("")
        text = self.tr("Everything can be done with the keyboard; F1 shows how, on any screen.")
        self.add(Label(text, "muted", wrap=True))
        self.button = Button(self.tr("Show all shortcuts"), "keyboard", clicked=self.show_all)
        row = QHBoxLayout()
        row.addWidget(self.button)
        row.addStretch(1)
        self.body.addLayout(row)
        self._lists = QVBoxLayout()
        self._lists.setSpacing(16)
        self.body.addLayout(self._lists)

    @override
    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        while (item := self._lists.takeAt(0)) is not None:  # keys may have been chosen meanwhile
            if (widget := item.widget()) is not None:
                widget.hide()
                widget.deleteLater()
        for title, lines in self._groups().items():
            self._lists.addWidget(KeyList(title, lines))

    def _groups(self) -> dict[str, screen_keys.Lines]:
        native = QKeySequence.SequenceFormat.NativeText
        groups: dict[str, screen_keys.Lines] = {}
        for action in self.window().actions():
            keys = [one.toString(native) for one in action.shortcuts() if not one.isEmpty()]
            group = action.property("group")
            if keys and group:
                groups.setdefault(str(group), []).append((action.text(), keys))
        title, lines = screen_keys.in_tables()
        return groups | {title: lines} | screen_keys.of_others()

    def show_all(self) -> None:
        """Do what F1 does in this window."""
        wanted = QKeySequence("F1")
        for action in self.window().actions():
            if wanted in action.shortcuts():
                action.trigger()
                return


class DiagnosticsCard(Card):
    """Writes a file that helps to find a fault."""

    def __init__(self, desk: Desk) -> None:
        super().__init__("")
        self._desk = desk
        text = self.tr(
            "A file for whoever looks into a fault: versions, how the sync stands, the last lines "
            "of the log. Names of assets, addresses and secrets are left out. It is written to "
            "this machine and sent nowhere."
        )
        self.add(Label(text, "muted", wrap=True))
        row = QHBoxLayout()
        self.save_button = Button(self.tr("Save the bundle…"), "save", clicked=self.choose_file)
        row.addWidget(self.save_button)
        row.addWidget(Button(self.tr("Copy versions"), "copy", "quiet", clicked=self.copy_versions))
        row.addStretch(1)
        self.body.addLayout(row)
        self.saved = Label("", "muted", wrap=True)
        self.saved.hide()
        self.add(self.saved)

    def choose_file(self) -> None:
        """Ask where to."""
        places = QStandardPaths.StandardLocation
        folder = Path(QStandardPaths.writableLocation(places.DownloadLocation) or Path.home())
        if not folder.is_dir():
            folder = Path.home()
        today = SystemClock().now().date().isoformat()
        name = folder / f"pursight-diagnostics-{today}.zip"
        dialog = QFileDialog(self, self.tr("Save the bundle"), str(name), "ZIP (*.zip)")
        dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        dialog.setDefaultSuffix("zip")
        dialog.fileSelected.connect(lambda chosen: self.save_to(Path(chosen)))
        dialog.open()

    def save_to(self, path: Path) -> None:
        """Write the bundle beside the user interface, and say where it lies."""
        latest = self._desk.latest
        status = latest.sync if latest else SyncStatus()
        connection = latest.connection.value if latest else "none"
        store, preferences = self._desk.store, self._desk.preferences
        self.save_button.setEnabled(False)
        self._desk.read(
            self,
            "bundle",
            lambda _connection: save_bundle(store, status, connection, preferences, path),
            self._done,
            self._failed,
        )

    def _done(self, path: Path) -> None:
        self.save_button.setEnabled(True)
        self.saved.setText(self.tr("Saved as {path}").format(path=path))
        self.saved.show()
        self._desk.notice.emit("success", self.saved.text())

    def _failed(self, error: PurSightError) -> None:
        self.save_button.setEnabled(True)
        self._desk.notice.emit("error", f"{error.message} {error.hint}".strip())

    def copy_versions(self) -> None:
        """Put the versions on the clipboard."""
        told = "\n".join(f"{name} {version}" for name, version in versions().items())
        QGuiApplication.clipboard().setText(told)
        self._desk.notice.emit("info", self.tr("Copied."))
