"""Separation of duties: where the organisation wants it, nobody gives anybody more alone."""

from collections.abc import Iterable

from pursight.errors import Forbidden
from pursight_server.access.holdings import store as holdings
from pursight_server.access.model import Subject, SubjectKind
from pursight_server.access.policy import proposals
from pursight_server.access.policy import store as policies
from pursight_server.access.policy.model import Policy
from pursight_server.access.rights import store as rights
from pursight_server.access.store import settings
from pursight_server.platform.unit_of_work import UnitOfWork

CALLED, DEPARTMENT = "called", "department"
"""How policies spell what else may be changed of a person: names of groups, the department."""


class FourEyesNeeded(Forbidden):
    """This gives somebody more, and takes two people in this organisation."""

    code = "four_eyes.needed"


async def check_roles(uow: UnitOfWork, before: Iterable[str], after: Iterable[str]) -> None:
    """Refuse to add roles to somebody without a second person; taking away is always possible.

    Raises:
        FourEyesNeeded: A role would be added, and the organisation wants two people for it.
    """
    if set(after) - set(before):
        await check_giving(uow)


async def check_membership(uow: UnitOfWork, group: Subject) -> None:
    """Refuse to put somebody into a group that has roles, itself or through a group above it.

    So it is with one that will have them, by a request that was approved and begins later: what
    was approved is for the group, with whoever is in it then. And with one that a policy asks for:
    by its id, or by its name as an owner.

    Raises:
        FourEyesNeeded: They may get more by it, and that takes two people.
    """
    await policies.count_up(uow)  # nobody gives the group anything meanwhile
    above = await rights.groups_of(uow, Subject(SubjectKind.GROUP, group.id))
    groups = [group.id, *(one for one, _ in above)]
    if await rights.assignments_to(uow, groups) or await holdings.is_promised(uow, groups):
        await check_giving(uow)
    await check_asked_for(uow, CALLED, *map(str, groups))


async def check_asked_for(uow: UnitOfWork, *words: str) -> None:
    """Refuse to change of somebody what policies in force ask for.

    Args:
        uow: Whose policies.
        words: How their texts spell it; any of them.

    Raises:
        FourEyesNeeded: A policy asks for it, and the organisation wants two people for more.
    """
    await policies.count_up(uow)  # nobody writes one meanwhile
    texts = [text for _id, text in await policies.in_force(uow)]
    asked = any(word in text for word in words for text in texts)
    if asked and (await settings.find(uow)).four_eyes:
        raise FourEyesNeeded(
            "a policy asks for this, so that it may allow more: that takes two people in this"
            " organisation",
            hint="Switch the policy off, change it, and have switching it on again approved:"
            " POST /api/v1/access-policy-proposals.",
        )


async def check_doors(uow: UnitOfWork, *, wider: bool) -> None:
    """Refuse to let people in from elsewhere, or to give them more by their groups there.

    Raises:
        FourEyesNeeded: It would, and the organisation wants two people for more.
    """
    if wider and (await settings.find(uow)).four_eyes:
        raise FourEyesNeeded(
            "whom others vouch for, and which roles their groups give, takes two people in this"
            " organisation",
            hint="Two people switch four_eyes off (PUT /api/v1/access-settings); set it up then,"
            " and switch four_eyes on again.",
        )


async def check_giving(uow: UnitOfWork) -> None:
    """Refuse to give anything without a second person.

    Raises:
        FourEyesNeeded: The organisation wants two people for it.
    """
    if (await settings.find(uow)).four_eyes:
        raise FourEyesNeeded(
            "giving somebody more takes two people in this organisation",
            hint="Ask for it with POST /api/v1/access-requests; somebody else approves it.",
        )


async def check_policy(uow: UnitOfWork, before: Policy | None, after: Policy) -> None:
    """Refuse a policy that may allow more without a second person; forbidding is always possible.

    Raises:
        FourEyesNeeded: It may allow more, and the organisation wants two people for that.
    """
    if proposals.allows_more(before, after) and (await settings.find(uow)).four_eyes:
        raise FourEyesNeeded(
            "a policy that may allow more takes two people in this organisation",
            hint="Propose it with POST /api/v1/access-policy-proposals; somebody else approves it.",
        )
