"""`pursight scan --resume`: killed in the middle, the same command goes on at the table in hand."""

import json
import os
import signal
import sqlite3
import subprocess
import sys
import time
from collections.abc import Callable
from contextlib import closing, suppress
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import psycopg
import pytest
from tests.builders.watched import Watched, watched

from pursight.clock import StoppedClock
from pursight.contracts.scans import ScanDocument
from pursight_agent.runtime.kept_scan import KEPT_FOR, KeptScan
from pursight_agent.scanning.finished import Mark
from pursight_agent.scanning.scan import NOTHING_KEPT

TABLES = 14
SLOW = ("--share", "0.04")
NOW = datetime(2026, 11, 22, tzinfo=UTC)


@pytest.fixture
def database(make_database: Callable[[str], str]) -> Watched:
    return watched(make_database, tables=TABLES, rows=400)


class Home:
    """Folders of one user, in which scans are started."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.kept_in = folder / "data" / "pursight" / "scans"

    def start(self, url: str, *options: str) -> "subprocess.Popen[str]":
        given = {"XDG_DATA_HOME": self.folder / "data", "XDG_CACHE_HOME": self.folder / "cache"}
        return subprocess.Popen(
            [
                sys.executable,
                "-m",
                "pursight",
                "scan",
                url,
                "--include",
                "public.t0*",
                "--no-language",
                "--resume",
                *options,
            ],
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
            env={**os.environ, **{name: str(path) for name, path in given.items()}},
        )

    def kept(self) -> list[str]:
        """Names of the tables on disk."""
        names: list[str] = []
        for path in self.kept_in.glob("*.db"):
            with suppress(sqlite3.Error), closing(sqlite3.connect(path)) as connection:
                names += [row[0] for row in connection.execute("SELECT name FROM kept")]
        return sorted(name.removeprefix("public.") for name in names)

    def scan_and_kill(self, url: str, tables: int) -> list[str]:
        process = self.start(url, *SLOW)
        until = time.monotonic() + 90
        while len(self.kept()) < tables:
            assert process.poll() is None, process.communicate()
            assert time.monotonic() < until, "nothing was kept"
            time.sleep(0.02)
        os.kill(process.pid, signal.SIGKILL)
        process.communicate()
        return self.kept()

    def scan(self, url: str, *options: str) -> tuple[ScanDocument, str]:
        file = self.folder / "document.json"
        process = self.start(url, "--json", str(file), *options)
        said, complained = process.communicate(timeout=110)
        assert process.returncode == 0, complained
        return ScanDocument.model_validate_json(file.read_text()), " ".join(said.split())


@pytest.fixture
def home(tmp_path: Path) -> Home:
    return Home(tmp_path)


def test_a_killed_scan_goes_on_at_the_table_in_hand(home: Home, database: Watched) -> None:
    finished = home.scan_and_kill(database.url, 4)
    document, said = home.scan(database.url)
    assert [table.name for table in document.tables] == [f"t{n:03}" for n in range(TABLES)]
    assert all(table.row_count == 400 for table in document.tables)
    assert document.usage is not None
    assert document.usage.tables_resumed == len(finished)
    assert document.usage.tables_read == TABLES - len(finished)
    assert f"{len(finished)} of the tables were not read again" in said
    copies = {name: count for name, count in database.copies().items() if name.startswith("t0")}
    twice = {name for name, count in copies.items() if count > 1}
    assert not twice & set(finished)
    assert len(twice) <= 1, f"more than the table in hand was read again: {twice}"
    assert not home.kept()
    assert not list(home.kept_in.iterdir()), "what was kept goes when the scan is done"
    again, _ = home.scan(database.url)
    assert again.usage is not None
    assert again.usage.tables_resumed == 0
    assert [t.model_dump(exclude={"joins"}) for t in again.tables] == [
        t.model_dump(exclude={"joins"}) for t in document.tables
    ]


def test_what_changed_in_between_is_read_again(home: Home, database: Watched) -> None:
    finished = home.scan_and_kill(database.url, 3)
    with psycopg.connect(database.owner, autocommit=True) as connection:
        connection.execute(f"ALTER TABLE {finished[0]} ADD COLUMN added int".encode())
    database.ask(f"INSERT INTO {finished[1]} VALUES (0, 'new@example.com') RETURNING 1")
    document, _ = home.scan(database.url)
    assert document.usage is not None
    assert document.usage.tables_resumed == len(finished) - 2
    tables = {table.name: table for table in document.tables}
    assert "added" in {column.name for column in tables[finished[0]].columns}
    assert tables[finished[1]].row_count == 401


def kept(folder: Path, at: datetime = NOW) -> KeptScan:
    return KeptScan(folder, "postgresql://me:hidden@host/db", clock=StoppedClock(at))


def test_what_is_kept_is_its_owners_and_knows_no_password(tmp_path: Path) -> None:
    scan = kept(tmp_path)
    scan.finished(Mark(name="public.t", identity="x"), table())
    scan.close()
    (path,) = tmp_path.glob("*.db")
    assert path.stat().st_mode & 0o077 == 0
    assert b"hidden" not in path.read_bytes()
    other = KeptScan(tmp_path, "postgresql://me:another@host/db", clock=StoppedClock(NOW))
    assert [one.name for one in other.earlier()] == ["public.t"]
    other.forget()
    assert not list(tmp_path.iterdir())


def test_damaged_and_old_tables_are_read_again(tmp_path: Path) -> None:
    scan = kept(tmp_path)
    for name in ("a", "b"):
        scan.finished(Mark(name=name, identity="x"), table())
    scan.close()
    (path,) = tmp_path.glob("*.db")
    with closing(sqlite3.connect(path)) as connection, connection:
        connection.execute("UPDATE kept SET body = x'00' WHERE name = 'a'")
    scan = kept(tmp_path)
    assert [one.name for one in scan.earlier()] == ["b"]
    scan.close()
    late = kept(tmp_path, NOW + KEPT_FOR + timedelta(seconds=1))
    assert not list(late.earlier())
    late.close()
    assert not NOTHING_KEPT


def table() -> Any:
    document = {"schema": "public", "name": "t", "kind": "table"}
    from pursight.contracts.scans import DocumentTable

    return DocumentTable.model_validate_json(json.dumps(document))
