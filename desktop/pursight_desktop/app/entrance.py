"""Before there is a window: the passphrase where there is no keyring, and the sign-in."""

import asyncio
from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass
from typing import Any, ClassVar

import shiboken6
from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtGui import QCloseEvent
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QLineEdit,
    QProgressBar,
    QVBoxLayout,
)
from typing_extensions import override

from pursight_desktop.app.unlocking import Locked, words_of
from pursight_desktop.session.account import Accounts
from pursight_desktop.session.passphrase import SHORTEST
from pursight_desktop.session.secrets import Vault
from pursight_desktop.session.session import Session
from pursight_desktop.session.sign_in import sign_in
from pursight_desktop.session.trust import UnknownServer, spell_pin
from pursight_desktop.widgets.buttons import Button
from pursight_desktop.widgets.containers import Card
from pursight_desktop.widgets.labels import Label, Picture


@dataclass(frozen=True, slots=True)
class Known:
    """What a form is filled with at first; `fixed` keeps the person from changing who it is."""

    server_url: str = ""
    organisation: str = ""
    email: str = ""
    pin: str = ""
    fixed: bool = False


class Errand(QObject):
    """Something that takes a moment, done on a thread; what comes of it is told on this one.

    It belongs to nobody until its thread has ended: an object that is destroyed on this thread
    while the other one is inside its signal ends the process.

    Args:
        owner: Who wants it; once it is gone nothing is told.
    """

    _over = Signal(object)
    _under_way: ClassVar[set["Errand"]] = set()

    def __init__(
        self, work: Callable[[], Any], done: Callable[[Any], None],
        failed: Callable[[BaseException], None], owner: QObject,
    ) -> None:  # fmt: skip
        super().__init__()
        self._done, self._failed, self._owner = done, failed, owner
        self._over.connect(self._tell, Qt.ConnectionType.QueuedConnection)
        self._under_way.add(self)
        self._pool = ThreadPoolExecutor(1, "pursight-entrance")
        self._pool.submit(work).add_done_callback(self._over.emit)

    def _tell(self, future: "Future[Any]") -> None:
        self._pool.shutdown(wait=True)  # it only has to come back from the signal
        self._under_way.discard(self)
        if not shiboken6.isValid(self._owner):
            return
        error = future.exception()
        if error is None:
            self._done(future.result())
        else:
            self._failed(error)


class _Door(QFrame):
    """A card with fields, an error line, and its verb."""

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("canvas")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setWindowTitle("PurSight")
        self.setMinimumSize(560, 560)
        self.resize(720, 640)
        outer = QVBoxLayout(self)
        outer.addStretch(2)
        head = QHBoxLayout()
        head.setSpacing(10)
        head.addStretch(1)
        head.addWidget(Picture("shield-check", 28, "accent"))
        head.addWidget(Label("PurSight", "title"))
        head.addStretch(1)
        outer.addLayout(head)
        outer.addSpacing(16)
        self.card = Card()
        self.card.setFixedWidth(420)
        self.card.body.setContentsMargins(28, 24, 28, 24)
        self.card.body.setSpacing(8)
        outer.addWidget(self.card, 0, Qt.AlignmentFlag.AlignHCenter)
        outer.addStretch(3)
        self.error = Label("", wrap=True)
        self.error.setProperty("tone", "danger")
        self.error.hide()
        self.busy = QProgressBar()
        self.busy.setRange(0, 0)
        self.busy.setAccessibleName(self.tr("Working"))
        self.busy.hide()

    def begin(self, title: str, text: str) -> None:
        """Say what is asked for, and why."""
        self.card.add(Label(title, "heading", wrap=True))
        self.card.add(Label(text, "muted", wrap=True))
        self.card.body.addSpacing(8)

    def field(self, name: str, placeholder: str = "", *, secret: bool = False) -> QLineEdit:
        """Add a field with its name above."""
        line = QLineEdit()
        line.setPlaceholderText(placeholder)
        line.setAccessibleName(name)
        if secret:
            line.setEchoMode(QLineEdit.EchoMode.Password)
        line.returnPressed.connect(self.submit)
        label = Label(name, "caption")
        label.setBuddy(line)
        self.card.add(label)
        self.card.add(line)
        return line

    def finish(self, verb: str) -> None:
        """Add the error line and the button."""
        self.card.add(self.error)
        self.card.add(self.busy)
        self.card.body.addSpacing(8)
        self.button = Button(verb, kind="primary", clicked=self.submit)
        self.card.add(self.button)

    def submit(self) -> None:
        """Do it."""
        raise NotImplementedError

    def work(self, errand: Callable[[], Any], done: Callable[[Any], None]) -> None:
        """Do it on a thread, and say so meanwhile."""
        self.show_error("")
        self._set_working(working=True)
        Errand(errand, lambda result: self._came(done, result), self.failed, self)

    def _came(self, done: Callable[[Any], None], result: object) -> None:
        self._set_working(working=False)
        done(result)

    def failed(self, error: BaseException) -> None:
        """Say what went wrong."""
        self._set_working(working=False)
        self.show_error(words_of(error))

    def show_error(self, text: str) -> None:
        """Show a line below the fields; empty hides it."""
        self.error.setText(text)
        self.error.setVisible(bool(text))

    def _set_working(self, *, working: bool) -> None:
        self.busy.setVisible(working)
        self.button.setEnabled(not working)


