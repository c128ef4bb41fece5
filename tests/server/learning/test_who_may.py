"""Who may look at models, who may change what judges, and what agents of whom can fetch."""

import hashlib
from uuid import UUID

import httpx
import pytest
from fastapi import FastAPI
from fastapi.routing import APIRoute
from tests.builders.agent_driver import AgentDriver
from tests.builders.column_models import a_model
from tests.builders.learned import MODELS, PREVIEWS, Learned, column, customers
from tests.builders.scanned import table
from tests.server.learning.conftest import SignIn

from pursight.contracts.scans import TableReport
from pursight.protocol import keys
from pursight.protocol.models import CAPABILITY_HEADER, COLUMN_MODEL, ModelRefused, unpack
from pursight_server.access.guard import guards_of
from pursight_server.access.model import Role
from pursight_server.learning.routes import agent_router, router
from pursight_server.learning.store import evidence

DOES = ("activate", "again", "discard")
READ, DECIDE = "classification.read", "classification.decide"


def test_every_route_that_changes_something_needs_a_steward(app: FastAPI) -> None:
    routes = [one for one in router.routes if isinstance(one, APIRoute)]
    assert len(routes) == 13
    for one in routes:
        wanted = READ if one.methods == {"GET"} else DECIDE
        assert guards_of(one) == {wanted}, one.path
    [fetch] = [one for one in agent_router.routes if isinstance(one, APIRoute)]
    assert guards_of(fetch) == {"signature"}


async def test_a_data_user_looks_and_changes_nothing(learned: Learned, sign_in: SignIn) -> None:
    await learned.scanner.scan(customers())
    number = await learned.add_version()
    preview = await learned.compare(number=number)
    user = await sign_in(Role.DATA_USER)
    assert (await user.get(MODELS)).status_code == 200
    assert (await user.get(f"{PREVIEWS}/{preview['id']}/changes")).status_code == 200
    for address, body in (
        (f"{MODELS}/train", {}),
        (f"{MODELS}/{number}/cancel", None),
        (PREVIEWS, {"number": number}),
        (f"{PREVIEWS}/{preview['id']}/activate", {}),
        (f"{PREVIEWS}/{preview['id']}/again", None),
        (f"{PREVIEWS}/{preview['id']}/discard", None),
    ):
        answer = await user.post(address, json=body)
        assert (answer.status_code, answer.json()["code"]) == (403, "permission.missing"), address


async def test_a_system_administrator_sees_nothing_of_columns(
    learned: Learned, sign_in: SignIn
) -> None:
    await learned.scanner.scan(customers())
    preview = await learned.compare(number=await learned.add_version())
    nobody = await sign_in(Role.SYSTEM_ADMINISTRATOR)
    for address in (MODELS, f"{MODELS}/state", f"{PREVIEWS}/{preview['id']}/changes"):
        assert (await nobody.get(address)).status_code == 403


async def test_a_steward_of_one_source_neither_sees_nor_moves_the_model_of_all(
    learned: Learned, sign_in: SignIn
) -> None:
    await learned.scanner.scan(customers())
    number = await learned.add_version()
    preview = await learned.compare(number=number)
    pat = await sign_in()
    everybody = (await learned.client.get("/api/v1/persons")).json()["items"]
    (me,) = [one["id"] for one in everybody if not one["roles"]]
    (here,) = (await learned.client.get("/api/v1/sources")).json()["items"]
    given = {
        "role": "data_steward",
        "subject": {"kind": "person", "id": me},
        "scope": {"kind": "source", "id": here["id"]},
    }
    assert (await learned.client.post("/api/v1/role-assignments", json=given)).status_code == 201
    for address in (MODELS, PREVIEWS, f"{MODELS}/activations"):
        assert (await pat.get(address)).json()["items"] == []
    one = f"{PREVIEWS}/{preview['id']}"
    for address in (f"{MODELS}/{number}", one, f"{one}/changes"):
        assert (await pat.get(address)).status_code == 404, address
    for address in (f"{MODELS}/{number}/cancel", *(f"{one}/{do}" for do in DOES)):
        answer = await pat.post(address, json={})
        assert answer.status_code == 404, address
    sensitivity = {"sensitivity": "public"}
    for method, address, body in (
        ("GET", f"{MODELS}/state", None),
        ("POST", f"{MODELS}/train", {}),
        ("POST", PREVIEWS, {"number": number}),
        ("PUT", "/api/v1/classifications/sensitivities/labels/email", sensitivity),
        ("PUT", "/api/v1/classifications/sensitivities/categories/personal", sensitivity),
        ("PUT", "/api/v1/compliance/policies/gdpr-art-32/enabled", {"enabled": False}),
    ):
        answer = await pat.request(method, address, json=body)
        assert (answer.status_code, answer.json()["code"]) == (403, "permission.missing"), address
        assert "whole organisation" in answer.json()["detail"]
    assert (await pat.get("/api/v1/classifications")).json()["items"]


