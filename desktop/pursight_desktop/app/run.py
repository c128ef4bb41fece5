"""Starts the console: who one is, the replica, the window; and ends it in order."""

import asyncio
import contextlib
import logging
import os
import signal
import sys
import threading
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from logging.handlers import RotatingFileHandler
from pathlib import Path

from PySide6.QtCore import QObject, Qt, QTimer, Signal
from PySide6.QtGui import QIcon
from PySide6.QtWidgets import QApplication, QWidget

from pursight.errors import PurSightError
from pursight_desktop.app.defects import Defects
from pursight_desktop.app.entrance import Known, PassphraseDoor, SignInDoor
from pursight_desktop.app.frames import Frames
from pursight_desktop.app.garbage import Garbage
from pursight_desktop.app.screenshots import draw_screens
from pursight_desktop.app.unlocking import Locked, find_vault
from pursight_desktop.app.warming import Warming
from pursight_desktop.app.window import Window
from pursight_desktop.background.desk import Desk
from pursight_desktop.language.spoken import Speech
from pursight_desktop.session.account import Account, Accounts
from pursight_desktop.session.secrets import Vault
from pursight_desktop.session.session import Session
from pursight_desktop.settings import FolderUnusable, Paths, Preferences
from pursight_desktop.sync.console import Console
from pursight_desktop.sync.status import Connection, ConsoleStatus
from pursight_desktop.theme import Theme, icon
from pursight_desktop.widgets.states import EmptyState, ErrorState

LOG_BYTES, LOGS_KEPT = 1_000_000, 3
DOOR_MS = 300
LEAVING_SECONDS = 5.0
LOOK_MS = 50
"""A door needs no more to be painted."""


@dataclass(frozen=True, slots=True)
class Launch:
    """What the command line asks for.

    Attributes:
        server_url: To sign in to at first; likewise organisation and e-mail address.
        pin: Of the server's key, known beforehand.
        screenshots: Draw every screen into this folder, and end.
    """

    paths: Paths
    server_url: str = ""
    organisation: str = ""
    email: str = ""
    pin: str = ""
    screenshots: Path | None = None


