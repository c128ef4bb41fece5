"""Tables of the platform: the log, stored replies, data keys, the installation."""

from sqlalchemy import (
    BigInteger,
    Boolean,
    Column,
    DateTime,
    Index,
    Integer,
    LargeBinary,
    Table,
    Text,
    Uuid,
    text,
)
from sqlalchemy.dialects.postgresql import JSONB

from pursight_server.platform.tenancy import SEALED, metadata, tenant_table

log_head = tenant_table(
    "log_head",
    Column("seq", BigInteger, nullable=False, server_default=text("0")),
    Column("hash", Text, nullable=False),
    key=(),
)
"""Number and hash of an organisation's latest event."""

event = tenant_table(
    "event",
    Column("seq", BigInteger, nullable=False),
    Column("at", DateTime(timezone=True), nullable=False),
    Column("actor_kind", Text, nullable=False),
    Column("actor_id", Uuid, nullable=False),
    Column("actor_name", Text, nullable=False),
    Column("kind", Text, nullable=False),
    Column("subject_kind", Text, nullable=False),
    Column("subject_id", Text, nullable=False),
    Column("before", JSONB(none_as_null=True)),
    Column("after", JSONB(none_as_null=True)),
    Column("note", Text, nullable=False),
    Column("trace_id", Text, nullable=False),
    Column("prev_hash", Text, nullable=False),
    Column("hash", Text, nullable=False),
    key=("seq",),
)
"""Every change; nobody but the owner role may change or delete a row."""

Index(
    "ix_event_subject",
    event.c.organisation_id,
    event.c.subject_kind,
    event.c.subject_id,
    event.c.seq,
)
Index("ix_event_kind", event.c.organisation_id, event.c.kind, event.c.seq)
Index("ix_event_actor", event.c.organisation_id, event.c.actor_id, event.c.seq)
Index("ix_event_at", event.c.organisation_id, event.c.at)

stored_reply = tenant_table(
    "stored_reply",
    Column("caller_id", Uuid, nullable=False),
    Column("key", Text, nullable=False),
    Column("request_sha256", Text, nullable=False),
    Column("status", Integer, nullable=False),
    Column("headers", JSONB, nullable=False),
    Column("body", LargeBinary, nullable=False, info=SEALED),
    Column("created_at", DateTime(timezone=True), nullable=False),
    key=("caller_id", "key"),
)
"""What a write with an Idempotency-Key was answered; answers hold tokens, so they are sealed."""

Index("ix_stored_reply_created_at", stored_reply.c.organisation_id, stored_reply.c.created_at)

field_key = tenant_table(
    "field_key",
    Column("version", Integer, nullable=False),
    Column("kek_id", Text, nullable=False),
    Column("wrapped", LargeBinary, nullable=False),
    Column("created_at", DateTime(timezone=True), nullable=False),
    Column("retired_at", DateTime(timezone=True)),
    key=("version",),
)
"""Data keys for sealed columns, wrapped by a key that is not in the database."""

installation = Table(
    "installation",
    metadata,
    Column("singleton", Boolean, primary_key=True, server_default=text("true")),
    Column("feed_id", Uuid, nullable=False),
    Column("created_at", DateTime(timezone=True), nullable=False, server_default=text("now()")),
)
"""One row about the whole database. The feed id changes when it is restored from a backup."""
