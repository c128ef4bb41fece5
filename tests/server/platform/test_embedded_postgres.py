"""The embedded PostgreSQL survives being killed, and nobody else gets in."""

import os
import signal
import stat
import subprocess
import sys
import textwrap
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import psycopg
import pytest

from pursight_server.platform import embedded_postgres_programs as programs
from pursight_server.platform.embedded_postgres import EmbeddedPostgres, PostgresFailed
from pursight_server.platform.embedded_postgres_processes import (
    PostgresInUse,
    free_port,
    process_lives,
)
from pursight_server.platform.embedded_postgres_programs import Account, NoPostgres

QUICK = {"shared_buffers": "16MB", "max_wal_size": "128MB"}


@pytest.fixture
def folder(fast_folder: Path) -> Iterator[Path]:
    folder = fast_folder / "pg"
    yield folder
    EmbeddedPostgres(folder, watch=False).remove()


def make(folder: Path, *, watch: bool = False) -> EmbeddedPostgres:
    return EmbeddedPostgres(folder, settings=QUICK, initdb=("--no-sync",), watch=watch)


def ask(dsn: str, question: str) -> object:
    with psycopg.connect(dsn, connect_timeout=5) as connection:
        row = connection.execute(question.encode()).fetchone()
    return row[0] if row else None


def postmaster(postgres: EmbeddedPostgres) -> int:
    return int((postgres.cluster / "postmaster.pid").read_text().splitlines()[0])


def wait_until_answered(dsn: str, question: str, seconds: float = 60.0) -> object:
    end = time.monotonic() + seconds
    while True:
        try:
            return ask(dsn, question)
        except psycopg.Error:
            if time.monotonic() > end:
                raise
            time.sleep(0.05)


def test_what_was_committed_is_there_after_stop_and_start(folder: Path) -> None:
    with make(folder) as postgres:
        dsn = postgres.create_database("kept")
        with psycopg.connect(dsn) as connection:
            connection.execute("CREATE TABLE t AS SELECT 42 AS n")
        assert postgres.create_database("kept") == dsn
        assert ask(dsn, "SHOW server_encoding") == "UTF8"
        assert ask(dsn, "SELECT datlocale FROM pg_database WHERE datname = 'kept'") == "C.UTF-8"
        pid = postmaster(postgres)
    assert not process_lives(pid)
    with make(folder) as postgres:
        assert ask(postgres.dsn("kept"), "SELECT n FROM t") == 42
    postgres.stop()


def test_nobody_gets_in_without_the_password(folder: Path) -> None:
    with make(folder) as postgres:
        assert ask(postgres.dsn(), "SHOW listen_addresses") == "127.0.0.1"
        assert ask(postgres.dsn(), "SHOW unix_socket_directories") == ""
        with pytest.raises(psycopg.OperationalError, match="password authentication failed"):
            ask(postgres.dsn(password="wrong"), "SELECT 1")
        with pytest.raises(psycopg.OperationalError):
            ask(f"postgresql://postgres@127.0.0.1:{postgres.port}/postgres", "SELECT 1")
        assert stat.S_IMODE((folder / "passwords.json").stat().st_mode) == 0o600
        assert stat.S_IMODE(postgres.cluster.stat().st_mode) == 0o700


def test_a_second_start_is_refused_while_the_first_lives(folder: Path) -> None:
    with make(folder):
        second = make(folder)
        with pytest.raises(PostgresInUse) as refused:
            second.start()
        assert refused.value.hint
        assert second.join()
        assert ask(second.dsn(), "SELECT 1") == 1
        with pytest.raises(PostgresInUse):
            second.clear_away()


def test_a_program_that_got_the_number_of_a_dead_postgresql_is_left_alone(folder: Path) -> None:
    with make(folder) as postgres:
        port = postgres.port
    with subprocess.Popen(["sleep", "60"]) as stranger:
        try:
            kept = f"{stranger.pid}\n{postgres.cluster}\n1\n{port}\n\n127.0.0.1\n\nready\n"
            (postgres.cluster / "postmaster.pid").write_text(kept)
            with make(folder) as postgres:
                assert ask(postgres.dsn(), "SELECT 1") == 1
            (postgres.cluster / "postmaster.pid").write_text(kept)
            make(folder).clear_away()
            assert not folder.exists()
            assert process_lives(stranger.pid)
        finally:
            stranger.kill()


def test_it_comes_back_on_the_same_port_when_it_is_killed(folder: Path) -> None:
    with make(folder, watch=True) as postgres:
        dsn = postgres.create_database("kept")
        with psycopg.connect(dsn) as connection:
            connection.execute("CREATE TABLE t AS SELECT 42 AS n")
        for _ in range(3):
            pid = postmaster(postgres)
            os.kill(pid, signal.SIGKILL)
            while process_lives(pid):
                time.sleep(0.01)
            assert wait_until_answered(dsn, "SELECT n FROM t") == 42


@contextmanager
def another_process(folder: Path) -> Iterator[subprocess.Popen[bytes]]:
    """Have another process start a PostgreSQL, with a table in it, and stay."""
    program = textwrap.dedent(
        f"""
        import sys, time
        from pathlib import Path
        from pursight_server.platform.embedded_postgres import EmbeddedPostgres
        postgres = EmbeddedPostgres(Path({str(folder)!r}), settings={QUICK!r}, watch=True)
        postgres.start()
        import psycopg
        with psycopg.connect(postgres.create_database("kept")) as connection:
            connection.execute("CREATE TABLE t AS SELECT 42 AS n")
        print("ready", flush=True)
        time.sleep(600)
        """
    )
    with subprocess.Popen([sys.executable, "-c", program], stdout=subprocess.PIPE) as process:
        assert process.stdout is not None
        assert process.stdout.readline() == b"ready\n"
        yield process


