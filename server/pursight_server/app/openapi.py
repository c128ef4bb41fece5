"""The OpenAPI document: FastAPI's, with our errors and the permission of each operation."""

from collections.abc import Iterator
from typing import Any

from fastapi import FastAPI
from fastapi.openapi.utils import get_openapi
from fastapi.routing import APIRoute
from starlette.routing import BaseRoute

from pursight.contracts.problem import MEDIA_TYPE, Problem
from pursight_server.access.guard import guards_of

TAGS = [
    {"name": "access", "description": "Signing in, persons, roles, the organisation."},
    {"name": "activity", "description": "The log: who changed what, verifiable."},
    {"name": "operation", "description": "Health and measures."},
]
_PROBLEM_EXAMPLE = {
    "type": "urn:pursight:problem:permission.missing",
    "title": "This needs the permission persons.write",
    "status": 403,
    "code": "permission.missing",
    "detail": "this needs the permission persons.write",
    "hint": "Ask a system administrator for a role that has it.",
    "trace_id": "4bf92f3577b34da6a3ce929d0e0e4736",
    "errors": [],
}


def all_routes(app: FastAPI) -> list[APIRoute]:
    """List every route of an application, those of included routers too."""
    return [route for route in _walk(app.routes) if isinstance(route, APIRoute)]


def document(app: FastAPI) -> dict[str, Any]:
    """Make the document; made once and kept."""
    if app.openapi_schema is None:
        schema = get_openapi(
            title=app.title,
            version=app.version,
            summary=app.summary,
            description="Errors are problem details (RFC 9457) with a stable `code` and a `hint`. "
            "Lists are paged with `cursor`. Edits take the ETag of what they change as `If-Match`. "
            "Writes take an `Idempotency-Key`: repeated, they answer the same and do nothing more.",
            routes=app.routes,
            tags=TAGS,
            servers=[{"url": "/"}],
        )
        _add_problems(schema)
        _add_permissions(app, schema)
        app.openapi_schema = schema
    return app.openapi_schema


def operations(schema: dict[str, Any]) -> Iterator[tuple[str, str, dict[str, Any]]]:
    """Walk a document: path, method, operation."""
    for path, methods in schema["paths"].items():
        for method, operation in methods.items():
            yield path, method, operation


def _add_problems(schema: dict[str, Any]) -> None:
    schemas = schema.setdefault("components", {}).setdefault("schemas", {})
    for replaced in ("HTTPValidationError", "ValidationError"):
        schemas.pop(replaced, None)
    ours = Problem.model_json_schema(ref_template="#/components/schemas/{model}")
    schemas.update(ours.pop("$defs", {}))
    schemas["Problem"] = ours
    answer = {
        "description": "A problem; `code` says which",
        "content": {
            MEDIA_TYPE: {
                "schema": {"$ref": "#/components/schemas/Problem"},
                "example": _PROBLEM_EXAMPLE,
            }
        },
    }
    for _path, _method, operation in operations(schema):
        operation["responses"].pop("422", None)
        operation["responses"].setdefault("default", answer)


def _add_permissions(app: FastAPI, schema: dict[str, Any]) -> None:
    for route in all_routes(app):
        for method in route.methods or ():
            operation = schema["paths"].get(route.path_format, {}).get(method.lower())
            if operation is not None:
                operation["x-permission"] = sorted(guards_of(route))


def _walk(routes: list[BaseRoute]) -> Iterator[BaseRoute]:
    for route in routes:
        included = getattr(route, "original_router", None)  # FastAPI includes routers lazily
        if included is None:
            yield route
        else:
            yield from _walk(included.routes)
