"""Groups, custom roles, assignments, policies; where each asset lies; what each row tells of."""

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


_FEED = ("sync_touched", "sync_row", "sync_entry", "sync_scope")


def _about() -> None:
    """Keep what each row is about; all rows are told anew, and consoles begin with another feed."""
    for table in ("sync_row", "sync_entry"):
        op.add_column(table, sa.Column("asset_id", sa.Uuid))
        op.add_column(table, sa.Column("source_id", sa.Uuid))
    op.add_column("sync_row", sa.Column("plain", sa.Text))
    op.add_column("sync_row", sa.Column("plain_hash", sa.BigInteger))
    for table in _FEED:
        op.execute(f"ALTER TABLE {table} NO FORCE ROW LEVEL SECURITY")
    op.execute(
        "INSERT INTO sync_touched (organisation_id, txid, entity, id)"
        " SELECT organisation_id, 0, entity, id FROM sync_row ON CONFLICT DO NOTHING"
    )
    op.execute("DELETE FROM sync_row")
    op.execute("DELETE FROM sync_entry")
    op.execute("DELETE FROM sync_scope")
    for table in _FEED:
        op.execute(f"ALTER TABLE {table} FORCE ROW LEVEL SECURITY")
    op.execute("UPDATE installation SET feed_id = gen_random_uuid()")
