"""Tables of policies and violations."""

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

policy = tenant_table(
    "policy",
    Column("code", Text, nullable=False),
    Column("builtin", Boolean, nullable=False),
    Column("enabled", Boolean, nullable=False),
    Column("definition", JSONB, nullable=False),
    Column("rev", BigInteger, nullable=False),
    Column("created_at", DateTime(timezone=True), nullable=False),
    Column("changed_at", DateTime(timezone=True), nullable=False),
    key=("code",),
)
"""Policies of an organisation: what came with PurSight, and its own."""

violation = tenant_table(
    "violation",
    Column("id", Uuid, nullable=False),
    Column("policy_code", Text, nullable=False),
    Column("policy_version", Integer, nullable=False),
    Column("source_id", Uuid, nullable=False),
    Column("asset_id", Uuid, nullable=False),
    Column("requirement", Text, nullable=False),
    Column("severity", Text, nullable=False),
    Column("fqn", Text, nullable=False),
    Column("sentence", Text, nullable=False),
    Column("remedy", Text, nullable=False),
    Column("state", Text, nullable=False),
    Column("opened_at", DateTime(timezone=True), nullable=False),
    Column("closed_at", DateTime(timezone=True)),
    Column("accepted_at", DateTime(timezone=True)),
    Column("accepted_by", Text, nullable=False),
    Column("reason", Text, nullable=False),
    Column("rev", BigInteger, nullable=False),
    Column("created_at", DateTime(timezone=True), nullable=False),
    Column("changed_at", DateTime(timezone=True), nullable=False),
    ForeignKeyConstraint(
        ["organisation_id", "policy_code"], ["policy.organisation_id", "policy.code"]
    ),
    ForeignKeyConstraint(["organisation_id", "asset_id"], ["asset.organisation_id", "asset.id"]),
)
"""What is not as a policy wants it."""

Index(
    "uq_violation_unsettled",
    violation.c.organisation_id,
    violation.c.policy_code,
    violation.c.asset_id,
    violation.c.requirement,
    unique=True,
    postgresql_where=text("state <> 'closed'"),
)
Index("ix_violation_source_id", violation.c.organisation_id, violation.c.source_id)

about(violation, asset=violation.c.asset_id)
