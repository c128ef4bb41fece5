"""Signed heads of the log, and the inner nodes of its Merkle tree."""

import sqlalchemy as sa
from alembic import op

from pursight_server.platform.tenancy import create_tenant_table

revision = "0011"
down_revision = "0010"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Make both; rows are added, never changed, but for when a head was announced."""
    create_tenant_table(
        op,
        "log_seal",
        sa.Column("size", sa.BigInteger, nullable=False),
        sa.Column("root", sa.Text, nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("key_id", sa.Text, nullable=False),
        sa.Column("signature", sa.Text, nullable=False),
        sa.Column("announced_at", sa.DateTime(timezone=True)),
        key=("size",),
        grants="SELECT, INSERT, UPDATE (announced_at)",
    )
    create_tenant_table(
        op,
        "log_node",
        sa.Column("level", sa.SmallInteger, nullable=False),
        sa.Column("index", sa.BigInteger, nullable=False),
        sa.Column("hash", sa.LargeBinary, nullable=False),
        key=("level", "index"),
        grants="SELECT, INSERT",
    )


def downgrade() -> None:
    """Take both away."""
    op.drop_table("log_node")
    op.drop_table("log_seal")
