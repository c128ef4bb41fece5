"""Separation of duties: where the organisation wants it, nobody gives anybody more alone."""

from collections.abc import Iterable

from pursight.errors import Forbidden
from pursight_server.access.model import Subject, SubjectKind
from pursight_server.access.policy import proposals
from pursight_server.access.policy.model import Policy
from pursight_server.access.rights import store as rights
from pursight_server.access.store import settings
from pursight_server.platform.unit_of_work import UnitOfWork


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

    Raises:
        FourEyesNeeded: They would get a role by it, and that takes two people.
    """
    above = await rights.groups_of(uow, Subject(SubjectKind.GROUP, group.id))
    if await rights.assignments_to(uow, [group.id, *(one for one, _ in above)]):
        await check_giving(uow)


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
