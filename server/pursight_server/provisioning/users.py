"""Accounts: make, replace, change and end them, as a directory says."""

import hashlib
from typing import Any, Final
from uuid import UUID

import orjson
from scim2_models import Context, InvalidValueException, PatchOp

from pursight.errors import Conflict, NotFound
from pursight_server.access import service as persons
from pursight_server.access.model import Subject, SubjectKind
from pursight_server.access.rights import assignments, groups
from pursight_server.access.rights import store as rights
from pursight_server.access.store import hold_person
from pursight_server.platform.unit_of_work import ReadUnit, UnitOfWork
from pursight_server.provisioning.model import LENIENT, Account, Kept
from pursight_server.provisioning.store import links, people
from pursight_server.provisioning.store.links import NameTaken

_LONGEST_NAME: Final = 300
_OWN_PLACE: Final = frozenset(
    {"schemas", "id", "externalId", "userName", "active", "groups", "meta", "password"}
)


async def get(unit: ReadUnit, person_id: UUID) -> Kept:
    """Read an account.

    Raises:
        NotFound: There is none, or the directory has deleted it.
    """
    found = await people.get(unit, person_id)
    if found is None:
        raise NotFound("there is no such user")
    return found


async def held(uow: UnitOfWork, person_id: UUID) -> Kept:
    """Read an account that nobody else changes before this ends.

    Raises:
        NotFound: There is none, or the directory has deleted it.
    """
    await hold_person(uow, person_id)
    return await get(uow, person_id)


async def create(uow: UnitOfWork, wanted: Account) -> Kept:
    """Make an account, or give one back that the directory deleted: with no role of before.

    Raises:
        NameTaken: Somebody has the user name or the e-mail address.
        InvalidValueException: The account has no name or address that can be used.
    """
    user_name, email = _user_name(wanted), _email(wanted)
    holders = set(await links.who_has(uow, user_name=user_name, email=email))
    if holders:
        back = holders.pop()
        await hold_person(uow, back)
        if holders or not await links.is_unlinked(uow, back):
            raise _taken()
        person_id = back
    else:
        person = await persons.create_person(
            uow, email=email, name=_shown_name(wanted), roles=frozenset()
        )
        person_id = person.id
    await _write(uow, person_id, wanted, None)
    return await get(uow, person_id)


async def replace(uow: UnitOfWork, person_id: UUID, wanted: Account) -> Kept:
    """Put another account in the place of one; whether it is active stays if nothing is said.

    Raises:
        NotFound, NameTaken, InvalidValueException, LastAdministrator: As the name says.
    """
    before = await held(uow, person_id)
    wanted.replace(as_resource(before))
    await _write(uow, person_id, wanted, before)
    return await get(uow, person_id)


async def patch(uow: UnitOfWork, person_id: UUID, changes: PatchOp[Account]) -> Kept:
    """Change parts of an account.

    Raises:
        NotFound, NameTaken, InvalidValueException, LastAdministrator: As the name says.
        SCIMException: The changes cannot be applied.
    """
    before = await held(uow, person_id)
    wanted = as_resource(before)
    changes.patch(wanted, scim_policy=LENIENT)
    await _write(uow, person_id, wanted, before)
    return await get(uow, person_id)


async def end(uow: UnitOfWork, person_id: UUID) -> None:
    """End an account: the person is disabled, loses every role and group, and stays in the log.

    Raises:
        NotFound: There is none.
        LastAdministrator: Nobody would be left who could let people in.
    """
    await held(uow, person_id)
    await persons.change_person(uow, person_id, if_match="*", roles=frozenset(), disabled=True)
    who = Subject(SubjectKind.PERSON, person_id)
    for group_id in await rights.groups_with(uow, who):
        group = await groups.get(uow, group_id)
        await groups.take_out(uow, group_id, who, by=group.source)
    for given in await assignments.of_subject(uow, who):
        await assignments.revoke(uow, given.id, reason="deleted in the directory")
    await links.unlink(uow, person_id)
    uow.record("person.unlinked", "person", person_id)


