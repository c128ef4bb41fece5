"""Business domains that sources and assets belong to; the database keeps the nearest of each."""

import sqlalchemy as sa
from alembic import op

from pursight_server.platform.tenancy import create_tenant_table

revision = "0020"
down_revision = "0019"
branch_labels = None
depends_on = None

_MOMENT = sa.DateTime(timezone=True)
_BELONG = ("source", "annotation")
_ROWS = ("source", "asset")
"""Entities whose rows have a field more: all are told anew."""

_SET_PATH = """
CREATE OR REPLACE FUNCTION set_path_of_asset() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    NEW.path := ARRAY[NEW.id];
    NEW.domain_id := NULL;
    IF NEW.parent_id IS NOT NULL THEN
        SELECT path || NEW.id, domain_id INTO NEW.path, NEW.domain_id FROM public.asset
            WHERE organisation_id = NEW.organisation_id AND id = NEW.parent_id;
        NEW.path := coalesce(NEW.path, ARRAY[NEW.parent_id, NEW.id]);
    END IF;
    IF TG_OP = 'UPDATE' THEN
        NEW.domain_id := coalesce(
            (SELECT domain_id FROM public.annotation
             WHERE organisation_id = NEW.organisation_id AND asset_id = NEW.id),
            NEW.domain_id);
    END IF;
    RETURN NEW;
END $$
"""
"""As 0012 has it, but for the domain: a new asset has that of what it lies in."""

_SET_PATH_ALONE = """
CREATE OR REPLACE FUNCTION set_path_of_asset() RETURNS trigger LANGUAGE plpgsql AS $$
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

_SPREAD = """
CREATE FUNCTION spread_domain() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    said record := coalesce(NEW, OLD);
BEGIN
    PERFORM set_config('pursight.spreading', 'on', true);
    UPDATE public.asset SET domain_id = nearest.domain_id FROM (
        SELECT part.id, (
            SELECT note.domain_id FROM public.annotation AS note
            WHERE note.organisation_id = part.organisation_id
            AND note.asset_id = ANY(part.path) AND note.domain_id IS NOT NULL
            ORDER BY array_position(part.path, note.asset_id) DESC LIMIT 1
        ) AS domain_id
        FROM public.asset AS part
        WHERE part.organisation_id = said.organisation_id AND part.path @> ARRAY[said.asset_id]
    ) AS nearest
    WHERE asset.organisation_id = said.organisation_id AND asset.id = nearest.id
    AND asset.domain_id IS DISTINCT FROM nearest.domain_id;
    PERFORM set_config('pursight.spreading', '', true);
    RETURN NULL;
END $$
"""

_SPREADING = {
    "insert": "AFTER INSERT ON annotation FOR EACH ROW WHEN (NEW.domain_id IS NOT NULL)",
    "update": "AFTER UPDATE OF domain_id ON annotation FOR EACH ROW"
    " WHEN (OLD.domain_id IS DISTINCT FROM NEW.domain_id)",
    "delete": "AFTER DELETE ON annotation FOR EACH ROW WHEN (OLD.domain_id IS NOT NULL)",
}

_NOTE = (
    "INSERT INTO public.sync_touched (organisation_id, txid, entity, id)"
    " SELECT DISTINCT organisation_id, pg_current_xact_id()::text::bigint, '{entity}', {key}"
    " FROM changed {which} ON CONFLICT DO NOTHING;"
)
_NOTE_ASSETS = "".join(
    [
        _NOTE.format(entity="asset", key="id", which=""),
        _NOTE.format(entity="source", key="source_id", which="WHERE level = 'source'"),
    ]
)


_NOTE_OWNED = """
CREATE FUNCTION note_domains_of_owner() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    INSERT INTO public.sync_touched (organisation_id, txid, entity, id)
        SELECT organisation_id, pg_current_xact_id()::text::bigint, 'domain', id FROM public.domain
        WHERE organisation_id = NEW.organisation_id AND owner_id = NEW.id
        ON CONFLICT DO NOTHING;
    RETURN NULL;
END $$
"""
"""The row of a domain tells its owner's name."""


