"""What the rows of a replica hold, an entity a model; what a console shows is made of these.

A row travels as `contracts.sync.Row`, whose `fields` are one of these models in JSON mode. Ids,
moments and lists travel as JSON does; nothing here can hold a value of a source's rows.
"""

from collections.abc import Mapping
from types import MappingProxyType
from typing import Literal
from uuid import UUID

from pydantic import Field, JsonValue

from pursight.contracts.base import Moment, Wire

Json = dict[str, JsonValue]


class DomainRow(Wire):
    """`domain`: a business area that sources and assets belong to."""

    name: str
    description: str = ""
    owner_id: UUID | None = None
    owner_name: str = ""


class AssetRow(Wire):
    """`asset`: one node of the tree with what people said of it."""

    source_id: UUID
    parent_id: UUID | None = None
    level: Literal["source", "schema", "table", "column"]
    kind: str
    name: str
    fqn: str
    schema_name: str = ""
    table_name: str = ""
    position: int | None = None
    present: bool = True
    type: str = Field(default="", description="Of a column, as the source spells it")
    comment: str = Field(default="", description="What the source itself says of it")
    label: str = "none"
    label_state: str = Field(default="none", description="decided, applied, suggested or none")
    label_confidence: float = 0.0
    sensitivity: str = "public"
    quality: float | None = None
    row_count: int | None = None
    description: str = ""
    owner: str = ""
    tags: tuple[str, ...] = ()
    domain_id: UUID | None = Field(
        default=None,
        description="Its own; without one it is in that of the nearest that it lies in, "
        "at last of its source",
    )
    facts: Json = Field(default_factory=dict)
    first_seen_at: Moment
    last_seen_at: Moment
    gone_at: Moment | None = None


class ProfilePoint(Wire):
    """A few numbers of one scan, for a line over time."""

    at: Moment
    rows: int | None = None
    nulls: int | None = None
    distinct: int | None = None


class ProfileRow(Wire):
    """`profile`, under the asset's id: the newest numbers, and how some of them went."""

    measures: Json
    at: Moment
    history: tuple[ProfilePoint, ...] = Field(default=(), description="Oldest first, at most 30")


class Decided(Wire):
    """What a person decided of a column."""

    verdict: Literal["accept", "reject", "change"]
    label: str = Field(description="What it holds by this decision; none when rejected")
    reason: str = ""
    by: str = ""
    at: Moment | None = None


class ClassificationRow(Wire):
    """`classification`, under the column's id: what was found and what was decided."""

    source_id: UUID
    label: str = Field(description="Found by the newest scan")
    confidence: float
    found: str = Field(description="applied, suggested or none: what the confidence led to")
    country: str | None = None
    evidence: tuple[Json, ...] = ()
    entities: dict[str, int] = Field(default_factory=dict)
    decision: Decided | None = None
    contested: bool = Field(default=False, description="A later scan is sure of something else")


class SourceRow(Wire):
    """`source`: a registered place that holds data."""

    name: str
    kind: str
    state: str
    state_since: Moment
    agent_id: UUID
    alias: str
    environment: str = ""
    domain_id: UUID | None = None
    tags: tuple[str, ...] = ()
    description: str = ""
    problem: Json | None = Field(default=None, description="code, message, hint")
    last_test: Json | None = None
    last_scan_at: Moment | None = None
    asset_id: UUID | None = Field(default=None, description="Its root in the tree")


class AgentRow(Wire):
    """`agent`: an enrolled agent."""

    name: str
    agent_group: str
    state: str
    software: str = ""
    platform: str = ""
    health: Json = Field(default_factory=dict)
    enrolled_at: Moment
    last_seen_at: Moment | None = Field(default=None, description="To the minute")
    announced: tuple[Json, ...] = Field(default=(), description="alias, kind, consents")


class ScanRow(Wire):
    """`scan`: a run of a source."""

    source_id: UUID
    kind: str
    origin: str
    requested_by: str
    trace_id: str = Field(default="", description="Under which the logs tell of it")
    state: str
    attempt: int
    full: bool = False
    progress: Json = Field(default_factory=dict)
    problem: Json | None = None
    outcome: str | None = None
    applied: str | None = None
    counts: Json | None = None
    usage: Json | None = None
    nominal_time: Moment
    created_at: Moment
    started_at: Moment | None = None
    ended_at: Moment | None = None


class SkippedRow(Wire):
    """`skipped`, under the source's id: what its newest scan did not look at, and why."""

    objects: tuple[Json, ...] = Field(description="schema_name, name, kind, code, reason, hint")


class RuleRow(Wire):
    """`rule`: a rule with its newest results."""

    source_id: UUID
    table_id: UUID | None = None
    schema_name: str
    table_name: str
    name: str
    description: str = ""
    severity: str
    check: Json
    sentence: str = Field(description="The check in words")
    column_ids: tuple[UUID, ...] = ()
    state: str
    version: int
    results: tuple[Json, ...] = Field(default=(), description="Newest first, at most 30")


class ViolationRow(Wire):
    """`violation`: something that is not as a policy wants it."""

    policy_code: str
    source_id: UUID
    asset_id: UUID
    severity: str
    fqn: str
    sentence: str
    remedy: str
    state: str
    opened_at: Moment
    closed_at: Moment | None = None
    accepted_by: str = ""
    reason: str = ""


class QualityRow(Wire):
    """`quality`, under the asset's id: a score and what it is made of."""

    value: float | None
    dimensions: dict[str, float] = Field(default_factory=dict, description="0 to 1")
    reasons: tuple[Json, ...] = Field(default=(), description="dimension, points, sentence")
    scored_at: Moment


class HeldDeletionRow(Wire):
    """`held_deletion`: what vanished at once and waits for a person."""

    source_id: UUID
    state: str
    asset_ids: tuple[UUID, ...]
    existing: int
    created_at: Moment
    decided_at: Moment | None = None
    decided_by: str = ""
    note: str = ""


class EventRow(Wire):
    """`event`: one entry of the log; its id is the number of the entry as a UUID."""

    number: int
    at: Moment
    actor_kind: str
    actor_name: str
    actor_id: UUID
    kind: str
    subject_kind: str
    subject_id: str
    before: Json | None = None
    after: Json | None = None
    note: str = ""


ROWS: Mapping[str, type[Wire]] = MappingProxyType(
    {
        "domain": DomainRow,
        "source": SourceRow,
        "asset": AssetRow,
        "classification": ClassificationRow,
        "profile": ProfileRow,
        "quality": QualityRow,
        "rule": RuleRow,
        "violation": ViolationRow,
        "scan": ScanRow,
        "skipped": SkippedRow,
        "agent": AgentRow,
        "held_deletion": HeldDeletionRow,
        "event": EventRow,
    }
)
"""Entities in the order in which a snapshot tells them: what is needed first comes first."""

WRITABLE: Mapping[str, frozenset[str]] = MappingProxyType(
    {
        "asset": frozenset({"description", "owner", "tags", "domain_id"}),
        "classification": frozenset({"decision"}),
        "violation": frozenset({"acceptance"}),
        "rule": frozenset({"state"}),
    }
)
"""Fields that commands may set. `decision` and `acceptance` are objects, None takes them back."""

GOVERNED: Mapping[str, frozenset[str]] = MappingProxyType(
    {
        "asset": frozenset({"description", "owner", "domain_id"}),
        "classification": frozenset({"decision"}),
        "violation": frozenset({"acceptance"}),
        "rule": frozenset({"state"}),
    }
)
"""Fields that are never overwritten silently: two edits at once are a conflict for a person."""
