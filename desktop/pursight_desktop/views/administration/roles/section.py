"""The section of roles."""

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QWidget
from typing_extensions import override

from pursight.errors import PurSightError
from pursight_desktop.background.desk import Desk
from pursight_desktop.background.place import Place
from pursight_desktop.operations.administering import assignments, persons, roles
from pursight_desktop.operations.administering.assignments import Assignment
from pursight_desktop.operations.administering.persons import Person
from pursight_desktop.operations.administering.roles import Role, own_names
from pursight_desktop.operations.asking import Listed
from pursight_desktop.operations.online import Online
from pursight_desktop.theme import Tone
from pursight_desktop.views.administration.arriving import Arriving
from pursight_desktop.views.administration.choosers.members import ICONS
from pursight_desktop.views.administration.forms import Explained, code_of, explained
from pursight_desktop.views.administration.given_roles import assignment_line
from pursight_desktop.views.administration.lines import Lines, PaneLine
from pursight_desktop.views.administration.listing import Listing, Words
from pursight_desktop.views.administration.roles.form import RoleForm
from pursight_desktop.widgets.buttons import Button
from pursight_desktop.widgets.dialogs import ask
from pursight_desktop.widgets.labels import Chip, Label
from pursight_desktop.widgets.list_screen import Pane
from pursight_desktop.widgets.permission_words import by_subject, role_purpose, role_words
from pursight_desktop.widgets.table import Cell, Column, Mark, Text
from pursight_desktop.widgets.words import count

translate = QCoreApplication.translate
MOST_NAMED = 5
_Held = tuple[Listed[Assignment], Listed[Person]]


