"""Persons: create, change roles, disable, give another password."""

import re
from collections.abc import Collection
from dataclasses import replace
from uuid import UUID

from pursight.errors import Conflict, NotFound, Refused
from pursight.identity import new_id
from pursight_server.access import passwords, store
from pursight_server.access.api_tokens import revoke_all
from pursight_server.access.model import Person, Role
from pursight_server.access.rights import holders
from pursight_server.access.rights import store as rights
from pursight_server.platform.preconditions import check_if_match
from pursight_server.platform.unit_of_work import ReadUnit, UnitOfWork

_EMAIL = re.compile(r"[!-?A-~]{1,64}@[a-z0-9](?:[a-z0-9.-]{0,251}[a-z0-9])?", re.ASCII)


class BadEmail(Refused):
    """The text is no e-mail address."""

    code = "person.bad_email"


class LastAdministrator(Conflict):
    """Nobody would be left who could let people in."""

    code = "person.last_administrator"


class WrongPassword(Refused):
    """The present password was not given right."""

    code = "password.wrong"


def spell_email(text: str) -> str:
    """Bring an e-mail address to the one spelling that is kept and compared.

    Raises:
        BadEmail: It is none.
    """
    email = text.strip().lower()
    if not _EMAIL.fullmatch(email):
        raise BadEmail(
            "this is not an e-mail address we can use", hint="Write it as name@example.com."
        )
    return email


async def create_person(
    uow: UnitOfWork,
    *,
    email: str,
    name: str,
    roles: frozenset[Role],
    password: str | None = None,
) -> Person:
    """Add a person, who can sign in when they have a password.

    Raises:
        BadEmail: The address is none.
        WeakPassword: The password is not accepted.
        Conflict: Somebody has the address already.
    """
    email = spell_email(email)
    kept = None
    if password is not None:
        passwords.check_strength(password, email=email)
        kept = await passwords.hashed(password)
    now = uow.clock.now()
    person = Person(
        id=new_id(uow.clock),
        email=email,
        name=name.strip() or email,
        roles=roles,
        disabled_at=None,
        rev=1,
        created_at=now,
        changed_at=now,
    )
    await store.add_person(uow, person, kept)
    uow.record(
        "person.created",
        "person",
        person.id,
        after={"email": person.email, "name": person.name, "roles": sorted(roles)},
    )
    return person


async def get_person(unit: ReadUnit, person_id: UUID) -> Person:
    """Read a person.

    Raises:
        NotFound: There is none with this id.
    """
    return _there(await store.find_person(unit, person_id))


async def hold_person(uow: UnitOfWork, person_id: UUID) -> Person:
    """Read a person to change their roles, or to disable them; nobody else does meanwhile.

    Raises:
        NotFound: There is none with this id.
    """
    return _there(await store.hold_person(uow, person_id))


async def addresses_of(unit: ReadUnit, role: Role) -> list[str]:
    """Read the e-mail addresses of all who have a role everywhere and may sign in."""
    found = await store.addresses(unit, await holders.holders_of(unit, role))
    return sorted(found.values())


async def addresses(unit: ReadUnit, ids: Collection[UUID]) -> dict[UUID, str]:
    """Read the e-mail addresses of some persons; who may not sign in is left out."""
    return await store.addresses(unit, ids)


async def change_person(
    uow: UnitOfWork,
    person_id: UUID,
    *,
    if_match: str | None,
    name: str | None = None,
    roles: frozenset[Role] | None = None,
    disabled: bool | None = None,
) -> Person:
    """Change what is given; who loses a role or is disabled feels it with their next request.

    Raises:
        NotFound: There is no such person.
        Changed, IfMatchMissing: The edit was not made from the present revision.
        LastAdministrator: No system administrator would be left.
    """
    before = await hold_person(uow, person_id)
    check_if_match(if_match, before.rev)
    after = before
    if name is not None:
        after = replace(after, name=name.strip() or before.email)
    if roles is not None:
        after = replace(after, roles=roles)
    if disabled is not None and disabled != (before.disabled_at is not None):
        after = replace(after, disabled_at=uow.clock.now() if disabled else None)
    if after == before:
        return before
    await _keep_an_administrator(uow, before, after)
    await store.change_person(
        uow, person_id, name=after.name, roles=after.roles, disabled_at=after.disabled_at
    )
    if after.disabled_at is not None and before.disabled_at is None:
        await store.end_sessions(uow, "person disabled", person_id=person_id)
        await store.void_challenges(uow, person_id)
        await revoke_all(uow, person_id, "person disabled")
    uow.record(
        _verb(before, after), "person", person_id, before=_facts(before), after=_facts(after)
    )
    return await get_person(uow, person_id)


async def change_email(uow: UnitOfWork, person_id: UUID, email: str) -> Person:
    """Give a person another e-mail address, as a directory says.

    Raises:
        NotFound: There is no such person.
        BadEmail: The address is none.
        Conflict: Somebody else has it.
    """
    before, email = _there(await store.find_person(uow, person_id, lock=True)), spell_email(email)
    if email == before.email:
        return before
    await store.set_email(uow, person_id, email)
    uow.record(
        "person.changed",
        "person",
        person_id,
        before={"email": before.email},
        after={"email": email},
    )
    return await get_person(uow, person_id)


async def set_password(uow: UnitOfWork, person_id: UUID, password: str) -> None:
    """Give a person another password; what is open or half open in their name ends.

    Raises:
        NotFound: There is no such person.
        WeakPassword: The password is not accepted.
    """
    person = _there(await store.find_person(uow, person_id, lock=True))
    await _write_password(uow, person, password, note="set by somebody else")
    await store.end_sessions(uow, "password changed", person_id=person_id)
    await store.void_challenges(uow, person_id)


async def change_own_password(
    uow: UnitOfWork, person_id: UUID, *, present: str, password: str
) -> None:
    """Change one's own password; all sessions end, this one too.

    Raises:
        WrongPassword: The present one is not right.
        WeakPassword: The new one is not accepted.
    """
    person = _there(await store.find_person(uow, person_id, lock=True))
    if not await passwords.fits(present, await store.password_hash_of(uow, person_id)):
        raise WrongPassword("the present password is not right")
    await _write_password(uow, person, password)
    await store.end_sessions(uow, "password changed", person_id=person_id)
    await store.void_challenges(uow, person_id)


async def _write_password(
    uow: UnitOfWork, person: Person, password: str, *, note: str = ""
) -> None:
    passwords.check_strength(password, email=person.email)
    await store.set_password_hash(uow, person.id, await passwords.hashed(password))
    uow.record("person.password_changed", "person", person.id, note=note)


async def _keep_an_administrator(uow: UnitOfWork, before: Person, after: Person) -> None:
    was = Role.SYSTEM_ADMINISTRATOR in before.roles and before.disabled_at is None
    stays = Role.SYSTEM_ADMINISTRATOR in after.roles and after.disabled_at is None
    if not was or stays:
        return
    if await rights.persons_with_role(uow, Role.SYSTEM_ADMINISTRATOR) == [before.id]:
        raise LastAdministrator(
            "this is the organisation's last system administrator",
            hint="Give somebody else that role first.",
        )


def _verb(before: Person, after: Person) -> str:
    if (before.disabled_at is None) != (after.disabled_at is None):
        return "person.enabled" if after.disabled_at is None else "person.disabled"
    return "person.changed"


def _facts(person: Person) -> dict[str, object]:
    return {
        "name": person.name,
        "roles": sorted(person.roles),
        "disabled": person.disabled_at is not None,
    }


def _there(person: Person | None) -> Person:
    if person is None:
        raise NotFound("there is no such person")
    return person
