"""By what names a server may be addressed, and whose word about a request's origin it takes."""

import ipaddress
import socket
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlsplit

from cryptography import x509

from pursight_server.platform.settings import Settings

Network = ipaddress.IPv4Network | ipaddress.IPv6Network


def server_names(settings: Settings) -> list[str]:
    """List the names and addresses that were set for this server."""
    listened = settings.host if not _unspecified(settings.host) else ""
    public = urlsplit(settings.public_url).hostname or ""
    return [name for name in (listened, public, *settings.host_names) if name]


@dataclass(frozen=True, slots=True)
class Hosts:
    """Names in the Host header that mean this server.

    A page of another site can make its own name point to this server's address (DNS rebinding); it
    cannot make the browser send another name than its own. Addresses are no names and cannot be
    made to point elsewhere.
    """

    names: frozenset[str]

    @classmethod
    def of(cls, settings: Settings) -> "Hosts":
        """Take the machine's own names, those that were set, those in one's own certificate."""
        own = ["localhost", socket.gethostname(), *server_names(settings)]
        if settings.tls_certificate is not None:
            own += certified_names(settings.tls_certificate)
        return cls(frozenset(name.lower().rstrip(".") for name in own if name))

    def allow(self, header: str) -> bool:
        """Whether a Host header names this server."""
        host = _without_port(header.strip().lower())
        try:
            ipaddress.ip_address(host.strip("[]"))
        except ValueError:
            host = host.rstrip(".")
            return host in self.names or f"*.{host.partition('.')[2]}" in self.names
        return True


@dataclass(frozen=True, slots=True)
class Proxies:
    """Proxies whose X-Forwarded-For is believed; everybody else's is not looked at."""

    networks: tuple[Network, ...]

    @classmethod
    def of(cls, texts: Sequence[str]) -> "Proxies":
        """Read addresses and networks."""
        return cls(tuple(ipaddress.ip_network(text, strict=False) for text in texts))

    def trust(self, address: str) -> bool:
        """Whether a peer is one of them."""
        try:
            peer = ipaddress.ip_address(address)
        except ValueError:
            return False
        return any(peer in network for network in self.networks if network.version == peer.version)

    def client(self, peer: str, forwarded_for: str) -> str:
        """Tell who really asks: the last address of the chain that is not one of ours."""
        if not self.trust(peer):
            return peer
        found = peer
        for text in reversed([part.strip() for part in forwarded_for.split(",")]):
            try:
                found = str(ipaddress.ip_address(text))
            except ValueError:
                break
            if not self.trust(found):
                break
        return found


def certified_names(certificate: Path) -> list[str]:
    """List the names that a certificate is for; none when it cannot be read."""
    try:
        found = x509.load_pem_x509_certificate(certificate.read_bytes())
        names = found.extensions.get_extension_for_class(x509.SubjectAlternativeName).value
    except (OSError, ValueError, x509.ExtensionNotFound):
        return []
    return names.get_values_for_type(x509.DNSName)


def _unspecified(host: str) -> bool:
    try:
        return ipaddress.ip_address(host).is_unspecified
    except ValueError:
        return False


def _without_port(header: str) -> str:
    if header.startswith("["):
        return header.partition("]")[0] + "]"
    return header.rpartition(":")[0] if header.count(":") == 1 else header
