"""Finding one's way through the catalog: tree, facets, text, sorting, opening."""

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractItemView,
    QApplication,
    QHeaderView,
    QLineEdit,
    QToolButton,
)
from pytestqt.qtbot import QtBot
from tests.builders.replica import AnEstate
from tests.desktop.views.catalog.conftest import Show, settle

from pursight_desktop.background.desk import Desk
from pursight_desktop.background.place import Place
from pursight_desktop.replica.queries import catalog
from pursight_desktop.replica.queries.catalog import AssetQuery
from pursight_desktop.replica.store import Store
from pursight_desktop.views.catalog.columns import asset_columns
from pursight_desktop.views.catalog.view import CatalogView
from pursight_desktop.widgets.states import EmptyState


def _number(store: Store, **query: object) -> int:
    with store.reader() as connection:
        return len(catalog.lines(connection, AssetQuery(**query)))  # type: ignore[arg-type]


def _rows(view: CatalogView) -> list[str]:
    rows = (view.table.row(number) for number in range(view.table.row_count()))
    return [row.name for row in rows if row is not None]


def test_shows_all_tables_and_how_many(show: Show, estate: AnEstate, replica_store: Store) -> None:
    view = show()
    assert view.table.row_count() == 60 == _number(replica_store, levels=("table",))
    assert view.bulk.words.text() == "60 tables"
    assert _rows(view) == sorted(_rows(view), key=str.casefold)
    assert view.title() == "Catalog"


def test_the_tree_is_read_as_one_unfolds_it(
    show: Show, estate: AnEstate, steward: Desk, qtbot: QtBot
) -> None:
    view = show()
    tree = view.tree
    assert tree.topLevelItemCount() == 2
    first = tree.topLevelItem(0)
    assert first is not None
    assert first.childCount() == 0
    tree.setFocus()
    tree.setCurrentItem(first)
    qtbot.keyClick(tree, Qt.Key.Key_Right)
    settle(qtbot, steward)
    assert first.childCount() > 0
    schema = first.child(0)
    assert schema is not None
    assert schema.childCount() == 0
    before = view.table.row_count()
    tree.setCurrentItem(schema)
    settle(qtbot, steward)
    assert 0 < view.table.row_count() < before
    assert view.narrowing.under in estate.schemas
    assert view.place().id == view.narrowing.under
    assert view.title() == schema.text(0)


def test_a_table_in_the_tree_shows_its_columns_in_their_order(
    show: Show, estate: AnEstate, steward: Desk, replica_store: Store, qtbot: QtBot
) -> None:
    table = estate.tables[7]
    view = show()
    with replica_store.reader() as connection:
        path = [node.id for node in catalog.path(connection, table)]
        expected = [n.name for n in catalog.children(connection, table)]
    view.tree.go_to(path)
    settle(qtbot, steward)
    assert view.tree.current_id() == table
    view.go_under(table)
    settle(qtbot, steward)
    assert view.narrowing.level == "columns"
    assert _rows(view) == expected


def test_going_to_a_place_unfolds_the_tree_down_to_it(show: Show, estate: AnEstate) -> None:
    view = show(Place("catalog", estate.tables[3]))
    assert view.tree.current_id() == estate.tables[3]


def test_giving_the_tree_the_keyboard_narrows_nothing(
    show: Show, estate: AnEstate, steward: Desk, qtbot: QtBot
) -> None:
    view = show()
    view.tree.setFocus()
    settle(qtbot, steward)
    assert view.narrowing.under is None
    assert view.table.row_count() == 60


def test_facets_narrow_and_their_chips_widen_again(
    show: Show,
    estate: AnEstate,
    steward: Desk,
    qtbot: QtBot,
    replica_store: Store,
) -> None:
    view = show()
    row = next(r for r in view.facets.groups["sensitivity"].rows if r.choice.value == "restricted")
    qtbot.mouseClick(row, Qt.MouseButton.LeftButton)
    settle(qtbot, steward)
    expected = _number(replica_store, levels=("table",), sensitivities=("restricted",))
    assert view.table.row_count() == expected == row.choice.count
    assert view.place().arg("sensitivity") == "restricted"
    view.head.filters.removed.emit("sensitivity", "restricted")
    settle(qtbot, steward)
    assert view.table.row_count() == 60


