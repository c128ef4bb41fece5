"""Groups, custom roles, assignments, policies; where each asset lies; what each row tells of."""

import hashlib
import json
from uuid import UUID

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects.postgresql import ARRAY, JSONB

from pursight_server.platform.tenancy import create_tenant_table

revision = "0012"
down_revision = "0011"
branch_labels = None
depends_on = None

_MOMENT = sa.DateTime(timezone=True)


def upgrade() -> None:
    """Make them."""
    create_tenant_table(
        op, "access_version", sa.Column("version", sa.BigInteger, nullable=False), key=()
    )
    op.add_column(
        "person", sa.Column("department", sa.Text, nullable=False, server_default=sa.text("''"))
    )
    _groups()
    _roles()
    _policies()
    _paths()
    _about()


def downgrade() -> None:
    """Take them away."""
    for table in ("sync_row", "sync_entry"):
        op.drop_column(table, "asset_id")
        op.drop_column(table, "source_id")
    op.drop_column("sync_row", "plain")
    op.drop_column("sync_row", "plain_hash")
    op.execute("DROP TRIGGER set_path ON asset")
    op.execute("DROP TRIGGER move_path ON asset")
    op.execute("DROP FUNCTION set_path_of_asset()")
    op.execute("DROP FUNCTION move_path_of_assets()")
    op.drop_index("ix_annotation_tags", "annotation")
    op.drop_index("ix_asset_path", "asset")
    op.drop_column("asset", "path")
    op.drop_column("person", "department")
    for table in (
        "access_policy_version",
        "access_policy",
        "role_assignment",
        "custom_role",
        "group_member",
        "person_group",
    ):
        op.drop_table(table)
    op.drop_table("access_version")


def _texts(*names: str) -> list[sa.Column[str]]:
    return [sa.Column(name, sa.Text, nullable=False) for name in names]


def _revised() -> list[sa.Column[object]]:
    return [
        sa.Column("rev", sa.BigInteger, nullable=False),
        sa.Column("created_at", _MOMENT, nullable=False),
        sa.Column("changed_at", _MOMENT, nullable=False),
    ]


def _groups() -> None:
    create_tenant_table(
        op,
        "person_group",
        *_texts("name", "description"),
        *_revised(),
        sa.UniqueConstraint("organisation_id", "name"),
    )
    create_tenant_table(
        op,
        "group_member",
        sa.Column("group_id", sa.Uuid, nullable=False),
        *_texts("member_kind"),
        sa.Column("member_id", sa.Uuid, nullable=False),
        sa.ForeignKeyConstraint(
            ["organisation_id", "group_id"], ["person_group.organisation_id", "person_group.id"]
        ),
        key=("group_id", "member_kind", "member_id"),
    )
    op.create_index(
        "ix_group_member_member_id",
        "group_member",
        ["organisation_id", "member_id", "member_kind"],
    )


def _roles() -> None:
    create_tenant_table(
        op,
        "custom_role",
        *_texts("code", "name", "description"),
        sa.Column("permissions", ARRAY(sa.Text), nullable=False),
        sa.Column("inherits", ARRAY(sa.Text), nullable=False),
        *_revised(),
        key=("code",),
    )
    create_tenant_table(
        op,
        "role_assignment",
        *_texts("role", "subject_kind"),
        sa.Column("subject_id", sa.Uuid, nullable=False),
        *_texts("scope_kind"),
        sa.Column("scope_id", sa.Uuid),
        sa.Column("expires_at", _MOMENT),
        *_texts("reason"),
        sa.Column("granted_by", sa.Uuid, nullable=False),
        *_texts("granted_by_name"),
        sa.Column("created_at", _MOMENT, nullable=False),
    )
    op.create_index(
        "ix_role_assignment_subject_id", "role_assignment", ["organisation_id", "subject_id"]
    )


def _policies() -> None:
    def said() -> list[sa.Column[object]]:
        return [
            *_texts("name", "description", "text"),
            sa.Column("form", JSONB),
            sa.Column("enabled", sa.Boolean, nullable=False),
            sa.Column("changed_by", sa.Uuid, nullable=False),
            *_texts("changed_by_name"),
        ]

    create_tenant_table(
        op,
        "access_policy",
        *said(),
        *_revised(),
        sa.UniqueConstraint("organisation_id", "name"),
    )
    create_tenant_table(
        op,
        "access_policy_version",
        sa.Column("policy_id", sa.Uuid, nullable=False),
        sa.Column("rev", sa.BigInteger, nullable=False),
        *said(),
        sa.Column("changed_at", _MOMENT, nullable=False),
        sa.ForeignKeyConstraint(
            ["organisation_id", "policy_id"], ["access_policy.organisation_id", "access_policy.id"]
        ),
        key=("policy_id", "rev"),
        grants="SELECT, INSERT",
    )


_SET_PATH = """
CREATE FUNCTION set_path_of_asset() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    NEW.path := ARRAY[NEW.id];
    IF NEW.parent_id IS NOT NULL THEN
        NEW.path := coalesce(
            (SELECT path FROM public.asset WHERE organisation_id = NEW.organisation_id
             AND id = NEW.parent_id),
            ARRAY[NEW.parent_id]) || NEW.id;
    END IF;
    RETURN NEW;
END $$
"""

_MOVE_PATH = """
CREATE FUNCTION move_path_of_assets() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    UPDATE public.asset SET parent_id = parent_id WHERE organisation_id = NEW.organisation_id
        AND parent_id = NEW.id;
    RETURN NULL;
END $$
"""

