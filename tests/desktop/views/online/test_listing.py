"""What every list of the administration does, against a real server: read, filter, act, let go."""

from datetime import timedelta
from typing import Any

import pytest
import shiboken6
from PySide6.QtCore import QEvent, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from tests.desktop.views.online.administering import (
    ask,
    button,
    notices,
    open_form,
    opened,
    person,
    told,
)
from tests.desktop.views.online.conftest import until

from pursight.clock import StoppedClock
from pursight_desktop.background.desk import Desk
from pursight_desktop.operations import asking
from pursight_desktop.operations.administering import groups
from pursight_desktop.sync.console import Console
from pursight_desktop.sync.status import Connection, ConsoleStatus
from pursight_desktop.views.administration.groups.forms import GroupForm
from pursight_desktop.views.administration.groups.section import GroupsSection
from pursight_desktop.views.administration.listing import FRESH
from pursight_desktop.views.administration.people.section import PeopleSection
from pursight_desktop.views.administration.roles.section import RolesSection
from pursight_desktop.views.administration.tokens.section import TokensSection
from pursight_desktop.widgets.states import EmptyState

pytestmark = pytest.mark.usefixtures("theme")
GROUPS = "/api/v1/groups"
ASKED = "pursight_desktop.views.administration.{}.section.ask"


async def make_groups(console: Console, *names: str) -> list[str]:
    return [str((await ask(console, "POST", GROUPS, json={"name": one}))["id"]) for one in names]


def names(section: Any) -> list[str]:
    return [row.name for row in section.rows()]


def shown(section: Any) -> list[str]:
    return [section.table.row(number).name for number in range(section.table.row_count())]


def connect(station: Desk, connection: Connection) -> None:
    """Let the desk hear of another standing with the server."""
    assert station.latest is not None
    station.latest = ConsoleStatus(connection, station.latest.sync)
    station.status.emit(station.latest)


# --- more than are listed ---


