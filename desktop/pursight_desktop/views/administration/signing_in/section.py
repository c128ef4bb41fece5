"""The section of signing in: all ways in below each other, with what holds for them."""

from collections.abc import Awaitable, Callable
from typing import Any

import shiboken6
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QVBoxLayout, QWidget

from pursight.errors import PurSightError
from pursight_desktop.background.availability import is_over, why_not
from pursight_desktop.background.desk import Desk
from pursight_desktop.background.place import Place
from pursight_desktop.operations.administering import directory, providers, sign_in_rules
from pursight_desktop.operations.administering.providers import IdentityProvider
from pursight_desktop.operations.administering.sign_in_rules import DIRECTORY_NEEDS, Picture
from pursight_desktop.operations.online import Online
from pursight_desktop.views.administration.carrying_out import carry_out
from pursight_desktop.views.administration.forms import explained, out_of_date
from pursight_desktop.views.administration.signing_in.cards import (
    DirectoryCard,
    ProvidersCard,
    ProvisioningCard,
    RulesCard,
)
from pursight_desktop.views.administration.signing_in.directory_sheet import DirectorySheet
from pursight_desktop.views.administration.signing_in.provider_sheet import ProviderSheet
from pursight_desktop.views.administration.signing_in.rule_sheets import (
    LimitsSheet,
    NameSheet,
    SecondFactorSheet,
)
from pursight_desktop.widgets.containers import Page
from pursight_desktop.widgets.dialogs import Sheet, ask
from pursight_desktop.widgets.labels import Label
from pursight_desktop.widgets.list_screen import Notice, ServerButtons
from pursight_desktop.widgets.states import Deck

WIDEST = 680
NEEDS = "organisation.write"


