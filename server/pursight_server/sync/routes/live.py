"""`/sync/v1/live`: a WebSocket that carries hints, never rows."""

import asyncio
import contextlib
from uuid import UUID

from fastapi import APIRouter, WebSocket, WebSocketDisconnect
from pydantic import ValidationError

from pursight.contracts.sync import LiveRequest, LookingAt
from pursight.errors import Forbidden, NotFound, PurSightError, Refused
from pursight.protocol.sync_server import DEVICE_HEADER
from pursight_server.access.guard import caller_of, token_inside
from pursight_server.platform.services import Services
from pursight_server.sync.live import Attention, follow

router = APIRouter(prefix="/sync/v1")

FIRST_MESSAGE_SECONDS = 10.0
CLOSE_UNAUTHENTICATED, CLOSE_FORBIDDEN, CLOSE_REFUSED, CLOSE_RESTART = 4401, 4403, 4400, 1012


class BadFirstMessage(Refused):
    """The first message is not a token and a device, or did not come in time."""

    code = "sync.live_request"


@router.websocket("/live")
@token_inside
async def live(socket: WebSocket) -> None:
    """Tell a console when there is something to pull, until its session or device ends.

    The access token comes in the handshake's `Authorization` header with `PurSight-Device`, or
    both in the first message. The reason of a close is an error code.
    """
    await socket.accept()
    given: Services = socket.app.state.services
    try:
        token, device_id = await _introduced(socket)
        caller = await caller_of(given, token)
        attention = Attention()
        gone = asyncio.ensure_future(_until_gone(socket, attention))
        stopping = asyncio.ensure_future(given.stopping.wait())

        async def pause(seconds: float) -> bool:
            await asyncio.wait(
                (gone, stopping), timeout=seconds, return_when=asyncio.FIRST_COMPLETED
            )
            return not (gone.done() or stopping.done())

        try:
            followed = follow(given, caller, device_id, pause=pause, attention=attention)
            async with contextlib.aclosing(followed) as hints:
                async for hint in hints:
                    # what is not said is left out: older consoles know fewer fields
                    await socket.send_text(hint.model_dump_json(exclude_defaults=True))
            if not gone.done():
                await socket.close(CLOSE_RESTART, "server.stopping")
        finally:
            gone.cancel()
            stopping.cancel()
    except WebSocketDisconnect:
        return
    except PurSightError as error:
        with contextlib.suppress(RuntimeError):  # it may have gone by itself meanwhile
            await socket.close(_close_code(error), error.code)


async def _introduced(socket: WebSocket) -> tuple[str, UUID]:
    """Read whose console this is.

    Raises:
        BadFirstMessage: It does not say so.
    """
    scheme, _, token = socket.headers.get("authorization", "").partition(" ")
    try:
        if scheme.lower() == "bearer":
            return token, UUID(socket.headers.get(DEVICE_HEADER, ""))
        first = await asyncio.wait_for(socket.receive_text(), FIRST_MESSAGE_SECONDS)
        said = LiveRequest.model_validate_json(first)
    except (ValidationError, ValueError, KeyError, TimeoutError) as error:
        raise BadFirstMessage("the first message must be a token and a device") from error
    return said.token, said.device


async def _until_gone(socket: WebSocket, attention: Attention) -> None:
    """Wait until the console goes away; hear what it looks at, and pass over all else."""
    while (said := await socket.receive())["type"] != "websocket.disconnect":
        with contextlib.suppress(ValidationError):
            attention.said = LookingAt.model_validate_json(said.get("text") or "")


def _close_code(error: PurSightError) -> int:
    if isinstance(error, Forbidden):
        return CLOSE_FORBIDDEN
    if isinstance(error, Refused | NotFound):
        return CLOSE_REFUSED
    return CLOSE_UNAUTHENTICATED if error.status == 401 else CLOSE_RESTART
