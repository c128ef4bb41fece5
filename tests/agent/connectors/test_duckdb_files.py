"""DuckDB files: locked, damaged, newer, encrypted, hostile; and none of them written to."""

import os
import subprocess
import sys
import threading
from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path

import duckdb
import pytest

from pursight.contracts.agents import Limits, Scope
from pursight.contracts.scans import TableFacts
from pursight.errors import PurSightError
from pursight_agent.commands import agent_sources
from pursight_agent.connectors import open_source
from pursight_agent.connectors.duckdb import DuckDbSource, connector, opening
from pursight_agent.settings import SourceEntry
from pursight_agent.source import Source

MakeDuckDb = Callable[..., Path]
SCRIPT = "CREATE TABLE t AS SELECT range AS i, 'canary-7741' AS s FROM range(10)"


def tables_of(source: Source) -> dict[str, TableFacts]:
    return {table.name: table for table in source.discover(Scope()).tables}


def rows_of(source: Source, name: str = "t") -> int:
    table = tables_of(source)[name]
    return sum(batch.num_rows for batch in source.read(table, sample_rows=None))


def refused(path: Path | str) -> PurSightError:
    with closing(open_source(str(path))) as source, pytest.raises(PurSightError) as raised:
        source.discover(Scope())
    assert raised.value.hint
    assert "canary" not in raised.value.message
    return raised.value


@pytest.fixture
def writer() -> Iterator[Callable[[Path, str], None]]:
    """Run SQL in another process, which then keeps the database open."""
    running: list[subprocess.Popen[bytes]] = []

    def start(path: Path, script: str) -> None:
        program = (
            "import duckdb, sys; c = duckdb.connect(sys.argv[1]); c.execute(sys.argv[2]);"
            "print('up', flush=True); sys.stdin.read()"
        )
        other = subprocess.Popen(
            [sys.executable, "-c", program, str(path), script],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
        )
        running.append(other)
        assert other.stdout is not None
        assert other.stdout.readline() == b"up\n"

    yield start
    for other in running:
        other.kill()
        other.communicate()


def test_another_process_has_it_open(
    make_duckdb: MakeDuckDb, writer: Callable[[Path, str], None]
) -> None:
    path = make_duckdb(SCRIPT)
    writer(path, "SELECT 1")
    error = refused(path)
    assert error.code == "source.busy"
    assert "another program" in error.message.lower()


