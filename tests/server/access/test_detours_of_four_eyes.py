"""Where giving takes two people, one of them finds no way around the other."""

import asyncio
from datetime import timedelta
from typing import Any

import httpx
import pytest
from tests.builders.held_up import until_held_up
from tests.server.access.test_four_eyes import (
    ANY,
    FORBID,
    GROUPS,
    PERMIT,
    PERSONS,
    POLICIES,
    PROPOSALS,
    SETTINGS,
    four_eyes,
    refused,
)
from tests.server.access.test_service_accounts import account, me
from tests.server.conftest import SignIn

from pursight.clock import StoppedClock
from pursight_server.access.model import Role
from pursight_server.access.policy import service as policies
from pursight_server.organisations.model import Organisation
from pursight_server.platform.services import Services
from pursight_server.platform.settings import Settings
from pursight_server.platform.unit_of_work import Actor

PROVIDERS, DIRECTORY = "/api/v1/identity-providers", "/api/v1/directory"


@pytest.fixture
def settings(settings: Settings) -> Settings:
    """Settings of a server that lets providers be on this machine."""
    return settings.model_copy(update={"providers_on_loopback": True})


async def token_for(client: httpx.AsyncClient, where: str, clock: StoppedClock) -> dict[str, str]:
    body = {
        "name": "Policies",
        "permissions": ["policies.read", "policies.write"],
        "expires_at": (clock.now() + timedelta(days=1)).isoformat(),
    }
    made = await client.post(where, json=body)
    assert made.status_code == 201, made.text
    return {"Authorization": f"Bearer {made.json()['token']}"}


@pytest.mark.parametrize("whose", ["ones own", "a service account's"])
async def test_a_token_is_no_second_person(
    client: httpx.AsyncClient, sign_in: SignIn, clock: StoppedClock, whose: str
) -> None:
    second = await sign_in(Role.SYSTEM_ADMINISTRATOR)
    robot = await account(client, roles=["system_administrator"])
    await four_eyes(client)
    where = f"{robot.headers['location']}/api-tokens"
    token = await token_for(
        client, "/api/v1/me/api-tokens" if whose == "ones own" else where, clock
    )
    wish = {"name": "More", "text": PERMIT}
    by_token = await client.post(PROPOSALS, json=wish, headers=token)
    assert (by_token.status_code, by_token.json()["code"]) == (403, "api_token.not_for_tokens")
    made = await client.post(PROPOSALS, json=wish)
    address = made.headers["Location"]
    agreed = await client.post(f"{address}/approve", headers=token)
    assert (agreed.status_code, agreed.json()["code"]) == (403, "api_token.not_for_tokens")
    assert (await client.get(address, headers=token)).json()["state"] == "open"
    assert (await second.post(f"{address}/approve")).status_code == 200


async def test_whoever_decides_says_why(client: httpx.AsyncClient, sign_in: SignIn) -> None:
    second = await sign_in(Role.SYSTEM_ADMINISTRATOR)
    for verb, state in (("approve", "approved"), ("dismiss", "dismissed")):
        made = await client.post(PROPOSALS, json={"name": verb, "text": PERMIT, "note": "Please"})
        assert made.json()["decision_note"] == ""
        address = f"{made.headers['Location']}/{verb}"
        wrong = await second.post(address, json={"note": "x", "days": 3})
        assert wrong.status_code == 422
        assert (await second.post(address, json={"note": "x" * 2001})).status_code == 422
        said = await second.post(address, json={"note": f" To {verb} is right "})
        assert said.status_code == 200, said.text
        found = (await client.get(made.headers["Location"])).json()
        assert (found["state"], found["note"]) == (state, "Please")
        assert found["decision_note"] == f"To {verb} is right"
        asked = {"kind": f"access_policy_proposal.{state}"}
        (event,) = (await client.get("/api/v1/events", params=asked)).json()["items"]
        assert event["note"] == f"To {verb} is right"


