"""Table of sources."""

from sqlalchemy import (
    BigInteger,
    Column,
    DateTime,
    ForeignKeyConstraint,
    Index,
    Text,
    Uuid,
    func,
    text,
)
from sqlalchemy.dialects.postgresql import ARRAY, JSONB

from pursight_server.access.policy.resources import about
from pursight_server.platform.tenancy import tenant_table

source = tenant_table(
    "source",
    Column("id", Uuid, nullable=False),
    Column("name", Text, nullable=False),
    Column("kind", Text, nullable=False),
    Column("agent_id", Uuid, nullable=False),
    Column("alias", Text, nullable=False),
    Column("environment", Text, nullable=False),
    Column("domain_id", Uuid),
    Column("tags", ARRAY(Text), nullable=False),
    Column("description", Text, nullable=False),
    Column("scope", JSONB, nullable=False),
    Column("limits", JSONB, nullable=False),
    Column("state", Text, nullable=False),
    Column("state_since", DateTime(timezone=True), nullable=False),
    Column("problem", JSONB(none_as_null=True)),
    Column("last_test", JSONB(none_as_null=True)),
    Column("last_scan_at", DateTime(timezone=True)),
    Column("applied_nominal_time", DateTime(timezone=True)),
    Column("rev", BigInteger, nullable=False),
    Column("created_at", DateTime(timezone=True), nullable=False),
    Column("changed_at", DateTime(timezone=True), nullable=False),
    ForeignKeyConstraint(["organisation_id", "agent_id"], ["agent.organisation_id", "agent.id"]),
    ForeignKeyConstraint(["organisation_id", "domain_id"], ["domain.organisation_id", "domain.id"]),
)

Index(
    "uq_source_alias",
    source.c.organisation_id,
    source.c.agent_id,
    source.c.alias,
    unique=True,
    postgresql_where=text("state <> 'archived'"),
)
Index(
    "uq_source_name",
    source.c.organisation_id,
    func.lower(source.c.name),
    unique=True,
    postgresql_where=text("state <> 'archived'"),
)

Index(
    "ix_source_domain_id",
    source.c.organisation_id,
    source.c.domain_id,
    postgresql_where=text("domain_id IS NOT NULL"),
)

about(source, source=source.c.id)
