"""Every route of the whole application is guarded, or says that it is public."""

from collections.abc import Iterator

import pytest
from fastapi import APIRouter, Depends, FastAPI, WebSocket
from fastapi.routing import APIRoute, APIWebSocketRoute
from starlette.routing import BaseRoute

from pursight_server.access.guard import guards_of, public, requires, token_inside
from pursight_server.access.model import GRANTS, Permission
from pursight_server.app.wiring import routers

PUBLIC = {
    ("GET", "/health"),
    ("GET", "/ready"),
    ("GET", "/metrics"),
    ("GET", "/docs"),
    ("GET", "/openapi.json"),
    ("POST", "/api/v1/sessions"),
    ("POST", "/api/v1/sessions/directory"),
    ("GET", "/api/v1/token-keys"),
    ("POST", "/api/v1/sessions/refresh"),
    ("POST", "/api/v1/sessions/second-factor"),
    ("POST", "/api/v1/sessions/second-factor/passkey"),
    ("POST", "/api/v1/sessions/second-factor/passkey/options"),
    ("POST", "/api/v1/sessions/passkey"),
    ("POST", "/api/v1/sessions/providers"),
    ("POST", "/api/v1/sessions/ways"),
    ("POST", "/api/v1/sessions/provider"),
    ("POST", "/api/v1/sessions/provider/begin"),
    ("GET", "/api/v1/sessions/provider/callback"),
    ("POST", "/api/v1/sessions/passkey/options"),
    ("POST", "/api/v1/sessions/second-factor/totp"),
    ("POST", "/api/v1/sessions/second-factor/totp/confirm"),
    ("GET", "/passkeys"),
    ("GET", "/passkeys/page.js"),
    ("GET", "/passkeys/page.css"),
    ("POST", "/api/v1/sessions/browser"),
    ("POST", "/api/v1/sessions/browser/begin"),
    ("POST", "/api/v1/sessions/browser/ask"),
    ("POST", "/api/v1/sessions/browser/answer"),
    ("POST", "/api/v1/passkey-page/enter"),
    ("POST", "/api/v1/passkey-page/options"),
    ("POST", "/api/v1/passkey-page/add"),
    ("POST", "/api/v1/passkey-page/remove"),
    ("POST", "/agent/v1/enroll"),
}
"""The only addresses that answer without knowing who asks."""


def _walk(routes: list[BaseRoute]) -> Iterator[BaseRoute]:
    for route in routes:
        included = getattr(route, "original_router", None)  # FastAPI includes routers lazily
        inner = included.routes if included is not None else getattr(route, "routes", None)
        if isinstance(route, APIRoute) or inner is None:
            yield route
        else:
            yield from _walk(inner)


def _all_routes(app: FastAPI) -> list[BaseRoute]:
    return list(_walk(app.routes))


def unguarded(routes: list[BaseRoute]) -> list[str]:
    """Name the routes that neither ask for something nor are on the list of public ones."""
    found = []
    for route in routes:
        path = getattr(route, "path", "?")
        methods = getattr(route, "methods", None) or {"?"}
        plain = not isinstance(route, APIRoute | APIWebSocketRoute)  # as /openapi.json, by FastAPI
        guards = frozenset() if plain else guards_of(route)
        for method in methods - {"HEAD"}:
            listed = (method, path) in PUBLIC
            if not listed and (not guards or guards == {"public"}):
                found.append(f"{method} {path}")
            elif listed and not plain and guards != {"public"} and path != "/agent/v1/enroll":
                found.append(f"{method} {path} is on the list of public routes, but is not one")
    return sorted(found)


def test_no_route_is_open(app: FastAPI) -> None:
    assert unguarded(_all_routes(app)) == []


def test_no_guarded_route_says_that_it_is_public(app: FastAPI) -> None:
    routes = [route for route in _all_routes(app) if isinstance(route, APIRoute)]
    both = [r.path for r in routes if "public" in guards_of(r) and len(guards_of(r)) > 1]
    assert both == []


def test_every_router_is_reached_by_the_walk(app: FastAPI) -> None:
    walked = {(r.path, m) for r in _all_routes(app) if isinstance(r, APIRoute) for m in r.methods}
    declared = {
        (r.path, m)
        for router in routers()
        for r in _walk(router.routes)
        if isinstance(r, APIRoute)
        for m in r.methods
    }
    assert declared
    assert declared <= walked


def test_the_walk_finds_a_forgotten_guard() -> None:
    app = FastAPI(docs_url=None, redoc_url=None, openapi_url=None)
    router = APIRouter()

    @router.get("/open")
    async def forgotten() -> None: ...

    @router.get("/claims-to-be-public")
    @public
    async def claimed() -> None: ...

    @router.websocket("/open-too")
    async def forgotten_too(socket: WebSocket) -> None: ...

    @router.websocket("/looks-itself")
    @token_inside
    async def looks(socket: WebSocket) -> None: ...

    @router.get("/guarded", dependencies=[Depends(requires(Permission.SELF_READ))])
    async def guarded() -> None: ...

    app.include_router(router)
    assert unguarded(_all_routes(app)) == [
        "? /open-too",
        "GET /claims-to-be-public",
        "GET /open",
    ]


@pytest.mark.parametrize("permission", Permission)
def test_every_permission_is_granted_by_a_role(permission: Permission) -> None:
    assert any(permission in granted for granted in GRANTS.values())
