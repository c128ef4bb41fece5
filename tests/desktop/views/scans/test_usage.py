"""What a run cost, as its pane tells it."""

from collections.abc import Iterator

import pytest
from PySide6.QtWidgets import QApplication, QLabel
from pytestqt.qtbot import QtBot
from tests.builders.replica import AnEstate, an_estate
from tests.desktop.views.rows_of import change
from tests.desktop.views.stations import a_desk, connect, settle, show

from pursight_desktop.background.desk import Desk
from pursight_desktop.background.place import Place
from pursight_desktop.replica.store import Store
from pursight_desktop.session.account import Account
from pursight_desktop.sync.status import Connection
from pursight_desktop.views import scans
from pursight_desktop.views.scans.screen import ScansScreen

USED = {
    "wall_seconds": 423.5,
    "source_seconds": 84.7,
    "busy_share": 0.2,
    "share_pause_seconds": 301.2,
    "window_pause_seconds": 0.0,
    "statements": {"begin": 2, "copy": 30, "select": 100},
    "connections": 1,
    "rows": 1_200_000,
    "bytes": 310_000_000,
    "cpu_seconds": 37.25,
    "peak_memory_bytes": 186_638_336,
    "tables_read": 26,
    "tables_unchanged": 214,
    "unchanged_since": "2026-11-02T02:30:00Z",
    "tables_resumed": 4,
    "resumed_since": "2026-11-21T22:27:37Z",
    "starts": 2,
}


@pytest.fixture
def estate(replica_store: Store) -> AnEstate:
    return an_estate(replica_store, tables=30, columns=300)


@pytest.fixture
def desk(
    replica_store: Store, account: Account, estate: AnEstate, qapp: QApplication
) -> Iterator[Desk]:
    desk = a_desk(replica_store, account)
    connect(desk, Connection.ONLINE)
    yield desk
    desk.close()


def shown(qtbot: QtBot, desk: Desk, estate: AnEstate) -> list[str]:
    view = scans.make(desk, Place("scans", estate.scans[-1]))
    assert isinstance(view, ScansScreen)
    show(qtbot, desk, view, size=(1072, 1150))
    settle(qtbot, desk)
    pane = view.pane()
    assert pane is not None
    return [label.text() for label in pane.findChildren(QLabel)]


def test_the_pane_says_what_a_run_cost(qtbot: QtBot, desk: Desk, estate: AnEstate) -> None:
    change(desk.store, "scan", estate.scans[-1], usage=USED)
    words = shown(qtbot, desk, estate)
    for told in (
        "84.7 s (20 %)",
        "132",
        "310 MB",
        "301.2 s",
        "187 MB",
    ):
        assert told in words, words
    assert any(text.startswith("214, since ") for text in words)
    assert any(text.startswith("4, since ") for text in words)
    assert "Waited for its hours" not in words


def test_a_run_of_an_older_agent_says_nothing_of_it(
    qtbot: QtBot, desk: Desk, estate: AnEstate
) -> None:
    assert "The source was busy" not in shown(qtbot, desk, estate)
