"""The table of directories."""

from sqlalchemy import BigInteger, Boolean, Column, DateTime, Text, UniqueConstraint
from sqlalchemy.dialects.postgresql import ARRAY, JSONB

from pursight_server.platform.tenancy import SEALED, tenant_table

directory = tenant_table(
    "directory",
    Column("urls", ARRAY(Text), nullable=False),
    Column("ca", Text, nullable=False),
    Column("bind_dn", Text, nullable=False),
    Column("bind_password", Text, nullable=False, info=SEALED),
    Column("base", Text, nullable=False),
    Column("user_filter", Text, nullable=False),
    Column("subject_attribute", Text, nullable=False),
    Column("email_attribute", Text, nullable=False),
    Column("name_attribute", Text, nullable=False),
    Column("group_attribute", Text, nullable=False),
    Column("group_base", Text, nullable=False),
    Column("group_filter", Text, nullable=False),
    Column("role_map", JSONB, nullable=False),
    Column("creates_persons", Boolean, nullable=False),
    Column("trusts_email", Boolean, nullable=False),
    Column("enabled", Boolean, nullable=False),
    Column("rev", BigInteger, nullable=False),
    Column("created_at", DateTime(timezone=True), nullable=False),
    Column("changed_at", DateTime(timezone=True), nullable=False),
    UniqueConstraint("organisation_id"),
)
"""One an organisation at most."""
