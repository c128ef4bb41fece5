"""Tables of assets, annotations, profiles, skipped objects and held deletions."""

from sqlalchemy import (
    BigInteger,
    Boolean,
    Column,
    Computed,
    DateTime,
    Double,
    ForeignKeyConstraint,
    Index,
    Integer,
    Text,
    Uuid,
    func,
    text,
)
from sqlalchemy.dialects.postgresql import ARRAY, JSONB

from pursight_server.access.policy.resources import about
from pursight_server.platform.tenancy import tenant_table

asset = tenant_table(
    "asset",
    Column("id", Uuid, nullable=False),
    Column("source_id", Uuid, nullable=False),
    Column("parent_id", Uuid),
    Column("path", ARRAY(Uuid), nullable=False),
    Column("level", Text, nullable=False),
    Column("kind", Text, nullable=False),
    Column("schema_name", Text, nullable=False),
    Column("table_name", Text, nullable=False),
    Column("column_name", Text, nullable=False),
    Column("name", Text, nullable=False),
    Column("fqn", Text, nullable=False),
    Column("sort_key", Text, Computed('lower("left"(fqn, 400))', persisted=True), nullable=False),
    Column("key", Text, nullable=False),
    Column("position", Integer),
    Column("facts", JSONB, nullable=False),
    Column("facts_sha256", Text, nullable=False),
    Column("profile_sha256", Text),
    Column("profile_run_id", Uuid),
    Column("present", Boolean, nullable=False),
    Column("gone_at", DateTime(timezone=True)),
    Column("first_run_id", Uuid, nullable=False),
    Column("last_run_id", Uuid, nullable=False),
    Column("first_seen_at", DateTime(timezone=True), nullable=False),
    Column("last_seen_at", DateTime(timezone=True), nullable=False),
    Column("label", Text, nullable=False, server_default=text("'none'")),
    Column("label_state", Text, nullable=False, server_default=text("'none'")),
    Column("label_confidence", Double, nullable=False, server_default=text("0")),
    Column("sensitivity", Text, nullable=False, server_default=text("'public'")),
    Column("quality", Double),
    Column("domain_id", Uuid),
    Column("rev", BigInteger, nullable=False),
    Column("created_at", DateTime(timezone=True), nullable=False),
    Column("changed_at", DateTime(timezone=True), nullable=False),
    ForeignKeyConstraint(["organisation_id", "source_id"], ["source.organisation_id", "source.id"]),
)
"""What scans found, one tree; no person writes here.

The database keeps `path`: the ids from the top of the tree down to this one; and `domain_id`: the
own domain of the nearest on that path that has one. Without any it is in the domain of its source.
"""

Index("uq_asset_key", asset.c.organisation_id, asset.c.source_id, asset.c.key, unique=True)
Index("ix_asset_sort_key", asset.c.organisation_id, asset.c.sort_key, asset.c.id)
Index("ix_asset_parent_id", asset.c.organisation_id, asset.c.parent_id)
Index("ix_asset_path", asset.c.path, postgresql_using="gin")
Index(
    "ix_asset_label",
    asset.c.organisation_id,
    asset.c.label,
    asset.c.sort_key,
    postgresql_where=text("label <> 'none'"),
)
Index(
    "ix_asset_fqn_trigram",
    func.lower(asset.c.fqn).label("lowered"),
    postgresql_using="gin",
    postgresql_ops={"lowered": "gin_trgm_ops"},
)

annotation = tenant_table(
    "annotation",
    Column("asset_id", Uuid, nullable=False),
    Column("description", Text, nullable=False),
    Column("owner", Text, nullable=False),
    Column("tags", ARRAY(Text), nullable=False),
    Column("domain_id", Uuid),
    Column("rev", BigInteger, nullable=False),
    Column("created_at", DateTime(timezone=True), nullable=False),
    Column("changed_at", DateTime(timezone=True), nullable=False),
    ForeignKeyConstraint(["organisation_id", "asset_id"], ["asset.organisation_id", "asset.id"]),
    ForeignKeyConstraint(["organisation_id", "domain_id"], ["domain.organisation_id", "domain.id"]),
    key=("asset_id",),
)
"""What people said; no scan writes here."""

Index("ix_annotation_tags", annotation.c.tags, postgresql_using="gin")
Index(
    "ix_annotation_domain_id",
    annotation.c.organisation_id,
    annotation.c.domain_id,
    postgresql_where=text("domain_id IS NOT NULL"),
)

profile = tenant_table(
    "profile",
    Column("asset_id", Uuid, nullable=False),
    Column("run_id", Uuid, nullable=False),
    Column("nominal_time", DateTime(timezone=True), nullable=False),
    Column("measures", JSONB, nullable=False),
    ForeignKeyConstraint(["organisation_id", "asset_id"], ["asset.organisation_id", "asset.id"]),
    key=("asset_id", "run_id"),
)
"""Numbers of a table or column, a row for each run in which they were not as before."""

skipped_object = tenant_table(
    "skipped_object",
    Column("source_id", Uuid, nullable=False),
    Column("number", Integer, nullable=False),
    Column("run_id", Uuid, nullable=False),
    Column("schema_name", Text, nullable=False),
    Column("name", Text, nullable=False),
    Column("kind", Text, nullable=False),
    Column("code", Text, nullable=False),
    Column("reason", Text, nullable=False),
    Column("hint", Text, nullable=False),
    Column("partial", Boolean, nullable=False),
    ForeignKeyConstraint(["organisation_id", "source_id"], ["source.organisation_id", "source.id"]),
    key=("source_id", "number"),
)
"""What the newest scan of a source did not look at, and why."""

held_deletion = tenant_table(
    "held_deletion",
    Column("id", Uuid, nullable=False),
    Column("source_id", Uuid, nullable=False),
    Column("run_id", Uuid, nullable=False),
    Column("state", Text, nullable=False),
    Column("asset_ids", ARRAY(Uuid), nullable=False),
    Column("existing", Integer, nullable=False),
    Column("decided_at", DateTime(timezone=True)),
    Column("decided_by", Text, nullable=False),
    Column("note", Text, nullable=False),
    Column("rev", BigInteger, nullable=False),
    Column("created_at", DateTime(timezone=True), nullable=False),
    Column("changed_at", DateTime(timezone=True), nullable=False),
    ForeignKeyConstraint(["organisation_id", "source_id"], ["source.organisation_id", "source.id"]),
)
"""What vanished at once and waits for a person."""

Index(
    "uq_held_deletion_waiting",
    held_deletion.c.organisation_id,
    held_deletion.c.source_id,
    unique=True,
    postgresql_where=text("state = 'waiting'"),
)

about(asset, asset=asset.c.id)
about(annotation, asset=annotation.c.asset_id)
about(profile, asset=profile.c.asset_id)
about(skipped_object, source=skipped_object.c.source_id)
about(held_deletion, source=held_deletion.c.source_id)