def test_a_cluster_that_a_killed_process_left_running_is_cleared_away(folder: Path) -> None:
    make(folder).clear_away()  # there is none yet
    with another_process(folder) as process:
        pid = postmaster(make(folder))
        with pytest.raises(PostgresInUse):
            make(folder).clear_away()
        assert process_lives(pid)
        process.kill()
        process.wait()
        make(folder).clear_away()
    assert not process_lives(pid)
    assert not folder.exists()


@pytest.mark.parametrize("also_postmaster", [False, True])
def test_a_new_process_takes_over_what_a_killed_one_left(
    folder: Path, *, also_postmaster: bool
) -> None:
    with another_process(folder) as process:
        left = make(folder)
        pid = postmaster(left)
        process.kill()
        process.wait()
        if also_postmaster:
            os.kill(pid, signal.SIGKILL)
        with left as postgres:
            assert ask(postgres.dsn("kept"), "SELECT n FROM t") == 42
            assert (postmaster(postgres) == pid) is (not also_postmaster)
        assert not process_lives(pid)


@pytest.mark.skipif(sys.platform != "linux", reason="not run: needs /proc")
def test_a_lock_file_of_a_zombie_does_not_stop_it(folder: Path) -> None:
    with make(folder) as postgres:
        lock = postgres.cluster / "postmaster.pid"
        content = lock.read_text().splitlines()
    account = Account.choose()
    with subprocess.Popen(["true"], user=account.uid if account else None) as zombie:
        while process_lives(zombie.pid):
            time.sleep(0.01)
        Path(f"/proc/{zombie.pid}").stat()  # it is there, and nobody has waited for it
        lock.write_text("\n".join([str(zombie.pid), *content[1:]]) + "\n")
        with EmbeddedPostgres(folder, settings=QUICK, watch=False, patience=10) as postgres:
            assert ask(postgres.dsn(), "SELECT 1") == 1


def test_a_start_cut_off_while_making_the_cluster_is_made_good(folder: Path) -> None:
    with make(folder) as postgres:
        cluster = postgres.cluster.resolve()
    cluster.rename(cluster.with_name("cluster.new"))
    (cluster.with_name("cluster.new") / "PG_VERSION").unlink()
    with make(folder) as postgres:
        assert ask(postgres.dsn(), "SELECT 1") == 1


def test_a_port_taken_by_somebody_else_is_left_to_them(folder: Path) -> None:
    postgres = make(folder)
    postgres.start()
    port = postgres.port
    postgres.stop()
    import socket

    with socket.socket() as squatter:
        squatter.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)  # it may still linger
        squatter.bind(("127.0.0.1", port))
        squatter.listen()
        with postgres:
            assert postgres.port != port
            assert ask(postgres.dsn(), "SELECT 1") == 1


def test_a_cluster_that_cannot_start_says_where_to_look(folder: Path) -> None:
    with make(folder) as postgres:
        cluster = postgres.cluster.resolve()
    (cluster / "global" / "pg_control").unlink()
    broken = EmbeddedPostgres(folder, settings=QUICK, watch=False)
    with pytest.raises(PostgresFailed, match=r"could not open file|could not find") as failed:
        broken.start()
    assert "postgres.log" in failed.value.hint
    assert "pg_control" in postgres.log.read_text()


def test_other_programs_can_be_set(folder: Path, tmp_path: Path) -> None:
    bundled = programs.find_programs(None, None)
    with EmbeddedPostgres(folder, programs=bundled, watch=False, settings=QUICK) as postgres:
        assert postgres.programs == bundled
    with pytest.raises(NoPostgres, match="no program called postgres"):
        EmbeddedPostgres(tmp_path / "x", programs=tmp_path, watch=False).start()


def test_the_environment_does_not_reach_into_it(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PGPORT", str(free_port()))
    monkeypatch.setenv("PGHOST", "nowhere.invalid")
    monkeypatch.setenv("PGDATA", "/nowhere")
    monkeypatch.setenv("LC_ALL", "xx_XX.UTF-8")
    with make(folder) as postgres:
        assert ask(postgres.dsn(), "SELECT 1") == 1


@pytest.mark.skipif(os.geteuid() != 0, reason="not run: needs root")
def test_root_runs_it_as_nobody_from_where_nobody_can_go(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(programs, "STATE_OF_ROOT", tmp_path / "closed" / "state")
    account = Account.choose()
    assert account is not None
    closed = tmp_path / "closed"
    closed.mkdir(mode=0o700)
    assert not account.may_enter(closed)
    assert not account.may_enter(closed / "inside")
    assert account.may_enter(Path("/var/lib"))
    copied = programs.find_programs(None, None)
    monkeypatch.setattr(programs, "_bundled", lambda: copied)
    monkeypatch.setattr(Account, "may_enter", lambda *_: False)
    copy = programs.find_programs(None, account)
    assert copy != copied
    assert copy.is_relative_to(closed)
    assert programs.find_programs(None, account) == copy
    answer = subprocess.run([copy / "postgres", "--version"], capture_output=True, check=True)
    assert b"PostgreSQL" in answer.stdout
    monkeypatch.undo()
    postgres = make(closed / "pg")
    try:
        with postgres:
            assert ask(postgres.dsn(), "SELECT 1") == 1
            assert Path(f"/proc/{postmaster(postgres)}").stat().st_uid == account.uid
            home = (closed / "pg" / "home").resolve()
            assert home.is_relative_to("/var/lib/pursight/clusters")
    finally:
        postgres.remove()
    assert not home.exists()
