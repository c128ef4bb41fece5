"""The section of people."""

from collections.abc import Awaitable
from functools import partial

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QWidget
from typing_extensions import override

from pursight_desktop.background.desk import Desk
from pursight_desktop.background.place import Place
from pursight_desktop.operations.administering import persons, roles
from pursight_desktop.operations.administering.groups import Member
from pursight_desktop.operations.administering.persons import Person
from pursight_desktop.operations.administering.roles import Role
from pursight_desktop.operations.asking import Listed
from pursight_desktop.operations.online import Online
from pursight_desktop.theme import Tone
from pursight_desktop.views.administration.around import groups_of
from pursight_desktop.views.administration.given_roles import given_roles
from pursight_desktop.views.administration.listing import Listing, Words
from pursight_desktop.views.administration.people.forms import (
    AddPersonForm,
    ChangePersonForm,
    PasswordForm,
)
from pursight_desktop.views.administration.people.signed_in import devices_of, sessions_of
from pursight_desktop.views.administration.role_ticks import role_chips
from pursight_desktop.widgets.buttons import Button
from pursight_desktop.widgets.containers import Facts
from pursight_desktop.widgets.dialogs import ask
from pursight_desktop.widgets.labels import Chip
from pursight_desktop.widgets.list_screen import Pane
from pursight_desktop.widgets.permission_words import role_words
from pursight_desktop.widgets.table import Cell, Column, Mark, Text
from pursight_desktop.widgets.words import moment

translate = QCoreApplication.translate


