"""The section of service accounts."""

from collections.abc import Awaitable, Sequence
from functools import partial

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QWidget
from typing_extensions import override

from pursight_desktop.background.desk import Desk
from pursight_desktop.background.place import Place
from pursight_desktop.operations.administering import (
    api_tokens,
    assignments,
    roles,
    service_accounts,
)
from pursight_desktop.operations.administering.api_tokens import ApiToken
from pursight_desktop.operations.administering.groups import Member
from pursight_desktop.operations.administering.roles import Role
from pursight_desktop.operations.administering.service_accounts import ServiceAccount
from pursight_desktop.operations.asking import Listed
from pursight_desktop.operations.online import Online
from pursight_desktop.theme import Tone
from pursight_desktop.views.administration.around import groups_of
from pursight_desktop.views.administration.arriving import Arriving
from pursight_desktop.views.administration.given_roles import given_roles
from pursight_desktop.views.administration.lines import Lines, PaneLine
from pursight_desktop.views.administration.listing import Listing, Words
from pursight_desktop.views.administration.machines.forms import MachineForm
from pursight_desktop.views.administration.machines.tokens import MachineTokenForm
from pursight_desktop.views.administration.role_ticks import role_chips
from pursight_desktop.widgets.buttons import Button
from pursight_desktop.widgets.containers import Facts
from pursight_desktop.widgets.dialogs import ask
from pursight_desktop.widgets.labels import Chip
from pursight_desktop.widgets.list_screen import Pane
from pursight_desktop.widgets.permission_words import permission_words, role_words
from pursight_desktop.widgets.table import Cell, Column, Text
from pursight_desktop.widgets.words import ago, moment

translate = QCoreApplication.translate


