"""The server's keys: for tokens, for jobs, for the log, for cursors, for TLS."""

import hashlib
import ipaddress
import socket
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path
from typing import Self

from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey
from cryptography.hazmat.primitives.kdf.hkdf import HKDF
from cryptography.x509.oid import ExtendedKeyUsageOID, NameOID

from pursight.clock import Clock
from pursight.errors import Refused
from pursight_server.platform.private_files import private_folder, write_private

TOKEN_KEY, JOB_KEY, LOG_KEY = "token-signing.pem", "job-signing.pem", "log-signing.pem"
TLS_KEY, TLS_CERTIFICATE = "tls-key.pem", "tls-certificate.pem"
_CERTIFICATE_YEARS = 10


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


def make_keys(folder: Path, clock: Clock) -> list[str]:
    """Make what is missing in a `keys` folder, 0600 each; returns the names of the files made."""
    private_folder(folder)
    made: list[str] = []
    for name in (TOKEN_KEY, JOB_KEY, LOG_KEY):
        if not (folder / name).exists():
            write_private(folder / name, _pem(Ed25519PrivateKey.generate()))
            made.append(name)
    if not ((folder / TLS_KEY).exists() and (folder / TLS_CERTIFICATE).exists()):
        key = ec.generate_private_key(ec.SECP256R1())
        write_private(folder / TLS_KEY, _pem(key))
        certificate = self_signed(key, clock.now())
        write_private(
            folder / TLS_CERTIFICATE, certificate.public_bytes(serialization.Encoding.PEM)
        )
        made += [TLS_KEY, TLS_CERTIFICATE]
    return made


def self_signed(key: ec.EllipticCurvePrivateKey, now: datetime) -> x509.Certificate:
    """Make a certificate for this machine's names; agents trust its key by the enrolment pin."""
    host = socket.gethostname()
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, (host or "pursight")[:64])])
    names: list[x509.GeneralName] = [
        x509.DNSName(dns) for dns in dict.fromkeys(["localhost", host]) if dns and dns.isascii()
    ]
    names += [x509.IPAddress(ipaddress.ip_address(ip)) for ip in ("127.0.0.1", "::1")]
    return (
        x509.CertificateBuilder()
        .subject_name(name)
        .issuer_name(name)
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(now - timedelta(days=1))
        .not_valid_after(now + timedelta(days=365 * _CERTIFICATE_YEARS))
        .add_extension(x509.SubjectAlternativeName(names), critical=False)
        .add_extension(x509.BasicConstraints(ca=False, path_length=None), critical=True)
        .add_extension(x509.ExtendedKeyUsage([ExtendedKeyUsageOID.SERVER_AUTH]), critical=False)
        .sign(key, hashes.SHA256())
    )


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


def _pem(key: Ed25519PrivateKey | ec.EllipticCurvePrivateKey) -> bytes:
    return key.private_bytes(
        serialization.Encoding.PEM,
        serialization.PrivateFormat.PKCS8,
        serialization.NoEncryption(),
    )