class PeopleSection(Listing[Person]):
    """Everybody who can sign in."""

    FINDS = True

    def __init__(self, desk: Desk, place: Place) -> None:
        self._roles: tuple[Role, ...] = ()
        super().__init__(desk, place, writes="persons.write")

    @override
    def words(self) -> Words:
        """Say what people are."""
        return Words(
            title=self.tr("People"),
            icon="user-round",
            none=self.tr("Nobody here"),
            why=self.tr("Everybody who signs in is listed here, with what they may do."),
            find=self.tr("Filter by name, e-mail, role or department"),
            add=self.tr("Add a person"),
        )

    @override
    def columns(self) -> list[Column]:
        """Say what is shown of each."""
        return [
            Column("name", self.tr("Name"), _name, 160, stretch=True, least=140),
            Column("email", self.tr("E-mail"), lambda p: p.email, 180, stretch=True, least=140),
            Column("roles", self.tr("Roles"), lambda p: _roles(p) or "–", 180, stretch=True,
                   least=120, tip=_roles),
            Column("department", self.tr("Department"), lambda p: p.department or "–", 130,
                   spare=True),
            Column("second", self.tr("Second factor"), _second, 120, spare=True),
        ]  # fmt: skip

    @override
    async def fetch(self, online: Online) -> Listed[Person]:
        """Ask for all of them, and for what roles allow."""
        self._roles = (await roles.every(online.asking)).rows
        return await persons.every(online.asking)

    @override
    def look_for(self, online: Online, text: str) -> Awaitable[Listed[Person]]:
        """Look for some by name, e-mail address or department."""
        return persons.every(online.asking, text)

    @override
    def found_by(self, row: Person) -> str:
        """Find them by all that is shown."""
        return f"{row.name} {row.email} {row.department} {_roles(row)}"

    @override
    def make_pane(self, row: Person) -> QWidget:
        """Show somebody, what they may do, and where they are signed in."""
        pane = Pane(row.name, row.email)
        pane.add_row(*self._chips(row))
        pane.add_row(*self._acts(row))
        facts = Facts(110)
        facts.show_facts(
            [
                (self.tr("Department"), row.department),
                (
                    self.tr("Second factor"),
                    self.tr("in use") if row.second_factor else self.tr("none"),
                ),
                (self.tr("Added"), moment(row.created_at)),
            ]
        )
        pane.add(facts)
        pane.add_part(self.tr("Roles of their own, everywhere"))
        pane.add(role_chips(row.roles, self._roles))
        person = Member(kind="person", id=row.id, name=row.name)
        pane.add_part(self.tr("Roles given to them"), given_roles(self, person, row.id))
        pane.add_part(self.tr("Groups"), groups_of(self, person))
        if self.desk.account.may("persons.write"):
            pane.add_part(self.tr("Signed in"), sessions_of(self, row))
        pane.add_part(self.tr("Consoles"), devices_of(self, row))
        return pane

    def _chips(self, row: Person) -> list[QWidget]:
        chips: list[QWidget] = []
        if row.disabled:
            chips.append(Chip(self.tr("Disabled"), Tone.WARNING, "ban"))
        else:
            chips.append(Chip(self.tr("Enabled"), Tone.SUCCESS, "circle-check"))
        if row.id == self.desk.account.person_id:
            chips.append(Chip(self.tr("You"), Tone.ACCENT))
        return chips

    def _acts(self, row: Person) -> list[QWidget]:
        acts = [
            Button(self.tr("Change…"), "pencil", clicked=partial(self.change, row)),
            Button(self.tr("Password…"), "key-round", clicked=partial(self.give_password, row)),
        ]
        if row.second_factor:
            text = self.tr("Take second factors away…")
            acts.append(Button(text, "shield", clicked=partial(self.take_second_factors, row)))
        if row.disabled:
            acts.append(Button(self.tr("Enable"), "circle-check", clicked=partial(self.let, row)))
        elif row.id != self.desk.account.person_id:
            disable = partial(self.disable, row)
            acts.append(Button(self.tr("Disable…"), "ban", "danger", clicked=disable))
        self.needs_server.add(*acts)
        return [*acts]

    # --- what can be done ---

    @override
    def add(self) -> None:
        """Add somebody."""
        if not self.may_write():
            AddPersonForm(self.desk, self, self._roles, self.look_again).open()

    def change(self, row: Person) -> None:
        """Change somebody."""
        again = partial(self.look_again, row.id)
        ChangePersonForm(self.desk, self, row, self._roles, again).open()

    def give_password(self, row: Person) -> None:
        """Give somebody another password."""
        PasswordForm(self.desk, self, row, partial(self.look_again, row.id)).open()

    def disable(self, row: Person) -> None:
        """Keep somebody out, once the person has confirmed."""
        title = self.tr("Disable {name}?").format(name=row.name)
        text = self.tr(
            "They are signed out everywhere and cannot sign in. What they did stays, and they can "
            "be enabled again."
        )
        if ask(self, title, text, self.tr("Disable"), danger=True):
            self._set(row, self.tr("{name} is disabled.").format(name=row.name), disabled=True)

    def let(self, row: Person) -> None:
        """Let somebody in again."""
        self._set(row, self.tr("{name} is enabled.").format(name=row.name), disabled=False)

    def _set(self, row: Person, said: str, *, disabled: bool) -> None:
        self.act(
            "disable",
            lambda online: persons.change(online.asking, row, disabled=disabled),
            said,
            go_to=row.id,
        )

    def take_second_factors(self, row: Person) -> None:
        """Take somebody's second factors away, once the person has confirmed."""
        title = self.tr("Take away the second factors of {name}?").format(name=row.name)
        text = self.tr(
            "For somebody who has lost their phone: app, passkeys and recovery codes are worth "
            "nothing any more, and they are signed out. Be sure that it is them who asks."
        )
        if ask(self, title, text, self.tr("Take away"), danger=True):
            self.act(
                "second_factors",
                lambda online: persons.take_second_factors(online.asking, row.id),
                self.tr("{name} has no second factor any more.").format(name=row.name),
                go_to=row.id,
            )


def _name(row: Person) -> Cell:
    detail = translate("PeopleSection", "disabled") if row.disabled else ""
    return Text(row.name, strong=not row.disabled, muted=row.disabled, icon="user-round",
                detail=detail)  # fmt: skip


def _second(row: Person) -> Cell:
    if row.second_factor:
        return Mark(translate("PeopleSection", "In use"), Tone.SUCCESS, "shield-check")
    return Text(translate("PeopleSection", "none"), muted=True)


def _roles(row: Person) -> str:
    return ", ".join(role_words(code) for code in row.roles)
