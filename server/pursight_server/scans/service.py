"""Ask for runs, cancel them, take their leases back, end them."""

from collections.abc import Sequence
from dataclasses import asdict, replace
from uuid import UUID

from pursight.contracts.agents import Applied, CommitRequest, JobKind, RunOutcome
from pursight.errors import NotFound, Refused
from pursight.identity import new_id
from pursight.protocol import lease as leases
from pursight.protocol.lease import JobLease, LeaseState
from pursight_server.agents import service as agents
from pursight_server.agents.model import AgentFacts, AgentState
from pursight_server.platform.unit_of_work import ReadUnit, UnitOfWork
from pursight_server.scans import store
from pursight_server.scans.model import (
    Origin,
    Reason,
    Scan,
    event_kind,
    reason_for_cancel,
    reason_for_expiry,
    underway,
)
from pursight_server.sources import service as sources
from pursight_server.sources.model import (
    ConnectionTest,
    Source,
    SourceEvent,
    SourceProblem,
    SourceState,
    follow,
)

_UNTESTED = frozenset({SourceState.REGISTERED, SourceState.FAILED})


async def request_scan(uow: UnitOfWork, source_id: UUID, *, full: bool = False) -> UUID:
    """Queue a scan for the source's agent.

    Args:
        uow: The transaction.
        source_id: What to scan.
        full: Read every table, also those that look unchanged.

    Raises:
        NotFound: There is no such source.
        IllegalMove: Its lifecycle does not allow it: it was never tested, say.
        Refused: Its agent was revoked.
        ScanUnderway: It is being tested or scanned already.
    """
    source = await _lock_idle(uow, source_id)
    follow(source.state, SourceEvent.START_SCAN)
    return await _request(uow, source, JobKind.SCAN, full=full)


async def request_test(uow: UnitOfWork, source_id: UUID) -> UUID:
    """Queue a connection test for the source's agent; an untested source is `configuring` then.

    Raises:
        NotFound: There is no such source.
        IllegalMove: It is archived.
        Refused: Its agent was revoked.
        ScanUnderway: It is being tested or scanned already.
    """
    source = await _lock_idle(uow, source_id)
    if source.state is SourceState.ARCHIVED:
        follow(source.state, SourceEvent.CONFIGURE)
    scan_id = await _request(uow, source, JobKind.TEST, full=False)
    if source.state in _UNTESTED:
        await sources.move(uow, source_id, SourceEvent.CONFIGURE)
    return scan_id


async def several(unit: ReadUnit, ids: Sequence[UUID]) -> dict[UUID, Scan]:
    """Read runs by id; what does not exist is left out."""
    return {one.id: one for one in await store.several(unit, ids)}


async def get(unit: ReadUnit, scan_id: UUID) -> Scan:
    """Read one run.

    Raises:
        NotFound: There is none.
    """
    found = await store.find(unit, scan_id)
    if found is None:
        raise NotFound("there is no such scan")
    return found


async def locked(uow: UnitOfWork, scan_id: UUID) -> Scan | None:
    """Read one run and hold it until the end of the transaction."""
    return await store.lock(uow, scan_id)


async def is_known(unit: ReadUnit, scan_id: UUID) -> bool:
    """Whether a run was asked for here, or adopted."""
    return await store.find(unit, scan_id) is not None


async def agent_of_attempt(unit: ReadUnit, scan_id: UUID, attempt: int) -> UUID | None:
    """Who was offered an attempt; None when nobody was."""
    return await store.agent_of_attempt(unit, scan_id, attempt)


async def cancel(uow: UnitOfWork, scan_id: UUID) -> Scan:
    """Stop a run: at once when no agent has begun, else the agent is told at its next poll.

    Raises:
        NotFound: There is no such run.
        IllegalMove: It has ended.
    """
    before = await store.lock(uow, scan_id)
    if before is None:
        raise NotFound("there is no such scan")
    after = leases.cancel(before.lease)
    await follow_lease(uow, before, after, reason=reason_for_cancel(uow.actor.name))
    if after.cancel_asked and not before.lease.cancel_asked:
        uow.record(
            "scan.cancel_asked",
            "scan",
            scan_id,
            before={"cancel_asked": False},
            after={"cancel_asked": True},
        )
    return await get(uow, scan_id)


async def take_back_expired(uow: UnitOfWork) -> int:
    """Take back leases whose time is up; return how many. For the sweep, and before each offer."""
    due = await store.lock_due(uow, uow.clock.now())
    for one in due:
        after = leases.expire(one.lease, uow.clock.now())
        reason = (
            reason_for_cancel("request")
            if after.state is LeaseState.CANCELLED
            else reason_for_expiry(one.lease.attempt)
        )
        await follow_lease(uow, one, after, reason=reason)
    return len(due)


