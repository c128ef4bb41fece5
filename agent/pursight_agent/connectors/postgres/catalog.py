"""What PostgreSQL's catalog says, in a constant number of statements however many tables."""

from collections import defaultdict
from dataclasses import dataclass, field
from typing import Any, LiteralString

import psycopg
from psycopg import sql
from psycopg.rows import namedtuple_row

_USERS = sql.SQL(
    "n.nspname NOT IN ('pg_catalog', 'information_schema') AND n.nspname !~ '^pg_toast' "
    "AND n.nspname !~ '^pg_temp'"
)
_KINDS = sql.SQL("c.relkind IN ('r', 'p', 'f', 'v', 'm')")

_SCHEMAS: LiteralString = """
SELECT n.nspname::text AS name, obj_description(n.oid, 'pg_namespace') AS comment,
       has_schema_privilege(n.oid, 'USAGE') AS usable
FROM pg_namespace n WHERE {users} ORDER BY 1"""

_RELATIONS: LiteralString = """
SELECT c.oid::int8 AS oid, n.nspname::text AS schema, c.relname::text AS name,
       c.relkind::text AS kind, c.relispartition AS is_partition, c.reltuples::float8 AS estimate,
       CASE WHEN c.relispartition THEN i.inhparent::int8 END AS parent,
       pn.nspname::text AS parent_schema, pc.relname::text AS parent_name,
       obj_description(c.oid, 'pg_class') AS comment,
       CASE WHEN c.relkind IN ('v', 'm')
            THEN encode(sha256(convert_to(pg_get_viewdef(c.oid, true), 'UTF8')), 'hex') END
           AS view_sha256,
       has_schema_privilege(n.oid, 'USAGE') AS usable,
       has_table_privilege(c.oid, 'SELECT') AS readable,
       has_any_column_privilege(c.oid, 'SELECT') AS partly,
       row_security_active(c.oid) AS filtered,
       c.relkind <> 'm' OR c.relispopulated AS populated
FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
LEFT JOIN pg_inherits i ON i.inhrelid = c.oid AND c.relispartition
LEFT JOIN pg_class pc ON pc.oid = i.inhparent
LEFT JOIN pg_namespace pn ON pn.oid = pc.relnamespace
WHERE {users} AND {kinds} ORDER BY 2, 3"""

_COLUMNS: LiteralString = """
SELECT a.attrelid::int8 AS relation, a.attname::text AS name,
       format_type(a.atttypid, a.atttypmod) AS type,
       a.attnotnull OR (t.typtype = 'd' AND t.typnotnull) AS required,
       pg_get_expr(d.adbin, d.adrelid) AS default,
       a.attidentity::text AS identity, {generated} AS generated,
       col_description(a.attrelid, a.attnum) AS comment,
       CASE WHEN t.typtype = 'd' THEN {base} ELSE a.atttypid END::int8 AS type_oid,
       CASE WHEN t.typtype = 'd' THEN t.typtypmod ELSE a.atttypmod END AS modifier,
       has_table_privilege(a.attrelid, 'SELECT')
           OR has_column_privilege(a.attrelid, a.attnum, 'SELECT') AS readable
FROM pg_attribute a
JOIN pg_class c ON c.oid = a.attrelid JOIN pg_namespace n ON n.oid = c.relnamespace
JOIN pg_type t ON t.oid = a.atttypid
LEFT JOIN pg_attrdef d ON d.adrelid = a.attrelid AND d.adnum = a.attnum
WHERE {users} AND {kinds} AND a.attnum > 0 AND NOT a.attisdropped
ORDER BY a.attrelid, a.attnum"""

_BASE: LiteralString = """(
    WITH RECURSIVE base AS (
        SELECT t.typbasetype AS oid
        UNION ALL
        SELECT b.typbasetype FROM base JOIN pg_type b ON b.oid = base.oid AND b.typtype = 'd'
    ) SELECT base.oid FROM base JOIN pg_type b ON b.oid = base.oid AND b.typtype <> 'd')"""

_CONSTRAINTS: LiteralString = """
SELECT k.conrelid::int8 AS relation, k.conname::text AS name, k.contype::text AS kind,
       (SELECT array_agg(attname::text ORDER BY place)
        FROM unnest(k.conkey) WITH ORDINALITY key(number, place)
        JOIN pg_attribute ON attrelid = k.conrelid AND attnum = number) AS columns,
       fn.nspname::text AS ref_schema, fc.relname::text AS ref_table,
       (SELECT array_agg(attname::text ORDER BY place)
        FROM unnest(k.confkey) WITH ORDINALITY key(number, place)
        JOIN pg_attribute ON attrelid = k.confrelid AND attnum = number) AS ref_columns
FROM pg_constraint k
JOIN pg_class c ON c.oid = k.conrelid JOIN pg_namespace n ON n.oid = c.relnamespace
LEFT JOIN pg_class fc ON fc.oid = k.confrelid LEFT JOIN pg_namespace fn ON fn.oid = fc.relnamespace
WHERE {users} AND k.contype IN ('p', 'u', 'f') ORDER BY k.conrelid, k.contype, k.conname"""

_INDEXES: LiteralString = """
SELECT x.indrelid::int8 AS relation, i.relname::text AS name, x.indisunique AS unique,
       (SELECT array_agg(coalesce(a.attname::text, '(expression)') ORDER BY place)
        FROM unnest(x.indkey::int2[]) WITH ORDINALITY key(number, place)
        LEFT JOIN pg_attribute a ON a.attrelid = x.indrelid AND a.attnum = number AND number <> 0
        WHERE place <= x.indnkeyatts) AS columns
FROM pg_index x JOIN pg_class i ON i.oid = x.indexrelid
JOIN pg_class c ON c.oid = x.indrelid JOIN pg_namespace n ON n.oid = c.relnamespace
WHERE {users} AND {kinds} ORDER BY 1, 2"""


@dataclass(frozen=True, slots=True)
class Catalog:
    """Rows of the catalog, by the oid of their relation."""

    schemas: list[Any]
    relations: list[Any]
    columns: dict[int, list[Any]] = field(default_factory=dict)
    constraints: dict[int, list[Any]] = field(default_factory=dict)
    indexes: dict[int, list[Any]] = field(default_factory=dict)


def read_catalog(connection: psycopg.Connection[Any]) -> Catalog:
    """Ask the five questions."""
    generated = "a.attgenerated::text" if connection.info.server_version >= 120_000 else "''"
    parts = {
        "users": _USERS,
        "kinds": _KINDS,
        "base": sql.SQL(_BASE),
        "generated": sql.SQL(generated),
    }

    def ask(statement: LiteralString) -> list[Any]:
        with connection.cursor(row_factory=namedtuple_row) as cursor:
            return cursor.execute(sql.SQL(statement).format(**parts)).fetchall()

    return Catalog(
        ask(_SCHEMAS),
        ask(_RELATIONS),
        _by_relation(ask(_COLUMNS)),
        _by_relation(ask(_CONSTRAINTS)),
        _by_relation(ask(_INDEXES)),
    )


def _by_relation(rows: list[Any]) -> dict[int, list[Any]]:
    found: dict[int, list[Any]] = defaultdict(list)
    for row in rows:
        found[row.relation].append(row)
    return found
