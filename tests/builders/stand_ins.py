"""Real engines that stand in for warehouses: descriptions of their dialects, for tests only."""

from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import duckdb
from sqlalchemy.dialects import registry
from sqlalchemy.engine import URL
from sqlalchemy.engine.default import DefaultDialect
from typing_extensions import override

from pursight_agent.connectors.warehouse.address import Address
from pursight_agent.connectors.warehouse.connector import WarehouseSource
from pursight_agent.connectors.warehouse.flavour import Flavour
from pursight_agent.connectors.warehouse.parsing import parse
from pursight_agent.push_down.kinds import Family, Kind
from pursight_agent.push_down.words import Aggregates


class DuckDialect(DefaultDialect):
    """As little as SQLAlchemy needs to speak to DuckDB."""

    name = "stand_in_duckdb"
    driver = "duckdb"
    supports_statement_cache = False

    @classmethod
    @override
    def import_dbapi(cls) -> Any:
        return duckdb

    @override
    def create_connect_args(self, url: URL) -> Any:
        return [url.database], {"read_only": True}

    @override
    def do_rollback(self, dbapi_connection: Any) -> None:
        """Nothing is open: each statement is its own transaction."""


registry.register("stand_in_duckdb", "tests.builders.stand_ins", "DuckDialect")

_POSTGRES_COLUMNS = """
SELECT n.nspname, c.relname, a.attname, a.attnum, format_type(a.atttypid, a.atttypmod),
       NULL, NULL, NULL, NOT a.attnotnull, NULL, col_description(c.oid, a.attnum),
       a.attgenerated <> ''
FROM pg_attribute a JOIN pg_class c ON c.oid = a.attrelid JOIN pg_namespace n
     ON n.oid = c.relnamespace
WHERE a.attnum > 0 AND NOT a.attisdropped AND c.relkind IN ('r', 'v', 'm')
  AND n.nspname NOT IN ('pg_catalog', 'information_schema', 'pg_toast')"""

POSTGRES = Flavour(
    name="postgres_stand_in",
    driver="postgresql+psycopg",
    module="psycopg",
    version="SELECT version()",
    tables="""
SELECT n.nspname, c.relname, CASE c.relkind WHEN 'v' THEN 'VIEW' WHEN 'm' THEN
       'MATERIALIZED VIEW' ELSE 'TABLE' END, obj_description(c.oid, 'pg_class'), c.reltuples::int8,
       CASE WHEN c.relkind IN ('v', 'm') THEN pg_get_viewdef(c.oid) END
FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
WHERE c.relkind IN ('r', 'v', 'm') AND n.nspname NOT IN ('pg_catalog', 'information_schema')""",
    columns=_POSTGRES_COLUMNS,
    keys=(
        """
SELECT n.nspname, c.relname, k.conname, upper(k.contype::text), a.attname, u.place, fn.nspname,
       fc.relname, fa.attname
FROM pg_constraint k CROSS JOIN LATERAL unnest(k.conkey, k.confkey)
     WITH ORDINALITY AS u (own, other, place)
JOIN pg_class c ON c.oid = k.conrelid JOIN pg_namespace n ON n.oid = c.relnamespace
JOIN pg_attribute a ON a.attrelid = c.oid AND a.attnum = u.own
LEFT JOIN pg_class fc ON fc.oid = k.confrelid LEFT JOIN pg_namespace fn ON fn.oid = fc.relnamespace
LEFT JOIN pg_attribute fa ON fa.attrelid = fc.oid AND fa.attnum = u.other
WHERE k.contype IN ('p', 'u', 'f')""",
    ),
    sample="TABLESAMPLE BERNOULLI ({percent}) REPEATABLE (1)",
    begin=("SET statement_timeout = {milliseconds}",),
    needs_password=False,
    billed=False,
    aggregates=Aggregates(
        total="SUM({c}::numeric)",
        double="{c}::float8",
        finite="{c} NOT IN ('NaN', 'Infinity', '-Infinity')",
        number="{c} <> 'NaN'",
    ),
)

