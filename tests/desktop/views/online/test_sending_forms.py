"""What every form of the administration does while the server is asked, and when it is left."""

import pytest
import shiboken6
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QWidget
from tests.desktop.views.online.administering import ask, closed, notices, open_form, opened
from tests.desktop.views.online.conftest import until

from pursight_desktop.background.desk import Desk
from pursight_desktop.sync.console import Console
from pursight_desktop.views.administration import sending
from pursight_desktop.views.administration.groups.forms import GroupForm
from pursight_desktop.views.administration.groups.section import GroupsSection
from pursight_desktop.views.administration.people.forms import PasswordForm
from pursight_desktop.views.administration.people.section import PeopleSection
from pursight_desktop.views.administration.reasons import ReasonSheet

pytestmark = pytest.mark.usefixtures("theme")
GROUPS = "/api/v1/groups"


async def filled(station: Desk, name: str) -> tuple[QWidget, GroupsSection, GroupForm]:
    screen, section = await opened(station, GroupsSection, "groups")
    section.add()
    form = await open_form(section, GroupForm)
    QTest.keyClicks(form.name, name)
    return screen, section, form


async def test_whatever_is_pressed_or_typed_it_is_sent_once(
    station: Desk, console: Console
) -> None:
    screen, section, form = await filled(station, "Finance")
    QTest.keyClick(form.name, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    QTest.keyClicks(form.name, "s")  # what is typed makes the button ready again
    QTest.keyClick(form.name, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    QTest.keyClick(form.name, Qt.Key.Key_Return)
    form.confirm_button.click()
    await until(lambda: closed(form))
    await until(lambda: station.at_rest)
    assert [row.name for row in section.rows()] == ["Finance"]
    assert len((await ask(console, "GET", GROUPS))["items"]) == 1
    screen.close()


async def test_left_before_the_answer_it_is_done_and_told(station: Desk) -> None:
    screen, section, form = await filled(station, "Finance")
    said = notices(station)
    form.confirm_button.click()
    form.cancel_button.click()
    await until(lambda: [row.name for row in section.rows()] == ["Finance"])
    assert said == [("success", "Finance is kept.")]
    screen.close()


async def test_left_before_a_refusal_it_is_told(station: Desk, console: Console) -> None:
    await ask(console, "POST", GROUPS, json={"name": "Finance"})
    screen, _, form = await filled(station, "Finance")
    said = notices(station)
    form.confirm_button.click()
    form.cancel_button.click()
    await until(lambda: said)
    ((kind, text),) = said
    assert kind == "error"
    assert "there is a group with this name" in text.lower()
    screen.close()


async def test_escape_asks_before_what_was_typed_is_lost(
    station: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    screen, section, form = await filled(station, "Finance")
    answers, asked = [False, True], []
    monkeypatch.setattr(
        sending, "ask", lambda _parent, title, *_, **__: asked.append(title) or answers.pop(0)
    )
    QTest.keyClick(form.name, Qt.Key.Key_Escape)
    assert form.isVisible()
    assert form.name.text() == "Finance"
    QTest.keyClick(form.name, Qt.Key.Key_Escape)
    assert closed(form)
    assert asked == ["Discard what you have typed?"] * 2
    section.add()
    untouched = await open_form(section, GroupForm)
    QTest.keyClick(untouched.name, Qt.Key.Key_Escape)
    assert closed(untouched)
    section.add()
    cancelled = await open_form(section, GroupForm)
    QTest.keyClicks(cancelled.name, "Finance")
    cancelled.cancel_button.click()
    assert closed(cancelled), "Cancel says it already"
    assert len(asked) == 2
    screen.close()


async def test_a_password_that_was_typed_is_not_kept(station: Desk) -> None:
    screen, section = await opened(station, PeopleSection, "people")
    section.give_password(section.rows()[0])
    form = await open_form(section, PasswordForm)
    QTest.keyClicks(form.password.line, "several words")
    form.cancel_button.click()
    await until(lambda: not shiboken6.isValid(form))
    screen.close()


async def test_a_reason_is_sent_once_too(station: Desk) -> None:
    screen, section = await opened(station, GroupsSection, "groups")
    sent: list[str] = []
    done: list[bool] = []

    async def call(online: object, words: str) -> None:
        sent.append(words)

    sheet = ReasonSheet(
        station, section, title="Why?", verb="Go", call=call, done=lambda: done.append(True)
    )
    sheet.open()
    QTest.keyClicks(sheet.reason, "because")
    sheet.confirm_button.click()
    QTest.keyClicks(sheet.reason, " of that")
    QTest.keyClick(sheet.reason, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    await until(lambda: done)
    await until(lambda: station.at_rest)
    assert sent == ["because"]
    assert done == [True]
    screen.close()
