"""What becomes of a run that ended: its report is spooled, or it is given back to be done again."""

import threading
from collections.abc import Callable
from datetime import datetime
from pathlib import Path

import structlog

from pursight.clock import Clock
from pursight.contracts.agents import CommitRequest, FailureRecord, RunOutcome
from pursight.contracts.scans import ScanCounts
from pursight.contracts.usage import Usage
from pursight.errors import PurSightError
from pursight.protocol import report
from pursight.protocol.lease import MAX_ATTEMPTS
from pursight_agent.runtime import checkpoint
from pursight_agent.runtime.database import DiskFull
from pursight_agent.runtime.endings import (
    ANOTHER_ATTEMPT,
    NOT_HERE,
    SILENT,
    TAKEN_UP_AGAIN,
    commit_of,
)
from pursight_agent.runtime.leases import Leases
from pursight_agent.runtime.order import Key, Order
from pursight_agent.runtime.pipe import Ending
from pursight_agent.runtime.spool import OPEN, RunState, Spool
from pursight_agent.runtime.worker import WINDOW_CLOSED, Outcome

log = structlog.get_logger("pursight.agent")


class Settlement:
    """Thread-safe.

    Args:
        spool: Gets the finished runs.
        leases: Told what is finished or given back.
        clock: The corrected clock.
        stopping: Set when the agent ends; what is not stored by then is taken up at its next start.
        disk_seconds: Between two tries while the disk is full.
        over: Told that a run is over, and what its last start used; gives what all starts did.
        start: Has a run worked on.
        spooled: Called after a run entered the spool.
    """

    def __init__(
        self,
        spool: Spool,
        leases: Leases,
        clock: Clock,
        *,
        stopping: threading.Event,
        disk_seconds: float,
        over: Callable[[Key, Usage | None], Usage | None],
        start: Callable[[Order], None],
        spooled: Callable[[], None],
    ) -> None:
        self._spool = spool
        self._leases = leases
        self._clock = clock
        self._stopping = stopping
        self._disk_seconds = disk_seconds
        self._over = over
        self._start = start
        self._spooled = spooled

    def end(self, order: Order, outcome: Outcome) -> None:
        """End a run that never began, without holding up who found that out."""
        now = self._clock.now()
        threading.Thread(target=self.settle, args=(order, outcome, None, now), daemon=True).start()

    def settle(self, order: Order, outcome: Outcome, path: Path | None, began: datetime) -> None:
        """Store what came of a run; on a full disk wait for space as long as it takes."""
        while True:
            try:
                self._conclude(order, outcome, path, began)
            except DiskFull as error:
                log.warning("run waits for disk", run=str(order.job.run_id), hint=error.hint)
                if not self._stopping.wait(self._disk_seconds):
                    continue
            except PurSightError as error:
                log.exception("run not stored", run=str(order.job.run_id), code=error.code)
            return

    def _conclude(self, order: Order, outcome: Outcome, path: Path | None, began: datetime) -> None:
        """Spool what came of a run, or give it back so that it is done again."""
        code, ending = outcome.code, outcome.ending
        if code in ("agent.stopped", WINDOW_CLOSED):
            return
        if ending is not None and path is not None:
            usage = self._over(order.key, ending.usage)
            ending = ending.model_copy(update={"usage": usage})
            request = commit_of(order.job, ending, began, self._clock.now())
            self._spool_run(order, path.read_bytes(), request)
        elif code == "run.cancelled":
            ended = Ending(outcome=RunOutcome.CANCELLED, complete=False, counts=ScanCounts())
            self._spool_run(order, b"", commit_of(order.job, ended, began, self._clock.now()))
        elif code in ANOTHER_ATTEMPT and order.job.attempt < MAX_ATTEMPTS:
            self.again(order, code, outcome.reason)
        elif code in NOT_HERE or code.startswith("consent."):
            self._let_go(order, code, outcome.reason)
        else:
            failure = FailureRecord(code=code, message=outcome.reason[:2000])
            ended = Ending(outcome=RunOutcome.FAILED, complete=False, counts=ScanCounts())
            request = commit_of(order.job, ended, began, self._clock.now())
            self._spool_run(order, report.encode([failure]), request)

    def again(self, order: Order, code: str, reason: str) -> None:
        """Have a run done again as its next attempt: by the server, or here for a schedule."""
        self._let_go(order, code, reason)
        if order.schedule is None or order.job.attempt >= MAX_ATTEMPTS:
            return
        job = order.job.model_copy(update={"attempt": order.job.attempt + 1})
        now = self._clock.now()
        if self._spool.begin(job, now, schedule=order.schedule, state=RunState.RUNNING):
            self._start(Order(job, order.schedule))

    def _let_go(self, order: Order, code: str, reason: str) -> None:
        self._over(order.key, None)
        if code not in TAKEN_UP_AGAIN:
            with self._spool.database.transaction() as connection:
                checkpoint.drop(connection, str(order.job.run_id))
        now = self._clock.now()
        self._spool.move(order.key, RunState.RETURNED, now, allowed=OPEN, code=code, note=reason)
        if order.schedule is None and code not in SILENT:
            self._leases.give_back(order.job, code, reason)

    def _spool_run(self, order: Order, content: bytes, request: CommitRequest) -> None:
        stored = self._spool.finish(order.key, content, request, self._clock.now())
        if order.schedule is None:
            self._leases.finished(order.job)
        if stored:
            self._spooled()
