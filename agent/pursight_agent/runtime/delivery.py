"""Deliver what the spool holds: chunk by chunk, commit, receipt, and only then delete."""

import random
import threading
import time
from collections.abc import Callable
from dataclasses import replace
from uuid import UUID

import structlog

from pursight.clock import Clock
from pursight.contracts.agents import Applied
from pursight.crash import crash_point
from pursight.errors import PurSightError
from pursight.protocol import delivery as pure
from pursight.protocol.delivery import Commit, DeliveryState, PutChunk, RunInSpool, StopScanning
from pursight_agent.runtime import incremental
from pursight_agent.runtime.database import StoreBroken
from pursight_agent.runtime.spool import Run, RunState, Spool, StoredChunk, store_receipt
from pursight_agent.runtime.uplink import Answer, Uplink

log = structlog.get_logger("pursight.agent")

_IDLE_SECONDS = 30.0


class Delivery:
    """One thread's work: `run` until `stop` is set; `wake` when something was spooled.

    Args:
        spool: What to deliver.
        uplink: Where to.
        clock: The corrected clock.
        rng: Jitter of the waits.
        revoked: Called when the server says that this agent is no longer trusted.
        redo: Called with a run whose report is damaged or was refused for good.
    """

    def __init__(
        self,
        spool: Spool,
        uplink: Uplink,
        clock: Clock,
        rng: random.Random,
        *,
        revoked: Callable[[str], None],
        redo: Callable[[Run, str], None],
    ) -> None:
        self._spool = spool
        self._uplink = uplink
        self._clock = clock
        self._rng = rng
        self._revoked = revoked
        self._redo = redo
        self._wake = threading.Event()
        self._failures: dict[tuple[UUID, int], int] = {}
        self._not_before: dict[tuple[UUID, int], float] = {}
        self._network_is_down = False
        self.sealed = False

    def wake(self) -> None:
        """Look at the spool now."""
        self._wake.set()

    def run(self, stop: threading.Event) -> None:
        """Deliver until told to stop; nothing the network or the disk does ends it."""
        while not stop.is_set():
            try:
                wait = self.step()
            except StoreBroken:
                raise
            except PurSightError as error:
                log.warning("delivery waits", code=error.code, message=error.message)
                wait = _IDLE_SECONDS
            if wait:
                self._wake.wait(wait)
                self._wake.clear()

    def step(self) -> float:
        """Do the next request for the oldest run that may go; return the seconds to wait then."""
        for key in self._spool.with_leftovers():
            self._spool.drop_chunks(key)
        waiting = [] if self.sealed else self._spool.runs(RunState.FINISHED)
        now = time.monotonic()
        ready = [run for run in waiting if self._not_before.get(run.key, 0.0) <= now]
        if not ready:
            soonest = min(
                (self._not_before[run.key] for run in waiting), default=now + _IDLE_SECONDS
            )
            return soonest - now
        wait = self._send(ready[0])
        self._not_before[ready[0].key] = now + wait
        # Without a network all wait; a server that stumbles over one run may take the others.
        return wait if self._network_is_down else 0.0

    def _send(self, run: Run) -> float:
        state = self._state(run, self._spool.chunks_of(run.key))
        step = pure.next_step(state)
        if not isinstance(step, PutChunk | Commit):
            return 0.0  # FINISHED means still to be sent; the next look finds another state
        answer = self._request(run, step)
        if answer is None:
            self._quarantine(run, "spool.damaged")
            return 0.0
        self._network_is_down = answer.status is None
        after = pure.on_reply(state, step, answer.said, rng=self._rng)
        chunk = isinstance(step, PutChunk)
        crash_point("deliver.after_chunk" if chunk else "deliver.after_commit_reply")
        self._store(run, state, after.run)
        for note in after.notes:
            if isinstance(note, StopScanning):
                self._revoked(note.code)
        if after.wait_seconds:
            log.info(
                "delivery waits",
                run=str(run.job.run_id),
                code=after.run.code,
                seconds=round(after.wait_seconds, 1),
                trace_id=run.job.trace_id,
            )
        return after.wait_seconds

    def _state(self, run: Run, chunks: list[StoredChunk]) -> RunInSpool:
        assert run.request is not None  # noqa: S101  FINISHED is stored together with it
        return RunInSpool(
            run_id=run.job.run_id,
            attempt=run.job.attempt,
            digests=tuple(chunk.digest for chunk in chunks),
            root=run.request.root,
            stored=frozenset(chunk.n for chunk in chunks if chunk.sent),
            failures=self._failures.get(run.key, 0),
        )

    def _request(self, run: Run, step: PutChunk | Commit) -> Answer | None:
        """Send; None if the chunk is no longer what was spooled."""
        assert run.request is not None  # noqa: S101  FINISHED is stored together with it
        job = run.job
        base = f"/agent/v1/runs/{job.run_id}/attempts/{job.attempt}"
        named = f"of run {job.run_id}, attempt {job.attempt} ({job.kind.value} of {job.alias})"
        if isinstance(step, Commit):
            crash_point("deliver.before_commit_sent")
            return self._uplink.post(
                f"{base}/commit",
                run.request,
                what=f"commit {named}",
                trace_id=job.trace_id,
                timeout=120.0,
            )
        body = self._spool.body(run.key, step.number)
        if body is None:
            return None
        return self._uplink.put_chunk(
            f"{base}/chunks/{step.number}",
            body,
            what=f"chunk {step.number} {named}",
            trace_id=job.trace_id,
        )

    def _store(self, run: Run, before: RunInSpool, after: RunInSpool) -> None:
        self._failures[run.key] = after.failures
        if after.state is DeliveryState.DELIVERED and after.receipt is not None:
            self._deliver(run, after)
        elif after.state is DeliveryState.QUARANTINED:
            self._quarantine(run, after.code)
        elif after.stored != before.stored:
            self._spool.mark_sent(run.key, after.stored - before.stored, sent=True)
            self._spool.mark_sent(run.key, before.stored - after.stored, sent=False)

    def _deliver(self, run: Run, after: RunInSpool) -> None:
        assert run.request is not None  # noqa: S101  FINISHED is stored together with it
        assert after.receipt is not None  # noqa: S101  checked by the caller
        bodies = [self._spool.body(run.key, n) for n in range(len(after.digests))]
        whole = [body for body in bodies if body is not None]
        applied = after.receipt.applied
        with self._spool.database.transaction() as connection:
            store_receipt(connection, run.key, after.receipt, self._clock.now())
            if applied is not Applied.SUPERSEDED and len(whole) == len(bodies):
                incremental.remember(connection, run.job, run.request, whole)
        crash_point("deliver.after_receipt_stored")
        self._spool.drop_chunks(run.key)
        self._failures.pop(run.key, None)
        self._not_before.pop(run.key, None)
        log.info(
            "run delivered",
            run=str(run.job.run_id),
            attempt=run.job.attempt,
            alias=run.job.alias,
            applied=applied.value,
            trace_id=run.job.trace_id,
        )

    def _quarantine(self, run: Run, code: str) -> None:
        moved = self._spool.quarantine(
            run.key,
            self._clock.now(),
            code=code,
            note="Its report is kept aside and will not be sent; the run is done again.",
        )
        if moved:
            log.error(
                "run quarantined", run=str(run.job.run_id), code=code, trace_id=run.job.trace_id
            )
            self._redo(replace(run, state=RunState.QUARANTINED, code=code), code)
