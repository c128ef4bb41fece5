"""One connection through SQLAlchemy: opened late, statements sent as they are."""

import logging
import re
from collections.abc import Iterator
from dataclasses import replace
from typing import Any

import sqlalchemy
from sqlalchemy.engine import Connection, CursorResult, Dialect, Engine
from sqlalchemy.pool import NullPool

from pursight_agent.connectors.warehouse.address import Address, plain_url
from pursight_agent.connectors.warehouse.errors import translated
from pursight_agent.connectors.warehouse.flavour import Flavour
from pursight_agent.load.meter import Meter
from pursight_agent.source import PasswordNeeded

_LOGGER = "pursight"
_TALKATIVE = (f"sqlalchemy.engine.Engine.{_LOGGER}", "snowflake", "databricks", "trino", "google")
_PLACEHOLDER = re.compile(r"\{(catalog|region|seconds|milliseconds)\}")


class Session:
    """Statements to one database.

    They are sent without parameters and exactly as composed, so no `%` or `:` in a name means
    anything. After an error the connection is let go of: the next statement has a new one.
    """

    def __init__(self, flavour: Flavour, address: Address) -> None:
        self.flavour = flavour
        self.meter = Meter()
        self._address = address
        self._engine: Engine | None = None
        self._connection: Connection | None = None

    @property
    def address(self) -> Address:
        """Where it is."""
        return self._address

    def limit(self, seconds: float) -> None:
        """Let a statement take so long, from the next connection on."""
        if seconds != self._address.seconds:
            self.close()
            self._address = replace(self._address, seconds=seconds)

    def quote(self, name: str) -> str:
        """Quote an identifier as the dialect does, whatever is in it."""
        if self.flavour.quote is not None:
            return self.flavour.quote(name)
        with translated(self.flavour, "the source"):
            preparer = self._dialect().identifier_preparer
        quoted = preparer.quote_identifier(name)
        # Dialects whose parameters are %s double each %; nothing here has parameters.
        return quoted.replace("%%", "%") if preparer._double_percents else quoted  # noqa: SLF001

    def relation(self, schema: str, name: str) -> str:
        """Spell a table with its schema."""
        return f"{self.quote(schema)}.{self.quote(name)}" if schema else self.quote(name)

    def rows(self, statement: str, what: str) -> list[tuple[Any, ...]]:
        """All rows of a statement."""
        with translated(self.flavour, what), self._cleaning():
            result = self._execute(statement)
            return [tuple(row) for row in result.fetchall()]

    def named_rows(self, statement: str, what: str) -> list[dict[str, Any]]:
        """All rows of a statement, by names in lower case."""
        with translated(self.flavour, what), self._cleaning():
            result = self._execute(statement)
            names = [str(name).lower() for name in list(result.keys())]
            return [dict(zip(names, row, strict=True)) for row in result.fetchall()]

    def chunks(self, statement: str, what: str, size: int) -> Iterator[list[tuple[Any, ...]]]:
        """Rows a few at a time, not held in memory where the driver can stream."""
        with translated(self.flavour, what), self._cleaning():
            result = self._execute(statement, stream=True)
            try:
                while rows := result.fetchmany(size):
                    yield [tuple(row) for row in rows]
            finally:
                result.close()

    def driver_connection(self) -> Any:
        """The driver's own connection, for roads that SQLAlchemy does not know."""
        return self._open().connection.driver_connection

    def filled(self, statement: str) -> str:
        """Put the database's name and the limits into a statement of the flavour.

        Of the flavour only: in any other statement braces are part of a table's name.
        """
        region = f"region-{self._address.options.get('location', 'us').lower()}"
        catalog = self._address.database or self._address.host

        def fill(match: re.Match[str]) -> str:
            match match[1]:
                case "catalog":
                    return self.quote(catalog)
                case "region":
                    return self.quote(region)
                case "seconds":
                    return str(max(1, int(self._address.seconds)))
                case _:
                    return str(max(1, int(self._address.seconds * 1000)))

        return _PLACEHOLDER.sub(fill, statement)

    def close(self) -> None:
        """Let go of the connection; the next statement opens another."""
        connection, self._connection = self._connection, None
        engine, self._engine = self._engine, None
        if connection is not None:
            self.meter.closed()
            try:
                connection.close()
            except Exception:  # noqa: BLE001  border: a connection that is lost cannot be closed well
                connection.invalidate()
        if engine is not None:
            engine.dispose()

    def _execute(self, statement: str, *, stream: bool = False) -> CursorResult[Any]:
        connection = self._open()
        self.meter.statement(statement)
        options = {"no_parameters": True, "stream_results": stream}
        return connection.exec_driver_sql(statement, execution_options=options)

    def _cleaning(self) -> "_Cleaning":
        return _Cleaning(self)

    def _open(self) -> Connection:
        if self._connection is None:
            with translated(self.flavour, "the source", connecting=True):
                connection = self._made().connect()
            self._connection = connection
            self.meter.opened()
            if self.flavour.opened is not None:
                self.flavour.opened(connection.connection.driver_connection, self._address)
            for statement in self.flavour.begin:
                self.meter.statement(statement)
                connection.exec_driver_sql(
                    self.filled(statement), execution_options={"no_parameters": True}
                )
        return self._connection

    def _made(self) -> Engine:
        if self._engine is None:
            self._check_secret()
            make = self.flavour.connect
            url, arguments = (
                make(self._address)
                if make is not None
                else (plain_url(self._address, self.flavour.driver), {})
            )
            _hush()
            self._engine = sqlalchemy.create_engine(
                url,
                poolclass=NullPool,
                echo=False,
                hide_parameters=True,
                logging_name=_LOGGER,
                **arguments,
            )
        return self._engine

    def _check_secret(self) -> None:
        otherwise = {"authenticator", "private_key_file"} & self._address.options.keys()
        if self.flavour.needs_password and not self._address.secret and not otherwise:
            raise PasswordNeeded(
                f"{self.flavour.name} at {self._address.place!r} asks for a password or token.",
                hint="Keep it in the agent's store of secrets, or set "
                f"{self.flavour.variable} in the environment.",
            )

    def _dialect(self) -> Dialect:
        return self._made().dialect


def _hush() -> None:
    """Let nobody log rows: at its finest level SQLAlchemy logs each one, whatever `echo` says."""
    for name in _TALKATIVE:
        logging.getLogger(name).setLevel(logging.ERROR)


class _Cleaning:
    """Let go of a connection in which something failed: its transaction is of no more use."""

    def __init__(self, session: Session) -> None:
        self._session = session

    def __enter__(self) -> None:
        """Nothing to prepare."""

    def __exit__(self, kind: type[BaseException] | None, *_: object) -> None:
        if kind is not None and kind is not GeneratorExit:
            self._session.close()
