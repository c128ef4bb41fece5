"""Desk: what every view is given. Reads, writes, the server, and the news; on the GUI thread."""

import logging
import threading
from collections.abc import Awaitable, Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from typing import Any, TypeVar
from uuid import UUID

import shiboken6
import sqlcipher3
from PySide6.QtCore import QObject, Qt, QTimer, Signal, Slot
from PySide6.QtGui import QUndoStack

from pursight.errors import Fault, PurSightError
from pursight_desktop.background.job import Job
from pursight_desktop.background.lingering import Lingering
from pursight_desktop.background.place import Place
from pursight_desktop.background.reading import Readings, defect
from pursight_desktop.background.undo import UndoableChange
from pursight_desktop.language.sayings import in_words
from pursight_desktop.operations.change import Change
from pursight_desktop.operations.online import Online
from pursight_desktop.replica.store import Store, Touched
from pursight_desktop.session.account import Account
from pursight_desktop.session.answers import offline
from pursight_desktop.settings import Preferences
from pursight_desktop.sync.engine import SyncEngine
from pursight_desktop.sync.status import ConsoleStatus

COALESCE_MS = 100
"""Changes are told to the views ten times a second at most."""

MOST_KEYS = 1000
"""From so many rows on the news says only which kinds of rows changed."""

_log = logging.getLogger("pursight.console")

T = TypeVar("T")


@dataclass(frozen=True, slots=True, eq=False)
class _Written:
    """What came of an operation, who is told, and what ran on the other thread."""

    outcome: Change | PurSightError
    done: Callable[[Change], None]
    failed: Callable[[PurSightError], None]
    run: Callable[[], None]


class _NotBegun(PurSightError):
    """An undo that was asked for after another one, which failed."""

    code = "console.not_begun"


