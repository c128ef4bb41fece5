"""Signing in with a second factor: codes by time, recovery codes; guesses are counted."""

import asyncio
from datetime import timedelta
from uuid import UUID

import httpx
import psycopg
import pytest
from tests.server.access.at_the_door import PASSWORD, Door, bearer, code_at
from tests.server.conftest import SignIn

from pursight.clock import StoppedClock
from pursight_server.access import lockout, store
from pursight_server.access.mfa import challenges
from pursight_server.access.model import EVERYWHERE, Person, Role, Subject, SubjectKind
from pursight_server.access.rights import assignments
from pursight_server.app.wiring import tasks
from pursight_server.app.worker import run_once
from pursight_server.organisations.model import Organisation
from pursight_server.platform.database import Database
from pursight_server.platform.services import Services
from pursight_server.platform.unit_of_work import Actor

STEP = timedelta(seconds=30)


async def test_a_code_is_asked_for_and_opens_a_session(door: Door, clock: StoppedClock) -> None:
    secret, codes, _ = await door.with_app(clock.now())
    assert len(set(codes)) == 10
    clock.advance(STEP)
    answer = await door.password()
    assert answer.status_code == 202
    step = answer.json()
    assert (step["methods"], step["must_enrol"]) == (["totp", "recovery_code"], False)
    assert "access_token" not in step
    opened = await door.code(step["challenge"], code_at(secret, clock.now()))
    assert opened.status_code == 201
    assert (await door.me(opened.json()["access_token"])).status_code == 200
    listed = await door.client.get(
        "/api/v1/sessions", headers=bearer(opened.json()["access_token"])
    )
    assert ["password", "totp"] in [one["methods"] for one in listed.json()]


async def test_no_code_is_accepted_twice(door: Door, clock: StoppedClock) -> None:
    secret, _, _ = await door.with_app(clock.now())
    used_to_set_up = code_at(secret, clock.now())
    assert (await door.code(await door.challenge(), used_to_set_up)).status_code == 401
    clock.advance(STEP)
    code = code_at(secret, clock.now())
    challenges_ = [await door.challenge() for _ in range(3)]
    answers = await asyncio.gather(*(door.code(one, code) for one in challenges_))
    assert sorted(answer.status_code for answer in answers) == [201, 401, 401]
    clock.advance(lockout.LONGEST_WAIT)
    earlier = code_at(secret, clock.now() - STEP)
    assert (await door.code(await door.challenge(), earlier)).status_code == 201
    assert (await door.code(await door.challenge(), earlier)).status_code == 401


@pytest.mark.parametrize(("steps", "fits"), [(-2, False), (-1, True), (1, True), (2, False)])
async def test_a_clock_may_be_off_by_one_step(
    door: Door, clock: StoppedClock, steps: int, fits: bool
) -> None:
    secret, _, _ = await door.with_app(clock.now())
    clock.advance(STEP * 10)
    answer = await door.code(await door.challenge(), code_at(secret, clock.now() + STEP * steps))
    assert (answer.status_code == 201) == fits


async def test_a_challenge_is_good_once_and_for_minutes(door: Door, clock: StoppedClock) -> None:
    secret, _, _ = await door.with_app(clock.now())
    clock.advance(STEP)
    challenge = await door.challenge()
    assert (await door.code(challenge, code_at(secret, clock.now()))).status_code == 201
    clock.advance(STEP)
    assert (await door.code(challenge, code_at(secret, clock.now()))).status_code == 401
    late = await door.challenge()
    clock.advance(challenges.LIFE)
    assert (await door.code(late, code_at(secret, clock.now()))).status_code == 401
    for forged in ("psc1." + "0" * 32 + ".secret", "psc1.x.y-z-z-z", "not a challenge", late + "A"):
        assert (await door.code(forged, code_at(secret, clock.now()))).status_code == 401


