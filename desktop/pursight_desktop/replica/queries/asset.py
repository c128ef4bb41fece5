"""One asset: all that is known of it, what happened to it, and its columns in one list."""

import json
from dataclasses import dataclass, field
from datetime import datetime
from uuid import UUID

from pursight_desktop.replica.files import Connection
from pursight_desktop.replica.queries import activity as events
from pursight_desktop.replica.queries import relations
from pursight_desktop.replica.queries.activity import EventLine
from pursight_desktop.replica.queries.catalog import TreeNode, path
from pursight_desktop.replica.queries.domains import (
    DomainLine,
    Placement,
    domains,
    inherited,
    placement,
)
from pursight_desktop.replica.queries.reading import (
    AssetLine,
    Fields,
    asset_line,
    fields_of,
    lines_of,
    moment,
    revs_of,
    uuid_of,
)
from pursight_desktop.replica.queries.relations import Join, Relation


@dataclass(frozen=True, slots=True)
class Decision:
    """What a person decided of a column: verdict accept, reject or change."""

    verdict: str
    label: str
    reason: str
    by: str
    at: datetime | None


@dataclass(frozen=True, slots=True)
class Classification:
    """What was found in a column, and what was decided.

    Attributes:
        label: Found by the newest scan; `found` is applied, suggested or none.
        evidence: Each an object of the contract: kind, detector, share, …
        contested: A later scan is sure of something else than was decided.
    """

    label: str
    confidence: float
    found: str
    country: str | None
    evidence: tuple[Fields, ...]
    entities: dict[str, int]
    decision: Decision | None
    contested: bool


@dataclass(frozen=True, slots=True)
class ProfilePoint:
    """A few numbers of one scan."""

    at: datetime | None
    rows: int | None
    nulls: int | None
    distinct: int | None


@dataclass(frozen=True, slots=True)
class Profile:
    """The newest numbers of a column or table, and how some of them went, oldest first."""

    measures: Fields
    at: datetime | None
    history: tuple[ProfilePoint, ...]


@dataclass(frozen=True, slots=True)
class Quality:
    """A score, what it is made of (each 0 to 1) and why it is not better.

    `reasons` have dimension, points and sentence.
    """

    value: float | None
    dimensions: dict[str, float]
    reasons: tuple[Fields, ...]
    scored_at: datetime | None


@dataclass(frozen=True, slots=True)
class RuleLine:
    """A rule of a table or of some of its columns; `results` with the newest first."""

    id: UUID
    name: str
    description: str
    sentence: str
    severity: str
    state: str
    version: int
    table_id: UUID | None
    table_name: str
    schema_name: str
    source_id: UUID | None
    column_ids: tuple[UUID, ...]
    check: Fields
    results: tuple[Fields, ...]

    @property
    def outcome(self) -> str:
        """Of the newest result; empty if there is none."""
        return str(self.results[0].get("outcome") or "") if self.results else ""


@dataclass(frozen=True, slots=True)
class ViolationLine:
    """Something that is not as a policy wants it; state open, accepted or closed."""

    id: UUID
    policy_code: str
    asset_id: UUID | None
    source_id: UUID | None
    fqn: str
    severity: str
    sentence: str
    remedy: str
    state: str
    opened_at: datetime | None
    closed_at: datetime | None
    accepted_by: str
    reason: str


@dataclass(frozen=True, slots=True)
class AssetPage:
    """All that the page of an asset shows.

    Attributes:
        facts: What the source tells of it: keys, indexes, sizes.
        path: From the root to this asset.
        children: Of a table its columns, in order; else what is directly below.
        relations_out: Of a table: keys that point elsewhere.
        relations_in: Of a table: keys that point here.
        joins: Of a table: what its columns were found to point at.
        row: The fields as they travel.
        placement: In which domain it lies; `inherited` in which it would if it had none itself.
        domains: All there are.
        rev: Of the row that is shown, for edits; `found_rev` of its classification, 0 without.
    """

    line: AssetLine
    path: tuple[TreeNode, ...]
    facts: Fields
    profile: Profile | None
    classification: Classification | None
    quality: Quality | None
    rules: tuple[RuleLine, ...]
    violations: tuple[ViolationLine, ...]
    source: Fields | None
    children: tuple[AssetLine, ...]
    primary_key: tuple[str, ...] = ()
    relations_out: tuple[Relation, ...] = ()
    relations_in: tuple[Relation, ...] = ()
    joins: tuple[Join, ...] = ()
    row: Fields = field(default_factory=dict)
    rev: int = 0
    found_rev: int = 0
    placement: Placement = field(default_factory=Placement)
    inherited: Placement = field(default_factory=Placement)
    domains: tuple[DomainLine, ...] = ()


def asset(connection: Connection, asset_id: UUID) -> AssetPage | None:
    """Read an asset; None if it is not here."""
    fields = fields_of(connection, "asset", asset_id)
    if fields is None:
        return None
    line = asset_line(asset_id.bytes, fields)
    facts = dict(fields.get("facts") or {})
    children = columns(connection, asset_id)
    profile = profile_of(fields_of(connection, "profile", asset_id))
    return AssetPage(
        line=line,
        path=tuple(path(connection, asset_id)),
        facts=facts,
        profile=profile,
        classification=classification_of(fields_of(connection, "classification", asset_id)),
        quality=_quality(fields_of(connection, "quality", asset_id)),
        rules=tuple(_rules(connection, line)),
        violations=tuple(_violations(connection, line)),
        source=None if line.source_id is None else fields_of(connection, "source", line.source_id),
        children=tuple(children),
        primary_key=relations.names(facts.get("primary_key")),
        relations_out=tuple(relations.outgoing(connection, line, facts)),
        relations_in=tuple(relations.incoming(connection, line)),
        joins=tuple(relations.joins(connection, line, profile.measures if profile else None)),
        row=fields,
        rev=revs_of(connection, "asset", [asset_id])[asset_id],
        found_rev=revs_of(connection, "classification", [asset_id])[asset_id],
        placement=placement(connection, asset_id),
        inherited=inherited(connection, asset_id),
        domains=tuple(domains(connection)),
    )