class RolesSection(Listing[Role]):
    """What people can be here for; roles of our own can be put together."""

    DELETES = True

    def __init__(self, desk: Desk, place: Place) -> None:
        super().__init__(desk, place, writes="persons.write")

    @override
    def words(self) -> Words:
        """Say what roles are."""
        return Words(
            title=self.tr("Roles"),
            icon="layers",
            none=self.tr("No roles"),
            why=self.tr("A role is what somebody may do: a set of permissions with a name."),
            find=self.tr("Filter by name or by what it allows"),
            add=self.tr("Put a role together"),
        )

    @override
    def columns(self) -> list[Column]:
        """Say what is shown of each."""
        return [
            Column("name", self.tr("Name"), lambda r: Text(self.named(r.code), strong=True,
                   icon="layers"), 190, stretch=True, least=150),
            Column("purpose", self.tr("For whom"), lambda r: role_purpose(r.code) or r.description
                   or "–", 260, stretch=True, least=140),
            Column("own", self.tr("Kind"), _kind, 100),
            Column("allows", self.tr("Permissions"), lambda r: len(r.allows), 100, align="right",
                   spare=True),
        ]  # fmt: skip

    @override
    async def fetch(self, online: Online) -> Listed[Role]:
        """Ask for all of them."""
        return await roles.every(online.asking)

    def named(self, code: str) -> str:
        """Name a role."""
        return role_words(code, own_names(self.rows()))

    @override
    def found_by(self, row: Role) -> str:
        """Find them by name, code and what they allow."""
        said = " ".join(f"{title} {' '.join(words)}" for title, words in by_subject(row.allows))
        return f"{self.named(row.code)} {row.code} {row.description} {said}"

    @override
    def make_pane(self, row: Role) -> QWidget:
        """Show one with what it allows, and who has it."""
        pane = Pane(self.named(row.code), role_purpose(row.code) or row.description)
        if row.own:
            pane.add(Label(row.code, "mono"))
            change = Button(self.tr("Change…"), "pencil", clicked=partial(self.change, row))
            delete = Button(self.tr("Delete…"), "trash-2", "danger")
            delete.clicked.connect(lambda _=False: self.delete(row))
            self.needs_server.add(change, delete)
            pane.add_row(change, delete)
        else:
            pane.add_row(Chip(self.tr("Built in: cannot be changed"), Tone.NEUTRAL, "lock"))
        if row.inherits:
            pane.add_part(self.tr("Inherits"))
            pane.add_row(*(Chip(self.named(code)) for code in row.inherits))
        pane.add_part(self.tr("Allows"))
        for title, words in by_subject(row.allows):
            pane.add(PaneLine(title, "\n".join(words), "check"))
        pane.add_part(self.tr("Who has it"), self._holders(row))
        return pane

    def _holders(self, row: Role) -> Arriving:
        async def look(online: Online) -> _Held:
            given = await assignments.of_role(online.asking, row.code)
            if row.own:  # nobody can have one of their own
                return given, Listed(())
            return given, await persons.with_role(online.asking, row.code)

        def line(one: Person | Assignment) -> QWidget:
            if isinstance(one, Person):
                return PaneLine(one.name, one.email, ICONS["person"])
            name = one.subject.name or self.tr("somebody you may not see")
            return assignment_line(self, one, name, row.id)

        def make(held: _Held) -> Sequence[QWidget]:
            given, own = held
            found: tuple[Person | Assignment, ...] = (*own.rows, *given.rows)
            made: list[QWidget] = [Lines(found, line)] if found else []
            if given.more or own.more:
                words = self.tr("These are the first of them; look under People for others.")
                made.append(Label(words, "muted", wrap=True))
            return made

        return Arriving(self.desk, look, make, self.tr("Nobody yet"))

    # --- what can be done ---

    @override
    def add(self) -> None:
        """Put a role together."""
        if not self.may_write():
            RoleForm(self.desk, self, None, self.rows(), self.look_again).open()

    def change(self, row: Role) -> None:
        """Change a role for all who have it."""
        RoleForm(self.desk, self, row, self.rows(), self.look_again).open()

    @override
    def stays(self, row: Role) -> str:
        """Say that one is built in."""
        return "" if row.own else self.tr("Built-in roles cannot be deleted.")

    @override
    def delete(self, row: Role) -> None:
        """Take a role away, once the person has confirmed."""
        title = self.tr("Delete {name}?").format(name=row.name)
        text = self.tr("It can be put together again, but this cannot be undone.")
        if ask(self, title, text, self.tr("Delete"), danger=True):
            self.act(
                "delete",
                lambda online: roles.delete(online.asking, row.code),
                self.tr("{name} is deleted.").format(name=row.name),
                about=row.id,
                failed=partial(self._not_deleted, row),
            )

    def _not_deleted(self, row: Role, error: PurSightError) -> None:
        """Say who has the role, where that is why it stays."""
        if code_of(error) != "role.in_use":
            self.tell(explained(error))
            return
        heirs = [one.name for one in self.rows() if row.code in one.inherits]

        def told(found: Listed[Assignment]) -> None:
            self.tell(in_use(row.name, [one.subject.name for one in found.rows], heirs))

        self.desk.online(
            self, "in_use", lambda online: assignments.of_role(online.asking, row.code), told
        )


def in_use(role: str, holders: Sequence[str], heirs: Sequence[str]) -> PurSightError:
    """Say why a role cannot be deleted: who has it, and which roles inherit it.

    Args:
        role: Its name.
        holders: Who was given it; empty names are of those one may not see.
        heirs: Names of roles that inherit it.
    """
    unseen = translate("RolesSection", "somebody you may not see")
    said = []
    if holders:
        names = list(dict.fromkeys(name or unseen for name in holders))
        said.append(translate("RolesSection", "given to {names}").format(names=_some(names)))
    if heirs:
        said.append(translate("RolesSection", "inherited by {names}").format(names=_some(heirs)))
    why = translate("RolesSection", "{role} is still {why}.")
    return Explained(
        why.format(role=role, why=translate("RolesSection", " and ").join(said)),
        hint=translate(
            "RolesSection", "Take it back there first, and out of the roles that inherit it."
        ),
    )


def _some(names: Sequence[str]) -> str:
    shown = ", ".join(names[:MOST_NAMED])
    rest = len(names) - MOST_NAMED
    if rest <= 0:
        return shown
    more = translate("RolesSection", "{names} and {n} more")
    return more.format(names=shown, n=count(rest))


def _kind(row: Role) -> Cell:
    if row.own:
        return Mark(translate("RolesSection", "Our own"), Tone.ACCENT)
    return Text(translate("RolesSection", "built in"), muted=True)