async def test_guessing_codes_waits_though_the_password_is_right(
    door: Door, clock: StoppedClock, superuser_dsn: str
) -> None:
    secret, _, _ = await door.with_app(clock.now())
    clock.advance(STEP * 5)
    tried = 0
    for _ in range(12):  # a new challenge each time: the right password clears nothing
        answer = await door.password()
        if answer.status_code == 401:
            break
        assert (await door.code(answer.json()["challenge"], "000000")).status_code == 401
        tried += 1
    assert tried == lockout.FREE_TRIES
    assert (await door.password()).status_code == 401, "the account waits"
    clock.advance(lockout.FIRST_WAIT)
    opened = await door.code(await door.challenge(), code_at(secret, clock.now()))
    assert opened.status_code == 201
    with psycopg.connect(superuser_dsn) as connection:
        found = connection.execute(
            "SELECT count(*) FROM event WHERE kind = 'person.locked_out'"
        ).fetchone()
    assert found == (1,)


async def test_many_guesses_at_once_get_no_more_tries(
    door: Door, clock: StoppedClock, superuser_dsn: str
) -> None:
    await door.with_app(clock.now())
    clock.advance(STEP)
    opened = [await door.challenge() for _ in range(4)]
    await asyncio.gather(*(door.code(opened[i % 4], f"{i:06}") for i in range(12)))
    with psycopg.connect(superuser_dsn) as connection:
        found = connection.execute(
            "SELECT count(*) FROM event WHERE kind = 'person.sign_in_failed'"
        ).fetchone()
    assert found == (lockout.FREE_TRIES,)


async def test_recovery_codes_are_good_once_however_they_are_typed(
    door: Door, clock: StoppedClock
) -> None:
    _, codes, _ = await door.with_app(clock.now())
    typed = codes[0].upper().replace("-", " ")
    opened = await door.code(await door.challenge(), typed, "recovery_code")
    assert opened.status_code == 201
    token = opened.json()["access_token"]
    assert (await door.code(await door.challenge(), typed, "recovery_code")).status_code == 401
    mine = (await door.client.get("/api/v1/me/second-factors", headers=bearer(token))).json()
    assert mine["recovery_codes_left"] == 9
    made = (await door.post(token, "/me/recovery-codes")).json()["recovery_codes"]
    assert len(made) == 10
    assert (await door.code(await door.challenge(), codes[1], "recovery_code")).status_code == 401
    assert (await door.code(await door.challenge(), made[1], "recovery_code")).status_code == 201


async def test_nothing_secret_is_kept_in_the_clear(
    door: Door, clock: StoppedClock, superuser_dsn: str
) -> None:
    secret, codes, _ = await door.with_app(clock.now())
    challenge = await door.challenge()
    with psycopg.connect(superuser_dsn) as connection:
        rows = connection.execute(
            "SELECT encode(secret, 'escape') || t::text FROM totp t"
            " UNION ALL SELECT r::text FROM recovery_code r"
            " UNION ALL SELECT c::text FROM sign_in_challenge c"
            " UNION ALL SELECT e::text FROM event e UNION ALL SELECT s::text FROM stored_reply s"
        ).fetchall()
    text = "\n".join(row[0] for row in rows)
    assert "person.second_factor_added" in text
    for hidden in (secret, challenge.rpartition(".")[2], *codes, codes[0].replace("-", "")):
        assert hidden not in text


async def test_a_secret_that_is_moved_to_another_row_opens_nothing(
    door: Door, clock: StoppedClock, superuser_dsn: str
) -> None:
    secret, _, _ = await door.with_app(clock.now())
    with psycopg.connect(superuser_dsn) as connection:
        connection.execute("UPDATE totp SET id = gen_random_uuid()")
    clock.advance(STEP)
    answer = await door.code(await door.challenge(), code_at(secret, clock.now()))
    assert (answer.status_code, answer.json()["code"]) == (500, "field.does_not_open")


async def test_later_the_password_is_asked_for_again(
    door: Door, clock: StoppedClock, services: Services
) -> None:
    first = (await door.password()).json()
    clock.advance(timedelta(minutes=11))
    again = await door.client.post(
        "/api/v1/sessions/refresh", json={"refresh_token": first["refresh_token"]}
    )
    token = again.json()["access_token"]
    refused = await door.post(token, "/me/totp")
    assert (refused.status_code, refused.json()["code"]) == (403, "account.presence_needed")
    wrong = await door.post(token, "/me/totp", password="not the password")
    assert (wrong.status_code, wrong.json()["code"]) == (422, "password.wrong")
    assert (await door.post(token, "/me/totp", password=PASSWORD)).status_code == 200
    for _ in range(lockout.FREE_TRIES):
        await door.post(token, "/me/totp", password="not the password")
    locked = await door.post(token, "/me/totp", password=PASSWORD)
    assert locked.json()["code"] == "password.wrong", "guesses with a stolen token are counted too"


