"""How organisations are asked for and written."""

from datetime import datetime
from uuid import UUID

from sqlalchemy import func, insert, select, update
from sqlalchemy.exc import IntegrityError
from sqlalchemy.ext.asyncio import AsyncConnection

from pursight.errors import Conflict
from pursight_server.organisations.model import Organisation
from pursight_server.organisations.tables import organisation
from pursight_server.platform.event_log import begin_log


async def find(
    connection: AsyncConnection, organisation_id: UUID, *, lock: bool = False
) -> Organisation | None:
    """Read one; None also when it is not the current one."""
    query = select(organisation).where(organisation.c.id == organisation_id)
    found = await connection.execute(query.with_for_update() if lock else query)
    row = found.mappings().one_or_none()
    return Organisation(**row) if row else None


async def find_by_slug(connection: AsyncConnection, slug: str) -> UUID | None:
    """Find an organisation before one is known, by the name used at sign-in."""
    return (await connection.execute(select(func.organisation_by_slug(slug)))).scalar()


async def add(connection: AsyncConnection, new: Organisation) -> None:
    """Write a new one and its empty log.

    Raises:
        Conflict: The slug is taken.
    """
    try:
        async with connection.begin_nested():
            await connection.execute(
                insert(organisation).values(
                    id=new.id,
                    slug=new.slug,
                    name=new.name,
                    rev=new.rev,
                    created_at=new.created_at,
                    changed_at=new.changed_at,
                )
            )
    except IntegrityError as error:
        raise Conflict(
            f"an organisation called {new.slug} exists already", hint="Choose another short name."
        ) from error
    await begin_log(connection, new.id)


async def rename(
    connection: AsyncConnection, organisation_id: UUID, name: str, now: datetime
) -> None:
    """Set the name and the next revision."""
    await connection.execute(
        update(organisation)
        .where(organisation.c.id == organisation_id)
        .values(name=name, rev=organisation.c.rev + 1, changed_at=now)
    )
