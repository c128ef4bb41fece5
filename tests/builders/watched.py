"""A PostgreSQL database with many tables and a reader of its own, and what the server saw of it."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import psycopg
from psycopg.conninfo import conninfo_to_dict, make_conninfo

TABLES = """
CREATE SCHEMA stats;
CREATE EXTENSION pg_stat_statements SCHEMA stats;
DO $$ BEGIN
  FOR n IN 0..{last} LOOP
    EXECUTE format('CREATE TABLE t%s AS SELECT i AS id, ''p'' || i || ''@example.com'' AS email'
                   ' FROM generate_series(1, {rows}) i', lpad(n::text, 3, '0'));
  END LOOP;
END $$;
ANALYZE;
"""


@dataclass(frozen=True)
class Watched:
    """A database, the address of its reader, and the statistics of the reader's statements."""

    url: str
    owner: str

    def calls(self) -> dict[str, int]:
        """How often the reader's statements were carried out to their end, by text."""
        return {
            row[0]: row[1]
            for row in self.ask(
                "SELECT s.query, sum(s.calls)::int FROM stats.pg_stat_statements s"
                " JOIN pg_roles r ON r.oid = s.userid WHERE r.rolname = %s"
                " AND s.dbid = (SELECT oid FROM pg_database WHERE datname = current_database())"
                " GROUP BY 1",
                self.reader,
            )
        }

    def copies(self) -> dict[str, int]:
        """How often each table was read to its end, by its name."""
        return {
            text.rpartition('"."')[2].partition('"')[0]: count
            for text, count in self.calls().items()
            if text.startswith("COPY")
        }

    @property
    def reader(self) -> str:
        return str(conninfo_to_dict(self.url)["user"])

    def ask(self, statement: str, *values: object) -> list[Any]:
        with psycopg.connect(self.owner, autocommit=True) as connection:
            return connection.execute(statement.encode(), values or None).fetchall()


def watched(make_database: Callable[[str], str], *, tables: int, rows: int = 200) -> Watched:
    """Make the database; the reader's name is that of the database."""
    owner = make_database(TABLES.format(last=tables - 1, rows=rows))
    name = str(conninfo_to_dict(owner)["dbname"])
    with psycopg.connect(owner, autocommit=True) as connection:
        connection.execute(f"DROP ROLE IF EXISTS reader_{name}".encode())
        connection.execute(f"CREATE ROLE reader_{name} LOGIN PASSWORD 'r'".encode())
        connection.execute(f"GRANT SELECT ON ALL TABLES IN SCHEMA public TO reader_{name}".encode())
    parts = conninfo_to_dict(owner)
    url = f"postgresql://reader_{name}:r@{parts['host']}:{parts['port']}/{name}"
    conninfo_to_dict(make_conninfo(url))
    return Watched(url, owner)
