"""The database: its table base, its engine and the ways in."""

from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from typing import Any
from uuid import UUID

import orjson
from sqlalchemy import text
from sqlalchemy.engine import URL, make_url
from sqlalchemy.exc import DBAPIError, OperationalError
from sqlalchemy.exc import TimeoutError as PoolExhausted
from sqlalchemy.ext.asyncio import AsyncConnection, AsyncEngine, create_async_engine
from sqlalchemy.pool import QueuePool

from pursight.clock import Clock, SystemClock
from pursight.errors import Unavailable
from pursight_server.platform.field_keys import Vault
from pursight_server.platform.tenancy import metadata
from pursight_server.platform.tracing import current_trace_id
from pursight_server.platform.unit_of_work import Actor, ReadUnit, UnitOfWork

__all__ = ["Database", "DatabaseUnavailable", "metadata", "unavailable", "with_driver"]


class DatabaseUnavailable(Unavailable):
    """The database does not answer."""

    code = "database.unavailable"


def with_driver(url: str) -> URL:
    """Read any spelling of a PostgreSQL address (`postgres://`, `postgresql://`) for psycopg 3."""
    if url.startswith("postgres://"):
        url = "postgresql://" + url.removeprefix("postgres://")
    return make_url(url).set(drivername="postgresql+psycopg")


BeforeCommit = Callable[[UnitOfWork], Awaitable[object]]
"""What is done last in every unit of work, after its events were written."""


def _dumps(value: Any) -> str:
    return orjson.dumps(value).decode()


class Database:
    """A PostgreSQL database as the application role sees it: one organisation at a time.

    Args:
        url: Address with the application role's name and password.
        clock: Where events get their time from.
        pool_size: Connections at most; asking for more waits.
        before_commit: A reader of the log that keeps tables of its own in the same transaction.
        vault: Data keys for sealed columns; without them nothing can be sealed.
    """

    def __init__(
        self,
        url: str,
        *,
        clock: Clock | None = None,
        pool_size: int = 10,
        before_commit: BeforeCommit | None = None,
        vault: Vault | None = None,
    ) -> None:
        self.clock: Clock = clock or SystemClock()
        self._before_commit = before_commit
        self.vault = vault
        self.engine: AsyncEngine = create_async_engine(
            with_driver(url),
            pool_size=pool_size,
            max_overflow=0,
            pool_timeout=30,
            pool_pre_ping=True,
            pool_recycle=1800,
            json_serializer=_dumps,
            json_deserializer=orjson.loads,
            connect_args={"connect_timeout": 10, "application_name": "pursight"},
        )

    async def dispose(self) -> None:
        """Close all connections."""
        await self.engine.dispose()

    @asynccontextmanager
    async def unit_of_work(
        self, organisation_id: UUID, actor: Actor, trace_id: str = ""
    ) -> AsyncIterator[UnitOfWork]:
        """Open one transaction of one organisation; it commits at the end, or not at all.

        This is the only place of the server that commits. The events recorded on the unit are
        written last, so that their numbers are dense and in the order of the commits; after them
        only `before_commit` runs.

        Raises:
            DatabaseUnavailable: No connection can be had, or it broke.
        """
        async with _translated(), self.engine.connect() as connection, connection.begin():
            await connection.execute(_ENTER, {"organisation": str(organisation_id)})
            uow = UnitOfWork(
                connection=connection,
                organisation_id=organisation_id,
                clock=self.clock,
                vault=self.vault,
                actor=actor,
                trace_id=trace_id or current_trace_id(),
            )
            yield uow
            await uow.write_events()
            if self._before_commit is not None:
                await self._before_commit(uow)

    @asynccontextmanager
    async def reading(self, organisation_id: UUID) -> AsyncIterator[ReadUnit]:
        """Open a read-only transaction of one organisation; all of it sees one state.

        Raises:
            DatabaseUnavailable: No connection can be had, or it broke.
        """
        async with _translated(), self.engine.connect() as connection:
            await connection.execution_options(
                isolation_level="REPEATABLE READ", postgresql_readonly=True
            )
            async with connection.begin():
                await connection.execute(_ENTER, {"organisation": str(organisation_id)})
                yield ReadUnit(
                    connection=connection,
                    organisation_id=organisation_id,
                    clock=self.clock,
                    vault=self.vault,
                )

    @asynccontextmanager
    async def outside(self) -> AsyncIterator[AsyncConnection]:
        """Open a transaction that belongs to no organisation: it sees no tenant row at all.

        For look-ups by the functions that `tenancy.look_up` made, and for tables of the whole
        installation. Commits at the end.

        Raises:
            DatabaseUnavailable: No connection can be had, or it broke.
        """
        async with _translated(), self.engine.connect() as connection, connection.begin():
            yield connection

    @property
    def connections_in_use(self) -> int:
        """How many connections of the pool are taken now."""
        pool = self.engine.pool
        return pool.checkedout() if isinstance(pool, QueuePool) else 0

    async def organisations(self) -> list[UUID]:
        """List every organisation's id, for tasks that walk all of them."""
        async with self.outside() as connection:
            found = await connection.execute(text("SELECT all_organisations()"))
            return list(found.scalars())


_ENTER = text("SELECT set_config('pursight.organisation', :organisation, true)")


@asynccontextmanager
async def _translated() -> AsyncIterator[None]:
    try:
        yield
    except OperationalError as error:
        raise unavailable() from error
    except DBAPIError as error:
        if error.connection_invalidated:
            raise unavailable() from error
        raise
    except PoolExhausted as error:
        raise unavailable() from error


def unavailable() -> DatabaseUnavailable:
    """Word that the database does not answer."""
    return DatabaseUnavailable(
        "the database does not answer",
        hint="Try again in a moment; `pursight server doctor` tells more.",
    )
