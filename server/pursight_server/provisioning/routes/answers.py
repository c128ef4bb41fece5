"""Answers of SCIM: its media type, its errors, its entity tags, and how bodies are read."""

from collections.abc import Callable, Coroutine
from typing import Annotated, Any, Final

import orjson
import structlog
from fastapi import Depends, Request
from fastapi.exceptions import RequestValidationError
from fastapi.responses import Response
from fastapi.routing import APIRoute
from pydantic import ValidationError
from scim2_models import (
    Error,
    InvalidSyntaxException,
    InvalidValueException,
    NotFoundException,
    SCIMException,
)
from typing_extensions import override

from pursight.errors import Fault, PurSightError, Unauthenticated
from pursight_server.access.guard import requires
from pursight_server.access.model import Caller, Permission
from pursight_server.access.scope import NotAllowed
from pursight_server.platform.preconditions import Changed
from pursight_server.provisioning.groups import GroupNameTaken
from pursight_server.provisioning.model import LENIENT
from pursight_server.provisioning.store.links import NameTaken

MEDIA_TYPE: Final = "application/scim+json"
PREFIX: Final = "/scim/v2"
_LONGEST_TEXT: Final = 4_000
_DEEPEST: Final = 12

_log = structlog.get_logger("pursight.provisioning")


def provisioner(
    caller: Annotated[Caller, Depends(requires(Permission.PERSONS_PROVISION))],
) -> Caller:
    """Let only API tokens through that are for this: a directory is no person's session.

    Raises:
        NotAllowed: It is a session.
    """
    if caller.limit is None:
        raise NotAllowed(
            "a directory needs an API token for persons.provision",
            hint="Make one for a service account; a session of a person is not taken here.",
        )
    return caller


Provisioner = Annotated[Caller, Depends(provisioner)]


def answer(body: Any, status: int = 200, headers: dict[str, str] | None = None) -> Response:
    """Answer with a resource, or a list of them."""
    content = b"" if body is None else orjson.dumps(body)
    return Response(content, status_code=status, media_type=MEDIA_TYPE, headers=headers)


def failed(error: Error, headers: dict[str, str] | None = None) -> Response:
    """Answer with an error in SCIM's words."""
    return answer(error.model_dump(), error.status or 400, headers)


class ScimRoute(APIRoute):
    """A route whose errors are SCIM's, and which reads what comes leniently.

    Errors of ours go on to the application, which notes refusals and answers with `told`.
    """

    @override
    def get_route_handler(self) -> Callable[[Request], Coroutine[Any, Any, Response]]:
        inner = super().get_route_handler()

        async def handle(request: Request) -> Response:
            try:
                with LENIENT:
                    return await inner(request)
            except SCIMException as error:
                return failed(error.to_error())
            except RequestValidationError as error:
                if any(item["loc"][:1] == ("path",) for item in error.errors()):
                    return failed(NotFoundException(detail="there is no such resource").to_error())
                return failed(Error.from_validation_errors(error.errors())[0])
            except ValidationError as error:
                return failed(Error.from_validation_errors(error.errors())[0])

        return handle


def told(error: PurSightError) -> Response:
    """Answer with an error of ours in SCIM's words."""
    if error.fault is Fault.OURS:
        _log.error("defect", code=error.code, exc_info=error)
    elif error.fault is Fault.WORLD:
        _log.warning("unavailable", code=error.code, reason=error.message)
    status = 400 if error.status == 422 else error.status
    kind = {400: "invalidValue"}.get(status)
    if error.code.startswith(("body.", "request.")):
        kind = {400: "invalidSyntax"}.get(status)
    if isinstance(error, NameTaken | GroupNameTaken):
        kind = "uniqueness"
    detail = " ".join(filter(None, (f"{error.message}.", error.hint)))
    headers = {"WWW-Authenticate": "Bearer"} if isinstance(error, Unauthenticated) else {}
    if (wait := getattr(error, "retry_after", None)) is not None:
        headers["Retry-After"] = str(wait)
    return failed(Error(status=status, scim_type=kind, detail=detail), headers)


async def body_of(request: Request) -> dict[str, Any]:
    """Read a body: one JSON object, not too deep, without texts that no database can hold.

    Raises:
        InvalidSyntaxException, InvalidValueException: It is none.
    """
    try:
        found = orjson.loads(await request.body())
    except orjson.JSONDecodeError as error:
        raise InvalidSyntaxException(detail="the body is no JSON") from error
    if not isinstance(found, dict):
        raise InvalidSyntaxException(detail="the body is no JSON object")
    waiting: list[tuple[Any, int]] = [(found, 0)]
    while waiting:
        value, depth = waiting.pop()
        if depth > _DEEPEST:
            raise InvalidSyntaxException(detail="the body is nested too deep")
        if isinstance(value, dict):
            waiting += [(one, depth + 1) for pair in value.items() for one in pair]
        elif isinstance(value, list):
            waiting += [(one, depth + 1) for one in value]
        elif isinstance(value, str) and (len(value) > _LONGEST_TEXT or "\x00" in value):
            raise InvalidValueException(detail="a text is too long, or holds a NUL")
    return found


Body = Annotated[dict[str, Any], Depends(body_of)]


def base_of(request: Request) -> str:
    """Say where the API is, as the caller sees it."""
    return str(request.base_url).rstrip("/") + PREFIX


def check_version(request: Request, version: str) -> None:
    """Let an edit through if it was made from the present version, or does not say from which.

    Raises:
        Changed: It was made from another one.
    """
    header = request.headers.get("if-match")
    if header is None:
        return
    known = {tag.strip().removeprefix("W/") for tag in header.split(",")}
    if "*" not in known and version.removeprefix("W/") not in known:
        raise Changed("it has been changed since it was read", hint="Read it again.")


def unchanged(request: Request, version: str) -> bool:
    """Whether the caller has this version already."""
    known = {tag.strip() for tag in request.headers.get("if-none-match", "").split(",")}
    return version in known
