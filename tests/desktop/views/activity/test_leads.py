"""Where entries lead, and what the screen does with the place it is opened with."""

from collections.abc import Iterator
from uuid import UUID

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot
from tests.builders.log_entries import write_down
from tests.builders.replica import AnEstate, an_estate
from tests.desktop.views.stations import a_desk, settle, show

from pursight_desktop.background.desk import Desk
from pursight_desktop.background.place import Place
from pursight_desktop.replica.queries.activity import EventLine
from pursight_desktop.replica.queries.reading import all_of
from pursight_desktop.replica.store import Store
from pursight_desktop.session.account import Account
from pursight_desktop.views import activity
from pursight_desktop.views.activity.pane import EntryPane
from pursight_desktop.views.activity.screen import ActivityScreen

SOMEBODY = UUID(int=8)


@pytest.fixture
def estate(replica_store: Store) -> AnEstate:
    """An estate with one violation, one rule, one scan and one person in the log."""
    estate = an_estate(replica_store, tables=40, columns=1000)
    with replica_store.reader() as connection:
        (violation, _), (rule, _), (scan, _) = (
            all_of(connection, entity)[0] for entity in ("violation", "rule", "scan")
        )
    write_down(
        replica_store,
        {"kind": "scan.failed", "subject_kind": "scan", "subject_id": scan},
        {"kind": "rule.failed", "subject_kind": "rule", "subject_id": rule},
        {"kind": "violation.opened", "subject_kind": "violation", "subject_id": violation},
        {"kind": "person.created", "subject_kind": "person", "subject_id": SOMEBODY,
         "after": {"name": "Ada"}},
    )  # fmt: skip
    return estate


@pytest.fixture
def desk(
    replica_store: Store, account: Account, estate: AnEstate, qapp: QApplication
) -> Iterator[Desk]:
    """A desk over it."""
    desk = a_desk(replica_store, account)
    yield desk
    desk.close()


def log(qtbot: QtBot, desk: Desk, place: Place) -> ActivityScreen:
    view = activity.make(desk, place)
    assert isinstance(view, ActivityScreen)
    show(qtbot, desk, view)
    return view


def shown(view: ActivityScreen) -> list[EventLine]:
    rows = (view.table.row(number) for number in range(view.table.row_count()))
    return [row for row in rows if isinstance(row, EventLine)]


@pytest.mark.parametrize(
    ("kind", "screen", "tab"),
    [
        ("violation.opened", "asset", "violations"),
        ("rule.failed", "asset", "rules"),
        ("scan.failed", "scans", ""),
        ("person.created", "activity", ""),
    ],
)
def test_a_kind_is_filtered_from_the_start_and_its_entry_opens_what_it_is_about(
    qtbot: QtBot, desk: Desk, kind: str, screen: str, tab: str
) -> None:
    place = Place("activity").having(kind=kind)
    view = log(qtbot, desk, place)
    assert {line.kind for line in shown(view)} == {kind}
    assert view.place() == place
    line, pane = view.table.current(), view.pane()
    assert isinstance(line, EventLine)
    assert isinstance(pane, EntryPane)
    assert line.subject_name in pane.heading.text()
    with qtbot.waitSignal(desk.place_wanted) as by_key:
        qtbot.keyClick(view.table, Qt.Key.Key_Return)
    with qtbot.waitSignal(desk.place_wanted) as by_click:
        qtbot.mouseClick(pane.open_button, Qt.MouseButton.LeftButton)
    assert by_key.args is not None
    assert by_click.args is not None
    wanted = by_key.args[0]
    assert (wanted.screen, wanted.arg("tab")) == (screen, tab)
    assert wanted == by_click.args[0]


def test_all_entries_about_somebody_are_listed_under_their_name(qtbot: QtBot, desk: Desk) -> None:
    place = Place("activity", SOMEBODY).having(name="Ada")
    view = log(qtbot, desk, place)
    assert [line.subject_id for line in shown(view)] == [SOMEBODY]
    assert view.place() == place


def test_another_choice_takes_the_kind_away(qtbot: QtBot, desk: Desk) -> None:
    view = log(qtbot, desk, Place("activity").having(kind="scan.failed"))
    view.what.setCurrentIndex(0)
    settle(qtbot, desk)
    assert len(shown(view)) > 1
    assert view.place() == Place("activity")


@pytest.mark.parametrize("about", ["1", "2", "3", "4"])
def test_a_group_of_kinds_is_remembered(qtbot: QtBot, desk: Desk, about: str) -> None:
    place = Place("activity").having(about=about)
    assert log(qtbot, desk, place).place() == place
