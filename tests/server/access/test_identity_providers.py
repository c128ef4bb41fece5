"""Signing in with a real provider process: through the browser and back; groups become roles."""

import subprocess
import sys
import time
from collections.abc import Iterator
from typing import Any
from urllib.parse import parse_qs, urlsplit

import httpx
import psycopg
import pytest
from tests.builders.ports import free_port
from tests.server.access.at_the_door import bearer

from pursight_server.access.model import Role
from pursight_server.access.oidc.flow import s256
from pursight_server.organisations.model import Organisation
from pursight_server.platform.settings import Settings

PUBLIC = "https://pursight.example.com"
RETURN = "http://127.0.0.1:49152/back"
VERIFIER = "v" * 50
SECRET = "a secret of the client's"


@pytest.fixture
def settings(settings: Settings) -> Settings:
    """Settings of a server that asks a provider on this machine."""
    return settings.model_copy(update={"public_url": PUBLIC, "providers_on_loopback": True})


@pytest.fixture(scope="module")
def issuer() -> Iterator[str]:
    """A provider in a process of its own."""
    port = free_port()
    command = [sys.executable, "-m", "oidc_provider_mock", "--port", str(port)]
    process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    try:
        for host in ("127.0.0.1", "localhost"):
            url = f"http://{host}:{port}"
        for _ in range(200):
            try:
                found = httpx.get(f"{url}/.well-known/openid-configuration").json()
                break
            except httpx.HTTPError:
                time.sleep(0.1)
        yield str(found["issuer"])
    finally:
        process.terminate()
        process.wait()


class Browser:
    """A person's browser, and the console beside it."""

    def __init__(self, anonymous: httpx.AsyncClient, provider_id: str) -> None:
        self.server, self.provider_id = anonymous, provider_id

    async def begin(self, **other: Any) -> httpx.Response:
        body = {
            "organisation": "acme", "provider_id": self.provider_id, "return_to": RETURN,
            "state": "the console's own state", "code_challenge": s256(VERIFIER), **other,
        }  # fmt: skip
        return await self.server.post("/api/v1/sessions/provider/begin", json=body)

    async def to_provider(self, subject: str) -> str:
        """Sign in at the provider; gives where it sends the browser back."""
        url = (await self.begin()).json()["authorization_url"]
        async with httpx.AsyncClient() as outside:
            assert (await outside.get(url)).status_code == 200
            answer = await outside.post(url, data={"sub": subject})
        assert answer.status_code == 302, answer.text
        return str(answer.headers["location"])

    async def back(self, location: str) -> httpx.Response:
        assert location.startswith(f"{PUBLIC}/api/v1/sessions/provider/callback?")
        return await self.server.get(location.removeprefix(PUBLIC))

    async def finish(self, code: str, verifier: str = VERIFIER) -> httpx.Response:
        body = {"code": code, "code_verifier": verifier, "device": "ada-laptop"}
        return await self.server.post("/api/v1/sessions/provider", json=body)

    async def sign_in(self, subject: str) -> httpx.Response:
        back = await self.back(await self.to_provider(subject))
        assert back.status_code == 303, back.text
        said = parse_qs(urlsplit(back.headers["location"]).query)
        assert said["state"] == ["the console's own state"]
        return await self.finish(said["code"][0])


def tell(issuer: str, subject: str, **claims: Any) -> None:
    """Tell the provider about somebody."""
    httpx.put(f"{issuer}/users/{subject}", json=claims).raise_for_status()


async def add(client: httpx.AsyncClient, issuer: str, **other: Any) -> dict[str, Any]:
    body = {
        "name": "Sign-on", "issuer": issuer, "client_id": "pursight", "client_secret": SECRET,
        "groups_claim": "groups", "creates_persons": True,
        "role_map": {"stewards": ["data_steward"], "watchers": ["auditor"]}, **other,
    }  # fmt: skip
    answer = await client.post("/api/v1/identity-providers", json=body)
    assert answer.status_code == 201, answer.text
    made: dict[str, Any] = answer.json()
    return made


