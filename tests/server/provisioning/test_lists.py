"""Lists: filters, order, pages, attributes, versions, and errors in the standard's words."""

from collections.abc import Awaitable, Callable
from typing import Any

import httpx
import pytest
from fastapi import FastAPI
from tests.server.provisioning.conftest import ENTERPRISE, GROUP, USER, changes, made, provisioner

from pursight.clock import StoppedClock
from pursight_server.access.model import Role
from pursight_server.organisations.model import Organisation

SignIn = Callable[..., Awaitable[httpx.AsyncClient]]
ERROR = "urn:ietf:params:scim:api:messages:2.0:Error"


async def names(directory: httpx.AsyncClient, **params: Any) -> list[str]:
    answer = await directory.get("Users", params=params)
    assert answer.status_code == 200, answer.text
    return [one["userName"] for one in answer.json()["Resources"]]


@pytest.fixture
async def people(directory: httpx.AsyncClient) -> httpx.AsyncClient:
    await made(directory, "ann@example.com", title="Chief", active=False)
    await made(directory, "Bob@example.com", **{ENTERPRISE: {"department": "Sales"}})
    await made(
        directory,
        "cy@example.com",
        emails=[
            {"value": "cy@home.example", "type": "home"},
            {"value": "cy@example.com", "type": "work", "primary": True},
        ],
    )
    return directory


async def test_filters_select(people: httpx.AsyncClient) -> None:
    for wanted, found in {
        'userName eq "bob@EXAMPLE.com"': ["Bob@example.com"],
        'userName sw "b" or title pr': ["ann@example.com", "Bob@example.com"],
        "active eq false": ["ann@example.com"],
        'active eq "True" and not (userName co "o")': [],
        'emails[type eq "home" and value ew "@home.example"]': ["cy@example.com"],
        'emails.value co "@home"': ["cy@example.com"],
        f'{ENTERPRISE}:department eq "sales"': ["Bob@example.com"],
        'title ne "Chief" and userName ew "@example.com"': [
            "root@example.com",
            "Bob@example.com",
            "cy@example.com",
        ],
        'meta.lastModified gt "2011-05-13T04:42:34Z" and title pr': ["ann@example.com"],
        'externalId eq "nobody"': [],
    }.items():
        assert sorted(await names(people, filter=wanted)) == sorted(found), wanted


async def test_pages_in_order_join_to_the_whole(people: httpx.AsyncClient) -> None:
    whole = await names(people, sortBy="userName")
    assert whole == ["ann@example.com", "Bob@example.com", "cy@example.com", "root@example.com"]
    parts: list[str] = []
    for start in (1, 3, 5):
        answer = await people.get(
            "Users", params={"sortBy": "userName", "startIndex": start, "count": 2}
        )
        page = answer.json()
        assert (page["totalResults"], page["startIndex"]) == (4, start)
        parts += [one["userName"] for one in page["Resources"]]
    assert parts == whole
    backward = await names(people, sortBy="userName", sortOrder="descending")
    assert backward == whole[::-1]
    assert await names(people, sortBy="emails.value", count=2) == [
        "cy@example.com",
        "root@example.com",
    ]
    assert (await people.get("Users", params={"count": 0})).json()["Resources"] == []
    assert len(await names(people, startIndex=-4, count=10_000)) == 4


async def test_a_search_can_be_asked_for_in_a_body(people: httpx.AsyncClient) -> None:
    sent = {
        "schemas": ["urn:ietf:params:scim:api:messages:2.0:SearchRequest"],
        "filter": "title pr",
        "attributes": ["title"],
    }
    answer = await people.post("Users/.search", json=sent)
    [found] = answer.json()["Resources"]
    assert found["title"] == "Chief"
    assert "userName" not in found


async def test_only_wanted_attributes_come(people: httpx.AsyncClient) -> None:
    cy = {"filter": 'userName sw "cy"'}
    some = await people.get("Users", params={"attributes": "userName,emails.value", **cy})
    assert set(some.json()["Resources"][0]) == {"schemas", "id", "userName", "emails"}
    less = await people.get("Users", params={"excludedAttributes": "emails,meta", **cy})
    assert not {"emails", "meta"} & set(less.json()["Resources"][0])


async def test_whoever_changes_names_the_version_they_have_seen(
    directory: httpx.AsyncClient,
) -> None:
    ada = await made(directory, "ada@example.com")
    where, seen = f"Users/{ada['id']}", ada["meta"]["version"]
    read = await directory.get(where, headers={"If-None-Match": seen})
    assert (read.status_code, read.content) == (304, b"")
    title = changes({"op": "add", "path": "title", "value": "Countess"})
    first = await directory.patch(where, json=title, headers={"If-Match": seen})
    assert first.status_code == 200
    assert first.headers["etag"] != seen
    for late in (
        await directory.patch(where, json=title, headers={"If-Match": seen}),
        await directory.delete(where, headers={"If-Match": seen}),
        await directory.put(
            where, json={"schemas": [USER], "userName": "x@example.com"}, headers={"If-Match": seen}
        ),
    ):
        assert (late.status_code, late.json()["status"]) == (412, "412")
    group = (await directory.post("Groups", json={"schemas": [GROUP], "displayName": "G"})).json()
    where, seen = f"Groups/{group['id']}", group["meta"]["version"]
    member = changes({"op": "add", "path": "members", "value": [{"value": ada["id"]}]})
    assert (await directory.patch(where, json=member)).headers["etag"] != seen
    late = await directory.patch(where, json=member, headers={"If-Match": seen})
    assert late.status_code == 412


