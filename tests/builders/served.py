"""The application behind a real socket, in the test's own process and clock."""

import asyncio
import socket
from collections.abc import AsyncIterator

import pytest
import uvicorn
from fastapi import FastAPI
from typing_extensions import override

from pursight_server.app.serving import http_config


class _Server(uvicorn.Server):
    def __init__(self, config: uvicorn.Config) -> None:
        super().__init__(config)
        self.ready = asyncio.Event()

    @override
    async def startup(self, sockets: list[socket.socket] | None = None) -> None:
        await super().startup(sockets)
        self.ready.set()


@pytest.fixture
async def served(app: FastAPI) -> AsyncIterator[str]:
    """Serve the application on a free port; gives its address."""
    server = _Server(http_config(app))
    with socket.create_server(("127.0.0.1", 0)) as listening:
        serving = asyncio.create_task(server.serve(sockets=[listening]))
        await server.ready.wait()
        host, port = listening.getsockname()
        yield f"http://{host}:{port}"
        server.should_exit = True
        await serving
