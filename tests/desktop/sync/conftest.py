"""A real server in this process with a scanned source, and a replica on the disk."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from tests.builders.real_server import *  # noqa: F403
from tests.desktop.kept_here import *  # noqa: F403

from pursight_desktop.replica.store import Store
from pursight_desktop.replica.sync_state import SyncState


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    """An empty replica."""
    store = Store.open(tmp_path / "replica.db", bytes(32))
    yield store
    store.close()


@pytest.fixture
def state(store: Store) -> SyncState:
    """What it has and wants."""
    return SyncState(store)