def test_typing_filters_and_down_goes_into_the_list(
    show: Show, estate: AnEstate, steward: Desk, qtbot: QtBot
) -> None:
    view = show()
    view.table.setFocus()
    qtbot.keyClick(view.table, "/")
    QApplication.processEvents()
    name = _rows(view)[4]
    qtbot.keyClicks(view.head.search, name[:6])
    qtbot.waitUntil(lambda: view.narrowing.text != "")
    settle(qtbot, steward)
    assert 0 < view.table.row_count() < 60
    assert name in _rows(view)
    qtbot.keyClick(view.head.search, Qt.Key.Key_Down)
    assert view.table.current_number() == 0


def test_nothing_fits_and_the_button_clears(
    show: Show, estate: AnEstate, steward: Desk, qtbot: QtBot
) -> None:
    view = show(Place("catalog", None, (("text", "zzzzqqqq"),)))
    assert view.table.row_count() == 0
    state = view.table.findChild(EmptyState)
    assert isinstance(state, EmptyState)
    assert state.isVisible()
    assert "Nothing fits" in state.title.text()
    qtbot.mouseClick(state.button, Qt.MouseButton.LeftButton)
    settle(qtbot, steward)
    assert view.table.row_count() == 60


def test_a_heading_sorts(show: Show, estate: AnEstate, steward: Desk, qtbot: QtBot) -> None:
    view = show()
    keys = [column.key for column in asset_columns("tables")]
    header = view.table.header
    at = QPoint(header.sectionViewportPosition(keys.index("row_count")) + 20, 10)
    for _ in range(2):  # the first click sorts upwards
        qtbot.mouseClick(header.viewport(), Qt.MouseButton.LeftButton, pos=at)
        settle(qtbot, steward)
    assert view.table.sort() == ("row_count", True)
    counts = [view.table.row(number).row_count for number in range(20)]
    assert counts == sorted(counts, reverse=True)


@pytest.mark.parametrize("control", [False, True])
def test_enter_opens_and_with_control_in_a_new_tab(
    show: Show, estate: AnEstate, steward: Desk, qtbot: QtBot, control: bool
) -> None:
    view = show()
    view.table.go_to(2)
    wanted = view.table.row(2).id
    modifier = Qt.KeyboardModifier.ControlModifier if control else Qt.KeyboardModifier.NoModifier
    with qtbot.waitSignal(steward.place_wanted) as went:
        qtbot.keyClick(view.table, Qt.Key.Key_Return, modifier)
    assert went.args == [Place("asset", wanted), control]


def test_a_double_click_opens(show: Show, estate: AnEstate, steward: Desk, qtbot: QtBot) -> None:
    view = show()
    at = QPoint(60, view.table.rowViewportPosition(3) + 10)
    wanted = view.table.row(3).id
    with qtbot.waitSignal(steward.place_wanted) as went:
        qtbot.mouseDClick(view.table.viewport(), Qt.MouseButton.LeftButton, pos=at)
    assert went.args == [Place("asset", wanted), False]


def test_an_empty_replica_says_what_next(
    show: Show, steward: Desk, qtbot: QtBot, replica_store: Store
) -> None:
    view = show()
    state = view.deck.shown()
    assert isinstance(state, EmptyState)
    assert "No sources" in state.title.text()
    with qtbot.waitSignal(steward.place_wanted) as went:
        qtbot.mouseClick(state.button, Qt.MouseButton.LeftButton)
    assert went.args == [Place("sources"), False]


def test_columns_have_a_list_of_their_own(
    show: Show, estate: AnEstate, steward: Desk, qtbot: QtBot
) -> None:
    view = show()
    qtbot.mouseClick(view.head.levels["columns"], Qt.MouseButton.LeftButton)
    settle(qtbot, steward)
    assert view.table.row_count() == 600
    shown = [column.key for column in view.table.header.visible_columns()]
    assert "label" in shown
    assert "row_count" not in shown
    assert "label" in view.facets.groups


def test_every_control_has_a_name_for_screen_readers(show: Show, estate: AnEstate) -> None:
    view = show(Place("catalog", None, (("owner", "Ada Lovelace"),)))
    nameless = [
        control
        for kind in (QAbstractButton, QLineEdit, QAbstractItemView)
        for control in view.findChildren(kind)
        if control.isVisible()
        and not (control.accessibleName() or control.toolTip())
        and not isinstance(control, QHeaderView | QToolButton)
    ]
    assert not nameless
