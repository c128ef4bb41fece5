"""Signing in, going on, signing out, and what happens to thieves and guessers."""

import asyncio
from datetime import timedelta
from typing import Any
from uuid import UUID

import httpx
import jwt
import psycopg
import pytest

from pursight.clock import StoppedClock
from pursight_server.access import lockout, passwords, store, tokens
from pursight_server.access.evenly import STEP
from pursight_server.access.model import FIRST_ADMINISTRATOR, Person, Role
from pursight_server.access.service import create_person, set_password
from pursight_server.access.sessions import GRACE
from pursight_server.organisations.model import Organisation
from pursight_server.platform.crypto import ServerKeys
from pursight_server.platform.database import Database
from pursight_server.platform.services import Services
from pursight_server.platform.unit_of_work import Actor

EMAIL, PASSWORD = "ada@example.com", "several words in a row"


async def sign_in(client: httpx.AsyncClient, password: str = PASSWORD, **other: str) -> Any:
    body = {"organisation": "acme", "email": EMAIL, "password": password, **other}
    return await client.post("/api/v1/sessions", json=body)


async def refresh(client: httpx.AsyncClient, token: str) -> httpx.Response:
    return await client.post("/api/v1/sessions/refresh", json={"refresh_token": token})


async def me(client: httpx.AsyncClient, token: str) -> httpx.Response:
    return await client.get("/api/v1/me", headers={"Authorization": f"Bearer {token}"})


async def test_a_person_signs_in_and_is_known(ada: Person, anonymous: httpx.AsyncClient) -> None:
    answer = await sign_in(anonymous, email="ADA@example.com")
    assert answer.status_code == 201
    assert answer.json()["expires_in"] == 300
    who = (await me(anonymous, answer.json()["access_token"])).json()
    assert (who["email"], who["organisation"]["slug"]) == (EMAIL, "acme")
    assert set(who["roles"]) == {role.value for role in FIRST_ADMINISTRATOR}
    assert "persons.write" in who["permissions"]


async def test_all_ways_to_be_wrong_look_the_same(
    ada: Person, anonymous: httpx.AsyncClient, database: Database, organisation: Organisation
) -> None:
    async with database.unit_of_work(organisation.id, Actor.system("the tests")) as uow:
        await create_person(uow, email="no@password.com", name="", roles=frozenset())
    answers = [
        await sign_in(anonymous, "another password"),
        await sign_in(anonymous, email="nobody@example.com"),
        await sign_in(anonymous, email="not an address"),
        await sign_in(anonymous, organisation="nowhere"),
        await sign_in(anonymous, email="no@password.com"),
    ]
    assert {answer.status_code for answer in answers} == {401}
    bodies = [{**answer.json(), "trace_id": ""} for answer in answers]
    assert all(body == bodies[0] for body in bodies)


@pytest.mark.parametrize(
    "wrong",
    [{"password": "not the password"}, {"email": "nobody@example.com"}, {"organisation": "no"}],
)
async def test_no_clock_tells_who_is_known(
    ada: Person, anonymous: httpx.AsyncClient, wrong: dict[str, str]
) -> None:
    began = asyncio.get_running_loop().time()
    assert (await sign_in(anonymous, **wrong)).status_code == 401
    took = asyncio.get_running_loop().time() - began
    assert took > 0.99 * STEP, "it answered as soon as it knew"


async def test_guessing_waits_longer_and_longer(
    ada: Person, anonymous: httpx.AsyncClient, clock: StoppedClock
) -> None:
    for _ in range(lockout.FREE_TRIES):
        assert (await sign_in(anonymous, "a wrong password")).status_code == 401
    assert (await sign_in(anonymous)).status_code == 401, "locked, though the password is right"
    clock.advance(lockout.FIRST_WAIT)
    assert (await sign_in(anonymous, "a wrong password")).status_code == 401
    clock.advance(lockout.FIRST_WAIT)
    assert (await sign_in(anonymous)).status_code == 401, "the second wait is longer"
    clock.advance(lockout.FIRST_WAIT)
    assert (await sign_in(anonymous)).status_code == 201
    assert (await sign_in(anonymous, "a wrong password")).status_code == 401
    assert (await sign_in(anonymous)).status_code == 201, "a right one had cleared the count"


