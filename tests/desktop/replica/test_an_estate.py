"""The made-up estate is one that the contract allows, and the same every time."""

import json
from collections.abc import Callable

from tests.builders.replica import an_estate
from tests.builders.without_indexes import without_indexes

from pursight.contracts.sync_rows import ROWS
from pursight_desktop.replica.rows import Rows
from pursight_desktop.replica.store import Store


def test_every_row_of_the_estate_is_one_of_the_contract(store: Store) -> None:
    built = an_estate(store, tables=30, columns=500)
    with store.reader() as connection:
        found = connection.execute("SELECT entity, fields FROM row").fetchall()
    for entity, text in found:
        ROWS[entity].model_validate_json(text)
    assert {entity for entity, _ in found} >= ROWS.keys() - {"held_deletion", "domain"}
    assert (len(built.tables), len(built.columns)) == (30, 500)


def test_the_same_seed_makes_the_same_estate(open_store: Callable[..., Store]) -> None:
    digests = []
    for name in ("one", "other"):
        store = open_store(name=name)
        an_estate(store, tables=10, columns=100, seed=4)
        with store.writing() as writer:
            digests.append(Rows.of(writer).digests())
    assert digests[0] == digests[1]


def test_an_estate_filled_without_indexes_has_them_afterwards(
    open_store: Callable[..., Store],
) -> None:
    store = open_store()
    with store.reader() as connection:
        before = connection.execute("SELECT name FROM sqlite_master ORDER BY name").fetchall()
    with without_indexes(store):
        an_estate(store, tables=10, columns=100)
    with store.reader() as connection:
        after = connection.execute("SELECT name FROM sqlite_master ORDER BY name").fetchall()
    assert [one for one in after if not one[0].startswith("sqlite_")] == [
        one for one in before if not one[0].startswith("sqlite_")
    ]


def test_numbers_beside_the_rows_agree_with_them(store: Store) -> None:
    an_estate(store, tables=30, columns=500)
    with store.reader() as connection:
        (tallied,) = connection.execute("SELECT sum(count) FROM tally").fetchone()
        (uses,) = connection.execute("SELECT sum(uses) FROM name").fetchone()
        (assets,) = connection.execute("SELECT count(*) FROM asset").fetchone()
        named = connection.execute(
            "SELECT asset.name, name.text FROM asset JOIN name ON name.n = name_n"
        ).fetchall()
        texts = connection.execute("SELECT fields FROM row WHERE entity = 'asset'").fetchall()
    assert tallied == uses == assets == len(texts)
    assert all(one == other for one, other in named)
    assert sorted(json.loads(text)["name"] for (text,) in texts) == sorted(n for n, _ in named)
