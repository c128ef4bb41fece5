"""Profile, rules, relations, violations and activity: what they tell, and what one can do there."""

from typing import Any
from uuid import UUID

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QWidget
from pytestqt.qtbot import QtBot
from tests.desktop.views.asset import customers
from tests.desktop.views.asset.conftest import Show, settle

from pursight_desktop.background.desk import Desk
from pursight_desktop.background.place import Place
from pursight_desktop.replica.queries.reading import fields_of
from pursight_desktop.replica.store import Store
from pursight_desktop.views.asset.activity import ActivitySection, DiffLabel
from pursight_desktop.views.asset.quantiles import QuantileBox, number_words
from pursight_desktop.views.asset.rules import RulesSection
from pursight_desktop.views.asset.violations import AcceptSheet, ViolationsSection
from pursight_desktop.widgets.buttons import Button
from pursight_desktop.widgets.charts.bars import BarChart
from pursight_desktop.widgets.charts.plots import LineChart
from pursight_desktop.widgets.states import EmptyState


def _words(widget: QWidget) -> str:
    labels = (one for one in widget.findChildren(QLabel) if one.isVisible())
    return "\n".join(label.text() for label in labels)


def _row(store: Store, entity: str, row_id: UUID) -> dict[str, Any]:
    with store.reader() as connection:
        row = fields_of(connection, entity, row_id)
    assert row is not None
    return row


def test_a_profile_draws_shapes_and_history(show: Show) -> None:
    section = show(customers.EMAIL).section("profile")
    words = _words(section)
    assert "5,000 rows looked at, every row" in words
    assert "about 4,970 · 99.8 %" in words
    [shapes] = section.findChildren(BarChart)
    assert "a~.a~@a~.a~" in shapes.accessibleName()
    titles = [chart.accessibleName() for chart in section.findChildren(LineChart)]
    assert len(titles) == 3
    assert titles[0].startswith("Rows: 4000")


def test_numbers_are_drawn_by_their_quantiles(show: Show) -> None:
    section = show(customers.ID).section("profile")
    [box] = section.findChildren(QuantileBox)
    assert "50 %: 3,602" in box.accessibleName()
    assert "7,204" in _words(section)


def test_numbers_are_written_short() -> None:
    assert number_words(3610.5) == "3,610.5"
    assert number_words(12.0) == "12"
    assert number_words(1e-7) == "1e-07"
    assert number_words(1.5e12) == "1.5e+12"


def test_without_a_profile_it_says_so(show: Show) -> None:
    [state] = show(customers.NOTE).section("profile").findChildren(EmptyState)
    assert "No profile yet" in state.title.text()


def test_rules_tell_the_newest_result_and_p_pauses(
    show: Show, steward: Desk, store: Store, qtbot: QtBot
) -> None:
    section = show(customers.CUSTOMER).section("rules")
    assert isinstance(section, RulesSection)
    assert section.table.row_count() == 1
    section.table.go_to(0)
    section.table.setFocus()
    qtbot.keyClick(section.table, "p")
    settle(qtbot, steward)
    assert _row(store, "rule", customers.RULE)["state"] == "paused"
    assert section.table.row(0).state == "paused"
    section.toggle_current()
    settle(qtbot, steward)
    assert _row(store, "rule", customers.RULE)["state"] == "active"


def test_a_columns_rules_are_those_that_look_at_it(show: Show) -> None:
    section = show(customers.EMAIL).section("rules")
    assert isinstance(section, RulesSection)
    assert section.table.row_count() == 1
    other = show(customers.NOTE).section("rules")
    assert isinstance(other, RulesSection)
    assert isinstance(other.deck.shown(), EmptyState)


def test_keys_lead_to_their_columns_and_tables(show: Show, steward: Desk, qtbot: QtBot) -> None:
    section = show(customers.CUSTOMER).section("relations")
    buttons = {one.text(): one for one in section.findChildren(Button)}
    assert {"id", "email", "order"} <= buttons.keys()
    with qtbot.waitSignal(steward.place_wanted) as went:
        qtbot.mouseClick(buttons["order"], Qt.MouseButton.LeftButton)
    assert went.args == [Place("asset", customers.ORDER), False]
    other = show(customers.ORDER).section("relations")
    buttons = {one.text(): one for one in other.findChildren(Button)}
    with qtbot.waitSignal(steward.place_wanted) as went:
        qtbot.mouseClick(buttons["customer"], Qt.MouseButton.LeftButton)
    assert went.args == [Place("asset", customers.CUSTOMER), False]


