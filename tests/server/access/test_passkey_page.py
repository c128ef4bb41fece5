"""The page for passkeys over HTTP: signing in on it, one's own passkeys, what it must not do."""

import re
from datetime import timedelta
from typing import Any
from urllib.parse import parse_qs, urlsplit

import httpx
import pytest
from tests.fakes.software_authenticator import SoftwareAuthenticator
from tests.server.access.at_the_door import Door, bearer
from tests.server.access.test_passkeys import ORIGIN, add, settings, stick

from pursight.clock import StoppedClock
from pursight_server.access.oidc.flow import s256
from pursight_server.organisations.model import Organisation

__all__ = ["settings", "stick"]
BROWSER, PAGE = "/api/v1/sessions/browser", "/api/v1/passkey-page"
RETURN, STATE, VERIFIER = "http://127.0.0.1:49152/signed-in", "the console's own state", "v" * 50


async def begin(door: Door, **other: str) -> httpx.Response:
    body = {"return_to": RETURN, "state": STATE, "code_challenge": s256(VERIFIER), **other}
    return await door.client.post(f"{BROWSER}/begin", json=body)


async def ticket(door: Door, **other: str) -> str:
    answer = await begin(door, **other)
    assert answer.status_code == 200, answer.text
    url = urlsplit(answer.json()["url"])
    assert (f"{url.scheme}://{url.netloc}", url.path, url.query) == (ORIGIN, "/passkeys", "")
    return url.fragment.removeprefix("sign-in=")


async def show(door: Door, stick: SoftwareAuthenticator, ticket: str) -> httpx.Response:
    asked = await door.client.post(f"{BROWSER}/ask", json={"ticket": ticket})
    assert asked.status_code == 200, asked.text
    credential = stick.get(asked.json()["options"])
    body = {"ticket": ticket, "credential": credential}
    return await door.client.post(f"{BROWSER}/answer", json=body)


async def code(door: Door, stick: SoftwareAuthenticator, ticket: str) -> str:
    answer = await show(door, stick, ticket)
    assert answer.status_code == 200, answer.text
    to = answer.json()["return_to"]
    assert to.startswith(f"{RETURN}?")
    said = parse_qs(urlsplit(to).query)
    assert said["state"] == [STATE]
    return said["code"][0]


async def finish(door: Door, code: str, verifier: str = VERIFIER) -> httpx.Response:
    body = {"code": code, "code_verifier": verifier, "device": "ada-laptop"}
    return await door.client.post(BROWSER, json=body)


def refused(answer: httpx.Response) -> bool:
    return (answer.status_code, answer.json()["code"]) == (401, "sign_in.code_refused")


async def test_a_passkey_on_the_page_is_the_second_step(
    door: Door, stick: SoftwareAuthenticator
) -> None:
    await add(door, stick)
    stick.verifies = False
    opened = await finish(
        door, await code(door, stick, await ticket(door, challenge=await door.challenge()))
    )
    assert opened.status_code == 201, opened.text
    headers = bearer(opened.json()["access_token"])
    sessions = (await door.client.get("/api/v1/sessions", headers=headers)).json()
    mine = next(one for one in sessions if one["current"])
    assert mine["methods"] == ["password", "passkey"]
    assert mine["device"] == "ada-laptop"


async def test_a_passkey_alone_has_to_know_who_is_there(
    door: Door, stick: SoftwareAuthenticator
) -> None:
    await add(door, stick)
    opened = await finish(door, await code(door, stick, await ticket(door, organisation="acme")))
    assert opened.status_code == 201, opened.text
    stick.verifies = False
    assert refused(await show(door, stick, await ticket(door, organisation="acme")))