@pytest.fixture
async def browser(
    client: httpx.AsyncClient, anonymous: httpx.AsyncClient, issuer: str, organisation: Organisation
) -> Browser:
    """A browser of an organisation with that provider."""
    return Browser(anonymous, (await add(client, issuer))["id"])


async def test_somebody_comes_for_the_first_time_and_again(browser: Browser, issuer: str) -> None:
    tell(issuer, "grace", email="grace@example.com", name="Grace", groups=["stewards", "other"])
    opened = await browser.sign_in("grace")
    assert opened.status_code == 201, opened.text
    person = opened.json()["person"]
    assert (person["email"], person["name"]) == ("grace@example.com", "Grace")
    assert person["roles"] == ["data_steward"]
    headers = bearer(opened.json()["access_token"])
    [session] = (await browser.server.get("/api/v1/sessions", headers=headers)).json()
    assert (session["methods"], session["device"]) == (["provider"], "ada-laptop")
    tell(issuer, "grace", email="another@example.com", name="Grace", groups=["watchers"])
    again = (await browser.sign_in("grace")).json()["person"]
    assert again["id"] == person["id"], "by the provider's name for her, not by the address"
    assert again["email"] == "grace@example.com"
    assert again["roles"] == ["auditor"], "a group that was taken away takes its role along"
    tell(issuer, "grace", email="another@example.com", name="Grace")
    assert (await browser.sign_in("grace")).json()["person"]["roles"] == []


async def test_an_address_links_nobody_unless_it_is_trusted_and_verified(
    browser: Browser, issuer: str, client: httpx.AsyncClient
) -> None:
    someone = {"email": "boss@example.com", "name": "Boss", "roles": ["data_user"]}
    boss = (await client.post("/api/v1/persons", json=someone)).json()
    url = f"/api/v1/identity-providers/{browser.provider_id}"

    async def comes(subject: str, *, verified: object, trusted: bool) -> httpx.Response:
        tell(issuer, subject, email="boss@example.com", email_verified=verified)
        now = next(iter((await client.get("/api/v1/identity-providers")).json()))
        kept = {k: v for k, v in now.items() if k not in {"id", "rev", "has_secret"}}
        body = {**kept, "trusts_email": trusted}
        changed = await client.put(url, json=body, headers={"If-Match": f'"{now["rev"]}"'})
        assert changed.status_code == 200, changed.text
        return await browser.back(await browser.to_provider(subject))

    for verified, trusted in ((True, False), (False, True), ("true", True), (None, True)):
        refused = await comes(f"m{verified}{trusted}", verified=verified, trusted=trusted)
        assert refused.status_code == 401, (verified, trusted)
        assert "location" not in refused.headers
    linked = await comes("real-boss", verified=True, trusted=True)
    assert linked.status_code == 303
    code = parse_qs(urlsplit(linked.headers["location"]).query)["code"][0]
    person = (await browser.finish(code)).json()["person"]
    assert (person["id"], person["roles"]) == (boss["id"], ["data_user"])


async def test_who_is_not_known_is_let_in_only_where_that_is_wanted(
    client: httpx.AsyncClient, anonymous: httpx.AsyncClient, issuer: str
) -> None:
    browser = Browser(anonymous, (await add(client, issuer, creates_persons=False))["id"])
    refused = await browser.back(await browser.to_provider("stranger@example.com"))
    assert (refused.status_code, "not here" in refused.text) == (401, True)


async def test_every_step_is_good_once(browser: Browser, issuer: str) -> None:
    tell(issuer, "once", email="once@example.com")
    location = await browser.to_provider("once")
    back = await browser.back(location)
    assert back.status_code == 303
    assert (await browser.back(location)).status_code == 401, "the redirect is replayed"
    code = parse_qs(urlsplit(back.headers["location"]).query)["code"][0]
    assert (await browser.finish(code)).status_code == 201
    assert (await browser.finish(code)).status_code == 401, "the code is replayed"
    stolen = await browser.back(await browser.to_provider("once"))
    code = parse_qs(urlsplit(stolen.headers["location"]).query)["code"][0]
    assert (await browser.finish(code, "w" * 50)).status_code == 401, "without the verifier"
    assert (await browser.finish(code)).status_code == 401, "and then it is used up"


