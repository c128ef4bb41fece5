"""Every operation of the OpenAPI document, as every role, with made-up and odd requests.

No answer is a server's error, and each has a status, a media type and a form that the document
declares. `PURSIGHT_SCHEMATHESIS` sets how many requests each operation gets from each role.
"""

import asyncio
import copy
import os
from collections.abc import Iterator
from typing import Any

import httpx
import pytest
import schemathesis
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st
from schemathesis.checks import (
    content_type_conformance,
    not_a_server_error,
    response_schema_conformance,
    status_code_conformance,
)
from schemathesis.core.failures import Failure, FailureGroup
from tests.builders.fortress import Fortress

from pursight_server.app.openapi import document

EXAMPLES = int(os.environ.get("PURSIGHT_SCHEMATHESIS", "0"))
CHECKS = [
    not_a_server_error,
    status_code_conformance,
    content_type_conformance,
    response_schema_conformance,
]
ENDS_SOMETHING = ("revoke", "password", "/sessions", "archive", "discard", "current", "logout")
HELD_OPEN = {"/agent/v1/poll"}


@schemathesis.serializer("application/zstd")
def _as_it_is(_context: Any, value: Any) -> bytes:
    """Send a chunk's bytes; whether they are zstd is the server's to find out."""
    return value if isinstance(value, bytes) else str(value).encode()


def operations(schema: Any) -> Iterator[Any]:
    """Every operation, those last that end something the others need."""
    found = [result.ok() for result in schema.get_all_operations()]
    return iter(
        sorted(
            found,
            key=lambda one: (
                one.method.upper() == "DELETE" or any(e in one.path for e in ENDS_SOMETHING),
                one.path,
                one.method,
            ),
        )
    )


def crawl(
    url: str, schema: Any, headers: dict[str, str], ids: dict[str, str], most: int
) -> list[str]:
    """Send requests to all operations; tells what was wrong."""
    wrong: dict[str, str] = {}
    for operation in operations(schema):
        name = f"{operation.method.upper()} {operation.path}"

        @settings(
            max_examples=most,
            deadline=None,
            derandomize=EXAMPLES == 0,
            database=None,
            phases=[Phase.generate],
            suppress_health_check=list(HealthCheck),
        )
        @given(case=operation.as_strategy(), known=st.booleans(), name=st.just(name))
        def send(case: Any, known: bool, name: str) -> None:
            if known and case.path_parameters:
                case.path_parameters |= {k: ids[k] for k in case.path_parameters if k in ids}
            answer = case.call(base_url=url, headers=headers, timeout=60)
            try:
                case.validate_response(answer, checks=CHECKS, headers=headers)
            except (Failure, FailureGroup) as failure:
                told = getattr(failure, "exceptions", [failure])
                wrong.setdefault(name, f"{name}: {answer.status_code} {told} {answer.text[:300]}")

        send()
    return list(wrong.values())


@pytest.fixture
def schema(fortress: Fortress) -> Any:
    """The document as schemathesis reads it."""
    return schemathesis.openapi.from_dict(document(fortress.app))


@pytest.mark.timeout(600)
async def test_the_administrator_gets_only_what_is_declared(
    fortress: Fortress, schema: Any
) -> None:
    await _holds(fortress, schema, fortress.ours.admin, EXAMPLES or 4)


@pytest.mark.timeout(900)
async def test_every_role_gets_only_what_is_declared(fortress: Fortress, schema: Any) -> None:
    for client in fortress.people.values():
        await _holds(fortress, schema, client, EXAMPLES or 1)


async def _holds(fortress: Fortress, schema: Any, client: httpx.AsyncClient, most: int) -> None:
    authorization = client.headers.get("authorization")
    headers = {"PurSight-Device": fortress.ours.ids["device_id"]}
    headers |= {"Authorization": authorization} if authorization else {}
    wrong = await asyncio.to_thread(crawl, fortress.url, schema, headers, fortress.ours.ids, most)
    assert wrong == [], "\n".join(wrong)


async def test_what_is_not_declared_is_found(fortress: Fortress) -> None:
    planted = copy.deepcopy(document(fortress.app))
    planted["paths"] = {path: planted["paths"][path] for path in ("/api/v1/me", "/health")}
    told = planted["paths"]["/api/v1/me"]["get"]["responses"]
    told["200"]["content"] = {"text/plain": {"schema": {"type": "string"}}}
    planted["paths"]["/health"]["get"]["responses"] = {"204": {"description": "Nothing"}}
    schema = schemathesis.openapi.from_dict(planted)
    headers = {"Authorization": fortress.ours.admin.headers["authorization"]}
    wrong = await asyncio.to_thread(crawl, fortress.url, schema, headers, {}, 1)
    assert sorted(one.partition(":")[0] for one in wrong) == ["GET /api/v1/me", "GET /health"]
