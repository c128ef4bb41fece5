"""The agent's service: poll, delivery, schedules and workers, from start to clean stop."""

import os
import random
import secrets as randomness
import signal
import sys
import threading
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path
from typing import IO

import structlog
from structlog.tracebacks import ExceptionDictTransformer

from pursight.clock import Clock
from pursight.contracts.agents import AgentHealth, Job
from pursight.errors import Conflict, PurSightError
from pursight.protocol import keys
from pursight.protocol.models import can
from pursight_agent.runtime import checkpoint, incremental, ledger, status
from pursight_agent.runtime import enrolment as enrolling
from pursight_agent.runtime.configuration import Configuration
from pursight_agent.runtime.consent import Denied
from pursight_agent.runtime.database import set_aside_if_broken
from pursight_agent.runtime.delivery import Delivery
from pursight_agent.runtime.foreman import Foreman
from pursight_agent.runtime.judged_by import JudgedBy
from pursight_agent.runtime.leases import Leases
from pursight_agent.runtime.models import Models
from pursight_agent.runtime.order import Order
from pursight_agent.runtime.poll import Poll
from pursight_agent.runtime.schedule import Schedules
from pursight_agent.runtime.spool import CALM_SHARE, FILE_NAME, Run, RunState, Spool
from pursight_agent.runtime.uplink import AgentClock, Answer, Uplink
from pursight_agent.secrets import open_secrets

log = structlog.get_logger("pursight.agent")

LOCK_NAME = "agent.lock"
_TICK_SECONDS = 1.0
_PATIENCE_SECONDS = 5.0
_SHORT_PATIENCE_SECONDS = 0.5
_REMEMBER = timedelta(days=90)
_FORGET_EVERY = timedelta(days=1)


class AlreadyRunning(Conflict):
    """Another service works in the same directory."""

    code = "agent.already_running"


