"""Passkeys with an authenticator that really signs: as second factor, alone, and forged."""

import secrets
from typing import Any

import httpx
import pytest
from tests.fakes.software_authenticator import SoftwareAuthenticator
from tests.server.access.at_the_door import Door, bearer

from pursight_server.access import lockout
from pursight_server.access.mfa.webauthn_ceremonies import NoPasskeysHere, Site
from pursight_server.access.model import Person, Role
from pursight_server.platform.settings import Settings

ORIGIN = "https://pursight.example.com"
_SECOND = "/api/v1/sessions/second-factor/passkey"
_ALONE = "/api/v1/sessions/passkey"


@pytest.fixture
def settings(settings: Settings) -> Settings:
    """Settings of a server that browsers reach by a name."""
    return settings.model_copy(update={"public_url": ORIGIN})


@pytest.fixture
def stick() -> SoftwareAuthenticator:
    """An authenticator of nobody yet."""
    return SoftwareAuthenticator(ORIGIN)


async def add(door: Door, stick: SoftwareAuthenticator, token: str = "") -> httpx.Response:
    token = token or (await door.password()).json()["access_token"]
    asked = (await door.post(token, "/me/passkeys/options")).json()
    credential = stick.create(asked["options"])
    body = {"challenge": asked["challenge"], "credential": credential, "name": "Stick"}
    return await door.post(token, "/me/passkeys", **body)


async def ask(door: Door, url: str, **body: str) -> dict[str, Any]:
    answer = await door.client.post(f"{url}/options", json=body)
    assert answer.status_code == 200, answer.text
    asked: dict[str, Any] = answer.json()
    return asked


async def show(door: Door, url: str, challenge: str, credential: Any) -> httpx.Response:
    return await door.client.post(url, json={"challenge": challenge, "credential": credential})


async def second_step(door: Door) -> dict[str, Any]:
    return await ask(door, _SECOND, challenge=await door.challenge())


@pytest.mark.parametrize("attestation", ["none", "packed"])
async def test_a_passkey_is_a_second_factor(
    door: Door, stick: SoftwareAuthenticator, attestation: str
) -> None:
    stick.attestation = attestation
    added = await add(door, stick)
    assert added.status_code == 201
    assert len(added.json()["recovery_codes"]) == 10
    assert (await door.password()).json()["methods"] == ["passkey", "recovery_code"]
    asked = await second_step(door)
    assert len(asked["options"]["allowCredentials"]) == 1
    opened = await show(door, _SECOND, asked["challenge"], stick.get(asked["options"]))
    assert opened.status_code == 201
    token = opened.json()["access_token"]
    mine = (await door.client.get("/api/v1/me/second-factors", headers=bearer(token))).json()
    assert [one["name"] for one in mine["passkeys"]] == ["Stick"]
    assert mine["passkeys"][0]["used_at"] is not None
    gone = await door.post(token, f"/me/passkeys/{mine['passkeys'][0]['id']}/remove")
    assert gone.status_code == 204
    assert (await door.password()).status_code == 201


async def test_a_passkey_alone_opens_a_session_when_it_knows_who_is_there(
    door: Door, stick: SoftwareAuthenticator
) -> None:
    await add(door, stick)
    asked = await ask(door, _ALONE, organisation="acme")
    assert asked["options"]["allowCredentials"] == []
    opened = await show(door, _ALONE, asked["challenge"], stick.get(asked["options"]))
    assert opened.status_code == 201
    assert (await door.me(opened.json()["access_token"])).json()["email"] == "ada@example.com"
    stick.verifies = False
    asked = await ask(door, _ALONE, organisation="acme")
    answer = await show(door, _ALONE, asked["challenge"], stick.get(asked["options"]))
    assert answer.status_code == 401, "a stick that somebody found"
    asked = await second_step(door)
    opened = await show(door, _SECOND, asked["challenge"], stick.get(asked["options"]))
    assert opened.status_code == 201, "beside a password it is enough"


async def test_forged_answers_open_nothing(door: Door, stick: SoftwareAuthenticator) -> None:
    await add(door, stick)

    async def refused(answer: Any, asked: dict[str, Any]) -> None:
        given = await show(door, _ALONE, asked["challenge"], answer)
        assert (given.status_code, given.json()["code"]) == (401, "sign_in.code_refused")

    async def question() -> dict[str, Any]:
        return await ask(door, _ALONE, organisation="acme")

    def like(**other: Any) -> SoftwareAuthenticator:
        same = {"key": stick.key, "credential_id": stick.credential_id, "count": stick.count + 50}
        return SoftwareAuthenticator(**{"origin": ORIGIN, **same, **other})

    asked = await question()
    await refused(
        like(origin="https://pursight.example.com.evil.test").get(asked["options"]), asked
    )
    await refused(like(rp_id="evil.test").get(asked["options"]), asked)
    await refused(stick.get(asked["options"], secrets.token_bytes(32)), asked)
    asked = await question()
    await refused(SoftwareAuthenticator(ORIGIN).get(asked["options"]), asked)
    other_key = like(key=SoftwareAuthenticator(ORIGIN).key)
    await refused(other_key.get(asked["options"]), asked)
    for broken in ({}, {"rawId": "!"}, {**stick.get(asked["options"]), "response": {}}):
        await refused(broken, asked)


