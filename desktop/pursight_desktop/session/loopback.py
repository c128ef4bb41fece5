"""The way back from the system's browser: one request on a port of this machine.

As RFC 8252 has it: the console listens on a loopback address, and takes the one request that brings
its own state. The code in it is worth nothing without the verifier that never left this process
(PKCE).
"""

import asyncio
import base64
import hashlib
import hmac
import secrets
import threading
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from datetime import timedelta
from typing import Final
from urllib.parse import parse_qs, urlsplit

from pursight.errors import Unauthenticated

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


@dataclass(frozen=True, slots=True)
class WayBack:
    """Where the browser comes back to, and what it has to bring.

    Attributes:
        return_to: The address.
        state: What the request has to bring.
        verifier: What the code is worth nothing without; told to the server with the code.
    """

    return_to: str
    state: str = field(repr=False)
    came: "asyncio.Future[str]" = field(repr=False)
    verifier: str = field(default_factory=lambda: secrets.token_urlsafe(48), repr=False)

    def asked(self) -> dict[str, str]:
        """Give what the server is told of it."""
        return {
            "return_to": self.return_to,
            "state": self.state,
            "code_challenge": _s256(self.verifier),
        }

    async def code(self, patience: timedelta, stopped: threading.Event) -> str:
        """Wait for the browser; gives the code that it brings.

        Raises:
            BrowserNotBack: It did not come in time, or was not let in.
        """
        loop = asyncio.get_running_loop()
        until = loop.time() + patience.total_seconds()
        while not self.came.done():
            if stopped.is_set():
                raise _not_back("Signing in was stopped.")
            if loop.time() >= until:
                raise _not_back("The browser did not come back in time.")
            await asyncio.wait({self.came}, timeout=_LOOK_SECONDS)
        if not self.came.result():
            raise _not_back("The browser came back without being let in.")
        return self.came.result()


@asynccontextmanager
async def listening() -> AsyncIterator[WayBack]:
    """Listen on a port of this machine until the browser was back."""
    state = secrets.token_urlsafe(32)
    came: asyncio.Future[str] = asyncio.get_running_loop().create_future()

    async def answer(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        await _serve(reader, writer, state, came)

    server = await asyncio.start_server(answer, "127.0.0.1", 0, limit=_LONGEST_REQUEST)
    async with server:
        port = server.sockets[0].getsockname()[1]
        yield WayBack(f"http://127.0.0.1:{port}/signed-in", state, came)


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


def _s256(verifier: str) -> str:
    digest = hashlib.sha256(verifier.encode()).digest()
    return base64.urlsafe_b64encode(digest).decode().rstrip("=")


def _not_back(text: str) -> BrowserNotBack:
    return BrowserNotBack(text, hint="Try again, or sign in with a password.")