SQLITE = Flavour(
    name="sqlite_stand_in",
    driver="sqlite",
    module="sqlite3",
    version="SELECT sqlite_version()",
    tables="SELECT 'main', name, type, NULL, NULL, CASE type WHEN 'view' THEN sql END "
    "FROM sqlite_master WHERE type IN ('table', 'view')",
    columns="SELECT 'main', m.name, c.name, c.cid + 1, c.type, NULL, NULL, NULL, "
    "NOT c.\"notnull\", c.dflt_value, NULL, 'NO' FROM sqlite_master m, pragma_table_info(m.name) c "
    "WHERE m.type IN ('table', 'view')",
    keys=(
        """
SELECT 'main', m.name, 'key', 'P', c.name, c.pk, NULL, NULL, NULL FROM sqlite_master m,
  pragma_table_info(m.name) c WHERE m.type = 'table' AND c.pk""",
    ),
    needs_password=False,
    billed=False,
    aggregates=Aggregates(
        total="SUM({c})",
        double="CAST({c} AS REAL)",
        octets="LENGTH(CAST({c} AS BLOB))",
        deviation="SQRT(MAX(AVG({x} * {x}) - AVG({x}) * AVG({x}), 0))",
        true="{c} = 1",
        number="{c} IS NOT NULL",
        finite="ABS({c}) < 9e999",
    ),
)

MARIADB = Flavour(
    name="mariadb_stand_in",
    driver="mysql+pymysql",
    module="pymysql",
    version="SELECT VERSION()",
    tables="SELECT table_schema, table_name, table_type, table_comment, NULL, NULL "
    "FROM information_schema.tables WHERE table_schema = DATABASE() AND table_type <> 'SEQUENCE'",
    columns="SELECT table_schema, table_name, column_name, ordinal_position, column_type, NULL, "
    "NULL, NULL, is_nullable, column_default, column_comment, NULL "
    "FROM information_schema.columns WHERE table_schema = DATABASE()",
    needs_password=False,
    options=frozenset({"unix_socket"}),
    connect=lambda address: (
        URL.create(
            "mysql+pymysql",
            username=address.user,
            password=address.secret,
            host=address.host,
            port=address.port,
            database=address.database,
            query={**address.options, "charset": "utf8mb4"},
        ),
        {},
    ),
    own={"double": Kind(Family.FLOAT), "tinyint": Kind(Family.INTEGER)},
    billed=False,
    aggregates=Aggregates(
        text="BINARY {c}",
        length="CHAR_LENGTH({c})",
        total="SUM(CAST({c} AS DECIMAL(65, 0)))",
        double="CAST({c} AS DOUBLE)",
    ),
)

DUCKDB = Flavour(
    name="duckdb_stand_in",
    driver="stand_in_duckdb",
    module="duckdb",
    version="SELECT version()",
    tables="SELECT table_schema, table_name, table_type, table_comment, NULL, NULL "
    "FROM information_schema.tables",
    columns="SELECT table_schema, table_name, column_name, ordinal_position, data_type, NULL, "
    "NULL, NULL, is_nullable, column_default, column_comment, 'NO' FROM information_schema.columns",
    needs_password=False,
    billed=False,
    own={"hugeint": Kind(Family.DECIMAL, 38, 0), "varchar": Kind(Family.TEXT)},
    aggregates=Aggregates(
        octets="OCTET_LENGTH({c})",
        double="{c}::DOUBLE",
        deviation="STDDEV_POP({x})",
        finite="isfinite({c})",
        number="NOT isnan({c})",
    ),
)


def opened(flavour: Flavour, url: str) -> WarehouseSource:
    """Open one by the URL that the engine itself is known by."""
    return WarehouseSource(flavour, parse(url, flavour, None))


def opened_file(flavour: Flavour, path: Path) -> WarehouseSource:
    """Open one that is a file."""
    address = Address(host="", port=None, user=None, database=str(path), options={}, secret=None)
    return WarehouseSource(flavour, address)


def as_redshift(url: str) -> str:
    """The address of a PostgreSQL as if Redshift were there."""
    parts = urlsplit(url)
    return parts._replace(scheme="redshift", query="sslmode=disable").geturl()
