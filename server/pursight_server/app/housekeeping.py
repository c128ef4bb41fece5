"""What the platform itself does in the background: forget replies that were kept long enough."""

from datetime import timedelta

from pursight_server.app.worker import Task
from pursight_server.platform.services import Services
from pursight_server.platform.stored_replies import forget_replies
from pursight_server.platform.unit_of_work import Actor

HOUSEKEEPING = Actor.system("housekeeping")


async def forget_old_replies(services: Services) -> None:
    """Delete stored replies of all organisations that are past their time."""
    life = timedelta(hours=services.settings.idempotency_hours)
    for organisation_id in await services.database.organisations():
        async with services.database.unit_of_work(organisation_id, HOUSEKEEPING) as uow:
            await forget_replies(uow, life)


FORGET_REPLIES = Task("forget replies", timedelta(minutes=30), forget_old_replies)
