"""What is looked at before a request is let in: host, proxy, path, how often, where from."""

import re
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from urllib.parse import urlsplit

from fastapi.routing import APIRoute
from starlette.datastructures import Headers
from starlette.types import Scope

from pursight.errors import Forbidden, Refused
from pursight_server.access.guard import guards_of
from pursight_server.platform.hosts import Hosts, Proxies
from pursight_server.platform.listening import loopback
from pursight_server.platform.rate_limits import RateLimits, network_of
from pursight_server.platform.settings import Settings

AGENTS = "/agent/"
_OPEN_TO_ALL = frozenset({"/health", "/ready"})
_NUL = re.compile(rb"%00|\x00")
_AMBIGUOUS = re.compile(
    rb"//|;|\\|[\x00-\x20\x7f]|%(?:2f|5c|2e|25|7f|[01][0-9a-f])|/\.{1,2}(?:/|$)|\.$", re.IGNORECASE
)


class WrongHost(Refused):
    """The Host header names another server."""

    code = "host.unknown"
    status = 421


class AmbiguousPath(Refused):
    """Programs read this path differently: a proxy may have let through what it did not see."""

    code = "path.ambiguous"
    status = 400


class BadQuery(Refused):
    """The query holds what no text can hold."""

    code = "request.malformed"
    status = 400


class NotThroughProxy(Forbidden):
    """This server is behind a proxy, and somebody came around it."""

    code = "proxy.required"


class ForeignOrigin(Forbidden):
    """A page of another site opened this WebSocket."""

    code = "origin.foreign"


@dataclass(frozen=True, slots=True)
class Entry:
    """The door."""

    hosts: Hosts
    proxies: Proxies
    only_proxies: bool
    limits: RateLimits
    strict: tuple[str, ...]
    """Beginnings of the paths at which people and agents say who they are."""

    @classmethod
    def of(cls, settings: Settings, limits: RateLimits, routes: Iterable[APIRoute]) -> "Entry":
        """Read the settings, and which routes anybody may write to."""
        return cls(
            hosts=Hosts.of(settings),
            proxies=Proxies.of(settings.trusted_proxies),
            only_proxies=settings.plain_http and not loopback(settings.host),
            limits=limits,
            strict=tuple(sorted(set(_where_one_signs_in(routes)))),
        )

    def look_at(self, scope: Scope) -> None:
        """Let a request or a WebSocket in; puts down where it really comes from.

        Raises:
            WrongHost, AmbiguousPath, BadQuery, NotThroughProxy, ForeignOrigin: Or do not.
            TooManyRequests: Not yet.
        """
        headers, path = Headers(scope=scope), str(scope["path"])
        self._come_from(scope, headers)
        # agents sign what they send and know the key of whom they send it to, by whatever name
        if not path.startswith(AGENTS) and not self.hosts.allow(headers.get("host", "")):
            raise WrongHost(
                "this server does not go by the name in the Host header",
                hint="Its administrator can add the name to PURSIGHT_HOST_NAMES.",
            )
        if _AMBIGUOUS.search(scope.get("raw_path") or path.encode()):
            raise AmbiguousPath("the path can be read in more than one way")
        if _NUL.search(scope.get("query_string", b"")):
            raise BadQuery("the query has a NUL character, which no text here can hold")
        if scope["type"] == "websocket":
            self._check_origin(headers)
        if path not in _OPEN_TO_ALL:
            self._count(scope)

    def is_strict(self, scope: Scope) -> bool:
        """Whether this is where people and agents say who they are."""
        return scope.get("method") != "GET" and str(scope["path"]).startswith(self.strict)

    def _come_from(self, scope: Scope, headers: Headers) -> None:
        peer, port = scope.get("client") or ("", 0)
        if self.only_proxies and not self.proxies.trust(peer):
            raise NotThroughProxy("this server answers its proxies only")
        client = self.proxies.client(peer, ",".join(headers.getlist("x-forwarded-for")))
        scope["client"] = (client, port if client == peer else 0)

    def _check_origin(self, headers: Headers) -> None:
        origin = headers.get("origin")
        if origin is not None and not self.hosts.allow(urlsplit(origin).netloc or "?"):
            raise ForeignOrigin("a page of another site may not open this")

    def _count(self, scope: Scope) -> None:
        who = network_of(scope["client"][0])
        self.limits.addresses.take(who)
        if self.is_strict(scope):
            self.limits.sign_ins.take(who)


def _where_one_signs_in(routes: Iterable[APIRoute]) -> Iterable[str]:
    for route in routes:
        methods: Collection[str] = route.methods or ()
        is_public = "public" in guards_of(route) or route.path == "/agent/v1/enroll"
        # a refresh token cannot be guessed, and a whole office may come from one address
        if is_public and not set(methods) <= {"GET", "HEAD"} and "refresh" not in route.path:
            yield route.path.partition("{")[0]