class Service:
    """All that runs in the agent's service.

    Args:
        directory: The agent's data directory.
        clock: This machine's.

    Raises:
        NotEnrolled: There is no server to serve.
        AlreadyRunning: Another service has the directory.
        PurSightError: Settings or secrets cannot be read.
    """

    def __init__(self, directory: Path, clock: Clock) -> None:
        self._directory = directory
        self._enrolment = enrolling.load(directory)
        self._configuration = Configuration(directory)
        self._secrets = open_secrets(directory)
        identity = enrolling.identity(directory, self._enrolment, self._secrets)
        self._warnings = list(self._secrets.warnings)
        self._lock = take_lock(directory / LOCK_NAME)
        self._aside(directory / FILE_NAME, clock, "what it held is done again.")
        self._aside(directory / ledger.FILE_NAME, clock, "a new egress ledger begins.")
        limits = self._configuration.settings.limits
        self.clock = AgentClock(clock)
        self._spool = Spool(directory, limits.spool_mebibytes << 20)
        self._spool.database.prepare(incremental.SCHEMA)
        self._ledger = ledger.Ledger(directory, self.clock, limits.egress_mebibytes << 20)
        self._uplink = Uplink(self._enrolment.address, identity, self._ledger, self.clock)
        self._rng = random.Random(randomness.randbits(64))  # noqa: S311  jitter, not a secret
        self._models = Models(directory, self._enrolment, self._fetch_model, self._rng)
        self._stop = threading.Event()
        self._revoked = ""
        self._broken: BaseException | None = None
        self._started_at = self._forget_at = clock.now()
        self._leases = Leases(
            self._spool,
            self.clock,
            agent_id=self._enrolment.agent_id,
            job_key=keys.from_text(self._enrolment.job_key),
            permits=self._permits,
        )
        self._foreman = Foreman(
            directory,
            configuration=self._configuration,
            secrets=self._secrets,
            spool=self._spool,
            leases=self._leases,
            clock=self.clock,
            judged_by=self._judged_by,
            offset_seconds=self._offset_seconds,
            spooled=self._wake_delivery,
        )
        self._delivery = Delivery(
            self._spool,
            self._uplink,
            self.clock,
            self._rng,
            revoked=self._on_revoked,
            redo=self._redo,
        )
        self._schedules = Schedules(
            self._configuration, self._spool, self._foreman, self._enrolment, self.clock
        )
        self._poll = Poll(
            self._uplink,
            leases=self._leases,
            foreman=self._foreman,
            spool=self._spool,
            configuration=self._configuration,
            models=self._models,
            health=self.health,
            revoked=self._on_revoked,
            trusted=self._on_trusted,
            rng=self._rng,
        )

    def run(self, *, handle_signals: bool = True) -> None:
        """Serve until `stop` or SIGTERM; then end the workers and leave all that is stored."""
        if handle_signals:
            for name in ("SIGTERM", "SIGINT"):
                signal.signal(getattr(signal, name), lambda *_: self.stop())
        log.info(
            "agent started",
            server=self._enrolment.server_url,
            agent=str(self._enrolment.agent_id),
            pid=os.getpid(),
        )
        for warning in self._warnings:
            log.warning("health", message=warning)
        for start in self._leases.recover():
            self._foreman.start(Order(start.job))
        self._schedules.recover()
        threads = [
            threading.Thread(target=self._guarded, args=(loop,), daemon=True)
            for loop in (
                self._delivery.run,
                self._schedules.run,
                self._poll.run,
                self._models.run,
            )
        ]
        for thread in threads:
            thread.start()
        try:
            while not self._stop.wait(_TICK_SECONDS):
                self._tick("running")
        finally:
            self.stop()
            self._shut_down(threads)
        if self._broken is not None:
            raise self._broken

    def _shut_down(self, threads: list[threading.Thread]) -> None:
        self._foreman.shut_down()
        threads[0].join(timeout=_PATIENCE_SECONDS)  # an upload in flight may still end well
        self._uplink.close()
        for thread in threads[1:]:
            thread.join(timeout=_SHORT_PATIENCE_SECONDS)  # a held poll ends with the process
        self._tick("stopped")
        log.info("agent stopped")
        self._spool.close()
        self._ledger.close()
        self._lock.close()

    def stop(self) -> None:
        """Begin the clean stop; returns at once."""
        self._stop.set()
        self._delivery.wake()
        self._schedules.wake()
        self._models.wake()

    def health(self) -> AgentHealth:
        """What the administrators of server and agent should know."""
        warnings = [*self._warnings, *self._configuration.problems]
        offset = self.clock.offset.total_seconds()
        if abs(offset) >= 60:
            warnings.append(f"This machine's clock is {abs(offset):.0f} seconds off the server's.")
        stored = self._spool.stored_bytes()
        if stored >= CALM_SHARE * self._spool.limit_bytes:
            warnings.append("The spool is nearly full of undelivered reports; scans are held back.")
        aside = self._spool.runs(RunState.QUARANTINED)
        if aside:
            warnings.append(f"{len(aside)} damaged or refused reports are kept in quarantine.")
        if self._models.warning:
            warnings.append(self._models.warning)
        held = self._models.held if can(self._uplink.server_can) else None
        return AgentHealth(
            warnings=tuple(warnings),
            spool_bytes=stored,
            spool_limit_bytes=self._spool.limit_bytes,
            undelivered_runs=len(self._spool.runs(RunState.FINISHED)),
            clock_offset_seconds=round(offset),
            model_serial=None if held is None else held.serial,
        )

    def _fetch_model(self, path: str, most: int) -> Answer:
        return self._uplink.get(path, most, what="model")

    def _judged_by(self) -> JudgedBy:
        """Say by what scans judge, and whether the server takes the features they judge by."""
        path = self._models.path
        said = self._uplink.server_can
        return JudgedBy(
            path="" if path is None else str(path),
            job_key=self._enrolment.job_key,
            features=said is None or can(said),
        )

    def _permits(self, job: Job) -> Denied | None:
        said = self._configuration.decide(job.kind, job.alias, job.limits, self.clock.now())
        return said if isinstance(said, Denied) else None

    def _offset_seconds(self) -> float:
        return self.clock.offset.total_seconds()

    def _wake_delivery(self) -> None:
        self._delivery.wake()

    def _redo(self, run: Run, code: str) -> None:
        """Have a run done again whose report was damaged here or refused there."""
        ours = "spool.damaged" if code == "spool.damaged" else "run.report_refused"
        reason = f"Its report cannot be delivered ({code}) and is kept aside at the agent."
        self._foreman.again(Order(run.job, run.schedule), ours, reason)

    def _on_revoked(self, code: str) -> None:
        if not self._revoked:
            log.error(
                "agent revoked",
                code=code,
                hint=(
                    "The server no longer trusts this agent: scanning has stopped and what is "
                    "undelivered stays here. Ask the server's administrator."
                ),
            )
        self._revoked = code
        self._poll.sealed = self._delivery.sealed = self._schedules.sealed = True
        self._foreman.stop_all("agent.revoked", "The server no longer trusts this agent.")
        self._leases.drop_all("agent.revoked")

    def _on_trusted(self) -> None:
        if self._revoked:
            log.warning("agent trusted again")
            self._revoked = ""
            self._poll.sealed = self._delivery.sealed = self._schedules.sealed = False
            self._delivery.wake()

    def _guarded(self, loop: Callable[[threading.Event], None]) -> None:
        try:
            loop(self._stop)
        except Exception as error:
            if not self._stop.is_set():
                log.exception("the service cannot go on")
                self._broken = error
                self.stop()

    def _tick(self, state: status.ServiceState) -> None:
        try:
            if state == "running" and not self._revoked:
                self._foreman.enforce()
            self._forget()
            status.write(self._directory, self._status(state))
        except (PurSightError, OSError) as error:
            log.warning("status not written", reason=str(error)[:200])

    def _forget(self) -> None:
        """Let go of runs of long ago: at the start, then once a day."""
        now = self.clock.now()
        if now >= self._forget_at:
            self._forget_at = now + _FORGET_EVERY
            self._spool.forget(now - _REMEMBER)
            checkpoint.forget(self._spool.database, now)

    def _status(self, state: status.ServiceState) -> status.Status:
        return status.Status(
            state="revoked" if self._revoked and state == "running" else state,
            pid=os.getpid(),
            started_at=self._started_at,
            written_at=self.clock.now(),
            server_url=self._enrolment.server_url,
            last_heard=self._poll.last_heard,
            problem=self._poll.last_problem,
            revoked=self._revoked,
            health=self.health(),
            runs=tuple(
                status.RunStatus(
                    run_id=str(order.job.run_id),
                    attempt=order.job.attempt,
                    kind=order.job.kind.value,
                    alias=order.job.alias,
                    schedule=order.schedule,
                    progress=progress,
                )
                for order, progress in self._foreman.under_way()
            ),
            next_fires=self._schedules.next_fires(),
        )

    def _aside(self, path: Path, clock: Clock, consequence: str) -> None:
        """Put a damaged file aside so that the service can go on, and say so."""
        kept = set_aside_if_broken(path, f"{clock.now():%Y%m%dT%H%M%S}")
        if kept is not None:
            log.error("file damaged", file=path.name, kept=str(kept))
            self._warnings.append(
                f"{path.name} was damaged and is kept as {kept.name}; {consequence}"
            )


