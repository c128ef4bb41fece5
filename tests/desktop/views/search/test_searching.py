"""Searching by keyboard and mouse: as one types, facets, opening, saving, nothing found."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QInputDialog, QWidget
from pytestqt.qtbot import QtBot
from tests.builders.replica import AnEstate, an_estate

from pursight_desktop.background.desk import Desk
from pursight_desktop.background.place import Place
from pursight_desktop.operations.documenting import annotate
from pursight_desktop.replica.queries import search as queries
from pursight_desktop.replica.queries.search import Found
from pursight_desktop.replica.sync_state import SyncStatus
from pursight_desktop.sync.status import Connection, ConsoleStatus
from pursight_desktop.views.search import make
from pursight_desktop.views.search.saved import Asked, Searches
from pursight_desktop.views.search.view import DELAY_MS, SearchView
from pursight_desktop.widgets.states import EmptyState

CONTROL = Qt.KeyboardModifier.ControlModifier


@pytest.fixture
def estate(desk: Desk) -> AnEstate:
    return an_estate(desk.store, tables=30, columns=600)


def _open(desk: Desk, qtbot: QtBot, place: Place | None = None) -> SearchView:
    view = make(desk, place or Place("search"))
    assert isinstance(view, SearchView)
    qtbot.addWidget(view)
    view.resize(1100, 760)
    view.show()
    qtbot.waitUntil(lambda: desk.idle)
    return view


@pytest.fixture
def view(desk: Desk, estate: AnEstate, qtbot: QtBot) -> SearchView:
    return _open(desk, qtbot)


def _type(qtbot: QtBot, view: SearchView, desk: Desk, text: str) -> None:
    qtbot.keyClicks(view.field, text)
    qtbot.waitUntil(lambda: view.asked.text == view.field.text() and desk.idle)


def _search(desk: Desk, text: str) -> Found:
    with desk.store.reader() as connection:
        return queries.search(connection, text)


def _names(view: SearchView) -> list[str]:
    return [hit.line.fqn for hit in view.list.hits()]


def _shown(view: SearchView) -> QWidget:
    assert view.deck.shown() is view.content
    return view.content.currentWidget()


def _empty_words(view: SearchView) -> str:
    shown = view.deck.shown()
    assert isinstance(shown, EmptyState)
    return shown.title.text()


def test_results_come_as_one_types(desk: Desk, view: SearchView, qtbot: QtBot) -> None:
    assert DELAY_MS <= 60
    assert _shown(view) is view.start
    _type(qtbot, view, desk, "email")
    found = _search(desk, "email")
    assert found.hits
    assert _names(view) == [hit.line.fqn for hit in found.hits]
    assert _shown(view) is view.list
    assert view.told.text().startswith(f"{found.total:,} found in ")
    assert view.title() == "“email”"


def test_an_older_answer_never_comes_over_a_newer_one(
    desk: Desk, view: SearchView, qtbot: QtBot
) -> None:
    for text in ("e", "em", "phone", "iban"):
        view.ask(Asked(text))
    view.ask(Asked(""))
    qtbot.waitUntil(lambda: desk.idle)
    assert _shown(view) is view.start
    view.ask(Asked("email"))
    view.ask(Asked("iban"))
    qtbot.waitUntil(lambda: desk.idle)
    assert _names(view) == [hit.line.fqn for hit in _search(desk, "iban").hits]


def test_down_goes_into_the_results_and_enter_opens(
    desk: Desk, view: SearchView, qtbot: QtBot
) -> None:
    _type(qtbot, view, desk, "email")
    qtbot.keyClick(view.field, Qt.Key.Key_Down)
    qtbot.keyClick(view.list, Qt.Key.Key_Down)
    second = view.list.hits()[1].line.id
    with qtbot.waitSignal(desk.place_wanted) as wanted:
        qtbot.keyClick(view.list, Qt.Key.Key_Return)
    assert wanted.args == [Place("asset", second), False]
    assert view.searches.recent() == ["email"]


def test_enter_in_the_field_opens_the_best_and_control_enter_in_a_new_tab(
    desk: Desk, view: SearchView, qtbot: QtBot
) -> None:
    _type(qtbot, view, desk, "email")
    best = view.list.hits()[0].line.id
    with qtbot.waitSignal(desk.place_wanted) as wanted:
        qtbot.keyClick(view.field, Qt.Key.Key_Return)
    assert wanted.args == [Place("asset", best), False]
    with qtbot.waitSignal(desk.place_wanted) as wanted:
        qtbot.keyClick(view.field, Qt.Key.Key_Return, CONTROL)
    assert wanted.args == [Place("asset", best), True]


def test_enter_does_not_open_what_an_older_search_found(
    desk: Desk, view: SearchView, qtbot: QtBot
) -> None:
    _type(qtbot, view, desk, "email")
    view.field.selectAll()
    qtbot.keyClicks(view.field, "iban")
    with qtbot.waitSignal(desk.place_wanted) as wanted:
        qtbot.keyClick(view.field, Qt.Key.Key_Return)
    assert wanted.args is not None
    assert wanted.args[0].id == _search(desk, "iban").hits[0].line.id


def test_a_click_opens(desk: Desk, view: SearchView, qtbot: QtBot) -> None:
    _type(qtbot, view, desk, "email")
    at = view.list.visualRect(view.list.model().index(1, 0)).center()
    wanted_id = view.list.hits()[1].line.id
    with qtbot.waitSignal(desk.place_wanted) as wanted:
        qtbot.mouseClick(view.list.viewport(), Qt.MouseButton.LeftButton, pos=at)
    assert wanted.args == [Place("asset", wanted_id), False]


def test_one_goes_on_typing_wherever_one_is(desk: Desk, view: SearchView, qtbot: QtBot) -> None:
    _type(qtbot, view, desk, "ema")
    qtbot.keyClick(view.field, Qt.Key.Key_Down)
    qtbot.keyClicks(view.list, "i")
    assert view.field.text() == "emai"
    qtbot.keyClick(view.list, Qt.Key.Key_Escape)
    qtbot.waitUntil(lambda: desk.idle)
    assert view.field.text() == ""
    assert _shown(view) is view.start


def test_escape_in_the_field_clears(desk: Desk, view: SearchView, qtbot: QtBot) -> None:
    _type(qtbot, view, desk, "email")
    qtbot.keyClick(view.field, Qt.Key.Key_Escape)
    qtbot.waitUntil(lambda: _shown(view) is view.start)


def test_facets_narrow_and_chips_widen(desk: Desk, view: SearchView, qtbot: QtBot) -> None:
    _type(qtbot, view, desk, "email")
    every = _names(view)
    (row,) = [r for r in view.panel.groups["source"].rows if r.choice.title == "shop-test-1"]
    qtbot.mouseClick(row, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: bool(view.asked.chosen) and desk.idle)
    narrowed = [name for name in every if name.startswith("shop-test-1")]
    assert sorted(_names(view)) == sorted(narrowed)
    assert Asked.from_place(view.place()) == view.asked
    view.chips.removed.emit("source", view.asked.chosen["source"][0])
    qtbot.waitUntil(lambda: desk.idle)
    assert _names(view) == every


def test_typing_mistakes_are_forgiven_and_told(desk: Desk, view: SearchView, qtbot: QtBot) -> None:
    _type(qtbot, view, desk, "emial")
    assert view.list.hits()
    assert view.spelled.text() == "Did you mean “email”?"
    qtbot.mouseClick(view.spelled, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: desk.idle)
    assert view.field.text() == "email"
    assert view.spelled.isHidden()


def test_nothing_found_says_what_to_try(desk: Desk, view: SearchView, qtbot: QtBot) -> None:
    _type(qtbot, view, desk, "qqqxyzzy")
    assert _empty_words(view) == "Nothing found for “qqqxyzzy”"
    assert view.told.text().startswith("Nothing found in")
    view.ask(Asked("email", {"owner": ("Nobody of that name",)}))
    qtbot.waitUntil(lambda: desk.idle)
    assert _empty_words(view) == "Nothing found with these filters"


def test_while_it_fills_nothing_found_is_not_the_last_word(desk: Desk, qtbot: QtBot) -> None:
    desk.latest = ConsoleStatus(Connection.ONLINE, SyncStatus(first_fill=True))
    view = _open(desk, qtbot, Asked("email").place())
    assert _empty_words(view) == "Nothing found so far"


def test_a_search_is_saved_found_again_renamed_and_removed(
    desk: Desk, view: SearchView, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    view.ask(Asked("email", {"level": ("column",)}))
    monkeypatch.setattr(QInputDialog, "getText", lambda *_: ("Mails", True))
    qtbot.keyClick(view.field, Qt.Key.Key_S, CONTROL)
    assert Searches(desk.preferences).named(view.asked) == "Mails"
    view.ask(Asked())
    qtbot.waitUntil(lambda: desk.idle)
    qtbot.mouseClick(view.start.rows["Mails"], Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: desk.idle)
    assert view.field.text() == "email"
    assert view.panel.chosen() == {"level": ("column",)}
    assert {hit.line.level for hit in view.list.hits()} == {"column"}
    monkeypatch.setattr(QInputDialog, "getText", lambda *_: ("All mails", True))
    view.start._rename("Mails")
    assert list(view.start.rows) == ["All mails"]
    view.start._remove("All mails")
    assert view.searches.saved() == []


def test_what_is_edited_is_found_at_once(
    desk: Desk, estate: AnEstate, view: SearchView, qtbot: QtBot
) -> None:
    _type(qtbot, view, desk, "zanzibar")
    assert not view.list.hits()
    annotate(desk.store, [estate.tables[0]], description="Ships of Zanzibar")
    qtbot.waitUntil(lambda: len(view.list.hits()) == 1)
    assert view.list.hits()[0].line.id == estate.tables[0]
