"""What can be done with a source; all of it needs the server."""

from collections.abc import Awaitable, Callable
from functools import partial
from typing import Any

from PySide6.QtCore import QCoreApplication
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QMenu, QWidget

from pursight_desktop.background.availability import why_not
from pursight_desktop.background.desk import Desk
from pursight_desktop.background.place import Place
from pursight_desktop.operations.online import Online
from pursight_desktop.replica.queries.estate import SourceLine
from pursight_desktop.theme import icon
from pursight_desktop.views.sources.register import EditSheet
from pursight_desktop.views.sources.words import BUSY

translate = QCoreApplication.translate

Call = Callable[[Online], Awaitable[Any]]


class SourceActions:
    """Asks the server, and says what came of it.

    Args:
        desk: Of the console.
        owner: The screen.
    """

    def __init__(self, desk: Desk, owner: QWidget) -> None:
        self._desk, self._owner = desk, owner

    def test(self, line: SourceLine) -> None:
        """Have the agent try to reach it."""
        said = translate("SourceActions", "The agent is asked whether it reaches {name}.")
        self._ask("scans.run", "test", lambda online: online.test_connection(line.id), said, line)

    def scan(self, line: SourceLine) -> None:
        """Scan what has changed."""
        said = translate("SourceActions", "A scan of {name} was asked for.")
        self._ask("scans.run", "scan", lambda online: online.start_scan(line.id), said, line)

    def scan_fully(self, line: SourceLine) -> None:
        """Scan all tables, those too that look unchanged."""
        said = translate("SourceActions", "A full scan of {name} was asked for.")
        self._ask(
            "scans.run", "scan", lambda online: online.start_scan(line.id, full=True), said, line
        )

    def retry(self, line: SourceLine) -> None:
        """Do again what failed: the test where that is what failed, else the scan."""
        if line.state == "failed":
            self.test(line)
            return
        said = translate("SourceActions", "A scan of {name} was asked for again.")
        full = bool(line.last_scan and line.last_scan.full)
        self._ask(
            "scans.run", "scan", lambda online: online.retry_scan(line.id, full=full), said, line
        )

    def cancel(self, line: SourceLine) -> None:
        """Stop the scan that runs."""
        scan = line.last_scan
        if scan is None or not scan.running:
            self._desk.notice.emit("info", translate("SourceActions", "No scan of it is running."))
            return
        said = translate("SourceActions", "The scan of {name} is being cancelled.")
        scan_id = scan.id
        self._ask("scans.run", "cancel", lambda online: online.cancel_scan(scan_id), said, line)

    def edit(self, line: SourceLine) -> None:
        """Change what is said of it."""
        reason = why_not(self._desk, "sources.write")
        if reason:
            self._desk.notice.emit("warning", reason)
            return
        EditSheet(self._desk, self._owner, line).open()

    def fill_menu(self, menu: QMenu, line: SourceLine) -> None:
        """Offer all of it for one source."""
        running = bool(line.last_scan and line.last_scan.running)
        if line.asset_id is not None:
            wanted = Place("asset", line.asset_id)
            menu.addAction(
                icon("library"),
                translate("SourceActions", "Open in the catalog"),
                lambda: self._desk.open(wanted),
            )
            menu.addSeparator()
        may_not = bool(why_not(self._desk, "scans.run"))
        entries: tuple[tuple[str, str, Callable[[SourceLine], None], bool], ...] = (
            ("plug", translate("SourceActions", "Test the connection"), self.test, not running),
            ("radar", translate("SourceActions", "Scan what has changed"), self.scan, not running),
            ("radar", translate("SourceActions", "Scan everything"), self.scan_fully, not running),
            ("circle-stop", translate("SourceActions", "Cancel the scan"), self.cancel, running),
            ("pencil", translate("SourceActions", "Edit…"), self.edit, True),
        )
        for name, words, call, fits in entries:
            action = QAction(icon(name), words, menu)
            action.triggered.connect(partial(_call, call, line))
            action.setEnabled(fits and not may_not)
            menu.addAction(action)

    def _ask(self, permission: str, name: str, call: Call, said: str, line: SourceLine) -> None:
        reason = why_not(self._desk, permission)
        if reason:
            self._desk.notice.emit("warning", reason)
            return

        def done(_answer: Any) -> None:
            self._desk.notice.emit("success", said.format(name=line.name))
            self._desk.sync_now()

        self._desk.online(self._owner, f"{name} {line.id}", call, done)


def _call(call: Callable[[SourceLine], None], line: SourceLine, _checked: bool = False) -> None:
    call(line)


def busy(line: SourceLine) -> bool:
    """Whether it is being read or looked through now."""
    return line.state in BUSY or bool(line.last_scan and line.last_scan.running)
