"""Accounts are found by the id that their directory has given them."""

from alembic import op

revision = "0019"
down_revision = "0018"
branch_labels = None
depends_on = None

_INDEX = "ix_provisioned_person_external_id"


def upgrade() -> None:
    """Make the index."""
    op.create_index(_INDEX, "provisioned_person", ["organisation_id", "external_id"])


def downgrade() -> None:
    """Take it away."""
    op.drop_index(_INDEX, "provisioned_person")
