"""Starts, counts and ends workers; what becomes of their runs is the settlement's."""

import shutil
import threading
from collections.abc import Callable
from datetime import datetime
from pathlib import Path

import structlog

from pursight.clock import Clock
from pursight.contracts.agents import (
    Job,
    JobKind,
    Progress,
)
from pursight.contracts.usage import Usage
from pursight.errors import PurSightError
from pursight_agent.runtime import incremental
from pursight_agent.runtime.checkpoint import Checkpoint
from pursight_agent.runtime.configuration import Configuration
from pursight_agent.runtime.consent import Denied
from pursight_agent.runtime.database import DiskFull
from pursight_agent.runtime.hours import Hours
from pursight_agent.runtime.judged_by import JudgedBy
from pursight_agent.runtime.leases import Leases
from pursight_agent.runtime.order import Key, Order
from pursight_agent.runtime.pipe import Assignment
from pursight_agent.runtime.settlement import Settlement
from pursight_agent.runtime.spool import FULL_SHARE, RunState, Spool
from pursight_agent.runtime.worker import WINDOW_CLOSED, Allowance, Outcome, Worker
from pursight_agent.secrets import Secrets, source_secret
from pursight_agent.source import defect

log = structlog.get_logger("pursight.agent")

INCOMING = "incoming"
_MAX_STARTS = 3
DISK_SECONDS = 5.0
_SOME_SPACE = 1 << 20


