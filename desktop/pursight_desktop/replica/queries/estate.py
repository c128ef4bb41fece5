"""Sources, agents, scans, and what scans did not look at."""

import json
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from pursight_desktop.replica.files import Connection
from pursight_desktop.replica.queries.domains import domain_names
from pursight_desktop.replica.queries.reading import (
    Fields,
    all_of,
    fields_of,
    moment,
    source_names,
    uuid_of,
)


@dataclass(frozen=True, slots=True)
class SourceLine:
    """A registered source.

    Attributes:
        problem: code, message, hint; None when all is well.
        asset_id: Its root in the tree.
        last_scan: The newest run, whatever became of it.
        tables: How many are there; `columns` likewise.
        skipped: How many objects its newest scan did not look at.
        quality: Of all of it, 0 to 100.
        domain_id: Of the business domain it was put into; None for none.
        domain: Its name.
    """

    id: UUID
    name: str
    kind: str
    state: str
    state_since: datetime | None
    agent_id: UUID | None
    agent_name: str
    alias: str
    environment: str
    tags: tuple[str, ...]
    description: str
    problem: Fields | None
    last_test: Fields | None
    last_scan_at: datetime | None
    asset_id: UUID | None
    last_scan: "ScanLine | None"
    tables: int
    columns: int
    skipped: int
    quality: float | None = None
    domain_id: UUID | None = None
    domain: str = ""


@dataclass(frozen=True, slots=True)
class AgentLine:
    """An enrolled agent; `announced` are aliases with kind and consents."""

    id: UUID
    name: str
    agent_group: str
    state: str
    software: str
    platform: str
    health: Fields
    enrolled_at: datetime | None
    last_seen_at: datetime | None
    announced: tuple[Fields, ...]


@dataclass(frozen=True, slots=True)
class ScanLine:
    """A run of a source.

    Attributes:
        trace_id: Under which the logs of server and agent tell of it; empty from older servers.
    """

    id: UUID
    source_id: UUID | None
    source_name: str
    kind: str
    origin: str
    requested_by: str
    state: str
    attempt: int
    full: bool
    phase: str
    tables_done: int
    tables_total: int
    rows: int
    problem: Fields | None
    outcome: str | None
    applied: str | None
    counts: Fields | None
    nominal_time: datetime | None
    created_at: datetime | None
    started_at: datetime | None
    ended_at: datetime | None
    trace_id: str = ""
    usage: Fields | None = None

    @property
    def done(self) -> float | None:
        """How far it is, 0 to 1; None if that is not known."""
        return self.tables_done / self.tables_total if self.tables_total else None

    @property
    def running(self) -> bool:
        """Whether it has not ended."""
        return self.ended_at is None


@dataclass(frozen=True, slots=True)
class SkippedLine:
    """What a scan did not look at, why, and what can be done."""

    schema_name: str
    name: str
    kind: str
    code: str
    reason: str
    hint: str
    partial: bool


def sources(connection: Connection) -> list[SourceLine]:
    """List the sources by name."""
    agents_by_id, domains_by_id = dict(all_of(connection, "agent")), domain_names(connection)
    counts = {
        (source, level): count
        for source, level, count in connection.execute(
            "SELECT source, level, sum(count) FROM tally WHERE present = 1 GROUP BY source, level"
        ).fetchall()
    }
    lines = []
    for row_id, fields in all_of(connection, "source"):
        agent_id = uuid_of(fields.get("agent_id"))
        domain_id = uuid_of(fields.get("domain_id"))
        asset_id = uuid_of(fields.get("asset_id"))
        root = fields_of(connection, "asset", asset_id) if asset_id else None
        newest = scans(connection, row_id, limit=1)
        skipped_here = fields_of(connection, "skipped", row_id) or {}
        lines.append(
            SourceLine(
                id=row_id,
                name=str(fields.get("name") or ""),
                kind=str(fields.get("kind") or ""),
                state=str(fields.get("state") or ""),
                state_since=moment(fields.get("state_since")),
                agent_id=agent_id,
                agent_name=_named(agents_by_id, agent_id),
                alias=str(fields.get("alias") or ""),
                environment=str(fields.get("environment") or ""),
                tags=tuple(fields.get("tags") or ()),
                description=str(fields.get("description") or ""),
                problem=fields.get("problem"),
                last_test=fields.get("last_test"),
                last_scan_at=moment(fields.get("last_scan_at")),
                asset_id=asset_id,
                last_scan=newest[0] if newest else None,
                tables=counts.get((row_id.bytes, 2), 0),
                columns=counts.get((row_id.bytes, 3), 0),
                skipped=len(skipped_here.get("objects") or ()),
                quality=(root or {}).get("quality"),
                domain_id=domain_id,
                domain=domains_by_id.get(domain_id, "") if domain_id is not None else "",
            )
        )
    return sorted(lines, key=lambda line: line.name.casefold())


