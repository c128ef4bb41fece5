"""Where secrets lie: the system's keyring if it is a real one, else a file under a passphrase."""

import contextlib
import secrets
from dataclasses import dataclass
from typing import Final, Protocol

from typing_extensions import override

from pursight.errors import Fault, PurSightError

SERVICE: Final = "PurSight console"

REFRESH_TOKEN: Final = "refresh-token"  # noqa: S105  a name
REPLICA_KEY: Final = "replica-key"
ALL_SECRETS: Final = (REFRESH_TOKEN, REPLICA_KEY)

_PLAINTEXT_MODULES: Final = ("keyrings", "keyring_plaintext", "sagecipher")


class SecretsUnreadable(PurSightError):
    """The place of the secrets exists and cannot be used."""

    code = "console.secrets_unreadable"
    fault = Fault.WORLD
    status = 503


class Vault(Protocol):
    """A place that keeps secrets, each under the key of an account and a name."""

    def get(self, account: str, name: str) -> str | None:
        """Return a secret; None if it is not here."""
        ...

    def put(self, account: str, name: str, secret: str) -> None:
        """Keep a secret; when this returns, it survives a crash."""
        ...

    def drop(self, account: str, name: str) -> None:
        """Forget a secret; one that is not here is none."""
        ...


def forget_all(vault: Vault, account: str) -> None:
    """Forget every secret of an account."""
    for name in ALL_SECRETS:
        vault.drop(account, name)


def replica_key(vault: Vault, account: str) -> bytes | None:
    """Give the 32 bytes that open an account's replica; None if there are none."""
    kept = vault.get(account, REPLICA_KEY)
    if kept is None:
        return None
    try:
        key = bytes.fromhex(kept)
    except ValueError:
        return None
    return key if len(key) == 32 else None


def make_replica_key(vault: Vault, account: str) -> bytes:
    """Make the key of a new replica and keep it."""
    key = secrets.token_bytes(32)
    vault.put(account, REPLICA_KEY, key.hex())
    return key


@dataclass(frozen=True, slots=True)
class KeyringVault(Vault):
    """The operating system's keyring; make it only where `keyring_problem` finds none."""

    service: str = SERVICE

    @override
    def get(self, account: str, name: str) -> str | None:
        import keyring
        from keyring.errors import KeyringError

        try:
            return keyring.get_password(self.service, _entry(account, name))
        except (KeyringError, RuntimeError, OSError) as error:
            raise _unreadable(error) from error

    @override
    def put(self, account: str, name: str, secret: str) -> None:
        import keyring
        from keyring.errors import KeyringError

        try:
            keyring.set_password(self.service, _entry(account, name), secret)
        except (KeyringError, RuntimeError, OSError) as error:
            raise _unreadable(error) from error

    @override
    def drop(self, account: str, name: str) -> None:
        import keyring
        from keyring.errors import KeyringError, PasswordDeleteError

        try:
            with contextlib.suppress(PasswordDeleteError):
                keyring.delete_password(self.service, _entry(account, name))
        except (KeyringError, RuntimeError, OSError) as error:
            raise _unreadable(error) from error


def keyring_problem() -> str:
    """Say why the active keyring must not keep secrets of ours; empty if it may.

    A backend is refused that stores plain text (all of `keyrings.alt` does, or can), that forgets
    what it is given (null), or that passes things on to one of those (a chain). What is left has
    to give a random probe back.
    """
    import keyring
    from keyring.errors import KeyringError

    try:
        problem = _problem_of(keyring.get_keyring())
        return problem or _probe()
    except (KeyringError, RuntimeError, OSError) as error:
        return f"The keyring of this system does not answer ({type(error).__name__})."


def _problem_of(backend: object) -> str:
    from keyring.backends import chainer, fail, null

    if isinstance(backend, chainer.ChainerBackend):
        members = list(backend.backends)
        if not members:
            return "This system has no keyring."
        # a chain falls through to a worse member when a better one fails
        return next((problem for one in members if (problem := _problem_of(one))), "")
    if isinstance(backend, fail.Keyring | null.Keyring):
        return "This system has no keyring."
    kind = type(backend)
    names = {base.__module__.partition(".")[0] for base in kind.__mro__}
    if names & set(_PLAINTEXT_MODULES) or "plaintext" in kind.__name__.lower():
        return "The active keyring would store secrets as plain text (keyrings.alt)."
    return ""


def _probe() -> str:
    import keyring
    from keyring.errors import PasswordDeleteError

    entry, word = f"probe-{secrets.token_hex(4)}", secrets.token_hex(16)
    keyring.set_password(SERVICE, entry, word)
    kept = keyring.get_password(SERVICE, entry)
    with contextlib.suppress(PasswordDeleteError):
        keyring.delete_password(SERVICE, entry)
    return "" if kept == word else "The keyring of this system does not keep what it is given."


def _entry(account: str, name: str) -> str:
    return f"{name}|{account}"


def _unreadable(error: Exception) -> SecretsUnreadable:
    return SecretsUnreadable(
        f"The keyring of this system does not answer ({type(error).__name__}).",
        hint="Unlock it, then try again.",
    )
