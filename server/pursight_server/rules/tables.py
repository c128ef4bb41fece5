"""Tables of rules, their versions and results."""

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
)
from sqlalchemy.dialects.postgresql import JSONB

from pursight_server.access.policy.resources import about
from pursight_server.platform.tenancy import tenant_table

rule = tenant_table(
    "rule",
    Column("id", Uuid, nullable=False),
    Column("source_id", Uuid, nullable=False),
    Column("table_id", Uuid),
    Column("schema_name", Text, nullable=False),
    Column("table_name", Text, nullable=False),
    Column("name", Text, nullable=False),
    Column("description", Text, nullable=False),
    Column("severity", Text, nullable=False),
    Column("check_spec", JSONB, nullable=False),
    Column("column_ids", JSONB, nullable=False),
    Column("state", Text, nullable=False),
    Column("version", Integer, nullable=False),
    Column("rev", BigInteger, nullable=False),
    Column("created_at", DateTime(timezone=True), nullable=False),
    Column("changed_at", DateTime(timezone=True), nullable=False),
    ForeignKeyConstraint(["organisation_id", "source_id"], ["source.organisation_id", "source.id"]),
)
"""Rules as they are now."""

Index("ix_rule_source_id", rule.c.organisation_id, rule.c.source_id)

rule_version = tenant_table(
    "rule_version",
    Column("rule_id", Uuid, nullable=False),
    Column("version", Integer, nullable=False),
    Column("spec", JSONB, nullable=False),
    Column("changed_by", Text, nullable=False),
    Column("changed_at", DateTime(timezone=True), nullable=False),
    ForeignKeyConstraint(["organisation_id", "rule_id"], ["rule.organisation_id", "rule.id"]),
    key=("rule_id", "version"),
)
"""Every wording of every rule; a row never changes."""

rule_result = tenant_table(
    "rule_result",
    Column("rule_id", Uuid, nullable=False),
    Column("run_id", Uuid, nullable=False),
    Column("version", Integer, nullable=False),
    Column("outcome", Text, nullable=False),
    Column("examined", BigInteger, nullable=False),
    Column("failing", BigInteger, nullable=False),
    Column("complete", Boolean, nullable=False),
    Column("measured", Text, nullable=False),
    Column("code", Text),
    Column("reason", Text, nullable=False),
    Column("nominal_time", DateTime(timezone=True), nullable=False),
    ForeignKeyConstraint(["organisation_id", "rule_id"], ["rule.organisation_id", "rule.id"]),
    key=("rule_id", "run_id"),
)
"""What came of each rule in each scan."""

Index(
    "ix_rule_result_nominal_time",
    rule_result.c.organisation_id,
    rule_result.c.rule_id,
    rule_result.c.nominal_time,
)

about(rule, asset=rule.c.table_id, source=rule.c.source_id)
about(rule_version, through=(rule_version.c.rule_id, rule))
about(rule_result, through=(rule_result.c.rule_id, rule))
