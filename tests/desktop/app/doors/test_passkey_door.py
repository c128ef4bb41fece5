"""Signing in with a passkey from the console: real server, the page's own script, a soft key."""

import asyncio
import json
import shutil
import subprocess
from pathlib import Path
from urllib.parse import urlsplit

import httpx
import pytest
from tests.desktop.app.doors.conftest import EMAIL, PASSWORD
from tests.desktop.patience import until
from tests.fakes.passkey_browser import PasskeyBrowser
from tests.fakes.software_authenticator import SoftwareAuthenticator

from pursight_desktop.app.entrance import SignInDoor
from pursight_desktop.session.account import Accounts
from pursight_server.access import passkey_page
from pursight_server.platform.services import Services

ORIGIN = "https://pursight.example.com"


@pytest.fixture
def stick(services: Services) -> SoftwareAuthenticator:
    """Grace's stick; browsers reach the server by a name."""
    fields = {"public_url": ORIGIN}
    object.__setattr__(services, "settings", services.settings.model_copy(update=fields))
    return SoftwareAuthenticator(ORIGIN)


@pytest.fixture
async def registered(served: str, grace: None, stick: SoftwareAuthenticator) -> None:
    """Grace has added her stick, on the page."""
    async with httpx.AsyncClient(base_url=served) as client:
        body = {"organisation": "acme", "email": EMAIL, "password": PASSWORD}
        token = (await client.post("/api/v1/sessions", json=body)).json()["access_token"]
        headers = {"Authorization": f"Bearer {token}"}
        answer = await client.post("/api/v1/me/passkeys/page", json={}, headers=headers)
        page = PasskeyBrowser(client, stick, answer.json()["url"])
        await page.open()
        assert page.text("title") == "Passkeys of Grace"
        assert page.address() == "", "the ticket is taken out of the address"
        await page.press("add")
        assert "name first" in page.text("problem")
        page.type("name", "<img src=x onerror=alert(1)>")
        await page.press("add")
        assert page.text("problem") == ""
        assert page.text("list").startswith("<img src=x onerror=alert(1)>")
        assert page.visible("codes")
        assert len(page.text("codelist").split()) == 10
        again = PasskeyBrowser(client, stick, answer.json()["url"])
        await again.open()
        assert "not open any more" in again.text("problem")
        await page.press("add")
        assert "name first" in page.text("problem")


class Person:
    """Goes on in the browser when the console opens it."""

    def __init__(self, served: str, stick: SoftwareAuthenticator) -> None:
        self.served, self.stick = served, stick
        self.opened: list[str] = []
        self.pages: list[PasskeyBrowser] = []
        self.tasks: list[asyncio.Task[None]] = []

    def open(self, url: str) -> None:
        self.opened.append(url)
        self.tasks.append(asyncio.get_running_loop().create_task(self._go(url)))

    async def _go(self, url: str) -> None:
        async with httpx.AsyncClient(base_url=self.served) as client:
            page = PasskeyBrowser(client, self.stick, url)
            self.pages.append(page)
            await page.open()
            assert page.visible("entering")
            page.refuses = True
            await page.press("show")
            assert page.text("problem") == "No passkey was shown. Try again."
            page.refuses = False
            await page.press("show")
            for to in page.went_to():
                await client.get(to)


@pytest.mark.usefixtures("registered")
async def test_whose_only_factor_is_a_passkey_signs_in_from_the_console(
    served: str,
    stick: SoftwareAuthenticator,
    door: SignInDoor,
    came: list[object],
    accounts: Accounts,
) -> None:
    door.email.setText(EMAIL)
    door.show()
    door.password.setText(PASSWORD)
    door.submit()
    await until(lambda: door.second is not None)
    assert door.second is not None
    await until(door.second.passkey.isVisible)
    assert "passkey in the browser" in door.second.text.text()
    person = Person(served, stick)
    door.second.passkey.open_browser = person.open
    door.second.passkey.button.click()
    await until(lambda: bool(came))
    assert len(person.opened) == 1
    assert not urlsplit(person.opened[0]).query, "nothing of it is in any log"
    account = accounts.last()
    assert account is not None
    assert account.email == EMAIL
    assert person.pages[0].paths == [
        "/api/v1/sessions/browser/ask", "/api/v1/sessions/browser/ask",
        "/api/v1/sessions/browser/answer",
    ]  # fmt: skip


@pytest.mark.usefixtures("registered")
async def test_a_passkey_alone_opens_the_console(
    served: str, stick: SoftwareAuthenticator, door: SignInDoor, came: list[object]
) -> None:
    door.show()
    door.elsewhere.ask_button.click()
    await until(door.elsewhere.passkey.isVisible)
    opened: list[str] = []
    door.elsewhere.passkey.open_browser = opened.append
    door.elsewhere.passkey.button.click()
    await until(lambda: bool(opened))
    door.elsewhere.passkey.stop_button.click()
    await until(lambda: "stopped" in door.error.text())
    await until(door.elsewhere.passkey.button.isEnabled)
    door.elsewhere.passkey.open_browser = Person(served, stick).open
    door.elsewhere.passkey.button.click()
    await until(lambda: bool(came))


@pytest.mark.usefixtures("registered")
async def test_the_page_sends_the_browser_nowhere_but_to_a_console(
    served: str, stick: SoftwareAuthenticator
) -> None:
    async with httpx.AsyncClient(base_url=served) as client:
        for bare in ("/passkeys", "/passkeys#sign-in=", "/passkeys#x=https://evil.test/"):
            page = PasskeyBrowser(client, stick, f"{ORIGIN}{bare}")
            await page.open()
            assert not page.visible("entering")
            assert "opened from PurSight" in page.text("text")
            assert page.paths == []
        for to in ("https://evil.test/", "javascript:alert(1)", "http://127.0.0.1.evil.test:1/",
                   "http://127.0.0.1:1@evil.test/"):  # fmt: skip
            transport = httpx.MockTransport(lambda request, to=to: _lying(request, to))
            async with httpx.AsyncClient(base_url=served, transport=transport) as liar:
                page = PasskeyBrowser(liar, stick, f"{ORIGIN}/passkeys#sign-in=psb1.x.y")
                await page.open()
                await page.press("show")
                assert page.went_to() == [], to


def _lying(request: httpx.Request, to: str) -> httpx.Response:
    files = Path(passkey_page.__path__[0])
    if request.method == "GET":
        name = "page.js" if request.url.path.endswith(".js") else "page.html"
        return httpx.Response(200, text=(files / name).read_text(encoding="utf-8"))
    if request.url.path.endswith("/ask"):
        options = {"challenge": "AAAA", "rpId": "x", "allowCredentials": []}
        return httpx.Response(200, json={"options": options})
    return httpx.Response(200, text=json.dumps({"return_to": to}))


def test_the_script_is_sound() -> None:
    node = shutil.which("node")
    if node is None:
        pytest.skip("not run: needs node; the script runs in Qt's engine in the tests above")
    script = Path(passkey_page.__path__[0]) / "page.js"
    subprocess.run([node, "--check", str(script)], check=True, timeout=60)
