"""What is done in an emergency is marked as such in the log."""

from uuid import UUID

from pursight_server.access.break_glass import store
from pursight_server.access.model import Rights
from pursight_server.platform.unit_of_work import ReadUnit


async def mark_of(unit: ReadUnit, given: Rights) -> UUID | None:
    """Say which emergency access is among somebody's rights now, if any.

    Only roles that end are looked up, so that most requests cost no further query.
    """
    ending = [
        one.assignment_id
        for one in given.grants
        if one.assignment_id is not None and one.expires_at is not None and one.via is None
    ]
    return await store.behind(unit, ending) if ending else None
