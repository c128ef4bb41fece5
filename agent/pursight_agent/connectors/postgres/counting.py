"""psycopg's connection and cursor, counting every statement that goes to the server."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any, Self

import psycopg
from psycopg import sql
from psycopg.abc import PQGen
from psycopg.copy import Copy
from psycopg.pq.abc import PGresult
from typing_extensions import override

from pursight_agent.load.meter import Meter


class CountingCursor(psycopg.Cursor[Any]):
    """Counts what is executed and copied."""

    @override
    def execute(self, query: Any, *args: Any, **options: Any) -> Self:
        """Execute, as psycopg does."""
        _count(self.connection, query)
        return super().execute(query, *args, **options)

    @override
    @contextmanager
    def copy(self, statement: Any, *args: Any, **options: Any) -> Iterator[Copy]:
        """Copy, as psycopg does."""
        _count(self.connection, statement)
        with super().copy(statement, *args, **options) as copy:
            yield copy


class CountingConnection(psycopg.Connection[Any]):
    """Counts what psycopg sends by itself too: `BEGIN`, `SAVEPOINT`, `RELEASE`."""

    meter: Meter | None = None

    @override
    def close(self) -> None:
        """Close; counted out once."""
        super().close()
        if self.meter is not None:
            self.meter.closed()
            self.meter = None

    @override
    def _exec_command(self, command: Any, *args: Any) -> PQGen[PGresult | None]:
        _count(self, command)
        return (yield from super()._exec_command(command, *args))


def count_in(connection: CountingConnection, meter: Meter) -> None:
    """Count all that goes over a connection from now on."""
    meter.opened()
    connection.meter = meter


def _count(connection: psycopg.Connection[Any], statement: Any) -> None:
    if not isinstance(connection, CountingConnection) or connection.meter is None:
        return
    if isinstance(statement, sql.Composable):
        statement = statement.as_string(connection)
    text = statement.decode("ascii", "replace") if isinstance(statement, bytes) else str(statement)
    connection.meter.statement(text)
