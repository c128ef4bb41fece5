"""Organisations, the log, stored replies, the installation."""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects.postgresql import JSONB

from pursight_server.platform.tenancy import APP_ROLE, create_tenant_table, look_up, protect

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Make them."""
    op.execute("CREATE EXTENSION IF NOT EXISTS pg_trgm")
    op.execute(f"GRANT USAGE ON SCHEMA public TO {APP_ROLE}")
    op.execute(f"GRANT SELECT ON alembic_version TO {APP_ROLE}")
    op.execute(
        "CREATE FUNCTION current_organisation() RETURNS uuid LANGUAGE sql STABLE PARALLEL SAFE AS"
        " $$ SELECT nullif(current_setting('pursight.organisation', true), '')::uuid $$"
    )
    op.create_table(
        "organisation",
        sa.Column("id", sa.Uuid, primary_key=True),
        sa.Column("slug", sa.Text, nullable=False, unique=True),
        sa.Column("name", sa.Text, nullable=False),
        sa.Column("rev", sa.BigInteger, nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("changed_at", sa.DateTime(timezone=True), nullable=False),
    )
    protect(op, "organisation", column="id", grants="SELECT, INSERT, UPDATE")
    create_tenant_table(
        op,
        "log_head",
        sa.Column("seq", sa.BigInteger, nullable=False, server_default=sa.text("0")),
        sa.Column("hash", sa.Text, nullable=False),
        key=(),
    )
    _create_event()
    create_tenant_table(
        op,
        "stored_reply",
        sa.Column("caller_id", sa.Uuid, nullable=False),
        sa.Column("key", sa.Text, nullable=False),
        sa.Column("request_sha256", sa.Text, nullable=False),
        sa.Column("status", sa.Integer, nullable=False),
        sa.Column("headers", JSONB, nullable=False),
        sa.Column("body", sa.LargeBinary, nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        key=("caller_id", "key"),
    )
    op.create_index("ix_stored_reply_created_at", "stored_reply", ["organisation_id", "created_at"])
    op.create_table(
        "installation",
        sa.Column("singleton", sa.Boolean, primary_key=True, server_default=sa.text("true")),
        sa.Column("feed_id", sa.Uuid, nullable=False),
        sa.Column(
            "created_at",
            sa.DateTime(timezone=True),
            nullable=False,
            server_default=sa.text("now()"),
        ),
        sa.CheckConstraint("singleton", name="singleton"),
    )
    op.execute("INSERT INTO installation (feed_id) VALUES (gen_random_uuid())")
    op.execute(f"GRANT SELECT ON installation TO {APP_ROLE}")
    look_up(
        op,
        "all_organisations",
        takes="",
        returns="SETOF uuid",
        query="SELECT id FROM public.organisation ORDER BY id",
        reads={"organisation": ("id", "slug")},
    )
    look_up(
        op,
        "organisation_by_slug",
        takes="the_slug text",
        returns="uuid",
        query="SELECT id FROM public.organisation WHERE slug = the_slug",
        reads={"organisation": ("id", "slug")},
    )


def _create_event() -> None:
    create_tenant_table(
        op,
        "event",
        sa.Column("seq", sa.BigInteger, nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("actor_kind", sa.Text, nullable=False),
        sa.Column("actor_id", sa.Uuid, nullable=False),
        sa.Column("actor_name", sa.Text, nullable=False),
        sa.Column("kind", sa.Text, nullable=False),
        sa.Column("subject_kind", sa.Text, nullable=False),
        sa.Column("subject_id", sa.Text, nullable=False),
        sa.Column("before", JSONB),
        sa.Column("after", JSONB),
        sa.Column("note", sa.Text, nullable=False),
        sa.Column("trace_id", sa.Text, nullable=False),
        sa.Column("prev_hash", sa.Text, nullable=False),
        sa.Column("hash", sa.Text, nullable=False),
        key=("seq",),
        grants="SELECT, INSERT",
    )
    for name, columns in {
        "ix_event_subject": ["subject_kind", "subject_id"],
        "ix_event_kind": ["kind"],
        "ix_event_actor": ["actor_id"],
    }.items():
        op.create_index(name, "event", ["organisation_id", *columns, "seq"])
