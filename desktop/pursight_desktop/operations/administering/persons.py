"""Persons: who they are, how they sign in, where they are signed in, and ending that."""

from collections.abc import Iterable
from datetime import datetime
from typing import Any, Final
from uuid import UUID

from pydantic import BaseModel, ConfigDict, TypeAdapter

from pursight_desktop.operations.asking import Asking, Listed, read_as
from pursight_desktop.operations.online import OwnDevice

_PATH: Final = "/api/v1/persons"


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


_SESSIONS: Final = TypeAdapter(tuple[Session, ...])
_DEVICES: Final = TypeAdapter(tuple[OwnDevice, ...])


async def every(asking: Asking, text: str = "") -> Listed[Person]:
    """List persons by e-mail address: all, or those with these words.

    Args:
        asking: Asks the server.
        text: Each word must be a part of name, e-mail address or department.
    """
    return await asking.listed(Person, _PATH, q=text)


async def find(asking: Asking, text: str) -> Listed[Person]:
    """List the first persons with these words, to choose from."""
    return await asking.first(Person, _PATH, q=text)


async def with_role(asking: Asking, role: str) -> Listed[Person]:
    """List those who have a built-in role of their own."""
    return await asking.listed(Person, _PATH, role=role)


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
    if department:
        body["department"] = department
    if password:
        body["password"] = password
    return (await asking.made(Person, "POST", _PATH, body)).id


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
    given = {
        "name": name,
        "roles": None if roles is None else sorted(roles),
        "department": department,
        "disabled": disabled,
    }
    body = {field: value for field, value in given.items() if value is not None}
    if body:
        await asking.write("PATCH", f"{_PATH}/{person.id}", body, seen=person.seen)


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


async def devices(asking: Asking, person_id: UUID) -> tuple[OwnDevice, ...]:
    """List somebody's consoles that are trusted, the latest seen first."""
    known = await asking.ask("GET", "/sync/v1/devices", params={"person_id": str(person_id)})
    return tuple(one for one in read_as(_DEVICES, known) if one.revoked_at is None)


async def revoke_device(asking: Asking, device_id: UUID) -> None:
    """Trust a console no more: it deletes its replica when it next connects."""
    await asking.ask("DELETE", f"/sync/v1/devices/{device_id}")
