"""Tables of deliveries: chunks under way, receipts, quarantined and superseded-by-newer reports."""

from sqlalchemy import (
    CheckConstraint,
    Column,
    DateTime,
    ForeignKeyConstraint,
    Index,
    Integer,
    LargeBinary,
    Text,
    Uuid,
    text,
)
from sqlalchemy.dialects.postgresql import JSONB

from pursight_server.platform.tenancy import tenant_table

run_chunk = tenant_table(
    "run_chunk",
    Column("agent_id", Uuid, nullable=False),
    Column("run_id", Uuid, nullable=False),
    Column("attempt", Integer, nullable=False),
    Column("n", Integer, nullable=False),
    Column("sha256", Text, nullable=False),
    Column("body", LargeBinary, nullable=False),
    Column("received_at", DateTime(timezone=True), nullable=False),
    CheckConstraint("n >= 0", name="n_from_zero"),
    key=("agent_id", "run_id", "attempt", "n"),
)
"""Pieces of reports not committed yet; the agent is in the key: none can touch another's."""

Index("ix_run_chunk_received_at", run_chunk.c.organisation_id, run_chunk.c.received_at)

run_receipt = tenant_table(
    "run_receipt",
    Column("run_id", Uuid, nullable=False),
    Column("attempt", Integer, nullable=False),
    Column("agent_id", Uuid, nullable=False),
    Column("source_id", Uuid, nullable=False),
    Column("applied", Text, nullable=False),
    Column("receipt", JSONB, nullable=False),
    Column("request", JSONB, nullable=False),
    Column("committed_at", DateTime(timezone=True), nullable=False),
    ForeignKeyConstraint(["organisation_id", "source_id"], ["source.organisation_id", "source.id"]),
    key=("run_id", "attempt"),
)

Index(
    "uq_run_receipt_effect",
    run_receipt.c.organisation_id,
    run_receipt.c.run_id,
    unique=True,
    postgresql_where=text("applied <> 'superseded'"),
)
"""The second wall behind `decide`: at most one attempt of a run takes effect."""

run_history = tenant_table(
    "run_history",
    Column("run_id", Uuid, nullable=False),
    Column("n", Integer, nullable=False),
    Column("body", LargeBinary, nullable=False),
    key=("run_id", "n"),
)
"""Reports that came after a newer one of their source: kept, not shown in the catalog."""

run_quarantine = tenant_table(
    "run_quarantine",
    Column("agent_id", Uuid, nullable=False),
    Column("run_id", Uuid, nullable=False),
    Column("attempt", Integer, nullable=False),
    Column("code", Text, nullable=False),
    Column("reason", Text, nullable=False),
    Column("at", DateTime(timezone=True), nullable=False),
    key=("agent_id", "run_id", "attempt"),
)
"""Deliveries that can never be taken as they are, and why."""
