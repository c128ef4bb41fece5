"""Where the agent's key and its sources' passwords are kept: keyring, systemd credential, file."""

import contextlib
import json
import os
import stat
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

from typing_extensions import override

from pursight.errors import Fault, NotFound, PurSightError, Refused

SERVICE = "pursight-agent"
AGENT_KEY = "agent-key"
FILE_NAME = "secrets.json"

FILE_WARNING = (
    "Secrets of this agent are kept in a file that only its account may read, because no keyring "
    "of the operating system answers and no systemd credential is set."
)


class PlaintextKeyring(Refused):
    """The active keyring would store secrets in plain text without saying so."""

    code = "secrets.plaintext_keyring"


class SecretsUnreadable(PurSightError):
    """A store of secrets exists and cannot be used."""

    code = "secrets.unreadable"
    fault = Fault.WORLD
    status = 503


class SecretMissing(NotFound):
    """A secret that should be there is in no store."""

    code = "secrets.missing"


def source_secret(alias: str) -> str:
    """Name the secret of a source."""
    return f"source.{alias}"


class Store(Protocol):
    """One place that keeps secrets."""

    def get(self, name: str) -> str | None:
        """Return a secret; None if it is not here."""
        ...

    def put(self, name: str, secret: str) -> None:
        """Keep a secret, replacing the one of the same name."""
        ...

    def drop(self, name: str) -> None:
        """Forget a secret; one that is not here is none."""
        ...


@dataclass(frozen=True, slots=True)
class KeyringStore(Store):
    """The operating system's keyring."""

    scope: str
    """Tells apart several agents of one account: the path of the data directory."""

    @override
    def get(self, name: str) -> str | None:
        import keyring
        from keyring.errors import KeyringError

        try:
            return keyring.get_password(self._service, name)
        except KeyringError as error:
            raise _unreadable("keyring", error) from error

    @override
    def put(self, name: str, secret: str) -> None:
        import keyring
        from keyring.errors import KeyringError

        try:
            keyring.set_password(self._service, name, secret)
        except KeyringError as error:
            raise _unreadable("keyring", error) from error

    @override
    def drop(self, name: str) -> None:
        import keyring
        from keyring.errors import KeyringError, PasswordDeleteError

        try:
            with contextlib.suppress(PasswordDeleteError):
                keyring.delete_password(self._service, name)
        except KeyringError as error:
            raise _unreadable("keyring", error) from error

    @property
    def _service(self) -> str:
        return f"{SERVICE}:{self.scope}"


