"""Oracle Database (python-oracledb, thin: no client libraries)."""

from collections.abc import Iterator
from typing import Any

import pyarrow as pa
from sqlalchemy.engine import URL

from pursight_agent.connectors.warehouse.address import Address, plain_url
from pursight_agent.connectors.warehouse.flavour import Bound, Flavour
from pursight_agent.push_down.kinds import Family, Kind
from pursight_agent.push_down.words import Aggregates

_OURS = """(SELECT username FROM all_users WHERE oracle_maintained = 'N')"""


def _connect(address: Address) -> tuple[URL, dict[str, Any]]:
    url = plain_url(address, ORACLE.driver)
    if address.database:
        url = url.set(database="", query={"service_name": address.database})
    arguments = {"tcp_connect_timeout": 20.0}
    if address.options.get("protocol") == "tcps":
        arguments["protocol"] = "tcps"  # type: ignore[assignment]
    return url, {"connect_args": arguments}


def _opened(connection: Any, address: Address) -> None:
    connection.call_timeout = max(1, int(address.seconds * 1000))  # of one round trip


def arrow_batches(connection: Any, statement: str, rows: int) -> Iterator[pa.RecordBatch]:
    """Fetch data frames, which are Arrow underneath."""
    for frame in connection.fetch_df_batches(statement, size=rows):
        yield from pa.table(frame).to_batches()


ORACLE = Flavour(
    name="oracle",
    driver="oracle+oracledb",
    module="oracledb",
    version="SELECT MAX(version) FROM product_component_version",
    tables=f"""
SELECT t.owner, t.table_name, CASE WHEN t.external = 'YES' THEN 'EXTERNAL' ELSE 'TABLE' END,
       m.comments, t.num_rows, NULL
FROM all_tables t
LEFT JOIN all_tab_comments m ON m.owner = t.owner AND m.table_name = t.table_name
WHERE t.owner IN {_OURS} AND t.nested = 'NO' AND t.secondary = 'N' AND t.dropped = 'NO'
  AND NOT EXISTS (SELECT 1 FROM all_mviews w
                  WHERE w.owner = t.owner AND w.mview_name = t.table_name)
UNION ALL
SELECT v.owner, v.view_name, 'VIEW', m.comments, NULL, v.text_vc
FROM all_views v
LEFT JOIN all_tab_comments m ON m.owner = v.owner AND m.table_name = v.view_name
WHERE v.owner IN {_OURS}
UNION ALL
SELECT w.owner, w.mview_name, 'MATERIALIZED VIEW', m.comments, NULL, NULL
FROM all_mviews w
LEFT JOIN all_mview_comments m ON m.owner = w.owner AND m.mview_name = w.mview_name
WHERE w.owner IN {_OURS}""",  # noqa: S608  no part of it comes from outside
    columns=f"""
SELECT c.owner, c.table_name, c.column_name, c.column_id, c.data_type, c.char_length,
       c.data_precision, c.data_scale, c.nullable, NULL, m.comments, c.virtual_column
FROM all_tab_cols c
LEFT JOIN all_col_comments m ON m.owner = c.owner AND m.table_name = c.table_name
     AND m.column_name = c.column_name
WHERE c.owner IN {_OURS} AND c.hidden_column = 'NO'
ORDER BY c.owner, c.table_name, c.column_id""",  # noqa: S608
    keys=(
        f"""
SELECT k.owner, k.table_name, k.constraint_name, CASE k.constraint_type WHEN 'R' THEN 'F'
       ELSE k.constraint_type END, c.column_name, c.position, r.owner, r.table_name, rc.column_name
FROM all_constraints k
JOIN all_cons_columns c ON c.owner = k.owner AND c.constraint_name = k.constraint_name
LEFT JOIN all_constraints r ON r.owner = k.r_owner AND r.constraint_name = k.r_constraint_name
LEFT JOIN all_cons_columns rc ON rc.owner = r.owner AND rc.constraint_name = r.constraint_name
     AND rc.position = c.position
WHERE k.constraint_type IN ('P', 'U', 'R') AND k.owner IN {_OURS}""",  # noqa: S608
    ),
    own={
        "date": Kind(Family.MOMENT),  # it has hours, minutes and seconds
        "float": Kind(Family.FLOAT),
        "long": Kind(Family.OTHER),
        "longraw": Kind(Family.OTHER),
        "blob": Kind(Family.OTHER),
        "clob": Kind(Family.OTHER),
        "nclob": Kind(Family.OTHER),
        "integer": Kind(Family.DECIMAL, 38, 0),
    },
    bound=Bound.FETCH,
    sample="SAMPLE ({percent}) SEED (1)",
    begin=("SET TRANSACTION READ ONLY",),
    opened=_opened,
    snapshot=True,
    connect=_connect,
    options=frozenset({"service_name", "protocol"}),
    variable="ORACLE_PASSWORD",
    arrow=arrow_batches,
    billed=False,
    aggregates=Aggregates(
        distinct="APPROX_COUNT_DISTINCT({c})",
        # Above 97 % accurate with a confidence of 95 %: 3 % are 1.96 standard errors. Oracle's
        # manual gives no number; it is what Oracle presented with release 12.1.0.2.
        distinct_error=0.0153,
        text="NLSSORT({c}, 'NLS_SORT=BINARY')",
        octets="UTL_RAW.LENGTH({c})",
        total="SUM({c})",
        double="CAST({c} AS BINARY_DOUBLE)",
        number="{c} IS NOT NAN",
        finite="({c} IS NOT NAN AND {c} IS NOT INFINITE)",
        true="{c}",
    ),
    codes={
        54: "busy",
        942: "missing",
        1005: "password",
        1013: "timeout",
        1017: "refused",
        1031: "denied",
        1045: "denied",
        3136: "unreachable",
        4063: "object",
        12154: "missing",
        12514: "missing",
        12541: "unreachable",
        28000: "refused",
        "DPY-4011": "unreachable",
        "DPY-4024": "timeout",
        "DPY-6001": "missing",
        "DPY-6005": "unreachable",
    },
)
