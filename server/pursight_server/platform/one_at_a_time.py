"""One transaction at a time, by a name that they agree on."""

from sqlalchemy import func, select
from sqlalchemy.ext.asyncio import AsyncConnection


async def one_at_a_time(connection: AsyncConnection, name: str) -> None:
    """Wait until no other transaction holds the name, and hold it until this one ends.

    Whoever holds it already goes on. Name the organisation, where it is about one: all of a
    database share the names.
    """
    await connection.execute(select(func.pg_advisory_xact_lock(func.hashtextextended(name, 0))))
