"""What happens to reviews by itself: reminders, and the end at the due date."""

from pursight_server.access.waiting import reminders_due
from pursight_server.access_reviews import service, store
from pursight_server.access_reviews.model import ReviewState
from pursight_server.platform.services import Services
from pursight_server.platform.unit_of_work import Actor

_CLOCKWORK = Actor.system("access reviews")


async def sweep_reviews(given: Services) -> None:
    """Look at every open review, each in a transaction of its own."""
    for organisation_id in await given.database.organisations():
        async with given.database.reading(organisation_id) as unit:
            waiting = await store.open_ones(unit)
        for review_id in waiting:
            async with given.database.unit_of_work(organisation_id, _CLOCKWORK) as uow:
                review = await store.find(uow, review_id, lock=True)
                if review is None or review.state is not ReviewState.OPEN:
                    continue
                now = uow.clock.now()
                if now >= review.due_at:
                    await service.close(uow, review)
                    continue
                due = reminders_due(review.created_at, review.due_at, now)
                if due > review.reminders:
                    await service.remind(uow, review, due)
