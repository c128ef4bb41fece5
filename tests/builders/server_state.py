"""What a server's database holds, read past row-level security: for tests that count effects."""

from typing import Any

import psycopg


class ServerState:
    """Counts and lists straight from the tables.

    Args:
        dsn: Of a superuser.
    """

    def __init__(self, dsn: str) -> None:
        self._dsn = dsn

    def rows(self, query: str, *values: Any) -> list[tuple[Any, ...]]:
        """Run a query of the test's own."""
        with psycopg.connect(self._dsn) as connection:
            return connection.execute(query, values).fetchall()  # type: ignore[arg-type]

    def count(self, table: str) -> int:
        """How many rows a table has, of all organisations."""
        return int(self.rows(f"SELECT count(*) FROM {table}")[0][0])

    def events(self, kind: str = "%") -> list[str]:
        """Kinds of events in their order."""
        found = self.rows("SELECT kind FROM event WHERE kind LIKE %s ORDER BY seq", kind)
        return [row[0] for row in found]

    def log_is_dense(self) -> bool:
        """Whether no number is missing or doubled in any organisation's log."""
        found = self.rows(
            "SELECT bool_and(events = seq AND newest = seq) FROM ("
            " SELECT h.seq, count(e.seq) AS events, coalesce(max(e.seq), 0) AS newest"
            " FROM log_head h LEFT JOIN event e USING (organisation_id) GROUP BY 1,"
            " h.organisation_id) t"
        )
        return bool(found[0][0])

    def everything(self) -> dict[str, int]:
        """Rows of every table: equal before and after means that nothing was done."""
        tables = self.rows(
            "SELECT relname FROM pg_class WHERE relkind = 'r'"
            " AND relnamespace = 'public'::regnamespace ORDER BY 1"
        )
        return {name: self.count(name) for (name,) in tables}