@pytest.mark.parametrize(
    "return_to",
    [
        "https://evil.test/", "http://evil.test:80/", "http://127.0.0.1/", "http://localhost:1234/",
        "http://127.0.0.1.evil.test:80/", "http://127.0.0.1:80@evil.test/", "//evil.test:80/",
        "http://127.0.0.1:80\\@evil.test/", "javascript:alert(1)", "http://127.0.0.1:1/#x",
        "http://127.0.0.1:99999/", "http://127.0.0.1:80/\r\nSet-Cookie: a=b", "", "http://[::2]:1/",
    ],
)  # fmt: skip
async def test_the_browser_is_sent_to_no_other_place(browser: Browser, return_to: str) -> None:
    answer = await browser.begin(return_to=return_to)
    assert (answer.status_code, answer.json()["code"]) == (422, "provider.bad_return")


async def test_what_was_not_begun_here_is_refused(
    browser: Browser, issuer: str, other_organisation: Organisation
) -> None:
    tell(issuer, "x", email="x@example.com")
    location = urlsplit(await browser.to_provider("x"))
    said = {k: v[0] for k, v in parse_qs(location.query).items()}
    state = said["state"]
    wrong: list[dict[str, str]] = [
        {},
        {"state": state[:-4] + "AAAA"},
        {"state": ""},
        {"state": state.replace(state.split(".")[1], other_organisation.id.hex)},
        {"state": "pss1.x.y"},
    ]
    for change in wrong[1:]:
        asked = {**said, **change}
        answer = await browser.server.get("/api/v1/sessions/provider/callback", params=asked)
        assert answer.status_code == 401, change
    mixed = {**said, "iss": "https://another.test"}
    answer = await browser.server.get("/api/v1/sessions/provider/callback", params=mixed)
    assert answer.status_code == 401, "another provider's answer"
    location2 = {"state": (await denied(browser))["state"], "error": "access_denied"}
    answer = await browser.server.get("/api/v1/sessions/provider/callback", params=location2)
    assert answer.status_code == 401


async def denied(browser: Browser) -> dict[str, str]:
    url = (await browser.begin()).json()["authorization_url"]
    return {k: v[0] for k, v in parse_qs(urlsplit(url).query).items()}


async def test_what_the_provider_is_asked_for(browser: Browser) -> None:
    asked = await denied(browser)
    assert asked["response_type"] == "code"
    assert asked["redirect_uri"] == f"{PUBLIC}/api/v1/sessions/provider/callback"
    assert asked["code_challenge_method"] == "S256"
    assert len(asked["code_challenge"]) == 43
    assert asked["code_challenge"] != s256(VERIFIER), "a verifier of our own"
    assert asked["scope"].split()[0] == "openid"
    again = await denied(browser)
    for name in ("state", "nonce", "code_challenge"):
        assert asked[name] != again[name]


async def test_secrets_are_kept_sealed_and_never_told(
    browser: Browser, client: httpx.AsyncClient, superuser_dsn: str
) -> None:
    listed = await client.get("/api/v1/identity-providers")
    assert listed.json()[0]["has_secret"] is True
    asked = await denied(browser)
    events = await client.get("/api/v1/events", params={"limit": 200})
    with psycopg.connect(superuser_dsn) as connection:
        rows = connection.execute(
            "SELECT p::text || encode(client_secret, 'escape') FROM identity_provider p"
            " UNION ALL SELECT f::text || encode(verifier, 'escape') FROM provider_flow f"
        ).fetchall()
    text = "\n".join([listed.text, events.text, *(row[0] for row in rows)])
    assert "identity_provider.added" in text
    for hidden in (SECRET, asked["state"], asked["state"].rpartition(".")[2]):
        assert hidden not in text


