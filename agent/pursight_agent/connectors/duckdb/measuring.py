"""DuckDB's words for push-down; functions by their full names, as a database may have its own."""

from pursight_agent.push_down.kinds import Family
from pursight_agent.push_down.words import Aggregates

WORDS = Aggregates(
    functions="system.main.",
    count="system.main.count({x})",
    distinct="system.main.count(DISTINCT {c})",
    total_decimal="system.main.sum({c})",
    total="system.main.sum(CAST({c} AS HUGEINT))",
    length="system.main.length({c})",
    octets="system.main.octet_length({c})",
    double="CAST({c} AS DOUBLE)",
    deviation="system.main.stddev_pop({x})",
    finite="system.main.isfinite({c})",
    number="NOT system.main.isnan({c})",
    dialect="postgresql",
    literals={
        Family.DATE: "DATE '{v}'",
        Family.TIME: "TIME '{v}'",
        Family.MOMENT: "TIMESTAMP '{v}'",
        Family.MOMENT_UTC: "TIMESTAMPTZ '{v}+00'",
        Family.DECIMAL: "CAST('{v}' AS DECIMAL(38, {s}))",
        Family.FLOAT: "CAST('{v}' AS DOUBLE)",
    },
    pattern="system.main.regexp_matches({x}, {p})",
    re2=True,
)