async def test_organisations_see_nothing_of_each_other(
    learned: Learned, other_client: httpx.AsyncClient
) -> None:
    await learned.scanner.scan(customers())
    preview = await learned.compare(number=await learned.add_version())
    assert (await other_client.get(f"{PREVIEWS}/{preview['id']}/changes")).status_code == 404
    answer = await other_client.post(f"{PREVIEWS}/{preview['id']}/activate", json={})
    assert answer.status_code == 404
    assert (await other_client.get(f"{MODELS}/2")).status_code == 404
    state = (await other_client.get(f"{MODELS}/state")).json()
    assert (state["columns"], state["decisions"], state["preview"]) == (0, 0, None)


async def test_an_agent_fetches_the_model_in_use_and_no_other(
    learned: Learned, agent: AgentDriver
) -> None:
    await learned.scanner.scan(customers())
    assert (await fetch(agent, "/agent/v1/models/1")).status_code == 404
    first = (await learned.activated(number=await learned.add_version()))["serial"]
    answer = await fetch(agent, f"/agent/v1/models/{first}")
    assert answer.status_code == 200
    public = learned.services.keys.job_public
    ours = learned.scanner.organisation_id
    opened = unpack(answer.content, public, organisation_id=ours)
    assert opened.content == a_model(2, "phone")
    with pytest.raises(ModelRefused):
        unpack(answer.content, public, organisation_id=UUID(int=7))
    with pytest.raises(ModelRefused):
        unpack(answer.content, keys.public_bytes(bytes(32)), organisation_id=ours)
    second = (await learned.activated(number=1))["serial"]
    assert (await fetch(agent, f"/agent/v1/models/{first}")).status_code == 404
    assert (await fetch(agent, f"/agent/v1/models/{second}")).status_code == 200


async def test_only_agents_that_can_read_it_are_told_of_a_model(
    learned: Learned, agent: AgentDriver
) -> None:
    await learned.scanner.scan(customers())
    serial = (await learned.activated(number=await learned.add_version()))["serial"]
    body = b'{"capacity": 0}'
    older = await agent.http.send(agent.sign("POST", "/agent/v1/poll", body))
    assert "model" not in older.json()
    says = {CAPABILITY_HEADER: COLUMN_MODEL}
    newer = await agent.http.send(agent.sign("POST", "/agent/v1/poll", body, headers=says))
    sha256 = hashlib.sha256(a_model(2, "phone")).hexdigest()
    assert newer.json()["model"] == {"serial": serial, "sha256": sha256}
    assert COLUMN_MODEL in older.headers[CAPABILITY_HEADER]


async def test_features_go_with_their_column(learned: Learned) -> None:
    await learned.scanner.scan(customers(), table("old", column("mail", "email")), *_many())
    assert await _kept(learned) == 4 + 20
    await learned.scanner.scan(customers(), *_many())
    assert await _kept(learned) == 3 + 20
    await learned.scanner.scan(table("customer", column("id", "none")), *_many())
    assert await _kept(learned) == 1 + 20
    await learned.scanner.scan(table("customer", "id"), *_many())  # now by an older agent
    assert await _kept(learned) == 20


async def fetch(agent: AgentDriver, path: str) -> httpx.Response:
    """Get something as the agent."""
    return await agent.http.send(agent.sign("GET", path))


def _many() -> list[TableReport]:
    return [table(f"more{n}", column("tel", "phone", n)) for n in range(20)]


async def _kept(learned: Learned) -> int:
    async with learned.services.database.reading(learned.scanner.organisation_id) as unit:
        walked = await evidence.walk(unit, UUID(int=0), 1000)
        assert len(walked) == await evidence.count(unit)
        return len(walked)
