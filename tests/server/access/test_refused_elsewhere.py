"""Whom a provider or a directory sends, and who is refused here, is in the log; and alerted."""

from datetime import timedelta
from typing import Any
from urllib.parse import parse_qs, urlsplit

import httpx
import pytest
from tests.builders.slapd import Slapd
from tests.server.access.test_directories import enter, set_up
from tests.server.access.test_directories import server as slapd
from tests.server.access.test_identity_providers import (
    SECRET,
    VERIFIER,
    Browser,
    add,
    browser,
    issuer,
    settings,
    tell,
)

from pursight.clock import StoppedClock
from pursight_server.alerts.builtin import BUILTIN

__all__ = ["browser", "issuer", "settings", "slapd"]
KIND = "identity_provider.sign_in_refused"


async def refusals(client: httpx.AsyncClient, kind: str = KIND) -> list[dict[str, Any]]:
    answer = await client.get("/api/v1/events", params={"limit": 200})
    assert SECRET not in answer.text
    assert VERIFIER not in answer.text
    return [one for one in reversed(answer.json()["items"]) if one["kind"] == kind]


async def reasons(client: httpx.AsyncClient) -> list[str]:
    return [one["after"]["reason"] for one in await refusals(client)]


async def code_of(browser: Browser, subject: str) -> str:
    back = await browser.back(await browser.to_provider(subject))
    assert back.status_code == 303, back.text
    return parse_qs(urlsplit(back.headers["location"]).query)["code"][0]


async def test_every_reason_is_written_down_and_nobody_is_told(
    browser: Browser, client: httpx.AsyncClient, issuer: str, clock: StoppedClock
) -> None:
    tell(issuer, "ada", email="ada@example.com")
    said = {
        name: values[0]
        for name, values in parse_qs(urlsplit(await browser.to_provider("ada")).query).items()
    }
    callback = "/api/v1/sessions/provider/callback"
    answers = [await browser.server.get(callback, params=said | {"iss": "https://another.test"})]
    url = (await browser.begin()).json()["authorization_url"]
    state = parse_qs(urlsplit(url).query)["state"][0]
    answers.append(
        await browser.server.get(callback, params={"state": state, "error": "access_denied"})
    )
    assert await reasons(client) == ["other_issuer", "provider_refused"]
    code = await code_of(browser, "ada")
    assert (await browser.finish(code)).status_code == 201
    answers.append(await browser.finish(code))
    answers.append(await browser.finish(await code_of(browser, "ada"), "w" * 50))
    late = await code_of(browser, "ada")
    clock.advance(timedelta(minutes=2))
    answers.append(await browser.finish(late))
    found = await reasons(client)
    assert found[2:] == ["code_used", "other_console", "code_late"]
    assert {answer.status_code for answer in answers} == {401}
    for answer in answers:
        assert not any(reason in answer.text for reason in found)
    last = (await refusals(client))[-1]
    assert last["after"]["person_id"] is not None
    for hidden in (code, late, said["code"], state):
        assert hidden not in str(await refusals(client))


async def test_who_is_not_known_or_locked_out_here_is_in_the_log(
    client: httpx.AsyncClient, anonymous: httpx.AsyncClient, issuer: str
) -> None:
    made = await add(client, issuer, creates_persons=False, trusts_email=True)
    browser = Browser(anonymous, made["id"])
    tell(issuer, "stranger", email="stranger@example.com", email_verified=True)
    await browser.back(await browser.to_provider("stranger"))
    assert await reasons(client) == ["sign_in.not_known_here"]
    assert (await refusals(client))[0]["subject_id"] == made["id"]
    body = {"email": "stranger@example.com", "name": "S", "roles": []}
    person = (await client.post("/api/v1/persons", json=body)).json()
    code = await code_of(browser, "stranger")
    off = await client.patch(
        f"/api/v1/persons/{person['id']}",
        json={"disabled": True},
        headers={"If-Match": f'"{person["rev"]}"'},
    )
    assert off.status_code == 200, off.text
    assert (await browser.finish(code)).status_code == 401
    assert (await reasons(client))[-1] == "person_disabled"


async def test_what_was_never_begun_writes_nothing(
    browser: Browser, client: httpx.AsyncClient
) -> None:
    url = (await browser.begin()).json()["authorization_url"]
    state = parse_qs(urlsplit(url).query)["state"][0]
    for wrong in (state[:-4] + "AAAA", "", "pss1.x.y"):
        answer = await browser.server.get(
            "/api/v1/sessions/provider/callback", params={"state": wrong, "code": "x"}
        )
        assert answer.status_code == 401
    assert await refusals(client) == [], "or anybody could fill the log"


@pytest.mark.usefixtures("organisation")
async def test_somebody_of_the_directory_who_may_not_come_in_is_in_the_log(
    client: httpx.AsyncClient, anonymous: httpx.AsyncClient, slapd: Slapd
) -> None:
    await set_up(client, slapd, creates_persons=False)
    assert (await enter(anonymous)).status_code == 401
    [event] = await refusals(client, "directory.sign_in_refused")
    assert event["after"] == {"reason": "sign_in.not_known_here"}


def test_a_rule_that_comes_along_counts_them() -> None:
    [rule] = [one for one in BUILTIN if KIND in one.kinds]
    assert "directory.sign_in_refused" in rule.kinds
