"""What can be given for a part of the catalog is asked for the row, or for the whole."""

from collections.abc import Iterable

import pytest
from fastapi import APIRouter, Depends
from fastapi.routing import APIRoute

from pursight_server.access.guard import guards_of, requires
from pursight_server.access.model import EVERYWHERE_ONLY, Permission
from pursight_server.app.wiring import routers
from pursight_server.sources.store import sources_table

ASK_IN_THE_BODY = {
    ("POST", "/api/v1/rules"): "rules/routes.py: require_for the rule's table",
    ("POST", "/api/v1/compliance/assessments"): "compliance/routes.py: require_for the source",
}
IN_PARTS = {one.value for one in Permission} - {one.value for one in EVERYWHERE_ONLY}


def asked(route: APIRoute) -> tuple[frozenset[str], bool]:
    """Tell for which parts of its path a route asks for a row, and whether for the whole."""
    rows, whole = set[str](), False
    for dependant in route.dependant.dependencies:
        rows |= getattr(dependant.call, "pursight_rows", frozenset())
        whole |= getattr(dependant.call, "pursight_whole", False)
    return frozenset(rows), whole


def permission_alone(routes: Iterable[APIRoute]) -> list[str]:
    """Name the routes where a role for one table would do for all of them."""
    found = []
    for route in routes:
        if not guards_of(route) & IN_PARTS:
            continue
        rows, whole = asked(route)
        named = {part[1:-1] for part in route.path.split("/") if part.startswith("{")}
        for method in sorted(route.methods):
            lists = method == "GET" and not named
            if not (whole or (named and named <= rows) or lists):
                found.append(f"{method} {route.path}")
    return found


def test_no_route_takes_a_role_for_a_part_as_one_for_all() -> None:
    routes = [one for router in routers() for one in router.routes if isinstance(one, APIRoute)]
    listed = [f"{method} {path}" for method, path in ASK_IN_THE_BODY]
    assert sorted(permission_alone(routes)) == sorted(listed)


@pytest.mark.parametrize(
    ("path", "guard", "caught"),
    [
        ("/one/{source_id}", requires(Permission.SOURCES_WRITE), True),
        ("/one/{number}", requires(Permission.SOURCES_WRITE, source_id=sources_table), True),
        ("/one/{source_id}", requires(Permission.SOURCES_WRITE, source_id=sources_table), False),
        ("/all", requires(Permission.SOURCES_WRITE), True),
        ("/all", requires(Permission.SOURCES_WRITE, whole=True), False),
        ("/all", requires(Permission.ORGANISATION_WRITE), False),
    ],
    ids=["no row", "another row", "the row", "nothing", "the whole", "never for a part"],
)
def test_the_walk_finds_a_hole(path: str, guard: object, *, caught: bool) -> None:
    router = APIRouter()

    @router.put(path, dependencies=[Depends(guard)])  # type: ignore[arg-type]
    async def route() -> None: ...

    [made] = [one for one in router.routes if isinstance(one, APIRoute)]
    assert permission_alone([made]) == ([f"PUT {path}"] if caught else [])