_FILL_PATHS = """
WITH RECURSIVE tree AS (
    SELECT organisation_id, id, ARRAY[id] AS path FROM asset WHERE parent_id IS NULL
    UNION ALL
    SELECT part.organisation_id, part.id, tree.path || part.id FROM asset AS part
    JOIN tree ON part.organisation_id = tree.organisation_id
    AND part.parent_id = tree.path[array_length(tree.path, 1)]
)
UPDATE asset SET path = tree.path FROM tree
WHERE asset.organisation_id = tree.organisation_id AND asset.id = tree.id
"""


def _paths() -> None:
    """Let the database keep where each asset lies; a parent is always written before its parts."""
    op.add_column(
        "asset", sa.Column("path", ARRAY(sa.Uuid), nullable=False, server_default=sa.text("'{}'"))
    )
    op.execute("ALTER TABLE asset NO FORCE ROW LEVEL SECURITY")
    op.execute("ALTER TABLE asset DISABLE TRIGGER USER")
    op.execute(_FILL_PATHS)
    op.execute("ALTER TABLE asset ENABLE TRIGGER USER")
    op.execute("ALTER TABLE asset FORCE ROW LEVEL SECURITY")
    op.alter_column("asset", "path", server_default=None)
    op.execute(_SET_PATH)
    op.execute(_MOVE_PATH)
    op.execute(
        "CREATE TRIGGER set_path BEFORE INSERT OR UPDATE OF parent_id ON asset"
        " FOR EACH ROW EXECUTE FUNCTION set_path_of_asset()"
    )
    op.execute(
        "CREATE TRIGGER move_path AFTER UPDATE OF path, parent_id ON asset FOR EACH ROW"
        " WHEN (OLD.path IS DISTINCT FROM NEW.path) EXECUTE FUNCTION move_path_of_assets()"
    )
    op.create_index("ix_asset_path", "asset", ["path"], postgresql_using="gin")
    op.create_index("ix_annotation_tags", "annotation", ["tags"], postgresql_using="gin")


_FEED = ("sync_row", "sync_entry")

_TELL_ABOUT = """
UPDATE sync_row SET
    asset_id = CASE
        WHEN entity IN ('asset', 'profile', 'classification', 'quality') THEN id
        WHEN entity = 'rule' THEN (fields::jsonb->>'table_id')::uuid
        WHEN entity = 'violation' THEN (fields::jsonb->>'asset_id')::uuid
        WHEN entity = 'event' AND fields::jsonb->>'subject_kind' = 'asset'
            THEN (fields::jsonb->>'subject_id')::uuid END,
    source_id = CASE
        WHEN entity IN ('source', 'skipped') THEN id
        WHEN entity IN ('scan', 'held_deletion') THEN (fields::jsonb->>'source_id')::uuid
        WHEN entity = 'rule' AND fields::jsonb->>'table_id' IS NULL
            THEN (fields::jsonb->>'source_id')::uuid
        WHEN entity = 'event' AND fields::jsonb->>'subject_kind' = 'source'
            THEN (fields::jsonb->>'subject_id')::uuid END
"""

_TELL_ENTRIES = """
UPDATE sync_entry SET asset_id = sync_row.asset_id, source_id = sync_row.source_id FROM sync_row
WHERE sync_row.organisation_id = sync_entry.organisation_id
AND sync_row.entity = sync_entry.entity AND sync_row.id = sync_entry.id
"""

_LABELLED = """
SELECT organisation_id, id, rev, fields FROM sync_row WHERE entity = 'asset'
AND (fields::jsonb->>'label' <> 'none' OR fields::jsonb->>'sensitivity' <> 'public')
"""

_UNLABEL = sa.text(
    "UPDATE sync_row SET plain = :plain, plain_hash = :hash"
    " WHERE organisation_id = :organisation_id AND entity = 'asset' AND id = :id"
)


def _about() -> None:
    """Keep what each row is about, and how it is told to those who may not see labels."""
    for table in _FEED:
        op.add_column(table, sa.Column("asset_id", sa.Uuid))
        op.add_column(table, sa.Column("source_id", sa.Uuid))
    op.add_column("sync_row", sa.Column("plain", sa.Text))
    op.add_column("sync_row", sa.Column("plain_hash", sa.BigInteger))
    for table in _FEED:
        op.execute(f"ALTER TABLE {table} NO FORCE ROW LEVEL SECURITY")
    op.execute(_TELL_ABOUT)
    op.execute(_TELL_ENTRIES)
    connection = op.get_bind()
    for some in connection.execute(sa.text(_LABELLED)).partitions(2_000):
        connection.execute(_UNLABEL, [_unlabelled(*row) for row in some])
    for table in _FEED:
        op.execute(f"ALTER TABLE {table} FORCE ROW LEVEL SECURITY")


def _unlabelled(organisation_id: UUID, row_id: UUID, rev: int, text: str) -> dict[str, object]:
    fields = json.loads(text)
    fields |= {"label": "none", "label_state": "none", "label_confidence": 0.0}
    fields |= {"sensitivity": "public"}
    plain = json.dumps(fields, sort_keys=True, separators=(",", ":"), ensure_ascii=False)
    content = f'["asset","{row_id}",{rev},{plain}]'
    digest = hashlib.blake2b(content.encode(), digest_size=8).digest()
    return {
        "organisation_id": organisation_id,
        "id": row_id,
        "plain": plain,
        "hash": int.from_bytes(digest, "big", signed=True),
    }
