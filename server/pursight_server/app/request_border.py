"""The border of HTTP: trace, limits, transactions that end before the answer leaves, log."""

import time
from collections.abc import MutableMapping
from typing import Any

import structlog
from starlette.datastructures import Headers, MutableHeaders
from starlette.requests import Request
from starlette.responses import Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from pursight.errors import PurSightError
from pursight_server.app import bodies
from pursight_server.app.entry import Entry
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
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=()",
    "X-Permitted-Cross-Domain-Policies": "none",
}
_KEPT_HEADERS = frozenset({"content-type", "etag", "location"})


class _RolledBack(Exception):
    pass


class RequestBorder:
    """Outermost part of the application; the only place where an unforeseen error is caught."""

    def __init__(self, app: ASGIApp, *, entry: Entry, body_limit: int, tls: bool) -> None:
        self._app, self._entry, self._body_limit = app, entry, body_limit
        self._headers = dict(_SECURITY_HEADERS)
        if tls:
            self._headers["Strict-Transport-Security"] = "max-age=31536000"

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Serve one request."""
        if scope["type"] == "websocket":
            await self._open_socket(scope, receive, send)
            return
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
                self._entry.look_at(scope)
                strict = self._entry.is_strict(scope)
                limit = bodies.limit_of(scope, self._body_limit, strict=strict)
                bodies.check_announced(scope, limit)
                limited: Receive = bodies.Patience(receive, limit)
                if bodies.has_body(scope) and bodies.is_json(scope):
                    limited = await bodies.read_json(scope, limited)
                await self._app(scope, _noted(limited, answer), answer.take)
                await _settle(units, answer)
        except _RolledBack:
            pass
        except PurSightError as error:
            await answer.replace(respond(error, scope["path"]), scope, receive)
            return
        except Exception as error:  # noqa: BLE001  border: answered as a problem and logged
            await answer.replace(respond_to_defect(error), scope, receive)
            return
        await answer.release()

    async def _open_socket(self, scope: Scope, receive: Receive, send: Send) -> None:
        try:
            self._entry.look_at(scope)
        except PurSightError as error:
            _log.info("socket refused", code=error.code)
            await send({"type": "websocket.close", "code": 4403, "reason": error.code})
            return
        await self._app(scope, receive, send)


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


def _noted(receive: Receive, answer: "_Answer") -> Receive:
    async def noted() -> Message:
        try:
            return await receive()
        except PurSightError as error:
            answer.instead = error  # whoever reads the body may swallow what is raised
            raise

    return noted


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


__all__ = ["RequestBorder", "problem_response"]
