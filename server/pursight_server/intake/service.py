"""Take in runs: chunks as they come, and the one transaction of their commit."""

import asyncio
from dataclasses import dataclass
from typing import assert_never

from pursight.contracts.agents import (
    MAX_CHUNK_BYTES,
    MAX_CHUNKS,
    Applied,
    CommitReceipt,
    CommitRequest,
    JobKind,
    RunOutcome,
)
from pursight.crash import crash_point
from pursight.protocol import chunks
from pursight.protocol import commit as protocol
from pursight.protocol import lease as leases
from pursight.protocol.commit import StoredRun
from pursight_server.agents import service as agents
from pursight_server.agents.model import AgentFacts
from pursight_server.intake import effects, store
from pursight_server.intake.model import (
    ChunksMissing,
    ChunkTooLarge,
    Delivery,
    Report,
    RunQuarantined,
    SourceUnregistered,
    read_report,
)
from pursight_server.platform.database import Database
from pursight_server.platform.unit_of_work import ReadUnit, UnitOfWork
from pursight_server.scans import service as scans
from pursight_server.scans.model import Reason, Scan
from pursight_server.sources import service as sources
from pursight_server.sources.model import Source, SourceState

_READS = 3


async def take_chunk(database: Database, delivery: Delivery, n: int, body: bytes) -> str:
    """Keep one chunk until its run is committed; the same chunk again changes nothing.

    Returns:
        The SHA-256 of what is stored.

    Raises:
        ChunkTooLarge: Over the protocol's limit.
        RunQuarantined: The run is another agent's, or the number absurd.
    """
    if len(body) > MAX_CHUNK_BYTES:
        raise ChunkTooLarge(f"a chunk of {len(body)} bytes is over {MAX_CHUNK_BYTES}")
    if not 0 <= n < MAX_CHUNKS:
        raise RunQuarantined("chunk.bad_number", f"a run has at most {MAX_CHUNKS} chunks")
    sha256 = chunks.digest(body)
    agent = delivery.agent
    async with database.unit_of_work(agent.organisation_id, agents.as_actor(agent)) as uow:
        await _check_owner(uow, delivery)
        if delivery.attempt not in await store.receipts(uow, delivery.run_id):
            await store.put_chunk(uow, delivery, n, sha256=sha256, body=body)
        crash_point("intake.before_chunk_commit")
    crash_point("intake.after_chunk_commit")
    return sha256


async def commit_run(
    database: Database, delivery: Delivery, request: CommitRequest
) -> CommitReceipt:
    """Apply a delivered run once, whole, and give its receipt; again gives the same receipt.

    The report is read and checked before the transaction, which then only decides and writes.

    Raises:
        ChunksMissing: Send these first.
        SourceUnregistered: Nobody registered the source here yet; keep the run and try later.
        RunQuarantined: It can never be taken as it is; noted, and the job goes to its next attempt.
    """
    actor = agents.as_actor(delivery.agent)
    organisation_id, trace_id = delivery.agent.organisation_id, request.trace_id
    try:
        for _ in range(_READS):
            report = await _read(database, delivery, request)
            with store.refusing_what_cannot_be_kept():
                async with database.unit_of_work(organisation_id, actor, trace_id) as uow:
                    receipt = await _commit(uow, delivery, request, report)
                    crash_point("intake.before_run_commit")
            if receipt is not None:
                crash_point("intake.after_run_commit")
                return receipt
    except RunQuarantined as refused:
        async with database.unit_of_work(organisation_id, actor, trace_id) as uow:
            await _quarantine(uow, delivery, refused)
        raise
    raise ChunksMissing(tuple(range(request.n_chunks)))


async def _read(database: Database, delivery: Delivery, request: CommitRequest) -> Report | None:
    """Read the report if it has arrived whole and is not committed yet, off the event loop."""
    async with database.reading(delivery.agent.organisation_id) as unit:
        await _check_owner(unit, delivery)
        if await store.receipts(unit, delivery.run_id):
            return None
        known = await store.digests(unit, delivery)
        numbers = range(request.n_chunks)
        if request.n_chunks > MAX_CHUNKS or any(n not in known for n in numbers):
            return None
        if chunks.root(known[n] for n in numbers) != request.root:
            return None
        bodies = await store.bodies(unit, delivery, request.n_chunks)
    return await asyncio.to_thread(read_report, bodies, request)


async def _commit(
    uow: UnitOfWork, delivery: Delivery, request: CommitRequest, report: Report | None
) -> CommitReceipt | None:
    """Decide and write; None when the report arrived whole only after it was looked for."""
    run_id, attempt = delivery.run_id, delivery.attempt
    await store.lock_run(uow, run_id)
    scan = await scans.locked(uow, run_id)
    await _check_owner(uow, delivery)
    _check_job(scan, request)
    source = await _source_of(uow, delivery.agent, scan, request)
    stored = StoredRun(
        receipts=await store.receipts(uow, run_id),
        chunks=await store.digests(uow, delivery),
        newest_applied=source.applied_nominal_time,
    )
    match protocol.decide(stored, request, attempt, now=uow.clock.now()):
        case protocol.AlreadyCommitted(receipt=receipt):
            return receipt
        case protocol.Missing(numbers=numbers):
            raise ChunksMissing(numbers)
        case protocol.BadHash(code=code):
            raise RunQuarantined(code, "the report is not what its commit says it is")
        case protocol.Superseded():
            receipt = _receipt(uow, delivery, request, Applied.SUPERSEDED)
            await store.drop_chunks(uow, run_id, attempt)
        case protocol.Accept() as decision:
            if report is None:
                return None
            if scan is None:
                scan = await scans.adopt(uow, delivery.agent, source, run_id, request)
            job = _Work(delivery, request, report, scan, source, decision)
            receipt = await _apply(uow, job)
            await store.drop_chunks(uow, run_id)
        case never:
            assert_never(never)
    await store.add_receipt(
        uow, receipt, agent_id=delivery.agent.id, source_id=source.id, request=request
    )
    return receipt


