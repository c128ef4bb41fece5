"""Bodies of requests: how large, how slow, and read as JSON before anything else reads them."""

import asyncio
from typing import Final

from starlette.datastructures import Headers
from starlette.types import Message, Receive, Scope

from pursight.errors import Refused
from pursight_server.platform import strict_json

STRICT_BYTES: Final = 16 * 1024
"""Where somebody says who they are: a name, a password, a key."""
API_BYTES: Final = 1024 * 1024
SILENT_SECONDS: Final = 20.0
"""How long nothing may come while a body is not yet whole."""
_WHOLE_SECONDS, _BYTES_A_SECOND = 60.0, 2048
_LARGE = ("/agent/", "/sync/")


class BodyTooLarge(Refused):
    """The body is longer than the limit."""

    code = "body.too_large"
    status = 413


class BodyTooSlow(Refused):
    """The body does not come."""

    code = "body.too_slow"
    status = 408


class BodyEncoded(Refused):
    """The body is compressed where nothing compressed is taken."""

    code = "body.unsupported"
    status = 415


def limit_of(scope: Scope, most: int, *, strict: bool) -> int:
    """Tell how many bytes a request's body may have."""
    if strict:
        return min(STRICT_BYTES, most)
    return most if str(scope["path"]).startswith(_LARGE) else min(API_BYTES, most)


def check_announced(scope: Scope, limit: int) -> None:
    """Refuse by what the headers say, before a byte is read.

    Raises:
        BodyTooLarge: It says that it is too large.
        BodyEncoded: It says that it is compressed, and is not an agent's.
    """
    headers = Headers(scope=scope)
    announced = headers.get("content-length", "0")
    if not announced.isdecimal() or len(announced) > 15 or int(announced) > limit:
        raise too_large(limit)
    encoded = headers.get("content-encoding", "identity").strip().lower()
    if encoded not in {"", "identity"} and not str(scope["path"]).startswith("/agent/"):
        raise BodyEncoded("the body's Content-Encoding is not taken here", hint="Send it as it is.")


def is_json(scope: Scope) -> bool:
    """Whether a body is read as JSON, unless it is an agent's: those are looked at once signed."""
    kind = Headers(scope=scope).get("content-type", "").partition(";")[0].strip().lower()
    return not str(scope["path"]).startswith("/agent/") and (not kind or kind.endswith("json"))


def has_body(scope: Scope) -> bool:
    """Whether a body comes with the request."""
    headers = Headers(scope=scope)
    return headers.get("content-length", "0") != "0" or "transfer-encoding" in headers


class Patience:
    """Receives a body within its limits.

    Raises:
        BodyTooLarge, BodyTooSlow: When it is received.
    """

    def __init__(self, receive: Receive, limit: int) -> None:
        self._receive, self._limit = receive, limit
        self._taken, self._whole = 0, False
        self._began: float | None = None

    async def __call__(self) -> Message:
        """Receive one piece."""
        if self._whole:
            return await self._receive()
        loop = asyncio.get_running_loop()
        self._began = self._began or loop.time()
        allowed = _WHOLE_SECONDS + self._taken / _BYTES_A_SECOND - (loop.time() - self._began)
        try:
            message = await asyncio.wait_for(self._receive(), min(SILENT_SECONDS, allowed))
        except TimeoutError:
            raise BodyTooSlow("the body does not come", hint="Send it again, faster.") from None
        self._whole = message["type"] != "http.request" or not message.get("more_body", False)
        self._taken += len(message.get("body", b""))
        if self._taken > self._limit:
            raise too_large(self._limit)
        return message


async def read_json(scope: Scope, receive: Receive) -> Receive:
    """Read a whole body, look whether it is JSON, and give it again.

    What a console pushes may hold NUL: its edit is refused by itself, so that it does not hold up
    those behind it for ever.

    Raises:
        BadJson: It is not, or not so that everybody reads it alike.
    """
    parts: list[bytes] = []
    while True:
        message = await receive()
        if message["type"] != "http.request":
            return _again(message, receive)
        parts.append(message.get("body", b""))
        if not message.get("more_body", False):
            break
    body = b"".join(parts)
    if body.strip():
        strict_json.check(body, nul=str(scope["path"]).startswith("/sync/"))
    return _again({"type": "http.request", "body": body, "more_body": False}, receive)


def _again(first: Message, receive: Receive) -> Receive:
    waiting = [first]

    async def again() -> Message:
        return waiting.pop() if waiting else await receive()

    return again


def too_large(limit: int) -> BodyTooLarge:
    """Word that a body is too large."""
    return BodyTooLarge(
        "the request's body is too large", hint=f"Send at most {limit} bytes at once."
    )
