"""Refresh tokens whose answer was lost, and in whose place another was given."""

import sqlalchemy as sa
from alembic import op

revision = "0008"
down_revision = "0007"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Add when, and which token each was given for."""
    op.add_column("refresh_token", sa.Column("follows", sa.Uuid(), nullable=True))
    op.add_column("refresh_token", sa.Column("lost_at", sa.DateTime(timezone=True), nullable=True))


def downgrade() -> None:
    """Take them away."""
    op.drop_column("refresh_token", "lost_at")
    op.drop_column("refresh_token", "follows")
