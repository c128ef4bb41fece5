"""What connectors are tried on: real servers, SQLite and DuckDB files, folders; a classifier."""

import itertools
import os
import shutil
import sqlite3
import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path

import duckdb
import psycopg
import pytest
from tests.builders import mariadb
from tests.builders.mariadb import MariaServer

from pursight.classification.classifier import Classifier
from pursight_server.platform.embedded_postgres import EmbeddedPostgres

MakeDatabase = Callable[[str], str]
MakeSqlite = Callable[..., Path]
MakeDuckDb = Callable[..., Path]

_NUMBERS = itertools.count(1)
_FAST = {
    "fsync": "off",
    "synchronous_commit": "off",
    "full_page_writes": "off",
    "shared_buffers": "64MB",
    "scram_iterations": "1",
    "shared_preload_libraries": "pg_stat_statements",
}


@pytest.fixture(scope="session")
def postgres_server() -> Iterator[EmbeddedPostgres]:
    """One PostgreSQL for the session; not safe against power cuts, so fast."""
    place = "/dev/shm" if os.access("/dev/shm", os.W_OK) else tempfile.gettempdir()  # noqa: S108
    folder = Path(tempfile.mkdtemp(prefix="pursight-agent-tests-", dir=place))
    folder.chmod(0o711)
    cluster = EmbeddedPostgres(folder / "pg", settings=_FAST, initdb=("--no-sync",), watch=False)
    cluster.start()
    try:
        yield cluster
    finally:
        cluster.remove()
        shutil.rmtree(folder, ignore_errors=True)


@pytest.fixture
def make_database(postgres_server: EmbeddedPostgres) -> Iterator[MakeDatabase]:
    """Make a database from SQL and give its URL; it is dropped after the test."""
    made: list[str] = []

    def make(script: str) -> str:
        name = f"test_{next(_NUMBERS)}"
        made.append(name)
        url = postgres_server.create_database(name)
        with psycopg.connect(url, autocommit=True) as connection:
            connection.execute(script.encode())
        return url

    yield make
    with psycopg.connect(postgres_server.dsn(), autocommit=True) as connection:
        for name in made:
            connection.execute(f'DROP DATABASE IF EXISTS "{name}" WITH (FORCE)'.encode())


@pytest.fixture(scope="session")
def mariadb_programs() -> None:
    """What MariaDB's server needs; tests that need it are not run without."""
    if not mariadb.available():
        pytest.skip(f"not run: needs MariaDB's server ({mariadb.PACKAGES})")


@pytest.fixture(scope="session")
def mariadb_server(mariadb_programs: None) -> Iterator[MariaServer]:
    """One MariaDB for the session."""
    server = MariaServer()
    try:
        server.start()
        yield server
    finally:
        server.remove()


@pytest.fixture
def make_mariadb(mariadb_server: MariaServer) -> Iterator[MakeDatabase]:
    """Make a database from SQL, in which `;` ends a line, and give its URL; dropped afterwards."""
    made: list[str] = []

    def make(script: str) -> str:
        name = f"test_{next(_NUMBERS)}"
        made.append(name)
        mariadb_server.run(f"CREATE DATABASE {name}")
        mariadb_server.run(script, name)
        return mariadb_server.url(name)

    yield make
    for name in made:
        mariadb_server.run(f"DROP DATABASE IF EXISTS {name}")


@pytest.fixture
def make_sqlite(tmp_path: Path) -> MakeSqlite:
    """Make a SQLite database from SQL and give its path."""

    def make(script: str, name: str = "data.sqlite") -> Path:
        path = tmp_path / name
        connection = sqlite3.connect(path)
        connection.executescript(script)
        connection.commit()
        connection.close()
        return path

    return make


@pytest.fixture
def make_duckdb(tmp_path: Path) -> MakeDuckDb:
    """Make a DuckDB database from SQL and give its path."""

    def make(script: str, name: str = "data.duckdb") -> Path:
        path = tmp_path / name
        with duckdb.connect(path) as connection:
            connection.execute(script)
        return path

    return make


@pytest.fixture(scope="session")
def classifier() -> Classifier:
    """The classifier without the language tier, compiled once."""
    return Classifier.build(language=False)
