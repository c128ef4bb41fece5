"""The guard of every agent route: protocol version, signature, size; problems agents understand."""

from collections.abc import Callable, Coroutine
from dataclasses import dataclass
from typing import Annotated, Any, TypeVar, cast
from uuid import UUID

import orjson
import structlog
from fastapi import Depends, Request, Response
from fastapi.exceptions import RequestValidationError
from fastapi.routing import APIRoute
from pydantic import BaseModel, ValidationError
from typing_extensions import override

from pursight import zstd
from pursight.contracts.problem import MEDIA_TYPE, Problem
from pursight.contracts.version import AGENT_PROTOCOL
from pursight.errors import Fault, PurSightError, Refused
from pursight.protocol import keys, signatures
from pursight.protocol.models import CAPABILITY_HEADER, COLUMN_MODEL
from pursight.protocol.replies import PROTOCOL_HEADER
from pursight.protocol.signatures import SignatureRefused
from pursight_server.access.guard import services, signature
from pursight_server.agents import service
from pursight_server.agents.model import AgentFacts, ProtocolUnknown, storable
from pursight_server.platform import strict_json
from pursight_server.platform.services import Services
from pursight_server.platform.tracing import current_trace_id

MAX_EXPANDED_BYTES = 16 * 1024 * 1024
"""A compressed body that grows beyond this is refused before it does."""

SERVED = frozenset({AGENT_PROTOCOL})
"""Protocol versions that this server speaks: the newest and, once there is one, the one before."""

_log = structlog.get_logger("pursight.agents")

M = TypeVar("M", bound=BaseModel)


class BodyMalformed(Refused):
    """The body is not what the route takes."""

    code = "body.malformed"
    status = 400


class BodyTooLarge(Refused):
    """The body grows beyond the limit when it is decompressed."""

    code = "body.too_large"
    status = 413


@dataclass(frozen=True, slots=True)
class AgentCall:
    """A verified request of an agent; `body` is decompressed."""

    agent: AgentFacts
    body: bytes
    services: Services


class AgentRoute(APIRoute):
    """Answers every request with the protocol's header, and errors with problems of its own.

    An agent believes only answers that carry the header: a captive portal's do not. A 401 carries
    the server's `now`, a 409 for missing chunks their numbers.
    """

    @override
    def get_route_handler(self) -> Callable[[Request], Coroutine[Any, Any, Response]]:
        """Wrap the route."""
        inner = super().get_route_handler()

        async def handle(request: Request) -> Response:
            try:
                _check_version(request)
                answer = await inner(request)
            except PurSightError as error:
                answer = _problem(request, error)
            except RequestValidationError:
                answer = _problem(request, BodyMalformed("the address of the request is malformed"))
            answer.headers[PROTOCOL_HEADER] = str(AGENT_PROTOCOL)
            answer.headers[CAPABILITY_HEADER] = COLUMN_MODEL
            return answer

        return handle


@signature
async def signed(request: Request) -> AgentCall:
    """Let a request through that an agent in good standing has signed, once.

    Raises:
        SignatureRefused: One answer for all that is wrong with a signature.
        AgentRevoked: The agent is no longer trusted.
    """
    given = services(request)
    raw = await request.body()
    agent = await service.find_for_request(given.database, _key_id(request))
    if agent is None:
        raise SignatureRefused("signature.unknown_key")
    verified = _verify(request, raw, keys.from_text(agent.public_key), given)
    await service.admit(given.database, agent, verified)
    request.state.agent_id = agent.id
    return AgentCall(agent, _expanded(request, raw), given)


async def self_signed(request: Request, model: type[M], key_of: Callable[[M], str]) -> M:
    """Read a body that is signed with the key it presents.

    Raises:
        BodyMalformed: It is not a `model`, or the key is none.
        SignatureRefused: The signature does not hold.
    """
    given = services(request)
    raw = await request.body()
    parsed = parse(_expanded(request, raw), model)
    _verify(request, raw, keys.from_text(key_of(parsed)), given)
    return parsed


