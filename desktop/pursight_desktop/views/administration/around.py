"""The groups that somebody is in: in a pane, with a way in and a way out."""

from collections.abc import Sequence
from typing import Any
from uuid import UUID

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QWidget

from pursight_desktop.operations.administering import groups
from pursight_desktop.operations.administering.groups import Around, Member
from pursight_desktop.views.administration.arriving import Arriving
from pursight_desktop.views.administration.choosers import choose_member
from pursight_desktop.views.administration.lines import Lines, PaneLine
from pursight_desktop.views.administration.listing import Listing
from pursight_desktop.widgets.buttons import Button

translate = QCoreApplication.translate


def groups_of(section: Listing[Any], member: Member) -> Arriving:
    """Make the part of a pane that lists the groups somebody is in."""

    def make(found: Sequence[Around]) -> Sequence[QWidget]:
        put = Button(translate("GroupsAround", "Put into a group…"), "plus")
        direct = {one.id for one in found if one.direct}
        put.clicked.connect(lambda _=False: _choose(section, member, direct | {member.id}))
        section.needs_server.add(put)
        return [Lines(found, lambda one: _line(section, member, one)), put] if found else [put]

    return Arriving(
        section.desk,
        lambda online: groups.around(online.asking, member.kind, member.id),
        make,
        "",
    )


def put_in(section: Listing[Any], group_id: UUID, group: str, member: Member, row_id: UUID) -> None:
    """Put somebody into a group, and read the list again."""
    section.act(
        "put_in",
        lambda online: groups.put_in(online.asking, group_id, member.kind, member.id),
        translate("GroupsAround", "{name} is in {group}.").format(name=member.name, group=group),
        about=member.id,
        go_to=row_id,
    )


def take_out(
    section: Listing[Any], group_id: UUID, group: str, member: Member, row_id: UUID
) -> None:
    """Take somebody out of a group, and read the list again."""
    section.act(
        "take_out",
        lambda online: groups.take_out(online.asking, group_id, member.kind, member.id),
        translate("GroupsAround", "{name} is not in {group} any more.").format(
            name=member.name, group=group
        ),
        about=member.id,
        go_to=row_id,
    )


def _line(section: Listing[Any], member: Member, group: Around) -> QWidget:
    if not group.direct:
        through = translate("GroupsAround", "through another group")
        return PaneLine(group.name, through, "users")
    out = Button(translate("GroupsAround", "Take out"), kind="link")
    out.setAccessibleName(translate("GroupsAround", "Take out of {name}").format(name=group.name))
    out.clicked.connect(lambda _=False: take_out(section, group.id, group.name, member, member.id))
    section.needs_server.add(out)
    return PaneLine(group.name, "", "users", out)


def _choose(section: Listing[Any], member: Member, without: set[UUID]) -> None:
    choose_member(
        section.desk,
        section,
        translate("GroupsAround", "Put {name} into which group?").format(name=member.name),
        ("group",),
        lambda group: put_in(section, group.id, group.name, member, member.id),
        without=without,
    )
