"""Amazon Redshift, spoken to as PostgreSQL through psycopg."""

from typing import Any

from sqlalchemy.engine import URL

from pursight_agent.connectors.warehouse.address import Address, plain_url
from pursight_agent.connectors.warehouse.flavour import Flavour
from pursight_agent.push_down.kinds import Family, Kind
from pursight_agent.push_down.words import Aggregates

_SYSTEM = "('information_schema', 'pg_catalog', 'pg_internal', 'pg_automv')"


def _connect(address: Address) -> tuple[URL, dict[str, Any]]:
    arguments: dict[str, Any] = {
        "client_encoding": "utf8",  # Redshift calls it UNICODE, which psycopg does not know
        "prepare_threshold": None,
        "connect_timeout": 20,
        "application_name": "pursight-agent",
        "sslmode": address.options.get("sslmode", "require"),
    }
    if certificates := address.options.get("sslrootcert"):
        arguments["sslrootcert"] = certificates
    url = plain_url(address, REDSHIFT.driver)
    return url, {"connect_args": arguments, "use_native_hstore": False}


REDSHIFT = Flavour(
    name="redshift",
    driver="postgresql+psycopg",
    module="psycopg",
    version="SELECT version()",
    tables=f"""
SELECT t.table_schema, t.table_name, t.table_type, t.remarks, i.tbl_rows, v.definition
FROM svv_tables t
LEFT JOIN svv_table_info i ON i.schema = t.table_schema AND i."table" = t.table_name
LEFT JOIN pg_views v ON v.schemaname = t.table_schema AND v.viewname = t.table_name
WHERE t.table_schema NOT IN {_SYSTEM}
ORDER BY 1, 2""",  # noqa: S608  no part of it comes from outside
    columns=f"""
SELECT table_schema, table_name, column_name, ordinal_position, data_type,
       character_maximum_length, numeric_precision, numeric_scale, is_nullable, column_default,
       remarks, 'NO'
FROM svv_columns
WHERE table_schema NOT IN {_SYSTEM}
ORDER BY 1, 2, 4""",  # noqa: S608
    keys=(
        """
SELECT c.table_schema, c.table_name, c.constraint_name,
       CASE c.constraint_type WHEN 'PRIMARY KEY' THEN 'P' WHEN 'UNIQUE' THEN 'U' ELSE 'F' END,
       k.column_name, k.ordinal_position, rk.table_schema, rk.table_name, rk.column_name
FROM information_schema.table_constraints c
JOIN information_schema.key_column_usage k ON k.constraint_schema = c.constraint_schema
     AND k.constraint_name = c.constraint_name AND k.table_name = c.table_name
LEFT JOIN information_schema.referential_constraints r
     ON r.constraint_schema = c.constraint_schema AND r.constraint_name = c.constraint_name
LEFT JOIN information_schema.key_column_usage rk
     ON rk.constraint_schema = r.unique_constraint_schema
     AND rk.constraint_name = r.unique_constraint_name AND rk.ordinal_position = k.ordinal_position
WHERE c.constraint_type IN ('PRIMARY KEY', 'UNIQUE', 'FOREIGN KEY')""",
    ),
    own={"super": Kind(Family.OTHER), "name": Kind(Family.TEXT)},
    begin=("SET statement_timeout = {milliseconds}",),
    connect=_connect,
    options=frozenset({"sslmode", "sslrootcert"}),
    variable="PGPASSWORD",
    aggregates=Aggregates(
        distinct="APPROXIMATE COUNT(DISTINCT {c})",
        # "A relative error of about 2 %". Source:
        # https://docs.aws.amazon.com/redshift/latest/dg/r_COUNT.html
        distinct_error=0.02,
        finite="{c} NOT IN ('NaN'::float8, 'Infinity'::float8, '-Infinity'::float8)",
        number="{c} <> 'NaN'::float8",
    ),
    codes={
        "28000": "refused",
        "28P01": "refused",
        "3D000": "missing",
        "3F000": "missing",
        "42501": "denied",
        "42P01": "missing",
        "55P03": "busy",
        "57014": "timeout",
        "53300": "busy",
    },
)
