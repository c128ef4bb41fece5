"""Presence over a real server: a window tells where its person is, and shows who else is there."""

import asyncio
import json
from collections.abc import AsyncIterator, Coroutine
from contextlib import asynccontextmanager
from typing import Any
from uuid import UUID

import httpx
import pytest
from pytestqt.qtbot import QtBot
from tests.builders.consoles import SignIn
from tests.builders.scanned import Scanner, table
from tests.desktop.views.online.conftest import until
from websockets.asyncio.client import ClientConnection, connect

from pursight.contracts.sync import Hint, LookingAt
from pursight.identity import new_id
from pursight_desktop.app.window import Window
from pursight_desktop.background.desk import Desk
from pursight_desktop.background.place import Place
from pursight_desktop.replica.queries import search
from pursight_desktop.theme import Theme
from pursight_desktop.views.asset.view import AssetView
from pursight_server.access.model import Role
from pursight_server.sync import live


@pytest.fixture(autouse=True)
def _fast(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(live, "LOOK_SECONDS", 0.05)


@asynccontextmanager
async def somebody(served: str, http: httpx.AsyncClient) -> AsyncIterator[ClientConnection]:
    """Connect another person, by hand."""
    device = str(new_id())
    await http.post("/sync/v1/devices", json={"id": device, "name": "laptop"})
    token = http.headers["authorization"].removeprefix("Bearer ")
    async with connect(served.replace("http", "ws") + "/sync/v1/live") as socket:
        await socket.send(json.dumps({"token": token, "device": device}))
        yield socket


async def where(socket: ClientConnection, name: str, asset: UUID | None) -> None:
    """Wait until somebody is told to be somewhere, or nowhere."""
    while True:
        said = Hint.model_validate_json(await socket.recv())
        at = [one.looking_at for one in said.present if one.name == name]
        if at == ([] if asset is None else [asset]):
            return


async def test_two_who_look_at_the_same_see_each_other(  # noqa: PLR0917  fixtures
    station: Desk, served: str, scanner: Scanner, sign_in: SignIn, theme: Theme, qtbot: QtBot
) -> None:
    await scanner.scan(table("customer", "email"))
    station.sync_now()

    def found() -> UUID | None:
        with station.store.reader() as connection:
            hits = search.suggest(connection, "customer")
        return hits[0].id if hits else None

    customer = await until(found)
    assert customer is not None
    window = Window(station, theme)
    qtbot.addWidget(window)
    window.show()
    async with somebody(served, await sign_in(Role.DATA_STEWARD)) as ada:
        await ada.send(LookingAt(looking_at=None).model_dump_json())
        window.go(Place("asset", customer))
        await until_elsewhere(where(ada, "Grace", customer))
        await ada.send(LookingAt(looking_at=customer).model_dump_json())
        view = window.tabs.shown()
        assert isinstance(view, AssetView)
        await until(lambda: view.header.present.people() == ("Pat Person",))
        window.go(Place("home"))
        await until_elsewhere(where(ada, "Grace", None))
        window.go(Place("asset", customer))
        await until_elsewhere(where(ada, "Grace", customer))
    await until(lambda: view.header.present.people() == ())
    window.close()


async def until_elsewhere(waiting: Coroutine[Any, Any, None]) -> None:
    """Wait for something that another program hears, while the window goes on."""
    task = asyncio.ensure_future(waiting)
    await until(task.done)
    task.result()
