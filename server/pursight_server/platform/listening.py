"""Where the server listens: its socket, its TLS, its address for people."""

import ipaddress
import socket
import ssl
from dataclasses import dataclass
from pathlib import Path

from pursight.errors import Refused
from pursight_server.platform.crypto import TLS_CERTIFICATE, TLS_KEY, spki_sha256
from pursight_server.platform.settings import Settings


class ListenRefused(Refused):
    """The server cannot or will not listen there."""

    code = "listen.refused"


@dataclass(frozen=True, slots=True)
class Endpoint:
    """A bound socket and how to reach it."""

    socket: socket.socket
    url: str
    tls: ssl.SSLContext | None
    spki_sha256: str

    def read_again(self, settings: Settings, keys: Path) -> None:
        """Show a renewed certificate to whoever connects from now on.

        Raises:
            ListenRefused: It cannot be used, or is of another key, which agents would not know;
                the one of before stays.
        """
        if self.tls is None:
            return
        if _tls(settings, keys)[1] != self.spki_sha256:
            raise ListenRefused(
                "the renewed certificate is of another key",
                hint="Agents know the old key: restart the server, and enrol them anew.",
            )
        self.tls.load_cert_chain(*_files(settings, keys))


def listen(settings: Settings, keys: Path) -> Endpoint:
    """Bind the socket, and make the TLS context that goes with it.

    Raises:
        ListenRefused: The address is taken or unknown; plain HTTP is asked for beyond this machine;
            only one of certificate and key is given, or they do not fit together.
    """
    if settings.plain_http and not (loopback(settings.host) or settings.trusted_proxies):
        raise ListenRefused(
            f"plain HTTP on {settings.host} would send passwords in the clear",
            hint="Leave --plain-http out, listen on 127.0.0.1 behind a proxy that does TLS, or name"
            " the proxies in PURSIGHT_TRUSTED_PROXIES.",
        )
    tls, fingerprint = (None, "") if settings.plain_http else _tls(settings, keys)
    bound = _bind(settings.host, settings.port)
    host, port = bound.getsockname()[:2]
    scheme = "http" if tls is None else "https"
    return Endpoint(bound, f"{scheme}://{_reachable(host)}:{port}", tls, fingerprint)


def _tls(settings: Settings, keys: Path) -> tuple[ssl.SSLContext, str]:
    if (settings.tls_certificate is None) != (settings.tls_key is None):
        raise ListenRefused(
            "a certificate needs its key, and a key its certificate",
            hint="Give both --cert and --key, or neither for the server's own.",
        )
    certificate, key = _files(settings, keys)
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.minimum_version = ssl.TLSVersion.TLSv1_3
    context.set_alpn_protocols(["http/1.1"])
    try:
        context.load_cert_chain(certificate, key)
        return context, spki_sha256(certificate.read_bytes())
    except (OSError, ValueError) as error:  # ssl.SSLError is an OSError
        raise ListenRefused(
            f"the certificate {certificate} and the key {key} cannot be used",
            hint="Both must be PEM files that the server may read, and belong together.",
        ) from error


def _files(settings: Settings, keys: Path) -> tuple[Path, Path]:
    return settings.tls_certificate or keys / TLS_CERTIFICATE, settings.tls_key or keys / TLS_KEY


def _bind(host: str, port: int) -> socket.socket:
    try:
        family, kind, protocol, _name, address = socket.getaddrinfo(
            host, port, type=socket.SOCK_STREAM, flags=socket.AI_PASSIVE
        )[0]
    except socket.gaierror as error:
        raise ListenRefused(f"{host} is no address of this machine") from error
    bound = socket.socket(family, kind, protocol)
    bound.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    try:
        bound.bind(address)
    except OSError as error:
        bound.close()
        raise ListenRefused(
            f"port {port} on {host} cannot be had: {error.strerror}",
            hint="Another program has it; choose another with --port, or 0 for any.",
        ) from error
    return bound


def loopback(host: str) -> bool:
    """Whether an address is reached from this machine only."""
    if host == "localhost":
        return True
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return False


def _reachable(host: str) -> str:
    address = ipaddress.ip_address(host)
    if address.is_unspecified:
        return socket.gethostname() or "localhost"
    return f"[{host}]" if address.version == 6 else host
