"""Keys that wrap data keys: in a file, in the environment, or kept by a KMS behind a port."""

import base64
import binascii
import hashlib
import importlib
import json
import os
from dataclasses import dataclass, field
from pathlib import Path
from typing import Protocol, runtime_checkable
from uuid import UUID

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from typing_extensions import override

from pursight.errors import Refused
from pursight_server.platform.private_files import write_private
from pursight_server.platform.settings import Settings

FIELD_KEYS = "field-keys.json"
KEY_BYTES, NONCE_BYTES = 32, 12


class FieldKeyMissing(Refused):
    """The key that wrapped a data key is not to be had, or is another than it says."""

    code = "keys.field_key_missing"
    status = 503


@dataclass(frozen=True, slots=True)
class Wrapped:
    """A data key that only the named key-encryption key can make usable."""

    key_id: str
    blob: bytes


@runtime_checkable
class KeyPort(Protocol):
    """Wraps data keys with a key that it keeps to itself; a KMS is reached through this.

    `about` says what the data key is for. Unwrapping with another `about` than it was wrapped with
    must fail, as must a changed blob.
    """

    async def current(self) -> str:
        """Name the key that wraps now."""
        ...

    async def wrap(self, plain: bytes, about: bytes) -> Wrapped:
        """Wrap a data key with the current key."""
        ...

    async def unwrap(self, wrapped: Wrapped, about: bytes) -> bytes:
        """Give a data key back.

        Raises:
            FieldKeyMissing: The key is not there, or does not fit.
        """
        ...


@dataclass(frozen=True, slots=True)
class KeyRing:
    """Key-encryption keys in this process' memory, by their names."""

    current_id: str
    keys: dict[str, bytes]

    @override
    def __repr__(self) -> str:
        return f"KeyRing({self.current_id}, {len(self.keys)} keys)"

    @classmethod
    def of(cls, current: bytes, *before: bytes) -> "KeyRing":
        """Make a ring of a current key and earlier ones."""
        return cls(name_of(current), {name_of(key): key for key in (current, *before)})

    async def current(self) -> str:
        """Name the key that wraps now."""
        return self.current_id

    async def wrap(self, plain: bytes, about: bytes) -> Wrapped:
        """Wrap a data key with the current key."""
        nonce = os.urandom(NONCE_BYTES)
        sealed = AESGCM(self.keys[self.current_id]).encrypt(nonce, plain, about)
        return Wrapped(self.current_id, nonce + sealed)

    async def unwrap(self, wrapped: Wrapped, about: bytes) -> bytes:
        """Give a data key back."""
        key = self.keys.get(wrapped.key_id)
        if key is None:
            raise _missing(wrapped.key_id)
        nonce, sealed = wrapped.blob[:NONCE_BYTES], wrapped.blob[NONCE_BYTES:]
        try:
            return AESGCM(key).decrypt(nonce, sealed, about)
        except (InvalidTag, ValueError) as error:
            raise FieldKeyMissing(
                f"a data key does not open with the key {wrapped.key_id}",
                hint="The database was changed by somebody else, or is of another server.",
            ) from error


