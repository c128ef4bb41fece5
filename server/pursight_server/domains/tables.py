"""Table of business domains."""

from sqlalchemy import BigInteger, Column, DateTime, ForeignKeyConstraint, Index, Text, Uuid, func

from pursight_server.platform.tenancy import tenant_table

domain = tenant_table(
    "domain",
    Column("name", Text, nullable=False),
    Column("description", Text, nullable=False),
    Column("owner_id", Uuid),
    Column("rev", BigInteger, nullable=False),
    Column("created_at", DateTime(timezone=True), nullable=False),
    Column("changed_at", DateTime(timezone=True), nullable=False),
    ForeignKeyConstraint(["organisation_id", "owner_id"], ["person.organisation_id", "person.id"]),
)
"""Business areas, a flat list."""

Index("uq_domain_name", domain.c.organisation_id, func.lower(domain.c.name), unique=True)
