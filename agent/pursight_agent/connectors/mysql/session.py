"""One connection to the server: settings, questions, rows as they come, and how to stop it."""

import threading
from collections import namedtuple
from collections.abc import Generator, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pymysql
from pymysql.converters import conversions

from pursight_agent.connectors.mysql.address import Address
from pursight_agent.connectors.mysql.errors import (
    CLEAR_TEXT,
    INTERRUPTED,
    NO_CONNECTION,
    ClearTextRefused,
    code_of,
)
from pursight_agent.connectors.mysql.rows import Cells, Rows
from pursight_agent.load.meter import Meter
from pursight_agent.source import SourceError

_SETTINGS = {
    "time_zone": "'+00:00'",
    "sql_mode": "''",  # char without its padding, no quoting of another kind, no new errors
    "net_write_timeout": "3600",  # the server waits as long while the agent measures a batch
    "wait_timeout": "28800",
    "lock_wait_timeout": "10",
    "innodb_lock_wait_timeout": "10",
    "sql_select_limit": "18446744073709551615",
    "sql_big_selects": "1",
}
_BEGIN = (
    "SET SESSION TRANSACTION ISOLATION LEVEL REPEATABLE READ",
    "START TRANSACTION WITH CONSISTENT SNAPSHOT, READ ONLY",
)
_ENCODERS: Any = {kind: code for kind, code in conversions.items() if not isinstance(kind, int)}
"""How parameters are written; cells are not decoded, they come as the bytes the server sends."""
_GRACE_SECONDS = 60
_UNKNOWN_VARIABLE = 1193