@dataclass(frozen=True, slots=True)
class _Work:
    """An accepted run and everything known of it."""

    delivery: Delivery
    request: CommitRequest
    report: Report
    scan: Scan
    source: Source
    decision: protocol.Accept


async def _apply(uow: UnitOfWork, work: _Work) -> CommitReceipt:
    """Carry an accepted run out: as the newest state, or as history beside a newer one.

    A source that was archived meanwhile no longer moves: whatever comes for it is history.
    """
    source, request, applied = work.source, work.request, work.decision.applied
    if source.state is SourceState.ARCHIVED:
        applied = Applied.HISTORY
    if applied is Applied.HISTORY:
        await store.keep_as_history(uow, work.delivery, request.n_chunks)
    reason = effects.reason_of(request, work.report)
    held = 0
    if source.state is not SourceState.ARCHIVED:
        held = await _affect_source(uow, work, applied, reason)
    await scans.settle(
        uow,
        work.scan,
        request,
        attempt=work.delivery.attempt,
        applied=applied,
        reason=reason,
    )
    return _receipt(uow, work.delivery, request, applied, held)


async def _affect_source(
    uow: UnitOfWork, work: _Work, applied: Applied, reason: Reason | None
) -> int:
    """Let a run take effect on its source; return how many deletions wait for a person."""
    source, request = work.source, work.request
    if request.kind is JobKind.TEST:
        await effects.apply_test(uow, source, request, work.report, reason)
    elif request.outcome is not RunOutcome.COMPLETED:
        if applied is Applied.APPLIED or source.state is SourceState.SCANNING:
            why = reason or Reason("run.failed", "the run did not do its work")
            await effects.fail_scan(uow, source, why)
    elif applied is Applied.HISTORY:
        await effects.leave_scanning(uow, source)
    else:
        return await effects.apply_scan(
            uow,
            source,
            work.scan.id,
            request=request,
            report=work.report,
            decision=work.decision,
        )
    return 0


def _receipt(
    uow: UnitOfWork, delivery: Delivery, request: CommitRequest, applied: Applied, held: int = 0
) -> CommitReceipt:
    return CommitReceipt(
        run_id=delivery.run_id,
        attempt=delivery.attempt,
        root=request.root,
        applied=applied,
        committed_at=uow.clock.now(),
        held_deletions=held,
    )


async def _check_owner(unit: ReadUnit, delivery: Delivery) -> None:
    """Refuse an agent that delivers what another was asked to do, or has delivered.

    Raises:
        RunQuarantined: The attempt is not this agent's.
    """
    run_id = delivery.run_id
    owner = await scans.agent_of_attempt(unit, run_id, delivery.attempt)
    if owner is None:
        owner = await store.agent_of_receipt(unit, run_id)
    if owner is None and await scans.is_known(unit, run_id):
        raise RunQuarantined("run.unknown_attempt", "this attempt of the run was never offered")
    if owner not in (None, delivery.agent.id):
        raise RunQuarantined("run.not_yours", "this run is another agent's")


def _check_job(scan: Scan | None, request: CommitRequest) -> None:
    """Refuse a report of something else than the job that was given.

    Raises:
        RunQuarantined: Kind, alias or nominal time are not the job's.
    """
    if scan is None:
        return
    given = (scan.kind, scan.alias, scan.nominal_time)
    if given != (request.kind, request.alias, request.nominal_time):
        raise RunQuarantined("commit.other_job", "the report is not of the job that was given")


async def _source_of(
    uow: UnitOfWork, agent: AgentFacts, scan: Scan | None, request: CommitRequest
) -> Source:
    """Find and hold the source of a run: of its job, or the one registered for the alias.

    Raises:
        SourceUnregistered: Nobody registered it.
    """
    if scan is not None:
        return await sources.locked(uow, scan.source_id)
    found = await sources.find_by_alias(uow, agent.id, request.alias)
    if found is None:
        raise SourceUnregistered(
            f"the alias {request.alias} of this agent is not registered as a source",
            hint="Register it; the agent keeps the run and delivers it then.",
        )
    return await sources.locked(uow, found.id)


async def _quarantine(uow: UnitOfWork, delivery: Delivery, refused: RunQuarantined) -> None:
    """Note why a delivery was refused, and give its job to the next attempt."""
    await store.lock_run(uow, delivery.run_id)
    scan = await scans.locked(uow, delivery.run_id)
    if not await store.quarantine(uow, delivery, refused.reason, refused.message):
        return
    uow.record(
        "run.quarantined",
        "run",
        delivery.run_id,
        after={"attempt": delivery.attempt, "code": refused.reason, "reason": refused.message},
    )
    if scan is not None:
        after = leases.refuse(scan.lease, delivery.agent.id, delivery.attempt, final=False)
        reason = Reason(refused.reason, refused.message, refused.hint)
        await scans.follow_lease(uow, scan, after, reason=reason)