class FileKeys:
    """Keys in a file of the data directory, 0600; read again when somebody has rotated them."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self._ring = read_key_file(path)

    async def current(self) -> str:
        """Name the key that wraps now, also when another process has made it."""
        self._ring = read_key_file(self.path)
        return self._ring.current_id

    async def wrap(self, plain: bytes, about: bytes) -> Wrapped:
        """Wrap a data key with the current key."""
        await self.current()
        return await self._ring.wrap(plain, about)

    async def unwrap(self, wrapped: Wrapped, about: bytes) -> bytes:
        """Give a data key back."""
        if wrapped.key_id not in self._ring.keys:
            self._ring = read_key_file(self.path)
        return await self._ring.unwrap(wrapped, about)


@dataclass(slots=True)
class Vault:
    """Data keys in memory, as they were unwrapped; only the port can unwrap them."""

    port: KeyPort
    plain: dict[tuple[UUID, int], bytes] = field(default_factory=dict, repr=False)

    async def unwrapped(self, organisation_id: UUID, version: int, wrapped: Wrapped) -> bytes:
        """Give a data key, asking the port once."""
        known = self.plain.get((organisation_id, version))
        if known is None:
            known = await self.port.unwrap(wrapped, about(organisation_id, version))
            self.plain[organisation_id, version] = known
        return known


def about(organisation_id: UUID, version: int) -> bytes:
    """Say what a data key is for, to whoever wraps it."""
    return f"pursight data key|{organisation_id}|{version}".encode()


def name_of(key: bytes) -> str:
    """Name a key by a hash that says nothing about it."""
    return hashlib.sha256(b"pursight field key\0" + key).hexdigest()[:16]


def read_key_file(path: Path) -> KeyRing:
    """Read a key file.

    Raises:
        FieldKeyMissing: It is not there, or holds no keys.
    """
    try:
        content = json.loads(path.read_bytes())
        keys = {str(name): _key(text) for name, text in content["keys"].items()}
        ring = KeyRing.of(keys[str(content["current"])], *keys.values())
    except FileNotFoundError as error:
        raise FieldKeyMissing(
            f"the file {path.name} is missing",
            hint="Restore it from a backup; without it what it encrypts is lost.",
        ) from error
    except (ValueError, KeyError, TypeError, AttributeError) as error:
        raise FieldKeyMissing(
            f"{path.name} holds no field keys", hint="Restore it from a backup."
        ) from error
    return ring


def write_key_file(path: Path, ring: KeyRing) -> None:
    """Write a key file, whole or not at all."""
    keys = {name: base64.b64encode(key).decode("ascii") for name, key in ring.keys.items()}
    content = {"current": ring.current_id, "keys": keys}
    write_private(path, json.dumps(content, indent=2).encode() + b"\n")


def make_key_file(path: Path) -> bool:
    """Make a key file with one new key unless there is one; tells whether it did."""
    if path.exists():
        return False
    write_key_file(path, KeyRing.of(os.urandom(KEY_BYTES)))
    return True


def key_port(settings: Settings, folder: Path) -> KeyPort:
    """Choose where key-encryption keys come from: a KMS, the environment, else the file.

    Raises:
        FieldKeyMissing: The chosen one has none, or cannot be used.
    """
    if settings.field_key_port:
        return _named_port(settings.field_key_port)
    if settings.field_key is None:
        return FileKeys(folder / FIELD_KEYS)
    texts = [settings.field_key.get_secret_value()]
    if settings.field_keys_before is not None:
        texts += settings.field_keys_before.get_secret_value().replace(",", " ").split()
    try:
        return KeyRing.of(*[_key(text) for text in texts])
    except ValueError as error:
        raise FieldKeyMissing(
            "PURSIGHT_FIELD_KEY or PURSIGHT_FIELD_KEYS_BEFORE holds no key",
            hint="Each key is 32 random bytes in base64, as of `openssl rand -base64 32`.",
        ) from error


def _named_port(name: str) -> KeyPort:
    module, _, function = name.partition(":")
    try:
        port = getattr(importlib.import_module(module), function)()
    except (ImportError, AttributeError, TypeError, ValueError) as error:
        raise FieldKeyMissing(
            f"the key port {name} cannot be made", hint="Give module:function of what makes it."
        ) from error
    if not isinstance(port, KeyPort):
        raise FieldKeyMissing(f"{name} makes no key port", hint="See docs/security.md.")
    return port


def _key(text: object) -> bytes:
    try:
        key = base64.b64decode(str(text), validate=True)
    except binascii.Error as error:
        raise ValueError("no base64") from error
    if len(key) != KEY_BYTES:
        raise ValueError(f"a key has {KEY_BYTES} bytes")
    return key


def _missing(name: str) -> FieldKeyMissing:
    return FieldKeyMissing(
        f"the field key {name} is missing",
        hint="Give back the key file or the variable that held it; `doctor` names what is needed.",
    )