class MachinesSection(Listing[ServiceAccount]):
    """Programs that work for the organisation."""

    FINDS = True

    def __init__(self, desk: Desk, place: Place) -> None:
        self._roles: tuple[Role, ...] = ()
        super().__init__(desk, place, writes="service_accounts.write")

    @override
    def words(self) -> Words:
        """Say what service accounts are."""
        return Words(
            title=self.tr("Service accounts"),
            icon="bot",
            none=self.tr("No service accounts"),
            why=self.tr(
                "A program that works for the organisation has an account of its own: it goes on "
                "when people leave, has no password, and signs in with tokens that can be revoked."
            ),
            find=self.tr("Filter by name, role or who answers"),
            add=self.tr("Add a service account"),
        )

    @override
    def columns(self) -> list[Column]:
        """Say what is shown of each."""
        return [
            Column("name", self.tr("Name"), _name, 180, stretch=True, least=140),
            Column("roles", self.tr("Roles"), lambda a: _roles(a) or "–", 180, stretch=True,
                   least=120, tip=_roles),
            Column("owner", self.tr("Who answers"), self._owner, 150),
            Column("description", self.tr("What it does"), lambda a: a.description or "–", 200,
                   stretch=True, spare=True),
        ]  # fmt: skip

    @override
    async def fetch(self, online: Online) -> Listed[ServiceAccount]:
        """Ask for all of them, and for what roles allow."""
        if self.desk.account.may("persons.read"):
            self._roles = (await roles.every(online.asking)).rows
        return await service_accounts.every(online.asking)

    @override
    def look_for(self, online: Online, text: str) -> Awaitable[Listed[ServiceAccount]]:
        """Look for some by name or description."""
        return service_accounts.every(online.asking, text)

    def _owner(self, row: ServiceAccount) -> str:
        return row.owner_name or self.tr("somebody you may not see")

    @override
    def found_by(self, row: ServiceAccount) -> str:
        """Find them by all that is shown."""
        return f"{row.name} {row.description} {self._owner(row)} {_roles(row)}"

    @override
    def make_pane(self, row: ServiceAccount) -> QWidget:
        """Show one, what it may do, and its tokens."""
        pane = Pane(row.name, row.description)
        if row.disabled:
            pane.add_row(Chip(self.tr("Disabled"), Tone.WARNING, "ban"))
        else:
            pane.add_row(Chip(self.tr("Enabled"), Tone.SUCCESS, "circle-check"))
        pane.add_row(*self._acts(row))
        facts = Facts(110)
        facts.show_facts(
            [
                (self.tr("Who answers"), self._owner(row)),
                (self.tr("Added"), moment(row.created_at)),
            ]
        )
        pane.add(facts)
        pane.add_part(self.tr("Roles of its own, everywhere"))
        pane.add(role_chips(row.roles, self._roles))
        account = Member(kind="service_account", id=row.id, name=row.name)
        if self.desk.account.may("persons.read"):
            pane.add_part(self.tr("Roles given to it"), given_roles(self, account, row.id))
            pane.add_part(self.tr("Groups"), groups_of(self, account))
        pane.add_part(self.tr("Tokens that work"), self._tokens(row))
        return pane

    def _acts(self, row: ServiceAccount) -> list[QWidget]:
        change = Button(self.tr("Change…"), "pencil", clicked=partial(self.change, row))
        if row.disabled:
            other = Button(self.tr("Enable"), "circle-check", clicked=partial(self.let, row))
        else:
            disable = partial(self.disable, row)
            other = Button(self.tr("Disable…"), "ban", "danger", clicked=disable)
        self.needs_server.add(change, other)
        return [change, other]

    def _tokens(self, row: ServiceAccount) -> Arriving:
        def make(found: Listed[ApiToken]) -> Sequence[QWidget]:
            tokens = Lines(found.rows, partial(self._token, row))
            made: list[QWidget] = [tokens] if found.rows else []
            if row.disabled:
                return made
            new = Button(self.tr("Make a token…"), "plus", clicked=partial(self.make_token, row))
            self.needs_server.add(new)
            return [*made, new]

        return Arriving(
            self.desk,
            lambda online: api_tokens.working(online.asking, row.id),
            make,
            self.tr("None"),
        )

    def _token(self, row: ServiceAccount, token: ApiToken) -> QWidget:
        revoke = Button(self.tr("Revoke…"), kind="link")
        revoke.setAccessibleName(self.tr("Revoke {name}").format(name=token.name))
        revoke.clicked.connect(lambda _=False: self.revoke(row, token))
        self.needs_server.add(revoke)
        used = self.tr("last used {when}").format(when=ago(token.used_at, self.clock.now()))
        until = self.tr("until {when}").format(when=moment(token.expires_at))
        may = "; ".join(permission_words(one) for one in token.permissions)
        return PaneLine(token.name, f"{used} · {until}\n{may}", "key-round", revoke)

    # --- what can be done ---

    @override
    def add(self) -> None:
        """Add one; the person answers for it unless they choose another."""
        if self.may_write():
            return
        account = self.desk.account
        oneself = Member(kind="person", id=account.person_id, name=account.person_name)
        MachineForm(
            self.desk, self, None, owner=oneself, known=self._roles, then=self.look_again
        ).open()

    def change(self, row: ServiceAccount) -> None:
        """Change one."""
        owner = Member(kind="person", id=row.owner_id, name=self._owner(row))
        MachineForm(
            self.desk, self, row, owner=owner, known=self._roles, then=self.look_again
        ).open()

    def make_token(self, row: ServiceAccount) -> None:
        """Make a token; what may be asked for is what its roles allow, own and given."""

        async def may(online: Online) -> frozenset[str] | None:
            if not self._roles:  # one may not see what roles allow: the server knows
                return None
            allows = {one.code: one.allows for one in self._roles}
            codes = set(row.roles)
            if self.desk.account.may("persons.read"):
                given = await assignments.of_subject(online.asking, row.id)
                codes |= {one.role for one in given.rows if not one.over}
            return frozenset().union(*(allows.get(code, ()) for code in codes))

        again = partial(self.look_again, row.id)
        self.desk.online(
            self,
            "may",
            may,
            lambda found: MachineTokenForm(self.desk, self, row, found, again).open(),
        )

    def revoke(self, row: ServiceAccount, token: ApiToken) -> None:
        """Let a token open nothing any more, once the person has confirmed."""
        title = self.tr("Revoke {name}?").format(name=token.name)
        text = self.tr("What uses it is refused from now on. This cannot be undone.")
        if ask(self, title, text, self.tr("Revoke"), danger=True):
            self.act(
                "revoke",
                lambda online: api_tokens.revoke(online.asking, token.id),
                self.tr("{name} opens nothing any more.").format(name=token.name),
                about=token.id,
                go_to=row.id,
            )

    def disable(self, row: ServiceAccount) -> None:
        """Keep one out, once the person has confirmed."""
        title = self.tr("Disable {name}?").format(name=row.name)
        text = self.tr(
            "Its tokens are revoked for good: what uses them is refused from now on. If it is "
            "enabled again, it needs new ones."
        )
        if ask(self, title, text, self.tr("Disable"), danger=True):
            self._set(row, self.tr("{name} is disabled.").format(name=row.name), disabled=True)

    def let(self, row: ServiceAccount) -> None:
        """Let one in again."""
        self._set(row, self.tr("{name} is enabled.").format(name=row.name), disabled=False)

    def _set(self, row: ServiceAccount, said: str, *, disabled: bool) -> None:
        self.act(
            "disable",
            lambda online: service_accounts.change(online.asking, row, disabled=disabled),
            said,
            go_to=row.id,
        )


def _name(row: ServiceAccount) -> Cell:
    detail = translate("MachinesSection", "disabled") if row.disabled else ""
    return Text(row.name, strong=not row.disabled, muted=row.disabled, icon="bot", detail=detail)


def _roles(row: ServiceAccount) -> str:
    return ", ".join(role_words(code) for code in row.roles)
