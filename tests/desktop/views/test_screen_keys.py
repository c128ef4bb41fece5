"""Every key of the program is in the sheet and in the settings, once, and does something."""

from collections import Counter
from collections.abc import Iterator

import pytest
from PySide6.QtGui import QAction, QKeySequence, QShortcut
from PySide6.QtWidgets import QAbstractButton, QApplication, QWidget
from pytestqt.qtbot import QtBot
from tests.builders.replica import AnEstate, an_estate
from tests.desktop.views.stations import a_desk, connect, settle
from tests.desktop.views.troubles import make

from pursight_desktop.app.screens import SCREENS
from pursight_desktop.app.shortcuts import ShortcutSheet
from pursight_desktop.app.window import Window
from pursight_desktop.background.desk import Desk
from pursight_desktop.background.place import SCREENS as PLACES
from pursight_desktop.background.place import Place
from pursight_desktop.replica.store import Store
from pursight_desktop.session.account import Account
from pursight_desktop.sync.status import Connection
from pursight_desktop.theme import Theme
from pursight_desktop.views.administration.screen import AdministrationScreen
from pursight_desktop.views.administration.sections import SECTIONS
from pursight_desktop.views.asset.view import AssetView
from pursight_desktop.views.settings.screen import SettingsScreen
from pursight_desktop.widgets import screen_keys
from pursight_desktop.widgets.key_list import KeyList
from pursight_desktop.widgets.labels import KeyHint, Label

EVERYTHING = (
    "sources.write", "scans.run", "agents.write", "catalog.write", "classification.decide",
    "rules.write", "compliance.write", "classification.read", "rules.read", "compliance.read",
    *(section.needs for section in SECTIONS),
)  # fmt: skip


@pytest.fixture
def estate(replica_store: Store) -> AnEstate:
    """An estate with something for each screen, problems too."""
    estate = an_estate(replica_store, tables=10, columns=200)
    make(replica_store)
    return estate


@pytest.fixture
def desk(
    replica_store: Store, account: Account, estate: AnEstate, qapp: QApplication
) -> Iterator[Desk]:
    """The desk of somebody who may do everything, with a server."""
    desk = a_desk(replica_store, account, *EVERYTHING)
    connect(desk, Connection.ONLINE)
    yield desk
    desk.close()


@pytest.fixture
def window(qtbot: QtBot, desk: Desk, theme: Theme) -> Window:
    """The window over it."""
    window = Window(desk, theme)
    qtbot.addWidget(window)
    window.show()
    return window


def go(window: Window, qtbot: QtBot, estate: AnEstate, screen: str) -> QWidget:
    """Show a screen with all that it has."""
    of = {"asset": estate.undecided[0]}
    window.go(Place(screen, of.get(screen)))
    settle(qtbot, window.desk)
    view = window.tabs.shown()
    assert view is not None
    if isinstance(view, AssetView):
        for name in view._keys:
            view.section(name)
            settle(qtbot, window.desk)
    if isinstance(view, AdministrationScreen):
        for name in view.buttons:
            view.go_to(name)
            settle(qtbot, window.desk)
    return view


def found_in(view: QWidget) -> Counter[str]:
    """Count the keys of shortcuts, actions and buttons below a widget."""
    keys: list[QKeySequence] = []
    for shortcut in view.findChildren(QShortcut):
        keys += shortcut.keys()
    for action in {*view.actions(), *view.findChildren(QAction)}:
        keys += action.shortcuts()
    for button in view.findChildren(QAbstractButton):
        keys.append(button.shortcut())
    return Counter(one.toString() for one in keys if not one.isEmpty())


@pytest.mark.parametrize("screen", PLACES)
def test_what_a_screen_has_is_listed_and_what_is_listed_it_has(
    window: Window, qtbot: QtBot, estate: AnEstate, screen: str
) -> None:
    view = go(window, qtbot, estate, screen)
    listed = [one for keys, _ in screen_keys.KEYS.get(screen, ()) for one in keys]
    # lists share keys; one of them is shown at a time
    if screen in {"catalog", "requests", "administration"}:
        assert set(found_in(view)) == set(listed)
    else:
        assert found_in(view) == Counter(listed)
    assert max(Counter(listed).values(), default=1) == 1


def lists(widget: QWidget) -> list[tuple[str, str, tuple[str, ...]]]:
    """Read what is listed: heading, words, keys as they are shown."""
    found = []
    for one in widget.findChildren(KeyList):
        for number in range(1, one.layout().count()):
            row = one.layout().itemAt(number).layout()
            parts = [row.itemAt(at).widget() for at in range(row.count())]
            assert isinstance(parts[0], Label)
            keys = tuple(part.text() for part in parts[1:] if isinstance(part, KeyHint))
            found.append((one.accessibleName(), parts[0].text(), keys))
    return found


@pytest.mark.parametrize("screen", ["home", "asset", "problems"])
def test_the_sheet_lists_all_of_them_once_those_of_the_screen_first(
    window: Window, qtbot: QtBot, estate: AnEstate, screen: str
) -> None:
    go(window, qtbot, estate, screen)
    window.actions_.trigger("shortcuts")
    sheet = window.findChild(ShortcutSheet)
    assert isinstance(sheet, ShortcutSheet)
    shown = lists(sheet)
    sheet.close()
    of_screens = [line for lines in screen_keys.KEYS.values() for line in lines]
    window_has = [entry for entry in window.actions_ if entry.action.shortcuts()]
    in_tables = screen_keys.in_tables()[1]
    assert len(shown) == len(of_screens) + len(window_has) + len(in_tables)
    assert len(set(shown)) == len(shown)
    for entry in window_has:
        assert sum(words == entry.title for _, words, _ in shown) >= 1
    here = [words for heading, words, _ in shown if heading == "On this screen"]
    assert here == [words for words, _ in screen_keys.of_screen(screen)]


def test_the_settings_list_all_of_them_once(window: Window, qtbot: QtBot, estate: AnEstate) -> None:
    view = go(window, qtbot, estate, "settings")
    assert isinstance(view, SettingsScreen)
    shown = lists(view.shortcuts)
    of_screens = [line for lines in screen_keys.KEYS.values() for line in lines]
    window_has = {entry.title for entry in window.actions_ if entry.action.shortcuts()}
    assert len(shown) == len(of_screens) + len(window_has) + len(screen_keys.in_tables()[1])
    assert len(set(shown)) == len(shown)
    assert window_has <= {words for _, words, _ in shown}
    window.go(Place("home"))
    window.go(Place("settings"))
    settle(qtbot, window.desk)
    QApplication.processEvents()
    assert lists(view.shortcuts) == shown


def test_no_key_of_a_screen_is_one_of_the_window(window: Window) -> None:
    taken = {
        one.toString() for entry in window.actions_ for one in entry.action.shortcuts()
    }  # fmt: skip
    for screen, lines in screen_keys.KEYS.items():
        assert not taken & {one for keys, _ in lines for one in keys}, screen


def test_each_screen_with_keys_has_a_heading() -> None:
    assert screen_keys.SCREENS.keys() == screen_keys.KEYS.keys()
    assert screen_keys.KEYS.keys() <= {screen.name for screen in SCREENS} | {"asset"}
