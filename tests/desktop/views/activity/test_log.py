"""The log by mouse and keyboard: filters, days, endless scrolling, what changed, export."""

import csv
from collections.abc import Iterator
from datetime import UTC, date, datetime
from io import StringIO
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot
from tests.builders.replica import AnEstate, an_estate
from tests.desktop.views.stations import a_desk, settle, show

from pursight.spreadsheets import safe
from pursight_desktop.background.desk import Desk
from pursight_desktop.background.place import Place
from pursight_desktop.operations.documenting import annotate
from pursight_desktop.replica.queries.activity import EventLine
from pursight_desktop.replica.queries.reading import fields_of
from pursight_desktop.replica.store import Store
from pursight_desktop.session.account import Account
from pursight_desktop.views import activity
from pursight_desktop.views.activity.asked import Asked, all_of, read
from pursight_desktop.views.activity.lines import Day, day_words, lined
from pursight_desktop.views.activity.pane import EntryPane
from pursight_desktop.views.activity.screen import ActivityScreen
from pursight_desktop.widgets.states import EmptyState

NOW = datetime(2026, 3, 2, 12, tzinfo=UTC)


@pytest.fixture
def estate(replica_store: Store) -> AnEstate:
    """An estate whose log has more entries than are read at once."""
    return an_estate(replica_store, tables=100, columns=1500)


@pytest.fixture
def desk(
    replica_store: Store, account: Account, estate: AnEstate, qapp: QApplication
) -> Iterator[Desk]:
    """A desk over it."""
    desk = a_desk(replica_store, account)
    yield desk
    desk.close()


@pytest.fixture
def log(qtbot: QtBot, desk: Desk) -> ActivityScreen:
    """The screen, shown."""
    view = activity.make(desk, Place("activity"))
    assert isinstance(view, ActivityScreen)
    show(qtbot, desk, view)
    return view


def shown(log: ActivityScreen) -> list[EventLine]:
    rows = (log.table.row(number) for number in range(log.table.row_count()))
    return [row for row in rows if isinstance(row, EventLine)]


def test_begins_with_the_newest_below_its_day(log: ActivityScreen, estate: AnEstate) -> None:
    assert isinstance(log.table.row(0), Day)
    numbers = [entry.number for entry in shown(log)]
    assert numbers[0] == estate.events
    assert numbers == sorted(numbers, reverse=True)


def test_reads_on_as_one_scrolls_until_there_is_no_more(
    log: ActivityScreen, estate: AnEstate, desk: Desk, qtbot: QtBot
) -> None:
    assert len(shown(log)) < estate.events
    for _ in range(4):
        log.table.verticalScrollBar().setValue(log.table.verticalScrollBar().maximum())
        settle(qtbot, desk)
    assert [entry.number for entry in shown(log)] == list(range(estate.events, 0, -1))


def test_filters_by_person_and_text(log: ActivityScreen, desk: Desk, qtbot: QtBot) -> None:
    log.people.setCurrentIndex(log.people.findData("Grace Hopper"))
    settle(qtbot, desk)
    assert {entry.actor_name for entry in shown(log)} == {"Grace Hopper"}
    qtbot.keyClicks(log.search, "described")
    qtbot.waitUntil(lambda: log.asked().text == "described")
    qtbot.wait(250)
    settle(qtbot, desk)
    assert {entry.kind for entry in shown(log)} == {"asset.annotated"}
    assert log.place().arg("who") == "Grace Hopper"
    qtbot.keyClicks(log.search, " nothing like it")
    qtbot.waitUntil(lambda: isinstance(log.deck.shown(), EmptyState))


def test_opens_what_an_entry_is_about(log: ActivityScreen, desk: Desk, qtbot: QtBot) -> None:
    entry = log.table.current()
    assert isinstance(entry, EventLine)
    with qtbot.waitSignal(desk.place_wanted) as went:
        qtbot.keyClick(log.table, Qt.Key.Key_Return)
    assert went.args is not None
    assert went.args[0] == Place("asset", entry.subject_id)


def test_reverts_what_a_person_changed(log: ActivityScreen, desk: Desk, qtbot: QtBot) -> None:
    number = next(
        number
        for number in range(log.table.row_count())
        if isinstance(row := log.table.row(number), EventLine) and row.kind == "asset.annotated"
    )
    log.table.go_to(number)
    entry, pane = log.table.current(), log.pane()
    assert isinstance(entry, EventLine)
    assert isinstance(pane, EntryPane)
    assert entry.subject_id is not None
    asset_id = entry.subject_id
    annotate(desk.store, [asset_id], description="What it says by now")
    qtbot.mouseClick(pane.revert_button, Qt.MouseButton.LeftButton)
    settle(qtbot, desk)
    with desk.store.reader() as connection:
        fields = fields_of(connection, "asset", asset_id)
    assert fields is not None
    assert fields["description"] == ""


def test_exports_what_is_filtered(
    log: ActivityScreen, desk: Desk, qtbot: QtBot, tmp_path: Path
) -> None:
    log.people.setCurrentIndex(log.people.findData("Grace Hopper"))
    settle(qtbot, desk)
    path = tmp_path / "log.csv"
    with qtbot.waitSignal(desk.notice) as told:
        log.export_to(path)
    assert told.args is not None
    assert str(path) in told.args[1]
    rows = list(csv.DictReader(StringIO(path.read_text(encoding="utf-8-sig"))))
    with desk.store.reader() as connection:
        wanted = list(all_of(connection, Asked(who="Grace Hopper"), NOW, lambda _n: True))
    assert [int(row["number"]) for row in rows] == [entry.number for entry in wanted]
    assert {row["who"] for row in rows} == {"Grace Hopper"}
    assert list(tmp_path.iterdir()).count(path) == 1
    assert not list(tmp_path.glob(".*part"))


def test_says_so_when_the_file_cannot_be_written(
    log: ActivityScreen, desk: Desk, qtbot: QtBot, tmp_path: Path
) -> None:
    with qtbot.waitSignal(desk.notice) as told:
        log.export_to(tmp_path / "no such folder" / "log.csv")
    assert told.args is not None
    assert told.args[0] == "error"
    assert log.export_button.isEnabled()


def test_a_text_is_searched_a_stretch_at_a_time(desk: Desk, estate: AnEstate) -> None:
    with desk.store.reader() as connection:
        nothing = read(connection, Asked(text="no entry says this"), NOW, None)
        some = read(connection, Asked(text="DESCRIBED"), NOW, None, wanted=5)
    assert (nothing.entries, nothing.ended) == ([], True)
    assert len(some.entries) >= 5


@pytest.mark.parametrize("text", ["=1+1", "+1", "-1", "@x", "\t=1", " =1", "\r=1", "＝1"])
def test_no_cell_of_an_export_is_a_formula(text: str) -> None:
    assert safe(text) == f"'{text}"
    assert safe(f"x{text}") == f"x{text}"


def test_days_are_named_as_people_name_them() -> None:
    today = date(2026, 3, 2)
    assert day_words(today, today) == "Today"
    assert day_words(date(2026, 3, 1), today) == "Yesterday"
    assert "2025" in day_words(date(2025, 3, 1), today)
    assert "2026" not in day_words(date(2026, 2, 1), today)
    assert lined([], today) == []
