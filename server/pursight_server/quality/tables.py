"""Tables of quality scores."""

from sqlalchemy import Column, DateTime, Double, ForeignKeyConstraint, Text, Uuid
from sqlalchemy.dialects.postgresql import JSONB

from pursight_server.access.policy.resources import about
from pursight_server.platform.tenancy import tenant_table

quality_score = tenant_table(
    "quality_score",
    Column("asset_id", Uuid, nullable=False),
    Column("scored_at", DateTime(timezone=True), nullable=False),
    Column("source_id", Uuid, nullable=False),
    Column("level", Text, nullable=False),
    Column("value", Double),
    Column("dimensions", JSONB, nullable=False),
    Column("reasons", JSONB, nullable=False),
    ForeignKeyConstraint(["organisation_id", "asset_id"], ["asset.organisation_id", "asset.id"]),
    key=("asset_id", "scored_at"),
)
"""Scores of tables and sources, a row for each time one was not as before."""

about(quality_score, asset=quality_score.c.asset_id)
