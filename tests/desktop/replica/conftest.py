"""Stores on a disk, encrypted as for people, and one that a test can look into."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from pursight_desktop.replica.store import Store

KEY = bytes(range(32))


class PlainStore(Store):
    """The same store without encryption, so that its file can be searched."""

    _encrypted = False


@pytest.fixture
def open_store(tmp_path: Path) -> Iterator[Callable[..., Store]]:
    """Open the same file again and again; what is left open is closed."""
    opened: list[Store] = []

    def make(*, plain: bool = False, name: str = "replica.db") -> Store:
        kind = PlainStore if plain else Store
        store = kind.open(tmp_path / name, KEY)
        opened.append(store)
        return store

    yield make
    for store in opened:
        store.close()


@pytest.fixture
def store(open_store: Callable[..., Store]) -> Store:
    """An empty store."""
    return open_store()
