"""Every error is a problem document, and every answer carries its trace and safe headers."""

import re

import httpx
import pytest
from fastapi import FastAPI

from pursight.clock import StoppedClock
from pursight.contracts.problem import Problem
from pursight_server.access.guard import public
from pursight_server.platform.services import Services
from pursight_server.platform.settings import Settings

TRACE = "4bf92f3577b34da6a3ce929d0e0e4736"


def problem(answer: httpx.Response) -> Problem:
    assert answer.headers["content-type"] == "application/problem+json"
    found = Problem.model_validate_json(answer.content)
    assert found.status == answer.status_code
    assert found.type == f"urn:pursight:problem:{found.code}"
    assert re.fullmatch(r"[0-9a-f]{32}", found.trace_id)
    return found


@pytest.mark.parametrize(
    ("line", "body", "status", "code"),
    [
        ("GET /nowhere", None, 404, "not_found"),
        ("DELETE /health", None, 405, "method.not_allowed"),
        ("POST /api/v1/sessions", b"{", 400, "request.malformed"),
        ("POST /api/v1/sessions", b'{"organisation": 1}', 422, "request.invalid"),
        ("GET /api/v1/me", None, 401, "unauthenticated"),
        ("GET /api/v1/persons?limit=1000", None, 401, "unauthenticated"),
    ],
)
async def test_errors_without_signing_in(
    anonymous: httpx.AsyncClient, line: str, body: bytes | None, status: int, code: str
) -> None:
    method, path = line.split()
    answer = await anonymous.request(
        method, path, content=body, headers={"content-type": "application/json"}
    )
    assert answer.status_code == status
    assert problem(answer).code == code


async def test_errors_when_signed_in(client: httpx.AsyncClient) -> None:
    assert problem(await client.get("/api/v1/persons/not-a-uuid")).code == "request.invalid"
    unknown = "/api/v1/persons/0193f0a4-7c1e-7a30-9c55-3f0e8a1b2c3d"
    assert problem(await client.get(unknown)).code == "not_found"
    assert problem(await client.get("/api/v1/persons?limit=1000")).code == "request.invalid"
    assert problem(await client.get("/api/v1/persons?cursor=abc")).code == "cursor.bad"


async def test_a_validation_error_names_the_field_and_not_its_value(
    anonymous: httpx.AsyncClient,
) -> None:
    body = {"organisation": "acme", "email": "a@b.c", "password": "hunter2" * 60}
    answer = await anonymous.post("/api/v1/sessions", json=body)
    assert [item.at for item in problem(answer).errors] == ["/body/password"]
    assert "hunter2" not in answer.text


async def test_a_defect_is_told_without_its_details(
    app: FastAPI, anonymous: httpx.AsyncClient, caplog: pytest.LogCaptureFixture
) -> None:
    @app.get("/broken")
    @public
    async def broken() -> None:
        raise RuntimeError("the secret of the defect")

    answer = await anonymous.get("/broken")
    assert answer.status_code == 500
    assert problem(answer).code == "internal"
    assert "secret" not in answer.text


async def test_a_body_over_the_limit_is_refused(
    anonymous: httpx.AsyncClient, settings: Settings
) -> None:
    async def endless() -> object:
        for _ in range(settings.body_limit // 65_536 + 2):
            yield b" " * 65_536

    for content in (b" " * (settings.body_limit + 1), endless()):
        answer = await anonymous.post("/api/v1/sessions", content=content)
        assert answer.status_code == 413
        assert problem(answer).code == "body.too_large"


async def test_a_trace_is_taken_up_and_passed_on(anonymous: httpx.AsyncClient) -> None:
    sent = {"traceparent": f"00-{TRACE}-00f067aa0ba902b7-01"}
    answer = await anonymous.get("/nowhere", headers=sent)
    assert problem(answer).trace_id == TRACE
    assert re.fullmatch(rf"00-{TRACE}-[0-9a-f]{{16}}-01", answer.headers["traceparent"])


@pytest.mark.parametrize("bad", ["", "00-xyz", f"00-{'0' * 32}-00f067aa0ba902b7-01", "🙂"])
async def test_a_bad_trace_is_replaced(anonymous: httpx.AsyncClient, bad: str) -> None:
    answer = await anonymous.get("/nowhere", headers={b"traceparent": bad.encode()})
    assert problem(answer).trace_id not in ("", "0" * 32)


async def test_headers_are_safe(anonymous: httpx.AsyncClient) -> None:
    headers = (await anonymous.get("/health")).headers
    assert headers["x-content-type-options"] == "nosniff"
    assert headers["x-frame-options"] == "DENY"
    assert headers["cache-control"] == "no-store"
    assert "max-age" in headers["strict-transport-security"]
    assert "server" not in headers


async def test_not_ready_while_the_database_is_gone(
    anonymous: httpx.AsyncClient, services: Services, clock: StoppedClock
) -> None:
    await services.database.dispose()
    lost = services.database.engine.url.set(port=1)
    services.database.engine = type(services.database)(
        lost.render_as_string(hide_password=False), clock=clock
    ).engine
    answer = await anonymous.get("/ready")
    assert answer.status_code == 503
    assert problem(answer).code == "database.unavailable"
    assert answer.headers["retry-after"]
    assert (await anonymous.get("/health")).status_code == 200


async def test_measures_count_by_route_and_hold_no_ids(client: httpx.AsyncClient) -> None:
    unknown = "/api/v1/persons/0193f0a4-7c1e-7a30-9c55-3f0e8a1b2c3d"
    await client.get(unknown)
    text = (await client.get("/metrics")).text
    assert 'route="/api/v1/persons/{person_id}"' in text
    assert "0193f0a4" not in text
