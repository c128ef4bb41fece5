"""Hints over a real WebSocket: something to pull, who else is there, and when it ends."""

import asyncio
import json
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from uuid import UUID

import httpx
import pytest
from tests.builders.consoles import Console, MakeConsole
from tests.builders.scanned import Scanner, table
from websockets.asyncio.client import ClientConnection, connect
from websockets.exceptions import ConnectionClosed

from pursight.contracts.sync import Hint, LookingAt
from pursight.identity import new_id
from pursight_server.access.model import Role
from pursight_server.sync import live


@pytest.fixture(autouse=True)
def _fast(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(live, "LOOK_SECONDS", 0.02)


def token_of(console: Console) -> str:
    return console.http.headers["authorization"].removeprefix("Bearer ")


@asynccontextmanager
async def connected(served: str, console: Console) -> AsyncIterator[ClientConnection]:
    address = served.replace("http", "ws") + "/sync/v1/live"
    async with connect(address) as socket:
        await socket.send(json.dumps({"token": token_of(console), "device": str(console.device)}))
        yield socket


async def hint(socket: ClientConnection) -> Hint:
    return Hint.model_validate_json(await socket.recv())


async def hint_of(socket: ClientConnection, *people: str) -> Hint:
    while (said := await hint(socket)).people != people:
        pass
    return said


async def test_a_hint_comes_at_once_and_after_each_change(
    served: str, console: MakeConsole, scanner: Scanner
) -> None:
    grace = await console()
    async with connected(served, grace) as socket:
        first = await hint(socket)
        await scanner.scan(table("customer", "email"))
        while (after := await hint(socket)).seq == first.seq:
            pass
        [*_, last] = await grace.pull()
        assert last.seq >= after.seq > first.seq


async def test_others_who_are_connected_are_named(served: str, console: MakeConsole) -> None:
    grace, ada = await console(), await console(Role.DATA_USER)
    async with connected(served, grace) as first:
        assert (await hint(first)).people == ()
        async with connected(served, ada) as second:
            await hint_of(second, "Pat Person")
            await hint_of(first, "Pat Person")
        await hint_of(first)


async def looks_at(socket: ClientConnection, asset: UUID | None) -> None:
    await socket.send(LookingAt(looking_at=asset).model_dump_json())


async def hint_with(socket: ClientConnection, *present: tuple[str, UUID]) -> Hint:
    while True:
        said = await hint(socket)
        if tuple((one.name, one.looking_at) for one in said.present) == present:
            return said


async def test_who_looks_at_what_is_told_until_they_look_away_or_leave(
    served: str, console: MakeConsole
) -> None:
    grace, ada = await console(), await console(Role.DATA_USER)
    customer, orders = new_id(), new_id()
    async with connected(served, grace) as first:
        await looks_at(first, None)
        async with connected(served, ada) as second:
            await looks_at(second, customer)
            await hint_with(first, ("Pat Person", customer))
            await looks_at(second, orders)
            await hint_with(first, ("Pat Person", orders))
            await looks_at(second, None)
            assert (await hint_with(first)).people == ("Pat Person",)
            await looks_at(second, customer)
            await hint_with(first, ("Pat Person", customer))
        assert (await hint_with(first)).people == ()


async def test_who_may_not_see_assets_is_not_told_where_others_are(
    served: str, console: MakeConsole
) -> None:
    grace, blind = await console(), await console(Role.SYSTEM_ADMINISTRATOR)
    assert not any(entity == "asset" for entity, _ in blind.rows)
    async with connected(served, blind) as first, connected(served, grace) as second:
        await looks_at(first, None)
        await looks_at(second, new_id())
        await hint_of(first, "Pat Person")
        await asyncio.sleep(10 * live.LOOK_SECONDS)
        await looks_at(second, None)
        async with connected(served, await console(Role.DATA_USER)):
            while len((said := await hint(first)).people) < 2:
                assert said.present == ()
        assert said.present == ()


async def test_an_older_console_hears_no_field_that_it_does_not_know(
    served: str, console: MakeConsole
) -> None:
    grace, ada = await console(), await console(Role.DATA_USER)
    async with connected(served, grace) as older:
        async with connected(served, ada) as newer:
            await newer.send("not what one says here")
            await looks_at(newer, new_id())
            await asyncio.sleep(20 * live.LOOK_SECONDS)
        heard = [json.loads(await older.recv())]
        while len(heard) < 2 or heard[-1].get("people"):
            heard.append(json.loads(await older.recv()))
    assert any(said.get("people") for said in heard)
    assert all(set(said) <= {"seq", "people"} for said in heard)


async def test_it_closes_when_the_device_is_revoked(served: str, console: MakeConsole) -> None:
    grace = await console()
    async with connected(served, grace) as socket:
        await hint(socket)
        await grace.http.delete(f"/sync/v1/devices/{grace.device}")
        with pytest.raises(ConnectionClosed) as closed:
            await hint_of(socket, "nobody")
    assert closed.value.rcvd is not None
    assert (closed.value.rcvd.code, closed.value.rcvd.reason) == (4403, "sync.device_revoked")


async def test_it_closes_when_the_session_ends(served: str, console: MakeConsole) -> None:
    grace = await console()
    async with connected(served, grace) as socket:
        await hint(socket)
        await grace.http.delete("/api/v1/sessions/current")
        with pytest.raises(ConnectionClosed) as closed:
            await hint_of(socket, "nobody")
    assert closed.value.rcvd is not None
    assert (closed.value.rcvd.code, closed.value.rcvd.reason) == (4401, "session.ended")


@pytest.mark.parametrize(
    "first", ["hello", '{"token":"x","device":"019e1f3a-7b1c-7cc2-9a55-0242ac120002"}', "{}"]
)
async def test_nobody_without_a_token_hears_anything(served: str, first: str) -> None:
    async with connect(served.replace("http", "ws") + "/sync/v1/live") as socket:
        await socket.send(first)
        with pytest.raises(ConnectionClosed) as closed:
            await socket.recv()
    assert closed.value.rcvd is not None
    assert closed.value.rcvd.code in {4400, 4401}


async def test_the_token_may_come_with_the_handshake(served: str, console: MakeConsole) -> None:
    grace = await console()
    headers = {"Authorization": f"Bearer {token_of(grace)}", "PurSight-Device": str(grace.device)}
    address = served.replace("http", "ws") + "/sync/v1/live"
    async with connect(address, additional_headers=headers) as socket:
        assert (await hint(socket)).seq > 0


async def test_a_large_reply_travels_compressed(
    served: str, console: MakeConsole, scanner: Scanner
) -> None:
    await scanner.scan(table("customer", *[f"column_{n}" for n in range(50)]))
    grace = await console()
    headers = {
        "Authorization": f"Bearer {token_of(grace)}",
        "PurSight-Device": str(grace.device),
    }
    for encoding in ("zstd", "gzip"):
        async with httpx.AsyncClient(base_url=served, headers=headers) as http:
            answer = await http.get("/sync/v1/snapshot", headers={"Accept-Encoding": encoding})
        assert answer.headers["content-encoding"] == encoding
        assert len(answer.json()["rows"]) == len(grace.rows)
        assert int(answer.headers["content-length"]) * 3 < len(answer.content)
