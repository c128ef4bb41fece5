"""Tables of groups, their members, custom roles and assignments."""

from sqlalchemy import (
    BigInteger,
    Column,
    DateTime,
    ForeignKeyConstraint,
    Index,
    Text,
    UniqueConstraint,
    Uuid,
)
from sqlalchemy.dialects.postgresql import ARRAY

from pursight_server.platform.tenancy import tenant_table

person_group = tenant_table(
    "person_group",
    Column("name", Text, nullable=False),
    Column("description", Text, nullable=False),
    Column("source", Text, nullable=False, server_default=""),
    Column("rev", BigInteger, nullable=False),
    Column("created_at", DateTime(timezone=True), nullable=False),
    Column("changed_at", DateTime(timezone=True), nullable=False),
    UniqueConstraint("organisation_id", "name"),
)

group_member = tenant_table(
    "group_member",
    Column("group_id", Uuid, nullable=False),
    Column("member_kind", Text, nullable=False),
    Column("member_id", Uuid, nullable=False),
    ForeignKeyConstraint(
        ["organisation_id", "group_id"], ["person_group.organisation_id", "person_group.id"]
    ),
    key=("group_id", "member_kind", "member_id"),
)
"""Persons, service accounts, and groups inside groups."""

Index(
    "ix_group_member_member_id",
    group_member.c.organisation_id,
    group_member.c.member_id,
    group_member.c.member_kind,
)

custom_role = tenant_table(
    "custom_role",
    Column("code", Text, nullable=False),
    Column("name", Text, nullable=False),
    Column("description", Text, nullable=False),
    Column("permissions", ARRAY(Text), nullable=False),
    Column("inherits", ARRAY(Text), nullable=False),
    Column("rev", BigInteger, nullable=False),
    Column("created_at", DateTime(timezone=True), nullable=False),
    Column("changed_at", DateTime(timezone=True), nullable=False),
    key=("code",),
)

role_assignment = tenant_table(
    "role_assignment",
    Column("role", Text, nullable=False),
    Column("subject_kind", Text, nullable=False),
    Column("subject_id", Uuid, nullable=False),
    Column("scope_kind", Text, nullable=False),
    Column("scope_id", Uuid),
    Column("expires_at", DateTime(timezone=True)),
    Column("reason", Text, nullable=False),
    Column("granted_by", Uuid, nullable=False),
    Column("granted_by_name", Text, nullable=False),
    Column("created_at", DateTime(timezone=True), nullable=False),
)

Index(
    "ix_role_assignment_subject_id", role_assignment.c.organisation_id, role_assignment.c.subject_id
)
