"""Readings: queries on a pool of threads, the newest of each name, delivered to the GUI thread."""

import logging
import threading
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any, TypeVar

import shiboken6
import sqlcipher3
from PySide6.QtCore import QObject, Qt, QThreadPool, Signal, Slot

from pursight.errors import PurSightError
from pursight_desktop.background.lingering import Lingering
from pursight_desktop.replica.store import Store

THREADS = 3
"""Enough that a slow facet count does not hold up the page that is looked at."""

_log = logging.getLogger("pursight.console")

T = TypeVar("T")


class Defect(PurSightError):
    """Something in the console itself went wrong."""

    code = "console.defect"


@dataclass(slots=True, eq=False)
class _Reading:
    owner: QObject
    name: str
    query: Callable[[Any], Any]
    done: Callable[[Any], None]
    failed: Callable[[PurSightError], None]
    wanted: bool = True
    connection: sqlcipher3.Connection | None = None
    lock: threading.Lock = field(default_factory=threading.Lock)
    value: Any = None
    error: PurSightError | None = None

    def drop(self) -> None:
        """Want it no more; stop its query if it runs."""
        with self.lock:
            self.wanted = False
            if self.connection is not None:
                self.connection.interrupt()

    def run(self, store: Store) -> None:
        """Ask the replica; on a thread of the pool."""
        try:
            with store.reader() as connection:
                self._ask(connection)
        except PurSightError as error:
            self.error = error
        except Exception as error:  # noqa: BLE001  border: told to the person
            if self.wanted:
                _log.exception("a reading failed: %s", self.name)
                self.error = defect(error)

    def _ask(self, connection: sqlcipher3.Connection) -> None:
        with self.lock:
            if not self.wanted:
                return
            self.connection = connection
        try:
            self.value = self.query(connection)
        finally:
            with self.lock:  # from here on nobody may interrupt: the next reading uses it
                self.connection = None


class Readings(QObject):
    """Runs queries beside the user interface; lives on the GUI thread.

    Args:
        store: What is read.
        failed: Is told of failures that nobody else wants to know.
    """

    _finished = Signal(object)

    def __init__(
        self, store: Store, failed: Callable[[PurSightError], None], parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self._store, self._failed = store, failed
        self._newest: dict[tuple[int, str], _Reading] = {}
        self._after: dict[tuple[int, str], _Reading] = {}
        self._watched: set[int] = set()
        self._running: set[_Reading] = set()
        self._lingering = Lingering()
        self._pool = QThreadPool(self)
        self._pool.setMaxThreadCount(THREADS)
        self._pool.setExpiryTimeout(-1)  # each thread keeps its connection
        self._open = True
        self._finished.connect(self._deliver, Qt.ConnectionType.QueuedConnection)

    def read(
        self,
        owner: QObject,
        name: str,
        query: Callable[[sqlcipher3.Connection], T],
        done: Callable[[T], None],
        failed: Callable[[PurSightError], None] | None = None,
        *,
        patient: bool = False,
    ) -> None:
        """Begin a reading; an older one of the same owner and name is dropped.

        A patient one lets the older be told first: whoever looks again at every change would else
        never see an answer while changes come faster than answers.
        """
        if not self._open or not shiboken6.isValid(owner):
            return
        key = (id(owner), name)
        reading = _Reading(owner, name, query, done, failed or self._failed)
        self._after.pop(key, None)
        if patient and key in self._newest:
            self._after[key] = reading
            return
        older = self._newest.pop(key, None)
        if older is not None:
            older.drop()
        self._begin(key, reading)

    def _begin(self, key: tuple[int, str], reading: _Reading) -> None:
        owner = reading.owner
        self._newest[key] = reading
        self._running.add(reading)
        if id(owner) not in self._watched:
            self._watched.add(id(owner))
            gone = id(owner)
            owner.destroyed.connect(lambda *_: self._forget(gone))

        def work() -> None:
            if reading.wanted:
                reading.run(self._store)
            self._finished.emit(reading)

        # never QRunnable.create: the pool deletes it behind the back of its Python half, which then
        # stands for whatever Qt makes at the same address
        self._pool.start(work)

    @property
    def idle(self) -> bool:
        """Whether nothing is being read or waits to be delivered."""
        return not self._newest

    def close(self) -> None:
        """Drop what runs, and wait for its threads."""
        self._open = False
        for reading in self._newest.values():
            reading.drop()
        self._newest.clear()
        self._after.clear()
        self._pool.waitForDone()
        self._running.clear()
        self._lingering.clear()

    @Slot(object)
    def _deliver(self, reading: _Reading) -> None:
        self._running.discard(reading)
        self._lingering.keep(reading)
        value, reading.value = reading.value, None
        key = (id(reading.owner), reading.name)
        if self._newest.get(key) is not reading:
            return
        del self._newest[key]
        next_ = self._after.pop(key, None)
        if not reading.wanted or not shiboken6.isValid(reading.owner):
            return
        if next_ is not None:
            self._begin(key, next_)
        if reading.error is not None:
            reading.failed(reading.error)
        else:
            reading.done(value)

    def _forget(self, owner: int) -> None:
        self._watched.discard(owner)
        for key in [key for key in self._newest if key[0] == owner]:
            self._newest.pop(key).drop()
        for key in [key for key in self._after if key[0] == owner]:
            del self._after[key]


def defect(error: BaseException) -> Defect:
    """Word a defect of the console itself for the person."""
    return Defect(
        f"The console has a defect here ({type(error).__name__}).",
        hint="Your work is kept. Settings › Diagnostics makes a bundle to report it with.",
    )
