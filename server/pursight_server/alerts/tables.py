"""Tables of alert rules and of what they raised."""

from sqlalchemy import (
    BigInteger,
    Boolean,
    Column,
    DateTime,
    Index,
    Integer,
    Text,
    UniqueConstraint,
    Uuid,
)
from sqlalchemy.dialects.postgresql import ARRAY, JSONB

from pursight_server.platform.tenancy import tenant_table

alert_rule = tenant_table(
    "alert_rule",
    Column("name", Text, nullable=False),
    Column("kinds", ARRAY(Text), nullable=False),
    Column("gained", JSONB, nullable=False),
    Column("noted", Text, nullable=False),
    Column("threshold", Integer, nullable=False),
    Column("window_seconds", Integer, nullable=False),
    Column("per", Text, nullable=False),
    Column("severity", Text, nullable=False),
    Column("notify", ARRAY(Text), nullable=False),
    Column("enabled", Boolean, nullable=False),
    Column("builtin", Text),
    Column("rev", BigInteger, nullable=False),
    Column("created_at", DateTime(timezone=True), nullable=False),
    Column("changed_at", DateTime(timezone=True), nullable=False),
    UniqueConstraint("organisation_id", "name"),
    UniqueConstraint("organisation_id", "builtin"),
)

alert = tenant_table(
    "alert",
    Column("rule_id", Uuid, nullable=False),
    Column("rule_name", Text, nullable=False),
    Column("severity", Text, nullable=False),
    Column("kinds", ARRAY(Text), nullable=False),
    Column("per", Text, nullable=False),
    Column("key", Text, nullable=False),
    Column("about", Text, nullable=False),
    Column("count", BigInteger, nullable=False),
    Column("first_seq", BigInteger, nullable=False),
    Column("last_seq", BigInteger, nullable=False),
    Column("first_at", DateTime(timezone=True), nullable=False),
    Column("last_at", DateTime(timezone=True), nullable=False),
    Column("raised_at", DateTime(timezone=True), nullable=False),
    Column("acknowledged_at", DateTime(timezone=True)),
    Column("acknowledged_by", Uuid),
    Column("note", Text, nullable=False),
    Column("mailed_at", DateTime(timezone=True)),
    Column("rev", BigInteger, nullable=False),
)
"""What the rule said is kept as it was when it was raised; it may be gone since."""

Index("ix_alert_rule_id", alert.c.organisation_id, alert.c.rule_id, alert.c.last_at)
Index("ix_alert_raised_at", alert.c.organisation_id, alert.c.raised_at, alert.c.id)

alert_reader = tenant_table(
    "alert_reader",
    Column("seq", BigInteger, nullable=False),
    key=(),
)
"""How far the log was looked at."""
