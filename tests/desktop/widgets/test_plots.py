"""Plots are made once they are seen, one after the other; what they say is there from the start."""

from datetime import UTC, datetime, timedelta

import pytest
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QScrollArea, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from pursight_desktop.theme import Theme, tokens
from pursight_desktop.widgets.charts.plots import Curve, Histogram, LineChart

START = datetime(2026, 3, 2, tzinfo=UTC)


def _chart(title: str = "Rows") -> LineChart:
    chart = LineChart()
    chart.show_lines([Curve(title, [(START + timedelta(days=n), float(n)) for n in range(3)])])
    return chart


@pytest.fixture
def page(qtbot: QtBot) -> QScrollArea:
    """A page with charts above and below what is seen of it."""
    ground = QWidget()
    column = QVBoxLayout(ground)
    for _ in range(3):
        column.addWidget(_chart())
    gap = QWidget()
    gap.setFixedHeight(3000)
    column.addWidget(gap)
    column.addWidget(_chart("Below"))
    area = QScrollArea()
    area.setWidgetResizable(True)
    area.setWidget(ground)
    area.resize(500, 800)
    qtbot.addWidget(area)
    return area


def test_a_plot_is_made_once_one_scrolls_to_it(page: QScrollArea, qtbot: QtBot) -> None:
    *above, below = page.findChildren(LineChart)
    assert below.accessibleName().startswith("Below: 0")
    page.show()
    qtbot.waitUntil(lambda: all(chart.plot is not None for chart in above))
    qtbot.wait(50)
    assert below.plot is None
    page.verticalScrollBar().setValue(page.verticalScrollBar().maximum())
    qtbot.waitUntil(lambda: below.plot is not None)


def test_other_things_come_in_between(
    page: QScrollArea, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    turns: list[str] = []
    make = LineChart.make

    def made(chart: LineChart) -> None:
        make(chart)
        turns.append("plot")

    monkeypatch.setattr(LineChart, "make", made)
    heartbeat = QTimer(page)
    heartbeat.timeout.connect(lambda: turns.append("beat"))
    page.show()
    heartbeat.start(0)
    qtbot.waitUntil(lambda: turns.count("plot") == 3)
    told = "".join(turn[0] for turn in turns)
    assert "pp" not in told


def test_a_page_that_is_gone_stops_nothing(page: QScrollArea, qtbot: QtBot) -> None:
    page.show()
    first, second, *_ = page.findChildren(LineChart)
    qtbot.waitUntil(lambda: first._asked and second._asked)
    second.deleteLater()
    other = _chart()
    qtbot.addWidget(other)
    other.show()
    qtbot.waitUntil(lambda: other.plot is not None)


def test_it_takes_the_colours_of_another_theme(theme: Theme, qtbot: QtBot) -> None:
    chart = Histogram()
    qtbot.addWidget(chart)
    chart.show_bins([0, 1, 2], [3, 4])
    chart.make()
    assert chart.plot is not None
    chart.show()
    light = chart.plot.backgroundBrush().color().name()
    theme.set_mode("dark")
    qtbot.waitUntil(lambda: chart.plot.backgroundBrush().color().name() != light)
    assert chart.plot.backgroundBrush().color().name() == tokens().surface.lower()
