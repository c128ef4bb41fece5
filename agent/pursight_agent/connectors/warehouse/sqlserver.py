"""SQL Server and Azure SQL (pymssql, or Microsoft's mssql-python)."""

from typing import Any

from sqlalchemy.engine import URL

from pursight_agent.connectors.warehouse.address import Address, plain_url
from pursight_agent.connectors.warehouse.flavour import Bound, Flavour
from pursight_agent.push_down.kinds import Family, Kind
from pursight_agent.push_down.words import Aggregates


def _connect(address: Address) -> tuple[URL, dict[str, Any]]:
    url = plain_url(address, SQLSERVER.driver)
    arguments = {
        "timeout": int(address.seconds),
        "login_timeout": 20,
        "appname": "pursight-agent",
        "tds_version": "7.4",
        "read_only": True,
    }
    if wanted := address.options.get("encryption"):
        arguments["encryption"] = wanted
    return url, {"connect_args": arguments}


SQLSERVER = Flavour(
    name="sqlserver",
    driver="mssql+pymssql",
    module="pymssql",
    version="SELECT CAST(SERVERPROPERTY('ProductVersion') AS nvarchar(128))",
    tables="""
SELECT s.name, o.name, CASE o.type WHEN 'V' THEN 'VIEW' WHEN 'U' THEN 'TABLE' END,
       CAST(x.value AS nvarchar(4000)),
       (SELECT SUM(p.rows) FROM sys.partitions p
        WHERE p.object_id = o.object_id AND p.index_id IN (0, 1)),
       m.definition
FROM sys.objects o
JOIN sys.schemas s ON s.schema_id = o.schema_id
LEFT JOIN sys.sql_modules m ON m.object_id = o.object_id
LEFT JOIN sys.extended_properties x ON x.class = 1 AND x.major_id = o.object_id
     AND x.minor_id = 0 AND x.name = 'MS_Description'
WHERE o.type IN ('U', 'V') AND o.is_ms_shipped = 0
ORDER BY s.name, o.name""",
    columns="""
SELECT s.name, o.name, c.name, c.column_id, t.name,
       CASE WHEN t.name IN ('nchar', 'nvarchar') AND c.max_length > 0 THEN c.max_length / 2
            ELSE c.max_length END,
       c.precision, c.scale, c.is_nullable, d.definition, CAST(x.value AS nvarchar(4000)),
       c.is_computed
FROM sys.columns c
JOIN sys.objects o ON o.object_id = c.object_id
JOIN sys.schemas s ON s.schema_id = o.schema_id
JOIN sys.types t ON t.system_type_id = c.system_type_id AND t.user_type_id = t.system_type_id
LEFT JOIN sys.default_constraints d ON d.object_id = c.default_object_id
LEFT JOIN sys.extended_properties x ON x.class = 1 AND x.major_id = c.object_id
     AND x.minor_id = c.column_id AND x.name = 'MS_Description'
WHERE o.type IN ('U', 'V') AND o.is_ms_shipped = 0
ORDER BY s.name, o.name, c.column_id""",
    keys=(
        """
SELECT s.name, o.name, k.name, CASE k.type WHEN 'PK' THEN 'P' ELSE 'U' END, c.name,
       i.key_ordinal, NULL, NULL, NULL
FROM sys.key_constraints k
JOIN sys.objects o ON o.object_id = k.parent_object_id
JOIN sys.schemas s ON s.schema_id = o.schema_id
JOIN sys.index_columns i ON i.object_id = k.parent_object_id AND i.index_id = k.unique_index_id
JOIN sys.columns c ON c.object_id = i.object_id AND c.column_id = i.column_id
UNION ALL
SELECT s.name, o.name, f.name, 'F', c.name, p.constraint_column_id, rs.name, ro.name, rc.name
FROM sys.foreign_keys f
JOIN sys.foreign_key_columns p ON p.constraint_object_id = f.object_id
JOIN sys.objects o ON o.object_id = f.parent_object_id
JOIN sys.schemas s ON s.schema_id = o.schema_id
JOIN sys.columns c ON c.object_id = p.parent_object_id AND c.column_id = p.parent_column_id
JOIN sys.objects ro ON ro.object_id = f.referenced_object_id
JOIN sys.schemas rs ON rs.schema_id = ro.schema_id
JOIN sys.columns rc ON rc.object_id = p.referenced_object_id
     AND rc.column_id = p.referenced_column_id""",
    ),
    own={
        "bit": Kind(Family.BOOLEAN),
        "timestamp": Kind(Family.BINARY),  # a row version, no moment
        "rowversion": Kind(Family.BINARY),
        "money": Kind(Family.DECIMAL, 19, 4),
        "smallmoney": Kind(Family.DECIMAL, 10, 4),
        "text": Kind(Family.OTHER),  # old large types can be read, but not compared
        "ntext": Kind(Family.OTHER),
        "image": Kind(Family.OTHER),
    },
    bound=Bound.TOP,
    sample="TABLESAMPLE SYSTEM ({percent} PERCENT) REPEATABLE (1)",
    begin=("SET LOCK_TIMEOUT 10000",),
    connect=_connect,
    options=frozenset({"encryption"}),
    variable="MSSQL_PASSWORD",
    billed=False,
    aggregates=Aggregates(
        count="COUNT_BIG({x})",
        distinct="APPROX_COUNT_DISTINCT({c})",
        # At most 2 % with a probability of 97 %: 2.17 standard errors. Source:
        # https://learn.microsoft.com/en-us/sql/t-sql/functions/approx-count-distinct-transact-sql
        distinct_error=0.0092,
        text="{c} COLLATE Latin1_General_100_BIN2",
        # LEN alone forgets blanks at the end.
        length="(LEN(CAST({c} AS nvarchar(max)) + N'.') - 1)",
        octets="DATALENGTH({c})",
        double="CAST({c} AS float)",
        deviation="STDEVP({x})",
        true="{c} = 1",
    ),
    codes={
        208: "missing",
        229: "denied",
        230: "denied",
        916: "denied",
        1205: "busy",
        1222: "busy",
        4060: "missing",
        18456: "refused",
        20003: "timeout",
        20009: "unreachable",
        20047: "unreachable",
    },
)
