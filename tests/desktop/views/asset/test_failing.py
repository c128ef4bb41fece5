"""What cannot be kept: it is said where one wrote it, and one's words stay there."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QDialog
from pytestqt.qtbot import QtBot
from tests.builders.full_disk import MUCH, full_disk
from tests.desktop.views.asset import customers
from tests.desktop.views.asset.conftest import Show, settle

from pursight_desktop.background.desk import Desk
from pursight_desktop.replica.queries.reading import fields_of
from pursight_desktop.replica.rows import Rows
from pursight_desktop.replica.store import Store
from pursight_desktop.views.asset.classification import ClassificationSection
from pursight_desktop.views.asset.overview import Overview
from pursight_desktop.views.asset.view import AssetView
from pursight_desktop.views.asset.violations import AcceptSheet, ViolationsSection
from pursight_desktop.widgets.buttons import Button
from pursight_desktop.widgets.labels import Label
from pursight_desktop.widgets.states import EmptyState

CONTROL = Qt.KeyboardModifier.ControlModifier


def overview(view: AssetView) -> Overview:
    section = view.section("overview")
    assert isinstance(section, Overview)
    return section


def field(store: Store, name: str) -> object:
    with store.reader() as connection:
        row = fields_of(connection, "asset", customers.CUSTOMER)
    assert row is not None
    return row[name]


def evict(store: Store, entity: str) -> None:
    with store.writing() as writer:
        Rows.of(writer).drop_base(entity, customers.CUSTOMER.bytes)


def test_a_description_that_does_not_fit_is_written_on(
    show: Show, steward: Desk, store: Store, qtbot: QtBot
) -> None:
    view = show(customers.CUSTOMER)
    words, before = overview(view).documentation, field(store, "description")
    words.edit()
    words.editor.setPlainText(MUCH + "end")
    with full_disk(store):
        qtbot.keyClick(words.editor, Qt.Key.Key_Return, CONTROL)
        settle(qtbot, steward)
    assert words.editing
    assert words.editor.toPlainText() == MUCH + "end"
    assert "room" in words.problem.told()
    assert field(store, "description") == before
    qtbot.keyClick(words.editor, Qt.Key.Key_Return, CONTROL)  # there is room again
    settle(qtbot, steward)
    assert field(store, "description") == MUCH + "end"
    assert not words.editing
    words.edit()
    assert words.problem.told() == ""


def test_giving_up_goes_back_to_what_is_kept(
    show: Show, steward: Desk, store: Store, qtbot: QtBot
) -> None:
    view = show(customers.CUSTOMER)
    words, before = overview(view).documentation, field(store, "description")
    words.edit()
    words.editor.setPlainText(MUCH)
    with full_disk(store):
        words.save()
        settle(qtbot, steward)
    qtbot.keyClick(words.editor, Qt.Key.Key_Escape)
    assert (words.text(), words.editing) == (before, False)


def test_an_owner_and_a_tag_that_are_not_kept_stay_in_their_fields(
    show: Show, steward: Desk, store: Store, qtbot: QtBot
) -> None:
    facts = overview(show(customers.CUSTOMER)).facts
    owner, tags = field(store, "owner"), facts.tags.tags()
    facts.owner.edit()
    facts.owner.field.setText("x" * 201)
    qtbot.keyClick(facts.owner.field, Qt.Key.Key_Return)
    facts.tags.field.setText("y" * 61)
    qtbot.keyClick(facts.tags.field, Qt.Key.Key_Return)
    settle(qtbot, steward)
    assert facts.owner.editing
    assert facts.owner.field.text() == "x" * 201
    assert facts.tags.field.text() == "y" * 61
    assert facts.tags.tags() == tags
    assert "at most 60 characters" in facts.problem.told()
    assert field(store, "owner") == owner


def test_words_about_what_is_gone_meanwhile_can_be_taken_along(
    show: Show, steward: Desk, store: Store, qtbot: QtBot
) -> None:
    view = show(customers.CUSTOMER)
    words = overview(view).documentation
    words.edit()
    words.editor.setPlainText("Much thought")
    evict(store, "asset")
    words.save()
    settle(qtbot, steward)
    qtbot.waitUntil(lambda: isinstance(view.deck.shown(), EmptyState))
    state = view.deck.shown()
    assert state is not None
    qtbot.waitUntil(lambda: any("Much thought" in one.text() for one in view.findChildren(Label)))
    (button,) = view.deck.shown().findChildren(Button)  # type: ignore[union-attr]
    button.click()
    assert QGuiApplication.clipboard().text() == "Much thought"


def test_a_reason_is_kept_when_the_decision_is_not(
    show: Show, steward: Desk, store: Store, qtbot: QtBot
) -> None:
    section = show(customers.EMAIL).section("classification")
    assert isinstance(section, ClassificationSection)
    section.reason.setText(MUCH)
    with full_disk(store):
        section.reject.click()
        settle(qtbot, steward)
    assert section.reason.text() == MUCH
    assert "room" in section.problem.told()
    section.reject.click()
    settle(qtbot, steward)
    assert (section.reason.text(), section.problem.told()) == ("", "")


def test_a_sheet_stays_open_with_what_was_written(
    show: Show, steward: Desk, store: Store, qtbot: QtBot
) -> None:
    section = show(customers.CUSTOMER).section("violations")
    assert isinstance(section, ViolationsSection)
    section.button(customers.VIOLATION).click()
    [sheet] = section.findChildren(AcceptSheet)
    sheet.reason.setPlainText(MUCH)
    with full_disk(store):
        sheet.confirm_button.click()
        settle(qtbot, steward)
        assert sheet.isVisible()
        assert sheet.isEnabled()
        assert sheet.reason.toPlainText() == MUCH
        assert "room" in sheet.problem.told()
    with qtbot.waitSignal(sheet.finished) as closed:
        sheet.confirm_button.click()
    assert closed.args == [QDialog.DialogCode.Accepted]