async def test_everything_is_good_once_and_for_one_console(
    door: Door, stick: SoftwareAuthenticator, clock: StoppedClock
) -> None:
    await add(door, stick)
    half = await door.challenge()
    one = await ticket(door, challenge=half)
    got = await code(door, stick, one)
    asked = await door.client.post(f"{BROWSER}/ask", json={"ticket": one})
    assert refused(asked), "the ticket is used up"
    assert refused(await begin(door, challenge=half)), "and so is the half sign-in"
    assert (await finish(door, got)).status_code == 201
    assert refused(await finish(door, got)), "the code is replayed"
    stolen = await code(door, stick, await ticket(door, organisation="acme"))
    assert refused(await finish(door, stolen, "w" * 50)), "without the console's verifier"
    assert refused(await finish(door, stolen)), "and then it is used up"
    late = await code(door, stick, await ticket(door, organisation="acme"))
    clock.advance(timedelta(seconds=61))
    assert refused(await finish(door, late))
    old = await ticket(door, organisation="acme")
    clock.advance(timedelta(minutes=6))
    assert refused(await door.client.post(f"{BROWSER}/ask", json={"ticket": old}))


async def test_forged_answers_and_foreign_tokens_open_nothing(
    door: Door, stick: SoftwareAuthenticator, other_organisation: Organisation
) -> None:
    await add(door, stick)
    stranger = SoftwareAuthenticator(ORIGIN, credential_id=stick.credential_id, count=99)
    evil = SoftwareAuthenticator("https://evil.test", key=stick.key, count=99)
    evil.credential_id = stick.credential_id
    for wrong in (stranger, evil, SoftwareAuthenticator(ORIGIN)):
        assert refused(await show(door, wrong, await ticket(door, organisation="acme")))
    good = await ticket(door, organisation="acme")
    elsewhere = good.replace(good.split(".")[1], other_organisation.id.hex)
    half = await door.challenge()
    for token in (
        elsewhere,
        good[:-4] + "AAAA",
        half,
        "psb1.x.yyyyyy",
        good.replace("psb1", "pss1"),
    ):
        assert refused(await door.client.post(f"{BROWSER}/ask", json={"ticket": token})), token
    callback = await door.client.get(
        "/api/v1/sessions/provider/callback", params={"state": good, "code": "x"}
    )
    assert callback.status_code == 401, "a ticket is no provider's state"
    nobody = await ticket(door, organisation="nowhere")
    assert len(nobody) == len(good)
    assert refused(await door.client.post(f"{BROWSER}/ask", json={"ticket": nobody}))


@pytest.mark.parametrize(
    "return_to",
    ["https://evil.test/", "http://127.0.0.1.evil.test:80/", "http://localhost:1234/",
     "http://127.0.0.1:80@evil.test/", "javascript:alert(1)", "//evil.test:80/", ""],
)  # fmt: skip
async def test_the_browser_is_sent_to_no_other_place(door: Door, return_to: str) -> None:
    answer = await begin(door, organisation="acme", return_to=return_to)
    assert (answer.status_code, answer.json()["code"]) == (422, "provider.bad_return")


async def open_page(door: Door, token: str) -> tuple[str, dict[str, Any]]:
    answer = await door.post(token, "/me/passkeys/page")
    assert answer.status_code == 200, answer.text
    url = urlsplit(answer.json()["url"])
    one = url.fragment.removeprefix("passkeys=")
    opened = await door.client.post(f"{PAGE}/enter", json={"ticket": one})
    assert opened.status_code == 200, opened.text
    return one, opened.json()


async def test_one_adds_and_removes_ones_own_on_the_page(
    door: Door, stick: SoftwareAuthenticator
) -> None:
    token = (await door.password()).json()["access_token"]
    _, page = await open_page(door, token)
    assert (page["email"], page["passkeys"]) == ("ada@example.com", [])
    asked = (await door.client.post(f"{PAGE}/options", json={"page": page["page"]})).json()
    body = {
        "page": page["page"], "challenge": asked["challenge"], "name": "<b>Stick</b>",
        "credential": stick.create(asked["options"]),
    }  # fmt: skip
    added = await door.client.post(f"{PAGE}/add", json=body)
    assert added.status_code == 201, added.text
    assert len(added.json()["recovery_codes"]) == 10
    [known] = added.json()["passkeys"]
    assert known["name"] == "<b>Stick</b>"
    assert (await door.password()).status_code == 202
    gone = await door.client.post(
        f"{PAGE}/remove", json={"page": page["page"], "passkey_id": known["id"]}
    )
    assert gone.json()["passkeys"] == []


