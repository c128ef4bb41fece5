"""Why somebody may do something with an object, or why not."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Final
from uuid import UUID

from pydantic import BaseModel, ConfigDict

from pursight_desktop.operations.administering.policies import Names, names
from pursight_desktop.operations.administering.way import USUAL, Way
from pursight_desktop.operations.asking import Asking
from pursight_desktop.session.account import Account

OF_ASSETS: Final = (
    "catalog.read", "catalog.write", "classification.read", "classification.decide",
    "quality.read", "rules.read", "rules.write", "compliance.read", "compliance.write",
    "reports.read", "sources.read", "sources.write", "scans.read", "scans.run",
)  # fmt: skip
"""What one can be allowed for a part of the catalog; all else is about the organisation."""


class Scope(BaseModel):
    """Where a role holds."""

    model_config = ConfigDict(frozen=True)

    kind: str
    id: UUID | None = None


class Grant(BaseModel):
    """A role that reaches the object.

    Attributes:
        assignment_id: None for a role of the person's own.
        via_group: The group through which it came, if any.
    """

    model_config = ConfigDict(frozen=True)

    role: str
    scope: Scope
    assignment_id: UUID | None = None
    via_group: UUID | None = None
    expires_at: datetime | None = None


class Deciding(BaseModel):
    """A policy that decides."""

    model_config = ConfigDict(frozen=True)

    id: UUID
    name: str
    rev: int


class Answer(BaseModel):
    """A decision and what led to it.

    Attributes:
        sentence: The server's own, in English.
        roles: That reach the object, also where a policy forbids.
        policies: Those that forbid; where it is allowed, those that permit.
        through_table: Whether its table is what is forbidden.
        through: Through what it is taken that they ask; empty where the server does not say.
        network: From which network.
    """

    model_config = ConfigDict(frozen=True)

    allowed: bool
    sentence: str
    roles: tuple[Grant, ...] = ()
    policies: tuple[Deciding, ...] = ()
    through_table: bool = False
    disabled: bool = False
    through: str = ""
    network: str = ""


class _Allowing(BaseModel):
    role: str
    permissions: tuple[str, ...]


class _OwnAllowing(BaseModel):
    code: str
    allows: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Askable:
    """What an answer is told with.

    Attributes:
        names: People, groups and roles.
        allows: Codes of roles, and what each allows.
    """

    names: Names = field(default_factory=Names)
    allows: Mapping[str, tuple[str, ...]] = field(default_factory=dict)

    def giving(self, permission: str) -> tuple[str, ...]:
        """List the roles that allow something."""
        return tuple(role for role, allowed in self.allows.items() if permission in allowed)


async def askable(asking: Asking, account: Account) -> Askable:
    """Read who there is, and which role allows what."""
    allows: dict[str, tuple[str, ...]] = {}
    if account.may("persons.read"):
        built_in = await asking.get(list[_Allowing], "/api/v1/roles")
        allows = {one.role: one.permissions for one in built_in}
        own = await asking.get(list[_OwnAllowing], "/api/v1/own-roles")
        allows |= {one.code: one.allows for one in own}
    known = await names(asking, account)
    return Askable(names=known, allows=allows)


async def why(
    asking: Asking,
    who_id: UUID | None,
    permission: str,
    object_id: UUID | None = None,
    *,
    way: Way = USUAL,
) -> Answer:
    """Ask why somebody may do something, or why not.

    Args:
        asking: Asks the server.
        who_id: A person or service account; None for whoever asks.
        permission: What they want to do.
        object_id: With which asset or source; None for what is about the organisation.
        way: From where they ask; whoever asks of themselves does so as they ask now.
    """
    wanted = {"permission": permission}
    if object_id is not None:
        wanted["object_id"] = str(object_id)
    if who_id is None:
        return await asking.get(Answer, "/api/v1/me/why", **wanted)
    return await asking.get(
        Answer, "/api/v1/access/why", person_id=str(who_id), **wanted, **way.said()
    )
