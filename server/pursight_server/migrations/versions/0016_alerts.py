"""Alert rules, alerts, how far the log was looked at; when a signed head was mailed."""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects.postgresql import ARRAY, JSONB

from pursight_server.platform.tenancy import APP_ROLE, create_tenant_table

revision = "0016"
down_revision = "0015"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Make them."""
    create_tenant_table(
        op,
        "alert_rule",
        sa.Column("name", sa.Text, nullable=False),
        sa.Column("kinds", ARRAY(sa.Text), nullable=False),
        sa.Column("gained", JSONB, nullable=False),
        sa.Column("noted", sa.Text, nullable=False),
        sa.Column("threshold", sa.Integer, nullable=False),
        sa.Column("window_seconds", sa.Integer, nullable=False),
        sa.Column("per", sa.Text, nullable=False),
        sa.Column("severity", sa.Text, nullable=False),
        sa.Column("notify", ARRAY(sa.Text), nullable=False),
        sa.Column("enabled", sa.Boolean, nullable=False),
        sa.Column("builtin", sa.Text),
        sa.Column("rev", sa.BigInteger, nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("changed_at", sa.DateTime(timezone=True), nullable=False),
        sa.UniqueConstraint("organisation_id", "name"),
        sa.UniqueConstraint("organisation_id", "builtin"),
    )
    create_tenant_table(
        op,
        "alert",
        sa.Column("rule_id", sa.Uuid, nullable=False),
        sa.Column("rule_name", sa.Text, nullable=False),
        sa.Column("severity", sa.Text, nullable=False),
        sa.Column("key", sa.Text, nullable=False),
        sa.Column("about", sa.Text, nullable=False),
        sa.Column("count", sa.BigInteger, nullable=False),
        sa.Column("first_seq", sa.BigInteger, nullable=False),
        sa.Column("last_seq", sa.BigInteger, nullable=False),
        sa.Column("first_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("last_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("raised_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("acknowledged_at", sa.DateTime(timezone=True)),
        sa.Column("acknowledged_by", sa.Uuid),
        sa.Column("note", sa.Text, nullable=False),
        sa.Column("mailed_at", sa.DateTime(timezone=True)),
        sa.Column("rev", sa.BigInteger, nullable=False),
        sa.ForeignKeyConstraint(
            ["organisation_id", "rule_id"], ["alert_rule.organisation_id", "alert_rule.id"]
        ),
        grants="SELECT, INSERT, UPDATE",
    )
    op.create_index("ix_alert_rule_id", "alert", ["organisation_id", "rule_id", "last_at"])
    op.create_index("ix_alert_raised_at", "alert", ["organisation_id", "raised_at", "id"])
    create_tenant_table(
        op,
        "alert_reader",
        sa.Column("seq", sa.BigInteger, nullable=False),
        key=(),
        grants="SELECT, INSERT, UPDATE",
    )
    op.add_column("log_seal", sa.Column("mailed_at", sa.DateTime(timezone=True)))
    op.execute(f"GRANT UPDATE (mailed_at) ON log_seal TO {APP_ROLE}")


def downgrade() -> None:
    """Take them away."""
    op.drop_column("log_seal", "mailed_at")
    op.drop_table("alert_reader")
    op.drop_table("alert")
    op.drop_table("alert_rule")