def test_a_risk_is_accepted_for_a_reason_and_opened_again(
    show: Show, steward: Desk, store: Store, qtbot: QtBot
) -> None:
    view = show(customers.CUSTOMER)
    section = view.section("violations")
    assert isinstance(section, ViolationsSection)
    assert "What to do" in _words(section)
    section.button(customers.VIOLATION).click()
    [sheet] = section.findChildren(AcceptSheet)
    assert not sheet.confirm_button.isEnabled()
    qtbot.keyClicks(sheet.reason, "Encrypted by the shop")
    qtbot.keyClick(sheet.reason, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    settle(qtbot, steward)
    row = _row(store, "violation", customers.VIOLATION)
    assert (row["state"], row["reason"]) == ("accepted", "Encrypted by the shop")
    assert "Encrypted by the shop" in _words(section)
    assert view.tabs.tabText(4) == "Violations"
    section.button(customers.VIOLATION).click()
    settle(qtbot, steward)
    assert _row(store, "violation", customers.VIOLATION)["state"] == "open"


def test_the_log_tells_before_and_after_and_reverts(
    show: Show, steward: Desk, store: Store, qtbot: QtBot
) -> None:
    section = show(customers.CUSTOMER).section("activity")
    assert isinstance(section, ActivitySection)
    settle(qtbot, steward)
    assert [event.number for event in section.events] == [4, 3, 2, 1]
    diffs = [one.accessibleName() for one in section.findChildren(DiffLabel)]
    assert any("weekly" in one and "nightly" in one for one in diffs)
    assert set(section.reverts) == {2, 4}
    qtbot.mouseClick(section.reverts[4], Qt.MouseButton.LeftButton)
    settle(qtbot, steward)
    row = _row(store, "asset", customers.CUSTOMER)
    assert row["description"] == "One row a customer. Merged weekly from the shop."
    assert row["tags"] == ["crm"]
    assert row["owner"] == "Team Sales"


def test_names_of_sources_are_shown_as_they_are_not_as_markup(
    show: Show, steward: Desk, store: Store, qtbot: QtBot
) -> None:
    event = {
        "number": 9, "at": customers.SEEN, "actor_kind": "person", "actor_name": "<b>Eve</b>",
        "actor_id": str(customers.an_id(7)), "kind": "asset.annotated", "subject_kind": "asset",
        "subject_id": str(customers.CUSTOMER), "before": {"owner": ""},
        "after": {"owner": "<img src=x>"}, "note": "",
    }  # fmt: skip
    customers.put(store, "event", UUID(int=9), event)
    section = show(customers.CUSTOMER).section("activity")
    settle(qtbot, steward)
    shown = [one.text() for one in section.findChildren(DiffLabel)]
    assert any("&lt;img src=x&gt;" in text for text in shown)
    assert not any("<img" in text for text in shown)


def test_an_asset_that_is_gone_says_so_on_its_page(show: Show, store: Store) -> None:
    gone = customers.asset(
        "table", "customer", customers.SCHEMA, present=False, gone_at=customers.SEEN
    )
    customers.put(store, "asset", customers.CUSTOMER, gone, rev=2)
    view = show(customers.CUSTOMER)
    assert "Gone since" in _words(view)


def test_an_asset_that_is_not_here_leads_to_the_catalog(
    show: Show, steward: Desk, qtbot: QtBot
) -> None:
    view = show(customers.an_id(404))
    state = view.deck.shown()
    assert isinstance(state, EmptyState)
    with qtbot.waitSignal(steward.place_wanted) as went:
        qtbot.mouseClick(state.button, Qt.MouseButton.LeftButton)
    assert went.args == [Place("catalog"), False]