async def test_many_guesses_at_once_get_no_more_tries(
    ada: Person, anonymous: httpx.AsyncClient, superuser_dsn: str
) -> None:
    wrong = [sign_in(anonymous, f"wrong password {i}") for i in range(12)]
    await asyncio.gather(*wrong)
    with psycopg.connect(superuser_dsn) as connection:
        row = connection.execute(
            "SELECT count(*) FROM event WHERE kind = 'person.sign_in_failed'"
        ).fetchone()
    assert row == (lockout.FREE_TRIES,)


def test_waits_never_shrink_and_end_at_a_quarter_of_an_hour() -> None:
    waits = [lockout.wait_after(failures) for failures in range(200)]
    assert waits == sorted(waits)
    assert waits[4] == timedelta(0)
    assert waits[-1] == lockout.LONGEST_WAIT


async def test_refresh_tokens_are_good_once(
    ada: Person, anonymous: httpx.AsyncClient, clock: StoppedClock
) -> None:
    first = (await sign_in(anonymous)).json()
    clock.advance(timedelta(minutes=5))
    late = await me(anonymous, first["access_token"])
    assert (late.status_code, late.json()["code"]) == (401, "token.expired")
    second = (await refresh(anonymous, first["refresh_token"])).json()
    assert (await me(anonymous, second["access_token"])).status_code == 200
    assert second["refresh_token"] != first["refresh_token"]
    clock.advance(GRACE + timedelta(seconds=1))
    stolen = await refresh(anonymous, first["refresh_token"])
    assert (stolen.status_code, stolen.json()["code"]) == (401, "session.ended")
    assert (await me(anonymous, second["access_token"])).status_code == 401, "the family is ended"
    assert (await refresh(anonymous, second["refresh_token"])).status_code == 401


async def test_of_refreshes_at_once_one_answer_is_good(
    ada: Person, anonymous: httpx.AsyncClient
) -> None:
    token = (await sign_in(anonymous)).json()["refresh_token"]
    answers = await asyncio.gather(*[refresh(anonymous, token) for _ in range(4)])
    assert [answer.status_code for answer in answers] == [200] * 4, "all but one may be lost"
    found = [answer.json()["refresh_token"] for answer in answers]
    good = 0
    for one in found:
        good += (await refresh(anonymous, one)).status_code == 200
    assert good <= 1
    for one in found:
        assert (await refresh(anonymous, one)).status_code == 401, "the session is ended"


async def test_who_loses_the_answer_may_ask_again_for_a_while(
    ada: Person, anonymous: httpx.AsyncClient, clock: StoppedClock
) -> None:
    first = (await sign_in(anonymous)).json()["refresh_token"]
    for _ in range(3):  # lost each time
        clock.advance(GRACE / 4)
        assert (await refresh(anonymous, first)).status_code == 200
    kept = (await refresh(anonymous, first)).json()["refresh_token"]
    clock.advance(timedelta(hours=1))
    last = await refresh(anonymous, kept)
    assert last.status_code == 200
    assert (await me(anonymous, last.json()["access_token"])).status_code == 200


async def test_an_answer_that_was_used_was_not_lost(
    ada: Person, anonymous: httpx.AsyncClient
) -> None:
    first = (await sign_in(anonymous)).json()["refresh_token"]
    second = (await refresh(anonymous, first)).json()["refresh_token"]
    third = (await refresh(anonymous, second)).json()["refresh_token"]
    assert (await refresh(anonymous, first)).status_code == 401, "though at once"
    assert (await refresh(anonymous, third)).status_code == 401, "the family is ended"


