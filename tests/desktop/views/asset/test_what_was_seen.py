"""What is edited on a page tells which version the person had before the eyes, not the newest."""

import json
from uuid import UUID

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot
from tests.desktop.views.asset import customers
from tests.desktop.views.asset.conftest import Show, settle
from tests.desktop.views.asset.test_documenting import _overview

from pursight_desktop.background.desk import Desk
from pursight_desktop.replica import kept
from pursight_desktop.replica.queries.reading import fields_of
from pursight_desktop.replica.store import Store
from pursight_desktop.views.asset.classification import ClassificationSection
from pursight_desktop.widgets.label_chooser import LabelChooser


@pytest.fixture(autouse=True)
def in_step(store: Store) -> None:
    """There has been a checkpoint."""
    with store.writing() as writer:
        kept.set_note(writer.connection, "fresh", False)


def _arrives(store: Store, entity: str, row_id: UUID, rev: int, **fields: object) -> None:
    """Let others' newer version of a row arrive."""
    with store.reader() as connection:
        now = fields_of(connection, entity, row_id) or {}
    customers.put(store, entity, row_id, {**now, **fields}, rev)


def _bases(store: Store) -> list[int]:
    """On which versions the queued commands were made."""
    with store.reader() as connection:
        found = connection.execute("SELECT command FROM outbox ORDER BY mid").fetchall()
    return [json.loads(text)["base_rev"] for (text,) in found]


def test_a_description_is_of_the_version_on_which_one_began(
    show: Show, steward: Desk, store: Store, qtbot: QtBot
) -> None:
    words = _overview(show(customers.CUSTOMER)).documentation
    words.edit()
    qtbot.keyClicks(words.editor, " and C")
    _arrives(store, "asset", customers.CUSTOMER, 7, description="B")
    qtbot.waitUntil(lambda: words.text() == "B")
    words.save()
    settle(qtbot, steward)
    words.edit()  # now B and mine have been seen
    qtbot.keyClicks(words.editor, " and more")
    words.save()
    settle(qtbot, steward)
    assert _bases(store) == [1, 7]


def test_an_owner_is_of_the_version_on_which_one_began(
    show: Show, steward: Desk, store: Store, qtbot: QtBot
) -> None:
    owner = _overview(show(customers.CUSTOMER)).facts.owner
    qtbot.mouseClick(owner.button, Qt.MouseButton.LeftButton)
    owner.field.setText("Grace")
    _arrives(store, "asset", customers.CUSTOMER, 7, owner="Ada")
    qtbot.waitUntil(lambda: owner.button.text() == "Ada")
    qtbot.keyClick(owner.field, Qt.Key.Key_Return)
    settle(qtbot, steward)
    assert _bases(store) == [1]


def test_an_owner_that_one_takes_is_of_the_version_that_is_shown(
    show: Show, steward: Desk, store: Store, qtbot: QtBot
) -> None:
    owner = _overview(show(customers.CUSTOMER)).facts.owner
    _arrives(store, "asset", customers.CUSTOMER, 7, owner="")
    qtbot.waitUntil(owner.mine.isVisible)
    qtbot.mouseClick(owner.mine, Qt.MouseButton.LeftButton)
    settle(qtbot, steward)
    assert _bases(store) == [7]


def test_what_could_not_be_kept_is_still_of_the_version_on_which_one_began(
    show: Show, steward: Desk, store: Store, qtbot: QtBot
) -> None:
    words = _overview(show(customers.CUSTOMER)).documentation
    words.edit()
    words.editor.setPlainText("C" * 20_001)
    _arrives(store, "asset", customers.CUSTOMER, 7, description="B")
    qtbot.waitUntil(lambda: words.text() == "B")
    words.save()
    qtbot.waitUntil(lambda: words.editing)
    words.editor.setPlainText("C")
    words.save()
    settle(qtbot, steward)
    assert _bases(store) == [1]


def test_a_label_is_of_the_version_on_which_one_was_asked(
    show: Show, steward: Desk, store: Store, qtbot: QtBot
) -> None:
    view = show(customers.EMAIL, "classification")
    section = view.findChild(ClassificationSection)
    assert isinstance(section, ClassificationSection)
    qtbot.mouseClick(section.change, Qt.MouseButton.LeftButton)
    chooser = section.findChild(LabelChooser)
    assert isinstance(chooser, LabelChooser)
    theirs = {"verdict": "reject", "label": "none", "reason": "", "by": "Ada", "at": customers.SEEN}
    _arrives(store, "classification", customers.EMAIL, 7, decision=theirs)
    qtbot.waitUntil(lambda: section.page is not None and section.page.found_rev == 7)
    qtbot.keyClicks(chooser.field, "iban")
    qtbot.keyClick(chooser.field, Qt.Key.Key_Return)
    settle(qtbot, steward)
    qtbot.mouseClick(section.withdraw, Qt.MouseButton.LeftButton)
    settle(qtbot, steward)
    assert _bases(store) == [1, 7]