@pytest.mark.parametrize("asks", ["id", "above", "name"])
async def test_a_group_that_a_policy_asks_for(
    client: httpx.AsyncClient, sign_in: SignIn, asks: str
) -> None:
    pat = await me(await sign_in(Role.DATA_USER))
    inner, outer = [
        (await client.post(GROUPS, json={"name": name})).json()["id"] for name in ("In", "Out")
    ]
    await client.post(f"{GROUPS}/{outer}/members", json={"kind": "group", "id": inner})
    group = {"id": inner, "above": outer, "name": ""}[asks]
    when = "resource.owners.containsAny(principal.called)"
    text = f'permit(principal in Group::"{group}", action, resource is Asset);'
    if not group:
        text = f"permit(principal, action, resource is Asset) when {{ {when} }};"
    policy = await client.post(POLICIES, json={"name": "Finance", "text": text})
    assert policy.status_code == 201, policy.text
    await four_eyes(client)
    assert refused(await client.post(f"{GROUPS}/{inner}/members", json={"id": pat}))
    renamed = await client.patch(f"{GROUPS}/{inner}", json={"name": "Owners"}, headers=ANY)
    assert refused(renamed) is (asks == "name")
    told = await client.patch(f"{GROUPS}/{inner}", json={"description": "x"}, headers=ANY)
    assert told.status_code == 200
    off = await client.patch(policy.headers["Location"], json={"enabled": False}, headers=ANY)
    assert off.status_code == 200
    put_in = await client.post(f"{GROUPS}/{inner}/members", json={"id": pat})
    assert put_in.status_code == 204
    on = await client.patch(policy.headers["Location"], json={"enabled": True}, headers=ANY)
    assert refused(on)


async def test_a_department_that_a_policy_asks_for(
    client: httpx.AsyncClient, sign_in: SignIn
) -> None:
    pat = await me(await sign_in(Role.DATA_USER))
    text = (
        "permit(principal, action, resource is Asset)"
        ' when { principal has department && principal.department == "HR" };'
    )
    await four_eyes(client)
    place = f"{PERSONS}/{pat}/department"
    assert (await client.put(place, json={"department": "Sales"})).status_code == 204
    await four_eyes(client, on=False)
    await four_eyes(await sign_in(Role.SYSTEM_ADMINISTRATOR), on=False)
    assert (await client.post(POLICIES, json={"name": "HR", "text": text})).status_code == 201
    await four_eyes(client)
    assert refused(await client.put(place, json={"department": "HR"}))
    one = f"{PERSONS}/{pat}"
    assert refused(await client.patch(one, json={"department": "HR"}, headers=ANY))
    new = {"email": "new@example.org", "name": "New", "roles": [], "department": "HR"}
    assert refused(await client.post(PERSONS, json=new))
    assert (await client.put(place, json={"department": "Sales"})).status_code == 204
    same = await client.patch(one, json={"name": "Pat", "department": "Sales"}, headers=ANY)
    assert same.status_code == 200, same.text


def provider(**other: Any) -> dict[str, Any]:
    return {
        "name": "Acme",
        "issuer": "http://127.0.0.1:9",
        "client_id": "pursight",
        "groups_claim": "groups",
        "role_map": {"staff": ["data_user", "data_steward"]},
        "creates_persons": True,
        **other,
    }


