"""A review of who has what, and its items (pure).

open ──close──▶ closed        (all decided, or at the due date)
└────cancel──▶ cancelled
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Final
from uuid import UUID

from pursight.errors import Conflict
from pursight_server.access.model import Scope, Subject
from pursight_server.access.settings import Undecided


class ReviewState(StrEnum):
    """Where a review stands."""

    OPEN = "open"
    CLOSED = "closed"
    CANCELLED = "cancelled"


class ReviewEvent(StrEnum):
    """What can happen to it."""

    CLOSE = "close"
    CANCEL = "cancel"


class About(StrEnum):
    """What a review looks at."""

    EVERYTHING = "everything"
    ROLE = "role"
    GROUP = "group"
    SOURCE = "source"
    DOMAIN = "domain"


class ItemKind(StrEnum):
    """In which way somebody has something."""

    OWN_ROLE = "own_role"  # of a person
    SERVICE_ROLE = "service_role"  # of a service account
    ASSIGNMENT = "assignment"
    MEMBERSHIP = "membership"  # in a group


class Outcome(StrEnum):
    """What became of an item."""

    KEPT = "kept"
    REVOKED = "revoked"
    GONE = "gone"  # it was not there any more
    FAILED = "failed"  # it could not be revoked, as the last administrator's role


class IllegalMove(Conflict):
    """The review is over."""

    code = "access_review.illegal_move"


_S, _E = ReviewState, ReviewEvent

MOVES: Final[Mapping[tuple[ReviewState, ReviewEvent], ReviewState]] = {
    (_S.OPEN, _E.CLOSE): _S.CLOSED,
    (_S.OPEN, _E.CANCEL): _S.CANCELLED,
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Plan:
    """What is to be reviewed, by whom, by when.

    Attributes:
        which: Code of the role, or id of the group, source or domain; empty for everything.
        undecided: What becomes of what nobody decided by the due date.
    """

    name: str
    about: About
    which: str
    reviewers: tuple[UUID, ...]
    due_at: datetime
    undecided: Undecided


@dataclass(frozen=True, slots=True, kw_only=True)
class Review(Plan):
    """A review that was begun.

    Attributes:
        report_sha256: Digest of the closing report, which the log has too; empty until then.
    """

    id: UUID
    state: ReviewState
    created_by: UUID
    created_by_name: str
    reminders: int
    closed_at: datetime | None
    report_sha256: str
    rev: int
    created_at: datetime
    changed_at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class Item:
    """One thing that somebody had when the review began.

    Attributes:
        target_id: The assignment, or for a membership the group; None for a role of one's own.
    """

    review_id: UUID
    number: int
    kind: ItemKind
    subject: Subject
    subject_name: str
    role: str
    scope: Scope
    target_id: UUID | None
    given_at: datetime | None
    given_by_name: str
    ends_at: datetime | None
    decided_by: UUID | None = None
    decided_by_name: str = ""
    decided_at: datetime | None = None
    reason: str = ""
    outcome: Outcome | None = None


def move(state: ReviewState, event: ReviewEvent) -> ReviewState:
    """Say where an event leads.

    Raises:
        IllegalMove: The review is over.
    """
    after = MOVES.get((state, event))
    if after is None:
        raise IllegalMove(f"this review is {state.value}", hint="Begin another one.")
    return after


def no_counts() -> dict[str, int]:
    """Give the counts of no items."""
    return dict.fromkeys([*(one.value for one in Outcome), "undecided"], 0)


def counts(items: Iterable[Item]) -> dict[str, int]:
    """Count the items by what became of them."""
    found = no_counts()
    for item in items:
        found[item.outcome.value if item.outcome else "undecided"] += 1
    return found
