"""What one writes on a page counts as unsaved, and what one gives up can be had again."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot
from tests.desktop.views.asset import customers
from tests.desktop.views.asset.conftest import Show, settle
from tests.desktop.views.asset.test_documenting import _field, _overview

from pursight_desktop.background.desk import Desk
from pursight_desktop.operations.documenting import annotate
from pursight_desktop.replica.store import Store
from pursight_desktop.views.asset.classification import ClassificationSection

ESCAPE, LEFT = Qt.Key.Key_Escape, Qt.MouseButton.LeftButton


def test_a_text_that_was_given_up_is_brought_back_and_saved(
    show: Show, steward: Desk, store: Store, qtbot: QtBot
) -> None:
    words = _overview(show(customers.CUSTOMER)).documentation
    kept = words.text()
    words.edit()
    qtbot.keyClicks(words.editor, " and more")
    written = words.editor.toPlainText()
    qtbot.keyClick(words.editor, ESCAPE)
    assert QApplication.activeModalWidget() is None
    assert words.text() == kept
    assert words.put_aside.isVisible()
    qtbot.mouseClick(words.bring_back, LEFT)
    assert words.editor.toPlainText() == written
    assert not words.put_aside.isVisible()
    qtbot.keyClick(words.editor, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    settle(qtbot, steward)
    assert _field(store, "description") == written
    assert not words.put_aside.isVisible()


def test_looking_at_the_text_once_more_leaves_what_was_given_up(show: Show, qtbot: QtBot) -> None:
    words = _overview(show(customers.CUSTOMER)).documentation
    words.edit()
    qtbot.keyClicks(words.editor, " and more")
    qtbot.keyClick(words.editor, ESCAPE)
    words.edit()
    assert words.editor.toPlainText() == words.text()
    qtbot.keyClick(words.editor, ESCAPE)
    assert words.put_aside.isVisible()
    qtbot.mouseClick(words.bring_back, LEFT)
    assert words.editor.toPlainText().endswith(" and more")
    words.editor.undo()
    assert words.editor.toPlainText() == words.text()


def test_a_text_that_was_not_changed_leaves_nothing_behind(show: Show, qtbot: QtBot) -> None:
    words = _overview(show(customers.CUSTOMER)).documentation
    words.edit()
    qtbot.keyClick(words.editor, ESCAPE)
    assert not words.put_aside.isVisible()


def test_who_goes_on_writing_has_seen_what_there_was_at_the_beginning(
    show: Show, steward: Desk, store: Store, qtbot: QtBot
) -> None:
    words = _overview(show(customers.CUSTOMER)).documentation
    words.edit()
    begun_on = words.begun_on
    qtbot.keyClicks(words.editor, " and more")
    qtbot.keyClick(words.editor, ESCAPE)
    annotate(store, [customers.CUSTOMER], description="Somebody else's")
    qtbot.waitUntil(lambda: words.text() == "Somebody else's")
    words.show_text("Somebody else's", begun_on + 5)
    qtbot.mouseClick(words.bring_back, LEFT)
    assert words.begun_on == begun_on


def test_an_owner_a_tag_and_a_reason_that_are_typed_are_unsaved(show: Show, qtbot: QtBot) -> None:
    view = show(customers.EMAIL)
    facts = _overview(view).facts
    facts.owner.edit()
    assert view.unsaved() == ""
    facts.owner.field.clear()
    qtbot.keyClicks(facts.owner.field, "Ada")
    assert view.unsaved() == "Ada"
    qtbot.keyClick(facts.owner.field, ESCAPE)
    assert view.unsaved() == ""
    qtbot.keyClicks(facts.tags.field, "half a tag")
    assert view.unsaved() == "half a tag"
    facts.tags.field.clear()
    section = view.section("classification")
    assert isinstance(section, ClassificationSection)
    qtbot.keyClicks(section.reason, "Because")
    assert view.unsaved() == "Because"
    section.reason.clear()
    assert view.unsaved() == ""
