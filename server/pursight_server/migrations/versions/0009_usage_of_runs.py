"""Runs tell what they cost their source: all are told anew, as their rows have a field more."""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

revision = "0009"
down_revision = "0008"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Add what the agent measured."""
    op.add_column("scan", sa.Column("usage", postgresql.JSONB(), nullable=True))
    _note_scans()


def downgrade() -> None:
    """Take it away."""
    op.drop_column("scan", "usage")
    _note_scans()


def _note_scans() -> None:
    """Note all of all organisations; the tables' owner may look past their policies."""
    for one in ("scan", "sync_touched"):
        op.execute(f"ALTER TABLE {one} NO FORCE ROW LEVEL SECURITY")
    op.execute(
        "INSERT INTO sync_touched (organisation_id, txid, entity, id)"
        " SELECT organisation_id, 0, 'scan', id FROM scan ON CONFLICT DO NOTHING"
    )
    for one in ("scan", "sync_touched"):
        op.execute(f"ALTER TABLE {one} FORCE ROW LEVEL SECURITY")
