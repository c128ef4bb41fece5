"""What people look at while they are connected."""

import sqlalchemy as sa
from alembic import op

revision = "0007"
down_revision = "0006"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Add it to their consoles."""
    op.add_column("sync_device", sa.Column("looking_at", sa.Uuid(), nullable=True))


def downgrade() -> None:
    """Take it away."""
    op.drop_column("sync_device", "looking_at")
