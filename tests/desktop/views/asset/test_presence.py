"""Who else looks at the same asset: their initials stand in its head as long as they do."""

from dataclasses import replace

import pytest
from PySide6.QtWidgets import QApplication
from tests.desktop.views.asset import customers
from tests.desktop.views.asset.conftest import Show

from pursight_desktop.background.desk import Desk
from pursight_desktop.replica.sync_state import SyncState
from pursight_desktop.sync.status import Connection, ConsoleStatus
from pursight_desktop.views.asset.header import MOST_PRESENT, initials
from pursight_desktop.widgets.labels import Chip


def told(desk: Desk, *present: tuple[str, object]) -> None:
    """Let the desk hear who looks at what."""
    before = ConsoleStatus(Connection.ONLINE, SyncState(desk.store).status())
    desk.latest = replace(before, present=present)  # type: ignore[arg-type]
    desk.status.emit(desk.latest)
    QApplication.processEvents()


def test_others_come_and_go(show: Show, steward: Desk) -> None:
    told(steward, ("Ada Lovelace", customers.CUSTOMER), ("Bo", customers.EMAIL))
    present = show(customers.CUSTOMER).header.present
    assert present.people() == ("Ada Lovelace",)
    assert present.isVisible()
    assert [chip.text() for chip in present.findChildren(Chip)] == ["AL"]
    assert "Ada Lovelace" in present.toolTip()
    assert "Ada Lovelace" in present.accessibleName()
    told(steward, ("Bo", customers.CUSTOMER), ("Ada Lovelace", customers.CUSTOMER))
    assert present.people() == ("Ada Lovelace", "Bo")
    told(steward, ("Bo", customers.EMAIL))
    assert not present.isVisible()


def test_many_are_counted_and_all_are_named(show: Show, steward: Desk) -> None:
    names = [f"Person {letter}" for letter in "ABCDEF"]
    told(steward, *((name, customers.CUSTOMER) for name in names))
    present = show(customers.CUSTOMER).header.present
    chips = [chip.text() for chip in present.findChildren(Chip)]
    assert chips == ["PA", "PB", "PC", "PD", f"+{6 - MOST_PRESENT}"]
    assert all(name in present.toolTip() for name in names)


@pytest.mark.parametrize(
    ("name", "short"),
    [
        ("Grace Hopper", "GH"),
        ("grace brewster murray hopper", "GH"),
        ("Bo", "B"),
        ("Ödön von Horváth", "ÖH"),
        ("  ", "?"),
        ("<b>", "B"),
        ("李 雷", "李雷"),
    ],
)
def test_names_are_shortened(name: str, short: str) -> None:
    assert initials(name) == short
