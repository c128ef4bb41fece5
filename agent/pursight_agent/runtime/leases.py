"""The server's jobs at this agent: what the next poll says of them, kept in step with the spool."""

import threading
from collections.abc import Callable, Mapping
from uuid import UUID

import structlog

from pursight.clock import Clock
from pursight.contracts.agents import Job, JobRefusal, PollReply, Progress, SignedJob
from pursight.protocol import held as pure
from pursight.protocol.held import HeldJob, Phase, Says, Start, Stop
from pursight.protocol.jobs import JobRefused, open_job
from pursight_agent.runtime.consent import Denied
from pursight_agent.runtime.spool import RunState, Spool

log = structlog.get_logger("pursight.agent")

Key = tuple[UUID, int]
_OVER = (RunState.DELIVERED, RunState.RETURNED, RunState.QUARANTINED)
"""States of an attempt of which nothing more will reach the server."""


class Leases:
    """Thread-safe; the spool is written before anything is acted upon.

    Args:
        spool: Where runs are kept.
        clock: The corrected clock.
        agent_id: Who we are.
        job_key: The server's, 32 raw bytes.
        permits: Says whether settings and consent allow a job; the reason if not.
    """

    def __init__(
        self,
        spool: Spool,
        clock: Clock,
        *,
        agent_id: UUID,
        job_key: bytes,
        permits: Callable[[Job], Denied | None],
    ) -> None:
        self._spool = spool
        self._clock = clock
        self._agent_id = agent_id
        self._job_key = job_key
        self._permits = permits
        self._lock = threading.RLock()
        self._held: dict[Key, HeldJob] = {}

    def recover(self) -> tuple[Start, ...]:
        """Take up what the spool says was under way; return the workers to start again."""
        with self._lock:
            for run in self._spool.runs(RunState.ACCEPTED, RunState.RUNNING):
                if run.schedule is None:
                    phase = Phase.RUNNING if run.state is RunState.RUNNING else Phase.WANTED
                    job = HeldJob(run.job, phase)
                    self._held[job.key] = job
            return pure.after_restart(self._held)

    @property
    def wanted(self) -> int:
        """How many jobs wait for their confirmation."""
        with self._lock:
            return sum(one.phase is Phase.WANTED for one in self._held.values())

    def say(self, progress: Mapping[Key, Progress]) -> Says:
        """Fill the lease lists of the next poll; `progress` is keyed by job id and attempt."""
        with self._lock:
            return pure.say(self._held, progress)

    def hear(self, said: Says, reply: PollReply, waited_seconds: float) -> tuple[Start | Stop, ...]:
        """Take in an answer; what is returned may be carried out, as it is stored."""
        with self._lock:
            after, todo = pure.hear(self._held, said, reply, waited_seconds=waited_seconds)
            now = self._clock.now()
            for key, one in after.items():
                before = self._held.get(key)
                if before is None or before.phase is one.phase:
                    continue
                run = (one.job.run_id, one.job.attempt)
                if one.phase is Phase.RUNNING:
                    self._spool.move(run, RunState.RUNNING, now, allowed=(RunState.ACCEPTED,))
                elif one.phase is Phase.LOST:
                    self._spool.move(run, RunState.RETURNED, now, code="lease.lost")
            self._held = pure.settled(after)
            for offer in reply.offers:
                self._consider(offer)
        return todo

    def finished(self, job: Job) -> None:
        """Note that a job's report is in the spool: its lease is no longer renewed."""
        with self._lock:
            self._held.pop((job.id, job.attempt), None)

    def give_back(self, job: Job, code: str, reason: str) -> None:
        """Return an attempt to the server in the next poll: another one may fare better."""
        refusal = JobRefusal(job_id=job.id, attempt=job.attempt, code=code, reason=reason[:2000])
        with self._lock:
            self._held[job.id, job.attempt] = HeldJob(job, Phase.REFUSED, refusal=refusal)

    def drop_all(self, code: str) -> None:
        """Let go of every job that is under way, telling nobody."""
        with self._lock:
            now = self._clock.now()
            for one in self._held.values():
                run = (one.job.run_id, one.job.attempt)
                self._spool.move(run, RunState.RETURNED, now, code=code)
            self._held.clear()

    def _consider(self, offer: SignedJob) -> None:
        now = self._clock.now()
        try:
            job = open_job(offer, self._job_key, agent_id=self._agent_id, now=now)
        except JobRefused as error:
            log.warning("job refused", code=error.reason, message=error.message)
            self._turn_down_unread(offer, error)
            return
        if (job.id, job.attempt) in self._held:
            return
        denied = self._permits(job)
        if denied is not None:
            log.info("job refused", job=str(job.id), code=denied.code, trace_id=job.trace_id)
            self.give_back(job, denied.code, denied.reason)
            return
        if self._spool.begin(job, now, state=RunState.ACCEPTED):
            self._held = pure.take(self._held, job)
        elif (run := self._spool.find((job.run_id, job.attempt))) and run.state in _OVER:
            # a server restored from a backup has forgotten what became of it, and would wait
            log.info("job known", job=str(job.id), state=run.state.value, trace_id=job.trace_id)
            self.give_back(
                job,
                "run.known",
                f"This attempt stands as {run.state.value} at the agent; it takes the next one.",
            )

    def _turn_down_unread(self, offer: SignedJob, error: JobRefused) -> None:
        """Refuse a job that is ours by its look; one that cannot be read gets no answer at all."""
        try:
            job = Job.model_validate_json(offer.job)
        except ValueError:
            return
        self.give_back(job, error.reason, error.message)
