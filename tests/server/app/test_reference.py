"""The OpenAPI document and the reference page."""

from collections.abc import Iterator
from typing import Any

import httpx
import pytest
from fastapi import FastAPI

from pursight_server.app.openapi import document, operations


@pytest.fixture
def schema(app: FastAPI) -> dict[str, Any]:
    return document(app)


def test_it_is_openapi_3_1_and_every_operation_says_what_it_needs(schema: dict[str, Any]) -> None:
    assert schema["openapi"].startswith("3.1")
    for path, method, operation in operations(schema):
        where = f"{method} {path}"
        assert operation["x-permission"], where
        assert operation["summary"], where
        assert "422" not in operation["responses"], where
        problem = operation["responses"]["default"]["content"]["application/problem+json"]
        assert problem["schema"] == {"$ref": "#/components/schemas/Problem"}, where


def test_every_reference_inside_it_leads_somewhere(schema: dict[str, Any]) -> None:
    known = schema["components"]["schemas"]
    references = set(_references(schema))
    assert references
    assert {r for r in references if r.rpartition("/")[2] not in known} == set()


def test_bodies_of_access_have_examples(schema: dict[str, Any]) -> None:
    for name in ("SignInBody", "NewPersonBody", "PersonEdit", "OrganisationEdit"):
        fields = schema["components"]["schemas"][name]["properties"].values()
        assert all("examples" in field for field in fields), name


async def test_the_page_needs_nothing_from_elsewhere(anonymous: httpx.AsyncClient) -> None:
    answer = await anonymous.get("/docs")
    assert answer.status_code == 200
    assert "/api/v1/sessions/refresh" in answer.text
    assert "persons.write" in answer.text
    assert "<script" not in answer.text
    assert "://" not in answer.text.replace("urn:", "")
    policy = answer.headers["content-security-policy"]
    assert policy.startswith("default-src 'none'")
    assert "unsafe" not in policy


def _references(part: object) -> Iterator[str]:
    if isinstance(part, dict):
        if isinstance(part.get("$ref"), str):
            yield part["$ref"]
        for value in part.values():
            yield from _references(value)
    elif isinstance(part, list):
        for value in part:
            yield from _references(value)
