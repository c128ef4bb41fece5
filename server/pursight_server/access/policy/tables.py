"""Tables of policies, of all their versions, and of how often rights were changed."""

from sqlalchemy import (
    BigInteger,
    Boolean,
    Column,
    DateTime,
    ForeignKeyConstraint,
    Text,
    UniqueConstraint,
    Uuid,
)
from sqlalchemy.dialects.postgresql import JSONB

from pursight_server.platform.tenancy import tenant_table

access_version = tenant_table(
    "access_version", Column("version", BigInteger, nullable=False), key=()
)
"""Counts the changes of groups, roles, assignments and policies; whoever changes one holds it."""

access_policy = tenant_table(
    "access_policy",
    Column("name", Text, nullable=False),
    Column("description", Text, nullable=False),
    Column("text", Text, nullable=False),
    Column("form", JSONB(none_as_null=True)),
    Column("enabled", Boolean, nullable=False),
    Column("rev", BigInteger, nullable=False),
    Column("changed_by", Uuid, nullable=False),
    Column("changed_by_name", Text, nullable=False),
    Column("created_at", DateTime(timezone=True), nullable=False),
    Column("changed_at", DateTime(timezone=True), nullable=False),
    UniqueConstraint("organisation_id", "name"),
)

access_policy_version = tenant_table(
    "access_policy_version",
    Column("policy_id", Uuid, nullable=False),
    Column("rev", BigInteger, nullable=False),
    Column("name", Text, nullable=False),
    Column("description", Text, nullable=False),
    Column("text", Text, nullable=False),
    Column("form", JSONB(none_as_null=True)),
    Column("enabled", Boolean, nullable=False),
    Column("changed_by", Uuid, nullable=False),
    Column("changed_by_name", Text, nullable=False),
    Column("changed_at", DateTime(timezone=True), nullable=False),
    ForeignKeyConstraint(
        ["organisation_id", "policy_id"], ["access_policy.organisation_id", "access_policy.id"]
    ),
    key=("policy_id", "rev"),
)
"""What each version said, who wrote it and when; rows are added, never changed."""

access_policy_proposal = tenant_table(
    "access_policy_proposal",
    Column("id", Uuid, nullable=False),
    Column("policy_id", Uuid),
    Column("base_rev", BigInteger, nullable=False),
    Column("name", Text, nullable=False),
    Column("description", Text, nullable=False),
    Column("text", Text, nullable=False),
    Column("form", JSONB(none_as_null=True)),
    Column("enabled", Boolean, nullable=False),
    Column("note", Text, nullable=False),
    Column("state", Text, nullable=False),
    Column("proposed_by", Uuid, nullable=False),
    Column("proposed_by_name", Text, nullable=False),
    Column("proposed_at", DateTime(timezone=True), nullable=False),
    Column("decided_by", Uuid),
    Column("decided_by_name", Text, nullable=False),
    Column("decided_at", DateTime(timezone=True)),
    Column("decision_note", Text, nullable=False, server_default=""),
    ForeignKeyConstraint(
        ["organisation_id", "policy_id"], ["access_policy.organisation_id", "access_policy.id"]
    ),
)
"""What somebody wants a policy to say, where that takes two people; without `policy_id` a new one.

`base_rev` is the version that it was made from, 0 for a new one.
"""
