"""The window: counts, status, toasts with undo, the palette, keys, what is remembered."""

from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from uuid import UUID

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence
from PySide6.QtWidgets import QLineEdit
from pytestqt.qtbot import QtBot
from tests.desktop.app.trial.home import Trial
from tests.desktop.operations.conftest import Desktop

from pursight_desktop.app.jumps import offered_jumps
from pursight_desktop.app.screens import SCREENS
from pursight_desktop.app.shortcuts import ShortcutSheet
from pursight_desktop.app.window import Window
from pursight_desktop.background.desk import Desk
from pursight_desktop.background.place import Place
from pursight_desktop.operations import documenting
from pursight_desktop.replica.sync_state import SyncStatus
from pursight_desktop.settings import Preferences
from pursight_desktop.sync.status import Connection, ConsoleStatus, word
from pursight_desktop.theme import DARK, Theme, tokens
from pursight_desktop.widgets.buttons import Button
from pursight_desktop.widgets.labels import KeyHint, Label


def status(window: Window, connection: Connection, **told: object) -> ConsoleStatus:
    """How things stand, with some of it changed."""
    from pursight_desktop.replica.sync_state import SyncState

    sync: SyncStatus = replace(SyncState(window.desk.store).status(), **told)  # type: ignore[arg-type]
    return ConsoleStatus(connection, sync, word(connection, sync), hint="Ask Grace.")


def test_the_sidebar_counts_what_waits(window: Window, qtbot: QtBot, desktop: Desktop) -> None:
    review = window.sidebar.buttons["review"]
    qtbot.waitUntil(lambda: review.accessibleName() == "Review, 3")
    desktop.column("another")
    desktop.sync()
    qtbot.waitUntil(lambda: review.accessibleName() == "Review, 4")


def test_the_status_bar_says_how_things_stand(window: Window) -> None:
    window.desk.status.emit(status(window, Connection.OFFLINE, pending=3, tray=2))
    bar = window.status
    assert bar._words.text() == "Offline; you can go on working. 3 edits wait to be sent."
    assert not bar.pending.text()  # it is said once
    assert bar.problems.text() == "2 problems"
    assert window.sidebar.buttons["problems"].accessibleName() == "Problems, 2"
    assert bar.retry.isVisible()
    window.desk.status.emit(status(window, Connection.ONLINE, pending=3, first_fill=True))
    assert bar.pending.text() == "3 edits not yet sent"
    bar.problems.click()
    assert window.tabs.here() == Place("problems")


