"""A bad network on loopback: it cuts exchanges midway, dawdles, or is a captive portal's."""

import asyncio
import ssl
import threading
from collections.abc import Awaitable, Callable
from concurrent.futures import Future
from contextlib import suppress
from dataclasses import dataclass, field
from random import Random
from types import TracebackType
from typing import Literal, Self

LOST = 0.3
"""Share of exchanges that are cut: half of them on the way up, half on the way down."""

SLOWEST_SECONDS = 2.0
_BLOCK = 65_536
_PAGE = b"<html><body>Please sign in to use this network.</body></html>"
_PORTAL = (
    b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nConnection: close\r\n"
    b"Content-Length: %d\r\n\r\n%s" % (len(_PAGE), _PAGE)
)

Weather = Literal["calm", "lossy", "captive"]
_Serve = Callable[[asyncio.StreamReader, asyncio.StreamWriter], Awaitable[None]]


@dataclass(slots=True)
class Seen:
    """What became of the exchanges."""

    passed: int = 0
    requests_lost: int = 0
    answers_lost: int = 0
    slowest: float = 0.0
    refused: int = 0
    asked_portal: list[str] = field(default_factory=list)


class LossyNetwork:
    """A TCP proxy in a thread of its own; what passes is not looked into.

    An exchange is what a client sends after it was answered, and the answer. When the weather is
    `captive`, nothing passes: every connection ends at a portal that answers 200 with a page.

    Args:
        portal: The portal's side of TLS.
    """

    def __init__(self, portal: ssl.SSLContext) -> None:
        self.seen = Seen()
        self._target, self._rng, self._portal = 0, Random(0), portal
        self._weather: Weather = "calm"
        self._loop = asyncio.new_event_loop()
        self._open: set[asyncio.StreamWriter] = set()
        self._tasks: set[asyncio.Task[None]] = set()
        self._portal_port = 0
        self._stopping = asyncio.Event()
        self._ready: Future[int] = Future()
        self._thread = threading.Thread(target=self._loop.run_until_complete, args=[self._serve()])

    def __enter__(self) -> Self:
        self._thread.start()
        self._ready.result(timeout=10)
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self._loop.call_soon_threadsafe(self._stopping.set)
        self._thread.join(timeout=30)
        self._loop.close()

    def way_to(self, url: str) -> str:
        """Lead to the server at this address from now on; returns the address to use instead."""
        self._target = int(url.rpartition(":")[2])
        return f"{url.partition(':')[0]}://127.0.0.1:{self._ready.result()}"

    def become(self, weather: Weather, seed: int = 0) -> None:
        """Change the weather; connections that are open end, and the count begins anew.

        Args:
            weather: From now on.
            seed: Of what is lost, and of how long what is not takes.
        """
        self._rng = Random(seed)
        self._weather, self.seen = weather, Seen()
        self._loop.call_soon_threadsafe(self._cut_all)

    async def _serve(self) -> None:
        doors = [
            await asyncio.start_server(self._noted(self._carry), "127.0.0.1", 0),
            await asyncio.start_server(
                self._noted(self._ask_to_sign_in), "127.0.0.1", 0, ssl=self._portal
            ),
        ]
        port, self._portal_port = [door.sockets[0].getsockname()[1] for door in doors]
        self._ready.set_result(port)
        await self._stopping.wait()
        for door in doors:
            door.close()
        for task in self._tasks:
            task.cancel()
        await asyncio.gather(*self._tasks, return_exceptions=True)
        self._cut_all()

    def _noted(self, serve: _Serve) -> Callable[[asyncio.StreamReader, asyncio.StreamWriter], None]:
        """Serve a connection in a task that is known, and cut it in the end."""

        async def served(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
            self._open.add(writer)
            try:
                with suppress(OSError):
                    await serve(reader, writer)
            finally:
                self._cut(writer)

        def accept(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
            task = asyncio.create_task(served(reader, writer))
            self._tasks.add(task)
            task.add_done_callback(self._tasks.discard)

        return accept

    async def _carry(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        target = self._portal_port if self._weather == "captive" else self._target
        up_reader, up = await asyncio.open_connection("127.0.0.1", target)
        self._open.add(up)
        road = _Road(self, writer, up)
        ways = {
            asyncio.create_task(road.up(reader)),
            asyncio.create_task(road.down(up_reader)),
        }
        try:
            await asyncio.wait(ways, return_when=asyncio.FIRST_COMPLETED)
        finally:
            for way in ways:
                way.cancel()
            await asyncio.gather(*ways, return_exceptions=True)
            self._cut(up)

    async def _ask_to_sign_in(
        self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter
    ) -> None:
        try:
            asked = await reader.read(_BLOCK)
        except ssl.SSLError:
            asked = b""
        if not asked:  # a client that looked at our key and went away
            self.seen.refused += 1
            return
        self.seen.asked_portal.append(asked.partition(b"\r\n")[0].decode(errors="replace"))
        writer.write(_PORTAL)
        await writer.drain()
        writer.close()
        await writer.wait_closed()

    def fate(self) -> tuple[Literal["", "request", "answer"], float]:
        """Decide of an exchange what is lost of it, and how long it takes."""
        if self._weather != "lossy":
            return "", 0.0
        # most are quick, a few take their time
        seconds = SLOWEST_SECONDS * self._rng.random() ** 4
        self.seen.slowest = max(self.seen.slowest, seconds)
        if self._rng.random() >= LOST:
            return "", seconds
        return self._rng.choice(("request", "answer")), seconds

    def _cut_all(self) -> None:
        for writer in list(self._open):
            self._cut(writer)

    def _cut(self, writer: asyncio.StreamWriter) -> None:
        self._open.discard(writer)
        writer.transport.abort()


class _Road:
    """One connection that is carried on."""

    def __init__(
        self, network: LossyNetwork, client: asyncio.StreamWriter, server: asyncio.StreamWriter
    ) -> None:
        self._network, self._client, self._server = network, client, server
        self._asking = False
        self._lost: Literal["", "request", "answer"] = ""

    async def up(self, reader: asyncio.StreamReader) -> None:
        while block := await reader.read(_BLOCK):
            if not self._asking:
                self._asking = True
                self._lost, seconds = self._network.fate()
                await asyncio.sleep(seconds)
            if self._lost == "request":
                self._network.seen.requests_lost += 1
                await _write(self._server, block[: len(block) // 2])
                return
            await _write(self._server, block)

    async def down(self, reader: asyncio.StreamReader) -> None:
        while block := await reader.read(_BLOCK):
            if self._lost == "answer":
                self._network.seen.answers_lost += 1
                await _write(self._client, block[: len(block) // 2])
                return
            self._network.seen.passed += self._asking
            self._asking = False
            await _write(self._client, block)


async def _write(writer: asyncio.StreamWriter, block: bytes) -> None:
    writer.write(block)
    await writer.drain()
