"""Administrators who act on each other at the same moment: one of them stays, and nobody waits."""

import asyncio
import itertools
from collections.abc import AsyncIterator, Callable, Coroutine
from typing import Any

import httpx
import pytest
from fastapi import FastAPI
from sqlalchemy import text
from tests.builders.held_up import until_held_up
from tests.server.access.test_service_accounts import me
from tests.server.conftest import SignIn
from tests.server.provisioning.conftest import changes, provisioner

from pursight.clock import StoppedClock
from pursight_server.access import federated
from pursight_server.access.model import FIRST_ADMINISTRATOR, Role
from pursight_server.organisations.model import Organisation
from pursight_server.platform.services import Services
from pursight_server.platform.unit_of_work import Actor

PERSONS, ANY = "/api/v1/persons", {"If-Match": "*"}
TESTS = Actor.system("the tests")
Acting = Callable[[httpx.AsyncClient, str], Coroutine[Any, Any, httpx.Response]]


@pytest.fixture
async def directory(
    client: httpx.AsyncClient, app: FastAPI, clock: StoppedClock
) -> AsyncIterator[httpx.AsyncClient]:
    """A directory with its token."""
    async with await provisioner(client, app, clock) as found:
        yield found


async def disable(by: httpx.AsyncClient, whom: str) -> httpx.Response:
    return await by.patch(f"{PERSONS}/{whom}", json={"disabled": True}, headers=ANY)


async def take_the_role(by: httpx.AsyncClient, whom: str) -> httpx.Response:
    edit = {"roles": ["data_user"], "department": "Elsewhere"}
    return await by.patch(f"{PERSONS}/{whom}", json=edit, headers=ANY)


async def deactivate(directory: httpx.AsyncClient, whom: str) -> httpx.Response:
    change = changes({"op": "replace", "path": "active", "value": False})
    return await directory.patch(f"Users/{whom}", json=change)


async def delete(directory: httpx.AsyncClient, whom: str) -> httpx.Response:
    return await directory.delete(f"Users/{whom}")


DIRECTORY = {deactivate, delete}


async def administrators(services: Services, organisation: Organisation) -> int:
    query = (
        "SELECT count(*) FROM person WHERE disabled_at IS NULL"
        " AND 'system_administrator' = ANY(roles)"
    )
    async with services.database.reading(organisation.id) as unit:
        return int((await unit.connection.execute(text(query))).scalar_one())


@pytest.mark.parametrize(
    ("first", "second"),
    [
        (disable, disable),
        (take_the_role, take_the_role),
        (disable, take_the_role),
        (deactivate, disable),
        (delete, take_the_role),
        (delete, deactivate),
    ],
)
async def test_of_two_who_end_each_other_one_stays(  # noqa: PLR0917  fixtures
    client: httpx.AsyncClient,
    sign_in: SignIn,
    services: Services,
    organisation: Organisation,
    superuser_dsn: str,
    directory: httpx.AsyncClient,
    first: Acting,
    second: Acting,
) -> None:
    other = await sign_in(*FIRST_ADMINISTRATOR)
    ann, bob = await me(client), await me(other)
    async with services.database.unit_of_work(organisation.id, TESTS) as uow:
        await uow.connection.execute(text("SELECT id FROM person FOR UPDATE"))
        acts = [
            asyncio.create_task(act(directory if act in DIRECTORY else by, whom))
            for act, by, whom in ((first, client, bob), (second, other, ann))
        ]
        await until_held_up(superuser_dsn, 2)
    answers = await asyncio.gather(*acts)
    assert sorted(one.is_success for one in answers) == [False, True], [a.text for a in answers]
    (refused,) = (one for one in answers if not one.is_success)
    assert refused.status_code == 409, refused.text
    assert "the organisation's last system administrator" in refused.text
    assert await administrators(services, organisation) == 1


async def test_of_many_who_end_each_other_one_stays(
    client: httpx.AsyncClient,
    sign_in: SignIn,
    services: Services,
    organisation: Organisation,
    directory: httpx.AsyncClient,
) -> None:
    who = [client, *[await sign_in(*FIRST_ADMINISTRATOR) for _ in range(5)]]
    ids = [await me(one) for one in who]
    acts = [disable, take_the_role, deactivate, delete]
    todo = zip(itertools.cycle(acts), who, ids[1:] + ids[:1])
    answers = await asyncio.gather(
        *(act(directory if act in DIRECTORY else by, whom) for act, by, whom in todo)
    )
    assert {one.status_code for one in answers if not one.is_success} == {409}
    assert sum(one.is_success for one in answers) == len(who) - 1
    assert await administrators(services, organisation) == 1


async def test_who_signs_in_elsewhere_while_their_roles_are_changed(
    client: httpx.AsyncClient,
    sign_in: SignIn,
    services: Services,
    organisation: Organisation,
    superuser_dsn: str,
) -> None:
    ann = await me(await sign_in(Role.SYSTEM_ADMINISTRATOR, email="ann@example.com"))
    provider = {"name": "Acme", "issuer": "https://login.example.com", "client_id": "pursight"}
    made = await client.post("/api/v1/identity-providers", json=provider)
    role_map = {"staff": [Role.DATA_USER], "boss": [Role.SYSTEM_ADMINISTRATOR]}

    async def comes_in() -> None:
        async with services.database.unit_of_work(organisation.id, TESTS) as uow:
            person = await federated.find_or_create(
                uow,
                made.json()["id"],
                "ann",
                email="ann@example.com",
                email_verified=True,
                name="Ann",
                creates=False,
                trusts_email=True,
            )
            await federated.apply_groups(uow, person, {"staff"}, role_map)

    async with services.database.unit_of_work(organisation.id, TESTS) as uow:
        await uow.connection.execute(text("SELECT id FROM person FOR UPDATE"))
        coming = asyncio.create_task(comes_in())
        await until_held_up(superuser_dsn, 1)
        changing = asyncio.create_task(take_the_role(client, ann))
        await until_held_up(superuser_dsn, 2)
    await coming
    assert (await changing).status_code == 200
