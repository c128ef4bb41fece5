"""Where giving takes two people: what one takes away, another does not give back at that moment."""

import asyncio
from dataclasses import replace
from typing import Any
from uuid import UUID

import httpx
import pytest
from tests.builders.held_up import until_held_up
from tests.server.access.test_detours_of_four_eyes import PROVIDERS, provider
from tests.server.access.test_four_eyes import ANY, PERSONS, four_eyes, refused
from tests.server.access.test_service_accounts import account, me
from tests.server.conftest import SignIn

from pursight_server.access import service, service_accounts
from pursight_server.access.model import Role
from pursight_server.access.oidc import administration
from pursight_server.organisations.model import Organisation
from pursight_server.platform.services import Services
from pursight_server.platform.settings import Settings
from pursight_server.platform.unit_of_work import Actor

MEANWHILE = Actor.system("somebody else")
BACK: list[dict[str, Any]] = [
    {"roles": ["data_user", "auditor"]},
    {"roles": ["data_user", "auditor"], "disabled": False},
]


@pytest.fixture
def settings(settings: Settings) -> Settings:
    """Settings of a server that lets providers be on this machine."""
    return settings.model_copy(update={"providers_on_loopback": True})


@pytest.mark.parametrize("edit", BACK)
async def test_a_role_that_a_person_lost(  # noqa: PLR0917  fixtures
    client: httpx.AsyncClient,
    sign_in: SignIn,
    services: Services,
    organisation: Organisation,
    superuser_dsn: str,
    edit: dict[str, Any],
) -> None:
    pat = await me(await sign_in(Role.DATA_USER, Role.AUDITOR))
    await four_eyes(client)
    address, less = f"{PERSONS}/{pat}", frozenset({Role.DATA_USER})
    async with services.database.unit_of_work(organisation.id, MEANWHILE) as uow:
        await service.change_person(uow, UUID(pat), if_match="*", roles=less, disabled=True)
        back = asyncio.create_task(client.patch(address, json=edit, headers=ANY))
        await until_held_up(superuser_dsn)
    assert refused(await back)
    found = (await client.get(address)).json()
    assert (found["roles"], found["disabled"]) == (["data_user"], True)


@pytest.mark.parametrize("edit", BACK)
async def test_a_role_that_a_service_account_lost(
    client: httpx.AsyncClient,
    services: Services,
    organisation: Organisation,
    superuser_dsn: str,
    edit: dict[str, Any],
) -> None:
    made = await account(client, roles=["data_user", "auditor"])
    await four_eyes(client)
    address, less = made.headers["location"], frozenset({Role.DATA_USER})
    async with services.database.unit_of_work(organisation.id, MEANWHILE) as uow:
        await service_accounts.change(
            uow, UUID(made.json()["id"]), if_match="*", roles=less, disabled=True
        )
        back = asyncio.create_task(client.patch(address, json=edit, headers=ANY))
        await until_held_up(superuser_dsn)
    assert refused(await back)
    found = (await client.get(address)).json()
    assert (found["roles"], found["disabled"]) == (["data_user"], True)


async def test_what_an_identity_provider_gave(
    client: httpx.AsyncClient, services: Services, organisation: Organisation, superuser_dsn: str
) -> None:
    made = await client.post(PROVIDERS, json=provider())
    address, provider_id = f"{PROVIDERS}/{made.json()['id']}", UUID(made.json()["id"])
    await four_eyes(client)
    async with services.database.unit_of_work(organisation.id, MEANWHILE) as uow:
        before = await administration.get(uow, provider_id)
        less = replace(before, enabled=False)
        await administration.change(uow, less, None, if_match="*")
        back = asyncio.create_task(client.put(address, json=provider(), headers=ANY))
        await until_held_up(superuser_dsn)
    assert refused(await back)
    assert (await client.get(PROVIDERS)).json()[0]["enabled"] is False


@pytest.mark.parametrize("whose", ["a person", "a service account"])
async def test_who_is_enabled_has_what_they_had_and_no_more(
    client: httpx.AsyncClient, sign_in: SignIn, whose: str
) -> None:
    if whose == "a person":
        address = f"{PERSONS}/{await me(await sign_in(Role.AUDITOR))}"
    else:
        address = (await account(client, roles=["auditor"])).headers["location"]
    await four_eyes(client)
    off = await client.patch(address, json={"disabled": True}, headers=ANY)
    assert off.status_code == 200, off.text
    more = {"disabled": False, "roles": ["auditor", "data_steward"]}
    assert refused(await client.patch(address, json=more, headers=ANY))
    assert (await client.get(address)).json()["disabled"] is True
    on = await client.patch(address, json={"disabled": False}, headers=ANY)
    assert (on.status_code, on.json()["roles"]) == (200, ["auditor"])
    kinds = [one["kind"] for one in (await client.get("/api/v1/events")).json()["items"]]
    assert kinds[0] in {"person.enabled", "service_account.enabled"}


async def test_who_vouches_is_set_up_with_one_permission_and_by_nobody_else(
    client: httpx.AsyncClient, sign_in: SignIn
) -> None:
    every = (await client.get("/api/v1/me")).json()["permissions"]
    needed = "access_settings.write"
    assert needed in every
    for code, permissions in (
        ("doors", [needed]),
        ("rest", sorted({*every, "organisation.write"} - {needed})),
    ):
        role = {"code": code, "name": code, "permissions": permissions}
        assert (await client.post("/api/v1/own-roles", json=role)).status_code == 201
    alone, rest = await sign_in(Role.DATA_USER), await sign_in(Role.DATA_USER)
    for who, code in ((alone, "doors"), (rest, "rest")):
        give = {"role": code, "subject": {"kind": "person", "id": await me(who)}}
        assert (await client.post("/api/v1/role-assignments", json=give)).status_code == 201
    made = await alone.post(PROVIDERS, json=provider())
    assert made.status_code == 201, made.text
    address = f"{PROVIDERS}/{made.json()['id']}"
    assert (await alone.get(PROVIDERS)).status_code == 403
    assert (await rest.get(PROVIDERS)).status_code == 200
    for answer in (
        await rest.post(PROVIDERS, json=provider(name="Mine")),
        await rest.put(address, json=provider(enabled=False), headers=ANY),
        await rest.delete(address),
    ):
        assert (answer.status_code, answer.json()["code"]) == (403, "permission.missing"), (
            answer.text
        )
    await four_eyes(client)
    assert refused(await alone.put(address, json=provider(trusts_email=True), headers=ANY))
    assert (await alone.delete(address)).status_code == 204
