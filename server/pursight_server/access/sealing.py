"""Seal single fields: AES-256-GCM, bound to the place where they are kept."""

import secrets
from dataclasses import dataclass
from typing import Final
from uuid import UUID

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

from pursight.errors import PurSightError
from pursight_server.platform.crypto import ServerKeys

_NONCE: Final = 12
_VERSION: Final = b"\x01"


class SealBroken(PurSightError):
    """A sealed field does not open: another key, or it was moved or changed in the database."""

    code = "field.seal_broken"


@dataclass(frozen=True, slots=True)
class Place:
    """Where a field is kept; what was sealed for one place opens at no other."""

    organisation_id: UUID
    table: str
    column: str
    row: UUID

    @property
    def associated(self) -> bytes:
        """The place as associated data."""
        return f"{self.organisation_id}|{self.table}|{self.column}|{self.row}".encode()


def seal(keys: ServerKeys, plain: bytes, place: Place) -> bytes:
    """Encrypt a field for its place."""
    nonce = secrets.token_bytes(_NONCE)
    return _VERSION + nonce + AESGCM(_key(keys)).encrypt(nonce, plain, _VERSION + place.associated)


def unseal(keys: ServerKeys, sealed: bytes, place: Place) -> bytes:
    """Decrypt a field.

    Raises:
        SealBroken: It was sealed with another key or for another place, or was changed.
    """
    nonce = sealed[len(_VERSION) : len(_VERSION) + _NONCE]
    try:
        return AESGCM(_key(keys)).decrypt(
            nonce, sealed[len(_VERSION) + _NONCE :], sealed[: len(_VERSION)] + place.associated
        )
    except (InvalidTag, ValueError) as error:
        raise SealBroken(
            f"a sealed field of the table {place.table} does not open",
            hint="Was the database restored without the keys that belong to it?",
        ) from error


def _key(keys: ServerKeys) -> bytes:
    return HKDF(
        algorithm=hashes.SHA256(), length=32, salt=None, info=b"pursight sealed fields v1"
    ).derive(keys.token_signing.private_bytes_raw())