def upgrade() -> None:
    """Make the table and the columns; tell rows of sources and assets anew."""
    create_tenant_table(
        op,
        "domain",
        sa.Column("name", sa.Text, nullable=False),
        sa.Column("description", sa.Text, nullable=False),
        sa.Column("owner_id", sa.Uuid),
        sa.Column("rev", sa.BigInteger, nullable=False),
        sa.Column("created_at", _MOMENT, nullable=False),
        sa.Column("changed_at", _MOMENT, nullable=False),
        sa.ForeignKeyConstraint(
            ["organisation_id", "owner_id"], ["person.organisation_id", "person.id"]
        ),
    )
    op.create_index(
        "uq_domain_name", "domain", ["organisation_id", sa.text("lower(name)")], unique=True
    )
    for table in _BELONG:
        op.add_column(table, sa.Column("domain_id", sa.Uuid))
        op.create_foreign_key(
            f"fk_{table}_organisation_id_domain_id",
            table,
            "domain",
            ["organisation_id", "domain_id"],
            ["organisation_id", "id"],
        )
        op.create_index(
            f"ix_{table}_domain_id",
            table,
            ["organisation_id", "domain_id"],
            postgresql_where=sa.text("domain_id IS NOT NULL"),
        )
    op.add_column("asset", sa.Column("domain_id", sa.Uuid))
    op.execute(_SET_PATH)
    op.execute(_SPREAD)
    for action, when in _SPREADING.items():
        op.execute(f"CREATE TRIGGER spread_domain_{action} {when} EXECUTE FUNCTION spread_domain()")
    _note_assets("IF current_setting('pursight.spreading', true) = 'on' THEN RETURN NULL; END IF;")
    _watch()
    op.execute(_NOTE_OWNED)
    op.execute(
        "CREATE TRIGGER note_domains_of_owner AFTER UPDATE OF name ON person FOR EACH ROW"
        " WHEN (OLD.name IS DISTINCT FROM NEW.name) EXECUTE FUNCTION note_domains_of_owner()"
    )
    _note_rows()


def downgrade() -> None:
    """Take them away."""
    for action in _SPREADING:
        op.execute(f"DROP TRIGGER spread_domain_{action} ON annotation")
    op.execute("DROP FUNCTION spread_domain()")
    op.execute(_SET_PATH_ALONE)
    _note_assets("")
    for action in ("insert", "update", "delete"):
        op.execute(f"DROP TRIGGER sync_{action} ON domain")
    op.execute("DROP FUNCTION sync_note_domain()")
    op.execute("DROP TRIGGER note_domains_of_owner ON person")
    op.execute("DROP FUNCTION note_domains_of_owner()")
    op.drop_column("asset", "domain_id")
    for table in _BELONG:
        op.drop_column(table, "domain_id")
    op.drop_table("domain")
    _note_rows()


def _note_assets(first: str) -> None:
    """Note what changes of assets, as 0005 has it; but not that they lie in another domain now.

    Their rows say which domain is their own, and that is told with what people said of them.
    """
    op.execute(
        "CREATE OR REPLACE FUNCTION sync_note_asset() RETURNS trigger LANGUAGE plpgsql AS"
        f" $$ BEGIN {first} {_NOTE_ASSETS} RETURN NULL; END $$"
    )


def _watch() -> None:
    op.execute(
        "CREATE FUNCTION sync_note_domain() RETURNS trigger LANGUAGE plpgsql AS"
        f" $$ BEGIN {_NOTE.format(entity='domain', key='id', which='')} RETURN NULL; END $$"
    )
    for action, transition in (("insert", "NEW"), ("update", "NEW"), ("delete", "OLD")):
        op.execute(
            f"CREATE TRIGGER sync_{action} AFTER {action.upper()} ON domain"
            f" REFERENCING {transition} TABLE AS changed"
            " FOR EACH STATEMENT EXECUTE FUNCTION sync_note_domain()"
        )


def _note_rows() -> None:
    """Note rows of all organisations; the tables' owner may look past their policies."""
    for one in (*_ROWS, "sync_touched"):
        op.execute(f"ALTER TABLE {one} NO FORCE ROW LEVEL SECURITY")
    for table in _ROWS:
        op.execute(
            "INSERT INTO sync_touched (organisation_id, txid, entity, id)"  # noqa: S608  our names
            f" SELECT organisation_id, 0, '{table}', id FROM {table} ON CONFLICT DO NOTHING"
        )
    for one in (*_ROWS, "sync_touched"):
        op.execute(f"ALTER TABLE {one} FORCE ROW LEVEL SECURITY")
