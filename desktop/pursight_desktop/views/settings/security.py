"""How one signs in: password, authenticator app, passkeys, recovery codes."""

from collections.abc import Callable

from PySide6.QtCore import Qt, QUrl
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QHBoxLayout
from typing_extensions import override

from pursight_desktop.background.desk import Desk
from pursight_desktop.operations.own_account import AppSetup, OwnFactors
from pursight_desktop.session.browser_sign_in import web_address
from pursight_desktop.views.settings.asked_card import AskedCard
from pursight_desktop.views.settings.security_sheets import (
    AppSheet,
    PasswordSheet,
    PresenceSheet,
    RecoverySheet,
)
from pursight_desktop.widgets.buttons import Button
from pursight_desktop.widgets.containers import Facts
from pursight_desktop.widgets.dialogs import Sheet
from pursight_desktop.widgets.labels import Label


class SecurityCard(AskedCard):
    """What one signs in with, and how to change it."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self.factors: OwnFactors | None = None
        self.sheet: Sheet | None = None
        self.facts = Facts(140)
        self.add(self.facts)
        self.says = Label("", "muted", wrap=True)
        self.add(self.says)
        self.password_button = Button(self.tr("Change password…"), "lock")
        self.password_button.clicked.connect(self.change_password)
        self.app_button = Button(self.tr("Set up an authenticator app…"), "shield-check")
        self.app_button.clicked.connect(self.set_app_up)
        self.codes_button = Button(self.tr("New recovery codes…"), "key-round")
        self.codes_button.clicked.connect(self.make_codes)
        self.remove_button = Button(self.tr("Take the app away…"), kind="quiet")
        self.remove_button.clicked.connect(self.remove_app)
        self.passkeys_button = Button(self.tr("Passkeys…"), "external-link")
        self.passkeys_button.clicked.connect(self.manage_passkeys)
        self.open_browser: Callable[[str], object] = lambda url: QDesktopServices.openUrl(QUrl(url))
        for pair in (
            (self.password_button, self.app_button, self.passkeys_button),
            (self.codes_button, self.remove_button),
        ):
            row = QHBoxLayout()
            for button in pair:
                row.addWidget(button)
                self.needs_server.add(button)
            row.addStretch(1)
            self.body.addLayout(row)
        for button in (self.codes_button, self.remove_button):
            button.hide()
        self.look()

    @override
    def ask_again(self) -> None:
        """Ask what second factors there are."""
        self.desk.online(
            self, "factors", lambda online: online.own.factors(), self.show_factors, self.failed
        )

    def show_factors(self, factors: OwnFactors) -> None:
        """Show what there is."""
        self.factors = factors
        app = self.tr("in use") if factors.totp else self.tr("not set up")
        told = [(self.tr("Authenticator app"), app)]
        if factors.passkeys:
            names = ", ".join(one.name for one in factors.passkeys)
            told.append((self.tr("Passkeys"), names))
        if factors.any:
            told.append((self.tr("Recovery codes left"), str(factors.recovery_codes_left)))
        self.facts.show_facts(told)
        needed = factors.required and not factors.any
        self.say(self.tr("Your organisation asks for a second factor.") if needed else "")
        self.app_button.setText(
            self.tr("Change the app…") if factors.totp else self.tr("Set up an authenticator app…")
        )
        self.codes_button.setVisible(factors.any)
        self.remove_button.setVisible(factors.totp)

    def change_password(self) -> None:
        """Change the password; afterwards one signs in again."""
        sheet = PasswordSheet(self, self.desk)
        sheet.accepted.connect(self._password_changed)
        self._open(sheet)

    def set_app_up(self) -> None:
        """Set an app up: show who one is, scan, type the first code."""
        asked = PresenceSheet(
            self,
            self.desk,
            self.tr("Set up an authenticator app"),
            lambda online, password: online.own.begin_app(password),
        )
        asked.answered.connect(lambda setup: self._open(self._app_sheet(setup)))
        self._open(asked)

    def make_codes(self) -> None:
        """Make new recovery codes."""
        asked = PresenceSheet(
            self,
            self.desk,
            self.tr("New recovery codes"),
            lambda online, password: online.own.new_recovery_codes(password),
            self.tr("The codes that you have now are worth nothing afterwards."),
        )
        asked.answered.connect(self._show_codes)
        self._open(asked)

    def remove_app(self) -> None:
        """Take the app away."""
        asked = PresenceSheet(
            self,
            self.desk,
            self.tr("Take the authenticator app away"),
            lambda online, password: online.own.remove_app(password),
            self.tr("Afterwards your password alone opens your account, if nothing else is set."),
        )
        asked.answered.connect(lambda _done: self.ask_again())
        self._open(asked)

    def manage_passkeys(self) -> None:
        """Open the server's page of one's passkeys in the browser; consoles have no passkeys."""
        asked = PresenceSheet(
            self,
            self.desk,
            self.tr("Passkeys"),
            lambda online, password: online.own.passkey_page(password),
            self.tr(
                "Your browser opens on a page of the server: add passkeys there, and take them "
                "away. It is yours for ten minutes."
            ),
        )
        asked.answered.connect(self._open_page)
        self._open(asked)

    def _open_page(self, url: str) -> None:
        self._asked = False  # what there is then is looked at again
        self.open_browser(web_address(url))

    def _app_sheet(self, setup: AppSetup) -> AppSheet:
        sheet = AppSheet(self, self.desk, setup)
        sheet.answered.connect(self._show_codes)
        return sheet

    def _show_codes(self, codes: tuple[str, ...]) -> None:
        self.ask_again()
        if codes:
            self._open(RecoverySheet(self, codes))

    def _password_changed(self) -> None:
        self.desk.notice.emit(
            "success", self.tr("Your password is changed. Sign in with the new one.")
        )

    def _open(self, sheet: Sheet) -> None:
        sheet.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.sheet = sheet
        sheet.open()

    @override
    def say(self, text: str) -> None:
        """Show a sentence below the facts; an empty one hides it."""
        self.says.setText(text)
        self.says.setVisible(bool(text))