class Run(QObject):
    """The running console: first the doors that must be passed, then the window.

    Signal: `window_shown` when the doors have been passed.
    """

    window_shown = Signal()

    def __init__(self, app: QApplication, launch: Launch) -> None:
        super().__init__(app)
        self._app, self._launch = app, launch
        self.preferences = Preferences(launch.paths.preferences)
        self.speech = Speech(app)
        self.speech.speak(self.preferences.language)
        self._leave_preferences = self.preferences.listen(self._preferred)
        self.accounts = Accounts(launch.paths.accounts)
        self.theme = Theme(app, self.preferences.theme)
        self.theme.set_density(self.preferences.density)
        self._vault: Vault | None = None
        self._over = False
        self.opened: Console | None = None
        self.desk: Desk | None = None
        self.window: Window | None = None
        self.door: QWidget | None = None
        self.defects = Defects(lambda: self.window, self._say)
        self.defects.install()
        app.aboutToQuit.connect(self.close)

    def start(self) -> None:
        """Make the folders, find where the secrets lie, and go on."""
        try:
            self._launch.paths.make()
        except FolderUnusable as error:
            self._homeless(error)
            return
        found = find_vault(self._launch.paths)
        if isinstance(found, Locked):
            door = PassphraseDoor(found)
            door.opened.connect(self._unlocked)
            self._show_door(door)
        else:
            self._unlocked(found)

    def close(self) -> None:
        """End in order: what is being written is finished, the sync stops, the replica closes."""
        if self.desk is not None:
            self.desk.close()
        if self.opened is not None:
            self.opened.close()
        self.desk, self.opened = None, None
        if not self._over:
            self._over = True
            self._leave_preferences()
            self.theme.leave()
            self.speech.leave()
            self.defects.leave()

    # --- the doors ---

    def _homeless(self, error: FolderUnusable) -> None:
        """Say that nothing can be kept: in the window, and to whoever typed a command."""
        print(error.message, error.hint, file=sys.stderr)  # noqa: T201
        if self._launch.screenshots is not None:
            self._app.exit(1)
        else:
            self._show_door(_error_door(error, self.start))

    def _unlocked(self, vault: Vault) -> None:
        self._vault = vault
        account = self.accounts.last()
        if account is None or self._is_other(account):
            self._ask_who(vault)
        else:
            self._enter(vault, account, None)

    def _is_other(self, account: Account) -> bool:
        wanted = self._launch.server_url
        return bool(wanted) and wanted != account.server_url

    def _ask_who(self, vault: Vault) -> None:
        launch = self._launch
        known = Known(launch.server_url, launch.organisation, launch.email, launch.pin)
        door = SignInDoor(vault, self.accounts, known)
        door.opened.connect(lambda session: self._enter(vault, session.account, session))
        self._show_door(door)

    def _sign_out(self) -> None:
        """End the session beside the user interface; what is here stays to be looked at."""
        opened = self.opened
        if opened is not None:
            threading.Thread(target=lambda: asyncio.run(opened.sign_out()), daemon=True).start()

    def _leave(self) -> None:
        """End the session and delete everything of this person from this machine, beside this."""
        opened, desk, window = self.opened, self.desk, self.window
        if opened is None or desk is None:
            return
        self.opened, self.desk, self.window = None, None, None
        self._show_door(self._goodbye())
        if window is not None:
            window.put_away()
        desk.close()
        self._forget(opened)

    def _forget(self, opened: Console) -> None:
        problems: list[PurSightError] = []
        ending = threading.Thread(target=lambda: _end(opened, problems), daemon=True)
        ending.start()
        waiting = QTimer(self)

        def look() -> None:
            if ending.is_alive():
                return
            waiting.stop()
            waiting.deleteLater()
            if problems:
                self._show_door(_error_door(problems[0], lambda: self._forget(opened)))
            elif self._vault is not None:
                self.preferences.forget_work()
                self._ask_who(self._vault)

        waiting.timeout.connect(look)
        waiting.start(LOOK_MS)

    def _goodbye(self) -> QWidget:
        state = EmptyState("trash-2", self.tr("Signing out and deleting the copy…"))
        state.setWindowTitle("PurSight")
        state.resize(640, 480)
        return state

    def _heard(self, status: ConsoleStatus) -> None:
        if status.connection is Connection.REVOKED:
            self.preferences.forget_work()  # names of assets stand in what was searched

    def _sign_in_again(self) -> None:
        if self.opened is None or self._vault is None:
            return
        opened = self.opened
        door = SignInDoor(self._vault, self.accounts, Known.of(opened.account))
        door.setWindowModality(Qt.WindowModality.ApplicationModal)

        def go_on(session: Session) -> None:
            try:
                opened.signed_in(session)
            except PurSightError as error:
                door.failed(error)
            else:
                door.close()

        door.opened.connect(go_on)
        self._show_door(door)

    def _show_door(self, door: QWidget) -> None:
        self._leave_door()
        self.door = door
        door.show()
        if self._launch.screenshots is not None and self.window is None:
            QTimer.singleShot(DOOR_MS, self, self._draw_door)

    def _draw_door(self) -> None:
        """Nobody is signed in, so there is nothing else to draw."""
        folder = self._launch.screenshots
        if self.door is not None and folder is not None:
            folder.mkdir(parents=True, exist_ok=True)
            self.door.grab().save(str(folder / "door.png"))
            self._app.quit()

    def _leave_door(self) -> None:
        if self.door is not None:
            self.door.hide()
            self.door.deleteLater()
            self.door = None

    # --- the window ---

    def _enter(self, vault: Vault, account: Account, session: Session | None) -> None:
        try:
            self.opened = Console.open(self._launch.paths, account, vault, session=session)
        except PurSightError as error:
            self._show_door(self._cannot_open(error, vault, account, session))
            return
        opened = self.opened
        self.desk = Desk(opened.store, opened.account, self.preferences, opened.engine)
        self.desk.sign_out_wanted.connect(self._sign_out)
        # not inside the click: what was clicked goes away too
        self.desk.leaving_wanted.connect(self._leave, Qt.ConnectionType.QueuedConnection)
        self.desk.status.connect(self._heard)
        self.window = self._make_window(self.desk)
        opened.start()
        self.window.show()
        self._leave_door()
        self.window_shown.emit()
        if opened.notice:
            self._say("warning", opened.notice)
        if self._launch.screenshots is not None:
            draw_screens(self.window, self._launch.screenshots, self._app.quit)

    def _make_window(self, desk: Desk) -> Window:
        window = Window(desk, self.theme)
        window.sign_in_wanted.connect(self._sign_in_again)
        return window

    # --- the language ---

    def _preferred(self, name: str) -> None:
        if name == "language":  # later: the box that was chosen from goes with its window
            QTimer.singleShot(0, self, self._speak_anew)

    def _speak_anew(self) -> None:
        """Make the window anew in another language, with the same tabs; unless one is writing."""
        old, desk = self.window, self.desk
        if old is None or desk is None:
            return
        if not old.tabs.may_leave():
            words = self.tr("The language changes when the console is opened again.")
            self._say("info", words)
            return
        if not self.speech.speak(self.preferences.language):
            return
        old.remember()
        self.window = self._make_window(desk)
        self.window.show()
        old.hide()
        old.deleteLater()

    def _cannot_open(
        self, error: PurSightError, vault: Vault, account: Account, session: Session | None
    ) -> QWidget:
        return _error_door(error, lambda: self._enter(vault, account, session))

    def _say(self, kind: str, text: str) -> None:
        if self.window is not None:
            self.window.say(kind, text)


