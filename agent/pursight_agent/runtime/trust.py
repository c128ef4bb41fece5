"""Trust in the server's TLS: its pinned public key or a certificate authority, never neither."""

import hashlib
import ssl

from cryptography import x509
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat
from typing_extensions import override

from pursight.errors import Fault, PurSightError


class UntrustedServer(PurSightError):
    """Who answers is not the server that this agent was told to trust."""

    code = "uplink.untrusted_server"
    fault = Fault.WORLD
    status = 503


class WrongPin(ssl.SSLCertVerificationError):
    """The handshake was completed by another key than the pinned one."""


def spki_sha256(certificate: bytes) -> str:
    """SHA-256 of a DER certificate's SubjectPublicKeyInfo, lower-case hex (RFC 7469, 2.4)."""
    key = x509.load_der_x509_certificate(certificate).public_key()
    return hashlib.sha256(
        key.public_bytes(Encoding.DER, PublicFormat.SubjectPublicKeyInfo)
    ).hexdigest()


def authority_context() -> ssl.SSLContext:
    """Trust the certificate authorities of this machine; TLS 1.3 or newer."""
    context = ssl.create_default_context()
    context.minimum_version = ssl.TLSVersion.TLSv1_3
    return context


def pinned_context(pin: str) -> ssl.SSLContext:
    """Trust one public key and nothing else; TLS 1.3 or newer.

    Names and dates in the certificate are not looked at: the handshake proves that the other side
    holds the pinned key, also when this machine's clock is a day off. The check comes before the
    first byte of a request is sent.
    """

    def check(certificate: bytes | None) -> None:
        if certificate is None or spki_sha256(certificate) != pin:
            raise WrongPin("the server's key is not the pinned one")

    class PinnedSocket(ssl.SSLSocket):
        @override
        def do_handshake(self, block: bool = False) -> None:
            super().do_handshake(block)
            check(self.getpeercert(binary_form=True))

    class PinnedObject(ssl.SSLObject):  # inside another TLS tunnel, as to a proxy
        @override
        def do_handshake(self) -> None:
            super().do_handshake()
            check(self.getpeercert(binary_form=True))

    context = ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)
    context.minimum_version = ssl.TLSVersion.TLSv1_3
    context.check_hostname = False
    context.verify_mode = ssl.CERT_NONE  # the pin is the check
    context.sslsocket_class = PinnedSocket
    context.sslobject_class = PinnedObject
    return context
