"""Store: a replica's file; readers with snapshots, one writer at a time, news after commits."""

import logging
import threading
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, ClassVar, Final, Self
from uuid import UUID

import sqlcipher3

from pursight.protocol.sync import Key
from pursight_desktop.replica import files
from pursight_desktop.replica.errors import ReplicaDamaged, ReplicaUnavailable
from pursight_desktop.replica.files import Connection
from pursight_desktop.replica.schema import TEXT_INDEXES

MANY: Final = 5_000
"""From so many touched rows on the news does not name them."""


SMALL: Final = 32 * 1024 * 1024
"""Bytes of a file that is quickly written anew."""


@dataclass(frozen=True, slots=True)
class Touched:
    """What a transaction changed.

    Attributes:
        entities: Of the rows; `outbox` and `tray` are among them when these changed.
        keys: None when there are very many.
    """

    entities: frozenset[str]
    keys: frozenset[Key] | None


@dataclass(slots=True)
class Writer:
    """One write transaction.

    Attributes:
        connection: Inside the transaction.
        before_commit: Called at its end; what batches its writes hooks in here.
        kept: Objects that live as long as the transaction, by name.
        erases: Something was erased that must not be found in the file any more.
        evicts: Rows went that the person may not see any more.
        go_on: Raises when the store is being closed: a long transaction must not hold that up.
    """

    connection: Connection
    go_on: Callable[[], None] = lambda: None
    before_commit: list[Callable[[], None]] = field(default_factory=list)
    kept: dict[str, Any] = field(default_factory=dict)
    erases: bool = False
    evicts: bool = False
    _keys: set[tuple[str, bytes]] = field(default_factory=set)
    _entities: set[str] = field(default_factory=set)
    _everything: bool = False

    def touch(self, entity: str, row_id: bytes) -> None:
        """Note that a row is shown differently now."""
        self.go_on()
        self._entities.add(entity)
        if len(self._keys) <= MANY:
            self._keys.add((entity, row_id))

    def touch_entity(self, entity: str) -> None:
        """Note that something changed that has no key, the outbox say."""
        self._entities.add(entity)

    def touch_all(self, entities: Iterable[str]) -> None:
        """Note that all rows of entities are shown differently now."""
        self._entities.update(entities)
        self._everything = True

    def touched(self) -> Touched | None:
        """Say what changed; None for nothing."""
        if not self._entities:
            return None
        if self._everything or len(self._keys) > MANY:
            return Touched(frozenset(self._entities), None)
        keys = frozenset((entity, UUID(bytes=row_id)) for entity, row_id in self._keys)
        return Touched(frozenset(self._entities), keys)


_log = logging.getLogger("pursight.console")

_IS_UNTIDY = "SELECT 1 FROM meta WHERE name = 'untidy'"
_NOTE_UNTIDY = "INSERT OR REPLACE INTO meta VALUES ('untidy', 'true')"
_FORGET_UNTIDY = "DELETE FROM meta WHERE name = 'untidy'"


