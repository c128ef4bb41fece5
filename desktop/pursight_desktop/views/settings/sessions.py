"""Where one is signed in, each with a way to end it."""

from functools import partial

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from pursight.clock import SystemClock
from pursight.errors import PurSightError
from pursight_desktop.background.availability import why_not
from pursight_desktop.background.desk import Desk
from pursight_desktop.operations.own_account import OwnSession
from pursight_desktop.widgets.buttons import Button
from pursight_desktop.widgets.clearing import let_go_of
from pursight_desktop.widgets.containers import Card
from pursight_desktop.widgets.dialogs import ask
from pursight_desktop.widgets.labels import Chip, Label
from pursight_desktop.widgets.list_screen import ServerButtons
from pursight_desktop.widgets.words import ago


class SessionsCard(Card):
    """One's sessions, this one first."""

    def __init__(self, desk: Desk) -> None:
        super().__init__("")
        self._desk, self._clock = desk, SystemClock()
        self._rows = QVBoxLayout()
        self._rows.setSpacing(8)
        self.body.addLayout(self._rows)
        self._needs_server = ServerButtons()
        self._asked = False
        desk.status.connect(self.look)
        self.look()

    def look(self) -> None:
        """Ask for the sessions, once the server can be asked."""
        reason = why_not(self._desk)
        self._needs_server.set_reason(reason)
        if reason:
            if not self._asked:
                self._say(reason)
        elif not self._asked:
            self._asked = True
            self._say(self.tr("Asking the server…"))
            self.ask_again()

    def ask_again(self) -> None:
        """Ask for the sessions."""
        self._desk.online(
            self, "sessions", lambda online: online.own.sessions(), self.show_sessions, self._failed
        )

    def show_sessions(self, sessions: tuple[OwnSession, ...]) -> None:
        """Show them."""
        self._clear()
        for session in sessions:
            self._rows.addWidget(self._row(session))
        if len(sessions) > 1:
            every = Button(self.tr("End all others…"), kind="quiet", clicked=self.end_others)
            self._needs_server.add(every)
            line = QHBoxLayout()
            line.addWidget(every)
            line.addStretch(1)
            holder = QWidget()
            line.setContentsMargins(0, 0, 0, 0)
            holder.setLayout(line)
            self._rows.addWidget(holder)
        self._needs_server.set_reason(why_not(self._desk))

    def _row(self, session: OwnSession) -> QWidget:
        row = QWidget()
        line = QHBoxLayout(row)
        line.setContentsMargins(0, 0, 0, 0)
        line.setSpacing(8)
        name = name_of(session)
        line.addWidget(Label(name, "strong"))
        if session.current:
            line.addWidget(Chip(self.tr("This one"), "accent"))
        used = ago(session.used_at, self._clock.now())
        said = [place_of(session), self.tr("last used {when}").format(when=used)]
        line.addWidget(Label(" · ".join(part for part in said if part), "muted"))
        line.addStretch(1)
        if not session.current:
            button = Button(self.tr("End"), clicked=partial(self.end, session))
            button.setAccessibleName(self.tr("End the session of {name}").format(name=name))
            self._needs_server.add(button)
            line.addWidget(button)
        return row

    def end(self, session: OwnSession) -> None:
        """End one; whoever sits there has to sign in again."""
        said = self.tr("The session of {name} has ended.").format(name=name_of(session))
        self._desk.online(
            self,
            "end",
            lambda online: online.own.end_session(session.id),
            lambda _done: self._ended(said),
        )

    def end_others(self) -> None:
        """End all but this one, once the person has confirmed."""
        text = self.tr("Whoever sits there, you too, has to sign in again.")
        if ask(self, self.tr("End all other sessions?"), text, self.tr("End them")):
            self._desk.online(
                self,
                "end",
                lambda online: online.own.end_others(),
                lambda _done: self._ended(self.tr("All other sessions have ended.")),
            )

    def _ended(self, said: str) -> None:
        self._desk.notice.emit("success", said)
        self.ask_again()

    def _failed(self, error: PurSightError) -> None:
        self._asked = False
        self._say(f"{error.message} {error.hint}".strip())

    def _say(self, text: str) -> None:
        self._clear()
        self._rows.addWidget(Label(text, "muted", wrap=True))

    def _clear(self) -> None:
        self._needs_server.clear()
        let_go_of(self._rows)


def name_of(session: OwnSession) -> str:
    """Say what a session is called: its machine, else the program."""
    unnamed = QCoreApplication.translate("SessionsCard", "A program without a name")
    return session.device or session.client.partition(" ")[0] or unnamed


def place_of(session: OwnSession) -> str:
    """Say where the address of a session lay."""
    tr = QCoreApplication.translate
    return {
        "this_machine": tr("SessionsCard", "the server's own machine"),
        "private": tr("SessionsCard", "local network"),
        "public": tr("SessionsCard", "internet"),
    }.get(session.address_class, "")
