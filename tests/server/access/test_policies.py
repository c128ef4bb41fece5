"""Policies over HTTP: saved, refused, versioned, explained, tried out."""

from datetime import timedelta
from uuid import UUID

import httpx
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from sqlalchemy import update
from tests.builders.governed import Governed, govern
from tests.server.conftest import SignIn

from pursight.clock import StoppedClock
from pursight.errors import NotFound
from pursight_server.access.client import Network, Through
from pursight_server.access.model import Permission, Role
from pursight_server.access.policy import engine, form, service
from pursight_server.access.policy.tables import access_policy
from pursight_server.organisations.model import Organisation
from pursight_server.platform.database import Database
from pursight_server.platform.unit_of_work import Actor

_RESTRICTED = "forbid(principal, action, resource is Asset) when { resource.rank == 3 };"


@pytest.fixture
async def governed(database: Database, organisation: Organisation) -> Governed:
    async with database.unit_of_work(organisation.id, Actor.system("tests")) as uow:
        return await govern(uow)


async def save(client: httpx.AsyncClient, text: str, name: str = "a policy") -> str:
    reply = await client.post("/api/v1/access-policies", json={"name": name, "text": text})
    assert reply.status_code == 201, reply.text
    return str(reply.json()["id"])


async def person(client: httpx.AsyncClient, pat: httpx.AsyncClient) -> str:
    return str((await pat.get("/api/v1/me")).json()["person_id"])


@pytest.mark.parametrize(
    ("text", "code", "line", "says"),
    [
        ("permit(principal,\naction\nresource);", "policy.bad", 3, "resource"),
        (
            'permit(principal, action, resource is Asset)\nwhen {\n resource.owner == "x" };',
            "policy.bad",
            3,
            "owner",
        ),
        (
            'permit(principal, action, resource is Asset)\nwhen { resource.label == "x" };',
            "policy.bad",
            2,
            "label",
        ),
        ("permit(principal, action, resource) when { resource.rank > 1 };", "policy.bad", 1, ""),
        ('permit(principal, action == Action::"x.y", resource);', "policy.bad", 1, "x.y"),
        ("permit(principal == ?principal, action, resource);", "policy.bad", 0, "one policy"),
        (
            "permit(principal,action,resource); permit(principal,action,resource);",
            "policy.bad",
            0,
            "",
        ),
        (
            'permit(principal, action, resource is Asset) when { resource.tags == ["x"] };',
            "policy.not_compilable",
            1,
            "==",
        ),
        (
            'permit(principal,action,resource is Asset) when {["x"].containsAll(resource.tags)};',
            "policy.not_compilable",
            1,
            "containsAll",
        ),
        (
            "permit(principal, action, resource is Asset) when { resource.rank + 1 == 2 };",
            "policy.not_compilable",
            1,
            "computed",
        ),
        (
            "permit(principal, action, resource is Asset) when { resource.kind == resource.name };",
            "policy.not_compilable",
            1,
            "==",
        ),
        (
            'permit(principal, action, resource is Asset) when { resource.name == "\\0" };',
            "policy.bad",
            0,
            "",
        ),
        ("", "validation", 0, ""),
    ],
)
async def test_what_cannot_be_kept_says_why(
    client: httpx.AsyncClient, text: str, code: str, line: int, says: str
) -> None:
    reply = await client.post("/api/v1/access-policies", json={"name": "x", "text": text})
    assert reply.status_code == 422, reply.text
    problem = reply.json()
    if code != "validation":
        assert problem["code"] == code
        assert says in problem["detail"]
        assert problem["hint"]
    if line:
        assert problem["detail"].startswith(f"line {line}:")
    assert (await client.get("/api/v1/access-policies")).json()["items"] == []


async def test_every_version_is_kept_with_who_wrote_it(client: httpx.AsyncClient) -> None:
    policy_id = await save(client, _RESTRICTED)
    path = f"/api/v1/access-policies/{policy_id}"
    one = await client.get(path)
    other = _RESTRICTED.replace("3", "2")
    changed = await client.patch(
        path, json={"text": other}, headers={"If-Match": one.headers["ETag"]}
    )
    assert changed.status_code == 200
    assert (await client.patch(path, json={"enabled": False})).status_code == 428
    versions = (await client.get(f"{path}/versions")).json()
    assert [(one["rev"], one["text"]) for one in versions] == [(2, other), (1, _RESTRICTED)]
    assert {one["changed_by_name"] for one in versions} == {"Pat Person"}
    events = (await client.get("/api/v1/events", params={"kind": "access_policy.*"})).json()
    assert [one["kind"] for one in events["items"]] == [
        "access_policy.changed",
        "access_policy.created",
    ]


