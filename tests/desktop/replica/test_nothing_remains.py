"""What a person may not see any more cannot be found in the files: not in rows, search or log."""

from collections.abc import Callable
from pathlib import Path
from random import Random
from uuid import UUID

import pytest

from pursight.contracts.sync import ChangesReply, Evict, Operation, Put, Row, SnapshotReply
from pursight.protocol import sync
from pursight_desktop.replica import files, outbox
from pursight_desktop.replica import store as store_module
from pursight_desktop.replica.queries.search import search
from pursight_desktop.replica.rows import Rows
from pursight_desktop.replica.schema import OF_ROWS
from pursight_desktop.replica.store import Store, Touched
from pursight_desktop.replica.sync_state import SyncState

SECRETS = ("zanzibarcolumn", "xylophonetext", "quagmireowner", "wombattag", "yttriumtype")
"""Of the row that goes: in its name, description, owner, tag and type."""


def _found(store: Store, words: tuple[str, ...] = SECRETS) -> list[tuple[str, str]]:
    """Search the files for words, as a person with a disk editor would."""
    found = []
    for part in files.parts(store.path):
        held = part.read_bytes().lower() if part.exists() else b""
        found += [(part.name, word) for word in words if word.encode() in held]
    return found


def _asset(number: int, rev: int, rng: Random) -> Row:
    words = ["customer", "order", "email", "street", "amount", "kunde", "telefon", "city"]
    name = f"{rng.choice(words)}_{rng.choice(words)}_{number}"
    fields = {
        "name": name,
        "fqn": f"shop.public.orders.{name}",
        "level": "column",
        "source_id": str(UUID(int=9)),
        "description": " ".join(rng.choices(words, k=rng.randint(0, 60))),
        "owner": rng.choice(words),
        "tags": [rng.choice(words)],
    }
    return Row(entity="asset", id=UUID(int=rng.getrandbits(120)), rev=rev, fields=fields)


def _secret(number: int, rev: int) -> Row:
    name, text, owner, tag, kind = SECRETS
    fields = {
        "name": f"{name}_{number}",
        "fqn": f"shop.public.hidden.{name}_{number}",
        "level": "column",
        "source_id": str(UUID(int=9)),
        "description": f"{text} {text}",
        "owner": owner,
        "tags": [tag],
        "type": kind,
    }
    return Row(entity="asset", id=UUID(int=(1 << 100) + number), rev=rev, fields=fields)


def _page(changes: list[Put | Evict], seq: int, state: list[Row]) -> ChangesReply:
    return ChangesReply(
        changes=tuple(changes),
        cursor=f"c{seq}",
        seq=seq,
        feed="f",
        more=False,
        digests=sync.digests(state),
    )