async def test_the_server_looks_among_all_where_there_are_more_than_are_listed(
    station: Desk, console: Console, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(asking, "PAGE", 2)
    monkeypatch.setattr(asking, "MOST", 2)
    await make_groups(console, "Audit", "Books", "Controlling", "Data", "Data lake")
    screen, section = await opened(station, GroupsSection, "groups")
    assert shown(section) == ["Audit", "Books"]
    assert "what you type is looked for among all" in section.detail.text()
    QTest.keyClicks(section.search, "data")
    await until(lambda: shown(section) == ["Data", "Data lake"])
    assert section.detail.text() == "2"
    section.search.setText("o")  # one of those that are listed, and one that is not
    await until(lambda: shown(section) == ["Books", "Controlling"])
    section.search.setText("nobody's")
    await until(lambda: isinstance(section.deck.shown(), EmptyState))
    section.search.clear()
    await until(lambda: shown(section) == ["Audit", "Books"])
    screen.close()


async def test_an_answer_to_what_was_typed_before_is_not_shown(
    station: Desk, console: Console, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(asking, "PAGE", 1)
    monkeypatch.setattr(asking, "MOST", 1)
    await make_groups(console, "Audit", "Books", "Controlling")
    screen, section = await opened(station, GroupsSection, "groups")
    section.search.setText("controlling")
    await until(lambda: shown(section) == ["Controlling"])
    late = asking.Listed((section.table.row(0),))
    section.search.setText("books")
    await until(lambda: shown(section) == ["Books"])
    section._take_beyond("controlling", late)
    assert shown(section) == ["Books"]
    screen.close()


async def test_a_list_in_which_the_server_cannot_look_says_so(
    station: Desk, console: Console, clock: StoppedClock, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(asking, "PAGE", 2)
    monkeypatch.setattr(asking, "MOST", 2)
    for name in ("one", "two", "three"):
        body = {
            "name": name,
            "permissions": ["catalog.read"],
            "expires_at": (clock.now() + timedelta(days=30)).isoformat(),
        }
        await ask(console, "POST", "/api/v1/me/api-tokens", json=body)
    screen, section = await opened(station, TokensSection, "tokens")
    assert len(shown(section)) == 2
    assert "later ones are neither listed nor found" in section.detail.text()
    screen.close()


async def test_a_new_one_is_shown_though_the_filter_would_hide_it(
    station: Desk, console: Console
) -> None:
    await make_groups(console, "Audit", "Books")
    screen, section = await opened(station, GroupsSection, "groups")
    QTest.keyClicks(section.search, "audit")
    await until(lambda: shown(section) == ["Audit"])
    section.add()
    form = await open_form(section, GroupForm)
    QTest.keyClicks(form.name, "Finance")
    form.confirm_button.click()
    await until(lambda: "Finance" in shown(section))
    assert section.search.text() == ""
    current = section.table.current()
    assert current is not None
    assert current.name == "Finance"
    screen.close()


# --- doing ---


async def test_what_is_begun_is_done_and_the_same_only_once(
    station: Desk, console: Console
) -> None:
    screen, section = await opened(station, GroupsSection, "groups")
    said = notices(station)

    def make(name: str, about: Any = None) -> None:
        section.act(
            "make", lambda online: groups.add(online.asking, name=name), f"{name}!", about=about
        )

    first, second = console.account.person_id, console.account.device_id
    make("Audit", first)
    make("Books", second)
    make("Audit again", first)
    await until(lambda: names(section) == ["Audit", "Books"])
    assert sorted(said) == [("success", "Audit!"), ("success", "Books!")]
    make("Audit again", first)
    await until(lambda: len(section.rows()) == 3)
    screen.close()


async def test_what_was_begun_in_a_section_that_was_closed_is_done_and_told(
    station: Desk, console: Console
) -> None:
    audit, _ = await make_groups(console, "Audit", "Books")
    screen, section = await opened(station, GroupsSection, "groups")
    said = notices(station)
    row = section.rows()[0]
    section.act("delete", lambda online: groups.delete(online.asking, row.id), "Gone")
    section.act("make", lambda online: groups.add(online.asking, name="Books"), "Made")
    shiboken6.delete(screen)
    await until(lambda: len(said) == 2)
    assert ("success", "Gone") in said
    (lost,) = [text for kind, text in said if kind == "error"]
    assert "there is a group with this name" in lost.lower()
    assert audit not in str(await ask(console, "GET", GROUPS))


async def test_where_one_has_gone_meanwhile_one_stays(station: Desk, console: Console) -> None:
    await make_groups(console, "Audit", "Books", "Controlling")
    screen, section = await opened(station, GroupsSection, "groups")
    read: list[object] = []
    section.table.current_changed.connect(read.append)
    audit = section.rows()[0]
    section.act(
        "change",
        lambda online: groups.change(online.asking, audit, name="Audit", description="of books"),
        "Changed",
        go_to=audit.id,
    )
    section.table.go_to(2)
    await until(lambda: section.rows()[0].description == "of books")
    current = section.table.current()
    assert current is not None
    assert current.name == "Controlling"
    screen.close()


async def test_what_came_too_late_is_said_and_read_again(
    station: Desk, console: Console, monkeypatch: pytest.MonkeyPatch
) -> None:
    ada = await person(console, "Ada", "data_user")
    screen, section = await opened(station, PeopleSection, "people")
    row = next(one for one in section.rows() if one.name == "Ada")
    path, tag = f"/api/v1/persons/{ada}", {"If-Match": row.seen}
    await ask(console, "PATCH", path, json={"name": "Ada L."}, headers=tag)
    monkeypatch.setattr(ASKED.format("people"), lambda *_, **__: True)
    said = notices(station)
    section.disable(row)
    await until(lambda: said)
    assert "Somebody else has changed this meanwhile" in said[0][1]
    await until(lambda: "Ada L." in names(section))
    assert not next(one for one in section.rows() if one.name == "Ada L.").disabled
    screen.close()


async def test_what_is_not_there_any_more_is_said_and_goes(
    station: Desk, console: Console, monkeypatch: pytest.MonkeyPatch
) -> None:
    audit, _ = await make_groups(console, "Audit", "Books")
    screen, section = await opened(station, GroupsSection, "groups")
    await ask(console, "DELETE", f"{GROUPS}/{audit}")
    monkeypatch.setattr(ASKED.format("groups"), lambda *_, **__: True)
    said = notices(station)
    section.delete(section.rows()[0])
    await until(lambda: names(section) == ["Books"])
    assert "not there any more" in said[0][1]
    screen.close()


# --- the server comes and goes ---


async def test_who_signs_out_leaves_nothing_of_it_on_the_screen(
    station: Desk, console: Console
) -> None:
    await person(console, "Ada", "data_user")
    screen, section = await opened(station, PeopleSection, "people")
    await until(lambda: "Ada" in told(section) or "Grace" in told(section))
    late = asking.Listed(section.rows())
    connect(station, Connection.SIGNED_OUT)
    section._take(late)
    assert section.rows() == ()
    assert section.pane() is None
    assert shown(section) == []
    state = section.deck.shown()
    assert isinstance(state, EmptyState)
    connect(station, Connection.ONLINE)
    await until(lambda: len(section.rows()) == 2)
    screen.close()


async def test_offline_what_was_read_stays_and_is_read_again_afterwards(
    station: Desk, console: Console
) -> None:
    screen, section = await opened(station, GroupsSection, "groups")
    connect(station, Connection.OFFLINE)
    await make_groups(console, "Audit")
    connect(station, Connection.ONLINE)
    await until(lambda: names(section) == ["Audit"])
    connect(station, Connection.OFFLINE)
    assert names(section) == ["Audit"]
    connect(station, Connection.ONLINE)
    screen.close()


async def test_who_comes_back_to_what_is_old_sees_what_is_new(
    station: Desk, console: Console
) -> None:
    screen, section = await opened(station, GroupsSection, "groups")
    section.clock = clock = StoppedClock(section.clock.now())
    screen.go_to("people")
    await make_groups(console, "Audit")
    screen.go_to("groups")
    await until(lambda: station.at_rest)
    assert names(section) == [], "it was read just now"
    screen.go_to("people")
    clock.advance(2 * FRESH)
    screen.go_to("groups")
    await until(lambda: names(section) == ["Audit"])
    screen.close()


# --- keys ---


async def test_n_adds_though_there_is_nothing_yet_and_is_a_letter_in_a_field(
    station: Desk,
) -> None:
    screen, section = await opened(station, GroupsSection, "groups")
    screen.activateWindow()
    await until(screen.isActiveWindow)
    assert isinstance(section.deck.shown(), EmptyState)
    QTest.keyClick(screen, Qt.Key.Key_N)
    form = await open_form(section, GroupForm)
    QTest.keyClicks(form.name, "No name")
    assert form.name.text() == "No name"
    form.confirm_button.click()
    await until(lambda: names(section) == ["No name"])
    screen.activateWindow()
    await until(screen.isActiveWindow)
    QTest.keyClick(screen, Qt.Key.Key_F, Qt.KeyboardModifier.ControlModifier)
    assert section.search.hasFocus()
    QTest.keyClicks(section.search, "n")
    assert section.search.text() == "n"
    assert section.findChild(GroupForm) is None
    screen.close()


async def test_delete_asks_or_says_why_it_stays(
    station: Desk, console: Console, monkeypatch: pytest.MonkeyPatch
) -> None:
    body = {"code": "reader", "name": "Reader"}
    await ask(console, "POST", "/api/v1/own-roles", json=body)
    screen, section = await opened(station, RolesSection, "roles")
    asked: list[str] = []
    monkeypatch.setattr(
        ASKED.format("roles"), lambda _parent, title, *_, **__: asked.append(title) or True
    )
    said = notices(station)
    section.table.setFocus()
    QTest.keyClick(section.table, Qt.Key.Key_Delete)
    assert said == [("info", "Built-in roles cannot be deleted.")]
    assert asked == []
    section.table.go_to_key(next(row.id for row in section.rows() if row.own))
    QTest.keyClick(section.table, Qt.Key.Key_Delete)
    await until(lambda: len(section.rows()) == 6)
    assert asked == ["Delete Reader?"]
    screen.close()


async def test_who_goes_through_the_sections_with_arrows_is_not_held_up_by_a_list(
    station: Desk,
) -> None:
    screen, _ = await opened(station, PeopleSection, "people")
    screen.buttons["people"].setFocus()
    QTest.keyClick(screen.buttons["people"], Qt.Key.Key_Down)
    groups_section = screen.section()
    assert isinstance(groups_section, GroupsSection)
    await until(lambda: groups_section._loaded)
    assert screen.buttons["groups"].hasFocus()
    QTest.keyClick(screen.buttons["groups"], Qt.Key.Key_Down)
    roles_section = screen.section()
    assert isinstance(roles_section, RolesSection)
    await until(roles_section.rows)
    assert screen.buttons["roles"].hasFocus()
    QTest.keyClick(screen.buttons["roles"], Qt.Key.Key_Tab)
    screen.close()


async def test_a_part_that_could_not_be_read_says_why_and_is_asked_for_again(
    station: Desk, console: Console, monkeypatch: pytest.MonkeyPatch
) -> None:
    (audit,) = await make_groups(console, "Audit")
    screen, section = await opened(station, GroupsSection, "groups")
    await ask(console, "DELETE", f"{GROUPS}/{audit}")
    again = await button(section, "Try again")
    assert "there is no such group" in told(section).lower()
    again.click()
    await until(lambda: station.at_rest)
    QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    await button(section, "Try again")
    screen.close()


async def test_who_acts_in_the_pane_by_keys_goes_on_in_the_list(
    station: Desk, console: Console
) -> None:
    await make_groups(console, "Audit", "Books")
    screen, section = await opened(station, GroupsSection, "groups")
    screen.activateWindow()
    await until(screen.isActiveWindow)
    change = await button(section, "Change…")
    change.setFocus()
    section.act("x", lambda online: groups.add(online.asking, name="Controlling"), "Made")
    await until(lambda: len(section.rows()) == 3)
    assert section.table.hasFocus()
    screen.close()
