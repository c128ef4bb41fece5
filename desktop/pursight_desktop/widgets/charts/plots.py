"""Plots with axes, drawn by pyqtgraph: distributions, and lines over time.

A plot costs more than everything else on a screen. So one is made only once its place is seen, and
one after the other, with whatever else is to be done in between.
"""

from collections import deque
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

import pyqtgraph as pg
import shiboken6
from PySide6.QtCore import QEvent, QSize, Qt, QTimer
from PySide6.QtGui import QColor, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QVBoxLayout, QWidget
from typing_extensions import override

from pursight_desktop.theme import tabular_font, tokens
from pursight_desktop.theme.tokens import Size
from pursight_desktop.widgets.words import count, moment

PAUSE_MS = 1
"""Between two plots, so that keys, clicks and painting come in between."""


@dataclass(frozen=True, slots=True)
class Curve:
    """A number over time, the oldest first."""

    title: str
    points: Sequence[tuple[datetime, float]]
    tone: str = ""


_wanted: deque["_Plot"] = deque()
"""Plots that are seen and not made yet."""


def _make_next() -> None:
    """Make one plot, and the next one in a later turn of the event loop."""
    plot = _wanted.popleft()
    if shiboken6.isValid(plot):
        plot.make()
    if _wanted:
        QTimer.singleShot(PAUSE_MS, _make_next)


class _Plot(QWidget):
    """A plot in the theme's colours; it is looked at, never dragged away."""

    def __init__(self) -> None:
        super().__init__()
        self.plot: pg.PlotWidget | None = None
        self._worn: object = None
        self._asked = False
        self.setMinimumHeight(140)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        if not self._asked:
            self._asked = True
            _wanted.append(self)
            if len(_wanted) == 1:
                QTimer.singleShot(PAUSE_MS, _make_next)

    def make(self) -> None:
        """Make the plot now; it is made by itself as soon as it is seen."""
        if self.plot is not None:
            return
        self._asked = True
        self.plot = pg.PlotWidget(axisItems=self.axes(), enableMenu=False)
        self.plot.hideButtons()
        self.plot.setMouseEnabled(x=False, y=False)
        self.plot.setFrameShape(self.plot.Shape.NoFrame)
        self.plot.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.plot.viewport().setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents, False)
        self.furnish()
        self.dress()
        self._column.addWidget(self.plot)

    def axes(self) -> dict[str, pg.AxisItem]:
        """Return axes that are not the usual ones."""
        return {}

    def furnish(self) -> None:
        """Put onto the plot what stays there."""

    @override
    def sizeHint(self) -> QSize:
        return QSize(320, 200)

    def dress(self) -> None:
        """Take the colours of the theme; after a change of it, draw again."""
        now = tokens()
        if self.plot is None or self._worn is now:
            return
        self._worn = now
        self.plot.setBackground(QColor(now.surface))
        for side in ("left", "bottom"):
            axis = self.plot.getAxis(side)
            axis.setPen(pg.mkPen(now.line))
            axis.setTextPen(pg.mkPen(now.muted))
            axis.setStyle(tickFont=tabular_font(Size.CAPTION), tickLength=0)
        self.plot.showGrid(x=False, y=True, alpha=0.12)
        self.draw()

    def draw(self) -> None:
        """Draw what is shown."""

    @override
    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.StyleChange and hasattr(self, "_worn"):
            self.dress()


class Histogram(_Plot):
    """How often values lie between two edges."""

    def __init__(self) -> None:
        self._edges: Sequence[float] = ()
        self._counts: Sequence[float] = ()
        self._unit = ""
        self._moments = False
        super().__init__()

    @override
    def axes(self) -> dict[str, pg.AxisItem]:
        if not self._moments:
            return {}
        return {"bottom": pg.DateAxisItem(orientation="bottom", utcOffset=0)}

    def show_bins(
        self,
        edges: Sequence[float],
        counts: Sequence[float],
        unit: str = "",
        *,
        moments: bool = False,
    ) -> None:
        """Show counts between edges, which are one more.

        Args:
            edges: In rising order.
            counts: Of what lies between each and the next.
            unit: Below the axis.
            moments: Whether edges are seconds since 1970; said before the plot is seen.
        """
        self._edges, self._counts, self._unit, self._moments = edges, counts, unit, moments
        if len(edges) > 1:
            told = self.tr("Histogram from {low} to {high}, {n} values")
            whole = count(round(sum(counts)))
            low, high = (_day(edge) if moments else f"{edge:g}" for edge in (edges[0], edges[-1]))
            self.setAccessibleName(told.format(low=low, high=high, n=whole))
        self.draw()

    @override
    def draw(self) -> None:
        if self.plot is None:
            return
        self.plot.setLabel("bottom", self._unit, **{"font-size": f"{Size.CAPTION}px"})
        self.plot.clear()
        if len(self._edges) < 2:
            return
        left, right = list(self._edges[:-1]), list(self._edges[1:])
        now = tokens()
        bars = pg.BarGraphItem(
            x0=left, x1=right, height=list(self._counts),
            brush=QColor(now.series[0]), pen=pg.mkPen(now.surface),
        )  # fmt: skip
        self.plot.addItem(bars)
        self.plot.setYRange(0, max(self._counts, default=1) or 1, padding=0.05)


def _day(seconds: float) -> str:
    return (datetime(1970, 1, 1, tzinfo=UTC) + timedelta(seconds=seconds)).date().isoformat()


class LineChart(_Plot):
    """Numbers over time, with a legend when there are several."""

    def __init__(self) -> None:
        self._curves: Sequence[Curve] = ()
        self._unit = ""
        super().__init__()

    @override
    def axes(self) -> dict[str, pg.AxisItem]:
        return {"bottom": pg.DateAxisItem(orientation="bottom")}

    @override
    def furnish(self) -> None:
        if self.plot is not None and len(self._curves) > 1:
            self.plot.addLegend(offset=(8, 4))

    def show_lines(self, curves: Sequence[Curve], unit: str = "") -> None:
        """Show these curves; one with a single point is a dot."""
        self._curves = [curve for curve in curves if curve.points]
        self._unit = unit
        if self.plot is not None:
            self.furnish()
        self.setAccessibleName("; ".join(self._told(curve) for curve in self._curves))
        self.draw()

    def _told(self, curve: Curve) -> str:
        (first, start), (last, end) = curve.points[0], curve.points[-1]
        return f"{curve.title}: {start:g} ({moment(first)}) – {end:g} ({moment(last)})"

    @override
    def draw(self) -> None:
        if self.plot is None:
            return
        self.plot.setLabel("left", self._unit, **{"font-size": f"{Size.CAPTION}px"})
        self.plot.clear()
        now = tokens()
        for number, curve in enumerate(self._curves):
            ink = now.ink(curve.tone).strong if curve.tone else now.series[number % 8]
            x = [at.timestamp() for at, _ in curve.points]
            y = [value for _, value in curve.points]
            title = curve.title if len(self._curves) > 1 else None
            self.plot.plot(
                x, y, pen=pg.mkPen(ink, width=1.5), name=title, symbol="o",
                symbolSize=5, symbolBrush=QColor(ink), symbolPen=None,
            )  # fmt: skip
        if self._curves:
            low = min(value for curve in self._curves for _, value in curve.points)
            high = max(value for curve in self._curves for _, value in curve.points)
            if low == high:
                self.plot.setYRange(low - 1, high + 1)
            else:
                self.plot.enableAutoRange()