def _filled(store: Store, rng: Random, size: int) -> tuple[SyncState, list[Row], list[Row]]:
    """Fill a replica with secrets strewn among other rows; some come later, as changes."""
    secrets = [_secret(number, number + 1) for number in range(20)]
    rows = [_asset(number, number + 1, rng) for number in range(size)]
    state = SyncState(store)
    mixed = [*rows[: size // 2], *secrets[:10]]
    rng.shuffle(mixed)
    state.on_snapshot(SnapshotReply(rows=tuple(mixed), cursor="c1"))
    state.on_changes(_page([], 1, mixed))
    later = [*rows[size // 2 :], *secrets[10:]]
    rng.shuffle(later)
    state.on_changes(_page([Put(row=row) for row in later], 2, [*mixed, *later]))
    return state, rows, secrets


@pytest.mark.parametrize("size", [0, 60, 4_000])
def test_an_evicted_rows_words_are_nowhere(open_store: Callable[..., Store], size: int) -> None:
    store = open_store(plain=True)
    state, rows, secrets = _filled(store, Random(size), size)
    assert {word for _, word in _found(store)} == set(SECRETS)  # the search would find them
    evicts: list[Put | Evict] = [Evict(entity="asset", id=row.id) for row in secrets]
    state.on_changes(_page(evicts, 3, rows))
    assert _found(store) == []
    with store.reader() as connection:
        assert search(connection, "zanzibar").total == 0


def test_in_a_large_file_tidying_takes_the_last_copies(
    open_store: Callable[..., Store], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(store_module, "SMALL", 0)
    store = open_store(plain=True)
    state, rows, secrets = _filled(store, Random(4_000), 4_000)
    evicts: list[Put | Evict] = [Evict(entity="asset", id=row.id) for row in secrets]
    state.on_changes(_page(evicts, 3, rows))
    assert store.tidy_due
    store.tidy()
    assert (store.tidy_due, _found(store)) == (False, [])


@pytest.mark.parametrize("is_large", [False, True])
def test_who_is_killed_before_the_file_is_clean_cleans_it_later(
    open_store: Callable[..., Store], monkeypatch: pytest.MonkeyPatch, *, is_large: bool
) -> None:
    store = open_store(plain=True)
    state, rows, secrets = _filled(store, Random(4_000), 4_000)
    evicts: list[Put | Evict] = [Evict(entity="asset", id=row.id) for row in secrets]
    monkeypatch.setattr(Store, "_clean", lambda _store, _writer: None)
    state.on_changes(_page(evicts, 3, rows))
    store.close()
    monkeypatch.undo()
    if is_large:
        monkeypatch.setattr(store_module, "SMALL", 0)
    again = open_store(plain=True)
    assert again.tidy_due == is_large
    again.tidy()
    assert (again.tidy_due, _found(again)) == (False, [])


def test_words_that_were_overwritten_are_nowhere(open_store: Callable[..., Store]) -> None:
    store = open_store(plain=True)
    state, rows, secrets = _filled(store, Random(3), 500)
    plain = [
        Row(entity="asset", id=row.id, rev=5000 + at, fields={"name": f"column_{at}"})
        for at, row in enumerate(secrets)
    ]
    state.on_changes(_page([Put(row=row) for row in plain], 3, [*rows, *plain]))
    assert _found(store) == []


def test_words_of_a_row_with_edits_that_wait_are_nowhere(
    open_store: Callable[..., Store],
) -> None:
    store = open_store(plain=True)
    state, rows, secrets = _filled(store, Random(5), 100)
    with store.writing() as writer:
        for row in secrets:
            outbox.queue(writer, "asset", row.id, Operation.SET, {"owner": "Ada"})
    evicts: list[Put | Evict] = [Evict(entity="asset", id=row.id) for row in secrets]
    state.on_changes(_page(evicts, 3, rows))
    assert _found(store) == []


def test_a_new_beginning_leaves_nothing_of_before(open_store: Callable[..., Store]) -> None:
    store = open_store(plain=True)
    state, rows, _ = _filled(store, Random(7), 300)
    state.on_error(sync.Resync("x"))
    state.on_snapshot(SnapshotReply(rows=tuple(rows), cursor="d1"))
    state.on_changes(_page([], 1, rows))
    assert _found(store) == []


def test_a_first_filling_that_begins_anew_leaves_nothing_of_before(
    open_store: Callable[..., Store],
) -> None:
    store, rng = open_store(plain=True), Random(11)
    rows = [*(_asset(number, number + 1, rng) for number in range(400)), _secret(0, 500)]
    state = SyncState(store)
    state.on_snapshot(SnapshotReply(rows=tuple(rows), next="p2", cursor="c1"))
    assert {word for _, word in _found(store)} == set(SECRETS)
    news: list[Touched] = []
    store.subscribe(news.append)
    state.on_error(sync.Resync("x"))
    assert _found(store) == []
    assert [(one.entities, one.keys) for one in news] == [(frozenset({"asset"}), None)]
    with store.reader() as connection:
        for table in (*OF_ROWS, "name_words_data", "said_data", "grams_data"):
            (left,) = connection.execute(f"SELECT count(*) FROM {table}").fetchone()
            assert left <= (2 if table.endswith("_data") else 0), table
    state.on_snapshot(SnapshotReply(rows=tuple(rows[:-1]), cursor="d1"))
    state.on_changes(_page([], 1, rows[:-1]))
    with store.reader() as connection:
        assert search(connection, "zanzibar").total == 0
        assert search(connection, rows[0].fields["name"]).total >= 1
    assert _found(store) == []


def test_taking_away_everything_does_not_go_row_by_row(open_store: Callable[..., Store]) -> None:
    store, rng = open_store(plain=True), Random(11)
    rows = tuple(_asset(number, number + 1, rng) for number in range(400))
    state = SyncState(store)
    state.on_snapshot(SnapshotReply(rows=rows, next="p2", cursor="c1"))
    asked: list[str] = []
    with store.writing() as writer:
        writer.connection.set_trace_callback(asked.append)
        Rows.of(writer).clear()
        writer.connection.set_trace_callback(None)
    assert len([one for one in asked if not one.startswith("--")]) < 50


def test_a_reader_that_holds_the_log_only_delays_it(open_store: Callable[..., Store]) -> None:
    store = open_store(plain=True)
    state, rows, secrets = _filled(store, Random(1), 100)
    evicts: list[Put | Evict] = [Evict(entity="asset", id=row.id) for row in secrets]
    with store.reader() as connection:
        connection.execute("SELECT count(*) FROM row").fetchone()
        state.on_changes(_page(evicts, 3, rows))
    assert _found(store) == []


def test_encrypted_there_is_nothing_to_find_in_the_first_place(
    open_store: Callable[..., Store], tmp_path: Path
) -> None:
    store = open_store()
    _filled(store, Random(1), 100)
    assert _found(store, (*SECRETS, "customer", "description")) == []
    assert tmp_path.exists()