async def test_nothing_changes_when_nothing_is_new(directory: httpx.AsyncClient) -> None:
    ada = await made(directory, "ada@example.com", title="Countess")
    same = changes({"op": "replace", "path": "title", "value": "Countess"})
    answer = await directory.patch(f"Users/{ada['id']}", json=same)
    assert answer.json()["meta"]["version"] == ada["meta"]["version"]


Sent = tuple[str, str, dict[str, Any], int, str | None]
BAD: list[Sent] = [
    ("GET", "Users", {"params": {"filter": 'userName eq "'}}, 400, "invalidFilter"),
    ("GET", "Users", {"params": {"filter": 'nothing eq "x"'}}, 400, "invalidFilter"),
    ("GET", "Users", {"params": {"filter": "(" * 500 + "title pr" + ")" * 500}}, 200, None),
    (
        "GET",
        "Users",
        {"params": {"filter": "not (" * 99 + "title pr" + ")" * 99}},
        400,
        "invalidFilter",
    ),
    ("GET", "Users", {"params": {"filter": 'userName eq "\\ud800"'}}, 400, "invalidFilter"),
    ("GET", "Users", {"params": {"filter": 'userName eq "\\u0000"'}}, 400, "invalidFilter"),
    ("GET", "Users", {"params": {"filter": 'meta.version eq "x"'}}, 400, "invalidFilter"),
    ("GET", "Users", {"params": {"filter": 'schemas eq "x"'}}, 400, "invalidFilter"),
    ("GET", "Users", {"params": {"filter": "active gt true"}}, 400, "invalidFilter"),
    ("GET", "Users", {"params": {"filter": "x" * 5000}}, 400, "invalidFilter"),
    ("GET", "Users", {"params": {"sortBy": "nothing"}}, 400, None),
    ("GET", "Users", {"params": {"startIndex": "x"}}, 400, "invalidValue"),
    ("GET", "Users", {"params": {"startIndex": 10**30}}, 400, "invalidValue"),
    (
        "GET",
        "Users",
        {"params": {"attributes": "a", "excludedAttributes": "b"}},
        400,
        "invalidValue",
    ),
    ("GET", "Users/nobody", {}, 404, None),
    ("GET", "Users/00000000-0000-0000-0000-000000000000", {}, 404, None),
    ("GET", "Nothing", {}, 404, None),
    ("POST", "Users", {"content": b"{"}, 400, "invalidSyntax"),
    ("POST", "Users", {"content": b"[" * 5000}, 400, "invalidSyntax"),
    ("POST", "Users", {"content": b'{"a":' * 100 + b"1" + b"}" * 100}, 400, "invalidSyntax"),
    ("POST", "Users", {"content": b'"x"'}, 400, "invalidSyntax"),
    ("POST", "Users", {"json": {"schemas": [USER]}}, 400, "invalidValue"),
    ("POST", "Users", {"json": {"schemas": [USER], "userName": ""}}, 400, "invalidValue"),
    ("POST", "Users", {"json": {"schemas": [USER], "userName": "a\x00b"}}, 400, "invalidSyntax"),
    ("POST", "Users", {"json": {"schemas": [USER], "userName": "no address"}}, 400, "invalidValue"),
    ("POST", "Users", {"json": {"schemas": [USER], "userName": "x" * 5000}}, 400, "invalidValue"),
    ("POST", "Users", {"json": {"schemas": ["urn:x:y"], "userName": "a@b.example"}}, 400, None),
    ("POST", "Groups", {"json": {"schemas": [GROUP], "displayName": " "}}, 400, "invalidValue"),
    (
        "POST",
        "Groups",
        {"json": {"schemas": [GROUP], "displayName": "g", "members": [{"value": "x"}]}},
        400,
        "invalidValue",
    ),
    ("POST", "Bulk", {"json": {}}, 501, None),
    ("DELETE", "ServiceProviderConfig", {}, 404, None),
]


@pytest.mark.parametrize("sent", BAD, ids=range(len(BAD)))
async def test_errors_are_in_the_standards_words(directory: httpx.AsyncClient, sent: Sent) -> None:
    method, path, options, status, kind = sent
    answer = await directory.request(method, path, **options)
    assert answer.status_code == status, answer.text
    if status == 200:
        return
    assert answer.headers["content-type"] == "application/scim+json"
    said = answer.json()
    assert said["schemas"] == [ERROR]
    assert said["status"] == str(status)
    assert said["detail"]
    if kind is not None:
        assert said["scimType"] == kind


