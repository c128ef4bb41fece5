"""What the platform itself does in the background: forget old replies and old data keys."""

from datetime import timedelta

from pursight_server.app.worker import Task
from pursight_server.platform.field_rotation import forget_retired
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


async def forget_old_field_keys(services: Services) -> None:
    """Delete data keys of all organisations that a rotation has replaced."""
    for organisation_id in await services.database.organisations():
        async with services.database.unit_of_work(organisation_id, HOUSEKEEPING) as uow:
            await forget_retired(uow)


FORGET_FIELD_KEYS = Task("forget field keys", timedelta(minutes=30), forget_old_field_keys)
FORGET_REPLIES = Task("forget replies", timedelta(minutes=30), forget_old_replies)
