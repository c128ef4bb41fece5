"""Secrets in a file under a passphrase, for systems without a keyring."""

import base64
import hashlib
import json
import secrets
from pathlib import Path
from typing import Annotated, Final

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from pydantic import BaseModel, ConfigDict, Field, ValidationError
from typing_extensions import override

from pursight.errors import Refused, Unauthenticated
from pursight_desktop.session.secrets import SecretsUnreadable, Vault
from pursight_desktop.settings import write_whole

SHORTEST: Final = 10
"""Characters of a passphrase."""

COST: Final = 1 << 17
"""N of scrypt with r = 8, p = 1: 128 MiB, as the OWASP password storage cheat sheet has it."""

_NONCE = 12


class WrongPassphrase(Unauthenticated):
    """The passphrase does not open the file."""

    code = "console.wrong_passphrase"


class WeakPassphrase(Refused):
    """The passphrase is too short."""

    code = "console.weak_passphrase"


class _File(BaseModel):
    """What lies on the disk; the vault's key is wrapped, so the passphrase can be changed."""

    model_config = ConfigDict(frozen=True)

    salt: str
    cost: Annotated[int, Field(ge=1 << 10, le=1 << 20)]
    wrapped: str
    entries: dict[str, str] = {}


class PassphraseVault(Vault):
    """Secrets sealed with AES-256-GCM by a key that only the passphrase unwraps (scrypt)."""

    def __init__(self, path: Path, key: bytes, kept: _File) -> None:
        self._path, self._seal, self._key, self._kept = path, AESGCM(key), key, kept

    @classmethod
    def exists(cls, path: Path) -> bool:
        """Whether there is a file to open; if not, `open` makes it with the passphrase."""
        return path.exists()

    @classmethod
    def open(cls, path: Path, passphrase: str, *, cost: int = COST) -> "PassphraseVault":
        """Open the file, or make it; takes a third of a second on purpose.

        Raises:
            WrongPassphrase: It is another passphrase.
            WeakPassphrase: The file is to be made and the passphrase is too short.
            SecretsUnreadable: The file is damaged or cannot be read or written.
        """
        if not path.exists():
            return cls._make(path, passphrase, cost)
        try:
            kept = _File.model_validate_json(path.read_bytes())
            salt, wrapped = _raw(kept.salt), _raw(kept.wrapped)
        except (OSError, ValueError, ValidationError) as error:
            raise _unreadable(error) from error
        try:
            key = AESGCM(_derive(passphrase, salt, kept.cost)).decrypt(
                wrapped[:_NONCE], wrapped[_NONCE:], b"vault"
            )
        except InvalidTag as error:
            raise WrongPassphrase("This is not the passphrase of this console.") from error
        except ValueError as error:
            raise _unreadable(error) from error
        return cls(path, key, kept)

    @classmethod
    def _make(cls, path: Path, passphrase: str, cost: int) -> "PassphraseVault":
        key = secrets.token_bytes(32)
        vault = cls(path, key, _wrap(key, passphrase, cost, {}))
        vault._write(vault._kept)
        return vault

    @override
    def get(self, account: str, name: str) -> str | None:
        sealed = self._kept.entries.get(_entry(account, name))
        if sealed is None:
            return None
        try:
            raw = _raw(sealed)
            opened = self._seal.decrypt(raw[:_NONCE], raw[_NONCE:], _entry(account, name).encode())
        except (InvalidTag, ValueError) as error:
            raise _unreadable(error) from error
        return opened.decode()

    @override
    def put(self, account: str, name: str, secret: str) -> None:
        entry, nonce = _entry(account, name), secrets.token_bytes(_NONCE)
        sealed = nonce + self._seal.encrypt(nonce, secret.encode(), entry.encode())
        self._write_entries({**self._kept.entries, entry: _text(sealed)})

    @override
    def drop(self, account: str, name: str) -> None:
        entry = _entry(account, name)
        if entry in self._kept.entries:
            kept = {key: sealed for key, sealed in self._kept.entries.items() if key != entry}
            self._write_entries(kept)

    def _write_entries(self, entries: dict[str, str]) -> None:
        self._write(self._kept.model_copy(update={"entries": entries}))

    def _write(self, kept: _File) -> None:
        try:
            write_whole(self._path, json.dumps(kept.model_dump(), indent=1).encode())
        except OSError as error:
            raise _unreadable(error) from error
        self._kept = kept


def _wrap(key: bytes, passphrase: str, cost: int, entries: dict[str, str]) -> _File:
    if len(passphrase) < SHORTEST:
        raise WeakPassphrase(
            f"A passphrase has at least {SHORTEST} characters.",
            hint="Several words in a row are easy to keep in mind and hard to guess.",
        )
    salt, nonce = secrets.token_bytes(16), secrets.token_bytes(_NONCE)
    sealed = AESGCM(_derive(passphrase, salt, cost)).encrypt(nonce, key, b"vault")
    return _File(salt=_text(salt), cost=cost, wrapped=_text(nonce + sealed), entries=entries)


def _derive(passphrase: str, salt: bytes, cost: int) -> bytes:
    return hashlib.scrypt(
        passphrase.encode(), salt=salt, n=cost, r=8, p=1, maxmem=cost * 8 * 256, dklen=32
    )


def _entry(account: str, name: str) -> str:
    # the file may be read by others: it does not say whose account is which
    return hashlib.sha256(f"{name}\n{account}".encode()).hexdigest()


def _text(raw: bytes) -> str:
    return base64.b64encode(raw).decode("ascii")


def _raw(text: str) -> bytes:
    return base64.b64decode(text, validate=True)


def _unreadable(error: Exception) -> SecretsUnreadable:
    return SecretsUnreadable(
        f"The file of this console's secrets cannot be used ({type(error).__name__}).",
        hint="Look at the rights and the free space of its folder.",
    )
