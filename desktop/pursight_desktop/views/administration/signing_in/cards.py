"""The cards of the section: rules, identity providers, the directory, accounts kept elsewhere."""

from collections.abc import Callable, Sequence
from functools import partial

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from pursight_desktop.operations.administering.directory import Directory
from pursight_desktop.operations.administering.providers import IdentityProvider
from pursight_desktop.operations.administering.sign_in_rules import Picture
from pursight_desktop.theme import Tone
from pursight_desktop.widgets.buttons import Button, IconButton
from pursight_desktop.widgets.clearing import let_go_of
from pursight_desktop.widgets.containers import Card, Facts, Line
from pursight_desktop.widgets.copy_line import CopyLine
from pursight_desktop.widgets.labels import Chip, Elided, Label
from pursight_desktop.widgets.list_screen import ServerButtons
from pursight_desktop.widgets.permission_words import role_words

translate = QCoreApplication.translate
Call = Callable[[], object]


class RulesCard(Card):
    """What holds for everybody who signs in."""

    def __init__(self, rename: Call, second_factor: Call, limits: Call) -> None:
        super().__init__()
        self.facts = Facts(220)
        self.add(self.facts)
        self.name_button = Button(self.tr("Rename…"), clicked=rename)
        self.factor_button = Button(self.tr("Second factor…"), clicked=second_factor)
        self.limits_button = Button(self.tr("Limits…"), clicked=limits)
        _row(self, self.factor_button, self.limits_button, self.name_button)

    def show_picture(self, picture: Picture) -> None:
        """Show what holds."""
        limits, organisation = picture.limits, picture.organisation.value
        roles = ", ".join(role_words(one) for one in picture.rule.value.second_factor_roles)
        eyes = self.tr("takes two people") if limits.four_eyes else self.tr("takes one person")
        if limits.four_eyes_off_by is not None:
            eyes += " · " + self.tr("somebody has asked to switch this off")
        days = self.tr("{n} days")
        undecided = self.tr("stays") if limits.undecided == "keep" else self.tr("is taken away")
        self.facts.show_facts(
            [
                (self.tr("Organisation"), f"{organisation.name} ({organisation.slug})"),
                (self.tr("A second factor is asked of"), roles or self.tr("nobody")),
                (self.tr("Giving roles"), eyes),
                (self.tr("API tokens live at most"), days.format(n=limits.api_token_days)),
                (self.tr("Requests wait for a decision"), days.format(n=limits.request_days)),
                (self.tr("Asked-for access lasts at most"), days.format(n=limits.grant_days)),
                (
                    self.tr("Access in an emergency"),
                    self.tr("{n} minutes").format(n=limits.break_glass_minutes),
                ),
                (self.tr("Undecided in a review"), undecided),
            ]
        )


class ProvidersCard(Card):
    """The identity providers, each with what can be done with it."""

    def __init__(
        self,
        add: Call,
        change: Callable[[IdentityProvider], object],
        remove: Callable[[IdentityProvider], object],
        buttons: ServerButtons,
    ) -> None:
        super().__init__()
        self._change, self._remove, self._buttons = change, remove, buttons
        self.rows: list[tuple[IdentityProvider, Button, IconButton]] = []
        words = self.tr(
            "People sign in through their browser with OpenID Connect, and get roles by the groups "
            "that the provider names."
        )
        self.add(Label(words, "muted", wrap=True))
        holder = QWidget()
        self.add(holder)
        self._column = QVBoxLayout(holder)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(10)
        self.add_button = Button(
            self.tr("Add an identity provider…"), "plus", shortcut="N", clicked=add
        )
        _row(self, self.add_button)

    def show_providers(self, found: Sequence[IdentityProvider]) -> None:
        """Show these, and no others."""
        let_go_of(self._column)
        self.rows = []
        for one in found:
            if self.rows:
                self._column.addWidget(Line())
            self._column.addWidget(self._row_of(one))
        if not found:
            self._column.addWidget(Label(self.tr("None yet.")))

    def _row_of(self, one: IdentityProvider) -> QWidget:
        row = QWidget()
        across = QHBoxLayout(row)
        across.setContentsMargins(0, 0, 0, 0)
        across.setSpacing(8)
        words = QWidget()
        lines = QVBoxLayout(words)
        lines.setContentsMargins(0, 0, 0, 0)
        lines.setSpacing(2)
        lines.addWidget(Elided(one.name, "strong"))
        lines.addWidget(Elided(one.issuer, "caption"))
        across.addWidget(words, 1)
        across.addWidget(state_chip(enabled=one.enabled))
        change = Button(self.tr("Change…"), clicked=partial(self._change, one))
        change.setAccessibleName(f"{self.tr('Change…')} {one.name}")
        remove = IconButton("trash-2", self.tr("Remove {name}…").format(name=one.name))
        remove.clicked.connect(lambda: self._remove(one))
        for button in (change, remove):
            across.addWidget(button)
            self._buttons.add(button)
        self.rows.append((one, change, remove))
        return row


