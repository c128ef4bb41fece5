"""What an access request is, and how it goes, as its diagram has it (pure).

draft ──submit──▶ open ──approve──▶ approved ──begin──▶ active ──end──▶ ended
  │                │ ├──refuse────▶ refused      │
  │                │ └──expire────▶ expired      │
  └───withdraw──▶ withdrawn ◀──────withdraw──────┘   (and from open)
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Final
from uuid import UUID

from pursight.errors import Conflict
from pursight_server.access.model import Scope, Subject


class RequestState(StrEnum):
    """Where a request stands."""

    DRAFT = "draft"
    OPEN = "open"
    APPROVED = "approved"
    ACTIVE = "active"
    REFUSED = "refused"
    WITHDRAWN = "withdrawn"
    EXPIRED = "expired"
    ENDED = "ended"


class RequestEvent(StrEnum):
    """What can happen to a request."""

    SUBMIT = "submit"
    APPROVE = "approve"
    REFUSE = "refuse"
    WITHDRAW = "withdraw"  # by whoever asked, as long as nothing was given
    EXPIRE = "expire"  # nobody decided in time
    BEGIN = "begin"  # the access is given
    END = "end"  # its time is over, or it was given back or taken back


class IllegalMove(Conflict):
    """The diagram has no such arrow."""

    code = "access_request.illegal_move"


_S, _E = RequestState, RequestEvent

MOVES: Final[Mapping[tuple[RequestState, RequestEvent], RequestState]] = {
    (_S.DRAFT, _E.SUBMIT): _S.OPEN,
    (_S.DRAFT, _E.WITHDRAW): _S.WITHDRAWN,
    (_S.OPEN, _E.APPROVE): _S.APPROVED,
    (_S.OPEN, _E.REFUSE): _S.REFUSED,
    (_S.OPEN, _E.WITHDRAW): _S.WITHDRAWN,
    (_S.OPEN, _E.EXPIRE): _S.EXPIRED,
    (_S.APPROVED, _E.BEGIN): _S.ACTIVE,
    (_S.APPROVED, _E.WITHDRAW): _S.WITHDRAWN,
    (_S.ACTIVE, _E.END): _S.ENDED,
}
"""Every arrow of the diagram."""

OVER: Final = frozenset({_S.REFUSED, _S.WITHDRAWN, _S.EXPIRED, _S.ENDED})
"""States that nothing leads out of."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Wish:
    """What is asked for.

    Attributes:
        subject: Who is to get it: mostly whoever asks.
        role: Code of a role, built in or the organisation's own.
        scope: For what: everything, a domain, a source, or an asset with all that lies in it.
        columns: Only these columns of the asset; none: all of it.
        days: How long it is to last.
        begins_at: When it is to begin; None: at once.
    """

    subject: Subject
    role: str
    scope: Scope
    columns: tuple[UUID, ...]
    purpose: str
    days: int
    begins_at: datetime | None


@dataclass(frozen=True, slots=True, kw_only=True)
class AccessRequest(Wish):
    """A request and what became of it.

    Attributes:
        deciders: Who was asked to decide; looked up again when somebody does.
        expires_at: Until when it must be decided.
        ends_at: When the access ends; known once it was approved.
        reminders: How often the deciders were reminded.
        assignments: What was given.
    """

    id: UUID
    state: RequestState
    requester_id: UUID
    requester_name: str
    deciders: tuple[UUID, ...]
    expires_at: datetime | None
    ends_at: datetime | None
    decided_by: UUID | None
    decided_by_name: str
    decided_at: datetime | None
    note: str
    reminders: int
    assignments: tuple[UUID, ...]
    rev: int
    created_at: datetime
    changed_at: datetime


def move(state: RequestState, event: RequestEvent) -> RequestState:
    """Say where an event leads.

    Raises:
        IllegalMove: The diagram has no such arrow.
    """
    after = MOVES.get((state, event))
    if after is None:
        raise IllegalMove(
            f"this request is {state.value}: {event.value} is not possible any more"
            if state in OVER
            else f"this request is {state.value}: {event.value} is not possible now",
            hint="Read the request again; somebody may have been quicker.",
        )
    return after


def who_decides(tiers: Sequence[Iterable[UUID]], excluded: frozenset[UUID]) -> tuple[UUID, ...]:
    """Choose who decides: the first tier in which somebody is left who has no part in it."""
    for tier in tiers:
        left = sorted(set(tier) - excluded)
        if left:
            return tuple(left)
    return ()
