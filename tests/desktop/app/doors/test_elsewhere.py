"""Signing in through the browser: a real provider, a real server, a port of the console's own."""

import asyncio
from uuid import UUID

import httpx
import pytest
from pytestqt.qtbot import QtBot
from tests.desktop.app.doors.conftest import TESTS
from tests.desktop.patience import until
from tests.server.access.test_identity_providers import tell

from pursight_desktop.app.entrance import Known, SignInDoor
from pursight_desktop.session.account import Account, Accounts
from pursight_desktop.session.secrets import REFRESH_TOKEN, KeyringVault
from pursight_server.access.model import Role
from pursight_server.access.oidc import administration
from pursight_server.access.store import IdentityProvider
from pursight_server.organisations.model import Organisation
from pursight_server.platform.services import Services


class Browser:
    """Does what a person does at the provider, on a thread of the test's loop."""

    def __init__(self, subject: str, *, server: str) -> None:
        self.subject, self.server = subject, server
        self.opened: list[str] = []
        self.pages: list[str] = []
        self.tasks: list[asyncio.Task[None]] = []

    def open(self, url: str) -> None:
        self.opened.append(url)
        self.tasks.append(asyncio.get_running_loop().create_task(self._go(url)))

    async def _go(self, url: str) -> None:
        async with httpx.AsyncClient() as client:
            answer = await client.post(url, data={"sub": self.subject})
            back = answer.headers["location"].replace("https://pursight.example.com", self.server)
            answer = await client.get(back)
            if answer.status_code == 303:
                strange = answer.headers["location"].replace("state=", "state=x")
                self.pages.append((await client.get(strange)).text)
                answer = await client.get(answer.headers["location"])
            self.pages.append(answer.text)


@pytest.fixture
def provided(services: Services) -> None:
    """Let the server ask a provider on this machine."""
    fields = {"public_url": "https://pursight.example.com", "providers_on_loopback": True}
    object.__setattr__(services, "settings", services.settings.model_copy(update=fields))


@pytest.fixture
async def provider(
    provided: None,
    services: Services,
    organisation: Organisation,
    issuer: str,
) -> UUID:
    """The organisation's provider."""
    now = services.clock.now()
    wanted = IdentityProvider(
        id=organisation.id, name="Sign-on", issuer=issuer, client_id="pursight",
        creates_persons=True, groups_claim="groups", role_map={"s": [Role.DATA_STEWARD]},
        created_at=now, changed_at=now,
    )  # fmt: skip
    async with services.database.unit_of_work(organisation.id, TESTS) as uow:
        return (await administration.add(uow, wanted, "secret")).id


@pytest.mark.usefixtures("provider")
async def test_the_browser_brings_a_session_back(  # noqa: PLR0917  fixtures
    served: str,
    issuer: str,
    vault: KeyringVault,
    door: SignInDoor,
    came: list[object],
    accounts: Accounts,
) -> None:
    await asyncio.to_thread(
        lambda: tell(issuer, "g", email="new@example.com", name="Newcomer", groups=["s"])
    )
    door.show()
    browser = Browser("g", server=served)
    door.elsewhere.open_browser = browser.open
    door.elsewhere.ask_button.click()
    await until(lambda: bool(came))
    assert len(browser.opened) == 1
    assert "You are signed in" in browser.pages[-1]
    assert "You are signed in" not in browser.pages[0], "a request with another state is nothing"
    account = accounts.last()
    assert account is not None
    assert (account.person_name, account.roles) == ("Newcomer", ("data_steward",))
    assert vault.get(account.key, REFRESH_TOKEN) is not None
    assert [one.button.text() for one in door.elsewhere.waits] == ["Sign in with Sign-on"]


@pytest.mark.usefixtures("provider", "grace")
async def test_another_person_does_not_get_into_somebodys_copy(  # noqa: PLR0917  fixtures
    served: str, issuer: str, vault: KeyringVault, qtbot: QtBot, accounts: Accounts, owner: Account
) -> None:
    await asyncio.to_thread(lambda: tell(issuer, "o", email="other@example.com", groups=["s"]))
    door = SignInDoor(vault, accounts, Known.of(owner))
    qtbot.addWidget(door)
    door.show()
    door.elsewhere.open_browser = Browser("o", server=served).open
    came: list[object] = []
    door.opened.connect(came.append)
    door.elsewhere.ask_button.click()
    await until(lambda: "other@example.com" in door.error.text())
    assert came == []
    await until(lambda: not door.busy.isVisible())


@pytest.mark.usefixtures("provider")
async def test_one_can_stop_waiting_for_the_browser(door: SignInDoor) -> None:
    door.show()
    opened: list[str] = []
    door.elsewhere.open_browser = opened.append
    door.elsewhere.ask_button.click()
    await until(lambda: bool(opened))
    (wait,) = door.elsewhere.waits
    assert wait.stop_button.isVisible()
    others = (door.button, door.elsewhere.passkey.button, wait.button)
    assert not any(one.isEnabled() for one in others), "one way at a time"
    wait.stop_button.click()
    await until(lambda: "stopped" in door.error.text())
    assert not wait.stop_button.isVisible()
    assert all(one.isEnabled() for one in others)


@pytest.mark.usefixtures("grace")
async def test_an_organisation_without_a_provider_says_so(door: SignInDoor) -> None:
    door.elsewhere.ask_button.click()
    await until(lambda: "signs in with passwords" in door.error.text())
