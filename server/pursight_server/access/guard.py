"""The guard of every route: who asks, may they, and in which transaction."""

import hashlib
from collections.abc import Awaitable, Callable
from typing import Annotated, Any, TypeVar, cast

from fastapi import Depends, Header, Query, Request
from fastapi.routing import APIRoute, APIWebSocketRoute
from fastapi.security import HTTPAuthorizationCredentials, HTTPBearer

from pursight.errors import Refused, Unauthenticated
from pursight_server.access import api_tokens, scope, sessions, tokens
from pursight_server.access.client import Client
from pursight_server.access.machines import PREFIX
from pursight_server.access.model import Caller, Permission
from pursight_server.platform.paging import DEFAULT_LIMIT, LARGEST_LIMIT, PageRequest
from pursight_server.platform.request_units import ReplyKey, RequestUnits
from pursight_server.platform.services import Services
from pursight_server.platform.stored_replies import check_key, find_reply
from pursight_server.platform.unit_of_work import Actor, ReadUnit, UnitOfWork

_bearer = HTTPBearer(auto_error=False, description="Access token of `POST /api/v1/sessions`")


IdempotencyKey = Annotated[
    str | None,
    Header(alias="Idempotency-Key", description="Any text of your own; repeat it to repeat safely"),
]

Route = TypeVar("Route", bound=Callable[..., Any])


def services(request: Request) -> Services:
    """Give a route what the application was made with."""
    return cast(Services, request.app.state.services)


def public(route: Route) -> Route:
    """Mark a route that anybody may call, signed in or not; put it nearest to the function."""
    route.pursight_guard = "public"  # type: ignore[attr-defined]
    return route


def signature(dependency: Route) -> Route:
    """Mark a dependency that lets only requests through that a known agent has signed."""
    dependency.pursight_guard = "signature"  # type: ignore[attr-defined]
    return dependency


def token_inside(route: Route) -> Route:
    """Mark a WebSocket that looks at an access token itself before it says anything."""
    route.pursight_guard = "token"  # type: ignore[attr-defined]
    return route


def guards_of(route: APIRoute | APIWebSocketRoute) -> frozenset[str]:
    """Tell how a route is guarded: permissions, `signature`, `token`, `public`; none: a defect."""
    found: set[str] = set()
    waiting, calls = [route.dependant], [route.endpoint]
    while waiting:
        dependant = waiting.pop()
        waiting += dependant.dependencies
        calls += [inner.call for inner in dependant.dependencies if inner.call is not None]
    for call in calls:
        mark = getattr(call, "pursight_guard", None)
        if mark is not None:
            found.add(str(mark))
    return frozenset(found)


async def authenticated(
    request: Request,
    credentials: Annotated[HTTPAuthorizationCredentials | None, Depends(_bearer)],
) -> Caller:
    """Tell who asks, from the access token and the state of their session now.

    Raises:
        Unauthenticated: There is no token, it is no good, or its session has ended.
        TooManyRequests: They ask more often than anybody may.
    """
    if credentials is None:
        raise Unauthenticated(
            "this needs a signed-in person",
            hint="Send the header Authorization: Bearer <access token>.",
        )
    if credentials.credentials.startswith(PREFIX):
        client = Client(address=request.client.host if request.client else "")
        caller = await api_tokens.caller(
            services(request), credentials.credentials, network=client.network
        )
        services(request).limits.people.take(caller.person_id)
    else:
        caller = await caller_of(services(request), credentials.credentials)
    request.state.caller = caller
    return caller


async def caller_of(given: Services, token: str) -> Caller:
    """Tell whose access token this is, by the state of their session now.

    Raises:
        Unauthenticated: It is no good, or its session has ended.
        TooManyRequests: They ask more often than anybody may.
    """
    claims = tokens.check(token, keys=given.token_ring, now=given.clock.now())
    given.limits.people.take(claims.person_id)
    async with given.database.reading(claims.organisation_id) as unit:
        return await sessions.caller(unit, claims.session_id, claims.person_id)