async def test_bad_patches_change_nothing(directory: httpx.AsyncClient) -> None:
    ada = await made(directory, "ada@example.com", title="Countess")
    where = f"Users/{ada['id']}"
    good = {"op": "replace", "path": "title", "value": "Other"}
    for bad, kind in (
        ({"op": "move", "path": "title"}, "invalidValue"),
        ({"op": "replace", "path": "title[", "value": "x"}, "invalidPath"),
        ({"op": "remove"}, "noTarget"),
        ({"op": "remove", "path": "userName"}, "mutability"),
        ({"op": "replace", "path": "id", "value": "x"}, "mutability"),
        ({"op": "replace", "path": "groups", "value": []}, "mutability"),
        ({"op": "replace", "path": "active", "value": "perhaps"}, "invalidValue"),
    ):
        answer = await directory.patch(where, json=changes(good, bad))
        assert answer.status_code == 400, (bad, answer.text)
        assert answer.json()["scimType"] == kind, (bad, answer.text)
    assert (await directory.get(where)).json()["title"] == "Countess"


async def test_the_server_describes_itself(directory: httpx.AsyncClient) -> None:
    config = (await directory.get("ServiceProviderConfig")).json()
    assert config["patch"] == {"supported": True}
    assert config["bulk"]["supported"] is False
    assert config["filter"] == {"supported": True, "maxResults": 500}
    kinds = (await directory.get("ResourceTypes")).json()["Resources"]
    assert {one["endpoint"] for one in kinds} == {"/Users", "/Groups"}
    assert (await directory.get("ResourceTypes/User")).json()["schemaExtensions"][0]["schema"] == (
        ENTERPRISE
    )
    listed = (await directory.get("Schemas")).json()["Resources"]
    assert {one["id"] for one in listed} == {USER, ENTERPRISE, GROUP}
    one = (await directory.get(f"Schemas/{USER}")).json()
    kept = {attribute["name"] for attribute in one["attributes"]}
    assert {"userName", "emails", "active"} <= kept
    assert "password" not in kept


async def test_nobody_else_gets_in(
    anonymous: httpx.AsyncClient,
    sign_in: SignIn,
    root: httpx.AsyncClient,
    directory: httpx.AsyncClient,
) -> None:
    ada = await made(directory, "ada@example.com")
    refused = await anonymous.get("/scim/v2/Users")
    assert (refused.status_code, refused.json()["status"]) == (401, "401")
    assert refused.headers["www-authenticate"] == "Bearer"
    people = [await sign_in(role) for role in set(Role) - {Role.SYSTEM_ADMINISTRATOR}]
    for client in (root, *people):
        for method, path in (("GET", "Users"), ("GET", "x"), ("DELETE", f"Users/{ada['id']}")):
            answer = await client.request(method, f"/scim/v2/{path}")
            assert (answer.status_code, answer.json()["schemas"]) == (403, [ERROR])


async def test_a_directorys_token_opens_nothing_else_and_ends_when_revoked(
    root: httpx.AsyncClient, directory: httpx.AsyncClient
) -> None:
    for path in ("persons", "groups", "events", "service-accounts", "api-tokens", "me"):
        assert (await directory.get(f"https://server.test/api/v1/{path}")).status_code == 403, path
    assert (await directory.get("Users")).status_code == 200
    [token] = (await root.get("/api/v1/api-tokens")).json()["items"]
    assert (await root.delete(f"/api/v1/api-tokens/{token['id']}")).status_code == 204
    answer = await directory.get("Users")
    assert (answer.status_code, answer.json()["schemas"]) == (401, [ERROR])


async def test_events_name_the_directory(
    root: httpx.AsyncClient, directory: httpx.AsyncClient
) -> None:
    ada = await made(directory, "ada@example.com")
    listed = (await root.get("/api/v1/events", params={"limit": 200})).json()["items"]
    found = {one["kind"]: one["actor"]["name"] for one in listed if one["subject_id"] == ada["id"]}
    assert {"person.created", "person.provisioned"} <= set(found)
    assert set(found.values()) == {"Directory"}


async def test_another_organisation_sees_and_changes_nothing(
    directory: httpx.AsyncClient,
    sign_in: SignIn,
    app: FastAPI,
    clock: StoppedClock,
    other_organisation: Organisation,
) -> None:
    ada = await made(directory, "ada@example.com")
    group = (await directory.post("Groups", json={"schemas": [GROUP], "displayName": "G"})).json()
    stranger = await sign_in(Role.SYSTEM_ADMINISTRATOR, organisation=other_organisation)
    off = changes({"op": "replace", "path": "active", "value": False})
    async with await provisioner(stranger, app, clock) as other:
        for path in (f"Users/{ada['id']}", f"Groups/{group['id']}"):
            for method, body in (("GET", None), ("PATCH", off), ("DELETE", None)):
                answer = await other.request(method, path, json=body)
                assert answer.status_code == 404, (method, path)
        assert (await other.get("Users")).json()["totalResults"] == 1
        sent = {"schemas": [GROUP], "displayName": "H", "members": [{"value": ada["id"]}]}
        assert (await other.post("Groups", json=sent)).status_code == 400