def test_what_a_killed_writer_left_in_the_log_is_read_and_the_log_left_alone(
    make_duckdb: MakeDuckDb,
) -> None:
    path = make_duckdb(SCRIPT)
    program = (
        "import duckdb, os, sys; c = duckdb.connect(sys.argv[1]);"
        "c.execute('INSERT INTO t SELECT range, NULL FROM range(5)'); os._exit(0)"
    )
    with closing(open_source(str(path))) as source:
        table = tables_of(source)["t"]
        before = source.content_state(table)
    subprocess.run([sys.executable, "-c", program, str(path)], check=True)
    log = path.with_name(path.name + ".wal")
    kept = {file: (file.read_bytes(), file.stat().st_mtime_ns) for file in (path, log)}
    with closing(open_source(str(path))) as source:
        assert rows_of(source) == 15
        assert source.content_state(table) not in (None, before)
    assert {f: (f.read_bytes(), f.stat().st_mtime_ns) for f in (path, log)} == kept
    assert sorted(path.parent.iterdir()) == [path, log]
    damaged = bytearray(kept[log][0])
    damaged[len(damaged) // 2] ^= 0xFF
    log.write_bytes(damaged)
    error = refused(path)
    assert (error.code, "log" in error.message) == ("source.corrupt", True)


@pytest.mark.parametrize("keep", [0, 1, 11, 12, 100, 5_000, 20_000])
def test_a_database_that_was_cut_off(keep: int, make_duckdb: MakeDuckDb) -> None:
    path = make_duckdb(SCRIPT)
    path.write_bytes(path.read_bytes()[:keep])
    assert refused(path).code == "source.corrupt"


def test_a_file_that_is_something_else(tmp_path: Path) -> None:
    path = tmp_path / "x.duckdb"
    path.write_bytes(b"id,name\n" * 1000)
    assert refused(path).code == "source.corrupt"
    assert refused(f"duckdb:///{path}").code == "source.corrupt"
    assert refused(f"duckdb:///{tmp_path}").code == "source.not_found"
    assert refused(f"duckdb:///{tmp_path / 'none.duckdb'}").code == "source.not_found"


def test_a_newer_format(make_duckdb: MakeDuckDb) -> None:
    path = make_duckdb(SCRIPT)
    content = bytearray(path.read_bytes())
    content[12] = 200  # the version; the first eight bytes are the checksum of what follows them
    total = 5381
    for at in range(8, 4096, 8):
        total ^= int.from_bytes(content[at : at + 8], "little") * 0xBF58476D1CE4E5B9 % 2**64
    content[:8] = total.to_bytes(8, "little")
    path.write_bytes(content)
    error = refused(path)
    assert (error.code, "version" in error.message) == ("source.unsupported", True)


def test_an_encrypted_database(tmp_path: Path) -> None:
    path = tmp_path / "secret.duckdb"
    with duckdb.connect() as connection:
        connection.execute("SET force_mbedtls_unsafe = 'true'")
        connection.execute(f"ATTACH '{path}' AS e (ENCRYPTION_KEY 'canary-7741')")
        connection.execute("CREATE TABLE e.t (i INT)")
    error = refused(path)
    assert (error.code, "encrypted" in error.message) == ("source.refused", True)


def test_one_damaged_table_does_not_take_the_others_along(tmp_path: Path) -> None:
    path = tmp_path / "data.duckdb"
    with duckdb.connect(path) as connection:
        connection.execute("CREATE TABLE bad AS SELECT hash(range)::text AS s FROM range(200_000)")
        connection.execute("CHECKPOINT")
        connection.execute("CREATE TABLE ok AS SELECT hash(range)::text AS s FROM range(200_000)")
    with duckdb.connect(path) as connection:
        blocks = {
            name: {
                row[0]
                for row in connection.execute(
                    f"SELECT block_id FROM pragma_storage_info('{name}')"
                ).fetchall()
            }
            for name in ("bad", "ok")
        }
    place = 3 * 4096 + 262_144 * max(blocks["bad"] - blocks["ok"])
    content = bytearray(path.read_bytes())
    content[place + 1000] ^= 0xFF
    path.write_bytes(content)
    with closing(open_source(str(path))) as source:
        with pytest.raises(PurSightError) as raised:
            rows_of(source, "bad")
        assert raised.value.code == "source.corrupt"
        assert rows_of(source, "ok") == 200_000


def test_an_engine_that_answers_no_more_is_opened_anew(make_duckdb: MakeDuckDb) -> None:
    with closing(DuckDbSource(make_duckdb(SCRIPT))) as source:
        assert rows_of(source) == 10
        with pytest.raises(PurSightError) as raised, source._asking("the table") as before:
            raise duckdb.FatalException("FATAL Error: database has been invalidated")
        assert raised.value.code == "source.corrupt"
        with source._asking("the table") as after:
            assert after is not before


def test_hostile_views_reach_nothing(make_duckdb: MakeDuckDb, tmp_path: Path) -> None:
    secret = tmp_path / "canary-7741.csv"
    secret.write_text("a,b\n1,2\n")
    path = make_duckdb(
        f"""CREATE VIEW files AS SELECT * FROM read_csv('{secret}');
        CREATE TABLE gone (a INT); CREATE VIEW stale AS SELECT a FROM gone; DROP TABLE gone;
        CREATE TABLE words (w VARCHAR); INSERT INTO words VALUES ('canary-7741');
        CREATE VIEW fails AS SELECT w::INT AS n FROM words;
        CREATE TABLE base (i INT); INSERT INTO base SELECT range FROM range(1000);
        CREATE VIEW hungry AS SELECT i, repeat('x', 1_000_000) AS pad FROM base ORDER BY hash(i), pad;
        {SCRIPT}"""  # noqa: E501
    )
    with closing(open_source(str(path))) as source:
        tables = tables_of(source)
        found = {}
        for name in ("files", "stale", "fails", "hungry"):
            with pytest.raises(PurSightError) as raised:
                list(source.read(tables[name], sample_rows=None))
            assert raised.value.hint
            assert "canary" not in raised.value.message + raised.value.hint
            found[name] = raised.value.code
        assert rows_of(source) == 10
    assert found == {
        "files": "source.denied",
        "stale": "source.object_failed",
        "fails": "source.object_failed",
        "hungry": "source.object_failed",
    }
    assert sorted(path.parent.iterdir()) == [secret, path], "nothing spilt beside the file"


def test_rows_that_do_not_fit_into_memory_at_once_are_read_a_few_at_a_time(
    make_duckdb: MakeDuckDb, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(opening._CONFIGURATION, "memory_limit", "48MiB")
    path = make_duckdb(
        """CREATE TABLE t AS SELECT range AS i, repeat('abc' || range, 10_000) AS s
        FROM range(1500);
        DELETE FROM t WHERE i % 300 = 7;
        CREATE TABLE later AS SELECT range AS i,
        repeat('abc' || range, CASE WHEN range > 200_000 THEN 10_000 ELSE 1 END) AS s
        FROM range(202_000)"""
    )
    with closing(open_source(str(path))) as source:
        table = tables_of(source)["t"]
        for sample in (None, 700, 0):
            found = []
            for batch in source.read(table, sample_rows=sample):
                assert batch.num_rows <= 128
                found += batch["i"].to_pylist()
            assert found == [i for i in range(1500) if i % 300 != 7][:sample]
        sizes, found = [], []
        for batch in source.read(tables_of(source)["later"], sample_rows=None):
            sizes.append(batch.num_rows)
            found += batch["i"].to_pylist()
        assert found == list(range(202_000)), "none lost and none twice"
        assert max(sizes) > 128
        assert sizes[-1] <= 128


def test_a_view_that_never_ends_is_stopped(make_duckdb: MakeDuckDb) -> None:
    path = make_duckdb(
        f"""{SCRIPT}; CREATE VIEW endless AS
        SELECT range AS x FROM range(1_000_000_000_000_000) WHERE range * 2 < 0"""
    )
    with closing(open_source(str(path))) as source:
        source.limit(Limits(statement_seconds=1))
        table = tables_of(source)["endless"]
        for ask in (source.count, lambda facts: list(source.read(facts, sample_rows=None))):
            with pytest.raises(PurSightError) as raised:
                ask(table)
            assert raised.value.code == "source.timeout"
        assert rows_of(source) == 10, "and goes on with the next"
    clocks = [thread for thread in threading.enumerate() if isinstance(thread, threading.Timer)]
    assert all(clock.finished.is_set() for clock in clocks), "none goes on to stop another table"


def test_nothing_is_written(make_duckdb: MakeDuckDb) -> None:
    path = make_duckdb(SCRIPT)
    before = (path.read_bytes(), path.stat().st_mtime_ns)
    with closing(open_source(str(path))) as source:
        rows_of(source)
    assert (path.read_bytes(), path.stat().st_mtime_ns) == before
    assert list(path.parent.iterdir()) == [path]


def test_content_state(make_duckdb: MakeDuckDb) -> None:
    path = make_duckdb(f"{SCRIPT}; CREATE VIEW v AS SELECT i FROM t")

    def state(name: str) -> str | None:
        with closing(open_source(str(path))) as source:
            return source.content_state(tables_of(source)[name])

    before = state("t")
    assert before is not None
    assert before == state("t")
    assert state("v") is None, "a view may tell the time"
    at = path.stat()
    with duckdb.connect(path) as connection:
        connection.execute("UPDATE t SET i = i + 1")
    os.utime(path, ns=(at.st_atime_ns, at.st_mtime_ns))
    assert state("t") != before, "the headers count checkpoints, whatever the clock says"


def test_another_file_put_in_its_place_while_it_is_opened_is_not_taken_for_the_first(
    make_duckdb: MakeDuckDb, monkeypatch: pytest.MonkeyPatch
) -> None:
    path, other = make_duckdb(SCRIPT), make_duckdb(f"{SCRIPT} LIMIT 3", "other.duckdb")

    def swapped(at: Path) -> duckdb.DuckDBPyConnection:
        connection = opening.connect(at)
        other.replace(at)
        return connection

    monkeypatch.setattr(connector, "connect", swapped)
    with closing(open_source(str(path))) as source:
        assert source.content_state(tables_of(source)["t"]) is None


def test_a_name_that_is_no_utf_8(make_duckdb: MakeDuckDb) -> None:
    path = make_duckdb(SCRIPT)
    odd = path.rename(os.fsdecode(os.fsencode(path.parent) + b"/odd\xff.duckdb"))
    assert refused(odd).code == "source.unsupported"


def test_told_by_its_content_whatever_it_is_called(
    make_duckdb: MakeDuckDb, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = tmp_path / "folder"
    folder.mkdir()
    path = make_duckdb(SCRIPT).rename(folder / "shop.db")
    with closing(open_source(str(path))) as source:
        assert source.test().kind == "duckdb"
        assert rows_of(source) == 10
    with closing(open_source(str(folder))) as source:
        (entry,) = source.discover(Scope()).skipped
    assert (entry.code, "DuckDB" in entry.reason) == ("file.unknown_format", True)
    monkeypatch.chdir(folder)
    for given in ("shop.db", "duckdb:///shop.db", f"duckdb:///{path}"):
        entered = SourceEntry(alias="shop", url=agent_sources._absolute(given))
        assert (entered.url, entered.kind) == (f"duckdb:///{path}", "duckdb")
    assert SourceEntry(alias="x", url="/data/X.DUCKDB").kind == "duckdb"
