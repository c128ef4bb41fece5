"""What domains know, as the fields of consoles' rows (pure); a test holds them to the contract."""

from collections.abc import Mapping, Sequence
from dataclasses import asdict
from datetime import UTC, datetime, timedelta
from typing import Any
from uuid import UUID

from pursight.audit.events import Event
from pursight.contracts.agents import AnnouncedSource, Progress
from pursight_server.catalog.model import HeldDeletion
from pursight_server.classification.model import Finding, HumanDecision, contested
from pursight_server.compliance.model import Violation
from pursight_server.domains.model import Domain
from pursight_server.quality.model import KeptScore
from pursight_server.rules.model import Result, Rule, in_words
from pursight_server.scans.model import Scan
from pursight_server.sources.model import Source
from pursight_server.sync.model import Fields

_STEPS = 50


def moment(at: datetime) -> str:
    """Spell a moment as contracts do."""
    return at.astimezone(UTC).isoformat().replace("+00:00", "Z")


def _maybe(at: datetime | None) -> str | None:
    return None if at is None else moment(at)


def _id(value: UUID | None) -> str | None:
    return None if value is None else str(value)


def asset(shown: Fields) -> Fields:
    """Make an `AssetRow` of what the catalog shows."""
    facts = shown["facts"]
    column = shown["level"] == "column"
    return {
        "source_id": str(shown["source_id"]),
        "parent_id": _id(shown["parent_id"]),
        "level": shown["level"],
        "kind": shown["kind"],
        "name": shown["name"],
        "fqn": shown["fqn"],
        "schema_name": shown["schema_name"],
        "table_name": shown["table_name"],
        "position": shown["position"],
        "present": shown["present"],
        "type": str(facts.get("type") or "") if column else "",
        "comment": str(facts.get("comment") or ""),
        "label": shown["label"],
        "label_state": shown["label_state"],
        "label_confidence": shown["label_confidence"],
        "sensitivity": shown["sensitivity"],
        "quality": shown["quality"],
        "row_count": shown["row_count"],
        "description": shown["description"] or "",
        "owner": shown["owner"] or "",
        "tags": shown["tags"] or [],
        "domain_id": _id(shown["domain_id"]),
        "facts": facts,
        "first_seen_at": moment(shown["first_seen_at"]),
        "last_seen_at": moment(shown["last_seen_at"]),
        "gone_at": _maybe(shown["gone_at"]),
    }


def domain(one: Domain, owner_name: str) -> Fields:
    """Make a `DomainRow`."""
    return {
        "name": one.name,
        "description": one.description,
        "owner_id": _id(one.owner_id),
        "owner_name": owner_name,
    }


def profile(newest: Fields, history: Sequence[Fields]) -> Fields:
    """Make a `ProfileRow`; the history comes with the latest first."""
    return {
        "measures": newest["measures"],
        "at": moment(newest["at"]),
        "history": [{**point, "at": moment(point["at"])} for point in reversed(history)],
    }


def decided(decision: HumanDecision) -> Fields:
    """Make a `Decided`."""
    return {
        "verdict": decision.verdict.value,
        "label": decision.label,
        "reason": decision.reason,
        "by": decision.decided_by_name,
        "at": moment(decision.decided_at),
    }


def classification(
    source_id: UUID, finding: Finding | None, decision: HumanDecision | None
) -> Fields:
    """Make a `ClassificationRow`."""
    return {
        "source_id": str(source_id),
        "label": finding.label if finding else "none",
        "confidence": finding.confidence if finding else 0.0,
        "found": finding.decision if finding else "none",
        "country": finding.country if finding else None,
        "evidence": [dict(one) for one in finding.evidence] if finding else [],
        "entities": dict(finding.entities) if finding else {},
        "decision": decided(decision) if decision else None,
        "contested": finding is not None and contested(finding, decision),
    }


def quality(kept: KeptScore) -> Fields:
    """Make a `QualityRow`."""
    score = kept.score
    return {
        "value": score.value,
        "dimensions": {name.value: float(share) for name, share in score.dimensions.items()},
        "reasons": [
            {"dimension": one.dimension.value, "points": one.points, "sentence": one.sentence}
            for one in score.reasons
        ],
        "scored_at": moment(kept.scored_at),
    }


def rule(one: Rule, results: Sequence[Result]) -> Fields:
    """Make a `RuleRow`."""
    return {
        "source_id": str(one.source_id),
        "table_id": _id(one.table_id),
        "schema_name": one.schema_name,
        "table_name": one.table_name,
        "name": one.name,
        "description": one.description,
        "severity": one.severity.value,
        "check": one.check.model_dump(mode="json"),
        "sentence": in_words(one.check),
        "column_ids": list(one.column_ids.values()),
        "state": one.state.value,
        "version": one.version,
        "results": [
            {
                "run_id": str(result.run_id),
                "version": result.version,
                "outcome": result.outcome.value,
                "examined": result.examined,
                "failing": result.failing,
                "complete": result.complete,
                "measured": result.measured,
                "code": result.code,
                "reason": result.reason,
                "nominal_time": moment(result.nominal_time),
            }
            for result in results
        ],
    }


