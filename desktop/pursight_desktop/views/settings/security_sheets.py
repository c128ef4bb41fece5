"""Sheets of one's own account: password, who one is, an app's first code, recovery codes."""

from collections.abc import Awaitable, Callable, Sequence

from PySide6.QtCore import QCoreApplication, Signal
from PySide6.QtWidgets import QLineEdit, QWidget

from pursight_desktop.background.desk import Desk
from pursight_desktop.operations.online import Online
from pursight_desktop.operations.own_account import AppSetup
from pursight_desktop.widgets.dialogs import Sheet
from pursight_desktop.widgets.form import Form
from pursight_desktop.widgets.labels import Label
from pursight_desktop.widgets.secrets_once import AppSecret, RecoveryCodes

_SHORTEST = 12


class PasswordSheet(Form):
    """The present password and a new one, twice."""

    def __init__(self, parent: QWidget, desk: Desk) -> None:
        super().__init__(parent, QCoreApplication.translate("PasswordSheet", "Change password"))
        self._desk = desk
        words = self.tr("All your sessions end, this one too: you sign in again afterwards.")
        self.add(Label(words, "muted", wrap=True))
        self.present, self.new, self.again = _secret(), _secret(), _secret()
        self.field(self.tr("Present password"), self.present)
        hint = self.tr("At least 12 characters; several words in a row are easy to remember.")
        self.field(self.tr("New password"), self.new, hint)
        self.field(self.tr("The same again"), self.again)
        self.set_confirm(self.tr("Change password"), self._change)
        for line in (self.present, self.new, self.again):
            line.textChanged.connect(self._check)
        self._check()

    def _check(self) -> None:
        new = self.new.text()
        fits = len(new) >= _SHORTEST and new == self.again.text()
        self.confirm_button.setEnabled(fits and bool(self.present.text()))

    def _change(self) -> bool:
        present, new = self.present.text(), self.new.text()
        self.confirm_button.setEnabled(False)
        self._desk.online(
            self,
            "password",
            lambda online: online.own.change_password(present, new),
            lambda _done: self.accept(),
            self.refused,
        )
        return False


class PresenceSheet(Form):
    """Asks for one's password before something that an access token alone may not do.

    Signal: `answered(answer)` with what the server answered.
    """

    answered = Signal(object)

    def __init__(
        self,
        parent: QWidget,
        desk: Desk,
        title: str,
        call: Callable[[Online, str], Awaitable[object]],
        warning: str = "",
    ) -> None:
        super().__init__(parent, title)
        self._desk, self._ask = desk, call
        if warning:
            self.add(Label(warning, "muted", wrap=True))
        self.password = _secret()
        hint = self.tr("Not needed within ten minutes of signing in.")
        self.field(self.tr("Your password"), self.password, hint)
        self.set_confirm(self.tr("Go on"), self._go_on)
        self.password.setFocus()

    def _go_on(self) -> bool:
        password = self.password.text()
        self.confirm_button.setEnabled(False)
        self._desk.online(
            self, "presence", lambda online: self._ask(online, password), self._over, self.refused
        )
        return False

    def _over(self, answer: object) -> None:
        self.password.clear()
        self.accept()
        self.answered.emit(answer)


class AppSheet(Form):
    """A picture to scan, and the first code.

    Signal: `answered(recovery codes)`.
    """

    answered = Signal(object)

    def __init__(self, parent: QWidget, desk: Desk, setup: AppSetup) -> None:
        title = QCoreApplication.translate("AppSheet", "Set up an authenticator app")
        super().__init__(parent, title)
        self._desk = desk
        words = self.tr("Scan the picture with the app, and type the code that it shows then.")
        self.add(Label(words, "muted", wrap=True))
        self.secret = AppSecret(setup.secret, setup.uri)
        self.add(self.secret)
        self.code = QLineEdit()
        self.code.setPlaceholderText("000000")
        self.field(self.tr("Code"), self.code)
        self.set_confirm(self.tr("Put in use"), self._confirm_app)
        self.code.setFocus()

    def _confirm_app(self) -> bool:
        code = self.code.text()
        self.confirm_button.setEnabled(False)
        self._desk.online(
            self, "app", lambda online: online.own.confirm_app(code), self._over, self.refused
        )
        return False

    def _over(self, codes: object) -> None:
        self.accept()
        self.answered.emit(codes)


class RecoverySheet(Sheet):
    """Recovery codes, this once."""

    def __init__(self, parent: QWidget, codes: Sequence[str]) -> None:
        super().__init__(parent, QCoreApplication.translate("RecoverySheet", "Your recovery codes"))
        self.codes = RecoveryCodes(codes)
        self.add(self.codes)
        self.cancel_button.hide()
        self.set_confirm(self.tr("I have kept them"), lambda: None)


def _secret() -> QLineEdit:
    line = QLineEdit()
    line.setEchoMode(QLineEdit.EchoMode.Password)
    return line
