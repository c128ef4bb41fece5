"""Each screen goes where its place says, and says so itself, before and after it has read."""

from collections.abc import Callable, Iterator
from uuid import UUID

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot
from tests.builders.replica import AnEstate, an_estate
from tests.desktop.views.stations import a_desk, connect, settle

from pursight_desktop.app.screens import make_screen
from pursight_desktop.background.desk import Desk
from pursight_desktop.background.place import Place
from pursight_desktop.replica.queries.reading import all_of
from pursight_desktop.replica.store import Store
from pursight_desktop.session.account import Account
from pursight_desktop.sync.status import Connection
from pursight_desktop.views.home.estate_panel import COLUMNS, SENSITIVE, VIOLATIONS
from pursight_desktop.views.scans.screen import ScansScreen

GONE = UUID(int=404)


@pytest.fixture
def estate(replica_store: Store) -> AnEstate:
    """An estate with something for each screen."""
    return an_estate(replica_store, tables=40, columns=1000)


@pytest.fixture
def desk(
    replica_store: Store, account: Account, estate: AnEstate, qapp: QApplication
) -> Iterator[Desk]:
    """A desk over it, with a server."""
    desk = a_desk(replica_store, account)
    connect(desk, Connection.ONLINE)
    yield desk
    desk.close()


def some(store: Store, entity: str, number: int = 3) -> UUID:
    with store.reader() as connection:
        return all_of(connection, entity)[number][0]


def same(one: Place, other: Place) -> bool:
    """Whether both say the same; in which order does not matter."""
    return (one.screen, one.id, sorted(one.args)) == (other.screen, other.id, sorted(other.args))


PLACES: list[Callable[[AnEstate], Place]] = [
    lambda e: Place("home"),
    lambda e: Place("problems"),
    lambda e: Place("settings"),
    lambda e: VIOLATIONS,
    lambda e: Place("activity", e.tables[3]).having(name="shop", span="week", text="x"),
    lambda e: COLUMNS,
    lambda e: SENSITIVE,
    lambda e: Place("catalog", e.schemas[0]).having(gone="yes", owner="Ada"),
    lambda e: Place("catalog", None, (("level", "columns"), ("owner", ""), ("quality", "70"))),
    lambda e: Place("catalog").having(level="columns", label="email"),
    lambda e: Place("asset", e.tables[3]),
    lambda e: Place("asset", e.tables[3]).having(tab="rules"),
    lambda e: Place("asset", e.tables[3]).having(tab="violations"),
    lambda e: Place("sources", e.sources[1]),
    lambda e: Place("scans", e.scans[5]),
    lambda e: Place("search").having(text="customer"),
    lambda e: Place("review").having(at=str(e.undecided[2])),
]


@pytest.mark.parametrize("wanted", PLACES, ids=range(len(PLACES)))
def test_a_screen_shows_what_its_place_says(
    qtbot: QtBot, desk: Desk, estate: AnEstate, wanted: Callable[[AnEstate], Place]
) -> None:
    place = wanted(estate)
    view = make_screen(desk, place)
    qtbot.addWidget(view)
    assert same(view.place(), place)  # the layout may be kept before anything was read
    view.show()
    settle(qtbot, desk)
    assert same(view.place(), place)


def test_scans_are_filtered_and_go_to_one(qtbot: QtBot, desk: Desk, estate: AnEstate) -> None:
    source = estate.sources[1]
    view = make_screen(desk, Place("scans").having(source=str(source)))
    assert isinstance(view, ScansScreen)
    qtbot.addWidget(view)
    assert view.place().arg("source") == str(source)
    view.show()
    settle(qtbot, desk)
    rows = [view.table.row(number) for number in range(view.table.row_count())]
    assert {row.source_id for row in rows if row is not None} == {source}


def test_a_scan_older_than_all_that_are_listed_is_listed_too(
    qtbot: QtBot, desk: Desk, estate: AnEstate, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("pursight_desktop.views.scans.screen.NEWEST", 2)
    oldest = estate.scans[0]
    for wanted in (oldest, estate.scans[1]):
        view = make_screen(desk, Place("scans", wanted))
        assert isinstance(view, ScansScreen)
        qtbot.addWidget(view)
        view.show()
        settle(qtbot, desk)
        assert view.place() == Place("scans", wanted)


@pytest.mark.parametrize("screen", ["scans", "sources", "agents"])
def test_what_is_not_there_any_more_is_told(
    qtbot: QtBot, desk: Desk, estate: AnEstate, screen: str
) -> None:
    told: list[str] = []
    desk.notice.connect(lambda _kind, text: told.append(text))
    view = make_screen(desk, Place(screen, GONE))
    qtbot.addWidget(view)
    view.show()
    settle(qtbot, desk)
    assert told == [f"That {screen.removesuffix('s')} is not in your copy any more."]
    assert view.place().id not in (None, GONE)
    view.refresh()
    settle(qtbot, desk)
    assert len(told) == 1
