"""Signing in elsewhere: whom the organisation lets one sign in with, and the browser for it."""

import asyncio
import threading
from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from typing import Any, Protocol

from PySide6.QtWidgets import QVBoxLayout, QWidget

from pursight.clock import SystemClock
from pursight_desktop.app.browser_wait import BrowserWait, open_in_browser
from pursight_desktop.session.account import Accounts
from pursight_desktop.session.browser_passkey import BrowserPasskey
from pursight_desktop.session.browser_sign_in import BrowserSignIn, Provider, Ways, ways
from pursight_desktop.session.secrets import Vault
from pursight_desktop.session.session import Session
from pursight_desktop.session.sign_in import Keeping
from pursight_desktop.widgets.buttons import Button


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
    """A button for each other way, once the server has been asked.

    Attributes:
        waits: Of each identity provider, the way through the browser.
        directory: To the password of the organisation's directory; None where there is none.
        open_browser: Opens an address in the system's browser.
    """

    def __init__(self, door: _Entrance) -> None:
        super().__init__()
        self._door = door
        self.open_browser: Callable[[str], object] = open_in_browser
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(8)
        self.ask_button = Button(
            self.tr("Sign in with your organisation's account"), "globe", "quiet", clicked=self.ask
        )
        self.waits: list[BrowserWait] = []
        self.directory: Button | None = None
        self.own_button = Button(
            self.tr("Use a password of PurSight instead"),
            kind="quiet",
            clicked=partial(self.use_directory, directory=False),
        )
        self.passkey = BrowserWait(self.tr("Sign in with a passkey"), self._show_passkey)
        for widget in (self.passkey, self.ask_button, self.own_button):
            self._column.addWidget(widget)
        self.passkey.hide()
        self.own_button.hide()

    def ways(self) -> list[QWidget]:
        """List what was found: the directory, then the providers."""
        return [*([] if self.directory is None else [self.directory]), *self.waits]

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
        self._drop_ways()
        if not found.providers and not found.directory and not found.passkeys:
            self._door.show_error(self.tr("This organisation signs in with passwords."))
            return
        self.ask_button.hide()
        if found.directory:
            words = self.tr("Sign in with the directory's password")
            self.directory = Button(
                words, "users", clicked=partial(self.use_directory, directory=True)
            )
        for provider in found.providers:
            words = self.tr("Sign in with {name}").format(name=provider.name)
            wait = BrowserWait(words, partial(self._go, provider), "globe")
            wait.open_browser = self._open
            self.waits.append(wait)
        for widget in self.ways():
            self._column.insertWidget(self._column.indexOf(self.own_button), widget)
        self.passkey.setVisible(found.passkeys)
        if len(self.ways()) != 1:
            return
        if self.directory is not None:
            self.use_directory(directory=True)
        else:
            self.waits[0].begin()

    def _drop_ways(self) -> None:
        for widget in self.ways():
            widget.hide()
            widget.deleteLater()
        self.waits, self.directory = [], None

    def forget(self) -> None:
        """Know no ways any more: another organisation has others."""
        if not self.ask_button.isHidden():
            return
        self.use_directory(directory=False)
        self._drop_ways()
        self.passkey.hide()
        self.ask_button.show()

    def use_directory(self, *, directory: bool) -> None:
        """Have the form ask for what the directory knows, or for what PurSight does."""
        for widget in self.ways():
            widget.setVisible(not directory)
        self.own_button.setVisible(directory)
        self._door.take_directory(directory=directory)

    def _go(
        self, provider: Provider, open_browser: Callable[[str], object], stopped: threading.Event
    ) -> None:
        """Have somebody let in by a provider, in the browser."""
        line = self._door.line()
        way = BrowserSignIn(
            url=line.server,
            organisation=line.organisation,
            provider_id=provider.id,
            vault=line.vault,
            accounts=line.accounts,
            open_browser=open_browser,
            pin=line.pin,
            stopped=stopped,
        )
        again = next(one.begin for one in self.waits if one.is_waiting)
        self._door.sign_in_elsewhere(lambda: asyncio.run(way.run()), self._door.came_in, again)

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
        self._door.sign_in_elsewhere(
            lambda: asyncio.run(way.run()), self._door.came_in, self.passkey.begin
        )

    def _open(self, url: str) -> None:
        self.open_browser(url)

    def set_working(self, *, working: bool) -> None:
        """Let nobody begin another way while one is gone; only waiting can be stopped."""
        for button in (self.ask_button, self.own_button, self.directory):
            if button is not None:
                button.setEnabled(not working)
        for wait in (self.passkey, *self.waits):
            wait.set_working(working=working)