class DirectoryCard(Card):
    """The organisation's directory."""

    def __init__(self, change: Call, remove: Call) -> None:
        super().__init__()
        words = self.tr(
            "People sign in with their name and password of an LDAP directory or an Active "
            "Directory, and get roles by their groups there."
        )
        self.add(Label(words, "muted", wrap=True))
        self.facts = Facts(160)
        self.add(self.facts)
        self.none = Label("")
        self.add(self.none)
        self.change_button = Button("", "plug", clicked=change)
        self.remove_button = Button(self.tr("Take it away…"), kind="quiet", clicked=remove)
        _row(self, self.change_button, self.remove_button)

    def show_directory(self, found: Directory | None, *, visible: bool) -> None:
        """Show it.

        Args:
            found: None where there is none.
            visible: Whether one may see it at all.
        """
        self.facts.setVisible(found is not None)
        self.remove_button.setVisible(found is not None)
        self.none.setVisible(found is None)
        self.none.setText(
            self.tr("None yet.")
            if visible
            else self.tr("Your role does not allow to see whether there is one.")
        )
        self.change_button.setText(
            self.tr("Change or try it…") if found is not None else self.tr("Set it up…")
        )
        if found is None:
            return
        authority = self.tr("its own") if found.ca else self.tr("the operating system's")
        self.facts.show_facts(
            [
                (self.tr("State"), _left(state_chip(enabled=found.enabled))),
                (self.tr("Servers"), "\n".join(found.urls)),
                (self.tr("Certificate authority"), authority),
                (self.tr("Account to search with"), found.bind_dn),
                (self.tr("Where people are"), found.base),
                (self.tr("How they are found"), found.user_filter),
                (self.tr("Groups that give roles"), str(len(found.role_map))),
            ]
        )


class ProvisioningCard(Card):
    """How a directory keeps accounts and groups here (SCIM)."""

    def __init__(self, to_machines: Call) -> None:
        super().__init__()
        words = self.tr(
            "Entra ID, Okta and others can make, switch off and group the accounts here by SCIM "
            "2.0. Who is switched off there is out here at once."
        )
        self.add(Label(words, "muted", wrap=True))
        self.holder = QWidget()
        line = QHBoxLayout(self.holder)
        line.setContentsMargins(0, 0, 0, 0)
        self._line = line
        self.address: CopyLine | None = None
        self.add(self.holder)
        steps = self.tr(
            "1.  Make a service account with the role System administrator.\n"
            "2.  Give it an API token with the one permission persons.provision: it opens this "
            "address and nothing else.\n"
            "3.  Type address and token into the directory; the token is shown once."
        )
        self.add(Label(steps, wrap=True))
        self.machines_button = Button(
            self.tr("Go to the service accounts"), "bot", clicked=to_machines
        )
        _row(self, self.machines_button)

    def show_address(self, address: str) -> None:
        """Show where accounts are kept."""
        let_go_of(self._line)
        self.address = CopyLine(self.tr("Address for SCIM"), address)
        self._line.addWidget(self.address)


def state_chip(*, enabled: bool) -> Chip:
    """Say whether people can sign in with something."""
    if enabled:
        words = translate("SigningInSection", "In use")
        return Chip(words, Tone.SUCCESS, "circle-check")
    words = translate("SigningInSection", "Switched off")
    return Chip(words, Tone.NEUTRAL, "circle-pause")


def _left(widget: QWidget) -> QWidget:
    row = QWidget()
    across = QHBoxLayout(row)
    across.setContentsMargins(0, 0, 0, 0)
    across.addWidget(widget)
    across.addStretch(1)
    return row


def _row(card: Card, *widgets: QWidget) -> None:
    across = QHBoxLayout()
    across.setSpacing(8)
    for widget in widgets:
        across.addWidget(widget)
    across.addStretch(1)
    card.body.addLayout(across)
