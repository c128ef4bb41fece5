"""Before there is a window: the passphrase where there is no keyring, and the sign-in."""

import asyncio
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, Self

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QLineEdit
from typing_extensions import override

from pursight_desktop.app.door import Door
from pursight_desktop.app.elsewhere import Line, ProviderChoice
from pursight_desktop.app.second_step import SecondStepCard
from pursight_desktop.app.unlocking import Locked
from pursight_desktop.session.account import Account, Accounts
from pursight_desktop.session.passphrase import SHORTEST
from pursight_desktop.session.secrets import Vault
from pursight_desktop.session.session import Session
from pursight_desktop.session.sign_in import SecondFactorNeeded, sign_in, sign_in_with_directory
from pursight_desktop.session.trust import UnknownServer, spell_pin
from pursight_desktop.widgets.buttons import Button
from pursight_desktop.widgets.labels import Label

_ROOM_FOR_A_PICTURE = 780


@dataclass(frozen=True, slots=True)
class Known:
    """What a form is filled with at first.

    Attributes:
        owner: Whose console is open: they alone are let in, by whatever address they have now.
    """

    server_url: str = ""
    organisation: str = ""
    email: str = ""
    pin: str = ""
    owner: Account | None = None

    @classmethod
    def of(cls, owner: Account) -> Self:
        """Ask somebody to sign in again."""
        return cls(owner.server_url, owner.organisation, owner.email, owner.pin, owner)


class PassphraseDoor(Door):
    """Asks for the passphrase that opens the secrets, or lets one be chosen.

    Signal: `opened(Vault)`.
    """

    opened = Signal(object)

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
        if self.again is not None:
            self.again.clear()
        self.opened.emit(vault)


class SignInDoor(Door):
    """Asks for server, organisation, e-mail address and password; or for those of a directory.

    Signal: `opened(Session)`.
    """

    opened = Signal(object)

    def __init__(self, vault: Vault, accounts: Accounts, known: Known) -> None:
        super().__init__()
        again = known.owner is not None
        self.begin(
            self.tr("Sign in again") if again else self.tr("Sign in"),
            self.tr("Your session has ended. What you changed is kept and sent afterwards.")
            if again
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
        for line in (self.server, self.organisation):
            line.setReadOnly(again)
            line.setEnabled(not again)
        self.server.textEdited.connect(self._other_server)
        self.pin_words = Label("", "caption", wrap=True)
        self.pin_words.hide()
        self.card.add(self.pin_words)
        self.trust = Button(self.tr("It is the same: trust this server"), "shield-check")
        self.trust.clicked.connect(self._trust)
        self.trust.hide()
        self.card.add(self.trust)
        self.finish(self.tr("Sign in"))
        self.elsewhere = ProviderChoice(self)
        self.card.add(self.elsewhere)
        for line in (self.server, self.organisation):
            line.textEdited.connect(self.elsewhere.forget)
        self._known, self._offered = known, ""
        self._here_before = {one.key for one in accounts.all()}
        self._by_directory = False
        self._again: Callable[[], None] = self.submit
        self.second: SecondStepCard | None = None
        lines = (self.server, self.organisation, self.email, self.password)
        empty = (line for line in lines if line.isEnabled() and not line.text())
        next(empty, self.password).setFocus()

    @override
    def submit(self) -> None:
        if not all(x.text().strip() for x in (self.server, self.organisation, self.email)):
            words = self.tr("Server, organisation and e-mail address are all needed.")
            if self._by_directory:
                words = self.tr("Server, organisation and name are all needed.")
            self.show_error(words)
            return
        given = (
            self.server.text(), self.organisation.text(), self.email.text(), self.password.text()
        )  # fmt: skip
        vault, accounts, pin = self._vault, self._accounts, self._pin
        enter = sign_in_with_directory if self._by_directory else sign_in

        def errand() -> Session:
            return asyncio.run(enter(*given, vault=vault, accounts=accounts, pin=pin))

        self._again = self.submit
        self.work(errand, self._came_in)

    def take_directory(self, *, directory: bool) -> None:
        """Ask for name and password as the organisation's directory knows them, or as PurSight."""
        self._by_directory = directory
        if self._known.owner is not None:
            self.email.setText("" if directory else self._known.email)
        self.rename(
            self.email, self.tr("Name in the directory") if directory else self.tr("E-mail address")
        )
        words = self.tr("Password in the directory") if directory else self.tr("Password")
        self.rename(self.password, words)
        self.password.clear()
        self.show_error("")
        (self.password if self.email.text() else self.email).setFocus()

    def line(self) -> Line:
        """Say to which organisation of which server one wants, and what is kept where."""
        return Line(
            self.server.text(), self.organisation.text(), self._pin, self._vault, self._accounts
        )

    def sign_in_elsewhere(
        self, errand: Callable[[], Any], done: Callable[[Any], None], again: Callable[[], None]
    ) -> None:
        """Do a part of signing in through the browser; `again` once the server is trusted."""
        self._again = again
        self.work(errand, done)

    def came_in(self, session: Session) -> None:
        """Let somebody in whom a provider has named."""
        self._came_in(session)

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
        elif isinstance(error, SecondFactorNeeded):
            self._ask_more(error)
        else:
            self.password.setFocus()
            self.password.selectAll()

    def _ask_more(self, needed: SecondFactorNeeded) -> None:
        """Show the second step in place of the first."""
        self.show_error("")
        self.password.clear()
        self._forget_second()
        self.second = SecondStepCard(needed.half, self._vault, self._accounts)
        self.second.opened.connect(self._came_in)
        self.second.back.connect(self._begin_again)
        self.card.hide()
        self.put_in_place(self.second)
        if needed.half.step.must_enrol:
            self.resize(self.width(), max(self.height(), _ROOM_FOR_A_PICTURE))

    def _begin_again(self) -> None:
        self._forget_second()
        self.card.show()
        self.password.setFocus()

    def _forget_second(self) -> None:
        if self.second is not None:
            self.second.hide()
            self.second.deleteLater()
            self.second = None

    def _trust(self) -> None:
        self._pin = self._offered
        self.pin_words.hide()
        self.trust.hide()
        self._again()

    def _other_server(self) -> None:
        self._pin = ""  # a fingerprint is of one server
        self.pin_words.hide()
        self.trust.hide()

    def _came_in(self, session: Session) -> None:
        self.password.clear()
        owner = self._known.owner
        if owner is None or session.account.same_person(owner):
            self.opened.emit(session)
        else:
            self._leave_out(session, owner)

    def _leave_out(self, session: Session, owner: Account) -> None:
        """Let another person than the console's own go, as they were before they tried."""
        if session.account.key not in self._here_before:
            self._accounts.forget(session.account)
            self.work(lambda: asyncio.run(session.sign_out()), lambda _done: None)
        self._accounts.keep(self._accounts.known(owner) or owner)  # opened next, as before
        words = self.tr("You signed in as {other}. The copy here is of {owner}.")
        self.show_error(words.format(other=session.account.email, owner=owner.email))

    @override
    def _set_working(self, *, working: bool) -> None:
        super()._set_working(working=working)
        self.elsewhere.set_working(working=working)