@pytest.mark.parametrize(
    ("connection", "words"),
    [
        (Connection.ONLINE, "Sync now"),
        (Connection.OFFLINE, "Try again now"),
        (Connection.LOCKED, "Try again now"),
        (Connection.TOO_OLD, "Try again now"),
        (Connection.SIGNED_OUT, ""),
        (Connection.REVOKED, ""),
        (Connection.CONNECTING, ""),
    ],
)
def test_the_server_can_be_asked_now(
    window: Window, connection: Connection, words: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[str] = []
    monkeypatch.setattr(window.desk, "sync_now", lambda: asked.append("now"))
    window.status.sync_wanted.connect(window.desk.sync_now)
    window.desk.status.emit(status(window, connection))
    retry = window.status.retry
    assert (retry.text() if retry.isVisible() else "") == words
    if words:
        assert "Ctrl+R" in retry.toolTip()
        retry.click()
        assert asked


def test_a_clock_that_went_back_is_said_once_and_stands_there(window: Window) -> None:
    told = replace(status(window, Connection.OFFLINE), clock_back=timedelta(hours=3))
    window.desk.status.emit(told)
    window.desk.status.emit(replace(told, hint="Another."))
    assert window.status.clock.isVisible()
    assert "3 hours behind" in window.status.clock.toolTip()
    (toast,) = window.toasts.toasts()
    assert "3 hours behind" in toast.text
    window.desk.status.emit(replace(told, connection=Connection.LOCKED))
    assert any("3 hours behind" in label.text() for label in window.findChildren(Label))
    window.desk.status.emit(status(window, Connection.ONLINE))
    assert not window.status.clock.isVisible()


def test_the_first_fill_is_shown_as_it_goes_on_and_then_no_more(window: Window) -> None:
    filling = {"first_fill": True, "filled": 400, "total": 1000}
    window.desk.status.emit(status(window, Connection.ONLINE, **filling))
    assert window.filling.isVisible()
    assert window.filling.far.text() == "400 of about 1,000"
    assert window.filling.bar.value() == 400
    assert window.tabs.isVisible(), "one can look around meanwhile"
    window.desk.status.emit(status(window, Connection.ONLINE, first_fill=False))
    assert not window.filling.isVisible()


@pytest.mark.parametrize("connection", [Connection.LOCKED, Connection.REVOKED])
def test_what_may_not_be_shown_is_not(window: Window, connection: Connection) -> None:
    window.desk.status.emit(status(window, connection))
    assert not window.tabs.isVisible()
    window.desk.status.emit(status(window, Connection.ONLINE))
    assert window.tabs.isVisible()


def test_who_is_signed_out_can_sign_in_again(window: Window, qtbot: QtBot) -> None:
    window.desk.status.emit(status(window, Connection.SIGNED_OUT))
    with qtbot.waitSignal(window.sign_in_wanted):
        window.status.sign_in.click()


def test_what_was_done_can_be_taken_back_from_its_toast(
    window: Window, qtbot: QtBot, columns: list[UUID], desktop: Desktop
) -> None:
    window.desk.do(lambda store: documenting.annotate(store, columns[:1], description="Mail"))
    qtbot.waitUntil(lambda: bool(window.toasts.findChildren(Button)))
    assert desktop.shown("asset", columns[0])["description"] == "Mail"
    assert window.actions_["undo"].isEnabled()
    window.toasts.findChildren(Button)[0].click()
    qtbot.waitUntil(lambda: desktop.shown("asset", columns[0])["description"] == "")
    window.actions_.trigger("redo")
    qtbot.waitUntil(lambda: desktop.shown("asset", columns[0])["description"] == "Mail")


def test_the_palette_finds_an_asset_as_one_types(
    window: Window, qtbot: QtBot, columns: list[UUID]
) -> None:
    window.actions_.trigger("palette")
    field = window.palette_.field
    qtbot.keyClicks(field, "email")
    qtbot.waitUntil(lambda: "customer_email" in [jump.title for jump in window.palette_.jumps()])
    qtbot.keyClick(field, Qt.Key.Key_Return)
    assert window.tabs.here() == Place("asset", columns[0])
    assert not window.palette_.isVisible()


def test_the_palette_goes_to_screens_in_a_new_tab(window: Window, qtbot: QtBot) -> None:
    window.open_palette()
    qtbot.keyClicks(window.palette_.field, "catal")
    qtbot.keyClick(window.palette_.field, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    assert [place.screen for place in window.tabs.places()] == ["home", "catalog"]


def test_the_palette_does_actions_and_searches_for_anything(window: Window, qtbot: QtBot) -> None:
    window.open_palette(">dark")
    assert [jump.title for jump in window.palette_.jumps()] == ["Dark theme"]
    qtbot.keyClick(window.palette_.field, Qt.Key.Key_Return)
    assert tokens() is DARK
    window.open_palette("no such name at all")
    jumps = window.palette_.jumps()
    assert [jump.kind for jump in jumps] == ["Search"]
    jumps[0].go(False)
    assert window.tabs.here() == Place("search", args=(("text", "no such name at all"),))


def test_the_palette_is_there_at_once_and_leaves_the_keyboard_where_it_was(
    window: Window, qtbot: QtBot
) -> None:
    window.sidebar.buttons["home"].setFocus()
    window.open_palette()
    assert window.palette_.isVisible(), "at once, before anything was read or drawn"
    assert window.palette_.jumps()
    qtbot.keyClick(window.palette_.field, Qt.Key.Key_Down)
    assert window.palette_.list.currentIndex().row() == 1
    qtbot.keyClick(window.palette_.field, Qt.Key.Key_Escape)
    assert not window.palette_.isVisible()
    assert window.focusWidget() is window.sidebar.buttons["home"]


def test_every_screen_has_its_keys_and_no_keys_mean_two_things(window: Window) -> None:
    keys = [keys for entry in window.actions_ for keys in entry.keys]
    assert len(keys) == len(set(keys))
    for number, screen in enumerate(SCREENS[:9], 1):
        assert window.actions_.keys(f"screen.{screen.name}") == f"Ctrl+{number}"
    assert window.sidebar.buttons["catalog"].toolTip() == "Catalog (Ctrl+2)"


def test_a_person_may_give_other_keys(window: Window, preferences: Preferences) -> None:
    preferences.put("shortcuts", {"palette": "Ctrl+J"})
    assert window.actions_.keys("palette") == "Ctrl+J"
    preferences.forget("shortcuts")
    assert window.actions_["palette"].shortcuts()[0] == QKeySequence("Ctrl+K")


def test_the_sheet_shows_all_keys_those_of_the_screen_too(window: Window) -> None:
    window.actions_.trigger("shortcuts")
    sheet = window.findChild(ShortcutSheet)
    assert isinstance(sheet, ShortcutSheet)
    shown = {hint.text() for hint in sheet.findChildren(KeyHint)}
    assert {"Ctrl+K", "Ctrl+Shift+T", "Alt+Left", "F1", "?", "A"} <= shown
    sheet.close()


def test_a_question_mark_that_one_types_is_text(window: Window, qtbot: QtBot) -> None:
    field = QLineEdit(window)
    field.show()
    field.setFocus()
    qtbot.keyClicks(field, "why?")
    assert field.text() == "why?"
    assert window.findChild(ShortcutSheet) is None


def test_going_to_the_screen_one_is_on_looks_again(window: Window) -> None:
    window.go(Place("catalog"))
    window.sidebar.buttons["catalog"].click()
    shown = window.tabs.shown()
    assert isinstance(shown, Trial)
    assert shown.refreshed == 1
    assert window.sidebar.buttons["catalog"].isChecked()
    assert not window.sidebar.buttons["home"].isChecked()


def test_the_layout_is_there_at_the_next_start(
    qtbot: QtBot, desk: Desk, theme: Theme, tmp_path: Path
) -> None:
    desk.preferences = Preferences(tmp_path / "preferences.json")
    first = Window(desk, theme)
    qtbot.addWidget(first)
    first.show()
    first.go(Place("catalog").having(row="7"), True)
    first.go(Place("search"), True)
    first.tabs.bar.setCurrentIndex(1)
    first.fold_sidebar()
    first.close()
    desk.preferences = Preferences(tmp_path / "preferences.json")
    again = Window(desk, theme)
    qtbot.addWidget(again)
    assert again.tabs.places() == [Place("home"), Place("catalog").having(row="7"), Place("search")]
    assert again.tabs.here() == Place("catalog").having(row="7")
    assert again.sidebar.folded


def test_a_layout_of_another_version_does_not_stop_the_start(
    qtbot: QtBot, desk: Desk, theme: Theme
) -> None:
    kept = desk.preferences
    kept.put("window.tabs", ['["no such screen", null, []]', 7, "{", '["catalog", null, []]'])
    kept.put("window.tab", 99)
    kept.put("window.geometry", "no base64!")
    window = Window(desk, theme)
    qtbot.addWidget(window)
    assert window.tabs.places() == [Place("catalog")]


def test_the_theme_is_changed_by_the_preference(window: Window) -> None:
    window.desk.preferences.theme = "dark"
    assert tokens() is DARK


def test_the_ways_follow_what_one_may(window: Window) -> None:
    desk, way = window.desk, window.sidebar.buttons["administration"]
    assert [one.title for one in offered_jumps(window)].count("Administration") == way.isVisible()
    for permissions, there in ((("persons.read",), True), (("catalog.read",), False)):
        desk.account = replace(desk.account, permissions=permissions)
        window.desk.status.emit(status(window, Connection.ONLINE))
        assert way.isVisible() is there
        titles = [one.title for one in offered_jumps(window)]
        assert ("Administration" in titles) is there
