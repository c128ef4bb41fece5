"""A proxy on loopback that keeps what passes through it, unpacked."""

import threading
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from types import TracebackType
from typing import Self

import httpx

from pursight import zstd

HOP_BY_HOP = {"connection", "transfer-encoding", "content-length", "keep-alive", "host"}


class Recorder:
    """Forwards every request to `target` and keeps heads and bodies of both ways.

    Bodies packed with zstd are kept unpacked, so that a search sees what is inside.
    """

    def __init__(self, target: str) -> None:
        self.kept: list[bytes] = []
        self._client = httpx.Client(base_url=target, timeout=90, trust_env=False)
        recorder = self

        class Handler(BaseHTTPRequestHandler):
            protocol_version = "HTTP/1.1"

            def handle_any(self) -> None:
                body = self.rfile.read(int(self.headers.get("Content-Length") or 0))
                recorder.keep(
                    f"{self.command} {self.path} {self.headers}".encode(), body, dict(self.headers)
                )
                headers = [(k, v) for k, v in self.headers.items() if k.lower() not in HOP_BY_HOP]
                answer = recorder.forward(self.command, self.path, headers, body)
                recorder.keep(str(answer.headers).encode(), answer.content, dict(answer.headers))
                self.send_response(answer.status_code)
                for key, value in answer.headers.items():
                    if key.lower() not in HOP_BY_HOP | {"content-encoding", "server", "date"}:
                        self.send_header(key, value)
                self.send_header("Content-Length", str(len(answer.content)))
                self.end_headers()
                self.wfile.write(answer.content)

            do_GET = do_POST = do_PUT = handle_any  # noqa: N815  the names http.server calls

            def log_message(self, *_arguments: object) -> None:
                """Say nothing: what passes is kept already."""

        self._server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self._server.daemon_threads = True
        self.url = f"http://127.0.0.1:{self._server.server_address[1]}"

    def __enter__(self) -> Self:
        threading.Thread(target=self._server.serve_forever, daemon=True).start()
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self._server.shutdown()
        self._server.server_close()
        self._client.close()

    def forward(
        self, method: str, path: str, headers: list[tuple[str, str]], body: bytes
    ) -> httpx.Response:
        """Pass a request on as it is."""
        return self._client.request(method, path, headers=headers, content=body)

    def keep(self, head: bytes, body: bytes, headers: dict[str, str]) -> None:
        """Keep one message, as it came and unpacked."""
        self.kept += [head, body]
        packed = headers.get("Content-Encoding") == "zstd" or body[:4] == b"\x28\xb5\x2f\xfd"
        if packed:
            unpacked = zstd.decompressor().decompress(body)
            self.kept.append(unpacked)
            if unpacked[:4] == b"\x28\xb5\x2f\xfd":  # a chunk in a packed body
                self.kept.append(zstd.decompressor().decompress(unpacked))

    def everything(self) -> bytes:
        """All that passed."""
        return b"\n".join(self.kept)
