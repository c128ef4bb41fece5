"""Tables of access reviews and their items."""

from sqlalchemy import BigInteger, Column, DateTime, ForeignKeyConstraint, Integer, Text, Uuid
from sqlalchemy.dialects.postgresql import ARRAY

from pursight_server.platform.tenancy import tenant_table

access_review = tenant_table(
    "access_review",
    Column("id", Uuid, nullable=False),
    Column("name", Text, nullable=False),
    Column("about", Text, nullable=False),
    Column("which", Text, nullable=False),
    Column("reviewers", ARRAY(Uuid), nullable=False),
    Column("due_at", DateTime(timezone=True), nullable=False),
    Column("undecided", Text, nullable=False),
    Column("state", Text, nullable=False),
    Column("created_by", Uuid, nullable=False),
    Column("created_by_name", Text, nullable=False),
    Column("reminders", Integer, nullable=False),
    Column("closed_at", DateTime(timezone=True)),
    Column("report_sha256", Text, nullable=False),
    Column("rev", BigInteger, nullable=False),
    Column("created_at", DateTime(timezone=True), nullable=False),
    Column("changed_at", DateTime(timezone=True), nullable=False),
)
"""What is looked at, by whom, by when, and what becomes of what nobody decided."""

access_review_item = tenant_table(
    "access_review_item",
    Column("review_id", Uuid, nullable=False),
    Column("number", Integer, nullable=False),
    Column("kind", Text, nullable=False),
    Column("subject_kind", Text, nullable=False),
    Column("subject_id", Uuid, nullable=False),
    Column("subject_name", Text, nullable=False),
    Column("role", Text, nullable=False),
    Column("scope_kind", Text, nullable=False),
    Column("scope_id", Uuid),
    Column("target_id", Uuid),
    Column("given_at", DateTime(timezone=True)),
    Column("given_by_name", Text, nullable=False),
    Column("ends_at", DateTime(timezone=True)),
    Column("decided_by", Uuid),
    Column("decided_by_name", Text, nullable=False),
    Column("decided_at", DateTime(timezone=True)),
    Column("reason", Text, nullable=False),
    Column("outcome", Text),
    ForeignKeyConstraint(
        ["organisation_id", "review_id"], ["access_review.organisation_id", "access_review.id"]
    ),
    key=("review_id", "number"),
)
"""Who had what when the review began, and what was decided about it."""
