"""Job: a call to the server that a view waits for, and may cancel."""

from collections.abc import Callable
from concurrent.futures import CancelledError, Future
from typing import Any, ClassVar

import shiboken6
from PySide6.QtCore import QObject, Qt, Signal, Slot

from pursight.errors import PurSightError
from pursight_desktop.background.lingering import Lingering


class Job(QObject):
    """One call to the server; its answer arrives on the GUI thread, if its owner still lives.

    Signals:
        finished: It is over, whatever came of it.
    """

    finished = Signal()
    _answered = Signal(object)
    _under_way: ClassVar[set["Job"]] = set()
    _lingering: ClassVar[Lingering] = Lingering()

    def __init__(
        self,
        owner: QObject,
        done: Callable[[Any], None],
        failed: Callable[[PurSightError], None],
        word: Callable[[BaseException], PurSightError],
    ) -> None:
        super().__init__()
        self._owner, self._done, self._failed, self._word = owner, done, failed, word
        self._future: Future[Any] | None = None
        self._call: object = None
        self.running = True
        self.cancelled = False
        self._answered.connect(self._deliver, Qt.ConnectionType.QueuedConnection)

    def follow(self, future: "Future[Any]", call: object = None) -> None:
        """Deliver what this future comes to; `call` runs on the other thread, and lives as long."""
        self._future, self._call = future, call
        self._under_way.add(self)
        future.add_done_callback(self._answered.emit)

    def fail(self, error: PurSightError) -> None:
        """Deliver that it could not even begin."""
        self._answered.emit(error)

    def cancel(self) -> None:
        """Want no answer any more; what the server has begun it may still do."""
        self.cancelled = True
        if self._future is not None:
            self._future.cancel()
        self._end()

    @Slot(object)
    def _deliver(self, answer: Any) -> None:
        self._under_way.discard(self)
        self._lingering.keep(self)
        if not self.running:
            return
        self._end()
        if not shiboken6.isValid(self._owner):
            return
        if isinstance(answer, PurSightError):
            self._failed(answer)
            return
        try:
            error = answer.exception()
        except CancelledError:
            return
        if error is None:
            self._done(answer.result())
        else:
            self._failed(error if isinstance(error, PurSightError) else self._word(error))

    def _end(self) -> None:
        if self.running:
            self.running = False
            self.finished.emit()
