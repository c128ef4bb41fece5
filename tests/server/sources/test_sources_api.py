"""Register, edit, list and archive sources over the API."""

from collections.abc import Awaitable, Callable
from datetime import timedelta

import httpx
import pytest
from tests.builders.agent_driver import AgentDriver, code_of

from pursight.clock import StoppedClock
from pursight.identity import new_id
from pursight_server.access.model import Role
from pursight_server.organisations.model import Organisation

SignIn = Callable[..., Awaitable[httpx.AsyncClient]]


def a_source(agent: AgentDriver, **fields: object) -> dict[str, object]:
    return {
        "name": "CRM", "kind": "postgresql", "agent_id": str(agent.id), "alias": "crm",
        "environment": "production", "tags": ["customers", "eu"], "description": "who buys",
        "scope": {"exclude": ["audit.*"]}, "limits": {"sample_rows": 1000},
    } | fields  # fmt: skip


async def test_a_registered_source_is_read_back_whole(
    client: httpx.AsyncClient, agent: AgentDriver
) -> None:
    answer = await client.post("/api/v1/sources", json=a_source(agent))
    assert answer.status_code == 201, answer.text
    found = await client.get(answer.headers["Location"])
    assert found.headers["ETag"] == '"1"'
    assert found.json() == answer.json()
    sent = a_source(agent)
    for name in ("name", "kind", "agent_id", "alias", "environment", "tags", "description"):
        assert found.json()[name] == sent[name]
    assert found.json()["scope"] == {"include": [], "exclude": ["audit.*"]}
    assert found.json()["limits"]["sample_rows"] == 1000
    assert found.json()["state"] == "registered"


@pytest.mark.parametrize(
    "fields",
    [
        {"alias": "Not An Alias"},
        {"name": "  "},
        {"kind": "PostgreSQL!"},
        {"password": "secret"},
        {"limits": {"connections": 50}},
    ],
    ids=lambda fields: next(iter(fields)),
)
async def test_what_no_source_can_be_is_refused(
    client: httpx.AsyncClient, agent: AgentDriver, fields: dict[str, object]
) -> None:
    answer = await client.post("/api/v1/sources", json=a_source(agent, **fields))
    assert answer.status_code == 422
    assert "secret" not in answer.text


async def test_name_and_alias_are_taken_until_archived(
    client: httpx.AsyncClient, agent: AgentDriver
) -> None:
    first = await client.post("/api/v1/sources", json=a_source(agent))
    for fields in ({"name": "Other"}, {"alias": "other", "name": "crm"}):
        answer = await client.post("/api/v1/sources", json=a_source(agent, **fields))
        assert (answer.status_code, code_of(answer)) == (409, "source.taken")
    archived = await client.post(
        f"/api/v1/sources/{first.json()['id']}/archive", headers={"If-Match": '"1"'}
    )
    assert archived.json()["state"] == "archived"
    assert (await client.post("/api/v1/sources", json=a_source(agent))).status_code == 201


async def test_an_unknown_or_revoked_agent_gets_no_source(
    client: httpx.AsyncClient, agent: AgentDriver, clock: StoppedClock
) -> None:
    unknown = await client.post(
        "/api/v1/sources", json=a_source(agent, agent_id=str(new_id(clock)))
    )
    assert unknown.status_code == 404
    await client.post(f"/api/v1/agents/{agent.id}/revoke", json={})
    assert (await client.post("/api/v1/sources", json=a_source(agent))).status_code == 422


async def test_an_edit_needs_the_revision_it_was_made_from(
    client: httpx.AsyncClient, source: str
) -> None:
    url = f"/api/v1/sources/{source}"
    change = {"environment": "staging", "tags": ["new"], "scope": {"include": ["public.*"]}}
    assert (await client.patch(url, json=change)).status_code == 428
    assert (await client.patch(url, json=change, headers={"If-Match": '"7"'})).status_code == 412
    answer = await client.patch(url, json=change, headers={"If-Match": '"1"'})
    assert answer.status_code == 200, answer.text
    assert answer.headers["ETag"] == '"2"'
    assert answer.json()["scope"]["include"] == ["public.*"]
    assert answer.json()["name"] == "CRM"
    same = await client.patch(url, json=change, headers={"If-Match": '"2"'})
    assert same.headers["ETag"] == '"2"', "saying the same again changes nothing"


async def test_the_history_tells_who_changed_what(client: httpx.AsyncClient, source: str) -> None:
    url = f"/api/v1/sources/{source}"
    await client.patch(url, json={"tags": ["a"]}, headers={"If-Match": '"1"'})
    await client.post(url + "/archive", headers={"If-Match": '"2"'})
    events = (await client.get(url + "/history")).json()["items"]
    assert [event["kind"] for event in events] == [
        "source.archived", "source.edited", "source.registered",
    ]  # fmt: skip
    assert (events[1]["before"], events[1]["after"]) == ({"tags": []}, {"tags": ["a"]})
    assert events[0]["before"] == {"state": "registered"}
    edit = await client.patch(url, json={"tags": []}, headers={"If-Match": '"3"'})
    assert (edit.status_code, code_of(edit)) == (409, "source.illegal_move")


async def test_sources_are_listed_in_pages(
    client: httpx.AsyncClient, agent: AgentDriver, clock: StoppedClock
) -> None:
    names = [f"source {number}" for number in range(5)]
    for number, name in enumerate(names):
        clock.advance(timedelta(seconds=1))
        body = a_source(agent, name=name, alias=f"a{number}")
        assert (await client.post("/api/v1/sources", json=body)).status_code == 201
    found: list[str] = []
    cursor: str | None = None
    while True:
        params = {"limit": "2"} | ({"cursor": cursor} if cursor else {})
        page = (await client.get("/api/v1/sources", params=params)).json()
        found += [item["name"] for item in page["items"]]
        cursor = page["next_cursor"]
        if cursor is None:
            break
    assert found == names
    filtered = await client.get("/api/v1/sources", params={"text": "CE 3", "state": "registered"})
    assert [item["name"] for item in filtered.json()["items"]] == ["source 3"]


async def test_another_organisation_sees_nothing(
    sign_in: SignIn, other_organisation: Organisation, source: str
) -> None:
    stranger = await sign_in(Role.DATA_ADMINISTRATOR, organisation=other_organisation)
    assert (await stranger.get("/api/v1/sources")).json()["items"] == []
    for url in ("", "/history"):
        assert (await stranger.get(f"/api/v1/sources/{source}{url}")).status_code == 404
    answer = await stranger.post(f"/api/v1/sources/{source}/test")
    assert answer.status_code == 404


async def test_who_may_only_read_changes_nothing(
    sign_in: SignIn, source: str, agent: AgentDriver
) -> None:
    auditor = await sign_in(Role.AUDITOR)
    assert (await auditor.get(f"/api/v1/sources/{source}")).status_code == 200
    body = a_source(agent, name="x", alias="x")
    assert (await auditor.post("/api/v1/sources", json=body)).status_code == 403
    assert (await auditor.post(f"/api/v1/sources/{source}/scan")).status_code == 403
    assert (await auditor.post("/api/v1/agents/tokens", json={})).status_code == 403
