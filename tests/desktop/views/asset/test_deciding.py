"""Classification: evidence in sentences; accept, reject, change and withdraw reach the store."""

from collections.abc import Iterator
from dataclasses import replace
from typing import Any
from uuid import UUID

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot
from tests.desktop.views.asset import customers
from tests.desktop.views.asset.conftest import Show, settle

from pursight_desktop.background.desk import Desk
from pursight_desktop.replica.queries.reading import fields_of
from pursight_desktop.replica.store import Store
from pursight_desktop.session.account import Account
from pursight_desktop.settings import Preferences
from pursight_desktop.views.asset.classification import ClassificationSection
from pursight_desktop.views.asset.view import AssetView
from pursight_desktop.widgets.label_chooser import LabelChooser
from pursight_desktop.widgets.labels import Label
from pursight_desktop.widgets.states import EmptyState


def _section(view: AssetView) -> ClassificationSection:
    section = view.section("classification")
    assert isinstance(section, ClassificationSection)
    return section


def _words(section: ClassificationSection) -> str:
    return "\n".join(label.text() for label in section.findChildren(Label) if label.isVisible())


def _row(store: Store, column: UUID, entity: str = "classification") -> dict[str, Any]:
    with store.reader() as connection:
        row = fields_of(connection, entity, column)
    assert row is not None
    return row


def test_the_evidence_is_told_in_sentences(show: Show) -> None:
    words = _words(_section(show(customers.EMAIL, "classification")))
    assert "Does customer.email hold e-mail addresses?" in words
    assert "4,981 of 5,000 values" in words
    assert "“email”" in words
    assert "Fairly sure" in words


def test_a_standing_decision_says_who_when_and_that_it_is_contested(show: Show) -> None:
    words = _words(_section(show(customers.CARD, "classification")))
    assert "changed by Ada Lovelace" in words
    assert "Checked with the shop's people" in words
    assert "A later scan is sure of something else." in words
    assert "Germany" in words


def test_a_accepts_with_a_reason(show: Show, steward: Desk, store: Store, qtbot: QtBot) -> None:
    section = _section(show(customers.EMAIL, "classification"))
    qtbot.keyClicks(section.reason, "they sign in with it")
    section.accept.setFocus()
    qtbot.keyClick(section.accept, "a")
    settle(qtbot, steward)
    decision = _row(store, customers.EMAIL)["decision"]
    assert (decision["verdict"], decision["label"]) == ("accept", "email")
    assert decision["reason"] == "they sign in with it"
    assert decision["by"] == "Grace Hopper"
    assert _row(store, customers.EMAIL, "asset")["label_state"] == "decided"
    assert "accepted by Grace Hopper" in _words(section)
    assert section.reason.text() == ""


def test_typing_a_reason_decides_nothing(
    show: Show, steward: Desk, store: Store, qtbot: QtBot
) -> None:
    section = _section(show(customers.EMAIL, "classification"))
    section.reason.setFocus()
    qtbot.keyClicks(section.reason, "a rare car")
    settle(qtbot, steward)
    assert section.reason.text() == "a rare car"
    assert _row(store, customers.EMAIL)["decision"] is None


def test_rejecting_by_mouse_and_undo(show: Show, steward: Desk, store: Store, qtbot: QtBot) -> None:
    section = _section(show(customers.EMAIL, "classification"))
    qtbot.mouseClick(section.reject, Qt.MouseButton.LeftButton)
    settle(qtbot, steward)
    assert _row(store, customers.EMAIL)["decision"]["label"] == "none"
    steward.undo.undo()
    settle(qtbot, steward)
    assert _row(store, customers.EMAIL)["decision"] is None
    assert not section.withdraw.isVisible()


def test_another_label_is_chosen_by_typing(
    show: Show, steward: Desk, store: Store, qtbot: QtBot
) -> None:
    section = _section(show(customers.EMAIL, "classification"))
    qtbot.mouseClick(section.change, Qt.MouseButton.LeftButton)
    chooser = section.findChild(LabelChooser)
    assert isinstance(chooser, LabelChooser)
    qtbot.keyClicks(chooser.field, "iban")
    qtbot.keyClick(chooser.field, Qt.Key.Key_Return)
    settle(qtbot, steward)
    decision = _row(store, customers.EMAIL)["decision"]
    assert (decision["verdict"], decision["label"]) == ("change", "iban")


def test_a_decision_is_taken_back(show: Show, steward: Desk, store: Store, qtbot: QtBot) -> None:
    section = _section(show(customers.CARD, "classification"))
    assert section.withdraw.isVisible()
    qtbot.mouseClick(section.withdraw, Qt.MouseButton.LeftButton)
    settle(qtbot, steward)
    assert _row(store, customers.CARD)["decision"] is None
    assert not section.withdraw.isVisible()


@pytest.fixture
def reader(store: Store, account: Account) -> Iterator[Desk]:
    """The desk of somebody who may read the catalog and nothing else."""
    desk = Desk(store, replace(account, permissions=("catalog.read",)), Preferences())
    yield desk
    desk.close()


def test_who_may_not_decide_only_reads(show: Show, reader: Desk) -> None:
    section = _section(show(customers.EMAIL, "classification", reader))
    assert not section.accept.isEnabled()
    assert not section.change.isEnabled()
    assert not section.reason.isEnabled()


def test_who_may_not_see_classifications_is_told_so(show: Show, reader: Desk) -> None:
    section = _section(show(customers.NOTE, "classification", reader))
    states = [one for one in section.findChildren(EmptyState) if one.isVisible()]
    assert [one.title.text() for one in states] == ["You may not see classifications"]
    assert not section.accept.isVisible()
