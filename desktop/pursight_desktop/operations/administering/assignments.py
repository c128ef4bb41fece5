"""Assignments: giving a role to somebody somewhere for a while, and taking it back."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final, Literal
from uuid import UUID

from pydantic import BaseModel, ConfigDict

from pursight_desktop.operations.administering.groups import Member
from pursight_desktop.operations.asking import Asking, Listed

_PATH: Final = "/api/v1/role-assignments"
_REQUESTS: Final = "/api/v1/access-requests"


class Scope(BaseModel):
    """Where a role holds."""

    model_config = ConfigDict(frozen=True)

    kind: Literal["organisation", "domain", "source", "asset"] = "organisation"
    id: UUID | None = None


class Assignment(BaseModel):
    """Who was given which role where, by whom, and until when."""

    model_config = ConfigDict(frozen=True)

    id: UUID
    role: str
    subject: Member
    scope: Scope
    expires_at: datetime | None
    over: bool
    reason: str
    granted_by_name: str
    created_at: datetime


@dataclass(frozen=True, slots=True)
class Giving:
    """A role to give."""

    role: str
    subject: Member
    scope: Scope
    expires_at: datetime | None
    reason: str

    def body(self) -> dict[str, Any]:
        """Spell it as both routes have it."""
        return {
            "role": self.role,
            "subject": {"kind": self.subject.kind, "id": str(self.subject.id)},
            "scope": self.scope.model_dump(mode="json"),
        }


async def of_subject(asking: Asking, subject_id: UUID) -> Listed[Assignment]:
    """List what somebody, or a group, was given, the latest first."""
    return await asking.listed(Assignment, _PATH, subject_id=str(subject_id))


async def of_role(asking: Asking, role: str) -> Listed[Assignment]:
    """List who was given a role, the latest first."""
    return await asking.listed(Assignment, _PATH, role=role)


async def give(asking: Asking, giving: Giving) -> None:
    """Give a role at once."""
    until = None if giving.expires_at is None else giving.expires_at.isoformat()
    await asking.write(
        "POST", _PATH, {**giving.body(), "expires_at": until, "reason": giving.reason}
    )


async def request(asking: Asking, giving: Giving, days: int) -> None:
    """Ask that somebody else gives it, for so many days, where that takes two people."""
    await asking.write("POST", _REQUESTS, {**giving.body(), "purpose": giving.reason, "days": days})


async def take_back(asking: Asking, assignment_id: UUID) -> None:
    """Take a role back; it is felt with the next request."""
    await asking.write("DELETE", f"{_PATH}/{assignment_id}")
