"""Home: counts are the store's, lines and charts lead on, what was seen is remembered."""

from datetime import timedelta

import pytest
from PySide6.QtCore import QPointF, Qt
from PySide6.QtWidgets import QProgressBar
from pytestqt.qtbot import QtBot
from tests.builders.replica import AnEstate, an_estate

from pursight.clock import SystemClock
from pursight_desktop.background.desk import Desk
from pursight_desktop.background.place import Place
from pursight_desktop.operations.deciding import decide
from pursight_desktop.operations.documenting import annotate
from pursight_desktop.replica.queries import home as queries
from pursight_desktop.replica.sync_state import SyncStatus
from pursight_desktop.sync.status import Connection, ConsoleStatus
from pursight_desktop.views.home import make
from pursight_desktop.views.home.view import HomeView
from pursight_desktop.widgets.buttons import Button
from pursight_desktop.widgets.words import count


@pytest.fixture
def estate(desk: Desk) -> AnEstate:
    return an_estate(desk.store, tables=30, columns=600)


def _open(desk: Desk, qtbot: QtBot) -> HomeView:
    view = make(desk, Place("home"))
    assert isinstance(view, HomeView)
    qtbot.addWidget(view)
    view.resize(1100, 900)
    view.show()
    qtbot.waitUntil(lambda: desk.idle)
    return view


@pytest.fixture
def view(desk: Desk, estate: AnEstate, qtbot: QtBot) -> HomeView:
    return _open(desk, qtbot)


def _value(view: HomeView, tile: str) -> str:
    return view.estate.tiles[tile].accessibleName()


def test_the_numbers_are_those_of_the_estate(desk: Desk, estate: AnEstate, view: HomeView) -> None:
    assert "Sources: 2 " in _value(view, "sources")
    assert "Tables: 30 " in _value(view, "tables")
    assert "Columns: 600 " in _value(view, "columns")
    with desk.store.reader() as connection:
        found = queries.estate(connection)
    assert f"{found.sensitive} columns" in _value(view, "sensitive")
    assert f"Quality: {found.quality:.0f} " in _value(view, "quality")
    shown = {part.key: part.value for part in view.estate.labels.parts}
    assert shown == dict(found.labels[:8])
    assert view.needs.lines["reviews"].number == count(len(estate.undecided))


def test_a_decision_made_elsewhere_shows_at_once(
    desk: Desk, estate: AnEstate, view: HomeView, qtbot: QtBot
) -> None:
    decide(desk.store, estate.undecided[:5], "reject")
    left = count(len(estate.undecided) - 5)
    qtbot.waitUntil(lambda: view.needs.lines["reviews"].number == left)


