"""One's own account in the settings, against a real server: app, codes, password, sessions."""

import httpx
import pyotp
import pytest
from PySide6.QtWidgets import QDialog
from tests.desktop.views.online.conftest import EMAIL, PASSWORD, show, until

from pursight.clock import StoppedClock
from pursight_desktop.background.desk import Desk
from pursight_desktop.views.settings import sessions as sessions_part
from pursight_desktop.views.settings.security import SecurityCard
from pursight_desktop.views.settings.security_sheets import (
    AppSheet,
    PasswordSheet,
    PresenceSheet,
    RecoverySheet,
)
from pursight_desktop.views.settings.sessions import SessionsCard
from pursight_desktop.widgets.labels import Label
from pursight_server.platform.services import Services


async def sign_in(server: str, password: str = PASSWORD, device: str = "phone") -> httpx.Response:
    body = {"organisation": "acme", "email": EMAIL, "password": password, "device": device}
    async with httpx.AsyncClient(base_url=server) as client:
        return await client.post("/api/v1/sessions", json=body)


def told(card: SecurityCard | SessionsCard) -> str:
    return "\n".join(label.text() for label in card.findChildren(Label))


@pytest.mark.usefixtures("theme")
async def test_an_app_is_set_up_and_asked_for_then_taken_away(
    station: Desk, served: str, clock: StoppedClock
) -> None:
    card = SecurityCard(station)
    await show(card)
    await until(lambda: card.factors is not None)
    assert "not set up" in told(card)
    assert not card.codes_button.isVisible()
    card.app_button.click()
    assert isinstance(card.sheet, PresenceSheet)
    wrong = card.sheet
    wrong.password.setText("not the password")
    wrong.confirm_button.click()
    await until(wrong.problem.told)
    assert wrong.isVisible()
    wrong.password.setText(PASSWORD)
    wrong.confirm_button.click()
    await until(lambda: isinstance(card.sheet, AppSheet))
    assert isinstance(card.sheet, AppSheet)
    app, secret = card.sheet, card.sheet.secret.secret.text().replace(" ", "")
    app.code.setText(pyotp.TOTP(secret).at(clock.now()))
    app.confirm_button.click()
    await until(lambda: isinstance(card.sheet, RecoverySheet))
    assert isinstance(card.sheet, RecoverySheet)
    card.sheet.confirm_button.click()
    await until(card.codes_button.isVisible)
    assert "in use" in told(card)
    assert (await sign_in(served)).status_code == 202
    card.remove_button.click()
    assert isinstance(card.sheet, PresenceSheet)
    card.sheet.confirm_button.click()  # signed in just now: no password is needed
    await until(lambda: not card.remove_button.isVisible())
    assert (await sign_in(served)).status_code == 201
    card.close()


@pytest.mark.usefixtures("theme")
async def test_the_password_is_changed_and_the_old_one_opens_nothing(
    station: Desk, served: str
) -> None:
    card = SecurityCard(station)
    await show(card)
    await until(card.password_button.isEnabled)
    card.password_button.click()
    sheet = card.sheet
    assert isinstance(sheet, PasswordSheet)
    new = "entirely new words"
    sheet.present.setText(PASSWORD)
    sheet.new.setText(new)
    assert not sheet.confirm_button.isEnabled(), "it is typed twice"
    sheet.again.setText(new)
    done: list[int] = []
    sheet.finished.connect(done.append)
    sheet.confirm_button.click()
    await until(lambda: bool(done))
    assert done == [QDialog.DialogCode.Accepted]
    assert (await sign_in(served)).status_code == 401
    assert (await sign_in(served, new)).status_code == 201
    card.close()


@pytest.mark.usefixtures("theme")
async def test_sessions_are_listed_and_ended(
    station: Desk, served: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    tokens = [(await sign_in(served, device=f"phone {n}")).json() for n in (1, 2, 3)]

    async def alive() -> list[bool]:
        async with httpx.AsyncClient(base_url=served) as client:
            return [
                (
                    await client.get(
                        "/api/v1/me", headers={"Authorization": f"Bearer {one['access_token']}"}
                    )
                ).is_success
                for one in tokens
            ]

    card = SessionsCard(station)
    await show(card)
    await until(lambda: "phone 3" in told(card))
    assert "the server's own machine" in told(card)
    ends = {
        button.accessibleName(): button
        for button in card.findChildren(sessions_part.Button)
        if button.text() == "End"
    }
    assert len(ends) == 3
    ends["End the session of phone 2"].click()
    await until(lambda: "phone 2" not in told(card))
    assert await alive() == [True, False, True]
    monkeypatch.setattr(sessions_part, "ask", lambda *_args, **_named: True)
    card.end_others()
    await until(lambda: "phone 1" not in told(card))
    assert await alive() == [False, False, False]
    card.close()


@pytest.mark.usefixtures("theme")
async def test_the_page_of_passkeys_opens_in_the_browser(station: Desk, services: Services) -> None:
    card = SecurityCard(station)
    await show(card)
    await until(lambda: card.factors is not None)
    opened: list[str] = []
    card.open_browser = opened.append
    card.passkeys_button.click()
    sheet = card.sheet
    assert isinstance(sheet, PresenceSheet)
    sheet.confirm_button.click()
    await until(sheet.problem.told)
    assert opened == [], "the server does not know by which name browsers reach it"
    fields = {"public_url": "https://pursight.example.com"}
    object.__setattr__(services, "settings", services.settings.model_copy(update=fields))
    sheet.confirm_button.click()
    await until(lambda: bool(opened))
    assert opened[0].startswith("https://pursight.example.com/passkeys#passkeys=psc1.")
    card.close()
