"""Screens that are not seen read nothing; seen again, they show what has changed meanwhile."""

from collections.abc import Iterator
from dataclasses import replace

import pytest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot
from tests.builders.replica import AnEstate, an_estate
from tests.desktop.views import stations

from pursight_desktop.app.screens import make_screen
from pursight_desktop.background.desk import Desk
from pursight_desktop.background.keeping_up import KeepingUp
from pursight_desktop.background.place import Place
from pursight_desktop.replica.store import Store, Touched
from pursight_desktop.session.account import Account
from pursight_desktop.settings import Preferences

SCREENS = (
    "home", "catalog", "asset", "search", "review", "sources", "scans", "agents", "activity",
    "problems", "settings",
)  # fmt: skip

EVERYTHING = Touched(
    frozenset(
        {"asset", "classification", "quality", "profile", "rule", "violation", "source", "scan",
         "skipped", "agent", "event", "tray", "held_deletion"}
    ),
    None,
)  # fmt: skip


class Counting(Desk):
    """A desk that counts what is asked of the replica."""

    asked = 0

    def read(self, *args: object, **how: object) -> None:  # type: ignore[override]
        """Count, and read."""
        self.asked += 1
        super().read(*args, **how)  # type: ignore[arg-type]


@pytest.fixture
def estate(replica_store: Store) -> AnEstate:
    """A small estate."""
    return an_estate(replica_store, tables=12, columns=100)


@pytest.fixture
def counting(qapp: QApplication, replica_store: Store, account: Account) -> Iterator[Counting]:
    """The desk of somebody who may read and decide."""
    may = (*stations.MAY, "catalog.read", "classification.read")
    desk = Counting(replica_store, replace(account, permissions=may), Preferences())
    yield desk
    desk.close()


def _place(screen: str, estate: AnEstate) -> Place:
    if screen == "asset":
        return Place("asset", estate.tables[0])
    return Place("search").having(text="email") if screen == "search" else Place(screen)


@pytest.mark.parametrize("screen", SCREENS)
def test_a_hidden_screen_reads_once_when_it_is_seen_again(
    screen: str, counting: Counting, estate: AnEstate, qtbot: QtBot
) -> None:
    view = make_screen(counting, _place(screen, estate))
    stations.show(qtbot, counting, view)
    view.hide()
    qtbot.wait(20)
    counting.asked = 0
    for _ in range(5):
        counting.changed.emit(EVERYTHING)
    qtbot.wait(600)  # longer than any screen lets news settle
    assert counting.asked == 0
    view.show()
    qtbot.waitUntil(lambda: counting.asked > 0)
    stations.settle(qtbot, counting)
    counting.asked = 0
    view.hide()
    view.show()
    stations.settle(qtbot, counting)
    assert counting.asked == 0


@pytest.fixture
def heard() -> list[Touched]:
    """What a screen was told."""
    return []


@pytest.fixture
def screen(qtbot: QtBot) -> QWidget:
    """A screen, not shown yet."""
    widget = QWidget()
    qtbot.addWidget(widget)
    return widget


def test_news_while_hidden_is_gathered(
    desk: Desk, screen: QWidget, heard: list[Touched], qtbot: QtBot
) -> None:
    KeepingUp(screen, desk, {"asset", "source"}, heard.append)
    desk.changed.emit(Touched(frozenset({"asset"}), frozenset()))
    desk.changed.emit(Touched(frozenset({"source"}), frozenset()))
    desk.changed.emit(Touched(frozenset({"event"}), None))
    assert heard == []
    screen.show()
    assert heard == [Touched(frozenset({"asset", "source"}), frozenset())]
    desk.changed.emit(Touched(frozenset({"source"}), None))
    assert len(heard) == 2


def test_who_is_hidden_before_news_has_settled_looks_when_seen(
    desk: Desk, screen: QWidget, heard: list[Touched], qtbot: QtBot
) -> None:
    news = KeepingUp(screen, desk, None, heard.append, settle_ms=20)
    screen.show()
    desk.changed.emit(EVERYTHING)
    screen.hide()
    qtbot.wait(60)
    assert heard == []
    assert news.stale
    screen.show()
    assert heard == [EVERYTHING]
    assert not news.stale


def test_catching_up_waits_for_the_screen_too(
    desk: Desk, screen: QWidget, heard: list[Touched]
) -> None:
    news = KeepingUp(screen, desk, None, heard.append)
    news.catch_up()
    assert heard == []
    screen.show()
    assert len(heard) == 1


def test_news_that_goes_on_and_on_is_looked_at_all_the_same(
    desk: Desk, screen: QWidget, heard: list[Touched], qtbot: QtBot
) -> None:
    KeepingUp(screen, desk, None, heard.append, settle_ms=60)
    screen.show()
    for _ in range(20):
        desk.changed.emit(EVERYTHING)
        qtbot.wait(10)
    assert heard
