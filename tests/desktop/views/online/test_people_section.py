"""The section of people in the administration, against a real server."""

from dataclasses import replace

import pytest
from PySide6.QtTest import QTest
from tests.desktop.views.online import administering
from tests.desktop.views.online.administering import ask, closed, open_form, told
from tests.desktop.views.online.conftest import EMAIL, until

from pursight_desktop.background.desk import Desk
from pursight_desktop.operations.administering.persons import Person
from pursight_desktop.sync.console import Console
from pursight_desktop.views.administration.people.forms import (
    AddPersonForm,
    ChangePersonForm,
    PasswordForm,
)
from pursight_desktop.views.administration.people.section import PeopleSection
from pursight_desktop.views.administration.screen import AdministrationScreen
from pursight_desktop.widgets.buttons import Button

pytestmark = pytest.mark.usefixtures("theme")


async def opened(station: Desk) -> tuple[AdministrationScreen, PeopleSection]:
    return await administering.opened(station, PeopleSection, "people")


def named(section: PeopleSection, name: str) -> Person | None:
    return next((row for row in section.rows() if row.name == name), None)


async def added(section: PeopleSection, name: str, email: str) -> Person:
    section.add()
    form = await open_form(section, AddPersonForm)
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
    form = await open_form(section, AddPersonForm)
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
    form = await open_form(section, ChangePersonForm)
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
    form = await open_form(section, ChangePersonForm)
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
    await until(lambda: "Signed in" in told(section))
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
    await until(lambda: "last used" in told(section) and "last seen" in told(section))
    screen.close()


async def test_who_may_only_look_changes_nothing_and_is_told_why(station: Desk) -> None:
    fewer = set(station.account.permissions) - {"persons.write"}
    station.account = replace(station.account, permissions=tuple(sorted(fewer)))
    screen, section = await opened(station)
    await until(lambda: "last seen" in told(section))
    pane = section.pane()
    assert pane is not None
    buttons = {one.text(): one for one in pane.findChildren(Button)}
    give = await until(
        lambda: next((b for b in pane.findChildren(Button) if b.text() == "Give a role…"), None)
    )
    for one in (*buttons.values(), give):
        assert not one.isEnabled(), one.text()
        assert "Your role does not allow this" in one.toolTip()
    assert "Signed in" not in told(section), "others' sessions take persons.write"
    assert section.add_button is not None
    assert not section.add_button.isEnabled()
    section.add()
    assert section.findChild(AddPersonForm) is None
    screen.close()


async def test_another_password_is_given(station: Desk) -> None:
    screen, section = await opened(station)
    ada = await added(section, "Ada", "ada@example.com")
    section.give_password(ada)
    form = await open_form(section, PasswordForm)
    QTest.keyClicks(form.password.line, "short")
    form.confirm_button.click()
    await until(form.told)
    form.password.line.setText("quite a long sentence")
    form.confirm_button.click()
    await until(lambda: closed(form))
    screen.close()
