"""The agent's SQLite files: opened durable, one writer, errors of the disk told apart."""

import sqlite3
import threading
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

from pursight.errors import Fault, PurSightError


class DiskFull(PurSightError):
    """Nothing more can be stored; what is stored is safe."""

    code = "spool.disk_full"
    fault = Fault.WORLD
    status = 503


class StoreBroken(PurSightError):
    """A file of the agent cannot be read."""

    code = "spool.broken"
    fault = Fault.WORLD
    status = 503


class LocalDatabase:
    """A SQLite file in WAL with synchronous=FULL, used by all threads through one connection.

    Args:
        path: Of the file; made with rights for its owner only.
        schema: Statements that may be carried out each time it is opened.
    """

    def __init__(self, path: Path, schema: str) -> None:
        self.path = path
        self._lock = threading.RLock()
        path.touch(mode=0o600, exist_ok=True)
        with self._translated():
            self._connection = sqlite3.connect(
                path, isolation_level=None, check_same_thread=False, timeout=30
            )
            self._connection.row_factory = sqlite3.Row
            self._connection.execute("PRAGMA journal_mode = WAL")
            self._connection.execute("PRAGMA synchronous = FULL")
            self._connection.execute("PRAGMA foreign_keys = ON")
            self._connection.executescript(schema)

    def prepare(self, schema: str) -> None:
        """Add tables to the file; statements that may be carried out each time."""
        with self._lock, self._translated():
            self._connection.executescript(schema)

    @contextmanager
    def transaction(self) -> Iterator[sqlite3.Connection]:
        """All or nothing; durable when it ends.

        Raises:
            DiskFull: Nothing of it was stored.
            StoreBroken: The file is damaged or cannot be used.
        """
        with self._lock, self._translated():
            self._connection.execute("BEGIN IMMEDIATE")
            try:
                yield self._connection
                self._connection.execute("COMMIT")
            except BaseException:
                if self._connection.in_transaction:
                    self._connection.execute("ROLLBACK")
                raise

    @contextmanager
    def reading(self) -> Iterator[sqlite3.Connection]:
        """Read; one state for the whole block."""
        with self._lock, self._translated():
            yield self._connection

    def close(self) -> None:
        """Fold the WAL in and let go of the file."""
        with self._lock:
            self._connection.close()

    @contextmanager
    def _translated(self) -> Iterator[None]:
        try:
            yield
        except sqlite3.Error as error:
            raise _translate(self.path, error) from error


def _translate(path: Path, error: sqlite3.Error) -> PurSightError:
    name = getattr(error, "sqlite_errorname", "")
    if name == "SQLITE_FULL" or (
        name.startswith("SQLITE_IOERR") and "READ" not in name and "CORRUPT" not in name
    ):
        return DiskFull(
            f"The disk under {path.parent} is full: nothing more can be stored.",
            hint="Free some space there. Nothing that was stored is lost; work goes on by itself.",
        )
    return StoreBroken(
        f"{path.name} cannot be used ({name or type(error).__name__}).",
        hint=f"Look at {path} and the disk it lies on.",
    )


def set_aside_if_broken(path: Path, stamp: str) -> Path | None:
    """Rename a damaged database so that a fresh one takes its place; None if it is whole.

    Nothing is deleted: what was in it can still be looked at.
    """
    if not path.exists() or _is_whole(path):
        return None
    aside = path.with_name(f"{path.stem}.damaged-{stamp}{path.suffix}")
    for ending in ("", "-wal", "-shm"):
        part = path.with_name(path.name + ending)
        if part.exists():
            part.rename(aside.with_name(aside.name + ending))
    return aside


def _is_whole(path: Path) -> bool:
    try:
        with closing(sqlite3.connect(path)) as connection:
            return bool(connection.execute("PRAGMA quick_check").fetchone()[0] == "ok")
    except sqlite3.Error as error:
        return getattr(error, "sqlite_errorname", "") not in {"SQLITE_CORRUPT", "SQLITE_NOTADB"}
