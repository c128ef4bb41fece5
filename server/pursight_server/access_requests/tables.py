"""Table of access requests."""

from sqlalchemy import BigInteger, Column, DateTime, Index, Integer, Text, Uuid
from sqlalchemy.dialects.postgresql import ARRAY

from pursight_server.platform.tenancy import tenant_table

access_request = tenant_table(
    "access_request",
    Column("id", Uuid, nullable=False),
    Column("state", Text, nullable=False),
    Column("requester_id", Uuid, nullable=False),
    Column("requester_name", Text, nullable=False),
    Column("subject_kind", Text, nullable=False),
    Column("subject_id", Uuid, nullable=False),
    Column("role", Text, nullable=False),
    Column("scope_kind", Text, nullable=False),
    Column("scope_id", Uuid),
    Column("columns", ARRAY(Uuid), nullable=False),
    Column("purpose", Text, nullable=False),
    Column("days", Integer, nullable=False),
    Column("begins_at", DateTime(timezone=True)),
    Column("deciders", ARRAY(Uuid), nullable=False),
    Column("expires_at", DateTime(timezone=True)),
    Column("ends_at", DateTime(timezone=True)),
    Column("decided_by", Uuid),
    Column("decided_by_name", Text, nullable=False),
    Column("decided_at", DateTime(timezone=True)),
    Column("note", Text, nullable=False),
    Column("reminders", Integer, nullable=False),
    Column("assignments", ARRAY(Uuid), nullable=False),
    Column("rev", BigInteger, nullable=False),
    Column("created_at", DateTime(timezone=True), nullable=False),
    Column("changed_at", DateTime(timezone=True), nullable=False),
)
"""Who asked for which role on what, why, for how long, and what became of it."""

Index(
    "ix_access_request_state",
    access_request.c.organisation_id,
    access_request.c.state,
    access_request.c.id,
)
Index(
    "ix_access_request_requester_id",
    access_request.c.organisation_id,
    access_request.c.requester_id,
)
