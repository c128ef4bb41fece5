"""Access reviews: who has what, looked at again: begun, decided item by item, closed, reported."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final
from uuid import UUID, uuid5

from pydantic import BaseModel

from pursight.errors import PurSightError
from pursight_desktop.operations.asking import Asking, Listed

_PATH: Final = "/api/v1/access-reviews"


class AccessReview(BaseModel):
    """A review and how far it is.

    Attributes:
        about: everything, role, group, domain or source; `which` names it.
        undecided: What becomes of items that nobody decides: keep or revoke.
        counts: Items by what became of them; `undecided` is the rest.
    """

    id: UUID
    name: str
    about: str
    which: str = ""
    which_name: str = ""
    reviewers: tuple[UUID, ...] = ()
    reviewer_names: tuple[str, ...] = ()
    due_at: datetime
    undecided: str
    state: str
    created_by_name: str = ""
    closed_at: datetime | None = None
    report_sha256: str = ""
    created_at: datetime
    counts: Mapping[str, int] = {}

    @property
    def items(self) -> int:
        """How many things are reviewed."""
        return sum(self.counts.values())

    @property
    def waiting(self) -> int:
        """How many nobody has decided."""
        return self.counts.get("undecided", 0)


class ReviewItem(BaseModel):
    """Something that somebody had when the review began, and what was decided.

    Attributes:
        kind: own_role, service_role, assignment or membership.
        role: Code of the role, or for a membership the group's name.
        role_name: Of a role that is the organisation's own.
    """

    number: int
    kind: str
    subject_kind: str
    subject_id: UUID
    subject_name: str = ""
    role: str = ""
    role_name: str = ""
    scope_kind: str
    scope_id: UUID | None = None
    given_at: datetime | None = None
    given_by_name: str = ""
    ends_at: datetime | None = None
    outcome: str | None = None
    decided_by_name: str = ""
    decided_at: datetime | None = None
    reason: str = ""


@dataclass(frozen=True, slots=True)
class ToReview:
    """An item that waits for a decision, with its review."""

    review: AccessReview
    item: ReviewItem

    @property
    def id(self) -> UUID:
        """What tells it from the others."""
        return uuid5(self.review.id, str(self.item.number))


@dataclass(frozen=True, slots=True)
class Decided:
    """What came of deciding several items.

    Attributes:
        done: How many were decided.
        failed: Why one could not be, the first reason; None where all were.
    """

    done: int
    failed: PurSightError | None = None


async def every(asking: Asking) -> Listed[AccessReview]:
    """List all reviews that one may see, the latest first."""
    return await asking.listed(AccessReview, _PATH)


async def to_review(asking: Asking, person_id: UUID) -> Listed[ToReview]:
    """List what waits for a reviewer, what is due first at first; never what they have."""
    found: list[ToReview] = []
    open_ones = await asking.listed(AccessReview, _PATH, state="open")
    mine = [one for one in open_ones.rows if person_id in one.reviewers and one.waiting]
    more = open_ones.more
    for review in sorted(mine, key=lambda one: one.due_at):
        items = await asking.listed(ReviewItem, f"{_PATH}/{review.id}/items", decided="false")
        found += [ToReview(review, item) for item in items.rows if item.subject_id != person_id]
        more = more or items.more
    return Listed(tuple(found), more)


async def items(asking: Asking, review_id: UUID) -> Listed[ReviewItem]:
    """List who had what, and what was decided."""
    return await asking.listed(ReviewItem, f"{_PATH}/{review_id}/items")


async def decide(
    asking: Asking, several: Sequence[ToReview], *, keep: bool, reason: str
) -> Decided:
    """Keep or revoke items, one after the other; one that cannot be decided holds up no other."""
    done, failed = 0, None
    for one in several:
        path = f"{_PATH}/{one.review.id}/items/{one.item.number}/decide"
        try:
            await asking.write("POST", path, {"keep": keep, "reason": reason})
        except PurSightError as error:
            failed = failed or error
        else:
            done += 1
    if failed is not None and not done:
        raise failed
    return Decided(done, failed)


async def begin(
    asking: Asking,
    *,
    name: str,
    about: str,
    which: str,
    reviewers: Sequence[UUID],
    due_at: datetime,
    undecided: str | None,
) -> AccessReview:
    """Begin a review of what everybody has now; the list is frozen."""
    body: dict[str, Any] = {
        "name": name,
        "about": about,
        "which": which,
        "reviewers": [str(one) for one in reviewers],
        "due_at": due_at.isoformat(),
        "undecided": undecided,
    }
    return await asking.made(AccessReview, "POST", _PATH, body)


async def close(asking: Asking, review_id: UUID) -> None:
    """Close a review before its due date, once everything is decided."""
    await asking.write("POST", f"{_PATH}/{review_id}/close")


async def cancel(asking: Asking, review_id: UUID, *, reason: str) -> None:
    """Give a review up; what was decided stays decided."""
    await asking.write("POST", f"{_PATH}/{review_id}/cancel", {"reason": reason})


async def report(asking: Asking, review_id: UUID, *, sheet: bool) -> str:
    """Read the evidence as the server gives it: a sheet (CSV), or JSON with its digest."""
    return await asking.text(f"{_PATH}/{review_id}/report{'.csv' if sheet else ''}")
