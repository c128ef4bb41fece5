"""A server between a client and a real one, which spoils chosen answers."""

import http.client
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from urllib.parse import urlsplit

from typing_extensions import override

Spoil = Callable[[str, str], str | None]
"""Told the path with its query and the range that is asked for; gives the fault, or None.

`cut` sends half of the answer, `drop` none at all, `hang` waits until the end of the test, and a
number is an HTTP status."""


@dataclass
class FaultyProxy:
    """What was asked, and which answers are to be spoilt."""

    endpoint: str = ""
    spoil: Spoil = lambda _path, _range: None
    asked: list[tuple[str, str]] = field(default_factory=list)
    over: threading.Event = field(default_factory=threading.Event)


@contextmanager
def faulty_proxy(target: str) -> Iterator[FaultyProxy]:
    """Stand before the server at `target` until the block ends."""
    state = FaultyProxy()
    to = urlsplit(target)

    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def do_GET(self) -> None:
            wanted = self.headers.get("Range", self.headers.get("x-ms-range", ""))
            state.asked.append((self.path, wanted))
            fault = state.spoil(self.path, wanted)
            if fault == "hang":
                state.over.wait(60)
            if fault in ("drop", "hang"):
                self.close_connection = True
                return
            if fault and fault.isdigit():
                self.send_response(int(fault))
                self.send_header("Content-Length", "0")
                self.end_headers()
                return
            upstream = http.client.HTTPConnection(to.hostname or "", to.port or 80, timeout=20)
            upstream.request("GET", self.path, headers=dict(self.headers.items()))
            answer = upstream.getresponse()
            body = answer.read()
            upstream.close()
            self.send_response(answer.status)
            for name, value in answer.getheaders():
                if name.lower() not in ("content-length", "transfer-encoding", "connection"):
                    self.send_header(name, value)
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body[: len(body) // 2] if fault == "cut" else body)
            self.close_connection = fault == "cut"

        @override
        def log_message(self, format: str, *args: object) -> None:
            del format, args

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    server.daemon_threads = True
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    state.endpoint = f"http://127.0.0.1:{server.server_port}{to.path}"
    try:
        yield state
    finally:
        state.over.set()
        server.shutdown()
        server.server_close()
        thread.join(10)
