"""Features of columns, versions of the column model, activations and comparisons."""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects.postgresql import JSONB

from pursight_server.platform.tenancy import create_tenant_table

revision = "0010"
down_revision = "0009"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Create the tables, parents first, and let features go with their column."""
    _evidence()
    _models()
    _previews()


def downgrade() -> None:
    """Drop them, children first."""
    op.execute("DROP TRIGGER forget_features ON asset")
    op.execute("DROP FUNCTION forget_features_of_asset()")
    for table in (
        "model_change",
        "model_preview",
        "model_activation",
        "column_model",
        "column_features",
    ):
        op.drop_table(table)


def _points_at(column: str, table: str, *, cascade: bool = False) -> sa.ForeignKeyConstraint:
    return sa.ForeignKeyConstraint(
        ["organisation_id", column],
        [f"{table}.organisation_id", f"{table}.id"],
        ondelete="CASCADE" if cascade else None,
    )


def _texts(*names: str) -> list[sa.Column[str]]:
    return [sa.Column(name, sa.Text, nullable=False) for name in names]


def _ids(*names: str) -> list[sa.Column[object]]:
    return [sa.Column(name, sa.Uuid, nullable=False) for name in names]


def _numbers(*names: str) -> list[sa.Column[int]]:
    return [sa.Column(name, sa.Integer, nullable=False) for name in names]


def _moment(name: str, *, nullable: bool = False) -> sa.Column[object]:
    return sa.Column(name, sa.DateTime(timezone=True), nullable=nullable)


def _worked_on() -> list[sa.Column[object]]:
    return [
        sa.Column("worker", sa.Uuid),
        _moment("worked_at", nullable=True),
        sa.Column("rev", sa.BigInteger, nullable=False),
        _moment("created_at"),
        _moment("changed_at"),
    ]


def _evidence() -> None:
    create_tenant_table(
        op,
        "column_features",
        *_ids("asset_id", "source_id", "run_id"),
        sa.Column("features", sa.JSON, nullable=False),
        *_texts("sha256"),
        _moment("changed_at"),
        _points_at("asset_id", "asset"),
        key=("asset_id",),
    )
    op.execute(
        "CREATE FUNCTION forget_features_of_asset() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN"
        " DELETE FROM public.column_features WHERE organisation_id = NEW.organisation_id"
        " AND asset_id = NEW.id; RETURN NULL; END $$"
    )
    op.execute(
        "CREATE TRIGGER forget_features AFTER UPDATE OF present ON asset FOR EACH ROW"
        " WHEN (OLD.present AND NOT NEW.present AND NEW.level = 'column')"
        " EXECUTE FUNCTION forget_features_of_asset()"
    )


def _models() -> None:
    create_tenant_table(
        op,
        "column_model",
        *_ids("id"),
        *_numbers("number"),
        *_texts("origin", "state", "progress", "sha256"),
        sa.Column("content", sa.LargeBinary),
        *_numbers("decisions"),
        sa.Column("metrics", JSONB, nullable=False),
        *_texts("problem", "note"),
        *_ids("made_by"),
        *_texts("made_by_name"),
        *_worked_on(),
    )
    op.create_index(
        "uq_column_model_number", "column_model", ["organisation_id", "number"], unique=True
    )
    create_tenant_table(
        op,
        "model_activation",
        sa.Column("serial", sa.BigInteger, nullable=False),
        *_ids("model_id"),
        *_numbers("number"),
        *_texts("sha256"),
        sa.Column("thresholds", JSONB, nullable=False),
        *_numbers("changed_columns"),
        *_texts("note"),
        *_ids("activated_by"),
        *_texts("activated_by_name"),
        _moment("activated_at"),
        _points_at("model_id", "column_model"),
        key=("serial",),
    )


def _previews() -> None:
    create_tenant_table(
        op,
        "model_preview",
        *_ids("id", "model_id"),
        *_numbers("number"),
        sa.Column("thresholds", JSONB, nullable=False),
        *_texts("state"),
        *_numbers("done", "total"),
        sa.Column("counts", JSONB, nullable=False),
        *_texts("basis", "problem", "note"),
        *_ids("made_by"),
        *_texts("made_by_name"),
        *_worked_on(),
        _points_at("model_id", "column_model"),
    )
    create_tenant_table(
        op,
        "model_change",
        *_ids("preview_id", "asset_id", "source_id", "run_id"),
        *_texts("sort_key", "kind"),
        sa.Column("decided", sa.Boolean, nullable=False),
        *_texts("label_before"),
        sa.Column("confidence_before", sa.Double, nullable=False),
        *_texts("decision_before", "label"),
        sa.Column("confidence", sa.Double, nullable=False),
        *_texts("decision"),
        sa.Column("classification", sa.JSON, nullable=False),
        _points_at("preview_id", "model_preview", cascade=True),
        _points_at("asset_id", "asset"),
        key=("preview_id", "asset_id"),
    )
    op.create_index(
        "ix_model_change_sort_key",
        "model_change",
        ["organisation_id", "preview_id", "sort_key", "asset_id"],
    )