class Store:
    """A replica's file. May be used from any thread."""

    _encrypted: ClassVar[bool] = True  # a test looks into an unencrypted one

    def __init__(self, path: Path, key: bytes) -> None:
        self._path, self._key = path, key
        self._lock, self._reading = threading.RLock(), threading.Lock()
        self._local = threading.local()
        self._readers: list[Connection] = []
        self._busy: set[Connection] = set()
        self._listeners: list[Callable[[Touched], None]] = []
        self._closed = self._is_let_go = False
        self._inside = False
        self._scrub_due = False
        self._writer = files.open_file(path, key, encrypted=self._encrypted)
        self._tidy_due = self._writer.execute(_IS_UNTIDY).fetchone() is not None
        if self._tidy_due:  # whoever evicted was killed before the file was clean
            self._scrub_due = True
            self._clean(Writer(self._writer))

    @classmethod
    def open(cls, path: Path, key: bytes) -> Self:
        """Open a replica, or make an empty one.

        Args:
            path: Its file; `-wal` and `-shm` lie beside it.
            key: 32 bytes.

        Raises:
            WrongKey: The key is another one's.
            ReplicaDamaged: It cannot be read; `files.recover` puts it aside.
            OlderReplica: An older console wrote it; its edits can be salvaged.
            NewerReplica: A newer console wrote it.
            ReplicaUnavailable: The disk does not let us.
        """
        return cls(path, key)

    @property
    def path(self) -> Path:
        """Where the file lies."""
        return self._path

    def size(self) -> int:
        """Bytes on the disk."""
        return sum(one.stat().st_size for one in files.parts(self._path) if one.exists())

    @contextmanager
    def reader(self) -> Iterator[Connection]:
        """Give this thread's connection; what it reads is one state until the block ends."""
        known: Connection | None = getattr(self._local, "connection", None)
        if known in self._busy:  # the block is inside another one of the same thread
            yield known
            return
        connection = self._reader()
        try:
            with _translated(self._path):
                connection.execute("BEGIN")
                try:
                    yield connection
                finally:
                    self._end_snapshot(connection)
        finally:
            self._leave(connection)
        if self._scrub_due and self._lock.acquire(blocking=False):
            try:
                if not self._inside and not self._closed:
                    self._clean(Writer(self._writer))
            finally:
                self._lock.release()

    @contextmanager
    def writing(self) -> Iterator[Writer]:
        """Give a transaction: all of the block is kept, or nothing if it raises."""
        with self._lock:
            self._check_open()
            if self._inside:
                raise RuntimeError("a transaction inside a transaction")
            self._inside = True
            try:
                writer = Writer(self._writer, self._check_open)
                with _translated(self._path):
                    self._writer.execute("BEGIN IMMEDIATE")
                    yield writer
                    while writer.before_commit:
                        writer.before_commit.pop(0)()
                    if writer.evicts:
                        self._writer.execute(_NOTE_UNTIDY)
                    self._writer.execute("COMMIT")
            except BaseException:
                if self._writer.in_transaction:
                    self._writer.execute("ROLLBACK")
                raise
            finally:
                self._inside = False
            self._clean(writer)
            touched = writer.touched()
        if touched is not None:
            for listener in list(self._listeners):
                listener(touched)

    def subscribe(self, listener: Callable[[Touched], None]) -> Callable[[], None]:
        """Be told after each commit, on the thread that wrote; returns what ends that."""
        self._listeners.append(listener)

        def leave() -> None:
            if listener in self._listeners:
                self._listeners.remove(listener)

        return leave

    @property
    def tidy_due(self) -> bool:
        """Whether rows were evicted since the last `tidy`, and the file is a large one."""
        return self._tidy_due

    def tidy(self) -> None:
        """Write indexes anew after evictions; for a time when there is nothing else to do.

        What is deleted is overwritten at once. But when the database library moves an entry from
        one page of an index to another, its old place keeps a copy until that is used again; only
        writing the index anew takes such copies away. Of a small file all is written anew with
        every eviction; of a large one that would take minutes.
        """
        if not self._tidy_due:
            return
        for name in TEXT_INDEXES:
            with self.writing() as writer:
                writer.connection.execute(f"REINDEX {name}")
                writer.erases = True
        with self.writing() as writer:
            writer.connection.execute(_FORGET_UNTIDY)
        self._tidy_due = False

    def close(self) -> None:
        """Close every connection; who still reads gets an error.

        A transaction that is under way is given up and leaves nothing: all of a large copy may be
        about to change, which takes minutes.
        """
        if not self._closed:
            self._closed = True
            self._writer.interrupt()
        with self._lock, self._reading:
            if self._is_let_go:
                return
            self._is_let_go = True
            self._writer.execute("SELECT 1").fetchone()  # else what interrupted also stops the end
            for reader in self._readers:
                if reader in self._busy:
                    reader.interrupt()  # its own thread closes it: it may be inside the library
                else:
                    reader.close()
            self._readers.clear()
            self._writer.close()

    def destroy(self) -> None:
        """Make the file unreadable, then delete it."""
        self.close()
        files.destroy(self._path)

    def _check_open(self) -> None:
        if self._closed:
            raise ReplicaUnavailable("The local copy has been closed.")

    def _reader(self) -> Connection:
        known: Connection | None = getattr(self._local, "connection", None)
        with self._reading:
            self._check_open()
            if known is None:
                known = files.connect(self._path, self._key, encrypted=self._encrypted)
                known.execute("PRAGMA query_only = ON")
                self._local.connection = known
                self._readers.append(known)
            self._busy.add(known)
        return known

    def _end_snapshot(self, connection: Connection) -> None:
        try:
            connection.execute("ROLLBACK")
        except sqlcipher3.Error:
            # interrupted while another of its cursors was half read: it would stay in its snapshot
            # for ever, and the log could never be emptied
            with self._reading:
                if connection in self._readers:
                    self._readers.remove(connection)
            self._local.connection = None
            connection.close()

    def _leave(self, connection: Connection) -> None:
        with self._reading:
            self._busy.discard(connection)
            if self._closed:
                connection.close()

    def _clean(self, writer: Writer) -> None:
        """Take what was erased out of the file, as far as that is quick.

        The transaction is committed by now: where the disk does not let us, it is tried again
        after the next one.
        """
        self._tidy_due = self._tidy_due or writer.evicts
        self._scrub_due = self._scrub_due or writer.erases
        try:
            if self._tidy_due and self.size() < SMALL:
                self._writer.execute("VACUUM")
                self._writer.execute(_FORGET_UNTIDY)
                self._tidy_due = False
            if self._scrub_due:
                self._scrub()
        except (sqlcipher3.DatabaseError, OSError) as error:
            _log.info("the local copy was not cleaned: %s", type(error).__name__)

    def _scrub(self) -> None:
        """Empty the log, which still holds what was erased; later if readers hold it."""
        self._writer.execute("PRAGMA busy_timeout = 0")  # whoever writes must not wait for readers
        try:
            busy, *_ = self._writer.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()
            self._scrub_due = bool(busy)
        finally:
            self._writer.execute(f"PRAGMA busy_timeout = {files.PATIENCE_MS}")


@contextmanager
def _translated(path: Path) -> Iterator[None]:
    """Say in our words what the database library says in its."""
    try:
        yield
    except sqlcipher3.OperationalError as error:
        if files.passes(error):
            raise ReplicaUnavailable(
                f"The local copy cannot be read or written: {error}.",
                hint="Check that the disk has room and works, then try again.",
            ) from error
        raise
    except sqlcipher3.DatabaseError as error:
        if any(words in str(error) for words in ("malformed", "not a database")):
            files.mark_damaged(path)
            raise ReplicaDamaged(
                "The local copy is damaged.", hint="Restart the console: it fetches a new copy."
            ) from error
        raise
