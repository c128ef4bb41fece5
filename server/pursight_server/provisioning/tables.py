"""Tables of what a directory says of accounts and groups."""

from sqlalchemy import BigInteger, Column, DateTime, ForeignKeyConstraint, Index, Text, Uuid
from sqlalchemy.dialects.postgresql import JSONB

from pursight_server.platform.tenancy import tenant_table

provisioned_person = tenant_table(
    "provisioned_person",
    Column("person_id", Uuid, nullable=False),
    Column("user_name", Text, nullable=False),
    Column("user_name_key", Text, nullable=False),
    Column("external_id", Text),
    Column("details", JSONB, nullable=False),
    Column("created_at", DateTime(timezone=True), nullable=False),
    Column("changed_at", DateTime(timezone=True), nullable=False),
    Column("unlinked_at", DateTime(timezone=True)),
    ForeignKeyConstraint(["organisation_id", "person_id"], ["person.organisation_id", "person.id"]),
    key=("person_id",),
)
"""One that was deleted in the directory is unlinked: the person stays, disabled, for the log."""

Index(
    "uq_provisioned_person_user_name_key",
    provisioned_person.c.organisation_id,
    provisioned_person.c.user_name_key,
    unique=True,
    postgresql_where=provisioned_person.c.unlinked_at.is_(None),
)

Index(
    "ix_provisioned_person_external_id",
    provisioned_person.c.organisation_id,
    provisioned_person.c.external_id,
)

provisioned_group = tenant_table(
    "provisioned_group",
    Column("group_id", Uuid, nullable=False),
    Column("external_id", Text),
    Column("version", BigInteger, nullable=False),
    Column("changed_at", DateTime(timezone=True), nullable=False),
    ForeignKeyConstraint(
        ["organisation_id", "group_id"],
        ["person_group.organisation_id", "person_group.id"],
        ondelete="CASCADE",
    ),
    key=("group_id",),
)
