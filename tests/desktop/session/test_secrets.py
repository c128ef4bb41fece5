"""Which keyrings are trusted, and what lies in them."""

from collections.abc import Iterator

import keyring
import keyring.backend
import pytest
from keyring.backends import chainer, fail, null
from tests.desktop.memory_keyring import MemoryKeyring
from typing_extensions import override

from pursight_desktop.session import secrets
from pursight_desktop.session.secrets import (
    REFRESH_TOKEN,
    KeyringVault,
    SecretsUnreadable,
    keyring_problem,
)


@pytest.fixture(autouse=True)
def _keyring_as_before() -> Iterator[None]:
    before = keyring.get_keyring()
    yield
    keyring.set_keyring(before)


class Forgetful(MemoryKeyring):
    """Takes everything and keeps nothing."""

    @override
    def set_password(self, service: str, username: str, password: str) -> None:
        pass


class Locked(MemoryKeyring):
    """A keyring that nobody has unlocked."""

    @override
    def get_password(self, service: str, username: str) -> str | None:
        raise keyring.errors.KeyringLocked

    @override
    def set_password(self, service: str, username: str, password: str) -> None:
        raise keyring.errors.KeyringLocked

    @override
    def delete_password(self, service: str, username: str) -> None:
        raise keyring.errors.KeyringLocked


class PlaintextKeyring(MemoryKeyring):
    """Named as the one that stores plain text."""


class Alternative(MemoryKeyring):
    """Of the distribution whose backends store plain text without saying so."""

    __module__ = "keyrings.alt.file"


def chain(*members: keyring.backend.KeyringBackend) -> chainer.ChainerBackend:
    """A chain of keyrings, as the library makes one when it finds several."""

    class Chain(chainer.ChainerBackend):
        backends = members

    return Chain()


@pytest.mark.parametrize(
    "backend",
    [
        null.Keyring(),
        fail.Keyring(),
        Forgetful(),
        Locked(),
        PlaintextKeyring(),
        Alternative(),
        chain(),
        chain(MemoryKeyring(), Alternative()),
        chain(MemoryKeyring(), null.Keyring()),
    ],
    ids=[
        "null",
        "fail",
        "forgetful",
        "locked",
        "plaintext",
        "alternative",
        "no member",
        "plaintext member",
        "null member",
    ],
)
def test_a_keyring_that_would_lose_or_show_secrets_is_refused(
    backend: keyring.backend.KeyringBackend,
) -> None:
    keyring.set_keyring(backend)
    assert keyring_problem()


@pytest.mark.parametrize(
    "backend", [MemoryKeyring(), chain(MemoryKeyring(), MemoryKeyring())], ids=["one", "chain"]
)
def test_a_keyring_that_gives_back_what_it_was_given_is_taken(
    backend: keyring.backend.KeyringBackend,
) -> None:
    keyring.set_keyring(backend)
    assert keyring_problem() == ""


def test_the_probe_leaves_nothing_behind() -> None:
    ring = MemoryKeyring()
    keyring.set_keyring(ring)
    keyring_problem()
    assert ring.kept == {}


def test_secrets_of_two_accounts_are_apart() -> None:
    keyring.set_keyring(MemoryKeyring())
    vault = KeyringVault()
    vault.put("one", REFRESH_TOKEN, "first")
    vault.put("two", REFRESH_TOKEN, "second")
    key = secrets.make_replica_key(vault, "one")
    assert vault.get("one", REFRESH_TOKEN) == "first"
    assert secrets.replica_key(vault, "one") == key
    assert secrets.replica_key(vault, "two") is None
    secrets.forget_all(vault, "one")
    secrets.forget_all(vault, "one")
    assert vault.get("one", REFRESH_TOKEN) is None
    assert secrets.replica_key(vault, "one") is None
    assert vault.get("two", REFRESH_TOKEN) == "second"


def test_a_damaged_key_is_none() -> None:
    keyring.set_keyring(MemoryKeyring())
    vault = KeyringVault()
    for damaged in ("not hex", "abcd"):
        vault.put("one", secrets.REPLICA_KEY, damaged)
        assert secrets.replica_key(vault, "one") is None


def test_a_locked_keyring_says_what_to_do() -> None:
    keyring.set_keyring(Locked())
    vault = KeyringVault()
    for ask in (
        lambda: vault.get("one", REFRESH_TOKEN),
        lambda: vault.put("one", REFRESH_TOKEN, "x"),
        lambda: vault.drop("one", REFRESH_TOKEN),
    ):
        with pytest.raises(SecretsUnreadable) as caught:
            ask()
        assert "Unlock" in caught.value.hint
