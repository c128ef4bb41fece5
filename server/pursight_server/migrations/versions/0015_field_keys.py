"""Data keys for sealed columns."""

import sqlalchemy as sa
from alembic import op

from pursight_server.platform.tenancy import create_tenant_table

revision = "0015"
down_revision = "0014"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Make their table."""
    create_tenant_table(
        op,
        "field_key",
        sa.Column("version", sa.Integer, nullable=False),
        sa.Column("kek_id", sa.Text, nullable=False),
        sa.Column("wrapped", sa.LargeBinary, nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("retired_at", sa.DateTime(timezone=True)),
        key=("version",),
    )


def downgrade() -> None:
    """Take it away, and with it all that is sealed."""
    op.drop_table("field_key")