def violation(one: Violation) -> Fields:
    """Make a `ViolationRow`."""
    return {
        "policy_code": one.policy_code,
        "source_id": str(one.source_id),
        "asset_id": str(one.asset_id),
        "severity": one.severity,
        "fqn": one.fqn,
        "sentence": one.sentence,
        "remedy": one.remedy,
        "state": one.state.value,
        "opened_at": moment(one.opened_at),
        "closed_at": _maybe(one.closed_at),
        "accepted_by": one.accepted_by,
        "reason": one.reason,
    }


def coarse(progress: Progress) -> Fields:
    """Say how far a run is in steps of two in a hundred and one digit, so that it is told rarely.

    A run renews its lease every few seconds; told exactly, each renewal would be a change that
    every console has to fetch.
    """
    step = max(1, progress.tables_total // _STEPS)
    digits = 10 ** max(0, len(str(progress.rows)) - 1)
    whole = progress.tables_done >= progress.tables_total
    return {
        "phase": progress.phase,
        "tables_done": progress.tables_done
        if whole
        else progress.tables_done - progress.tables_done % step,
        "tables_total": progress.tables_total,
        "rows": progress.rows - progress.rows % digits,
    }


def scan(one: Scan) -> Fields:
    """Make a `ScanRow`."""
    return {
        "source_id": str(one.source_id),
        "kind": one.kind.value,
        "origin": one.origin.value,
        "requested_by": one.requested_by,
        "trace_id": one.trace_id,
        "state": one.lease.state.value,
        "attempt": one.lease.attempt,
        "full": one.full,
        "progress": coarse(one.progress),
        "problem": None if one.problem is None else asdict(one.problem),
        "outcome": None if one.outcome is None else one.outcome.value,
        "applied": None if one.applied is None else one.applied.value,
        "counts": None if one.counts is None else one.counts.model_dump(mode="json"),
        "usage": None if one.usage is None else one.usage.model_dump(mode="json"),
        "nominal_time": moment(one.nominal_time),
        "created_at": moment(one.created_at),
        "started_at": _maybe(one.started_at),
        "ended_at": _maybe(one.ended_at),
    }


def skipped(objects: Sequence[Fields]) -> Fields:
    """Make a `SkippedRow`."""
    told = ("schema_name", "name", "kind", "code", "reason", "hint", "partial")
    return {"objects": [{name: one[name] for name in told} for one in objects]}


def source(one: Source, root: UUID | None) -> Fields:
    """Make a `SourceRow`."""
    test = one.last_test
    return {
        "name": one.name,
        "kind": one.kind,
        "state": one.state.value,
        "state_since": moment(one.state_since),
        "agent_id": str(one.agent_id),
        "alias": one.alias,
        "environment": one.environment,
        "domain_id": _id(one.domain_id),
        "tags": list(one.tags),
        "description": one.description,
        "problem": None if one.problem is None else asdict(one.problem),
        "last_test": None if test is None else {**asdict(test), "at": moment(test.at)},
        "last_scan_at": _maybe(one.last_scan_at),
        "asset_id": _id(root),
    }


def agent(row: Any, announced: Sequence[AnnouncedSource]) -> Fields:
    """Make an `AgentRow`; what trembles at every poll is told to the minute and to the second."""
    seen: datetime | None = row.last_seen_at
    minute = timedelta(seconds=seen.second, microseconds=seen.microsecond) if seen else None
    health: Mapping[str, Any] = row.health
    offset = health.get("clock_offset_seconds") or 0
    return {
        "name": row.name,
        "agent_group": row.agent_group,
        "state": str(row.state),
        "software": row.software,
        "platform": row.platform,
        "health": {**health, "clock_offset_seconds": round(offset)},
        "enrolled_at": moment(row.enrolled_at),
        "last_seen_at": moment(seen - minute) if seen and minute is not None else None,
        "announced": [
            {"alias": one.alias, "kind": one.kind, "consents": list(one.consents)}
            for one in announced
        ],
    }


def held_deletion(one: HeldDeletion) -> Fields:
    """Make a `HeldDeletionRow`."""
    return {
        "source_id": str(one.source_id),
        "state": one.state,
        "asset_ids": [str(asset_id) for asset_id in one.asset_ids],
        "existing": one.existing,
        "created_at": moment(one.created_at),
        "decided_at": _maybe(one.decided_at),
        "decided_by": one.decided_by,
        "note": one.note,
    }


def event(one: Event) -> Fields:
    """Make an `EventRow`."""
    return {
        "number": one.seq,
        "at": moment(one.at),
        "actor_kind": one.actor_kind,
        "actor_name": one.actor_name,
        "actor_id": str(one.actor_id),
        "kind": one.kind,
        "subject_kind": one.subject_kind,
        "subject_id": one.subject_id,
        "before": one.before,
        "after": one.after,
        "note": one.note,
    }
