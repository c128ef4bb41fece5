"""Tables of agents: tokens, identities, announced sources, used nonces."""

from sqlalchemy import (
    BigInteger,
    Column,
    DateTime,
    ForeignKeyConstraint,
    Index,
    Integer,
    Text,
    Uuid,
)
from sqlalchemy.dialects.postgresql import ARRAY, JSONB

from pursight_server.platform.tenancy import tenant_table

enrolment_token = tenant_table(
    "enrolment_token",
    Column("id", Uuid, nullable=False),
    Column("secret_sha256", Text, nullable=False),
    Column("agent_group", Text, nullable=False),
    Column("note", Text, nullable=False),
    Column("uses", Integer, nullable=False),
    Column("uses_left", Integer, nullable=False),
    Column("expires_at", DateTime(timezone=True), nullable=False),
    Column("created_at", DateTime(timezone=True), nullable=False),
)

agent = tenant_table(
    "agent",
    Column("id", Uuid, nullable=False),
    Column("name", Text, nullable=False),
    Column("agent_group", Text, nullable=False),
    Column("public_key", Text, nullable=False),
    Column("token_id", Uuid, nullable=False),
    Column("state", Text, nullable=False),
    Column("software", Text, nullable=False),
    Column("platform", Text, nullable=False),
    Column("health", JSONB, nullable=False),
    Column("enrolled_at", DateTime(timezone=True), nullable=False),
    Column("last_seen_at", DateTime(timezone=True)),
    Column("revoked_at", DateTime(timezone=True)),
    Column("rev", BigInteger, nullable=False),
    Column("created_at", DateTime(timezone=True), nullable=False),
    Column("changed_at", DateTime(timezone=True), nullable=False),
)

Index("uq_agent_id", agent.c.id, unique=True)
"""Over all organisations: a request names only the agent, and one id must lead to one of them."""

announced_source = tenant_table(
    "announced_source",
    Column("agent_id", Uuid, nullable=False),
    Column("alias", Text, nullable=False),
    Column("kind", Text, nullable=False),
    Column("consents", ARRAY(Text), nullable=False),
    Column("seen_at", DateTime(timezone=True), nullable=False),
    ForeignKeyConstraint(["organisation_id", "agent_id"], ["agent.organisation_id", "agent.id"]),
    key=("agent_id", "alias"),
)

agent_nonce = tenant_table(
    "agent_nonce",
    Column("agent_id", Uuid, nullable=False),
    Column("nonce", Text, nullable=False),
    Column("forget_at", DateTime(timezone=True), nullable=False),
    key=("agent_id", "nonce"),
)
"""Nonces of requests that could still be fresh."""

Index("ix_agent_nonce_forget_at", agent_nonce.c.organisation_id, agent_nonce.c.forget_at)
