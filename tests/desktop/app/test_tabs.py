"""Tabs: opened, moved, closed, had again; a screen that fails takes nothing along."""

from uuid import UUID

import pytest
from PySide6.QtCore import QPoint, Qt
from pytestqt.qtbot import QtBot
from tests.desktop.app.trial.home import Trial

from pursight_desktop.app.screens import Failed
from pursight_desktop.app.tabs import SOON_MS
from pursight_desktop.app.window import Window
from pursight_desktop.background.place import Place
from pursight_desktop.widgets.buttons import Button
from pursight_desktop.widgets.labels import Label
from pursight_desktop.widgets.states import ErrorState


def screens(window: Window) -> list[str]:
    return [place.screen for place in window.tabs.places()]


def trial(window: Window) -> Trial:
    shown = window.tabs.shown()
    assert isinstance(shown, Trial)
    return shown


def test_it_begins_at_home(window: Window) -> None:
    assert screens(window) == ["home"]
    assert window.windowTitle() == "home – PurSight"


def test_a_new_tab_stands_beside_the_one_it_was_opened_from(window: Window) -> None:
    window.desk.open(Place("catalog"), new_tab=True)
    window.tabs.bar.setCurrentIndex(0)
    window.desk.open(Place("search"), new_tab=True)
    assert screens(window) == ["home", "search", "catalog"]
    assert trial(window).here == Place("search")


def test_back_comes_to_what_was_chosen_there_and_to_the_same_widget(window: Window) -> None:
    window.go(Place("catalog"))
    first = trial(window)
    first.here = Place("catalog").having(row="7")
    window.go(Place("asset", UUID(int=1)))
    window.actions_.trigger("back")
    assert trial(window) is first
    assert window.tabs.here() == Place("catalog").having(row="7")
    window.actions_.trigger("forward")
    assert window.tabs.here() == Place("asset", UUID(int=1))
    assert not window.actions_["forward"].isEnabled()


def test_two_screens_that_came_to_the_same_place_are_one(window: Window) -> None:
    window.go(Place("catalog"))
    first = trial(window)
    window.go(Place("catalog").having(row="7"))
    second = trial(window)
    second.here = Place("catalog")
    window.go(Place("search"))
    tab = window.tabs.current()
    assert tab is not None
    assert first not in tab.alive.values()
    window.actions_.trigger("back")
    assert trial(window) is second


def test_old_screens_are_let_go_and_made_again(window: Window) -> None:
    for number in range(12):
        window.go(Place("asset", UUID(int=number)))
    tab = window.tabs.current()
    assert tab is not None
    assert len(tab.alive) == 6
    for _ in range(11):
        window.tabs.step(-1)
    assert window.tabs.here() == Place("asset", UUID(int=0))


def test_a_closed_tab_can_be_had_again_with_its_way_back(window: Window) -> None:
    window.go(Place("catalog"), True)
    window.go(Place("search"))
    window.go(Place("review"), True)
    window.tabs.close_tab(1)
    assert screens(window) == ["home", "review"]
    window.actions_.trigger("tab.reopen")
    assert screens(window) == ["home", "search", "review"]
    assert trial(window).here == Place("search")
    window.tabs.step(-1)
    assert trial(window).here == Place("catalog")


def test_the_last_tab_goes_home_instead_of_closing(window: Window) -> None:
    window.go(Place("catalog"))
    window.tabs.close_tab()
    assert screens(window) == ["home"]


def test_tabs_are_closed_with_the_middle_button(window: Window, qtbot: QtBot) -> None:
    window.go(Place("catalog"), True)
    middle: QPoint = window.tabs.bar.tabRect(0).center()
    qtbot.mouseClick(window.tabs.bar, Qt.MouseButton.MiddleButton, pos=middle)
    assert screens(window) == ["catalog"]


def test_a_moved_tab_takes_its_screen_along(window: Window) -> None:
    window.go(Place("catalog"), True)
    window.go(Place("search"), True)
    window.tabs.bar.moveTab(2, 0)
    assert screens(window) == ["search", "home", "catalog"]
    assert trial(window).here == Place("search")
    window.tabs.bar.setCurrentIndex(2)
    assert trial(window).here == Place("catalog")


def test_tabs_go_round(window: Window) -> None:
    window.go(Place("catalog"), True)
    window.actions_.trigger("tab.next")
    assert trial(window).here == Place("home")
    window.actions_.trigger("tab.previous")
    assert trial(window).here == Place("catalog")
    window.actions_.trigger("tab.others")
    assert screens(window) == ["catalog"]


def test_a_title_that_is_learnt_late_is_shown(window: Window, qtbot: QtBot) -> None:
    window.go(Place("asset", UUID(int=1)))
    trial(window).here = Place("asset", UUID(int=1)).having(row="R&D customers of all the regions")
    qtbot.waitUntil(lambda: window.tabs.bar.tabText(0) == "asset R&&D customers of all …")
    assert window.tabs.bar.tabToolTip(0).endswith("regions")
    assert window.windowTitle() == "asset R&D customers of all … – PurSight"


@pytest.mark.logs_warnings
def test_a_screen_with_a_bug_says_so_and_the_others_go_on(window: Window) -> None:
    window.go(Place("sources"))
    failed = window.tabs.shown()
    assert isinstance(failed, Failed)
    state = failed.findChild(ErrorState)
    assert isinstance(state, ErrorState)
    assert "ZeroDivisionError" in state.details
    window.go(Place("catalog"))
    assert trial(window).here == Place("catalog")


def test_a_screen_that_cannot_be_shown_now_says_why_and_can_be_tried_again(
    window: Window,
) -> None:
    window.go(Place("scans"))
    failed = window.tabs.shown()
    assert isinstance(failed, Failed)
    said = [label.text() for label in failed.findChildren(Label)]
    assert said == ["The disk does not answer.", "Look at its cable."]
    button = failed.findChild(Button)
    assert isinstance(button, Button)
    button.click()
    assert window.tabs.shown() is not failed, "it was made anew"


def test_a_screen_that_there_is_not_is_no_crash(window: Window) -> None:
    window.go(Place("agents"))
    failed = window.tabs.shown()
    assert isinstance(failed, Failed)
    assert failed.title() == "Agents"


def test_a_title_that_is_only_just_known_is_shown_soon(window: Window, qtbot: QtBot) -> None:
    window.go(Place("catalog"))
    qtbot.wait(2 * SOON_MS)
    trial(window).here = Place("catalog").having(row="orders")
    with qtbot.waitSignal(window.tabs.moved):
        pass
    assert window.windowTitle() == "catalog orders – PurSight"
    qtbot.waitUntil(lambda: not window.tabs._soon.isActive())  # and then there is calm
