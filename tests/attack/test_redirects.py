"""Whom our programs ask cannot send them elsewhere: no token, body or address goes along."""

import asyncio
import threading
from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass, field
from datetime import timedelta
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from uuid import UUID

import httpx
import pytest

from pursight.clock import SystemClock
from pursight.contracts.agents import PollRequest
from pursight_agent.runtime.ledger import Ledger
from pursight_agent.runtime.uplink import AgentClock, Identity, ServerAddress, Uplink
from pursight_desktop.session.account import Account
from pursight_desktop.session.secrets import KeyringVault
from pursight_desktop.session.session import Session
from pursight_server.access.oidc.fetching import Provider, ProviderUnavailable


@dataclass
class Answering:
    """A small server; what it is asked for is written down."""

    location: str = ""
    status: int = 200
    asked: list[str] = field(default_factory=list)
    address: str = ""


@contextmanager
def answering(server: Answering) -> Iterator[Answering]:
    """Run it on this machine."""

    class Handler(BaseHTTPRequestHandler):
        """Answers everything alike."""

        def _answer(self) -> None:
            server.asked.append(f"{self.command} {self.path} {self.headers['Authorization']}")
            self.rfile.read(int(self.headers["Content-Length"] or 0))
            self.send_response(server.status)
            if server.location:
                self.send_header("Location", server.location)
            body = b'{"items": []}'
            self.send_header("Content-Type", "application/json")
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

        do_GET = do_POST = _answer  # noqa: N815  http.server's names

        def log_message(self, *_given: object) -> None:
            """Say nothing."""

    with ThreadingHTTPServer(("127.0.0.1", 0), Handler) as running:
        server.address = f"http://127.0.0.1:{running.server_port}"
        thread = threading.Thread(target=running.serve_forever, daemon=True)
        thread.start()
        yield server
        running.shutdown()
        thread.join()


@pytest.fixture
def elsewhere() -> Iterator[Answering]:
    """Where nobody must come."""
    with answering(Answering()) as server:
        yield server


@pytest.fixture(params=[301, 302, 303, 307, 308])
def liar(elsewhere: Answering, request: pytest.FixtureRequest) -> Iterator[Answering]:
    """Whoever asks it is sent elsewhere."""
    sending = Answering(f"{elsewhere.address}/taken?a=1", request.param)
    with answering(sending) as server:
        yield server


async def test_the_server_follows_no_identity_provider(
    liar: Answering, elsewhere: Answering
) -> None:
    asking = Provider(loopback=True)
    with pytest.raises(ProviderUnavailable):
        await asking.get(f"{liar.address}/.well-known/openid-configuration")
    with pytest.raises(ProviderUnavailable):
        await asking.post(f"{liar.address}/token", {"code": "x"}, auth=("id", "secret"))
    assert (len(liar.asked), elsewhere.asked) == (2, [])


def test_an_agent_follows_no_server(liar: Answering, elsewhere: Answering, tmp_path: Path) -> None:
    clock, who = AgentClock(SystemClock()), Identity("a", b"k" * 32)
    with (
        closing(Ledger(tmp_path, SystemClock(), 1 << 20)) as ledger,
        closing(Uplink(ServerAddress(liar.address), who, ledger, clock)) as uplink,
    ):
        answer = uplink.post("/agent/v1/poll", PollRequest(capacity=1), what="poll")
    assert answer.status == liar.status
    assert liar.asked
    assert elsewhere.asked == []


def test_a_console_follows_no_server(liar: Answering, elsewhere: Answering) -> None:
    clock = SystemClock()
    account = Account(
        server_url=liar.address,
        organisation="acme",
        organisation_id=UUID(int=1),
        person_id=UUID(int=2),
        person_name="Grace",
        email="grace@acme.example",
        device_id=UUID(int=3),
    )
    access = ("the token", clock.now() + timedelta(hours=1))

    async def ask() -> httpx.Response:
        async with Session(account, KeyringVault(), clock=clock, access=access).client() as client:
            return await client.get("/api/v1/me")

    answer = asyncio.run(ask())
    assert answer.is_redirect
    assert "the token" in liar.asked[0]
    assert elsewhere.asked == []
