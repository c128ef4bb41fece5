"""The file under load and on a bad disk: readers that hold on, cleaning that fails, a quick end."""

import threading
from collections.abc import Callable
from contextlib import closing
from uuid import UUID

import pytest
import sqlcipher3
from tests.builders.replica import an_estate
from tests.desktop.replica.conftest import KEY

from pursight.contracts.sync import Operation
from pursight.identity import new_id
from pursight_desktop.replica import files, outbox
from pursight_desktop.replica.errors import ReplicaUnavailable
from pursight_desktop.replica.rows import KeptRow, Rows
from pursight_desktop.replica.store import Store, Touched

ENDLESS = "WITH RECURSIVE n (i) AS (SELECT stop() UNION ALL SELECT i + 1 FROM n) SELECT i FROM n"


def _described(store: Store, row_id: UUID, text: str) -> None:
    with store.writing() as writer:
        outbox.queue(writer, "asset", row_id, Operation.SET, {"description": text})


def test_whoever_writes_does_not_wait_for_readers(store: Store) -> None:
    table = an_estate(store, tables=3, columns=9).tables[0]
    news: list[Touched] = []
    store.subscribe(news.append)
    with store.reader() as connection:
        connection.execute("SELECT count(*) FROM row").fetchone()
        done = threading.Thread(target=_described, args=(store, table, "shown at once"))
        done.start()
        done.join(5)
        assert not done.is_alive()
        assert news
    log = files.parts(store.path)[1]
    assert log.stat().st_size == 0  # the last reader emptied it: what was erased is not in it


def _read_until_stopped(store: Store) -> None:
    with store.reader() as connection:
        names = connection.execute("SELECT name FROM meta")
        names.fetchone()
        connection.create_function("stop", 0, lambda: (connection.interrupt(), 1)[1])
        connection.execute(ENDLESS).fetchall()


def test_a_reading_that_is_stopped_leaves_its_thread_a_good_reader(store: Store) -> None:
    an_estate(store, tables=3, columns=9)
    for _ in range(2):
        with pytest.raises(sqlcipher3.OperationalError, match="interrupted"):
            _read_until_stopped(store)
    with store.reader() as connection:
        (before,) = connection.execute("SELECT count(*) FROM row").fetchone()
    with store.writing() as writer:
        writer.connection.execute("DELETE FROM row")
    with store.reader() as connection:
        (after,) = connection.execute("SELECT count(*) FROM row").fetchone()
    assert before
    assert after == 0


def test_what_is_committed_stays_though_it_cannot_be_cleaned(store: Store) -> None:
    built = an_estate(store, tables=3, columns=9)
    news: list[Touched] = []
    store.subscribe(news.append)
    with store.writing() as writer:
        half_read = writer.connection.execute("SELECT n FROM row")  # nothing is vacuumed meanwhile
        half_read.fetchone()
        Rows.of(writer).drop_base("asset", built.columns[0].bytes)
    assert news
    assert store.tidy_due
    half_read.close()
    _described(store, built.tables[0], "the next one cleans")
    assert not store.tidy_due


def test_a_file_that_is_locked_is_not_damaged(
    open_store: Callable[..., Store], monkeypatch: pytest.MonkeyPatch
) -> None:
    store = open_store()
    store.close()
    monkeypatch.setattr(files, "PATIENCE_MS", 10)
    with closing(files.connect(store.path, KEY)) as other:
        other.execute("PRAGMA locking_mode = EXCLUSIVE")
        other.execute("BEGIN EXCLUSIVE")
        with pytest.raises(ReplicaUnavailable):
            open_store()
    open_store()


def test_closing_does_not_wait_for_a_long_transaction(open_store: Callable[..., Store]) -> None:
    store = open_store()
    began = threading.Event()
    endings: list[str] = []

    def fill() -> None:
        try:
            with store.writing() as writer:
                rows = Rows.of(writer)
                for number in range(1, 1_000_000):
                    rows.put_base(KeptRow.make("asset", new_id(), number, {"name": "x"}))
                    began.set()
        except (ReplicaUnavailable, sqlcipher3.OperationalError) as error:
            endings.append(type(error).__name__)

    filling = threading.Thread(target=fill)
    filling.start()
    assert began.wait(10)
    store.close()
    filling.join(60)
    assert len(endings) == 1, "it was given up, not waited for"
    with open_store().reader() as connection:
        assert connection.execute("SELECT count(*) FROM row").fetchone() == (0,)
