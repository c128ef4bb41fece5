"""Assets, findings, rules, policies and quality."""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects.postgresql import ARRAY, JSONB

from pursight_server.platform.tenancy import create_tenant_table

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Create the tables, parents first."""
    _catalog()
    _classification()
    _rules()
    _compliance()
    _quality()


def downgrade() -> None:
    """Drop them, children first."""
    for table in (
        "quality_score",
        "violation",
        "policy",
        "rule_result",
        "rule_version",
        "rule",
        "label_setting",
        "decision",
        "finding",
        "held_deletion",
        "skipped_object",
        "profile",
        "annotation",
        "asset",
    ):
        op.drop_table(table)


def _points_at(column: str, table: str, other: str = "id") -> sa.ForeignKeyConstraint:
    return sa.ForeignKeyConstraint(
        ["organisation_id", column], [f"{table}.organisation_id", f"{table}.{other}"]
    )


def _texts(*names: str) -> list[sa.Column[str]]:
    return [sa.Column(name, sa.Text, nullable=False) for name in names]


def _ids(*names: str) -> list[sa.Column[object]]:
    return [sa.Column(name, sa.Uuid, nullable=False) for name in names]


def _moment(name: str, *, nullable: bool = False) -> sa.Column[object]:
    return sa.Column(name, sa.DateTime(timezone=True), nullable=nullable)


def _json(*names: str) -> list[sa.Column[object]]:
    return [sa.Column(name, JSONB, nullable=False) for name in names]


def _edited() -> list[sa.Column[object]]:
    return [
        sa.Column("rev", sa.BigInteger, nullable=False),
        _moment("created_at"),
        _moment("changed_at"),
    ]


def _catalog() -> None:
    create_tenant_table(
        op,
        "asset",
        *_ids("id", "source_id"),
        sa.Column("parent_id", sa.Uuid),
        *_texts("level", "kind", "schema_name", "table_name", "column_name", "name", "fqn"),
        sa.Column(
            "sort_key",
            sa.Text,
            sa.Computed('lower("left"(fqn, 400))', persisted=True),
            nullable=False,
        ),
        *_texts("key"),
        sa.Column("position", sa.Integer),
        *_json("facts"),
        *_texts("facts_sha256"),
        sa.Column("profile_sha256", sa.Text),
        sa.Column("profile_run_id", sa.Uuid),
        sa.Column("present", sa.Boolean, nullable=False),
        _moment("gone_at", nullable=True),
        *_ids("first_run_id", "last_run_id"),
        _moment("first_seen_at"),
        _moment("last_seen_at"),
        sa.Column("label", sa.Text, nullable=False, server_default=sa.text("'none'")),
        sa.Column("label_state", sa.Text, nullable=False, server_default=sa.text("'none'")),
        sa.Column("label_confidence", sa.Double, nullable=False, server_default=sa.text("0")),
        sa.Column("sensitivity", sa.Text, nullable=False, server_default=sa.text("'public'")),
        sa.Column("quality", sa.Double),
        *_edited(),
        _points_at("source_id", "source"),
    )
    create_tenant_table(
        op,
        "annotation",
        *_ids("asset_id"),
        *_texts("description", "owner"),
        sa.Column("tags", ARRAY(sa.Text), nullable=False),
        *_edited(),
        _points_at("asset_id", "asset"),
        key=("asset_id",),
    )
    create_tenant_table(
        op,
        "profile",
        *_ids("asset_id", "run_id"),
        _moment("nominal_time"),
        *_json("measures"),
        _points_at("asset_id", "asset"),
        key=("asset_id", "run_id"),
    )
    create_tenant_table(
        op,
        "skipped_object",
        *_ids("source_id"),
        sa.Column("number", sa.Integer, nullable=False),
        *_ids("run_id"),
        *_texts("schema_name", "name", "kind", "code", "reason", "hint"),
        sa.Column("partial", sa.Boolean, nullable=False),
        _points_at("source_id", "source"),
        key=("source_id", "number"),
    )
    create_tenant_table(
        op,
        "held_deletion",
        *_ids("id", "source_id", "run_id"),
        *_texts("state"),
        sa.Column("asset_ids", ARRAY(sa.Uuid), nullable=False),
        sa.Column("existing", sa.Integer, nullable=False),
        _moment("decided_at", nullable=True),
        *_texts("decided_by", "note"),
        *_edited(),
        _points_at("source_id", "source"),
    )
    op.create_index("uq_asset_key", "asset", ["organisation_id", "source_id", "key"], unique=True)
    op.create_index("ix_asset_sort_key", "asset", ["organisation_id", "sort_key", "id"])
    op.create_index("ix_asset_parent_id", "asset", ["organisation_id", "parent_id"])
    op.create_index(
        "ix_asset_label",
        "asset",
        ["organisation_id", "label", "sort_key"],
        postgresql_where=sa.text("label <> 'none'"),
    )
    op.execute("CREATE INDEX ix_asset_fqn_trigram ON asset USING gin (lower(fqn) gin_trgm_ops)")
    op.create_index(
        "uq_held_deletion_waiting",
        "held_deletion",
        ["organisation_id", "source_id"],
        unique=True,
        postgresql_where=sa.text("state = 'waiting'"),
    )


def _classification() -> None:
    create_tenant_table(
        op,
        "finding",
        *_ids("asset_id", "source_id", "run_id"),
        *_texts("label"),
        sa.Column("country", sa.Text),
        sa.Column("confidence", sa.Double, nullable=False),
        *_texts("decision"),
        *_json("evidence", "entities"),
        *_texts("sha256"),
        *_edited(),
        _points_at("asset_id", "asset"),
        key=("asset_id",),
    )
    create_tenant_table(
        op,
        "decision",
        *_ids("id", "asset_id"),
        *_texts("verdict", "label", "found_label", "reason"),
        *_ids("decided_by"),
        *_texts("decided_by_name"),
        _moment("decided_at"),
        sa.Column("stands", sa.Boolean, nullable=False),
        _points_at("asset_id", "asset"),
    )
    create_tenant_table(
        op,
        "label_setting",
        *_texts("kind", "name", "sensitivity"),
        *_edited(),
        key=("kind", "name"),
    )
    op.create_index("ix_finding_source_id", "finding", ["organisation_id", "source_id"])
    op.create_index(
        "uq_decision_stands",
        "decision",
        ["organisation_id", "asset_id"],
        unique=True,
        postgresql_where=sa.text("stands"),
    )


def _rules() -> None:
    create_tenant_table(
        op,
        "rule",
        *_ids("id", "source_id"),
        sa.Column("table_id", sa.Uuid),
        *_texts("schema_name", "table_name", "name", "description", "severity"),
        *_json("check_spec", "column_ids"),
        *_texts("state"),
        sa.Column("version", sa.Integer, nullable=False),
        *_edited(),
        _points_at("source_id", "source"),
    )
    create_tenant_table(
        op,
        "rule_version",
        *_ids("rule_id"),
        sa.Column("version", sa.Integer, nullable=False),
        *_json("spec"),
        *_texts("changed_by"),
        _moment("changed_at"),
        _points_at("rule_id", "rule"),
        key=("rule_id", "version"),
    )
    create_tenant_table(
        op,
        "rule_result",
        *_ids("rule_id", "run_id"),
        sa.Column("version", sa.Integer, nullable=False),
        *_texts("outcome"),
        sa.Column("examined", sa.BigInteger, nullable=False),
        sa.Column("failing", sa.BigInteger, nullable=False),
        sa.Column("complete", sa.Boolean, nullable=False),
        *_texts("measured"),
        sa.Column("code", sa.Text),
        *_texts("reason"),
        _moment("nominal_time"),
        _points_at("rule_id", "rule"),
        key=("rule_id", "run_id"),
    )
    op.create_index("ix_rule_source_id", "rule", ["organisation_id", "source_id"])
    op.create_index(
        "ix_rule_result_nominal_time", "rule_result", ["organisation_id", "rule_id", "nominal_time"]
    )


def _compliance() -> None:
    create_tenant_table(
        op,
        "policy",
        *_texts("code"),
        sa.Column("builtin", sa.Boolean, nullable=False),
        sa.Column("enabled", sa.Boolean, nullable=False),
        *_json("definition"),
        *_edited(),
        key=("code",),
    )
    create_tenant_table(
        op,
        "violation",
        *_ids("id"),
        *_texts("policy_code"),
        sa.Column("policy_version", sa.Integer, nullable=False),
        *_ids("source_id", "asset_id"),
        *_texts("requirement", "severity", "fqn", "sentence", "remedy", "state"),
        _moment("opened_at"),
        _moment("closed_at", nullable=True),
        _moment("accepted_at", nullable=True),
        *_texts("accepted_by", "reason"),
        *_edited(),
        _points_at("policy_code", "policy", "code"),
        _points_at("asset_id", "asset"),
    )
    op.create_index(
        "uq_violation_unsettled",
        "violation",
        ["organisation_id", "policy_code", "asset_id", "requirement"],
        unique=True,
        postgresql_where=sa.text("state <> 'closed'"),
    )
    op.create_index("ix_violation_source_id", "violation", ["organisation_id", "source_id"])


def _quality() -> None:
    create_tenant_table(
        op,
        "quality_score",
        *_ids("asset_id"),
        _moment("scored_at"),
        *_ids("source_id"),
        *_texts("level"),
        sa.Column("value", sa.Double),
        *_json("dimensions", "reasons"),
        _points_at("asset_id", "asset"),
        key=("asset_id", "scored_at"),
    )
