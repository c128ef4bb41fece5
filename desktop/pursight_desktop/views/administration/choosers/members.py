"""Finding persons, groups and service accounts on the server, by words of their names."""

from collections.abc import Callable, Collection, Sequence
from typing import Final
from uuid import UUID

from PySide6.QtCore import QCoreApplication, QObject
from PySide6.QtWidgets import QWidget

from pursight_desktop.background.desk import Desk
from pursight_desktop.operations.administering import groups, persons, service_accounts
from pursight_desktop.operations.administering.groups import Member, MemberKind
from pursight_desktop.operations.asking import Listed
from pursight_desktop.operations.online import Online
from pursight_desktop.views.administration.choosers.chooser import (
    Choice,
    Chooser,
    Fail,
    Find,
    First,
    Take,
)

translate = QCoreApplication.translate

ICONS: Final[dict[str, str]] = {
    "person": "user-round",
    "group": "users",
    "service_account": "bot",
}


def members(desk: Desk, kinds: Sequence[MemberKind], without: Collection[UUID] = ()) -> Find:
    """Make what finds persons, groups or service accounts; each choice's value is a `Member`.

    Args:
        desk: Of the console.
        kinds: What may be found, in this order.
        without: Those that cannot be chosen, such as who is in already.
    """

    async def look(online: Online, text: str) -> Sequence[Choice]:
        found: list[Choice] = []
        more = False
        for kind in kinds:
            some = await _FINDERS[kind](online, text)
            found += [one for one in some.rows if one.value.id not in without]
            more |= some.more
        return First(found) if more else found

    def find(owner: QObject, text: str, take: Take, fail: Fail) -> None:
        desk.online(owner, "choices", lambda online: look(online, text), take, fail)

    return find


def choose_member(
    desk: Desk,
    parent: QWidget,
    title: str,
    kinds: Sequence[MemberKind],
    chosen: Callable[[Member], object],
    *,
    without: Collection[UUID] = (),
) -> Chooser:
    """Ask for a person, a group or a service account, and tell which.

    Args:
        desk: Of the console.
        parent: The window it lies over.
        title: The question.
        kinds: What may be chosen.
        chosen: Gets the `Member`.
        without: Those that cannot be chosen.
    """
    hint = translate("choosers", "Name, e-mail address or department")
    if "person" not in kinds:
        hint = translate("choosers", "Name")
    chooser = Chooser(parent, title, hint, members(desk, kinds, without))
    chooser.chosen.connect(lambda choice: chosen(choice.value))
    chooser.open()
    return chooser


async def _persons(online: Online, text: str) -> Listed[Choice]:
    found = await persons.find(online.asking, text)
    choices = (
        Choice(
            Member(kind="person", id=one.id, name=one.name),
            one.name,
            " · ".join(part for part in (one.email, one.department) if part),
            ICONS["person"],
        )
        for one in found.rows
        if not one.disabled
    )
    return Listed(tuple(choices), found.more)


async def _groups(online: Online, text: str) -> Listed[Choice]:
    found = await groups.find(online.asking, text)
    choices = (
        Choice(
            Member(kind="group", id=one.id, name=one.name),
            one.name,
            one.description or translate("choosers", "Group"),
            ICONS["group"],
        )
        for one in found.rows
    )
    return Listed(tuple(choices), found.more)


async def _machines(online: Online, text: str) -> Listed[Choice]:
    found = await service_accounts.find(online.asking, text)
    choices = (
        Choice(
            Member(kind="service_account", id=one.id, name=one.name),
            one.name,
            one.description or translate("choosers", "Service account"),
            ICONS["service_account"],
        )
        for one in found.rows
        if not one.disabled
    )
    return Listed(tuple(choices), found.more)


_FINDERS: Final = {"person": _persons, "group": _groups, "service_account": _machines}