def _end(opened: Console, problems: list[PurSightError]) -> None:
    """End a session as far as the server lets us, then delete key and files."""
    try:
        with contextlib.suppress(TimeoutError):  # it runs out by itself
            asyncio.run(asyncio.wait_for(opened.sign_out(), LEAVING_SECONDS))
        opened.forget()
    except PurSightError as error:
        problems.append(error)


def _error_door(error: PurSightError, again: Callable[[], object]) -> QWidget:
    state = ErrorState(error, again)
    state.setWindowTitle("PurSight")
    state.resize(640, 480)
    return state


def make_app(arguments: Sequence[str] = ()) -> QApplication:
    """Make the application, or return the one there is."""
    there = QApplication.instance()
    if isinstance(there, QApplication):
        return there
    app = QApplication(["pursight-console", *arguments])
    app.setApplicationName("pursight-console")
    app.setApplicationDisplayName("PurSight")
    app.setDesktopFileName("pursight-console")
    app.setQuitOnLastWindowClosed(True)
    app.setWindowIcon(QIcon(icon("shield-check", "accent")))
    return app


def main(launch: Launch) -> int:
    """Run the console until its window is closed; returns the exit status."""
    _log_to(launch.paths.logs)
    app = make_app()
    garbage = Garbage(app)
    run = Run(app, launch)
    warming = Warming(app)
    run.window_shown.connect(warming.start_soon)
    warming.done.connect(garbage.leave_out_what_is_there)
    signal.signal(signal.SIGINT, lambda *_: app.quit())
    signal.signal(signal.SIGTERM, lambda *_: app.quit())
    awake = QTimer()  # lets Python look at signals while Qt waits
    awake.start(250)
    awake.timeout.connect(lambda: None)
    QTimer.singleShot(0, run.start)
    status = app.exec()
    run.close()
    warming.leave()
    garbage.leave()
    sys.stdout.flush()
    return status


def _log_to(folder: Path) -> None:
    """Write our log into the console's folder; never values, they are not here at all."""
    try:
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        handler = RotatingFileHandler(
            folder / "console.log", maxBytes=LOG_BYTES, backupCount=LOGS_KEPT, encoding="utf-8"
        )
    except OSError:
        return  # a full disk must not stop the work
    handler.setFormatter(Frames("%(asctime)s %(levelname)s %(name)s: %(message)s"))
    log = logging.getLogger("pursight")
    log.setLevel(os.environ.get("PURSIGHT_CONSOLE_LOG", "INFO"))
    log.addHandler(handler)
