"""Service accounts, API tokens, settings about access, access requests."""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects.postgresql import ARRAY

from pursight_server.platform.tenancy import create_tenant_table, look_up

revision = "0013"
down_revision = "0012"
branch_labels = None
depends_on = None

_MOMENT = sa.DateTime(timezone=True)


def upgrade() -> None:
    """Make them."""
    _service_accounts()
    _api_tokens()
    _settings()
    _requests()


def downgrade() -> None:
    """Take them away."""
    op.execute("DROP FUNCTION organisation_of_api_token(uuid)")
    for table in ("access_request", "access_setting", "api_token", "service_account"):
        op.drop_table(table)


def _service_accounts() -> None:
    create_tenant_table(
        op,
        "service_account",
        sa.Column("name", sa.Text, nullable=False),
        sa.Column("description", sa.Text, nullable=False),
        sa.Column("owner_id", sa.Uuid, nullable=False),
        sa.Column("roles", ARRAY(sa.Text), nullable=False),
        sa.Column("disabled_at", _MOMENT),
        sa.Column("rev", sa.BigInteger, nullable=False),
        sa.Column("created_at", _MOMENT, nullable=False),
        sa.Column("changed_at", _MOMENT, nullable=False),
        sa.ForeignKeyConstraint(
            ["organisation_id", "owner_id"], ["person.organisation_id", "person.id"]
        ),
        sa.UniqueConstraint("organisation_id", "name"),
    )


def _api_tokens() -> None:
    create_tenant_table(
        op,
        "api_token",
        sa.Column("principal_kind", sa.Text, nullable=False),
        sa.Column("principal_id", sa.Uuid, nullable=False),
        sa.Column("name", sa.Text, nullable=False),
        sa.Column("permissions", ARRAY(sa.Text), nullable=False),
        sa.Column("sha256", sa.Text, nullable=False),
        sa.Column("failures", sa.Integer, nullable=False, server_default="0"),
        sa.Column("locked_until", _MOMENT),
        sa.Column("created_at", _MOMENT, nullable=False),
        sa.Column("created_by", sa.Uuid, nullable=False),
        sa.Column("expires_at", _MOMENT, nullable=False),
        sa.Column("used_at", _MOMENT),
        sa.Column("revoked_at", _MOMENT),
        sa.CheckConstraint("principal_kind IN ('person', 'service_account')", name="kind_known"),
    )
    op.create_index("ix_api_token_principal_id", "api_token", ["organisation_id", "principal_id"])
    op.create_index("ix_api_token_created_at", "api_token", ["organisation_id", "created_at", "id"])
    op.create_index("uq_api_token_id", "api_token", ["id"], unique=True)
    look_up(
        op,
        "organisation_of_api_token",
        takes="the_id uuid",
        returns="uuid",
        query="SELECT organisation_id FROM public.api_token WHERE id = the_id",
        reads={"api_token": ("organisation_id", "id")},
    )


def _settings() -> None:
    create_tenant_table(
        op,
        "access_setting",
        sa.Column("api_token_days", sa.Integer, nullable=False),
        sa.Column("four_eyes", sa.Boolean, nullable=False),
        sa.Column("request_days", sa.Integer, nullable=False),
        sa.Column("grant_days", sa.Integer, nullable=False),
        sa.Column("undecided", sa.Text, nullable=False),
        sa.Column("break_glass_minutes", sa.Integer, nullable=False),
        sa.Column("rev", sa.BigInteger, nullable=False),
        key=(),
    )


def _requests() -> None:
    create_tenant_table(
        op,
        "access_request",
        sa.Column("id", sa.Uuid, nullable=False),
        sa.Column("state", sa.Text, nullable=False),
        sa.Column("requester_id", sa.Uuid, nullable=False),
        sa.Column("requester_name", sa.Text, nullable=False),
        sa.Column("subject_kind", sa.Text, nullable=False),
        sa.Column("subject_id", sa.Uuid, nullable=False),
        sa.Column("role", sa.Text, nullable=False),
        sa.Column("scope_kind", sa.Text, nullable=False),
        sa.Column("scope_id", sa.Uuid),
        sa.Column("columns", ARRAY(sa.Uuid), nullable=False),
        sa.Column("purpose", sa.Text, nullable=False),
        sa.Column("days", sa.Integer, nullable=False),
        sa.Column("begins_at", _MOMENT),
        sa.Column("deciders", ARRAY(sa.Uuid), nullable=False),
        sa.Column("expires_at", _MOMENT),
        sa.Column("ends_at", _MOMENT),
        sa.Column("decided_by", sa.Uuid),
        sa.Column("decided_by_name", sa.Text, nullable=False),
        sa.Column("decided_at", _MOMENT),
        sa.Column("note", sa.Text, nullable=False),
        sa.Column("reminders", sa.Integer, nullable=False),
        sa.Column("assignments", ARRAY(sa.Uuid), nullable=False),
        sa.Column("rev", sa.BigInteger, nullable=False),
        sa.Column("created_at", _MOMENT, nullable=False),
        sa.Column("changed_at", _MOMENT, nullable=False),
        sa.CheckConstraint("decided_by <> requester_id", name="two_persons"),
    )
    op.create_index("ix_access_request_state", "access_request", ["organisation_id", "state", "id"])
    op.create_index(
        "ix_access_request_requester_id", "access_request", ["organisation_id", "requester_id"]
    )