async def test_a_provider_that_gives_more_takes_two(client: httpx.AsyncClient) -> None:
    made = await client.post(PROVIDERS, json=provider())
    assert made.status_code == 201, made.text
    address = f"{PROVIDERS}/{made.json()['id']}"
    await four_eyes(client)
    assert refused(await client.post(PROVIDERS, json=provider(name="Mine")))
    for more in (
        {"role_map": {"staff": ["data_user", "data_steward"], "me": ["system_administrator"]}},
        {"role_map": {"staff": ["data_user", "system_administrator"]}},
        {"trusts_email": True},
        {"vouches_for_second_factor": True},
        {"issuer": "http://127.0.0.1:10"},
        {"groups_claim": "others"},
    ):
        answer = await client.put(address, json=provider(**more), headers=ANY)
        assert refused(answer), (more, answer.text)
    for less in (
        {"role_map": {"staff": ["data_user"]}},
        {"role_map": {}, "creates_persons": False, "name": "Acme, less"},
        {"role_map": {}, "creates_persons": False, "enabled": False},
    ):
        answer = await client.put(address, json=provider(**less), headers=ANY)
        assert answer.status_code == 200, (less, answer.text)
    assert refused(await client.put(address, json=provider(), headers=ANY))
    off = await client.post(PROVIDERS, json=provider(name="Later", enabled=False))
    assert off.status_code == 201


async def test_a_directory_that_gives_more_takes_two(client: httpx.AsyncClient) -> None:
    wanted: dict[str, Any] = {
        "urls": ["ldaps://dc1.example.com"],
        "bind_dn": "cn=pursight,dc=example,dc=com",
        "bind_password": "a password for searching",
        "base": "dc=example,dc=com",
        "role_map": {"CN=Staff,DC=example": ["data_user", "data_steward"]},
    }
    assert (await client.put(DIRECTORY, json=wanted)).status_code == 200
    await four_eyes(client)
    for more in (
        {"role_map": {"cn=staff,dc=example": ["system_administrator"]}},
        {"trusts_email": True},
        {"urls": ["ldaps://mine.example.com"]},
        {"user_filter": "(mail={login})"},
    ):
        answer = await client.put(DIRECTORY, json=wanted | more, headers=ANY)
        assert refused(answer), (more, answer.text)
    less = {"role_map": {"CN=Staff,DC=example": ["data_user"]}, "bind_password": "another one"}
    assert (await client.put(DIRECTORY, json=wanted | less, headers=ANY)).status_code == 200


async def test_nobody_agrees_to_switch_it_off_by_saying_nothing(
    client: httpx.AsyncClient, sign_in: SignIn
) -> None:
    second = await sign_in(Role.SYSTEM_ADMINISTRATOR)
    await four_eyes(client)
    await four_eyes(client, on=False)
    other = await second.put(SETTINGS, json={"api_token_days": 30}, headers=ANY)
    assert other.status_code == 200, other.text
    told = other.json()
    assert (told["four_eyes"], told["four_eyes_off_by"]) == (True, await me(client))
    assert told["api_token_days"] == 30
    assert (await four_eyes(second, on=False))["four_eyes"] is False


async def test_what_is_narrowed_meanwhile_is_not_widened_again(
    client: httpx.AsyncClient, services: Services, organisation: Organisation, superuser_dsn: str
) -> None:
    made = await client.post(POLICIES, json={"name": "Permit", "text": PERMIT})
    policy = made.headers["Location"]
    await four_eyes(client)
    by_somebody_else = Actor.system("the tests")
    async with services.database.unit_of_work(organisation.id, by_somebody_else) as uow:
        await policies.switch_off(uow, "Permit")
        again = asyncio.create_task(
            client.patch(policy, json={"enabled": True, "text": PERMIT}, headers=ANY)
        )
        await until_held_up(superuser_dsn)
    assert refused(await again)
    assert (await client.get(policy)).json()["enabled"] is False


async def test_a_forbid_ended_by_two_is_told_with_its_reason(
    client: httpx.AsyncClient, sign_in: SignIn
) -> None:
    second = await sign_in(Role.SYSTEM_ADMINISTRATOR)
    made = await client.post(POLICIES, json={"name": "Forbid", "text": FORBID})
    await four_eyes(client)
    wish = {"policy_id": made.json()["id"], "enabled": False}
    asked = await client.post(PROPOSALS, json=wish, headers=ANY)
    agreed = await second.post(f"{asked.headers['Location']}/approve", json={"note": "Seen"})
    assert (agreed.json()["state"], agreed.json()["decision_note"]) == ("approved", "Seen")
