"""The section of service accounts in the administration, against a real server."""

import httpx
import pytest
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from tests.desktop.views.online.administering import (
    ask,
    button,
    choose,
    open_form,
    opened,
    person,
    told,
)
from tests.desktop.views.online.conftest import until

from pursight_desktop.background.desk import Desk
from pursight_desktop.sync.console import Console
from pursight_desktop.views.administration.machines.forms import MachineForm
from pursight_desktop.views.administration.machines.section import MachinesSection
from pursight_desktop.views.administration.machines.tokens import (
    MachineTokenForm,
    MachineTokenSheet,
)

pytestmark = pytest.mark.usefixtures("theme")


async def test_an_account_is_added_and_its_token_is_shown_once(
    station: Desk, console: Console, served: str, anonymous: httpx.AsyncClient
) -> None:
    await person(console, "Ada", "data_user")
    screen, section = await opened(station, MachinesSection, "machines")
    section.add()
    form = await open_form(section, MachineForm)
    QTest.keyClicks(form.name, "nightly scans")
    form.owner.choose()
    await choose(form, "Ada")
    form.roles.ticks["data_user"].setChecked(True)
    form.confirm_button.click()
    await until(lambda: [row.name for row in section.rows()] == ["nightly scans"])
    await until(lambda: "Ada" in told(section))
    (await button(section, "Make a token…")).click()
    token_form = await open_form(section, MachineTokenForm)
    assert "catalog.read" in token_form.grid.ticks
    assert "rules.write" not in token_form.grid.ticks, "its roles do not allow it"
    QTest.keyClicks(token_form.name, "build server")
    assert not token_form.confirm_button.isEnabled()
    token_form.grid.ticks["catalog.read"].click()
    token_form.confirm_button.click()
    sheet = await open_form(section, MachineTokenSheet)
    sheet.line.copy()
    secret = QGuiApplication.clipboard().text()
    bearer = {"Authorization": f"Bearer {secret}"}
    assert (await anonymous.get("/api/v1/assets", headers=bearer)).status_code == 200
    assert (await anonymous.get("/api/v1/sources", headers=bearer)).status_code == 403
    sheet.accept()
    await until(lambda: "build server" in told(section))
    assert secret not in told(section)
    screen.close()


async def test_disabling_one_ends_its_tokens(
    station: Desk, console: Console, monkeypatch: pytest.MonkeyPatch
) -> None:
    owner = str(console.account.person_id)
    body = {"name": "nightly", "owner_id": owner, "roles": ["data_user"]}
    await ask(console, "POST", "/api/v1/service-accounts", json=body)
    screen, section = await opened(station, MachinesSection, "machines")
    asked: list[bool] = []
    monkeypatch.setattr(
        "pursight_desktop.views.administration.machines.section.ask",
        lambda *_, **how: asked.append(bool(how.get("danger"))) or True,
    )
    (await button(section, "Disable…")).click()
    await until(lambda: section.rows()[0].disabled)
    assert asked == [True]
    await button(section, "Enable")
    screen.close()
