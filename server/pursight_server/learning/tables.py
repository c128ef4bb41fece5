"""Tables of columns' features, versions of the model, activations and comparisons."""

from sqlalchemy import (
    JSON,
    BigInteger,
    Boolean,
    Column,
    DateTime,
    Double,
    ForeignKeyConstraint,
    Index,
    Integer,
    LargeBinary,
    Text,
    Uuid,
)
from sqlalchemy.dialects.postgresql import JSONB

from pursight_server.access.policy.resources import about
from pursight_server.platform.tenancy import tenant_table

column_features = tenant_table(
    "column_features",
    Column("asset_id", Uuid, nullable=False),
    Column("source_id", Uuid, nullable=False),
    Column("run_id", Uuid, nullable=False),
    Column("features", JSON, nullable=False),
    Column("sha256", Text, nullable=False),
    Column("changed_at", DateTime(timezone=True), nullable=False),
    ForeignKeyConstraint(["organisation_id", "asset_id"], ["asset.organisation_id", "asset.id"]),
    key=("asset_id",),
)
"""What the newest scan measured of a present column, to judge it again; a trigger takes it away
when the column goes."""

column_model = tenant_table(
    "column_model",
    Column("id", Uuid, nullable=False),
    Column("number", Integer, nullable=False),
    Column("origin", Text, nullable=False),
    Column("state", Text, nullable=False),
    Column("progress", Text, nullable=False),
    Column("sha256", Text, nullable=False),
    Column("content", LargeBinary),
    Column("decisions", Integer, nullable=False),
    Column("metrics", JSONB, nullable=False),
    Column("problem", Text, nullable=False),
    Column("note", Text, nullable=False),
    Column("made_by", Uuid, nullable=False),
    Column("made_by_name", Text, nullable=False),
    Column("worker", Uuid),
    Column("worked_at", DateTime(timezone=True)),
    Column("rev", BigInteger, nullable=False),
    Column("created_at", DateTime(timezone=True), nullable=False),
    Column("changed_at", DateTime(timezone=True), nullable=False),
)
"""Versions of the column model, those in training too."""

Index("uq_column_model_number", column_model.c.organisation_id, column_model.c.number, unique=True)

model_activation = tenant_table(
    "model_activation",
    Column("serial", BigInteger, nullable=False),
    Column("model_id", Uuid, nullable=False),
    Column("number", Integer, nullable=False),
    Column("sha256", Text, nullable=False),
    Column("thresholds", JSONB, nullable=False),
    Column("changed_columns", Integer, nullable=False),
    Column("note", Text, nullable=False),
    Column("activated_by", Uuid, nullable=False),
    Column("activated_by_name", Text, nullable=False),
    Column("activated_at", DateTime(timezone=True), nullable=False),
    ForeignKeyConstraint(
        ["organisation_id", "model_id"], ["column_model.organisation_id", "column_model.id"]
    ),
    key=("serial",),
)
"""Which version has judged since when; the highest serial is in use."""

model_preview = tenant_table(
    "model_preview",
    Column("id", Uuid, nullable=False),
    Column("model_id", Uuid, nullable=False),
    Column("number", Integer, nullable=False),
    Column("thresholds", JSONB, nullable=False),
    Column("state", Text, nullable=False),
    Column("done", Integer, nullable=False),
    Column("total", Integer, nullable=False),
    Column("counts", JSONB, nullable=False),
    Column("basis", Text, nullable=False),
    Column("problem", Text, nullable=False),
    Column("note", Text, nullable=False),
    Column("made_by", Uuid, nullable=False),
    Column("made_by_name", Text, nullable=False),
    Column("worker", Uuid),
    Column("worked_at", DateTime(timezone=True)),
    Column("rev", BigInteger, nullable=False),
    Column("created_at", DateTime(timezone=True), nullable=False),
    Column("changed_at", DateTime(timezone=True), nullable=False),
    ForeignKeyConstraint(
        ["organisation_id", "model_id"], ["column_model.organisation_id", "column_model.id"]
    ),
)
"""What would change with a model and thresholds, while it is found out and afterwards."""

model_change = tenant_table(
    "model_change",
    Column("preview_id", Uuid, nullable=False),
    Column("asset_id", Uuid, nullable=False),
    Column("source_id", Uuid, nullable=False),
    Column("run_id", Uuid, nullable=False),
    Column("sort_key", Text, nullable=False),
    Column("kind", Text, nullable=False),
    Column("decided", Boolean, nullable=False),
    Column("label_before", Text, nullable=False),
    Column("confidence_before", Double, nullable=False),
    Column("decision_before", Text, nullable=False),
    Column("label", Text, nullable=False),
    Column("confidence", Double, nullable=False),
    Column("decision", Text, nullable=False),
    Column("classification", JSON, nullable=False),
    ForeignKeyConstraint(
        ["organisation_id", "preview_id"],
        ["model_preview.organisation_id", "model_preview.id"],
        ondelete="CASCADE",
    ),
    ForeignKeyConstraint(["organisation_id", "asset_id"], ["asset.organisation_id", "asset.id"]),
    key=("preview_id", "asset_id"),
)
"""One column that a comparison judged otherwise."""

Index(
    "ix_model_change_sort_key",
    model_change.c.organisation_id,
    model_change.c.preview_id,
    model_change.c.sort_key,
    model_change.c.asset_id,
)

about(model_change, asset=model_change.c.asset_id)
