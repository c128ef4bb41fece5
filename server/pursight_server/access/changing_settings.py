"""Settings about access: read and set."""

from dataclasses import asdict, replace

from pursight_server.access.settings import AccessSettings
from pursight_server.access.store import settings as kept
from pursight_server.organisations import service as organisations
from pursight_server.platform.preconditions import check_if_match
from pursight_server.platform.unit_of_work import ReadUnit, UnitOfWork


async def get(unit: ReadUnit) -> AccessSettings:
    """Read what the organisation lays down, or the defaults."""
    return await kept.find(unit)


async def put(
    uow: UnitOfWork,
    wanted: AccessSettings,
    *,
    four_eyes: bool | None,
    if_match: str | None,
) -> AccessSettings:
    """Set all of them.

    That giving roles takes two people is switched off by two people: the first one's wish is noted,
    and the rest of what they set holds. Nobody agrees to it by saying nothing of it.

    Args:
        uow: Carries it.
        wanted: What is to hold; four eyes are looked at apart.
        four_eyes: Whether giving more takes two people; None: as before, with the wish.
        if_match: The revision that the edit was made from.

    Raises:
        Changed, IfMatchMissing: The edit was not made from the present revision.
    """
    await organisations.get(uow, lock=True)  # there may be no row yet that could be locked
    before = await kept.find(uow)
    check_if_match(if_match, before.rev)
    after = replace(wanted, rev=before.rev + 1)
    if four_eyes is None:
        after = replace(after, four_eyes=before.four_eyes, four_eyes_off_by=before.four_eyes_off_by)
    elif before.four_eyes and not four_eyes and before.four_eyes_off_by in {None, uow.actor.id}:
        after = replace(after, four_eyes=True, four_eyes_off_by=uow.actor.id)
    else:
        after = replace(after, four_eyes=four_eyes, four_eyes_off_by=None)
    if replace(after, rev=before.rev) == before:
        return before
    await kept.write(uow, after)
    uow.record(
        "access_settings.changed",
        "organisation",
        uow.organisation_id,
        before=_facts(before),
        after=_facts(after),
    )
    return after


def _facts(settings: AccessSettings) -> dict[str, object]:
    facts = asdict(settings)
    del facts["rev"]
    return facts
