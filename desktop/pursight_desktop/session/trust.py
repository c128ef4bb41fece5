"""Trust in the server's TLS: certificate authorities, or the one key that a person confirmed."""

import hashlib
import socket
import ssl
from urllib.parse import urlsplit

from cryptography import x509
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat
from typing_extensions import override

from pursight.errors import Forbidden, Refused
from pursight_desktop.session.answers import LOOK_AT_THE_ADDRESS, Offline, offline

LOCAL_HOSTS = frozenset({"localhost", "127.0.0.1", "::1"})


class UnknownServer(Forbidden):
    """The server's certificate is of no authority that this machine knows.

    Attributes:
        pin: Fingerprint of its key; a person may compare it and then trust it.
    """

    code = "console.unknown_server"

    def __init__(self, host: str, pin: str) -> None:
        super().__init__(
            f"The certificate of {host} is of no authority that this machine knows.",
            hint="Compare the fingerprint with the one that its administrator sees "
            f"(`pursight server doctor`): {spell_pin(pin)}",
        )
        self.pin = pin


class WrongPin(ssl.SSLCertVerificationError):
    """The handshake was completed by another key than the confirmed one."""


class BadAddress(Refused):
    """The text is no address of a server."""

    code = "console.bad_address"


def spell_url(text: str) -> str:
    """Bring a server's address into one form: scheme, host, port, no path.

    `https` is added where no scheme is typed. Without TLS only this very machine is spoken to.

    Raises:
        BadAddress: It is no address, or would send a password unencrypted over a network.
    """
    text = text.strip()
    parts = urlsplit(text if "://" in text else f"https://{text}")
    try:
        host, port = parts.hostname, parts.port
    except ValueError as error:
        raise BadAddress(f"{text} is no address of a server.") from error
    if not host or parts.scheme not in ("https", "http") or any(c.isspace() for c in host):
        raise BadAddress(
            f"{text or 'Nothing'} is no address of a server.", hint="Such as https://pursight:8443"
        )
    if parts.scheme == "http" and host not in LOCAL_HOSTS:
        raise BadAddress(
            "A password is never sent over a network without encryption.",
            hint=f"Try https://{parts.netloc}",
        )
    shown = f"[{host}]" if ":" in host else host
    return f"{parts.scheme}://{shown}:{port}" if port else f"{parts.scheme}://{shown}"


def spki_sha256(certificate: bytes) -> str:
    """SHA-256 of a DER certificate's SubjectPublicKeyInfo, lower-case hex (RFC 7469, 2.4)."""
    key = x509.load_der_x509_certificate(certificate).public_key()
    return hashlib.sha256(
        key.public_bytes(Encoding.DER, PublicFormat.SubjectPublicKeyInfo)
    ).hexdigest()


def pin_of_certificate(pem: bytes) -> str:
    """Fingerprint of the key in a PEM certificate, for a server whose certificate one has.

    Raises:
        BadAddress: It is no certificate.
    """
    try:
        certificate = x509.load_pem_x509_certificate(pem)
    except ValueError as error:
        raise BadAddress("The file holds no certificate in PEM form.") from error
    return spki_sha256(certificate.public_bytes(Encoding.DER))


def spell_pin(pin: str) -> str:
    """Write a fingerprint so that two people can compare it aloud."""
    return " ".join(pin[at : at + 4] for at in range(0, len(pin), 4))


def context(url: str, pin: str) -> ssl.SSLContext | bool:
    """Choose what to trust for a server: its pin, else the authorities of this machine."""
    if not url.startswith("https:"):
        return True
    return pinned_context(pin) if pin else ssl.create_default_context()


def pinned_context(pin: str) -> ssl.SSLContext:
    """Trust one public key and nothing else.

    Names and dates in the certificate are not looked at: the handshake proves that the other side
    holds the key, also when this machine's clock is wrong. The check comes before the first byte
    of a request is sent.
    """

    def check(certificate: bytes | None) -> None:
        if certificate is None or spki_sha256(certificate) != pin:
            raise WrongPin("the server's key is not the confirmed one")

    class PinnedSocket(ssl.SSLSocket):
        @override
        def do_handshake(self, block: bool = False) -> None:
            super().do_handshake(block)
            check(self.getpeercert(binary_form=True))

    class PinnedObject(ssl.SSLObject):  # what asyncio uses
        @override
        def do_handshake(self) -> None:
            super().do_handshake()
            check(self.getpeercert(binary_form=True))

    chosen = ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)
    chosen.minimum_version = ssl.TLSVersion.TLSv1_2
    chosen.check_hostname = False
    chosen.verify_mode = ssl.CERT_NONE  # the pin is the check
    chosen.sslsocket_class = PinnedSocket
    chosen.sslobject_class = PinnedObject
    return chosen


def look_at(url: str, *, timeout: float = 10.0) -> str:
    """Say by which key a server would have to be trusted; blocks while it asks.

    Returns:
        Empty where an authority of this machine vouches for it, or there is no TLS; otherwise the
        fingerprint, for a person to confirm.

    Raises:
        Offline: It does not answer.
    """
    parts = urlsplit(url)
    if parts.scheme != "https" or parts.hostname is None:
        return ""
    address = (parts.hostname, parts.port or 443)
    try:
        with (
            socket.create_connection(address, timeout) as plain,
            ssl.create_default_context().wrap_socket(plain, server_hostname=parts.hostname),
        ):
            return ""
    except ssl.SSLCertVerificationError:
        return _ask_pin(url, address, timeout)
    except OSError as error:
        raise offline(url, LOOK_AT_THE_ADDRESS) from error


def _ask_pin(url: str, address: tuple[str, int], timeout: float) -> str:
    anyone = ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)
    anyone.check_hostname = False
    anyone.verify_mode = ssl.CERT_NONE  # nothing is sent: only its certificate is looked at
    try:
        with (
            socket.create_connection(address, timeout) as plain,
            anyone.wrap_socket(plain, server_hostname=address[0]) as tls,
        ):
            certificate = tls.getpeercert(binary_form=True)
    except OSError as error:
        raise offline(url, LOOK_AT_THE_ADDRESS) from error
    if certificate is None:
        raise Offline(f"{url} showed no certificate.")
    return spki_sha256(certificate)
