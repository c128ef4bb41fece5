"""A real server in this process with a scanned source, and a replica on the disk."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from tests.builders.enrolled import agent, source
from tests.builders.scanned import scanner
from tests.builders.served import served
from tests.server.conftest import (
    _plain_logs,
    anonymous,
    app,
    app_dsn,
    client,
    clock,
    database,
    database_name,
    organisation,
    postgres,
    services,
    settings,
    sign_in,
    template,
)

from pursight_desktop.replica.store import Store
from pursight_desktop.replica.sync_state import SyncState

__all__ = [
    "_plain_logs",
    "agent",
    "anonymous",
    "app",
    "app_dsn",
    "client",
    "clock",
    "database",
    "database_name",
    "organisation",
    "postgres",
    "scanner",
    "served",
    "services",
    "settings",
    "sign_in",
    "source",
    "template",
]


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
