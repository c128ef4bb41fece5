"""A real server in this process, for histories of consoles that sync with it."""

import shutil
import tempfile
from collections.abc import AsyncIterator, Iterator
from pathlib import Path

import httpx
import pytest
from fastapi import FastAPI, Request
from tests.builders.real_server import *  # noqa: F403
from tests.builders.scanned import Scanner
from tests.desktop.kept_here import *  # noqa: F403
from tests.server.conftest import _quick_place
from tests.simulation.joined_listing import Listing
from tests.simulation.joined_server import JoinedServer
from typing_extensions import override

from pursight.errors import PurSightError
from pursight_server.app.refusals import Refusals
from pursight_server.platform.embedded_postgres import EmbeddedPostgres
from pursight_server.platform.services import Services


@pytest.fixture
def quick_folder() -> Iterator[Path]:
    """A folder in memory, where there is any."""
    folder = Path(tempfile.mkdtemp(prefix="pursight-consoles-", dir=_quick_place()))
    yield folder
    shutil.rmtree(folder, ignore_errors=True)


@pytest.fixture
async def joined(  # noqa: PLR0917  fixtures
    services: Services,
    scanner: Scanner,
    client: httpx.AsyncClient,
    source: str,
    postgres: EmbeddedPostgres,
    database_name: str,
) -> AsyncIterator[JoinedServer]:
    """A server with people and a scanned source, to which histories go back."""
    rule = {
        "source_id": source,
        "schema_name": "public",
        "table": "t0",
        "name": "There are notes",
        "severity": "high",
        "check": {"check": "not_null", "column": "note_0"},
    }
    assert (await client.post("/api/v1/rules", json=rule)).status_code == 201
    server = JoinedServer(services, scanner, postgres.dsn(), database_name)
    await server.begin()
    await server.back_up("start")
    yield server
    await server.end()


@pytest.fixture
def listing(app: FastAPI, joined: JoinedServer) -> Listing:
    """The API, asked as a browser does."""
    app.state.refusals = _Unnoted()
    return Listing(app, joined)


class _Unnoted(Refusals):
    """Asking what somebody may see must not change what there is to be seen."""

    @override
    async def note(self, services: Services, request: Request, error: PurSightError) -> None: ...