async def follow_lease(
    uow: UnitOfWork, before: Scan, after: JobLease, *, reason: Reason | None = None
) -> Scan:
    """Store a run's new lease, tell the log, and take the source along where the run has ended.

    Args:
        uow: The transaction in which `before` was locked.
        before: The run as it is stored.
        after: Its lease as `pursight.protocol.lease` decided.
        reason: Why, where the lease goes back, fails or is cancelled.
    """
    if after == before.lease:
        return before
    now = uow.clock.now()
    ended = after.state in leases.ENDED
    moved = after.state is not before.lease.state
    gone_wrong = ended and after.state is not LeaseState.COMMITTED
    changed = replace(
        before,
        lease=after,
        problem=reason if gone_wrong else before.problem,
        ended_at=now if ended else None,
        started_at=now
        if after.state is LeaseState.ACCEPTED and before.started_at is None
        else before.started_at,
    )
    await store.save(uow, changed)
    if not moved:
        return changed
    if before.lease.holder is not None and after.holder is None:
        code = reason.code if reason else after.state.value
        await store.end_attempt(uow, before.id, before.lease.attempt, code)
    uow.record(
        event_kind(before.lease.state, after.state),
        "scan",
        before.id,
        before={"state": before.lease.state, "attempt": before.lease.attempt},
        after={"state": after.state, "attempt": after.attempt, "holder": after.holder}
        | ({"reason": asdict(reason)} if reason else {}),
    )
    if gone_wrong and reason is not None:
        await _fail_source(uow, changed, reason)
    return changed


async def settle(
    uow: UnitOfWork,
    before: Scan,
    request: CommitRequest,
    *,
    attempt: int,
    applied: Applied,
    reason: Reason | None,
) -> Scan:
    """End a run because its report was committed; the source is moved by the caller.

    Args:
        uow: The transaction in which `before` was locked.
        before: The run as it is stored.
        request: What the agent says of it.
        attempt: Which attempt was delivered; perhaps not the one that holds the lease now.
        applied: What the report did.
        reason: Why it failed or was cancelled at the agent.
    """
    after = leases.settle(before.lease, request.outcome)
    changed = replace(
        before,
        lease=after,
        outcome=request.outcome,
        applied=applied,
        counts=request.counts,
        usage=request.usage,
        problem=reason,
        started_at=request.started_at,
        ended_at=before.ended_at or uow.clock.now(),
    )
    await store.save(uow, changed)
    if before.lease.attempt:
        await store.end_attempt(uow, before.id, attempt, "committed")
    uow.record(
        "scan.reported",
        "scan",
        before.id,
        before={"state": before.lease.state},
        after={
            "state": after.state,
            "attempt": attempt,
            "outcome": request.outcome,
            "applied": applied,
            "counts": request.counts.model_dump(),
        },
    )
    return changed


async def adopt(
    uow: UnitOfWork, agent: AgentFacts, source: Source, run_id: UUID, request: CommitRequest
) -> Scan:
    """Make the row of a run that the agent's own schedule started; it is delivered already."""
    now = uow.clock.now()
    state = {
        RunOutcome.COMPLETED: LeaseState.COMMITTED,
        RunOutcome.FAILED: LeaseState.FAILED,
        RunOutcome.CANCELLED: LeaseState.CANCELLED,
    }[request.outcome]
    new = Scan(
        id=run_id,
        source_id=source.id,
        kind=request.kind,
        origin=Origin.AGENT,
        requested_by=agent.name,
        alias=request.alias,
        target_agent_id=agent.id,
        agent_group=agent.agent_group,
        nominal_time=request.nominal_time,
        lease=JobLease(state=state),
        created_at=now,
        changed_at=now,
        trace_id=request.trace_id,
    )
    await store.add(uow, new)
    return new


async def _lock_idle(uow: UnitOfWork, source_id: UUID) -> Source:
    """Hold a source that has no run under way; runs are locked before sources, everywhere."""
    if await store.lock_active(uow, source_id) is not None:
        raise underway()
    return await sources.locked(uow, source_id)


async def _request(uow: UnitOfWork, source: Source, kind: JobKind, *, full: bool) -> UUID:
    agent = await agents.facts_of(uow, source.agent_id)
    if agent.state is AgentState.REVOKED:
        raise Refused(
            "the agent of this source was revoked",
            hint="Edit the source and give it an agent that is active.",
        )
    now = uow.clock.now()
    new = Scan(
        id=new_id(uow.clock),
        source_id=source.id,
        kind=kind,
        full=full,
        origin=Origin.REQUEST,
        requested_by=uow.actor.name,
        alias=source.alias,
        target_agent_id=agent.id,
        agent_group=agent.agent_group,
        nominal_time=now,
        created_at=now,
        changed_at=now,
        trace_id=uow.trace_id,
    )
    await store.add(uow, new)
    uow.record(
        "scan.requested",
        "scan",
        new.id,
        after={"source_id": source.id, "kind": kind, "full": full},
    )
    return new.id


async def _fail_source(uow: UnitOfWork, scan: Scan, reason: Reason) -> None:
    """Tell the source that a run came to nothing without a report."""
    source = await sources.locked(uow, scan.source_id)
    if source.state is SourceState.ARCHIVED:
        return
    cancelled = scan.lease.state is LeaseState.CANCELLED
    problem = SourceProblem(reason.code, reason.message, reason.hint)
    if scan.kind is JobKind.TEST and cancelled:
        if source.state is SourceState.CONFIGURING:
            await sources.move(uow, source.id, SourceEvent.FAIL, problem=problem)
    elif scan.kind is JobKind.TEST:
        test = ConnectionTest(uow.clock.now(), False, reason.code, reason.message, reason.hint)
        await sources.note_test(uow, source.id, test)
    elif source.state is SourceState.SCANNING or not cancelled:
        await sources.enter_scanning(uow, source.id)
        await sources.move(uow, source.id, SourceEvent.FAIL_SCAN, problem=problem)
