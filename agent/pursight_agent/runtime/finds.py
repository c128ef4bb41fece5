"""Where rare finds lie, kept in the agent's folder for its owner; never sent anywhere."""

import json
from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from pursight.contracts.agents import Job
from pursight.contracts.scans import TableFacts
from pursight.engine.places import FoundCells, FoundRow
from pursight_agent.runtime.database import LocalDatabase, StoreBroken, set_aside_if_broken
from pursight_agent.source import qualified

FILE_NAME = "finds.db"
MOST_ROWS = 100_000
"""So many rows are kept of one source; what is beyond them is only counted."""

_SCHEMA = """
PRAGMA secure_delete = ON;
CREATE TABLE IF NOT EXISTS find (
    alias TEXT NOT NULL, table_name TEXT NOT NULL, column_name TEXT NOT NULL, label TEXT NOT NULL,
    count INTEGER NOT NULL, key_columns TEXT NOT NULL, rows TEXT NOT NULL, kept INTEGER NOT NULL,
    scanned_at TEXT NOT NULL, PRIMARY KEY (alias, table_name, column_name, label)
) STRICT;
"""


@dataclass(frozen=True, slots=True)
class KeptFind:
    """Few cells of a column that hold something else than the rest, as last seen."""

    table: str
    found: FoundCells
    scanned_at: datetime


class FindStore:
    """The finds of all sources in one file that only its owner may read.

    Args:
        directory: The agent's.
    """

    def __init__(self, directory: Path) -> None:
        self._database = LocalDatabase(directory / FILE_NAME, _SCHEMA)

    def replace(
        self, alias: str, table: str, found: tuple[FoundCells, ...], scanned_at: datetime
    ) -> None:
        """Forget what is known of a table and keep this instead, in one step."""
        at = scanned_at.astimezone(UTC).isoformat()
        with self._database.transaction() as connection:
            connection.execute(
                "DELETE FROM find WHERE alias = ? AND table_name = ?", (alias, table)
            )
            (stored,) = connection.execute(
                "SELECT coalesce(sum(kept), 0) FROM find WHERE alias = ?", (alias,)
            ).fetchone()
            for one in found:
                rows = one.rows[: max(0, MOST_ROWS - stored)]
                stored += len(rows)
                spelled = json.dumps([[row.row, list(row.key)] for row in rows])
                connection.execute(
                    "INSERT OR REPLACE INTO find VALUES (?,?,?,?,?,?,?,?,?)",
                    (
                        alias,
                        table,
                        one.column,
                        one.label,
                        one.count,
                        json.dumps(one.key_columns),
                        spelled,
                        len(rows),
                        at,
                    ),
                )

    def keep_only(self, alias: str, tables: set[str]) -> None:
        """Forget the tables that a source has no longer."""
        with self._database.transaction() as connection:
            known = connection.execute(
                "SELECT DISTINCT table_name FROM find WHERE alias = ?", (alias,)
            ).fetchall()
            connection.executemany(
                "DELETE FROM find WHERE alias = ? AND table_name = ?",
                [(alias, name) for (name,) in known if name not in tables],
            )

    def forget(self, alias: str) -> None:
        """Drop all that is known of a source."""
        with self._database.transaction() as connection:
            connection.execute("DELETE FROM find WHERE alias = ?", (alias,))

    def read(self, alias: str, table: str | None = None) -> list[KeptFind]:
        """List a source's finds, by table, column and label.

        Args:
            alias: The source's.
            table: Qualified name, or the name alone; None for all.
        """
        with self._database.reading() as connection:
            rows = connection.execute(
                "SELECT * FROM find WHERE alias = ? ORDER BY table_name, column_name, label",
                (alias,),
            ).fetchall()
        return [
            KeptFind(
                table=row["table_name"],
                found=FoundCells(
                    column=row["column_name"],
                    label=row["label"],
                    count=row["count"],
                    key_columns=tuple(json.loads(row["key_columns"])),
                    rows=tuple(FoundRow(n, tuple(key)) for n, key in json.loads(row["rows"])),
                ),
                scanned_at=datetime.fromisoformat(row["scanned_at"]),
            )
            for row in rows
            if table is None
            or row["table_name"] == table
            or row["table_name"].endswith(f".{table}")
        ]

    def close(self) -> None:
        """Let go of the file."""
        self._database.close()


class Finds:
    """What one scan keeps; with no store it keeps nothing."""

    def __init__(self, store: FindStore | None, alias: str, scanned_at: datetime) -> None:
        self._store, self._alias, self._at = store, alias, scanned_at

    def keep(self, facts: TableFacts, found: tuple[FoundCells, ...], complete: bool) -> None:
        """Replace what is known of a table.

        A table of which only a part was read does not lose what an earlier scan found in it.
        """
        if self._store is not None and (found or complete):
            table = qualified(facts.schema_name, facts.name)
            self._store.replace(self._alias, table, found, self._at)

    def keep_only(self, tables: set[str]) -> None:
        """Forget the tables that the source has no longer."""
        if self._store is not None:
            self._store.keep_only(self._alias, tables)


@contextmanager
def open_finds(directory: str, job: Job, now: datetime) -> Iterator[Finds]:
    """Open the store for one scan; a damaged file is set aside for a fresh one.

    Args:
        directory: The agent's; empty keeps nothing.
        job: The scan.
        now: When it began.
    """
    if not directory:
        yield Finds(None, job.alias, now)
        return
    path = Path(directory) / FILE_NAME
    try:
        store = FindStore(Path(directory))
    except StoreBroken:
        set_aside_if_broken(path, now.astimezone(UTC).strftime("%Y%m%dT%H%M%S"))
        store = FindStore(Path(directory))
    with closing(store):
        yield Finds(store, job.alias, now)
