"""Plots with axes, drawn by pyqtgraph: distributions, and lines over time."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

import pyqtgraph as pg
from PySide6.QtCore import QEvent, QSize, Qt
from PySide6.QtGui import QColor
from PySide6.QtWidgets import QSizePolicy, QVBoxLayout, QWidget
from typing_extensions import override

from pursight_desktop.theme import tabular_font, tokens
from pursight_desktop.theme.tokens import Size
from pursight_desktop.widgets.words import count, moment


@dataclass(frozen=True, slots=True)
class Curve:
    """A number over time, the oldest first."""

    title: str
    points: Sequence[tuple[datetime, float]]
    tone: str = ""


class _Plot(QWidget):
    """A plot in the theme's colours; it is looked at, never dragged away."""

    def __init__(self, bottom: Any = None) -> None:
        super().__init__()
        axes = {} if bottom is None else {"bottom": bottom}
        self.plot = pg.PlotWidget(axisItems=axes)
        self.plot.setMenuEnabled(False)
        self.plot.hideButtons()
        self.plot.setMouseEnabled(x=False, y=False)
        self.plot.setFrameShape(self.plot.Shape.NoFrame)
        self.plot.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.plot.viewport().setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents, False)
        self.setMinimumHeight(140)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.plot)
        self.dress()

    @override
    def sizeHint(self) -> QSize:
        return QSize(320, 200)

    def dress(self) -> None:
        """Take the colours of the theme; after a change of it, draw again."""
        now = tokens()
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
        if event.type() == QEvent.Type.StyleChange and hasattr(self, "plot"):
            self.dress()


class Histogram(_Plot):
    """How often values lie between two edges."""

    def __init__(self) -> None:
        self._edges: Sequence[float] = ()
        self._counts: Sequence[float] = ()
        super().__init__()

    def show_bins(self, edges: Sequence[float], counts: Sequence[float], unit: str = "") -> None:
        """Show counts between edges, which are one more."""
        self._edges, self._counts = edges, counts
        self.plot.setLabel("bottom", unit, **{"font-size": f"{Size.CAPTION}px"})
        if len(edges) > 1:
            told = self.tr("Histogram from {low} to {high}, {n} values")
            whole = count(int(sum(counts)))
            self.setAccessibleName(told.format(low=f"{edges[0]:g}", high=f"{edges[-1]:g}", n=whole))
        self.draw()

    @override
    def draw(self) -> None:
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


class LineChart(_Plot):
    """Numbers over time, with a legend when there are several."""

    def __init__(self) -> None:
        self._curves: Sequence[Curve] = ()
        super().__init__(pg.DateAxisItem(orientation="bottom"))
        self._legend = self.plot.addLegend(offset=(8, 4))

    def show_lines(self, curves: Sequence[Curve], unit: str = "") -> None:
        """Show these curves; one with a single point is a dot."""
        self._curves = [curve for curve in curves if curve.points]
        self.plot.setLabel("left", unit, **{"font-size": f"{Size.CAPTION}px"})
        self.setAccessibleName("; ".join(self._told(curve) for curve in self._curves))
        self.draw()

    def _told(self, curve: Curve) -> str:
        (first, start), (last, end) = curve.points[0], curve.points[-1]
        return f"{curve.title}: {start:g} ({moment(first)}) – {end:g} ({moment(last)})"

    @override
    def draw(self) -> None:
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
