"""Accounts and groups that a directory keeps."""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects.postgresql import ARRAY, JSONB

from pursight_server.platform.tenancy import create_tenant_table

revision = "0017"
down_revision = "0016"
branch_labels = None
depends_on = None

_MOMENT = sa.DateTime(timezone=True)


def upgrade() -> None:
    """Make them."""
    op.add_column("person_group", sa.Column("source", sa.Text, nullable=False, server_default=""))
    create_tenant_table(
        op,
        "provisioned_person",
        sa.Column("person_id", sa.Uuid, nullable=False),
        sa.Column("user_name", sa.Text, nullable=False),
        sa.Column("user_name_key", sa.Text, nullable=False),
        sa.Column("external_id", sa.Text),
        sa.Column("details", JSONB, nullable=False),
        sa.Column("created_at", _MOMENT, nullable=False),
        sa.Column("changed_at", _MOMENT, nullable=False),
        sa.Column("unlinked_at", _MOMENT),
        sa.ForeignKeyConstraint(
            ["organisation_id", "person_id"], ["person.organisation_id", "person.id"]
        ),
        key=("person_id",),
    )
    op.create_index(
        "uq_provisioned_person_user_name_key",
        "provisioned_person",
        ["organisation_id", "user_name_key"],
        unique=True,
        postgresql_where=sa.text("unlinked_at IS NULL"),
    )
    create_tenant_table(
        op,
        "provisioned_group",
        sa.Column("group_id", sa.Uuid, nullable=False),
        sa.Column("external_id", sa.Text),
        sa.Column("version", sa.BigInteger, nullable=False),
        sa.Column("changed_at", _MOMENT, nullable=False),
        sa.ForeignKeyConstraint(
            ["organisation_id", "group_id"],
            ["person_group.organisation_id", "person_group.id"],
            ondelete="CASCADE",
        ),
        key=("group_id",),
    )
    create_tenant_table(
        op,
        "directory",
        sa.Column("urls", ARRAY(sa.Text), nullable=False),
        *_texts("ca", "bind_dn", "bind_password", "base", "user_filter", "subject_attribute"),
        *_texts("email_attribute", "name_attribute", "group_attribute", "group_base"),
        *_texts("group_filter"),
        sa.Column("role_map", JSONB, nullable=False),
        sa.Column("creates_persons", sa.Boolean, nullable=False),
        sa.Column("trusts_email", sa.Boolean, nullable=False),
        sa.Column("enabled", sa.Boolean, nullable=False),
        sa.Column("rev", sa.BigInteger, nullable=False),
        sa.Column("created_at", _MOMENT, nullable=False),
        sa.Column("changed_at", _MOMENT, nullable=False),
        sa.UniqueConstraint("organisation_id"),
    )


def _texts(*names: str) -> list[sa.Column[str]]:
    return [sa.Column(name, sa.Text, nullable=False) for name in names]


def downgrade() -> None:
    """Take them away."""
    op.drop_table("directory")
    for table in ("provisioned_group", "provisioned_person"):
        op.drop_table(table)
    op.drop_column("person_group", "source")