class SigningInSection(QWidget):
    """What signing in asks for, identity providers, the directory, and SCIM.

    Attributes:
        picture: What was read last; None before.
        sheet: The form that was opened last.
    """

    def __init__(self, desk: Desk, _place: Place) -> None:
        super().__init__()
        self.setObjectName("surface")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.desk = desk
        self.picture: Picture | None = None
        self.sheet: Sheet | None = None
        self._asked = self._was_away = False
        self._needs_server, self._needs_directory = ServerButtons(), ServerButtons()
        self.rules = RulesCard(self.rename, self.choose_roles, self.set_limits)
        self._rows = ServerButtons()
        self.providers = ProvidersCard(self.add, self.change, self.remove, self._rows)
        self.directory = DirectoryCard(self.change_directory, self.remove_directory)
        self.provisioning = ProvisioningCard(self.go_to_machines)
        self._needs_server.add(
            self.rules.name_button, self.rules.factor_button, self.providers.add_button
        )
        self._needs_directory.add(
            self.rules.limits_button,
            self.directory.change_button,
            self.directory.remove_button,
        )
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.setSpacing(0)
        self.notice = Notice("wifi-off")
        self.deck = Deck()
        self.page = self._page()
        self.deck.hold(self.page)
        outer.addWidget(self.notice)
        outer.addWidget(self.deck, 1)
        desk.status.connect(self._show_availability)
        self._show_availability()

    def _page(self) -> Page:
        page = Page()
        page.add(Label(self.tr("Signing in"), "title"))
        grid = QGridLayout()
        grid.setHorizontalSpacing(24)
        grid.setVerticalSpacing(16)
        grid.setColumnMinimumWidth(0, 150)
        parts: tuple[tuple[str, str, QWidget], ...] = (
            (self.tr("What holds"), self.tr("Second factor and limits"), self.rules),
            (self.tr("Identity providers"), self.tr("OpenID Connect"), self.providers),
            (self.tr("Directory"), self.tr("LDAP, Active Directory"), self.directory),
            (self.tr("Accounts kept elsewhere"), self.tr("SCIM 2.0"), self.provisioning),
        )
        for row, (name, detail, card) in enumerate(parts):
            heading = QWidget()
            lines = QVBoxLayout(heading)
            lines.setContentsMargins(0, 12, 0, 0)
            lines.setSpacing(2)
            lines.addWidget(Label(name, "heading", wrap=True))
            lines.addWidget(Label(detail, "muted", wrap=True))
            grid.addWidget(heading, row, 0, Qt.AlignmentFlag.AlignTop)
            card.setAccessibleName(name)
            card.setMinimumWidth(440)
            card.setMaximumWidth(WIDEST)
            grid.addWidget(card, row, 1)
        grid.setColumnStretch(1, 4)
        grid.setColumnStretch(2, 1)
        page.body.addLayout(grid)
        page.body.addStretch(1)
        return page

    # --- what the window asks ---

    def refresh(self) -> None:
        """Ask again."""
        if why_not(self.desk):
            self._show_availability()
            return
        self._asked = True
        if self.picture is None:
            self.deck.busy.start()
        self.desk.online(
            self,
            "picture",
            lambda online: sign_in_rules.picture(online.asking, self.desk.account),
            self._take,
            self._failed,
        )

    # --- what one does ---

    def rename(self) -> None:
        """Give the organisation another name."""
        if self.picture is not None:
            said = self.tr("The organisation is renamed.")
            self._open(NameSheet(self, self.desk, self.picture, lambda: self._done(said)))

    def choose_roles(self) -> None:
        """Say who needs a second factor."""
        if self.picture is not None:
            said = self.tr("It is saved who needs a second factor.")
            self._open(SecondFactorSheet(self, self.desk, self.picture, lambda: self._done(said)))

    def set_limits(self) -> None:
        """Set the limits of access."""
        if self.picture is not None:
            said = self.tr("The limits are saved.")
            self._open(
                LimitsSheet(self, self.desk, self.picture, lambda half: self._done(half or said))
            )

    def add(self) -> None:
        """Add an identity provider."""
        self._provider_sheet(None)

    def change(self, provider: IdentityProvider) -> None:
        """Change an identity provider."""
        self._provider_sheet(provider)

    def remove(self, provider: IdentityProvider) -> None:
        """Remove an identity provider, once the person has confirmed."""
        title = self.tr("Remove {name}?").format(name=provider.name)
        text = self.tr(
            "Nobody signs in with it any more, and it is forgotten who is who. The persons stay; "
            "who has no password gets in no more."
        )
        if ask(self, title, text, self.tr("Remove"), danger=True):
            said = self.tr("{name} is removed.").format(name=provider.name)
            self._act(lambda online: providers.remove(online.asking, provider.id), said)

    def change_directory(self) -> None:
        """Set the directory up, or change or try it."""
        if self.picture is not None:
            said = self.tr("The directory is saved.")
            before = self.picture.directory
            self._open(DirectorySheet(self, self.desk, before, lambda: self._done(said)))

    def remove_directory(self) -> None:
        """Take the directory away, once the person has confirmed."""
        text = self.tr(
            "Nobody signs in with it any more, and it is forgotten who is who. The persons stay; "
            "who has no password of PurSight gets in no more."
        )
        title = self.tr("Take the directory away?")
        if ask(self, title, text, self.tr("Take it away"), danger=True):
            said = self.tr("The directory is taken away.")
            self._act(lambda online: directory.remove(online.asking), said)

    def go_to_machines(self) -> None:
        """Go to the service accounts."""
        self.desk.open(Place("administration").having(section="machines"))

    def _provider_sheet(self, provider: IdentityProvider | None) -> None:
        if self.picture is None:
            return
        words = self.tr("{name} is saved.")
        self._open(
            ProviderSheet(
                self,
                self.desk,
                self.picture.addresses.redirect,
                provider,
                lambda name: self._done(words.format(name=name)),
            )
        )

    def _open(self, sheet: Sheet) -> None:
        self.sheet = sheet
        sheet.open()

    def _act(self, call: Callable[[Online], Awaitable[Any]], said: str) -> None:
        def lost(error: PurSightError) -> None:
            old = out_of_date(error)
            told = old or explained(error)
            self.desk.notice.emit("error", f"{told.message} {told.hint}".strip())
            if old is not None and shiboken6.isValid(self):
                self.refresh()

        def done(_answer: object) -> None:
            if shiboken6.isValid(self):
                self._done(said)

        carry_out(self.desk, call, done, lost)

    def _done(self, said: str) -> None:
        self.desk.notice.emit("success", said)
        self.refresh()

    # --- showing ---

    def _take(self, picture: Picture) -> None:
        if is_over(self.desk):
            return
        self.picture = picture
        self._rows.clear()
        self.rules.show_picture(picture)
        self.providers.show_providers(picture.providers)
        may = self.desk.account.may(DIRECTORY_NEEDS)
        self.directory.show_directory(picture.directory, visible=may)
        self.provisioning.show_address(picture.addresses.scim)
        self.deck.show_content(self.page)
        self._show_availability()

    def _failed(self, error: PurSightError) -> None:
        self.deck.busy.stop()
        if self.picture is not None:
            self.desk.notice.emit("error", f"{error.message} {error.hint}".strip())
        else:
            self._asked = False
            self.deck.show_error(error, self.refresh)

    def _show_availability(self, _status: object = None) -> None:
        reason = why_not(self.desk)
        if is_over(self.desk):
            self.picture, self._asked = None, False
        back, self._was_away = self._was_away and not reason, bool(reason)
        if not reason and (not self._asked or back):
            self.refresh()
        if reason and self.picture is None:
            self.deck.show_empty(
                "wifi-off",
                self.tr("This needs the server"),
                self.tr("How one signs in is decided there, and is not kept on this machine.")
                + f" {reason}",
            )
        self.notice.say(reason if self.picture is not None else "")
        self._needs_server.set_reason(why_not(self.desk, NEEDS))
        self._rows.set_reason(why_not(self.desk, NEEDS))
        self._needs_directory.set_reason(why_not(self.desk, DIRECTORY_NEEDS))
