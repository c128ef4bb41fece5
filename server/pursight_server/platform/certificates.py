"""The server's own authority and certificate: made at first start, renewed before they expire.

Clients that pin the server's key notice nothing of a renewal, since the key stays. Those that trust
the authority instead, as browsers can be told to, need to be told once in ten years.
"""

import ipaddress
import socket
from collections.abc import Sequence
from datetime import datetime, timedelta
from pathlib import Path
from typing import Final

from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import ExtendedKeyUsageOID, NameOID

from pursight_server.platform.private_files import write_private

TLS_KEY, TLS_CERTIFICATE = "tls-key.pem", "tls-certificate.pem"
AUTHORITY_KEY, AUTHORITY = "tls-authority-key.pem", "tls-authority.pem"

AUTHORITY_LIFE: Final = timedelta(days=3652)
LIFE: Final = timedelta(days=397)
"""Browsers refuse certificates that are good for longer."""
RENEWED_BEFORE: Final = timedelta(days=60)
_CLOCKS_DIFFER = timedelta(days=1)


def make_certificate(folder: Path, now: datetime, names: Sequence[str] = ()) -> list[str]:
    """Make or renew what is missing, expires soon or lacks a name; returns the files written.

    Args:
        folder: The data directory's `keys`.
        now: The time.
        names: Names and addresses of this server besides those of its machine.
    """
    written: list[str] = []
    authority_key, made = _key(folder / AUTHORITY_KEY)
    written += [AUTHORITY_KEY] if made else []
    authority = _certificate(folder / AUTHORITY)
    if authority is None or made or authority.not_valid_after_utc - now < LIFE:
        authority = _authority(authority_key, now)
        write_private(folder / AUTHORITY, _pem(authority))
        written.append(AUTHORITY)
    key, made = _key(folder / TLS_KEY)
    written += [TLS_KEY] if made else []
    wanted = own_names(names)
    if made or not _good(_certificate(folder / TLS_CERTIFICATE), authority, wanted, now):
        signed = _signed(key, authority, authority_key, (wanted, now))
        write_private(folder / TLS_CERTIFICATE, _pem(signed) + _pem(authority))
        written.append(TLS_CERTIFICATE)
    return written


def own_names(more: Sequence[str] = ()) -> list[x509.GeneralName]:
    """List by what this machine is reached: its name, loopback, and what was set."""
    host = socket.gethostname()
    found: dict[x509.GeneralName, None] = {}
    for text in ("localhost", host, *more):
        try:
            found[x509.IPAddress(ipaddress.ip_address(text))] = None
        except ValueError:
            if text and text.isascii():
                found[x509.DNSName(text)] = None
    for text in ("127.0.0.1", "::1"):
        found[x509.IPAddress(ipaddress.ip_address(text))] = None
    return list(found)


def _good(
    found: x509.Certificate | None,
    authority: x509.Certificate,
    wanted: Sequence[x509.GeneralName],
    now: datetime,
) -> bool:
    if found is None or found.not_valid_after_utc - now < RENEWED_BEFORE:
        return False
    try:
        found.verify_directly_issued_by(authority)
        named = found.extensions.get_extension_for_class(x509.SubjectAlternativeName).value
    except Exception:  # noqa: BLE001  whatever is wrong with it: it is made anew
        return False
    return set(wanted) <= set(named)


def _authority(key: ec.EllipticCurvePrivateKey, now: datetime) -> x509.Certificate:
    host = socket.gethostname() or "this machine"
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, f"PurSight on {host}"[:64])])
    return (
        _begun(key.public_key(), name, name, now)
        .not_valid_after(now + AUTHORITY_LIFE)
        .add_extension(x509.BasicConstraints(ca=True, path_length=0), critical=True)
        .add_extension(_usage(signs_certificates=True), critical=True)
        .sign(key, hashes.SHA256())
    )


def _signed(
    key: ec.EllipticCurvePrivateKey,
    authority: x509.Certificate,
    authority_key: ec.EllipticCurvePrivateKey,
    about: tuple[Sequence[x509.GeneralName], datetime],
) -> x509.Certificate:
    names, now = about
    host = socket.gethostname() or "pursight"
    subject = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, host[:64])])
    issued_by = x509.AuthorityKeyIdentifier.from_issuer_public_key(authority_key.public_key())
    return (
        _begun(key.public_key(), subject, authority.subject, now)
        .not_valid_after(now + LIFE)
        .add_extension(x509.SubjectAlternativeName(names), critical=False)
        .add_extension(x509.BasicConstraints(ca=False, path_length=None), critical=True)
        .add_extension(_usage(signs_certificates=False), critical=True)
        .add_extension(x509.ExtendedKeyUsage([ExtendedKeyUsageOID.SERVER_AUTH]), critical=False)
        .add_extension(issued_by, critical=False)
        .sign(authority_key, hashes.SHA256())
    )


def _begun(
    key: ec.EllipticCurvePublicKey, subject: x509.Name, issuer: x509.Name, now: datetime
) -> x509.CertificateBuilder:
    return (
        x509.CertificateBuilder()
        .subject_name(subject)
        .issuer_name(issuer)
        .public_key(key)
        .serial_number(x509.random_serial_number())
        .not_valid_before(now - _CLOCKS_DIFFER)
        .add_extension(x509.SubjectKeyIdentifier.from_public_key(key), critical=False)
    )


def _usage(*, signs_certificates: bool) -> x509.KeyUsage:
    return x509.KeyUsage(
        digital_signature=not signs_certificates,
        key_cert_sign=signs_certificates,
        crl_sign=signs_certificates,
        content_commitment=False,
        key_encipherment=False,
        data_encipherment=False,
        key_agreement=False,
        encipher_only=False,
        decipher_only=False,
    )


def _key(path: Path) -> tuple[ec.EllipticCurvePrivateKey, bool]:
    try:
        found = serialization.load_pem_private_key(path.read_bytes(), password=None)
        if isinstance(found, ec.EllipticCurvePrivateKey):
            return found, False
    except (FileNotFoundError, ValueError):
        pass
    made = ec.generate_private_key(ec.SECP256R1())
    pem = made.private_bytes(
        serialization.Encoding.PEM,
        serialization.PrivateFormat.PKCS8,
        serialization.NoEncryption(),
    )
    write_private(path, pem)
    return made, True


def _certificate(path: Path) -> x509.Certificate | None:
    try:
        return x509.load_pem_x509_certificate(path.read_bytes())
    except (FileNotFoundError, ValueError):
        return None


def _pem(certificate: x509.Certificate) -> bytes:
    return certificate.public_bytes(serialization.Encoding.PEM)
