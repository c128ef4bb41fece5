"""The section of groups."""

from collections.abc import Awaitable, Sequence
from functools import partial
from typing import Final
from uuid import UUID

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QWidget
from typing_extensions import override

from pursight_desktop.background.desk import Desk
from pursight_desktop.background.place import Place
from pursight_desktop.operations.administering import groups
from pursight_desktop.operations.administering.groups import Group, Member, MemberKind
from pursight_desktop.operations.asking import Listed
from pursight_desktop.operations.online import Online
from pursight_desktop.theme import Tone
from pursight_desktop.views.administration.around import groups_of, put_in, take_out
from pursight_desktop.views.administration.arriving import Arriving
from pursight_desktop.views.administration.choosers import choose_member
from pursight_desktop.views.administration.choosers.members import ICONS
from pursight_desktop.views.administration.given_roles import given_roles
from pursight_desktop.views.administration.groups.forms import GroupForm
from pursight_desktop.views.administration.lines import Lines, PaneLine
from pursight_desktop.views.administration.listing import Listing, Words
from pursight_desktop.widgets.buttons import Button
from pursight_desktop.widgets.containers import Facts
from pursight_desktop.widgets.dialogs import ask
from pursight_desktop.widgets.labels import Chip, Label
from pursight_desktop.widgets.list_screen import Pane
from pursight_desktop.widgets.table import Cell, Column, Text
from pursight_desktop.widgets.words import moment

translate = QCoreApplication.translate
_KINDS: Final[tuple[MemberKind, ...]] = ("person", "group", "service_account")


class GroupsSection(Listing[Group]):
    """Groups, who is in them, and what they may do together."""

    FINDS = True
    DELETES = True

    def __init__(self, desk: Desk, place: Place) -> None:
        super().__init__(desk, place, writes="persons.write")

    @override
    def words(self) -> Words:
        """Say what groups are for."""
        return Words(
            title=self.tr("Groups"),
            icon="users",
            none=self.tr("No groups"),
            why=self.tr(
                "A group gets roles together: whoever comes in has them, whoever leaves loses "
                "them. Groups may hold groups, and a directory can keep them."
            ),
            find=self.tr("Filter by name or description"),
            add=self.tr("Make a group"),
        )

    @override
    def columns(self) -> list[Column]:
        """Say what is shown of each."""
        return [
            Column("name", self.tr("Name"), lambda g: Text(g.name, strong=True, icon="users"),
                   200, stretch=True, least=140),
            Column("description", self.tr("Description"), lambda g: g.description or "–", 240,
                   stretch=True, least=120),
            Column("source", self.tr("Kept by"), _keeper, 130, spare=True),
            Column("changed", self.tr("Changed"), lambda g: moment(g.changed_at), 140, spare=True,
                   order=lambda g: g.changed_at),
        ]  # fmt: skip

    @override
    async def fetch(self, online: Online) -> Listed[Group]:
        """Ask for all of them."""
        return await groups.every(online.asking)

    @override
    def look_for(self, online: Online, text: str) -> Awaitable[Listed[Group]]:
        """Look for some by their names."""
        return groups.every(online.asking, text)

    @override
    def found_by(self, row: Group) -> str:
        """Find them by name and description."""
        return f"{row.name} {row.description}"

    @override
    def make_pane(self, row: Group) -> QWidget:
        """Show one with its members and its roles."""
        pane = Pane(row.name, row.description)
        if row.source:
            pane.add_row(Chip(self.tr("Kept by a directory"), Tone.INFO, "cloud"))
            pane.add(
                Label(
                    self.tr(
                        "The directory says who is in it; what is changed here would be "
                        "overwritten. Roles can be given to it."
                    ),
                    "muted",
                    wrap=True,
                )
            )
        else:
            change = Button(self.tr("Change…"), "pencil", clicked=partial(self.change, row))
            delete = Button(self.tr("Delete…"), "trash-2", "danger")
            delete.clicked.connect(lambda _=False: self.delete(row))
            self.needs_server.add(change, delete)
            pane.add_row(change, delete)
        facts = Facts(110)
        facts.show_facts([(self.tr("Made"), moment(row.created_at))])
        pane.add(facts)
        pane.add_part(self.tr("Members"), self._members(row))
        group = Member(kind="group", id=row.id, name=row.name)
        pane.add_part(self.tr("Roles given to all of them"), given_roles(self, group, row.id))
        pane.add_part(self.tr("Is itself in"), groups_of(self, group))
        return pane

    def _members(self, row: Group) -> Arriving:
        def make(found: Sequence[Member]) -> Sequence[QWidget]:
            made: list[QWidget] = [Lines(found, partial(self._member, row))] if found else []
            if row.source:
                return made
            put = Button(self.tr("Put somebody in…"), "plus")
            put.clicked.connect(lambda _=False: self.choose(row, {one.id for one in found}))
            self.needs_server.add(put)
            return [*made, put]

        return Arriving(
            self.desk,
            lambda online: groups.members(online.asking, row.id),
            make,
            self.tr("Nobody yet"),
        )

    def _member(self, row: Group, member: Member) -> QWidget:
        name = member.name or self.tr("somebody you may not see")
        kind = {
            "group": self.tr("group, with all who are in it"),
            "service_account": self.tr("service account"),
        }.get(member.kind, "")
        buttons: list[Button] = []
        if not row.source:
            out = Button(self.tr("Take out"), kind="link")
            out.setAccessibleName(self.tr("Take {name} out").format(name=name))
            out.clicked.connect(lambda _=False: take_out(self, row.id, row.name, member, row.id))
            self.needs_server.add(out)
            buttons.append(out)
        return PaneLine(name, kind, ICONS[member.kind], *buttons)

    # --- what can be done ---

    @override
    def add(self) -> None:
        """Make a group."""
        if not self.may_write():
            GroupForm(self.desk, self, None, self.look_again).open()

    def change(self, row: Group) -> None:
        """Rename or describe one."""
        GroupForm(self.desk, self, row, self.look_again).open()

    def choose(self, row: Group, inside: set[UUID]) -> None:
        """Ask who is to be put in."""
        machines = self.desk.account.may("service_accounts.read")
        kinds = _KINDS if machines else _KINDS[:2]
        choose_member(
            self.desk,
            self,
            self.tr("Put whom into {group}?").format(group=row.name),
            kinds,
            lambda member: put_in(self, row.id, row.name, member, row.id),
            without={*inside, row.id},
        )

    @override
    def stays(self, row: Group) -> str:
        """Say that a directory keeps one."""
        return self.tr("A directory keeps this group: it is deleted there.") if row.source else ""

    @override
    def delete(self, row: Group) -> None:
        """Take a group away, once the person has confirmed."""
        title = self.tr("Delete {name}?").format(name=row.name)
        text = self.tr(
            "Its members stay, and lose what they had through it. Policies that name it do not "
            "hold for anybody through it any more. This cannot be undone."
        )
        if ask(self, title, text, self.tr("Delete"), danger=True):
            self.act(
                "delete",
                lambda online: groups.delete(online.asking, row.id),
                self.tr("{name} is deleted.").format(name=row.name),
                about=row.id,
            )


def _keeper(row: Group) -> Cell:
    if row.source:
        return Text(translate("GroupsSection", "a directory"), icon="cloud")
    return Text(translate("GroupsSection", "people"), muted=True)