def take_lock(path: Path) -> IO[bytes]:
    """Make sure that one service works in a directory; the lock ends with the process.

    Raises:
        AlreadyRunning: Another one does.
    """
    file = path.open("ab")
    try:
        if sys.platform == "win32":
            import msvcrt

            msvcrt.locking(file.fileno(), msvcrt.LK_NBLCK, 1)
        else:
            import fcntl

            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError as error:
        file.close()
        raise AlreadyRunning(
            "Another agent service runs with this data directory.",
            hint="Stop it first, or set PURSIGHT_AGENT_DIR to another directory.",
        ) from error
    return file


def configure_logging(log_format: str) -> None:
    """Send structured logs to standard error: `json` for a service, `text` for a person."""
    renderer: structlog.typing.Processor = (
        structlog.processors.JSONRenderer()
        if log_format == "json"
        else structlog.dev.ConsoleRenderer(colors=sys.stderr.isatty())
    )
    structlog.configure(
        processors=[
            structlog.contextvars.merge_contextvars,
            structlog.processors.add_log_level,
            structlog.processors.TimeStamper(fmt="iso", utc=True),
            # never the locals of a frame: they can hold what a source said
            structlog.processors.ExceptionRenderer(ExceptionDictTransformer(show_locals=False)),
            renderer,
        ],
        logger_factory=structlog.PrintLoggerFactory(sys.stderr),
        cache_logger_on_first_use=False,
    )
