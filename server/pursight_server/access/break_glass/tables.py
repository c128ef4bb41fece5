"""Table of access that was taken in an emergency."""

from sqlalchemy import Column, DateTime, Index, Integer, Text, Uuid, text
from sqlalchemy.dialects.postgresql import ARRAY

from pursight_server.platform.tenancy import tenant_table

break_glass = tenant_table(
    "break_glass",
    Column("id", Uuid, nullable=False),
    Column("person_id", Uuid, nullable=False),
    Column("person_name", Text, nullable=False),
    Column("role", Text, nullable=False),
    Column("reason", Text, nullable=False),
    Column("assignment_id", Uuid, nullable=False),
    Column("told", ARRAY(Uuid), nullable=False),
    Column("again", Integer, nullable=False),
    Column("taken_at", DateTime(timezone=True), nullable=False),
    Column("until", DateTime(timezone=True), nullable=False),
    Column("ended_at", DateTime(timezone=True)),
    Column("end_note", Text, nullable=False),
    Column("reviewed_by", Uuid),
    Column("reviewed_by_name", Text, nullable=False),
    Column("reviewed_at", DateTime(timezone=True)),
    Column("verdict", Text),
    Column("review_note", Text, nullable=False),
)
"""Who took which role, why, until when, and what somebody else found afterwards."""

Index(
    "uq_break_glass_active",
    break_glass.c.organisation_id,
    break_glass.c.person_id,
    unique=True,
    postgresql_where=text("ended_at IS NULL"),
)
"""Nobody has two at once: a longer one would be an extension that nobody was told of."""
