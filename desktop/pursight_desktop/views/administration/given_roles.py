"""Roles that were given by assignment: lines in a pane, giving one, taking one back."""

from collections.abc import Sequence
from functools import partial
from typing import Any
from uuid import UUID

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QWidget

from pursight_desktop.operations.administering import assignments, roles
from pursight_desktop.operations.administering.assignments import Assignment
from pursight_desktop.operations.administering.groups import Member
from pursight_desktop.operations.administering.roles import Role, own_names
from pursight_desktop.operations.online import Online
from pursight_desktop.views.administration.arriving import Arriving
from pursight_desktop.views.administration.choosers.places import name_of
from pursight_desktop.views.administration.giving import GivingForm
from pursight_desktop.views.administration.lines import Lines, PaneLine
from pursight_desktop.views.administration.listing import Listing
from pursight_desktop.widgets.buttons import Button
from pursight_desktop.widgets.dialogs import ask
from pursight_desktop.widgets.permission_words import role_words
from pursight_desktop.widgets.words import moment

translate = QCoreApplication.translate
_Found = tuple[tuple[Assignment, ...], tuple[Role, ...]]


def given_roles(section: Listing[Any], subject: Member, row_id: UUID) -> Arriving:
    """Make the part of a pane that lists roles given to a subject.

    Args:
        section: In whose pane it stands.
        subject: A person, a group or a service account.
        row_id: Of the row that is to be chosen after a change.
    """

    async def look(online: Online) -> _Found:
        found = await assignments.of_subject(online.asking, subject.id)
        return found.rows, (await roles.every(online.asking)).rows

    def make(found: _Found) -> Sequence[QWidget]:
        given, known = found
        names = own_names(known)
        give = Button(translate("GivenRoles", "Give a role…"), "plus")
        give.clicked.connect(
            lambda _=False: GivingForm(
                section.desk, section, subject, known, lambda: section.look_again(row_id)
            ).open()
        )
        section.needs_server.add(give)

        def line(one: Assignment) -> QWidget:
            return assignment_line(section, one, role_words(one.role, names), row_id)

        return [Lines(given, line), give] if given else [give]

    return Arriving(section.desk, look, make, "")


def assignment_line(section: Listing[Any], given: Assignment, title: str, row_id: UUID) -> PaneLine:
    """Make a line about a role that was given: where, until when, why, by whom."""
    back = Button(translate("GivenRoles", "Take back…"), kind="link")
    back.clicked.connect(lambda _=False: take_back(section, given, title, row_id))
    section.needs_server.add(back)
    line = PaneLine(title, "", "key-round", back)
    everywhere = translate("GivenRoles", "everywhere")
    if given.scope.id is None:
        line.tell(_told(given, everywhere))
    else:
        line.tell(_told(given, "…"))
        section.desk.read(
            line,
            "place",
            partial(name_of, kind=given.scope.kind, place_id=given.scope.id),
            lambda name: line.tell(_told(given, _where(given, name))),
        )
    return line


def take_back(section: Listing[Any], given: Assignment, title: str, row_id: UUID) -> None:
    """Take a role back, once the person has confirmed."""
    asked = translate("GivenRoles", "Take back “{role}”?").format(role=title)
    text = translate("GivenRoles", "It is felt with the next request.")
    if ask(section, asked, text, translate("GivenRoles", "Take back"), danger=True):
        section.act(
            "take_back",
            lambda online: assignments.take_back(online.asking, given.id),
            translate("GivenRoles", "The role is taken back."),
            about=given.id,
            go_to=row_id,
        )


def _where(given: Assignment, name: str) -> str:
    if not name:
        return translate("GivenRoles", "somewhere not on this machine")
    if given.scope.kind == "domain":
        return translate("GivenRoles", "in the domain {name}").format(name=name)
    return name


def _told(given: Assignment, place: str) -> str:
    if given.over:
        until = translate("GivenRoles", "over since {when}").format(when=moment(given.expires_at))
    elif given.expires_at is not None:
        until = translate("GivenRoles", "until {when}").format(when=moment(given.expires_at))
    else:
        until = translate("GivenRoles", "without end")
    by = translate("GivenRoles", "given by {name}").format(name=given.granted_by_name)
    return " · ".join(part for part in (place, until, by, given.reason) if part)
