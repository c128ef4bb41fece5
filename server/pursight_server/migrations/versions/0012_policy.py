"""Groups, custom roles, assignments."""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects.postgresql import ARRAY

from pursight_server.platform.tenancy import create_tenant_table

revision = "0012"
down_revision = "0011"
branch_labels = None
depends_on = None

_MOMENT = sa.DateTime(timezone=True)


def upgrade() -> None:
    """Make them."""
    create_tenant_table(
        op, "access_version", sa.Column("version", sa.BigInteger, nullable=False), key=()
    )
    _groups()
    _roles()


def downgrade() -> None:
    """Take them away."""
    for table in ("role_assignment", "custom_role", "group_member", "person_group"):
        op.drop_table(table)
    op.drop_table("access_version")


def _texts(*names: str) -> list[sa.Column[str]]:
    return [sa.Column(name, sa.Text, nullable=False) for name in names]


def _revised() -> list[sa.Column[object]]:
    return [
        sa.Column("rev", sa.BigInteger, nullable=False),
        sa.Column("created_at", _MOMENT, nullable=False),
        sa.Column("changed_at", _MOMENT, nullable=False),
    ]


def _groups() -> None:
    create_tenant_table(
        op,
        "person_group",
        *_texts("name", "description"),
        *_revised(),
        sa.UniqueConstraint("organisation_id", "name"),
    )
    create_tenant_table(
        op,
        "group_member",
        sa.Column("group_id", sa.Uuid, nullable=False),
        *_texts("member_kind"),
        sa.Column("member_id", sa.Uuid, nullable=False),
        sa.ForeignKeyConstraint(
            ["organisation_id", "group_id"], ["person_group.organisation_id", "person_group.id"]
        ),
        key=("group_id", "member_kind", "member_id"),
    )
    op.create_index(
        "ix_group_member_member_id",
        "group_member",
        ["organisation_id", "member_id", "member_kind"],
    )


def _roles() -> None:
    create_tenant_table(
        op,
        "custom_role",
        *_texts("code", "name", "description"),
        sa.Column("permissions", ARRAY(sa.Text), nullable=False),
        sa.Column("inherits", ARRAY(sa.Text), nullable=False),
        *_revised(),
        key=("code",),
    )
    create_tenant_table(
        op,
        "role_assignment",
        *_texts("role", "subject_kind"),
        sa.Column("subject_id", sa.Uuid, nullable=False),
        *_texts("scope_kind"),
        sa.Column("scope_id", sa.Uuid),
        sa.Column("expires_at", _MOMENT),
        *_texts("reason"),
        sa.Column("granted_by", sa.Uuid, nullable=False),
        *_texts("granted_by_name"),
        sa.Column("created_at", _MOMENT, nullable=False),
    )
    op.create_index(
        "ix_role_assignment_subject_id", "role_assignment", ["organisation_id", "subject_id"]
    )