def parse(body: bytes, model: type[M]) -> M:
    """Read a message; what does not fit is named, its content is not repeated.

    Raises:
        BodyMalformed: It does not fit.
    """
    try:
        strict_json.check(body, nul=True)  # `storable` takes them out
    except strict_json.BadJson as error:
        raise BodyMalformed(error.message) from None
    try:
        return model.model_validate_json(storable(body))
    except ValidationError as error:
        found = error.errors(include_input=False, include_url=False, include_context=False)
        at = "/".join(str(part) for part in found[0]["loc"])[:200]
        raise BodyMalformed(
            f"the body is not a {model.__name__}: {len(found)} fields do not fit,"
            f" the first at /{at}"
        ) from None


def body_of(model: type[BaseModel]) -> dict[str, Any]:
    """Name a signed body in the OpenAPI document; it is read by hand, after its signature."""
    schema = {"title": model.__name__, "type": "object", "description": model.__doc__ or ""}
    return {"requestBody": {"required": True, "content": {"application/json": {"schema": schema}}}}


def _check_version(request: Request) -> None:
    spoken = request.headers.get(PROTOCOL_HEADER, "")
    if spoken not in {str(version) for version in SERVED}:
        raise ProtocolUnknown(
            f"this server does not speak version {spoken[:20] or 'none'} of the agent protocol",
            hint="Update whichever of agent and server is older.",
        )


def _key_id(request: Request) -> UUID:
    try:
        return UUID(signatures.claimed_key_id(request.headers))
    except ValueError:
        raise SignatureRefused("signature.malformed") from None


def _verify(request: Request, raw: bytes, key: bytes, given: Services) -> signatures.Verified:
    return signatures.verify(
        request.method, _url(request), request.headers, raw, key=key, now=given.clock.now()
    )


def _url(request: Request) -> str:
    """Give the address as it was sent: the path still percent-encoded."""
    path = cast(bytes, request.scope.get("raw_path") or request.url.path.encode()).decode("latin-1")
    query = cast(bytes, request.scope.get("query_string", b"")).decode("latin-1")
    return f"https://server{path.split('?')[0]}" + (f"?{query}" if query else "")


def _expanded(request: Request, raw: bytes) -> bytes:
    """Undo `Content-Encoding: zstd`, within the limit.

    Raises:
        BodyMalformed: It is not zstd, or of another encoding.
        BodyTooLarge: It would grow beyond the limit.
    """
    encoding = request.headers.get("content-encoding", "identity").strip().lower()
    if encoding in {"identity", ""}:
        return raw
    if encoding != "zstd":
        raise BodyMalformed("the body's Content-Encoding is neither zstd nor none")
    try:
        return zstd.decompress(raw, MAX_EXPANDED_BYTES)
    except zstd.Damaged:
        raise BodyMalformed("the body is not zstd as it says") from None
    except zstd.TooLarge:
        raise BodyTooLarge(f"the body grows beyond {MAX_EXPANDED_BYTES} bytes") from None


def _problem(request: Request, error: PurSightError) -> Response:
    """Answer with a problem; the reason behind a 401 goes to the log, not to whoever asks."""
    if error.fault is Fault.OURS:
        raise error
    reason = getattr(error, "reason", "")
    if error.fault is Fault.WORLD:
        _log.warning("unavailable", code=error.code, reason=error.message)
    else:
        _log.info("agent request refused", code=error.code, reason=reason or error.message)
    problem = Problem(
        type=f"urn:pursight:problem:{error.code}",
        title=error.message[:1].upper() + error.message[1:],
        status=error.status,
        code=error.code,
        detail=error.message,
        hint=error.hint,
        trace_id=current_trace_id(),
    )
    fields: dict[str, Any] = problem.model_dump(mode="json")
    if error.status == 401:
        fields["now"] = services(request).clock.now().isoformat()
    if (numbers := getattr(error, "numbers", None)) is not None:
        fields["missing"] = list(numbers)
    headers = {"Retry-After": "5"} if error.fault is Fault.WORLD else {}
    return Response(
        orjson.dumps(fields), status_code=error.status, media_type=MEDIA_TYPE, headers=headers
    )


Signed = Annotated[AgentCall, Depends(signed)]
