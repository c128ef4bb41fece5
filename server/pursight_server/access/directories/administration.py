"""The organisation's directory: put, take away."""

from dataclasses import replace
from typing import Final

from pursight.errors import NotFound
from pursight.identity import new_id
from pursight_server.access import four_eyes
from pursight_server.access import store as persons
from pursight_server.access.directories import store
from pursight_server.access.directories.ldap import check_authority
from pursight_server.access.directories.model import BadDirectory, Directory, check
from pursight_server.access.vouching import wider
from pursight_server.platform import fields
from pursight_server.platform.preconditions import check_if_match
from pursight_server.platform.unit_of_work import ReadUnit, UnitOfWork

_NOT_TOLD: Final = frozenset({"id", "bind_password", "ca", "rev", "created_at", "changed_at"})


async def get(unit: ReadUnit, *, lock: bool = False) -> Directory:
    """Read it.

    Raises:
        NotFound: The organisation has none.
    """
    found = await store.find(unit, lock=lock)
    if found is None:
        raise NotFound("the organisation has no directory")
    return found


async def put(
    uow: UnitOfWork, wanted: Directory, bind_password: str | None, *, if_match: str | None
) -> Directory:
    """Set it up, or change it; without a password the present one stays.

    A directory that is searched elsewhere, or names people by something else, makes other people of
    the same names: its links to persons are forgotten then, and the password must be given again,
    so that nobody has it sent to a server of their own.

    Raises:
        BadDirectory: It cannot work like this, or would need the password.
        Changed, IfMatchMissing: The edit was not made from the present revision.
        FourEyesNeeded: It lets more in, which takes two people in this organisation.
    """
    wanted = replace(wanted, role_map={k.lower(): list(v) for k, v in wanted.role_map.items()})
    check(wanted)
    check_authority(wanted.ca)
    before = await store.find(uow, lock=True)
    now = uow.clock.now()
    if before is None:
        new = replace(wanted, id=new_id(uow.clock), rev=1, created_at=now, changed_at=now)
    else:
        check_if_match(if_match, before.rev)
        new = replace(
            wanted, id=before.id, rev=before.rev + 1, created_at=before.created_at, changed_at=now
        )
    await four_eyes.check_doors(uow, wider=wider(before, new))
    kept = before.bind_password if before else ""
    moved = before is not None and _place(before) != _place(new)
    if bind_password is not None:
        if not bind_password:
            raise BadDirectory("the account to search with needs a password")
        kept = await fields.seal(uow, "directory", "bind_password", new.id, bind_password)
    elif moved or not kept:
        raise _password_needed()
    new = replace(new, bind_password=kept)
    await store.put(uow, new)
    if before is not None and _naming(before) != _naming(new):
        await persons.forget_identities(uow, before.id)
    uow.record(
        "directory.changed" if before else "directory.added",
        "directory",
        new.id,
        before=_facts(before) if before else None,
        after=_facts(new),
    )
    return new


async def trial(unit: ReadUnit, wanted: Directory, bind_password: str | None) -> Directory:
    """Check what is wanted without keeping it; gives it with the password to search with, open.

    The password that is kept is used for the servers and the account that it was given for alone.

    Raises:
        BadDirectory: It cannot work like this, or needs the password.
    """
    wanted = replace(wanted, role_map={k.lower(): list(v) for k, v in wanted.role_map.items()})
    check(wanted)
    check_authority(wanted.ca)
    if bind_password:
        return replace(wanted, bind_password=bind_password)
    before = await store.find(unit)
    if bind_password is not None or before is None or _place(before) != _place(wanted):
        raise _password_needed()
    kept = await fields.unseal(unit, "directory", "bind_password", before.id, before.bind_password)
    return replace(wanted, bind_password=kept)


async def remove(uow: UnitOfWork) -> None:
    """Take it away; the persons stay, and cannot sign in with it any more.

    Raises:
        NotFound: The organisation has none.
    """
    before = await get(uow, lock=True)
    await persons.forget_identities(uow, before.id)
    await store.drop(uow, before.id)
    uow.record("directory.removed", "directory", before.id, before=_facts(before))


def _password_needed() -> BadDirectory:
    return BadDirectory(
        "the password of the account to search with must be given",
        hint="It is asked for again whenever servers, certificates or that account change.",
    )


def _place(one: Directory) -> tuple[object, ...]:
    return one.urls, one.ca, one.bind_dn


def _naming(one: Directory) -> tuple[object, ...]:
    return one.base.lower(), one.subject_attribute.lower()


def _facts(one: Directory) -> dict[str, object]:
    told = {
        name: getattr(one, name) for name in Directory.__dataclass_fields__ if name not in _NOT_TOLD
    }
    return told | {"urls": list(one.urls)}