@dataclass(frozen=True, slots=True)
class FileStore(Store):
    """A file that only its owner may read."""

    path: Path

    @override
    def get(self, name: str) -> str | None:
        return self._read().get(name)

    @override
    def put(self, name: str, secret: str) -> None:
        self._write({**self._read(), name: secret})

    @override
    def drop(self, name: str) -> None:
        held = self._read()
        if held.pop(name, None) is not None:
            self._write(held)

    def _read(self) -> dict[str, str]:
        try:
            if os.name == "posix" and self.path.stat().st_mode & 0o077:
                self.path.chmod(stat.S_IRUSR | stat.S_IWUSR)
            held = json.loads(self.path.read_bytes())
        except FileNotFoundError:
            return {}
        except (OSError, ValueError) as error:
            raise _unreadable(self.path.name, error) from error
        return {str(name): str(secret) for name, secret in held.items()}

    def _write(self, held: Mapping[str, str]) -> None:
        fresh = self.path.with_name(f".{self.path.name}.new")
        try:
            fresh.unlink(missing_ok=True)
            descriptor = os.open(fresh, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
            with os.fdopen(descriptor, "w", encoding="utf-8") as file:
                json.dump(dict(held), file)
                file.flush()
                os.fsync(file.fileno())
            fresh.replace(self.path)
        except OSError as error:
            fresh.unlink(missing_ok=True)
            raise _unreadable(self.path.name, error) from error


@dataclass(frozen=True, slots=True)
class CredentialStore(Store):
    """What systemd decrypted for this service; it can be read only, `pursight.NAME` each."""

    directory: Path

    @override
    def get(self, name: str) -> str | None:
        try:
            return (self.directory / f"pursight.{name}").read_text(encoding="utf-8").strip()
        except FileNotFoundError:
            return None
        except (OSError, UnicodeDecodeError) as error:
            raise _unreadable("systemd credential", error) from error

    @override
    def put(self, name: str, secret: str) -> None:
        raise Refused(
            "A systemd credential cannot be written by the service that reads it.",
            hint=f"Use `systemd-creds encrypt --name=pursight.{name} - FILE` as administrator.",
        )

    @override
    def drop(self, name: str) -> None:
        """Do nothing: credentials belong to the unit file."""


@dataclass(frozen=True, slots=True)
class Secrets:
    """The stores in the order they are asked; the first that may be written is written."""

    readable: tuple[Store, ...]
    writable: Store

    @property
    def warnings(self) -> tuple[str, ...]:
        """What the administrator should know of where secrets are, for `status` and `health`."""
        files = (store for store in self.readable if isinstance(store, FileStore))
        return (FILE_WARNING,) if any(store.path.exists() for store in files) else ()

    def get(self, name: str) -> str | None:
        """Return a secret; None if no store has it."""
        for store in self.readable:
            found = store.get(name)
            if found is not None:
                return found
        return None

    def require(self, name: str) -> str:
        """Return a secret that must be there.

        Raises:
            SecretMissing: No store has it.
        """
        found = self.get(name)
        if found is None:
            raise SecretMissing(
                f"The secret {name} is in none of this agent's stores.",
                hint="Is the service running under the account that set the agent up, "
                "and is that account's keyring unlocked?",
            )
        return found

    def put(self, name: str, secret: str) -> None:
        """Keep a secret."""
        self.writable.put(name, secret)

    def drop(self, name: str) -> None:
        """Forget a secret in each store that can."""
        for store in self.readable:
            store.drop(name)


def open_secrets(directory: Path, environment: Mapping[str, str] = os.environ) -> Secrets:
    """Choose the stores of this machine.

    Read: systemd credential, keyring, file. Written: the keyring if one works, else the file.

    Raises:
        PlaintextKeyring: `keyrings.alt` is active.
    """
    file = FileStore(directory / FILE_NAME)
    credentials = environment.get("CREDENTIALS_DIRECTORY")
    first: tuple[Store, ...] = (CredentialStore(Path(credentials)),) if credentials else ()
    if keyring_works():
        ring = KeyringStore(str(directory.resolve()))
        return Secrets((*first, ring, file), ring)
    return Secrets((*first, file), file)


def keyring_works() -> bool:
    """Whether an operating system's keyring answers.

    Raises:
        PlaintextKeyring: The one that would answer is `keyrings.alt`.
    """
    import keyring
    from keyring.backends.chainer import ChainerBackend
    from keyring.backends.fail import Keyring as NoKeyring
    from keyring.errors import KeyringError

    try:
        active = keyring.get_keyring()
        members = list(active.backends) if isinstance(active, ChainerBackend) else [active]
    except (KeyringError, RuntimeError, OSError):
        return False
    for member in members:
        if type(member).__module__.partition(".")[0] == "keyrings":
            raise PlaintextKeyring(
                "The active keyring is keyrings.alt, which stores secrets in plain text.",
                hint="Uninstall keyrings.alt, or set PYTHON_KEYRING_BACKEND="
                "keyring.backends.fail.Keyring to keep secrets in a file with a warning.",
            )
    if all(isinstance(member, NoKeyring) for member in members):
        return False
    try:
        keyring.get_password(SERVICE, "probe")
    except (KeyringError, RuntimeError, OSError):
        return False
    return True


def _unreadable(what: str, error: Exception) -> SecretsUnreadable:
    return SecretsUnreadable(
        f"The agent's secrets cannot be used: {what} ({type(error).__name__}).",
        hint="Unlock the keyring, or look at the rights and the free space of the data directory.",
    )
