"""Secrets go where they are safest, never silently into plain text."""

import stat
from collections.abc import Iterator
from pathlib import Path

import keyring
import pytest
from keyring.backend import KeyringBackend
from keyring.errors import KeyringLocked, PasswordDeleteError

from pursight.errors import Refused
from pursight_agent import secrets
from pursight_agent.secrets import (
    FileStore,
    PlaintextKeyring,
    SecretMissing,
    SecretsUnreadable,
    open_secrets,
)


class MemoryRing(KeyringBackend):
    """A keyring in memory."""

    priority = 5  # type: ignore[assignment]

    def __init__(self) -> None:
        super().__init__()
        self.held: dict[tuple[str, str], str] = {}

    def get_password(self, service: str, username: str) -> str | None:
        return self.held.get((service, username))

    def set_password(self, service: str, username: str, password: str) -> None:
        self.held[service, username] = password

    def delete_password(self, service: str, username: str) -> None:
        if self.held.pop((service, username), None) is None:
            raise PasswordDeleteError


class LockedRing(MemoryRing):
    """A keyring that nobody can unlock."""

    def get_password(self, service: str, username: str) -> str | None:
        raise KeyringLocked


@pytest.fixture(autouse=True)
def keep_keyring() -> Iterator[None]:
    before = keyring.get_keyring()
    yield
    keyring.set_keyring(before)


def test_a_keyring_is_used_when_there_is_one(tmp_path: Path) -> None:
    ring = MemoryRing()
    keyring.set_keyring(ring)
    opened = open_secrets(tmp_path)
    opened.put("agent-key", "secret")
    assert list(ring.held.values()) == ["secret"]
    assert open_secrets(tmp_path).require("agent-key") == "secret"
    assert opened.warnings == ()
    assert list(tmp_path.iterdir()) == []
    opened.drop("agent-key")
    opened.drop("agent-key")
    assert ring.held == {}


def test_two_agents_of_one_account_do_not_share(tmp_path: Path) -> None:
    keyring.set_keyring(MemoryRing())
    open_secrets(tmp_path / "a").put("agent-key", "1")
    assert open_secrets(tmp_path / "b").get("agent-key") is None


@pytest.mark.parametrize("ring", [None, LockedRing()])
def test_without_one_a_file_with_a_warning(ring: KeyringBackend | None, tmp_path: Path) -> None:
    if ring is not None:
        keyring.set_keyring(ring)
    opened = open_secrets(tmp_path)
    assert opened.warnings == ()
    opened.put("source.crm", "pässword")
    assert opened.warnings == (secrets.FILE_WARNING,)
    path = tmp_path / secrets.FILE_NAME
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    path.chmod(0o644)
    assert open_secrets(tmp_path).get("source.crm") == "pässword"
    assert stat.S_IMODE(path.stat().st_mode) == 0o600


def test_keyrings_alt_is_refused(tmp_path: Path) -> None:
    alt = type("PlaintextKeyring", (MemoryRing,), {"__module__": "keyrings.alt.file"})
    keyring.set_keyring(alt())
    with pytest.raises(PlaintextKeyring) as error:
        open_secrets(tmp_path)
    assert error.value.hint
    assert list(tmp_path.iterdir()) == []


def test_a_systemd_credential_goes_first_and_is_not_written(tmp_path: Path) -> None:
    credentials = tmp_path / "credentials"
    credentials.mkdir()
    (credentials / "pursight.agent-key").write_text("from systemd\n")
    FileStore(tmp_path / secrets.FILE_NAME).put("agent-key", "from file")
    opened = open_secrets(tmp_path, {"CREDENTIALS_DIRECTORY": str(credentials)})
    assert opened.get("agent-key") == "from systemd"
    opened.put("source.crm", "pw")
    assert opened.get("source.crm") == "pw"
    with pytest.raises(Refused, match="cannot be written"):
        opened.readable[0].put("agent-key", "x")


def test_a_missing_secret_and_a_broken_store_say_what_to_do(tmp_path: Path) -> None:
    with pytest.raises(SecretMissing) as missing:
        open_secrets(tmp_path).require("agent-key")
    assert missing.value.hint
    (tmp_path / secrets.FILE_NAME).write_text("{broken")
    with pytest.raises(SecretsUnreadable) as broken:
        open_secrets(tmp_path).get("agent-key")
    assert broken.value.hint
