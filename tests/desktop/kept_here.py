"""What a console keeps on a machine, for a test's time: folders, accounts, a keyring in memory."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import keyring
import pytest
from tests.desktop.memory_keyring import MemoryKeyring

from pursight_desktop.session.account import Accounts
from pursight_desktop.session.secrets import KeyringVault
from pursight_desktop.settings import Paths

__all__ = ["accounts", "keyring_in_memory", "paths", "ring", "vault"]


@contextmanager
def keyring_in_memory() -> Iterator[MemoryKeyring]:
    """Have a keyring in memory stand for the system's."""
    before, ring = keyring.get_keyring(), MemoryKeyring()
    keyring.set_keyring(ring)
    try:
        yield ring
    finally:
        keyring.set_keyring(before)


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
    with keyring_in_memory() as ring:
        yield ring


@pytest.fixture
def vault(ring: MemoryKeyring) -> KeyringVault:
    """Secrets in that keyring."""
    return KeyringVault()
