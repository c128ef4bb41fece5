"""What one writes on a page while others change it."""

from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot
from tests.desktop.views.asset import customers
from tests.desktop.views.asset.conftest import Show, settle
from tests.desktop.views.asset.test_documenting import _field, _overview

from pursight_desktop.background.desk import Desk
from pursight_desktop.operations.documenting import annotate
from pursight_desktop.replica.store import Store, Touched
from pursight_desktop.theme import Theme
from pursight_desktop.views.asset.activity import DiffLabel
from pursight_desktop.views.asset.diff import FieldDiff, Piece
from pursight_desktop.widgets.buttons import Button


def test_the_window_is_told_what_is_not_kept_yet(show: Show, qtbot: QtBot) -> None:
    view = show(customers.CUSTOMER)
    assert view.unsaved() == ""
    words = _overview(view).documentation
    words.edit()
    assert view.unsaved() == ""
    qtbot.keyClicks(words.editor, " and more")
    assert view.unsaved().endswith("and more")
    qtbot.keyClick(words.editor, Qt.Key.Key_Escape)
    assert view.unsaved() == ""


def test_who_opens_the_owner_and_presses_enter_names_nobody_anew(
    show: Show, steward: Desk, store: Store, qtbot: QtBot
) -> None:
    owner = _overview(show(customers.CUSTOMER)).facts.owner
    qtbot.mouseClick(owner.button, Qt.MouseButton.LeftButton)
    annotate(store, [customers.CUSTOMER], owner="Ada Lovelace")
    qtbot.waitUntil(lambda: owner.button.text() == "Ada Lovelace")
    qtbot.keyClick(owner.field, Qt.Key.Key_Return)
    settle(qtbot, steward)
    assert _field(store, "owner") == "Ada Lovelace"
    assert owner.button.text() == "Ada Lovelace"


def test_news_of_other_things_make_nothing_anew_under_ones_hands(
    show: Show, steward: Desk, store: Store, qtbot: QtBot
) -> None:
    view = show(customers.EMAIL)
    section = _overview(view)
    (decide,) = (b for b in section.summary.findChildren(Button) if b.text() == "Decide")
    decide.setFocus()
    steward.changed.emit(Touched(frozenset({"asset"}), None))
    settle(qtbot, steward)
    assert decide.hasFocus()


def test_what_was_changed_is_told_in_the_colours_of_the_theme(theme: Theme, qtbot: QtBot) -> None:
    label = DiffLabel(FieldDiff("Owner", (Piece("Ada", "gone"), Piece("Grace", "new"))))
    qtbot.addWidget(label)
    light = label.text()
    theme.set_mode("dark")
    assert label.text() != light
