"""BigQuery (sqlalchemy-bigquery over Google's client)."""

import json
from collections.abc import Iterator
from typing import Any

import pyarrow as pa
from sqlalchemy.engine import URL

from pursight_agent.connectors.warehouse.address import Address, misunderstood
from pursight_agent.connectors.warehouse.flavour import Flavour
from pursight_agent.push_down.kinds import Family, Kind
from pursight_agent.push_down.words import Aggregates

_MOST_BYTES = 100 << 30
"""What one statement may bill unless the address says otherwise: it fails before it runs."""


def quote(name: str) -> str:
    r"""Quote a name. SQLAlchemy's dialect lets a backtick in it end the quotes.

    >>> print(quote("a`b"))
    `a\`b`
    """
    return "`" + name.replace("\\", "\\\\").replace("`", "\\`") + "`"


def _connect(address: Address) -> tuple[URL, dict[str, Any]]:
    given = address.options.get("maximum_bytes_billed", str(_MOST_BYTES))
    if not given.isdigit():
        raise misunderstood("bigquery")
    arguments: dict[str, Any] = {"location": address.options.get("location")}
    if address.secret:
        try:
            arguments["credentials_info"] = json.loads(address.secret)
        except ValueError as error:
            raise misunderstood("bigquery") from error
    wanted = {"maximum_bytes_billed": given, "labels": "by:pursight-agent"}
    return URL.create(BIGQUERY.driver, host=address.host, query=wanted), arguments


def arrow_batches(connection: Any, statement: str, rows: int) -> Iterator[pa.RecordBatch]:
    """Run the job and take its rows as Arrow; over the storage API where that is installed."""
    client = connection._client  # noqa: SLF001  the DB-API connection has no public way to it
    result = client.query(statement).result(page_size=rows)
    for batch in result.to_arrow_iterable():
        yield from pa.Table.from_batches([batch]).to_batches(max_chunksize=rows)


_SCHEMA = "{catalog}.{region}.INFORMATION_SCHEMA"

BIGQUERY = Flavour(
    name="bigquery",
    driver="bigquery",
    module="sqlalchemy_bigquery",
    version="SELECT 'BigQuery'",
    tables=f"""
SELECT t.table_schema, t.table_name, t.table_type, o.option_value, s.total_rows, v.view_definition
FROM {_SCHEMA}.TABLES t
LEFT JOIN {_SCHEMA}.TABLE_OPTIONS o ON o.table_schema = t.table_schema
     AND o.table_name = t.table_name AND o.option_name = 'description'
LEFT JOIN {_SCHEMA}.TABLE_STORAGE s ON s.table_schema = t.table_schema
     AND s.table_name = t.table_name AND NOT s.deleted
LEFT JOIN {_SCHEMA}.VIEWS v ON v.table_schema = t.table_schema AND v.table_name = t.table_name
ORDER BY 1, 2""",  # noqa: S608  quoted
    columns=f"""
SELECT c.table_schema, c.table_name, c.column_name, c.ordinal_position, c.data_type, NULL, NULL,
       NULL, c.is_nullable, NULLIF(c.column_default, 'NULL'), f.description, c.is_generated
FROM {_SCHEMA}.COLUMNS c
LEFT JOIN {_SCHEMA}.COLUMN_FIELD_PATHS f ON f.table_schema = c.table_schema
     AND f.table_name = c.table_name AND f.field_path = c.column_name
ORDER BY 1, 2, 4""",  # noqa: S608
    own={
        "numeric": Kind(Family.DECIMAL, 38, 9),
        "bignumeric": Kind(Family.DECIMAL),
        "timestamp": Kind(Family.MOMENT_UTC),
        "datetime": Kind(Family.MOMENT),
    },
    sample="TABLESAMPLE SYSTEM ({percent} PERCENT)",
    quote=quote,
    connect=_connect,
    options=frozenset({"location", "maximum_bytes_billed"}),
    needs_password=False,
    arrow=arrow_batches,
    aggregates=Aggregates(
        distinct="APPROX_COUNT_DISTINCT({c})",
        # Its manual gives no number; HyperLogLog++ at its default precision of 15 has 0.6 %.
        # Source:
        # https://cloud.google.com/bigquery/docs/reference/standard-sql/hll_functions
        distinct_error=0.01,
        length="CHAR_LENGTH({c})",
        octets="BYTE_LENGTH({c})",
        total="SUM(CAST({c} AS BIGNUMERIC))",
        double="CAST({c} AS FLOAT64)",
        number="NOT IS_NAN({c})",
        finite="NOT (IS_NAN({c}) OR IS_INF({c}))",
    ),
    codes={401: "refused", 403: "denied", 404: "missing", 408: "timeout", 429: "busy"},
)
