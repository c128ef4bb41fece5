"""Organisations are founded once, renamed with care, and see only themselves."""

import asyncio

import httpx
import pytest

from pursight.errors import Conflict, NotFound, Refused
from pursight_server.access.model import Role
from pursight_server.organisations import service
from pursight_server.organisations.model import Organisation, is_slug
from pursight_server.platform.database import Database
from pursight_server.platform.unit_of_work import Actor

ACTOR = Actor.system("the tests")


@pytest.mark.parametrize("slug", ["a", "acme", "acme-europe", "0", "a" * 63])
def test_slugs(slug: str) -> None:
    assert is_slug(slug)


@pytest.mark.parametrize("text", ["", "-a", "a-", "A", "a b", "ä", "a" * 64, "a\n", "a.b"])
def test_no_slugs(text: str) -> None:
    assert not is_slug(text)


async def test_a_slug_is_taken_once(database: Database, organisation: Organisation) -> None:
    with pytest.raises(Conflict):
        await service.found(database, "acme", "Another", actor=ACTOR)
    with pytest.raises(Refused):
        await service.found(database, "Not a slug", "", actor=ACTOR)
    assert await database.organisations() == [organisation.id]


async def test_of_two_foundings_at_once_one_wins(database: Database) -> None:
    tries = [service.found(database, "same", "", actor=ACTOR) for _ in range(4)]
    results = await asyncio.gather(*tries, return_exceptions=True)
    assert sum(isinstance(result, Organisation) for result in results) == 1
    assert sum(isinstance(result, Conflict) for result in results) == 3
    assert len(await database.organisations()) == 1


async def test_an_organisation_sees_itself_only(
    database: Database, organisation: Organisation, other_organisation: Organisation
) -> None:
    async with database.reading(organisation.id) as unit:
        assert await service.get(unit) == organisation
        unit.organisation_id = other_organisation.id
        with pytest.raises(NotFound):
            await service.get(unit)


async def test_renaming(client: httpx.AsyncClient, sign_in: object) -> None:
    url = "/api/v1/organisation"
    assert (await client.get(url)).headers["etag"] == '"1"'
    bare = await client.patch(url, json={"name": "New"})
    assert bare.status_code == 428
    done = await client.patch(url, json={"name": "New"}, headers={"If-Match": '"1"'})
    assert (done.json()["name"], done.json()["slug"], done.headers["etag"]) == (
        "New",
        "acme",
        '"2"',
    )
    stale = await client.patch(url, json={"name": "Old"}, headers={"If-Match": '"1"'})
    assert stale.status_code == 412
    assert callable(sign_in)
    reader = await sign_in(Role.DATA_USER)
    assert (await reader.get(url)).json()["name"] == "New"
    refused = await reader.patch(url, json={"name": "X"}, headers={"If-Match": '"2"'})
    assert refused.status_code == 403
