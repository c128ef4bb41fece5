"""Table of organisations; a row is visible to itself only."""

from sqlalchemy import BigInteger, Column, DateTime, Table, Text, Uuid

from pursight_server.platform.tenancy import metadata

organisation = Table(
    "organisation",
    metadata,
    Column("id", Uuid, primary_key=True),
    Column("slug", Text, nullable=False, unique=True),
    Column("name", Text, nullable=False),
    Column("rev", BigInteger, nullable=False),
    Column("created_at", DateTime(timezone=True), nullable=False),
    Column("changed_at", DateTime(timezone=True), nullable=False),
)