async def test_the_app_can_be_changed_and_taken_away(door: Door, clock: StoppedClock) -> None:
    first, _, token = await door.with_app(clock.now())
    second = (await door.post(token, "/me/totp")).json()["secret"]
    clock.advance(STEP)
    opened = await door.code(await door.challenge(), code_at(first, clock.now()))
    assert opened.status_code == 201, "the new one is not in use yet"
    wrong = await door.post(token, "/me/totp/confirm", code="000000")
    assert (wrong.status_code, wrong.json()["code"]) == (422, "second_factor.wrong_code")
    done = await door.post(token, "/me/totp/confirm", code=code_at(second, clock.now()))
    assert done.json()["recovery_codes"] == [], "there are some"
    clock.advance(STEP)
    assert (await door.code(await door.challenge(), code_at(first, clock.now()))).status_code == 401
    assert (
        await door.code(await door.challenge(), code_at(second, clock.now()))
    ).status_code == 201
    assert (await door.post(token, "/me/totp/remove")).status_code == 204
    assert (await door.password()).status_code == 201
    assert (await door.post(token, "/me/totp/remove")).status_code == 404
    assert (await door.post(token, "/me/recovery-codes")).status_code == 409


async def test_who_must_have_one_can_only_set_one_up(
    door: Door, clock: StoppedClock, client: httpx.AsyncClient
) -> None:
    before = (await door.password()).json()
    url = "/api/v1/organisation/sign-in"
    body = {"second_factor_roles": [Role.DATA_STEWARD.value]}
    assert (await client.put(url, json=body)).status_code == 428
    assert (await client.put(url, json=body, headers={"If-Match": '"0"'})).status_code == 200
    assert (await door.me(before["access_token"])).status_code == 401, "opened without"
    refresh = {"refresh_token": before["refresh_token"]}
    assert (await door.client.post("/api/v1/sessions/refresh", json=refresh)).status_code == 401

    answer = await door.password()
    assert answer.status_code == 202
    assert answer.json()["must_enrol"] is True
    challenge = {"challenge": answer.json()["challenge"]}
    assert (await door.code(challenge["challenge"], "000000")).status_code == 401
    enrol = "/api/v1/sessions/second-factor/totp"
    early = await door.client.post(f"{enrol}/confirm", json={**challenge, "code": "000000"})
    assert early.json()["code"] == "second_factor.nothing_to_confirm"
    secret = (await door.client.post(enrol, json=challenge)).json()["secret"]
    code = code_at(secret, clock.now())
    opened = await door.client.post(f"{enrol}/confirm", json={**challenge, "code": code})
    assert opened.status_code == 201
    assert len(opened.json()["recovery_codes"]) == 10
    token = opened.json()["access_token"]
    assert (await door.me(token)).status_code == 200
    bearer = {"Authorization": f"Bearer {token}"}
    found = await door.client.get("/api/v1/persons", params={"q": "ada@"}, headers=bearer)
    assert [one["second_factor"] for one in found.json()["items"]] == [True]
    again = await door.client.post(f"{enrol}/confirm", json={**challenge, "code": code})
    assert again.status_code == 401
    last = await door.post(token, "/me/totp/remove")
    assert (last.status_code, last.json()["code"]) == (409, "second_factor.needed")


async def test_a_challenge_of_who_has_a_factor_sets_none_up(
    door: Door, clock: StoppedClock
) -> None:
    await door.with_app(clock.now())
    body = {"challenge": await door.challenge()}
    answer = await door.client.post("/api/v1/sessions/second-factor/totp", json=body)
    assert answer.status_code == 401, "or whoever knows the password could replace the app"


async def test_an_administrator_resets_and_all_sessions_end(
    door: Door, clock: StoppedClock, client: httpx.AsyncClient, ada: Person
) -> None:
    _, codes, token = await door.with_app(clock.now())
    url = f"/api/v1/persons/{ada.id}/second-factors"
    assert (await door.client.delete(url)).status_code == 401
    assert (await client.delete(url)).status_code == 204
    assert (await door.me(token)).status_code == 401
    assert (await door.password()).status_code == 201
    events = (await client.get("/api/v1/events", params={"limit": 200})).json()["items"]
    assert "person.second_factors_reset" in {event["kind"] for event in events}
    assert codes


