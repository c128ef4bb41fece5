"""Requests to the server: signed, compressed, pinned, and in the egress ledger before they go."""

import ipaddress
import secrets
import ssl
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Final
from urllib.parse import urlsplit

import httpx
from pydantic import BaseModel

from pursight import __version__, zstd
from pursight.clock import Clock
from pursight.contracts.version import AGENT_PROTOCOL
from pursight.errors import Fault, PurSightError, Refused
from pursight.protocol import signatures
from pursight.protocol.models import CAPABILITY_HEADER, COLUMN_MODEL
from pursight.protocol.replies import PROTOCOL_HEADER, ClockIsOff, ServerSaid, read_reply
from pursight_agent.runtime.ledger import Ledger
from pursight_agent.runtime.trust import (
    UntrustedServer,
    authority_context,
    pinned_context,
)

SOFTWARE: Final = f"pursight-agent/{__version__}"
TOO_LARGE: Final = "too large"
"""Why there is no answer although somebody answered."""

_CONNECT_SECONDS = 10.0
_LEVEL = 3


class BadServerUrl(Refused):
    """No address that an agent may talk to."""

    code = "uplink.bad_url"


class ServerAway(PurSightError):
    """Nobody answers, or not the server."""

    code = "uplink.away"
    fault = Fault.WORLD
    status = 503


@dataclass(frozen=True, slots=True)
class ServerAddress:
    """Where the server is, and the key it was pinned to (empty for none)."""

    url: str
    pin: str = ""

    @property
    def is_loopback(self) -> bool:
        """Whether the server is on this very machine."""
        return is_loopback(urlsplit(self.url).hostname or "")


def is_loopback(host: str) -> bool:
    """Whether a host name means this machine, without asking any name server."""
    if host.lower() in {"localhost", "localhost.localdomain"}:
        return True
    try:
        return ipaddress.ip_address(host.strip("[]")).is_loopback
    except ValueError:
        return False


def check_url(url: str) -> str:
    """Return the server's address without a slash at its end.

    Raises:
        BadServerUrl: Not https; plain http is for this machine only.
    """
    parts = urlsplit(url.rstrip("/"))
    if parts.scheme not in {"http", "https"} or not parts.hostname or parts.query or parts.fragment:
        raise BadServerUrl(
            "The server's address looks like https://host:port.",
            hint="Copy it from the page that showed the enrolment token.",
        )
    if parts.username or parts.password:
        raise BadServerUrl("The server's address must not hold a name or password.")
    if parts.scheme == "http" and not is_loopback(parts.hostname):
        raise BadServerUrl(
            "Plain http is allowed only to a server on this machine.",
            hint=f"Use https://{parts.netloc}{parts.path}",
        )
    return url.rstrip("/")


@dataclass(slots=True)
class AgentClock:
    """This machine's clock corrected by what the server said; the machine's own is never set."""

    base: Clock
    offset: timedelta = field(default=timedelta(0))

    def now(self) -> datetime:
        """Return the corrected moment."""
        return self.base.now() + self.offset

    def correct(self, server_now: datetime) -> bool:
        """Take the server's time as true; tell whether it was two seconds off or more."""
        off = abs(server_now - self.now()) >= timedelta(seconds=2)
        if off:
            self.offset = server_now - self.base.now()
        return off


@dataclass(frozen=True, slots=True)
class Answer:
    """What came back; `status` is None if nothing did."""

    status: int | None
    headers: Mapping[str, str] = field(default_factory=dict)
    body: bytes = b""
    reason: str = ""

    @property
    def said(self) -> ServerSaid:
        """What it means; see `pursight.protocol.replies`."""
        return read_reply(self.status, self.headers, self.body)


@dataclass(frozen=True, slots=True)
class Identity:
    """Who signs."""

    key_id: str
    private_key: bytes


@dataclass(frozen=True, slots=True)
class _Request:
    method: str
    path: str
    body: bytes
    headers: Mapping[str, str]
    trace_id: str
    timeout: float
    most: int = 64 << 20


