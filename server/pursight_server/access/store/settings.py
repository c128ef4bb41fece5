"""How an organisation's settings about access are asked for and written."""

from dataclasses import asdict

from sqlalchemy import select
from sqlalchemy.dialects.postgresql import insert

from pursight_server.access.settings import AccessSettings
from pursight_server.access.tables import access_setting
from pursight_server.platform.unit_of_work import ReadUnit, UnitOfWork


async def find(unit: ReadUnit) -> AccessSettings:
    """Read them; whoever has never set any has the defaults."""
    query = select(access_setting).where(access_setting.c.organisation_id == unit.organisation_id)
    row = (await unit.connection.execute(query)).one_or_none()
    if row is None:
        return AccessSettings()
    return AccessSettings(
        api_token_days=row.api_token_days,
        four_eyes=row.four_eyes,
        four_eyes_off_by=row.four_eyes_off_by,
        request_days=row.request_days,
        grant_days=row.grant_days,
        undecided=row.undecided,
        break_glass_minutes=row.break_glass_minutes,
        rev=row.rev,
    )


async def write(uow: UnitOfWork, settings: AccessSettings) -> None:
    """Keep them."""
    values = asdict(settings)
    await uow.connection.execute(
        insert(access_setting)
        .values(organisation_id=uow.organisation_id, **values)
        .on_conflict_do_update(index_elements=["organisation_id"], set_=values)
    )
