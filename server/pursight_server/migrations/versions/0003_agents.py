"""Agents, sources, scans and the deliveries of runs."""

from collections.abc import Sequence

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects.postgresql import ARRAY, JSONB

from pursight_server.platform.tenancy import create_tenant_table, look_up

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Create the tables, parents first."""
    _agents()
    _sources()
    _scans()
    _deliveries()


def downgrade() -> None:
    """Drop them, children first."""
    op.execute("DROP FUNCTION organisation_of_agent(uuid)")
    for table in (
        "run_quarantine",
        "run_history",
        "run_receipt",
        "run_chunk",
        "scan_attempt",
        "scan",
        "source",
        "agent_nonce",
        "announced_source",
        "agent",
        "enrolment_token",
    ):
        op.drop_table(table)


def _text(*names: str) -> Sequence[sa.Column[str]]:
    return [sa.Column(name, sa.Text, nullable=False) for name in names]


def _moment(name: str, *, nullable: bool = False) -> sa.Column[object]:
    return sa.Column(name, sa.DateTime(timezone=True), nullable=nullable)


def _edited() -> Sequence[sa.Column[object]]:
    return [
        sa.Column("rev", sa.BigInteger, nullable=False),
        _moment("created_at"),
        _moment("changed_at"),
    ]


def _points_at(column: str, table: str) -> sa.ForeignKeyConstraint:
    return sa.ForeignKeyConstraint(
        ["organisation_id", column], [f"{table}.organisation_id", f"{table}.id"]
    )


def _agents() -> None:
    create_tenant_table(
        op,
        "enrolment_token",
        sa.Column("id", sa.Uuid, nullable=False),
        *_text("secret_sha256", "agent_group", "note"),
        sa.Column("uses", sa.Integer, nullable=False),
        sa.Column("uses_left", sa.Integer, nullable=False),
        _moment("expires_at"),
        _moment("created_at"),
    )
    create_tenant_table(
        op,
        "agent",
        sa.Column("id", sa.Uuid, nullable=False),
        *_text("name", "agent_group", "public_key"),
        sa.Column("token_id", sa.Uuid, nullable=False),
        *_text("state", "software", "platform"),
        sa.Column("health", JSONB, nullable=False),
        _moment("enrolled_at"),
        _moment("last_seen_at", nullable=True),
        _moment("revoked_at", nullable=True),
        *_edited(),
    )
    op.create_index("uq_agent_id", "agent", ["id"], unique=True)
    create_tenant_table(
        op,
        "announced_source",
        sa.Column("agent_id", sa.Uuid, nullable=False),
        *_text("alias", "kind"),
        sa.Column("consents", ARRAY(sa.Text), nullable=False),
        _moment("seen_at"),
        _points_at("agent_id", "agent"),
        key=("agent_id", "alias"),
    )
    create_tenant_table(
        op,
        "agent_nonce",
        sa.Column("agent_id", sa.Uuid, nullable=False),
        *_text("nonce"),
        _moment("forget_at"),
        key=("agent_id", "nonce"),
    )
    op.create_index("ix_agent_nonce_forget_at", "agent_nonce", ["organisation_id", "forget_at"])
    look_up(
        op,
        "organisation_of_agent",
        takes="the_agent uuid",
        returns="uuid",
        query="SELECT organisation_id FROM public.agent WHERE id = the_agent",
        reads={"agent": ("organisation_id", "id")},
    )


def _sources() -> None:
    create_tenant_table(
        op,
        "source",
        sa.Column("id", sa.Uuid, nullable=False),
        *_text("name", "kind"),
        sa.Column("agent_id", sa.Uuid, nullable=False),
        *_text("alias", "environment"),
        sa.Column("tags", ARRAY(sa.Text), nullable=False),
        *_text("description"),
        sa.Column("scope", JSONB, nullable=False),
        sa.Column("limits", JSONB, nullable=False),
        *_text("state"),
        _moment("state_since"),
        sa.Column("problem", JSONB),
        sa.Column("last_test", JSONB),
        _moment("last_scan_at", nullable=True),
        _moment("applied_nominal_time", nullable=True),
        *_edited(),
        _points_at("agent_id", "agent"),
    )
    in_use = sa.text("state <> 'archived'")
    op.create_index(
        "uq_source_alias",
        "source",
        ["organisation_id", "agent_id", "alias"],
        unique=True,
        postgresql_where=in_use,
    )
    op.create_index(
        "uq_source_name",
        "source",
        ["organisation_id", sa.text("lower(name)")],
        unique=True,
        postgresql_where=in_use,
    )


def _scans() -> None:
    create_tenant_table(
        op,
        "scan",
        sa.Column("id", sa.Uuid, nullable=False),
        sa.Column("source_id", sa.Uuid, nullable=False),
        *_text("kind"),
        sa.Column("full", sa.Boolean, nullable=False),
        *_text("origin", "requested_by", "alias"),
        sa.Column("target_agent_id", sa.Uuid, nullable=False),
        *_text("agent_group"),
        _moment("nominal_time"),
        *_text("state"),
        sa.Column("attempt", sa.Integer, nullable=False),
        sa.Column("holder", sa.Uuid),
        _moment("lease_expires_at", nullable=True),
        sa.Column("cancel_asked", sa.Boolean, nullable=False),
        sa.Column("progress", JSONB, nullable=False),
        sa.Column("problem", JSONB),
        sa.Column("outcome", sa.Text),
        sa.Column("applied", sa.Text),
        sa.Column("counts", JSONB),
        _moment("started_at", nullable=True),
        _moment("ended_at", nullable=True),
        *_text("trace_id"),
        *_edited(),
        _points_at("source_id", "source"),
    )
    op.create_index(
        "uq_scan_active",
        "scan",
        ["organisation_id", "source_id"],
        unique=True,
        postgresql_where=sa.text("state IN ('queued', 'offered', 'accepted', 'running')"),
    )
    op.create_index(
        "ix_scan_queued",
        "scan",
        ["organisation_id", "created_at"],
        postgresql_where=sa.text("state = 'queued'"),
    )
    op.create_index(
        "ix_scan_lease_expires_at",
        "scan",
        ["organisation_id", "lease_expires_at"],
        postgresql_where=sa.text("lease_expires_at IS NOT NULL"),
    )
    op.create_index("ix_scan_source_id", "scan", ["organisation_id", "source_id", "id"])
    create_tenant_table(
        op,
        "scan_attempt",
        sa.Column("scan_id", sa.Uuid, nullable=False),
        sa.Column("attempt", sa.Integer, nullable=False),
        sa.Column("agent_id", sa.Uuid, nullable=False),
        _moment("offered_at"),
        _moment("accepted_at", nullable=True),
        _moment("ended_at", nullable=True),
        sa.Column("end_code", sa.Text),
        _points_at("scan_id", "scan"),
        key=("scan_id", "attempt"),
    )


def _deliveries() -> None:
    create_tenant_table(
        op,
        "run_chunk",
        sa.Column("agent_id", sa.Uuid, nullable=False),
        sa.Column("run_id", sa.Uuid, nullable=False),
        sa.Column("attempt", sa.Integer, nullable=False),
        sa.Column("n", sa.Integer, nullable=False),
        *_text("sha256"),
        sa.Column("body", sa.LargeBinary, nullable=False),
        _moment("received_at"),
        sa.CheckConstraint("n >= 0", name="n_from_zero"),
        key=("agent_id", "run_id", "attempt", "n"),
    )
    op.create_index("ix_run_chunk_received_at", "run_chunk", ["organisation_id", "received_at"])
    create_tenant_table(
        op,
        "run_receipt",
        sa.Column("run_id", sa.Uuid, nullable=False),
        sa.Column("attempt", sa.Integer, nullable=False),
        sa.Column("agent_id", sa.Uuid, nullable=False),
        sa.Column("source_id", sa.Uuid, nullable=False),
        *_text("applied"),
        sa.Column("receipt", JSONB, nullable=False),
        sa.Column("request", JSONB, nullable=False),
        _moment("committed_at"),
        _points_at("source_id", "source"),
        key=("run_id", "attempt"),
    )
    op.create_index(
        "uq_run_receipt_effect",
        "run_receipt",
        ["organisation_id", "run_id"],
        unique=True,
        postgresql_where=sa.text("applied <> 'superseded'"),
    )
    create_tenant_table(
        op,
        "run_history",
        sa.Column("run_id", sa.Uuid, nullable=False),
        sa.Column("n", sa.Integer, nullable=False),
        sa.Column("body", sa.LargeBinary, nullable=False),
        key=("run_id", "n"),
    )
    create_tenant_table(
        op,
        "run_quarantine",
        sa.Column("agent_id", sa.Uuid, nullable=False),
        sa.Column("run_id", sa.Uuid, nullable=False),
        sa.Column("attempt", sa.Integer, nullable=False),
        *_text("code", "reason"),
        _moment("at"),
        key=("agent_id", "run_id", "attempt"),
    )
