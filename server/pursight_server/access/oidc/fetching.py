"""Ask an identity provider over HTTP, and nobody else: what an administrator types is not trusted.

TLS only, no redirects, little time, little room, and never this machine or its neighbours on the
link (metadata services of clouds are there). The address that was looked at is the one connected
to, so that a name cannot point elsewhere a moment later.
"""

import asyncio
import ipaddress
import json
import socket
import ssl
from collections.abc import Mapping
from typing import Any, Final
from urllib.parse import urlsplit

import httpx

from pursight.errors import Refused, Unavailable

_SECONDS: Final = 10.0
_MOST_BYTES: Final = 512 * 1024


class BadProviderAddress(Refused):
    """An address of a provider is not one that this server asks."""

    code = "provider.bad_address"


class ProviderUnavailable(Unavailable):
    """The provider does not answer, or not as one."""

    code = "provider.unavailable"


class Provider:
    """Asks providers.

    Args:
        loopback: Whether this machine may be asked too, and there without TLS; for trials.
        authorities: What to trust for TLS instead of this machine's authorities.
    """

    def __init__(self, *, loopback: bool, authorities: ssl.SSLContext | None = None) -> None:
        self._loopback, self._authorities = loopback, authorities

    async def get(self, url: str) -> dict[str, Any]:
        """Read a JSON object.

        Raises:
            BadProviderAddress, ProviderUnavailable: It cannot be asked; it does not answer.
        """
        return await self._ask("GET", url)

    async def post(
        self, url: str, form: Mapping[str, str], *, auth: tuple[str, str] | None
    ) -> dict[str, Any]:
        """Send a form and read a JSON object.

        Raises:
            BadProviderAddress, ProviderUnavailable: It cannot be asked; it does not answer.
        """
        return await self._ask("POST", url, data=dict(form), auth=auth)

    def check(self, url: str) -> tuple[str, str, int]:
        """Look at an address before anything is asked; gives scheme, host and port.

        Raises:
            BadProviderAddress: It is not one of a provider.
        """
        try:
            parts = urlsplit(url)
            host, port = parts.hostname or "", parts.port
        except ValueError as error:
            raise _bad(url) from error
        plain = parts.scheme == "http" and self._loopback and _is_loopback(host)
        whole = host and not parts.username and not parts.password and not parts.fragment
        if not (parts.scheme == "https" or plain) or not whole or any(c.isspace() for c in url):
            raise _bad(url)
        return parts.scheme, host, port or (443 if parts.scheme == "https" else 80)

    async def _ask(self, method: str, url: str, **content: Any) -> dict[str, Any]:
        _scheme, host, port = self.check(url)
        address = await self._address(host, port)
        target = httpx.URL(url).copy_with(host=address)
        named = httpx.URL(url).netloc.decode("ascii")
        try:
            async with (
                asyncio.timeout(_SECONDS),
                httpx.AsyncClient(
                    verify=self._authorities or ssl.create_default_context(),
                    follow_redirects=False,
                    trust_env=False,
                    timeout=_SECONDS,
                ) as client,
                client.stream(
                    method,
                    target,
                    headers={"Host": named, "Accept": "application/json"},
                    extensions={"sni_hostname": host},
                    **content,
                ) as answer,
            ):
                read = await _read(answer)
        except (httpx.HTTPError, TimeoutError, OSError) as error:
            raise ProviderUnavailable(
                f"the identity provider at {host} does not answer",
                hint="Try again; if it lasts, an administrator looks at its address.",
            ) from error
        if not answer.is_success:
            raise ProviderUnavailable(
                f"the identity provider at {host} refuses (status {answer.status_code})",
                hint="Do client id and secret hold still?",
            )
        return read

    async def _address(self, host: str, port: int) -> str:
        """Find where a name points, and refuse places that no provider is at."""
        try:
            found = await asyncio.get_running_loop().getaddrinfo(
                host, port, type=socket.SOCK_STREAM
            )
        except OSError as error:
            raise ProviderUnavailable(f"there is no machine called {host}") from error
        for *_, target in found:
            if not self._allowed(str(target[0])):
                raise _bad(host)
        return str(found[0][4][0])

    def _allowed(self, text: str) -> bool:
        address = ipaddress.ip_address(text.partition("%")[0])
        if isinstance(address, ipaddress.IPv6Address) and address.ipv4_mapped is not None:
            address = address.ipv4_mapped
        if address.is_loopback:
            return self._loopback
        return not (
            address.is_link_local
            or address.is_unspecified
            or address.is_multicast
            or address.is_reserved
        )


async def _read(answer: httpx.Response) -> dict[str, Any]:
    body = bytearray()
    async for part in answer.aiter_bytes():
        body += part
        if len(body) > _MOST_BYTES:
            raise ProviderUnavailable("the identity provider answers more than it should")
    try:
        content = json.loads(bytes(body)) if answer.is_success else {}
    except (ValueError, RecursionError) as error:
        raise ProviderUnavailable("the identity provider does not answer in JSON") from error
    if not isinstance(content, dict):
        raise ProviderUnavailable("the identity provider answers something else")
    return content


def _is_loopback(host: str) -> bool:
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return host == "localhost"


def _bad(url: str) -> BadProviderAddress:
    return BadProviderAddress(
        f"{url} is no address of an identity provider",
        hint="It begins with https:// and is not on this machine.",
    )