async def test_a_form_and_its_text_say_the_same(client: httpx.AsyncClient) -> None:
    filled = {
        "effect": "forbid",
        "who": {"kind": "role", "name": "data_user"},
        "actions": ["catalog.read"],
        "conditions": [
            {"attribute": "label", "test": "is", "values": ["email", 'a"b\\']},
            {"relation": "owner", "holds": False},
            {"first": 8, "until": 18},
        ],
    }
    reply = await client.post("/api/v1/access-policies", json={"name": "form", "form": filled})
    assert reply.status_code == 201, reply.text
    assert reply.json()["form"] == form.Form.model_validate(filled).model_dump(mode="json")
    by_text = await client.post(
        "/api/v1/access-policies/check", json={"text": reply.json()["text"]}
    )
    assert by_text.json()["form"] == reply.json()["form"]
    free = 'permit(principal, action, resource is Asset) when { resource.name like "a*" };'
    assert (await client.post("/api/v1/access-policies/check", json={"text": free})).json()[
        "form"
    ] is None


_letters = st.characters(exclude_categories=["Cs"], exclude_characters="\x00")
_texts = st.lists(st.text(_letters, min_size=1, max_size=8), min_size=1, max_size=3)
_held = st.booleans()
_conditions = st.one_of(
    st.builds(
        form.TextCondition,
        attribute=st.sampled_from(form.TEXT_ATTRIBUTES),
        test=st.sampled_from(["is", "is_not"]),
        values=_texts,
    ),
    st.builds(form.LabelCondition, test=st.sampled_from(["there", "missing"])),
    st.builds(
        form.SetCondition,
        attribute=st.sampled_from(form.SET_ATTRIBUTES),
        test=st.sampled_from(["has_any", "has_none"]),
        values=_texts,
    ),
    st.builds(form.RelationCondition, relation=st.sampled_from(["owner", "steward"]), holds=_held),
    st.builds(form.DepartmentCondition, departments=_texts, holds=_held),
    st.builds(form.HoursCondition, first=st.integers(0, 23), until=st.integers(1, 24), holds=_held),
    st.builds(
        form.ThroughCondition,
        through=st.lists(st.sampled_from(Through), min_size=1, max_size=3),
        holds=_held,
    ),
    st.builds(
        form.NetworkCondition,
        networks=st.lists(st.sampled_from(Network), min_size=1, max_size=3),
        holds=_held,
    ),
    st.builds(
        form.WeekdaysCondition,
        weekdays=st.lists(st.integers(1, 7), min_size=1, max_size=3),
        holds=_held,
    ),
)
_forms = st.builds(
    form.Form,
    effect=st.sampled_from(["permit", "forbid"]),
    who=st.sampled_from(
        [
            form.Who(),
            form.Who(kind="group", name=str(UUID(int=1))),
            form.Who(kind="person", name=str(UUID(int=2))),
            form.Who(kind="role", name="auditor"),
        ]
    ),
    actions=st.lists(st.sampled_from([Permission.CATALOG_READ, Permission.RULES_READ]), max_size=2),
    within=st.lists(
        st.builds(form.Part, kind=st.sampled_from(["source", "asset"]), id=st.uuids()), max_size=2
    ),
    conditions=st.lists(_conditions, max_size=4),
)


@settings(deadline=None)
@given(_forms)
def test_every_form_is_a_policy_and_can_be_filled_in_again(filled: form.Form) -> None:
    text = form.render(filled)
    engine.check(text)
    again = engine.form_of(text)
    assert again is not None
    assert form.render(again) == text


