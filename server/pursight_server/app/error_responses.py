"""Every error to a problem response (RFC 9457)."""

import structlog
from fastapi import FastAPI, Request
from fastapi.exceptions import RequestValidationError
from starlette.exceptions import HTTPException
from starlette.responses import Response

from pursight.contracts.problem import MEDIA_TYPE, FieldProblem, Problem
from pursight.errors import Fault, PurSightError, Unauthenticated
from pursight.protocol.sync_server import LAST_MID_HEADER, Gap
from pursight_server.platform.rate_limits import TooManyRequests
from pursight_server.platform.stored_replies import AnsweredBefore
from pursight_server.platform.tracing import current_trace_id

_log = structlog.get_logger("pursight.errors")

_BY_STATUS = {
    400: ("request.malformed", "the request cannot be understood", ""),
    404: ("not_found", "there is nothing at this address", "The addresses are listed at /docs."),
    405: ("method.not_allowed", "this address does not take that method", "See /docs."),
    413: ("body.too_large", "the request's body is too large", ""),
    415: ("body.unsupported", "the request's body has another media type than expected", ""),
}


def problem_response(
    status: int,
    code: str,
    message: str,
    *,
    hint: str = "",
    errors: tuple[FieldProblem, ...] = (),
    headers: dict[str, str] | None = None,
) -> Response:
    """Make the answer that tells of a problem."""
    problem = Problem(
        type=f"urn:pursight:problem:{code}",
        title=message[:1].upper() + message[1:],
        status=status,
        code=code,
        detail=message,
        hint=hint,
        trace_id=current_trace_id(),
        errors=errors,
    )
    return Response(
        problem.model_dump_json(), status_code=status, media_type=MEDIA_TYPE, headers=headers
    )


def respond(error: PurSightError) -> Response:
    """Answer with an error of ours."""
    if error.fault is Fault.OURS:
        _log.error("defect", code=error.code, exc_info=error)
    elif error.fault is Fault.WORLD:
        _log.warning("unavailable", code=error.code, reason=error.message)
    headers: dict[str, str] = {}
    if isinstance(error, Unauthenticated):
        headers["WWW-Authenticate"] = "Bearer"
    if error.fault is Fault.WORLD:
        headers["Retry-After"] = "5"
    if isinstance(error, TooManyRequests):
        headers["Retry-After"] = str(error.retry_after)
    if isinstance(error, Gap):
        headers[LAST_MID_HEADER] = str(error.last_mid)
    return problem_response(
        error.status, error.code, error.message, hint=error.hint, headers=headers
    )


def respond_to_defect(error: Exception) -> Response:
    """Answer with an error that nobody foresaw; what it was stays in the log."""
    _log.error("defect", code="internal", exc_info=error)
    return problem_response(
        500,
        "internal",
        "the server has a defect here",
        hint="Report the trace id to whoever runs the server: its log has the details.",
    )


async def _on_pursight_error(request: Request, error: Exception) -> Response:
    if not isinstance(error, PurSightError):
        return respond_to_defect(error)
    state = request.app.state
    await state.refusals.note(state.services, request, error)
    return respond(error)


async def _on_validation(_request: Request, error: Exception) -> Response:
    if not isinstance(error, RequestValidationError):
        return respond_to_defect(error)
    found = tuple(
        FieldProblem(
            at="/" + "/".join(str(part) for part in item["loc"]), message=str(item["msg"])[:500]
        )
        for item in error.errors()[:50]
    )
    malformed = any(item["type"] == "json_invalid" for item in error.errors())
    return problem_response(
        400 if malformed else 422,
        "request.malformed" if malformed else "request.invalid",
        "the request does not have the expected form",
        hint="See `errors` for each field, and /docs for what is expected.",
        errors=found,
    )


async def _on_http(_request: Request, error: Exception) -> Response:
    if not isinstance(error, HTTPException):
        return respond_to_defect(error)
    code, message, hint = _BY_STATUS.get(
        error.status_code, ("request.refused", "the request was refused", "")
    )
    return problem_response(
        error.status_code, code, message, hint=hint, headers=dict(error.headers or {})
    )


async def _on_answered_before(_request: Request, error: Exception) -> Response:
    if not isinstance(error, AnsweredBefore):
        return respond_to_defect(error)
    reply = error.reply
    return Response(
        reply.body, status_code=reply.status, headers={**reply.headers, "Idempotent-Replay": "true"}
    )


def install(app: FastAPI) -> None:
    """Make the application answer all errors this way."""
    app.add_exception_handler(PurSightError, _on_pursight_error)
    app.add_exception_handler(RequestValidationError, _on_validation)
    app.add_exception_handler(HTTPException, _on_http)
    app.add_exception_handler(AnsweredBefore, _on_answered_before)
