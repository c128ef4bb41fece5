"""Where one is signed in, each with a way to end it."""

from functools import partial

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QHBoxLayout, QWidget
from typing_extensions import override

from pursight.clock import SystemClock
from pursight_desktop.background.availability import why_not
from pursight_desktop.background.desk import Desk
from pursight_desktop.operations.own_account import OwnSession
from pursight_desktop.views.settings.asked_card import RowsCard
from pursight_desktop.widgets.buttons import Button
from pursight_desktop.widgets.dialogs import ask
from pursight_desktop.widgets.labels import Chip, Label
from pursight_desktop.widgets.words import ago


class SessionsCard(RowsCard):
    """One's sessions, this one first."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self._clock = SystemClock()
        self.look()

    @override
    def ask_again(self) -> None:
        """Ask for the sessions."""
        self.desk.online(
            self, "sessions", lambda online: online.own.sessions(), self.show_sessions, self.failed
        )

    def show_sessions(self, sessions: tuple[OwnSession, ...]) -> None:
        """Show them."""
        self.clear()
        for session in sessions:
            self.rows.addWidget(self._row(session))
        if len(sessions) > 1:
            every = Button(self.tr("End all others…"), kind="quiet", clicked=self.end_others)
            self.needs_server.add(every)
            line = QHBoxLayout()
            line.addWidget(every)
            line.addStretch(1)
            holder = QWidget()
            line.setContentsMargins(0, 0, 0, 0)
            holder.setLayout(line)
            self.rows.addWidget(holder)
        self.needs_server.set_reason(why_not(self.desk))

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
            self.needs_server.add(button)
            line.addWidget(button)
        return row

    def end(self, session: OwnSession) -> None:
        """End one; whoever sits there has to sign in again."""
        said = self.tr("The session of {name} has ended.").format(name=name_of(session))
        self.desk.online(
            self,
            "end",
            lambda online: online.own.end_session(session.id),
            lambda _done: self._ended(said),
        )

    def end_others(self) -> None:
        """End all but this one, once the person has confirmed."""
        text = self.tr("Whoever sits there, you too, has to sign in again.")
        if ask(self, self.tr("End all other sessions?"), text, self.tr("End them")):
            self.desk.online(
                self,
                "end",
                lambda online: online.own.end_others(),
                lambda _done: self._ended(self.tr("All other sessions have ended.")),
            )

    def _ended(self, said: str) -> None:
        self.desk.notice.emit("success", said)
        self.ask_again()


def name_of(session: OwnSession) -> str:
    """Say what a session is called: its machine, else the program."""
    unnamed = QCoreApplication.translate("SessionsCard", "A program without a name")
    return session.device or session.client.partition(" ")[0] or unnamed


def place_of(session: OwnSession) -> str:
    """Say where the address of a session lay."""
    return {
        "this_machine": QCoreApplication.translate("SessionsCard", "the server's own machine"),
        "private": QCoreApplication.translate("SessionsCard", "local network"),
        "public": QCoreApplication.translate("SessionsCard", "internet"),
    }.get(session.address_class, "")
