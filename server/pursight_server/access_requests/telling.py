"""Tell by mail whoever is to decide a request, and whoever asked what became of it."""

from typing import Final
from uuid import UUID

from pursight.audit.events import Event
from pursight_server.access.model import ScopeKind, SubjectKind
from pursight_server.access_requests import store
from pursight_server.access_requests.deciding import have_a_part
from pursight_server.access_requests.model import AccessRequest, RequestState
from pursight_server.activity.letters import Letter, mail_events
from pursight_server.platform.services import Services
from pursight_server.platform.unit_of_work import Actor, ReadUnit

CLERK: Final = Actor.system("access requests")
WAITS: Final = ("access_request.opened", "access_request.reminded")
TURNS: Final = {
    "access_request.approved": "was approved",
    "access_request.refused": "was refused",
    "access_request.expired": "was closed, since nobody decided it in time",
    "access_request.ended": "has come to its end",
}
_WHERE: Final = {
    ScopeKind.ORGANISATION: "in the whole organisation",
    ScopeKind.DOMAIN: "in one business domain",
    ScopeKind.SOURCE: "in one source",
    ScopeKind.ASSET: "in one place of the catalog",
}


async def mail_requests(services: Services) -> None:
    """Mail what is new about requests; the log has who was written to about what."""
    await mail_events(services, CLERK, (*WAITS, *TURNS), "access_request.mailed", write)


async def write(unit: ReadUnit, event: Event) -> Letter | None:
    """Write about an entry of the log; None where nobody has to know any more.

    Neither purposes and notes nor names of assets are in it: mail is read by others than its
    reader, and what somebody wrote may hold anything.
    """
    request = await store.find(unit, UUID(event.subject_id))
    if request is None:
        return None
    if event.kind in WAITS:
        if request.state is not RequestState.OPEN:
            return None
        left = set(request.deciders) - await have_a_part(
            unit, request.requester_id, request.subject
        )
        subject = f"{request.requester_name} asks for access"
        if event.kind == WAITS[1]:
            subject = f"Reminder: {subject}"
        return Letter(tuple(sorted(left)), subject, _waiting(request))
    concerned = {request.requester_id}
    if request.subject.kind is SubjectKind.PERSON:
        concerned.add(request.subject.id)
    words = TURNS[event.kind]
    return Letter(tuple(sorted(concerned)), f"Your access request {words}", _turned(request, words))


def _waiting(request: AccessRequest) -> str:
    until = ""
    if request.expires_at is not None:
        until = f"It can be decided until {request.expires_at:%Y-%m-%d %H:%M} UTC.\n"
    return (
        f"{request.requester_name} asks for the role {request.role} {_WHERE[request.scope.kind]},"
        f" for {_days(request)}.\n{until}"
        "\nYou are asked to decide. Look in PurSight, under Requests: there you see what it is for,"
        " and approve or refuse.\n"
    )


def _turned(request: AccessRequest, words: str) -> str:
    what = f"the role {request.role} {_WHERE[request.scope.kind]}, for {_days(request)}"
    lines = [f"The request for {what}, {words}."]
    if request.state in {RequestState.APPROVED, RequestState.ACTIVE} and request.ends_at:
        lines.append(f"The access ends on {request.ends_at:%Y-%m-%d %H:%M} UTC by itself.")
    return "\n".join(lines) + "\n\nLook in PurSight, under Requests, for what was written to it.\n"


def _days(request: AccessRequest) -> str:
    return "one day" if request.days == 1 else f"{request.days} days"
