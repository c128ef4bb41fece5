"""What scans measure reaches the screen: histogram, frequent values, granularity, keys, joins."""

from PySide6.QtWidgets import QLabel, QWidget
from pytestqt.qtbot import QtBot
from tests.desktop.views.asset import customers
from tests.desktop.views.asset.conftest import Show, settle
from tests.desktop.views.asset.measured import days, put_measures

from pursight_desktop.background.desk import Desk
from pursight_desktop.background.place import Place
from pursight_desktop.replica.store import Store
from pursight_desktop.views.asset.distribution import evened, frequent_card, histogram_card
from pursight_desktop.widgets.buttons import Button
from pursight_desktop.widgets.charts.bars import BarChart
from pursight_desktop.widgets.charts.plots import Histogram
from pursight_desktop.widgets.labels import Chip


def words(widget: QWidget) -> str:
    return "\n".join(one.text() for one in widget.findChildren(QLabel) if one.isVisibleTo(widget))


def test_a_histogram_is_drawn_with_its_tail(show: Show, store: Store) -> None:
    put_measures(store)
    section = show(customers.ID, "profile").section("profile")
    chart = section.findChild(Histogram)
    assert chart is not None
    assert chart.accessibleName().startswith("Histogram from 0 to ")
    assert "values lie from" in words(section)
    assert "No bar tells of fewer than five values" in words(section)
    chart.make()
    assert chart.plot is not None
    assert len(chart.plot.getPlotItem().items) == 1


def test_moments_have_a_calendar_and_a_granularity(show: Show, store: Store) -> None:
    put_measures(store)
    section = show(customers.BORN, "profile").section("profile")
    chart = section.findChild(Histogram)
    assert chart is not None
    assert chart.accessibleName().startswith("Histogram from 20")
    assert "Granularity" in words(section)
    assert "Day" in words(section)
    frequent = [one for one in section.findChildren(BarChart) if "No. 1" in one.accessibleName()]
    assert len(frequent) == 1
    chart.make()


def test_a_table_shows_keys_dependencies_and_joins(
    qtbot: QtBot, show: Show, store: Store, steward: Desk
) -> None:
    put_measures(store)
    section = show(customers.CUSTOMER, "relations").section("relations")
    told = words(section)
    assert "Could be keys" in told
    assert "email, born" in told
    assert "estimated" in {chip.accessibleName() for chip in section.findChildren(Chip)}
    assert "but for 0.2 % of the rows" in told
    assert "97 % of its values" in told
    assert "about 100 % of its values" in told
    opened: list[Place] = []
    steward.place_wanted.connect(lambda place, _new_tab: opened.append(place))
    go = next(
        one for one in section.findChildren(Button) if one.accessibleName() == "Go to order"
        and one.isVisibleTo(section)
    )  # fmt: skip
    go.click()
    settle(qtbot, steward)
    assert [place.id for place in opened] == [customers.ORDER]


def test_what_an_older_agent_did_not_measure_is_not_shown() -> None:
    assert histogram_card({"examined": 9, "nulls": 0}) is None
    assert frequent_card({"examined": 9, "nulls": 0}) is None
    assert histogram_card({"histogram": {"edges": ["x", "y", "z"], "counts": [5, 5]}}) is None
    assert histogram_card(days() | {"histogram": None}) is None


def test_joined_bins_keep_their_area() -> None:
    assert evened([0, 1, 2, 5], [4, 6, 9]) == ([0, 1, 2, 3, 4, 5], [4, 6, 3, 3, 3])
