"""The section of groups in the administration, against a real server."""

import pytest
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
from pursight_desktop.views.administration.giving import GivingForm
from pursight_desktop.views.administration.groups.forms import GroupForm
from pursight_desktop.views.administration.groups.section import GroupsSection

pytestmark = pytest.mark.usefixtures("theme")


async def test_a_group_is_made_filled_given_a_role_and_emptied(
    station: Desk, console: Console, monkeypatch: pytest.MonkeyPatch
) -> None:
    await person(console, "Ada", "data_user")
    screen, section = await opened(station, GroupsSection, "groups")
    section.add()
    form = await open_form(section, GroupForm)
    QTest.keyClicks(form.name, "Finance")
    form.confirm_button.click()
    await until(lambda: [row.name for row in section.rows()] == ["Finance"])
    (await button(section, "Put somebody in…")).click()
    await choose(section, "Ada")
    await until(lambda: "Ada" in told(section))
    (await button(section, "Give a role…")).click()
    giving = await open_form(section, GivingForm)
    giving.role.setCurrentIndex(giving.role.findData("auditor"))
    giving.reason.setText("They check the books")
    giving.confirm_button.click()
    await until(lambda: "Auditor" in told(section) and "They check the books" in told(section))
    monkeypatch.setattr(
        "pursight_desktop.views.administration.groups.section.ask", lambda *_, **__: True
    )
    said: list[str] = []
    station.notice.connect(lambda _kind, text: said.append(text))
    section.delete(section.rows()[0])
    await until(lambda: any("Revoke them first" in text for text in said))
    (await button(section, "Take out")).click()
    await until(lambda: "Ada is not in Finance any more." in said and "Ada" not in told(section))
    screen.close()


async def test_a_name_that_is_taken_is_said_at_the_name(station: Desk, console: Console) -> None:
    await ask(console, "POST", "/api/v1/groups", json={"name": "Finance"})
    screen, section = await opened(station, GroupsSection, "groups")
    section.add()
    form = await open_form(section, GroupForm)
    QTest.keyClicks(form.name, "Finance")
    form.confirm_button.click()
    await until(form.told)
    assert "there is a group with this name" in form.told().casefold()
    assert form.name.hasFocus() or form.name.text() == "Finance"
    screen.close()


async def test_a_group_cannot_be_put_into_itself(station: Desk, console: Console) -> None:
    made = {}
    for name in ("Inner", "Outer"):
        made[name] = await ask(console, "POST", "/api/v1/groups", json={"name": name})
    path = f"/api/v1/groups/{made['Outer']['id']}/members"
    await ask(console, "POST", path, json={"kind": "group", "id": made["Inner"]["id"]})
    screen, section = await opened(station, GroupsSection, "groups")
    said: list[str] = []
    station.notice.connect(lambda _kind, text: said.append(text))
    (await button(section, "Put somebody in…")).click()  # Inner is the first
    await choose(section, "Outer")
    await until(lambda: any("cannot be inside itself" in text for text in said))
    screen.close()
