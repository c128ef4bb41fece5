"""The second step of signing in: a code from a phone, a recovery code, or setting an app up."""

import asyncio
from collections.abc import Callable
from threading import Event
from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QLineEdit, QProgressBar

from pursight.clock import SystemClock
from pursight_desktop.app.browser_wait import BrowserWait
from pursight_desktop.app.door import Errand
from pursight_desktop.app.unlocking import words_of
from pursight_desktop.session.account import Accounts
from pursight_desktop.session.browser_passkey import BrowserPasskey
from pursight_desktop.session.second_step import SecondHalf, Setup
from pursight_desktop.session.secrets import Vault
from pursight_desktop.session.session import Session
from pursight_desktop.session.sign_in import HalfWay, Keeping
from pursight_desktop.widgets.buttons import Button
from pursight_desktop.widgets.containers import Card
from pursight_desktop.widgets.labels import Label
from pursight_desktop.widgets.secrets_once import AppSecret, RecoveryCodes


class SecondStepCard(Card):
    """Asks for the second factor.

    Signals: `opened(Session)`; `back` when the person wants to begin again.
    """

    opened = Signal(object)
    back = Signal()

    def __init__(self, half: HalfWay, vault: Vault, accounts: Accounts) -> None:
        super().__init__("")
        self._half, self._second = half, SecondHalf(half, vault, accounts)
        self._vault, self._accounts = vault, accounts
        self._recovery = False
        self.body.setContentsMargins(28, 24, 28, 24)
        self.body.setSpacing(8)
        self.heading = Label(self.tr("One more step"), "heading", wrap=True)
        self.text = Label("", "muted", wrap=True)
        self.code_name = Label("", "caption")
        self.code = QLineEdit()
        self.code.returnPressed.connect(self._entered)
        self.error = Label("", wrap=True)
        self.error.setProperty("tone", "danger")
        self.error.hide()
        self.busy = QProgressBar()
        self.busy.setRange(0, 0)
        self.busy.setAccessibleName(self.tr("Working"))
        self.busy.hide()
        self.button = Button(self.tr("Sign in"), kind="primary", clicked=self.submit)
        self.other = Button("", kind="quiet", clicked=self._other_way)
        self.passkey = BrowserWait(self.tr("Use a passkey in the browser"), self._in_browser)
        self.again = Button(self.tr("Begin again"), kind="quiet", clicked=self.back.emit)
        self.setup: AppSecret | None = None
        self.codes: RecoveryCodes | None = None
        for widget in (self.heading, self.text, self.code_name, self.code, self.error, self.busy):
            self.add(widget)
        self.body.addSpacing(8)
        for button in (self.button, self.passkey, self.other, self.again):
            self.add(button)
        self.passkey.setVisible("passkey" in half.step.methods)
        if half.step.must_enrol:
            self._show_setting_up()
        else:
            self._show_way()

    def _entered(self) -> None:
        """Do what the button does, once: a code that is sent twice is refused."""
        if self.button.isEnabled():
            self.submit()

    def submit(self) -> None:
        """Send what was typed."""
        code = self.code.text().strip()
        if not code:
            self.show_error(self.tr("A code is needed."))
            return
        second = self._second
        if self._half.step.must_enrol:
            self._work(lambda: asyncio.run(second.finish_set_up(code)), self._set_up)
            return
        method = "recovery_code" if self._recovery else "totp"
        self._work(lambda: asyncio.run(second.finish(code, method)), self._came_in)

    def _show_way(self) -> None:
        """Ask for a code of the app, or for a recovery code."""
        apps = "totp" in self._half.step.methods
        self._recovery = self._recovery or not apps
        if self._recovery:
            words = self.tr("Type one of the recovery codes that you have kept.")
            if not apps and "passkey" in self._half.step.methods:
                words = self.tr("Use your passkey in the browser, or type a recovery code.")
            self.text.setText(words)
            name = self.tr("Recovery code")
            self.code.setPlaceholderText("xxxx-xxxx-xxxx-xxxx")
            self.other.setText(self.tr("Use the authenticator app instead"))
        else:
            self.text.setText(self.tr("Type the code that your authenticator app shows now."))
            name = self.tr("Code")
            self.code.setPlaceholderText("000000")
            self.other.setText(self.tr("The phone is not at hand: use a recovery code"))
        self.code_name.setText(name)
        self.code.setAccessibleName(name)
        self.other.setVisible(apps and "recovery_code" in self._half.step.methods)
        self.code.clear()
        self.code.setFocus()

    def _in_browser(self, open_browser: Callable[[str], object], stopped: Event) -> None:
        """Have a passkey shown on the server's page, and go on with what it gives."""
        half = self._half
        way = BrowserPasskey(
            keeping=Keeping(half.url, half.pin, self._vault, self._accounts, SystemClock()),
            challenge=half.step.challenge,
            open_browser=open_browser,
            stopped=stopped,
        )
        self._work(lambda: asyncio.run(way.run()), self._came_in)

    def _other_way(self) -> None:
        self._recovery = not self._recovery
        self.show_error("")
        self._show_way()

    def _show_setting_up(self) -> None:
        """Have an app set up, since the organisation asks for one."""
        self.heading.setText(self.tr("Set up an authenticator app"))
        self.text.setText(
            self.tr(
                "Your organisation asks for a second factor. Scan the picture with an "
                "authenticator app on your phone, and type the code that it shows then."
            )
        )
        self.code_name.setText(self.tr("Code"))
        self.code.setAccessibleName(self.tr("Code"))
        self.code.setPlaceholderText("000000")
        self.other.hide()
        self._work(lambda: asyncio.run(self._second.set_up()), self._show_secret)

    def _show_secret(self, setup: Setup) -> None:
        self.setup = AppSecret(setup.secret, setup.uri)
        self.body.insertWidget(self.body.indexOf(self.code_name), self.setup)
        self.code.setFocus()

    def _set_up(self, done: tuple[Session, tuple[str, ...]]) -> None:
        """Show the recovery codes before anything else happens."""
        session, codes = done
        if not codes:
            self._came_in(session)
            return
        for widget in (self.setup, self.text, self.code_name, self.code, self.again):
            if widget is not None:
                widget.hide()
        self.heading.setText(self.tr("Your recovery codes"))
        self.codes = RecoveryCodes(codes)
        self.body.insertWidget(self.body.indexOf(self.error), self.codes)
        self.button.setText(self.tr("I have kept them: go on"))
        self.button.clicked.disconnect()
        self.button.clicked.connect(lambda: self._came_in(session))
        self.codes.copy_button.setFocus()

    def _came_in(self, session: Session) -> None:
        self.code.clear()
        self.opened.emit(session)

    def _work(self, errand: Callable[[], Any], done: Callable[[Any], None]) -> None:
        self.show_error("")
        self._set_working(working=True)

        def over(result: object) -> None:
            self._set_working(working=False)
            done(result)

        Errand(errand, over, self._failed, self)

    def _failed(self, error: BaseException) -> None:
        self._set_working(working=False)
        self.show_error(words_of(error))
        self.code.setFocus()
        self.code.selectAll()

    def show_error(self, text: str) -> None:
        """Show a line below the field; empty hides it."""
        self.error.setText(text)
        self.error.setVisible(bool(text))

    def _set_working(self, *, working: bool) -> None:
        self.busy.setVisible(working)
        self.passkey.set_working(working=working)
        for button in (self.button, self.other, self.again):
            button.setEnabled(not working)
