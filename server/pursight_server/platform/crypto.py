"""The server's keys: for tokens, for jobs, for the log, for cursors, for TLS."""

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Self

from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

from pursight.clock import Clock
from pursight.errors import Refused
from pursight_server.platform.certificates import TLS_CERTIFICATE, TLS_KEY, make_certificate
from pursight_server.platform.private_files import private_folder, write_private

__all__ = [
    "JOB_KEY",
    "LOG_KEY",
    "TLS_CERTIFICATE",
    "TLS_KEY",
    "TOKEN_KEY",
    "KeysMissing",
    "ServerKeys",
    "key_id",
    "make_keys",
    "spki_sha256",
]

TOKEN_KEY, JOB_KEY, LOG_KEY = "token-signing.pem", "job-signing.pem", "log-signing.pem"


class KeysMissing(Refused):
    """The data directory holds no keys, or not all of them."""

    code = "keys.missing"


@dataclass(frozen=True, slots=True)
class ServerKeys:
    """What the server signs with."""

    token_signing: Ed25519PrivateKey
    job_signing: Ed25519PrivateKey
    log_signing: Ed25519PrivateKey

    @classmethod
    def generate(cls) -> Self:
        """Make new ones, kept nowhere."""
        return cls(*(Ed25519PrivateKey.generate() for _ in range(3)))

    @classmethod
    def load(cls, folder: Path) -> Self:
        """Read them from a data directory's `keys` folder.

        Raises:
            KeysMissing: One is not there or cannot be read as an Ed25519 key.
        """
        return cls(*(_read(folder / name) for name in (TOKEN_KEY, JOB_KEY, LOG_KEY)))

    @property
    def token_key_id(self) -> str:
        """Short name of the key that signs tokens, for their `kid`."""
        return key_id(self.token_signing.public_key())

    @property
    def cursor_secret(self) -> bytes:
        """Secret for cursors and the like; the same as long as the token key is."""
        return HKDF(
            algorithm=hashes.SHA256(), length=32, salt=None, info=b"pursight cursors v1"
        ).derive(self.token_signing.private_bytes_raw())

    @property
    def job_public(self) -> bytes:
        """Public key of the jobs' signatures, 32 bytes."""
        return self.job_signing.public_key().public_bytes_raw()

    @property
    def log_public(self) -> bytes:
        """Public key of the log's signed heads, 32 bytes."""
        return self.log_signing.public_key().public_bytes_raw()


def key_id(key: Ed25519PublicKey) -> str:
    """Name a public key by the first 16 hex digits of its SHA-256."""
    return hashlib.sha256(key.public_bytes_raw()).hexdigest()[:16]


def make_keys(folder: Path, clock: Clock, names: Sequence[str] = ()) -> list[str]:
    """Make what is missing in a `keys` folder, 0600 each; returns the names of the files made.

    The certificate is renewed when it must be; `names` are more names of this server.
    """
    private_folder(folder)
    made: list[str] = []
    for name in (TOKEN_KEY, JOB_KEY, LOG_KEY):
        if not (folder / name).exists():
            write_private(folder / name, _pem(Ed25519PrivateKey.generate()))
            made.append(name)
    made += make_certificate(folder, clock.now(), names)
    return made


def spki_sha256(certificate_pem: bytes) -> str:
    """Fingerprint of a certificate's public key: SHA-256 of its SubjectPublicKeyInfo (DER), hex.

    Enrolment tokens carry it, so that an agent knows the server at first contact.
    """
    spki = (
        x509.load_pem_x509_certificate(certificate_pem)
        .public_key()
        .public_bytes(serialization.Encoding.DER, serialization.PublicFormat.SubjectPublicKeyInfo)
    )
    return hashlib.sha256(spki).hexdigest()


def _read(path: Path) -> Ed25519PrivateKey:
    try:
        key = serialization.load_pem_private_key(path.read_bytes(), password=None)
    except FileNotFoundError as error:
        raise KeysMissing(
            f"the key {path.name} is missing",
            hint="Run `pursight server init`, or restore a backup.",
        ) from error
    except ValueError as error:
        raise KeysMissing(f"{path.name} holds no key", hint="Restore it from a backup.") from error
    if not isinstance(key, Ed25519PrivateKey):
        raise KeysMissing(f"{path.name} is no Ed25519 key", hint="Restore it from a backup.")
    return key


def _pem(key: Ed25519PrivateKey) -> bytes:
    return key.private_bytes(
        serialization.Encoding.PEM,
        serialization.PrivateFormat.PKCS8,
        serialization.NoEncryption(),
    )
