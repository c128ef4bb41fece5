"""What a committed report does to catalog, findings, rules, compliance, quality and its source."""

from uuid import UUID

from pursight.contracts.agents import CommitRequest, JobKind, RunOutcome
from pursight.protocol.commit import Accept
from pursight_server.catalog import service as catalog
from pursight_server.classification import service as classification
from pursight_server.compliance import service as compliance
from pursight_server.intake.model import Report
from pursight_server.learning import service as learning
from pursight_server.platform.unit_of_work import UnitOfWork
from pursight_server.quality import service as quality
from pursight_server.rules import service as rules
from pursight_server.scans.model import Reason
from pursight_server.sources import service as sources
from pursight_server.sources.model import (
    ConnectionTest,
    Source,
    SourceEvent,
    SourceProblem,
    SourceState,
)


async def apply_scan(
    uow: UnitOfWork,
    source: Source,
    run_id: UUID,
    *,
    request: CommitRequest,
    report: Report,
    decision: Accept,
) -> int:
    """Bring everything that hangs on a source up to a completed scan; all in one transaction.

    Returns:
        How many things were found gone whose deletion waits for a person.
    """
    await sources.enter_scanning(uow, source.id)
    changes = await catalog.record_scan(
        uow,
        source.id,
        run_id,
        report.facts,
        report.tables,
        report.skipped,
        complete=decision.may_delete,
        nominal_time=decision.nominal_time,
        scope=request.scope,
        joins=report.joins,
    )
    await sources.move(uow, source.id, SourceEvent.FINISH_SCAN)
    await sources.move(uow, source.id, SourceEvent.CLASSIFY)
    tables = await learning.judged(uow, report.tables, report.model_serial)
    await learning.keep_features(uow, source.id, run_id, tables, changes)
    await classification.record(uow, source.id, run_id, tables, changes)
    await sources.move(uow, source.id, SourceEvent.FINISH_CLASSIFYING)
    await sources.move(uow, source.id, SourceEvent.VALIDATE)
    await rules.record_results(uow, source.id, run_id, report.tables, changes)
    assets = await catalog.tree(uow, source.id)
    await compliance.assess(uow, source.id, assets)
    await sources.move(uow, source.id, SourceEvent.FINISH_VALIDATING)
    await quality.score(uow, source.id, assets)
    await sources.move(uow, source.id, SourceEvent.CATALOG)
    await sources.move(uow, source.id, SourceEvent.MONITOR)
    newest = decision.nominal_time if decision.moves_newest else None
    await sources.note_scan(uow, source.id, newest=newest)
    return changes.held


async def leave_scanning(uow: UnitOfWork, source: Source) -> None:
    """Let a source go back to `monitoring` whose scan turned out older than what is shown."""
    if source.state is SourceState.SCANNING:
        for event in (
            SourceEvent.FINISH_SCAN,
            SourceEvent.CLASSIFY,
            SourceEvent.FINISH_CLASSIFYING,
            SourceEvent.VALIDATE,
            SourceEvent.FINISH_VALIDATING,
            SourceEvent.CATALOG,
            SourceEvent.MONITOR,
        ):
            await sources.move(uow, source.id, event)


async def fail_scan(uow: UnitOfWork, source: Source, reason: Reason) -> None:
    """Note on the source why its scan came to nothing; what is known of it stays as it was."""
    await sources.enter_scanning(uow, source.id)
    problem = SourceProblem(reason.code, reason.message, reason.hint)
    await sources.move(uow, source.id, SourceEvent.FAIL_SCAN, problem=problem)


async def apply_test(
    uow: UnitOfWork, source: Source, request: CommitRequest, report: Report, reason: Reason | None
) -> None:
    """Keep what came of a connection test; a source that waited for it moves on."""
    if report.test is not None:
        result = ConnectionTest(
            request.finished_at,
            report.test.reachable,
            report.test.code or "",
            report.test.message,
            report.test.hint,
            report.test.latency_ms,
        )
    elif request.outcome is RunOutcome.CANCELLED and source.state is not SourceState.CONFIGURING:
        return
    else:
        why = reason or Reason("test.no_result", "the test brought no result")
        result = ConnectionTest(request.finished_at, False, why.code, why.message, why.hint)
    await sources.note_test(uow, source.id, result)


def reason_of(request: CommitRequest, report: Report) -> Reason | None:
    """Word why a run did not do its work; None when it did."""
    if report.failure is not None:
        return Reason(report.failure.code, report.failure.message, report.failure.hint)
    if request.kind is JobKind.TEST and report.test is not None and not report.test.reachable:
        return Reason(
            report.test.code or "source.unreachable", report.test.message, report.test.hint
        )
    match request.outcome:
        case RunOutcome.COMPLETED:
            return None
        case RunOutcome.FAILED:
            return Reason("run.failed", "the agent gave no reason", "Look at the agent's log.")
        case RunOutcome.CANCELLED:
            return Reason("scan.cancelled", "it was cancelled", "Ask for it again when wanted.")
