"""Persons, sessions, refresh tokens."""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects.postgresql import ARRAY

from pursight_server.platform.tenancy import create_tenant_table, look_up

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Make them."""
    moment = sa.DateTime(timezone=True)
    create_tenant_table(
        op,
        "person",
        sa.Column("email", sa.Text, nullable=False),
        sa.Column("name", sa.Text, nullable=False),
        sa.Column("roles", ARRAY(sa.Text), nullable=False),
        sa.Column("password_hash", sa.Text),
        sa.Column("disabled_at", moment),
        sa.Column("failed_sign_ins", sa.Integer, nullable=False, server_default="0"),
        sa.Column("locked_until", moment),
        sa.Column("rev", sa.BigInteger, nullable=False),
        sa.Column("created_at", moment, nullable=False),
        sa.Column("changed_at", moment, nullable=False),
        sa.UniqueConstraint("organisation_id", "email"),
        sa.CheckConstraint("email = lower(email)", name="email_small"),
    )
    create_tenant_table(
        op,
        "session",
        sa.Column("person_id", sa.Uuid, nullable=False),
        sa.Column("created_at", moment, nullable=False),
        sa.Column("used_at", moment, nullable=False),
        sa.Column("expires_at", moment, nullable=False),
        sa.Column("ended_at", moment),
        sa.Column("end_reason", sa.Text),
        sa.Column("client", sa.Text, nullable=False),
        sa.ForeignKeyConstraint(
            ["organisation_id", "person_id"], ["person.organisation_id", "person.id"]
        ),
    )
    op.create_index("ix_session_person_id", "session", ["organisation_id", "person_id"])
    create_tenant_table(
        op,
        "refresh_token",
        sa.Column("session_id", sa.Uuid, nullable=False),
        sa.Column("sha256", sa.Text, nullable=False),
        sa.Column("created_at", moment, nullable=False),
        sa.Column("used_at", moment),
        sa.ForeignKeyConstraint(
            ["organisation_id", "session_id"], ["session.organisation_id", "session.id"]
        ),
        sa.UniqueConstraint("sha256"),
    )
    op.create_index(
        "ix_refresh_token_session_id", "refresh_token", ["organisation_id", "session_id"]
    )
    look_up(
        op,
        "organisation_of_refresh_token",
        takes="the_sha256 text",
        returns="uuid",
        query="SELECT organisation_id FROM public.refresh_token WHERE sha256 = the_sha256",
        reads={"refresh_token": ("organisation_id", "sha256")},
    )