async def test_why_names_what_decides(
    client: httpx.AsyncClient, sign_in: SignIn, governed: Governed
) -> None:
    pat = await sign_in(Role.DATA_USER)
    asked = {"person_id": await person(client, pat), "permission": "catalog.read"}
    rows = (await client.get("/api/v1/assets", params={"level": "table", "limit": 200})).json()
    table = next(one for one in rows["items"] if one["sensitivity"] == "restricted")
    column = (await client.get(f"/api/v1/assets/{table['id']}/children")).json()[0]
    before = await client.get("/api/v1/access/why", params={**asked, "object_id": table["id"]})
    assert before.json()["allowed"]
    assert before.json()["roles"][0]["role"] == "data_user"
    assert "data_user" in before.json()["sentence"]
    policy_id = await save(
        client, _RESTRICTED.replace("rank == 3", 'rank == 3 && resource.level == "table"')
    )
    for one, through in ((table, False), (column, True)):
        reply = await client.get("/api/v1/access/why", params={**asked, "object_id": one["id"]})
        why = reply.json()
        assert (why["allowed"], why["through_table"]) == (False, through), reply.text
        assert [found["id"] for found in why["policies"]] == [policy_id]
        assert "a policy" in why["sentence"]
        assert (await pat.get(f"/api/v1/assets/{one['id']}")).status_code == 404
    whole = await client.get("/api/v1/access/why", params={**asked, "permission": "persons.write"})
    assert not whole.json()["allowed"]
    assert "no role" in whole.json()["sentence"]
    assert (await pat.get("/api/v1/access/why", params=asked)).status_code == 403


async def test_a_simulation_says_who_would_lose_what_and_changes_nothing(
    client: httpx.AsyncClient, sign_in: SignIn, governed: Governed
) -> None:
    pat = await sign_in(Role.DATA_USER)
    pat_id = await person(client, pat)
    source = governed.sources[0]
    text = f'forbid(principal == Person::"{pat_id}", action, resource in Source::"{source}");'
    body = {"text": text, "first": 3}
    reply = await client.post("/api/v1/access-policies/simulate", json=body)
    assert reply.status_code == 200, reply.text
    (difference,) = reply.json()["differences"]
    assert reply.json()["everybody"]
    assert (difference["person_id"], difference["lost"], difference["gained"]) == (pat_id, 27, 0)
    assert len(difference["first_lost"]) == 3
    assert (await pat.get(f"/api/v1/assets/{governed.assets[0]}")).status_code == 200
    policy_id = await save(client, text)
    ended = await client.post("/api/v1/access-policies/simulate", json={"replaces": policy_id})
    assert [one["gained"] for one in ended.json()["differences"]] == [27]


async def test_the_hour_counts(
    client: httpx.AsyncClient, sign_in: SignIn, governed: Governed, clock: StoppedClock
) -> None:
    hour = clock.now().hour
    await save(
        client, f"forbid(principal, action, resource is Asset) when {{ context.hour == {hour} }};"
    )
    pat = await sign_in(Role.DATA_USER)
    path = f"/api/v1/assets/{governed.assets[0]}"
    assert (await pat.get(path)).status_code == 403
    assert (await pat.get("/api/v1/assets")).status_code == 403
    clock.advance(timedelta(hours=1))
    assert (await pat.get(path)).status_code == 401  # signed in for minutes only
    later = await sign_in(Role.DATA_USER)
    assert (await later.get(path)).status_code == 200


async def test_a_policy_about_the_whole(client: httpx.AsyncClient, sign_in: SignIn) -> None:
    pat = await sign_in(Role.AUDITOR)
    assert (await pat.get("/api/v1/persons")).status_code == 200
    await save(
        client,
        'forbid(principal, action == Action::"persons.read", resource)'
        ' when { principal.roles.contains("auditor") };',
    )
    assert (await pat.get("/api/v1/persons")).status_code == 403
    assert (await client.get("/api/v1/persons")).status_code == 200


async def test_a_policy_that_no_version_of_ours_understands_lets_nobody_through_until_it_is_off(
    client: httpx.AsyncClient, database: Database, organisation: Organisation
) -> None:
    await save(client, _RESTRICTED)
    async with database.unit_of_work(organisation.id, Actor.system("tests")) as uow:
        broken = update(access_policy).values(text="permit(principal, action, resource) maybe {};")
        await uow.connection.execute(broken)
    refused = await client.get("/api/v1/assets")
    assert (refused.status_code, refused.json()["code"]) == (422, "policy.bad")
    assert "access-policies list" in refused.json()["hint"]
    async with database.unit_of_work(organisation.id, Actor.system("command line")) as uow:
        await service.switch_off(uow, "a policy")
    assert (await client.get("/api/v1/assets")).status_code == 200
    with pytest.raises(NotFound):
        async with database.unit_of_work(organisation.id, Actor.system("command line")) as uow:
            await service.switch_off(uow, "another")
