"""Tenancy: every tenant table's key, its row-level security, and the narrow ways around it."""

from collections.abc import Mapping, Sequence
from typing import Any

from alembic.operations import Operations
from sqlalchemy import Column, ForeignKey, MetaData, PrimaryKeyConstraint, Table, Uuid

OWNER_ROLE = "pursight_owner"
"""Owns every table; signs in for migrations only."""

APP_ROLE = "pursight_app"
"""What the server signs in as: owns nothing, and row-level security holds for it."""

LOOKUP_ROLE = "pursight_lookup"
"""Cannot sign in; owns the few functions that must look before the organisation is known."""

_ALL_GRANTS = "SELECT, INSERT, UPDATE, DELETE"

NAMING = {
    "ix": "ix_%(table_name)s_%(column_0_N_name)s",
    "uq": "uq_%(table_name)s_%(column_0_N_name)s",
    "ck": "ck_%(table_name)s_%(constraint_name)s",
    "fk": "fk_%(table_name)s_%(column_0_N_name)s",
    "pk": "pk_%(table_name)s",
}

metadata = MetaData(naming_convention=NAMING)
"""Every table of the server; each domain adds its own in its `tables.py`."""


SEALED = {"sealed": True}
"""Given as `info` of a column that holds only what `fields.seal` made."""


def tenant_table(name: str, *columns: Any, key: Sequence[str] = ("id",)) -> Table:
    """Declare a table whose rows belong to organisations.

    Args:
        name: The table's name.
        columns: Its other columns, constraints and indexes. A foreign key to another tenant table
            must hold both parts: `ForeignKeyConstraint(["organisation_id", "x_id"],
            ["x.organisation_id", "x.id"])`.
        key: Columns that follow `organisation_id` in the primary key. `id` is added by itself.

    Returns:
        The table; `create_tenant_table` makes the same in a migration.
    """
    return Table(name, metadata, *_tenant_parts(name, columns, key))


def create_tenant_table(
    op: Operations | Any,
    name: str,
    *columns: Any,
    key: Sequence[str] = ("id",),
    grants: str = _ALL_GRANTS,
) -> None:
    """Create a tenant table in a migration, protected; takes what `tenant_table` takes."""
    op.create_table(name, *_tenant_parts(name, columns, key))
    protect(op, name, grants=grants)


def _tenant_parts(name: str, columns: Sequence[Any], key: Sequence[str]) -> list[Any]:
    parts: list[Any] = [
        Column("organisation_id", Uuid, ForeignKey("organisation.id"), nullable=False)
    ]
    if "id" in key and not any(isinstance(c, Column) and c.name == "id" for c in columns):
        parts.append(Column("id", Uuid, nullable=False))
    return [*parts, *columns, PrimaryKeyConstraint("organisation_id", *key, name=f"pk_{name}")]


def protect(
    op: Operations | Any,
    table: str,
    *,
    column: str = "organisation_id",
    grants: str = _ALL_GRANTS,
) -> None:
    """Make rows of a table visible to their organisation only, also for the table's owner.

    Args:
        op: Alembic's operations.
        table: The table.
        column: Which column names the organisation.
        grants: What the application role may do; rows of the log, say, may not be changed.
    """
    mine = f"{column} = current_organisation()"
    op.execute(f"ALTER TABLE {table} ENABLE ROW LEVEL SECURITY")
    op.execute(f"ALTER TABLE {table} FORCE ROW LEVEL SECURITY")
    op.execute(f"CREATE POLICY own_organisation ON {table} USING ({mine}) WITH CHECK ({mine})")
    op.execute(f"REVOKE ALL ON {table} FROM {APP_ROLE}")
    op.execute(f"GRANT {grants} ON {table} TO {APP_ROLE}")


def look_up(
    op: Operations | Any,
    name: str,
    *,
    takes: str,
    returns: str,
    query: str,
    reads: Mapping[str, Sequence[str]],
) -> None:
    """Make a function that reads across organisations: for what must be found before one is known.

    It runs as a role that cannot sign in and may read only the columns named here. Return ids and
    hashes, never more than the caller needs to go on inside the organisation.

    Args:
        op: Alembic's operations.
        name: The function's name.
        takes: Its parameters, as `the_agent uuid`.
        returns: Its result, as `TABLE (organisation_id uuid, id uuid)`.
        query: One SELECT; tables spelled with their schema (`public.agent`), since the function's
            search path is empty of all but the system's.
        reads: Tables and the columns of them that the query needs.
    """
    for table, columns in reads.items():
        op.execute(f"DROP POLICY IF EXISTS looked_up ON {table}")
        op.execute(f"CREATE POLICY looked_up ON {table} FOR SELECT TO {LOOKUP_ROLE} USING (true)")
        op.execute(f"GRANT SELECT ({', '.join(columns)}) ON {table} TO {LOOKUP_ROLE}")
    signature = f"{name}({', '.join(part.split()[1] for part in takes.split(',') if part.strip())})"
    op.execute(
        f"CREATE FUNCTION {name}({takes}) RETURNS {returns} LANGUAGE sql STABLE SECURITY DEFINER"
        f" SET search_path = pg_catalog, pg_temp AS $look_up$ {query} $look_up$"
    )
    op.execute(f"REVOKE ALL ON FUNCTION {signature} FROM PUBLIC")
    op.execute(f"GRANT EXECUTE ON FUNCTION {signature} TO {APP_ROLE}")
    op.execute(f"GRANT USAGE, CREATE ON SCHEMA public TO {LOOKUP_ROLE}")
    op.execute(f"ALTER FUNCTION {signature} OWNER TO {LOOKUP_ROLE}")
    op.execute(f"REVOKE CREATE ON SCHEMA public FROM {LOOKUP_ROLE}")
