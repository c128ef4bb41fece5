"""The file: its key, what is wrong with it, snapshots of readers, and its end."""

import os
import threading
from collections.abc import Callable
from pathlib import Path

import pytest
import sqlcipher3
from tests.builders.replica import an_estate
from tests.desktop.replica.conftest import KEY

from pursight_desktop.replica import files, schema
from pursight_desktop.replica.errors import (
    NewerReplica,
    OlderReplica,
    ReplicaDamaged,
    ReplicaUnavailable,
    WrongKey,
)
from pursight_desktop.replica.store import Store


def _count(store: Store) -> int:
    with store.reader() as connection:
        (count,) = connection.execute("SELECT count(*) FROM row").fetchone()
    return int(count)


def _read_all(open_store: Callable[..., Store]) -> None:
    with open_store().reader() as connection:
        connection.execute("SELECT sum(length(fields)) FROM row").fetchall()


def _fail_while_writing(store: Store) -> None:
    with store.writing() as writer:
        writer.connection.execute("DELETE FROM row")
        raise ZeroDivisionError


def test_it_is_read_again_with_its_key_and_with_no_other(open_store: Callable[..., Store]) -> None:
    store = open_store()
    an_estate(store, tables=10, columns=50)
    count = _count(store)
    store.close()
    assert _count(open_store()) == count
    with pytest.raises(WrongKey):
        Store.open(store.path, bytes(32))
    with pytest.raises(WrongKey):
        Store.open(store.path, b"short")


def test_without_the_key_the_file_is_noise(store: Store) -> None:
    an_estate(store, tables=10, columns=200)
    for part in files.parts(store.path):
        if part.exists() and not part.name.endswith("-shm"):
            held = part.read_bytes()
            assert b"customer" not in held
            assert b"SQLite format" not in held


def test_a_damaged_file_says_so_and_is_put_aside(open_store: Callable[..., Store]) -> None:
    store = open_store()
    an_estate(store, tables=10, columns=50)
    store.close()
    with store.path.open("r+b") as file:
        file.write(os.urandom(4096))
    with pytest.raises(ReplicaDamaged):
        Store.open(store.path, KEY)
    aside = files.put_aside(store.path)
    assert aside.exists()
    assert aside.name == "replica.db.damaged-1"
    assert _count(open_store()) == 0


def test_damage_that_shows_only_later_says_so_too(open_store: Callable[..., Store]) -> None:
    store = open_store()
    an_estate(store, tables=20, columns=2000)
    store.close()
    with store.path.open("r+b") as file:
        file.seek(64 * 1024)
        file.write(os.urandom(512 * 1024))
    with pytest.raises(ReplicaDamaged):
        _read_all(open_store)


def test_a_file_of_a_newer_console_is_left_alone(open_store: Callable[..., Store]) -> None:
    store = open_store()
    with store.writing() as writer:
        writer.connection.execute(f"PRAGMA user_version = {schema.VERSION + 1}")
    store.close()
    before = store.path.read_bytes()
    with pytest.raises(NewerReplica):
        open_store()
    assert store.path.read_bytes() == before


def test_a_file_of_an_older_console_is_not_read_as_if_it_were_ours(
    open_store: Callable[..., Store],
) -> None:
    store = open_store()
    with store.writing() as writer:
        writer.connection.execute(f"PRAGMA user_version = {schema.VERSION - 1}")
    store.close()
    with pytest.raises(OlderReplica):
        open_store()


def test_a_folder_that_cannot_be_written_says_so(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("in the way")
    with pytest.raises(ReplicaUnavailable):
        Store.open(tmp_path / "file" / "replica.db", KEY)


def test_a_reader_sees_one_state_while_others_write(store: Store) -> None:
    an_estate(store, tables=10, columns=50)
    before = _count(store)
    with store.reader() as connection:
        (first,) = connection.execute("SELECT count(*) FROM row").fetchone()
        with store.writing() as writer:
            writer.connection.execute("DELETE FROM row")
        (second,) = connection.execute("SELECT count(*) FROM row").fetchone()
    assert (first, second, _count(store)) == (before, before, 0)


def test_readers_cannot_write(store: Store) -> None:
    with store.reader() as connection, pytest.raises(sqlcipher3.OperationalError):
        connection.execute("DELETE FROM row")


def test_a_block_that_raises_leaves_nothing(store: Store) -> None:
    an_estate(store, tables=10, columns=50)
    before = _count(store)
    with pytest.raises(ZeroDivisionError):
        _fail_while_writing(store)
    assert _count(store) == before


def test_many_threads_read_and_write_at_once(store: Store) -> None:
    failures: list[BaseException] = []

    def write() -> None:
        try:
            for _ in range(20):
                with store.writing() as writer:
                    writer.connection.execute(
                        "INSERT INTO row (entity, id, rev, hash, fields)"
                        " VALUES ('x', randomblob(16), 1, 0, '{}')"
                    )
                _count(store)
        except BaseException as error:  # noqa: BLE001  told by the test
            failures.append(error)

    threads = [threading.Thread(target=write) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert (failures, _count(store)) == ([], 80)


def test_closing_ends_what_is_being_read(store: Store) -> None:
    began = threading.Event()
    endings: list[str] = []

    def read() -> None:
        try:
            with store.reader() as connection:
                connection.create_function("began", 0, began.set)
                connection.execute(
                    "WITH RECURSIVE n (i) AS (SELECT began() UNION ALL SELECT 1 FROM n)"
                    " SELECT count(*) FROM n"
                ).fetchall()
        except sqlcipher3.Error as error:
            endings.append(str(error))

    thread = threading.Thread(target=read)
    thread.start()
    assert began.wait(10)
    store.close()
    thread.join(10)
    assert endings == ["interrupted"]
    with pytest.raises(ReplicaUnavailable), store.reader():
        pass


def test_destroyed_it_is_gone(store: Store) -> None:
    an_estate(store, tables=10, columns=50)
    store.destroy()
    assert list(store.path.parent.iterdir()) == []
