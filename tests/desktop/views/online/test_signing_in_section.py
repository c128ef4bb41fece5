"""The section of signing in in the administration, against a real server and a real slapd."""

import asyncio
from typing import Any

import httpx
import pytest
from PySide6.QtGui import QGuiApplication
from tests.builders.slapd import Slapd
from tests.desktop.views.online.conftest import EMAIL, show, until
from tests.server.access.test_directories import STEWARDS, settings_of
from tests.server.access.test_directories import server as slapd

from pursight_desktop.background.desk import Desk
from pursight_desktop.background.place import Place
from pursight_desktop.sync.console import Console
from pursight_desktop.views.administration import make
from pursight_desktop.views.administration.screen import AdministrationScreen
from pursight_desktop.views.administration.signing_in import section as section_module
from pursight_desktop.views.administration.signing_in.directory_sheet import DirectorySheet
from pursight_desktop.views.administration.signing_in.provider_sheet import ProviderSheet
from pursight_desktop.views.administration.signing_in.rule_sheets import (
    LimitsSheet,
    NameSheet,
    SecondFactorSheet,
)
from pursight_desktop.views.administration.signing_in.section import SigningInSection
from pursight_server.platform.services import Services

__all__ = ["slapd"]
PLACE = Place("administration").having(section="signing_in")
SECRET = "a secret of the client's"


async def asked(console: Console, method: str, path: str, **content: Any) -> httpx.Response:
    going = console.engine.ask(lambda link: link.http.request(method, path, **content))
    return await asyncio.wrap_future(going)


@pytest.fixture
def provided(services: Services) -> None:
    """Let the server have a public name."""
    fields = {"public_url": "https://pursight.example.com", "providers_on_loopback": True}
    object.__setattr__(services, "settings", services.settings.model_copy(update=fields))


async def opened(station: Desk) -> SigningInSection:
    screen = make(station, PLACE)
    assert isinstance(screen, AdministrationScreen)
    await show(screen)
    section = screen.section()
    assert isinstance(section, SigningInSection)
    section.setProperty("kept", screen)
    await until(lambda: section.picture is not None)
    return section


def problem_of(sheet: Any) -> str:
    return str(sheet.told())


@pytest.mark.usefixtures("theme", "provided")
async def test_a_provider_is_added_changed_and_removed(
    station: Desk, console: Console, monkeypatch: pytest.MonkeyPatch
) -> None:
    section = await opened(station)
    section.providers.add_button.click()
    sheet = section.sheet
    assert isinstance(sheet, ProviderSheet)
    assert sheet.redirect is not None
    sheet.redirect.copy_button.click()
    copied = QGuiApplication.clipboard().text()
    assert copied == "https://pursight.example.com/api/v1/sessions/provider/callback"
    assert not sheet.confirm_button.isEnabled()
    sheet.name.setText("Sign-on")
    sheet.issuer.setText("http://login.example.com")
    sheet.client_id.setText("pursight")
    sheet.client_secret.setText(SECRET)
    sheet.groups_claim.setText("groups")
    for group, role in (("stewards", "data_steward"), ("stewards", "auditor"), ("", "auditor")):
        sheet.role_map.add_row()
        line, box, _row = sheet.role_map.rows[-1]
        line.setText(group)
        box.setCurrentIndex(box.findData(role))
    sheet.confirm_button.click()
    await until(lambda: problem_of(sheet))
    assert sheet.isVisible(), "without TLS it is refused, and nothing that was typed is lost"
    assert sheet.client_secret.text() == SECRET
    sheet.issuer.setText("https://login.example.com")
    sheet.confirm_button.click()
    await until(lambda: section.picture and section.picture.providers)
    assert section.picture is not None
    [made] = section.picture.providers
    assert (made.name, made.has_secret, made.enabled) == ("Sign-on", True, True)
    assert {group: set(roles) for group, roles in made.role_map.items()} == {
        "stewards": {"data_steward", "auditor"}
    }
    assert "secret" not in made.model_dump_json().replace("has_secret", "")

    [(_one, change, _remove)] = section.providers.rows
    change.click()
    sheet = section.sheet
    assert isinstance(sheet, ProviderSheet)
    assert sheet.client_secret.text() == "", "it never comes back"
    assert len(sheet.role_map.rows) == 2
    sheet.issuer.setText("https://evil.example.com")
    sheet.confirm_button.click()
    await until(lambda: "given again" in problem_of(sheet))
    sheet.issuer.setText("https://login.example.com")
    sheet.enabled.setChecked(False)
    meanwhile = made.model_dump(mode="json", exclude={"id", "rev", "has_secret"})
    answer = await asked(
        console, "PUT", f"/api/v1/identity-providers/{made.id}",
        json=meanwhile | {"name": "Other"}, headers={"If-Match": f'"{made.rev}"'},
    )  # fmt: skip
    assert answer.status_code == 200, answer.text
    before = problem_of(sheet)
    sheet.confirm_button.click()
    await until(lambda: problem_of(sheet) != before)
    assert not sheet.enabled.isChecked(), "changed meanwhile: what was chosen stays"
    sheet.reject()

    section.refresh()
    await until(lambda: section.providers.rows[0][0].name == "Other")
    questions: list[str] = []
    monkeypatch.setattr(
        section_module, "ask", lambda _p, title, *_w, **_h: questions.append(title) or True
    )
    section.providers.rows[0][2].click()
    await until(lambda: section.picture is not None and not section.picture.providers)
    assert questions == ["Remove Other?"]


