"""What an access review can be about, and who can be its reviewer."""

from dataclasses import dataclass
from uuid import UUID

from pydantic import BaseModel

from pursight_desktop.operations.asking import Asking
from pursight_desktop.session.account import Account


class _Person(BaseModel):
    id: UUID
    name: str
    email: str = ""
    disabled: bool = False
    disabled_at: object = None


class _Group(BaseModel):
    id: UUID
    name: str


class _Role(BaseModel):
    code: str
    name: str = ""


@dataclass(frozen=True, slots=True)
class Choices:
    """What a review can be made of.

    Attributes:
        persons: Id, name and e-mail of who can sign in, by name.
        groups: Id and name.
        roles: Code and name of the organisation's own roles.
    """

    persons: tuple[tuple[UUID, str, str], ...] = ()
    groups: tuple[tuple[UUID, str], ...] = ()
    roles: tuple[tuple[str, str], ...] = ()


async def choices(asking: Asking, account: Account) -> Choices:
    """Read what there is, as far as one may see it."""
    if not account.may("persons.read"):
        return Choices()
    persons = await asking.listed(_Person, "/api/v1/persons")
    groups = await asking.listed(_Group, "/api/v1/groups")
    roles = await asking.get(tuple[_Role, ...], "/api/v1/own-roles")
    there = [one for one in persons.rows if not one.disabled and not one.disabled_at]
    return Choices(
        tuple(
            (one.id, one.name, one.email)
            for one in sorted(there, key=lambda one: one.name.casefold())
        ),
        tuple((one.id, one.name) for one in groups.rows),
        tuple((one.code, one.name) for one in roles),
    )
