"""Snowflake (snowflake-sqlalchemy over Snowflake's own driver)."""

from collections.abc import Iterator, Mapping
from typing import Any

import pyarrow as pa
from sqlalchemy.engine import URL

from pursight_agent.connectors.warehouse.address import Address, plain_url
from pursight_agent.connectors.warehouse.flavour import Flavour
from pursight_agent.push_down.kinds import Family, Kind
from pursight_agent.push_down.words import Aggregates


def _connect(address: Address) -> tuple[URL, dict[str, Any]]:
    wanted = {
        key: value
        for key, value in address.options.items()
        if key in {"warehouse", "role", "authenticator", "private_key_file"}
    }
    arguments: dict[str, Any] = {"login_timeout": 30, "client_session_keep_alive": False}
    arguments["session_parameters"] = {
        "QUERY_TAG": "pursight-agent",
        "STATEMENT_TIMEOUT_IN_SECONDS": max(1, int(address.seconds)),
    }
    if "host" in address.options:  # a private link, or a stand-in
        arguments |= {"host": address.options["host"], "account": address.host}
        arguments["protocol"] = address.options.get("protocol", "https")
        if address.port:
            arguments["port"] = address.port
    url = plain_url(address, SNOWFLAKE.driver).set(port=None).update_query_dict(wanted)
    return url, {"connect_args": arguments}


def arrow_batches(connection: Any, statement: str, rows: int) -> Iterator[pa.RecordBatch]:
    """Take the result as the Arrow that travelled."""
    with connection.cursor() as cursor:
        cursor.execute(statement)
        for table in cursor.fetch_arrow_batches():
            yield from table.to_batches(max_chunksize=rows)


def _key(number: int, row: Mapping[str, Any]) -> tuple[Any, ...]:
    """Make a row of keys of `SHOW PRIMARY KEYS`, `SHOW UNIQUE KEYS` or `SHOW IMPORTED KEYS`."""
    if number < 2:
        kind = "PU"[number]
        where = (row["schema_name"], row["table_name"], row["constraint_name"])
        return (*where, kind, row["column_name"], row["key_sequence"], None, None, None)
    own = (row["fk_schema_name"], row["fk_table_name"], row["fk_name"], "F", row["fk_column_name"])
    other = (row["pk_schema_name"], row["pk_table_name"], row["pk_column_name"])
    return (*own, row["key_sequence"], *other)


SNOWFLAKE = Flavour(
    name="snowflake",
    driver="snowflake",
    module="snowflake.sqlalchemy",
    version="SELECT CURRENT_VERSION()",
    tables="""
SELECT t.table_schema, t.table_name, t.table_type, t.comment, t.row_count, v.view_definition
FROM {catalog}.information_schema.tables t
LEFT JOIN {catalog}.information_schema.views v
     ON v.table_schema = t.table_schema AND v.table_name = t.table_name
WHERE t.table_schema <> 'INFORMATION_SCHEMA'
ORDER BY 1, 2""",
    columns="""
SELECT table_schema, table_name, column_name, ordinal_position, data_type,
       character_maximum_length, numeric_precision, numeric_scale, is_nullable, column_default,
       comment, 'NO'
FROM {catalog}.information_schema.columns
WHERE table_schema <> 'INFORMATION_SCHEMA'
ORDER BY 1, 2, 4""",
    keys=(
        "SHOW PRIMARY KEYS IN DATABASE {catalog}",
        "SHOW UNIQUE KEYS IN DATABASE {catalog}",
        "SHOW IMPORTED KEYS IN DATABASE {catalog}",
    ),
    key_rows=_key,
    own={"number": Kind(Family.DECIMAL, 38, 0), "int": Kind(Family.DECIMAL, 38, 0)},
    sample="SAMPLE SYSTEM ({percent}) SEED (1)",
    connect=_connect,
    options=frozenset(
        {"warehouse", "role", "authenticator", "private_key_file", "host", "protocol"}
    ),
    variable="SNOWFLAKE_PASSWORD",
    arrow=arrow_batches,
    aggregates=Aggregates(
        distinct="APPROX_COUNT_DISTINCT({c})",
        # "An average relative error of 1.62338 %". Source:
        # https://docs.snowflake.com/en/user-guide/querying-approximate-cardinality
        distinct_error=0.0162338,
        total="SUM({c})",
        double="CAST({c} AS DOUBLE)",
        number="{c} <> 'NaN'::FLOAT",
        finite="{c} NOT IN ('NaN'::FLOAT, 'inf'::FLOAT, '-inf'::FLOAT)",
    ),
    codes={
        604: "timeout",
        630: "timeout",
        2003: "missing",
        2043: "missing",
        3001: "denied",
        250001: "unreachable",
        250003: "unreachable",
        251001: "refused",
        251006: "password",
        390100: "refused",
        390144: "refused",
    },
)
