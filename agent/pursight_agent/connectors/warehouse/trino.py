"""Trino (and Starburst), through Trino's own client."""

from typing import Any

from sqlalchemy.engine import URL

from pursight_agent.connectors.warehouse.address import Address, misunderstood, plain_url
from pursight_agent.connectors.warehouse.flavour import Flavour
from pursight_agent.push_down.kinds import Family, Kind
from pursight_agent.push_down.words import Aggregates

_CATALOG = "{catalog}.information_schema"


def _connect(address: Address) -> tuple[URL, dict[str, Any]]:
    if not address.database:
        raise misunderstood("trino")
    arguments: dict[str, Any] = {
        "source": "pursight-agent",
        "http_scheme": address.options.get("scheme") or ("https" if address.secret else "http"),
        "session_properties": {"query_max_run_time": f"{max(1, int(address.seconds))}s"},
        "request_timeout": 30.0,
    }
    if address.options.get("verify"):
        arguments["verify"] = address.options["verify"]
    return plain_url(address, TRINO.driver), {"connect_args": arguments}


TRINO = Flavour(
    name="trino",
    driver="trino",
    module="trino.sqlalchemy",
    version="SELECT version()",
    tables=f"""
SELECT t.table_schema, t.table_name, t.table_type, m.comment, NULL, v.view_definition
FROM {_CATALOG}.tables t
LEFT JOIN {_CATALOG}.views v ON v.table_schema = t.table_schema AND v.table_name = t.table_name
LEFT JOIN system.metadata.table_comments m ON m.catalog_name = t.table_catalog
     AND m.schema_name = t.table_schema AND m.table_name = t.table_name
WHERE t.table_schema <> 'information_schema'
ORDER BY 1, 2""",  # noqa: S608  quoted
    columns=f"""
SELECT table_schema, table_name, column_name, ordinal_position, data_type, NULL, NULL, NULL,
       is_nullable, column_default, NULL, 'NO'
FROM {_CATALOG}.columns
WHERE table_schema <> 'information_schema'
ORDER BY 1, 2, 4""",  # noqa: S608
    own={"json": Kind(Family.OTHER), "char": Kind(Family.TEXT)},
    sample="TABLESAMPLE BERNOULLI ({percent})",
    connect=_connect,
    options=frozenset({"scheme", "verify"}),
    variable="TRINO_PASSWORD",
    needs_password=False,
    aggregates=Aggregates(
        distinct="approx_distinct({c})",
        # "A standard error of 2.3 %". Source: Trino's manual, aggregate functions, approx_distinct
        distinct_error=0.023,
        octets="length({c})",
        double="CAST({c} AS DOUBLE)",
        deviation="stddev_pop({x})",
        number="NOT is_nan({c})",
        finite="is_finite({c})",
    ),
    codes={
        "ACCESS_DENIED": "denied",
        "PERMISSION_DENIED": "denied",
        "PERMISSION_DENIED_QUERY": "denied",
        "TABLE_NOT_FOUND": "missing",
        "SCHEMA_NOT_FOUND": "missing",
        "CATALOG_NOT_FOUND": "missing",
        "EXCEEDED_TIME_LIMIT": "timeout",
        "ADMINISTRATIVELY_KILLED": "timeout",
        "QUERY_QUEUE_FULL": "busy",
        "CLUSTER_OUT_OF_MEMORY": "busy",
        "SERVER_STARTING_UP": "busy",
    },
)