async def test_the_page_ends_with_time_and_with_the_session(
    door: Door, clock: StoppedClock
) -> None:
    token = (await door.password()).json()["access_token"]
    used, page = await open_page(door, token)

    async def closed(path: str, **body: str) -> bool:
        answer = await door.client.post(f"{PAGE}/{path}", json=body)
        return (answer.status_code, answer.json()["code"]) == (401, "passkeys.page_closed")

    assert await closed("enter", ticket=used), "the ticket is replayed"
    assert await closed("enter", ticket=page["page"])
    assert await closed("options", page=used)
    assert await closed("options", page=await ticket(door, organisation="acme"))
    assert (await door.client.delete("/api/v1/sessions/current", headers=bearer(token))).is_success
    assert await closed("options", page=page["page"]), "the session behind it has ended"
    token = (await door.password()).json()["access_token"]
    _, page = await open_page(door, token)
    clock.advance(timedelta(minutes=11))
    assert await closed("options", page=page["page"])
    answer = await door.post(token, "/me/passkeys/page")
    assert answer.status_code in {401, 403}, "somebody who has only got hold of a token"


async def test_the_page_runs_nothing_but_its_own_script(door: Door) -> None:
    page = await door.client.get("/passkeys")
    assert page.headers["content-type"] == "text/html; charset=utf-8"
    policy = page.headers["content-security-policy"]
    rules = dict(part.strip().split(" ", 1) for part in policy.split(";"))
    assert rules["default-src"] == "'none'"
    assert rules["script-src"] == rules["style-src"] == rules["connect-src"] == "'self'"
    assert rules["frame-ancestors"] == rules["base-uri"] == rules["form-action"] == "'none'"
    assert "unsafe" not in policy
    assert page.headers["x-frame-options"] == "DENY"
    assert page.headers["referrer-policy"] == "no-referrer"
    assert page.headers["cache-control"] == "no-store"
    assert page.headers["x-content-type-options"] == "nosniff"
    assert re.findall(r"<script[^>]*>", page.text) == ['<script src="/passkeys/page.js" defer>']
    assert not re.search(r"<script[^>]*>[^<]", page.text)
    assert not re.search(r"\son\w+\s*=|<style|\sstyle=|javascript:|https?://", page.text)
    sources = re.findall(r'(?:src|href)="([^"]*)"', page.text)
    assert sources == ["/passkeys/page.css", "/passkeys/page.js"]
    script = await door.client.get("/passkeys/page.js")
    assert script.headers["content-type"] == "text/javascript; charset=utf-8"
    for never in (
        "innerHTML", "outerHTML", "insertAdjacent", "document.write", "eval(", "Function(",
        "localStorage", "sessionStorage", "document.cookie", "https://",
    ):  # fmt: skip
        assert never not in script.text, never
    style = await door.client.get("/passkeys/page.css")
    assert style.headers["content-type"] == "text/css; charset=utf-8"
    assert "url(" not in style.text
    assert "@import" not in style.text


async def test_a_server_without_a_name_for_browsers_has_no_page(
    door: Door, client: httpx.AsyncClient
) -> None:
    from pursight_server.platform.services import Services

    transport: Any = door.client._transport
    given: Services = transport.app.state.services
    before = given.settings
    object.__setattr__(given, "settings", before.model_copy(update={"public_url": ""}))
    answer = await begin(door, organisation="acme")
    assert answer.json()["code"] == "passkeys.no_public_url"
    object.__setattr__(given, "settings", before)