async def test_providers_are_chosen_and_administered(
    browser: Browser, client: httpx.AsyncClient, issuer: str, sign_in: Any
) -> None:
    async def shown(slug: str) -> list[str]:
        answer = await browser.server.post(
            "/api/v1/sessions/providers", json={"organisation": slug}
        )
        return [one["name"] for one in answer.json()]

    assert (await shown("acme"), await shown("nowhere")) == (["Sign-on"], [])
    reader = await sign_in(Role.DATA_STEWARD)
    assert (await reader.get("/api/v1/identity-providers")).status_code == 403
    for bad in ("http://evil.test", "https://user@evil.test", "file:///etc/passwd", "https://"):
        body = {"name": "X", "issuer": bad, "client_id": "x"}
        answer = await client.post("/api/v1/identity-providers", json=body)
        assert answer.json()["code"] == "provider.bad_address", bad
    same = {"name": "Sign-on", "issuer": issuer, "client_id": "x"}
    assert (await client.post("/api/v1/identity-providers", json=same)).status_code == 409
    url = f"/api/v1/identity-providers/{browser.provider_id}"
    off = {**same, "enabled": False}
    assert (await client.put(url, json=off)).status_code == 428
    assert (await client.put(url, json=off, headers={"If-Match": '"1"'})).status_code == 200
    assert await shown("acme") == []
    assert (await browser.begin()).json()["code"] == "provider.unknown"
    assert (await client.delete(url)).status_code == 204
    assert (await client.delete(url)).status_code == 404


async def test_a_second_factor_is_asked_for_unless_the_provider_vouches(
    browser: Browser, issuer: str, client: httpx.AsyncClient
) -> None:
    tell(issuer, "mfa", email="mfa@example.com", groups=["watchers"])
    policy = {"second_factor_roles": ["auditor"]}
    url = "/api/v1/organisation/sign-in"
    await client.put(url, json=policy, headers={"If-Match": '"0"'})
    first = await browser.sign_in("mfa")
    assert (first.status_code, first.json().get("must_enrol")) == (202, True), first.text
    now = (await client.get("/api/v1/identity-providers")).json()
    kept = {k: v for k, v in now[0].items() if k not in {"id", "rev", "has_secret"}}
    body = {**kept, "vouches_for_second_factor": True}
    await client.put(
        f"/api/v1/identity-providers/{browser.provider_id}", json=body, headers={"If-Match": "*"}
    )
    second = await browser.sign_in("mfa")
    assert second.status_code == 201
    token = second.json()["access_token"]
    assert (await browser.server.get("/api/v1/me", headers=bearer(token))).status_code == 200


async def test_a_secret_is_kept_for_the_issuer_it_was_given_for(
    client: httpx.AsyncClient, issuer: str, organisation: Organisation
) -> None:
    made = await add(client, issuer)
    url = f"/api/v1/identity-providers/{made['id']}"
    kept = {k: v for k, v in made.items() if k not in {"id", "rev", "has_secret"}}
    other = kept | {"issuer": "https://evil.example.com"}
    tag = {"If-Match": f'"{made["rev"]}"'}
    refused = await client.put(url, json=other, headers=tag)
    assert (refused.status_code, refused.json()["code"]) == (422, "provider.secret_needed")
    without = await client.put(url, json=other | {"client_secret": ""}, headers=tag)
    assert without.status_code == 200, without.text
    assert without.json()["has_secret"] is False


async def test_others_are_told_where_to_send_browsers_and_accounts(
    client: httpx.AsyncClient, sign_in: Any
) -> None:
    path = "/api/v1/organisation/sign-in/addresses"
    told = (await client.get(path)).json()
    assert told == {
        "redirect": f"{PUBLIC}/api/v1/sessions/provider/callback",
        "scim": f"{PUBLIC}/scim/v2",
    }
    steward = await sign_in(Role.DATA_STEWARD)
    assert (await steward.get(path)).status_code == 403
