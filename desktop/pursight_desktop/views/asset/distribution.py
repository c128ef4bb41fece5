"""How a column's values lie: a histogram, and how often the most frequent ones occur."""

from collections.abc import Mapping, Sequence
from datetime import UTC, datetime
from itertools import pairwise
from typing import Any

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QWidget

from pursight_desktop.widgets.charts.bars import BarChart
from pursight_desktop.widgets.charts.plots import Histogram
from pursight_desktop.widgets.charts.shares import Slice
from pursight_desktop.widgets.containers import Card
from pursight_desktop.widgets.labels import Label
from pursight_desktop.widgets.words import count, share

translate = QCoreApplication.translate

WORTH_SHOWING = 0.01
"""Where no value has this share, all are about equally frequent."""

_MOST_PARTS = 64


def histogram_card(measures: Mapping[str, Any]) -> QWidget | None:
    """Draw the histogram of a profile; None if it has none worth drawing."""
    drawn = measures.get("histogram")
    if not isinstance(drawn, dict):
        return None
    edges, counts = list(drawn.get("edges") or ()), [float(n) for n in drawn.get("counts") or ()]
    places = [_place(edge) for edge in edges]
    if len(counts) < 2 or len(edges) != len(counts) + 1 or None in places:
        return None
    moments = isinstance(edges[0], str) and "-" in edges[0][1:]
    hours = isinstance(edges[0], str) and not moments
    at, heights = evened([place for place in places if place is not None], counts)
    title = translate("Distribution", "How values are distributed")
    detail = translate("Distribution", "No bar tells of fewer than five values")
    if drawn.get("error"):
        off = translate("Distribution", "each within {share} of all values")
        detail = f"{detail}; {off.format(share=share(float(drawn['error'])))}"
    card = Card(title, detail)
    chart = Histogram()
    chart.show_bins(at, heights, translate("Distribution", "hours") if hours else "",
                    moments=moments)  # fmt: skip
    card.add(chart)
    tails = []
    if drawn.get("below"):
        words = translate("Distribution", "{n} values lie below {edge}.")
        tails.append(words.format(n=count(int(drawn["below"])), edge=_written(edges[0])))
    if drawn.get("above"):
        words = translate("Distribution", "{n} values lie from {edge} on.")
        tails.append(words.format(n=count(int(drawn["above"])), edge=_written(edges[-1])))
    if tails:
        card.add(Label(" ".join(tails), "muted", wrap=True))
    return card


def frequent_card(measures: Mapping[str, Any]) -> QWidget | None:
    """Show how often the most frequent values occur, which stay unknown; None without any."""
    counts = [int(one) for one in measures.get("top_counts") or ()]
    filled = int(measures.get("examined") or 0) - int(measures.get("nulls") or 0)
    if not counts or counts[0] < WORTH_SHOWING * filled:
        return None
    detail = translate("Distribution", "By rank; the values themselves stay with the source")
    if measures.get("top_error"):
        off = translate("Distribution", "each count may be up to {n} too low")
        detail = f"{detail}; {off.format(n=count(int(measures['top_error'])))}"
    card = Card(translate("Distribution", "Most frequent values"), detail)
    chart = BarChart()
    chart.show_bars(
        [
            Slice(translate("Distribution", "No. {n}").format(n=rank), float(one),
                  text=f"{count(one)} · {share(min(1.0, one / filled))}")
            for rank, one in enumerate(counts, 1)
        ]
    )  # fmt: skip
    card.add(chart)
    return card


def evened(edges: Sequence[float], counts: Sequence[float]) -> tuple[list[float], list[float]]:
    """Cut bins that were joined into equal parts, so that areas are fair to look at."""
    narrowest = min(high - low for low, high in pairwise(edges))
    at, heights = [edges[0]], list[float]()
    for (low, high), height in zip(pairwise(edges), counts, strict=True):
        parts = min(_MOST_PARTS, max(1, round((high - low) / narrowest)))
        at += [low + (high - low) * part / parts for part in range(1, parts + 1)]
        heights += [height / parts] * parts
    return at, heights


def _place(edge: object) -> float | None:
    """Where an edge lies: numbers as they are, moments in seconds, times of day in hours."""
    if isinstance(edge, int | float):
        return float(edge)
    text = str(edge)
    try:
        if "-" in text[1:]:
            moment = datetime.fromisoformat(text)
            return (moment if moment.tzinfo else moment.replace(tzinfo=UTC)).timestamp()
        sign = -1.0 if text.startswith("-") else 1.0
        hours, minutes, seconds = (float(part) for part in text.lstrip("-").split(":"))
    except ValueError:
        return None
    return sign * (hours + minutes / 60 + seconds / 3600)


def _written(edge: object) -> str:
    text = f"{edge:g}" if isinstance(edge, int | float) else str(edge)
    return text.removesuffix(" 00:00:00")
