"""A PostgreSQL for the benchmarks: made for them or given, its processors' time and its passes."""

import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import made_data  # type: ignore[import-not-found]
import psutil
import psycopg
import pyarrow as pa
import pyarrow.compute
import pyarrow.csv

pc: Any = pyarrow.compute
TABLE = "people"
_TYPES = {
    "int64": "bigint",
    "string": "text",
    "date32[day]": "date",
    "double": "double precision",
    "bool": "boolean",
    "timestamp[us]": "timestamp",
    "decimal128(12, 2)": "numeric(12,2)",
}


@dataclass(frozen=True, slots=True)
class Server:
    """Where it is; `postmaster` is None when it runs on another machine."""

    url: str
    postmaster: psutil.Process | None

    def spent(self) -> float | None:
        """CPU seconds of all its processes so far, those that have ended included."""
        if self.postmaster is None:
            return None
        times = self.postmaster.cpu_times()
        total = times.user + times.system + times.children_user + times.children_system
        for process in self.postmaster.children(recursive=True):
            with suppress(psutil.Error):
                own = process.cpu_times()
                total += own.user + own.system
        return float(total)

    @contextmanager
    def on(self, core: int) -> Iterator[None]:
        """Hold all its processes to one core, those to come included, where it runs here."""
        if self.postmaster is None:
            yield
            return
        everywhere = self.postmaster.cpu_affinity()
        try:
            self._hold_to([core])
            yield
        finally:
            self._hold_to(everywhere)

    def _hold_to(self, cores: list[int]) -> None:
        if self.postmaster is None:
            return
        for process in (self.postmaster, *self.postmaster.children(recursive=True)):
            with suppress(psutil.Error):
                process.cpu_affinity(cores)

    def rows_read(self, table: str = TABLE) -> int:
        """How many of the table's rows were read so far, one after the other."""
        with psycopg.connect(self.url, autocommit=True) as connection:
            connection.execute("SELECT pg_stat_force_next_flush()")
            row = connection.execute(
                "SELECT seq_tup_read FROM pg_stat_user_tables WHERE relname = %s", [table]
            ).fetchone()
        return int(row[0]) if row else 0


@contextmanager
def server(url: str | None) -> Iterator[Server]:
    """Give a database: of the URL, else of a server made for it and deleted afterwards."""
    if url:
        yield Server(url, _local_postmaster(url))
        return
    from pursight_server.platform.embedded_postgres import EmbeddedPostgres

    folder = Path(tempfile.mkdtemp(prefix="pursight-engine-"))
    folder.chmod(0o711)
    settings = {"fsync": "off", "max_locks_per_transaction": "512", "autovacuum": "off"}
    cluster = EmbeddedPostgres(folder / "pg", settings=settings, watch=False)
    cluster.start()
    try:
        address = cluster.create_database("benchmark")
        yield Server(address, _local_postmaster(address))
    finally:
        cluster.remove()
        shutil.rmtree(folder, ignore_errors=True)


def _local_postmaster(url: str) -> psutil.Process | None:
    with psycopg.connect(url) as connection:
        pid = connection.info.backend_pid
        try:
            backend = psutil.Process(pid)
            return backend.parent() if "postgres" in backend.name() else None
        except psutil.Error:
            return None


def fill(url: str, rows: int) -> None:
    """Make the table of people."""
    with psycopg.connect(url, autocommit=True) as connection:
        made = False
        for batch in made_data.batches(rows):
            if not made:
                columns = ", ".join(f"{f.name} {_TYPES[str(f.type)]}" for f in batch.schema)
                connection.execute(f"DROP TABLE IF EXISTS {TABLE}")
                connection.execute(f"CREATE TABLE {TABLE} ({columns}, PRIMARY KEY (id))")
                made = True
            with connection.cursor().copy(f"COPY {TABLE} FROM STDIN (FORMAT csv)") as copy:
                copy.write(_as_csv(batch))
        connection.execute(f"VACUUM ANALYZE {TABLE}")


def _as_csv(batch: pa.RecordBatch) -> bytes:
    sink = pa.BufferOutputStream()
    options = pyarrow.csv.WriteOptions(include_header=False)
    pyarrow.csv.write_csv(batch, sink, options)
    return sink.getvalue().to_pybytes()


def make_tables(url: str, tables: int, columns: int = 14) -> None:
    """Make so many empty tables in schemas of 500, with keys, comments, defaults and views."""
    kinds = ("text", "integer", "numeric(12,2)", "timestamptz", "varchar(40)", "boolean", "date")
    with psycopg.connect(url, autocommit=True) as connection:
        part: list[str] = []
        for number in range(tables):
            schema = f"area_{number // 500:03}"
            if number % 500 == 0:
                part += [f"DROP SCHEMA IF EXISTS {schema} CASCADE", f"CREATE SCHEMA {schema}"]
            names = [f"field_{place}" for place in range(columns - 2)]
            typed = [f"{n} {kinds[p % len(kinds)]}" for p, n in enumerate(names)]
            typed[2] += " DEFAULT 0 NOT NULL"
            above = f"{schema}.table_{number - 1:05}" if number % 500 else ""
            parent = f"parent_id bigint REFERENCES {above}" if above else "parent_id bigint"
            name = f"{schema}.table_{number:05}"
            part.append(
                f"CREATE TABLE {name} (id bigint PRIMARY KEY, {parent}, {', '.join(typed)})"
            )
            part.append(f"CREATE INDEX ON {name} (field_0, field_1)")
            part.append(f"COMMENT ON TABLE {name} IS 'Rows of table {number}'")
            part.append(f"COMMENT ON COLUMN {name}.field_1 IS 'As the source sent it'")
            if number % 20 == 19:
                part.append(
                    f"CREATE VIEW {schema}.view_{number:05} AS SELECT id, field_0 FROM {name}"
                )
            if number % 100 == 99 or number == tables - 1:
                connection.execute("BEGIN; " + "; ".join(part) + "; COMMIT")
                part = []
        connection.execute("ANALYZE pg_catalog.pg_class, pg_catalog.pg_attribute")