async def test_answers_are_good_once_and_counters_grow(
    door: Door, stick: SoftwareAuthenticator
) -> None:
    await add(door, stick)
    asked = await ask(door, _ALONE, organisation="acme")
    answer = stick.get(asked["options"])
    assert (await show(door, _ALONE, asked["challenge"], answer)).status_code == 201
    assert (await show(door, _ALONE, asked["challenge"], answer)).status_code == 401, "replayed"
    later = await ask(door, _ALONE, organisation="acme")
    assert (await show(door, _ALONE, later["challenge"], answer)).status_code == 401
    stick.count -= 2  # a copy that was made earlier
    copied = stick.get(later["options"])
    assert (await show(door, _ALONE, later["challenge"], copied)).status_code == 401


async def test_a_passkey_of_another_is_no_second_factor_of_mine(
    door: Door, stick: SoftwareAuthenticator, client: httpx.AsyncClient
) -> None:
    await add(door, stick)
    eves = SoftwareAuthenticator(ORIGIN)
    asked = (await client.post("/api/v1/me/passkeys/options", json={})).json()
    body = {"challenge": asked["challenge"], "name": "Eve's"}
    credential = eves.create(asked["options"])
    added = await client.post("/api/v1/me/passkeys", json={**body, "credential": credential})
    assert added.status_code == 201
    again = await client.post("/api/v1/me/passkeys", json={**body, "credential": credential})
    assert again.json()["code"] == "passkeys.bad_answer", "a challenge is good once"
    mine = await second_step(door)
    answer = await show(door, _SECOND, mine["challenge"], eves.get(mine["options"]))
    assert answer.status_code == 401


async def test_a_registration_answers_its_own_question(
    door: Door, stick: SoftwareAuthenticator, client: httpx.AsyncClient
) -> None:
    token = (await door.password()).json()["access_token"]
    theirs = (await client.post("/api/v1/me/passkeys/options", json={})).json()
    body = {"challenge": theirs["challenge"], "name": "X"}
    answer = await door.post(
        token, "/me/passkeys", **body, credential=stick.create(theirs["options"])
    )
    assert answer.json()["code"] == "passkeys.bad_answer", "of another person"
    asked = (await door.post(token, "/me/passkeys/options")).json()
    body = {"challenge": asked["challenge"], "name": "X"}
    for wrong in (
        SoftwareAuthenticator("https://evil.test").create(asked["options"]),
        stick.create(asked["options"], b"another challenge of 32 bytes..."),
        SoftwareAuthenticator(ORIGIN, rp_id="evil.test").create(asked["options"]),
        {"id": "x"},
    ):
        answer = await door.post(token, "/me/passkeys", **body, credential=wrong)
        assert answer.json()["code"] == "passkeys.bad_answer"
    assert (await add(door, stick, token)).status_code == 201
    assert (await add(door, stick, token)).status_code == 409


async def test_guesses_are_counted_and_unknown_organisations_look_the_same(
    door: Door, stick: SoftwareAuthenticator
) -> None:
    known = await ask(door, _ALONE, organisation="acme")
    unknown = await ask(door, _ALONE, organisation="nowhere")
    assert known["options"].keys() == unknown["options"].keys()
    assert len(known["challenge"]) == len(unknown["challenge"])
    assert known["challenge"].split(".")[1] != unknown["challenge"].split(".")[1]
    assert (
        await show(door, _ALONE, unknown["challenge"], stick.get(unknown["options"]))
    ).status_code == 401
    await add(door, stick)
    wrong = SoftwareAuthenticator(ORIGIN, credential_id=stick.credential_id, count=99)
    for _ in range(lockout.FREE_TRIES):
        asked = await ask(door, _ALONE, organisation="acme")
        await show(door, _ALONE, asked["challenge"], wrong.get(asked["options"]))
    asked = await ask(door, _ALONE, organisation="acme")
    answer = await show(door, _ALONE, asked["challenge"], stick.get(asked["options"]))
    assert answer.status_code == 401, "the account waits"


async def test_passkeys_count_as_the_second_factor_that_is_asked_for(
    door: Door, stick: SoftwareAuthenticator, client: httpx.AsyncClient, ada: Person
) -> None:
    token = (await door.password()).json()["access_token"]
    await add(door, stick, token)
    body = {"second_factor_roles": [role.value for role in Role]}
    url = "/api/v1/organisation/sign-in"
    assert (await client.put(url, json=body, headers={"If-Match": "*"})).status_code == 200
    assert (await door.me(token)).status_code == 200, "it was shown in this session"
    assert (await client.get("/api/v1/me")).status_code == 401, "but not in that one"


async def test_without_a_public_name_there_are_no_passkeys(settings: Settings) -> None:
    assert Site.of(settings) == Site("pursight.example.com", ORIGIN)
    for url in ("", "pursight.example.com", "ftp://x"):
        with pytest.raises(NoPasskeysHere):
            Site.of(settings.model_copy(update={"public_url": url}))
