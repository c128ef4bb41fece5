"""Databricks SQL with Unity Catalog (databricks-sqlalchemy over Databricks' own driver)."""

from collections.abc import Iterator
from typing import Any

import pyarrow as pa
from sqlalchemy.engine import URL

from pursight_agent.connectors.warehouse.address import Address, misunderstood
from pursight_agent.connectors.warehouse.flavour import Flavour
from pursight_agent.push_down.kinds import Family, Kind
from pursight_agent.push_down.words import Aggregates

_CATALOG = "{catalog}.information_schema"


def _connect(address: Address) -> tuple[URL, dict[str, Any]]:
    if "http_path" not in address.options:
        raise misunderstood("databricks")
    url = URL.create(
        DATABRICKS.driver,
        username="token",
        password=address.secret,
        host=address.host,
        port=address.port,
        query={
            "http_path": address.options["http_path"],
            "catalog": address.database,
            "schema": address.options.get("schema", "information_schema"),
        },
    )
    return url, {"connect_args": {"user_agent_entry": "pursight-agent"}}


def arrow_batches(connection: Any, statement: str, rows: int) -> Iterator[pa.RecordBatch]:
    """Fetch Arrow tables until one is empty."""
    with connection.cursor() as cursor:
        cursor.execute(statement)
        while True:
            table = cursor.fetchmany_arrow(rows)
            if not table.num_rows:
                return
            yield from table.to_batches(max_chunksize=rows)


DATABRICKS = Flavour(
    name="databricks",
    driver="databricks",
    module="databricks.sqlalchemy",
    version="SELECT current_version().dbsql_version",
    tables=f"""
SELECT t.table_schema, t.table_name, t.table_type, t.comment, NULL, v.view_definition
FROM {_CATALOG}.tables t
LEFT JOIN {_CATALOG}.views v ON v.table_schema = t.table_schema AND v.table_name = t.table_name
WHERE t.table_schema <> 'information_schema'
ORDER BY 1, 2""",  # noqa: S608  quoted
    columns=f"""
SELECT table_schema, table_name, column_name, ordinal_position, full_data_type, NULL, NULL, NULL,
       is_nullable, column_default, comment, is_generated
FROM {_CATALOG}.columns
WHERE table_schema <> 'information_schema'
ORDER BY 1, 2, 4""",  # noqa: S608
    keys=(
        f"""
SELECT c.constraint_schema, c.table_name, c.constraint_name,
       CASE c.constraint_type WHEN 'PRIMARY KEY' THEN 'P' WHEN 'UNIQUE' THEN 'U' ELSE 'F' END,
       k.column_name, k.ordinal_position, rk.table_schema, rk.table_name, rk.column_name
FROM {_CATALOG}.table_constraints c
JOIN {_CATALOG}.key_column_usage k ON k.constraint_schema = c.constraint_schema
     AND k.constraint_name = c.constraint_name
LEFT JOIN {_CATALOG}.referential_constraints r ON r.constraint_schema = c.constraint_schema
     AND r.constraint_name = c.constraint_name
LEFT JOIN {_CATALOG}.key_column_usage rk ON rk.constraint_schema = r.unique_constraint_schema
     AND rk.constraint_name = r.unique_constraint_name AND rk.ordinal_position = k.ordinal_position
WHERE c.constraint_type IN ('PRIMARY KEY', 'UNIQUE', 'FOREIGN KEY')""",  # noqa: S608
    ),
    own={"timestamp": Kind(Family.MOMENT_UTC)},
    sample="TABLESAMPLE ({percent} PERCENT) REPEATABLE (1)",
    begin=("SET STATEMENT_TIMEOUT = {seconds}",),
    connect=_connect,
    options=frozenset({"http_path", "schema"}),
    variable="DATABRICKS_TOKEN",
    arrow=arrow_batches,
    aggregates=Aggregates(
        distinct="approx_count_distinct({c})",
        # The default relative standard deviation. Source:
        # https://docs.databricks.com/sql/language-manual/functions/approx_count_distinct.html
        distinct_error=0.05,
        length="CHAR_LENGTH({c})",
        double="CAST({c} AS DOUBLE)",
        number="NOT isnan({c})",
        finite="(NOT isnan({c}) AND abs({c}) <> CAST('infinity' AS DOUBLE))",
    ),
    codes={
        "08001": "unreachable",
        "28000": "refused",
        "42501": "denied",
        "42P01": "missing",
        "42704": "missing",
        "57KD0": "timeout",
    },
)
