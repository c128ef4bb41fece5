"""Rows of a made-up estate, an entity a function; the fields are those of the contract."""

from datetime import datetime, timedelta
from random import Random
from typing import Any
from uuid import UUID

from tests.builders import estate_words as say

START_TEXT = "2026-01-05T08:00:00Z"
SEEN = "2026-03-02T06:00:00Z"

Fields = dict[str, Any]


def asset(
    level: str,
    kind: str,
    name: str,
    fqn: str,
    place: dict[str, Any],
    *,
    position: int | None = None,
    quality: int | None = None,
) -> Fields:
    """Make an asset."""
    return {
        "parent_id": None,
        **place,
        "level": level,
        "kind": kind,
        "name": name,
        "fqn": fqn,
        "position": position,
        "present": True,
        "type": "",
        "comment": "",
        "label": "none",
        "label_state": "none",
        "label_confidence": 0.0,
        "sensitivity": "public",
        "quality": quality,
        "row_count": None,
        "description": "",
        "owner": "",
        "tags": [],
        "facts": {},
        "first_seen_at": START_TEXT,
        "last_seen_at": SEEN,
        "gone_at": None,
    }


def domain(name: str) -> Fields:
    """Make a business domain that nobody answers for."""
    return {"name": name, "description": "", "owner_id": None, "owner_name": ""}


def agent(name: str, *, well: bool) -> Fields:
    """Make an agent."""
    return {
        "name": name,
        "agent_group": "default",
        "state": "active",
        "software": "0.1.0",
        "platform": "linux",
        "health": {"ok": well, "clock_offset_seconds": 0},
        "enrolled_at": START_TEXT,
        "last_seen_at": SEEN,
        "announced": [{"alias": "main", "kind": "postgres", "consents": ["read"]}],
    }


def source(name: str, kind: str, agent_id: UUID, root: UUID, *, ill: bool) -> Fields:
    """Make a source; one that is ill has a problem."""
    problem = {
        "code": "source.unreachable",
        "message": "The database does not answer.",
        "hint": "Check the network between agent and database.",
    }
    return {
        "name": name,
        "kind": kind,
        "state": "scan_failed" if ill else "monitoring",
        "state_since": START_TEXT,
        "agent_id": str(agent_id),
        "alias": name,
        "environment": "prod" if "prod" in name else "test",
        "tags": ["core"] if "erp" in name else [],
        "description": "",
        "problem": problem if ill else None,
        "last_test": None,
        "last_scan_at": SEEN,
        "asset_id": str(root),
    }


SKIPPED: Fields = {
    "objects": [
        {
            "schema_name": "ops",
            "name": "secrets",
            "kind": "table",
            "code": "source.no_permission",
            "reason": "The account may not read this table.",
            "hint": "Grant SELECT to the account of the agent.",
            "partial": False,
        }
    ]
}


def classification(source_id: UUID, column: Fields) -> Fields:
    """Make what was found in a column, and what was decided if its label says so."""
    label, state = column["label"], column["label_state"]
    decision = {"verdict": "accept", "label": label, "reason": "", "by": "Ada", "at": SEEN}
    evidence = [
        {"kind": "name", "detector": "name.token", "version": 1, "label": label, "weight": 0.4,
         "tokens": [column["name"]], "matched": None, "examined": None},
        {"kind": "pattern", "detector": f"{label}.cell", "version": 1, "label": label,
         "weight": 0.5, "tokens": [], "matched": 940, "examined": 1000},
    ]  # fmt: skip
    return {
        "source_id": str(source_id),
        "label": label,
        "confidence": column["label_confidence"],
        "found": "suggested" if state != "applied" else "applied",
        "country": None,
        "evidence": evidence,
        "entities": {},
        "decision": decision if state == "decided" else None,
        "contested": False,
    }


