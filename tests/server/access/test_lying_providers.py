"""Providers that lie, and addresses that are not a provider's: nobody gets in, nothing is asked."""

from collections.abc import Iterator
from typing import Any
from urllib.parse import parse_qs, urlsplit

import httpx
import pytest
from joserfc.jwk import OctKey, RSAKey
from tests.fakes.lying_provider import LyingProvider
from tests.server.access.test_identity_providers import PUBLIC, SECRET, Browser, add

from pursight.clock import StoppedClock
from pursight_server.access.oidc.fetching import (
    BadProviderAddress,
    Provider,
    ProviderUnavailable,
)
from pursight_server.organisations.model import Organisation
from pursight_server.platform.settings import Settings


@pytest.fixture
def settings(settings: Settings) -> Settings:
    """Settings of a server that asks a provider on this machine."""
    return settings.model_copy(update={"public_url": PUBLIC, "providers_on_loopback": True})


@pytest.fixture
def liar() -> Iterator[LyingProvider]:
    """A provider that lies as it is told."""
    provider = LyingProvider()
    provider.start()
    yield provider
    provider.stop()


@pytest.fixture
async def browser(
    client: httpx.AsyncClient,
    anonymous: httpx.AsyncClient,
    liar: LyingProvider,
    organisation: Organisation,
) -> Browser:
    """A browser of an organisation with that provider."""
    return Browser(anonymous, (await add(client, liar.issuer))["id"])


async def come_back(browser: Browser, liar: LyingProvider, nonce: str = "") -> httpx.Response:
    """Come back from the provider as if one had signed in there."""
    url = (await browser.begin()).json()["authorization_url"]
    asked = {k: v[0] for k, v in parse_qs(urlsplit(url).query).items()}
    liar.nonce = nonce or asked["nonce"]
    params = {"state": asked["state"], "code": "a code", "iss": liar.issuer}
    return await browser.server.get("/api/v1/sessions/provider/callback", params=params)


async def test_the_code_is_traded_with_verifier_and_secret(
    browser: Browser, liar: LyingProvider
) -> None:
    assert (await come_back(browser, liar)).status_code == 303
    [form], [headers] = liar.asked, liar.headers
    assert form["redirect_uri"] == f"{PUBLIC}/api/v1/sessions/provider/callback"
    assert len(form["code_verifier"]) >= 43
    assert headers["authorization"].startswith("Basic ")
    assert "client_secret" not in form


@pytest.mark.parametrize(
    "claims",
    [
        {"iss": "https://another.test"}, {"iss": None}, {"aud": "another client"}, {"aud": None},
        {"aud": ["pursight", "another"]}, {"aud": ["another"]}, {"azp": "another client"},
        {"aud": ["pursight", "another"], "azp": "another"}, {"exp": 1}, {"exp": None},
        {"exp": "later"}, {"exp": True}, {"iat": 4102444800}, {"iat": None}, {"nonce": None},
        {"nonce": "of another sign-in"}, {"nonce": ""}, {"sub": None}, {"sub": ""}, {"sub": 7},
        {"sub": "x" * 256},
    ],
    ids=str,
)  # fmt: skip
async def test_a_token_that_is_not_for_this_sign_in_is_refused(
    browser: Browser, liar: LyingProvider, claims: dict[str, Any]
) -> None:
    liar.claims = claims
    answer = await come_back(browser, liar)
    assert answer.status_code == 401
    assert "location" not in answer.headers


async def test_a_token_that_the_provider_has_not_signed_is_refused(
    browser: Browser, liar: LyingProvider
) -> None:
    liar.signs_with = RSAKey.generate_key(2048)
    assert (await come_back(browser, liar)).status_code == 401
    liar.signs_with, liar.algorithm = OctKey.import_key(SECRET), "HS256"
    assert (await come_back(browser, liar)).status_code == 401, "by a secret that others know too"
    liar.signs_with, liar.algorithm = None, "none"
    liar.token = lambda: "eyJhbGciOiJub25lIn0.eyJzdWIiOiJhZGEtMSJ9."  # type: ignore[method-assign]
    assert (await come_back(browser, liar)).status_code == 401


async def test_a_nonce_of_another_browser_is_refused(browser: Browser, liar: LyingProvider) -> None:
    assert (await come_back(browser, liar, nonce="of another")).status_code == 401


async def test_a_provider_that_calls_itself_otherwise_or_misbehaves_fails_closed(
    browser: Browser, liar: LyingProvider, clock: StoppedClock
) -> None:
    liar.issuer += "/"
    assert (await browser.begin()).json()["code"] == "provider.unavailable"
    liar.issuer = liar.address
    liar.redirects = "http://169.254.169.254/latest/meta-data/"
    assert (await browser.begin()).json()["code"] == "provider.unavailable"
    liar.redirects, liar.padding = "", 600_000
    assert (await browser.begin()).json()["code"] == "provider.unavailable"
    liar.padding = 0
    liar.get = lambda _path: {  # type: ignore[method-assign]
        "issuer": liar.issuer,
        "authorization_endpoint": "https://x.test/a",
        "token_endpoint": "http://169.254.169.254/token",
        "jwks_uri": "https://x.test/j",
    }
    assert (await browser.begin()).json()["code"] == "provider.bad_address"


@pytest.mark.parametrize(
    "url",
    [
        "http://idp.example.com/", "https://127.0.0.1/", "https://localhost/", "https://[::1]/",
        "https://0.0.0.0/", "https://169.254.169.254/latest/meta-data/", "https://[fe80::1]/",
        "https://[::ffff:127.0.0.1]/", "https://[::ffff:169.254.169.254]/", "https://2130706433/",
        "https://127.1/", "https://user:word@idp.example.com/", "https://idp.example.com#@evil/",
        "ftp://idp.example.com/", "file:///etc/passwd", "https://224.0.0.1/", "https:///x",
        "https://idp.example.com:99999/", "gopher://127.0.0.1:25/", "",
    ],
)  # fmt: skip
async def test_no_other_place_is_asked(url: str) -> None:
    with pytest.raises((BadProviderAddress, ProviderUnavailable)) as refused:
        await Provider(loopback=False).get(url)
    assert isinstance(refused.value, BadProviderAddress), refused.value


async def test_a_name_that_points_elsewhere_is_looked_at_once(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    asked: list[str] = []

    async def resolve(_self: object, host: str, port: int, **_named: object) -> list[Any]:
        asked.append(host)
        address = "192.0.2.1" if len(asked) > 1 else "127.0.0.1"
        return [(2, 1, 6, "", (address, port))]

    monkeypatch.setattr("asyncio.base_events.BaseEventLoop.getaddrinfo", resolve)
    with pytest.raises(BadProviderAddress):
        await Provider(loopback=False).get("https://rebinding.test/")
    assert asked == ["rebinding.test"]