async def test_old_challenges_are_forgotten(
    door: Door,
    clock: StoppedClock,
    services: Services,
    superuser_dsn: str,
    organisation: Organisation,
) -> None:
    await door.with_app(clock.now())
    await door.challenge()
    clock.advance(timedelta(days=2))
    task = next(task for task in tasks() if task.name == "forget challenges")
    assert await run_once(services, task)
    with psycopg.connect(superuser_dsn) as connection:
        assert connection.execute("SELECT count(*) FROM sign_in_challenge").fetchone() == (0,)
    async with services.database.reading(organisation.id) as unit:
        assert (await store.sign_in_policy_of(unit)).rev == 0


@pytest.mark.parametrize("what", ["password", "factors", "disabled"])
async def test_half_a_sign_in_ends_with_what_it_rested_on(
    door: Door, sign_in: SignIn, ada: Person, what: str
) -> None:
    client = await sign_in(Role.SYSTEM_ADMINISTRATOR)
    body, tag = {"second_factor_roles": [Role.DATA_STEWARD.value]}, {"If-Match": "*"}
    asked = await client.put("/api/v1/organisation/sign-in", json=body, headers=tag)
    assert asked.status_code == 200
    step = (await door.password()).json()["challenge"]
    where = f"/api/v1/persons/{ada.id}"
    if what == "password":
        new = {"password": "other words in a row"}
        assert (await client.put(f"{where}/password", json=new)).status_code == 204
    elif what == "factors":
        assert (await client.delete(f"{where}/second-factors")).status_code == 204
    else:
        for disabled in (True, False):
            answer = await client.patch(where, json={"disabled": disabled}, headers=tag)
            assert answer.status_code == 200
    enrol = "/api/v1/sessions/second-factor/totp"
    assert (await door.client.post(enrol, json={"challenge": step})).status_code == 401


async def test_half_a_sign_in_ends_with_the_password_that_one_changes(
    door: Door, clock: StoppedClock
) -> None:
    secret, _, token = await door.with_app(clock.now())
    clock.advance(STEP)
    step = await door.challenge()
    change = {"present": PASSWORD, "password": "other words in a row"}
    done = await door.client.put("/api/v1/me/password", json=change, headers=bearer(token))
    assert done.status_code == 204
    assert (await door.code(step, code_at(secret, clock.now()))).status_code == 401


@pytest.mark.parametrize("role", ["auditor", "inspector"])
async def test_a_role_that_comes_by_a_group_needs_a_second_factor_too(
    door: Door, client: httpx.AsyncClient, database: Database, role: str
) -> None:
    heir = {"code": "inspector", "name": "I", "permissions": [], "inherits": ["between"]}
    for own in ({"code": "between", "name": "B", "inherits": ["auditor"]}, heir):
        assert (await client.post("/api/v1/own-roles", json=own)).status_code == 201
    someone = {"email": "g@example.com", "name": "G", "roles": ["data_user"], "password": PASSWORD}
    person = (await client.post("/api/v1/persons", json=someone)).json()
    signed_in = (await door.password(email="g@example.com")).json()
    token, organisation_id = signed_in["access_token"], UUID(signed_in["organisation_id"])
    body = {"second_factor_roles": [Role.AUDITOR.value]}
    url = "/api/v1/organisation/sign-in"
    assert (await client.put(url, json=body, headers={"If-Match": "*"})).status_code == 200
    assert (await door.me(token)).status_code == 200
    async with database.unit_of_work(organisation_id, Actor.system("the tests")) as uow:
        subject = Subject(SubjectKind.PERSON, UUID(person["id"]))
        await assignments.grant(uow, role=role, subject=subject, scope=EVERYWHERE)
    assert (await door.me(token)).status_code == 401
    refresh = {"refresh_token": signed_in["refresh_token"]}
    assert (await door.client.post("/api/v1/sessions/refresh", json=refresh)).status_code == 401
    again = await door.password(email="g@example.com")
    assert (again.status_code, again.json()["must_enrol"]) == (202, True)