def profile(rng: Random) -> Fields:
    """Make a profile with a history."""
    rows = rng.randint(100, 10**6)
    nulls = int(rows * rng.random() * 0.3)
    distinct = max(1, int((rows - nulls) * rng.random()))
    history = [
        {"at": f"2026-0{1 + week // 4}-{1 + week % 4 * 7:02}T06:00:00Z",
         "rows": rows - (8 - week) * 100, "nulls": nulls, "distinct": distinct}
        for week in range(8)
    ]  # fmt: skip
    measures = {
        "examined": rows,
        "complete": True,
        "nulls": nulls,
        "empties": 0,
        "distinct": distinct,
        "distinct_exact": True,
        "masked": False,
        "mean": round(rng.uniform(0, 1000), 2),
        "stddev": round(rng.uniform(0, 100), 2),
        "quantiles": sorted(round(rng.uniform(0, 1000), 1) for _ in range(5)),
        "length_min": 1,
        "length_max": 40,
        "length_mean": 12.5,
    }
    return {"measures": measures, "at": SEEN, "history": history}


def quality(score: int) -> Fields:
    """Make a score and why it is not better."""
    share = score / 100
    lost = 100 - score
    return {
        "value": score,
        "dimensions": {"completeness": share, "validity": min(1.0, share + 0.1)},
        "reasons": [
            {"dimension": "completeness", "points": lost, "sentence": "Many rows are empty."}
        ]
        if lost
        else [],
        "scored_at": SEEN,
    }


def violation(rng: Random, source_id: UUID, column_id: UUID, column: Fields) -> Fields:
    """Make a violation of a column."""
    return {
        "policy_code": "protect.restricted",
        "source_id": str(source_id),
        "asset_id": str(column_id),
        "severity": rng.choice(("medium", "high", "critical")),
        "fqn": column["fqn"],
        "sentence": f"{column['name']} holds {column['label']} and nobody owns it.",
        "remedy": "Name an owner, or take the column out.",
        "state": "open",
        "opened_at": SEEN,
        "closed_at": None,
        "accepted_by": "",
        "reason": "",
    }


def rule(rng: Random, table_id: UUID, table: Fields, column_id: UUID, column: str) -> Fields:
    """Make a rule of a table with a result."""
    outcome = rng.choice(("passed", "passed", "failed"))
    failing = rng.randint(1, 90) if outcome == "failed" else 0
    result = {"outcome": outcome, "examined": 1000, "failing": failing, "nominal_time": SEEN}
    return {
        "source_id": table["source_id"],
        "table_id": str(table_id),
        "schema_name": table["schema_name"],
        "table_name": table["table_name"],
        "name": f"{table['table_name']} is complete",
        "description": "",
        "severity": rng.choice(("low", "medium", "high", "critical")),
        "check": {"check": "not_null", "column": column},
        "sentence": f"{column} is never empty",
        "column_ids": [str(column_id)],
        "state": "active",
        "version": 1,
        "results": [result],
    }


def scan(source_id: UUID, at: datetime, state: str) -> Fields:
    """Make a run that ended."""
    problem = {"code": "source.unreachable", "message": "No answer.", "hint": "Check the network."}
    begun, ended = (at + timedelta(minutes=minutes) for minutes in (1, 9))
    failed = state == "failed"
    return {
        "source_id": str(source_id),
        "kind": "scan",
        "origin": "schedule",
        "requested_by": "",
        "trace_id": f"{source_id.int ^ int(at.timestamp()):032x}",
        "state": state,
        "attempt": 1,
        "full": False,
        "progress": {"phase": "done", "tables_done": 40, "tables_total": 40, "rows": 90000},
        "problem": problem if failed else None,
        "outcome": "failed" if failed else "completed",
        "applied": None if failed else "applied",
        "counts": None if failed else {"tables": 40, "columns": 500},
        "nominal_time": _text(at),
        "created_at": _text(at),
        "started_at": _text(begun),
        "ended_at": _text(ended),
    }


def event(rng: Random, number: int, subject: UUID, at: datetime) -> Fields:
    """Make an entry of the log."""
    return {
        "number": number,
        "at": _text(at + timedelta(minutes=number)),
        "actor_kind": "person",
        "actor_name": rng.choice(say.OWNERS),
        "actor_id": str(UUID(int=7)),
        "kind": rng.choice(("asset.annotated", "asset.changed", "classification.decided")),
        "subject_kind": "asset",
        "subject_id": str(subject),
        "before": {"description": ""},
        "after": {"description": rng.choice(say.SENTENCES)},
        "note": "",
    }


def _text(at: datetime) -> str:
    return at.isoformat().replace("+00:00", "Z")
