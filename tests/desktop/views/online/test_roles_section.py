"""The section of roles in the administration, against a real server."""

import pytest
from PySide6.QtTest import QTest
from tests.desktop.views.online.administering import ask, open_form, opened, person, told
from tests.desktop.views.online.conftest import until

from pursight_desktop.background.desk import Desk
from pursight_desktop.operations.administering.roles import Role
from pursight_desktop.sync.console import Console
from pursight_desktop.views.administration.roles.form import RoleForm
from pursight_desktop.views.administration.roles.section import RolesSection

pytestmark = pytest.mark.usefixtures("theme")


def own(section: RolesSection) -> Role | None:
    return next((row for row in section.rows() if row.own), None)


async def test_a_role_is_put_together_and_says_what_it_allows_in_the_end(
    station: Desk,
) -> None:
    screen, section = await opened(station, RolesSection, "roles")
    assert len(section.rows()) == 6
    section.add()
    form = await open_form(section, RoleForm)
    QTest.keyClicks(form.name, "Steward of Finance")
    assert form.code.text() == "steward_of_finance"
    form.grid.ticks["rules.write"].click()
    form.parents["data_user"].click()
    assert "Write, change and end rules" in form.allows.text()
    assert "Find assets" in form.allows.text()
    assert not form.grid.ticks["catalog.read"].isEnabled()
    assert form.grid.ticks["catalog.read"].isChecked()
    form.confirm_button.click()
    role = await until(lambda: own(section))
    assert role is not None
    assert (role.permissions, role.inherits) == (("rules.write",), ("data_user",))
    assert set(role.allows) > {"rules.write", "catalog.read"}
    await until(lambda: "Steward of Finance" in told(section))
    section.change(role)
    form = await open_form(section, RoleForm)
    assert role.code not in form.parents
    form.parents["data_user"].click()
    assert form.grid.permissions() == {"rules.write"}
    form.confirm_button.click()
    await until(lambda: (now := own(section)) is not None and now.inherits == ())
    screen.close()


async def test_a_role_in_use_stays_and_who_has_it_is_said(
    station: Desk, console: Console, monkeypatch: pytest.MonkeyPatch
) -> None:
    ada = await person(console, "Ada")
    for code, inherits in (("reader", []), ("writer", ["reader"])):
        body = {"code": code, "name": code.title(), "inherits": inherits}
        await ask(console, "POST", "/api/v1/own-roles", json=body)
    given = {"role": "reader", "subject": {"kind": "person", "id": ada}}
    await ask(console, "POST", "/api/v1/role-assignments", json=given)
    screen, section = await opened(station, RolesSection, "roles")
    monkeypatch.setattr(
        "pursight_desktop.views.administration.roles.section.ask", lambda *_, **__: True
    )
    said: list[str] = []
    station.notice.connect(lambda _kind, text: said.append(text))
    reader = next(row for row in section.rows() if row.code == "reader")
    section.delete(reader)
    await until(lambda: said)
    assert "Reader is still given to Ada and inherited by Writer." in said[-1]
    writer = next(row for row in section.rows() if row.code == "writer")
    section.delete(writer)
    await until(lambda: all(row.code != "writer" for row in section.rows()))
    screen.close()


async def test_what_roles_allow_can_be_looked_for(station: Desk) -> None:
    screen, section = await opened(station, RolesSection, "roles")
    QTest.keyClicks(section.search, "prove the log")
    await until(lambda: section.detail.text() == "2 of 6")
    await until(lambda: "Grace" in told(section) or "Nobody yet" in told(section))
    screen.close()
