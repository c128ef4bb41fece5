"""Policies that a second person has to agree to."""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects.postgresql import JSONB

from pursight_server.platform.tenancy import create_tenant_table

revision = "0018"
down_revision = "0017"
branch_labels = None
depends_on = None

_MOMENT = sa.DateTime(timezone=True)


def upgrade() -> None:
    """Make the table."""
    create_tenant_table(
        op,
        "access_policy_proposal",
        sa.Column("id", sa.Uuid, nullable=False),
        sa.Column("policy_id", sa.Uuid),
        sa.Column("base_rev", sa.BigInteger, nullable=False),
        sa.Column("name", sa.Text, nullable=False),
        sa.Column("description", sa.Text, nullable=False),
        sa.Column("text", sa.Text, nullable=False),
        sa.Column("form", JSONB),
        sa.Column("enabled", sa.Boolean, nullable=False),
        sa.Column("note", sa.Text, nullable=False),
        sa.Column("state", sa.Text, nullable=False),
        sa.Column("proposed_by", sa.Uuid, nullable=False),
        sa.Column("proposed_by_name", sa.Text, nullable=False),
        sa.Column("proposed_at", _MOMENT, nullable=False),
        sa.Column("decided_by", sa.Uuid),
        sa.Column("decided_by_name", sa.Text, nullable=False),
        sa.Column("decided_at", _MOMENT),
        sa.ForeignKeyConstraint(
            ["organisation_id", "policy_id"], ["access_policy.organisation_id", "access_policy.id"]
        ),
        grants="SELECT, INSERT, UPDATE",
    )


def downgrade() -> None:
    """Take it away."""
    op.drop_table("access_policy_proposal")