async def test_a_lost_answer_that_turns_up_with_somebody_else_ends_the_session(
    ada: Person, anonymous: httpx.AsyncClient
) -> None:
    first = (await sign_in(anonymous)).json()["refresh_token"]
    turned_up = (await refresh(anonymous, first)).json()["refresh_token"]
    kept = (await refresh(anonymous, first)).json()
    assert (await refresh(anonymous, turned_up)).status_code == 401
    assert (await me(anonymous, kept["access_token"])).status_code == 401
    assert (await refresh(anonymous, kept["refresh_token"])).status_code == 401


async def test_tokens_are_not_kept_in_the_clear(
    ada: Person, anonymous: httpx.AsyncClient, superuser_dsn: str
) -> None:
    token = (await sign_in(anonymous)).json()["refresh_token"]
    with psycopg.connect(superuser_dsn) as connection:
        rows = connection.execute(
            "SELECT r::text FROM refresh_token r UNION ALL SELECT p::text FROM person p"
            " UNION ALL SELECT e::text FROM event e"
        ).fetchall()
    text = "\n".join(row[0] for row in rows)
    assert token not in text
    assert token.removeprefix("prt1.") not in text
    assert PASSWORD not in text
    assert "$argon2id$v=19$m=19456,t=2,p=1$" in text


async def test_an_idle_session_ends_by_itself(
    ada: Person, anonymous: httpx.AsyncClient, clock: StoppedClock
) -> None:
    token = (await sign_in(anonymous)).json()["refresh_token"]
    clock.advance(timedelta(days=15))
    assert (await refresh(anonymous, token)).status_code == 401


async def test_signing_out_here_and_elsewhere(ada: Person, anonymous: httpx.AsyncClient) -> None:
    here, there = (await sign_in(anonymous)).json(), (await sign_in(anonymous)).json()
    bearer = {"Authorization": f"Bearer {here['access_token']}"}
    listed = (await anonymous.get("/api/v1/sessions", headers=bearer)).json()
    assert {item["id"]: item["current"] for item in listed} == {
        here["session_id"]: True,
        there["session_id"]: False,
    }
    url = f"/api/v1/sessions/{there['session_id']}"
    assert (await anonymous.delete(url, headers=bearer)).status_code == 204
    assert (await anonymous.delete(url, headers=bearer)).status_code == 404
    assert (await me(anonymous, there["access_token"])).status_code == 401
    assert (await anonymous.delete("/api/v1/sessions/current", headers=bearer)).status_code == 204
    assert (await me(anonymous, here["access_token"])).status_code == 401
    assert (await refresh(anonymous, here["refresh_token"])).status_code == 401


async def test_another_password_ends_all_sessions(
    ada: Person, anonymous: httpx.AsyncClient
) -> None:
    signed_in = (await sign_in(anonymous)).json()
    bearer = {"Authorization": f"Bearer {signed_in['access_token']}"}
    url = "/api/v1/me/password"

    async def change(present: str, password: str) -> httpx.Response:
        body = {"present": present, "password": password}
        return await anonymous.put(url, json=body, headers=bearer)

    assert (await change("not the present one", "entirely new words")).status_code == 422
    for weak in ("short", "a" * 40, EMAIL):
        assert (await change(PASSWORD, weak)).json()["code"] == "password.weak"
    assert (await change(PASSWORD, "entirely new words")).status_code == 204
    assert (await me(anonymous, signed_in["access_token"])).status_code == 401
    assert (await sign_in(anonymous)).status_code == 401
    assert (await sign_in(anonymous, "entirely new words")).status_code == 201


