"""Access requests: what I asked for, what I am to decide, and what becomes of it."""

from collections.abc import Sequence
from datetime import datetime
from typing import Final
from uuid import UUID

from pydantic import BaseModel

from pursight_desktop.operations.asking import Asking, Listed

_PATH: Final = "/api/v1/access-requests"

OVER: Final = frozenset({"refused", "withdrawn", "expired", "ended"})
"""States that nothing leads out of."""


class Holder(BaseModel):
    """Who is to get it: a person, a group or a service account."""

    kind: str
    id: UUID


class Reach(BaseModel):
    """For what: the organisation, a domain, a source, or an asset with all that lies in it."""

    kind: str
    id: UUID | None = None


class AccessRequest(BaseModel):
    """A request and what became of it."""

    id: UUID
    state: str
    requester_id: UUID
    requester_name: str
    subject: Holder
    subject_name: str = ""
    role: str
    role_name: str = ""
    scope: Reach
    columns: tuple[UUID, ...] = ()
    purpose: str
    days: int
    begins_at: datetime | None = None
    deciders: tuple[UUID, ...] = ()
    decider_names: tuple[str, ...] = ()
    expires_at: datetime | None = None
    ends_at: datetime | None = None
    decided_by_name: str = ""
    decided_at: datetime | None = None
    note: str = ""
    assignments: tuple[UUID, ...] = ()
    created_at: datetime

    def own(self, person_id: UUID) -> bool:
        """Whether somebody asked for it or would get it, and so never decides it."""
        return person_id in {self.requester_id, self.subject.id}


class Entry(BaseModel):
    """Something that happened to a request."""

    at: datetime
    kind: str
    actor_name: str
    note: str = ""


async def to_decide(asking: Asking) -> Listed[AccessRequest]:
    """List what waits for me to approve or refuse, what must be decided first at first."""
    found = await asking.listed(AccessRequest, _PATH, which="inbox", state="open")
    return Listed(tuple(sorted(found.rows, key=_urgency)), found.more)


async def mine(asking: Asking) -> Listed[AccessRequest]:
    """List what I asked for or was given on a request, the latest first."""
    return await asking.listed(AccessRequest, _PATH, which="mine")


async def history(asking: Asking, request_id: UUID) -> tuple[Entry, ...]:
    """Read what happened to a request, the first first."""
    return await asking.get(tuple[Entry, ...], f"{_PATH}/{request_id}/history")


async def approve(asking: Asking, request_id: UUID, *, note: str, days: int) -> AccessRequest:
    """Give what somebody asked for, for as many days as they asked for or fewer."""
    body = {"note": note, "days": days}
    return await asking.made(AccessRequest, "POST", f"{_PATH}/{request_id}/approve", body)


async def refuse(asking: Asking, request_id: UUID, *, note: str) -> AccessRequest:
    """Refuse what somebody asked for, and say why."""
    body = {"note": note}
    return await asking.made(AccessRequest, "POST", f"{_PATH}/{request_id}/refuse", body)


async def submit(asking: Asking, request_id: UUID) -> AccessRequest:
    """Send a draft to whoever decides."""
    return await asking.made(AccessRequest, "POST", f"{_PATH}/{request_id}/submit")


async def withdraw(asking: Asking, request_id: UUID) -> AccessRequest:
    """Take my own request back, as long as nothing was given."""
    return await asking.made(AccessRequest, "POST", f"{_PATH}/{request_id}/withdraw")


async def end(asking: Asking, request_id: UUID, *, note: str) -> AccessRequest:
    """Give access back before its time."""
    return await asking.made(AccessRequest, "POST", f"{_PATH}/{request_id}/end", {"note": note})


async def ask(
    asking: Asking,
    *,
    role: str,
    scope: Reach,
    columns: Sequence[UUID],
    purpose: str,
    days: int,
    draft: bool = False,
    subject: Holder | None = None,
) -> AccessRequest:
    """Ask for access; somebody else decides.

    Args:
        asking: Asks the server.
        role: Code of the role.
        scope: For what.
        columns: Only these columns of a table; none: all of it.
        purpose: What for.
        days: For how long.
        draft: Keep it, to be sent off later.
        subject: Who is to get it; None: I.
    """
    body = {
        "role": role,
        "scope": scope.model_dump(mode="json"),
        "columns": [str(one) for one in columns],
        "purpose": purpose,
        "days": days,
        "draft": draft,
        "subject": None if subject is None else subject.model_dump(mode="json"),
    }
    return await asking.made(AccessRequest, "POST", _PATH, body)


def _urgency(request: AccessRequest) -> tuple[bool, datetime]:
    return request.expires_at is None, request.expires_at or request.created_at
