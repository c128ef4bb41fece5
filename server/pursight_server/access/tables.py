"""Tables of persons, sessions and refresh tokens."""

from sqlalchemy import (
    BigInteger,
    Column,
    DateTime,
    ForeignKeyConstraint,
    Index,
    Integer,
    Text,
    UniqueConstraint,
    Uuid,
)
from sqlalchemy.dialects.postgresql import ARRAY

from pursight_server.platform.tenancy import tenant_table

person = tenant_table(
    "person",
    Column("email", Text, nullable=False),
    Column("name", Text, nullable=False),
    Column("roles", ARRAY(Text), nullable=False),
    Column("department", Text, nullable=False, server_default=""),
    Column("password_hash", Text),
    Column("disabled_at", DateTime(timezone=True)),
    Column("failed_sign_ins", Integer, nullable=False, server_default="0"),
    Column("locked_until", DateTime(timezone=True)),
    Column("rev", BigInteger, nullable=False),
    Column("created_at", DateTime(timezone=True), nullable=False),
    Column("changed_at", DateTime(timezone=True), nullable=False),
    UniqueConstraint("organisation_id", "email"),
)
"""E-mail addresses are kept in small letters."""

session = tenant_table(
    "session",
    Column("person_id", Uuid, nullable=False),
    Column("created_at", DateTime(timezone=True), nullable=False),
    Column("used_at", DateTime(timezone=True), nullable=False),
    Column("expires_at", DateTime(timezone=True), nullable=False),
    Column("ended_at", DateTime(timezone=True)),
    Column("end_reason", Text),
    Column("client", Text, nullable=False),
    ForeignKeyConstraint(["organisation_id", "person_id"], ["person.organisation_id", "person.id"]),
)

Index("ix_session_person_id", session.c.organisation_id, session.c.person_id)

refresh_token = tenant_table(
    "refresh_token",
    Column("session_id", Uuid, nullable=False),
    Column("sha256", Text, nullable=False),
    Column("created_at", DateTime(timezone=True), nullable=False),
    Column("used_at", DateTime(timezone=True)),
    Column("follows", Uuid),
    Column("lost_at", DateTime(timezone=True)),
    ForeignKeyConstraint(
        ["organisation_id", "session_id"], ["session.organisation_id", "session.id"]
    ),
    UniqueConstraint("sha256"),
)
"""Each is used once, and then followed by others: one, if no answer is lost on the way.

One that was lost is one in whose place another was given; using it ends its session."""

Index("ix_refresh_token_session_id", refresh_token.c.organisation_id, refresh_token.c.session_id)
