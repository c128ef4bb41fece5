"""Signing in through the system's browser: out to an identity provider, back over loopback.

As RFC 8252 has it: the console listens on a port of this machine, opens the browser, and takes the
one request that brings its own state. The code in it is worth nothing without the verifier that
never left this process (PKCE).
"""

import asyncio
import base64
import hashlib
import hmac
import secrets
import threading
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import timedelta
from typing import Final
from urllib.parse import parse_qs, urlsplit
from uuid import UUID

import httpx
from pydantic import BaseModel, TypeAdapter

from pursight.clock import Clock, SystemClock
from pursight.errors import Unauthenticated
from pursight_desktop.session import trust
from pursight_desktop.session.account import Accounts
from pursight_desktop.session.answers import NotTheServer, Offline
from pursight_desktop.session.secrets import Vault
from pursight_desktop.session.session import Session, Tokens
from pursight_desktop.session.sign_in import (
    HalfWay,
    Keeping,
    SecondFactorNeeded,
    SecondStep,
    as_,
    ask,
    open_line,
    platform_name,
)

PATIENCE: Final = timedelta(minutes=5)
_LONGEST_REQUEST: Final = 8192
_LOOK_SECONDS: Final = 0.2
_PAGE: Final = (
    "<!doctype html><html lang='en'><meta charset='utf-8'><title>PurSight</title>"
    "<p style='font:16px system-ui;margin:3rem'>{words}</p></html>"
)


class BrowserNotBack(Unauthenticated):
    """The browser did not come back, or not with what was waited for."""

    code = "console.browser_not_back"


class Provider(BaseModel):
    """An identity provider of an organisation."""

    id: UUID
    name: str


class _Begun(BaseModel):
    authorization_url: str


_PROVIDERS: Final = TypeAdapter(tuple[Provider, ...])


async def providers(url: str, organisation: str, *, pin: str = "") -> tuple[Provider, ...]:
    """List whom one can sign in with; none when the server cannot say.

    Raises:
        BadAddress, UnknownServer: It is no address; the server has to be trusted first.
    """
    url = trust.spell_url(url)
    await _look_at(url, pin)
    async with open_line(url, pin) as client:
        body = {"organisation": organisation.strip()}
        answer = await ask(client, "POST", "/api/v1/sessions/providers", json=body)
    try:
        return _PROVIDERS.validate_python(answer)
    except ValueError as error:
        raise NotTheServer("What answered is no PurSight server.") from error


@dataclass(frozen=True, slots=True, kw_only=True)
class BrowserSignIn:
    """One way through the browser.

    Args:
        open_browser: Opens an address in the system's browser; may be called on any thread.
        stopped: Set by whoever wants to wait no more.
    """

    url: str
    organisation: str
    provider_id: UUID
    vault: Vault
    accounts: Accounts
    open_browser: Callable[[str], object]
    pin: str = ""
    clock: Clock | None = None
    patience: timedelta = PATIENCE
    stopped: threading.Event = field(default_factory=threading.Event)

    async def run(self) -> Session:
        """Open the browser, wait for it to come back, and open the session.

        Raises:
            BrowserNotBack: It did not come in time, or the person was not let in there.
            SecondFactorNeeded: The provider knows them, and a second factor is asked for.
            ServerRefused, Offline: The server says no, or does not answer.
        """
        url, clock = trust.spell_url(self.url), self.clock or SystemClock()
        await _look_at(url, self.pin)
        verifier, state = secrets.token_urlsafe(48), secrets.token_urlsafe(32)
        came: asyncio.Future[str] = asyncio.get_running_loop().create_future()

        async def answer(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
            await _serve(reader, writer, state, came)

        listening = await asyncio.start_server(answer, "127.0.0.1", 0, limit=_LONGEST_REQUEST)
        async with listening, open_line(url, self.pin) as client:
            port = listening.sockets[0].getsockname()[1]
            begun = await ask(
                client,
                "POST",
                "/api/v1/sessions/provider/begin",
                json={
                    "organisation": self.organisation.strip(),
                    "provider_id": str(self.provider_id),
                    "return_to": f"http://127.0.0.1:{port}/signed-in",
                    "state": state,
                    "code_challenge": _s256(verifier),
                },
            )
            self.open_browser(_web(as_(_Begun, begun).authorization_url))
            code = await self._wait(came)
            return await self._enter(client, url, code, verifier, clock)

    async def _wait(self, came: "asyncio.Future[str]") -> str:
        loop = asyncio.get_running_loop()
        until = loop.time() + self.patience.total_seconds()
        while not came.done():
            if self.stopped.is_set():
                raise _not_back("Signing in was stopped.")
            if loop.time() >= until:
                raise _not_back("The browser did not come back in time.")
            await asyncio.wait({came}, timeout=_LOOK_SECONDS)
        if not came.result():
            raise _not_back("The browser came back without being let in.")
        return came.result()

    async def _enter(
        self, client: httpx.AsyncClient, url: str, code: str, verifier: str, clock: Clock
    ) -> Session:
        asked_at = clock.now()
        body = {"code": code, "code_verifier": verifier, "device": platform_name()}
        found = await ask(client, "POST", "/api/v1/sessions/provider", json=body)
        if isinstance(found, dict) and "challenge" in found:
            raise SecondFactorNeeded(HalfWay(url=url, pin=self.pin, step=as_(SecondStep, found)))
        kept = Keeping(url, self.pin, self.vault, self.accounts, clock)
        return await kept.enter(client, as_(Tokens, found), asked_at)


async def _serve(
    reader: asyncio.StreamReader,
    writer: asyncio.StreamWriter,
    state: str,
    came: "asyncio.Future[str]",
) -> None:
    """Answer one request; only the one with our state counts, others may ask what they like."""
    try:
        line = (await asyncio.wait_for(reader.readline(), 10)).decode("latin-1")
        words = "This page is part of signing in to PurSight."
        method, _, rest = line.partition(" ")
        said = parse_qs(urlsplit(rest.partition(" ")[0]).query)
        given = said.get("state", [""])[0]
        if method == "GET" and hmac.compare_digest(given.encode(), state.encode()):
            words = "You are signed in. You can close this page and go back to PurSight."
            if not came.done():
                came.set_result(said.get("code", [""])[0])
        page = _PAGE.format(words=words).encode()
        head = (
            "HTTP/1.1 200 OK\r\nContent-Type: text/html; charset=utf-8\r\nCache-Control: no-store"
            f"\r\nReferrer-Policy: no-referrer\r\nContent-Length: {len(page)}"
            "\r\nConnection: close\r\n\r\n"
        )
        writer.write(head.encode() + page)
        await writer.drain()
    except (OSError, ValueError, TimeoutError):
        pass  # a browser that goes away, or something that is none
    finally:
        writer.close()


async def _look_at(url: str, pin: str) -> None:
    if not pin:
        needed = await asyncio.to_thread(trust.look_at, url)
        if needed:
            raise trust.UnknownServer(httpx.URL(url).host, needed)


def _web(url: str) -> str:
    """Let nothing but a web page be opened: the address comes from the network."""
    if urlsplit(url).scheme not in ("https", "http"):
        raise Offline("The server names no page to sign in at.")
    return url


def _s256(verifier: str) -> str:
    digest = hashlib.sha256(verifier.encode()).digest()
    return base64.urlsafe_b64encode(digest).decode().rstrip("=")


def _not_back(text: str) -> BrowserNotBack:
    return BrowserNotBack(text, hint="Try again, or sign in with a password.")