async def test_a_password_that_is_replaced_while_it_is_looked_at_opens_nothing(
    ada: Person,
    anonymous: httpx.AsyncClient,
    database: Database,
    organisation: Organisation,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    person_id = (await sign_in(anonymous)).json()["person"]["id"]
    really_fits = passwords.fits

    async def fits_slowly(password: str, kept: str | None) -> bool:
        right = await really_fits(password, kept)
        async with database.unit_of_work(organisation.id, Actor.system("the tests")) as uow:
            await set_password(uow, UUID(person_id), "quite another one")
        return right

    monkeypatch.setattr(passwords, "fits", fits_slowly)
    assert (await sign_in(anonymous)).status_code == 401
    async with database.reading(organisation.id) as unit:
        assert await store.live_sessions(unit, UUID(person_id)) == []


async def test_forged_tokens_are_refused(
    ada: Person, anonymous: httpx.AsyncClient, services: Services
) -> None:
    good = (await sign_in(anonymous)).json()["access_token"]
    claims = jwt.decode(good, options={"verify_signature": False})
    kid = {"kid": services.keys.token_key_id}
    other, key = ServerKeys.generate().token_signing, services.keys.token_signing

    def signed(changes: dict[str, Any], with_key: Any = key) -> str:
        content = {k: v for k, v in (claims | changes).items() if v is not None}
        return jwt.encode(content, with_key, algorithm="EdDSA", headers=kid)

    assert (await me(anonymous, signed({}))).status_code == 200
    forged = [
        signed({}, other),
        jwt.encode(claims, None, algorithm="none", headers=kid),
        jwt.encode(claims, "x" * 64, algorithm="HS256", headers=kid),
        jwt.encode(claims, key, algorithm="EdDSA"),
        *[signed({name: None}) for name in ("exp", "iss", "aud", "sub", "org", "sid", "iat")],
        signed({"aud": "somebody-else"}),
        signed({"iss": "somebody-else"}),
        signed({"sub": "not a uuid"}),
        signed({"exp": claims["iat"] - 1}),
        good[:-4] + "AAAA",
        "garbage",
    ]
    for token in forged:
        assert (await me(anonymous, token)).status_code == 401, token


async def test_a_token_of_one_organisation_opens_no_other(
    ada: Person,
    anonymous: httpx.AsyncClient,
    services: Services,
    other_organisation: Organisation,
) -> None:
    signed_in = (await sign_in(anonymous)).json()
    content = jwt.decode(signed_in["access_token"], options={"verify_signature": False})
    claims = tokens.Claims(content["sub"], other_organisation.id, content["sid"])
    crossed = tokens.issue(
        claims, keys=services.keys, now=services.clock.now(), life=timedelta(minutes=5)
    )
    assert (await me(anonymous, crossed)).status_code == 401


async def test_a_disabled_person_is_out_at_once(
    ada: Person, anonymous: httpx.AsyncClient, client: httpx.AsyncClient
) -> None:
    signed_in = (await sign_in(anonymous)).json()
    url = f"/api/v1/persons/{signed_in['person']['id']}"
    answer = await client.patch(url, json={"disabled": True}, headers={"If-Match": '"1"'})
    assert answer.json()["disabled"] is True
    assert (await me(anonymous, signed_in["access_token"])).status_code == 401
    assert (await sign_in(anonymous)).status_code == 401
    await client.patch(url, json={"disabled": False}, headers={"If-Match": '"2"'})
    assert (await me(anonymous, signed_in["access_token"])).status_code == 401
    assert (await sign_in(anonymous)).status_code == 201


async def test_a_role_taken_is_felt_with_the_next_request(
    ada: Person, anonymous: httpx.AsyncClient, client: httpx.AsyncClient
) -> None:
    signed_in = (await sign_in(anonymous)).json()
    bearer = {"Authorization": f"Bearer {signed_in['access_token']}"}
    assert (await anonymous.get("/api/v1/persons", headers=bearer)).status_code == 200
    url = f"/api/v1/persons/{signed_in['person']['id']}"
    edit = {"roles": [Role.DATA_USER.value]}
    await client.patch(url, json=edit, headers={"If-Match": '"1"'})
    denied = await anonymous.get("/api/v1/persons", headers=bearer)
    assert (denied.status_code, denied.json()["code"]) == (403, "permission.missing")