class Desk(QObject):
    """What every view is given.

    Everything it calls back is called on the GUI thread, and never after its owner is gone.

    Signals:
        changed: `Touched`: rows that changed, coalesced to ten times a second.
        status: `ConsoleStatus`, whenever it is another, or the person may do other things than
            before; `latest` is the last one.
        place_wanted: `Place` and whether in a new tab; the window goes there.
        notice: Kind (info, success, warning, error) and text, for a toast.
        sign_out_wanted: The person wants their session ended on this machine.
        leaving_wanted: The same, and everything of theirs deleted from it.
        settled: The person has decided or taken something that the server alone knows of; whoever
            counts what waits there looks again.
        did: `Change`, after `do`; a toast may offer `undo.undo()` while `change.can_undo`.

    Args:
        store: The replica.
        account: Whose it is.
        preferences: Of the person on this machine.
        engine: The sync; None for a desk that has no server (a demonstration, a test).
    """

    changed = Signal(object)
    status = Signal(object)
    place_wanted = Signal(object, bool)
    notice = Signal(str, str)
    sign_out_wanted = Signal()
    leaving_wanted = Signal()
    settled = Signal()
    did = Signal(object)

    _touched = Signal()
    _news = Signal(object)
    _written = Signal(object)

    def __init__(
        self,
        store: Store,
        account: Account,
        preferences: Preferences,
        engine: SyncEngine | None = None,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self.store, self.account, self.preferences = store, account, preferences
        self.undo = QUndoStack(self)
        self.undo.setUndoLimit(200)
        self.latest: ConsoleStatus | None = engine.status if engine else None
        self._engine = engine
        self._jobs: dict[tuple[int, str], Job] = {}
        self._readings = Readings(store, self._tell, self)
        self._writer = ThreadPoolExecutor(1, "pursight-operations")
        self._lingering = Lingering()
        self._writing = 0
        self._stepping_back = False
        self._failed_turns = 0
        self._lock = threading.Lock()
        self._pile: Touched | None = None
        self._timer = QTimer(self, interval=COALESCE_MS, singleShot=True)
        self._timer.timeout.connect(self._tell_changed)
        queued = Qt.ConnectionType.QueuedConnection
        self._touched.connect(self._begin_to_coalesce, queued)
        self._news.connect(self._take_status, queued)
        self._written.connect(self._take_written, queued)
        self._leave = [store.subscribe(self._pile_up)]
        if engine is not None:
            self._leave.append(engine.listen(self._news.emit))

    # --- going somewhere ---

    def open(self, place: Place, *, new_tab: bool = False) -> None:
        """Go somewhere."""
        self.place_wanted.emit(place, new_tab)

    # --- reading ---

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
        """Ask the replica beside the user interface.

        Args:
            owner: Who wants it; once it is gone nothing is delivered.
            name: Of the question; an older one of the same owner and name is dropped.
            query: Runs on another thread: it must not touch a widget.
            done: Gets what it returned, on the GUI thread.
            failed: Gets the error instead; without it there is a notice.
            patient: Let an older one be told first; for looking again after changes, which may
                come faster than answers.
        """
        self._readings.read(owner, name, query, done, failed, patient=patient)

    # --- writing ---

    def do(
        self,
        operation: Callable[[Store], Change],
        done: Callable[[Change], None] | None = None,
        failed: Callable[[PurSightError], None] | None = None,
        *,
        owner: QObject | None = None,
    ) -> None:
        """Carry out an operation; one after the other, beside the user interface.

        Its change goes onto the undo stack, a notice says what was done, and the sync is nudged.
        An operation that queued nothing leaves no trace but `done`.

        Args:
            operation: One transaction: if it raises, nothing of it is done.
            done: Gets the change.
            failed: Gets the error instead, to tell it where the person acted, with the text that
                they wrote kept there; without it there is a notice.
            owner: Who gets both; once it is gone an error becomes a notice.
        """
        store = self.store

        def there() -> bool:
            return owner is None or shiboken6.isValid(owner)

        def take(change: Change) -> None:
            self._keep(change, done if there() else None)

        def lost(error: PurSightError) -> None:
            (failed if failed is not None and there() else self._tell)(error)

        self._write(lambda: operation(store), take, lost)

    # --- the server ---

    def online(
        self,
        owner: QObject,
        name: str,
        call: Callable[[Online], Awaitable[T]],
        done: Callable[[T], None],
        failed: Callable[[PurSightError], None] | None = None,
    ) -> Job:
        """Ask the server something that only it can do; offline it fails at once and says so."""
        key = (id(owner), name)
        older = self._jobs.pop(key, None)
        if older is not None:
            older.cancel()
        job = Job(owner, done, failed or self._tell, defect)
        self._jobs[key] = job
        job.finished.connect(lambda: self._forget_job(key, job))
        if self._engine is None:
            job.fail(offline(self.account.server_url))
        else:
            job.follow(self._engine.ask(lambda link: call(Online(link.http, self.account))), call)
        return job

    def sync_now(self) -> None:
        """Ask the server now instead of at the next turn."""
        if self._engine is not None:
            self._engine.retry()

    def look_at(self, asset_id: UUID | None) -> None:
        """Let others see at which asset the person looks; None for none."""
        if self._engine is not None:
            self._engine.look_at(asset_id)

    def rebuild(self) -> None:
        """Fetch the whole copy of the catalog again; edits that wait are kept."""
        if self._engine is not None:
            self._engine.begin_anew()

    # --- the end ---

    @property
    def idle(self) -> bool:
        """Whether nothing is read, written or waits to be told."""
        with self._lock:
            piled = self._pile is not None
        return self._readings.idle and not self._writing and not piled

    @property
    def at_rest(self) -> bool:
        """Whether it is idle, and nothing was asked of the server that it has not answered."""
        return self.idle and not self._jobs

    def close(self) -> None:
        """Tell nobody anything any more, and finish what is being written."""
        for leave in self._leave:
            leave()
        self._leave.clear()
        self._timer.stop()
        for job in list(self._jobs.values()):
            job.cancel()
        self._readings.close()
        self._writer.shutdown(wait=True)
        self._lingering.clear()

    # --- inside ---

    def _write(
        self,
        work: Callable[[], Change],
        done: Callable[[Change], None],
        failed: Callable[[PurSightError], None],
    ) -> None:
        self._writing += 1

        def run() -> None:
            try:
                outcome: Change | PurSightError = work()
            except PurSightError as error:
                outcome = error
            except Exception as error:  # noqa: BLE001  border: told to the person
                _log.exception("an operation failed")
                outcome = defect(error)
            self._written.emit(_Written(outcome, done, failed, run))

        self._writer.submit(run)

    @Slot(object)
    def _take_written(self, written: "_Written") -> None:
        self._writing -= 1
        self._lingering.keep(written)
        outcome = written.outcome
        if isinstance(outcome, PurSightError):
            written.failed(outcome)
        else:
            written.done(outcome)

    def _keep(self, change: Change, done: Callable[[Change], None] | None) -> None:
        if change.mids:
            if change.can_undo:
                self.undo.push(UndoableChange(change, self._turn_round))
            self._nudge()
            self.notice.emit("success", in_words(change.label))
            self.did.emit(change)
        if done is not None:
            done(change)

    def _turn_round(self, work: Callable[[], Change], forth: bool) -> None:
        if self._stepping_back:
            return
        before = self._failed_turns

        def turn() -> Change:
            # on the thread that writes: what was asked for after one that failed is not begun
            if self._failed_turns != before:
                raise _NotBegun("An undo before this one failed.")
            try:
                return work()
            except BaseException:
                self._failed_turns += 1
                raise

        def told(change: Change) -> None:
            self._nudge()
            self.notice.emit("info", in_words(change.label))

        def lost(error: PurSightError) -> None:
            self._step_back(forth=forth)
            if not isinstance(error, _NotBegun):
                self._tell(error)

        self._write(turn, told, lost)

    def _step_back(self, *, forth: bool) -> None:
        """Bring the stack back to where the replica is, after it could not be taken along."""
        self._stepping_back = True
        try:
            (self.undo.undo if forth else self.undo.redo)()
        finally:
            self._stepping_back = False

    def _nudge(self) -> None:
        if self._engine is not None:
            self._engine.nudge()

    def _tell(self, error: PurSightError) -> None:
        kind = "warning" if error.fault is Fault.WORLD else "error"
        self.notice.emit(kind, " ".join(part for part in (error.message, error.hint) if part))

    def _forget_job(self, key: tuple[int, str], job: Job) -> None:
        if self._jobs.get(key) is job:
            del self._jobs[key]

    def _pile_up(self, touched: Touched) -> None:
        """Add to what will be told; on the thread that wrote."""
        with self._lock:
            first = self._pile is None
            self._pile = touched if self._pile is None else merge(self._pile, touched)
        if first:
            self._touched.emit()

    @Slot()
    def _begin_to_coalesce(self) -> None:
        if not self._timer.isActive():
            self._timer.start()

    @Slot()
    def _tell_changed(self) -> None:
        with self._lock:
            pile, self._pile = self._pile, None
        if pile is not None:
            self.changed.emit(pile)

    @Slot(object)
    def _take_status(self, status: Any) -> None:
        before, now = self.account, self._engine.account if self._engine is not None else None
        if now is not None:
            self.account = now
        if status != self.latest or self.account.permissions != before.permissions:
            self.latest = status
            self.status.emit(status)


def merge(one: Touched, other: Touched) -> Touched:
    """Join two pieces of news."""
    keys = None if one.keys is None or other.keys is None else one.keys | other.keys
    if keys is not None and len(keys) > MOST_KEYS:
        keys = None
    return Touched(one.entities | other.entities, keys)
