"""Tables of jobs for agents and of their attempts."""

from sqlalchemy import (
    BigInteger,
    Boolean,
    Column,
    DateTime,
    ForeignKeyConstraint,
    Index,
    Integer,
    Text,
    Uuid,
    text,
)
from sqlalchemy.dialects.postgresql import JSONB

from pursight_server.access.policy.resources import about
from pursight_server.platform.tenancy import tenant_table

scan = tenant_table(
    "scan",
    Column("id", Uuid, nullable=False),
    Column("source_id", Uuid, nullable=False),
    Column("kind", Text, nullable=False),
    Column("full", Boolean, nullable=False),
    Column("origin", Text, nullable=False),
    Column("requested_by", Text, nullable=False),
    Column("alias", Text, nullable=False),
    Column("target_agent_id", Uuid, nullable=False),
    Column("agent_group", Text, nullable=False),
    Column("nominal_time", DateTime(timezone=True), nullable=False),
    Column("state", Text, nullable=False),
    Column("attempt", Integer, nullable=False),
    Column("holder", Uuid),
    Column("lease_expires_at", DateTime(timezone=True)),
    Column("cancel_asked", Boolean, nullable=False),
    Column("progress", JSONB, nullable=False),
    Column("problem", JSONB(none_as_null=True)),
    Column("outcome", Text),
    Column("applied", Text),
    Column("counts", JSONB(none_as_null=True)),
    Column("usage", JSONB(none_as_null=True)),
    Column("started_at", DateTime(timezone=True)),
    Column("ended_at", DateTime(timezone=True)),
    Column("trace_id", Text, nullable=False),
    Column("rev", BigInteger, nullable=False),
    Column("created_at", DateTime(timezone=True), nullable=False),
    Column("changed_at", DateTime(timezone=True), nullable=False),
    ForeignKeyConstraint(["organisation_id", "source_id"], ["source.organisation_id", "source.id"]),
)
"""One run: asked for here (`origin` request) or made by an agent's own schedule (`agent`)."""

Index(
    "uq_scan_active",
    scan.c.organisation_id,
    scan.c.source_id,
    unique=True,
    postgresql_where=text("state IN ('queued', 'offered', 'accepted', 'running')"),
)
Index(
    "ix_scan_queued",
    scan.c.organisation_id,
    scan.c.created_at,
    postgresql_where=text("state = 'queued'"),
)
Index(
    "ix_scan_lease_expires_at",
    scan.c.organisation_id,
    scan.c.lease_expires_at,
    postgresql_where=text("lease_expires_at IS NOT NULL"),
)
Index("ix_scan_source_id", scan.c.organisation_id, scan.c.source_id, scan.c.id)

scan_attempt = tenant_table(
    "scan_attempt",
    Column("scan_id", Uuid, nullable=False),
    Column("attempt", Integer, nullable=False),
    Column("agent_id", Uuid, nullable=False),
    Column("offered_at", DateTime(timezone=True), nullable=False),
    Column("accepted_at", DateTime(timezone=True)),
    Column("ended_at", DateTime(timezone=True)),
    Column("end_code", Text),
    ForeignKeyConstraint(["organisation_id", "scan_id"], ["scan.organisation_id", "scan.id"]),
    key=("scan_id", "attempt"),
)
"""Who was offered which attempt: only that agent may deliver it."""

about(scan, source=scan.c.source_id)