def columns(connection: Connection, parent_id: UUID) -> list[AssetLine]:
    """List what is directly below an asset and still there, in the order of the source."""
    found = connection.execute(
        "SELECT n FROM asset WHERE parent = ? AND present = 1 ORDER BY position, name",
        (parent_id.bytes,),
    ).fetchall()
    return lines_of(connection, [number for (number,) in found])


def activity(
    connection: Connection, asset_id: UUID, before: int | None = None, limit: int = 100
) -> list[EventLine]:
    """List what happened to an asset, newest first; `before` is the number of the last one."""
    wanted = events.EventFilter(subject_id=asset_id)
    return events.events(connection, wanted, before, limit)


def classification_of(fields: Fields | None) -> Classification | None:
    """Read a classification."""
    if fields is None:
        return None
    decision = fields.get("decision")
    return Classification(
        label=str(fields.get("label") or "none"),
        confidence=float(fields.get("confidence") or 0.0),
        found=str(fields.get("found") or "none"),
        country=fields.get("country"),
        evidence=tuple(fields.get("evidence") or ()),
        entities=dict(fields.get("entities") or {}),
        decision=_decision(decision) if isinstance(decision, dict) else None,
        contested=bool(fields.get("contested")),
    )


def _decision(fields: Fields) -> Decision:
    return Decision(
        verdict=str(fields.get("verdict") or ""),
        label=str(fields.get("label") or "none"),
        reason=str(fields.get("reason") or ""),
        by=str(fields.get("by") or ""),
        at=moment(fields.get("at")),
    )


def profile_of(fields: Fields | None) -> Profile | None:
    """Read a profile."""
    if fields is None:
        return None
    history = tuple(
        ProfilePoint(
            at=moment(point.get("at")),
            rows=point.get("rows"),
            nulls=point.get("nulls"),
            distinct=point.get("distinct"),
        )
        for point in fields.get("history") or ()
    )
    return Profile(dict(fields.get("measures") or {}), moment(fields.get("at")), history)


def _quality(fields: Fields | None) -> Quality | None:
    if fields is None:
        return None
    return Quality(
        value=fields.get("value"),
        dimensions=dict(fields.get("dimensions") or {}),
        reasons=tuple(fields.get("reasons") or ()),
        scored_at=moment(fields.get("scored_at")),
    )


def rule_line(row_id: bytes, fields: Fields) -> RuleLine:
    """Read a rule."""
    ids = (uuid_of(one) for one in fields.get("column_ids") or ())
    return RuleLine(
        id=UUID(bytes=row_id),
        name=str(fields.get("name") or ""),
        description=str(fields.get("description") or ""),
        sentence=str(fields.get("sentence") or ""),
        severity=str(fields.get("severity") or ""),
        state=str(fields.get("state") or ""),
        version=int(fields.get("version") or 0),
        table_id=uuid_of(fields.get("table_id")),
        table_name=str(fields.get("table_name") or ""),
        schema_name=str(fields.get("schema_name") or ""),
        source_id=uuid_of(fields.get("source_id")),
        column_ids=tuple(one for one in ids if one is not None),
        check=dict(fields.get("check") or {}),
        results=tuple(fields.get("results") or ()),
    )


def violation_line(row_id: bytes, fields: Fields) -> ViolationLine:
    """Read a violation."""
    return ViolationLine(
        id=UUID(bytes=row_id),
        policy_code=str(fields.get("policy_code") or ""),
        asset_id=uuid_of(fields.get("asset_id")),
        source_id=uuid_of(fields.get("source_id")),
        fqn=str(fields.get("fqn") or ""),
        severity=str(fields.get("severity") or ""),
        sentence=str(fields.get("sentence") or ""),
        remedy=str(fields.get("remedy") or ""),
        state=str(fields.get("state") or ""),
        opened_at=moment(fields.get("opened_at")),
        closed_at=moment(fields.get("closed_at")),
        accepted_by=str(fields.get("accepted_by") or ""),
        reason=str(fields.get("reason") or ""),
    )


def _rules(connection: Connection, line: AssetLine) -> list[RuleLine]:
    table = line.parent_id if line.level == "column" else line.id
    if table is None:
        return []
    found = connection.execute(
        "SELECT row.id, row.fields FROM rule JOIN row USING (n) WHERE rule.table_id = ?"
        " ORDER BY rule.n",
        (table.bytes,),
    ).fetchall()
    rules = [rule_line(row_id, json.loads(text)) for row_id, text in found]
    if line.level == "column":
        return [rule for rule in rules if line.id in rule.column_ids]
    return rules


def _violations(connection: Connection, line: AssetLine) -> list[ViolationLine]:
    found = connection.execute(
        "SELECT row.id, row.fields FROM violation JOIN row USING (n) WHERE violation.asset = ?"
        " OR violation.asset IN (SELECT id FROM asset WHERE parent = ? AND level = 3)"
        " ORDER BY violation.state = 'open' DESC, violation.n DESC LIMIT 500",
        (line.id.bytes, line.id.bytes),
    ).fetchall()
    return [violation_line(row_id, json.loads(text)) for row_id, text in found]
