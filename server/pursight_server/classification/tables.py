"""Tables of findings, people's decisions and the organisation's sensitivities."""

from sqlalchemy import (
    BigInteger,
    Boolean,
    Column,
    DateTime,
    Double,
    ForeignKeyConstraint,
    Index,
    Text,
    Uuid,
    text,
)
from sqlalchemy.dialects.postgresql import JSONB

from pursight_server.access.policy.resources import about
from pursight_server.platform.tenancy import tenant_table

finding = tenant_table(
    "finding",
    Column("asset_id", Uuid, nullable=False),
    Column("source_id", Uuid, nullable=False),
    Column("run_id", Uuid, nullable=False),
    Column("label", Text, nullable=False),
    Column("country", Text),
    Column("confidence", Double, nullable=False),
    Column("decision", Text, nullable=False),
    Column("evidence", JSONB, nullable=False),
    Column("entities", JSONB, nullable=False),
    Column("sha256", Text, nullable=False),
    Column("rev", BigInteger, nullable=False),
    Column("created_at", DateTime(timezone=True), nullable=False),
    Column("changed_at", DateTime(timezone=True), nullable=False),
    ForeignKeyConstraint(["organisation_id", "asset_id"], ["asset.organisation_id", "asset.id"]),
    key=("asset_id",),
)
"""What the newest scan thinks a column holds; no person writes here."""

Index("ix_finding_source_id", finding.c.organisation_id, finding.c.source_id)

decision = tenant_table(
    "decision",
    Column("id", Uuid, nullable=False),
    Column("asset_id", Uuid, nullable=False),
    Column("verdict", Text, nullable=False),
    Column("label", Text, nullable=False),
    Column("found_label", Text, nullable=False),
    Column("reason", Text, nullable=False),
    Column("decided_by", Uuid, nullable=False),
    Column("decided_by_name", Text, nullable=False),
    Column("decided_at", DateTime(timezone=True), nullable=False),
    Column("stands", Boolean, nullable=False),
    ForeignKeyConstraint(["organisation_id", "asset_id"], ["asset.organisation_id", "asset.id"]),
)
"""What people decided, the earlier decisions too; no scan writes here."""

Index(
    "uq_decision_stands",
    decision.c.organisation_id,
    decision.c.asset_id,
    unique=True,
    postgresql_where=text("stands"),
)

label_setting = tenant_table(
    "label_setting",
    Column("kind", Text, nullable=False),
    Column("name", Text, nullable=False),
    Column("sensitivity", Text, nullable=False),
    Column("rev", BigInteger, nullable=False),
    Column("created_at", DateTime(timezone=True), nullable=False),
    Column("changed_at", DateTime(timezone=True), nullable=False),
    key=("kind", "name"),
)
"""Where an organisation sees a label or a category otherwise than the vocabulary does."""

about(finding, asset=finding.c.asset_id)
about(decision, asset=decision.c.asset_id)
