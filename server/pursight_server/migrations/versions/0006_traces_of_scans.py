"""Rows of scans name the trace under which the logs tell of them: all are told anew."""

from alembic import op

revision = "0006"
down_revision = "0005"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Note every scan, for the next commit to tell."""
    _note_scans()


def downgrade() -> None:
    """Note them again: without it their rows are what they were."""
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