class Session:
    """A connection whose every statement is watched by a clock.

    Raises:
        pymysql.Error: From every method but `close`; `errors.translated` puts it into our words.
    """

    def __init__(
        self, address: Address, statement_seconds: int, *, meter: Meter | None = None
    ) -> None:
        self._address = address
        self.statement_seconds = statement_seconds
        self._meter = meter or Meter()
        self.connections = 2
        self._connection = _connect(address, read_timeout=statement_seconds + _GRACE_SECONDS)
        self._meter.opened()
        self._counted_in = True
        self._lock = threading.Lock()
        self._watches = 0
        self._interrupted = False
        try:
            self._introduce()
            self._prepare()
        except BaseException:
            self.close()
            raise

    def _introduce(self) -> None:
        row = self.ask(
            "SELECT VERSION() AS version, CONNECTION_ID() AS id, CURRENT_USER() AS account, "
            "DATABASE() AS name, @@character_set_server AS encoding"
        )[0]
        self.version: str = row.version
        self.account: str = row.account
        self.database: str = row.name or ""
        self.encoding: str = row.encoding
        self._id = int(row.id)
        self._server = self.ask(_WHICH)

    @property
    def is_mariadb(self) -> bool:
        """Whether it is MariaDB and not MySQL."""
        return "mariadb" in self.version.lower()

    @property
    def open(self) -> bool:
        """Whether the connection still stands, as far as is known here."""
        return bool(self._connection.open)

    def _prepare(self) -> None:
        settings = dict(_SETTINGS)
        if self.is_mariadb:
            settings |= {"idle_transaction_timeout": "0", "idle_readonly_transaction_timeout": "0"}
        else:
            settings["information_schema_stats_expiry"] = "0"
        for name, value in settings.items():
            try:
                self.run(f"SET SESSION {name} = {value}")
            except pymysql.Error as error:
                if code_of(error) != _UNKNOWN_VARIABLE:  # an older server, or one that is like it
                    raise
        self._set_time(self.statement_seconds)

    def _set_time(self, seconds: int) -> None:
        """Let the server itself end what takes longer; 0 is no end."""
        if self.is_mariadb:
            self.run(f"SET SESSION max_statement_time = {seconds}")
        else:
            self.run(f"SET SESSION max_execution_time = {seconds * 1000}")

    @contextmanager
    def in_the_servers_zone(self) -> Iterator[None]:
        """Take times inside for the server's local ones; InnoDB knows no other."""
        self.run("SET SESSION time_zone = 'SYSTEM'")
        try:
            yield
        finally:
            if self.open:
                self.run(f"SET SESSION time_zone = {_SETTINGS['time_zone']}")

    def limit(self, seconds: int) -> None:
        """Change how long a statement, or the wait for a batch of rows, may last."""
        self.statement_seconds = seconds
        self._set_time(seconds)

    def begin(self) -> None:
        """Start over with a new snapshot."""
        self.run("ROLLBACK")
        for statement in _BEGIN:
            self.run(statement)

    def run(self, statement: str) -> None:
        """Execute what gives no rows."""
        self._recover()
        with self.watched(), self._connection.cursor() as cursor:
            self._meter.statement(statement)
            cursor.execute(statement)

    def ask(self, statement: str, parameters: Sequence[str] = ()) -> list[Any]:
        """Fetch all rows as named tuples of texts; columns are named by their aliases."""
        self._recover()
        with self.watched(), self._connection.cursor() as cursor:
            self._meter.statement(statement)
            cursor.execute(statement, tuple(parameters) or None)
            names = [column[0] for column in cursor.description]
            row = namedtuple("Row", names, rename=True)  # type: ignore[misc]
            return [row._make(map(_text, cells)) for cells in cursor.fetchall()]

    def rows(self, statement: str, *, batch_rows: int) -> Generator[list[Cells]]:
        """Yield the rows in lists, as raw cells; none for an empty result.

        The clock watches each list, so a long but productive reading is not ended.
        """
        self._set_time(0)
        cursor = self._connection.cursor(Rows)
        whole = False
        try:
            with self.watched():
                self._meter.statement(statement)
                cursor.execute(statement)
                part = cursor.take(batch_rows)
            while part:
                yield part
                with self.watched():
                    part = cursor.take(batch_rows)
            whole = True
        except pymysql.Error:
            whole = True  # the server has nothing more to send
            raise
        finally:
            self._let_go(cursor, whole=whole)

    def _let_go(self, cursor: Rows, *, whole: bool) -> None:
        """Make the connection ready for the next statement, or close it when that is hopeless."""
        if not self.open or (not whole and not self.interrupt()):
            cursor.abandon()
            self.close()
            return
        try:
            with self.watched():
                cursor.close()  # reads what is still on its way
        except pymysql.Error as error:
            cursor.abandon()
            if code_of(error) not in INTERRUPTED:
                self.close()
                return
        try:
            self._set_time(self.statement_seconds)
        except pymysql.Error:
            self.close()

    @contextmanager
    def watched(self) -> Iterator[None]:
        """End the statement that runs inside when it takes too long."""
        self._watches += 1
        clock = threading.Timer(self.statement_seconds, self._overdue, (self._watches,))
        clock.daemon = True
        clock.start()
        try:
            yield
        finally:
            clock.cancel()
            with self._lock:  # no interruption may be on its way to the next statement
                self._watches += 1

    def _overdue(self, watch: int) -> None:
        with self._lock:
            if watch == self._watches:
                self.interrupt()

    def interrupt(self) -> bool:
        """End the running statement through a second connection; False when it cannot be had.

        The time-out of reading then ends the statement, together with the connection.
        """
        if self.connections < 2:
            return False
        try:
            second = _connect(self._address, read_timeout=10)
        except NO_CONNECTION:
            return False
        except SourceError:
            return False
        self._meter.opened()
        try:
            with second.cursor() as cursor:
                self._meter.statement(_WHICH)
                cursor.execute(_WHICH)
                # Behind a balancer the second connection may end at another server.
                if [tuple(map(_text, row)) for row in cursor.fetchall()] != self._server:
                    return False
                self._interrupted = True
                self._meter.statement("KILL")
                cursor.execute(f"KILL QUERY {self._id}")
        except (pymysql.Error, OSError):
            return False
        finally:
            second.close()
            self._meter.closed()
        return True

    def _recover(self) -> None:
        """Let an interruption that came too late hit a statement that does nothing."""
        if not self._interrupted:
            return
        self._interrupted = False
        try:
            with self._connection.cursor() as cursor:
                self._meter.statement("DO")
                cursor.execute("DO 0")
        except pymysql.Error as error:
            if code_of(error) not in INTERRUPTED:
                raise

    def close(self) -> None:
        """End the session; what it has under way is lost."""
        if self._counted_in:
            self._counted_in = False
            self._meter.closed()
        if self._connection.open:
            self._connection.close()


_WHICH = "SELECT @@hostname AS host, @@port AS port, @@server_id AS id"


def _connect(address: Address, *, read_timeout: int) -> "pymysql.Connection[Any]":
    if address.unix_socket and not Path(address.unix_socket).exists():
        raise FileNotFoundError
    return pymysql.connect(
        **address.driver_options,
        charset="utf8mb4",
        use_unicode=False,
        conv=_ENCODERS,
        autocommit=True,
        local_infile=False,
        read_timeout=read_timeout,
        write_timeout=_GRACE_SECONDS,
        program_name="pursight-agent",
        auth_plugin_map={} if address.trusted else dict.fromkeys(CLEAR_TEXT, ClearTextRefused),
    )


def _text(cell: bytes | None) -> str | None:
    return None if cell is None else cell.decode("utf-8", "replace")