class Foreman:
    """Thread-safe. One scan of a source at a time; connection tests pass by.

    Args:
        directory: The agent's data directory.
        configuration: Sources, limits and consent as they are now.
        secrets: Passwords of the sources.
        spool: Gets the finished runs.
        leases: Told what is finished or given back.
        clock: The corrected clock.
        judged_by: Which column model the children use.
        offset_seconds: How far that clock is from the machine's, for the children.
        spooled: Called after a run entered the spool.
    """

    def __init__(
        self,
        directory: Path,
        *,
        configuration: Configuration,
        secrets: Secrets,
        spool: Spool,
        leases: Leases,
        clock: Clock,
        judged_by: Callable[[], JudgedBy],
        offset_seconds: Callable[[], float],
        spooled: Callable[[], None],
    ) -> None:
        self._directory = directory
        self._configuration = configuration
        self._secrets = secrets
        self._spool = spool
        self._clock = clock
        self._judged_by = judged_by
        self._offset_seconds = offset_seconds
        self._lock = threading.RLock()
        self._hours = Hours(configuration, clock)
        self._queue: list[Order] = []
        self._active: dict[Key, tuple[Order, Worker, threading.Thread]] = {}
        self._stopping = threading.Event()
        self._disk_seconds = DISK_SECONDS
        self._settlement = Settlement(
            spool,
            leases,
            clock,
            stopping=self._stopping,
            disk_seconds=self._disk_seconds,
            over=self._over,
            start=self.start,
            spooled=spooled,
        )
        incoming, self._cache = directory / INCOMING, directory / "cache"
        for folder in (incoming, self._cache):
            folder.mkdir(mode=0o700, exist_ok=True)
        for left in incoming.iterdir():
            left.unlink()

    @property
    def load(self) -> int:
        """How many runs are under way or wait for room; those that wait for an hour take none."""
        with self._lock:
            waiting = sum(not self._hours.waits(order.key) for order in self._queue)
            return waiting + len(self._active)

    def progress(self) -> dict[Key, Progress]:
        """How far the server's jobs are, keyed by job id and attempt."""
        return {(order.job.id, order.job.attempt): one for order, one in self.under_way()}

    def under_way(self) -> list[tuple[Order, Progress]]:
        """Return what is being worked on or waits."""
        with self._lock:
            active = [(order, worker.progress) for order, worker, _ in self._active.values()]
            waiting = [(order, self._hours.progress(order.key)) for order in self._queue]
            return active + waiting

    def start(self, order: Order) -> None:
        """Work on a run as soon as there is room; its row says `running` already."""
        with self._lock:
            known = order.key in self._active or any(one.key == order.key for one in self._queue)
            if not known:
                self._queue.append(order)
        self._dispatch()

    def stop(self, job: Job, *, deliver: bool) -> None:
        """Stop a run: as cancelled, to be delivered, or because its lease is lost."""
        key = (job.run_id, job.attempt)
        with self._lock:
            waiting = [order for order in self._queue if order.key == key]
            self._queue = [order for order in self._queue if order.key != key]
            active = self._active.get(key)
        if active is not None and deliver:
            active[1].cancel()
        elif active is not None:
            active[1].kill("lease.lost", "The server gave this run to somebody else or ended it.")
        for order in waiting if deliver else []:
            self._settlement.end(
                order, Outcome(None, "run.cancelled", "It was stopped before it began.")
            )

    def stop_all(self, code: str, reason: str) -> None:
        """Stop everything that is waiting or under way, for this reason."""
        with self._lock:
            waiting, self._queue = self._queue, []
            workers = [worker for _, worker, _ in self._active.values()]
        for worker in workers:
            worker.kill(code, reason)
        for order in waiting:
            self._settlement.end(order, Outcome(None, code, reason))

    def shut_down(self, patience: float = 10.0) -> None:
        """End all workers and leave their runs as they are: the next start takes them up again."""
        self._stopping.set()
        with self._lock:
            self._queue = []
            active = list(self._active.values())
        for _, worker, _ in active:
            worker.kill("agent.stopped", "The agent was stopped.")
        for _, _, thread in active:
            thread.join(timeout=patience)

    def enforce(self) -> None:
        """Stop what consent no longer allows, and everything when the spool is full."""
        if self._spool.share >= FULL_SHARE:
            self.stop_all("spool.full", "The agent's spool is full of undelivered reports.")
        with self._lock:
            active = [(order, worker) for order, worker, _ in self._active.values()]
        for order, worker in active:
            job = order.job
            denied = self._configuration.decide(job.kind, job.alias, job.limits, self._clock.now())
            if isinstance(denied, Denied):
                worker.kill(denied.code, denied.reason)
            elif not self._is_time_for(job):
                worker.pause()
        self._dispatch()

    def again(self, order: Order, code: str, reason: str) -> None:
        """Have a run done again as its next attempt: by the server, or here for a schedule."""
        self._settlement.again(order, code, reason)

    def _over(self, key: Key, usage: Usage | None) -> Usage | None:
        with self._lock:
            return self._hours.settled(key, usage)

    def _is_time_for(self, job: Job) -> bool:
        with self._lock:
            return self._hours.may_work(job)

    def _dispatch(self) -> None:
        with self._lock:
            room = self._configuration.settings.limits.concurrent_runs
            for order in list(self._queue):
                if self._stopping.is_set() or not self._has_room(order, room):
                    continue
                self._queue.remove(order)
                began = self._clock.now()
                worker = self._prepare(order, began)
                if isinstance(worker, Outcome):
                    self._settlement.end(order, worker)
                    continue
                thread = threading.Thread(
                    target=self._work, args=(order, worker, began), daemon=True
                )
                self._active[order.key] = (order, worker, thread)
                thread.start()

    def _has_room(self, order: Order, room: int) -> bool:
        if order.job.kind is JobKind.TEST:
            return True
        if not self._hours.may_work(order.job):
            return False
        scans = [one for one, _, _ in self._active.values() if one.job.kind is JobKind.SCAN]
        return len(scans) < room and all(one.job.alias != order.job.alias for one in scans)

    def _prepare(self, order: Order, now: datetime) -> Worker | Outcome:
        """Make a worker, or say why the run ends before it began."""
        job = order.job
        try:
            allowed = self._configuration.decide(job.kind, job.alias, job.limits, now)
            if isinstance(allowed, Denied):
                return Outcome(None, allowed.code, allowed.reason)
            settings = self._configuration.settings
            entry = settings.find(job.alias)
            secret = self._secrets.get(source_secret(job.alias))
        except PurSightError as error:
            return Outcome(None, error.code, f"{error.message} {error.hint}".strip())
        limits, job = settings.limits, job.model_copy(update={"limits": allowed.limits})
        memory = min(limits.memory_mebibytes, allowed.limits.memory_mebibytes)
        return Worker(
            Assignment(
                job=job,
                url=entry.url,
                secret=secret,
                measure=entry.push_down,
                cache=str(self._cache),
                judged_by=self._judged_by(),
                finds=str(self._directory),
                recognizers=settings.classification.under(self._directory),
                language_model=settings.classification.language_model,
                niceness=limits.niceness,
                clock_offset_seconds=self._offset_seconds(),
            ),
            incremental.previous(self._spool.database, job),
            self._directory / INCOMING / f"{job.run_id}-{job.attempt}.ndjson",
            Allowance(memory << 20, limits.cpu_minutes * 60.0),
            Checkpoint(
                self._spool.database,
                job,
                entry.url,
                clock=self._clock,
                limit_bytes=self._spool.limit_bytes,
            ),
        )

    def _work(self, order: Order, worker: Worker, began: datetime) -> None:
        job = order.job
        said = log.bind(
            run=str(job.run_id), attempt=job.attempt, alias=job.alias, trace_id=job.trace_id
        )
        said.info("run begun", kind=job.kind.value)
        path = worker.report_path
        try:
            outcome = self._outcome(order, worker)
        except PurSightError as error:
            outcome = Outcome(None, error.code, error.message)
        except Exception as error:  # noqa: BLE001  border: a defect ends this run, not its source
            said.error("run broke", defect=defect(error))
            reason = f"A defect of the agent stopped this run ({defect(error)})."
            outcome = Outcome(None, "internal", reason)
        if outcome.ending is None:
            path.unlink(missing_ok=True)  # half a report is none
        self._settlement.settle(order, outcome, path, began)
        said.info("run ended", code=outcome.code, reason=outcome.reason)
        path.unlink(missing_ok=True)
        with self._lock:
            self._active.pop(order.key, None)
            if outcome.code == WINDOW_CLOSED and not self._stopping.is_set():
                self._hours.reached(order.key, worker.progress)
                self._queue.append(order)
        self._dispatch()

    def _outcome(self, order: Order, worker: Worker) -> Outcome:
        """Run a child to its end; when the disk is full, wait for space and run another one."""
        needed = 0
        while True:
            try:
                if needed == 0 and self._spool.started(order.key, worker.job) > _MAX_STARTS:
                    again = f"It was begun {_MAX_STARTS} times and the agent ended each time."
                    return Outcome(None, "run.interrupted", again)
                return worker.run()
            except (OSError, DiskFull) as error:
                log.warning(
                    "run waits for disk", run=str(order.job.run_id), reason=str(error)[:200]
                )
                needed = 2 * _size(worker.report_path) + _SOME_SPACE
                worker.report_path.unlink(missing_ok=True)
            if not self._has_space_again(order, worker, needed):
                return Outcome(None, *(worker.called_off or ("agent.stopped",)))
            prepared = self._prepare(order, self._clock.now())
            if isinstance(prepared, Outcome):
                return prepared
            worker = prepared
            with self._lock:
                self._active[order.key] = (order, worker, threading.current_thread())

    def _has_space_again(self, order: Order, worker: Worker, needed: int) -> bool:
        """Wait till so much of the disk is free; False if the run ends otherwise meanwhile."""
        while not self._stopping.wait(self._disk_seconds):
            if worker.called_off is not None:
                return False
            run = self._spool.find(order.key)
            if run is None or run.state is not RunState.RUNNING:
                return False
            if shutil.disk_usage(self._directory).free >= needed:
                return True
        return False


def _size(path: Path) -> int:
    return path.stat().st_size if path.exists() else 0
