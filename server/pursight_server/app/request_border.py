"""The border of HTTP: trace, body limit, transactions that end before the answer leaves, log."""

import time
from collections.abc import MutableMapping
from typing import Any

import structlog
from starlette.datastructures import Headers, MutableHeaders
from starlette.requests import Request
from starlette.responses import Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from pursight.errors import PurSightError, Refused
from pursight_server.app.error_responses import problem_response, respond, respond_to_defect
from pursight_server.app.measures import REQUEST_SECONDS, REQUESTS
from pursight_server.platform.request_units import RequestUnits
from pursight_server.platform.stored_replies import Reply, keep_reply
from pursight_server.platform.tracing import enter_trace, leave_trace, trace_id_of, traceparent

_log = structlog.get_logger("pursight.requests")

_SECURITY_HEADERS = {
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Referrer-Policy": "no-referrer",
    "Content-Security-Policy": "default-src 'none'; frame-ancestors 'none'",
    "Cache-Control": "no-store",
    "Cross-Origin-Resource-Policy": "same-origin",
}
_KEPT_HEADERS = frozenset({"content-type", "etag", "location"})


class BodyTooLarge(Refused):
    """The body is longer than the limit."""

    code = "body.too_large"
    status = 413


class _RolledBack(Exception):
    pass


class RequestBorder:
    """Outermost part of the application; the only place where an unforeseen error is caught."""

    def __init__(self, app: ASGIApp, *, body_limit: int, tls: bool) -> None:
        self._app, self._body_limit = app, body_limit
        self._headers = dict(_SECURITY_HEADERS)
        if tls:
            self._headers["Strict-Transport-Security"] = "max-age=31536000"

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Serve one request."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        trace_id = trace_id_of(Headers(scope=scope).get("traceparent"))
        token = enter_trace(trace_id)
        structlog.contextvars.bind_contextvars(trace_id=trace_id)
        started, answer = time.perf_counter(), _Answer(send, self._headers, trace_id)
        try:
            await self._serve(scope, receive, answer)
        finally:
            _note(scope, answer.status, time.perf_counter() - started)
            structlog.contextvars.unbind_contextvars("trace_id")
            leave_trace(token)

    async def _serve(self, scope: Scope, receive: Receive, answer: "_Answer") -> None:
        units = RequestUnits()
        scope.setdefault("state", {})["units"] = units
        answer.units = units
        try:
            async with units.stack:
                self._check_length(scope)
                await self._app(scope, _limited(receive, answer, self._body_limit), answer.take)
                await _settle(units, answer)
        except _RolledBack:
            pass
        except PurSightError as error:
            await answer.replace(respond(error), scope, receive)
            return
        except Exception as error:  # noqa: BLE001  border: answered as a problem and logged
            await answer.replace(respond_to_defect(error), scope, receive)
            return
        await answer.release()

    def _check_length(self, scope: Scope) -> None:
        announced = Headers(scope=scope).get("content-length", "0")
        if announced.isdecimal() and int(announced) > self._body_limit:
            raise _too_large(self._body_limit)


async def _settle(units: RequestUnits, answer: "_Answer") -> None:
    """Let the transaction commit, with the answer when it is to be kept; or have it rolled back."""
    if answer.instead is not None:
        raise answer.instead
    if answer.held and answer.status >= 400:
        raise _RolledBack
    if answer.held and units.writing and units.reply_key:
        await keep_reply(units.writing, units.reply_key, answer.as_reply())


class _Answer:
    """Holds the answer of a writing request back until its transaction has ended."""

    def __init__(self, send: Send, headers: dict[str, str], trace_id: str) -> None:
        self._send, self._headers, self._trace_id = send, headers, trace_id
        self.units = RequestUnits()
        self.held: list[Message] = []
        self.status = 500
        self.instead: PurSightError | None = None
        self._begun = False

    async def take(self, message: Message) -> None:
        if self.instead is not None:
            return
        if message["type"] == "http.response.start":
            self.status = message["status"]
            headers = MutableHeaders(scope=message)
            for name, value in self._headers.items():
                headers.setdefault(name, value)
            headers["traceparent"] = traceparent(self._trace_id)
        if self.units.writing is not None:
            self.held.append(message)
            return
        self._begun = True
        await self._send(message)

    async def release(self) -> None:
        for message in self.held:
            await self._send(message)

    async def replace(self, response: Response, scope: Scope, receive: Receive) -> None:
        """Answer with something else, unless part of the answer has left already."""
        self.held.clear()
        self.instead = self.units.writing = None
        if not self._begun:
            await response(scope, receive, self.take)

    def as_reply(self) -> Reply:
        headers = Headers(raw=self.held[0]["headers"])
        return Reply(
            self.status,
            {name: value for name, value in headers.items() if name in _KEPT_HEADERS},
            b"".join(message.get("body", b"") for message in self.held[1:]),
        )


def _limited(receive: Receive, answer: "_Answer", limit: int) -> Receive:
    taken = 0

    async def limited() -> Message:
        nonlocal taken
        message = await receive()
        taken += len(message.get("body", b""))
        if taken > limit:
            answer.instead = _too_large(limit)  # whoever reads the body may swallow what is raised
            raise answer.instead
        return message

    return limited


def _too_large(limit: int) -> BodyTooLarge:
    return BodyTooLarge(
        "the request's body is too large", hint=f"Send at most {limit} bytes at once."
    )


def _note(scope: MutableMapping[str, Any], status: int, seconds: float) -> None:
    route = getattr(scope.get("route"), "path", "unknown")
    REQUESTS.labels(scope["method"], route, str(status)).inc()
    REQUEST_SECONDS.labels(scope["method"], route).observe(seconds)
    if route in {"/health", "/ready", "/metrics"}:
        return
    caller = Request(scope).state._state.get("caller")  # noqa: SLF001  State has no public get
    _log.info(
        "request",
        method=scope["method"],
        route=route,
        status=status,
        milliseconds=round(seconds * 1000, 1),
        person=str(caller.person_id) if caller else None,
    )


__all__ = ["BodyTooLarge", "RequestBorder", "problem_response"]