class PassphraseDoor(_Door):
    """Asks for the passphrase that opens the secrets, or lets one be chosen.

    Signals: `opened(Vault)`, `left` when it is closed.
    """

    opened = Signal(object)
    left = Signal()

    def __init__(self, locked: Locked) -> None:
        super().__init__()
        self._locked = locked
        new = locked.is_new
        title = self.tr("Choose a passphrase") if new else self.tr("Unlock the console")
        why = self.tr(
            "{reason} So the keys of this console are kept in a file that only a passphrase "
            "opens. It is asked for at each start; nobody can recover it for you."
        ).format(reason=locked.reason)
        self.begin(title, why if new else self.tr("The passphrase opens your local copy."))
        self.passphrase = self.field(self.tr("Passphrase"), secret=True)
        self.again: QLineEdit | None = None
        if new:
            self.again = self.field(self.tr("The same again"), secret=True)
        self.finish(self.tr("Go on") if new else self.tr("Unlock"))

    @override
    def submit(self) -> None:
        typed = self.passphrase.text()
        if self.again is not None and len(typed) < SHORTEST:
            words = self.tr("At least {n} characters; several words in a row are easy to keep.")
            self.show_error(words.format(n=SHORTEST))
        elif self.again is not None and typed != self.again.text():
            self.show_error(self.tr("The two are not the same."))
        else:
            self.work(lambda: self._locked.unlock(typed), self._came_in)

    def _came_in(self, vault: Vault) -> None:
        self.passphrase.clear()
        self.opened.emit(vault)

    @override
    def closeEvent(self, event: QCloseEvent) -> None:
        self.left.emit()
        super().closeEvent(event)


class SignInDoor(_Door):
    """Asks for server, organisation, e-mail address and password.

    Signals: `opened(Session)`, `left` when it is closed.
    """

    opened = Signal(object)
    left = Signal()

    def __init__(self, vault: Vault, accounts: Accounts, known: Known) -> None:
        super().__init__()
        self.begin(
            self.tr("Sign in again") if known.fixed else self.tr("Sign in"),
            self.tr("Your session has ended. What you changed is kept and sent afterwards.")
            if known.fixed
            else self.tr(
                "Once: afterwards the console keeps its session, works without a network, "
                "and fills an encrypted copy of what you may see."
            ),
        )
        self._vault, self._accounts, self._pin = vault, accounts, known.pin
        self.server = self.field(self.tr("Server"), "https://pursight:8443")
        self.organisation = self.field(self.tr("Organisation"), self.tr("its short name"))
        self.email = self.field(self.tr("E-mail address"))
        self.password = self.field(self.tr("Password"), secret=True)
        for line, text in (
            (self.server, known.server_url),
            (self.organisation, known.organisation),
            (self.email, known.email),
        ):
            line.setText(text)
            line.setReadOnly(known.fixed)
            line.setEnabled(not known.fixed)
        self.server.textEdited.connect(self._other_server)
        self.pin_words = Label("", "caption", wrap=True)
        self.pin_words.hide()
        self.card.add(self.pin_words)
        self.trust = Button(self.tr("It is the same: trust this server"), "shield-check")
        self.trust.clicked.connect(self._trust)
        self.trust.hide()
        self.card.add(self.trust)
        self.finish(self.tr("Sign in"))
        self._offered = ""
        lines = (self.server, self.organisation, self.email, self.password)
        empty = (line for line in lines if line.isEnabled() and not line.text())
        next(empty, self.password).setFocus()

    @override
    def submit(self) -> None:
        if not all(x.text().strip() for x in (self.server, self.organisation, self.email)):
            self.show_error(self.tr("Server, organisation and e-mail address are all needed."))
            return
        given = (
            self.server.text(), self.organisation.text(), self.email.text(), self.password.text()
        )  # fmt: skip
        vault, accounts, pin = self._vault, self._accounts, self._pin

        def errand() -> Session:
            return asyncio.run(sign_in(*given, vault=vault, accounts=accounts, pin=pin))

        self.work(errand, self._came_in)

    @override
    def failed(self, error: BaseException) -> None:
        super().failed(error)
        if isinstance(error, UnknownServer):
            self._offered = error.pin
            self.show_error(error.message)
            words = self.tr(
                "Compare this fingerprint with the one its administrator sees "
                "(pursight server doctor):\n{pin}"
            )
            self.pin_words.setText(words.format(pin=spell_pin(error.pin)))
            self.pin_words.show()
            self.trust.show()
        else:
            self.password.setFocus()
            self.password.selectAll()

    def _trust(self) -> None:
        self._pin = self._offered
        self.pin_words.hide()
        self.trust.hide()
        self.submit()

    def _other_server(self) -> None:
        self._pin = ""  # a fingerprint is of one server
        self.pin_words.hide()
        self.trust.hide()

    def _came_in(self, session: Session) -> None:
        self.password.clear()
        self.opened.emit(session)

    @override
    def closeEvent(self, event: QCloseEvent) -> None:
        self.left.emit()
        super().closeEvent(event)
