"""Tell reviewers by mail that a review has begun, and that its due date comes near."""

from typing import Final
from uuid import UUID

from pursight.audit.events import Event
from pursight_server.access_reviews import store
from pursight_server.access_reviews.model import Review, ReviewState, counts
from pursight_server.activity.letters import Letter, mail_events
from pursight_server.platform.services import Services
from pursight_server.platform.unit_of_work import Actor, ReadUnit

CLERK: Final = Actor.system("access reviews")
BEGUN, REMINDED = "access_review.begun", "access_review.reminded"


async def mail_reviews(services: Services) -> None:
    """Mail what is new about reviews; the log has who was written to about what."""
    await mail_events(services, CLERK, (BEGUN, REMINDED), "access_review.mailed", write)


async def write(unit: ReadUnit, event: Event) -> Letter | None:
    """Write about an entry of the log; None where nobody has to know any more."""
    review = await store.find(unit, UUID(event.subject_id))
    if review is None or review.state is not ReviewState.OPEN:
        return None
    undecided = counts(await store.items_of(unit, review.id))["undecided"]
    if not undecided:
        return None
    subject = f"Access review: {review.name}"
    if event.kind == REMINDED:
        subject = f"Reminder: {subject}"
    return Letter(review.reviewers, subject, _text(review, undecided))


def _text(review: Review, undecided: int) -> str:
    waits = "1 item waits" if undecided == 1 else f"{undecided:,} items wait"
    after = "taken away" if review.undecided == "revoke" else "kept"
    return (
        f"You are a reviewer of {review.name}: {waits} to be decided, until"
        f" {review.due_at:%Y-%m-%d %H:%M} UTC.\nWhat nobody decides by then is {after}.\n"
        "\nLook in PurSight, under Requests, and keep or revoke each.\n"
    )
