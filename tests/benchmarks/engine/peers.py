"""Work that goes to a PostgreSQL, and what profilers of one question a query ask."""

from typing import Any


def metrics(name: str, type_: str) -> list[str]:
    """What such profilers ask of each column, one after the other."""
    column = '"' + name.replace('"', '""') + '"'
    asked = [f"count(*), count({column})", f"count(DISTINCT {column})"]
    asked += [f"sum(CASE WHEN {column} IS NULL THEN 1 ELSE 0 END)"]
    kind = type_.lower()
    if any(word in kind for word in ("char", "text")):
        asked += [f"{f}(length({column}))" for f in ("min", "max", "avg")]
    elif any(word in kind for word in ("int", "dec", "num", "double", "real", "float")):
        asked += [f"{f}({column})" for f in ("min", "max", "avg", "sum", "stddev_pop")]
        asked += [
            f"percentile_cont({share}) WITHIN GROUP (ORDER BY {column})"
            for share in (0.25, 0.5, 0.75)
        ]
    elif "bool" not in kind:
        asked += [f"{f}({column})" for f in ("min", "max")]
    return asked


def copy_binary(url: str, table: str) -> dict[str, Any]:
    """The whole table out by COPY BINARY, thrown away."""
    import psycopg

    size = 0
    statement = f"COPY {table} TO STDOUT (FORMAT binary)"
    with psycopg.connect(url) as connection, connection.cursor().copy(statement) as copy:
        for piece in copy:
            size += len(piece)
    return {"bytes": size}


def sql_metrics(url: str, table: str) -> dict[str, Any]:
    """A query per metric in PostgreSQL."""
    import psycopg

    asked = 0
    with psycopg.connect(url) as connection:
        described = connection.execute(
            "SELECT attname::text, format_type(atttypid, atttypmod) FROM pg_attribute "
            "WHERE attrelid = %s::regclass AND attnum > 0 AND NOT attisdropped",
            [table],
        ).fetchall()
        for name, type_ in described:
            for metric in metrics(name, type_):
                connection.execute(f"SELECT {metric} FROM {table}").fetchall()
                asked += 1
    return {"queries": asked}
