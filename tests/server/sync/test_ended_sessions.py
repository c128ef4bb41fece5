"""A session that is ended is over everywhere: requests, sync and the WebSocket, in five seconds."""

import asyncio
from collections.abc import Awaitable, Callable

import httpx
import pytest
from tests.builders.consoles import Console, MakeConsole
from websockets.asyncio.client import ClientConnection, connect
from websockets.exceptions import ConnectionClosed

from pursight_server.access.model import Role
from pursight_server.sync import live

SignIn = Callable[..., Awaitable[httpx.AsyncClient]]


def test_the_socket_looks_often_enough() -> None:
    assert live.LOOK_SECONDS * live.LOOKS_A_CHECK < 5


@pytest.mark.parametrize(
    "how", ["by oneself", "by an administrator", "factors reset", "factor asked"]
)
async def test_an_ended_session_is_dead_everywhere(
    served: str, console: MakeConsole, sign_in: SignIn, how: str
) -> None:
    grace: Console = await console()
    token = grace.http.headers["authorization"].removeprefix("Bearer ")
    address = served.replace("http", "ws") + "/sync/v1/live"
    headers = {"Authorization": f"Bearer {token}", "PurSight-Device": str(grace.device)}
    me = (await grace.http.get("/api/v1/me")).json()
    async with connect(address, additional_headers=headers) as socket:
        await socket.recv()
        await end(how, grace, me, await sign_in(Role.SYSTEM_ADMINISTRATOR))
        with pytest.raises(ConnectionClosed) as closed:
            await asyncio.wait_for(closing(socket), 5)
    assert closed.value.rcvd is not None
    assert (closed.value.rcvd.code, closed.value.rcvd.reason) == (4401, "session.ended")
    for path in ("/api/v1/me", "/sync/v1/devices"):
        assert (await grace.http.get(path)).status_code == 401, path


async def closing(socket: ClientConnection) -> None:
    """Hear hints until the socket is closed."""
    while True:
        await socket.recv()


async def end(
    how: str, grace: Console, me: dict[str, str], administrator: httpx.AsyncClient
) -> None:
    """End Grace's session in one of the ways there are."""
    if how == "by oneself":
        answer = await grace.http.delete("/api/v1/sessions/current")
        assert answer.status_code == 204
    elif how == "by an administrator":
        url = f"/api/v1/persons/{me['person_id']}/sessions"
        [session] = (await administrator.get(url)).json()
        assert session["current"] is False
        assert (await administrator.delete(f"{url}/{session['id']}")).status_code == 204
        assert (await administrator.delete(f"{url}/{session['id']}")).status_code == 404
    elif how == "factors reset":
        url = f"/api/v1/persons/{me['person_id']}/second-factors"
        assert (await administrator.delete(url)).status_code == 204
    else:
        body = {"second_factor_roles": [Role.DATA_STEWARD.value]}
        url = "/api/v1/organisation/sign-in"
        answer = await administrator.put(url, json=body, headers={"If-Match": "*"})
        assert answer.status_code == 200