def as_resource(kept: Kept, base: str = "") -> Account:
    """Spell an account as SCIM does; `base` is where the API is."""
    return Account.model_validate(
        {
            **kept.details,
            "schemas": [str(Account.__schema__), *(key for key in kept.details if ":" in key)],
            "id": str(kept.id),
            "externalId": kept.external_id,
            "userName": kept.user_name,
            "active": kept.active,
            "groups": [
                {
                    "value": str(group_id),
                    "$ref": f"{base}/Groups/{group_id}",
                    "display": name,
                    "type": "direct",
                }
                for group_id, name in kept.groups
            ]
            or None,
            "meta": {
                "resourceType": "User",
                "created": kept.created_at,
                "lastModified": kept.changed_at,
                "location": f"{base}/Users/{kept.id}",
                "version": version(kept),
            },
        },
        scim_policy=LENIENT,
    )


def version(kept: Kept) -> str:
    """Give the entity tag of an account; its groups have their own."""
    said = [kept.user_name, kept.external_id, kept.active, kept.details, kept.changed_at]
    digest = hashlib.sha256(orjson.dumps(said, option=orjson.OPT_SORT_KEYS)).hexdigest()
    return f'W/"{digest[:24]}"'


async def _write(uow: UnitOfWork, person_id: UUID, wanted: Account, before: Kept | None) -> None:
    user_name, email, details = _user_name(wanted), _email(wanted), _details(wanted)
    if set(await links.who_has(uow, user_name=user_name, email=email)) - {person_id}:
        raise _taken()
    try:
        await persons.change_email(uow, person_id, email)
    except Conflict as error:
        raise _taken() from error
    active = True if wanted.active is None and before is None else wanted.active
    await persons.change_person(
        uow,
        person_id,
        if_match="*",
        name=_shown_name(wanted),
        disabled=None if active is None else not active,
    )
    said = (user_name, wanted.external_id or None, details)
    if before and before.linked and said == (before.user_name, before.external_id, before.details):
        return
    await links.put(
        uow, person_id, user_name=user_name, external_id=wanted.external_id or None, details=details
    )
    linked = before is not None and before.linked
    uow.record(
        "person.provisioning_changed" if linked else "person.provisioned",
        "person",
        person_id,
        before={"user_name": before.user_name, "external_id": before.external_id}
        if before and linked
        else None,
        after={
            "user_name": user_name,
            "external_id": wanted.external_id or None,
            "attributes": sorted(_changed(before.details if before else {}, details)),
        },
    )


def _changed(before: dict[str, Any], after: dict[str, Any]) -> set[str]:
    return {key for key in before.keys() | after.keys() if before.get(key) != after.get(key)}


def _details(account: Account) -> dict[str, Any]:
    said = account.model_dump(scim_ctx=Context.DEFAULT)
    kept = {key: value for key, value in said.items() if key not in _OWN_PLACE}
    pruned: dict[str, Any] = _pruned(kept) or {}
    return pruned


def _pruned(value: Any) -> Any:
    """Leave out what says nothing: empty texts, lists and objects."""
    if isinstance(value, dict):
        inside = {key: _pruned(one) for key, one in value.items()}
        return {key: one for key, one in inside.items() if one is not None} or None
    if isinstance(value, list):
        return [one for one in map(_pruned, value) if one is not None] or None
    return None if value == "" else value


def _user_name(account: Account) -> str:
    name = (account.user_name or "").strip()
    if not name or len(name) > _LONGEST_NAME:
        raise InvalidValueException(detail="userName must be a text of 1 to 300 characters")
    return name


def _email(account: Account) -> str:
    """Choose the address that is the person's: the primary one, for work, any, the user name."""
    found = [one for one in account.emails or [] if one.value]
    found.sort(key=lambda one: (one.primary is not True, (one.type or "").lower() != "work"))
    return persons.spell_email((found[0].value if found else "") or _user_name(account))


def _shown_name(account: Account) -> str:
    name = account.name
    parts = " ".join(filter(None, (name.given_name, name.family_name))) if name else ""
    shown = account.display_name or (name.formatted if name else "") or parts
    return (shown or _user_name(account)).strip()[:_LONGEST_NAME]


def _taken() -> NameTaken:
    return NameTaken(
        "somebody else has this user name or e-mail address",
        hint="Match the accounts by userName first, or change one of them.",
    )