def requires(
    permission: Permission, *, whole: bool = False, **rows: Any
) -> Callable[..., Awaitable[Caller]]:
    """Make a dependency that lets only callers with a permission through, and says who they are.

    Args:
        permission: What one must be allowed, at least for something.
        whole: What it is asked for is about the organisation: a role that is given for a part of
            the catalog does not do.
        rows: By the name of a part of the path, the table whose row it names, or that table's
            column that is named: one must be allowed to do it with that row. One that may not be
            seen is as if it were not there.
    """

    async def guarded(
        request: Request, caller: Annotated[Caller, Depends(authenticated)]
    ) -> Caller:
        if not caller.may(permission):
            raise scope.lacks(permission)
        if whole and not caller.sight(permission).whole:
            raise scope.lacks(permission, whole=True)
        for name, row in rows.items():
            if name in request.path_params and not scope.sees_all(caller, permission):
                await _check_row(
                    services(request), caller, permission, row, request.path_params[name]
                )
        return caller

    guarded.pursight_guard = permission.value  # type: ignore[attr-defined]
    guarded.pursight_rows = frozenset(rows)  # type: ignore[attr-defined]
    guarded.pursight_whole = whole  # type: ignore[attr-defined]
    return guarded


async def _check_row(
    given: Services, caller: Caller, permission: Permission, row: Any, text: str
) -> None:
    key = row if hasattr(row, "table") else scope.key_of(row)
    try:
        row_id = key.type.python_type(text)
    except ValueError:
        return  # the route says what is wrong with it
    async with given.database.reading(caller.organisation_id) as unit:
        await scope.require_for(unit, caller, permission, key.table, row_id, key=key)


def in_session(caller: Annotated[Caller, Depends(authenticated)]) -> None:
    """Let only people through who have signed in, and no API token, whatever it is for.

    Raises:
        NotForTokens: The request came with an API token.
    """
    if caller.limit is not None:
        raise api_tokens.NotForTokens(
            "this needs a person who has signed in; an API token cannot do it",
            hint="Sign in with POST /api/v1/sessions, or use the console.",
        )


def shown_once(idempotency_key: IdempotencyKey = None) -> None:
    """Refuse to keep an answer that holds a secret.

    Raises:
        Refused: The request asks for its answer to be kept.
    """
    if idempotency_key is not None:
        raise Refused(
            "this answer holds a secret and is not kept",
            hint="Leave out Idempotency-Key; if the answer is lost, revoke and make another.",
        )


async def writing(
    request: Request, caller: Annotated[Caller, Depends(authenticated)]
) -> UnitOfWork:
    """Open the request's unit of work; it commits before the answer leaves, if that is no error.

    With an `Idempotency-Key` header the answer is kept in the same transaction, and the same
    request with the same key gets it again without being carried out.
    """
    units = cast(RequestUnits, request.state.units)
    if units.writing is not None:
        return units.writing
    uow = await units.enter(
        services(request).database.unit_of_work(caller.organisation_id, actor_of(caller))
    )
    units.writing = uow
    key = request.headers.get("idempotency-key")
    if key is not None:
        check_key(key)
        digest = hashlib.sha256(
            b"\n".join(
                [
                    request.method.encode(),
                    str(request.url.path).encode(),
                    request.url.query.encode(),
                    request.headers.get("if-match", "").encode(),
                    await request.body(),
                ]
            )
        ).hexdigest()
        await find_reply(uow, caller.person_id, key, digest)
        units.reply_key = ReplyKey(caller.person_id, key, digest)
    return uow


async def reading(request: Request, caller: Annotated[Caller, Depends(authenticated)]) -> ReadUnit:
    """Open the request's read-only transaction."""
    units = cast(RequestUnits, request.state.units)
    return await units.enter(services(request).database.reading(caller.organisation_id))


def actor_of(caller: Caller) -> Actor:
    """Name the caller as events do."""
    return Actor(caller.kind, caller.person_id, caller.told_as)


def page_request(
    given: Annotated[Services, Depends(services)],
    limit: Annotated[
        int, Query(ge=1, le=LARGEST_LIMIT, description="Items a page")
    ] = DEFAULT_LIMIT,
    cursor: Annotated[
        str | None, Query(max_length=2000, description="`next_cursor` of the page before")
    ] = None,
) -> PageRequest:
    """Read which page of a list is wanted."""
    return PageRequest(given.keys.cursor_secret, limit, cursor)


Writing = Annotated[UnitOfWork, Depends(writing)]
Reading = Annotated[ReadUnit, Depends(reading)]
Given = Annotated[Services, Depends(services)]
Paged = Annotated[PageRequest, Depends(page_request)]
IfMatch = Annotated[
    str | None,
    Header(alias="If-Match", description="ETag of the revision that the edit was made from"),
]
