"""All runs: filters, what is beside them, and that without the server nothing pretends to work."""

from collections.abc import Iterator

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot
from tests.builders.replica import AnEstate, an_estate
from tests.desktop.views.rows_of import change
from tests.desktop.views.stations import a_desk, connect, settle, show

from pursight_desktop.background.desk import Desk
from pursight_desktop.background.place import Place
from pursight_desktop.replica.queries.estate import ScanLine
from pursight_desktop.replica.store import Store
from pursight_desktop.session.account import Account
from pursight_desktop.sync.status import Connection
from pursight_desktop.views import scans
from pursight_desktop.views.scans.pane import ScanPane
from pursight_desktop.views.scans.screen import ScansScreen
from pursight_desktop.widgets.states import EmptyState


@pytest.fixture
def estate(replica_store: Store) -> AnEstate:
    """An estate with a few scans of each source."""
    return an_estate(replica_store, tables=30, columns=300)


@pytest.fixture
def desk(
    replica_store: Store, account: Account, estate: AnEstate, qapp: QApplication
) -> Iterator[Desk]:
    """A desk over it, with a server."""
    desk = a_desk(replica_store, account)
    connect(desk, Connection.ONLINE)
    yield desk
    desk.close()


def screen(qtbot: QtBot, desk: Desk, place: Place | None = None) -> ScansScreen:
    view = scans.make(desk, place or Place("scans"))
    assert isinstance(view, ScansScreen)
    show(qtbot, desk, view)
    return view


def test_filters_by_source_and_state_and_remembers_it(
    qtbot: QtBot, desk: Desk, estate: AnEstate
) -> None:
    view = screen(qtbot, desk)
    everything = view.table.row_count()
    view.source_filter.setCurrentIndex(view.source_filter.findData(str(estate.sources[0])))
    rows = [view.table.row(number) for number in range(view.table.row_count())]
    assert 0 < len(rows) < everything
    assert {row.source_id for row in rows if row} == {estate.sources[0]}
    place = view.place()
    again = screen(qtbot, desk, place)
    assert again.table.row_count() == len(rows)
    again.state_filter.setCurrentIndex(again.state_filter.findData("cancelled"))
    assert isinstance(again.deck.shown(), EmptyState)
    again.show_all()
    assert again.table.row_count() == everything


def test_shows_progress_as_it_comes_and_what_went_wrong(
    qtbot: QtBot, desk: Desk, estate: AnEstate
) -> None:
    scan = estate.scans[-1]
    view = screen(qtbot, desk, Place("scans", scan))
    current = view.table.current()
    assert isinstance(current, ScanLine)
    assert current.id == scan
    progress = {"phase": "reading", "tables_done": 3, "tables_total": 12, "rows": 5000}
    change(desk.store, "scan", scan, state="running", ended_at=None, progress=progress)
    settle(qtbot, desk)
    qtbot.waitUntil(lambda: getattr(view.table.current(), "state", "") == "running")
    settle(qtbot, desk)
    pane = view.pane()
    assert isinstance(pane, ScanPane)
    assert pane.cancel_button is not None
    assert pane.cancel_button.isEnabled()
    problem = {"code": "source.denied", "message": "no rights", "hint": "Grant them."}
    change(
        desk.store, "scan", scan, state="failed", ended_at="2026-03-01T00:00:00Z", problem=problem
    )
    settle(qtbot, desk)
    qtbot.waitUntil(lambda: getattr(view.table.current(), "state", "") == "failed")
    settle(qtbot, desk)
    pane = view.pane()
    assert isinstance(pane, ScanPane)
    assert pane.retry_button is not None


def test_without_the_server_buttons_are_off_and_say_why(
    qtbot: QtBot, desk: Desk, estate: AnEstate
) -> None:
    change(desk.store, "scan", estate.scans[-1], state="failed")
    view = screen(qtbot, desk, Place("scans", estate.scans[-1]))
    pane = view.pane()
    assert isinstance(pane, ScanPane)
    assert pane.retry_button is not None
    assert pane.retry_button.isEnabled()
    connect(desk, Connection.OFFLINE)
    assert not pane.retry_button.isEnabled()
    assert "offline" in pane.retry_button.toolTip()
    assert not view.start_button.isEnabled()
    assert view.notice.isVisible()
    connect(desk, Connection.ONLINE)
    assert pane.retry_button.isEnabled()
    assert not view.notice.isVisible()


def test_the_run_can_be_copied(qtbot: QtBot, desk: Desk, estate: AnEstate) -> None:
    view = screen(qtbot, desk, Place("scans", estate.scans[0]))
    pane = view.pane()
    assert isinstance(pane, ScanPane)
    qtbot.mouseClick(pane.copy_button, Qt.MouseButton.LeftButton)
    assert QApplication.clipboard().text() == str(estate.scans[0])


def test_the_trace_under_which_logs_tell_of_it_can_be_copied(
    qtbot: QtBot, desk: Desk, estate: AnEstate
) -> None:
    view = screen(qtbot, desk, Place("scans", estate.scans[0]))
    pane = view.pane()
    assert isinstance(pane, ScanPane)
    assert pane.copy_trace is not None
    qtbot.mouseClick(pane.copy_trace, Qt.MouseButton.LeftButton)
    copied = QApplication.clipboard().text()
    current = view.table.current()
    assert isinstance(current, ScanLine)
    assert copied == current.trace_id
    assert len(copied) == 32
    change(desk.store, "scan", estate.scans[0], trace_id="")  # as an older server tells it
    settle(qtbot, desk)
    pane = view.pane()
    assert isinstance(pane, ScanPane)
    assert pane.copy_trace is None