@pytest.mark.usefixtures("theme")
@pytest.mark.logs_warnings
async def test_a_directory_is_tried_set_up_and_taken_away(
    station: Desk, slapd: Slapd, monkeypatch: pytest.MonkeyPatch
) -> None:
    section = await opened(station)
    assert not section.directory.remove_button.isVisible()
    section.directory.change_button.click()
    sheet = section.sheet
    assert isinstance(sheet, DirectorySheet)
    assert not sheet.try_button.isEnabled()
    wanted = settings_of(slapd)
    sheet.urls.setPlainText("\n".join(wanted["urls"]))
    sheet.ca.setPlainText(wanted["ca"])
    sheet.bind_dn.setText(wanted["bind_dn"])
    sheet.base.setText(wanted["base"])
    sheet.bind_password.setText("not this one")
    sheet.role_map.add_row()
    line, box, _row = sheet.role_map.rows[0]
    line.setText(STEWARDS)
    box.setCurrentIndex(box.findData("data_steward"))
    sheet.login.setText("ada")
    sheet.try_button.click()
    await until(lambda: "refuses the account" in sheet.found.text())
    sheet.bind_password.setText(wanted["bind_password"])
    sheet.try_button.click()
    await until(lambda: "ada@example.com" in sheet.found.text())
    assert "Roles by group: Data steward" in sheet.found.text()
    sheet.login.setText("nobody")
    sheet.try_button.click()
    await until(lambda: "finds nobody" in sheet.found.text())
    sheet.confirm_button.click()
    await until(lambda: section.picture is not None and section.picture.directory is not None)

    section.directory.change_button.click()
    sheet = section.sheet
    assert isinstance(sheet, DirectorySheet)
    assert sheet.bind_password.text() == ""
    sheet.login.setText("ada")
    sheet.try_button.click()  # with the password that is kept
    await until(lambda: "ada@example.com" in sheet.found.text())
    sheet.urls.setPlainText("ldaps://evil.example")
    sheet.try_button.click()
    await until(lambda: "must be given" in problem_of(sheet))
    sheet.reject()
    monkeypatch.setattr(section_module, "ask", lambda *_w, **_h: True)
    section.directory.remove_button.click()
    await until(lambda: section.picture is not None and section.picture.directory is None)


@pytest.mark.usefixtures("theme")
async def test_the_rules_are_set(station: Desk, console: Console) -> None:
    section = await opened(station)
    assert section.provisioning.address is not None
    assert section.provisioning.address.line.text().endswith("/scim/v2")
    section.rules.name_button.click()
    sheet: Any = section.sheet
    assert isinstance(sheet, NameSheet)
    sheet.name.setText("Acme & Sons")
    sheet.confirm_button.click()
    await until(
        lambda: section.picture and section.picture.organisation.value.name == "Acme & Sons"
    )
    section.rules.limits_button.click()
    sheet = section.sheet
    assert isinstance(sheet, LimitsSheet)
    sheet.four_eyes.setChecked(True)
    sheet.token_days.setValue(30)
    sheet.confirm_button.click()
    await until(lambda: section.picture and section.picture.limits.four_eyes)
    assert section.picture is not None
    assert section.picture.limits.api_token_days == 30
    assert section.picture.limits.request_days == 14, "what was not touched stays"
    said: list[str] = []
    station.notice.connect(lambda _kind, words: said.append(words))
    section.rules.limits_button.click()
    sheet = section.sheet
    sheet.four_eyes.setChecked(False)
    sheet.confirm_button.click()
    await until(lambda: section.picture and section.picture.limits.four_eyes_off_by)
    assert "once somebody else asks too" in said[-1]
    section.rules.factor_button.click()
    sheet = section.sheet
    assert isinstance(sheet, SecondFactorSheet)
    sheet.boxes["auditor"].setChecked(True)
    sheet.confirm_button.click()
    await until(
        lambda: section.picture and section.picture.rule.value.second_factor_roles == ("auditor",)
    )
    answer = await asked(console, "GET", "/api/v1/organisation/sign-in")
    assert answer.json()["second_factor_roles"] == ["auditor"]
    assert EMAIL  # she is no auditor, so her session goes on
