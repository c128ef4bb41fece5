"""Who is signed in where, and the person's own consoles."""

from functools import partial

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QWidget
from typing_extensions import override

from pursight.clock import SystemClock
from pursight_desktop.background.availability import why_not
from pursight_desktop.background.desk import Desk
from pursight_desktop.background.standing import standing
from pursight_desktop.operations.online import OwnDevice
from pursight_desktop.sync.status import Connection
from pursight_desktop.views.settings.asked_card import RowsCard
from pursight_desktop.views.settings.leaving import LeaveSheet
from pursight_desktop.widgets.buttons import Button
from pursight_desktop.widgets.containers import Card, Facts
from pursight_desktop.widgets.dialogs import ask
from pursight_desktop.widgets.labels import Chip, Label
from pursight_desktop.widgets.words import ago, label_words


class AccountCard(Card):
    """Server, person, roles; signing out."""

    def __init__(self, desk: Desk) -> None:
        super().__init__("")
        self._desk = desk
        self.facts = Facts(140)
        self.add(self.facts)
        row = QHBoxLayout()
        self.sign_out_button = Button(self.tr("Sign out"), "log-out", clicked=self.sign_out)
        row.addWidget(self.sign_out_button)
        self.leave_button = Button(
            self.tr("Sign out and delete the copy…"), "trash-2", "quiet", clicked=self.leave
        )
        row.addWidget(self.leave_button)
        row.addStretch(1)
        self.body.addLayout(row)
        desk.status.connect(self.show_account)
        self.show_account()

    def show_account(self) -> None:
        """Show who is signed in now."""
        account, status = self._desk.account, self._desk.latest
        roles = ", ".join(label_words(role) for role in account.roles)
        self.facts.show_facts(
            [
                (self.tr("Signed in as"), f"{account.person_name} ({account.email})"),
                (self.tr("Organisation"), account.organisation_name or account.organisation),
                (self.tr("Roles"), roles),
                (self.tr("Server"), account.server_url),
                (self.tr("Connection"), standing(status) if status else self.tr("No server")),
            ]
        )
        out = status is None or status.connection is Connection.SIGNED_OUT
        self.sign_out_button.setEnabled(not out)
        self.sign_out_button.setToolTip(self.tr("Nobody is signed in here") if out else "")

    def sign_out(self) -> None:
        """End the session, once the person has confirmed."""
        text = self.tr(
            "The copy of the catalog stays on this machine, encrypted, with edits that wait to be "
            "sent. Nothing is sent or received until you sign in again."
        )
        if ask(self, self.tr("Sign out?"), text, self.tr("Sign out")):
            self._desk.sign_out_wanted.emit()

    def leave(self) -> None:
        """Delete everything of this person from this machine, once they have confirmed."""
        sheet = LeaveSheet(self, self._desk)
        sheet.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        sheet.open()


class DevicesCard(RowsCard):
    """The consoles of the person, each with a way to revoke it."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self._clock = SystemClock()
        self.look()

    @override
    def ask_again(self) -> None:
        """Ask for the devices."""
        self.desk.online(
            self, "devices", lambda online: online.devices(), self.show_devices, self.failed
        )

    def show_devices(self, devices: tuple[OwnDevice, ...]) -> None:
        """Show them, this one first."""
        self.clear()
        mine = self.desk.account.device_id
        ordered = sorted(devices, key=lambda one: (one.revoked_at is not None, one.id != mine))
        for device in ordered:
            self.rows.addWidget(self._row(device, mine=device.id == mine))
        self.needs_server.set_reason(why_not(self.desk))

    def _row(self, device: OwnDevice, *, mine: bool) -> QWidget:
        row = QWidget()
        line = QHBoxLayout(row)
        line.setContentsMargins(0, 0, 0, 0)
        line.setSpacing(8)
        line.addWidget(Label(device.name, "strong"))
        if mine:
            line.addWidget(Chip(self.tr("This one"), "accent"))
        if device.revoked_at is not None:
            line.addWidget(Chip(self.tr("Revoked"), "danger"))
        seen = ago(device.last_seen_at, self._clock.now())
        line.addWidget(Label(self.tr("last seen {when}").format(when=seen), "muted"))
        line.addStretch(1)
        if device.revoked_at is None:
            button = Button(self.tr("Revoke…"), clicked=partial(self.revoke, device))
            button.setAccessibleName(self.tr("Revoke {name}").format(name=device.name))
            self.needs_server.add(button)
            line.addWidget(button)
        return row

    def revoke(self, device: OwnDevice) -> None:
        """Revoke one, once the person has confirmed."""
        text = self.tr(
            "It deletes its copy of the catalog as soon as it reaches the server, edits that it "
            "has not sent too. This cannot be undone."
        )
        title = self.tr("Revoke {name}?").format(name=device.name)
        if not ask(self, title, text, self.tr("Revoke"), danger=True):
            return

        def done(_answer: object) -> None:
            said = self.tr("{name} is revoked.").format(name=device.name)
            self.desk.notice.emit("success", said)
            self.ask_again()

        self.desk.online(self, "revoke", lambda online: online.revoke_device(device.id), done)
