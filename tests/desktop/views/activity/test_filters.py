"""What of the log is asked for: the groups of kinds, and somebody whom the log does not know."""

from collections import Counter
from collections.abc import Iterator

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot
from tests.builders.replica import an_estate
from tests.desktop.views.stations import a_desk, settle, show

from pursight_desktop.background.desk import Desk
from pursight_desktop.background.place import Place
from pursight_desktop.replica.store import Store
from pursight_desktop.session.account import Account
from pursight_desktop.views import activity
from pursight_desktop.views.activity.asked import kinds_of
from pursight_desktop.views.activity.screen import ActivityScreen
from pursight_desktop.widgets.event_words import kinds


@pytest.fixture
def desk(replica_store: Store, account: Account, qapp: QApplication) -> Iterator[Desk]:
    an_estate(replica_store, tables=4, columns=20)
    desk = a_desk(replica_store, account)
    yield desk
    desk.close()


def test_each_kind_of_entry_is_in_one_group(qtbot: QtBot, desk: Desk) -> None:
    view = activity.make(desk, Place("activity"))
    assert isinstance(view, ActivityScreen)
    qtbot.addWidget(view)
    numbers = [str(view.what.itemData(row)) for row in range(view.what.count())]
    groups = [kinds_of(number) for number in numbers if number.isdigit()]
    found = Counter({
        kind: sum(kind.startswith(group) for group in groups) for kind in kinds()
    })  # fmt: skip
    assert {kind for kind, times in found.items() if times != 1} == set()


def test_who_has_done_nothing_stays_what_is_filtered_by(qtbot: QtBot, desk: Desk) -> None:
    place = Place("activity").having(who="Nobody <b>in</b> particular")
    view = activity.make(desk, place)
    assert isinstance(view, ActivityScreen)
    show(qtbot, desk, view)
    assert view.place() == place
    assert view.people.currentText() == "Nobody <b>in</b> particular"
    view.refresh()
    settle(qtbot, desk)
    assert view.table.row_count() == 0
