"""Choosing persons, groups and service accounts by typing, against a real server."""

from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from tests.desktop.views.online.administering import ask, button, open_form, opened, person
from tests.desktop.views.online.conftest import until

from pursight_desktop.background.desk import Desk
from pursight_desktop.operations import asking
from pursight_desktop.sync.console import Console
from pursight_desktop.views.administration.choosers import Choice, Chooser
from pursight_desktop.views.administration.groups.section import GroupsSection

pytestmark = pytest.mark.usefixtures("theme")


async def chooser(station: Desk, console: Console) -> Chooser:
    await ask(console, "POST", "/api/v1/groups", json={"name": "Finance"})
    _, section = await opened(station, GroupsSection, "groups")
    (await button(section, "Put somebody in…")).click()
    return await open_form(section, Chooser)


def found(shown: Chooser) -> list[str]:
    rows = (shown.rows.item(at) for at in range(shown.rows.count()))
    choices: list[Choice] = [row.data(Qt.ItemDataRole.UserRole) for row in rows]
    return [one.title for one in choices]


async def test_persons_groups_and_service_accounts_are_found_on_the_server(
    station: Desk, console: Console
) -> None:
    await person(console, "Night", "data_user")
    owner = str(console.account.person_id)
    for name, text in (("nightly scans", "Starts them"), ("exports", "At night"), ("x", "")):
        body = {"name": name, "description": text, "owner_id": owner, "roles": []}
        await ask(console, "POST", "/api/v1/service-accounts", json=body)
    await ask(console, "POST", "/api/v1/groups", json={"name": "Night shift"})
    shown = await chooser(station, console)
    QTest.keyClicks(shown.field, "night")
    await until(lambda: found(shown) == ["Night", "Night shift", "exports", "nightly scans"])
    shown.reject()


async def test_enter_takes_nobody_who_was_listed_for_something_else(
    station: Desk, console: Console
) -> None:
    for name in ("Ada", "Adam"):
        await person(console, name, "data_user")
    shown = await chooser(station, console)
    chosen: list[Any] = []
    shown.chosen.connect(chosen.append)
    QTest.keyClicks(shown.field, "ad")
    await until(lambda: found(shown) == ["Ada", "Adam"])
    QTest.keyClicks(shown.field, "am")
    QTest.keyClick(shown.field, Qt.Key.Key_Return)
    assert chosen == []
    await until(lambda: found(shown) == ["Adam"])
    QTest.keyClick(shown.field, Qt.Key.Key_Return)
    assert [one.title for one in chosen] == ["Adam"]


async def test_that_more_fit_is_said(
    station: Desk, console: Console, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("Ada", "Adam", "Adele"):
        await person(console, name, "data_user")
    monkeypatch.setattr(asking.Asking.first, "__defaults__", (2,))
    shown = await chooser(station, console)
    QTest.keyClicks(shown.field, "ad")
    await until(lambda: found(shown) == ["Ada", "Adam"])
    assert "More fit than these" in shown.said.text()
    QTest.keyClicks(shown.field, "e")
    await until(lambda: found(shown) == ["Adele"])
    assert not shown.said.isVisible()
    shown.reject()
