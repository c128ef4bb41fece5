"""HTTP connections with bounds: who sends slowly, or headers without end, is cut off."""

import asyncio
from typing import Final

from typing_extensions import override
from uvicorn.protocols.http.httptools_impl import HttpToolsProtocol

HEAD_SECONDS: Final = 15.0
"""From the first byte of a request to the end of its headers; also for the first byte of all."""
HEAD_BYTES: Final = 64 * 1024


class PatientHttp(HttpToolsProtocol):
    """Uvicorn's protocol with a deadline and a limit for the head of each request."""

    head_seconds = HEAD_SECONDS
    _deadline: asyncio.TimerHandle | None = None
    _head: int | None = 0
    """Bytes that came since the head began; None while a body is read or answered."""
    _named = 0
    """Bytes of the headers that are whole."""
    _refused = False

    @override
    def connection_made(self, transport: asyncio.Transport) -> None:  # type: ignore[override]
        super().connection_made(transport)
        self._begin_head()

    @override
    def connection_lost(self, exc: Exception | None) -> None:
        self._end_head()
        super().connection_lost(exc)

    @override
    def data_received(self, data: bytes) -> None:
        if self._refused:
            return
        if self._head is not None:
            self._head += len(data)
        before = self._head
        super().data_received(data)
        if before is not None and self._head is not None and self._head > HEAD_BYTES:
            self._refuse(b"431 Request Header Fields Too Large")

    @override
    def on_message_begin(self) -> None:
        super().on_message_begin()
        self._begin_head()

    @override
    def on_url(self, url: bytes) -> None:
        super().on_url(url)
        if len(self.url) > HEAD_BYTES // 4:
            self._refuse(b"414 URI Too Long")

    @override
    def on_header(self, name: bytes, value: bytes) -> None:
        self._named += len(name) + len(value)
        if self._named > HEAD_BYTES:
            self._refuse(b"431 Request Header Fields Too Large")
        elif not self._refused:
            super().on_header(name, value)

    @override
    def on_headers_complete(self) -> None:
        self._end_head()
        if not self._refused:
            super().on_headers_complete()

    @override
    def on_body(self, body: bytes) -> None:
        if not self._refused:
            super().on_body(body)

    @override
    def on_message_complete(self) -> None:
        if not self._refused:
            super().on_message_complete()

    def _begin_head(self) -> None:
        self._end_head()
        self._head = self._named = 0
        self._deadline = self.loop.call_later(self.head_seconds, self._late)

    def _end_head(self) -> None:
        self._head = None
        if self._deadline is not None:
            self._deadline.cancel()
            self._deadline = None

    def _late(self) -> None:
        self._refuse(b"408 Request Timeout")

    def _refuse(self, status: bytes) -> None:
        if self._refused:
            return
        self._refused = True
        if not self.transport.is_closing():
            head = b"HTTP/1.1 " + status + b"\r\ncontent-length: 0\r\nconnection: close\r\n\r\n"
            self.transport.write(head)
            self.transport.close()
