"""Signing in elsewhere: whom the organisation lets one sign in with, and the browser for it."""

import asyncio
import threading
from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from typing import Any, Protocol

from PySide6.QtCore import QUrl, Signal
from PySide6.QtGui import QDesktopServices, QHideEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget
from typing_extensions import override

from pursight.clock import SystemClock
from pursight_desktop.app.browser_wait import BrowserWait
from pursight_desktop.session.account import Accounts
from pursight_desktop.session.browser_passkey import BrowserPasskey
from pursight_desktop.session.browser_sign_in import BrowserSignIn, Provider, Ways, ways
from pursight_desktop.session.secrets import Vault
from pursight_desktop.session.session import Session
from pursight_desktop.session.sign_in import Keeping
from pursight_desktop.widgets.buttons import Button
from pursight_desktop.widgets.labels import Label


@dataclass(frozen=True, slots=True)
class Line:
    """To which organisation of which server one wants, and what is kept where."""

    server: str
    organisation: str
    pin: str
    vault: Vault
    accounts: Accounts


class _Entrance(Protocol):
    """What signing in elsewhere needs of the door that it is in."""

    def line(self) -> Line: ...

    def show_error(self, text: str) -> None: ...

    def sign_in_elsewhere(
        self,
        errand: Callable[[], Any],
        done: Callable[[Any], None],
        again: Callable[[], None],
    ) -> None: ...

    def take_directory(self, *, directory: bool) -> None: ...

    def came_in(self, session: Session) -> None: ...


class ProviderChoice(QWidget):
    """A button for each other way, once the server has been asked; and the wait for the browser."""

    _wanted = Signal(str)
    _over = Signal()

    def __init__(self, door: _Entrance) -> None:
        super().__init__()
        self._door = door
        self._stopped = threading.Event()
        self.open_browser: Callable[[str], object] = lambda url: QDesktopServices.openUrl(QUrl(url))
        self._wanted.connect(self._open)
        self._over.connect(lambda: self._set_waiting(waiting=False))
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(8)
        self.ask_button = Button(
            self.tr("Sign in with your organisation's account"), "globe", "quiet", clicked=self.ask
        )
        self.buttons: list[Button] = []
        self.own_button = Button(
            self.tr("Use a password of PurSight instead"),
            kind="quiet",
            clicked=partial(self.use_directory, directory=False),
        )
        self.waiting = Label(self.tr("Go on in your browser, and come back here."), "muted")
        self.stop_button = Button(self.tr("Stop waiting"), kind="quiet", clicked=self.stop)
        self.passkey = BrowserWait(self.tr("Sign in with a passkey"), self._show_passkey)
        self._over.connect(self.passkey.over)
        for widget in (
            self.passkey,
            self.ask_button,
            self.own_button,
            self.waiting,
            self.stop_button,
        ):
            self._column.addWidget(widget)
        self.passkey.hide()
        self.own_button.hide()
        self.waiting.hide()
        self.stop_button.hide()

    def ask(self) -> None:
        """Ask the server whom one can sign in with."""
        line = self._door.line()
        if not line.server.strip() or not line.organisation.strip():
            self._door.show_error(self.tr("Server and organisation are needed."))
            return

        def errand() -> Ways:
            return asyncio.run(ways(line.server, line.organisation, pin=line.pin))

        self._door.sign_in_elsewhere(errand, self.show_ways, self.ask)

    def show_ways(self, found: Ways) -> None:
        """Show a button for each; a single one is gone to at once."""
        for button in self.buttons:
            button.hide()
            button.deleteLater()
        self.buttons = []
        if not found.providers and not found.directory and not found.passkeys:
            self._door.show_error(self.tr("This organisation signs in with passwords."))
            return
        self.ask_button.hide()
        if found.directory:
            words = self.tr("Sign in with the directory's password")
            self._offer(words, "users", partial(self.use_directory, directory=True))
        for provider in found.providers:
            words = self.tr("Sign in with {name}").format(name=provider.name)
            self._offer(words, "globe", partial(self.go, provider))
        self.passkey.setVisible(found.passkeys)
        if len(self.buttons) != 1:
            return
        if found.directory:
            self.use_directory(directory=True)
        else:
            self.go(found.providers[0])

    def _offer(self, words: str, icon: str, call: Callable[[], object]) -> None:
        button = Button(words, icon, clicked=call)
        self.buttons.append(button)
        self._column.insertWidget(self._column.indexOf(self.waiting), button)

    def forget(self) -> None:
        """Know no ways any more: another organisation has others."""
        if not self.ask_button.isHidden():
            return
        self.use_directory(directory=False)
        for button in self.buttons:
            button.hide()
            button.deleteLater()
        self.buttons = []
        self.passkey.hide()
        self.ask_button.show()

    def use_directory(self, *, directory: bool) -> None:
        """Have the form ask for what the directory knows, or for what PurSight does."""
        for button in self.buttons:
            button.setVisible(not directory)
        self.own_button.setVisible(directory)
        self._door.take_directory(directory=directory)

    def go(self, provider: Provider) -> None:
        """Open the browser and wait for it to come back."""
        line, stopped = self._door.line(), threading.Event()
        self._stopped = stopped
        self._set_waiting(waiting=True)

        def errand() -> Session:
            try:
                way = BrowserSignIn(
                    url=line.server,
                    organisation=line.organisation,
                    provider_id=provider.id,
                    vault=line.vault,
                    accounts=line.accounts,
                    open_browser=self._wanted.emit,
                    pin=line.pin,
                    stopped=stopped,
                )
                return asyncio.run(way.run())
            finally:
                self._over.emit()

        self._door.sign_in_elsewhere(errand, self._door.came_in, partial(self.go, provider))

    def _show_passkey(
        self, open_browser: Callable[[str], object], stopped: threading.Event
    ) -> None:
        """Sign in with a passkey alone, on a page of the server's."""
        line = self._door.line()
        way = BrowserPasskey(
            keeping=Keeping(line.server, line.pin, line.vault, line.accounts, SystemClock()),
            organisation=line.organisation,
            open_browser=open_browser,
            stopped=stopped,
        )

        def errand() -> Session:
            try:
                return asyncio.run(way.run())
            finally:
                self._over.emit()

        self._door.sign_in_elsewhere(errand, self._door.came_in, self.passkey.begin)

    def _open(self, url: str) -> None:
        self.open_browser(url)

    def stop(self) -> None:
        """Wait no more."""
        self._stopped.set()

    @override
    def hideEvent(self, event: QHideEvent) -> None:
        self._stopped.set()
        super().hideEvent(event)

    def _set_waiting(self, *, waiting: bool) -> None:
        self.waiting.setVisible(waiting)
        self.stop_button.setVisible(waiting)
        for button in self.buttons:
            button.setEnabled(not waiting)