def _named(rows: dict[UUID, Fields], row_id: UUID | None) -> str:
    return str(rows[row_id].get("name") or "") if row_id in rows else ""


def agents(connection: Connection) -> list[AgentLine]:
    """List the agents by name."""
    lines = [
        AgentLine(
            id=row_id,
            name=str(fields.get("name") or ""),
            agent_group=str(fields.get("agent_group") or ""),
            state=str(fields.get("state") or ""),
            software=str(fields.get("software") or ""),
            platform=str(fields.get("platform") or ""),
            health=dict(fields.get("health") or {}),
            enrolled_at=moment(fields.get("enrolled_at")),
            last_seen_at=moment(fields.get("last_seen_at")),
            announced=tuple(fields.get("announced") or ()),
        )
        for row_id, fields in all_of(connection, "agent")
    ]
    return sorted(lines, key=lambda line: line.name.casefold())


def scans(
    connection: Connection,
    source_id: UUID | None = None,
    limit: int = 200,
    *,
    also: UUID | None = None,
) -> list[ScanLine]:
    """List runs, newest first, of one source or of all; `also` one that may be older than all."""
    where, params = ("scan.source = ?", (source_id.bytes,)) if source_id else ("1", ())
    found = connection.execute(
        "SELECT row.id, row.fields FROM scan JOIN row USING (n)"  # noqa: S608
        f" WHERE {where} ORDER BY scan.created_at DESC LIMIT ?",
        (*params, limit),
    ).fetchall()
    if also is not None and all(row_id != also.bytes for row_id, _ in found):
        found += connection.execute(
            "SELECT id, fields FROM row WHERE entity = 'scan' AND id = ?", (also.bytes,)
        ).fetchall()
    names = source_names(connection)
    return [scan_line(row_id, json.loads(text), names) for row_id, text in found]


def scan_line(row_id: bytes, fields: Fields, names: dict[UUID, str]) -> ScanLine:
    """Read a run."""
    progress = fields.get("progress") or {}
    source_id = uuid_of(fields.get("source_id"))
    return ScanLine(
        id=UUID(bytes=row_id),
        source_id=source_id,
        source_name=names.get(source_id, "") if source_id else "",
        kind=str(fields.get("kind") or ""),
        origin=str(fields.get("origin") or ""),
        requested_by=str(fields.get("requested_by") or ""),
        state=str(fields.get("state") or ""),
        attempt=int(fields.get("attempt") or 0),
        full=bool(fields.get("full")),
        phase=str(progress.get("phase") or ""),
        tables_done=int(progress.get("tables_done") or 0),
        tables_total=int(progress.get("tables_total") or 0),
        rows=int(progress.get("rows") or 0),
        problem=fields.get("problem"),
        outcome=fields.get("outcome"),
        applied=fields.get("applied"),
        counts=fields.get("counts"),
        nominal_time=moment(fields.get("nominal_time")),
        created_at=moment(fields.get("created_at")),
        started_at=moment(fields.get("started_at")),
        ended_at=moment(fields.get("ended_at")),
        trace_id=str(fields.get("trace_id") or ""),
        usage=fields.get("usage"),
    )


def skipped(connection: Connection, source_id: UUID) -> list[SkippedLine]:
    """List what the newest scan of a source did not look at."""
    fields = fields_of(connection, "skipped", source_id) or {}
    return [
        SkippedLine(
            schema_name=str(one.get("schema_name") or ""),
            name=str(one.get("name") or ""),
            kind=str(one.get("kind") or ""),
            code=str(one.get("code") or ""),
            reason=str(one.get("reason") or ""),
            hint=str(one.get("hint") or ""),
            partial=bool(one.get("partial")),
        )
        for one in fields.get("objects") or ()
    ]