def test_what_needs_one_leads_there_by_click_and_by_key(
    desk: Desk, view: HomeView, qtbot: QtBot
) -> None:
    line = view.needs.lines["reviews"]
    with qtbot.waitSignal(desk.place_wanted) as wanted:
        qtbot.mouseClick(line, Qt.MouseButton.LeftButton)
    assert wanted.args == [Place("review"), False]
    with qtbot.waitSignal(desk.place_wanted) as wanted:
        qtbot.keyClick(line, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    assert wanted.args == [Place("review"), True]


def test_a_bar_filters_the_catalog(desk: Desk, view: HomeView, qtbot: QtBot) -> None:
    chart = view.estate.labels
    second = next(y for y in range(200) if chart.number_at(QPointF(50, y)) == 1)
    label = chart.parts[1].key
    with qtbot.waitSignal(desk.place_wanted) as wanted:
        qtbot.mouseClick(chart, Qt.MouseButton.LeftButton, pos=QPointF(50, second + 4).toPoint())
    place = Place("catalog", None, (("level", "columns"), ("label", label)))
    assert wanted.args == [place, False]


def test_a_tile_leads_to_what_it_counts(desk: Desk, view: HomeView, qtbot: QtBot) -> None:
    with qtbot.waitSignal(desk.place_wanted) as wanted:
        qtbot.mouseClick(view.estate.tiles["sensitive"], Qt.MouseButton.LeftButton)
    assert wanted.args is not None
    place = wanted.args[0]
    assert place.screen == "catalog"
    assert {value for key, value in place.args if key == "sensitivity"} == {
        "restricted",
        "confidential",
    }


def test_a_quality_bar_leads_to_its_source(
    desk: Desk, estate: AnEstate, view: HomeView, qtbot: QtBot
) -> None:
    with qtbot.waitSignal(desk.place_wanted) as wanted:
        qtbot.mouseClick(
            view.estate.quality, Qt.MouseButton.LeftButton, pos=QPointF(60, 8).toPoint()
        )
    assert wanted.args is not None
    assert wanted.args[0].screen == "sources"
    assert wanted.args[0].id in estate.sources


def test_what_was_seen_is_remembered(
    desk: Desk, estate: AnEstate, view: HomeView, qtbot: QtBot
) -> None:
    assert view.changes.lines
    assert estate.events > len(view.changes.lines)
    qtbot.mouseClick(view.changes.mark, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: desk.idle)
    assert not view.changes.lines
    assert view.changes.mark.isHidden()
    again = _open(desk, qtbot)
    assert not again.changes.lines
    assert desk.preferences.get(f"home.seen.{desk.account.organisation_id}", 0) == estate.events


def test_an_entry_leads_to_its_asset(
    desk: Desk, estate: AnEstate, view: HomeView, qtbot: QtBot
) -> None:
    with qtbot.waitSignal(desk.place_wanted) as wanted:
        qtbot.mouseClick(view.changes.lines[0], Qt.MouseButton.LeftButton)
    assert wanted.args is not None
    assert wanted.args[0].screen == "asset"
    assert wanted.args[0].id in estate.tables


def test_an_empty_estate_says_what_to_do(desk: Desk, qtbot: QtBot) -> None:
    view = _open(desk, qtbot)
    assert view.content.currentWidget() is view.beginning
    enrol, register = view.beginning.findChildren(Button)
    with qtbot.waitSignal(desk.place_wanted) as wanted:
        qtbot.mouseClick(enrol, Qt.MouseButton.LeftButton)
    assert wanted.args == [Place("agents"), False]
    with qtbot.waitSignal(desk.place_wanted) as wanted:
        qtbot.mouseClick(register, Qt.MouseButton.LeftButton)
    assert wanted.args == [Place("sources"), False]
    an_estate(desk.store, tables=4, columns=20)
    qtbot.waitUntil(lambda: view.content.currentWidget() is view.page)


def test_while_it_fills_it_shows_what_is_here_and_looks_again_at_the_end(
    desk: Desk, estate: AnEstate, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    filling = SyncStatus(first_fill=True, filled=1_200, total=5_000)
    desk.latest = ConsoleStatus(Connection.ONLINE, filling)
    view = _open(desk, qtbot)
    assert not view.findChildren(QProgressBar)  # the window says how far it is, once
    assert "Columns: 600 " in _value(view, "columns")
    done = ConsoleStatus(Connection.ONLINE, SyncStatus(first_fill=False))
    desk.latest = done
    looked: list[int] = []
    monkeypatch.setattr(view, "refresh", lambda: looked.append(1))
    desk.status.emit(done)
    desk.status.emit(done)
    assert looked == [1]


def test_an_empty_replica_that_fills_is_no_empty_estate(desk: Desk, qtbot: QtBot) -> None:
    desk.latest = ConsoleStatus(Connection.ONLINE, SyncStatus(first_fill=True))
    view = _open(desk, qtbot)
    assert view.content.currentWidget() is view.page


def test_offline_it_says_how_old_it_is(desk: Desk, estate: AnEstate, qtbot: QtBot) -> None:
    then = SystemClock().now() - timedelta(minutes=25)
    status = SyncStatus(first_fill=False, checkpoint_at=then)
    desk.latest = ConsoleStatus(Connection.OFFLINE, status)
    view = _open(desk, qtbot)
    assert view.state.text() == "Offline; as the server had it 25 minutes ago"
    assert view.needs.lines


def test_news_while_hidden_is_read_when_shown(
    desk: Desk, estate: AnEstate, view: HomeView, qtbot: QtBot
) -> None:
    view.hide()
    before = _value(view, "tables")
    annotate(desk.store, estate.tables, owner="Sales")
    qtbot.waitUntil(lambda: view.news.stale)
    assert _value(view, "tables") == before
    view.show()
    qtbot.waitUntil(lambda: "100 % have an owner" in _value(view, "tables"))
