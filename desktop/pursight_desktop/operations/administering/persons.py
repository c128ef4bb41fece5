"""Persons: who they are, how they sign in, where they are signed in, and ending that."""

from collections.abc import Iterable
from datetime import datetime
from typing import Any, Final
from uuid import UUID

from pydantic import BaseModel, ConfigDict, TypeAdapter

from pursight_desktop.operations.asking import Asking, Listed, read_as
from pursight_desktop.operations.online import OwnDevice

_PATH: Final = "/api/v1/persons"
_FOUND: Final = "30"
"""So many are offered to choose from; whoever wants another one types more."""


class Person(BaseModel):
    """Somebody who can sign in; `roles` are their own, which hold everywhere."""

    model_config = ConfigDict(frozen=True)

    id: UUID
    email: str
    name: str
    roles: tuple[str, ...]
    department: str = ""
    second_factor: bool = False
    disabled: bool
    rev: int
    created_at: datetime
    changed_at: datetime

    @property
    def seen(self) -> str:
        """The tag of what is shown of them, for an edit."""
        return f'"{self.rev}"'


class Session(BaseModel):
    """Where somebody is signed in."""

    id: UUID
    client: str
    device: str
    address_class: str
    methods: tuple[str, ...]
    created_at: datetime
    used_at: datetime


class Device(OwnDevice):
    """A console with a replica."""

    person_id: UUID


_PEOPLE: Final = TypeAdapter(tuple[Person, ...])
_SESSIONS: Final = TypeAdapter(tuple[Session, ...])
_DEVICES: Final = TypeAdapter(tuple[Device, ...])


async def every(asking: Asking) -> Listed[Person]:
    """List all persons by e-mail address."""
    return await asking.listed(Person, _PATH)


async def find(asking: Asking, text: str) -> tuple[Person, ...]:
    """Look for persons by words of name, e-mail address or department; the first 30."""
    page = await asking.get(dict[str, Any], _PATH, q=text, limit=_FOUND)
    return read_as(_PEOPLE, page.get("items", ()))


async def add(
    asking: Asking,
    *,
    email: str,
    name: str,
    roles: Iterable[str],
    department: str = "",
    password: str = "",
) -> UUID:
    """Add somebody; without a password they cannot sign in with one yet."""
    body: dict[str, Any] = {"email": email, "name": name, "roles": sorted(roles)}
    if password:
        body["password"] = password
    made = await asking.made(Person, "POST", _PATH, body)
    if department:
        await set_department(asking, made.id, department)
    return made.id


async def change(
    asking: Asking,
    person: Person,
    *,
    name: str | None = None,
    roles: Iterable[str] | None = None,
    department: str | None = None,
    disabled: bool | None = None,
) -> None:
    """Change what is given; refused when somebody else has changed them since.

    Args:
        asking: Asks the server.
        person: As they were shown.
        name: What they are called.
        roles: All roles of their own.
        department: Where they work; empty for nowhere.
        disabled: Whether they are kept out.
    """
    given = {"name": name, "roles": None if roles is None else sorted(roles), "disabled": disabled}
    body = {field: value for field, value in given.items() if value is not None}
    if body:
        await asking.write("PATCH", f"{_PATH}/{person.id}", body, seen=person.seen)
    if department is not None and department != person.department:
        await set_department(asking, person.id, department)


async def set_department(asking: Asking, person_id: UUID, department: str) -> None:
    """Say where somebody works."""
    await asking.write("PUT", f"{_PATH}/{person_id}/department", {"department": department})


async def set_password(asking: Asking, person_id: UUID, password: str) -> None:
    """Give somebody another password; their sessions end."""
    await asking.write("PUT", f"{_PATH}/{person_id}/password", {"password": password})


async def take_second_factors(asking: Asking, person_id: UUID) -> None:
    """Take apps, passkeys and recovery codes away; their sessions end."""
    await asking.write("DELETE", f"{_PATH}/{person_id}/second-factors")


async def sessions(asking: Asking, person_id: UUID) -> tuple[Session, ...]:
    """List where somebody is signed in, the latest first."""
    return read_as(_SESSIONS, await asking.ask("GET", f"{_PATH}/{person_id}/sessions"))


async def end_session(asking: Asking, person_id: UUID, session_id: UUID) -> None:
    """End a session at once."""
    await asking.write("DELETE", f"{_PATH}/{person_id}/sessions/{session_id}")


async def devices(asking: Asking, person_id: UUID) -> tuple[Device, ...]:
    """List somebody's consoles that are trusted, the latest seen first."""
    known = await asking.ask("GET", "/sync/v1/devices", params={"everybody": "true"})
    return tuple(
        one
        for one in read_as(_DEVICES, known)
        if one.person_id == person_id and one.revoked_at is None
    )


async def revoke_device(asking: Asking, device_id: UUID) -> None:
    """Trust a console no more: it deletes its replica when it next connects."""
    await asking.ask("DELETE", f"/sync/v1/devices/{device_id}")
