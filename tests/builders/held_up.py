"""Requests that wait for one another in the database, made so and not by chance."""

import asyncio

import psycopg

_WAITING = """
    SELECT count(DISTINCT pid) FROM pg_locks JOIN pg_stat_activity USING (pid)
    WHERE NOT granted AND datname = current_database()
"""


async def until_held_up(superuser_dsn: str, count: int = 1) -> None:
    """Wait until so many transactions of this database wait for what another one has locked.

    Raises:
        TimeoutError: Nobody did for a minute.
    """
    async with (
        asyncio.timeout(60),
        await psycopg.AsyncConnection.connect(superuser_dsn, autocommit=True) as connection,
    ):
        while True:
            row = await (await connection.execute(_WAITING)).fetchone()
            if row is not None and row[0] >= count:
                return
            await asyncio.sleep(0.01)
