"""The section of people in the administration, against a real server."""

import asyncio
from typing import Any

import pytest
from PySide6.QtTest import QTest
from tests.desktop.views.online.conftest import EMAIL, show, until

from pursight_desktop.background.desk import Desk
from pursight_desktop.background.place import Place
from pursight_desktop.operations.administering.persons import Person
from pursight_desktop.sync.console import Console
from pursight_desktop.views.administration import make
from pursight_desktop.views.administration.people.forms import (
    AddPersonForm,
    ChangePersonForm,
    PasswordForm,
)
from pursight_desktop.views.administration.people.section import PeopleSection
from pursight_desktop.views.administration.screen import AdministrationScreen
from pursight_desktop.widgets.buttons import Button
from pursight_desktop.widgets.labels import Label

PLACE = Place("administration").having(section="people")
pytestmark = pytest.mark.usefixtures("theme")


async def ask(console: Console, method: str, path: str, **content: Any) -> Any:
    asked = console.engine.ask(lambda link: link.http.request(method, path, **content))
    answer = await asyncio.wrap_future(asked)
    assert answer.is_success, answer.text
    return answer.json() if answer.content else None


async def opened(station: Desk) -> tuple[AdministrationScreen, PeopleSection]:
    screen = make(station, PLACE)
    assert isinstance(screen, AdministrationScreen)
    await show(screen)
    section = screen.section()
    assert isinstance(section, PeopleSection)
    await until(section.rows)
    return screen, section


def named(section: PeopleSection, name: str) -> Person | None:
    return next((row for row in section.rows() if row.name == name), None)


def words(section: PeopleSection) -> str:
    pane = section.pane()
    if pane is None:
        return ""
    return " | ".join(label.text() for label in pane.findChildren(Label))


async def added(section: PeopleSection, name: str, email: str) -> Person:
    section.add()
    form = await until(lambda: section.findChild(AddPersonForm))
    QTest.keyClicks(form.name, name)
    QTest.keyClicks(form.email, email)
    form.confirm_button.click()
    person = await until(lambda: named(section, name))
    assert person is not None
    return person


async def test_somebody_is_added_and_what_is_wrong_is_said_where_it_was_typed(
    station: Desk,
) -> None:
    screen, section = await opened(station)
    section.add()
    form = await until(lambda: section.findChild(AddPersonForm))
    assert not form.confirm_button.isEnabled()
    QTest.keyClicks(form.name, "Ada Lovelace")
    QTest.keyClicks(form.email, "ada at example")
    form.confirm_button.click()
    await until(form.told)
    assert "e-mail address" in form.told()
    form.email.setText("ada@example.com")
    QTest.keyClicks(form.department, "Research")
    form.roles.ticks["auditor"].setChecked(True)
    QTest.keyClicks(form.password.line, "password123")
    form.confirm_button.click()
    await until(lambda: form.told() and form.confirm_button.isEnabled())
    assert "e-mail address" not in form.told()
    assert form.name.text() == "Ada Lovelace"
    form.password.line.setText("several words in a row")
    form.confirm_button.click()
    ada = await until(lambda: named(section, "Ada Lovelace"))
    assert ada is not None
    assert (ada.email, ada.department) == ("ada@example.com", "Research")
    assert set(ada.roles) == {"auditor", "data_user"}
    await until(lambda: section.chosen() == ada.id)
    screen.close()


async def test_a_role_is_changed_and_an_edit_of_what_is_old_is_refused(
    station: Desk, console: Console
) -> None:
    screen, section = await opened(station)
    ada = await added(section, "Ada", "ada@example.com")
    section.change(ada)
    form = await until(lambda: section.findChild(ChangePersonForm))
    tag = {"If-Match": ada.seen}
    await ask(console, "PATCH", f"/api/v1/persons/{ada.id}", json={"name": "Ada L."}, headers=tag)
    form.roles.ticks["data_steward"].setChecked(True)
    form.confirm_button.click()
    await until(form.told)
    assert "Somebody else has changed this meanwhile" in form.told()
    form.reject()
    section.look_again(ada.id)
    again = await until(lambda: named(section, "Ada L."))
    assert again is not None
    section.change(again)
    form = await until(
        lambda: next((f for f in section.findChildren(ChangePersonForm) if f.isVisible()), None)
    )
    form.roles.ticks["data_steward"].setChecked(True)
    form.confirm_button.click()
    await until(lambda: "data_steward" in (now.roles if (now := named(section, "Ada L.")) else ()))
    screen.close()


async def test_somebody_is_disabled_only_when_that_is_confirmed(
    station: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    screen, section = await opened(station)
    ada = await added(section, "Ada", "ada@example.com")
    answers = [False, True]
    monkeypatch.setattr(
        "pursight_desktop.views.administration.people.section.ask",
        lambda *_words, **_how: answers.pop(0),
    )
    section.disable(ada)
    section.disable(ada)
    await until(lambda: (now := named(section, "Ada")) is not None and now.disabled)
    assert answers == []
    disabled = named(section, "Ada")
    assert disabled is not None
    section.let(disabled)
    await until(lambda: (now := named(section, "Ada")) is not None and not now.disabled)
    screen.close()


async def test_one_cannot_shut_oneself_out(station: Desk) -> None:
    screen, section = await opened(station)
    QTest.keyClicks(section.search, EMAIL)
    await until(lambda: "Signed in" in words(section))
    pane = section.pane()
    assert pane is not None
    texts = [button.text() for button in pane.findChildren(Button)]
    assert "Disable…" not in texts
    assert "Change…" in texts
    screen.close()


async def test_sessions_and_consoles_are_listed_and_a_session_is_ended(
    station: Desk, console: Console
) -> None:
    screen, section = await opened(station)
    await until(lambda: "last used" in words(section) and "last seen" in words(section))
    screen.close()


async def test_another_password_is_given(station: Desk) -> None:
    screen, section = await opened(station)
    ada = await added(section, "Ada", "ada@example.com")
    section.give_password(ada)
    form = await until(lambda: section.findChild(PasswordForm))
    QTest.keyClicks(form.password.line, "short")
    form.confirm_button.click()
    await until(form.told)
    form.password.line.setText("quite a long sentence")
    form.confirm_button.click()
    await until(lambda: not form.isVisible())
    screen.close()
