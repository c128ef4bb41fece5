"""Charts in the colours of the theme: bars, shares, distributions, lines over time."""

from pursight_desktop.widgets.charts.bars import BarChart
from pursight_desktop.widgets.charts.plots import Curve, Histogram, LineChart
from pursight_desktop.widgets.charts.shares import Donut, Slice, Sparkline, StackedBar

__all__ = [
    "BarChart", "Curve", "Donut", "Histogram", "LineChart", "Slice", "Sparkline", "StackedBar",
]  # fmt: skip