class Uplink:
    """One server, seen from one agent. Safe to use from several threads.

    Args:
        address: The server and its pin.
        identity: Signs every request.
        ledger: Gets every body before it is sent.
        clock: The corrected clock; signatures carry its time.
    """

    def __init__(
        self, address: ServerAddress, identity: Identity, ledger: Ledger, clock: AgentClock
    ) -> None:
        self.address = address
        self.clock = clock
        self._identity = identity
        self._ledger = ledger
        self.reached_by_pin = False
        self.server_can: str | None = None
        """What the server said last that it understands beyond version 1; None before it spoke."""
        self._clients = {self._client(tls): by_pin for tls, by_pin in _contexts(address)}

    def post(
        self, path: str, model: BaseModel, *, what: str, trace_id: str = "", timeout: float = 30.0
    ) -> Answer:
        """Send a message as zstd-compressed JSON; `timeout` is how long to wait for the answer."""
        # What is null is left out: a server that is older than a field refuses a body with it.
        said = model.model_dump_json(exclude_none=True)
        body = zstd.compress(said.encode(), _LEVEL)
        headers = {"Content-Type": "application/json", "Content-Encoding": "zstd"}
        return self._send(_Request("POST", path, body, headers, trace_id, timeout), what)

    def put_chunk(self, path: str, chunk: bytes, *, what: str, trace_id: str = "") -> Answer:
        """Send a chunk as it lies in the spool."""
        headers = {"Content-Type": "application/zstd"}
        return self._send(_Request("PUT", path, chunk, headers, trace_id, 60.0), what)

    def get(self, path: str, most: int, *, what: str) -> Answer:
        """Fetch something of up to so many bytes; more is not read on, and said to be too large."""
        return self._send(_Request("GET", path, b"", {}, "", 60.0, most), what)

    def close(self) -> None:
        """End the connections; a request in flight fails as if the network had."""
        for client in self._clients:
            client.close()

    def _send(self, request: _Request, what: str) -> Answer:
        """Send once; a refused clock is corrected and the request repeated, once."""
        self._ledger.enter(
            self.address.url, what, request.body, keep=what != "enrol", repeats=what == "poll"
        )
        answer = self._attempt(request)
        said = answer.said
        if isinstance(said, ClockIsOff) and said.now is not None and self.clock.correct(said.now):
            answer = self._attempt(request)
        return answer

    def _attempt(self, request: _Request) -> Answer:
        url = self.address.url + request.path
        headers = self._signed(request, url)
        timeout = httpx.Timeout(request.timeout, connect=_CONNECT_SECONDS)
        for client, is_pinned in self._clients.items():
            try:
                got = _exchanged(client, request, url, headers, timeout)
            except httpx.TransportError as error:
                if _is_distrust(error):
                    continue
                return Answer(None, reason=type(error).__name__)
            except (httpx.DecodingError, RuntimeError) as error:
                # RuntimeError: the client was closed while this request waited its turn
                return Answer(None, reason=type(error).__name__)
            self.reached_by_pin = is_pinned
            if PROTOCOL_HEADER in got.headers:
                self.server_can = got.headers.get(CAPABILITY_HEADER, "")
            return got
        raise UntrustedServer(
            f"{self.address.url} answers with a key that is neither the pinned one nor vouched for "
            "by an authority this machine trusts.",
            hint="Somebody may stand between this agent and its server. If the server was set up "
            "anew, enrol again with a fresh token.",
        )

    def _signed(self, request: _Request, url: str) -> dict[str, str]:
        sent = {
            **request.headers,
            PROTOCOL_HEADER: str(AGENT_PROTOCOL),
            CAPABILITY_HEADER: COLUMN_MODEL,
            "User-Agent": SOFTWARE,
            "Accept": "application/json",
            "traceparent": traceparent(request.trace_id),
        }
        return sent | signatures.sign(
            request.method,
            url,
            sent,
            request.body,
            key=self._identity.private_key,
            key_id=self._identity.key_id,
            now=self.clock.now(),
            nonce=secrets.token_urlsafe(18),
        )

    def _client(self, context: ssl.SSLContext | None) -> httpx.Client:
        return httpx.Client(
            verify=context if context is not None else True,
            follow_redirects=False,
            trust_env=not self.address.is_loopback,
            limits=httpx.Limits(max_connections=8, max_keepalive_connections=4),
        )


def _exchanged(
    client: httpx.Client,
    request: _Request,
    url: str,
    headers: Mapping[str, str],
    timeout: httpx.Timeout,
) -> Answer:
    """Send, and read the answer as long as it is not larger than it may be."""
    with client.stream(
        request.method, url, content=request.body, headers=dict(headers), timeout=timeout
    ) as got:
        parts, size = [], 0
        for part in got.iter_bytes():
            size += len(part)
            if size > request.most:
                return Answer(None, reason=TOO_LARGE)
            parts.append(part)
        return Answer(got.status_code, got.headers, b"".join(parts))


def _contexts(address: ServerAddress) -> list[tuple[ssl.SSLContext | None, bool]]:
    """Ways to trust the server in the order they are tried, and whether each is by its pin."""
    if address.url.startswith("http://"):
        return [(None, False)]
    by_authority = (authority_context(), False)
    return [(pinned_context(address.pin), True), by_authority] if address.pin else [by_authority]


def _is_distrust(error: BaseException) -> bool:
    seen: BaseException | None = error
    while seen is not None:
        if isinstance(seen, ssl.SSLCertVerificationError):
            return True
        seen = seen.__cause__ or seen.__context__
    return False


def traceparent(trace_id: str) -> str:
    """Spell the W3C header of a trace; an id that is no 32 hex digits starts a new one."""
    known = len(trace_id) == 32 and all(c in "0123456789abcdef" for c in trace_id)
    return f"00-{trace_id if known else secrets.token_hex(16)}-{secrets.token_hex(8)}-01"
