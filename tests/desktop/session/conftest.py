"""A real server in this process, and a person who can sign in to it."""

from collections.abc import Iterator
from pathlib import Path

import keyring
import pytest
from tests.desktop.memory_keyring import MemoryKeyring
from tests.server.conftest import (  # noqa: F401  fixtures
    _plain_logs,
    app,
    app_dsn,
    clock,
    database,
    database_name,
    organisation,
    postgres,
    services,
    settings,
    template,
)

from pursight_desktop.session.account import Accounts
from pursight_desktop.session.secrets import KeyringVault
from pursight_desktop.settings import Paths


@pytest.fixture
def paths(tmp_path: Path) -> Paths:
    """Folders of the test's own."""
    return Paths(tmp_path / "console")


@pytest.fixture
def accounts(paths: Paths) -> Accounts:
    """No account yet."""
    return Accounts(paths.accounts)


@pytest.fixture
def ring() -> Iterator[MemoryKeyring]:
    """The system's keyring for the time of the test."""
    before, ring = keyring.get_keyring(), MemoryKeyring()
    keyring.set_keyring(ring)
    yield ring
    keyring.set_keyring(before)


@pytest.fixture
def vault(ring: MemoryKeyring) -> KeyringVault:
    """Secrets in that keyring."""
    return KeyringVault()
