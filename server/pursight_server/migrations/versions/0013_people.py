"""Service accounts, API tokens, settings, requests, emergencies, reviews."""

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
    _break_glass()
    _reviews()


def downgrade() -> None:
    """Take them away."""
    op.execute("DROP FUNCTION organisation_of_api_token(uuid)")
    for table in (
        "access_review_item",
        "access_review",
        "break_glass",
        "access_request",
        "access_setting",
        "api_token",
        "service_account",
    ):
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
        sa.Column("four_eyes_off_by", sa.Uuid),
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


def _break_glass() -> None:
    create_tenant_table(
        op,
        "break_glass",
        sa.Column("id", sa.Uuid, nullable=False),
        sa.Column("person_id", sa.Uuid, nullable=False),
        sa.Column("person_name", sa.Text, nullable=False),
        sa.Column("role", sa.Text, nullable=False),
        sa.Column("reason", sa.Text, nullable=False),
        sa.Column("assignment_id", sa.Uuid, nullable=False),
        sa.Column("told", ARRAY(sa.Uuid), nullable=False),
        sa.Column("again", sa.Integer, nullable=False),
        sa.Column("taken_at", _MOMENT, nullable=False),
        sa.Column("until", _MOMENT, nullable=False),
        sa.Column("ended_at", _MOMENT),
        sa.Column("end_note", sa.Text, nullable=False),
        sa.Column("reviewed_by", sa.Uuid),
        sa.Column("reviewed_by_name", sa.Text, nullable=False),
        sa.Column("reviewed_at", _MOMENT),
        sa.Column("verdict", sa.Text),
        sa.Column("review_note", sa.Text, nullable=False),
        sa.CheckConstraint("reviewed_by <> person_id", name="two_persons"),
    )
    op.create_index(
        "uq_break_glass_active",
        "break_glass",
        ["organisation_id", "person_id"],
        unique=True,
        postgresql_where=sa.text("ended_at IS NULL"),
    )


def _reviews() -> None:
    create_tenant_table(
        op,
        "access_review",
        sa.Column("id", sa.Uuid, nullable=False),
        sa.Column("name", sa.Text, nullable=False),
        sa.Column("about", sa.Text, nullable=False),
        sa.Column("which", sa.Text, nullable=False),
        sa.Column("reviewers", ARRAY(sa.Uuid), nullable=False),
        sa.Column("due_at", _MOMENT, nullable=False),
        sa.Column("undecided", sa.Text, nullable=False),
        sa.Column("state", sa.Text, nullable=False),
        sa.Column("created_by", sa.Uuid, nullable=False),
        sa.Column("created_by_name", sa.Text, nullable=False),
        sa.Column("reminders", sa.Integer, nullable=False),
        sa.Column("closed_at", _MOMENT),
        sa.Column("report_sha256", sa.Text, nullable=False),
        sa.Column("rev", sa.BigInteger, nullable=False),
        sa.Column("created_at", _MOMENT, nullable=False),
        sa.Column("changed_at", _MOMENT, nullable=False),
    )
    create_tenant_table(
        op,
        "access_review_item",
        sa.Column("review_id", sa.Uuid, nullable=False),
        sa.Column("number", sa.Integer, nullable=False),
        sa.Column("kind", sa.Text, nullable=False),
        sa.Column("subject_kind", sa.Text, nullable=False),
        sa.Column("subject_id", sa.Uuid, nullable=False),
        sa.Column("subject_name", sa.Text, nullable=False),
        sa.Column("role", sa.Text, nullable=False),
        sa.Column("scope_kind", sa.Text, nullable=False),
        sa.Column("scope_id", sa.Uuid),
        sa.Column("target_id", sa.Uuid),
        sa.Column("given_at", _MOMENT),
        sa.Column("given_by_name", sa.Text, nullable=False),
        sa.Column("ends_at", _MOMENT),
        sa.Column("decided_by", sa.Uuid),
        sa.Column("decided_by_name", sa.Text, nullable=False),
        sa.Column("decided_at", _MOMENT),
        sa.Column("reason", sa.Text, nullable=False),
        sa.Column("outcome", sa.Text),
        sa.ForeignKeyConstraint(
            ["organisation_id", "review_id"],
            ["access_review.organisation_id", "access_review.id"],
        ),
        sa.CheckConstraint("decided_by <> subject_id", name="two_persons"),
        key=("review_id", "number"),
    )
