"""People who are known elsewhere: found by what that place calls them, with its groups' roles."""

from collections.abc import Mapping, Sequence, Set
from uuid import UUID

from pursight.errors import Conflict, Refused, Unauthenticated
from pursight_server.access import service, store
from pursight_server.access.model import Person, Role
from pursight_server.access.service import LastAdministrator, spell_email
from pursight_server.platform.unit_of_work import UnitOfWork

RoleMap = Mapping[str, Sequence[Role]]


class NotKnownHere(Unauthenticated):
    """Somebody is known elsewhere, but not here."""

    code = "sign_in.not_known_here"


def mapped(groups: Set[str], role_map: RoleMap) -> frozenset[Role]:
    """Say which roles groups give (pure)."""
    return frozenset(role for group in groups for role in role_map.get(group, ()))


async def find_or_create(
    uow: UnitOfWork,
    provider_id: UUID,
    subject: str,
    *,
    email: str,
    email_verified: bool,
    name: str,
    creates: bool,
    trusts_email: bool,
) -> Person:
    """Find who somebody is here; let them in for the first time, if that is wanted.

    An e-mail address finds somebody only when the place is trusted with that and calls the address
    verified, and only once: then the link is kept, and the address counts no more.

    Raises:
        NotKnownHere: There is no link, and none may be made.
    """
    known = await store.person_of_identity(uow, provider_id, subject)
    if known is not None:
        return await service.get_person(uow, known)
    person = None
    if trusts_email and email_verified:
        person = await _by_email(uow, email)
    if person is None and creates:
        person = await _create(uow, email, name)
    if person is None:
        raise _not_known()
    await store.link_identity(uow, provider_id, subject, person.id)
    uow.record("person.identity_linked", "person", person.id, after={"provider": str(provider_id)})
    return person


async def apply_groups(
    uow: UnitOfWork, person: Person, groups: Set[str], role_map: RoleMap
) -> Person:
    """Give and take the roles that the map names; roles it does not name stay.

    The organisation's last system administrator keeps that role: somebody has to let people in.
    """
    governed = frozenset(role for roles in role_map.values() for role in roles)
    wanted = (person.roles - governed) | mapped(groups, role_map)
    if wanted == person.roles:
        return person
    try:
        async with uow.attempt():
            return await service.change_person(uow, person.id, if_match="*", roles=wanted)
    except LastAdministrator:
        kept = wanted | {Role.SYSTEM_ADMINISTRATOR}
        return await service.change_person(uow, person.id, if_match="*", roles=kept)


async def _by_email(uow: UnitOfWork, email: str) -> Person | None:
    await store.hold_administrators(uow)  # before the person: their roles may change with it
    try:
        facts = await store.sign_in_facts(uow, spell_email(email))
    except Refused:
        return None
    return facts.person if facts else None


async def _create(uow: UnitOfWork, email: str, name: str) -> Person:
    try:
        return await service.create_person(uow, email=email, name=name, roles=frozenset())
    except (Conflict, Refused) as error:
        raise _not_known() from error


def _not_known() -> NotKnownHere:
    return NotKnownHere(
        "you are known there, but not here",
        hint="Ask a system administrator to let you in, or to link your account.",
    )
