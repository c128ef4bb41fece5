"""Trying a directory before anybody signs in with it, against a real LDAP server."""

from typing import Any

import httpx
import pytest
from tests.builders.slapd import Slapd
from tests.server.access.test_directories import (
    ADA,
    DIRECTORY,
    SEARCHER,
    STEWARDS,
    SignIn,
    code_of,
    server,
    set_up,
    settings_of,
)

from pursight_server.access.model import Role
from pursight_server.organisations.model import Organisation

__all__ = ["server"]
TRY, WAYS = f"{DIRECTORY}/try", "/api/v1/sessions/ways"


async def attempt(
    client: httpx.AsyncClient, server: Slapd, login: str = "ada", **other: Any
) -> dict[str, Any]:
    answer = await client.post(TRY, json=settings_of(server, **other) | {"login": login})
    assert answer.status_code == 200, answer.text
    assert SEARCHER[1] not in answer.text
    found: dict[str, Any] = answer.json()
    return found


async def test_somebody_is_looked_up_and_nothing_is_kept(
    client: httpx.AsyncClient, server: Slapd
) -> None:
    found = await attempt(client, server)
    assert (found["found"], found["problem"], found["disabled"]) == (True, None, False)
    assert (found["dn"], found["email"]) == (ADA, "ada@example.com")
    assert STEWARDS.lower() in found["groups"]
    assert found["roles"] == ["data_steward"]
    assert (await attempt(client, server, "eve"))["disabled"] is True
    for nobody in ("nobody", "*", "ada)(objectClass=*"):
        found = await attempt(client, server, nobody)
        assert (found["found"], found["problem"], found["dn"]) == (False, None, "")
    assert (await client.get(DIRECTORY)).status_code == 404
    persons = await client.get("/api/v1/persons")
    assert "ada@example.com" not in persons.text


async def test_it_is_said_how_far_it_went(client: httpx.AsyncClient, server: Slapd) -> None:
    for problem, other in (
        ("server", {"urls": ["ldaps://localhost:9"]}),
        ("server", {"ca": ""}),
        ("account", {"bind_password": "wrong"}),
        ("search", {"base": "dc=nowhere"}),
    ):
        found = await attempt(client, server, **other)
        assert (found["found"], found["problem"]) == (False, problem), other


async def test_the_kept_password_goes_to_the_servers_it_was_given_for_alone(
    client: httpx.AsyncClient, server: Slapd, sign_in: SignIn
) -> None:
    body = settings_of(server) | {"login": "ada"}
    del body["bind_password"]
    answer = await client.post(TRY, json=body)
    assert code_of(answer) == "422 directory.bad", "there is none yet"
    await set_up(client, server)
    assert (await client.post(TRY, json=body)).json()["found"]
    for elsewhere in (
        {"urls": ["ldaps://evil.example"]},
        {"urls": [server.ldaps, "ldaps://evil.example"]},
        {"ca": ""},
        {"bind_dn": ADA},
    ):
        answer = await client.post(TRY, json=body | elsewhere)
        assert code_of(answer) == "422 directory.bad", elsewhere
    for url in ("ldap:///etc", "http://localhost:9", "ldaps://a@b", "ldapi://%2fvar"):
        answer = await client.post(TRY, json=body | {"urls": [url], "bind_password": "x"})
        assert code_of(answer) == "422 directory.bad", url
    steward = await sign_in(Role.DATA_STEWARD)
    assert (await steward.post(TRY, json=body)).status_code == 403


@pytest.mark.usefixtures("organisation")
async def test_the_door_says_which_ways_are_open(
    client: httpx.AsyncClient,
    anonymous: httpx.AsyncClient,
    server: Slapd,
    organisation: Organisation,
) -> None:
    async def ways(slug: str) -> dict[str, Any]:
        answer = await anonymous.post(WAYS, json={"organisation": slug})
        assert answer.status_code == 200, answer.text
        found: dict[str, Any] = answer.json()
        return found

    closed = {"directory": False, "providers": [], "passkeys": False}
    assert await ways(organisation.slug) == closed
    await set_up(client, server)
    assert await ways(organisation.slug) == closed | {"directory": True}
    assert await ways("nowhere") == closed
    await set_up(client, server, enabled=False)
    assert await ways(organisation.slug) == closed
