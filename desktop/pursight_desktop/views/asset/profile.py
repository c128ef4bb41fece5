"""Profile: how many are missing or different, what values look like, how it went scan by scan."""

from datetime import datetime
from typing import Any

from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget
from typing_extensions import override

from pursight_desktop.replica.queries.asset import AssetPage, Profile, ProfilePoint
from pursight_desktop.views.asset.distribution import frequent_card, histogram_card
from pursight_desktop.views.asset.quantiles import QuantileBox, number_words
from pursight_desktop.views.asset.section import Reading
from pursight_desktop.widgets.charts.bars import BarChart
from pursight_desktop.widgets.charts.plots import Curve, LineChart
from pursight_desktop.widgets.charts.shares import Slice, StackedBar
from pursight_desktop.widgets.containers import Card, Facts
from pursight_desktop.widgets.labels import Label
from pursight_desktop.widgets.states import EmptyState
from pursight_desktop.widgets.words import count, label_words, moment, share

FEWEST_POINTS = 2
"""A line needs two."""


class ProfileSection(Reading):
    """The numbers of the newest scan, without a single value."""

    @override
    def show_page(self, page: AssetPage) -> None:
        same = self.page is not None and self.page.profile == page.profile
        super().show_page(page)
        if same:
            return
        self.clear()
        if page.profile is None or not page.profile.measures:
            self.add(
                EmptyState(
                    "chart-column",
                    self.tr("No profile yet"),
                    self.tr("Scans count values without taking any; the next scan fills this."),
                ),
                1,
            )
            return
        parts = [
            self._filled(page.profile),
            self._shapes(page.profile.measures),
            histogram_card(page.profile.measures),
            self._numbers(page.profile.measures),
            frequent_card(page.profile.measures),
            self._history(page.profile),
        ]
        for part in parts:
            if part is not None:
                self.add(part)
        self.body.addStretch(1)

    def _filled(self, profile: Profile) -> QWidget:
        measures = profile.measures
        examined = int(measures.get("examined") or measures.get("row_count") or 0)
        if "nulls" not in measures:  # a table: it has rows, its columns have values
            card = Card(self.tr("Rows"), self.tr("Counted {when}").format(when=moment(profile.at)))
            card.add(Label(count(examined), "display"))
            return card
        all_ = self.tr("every row") if measures.get("complete", True) else self.tr("a sample")
        words = self.tr("{n} rows looked at, {all}, {when}").format(
            n=count(examined), all=all_, when=moment(profile.at)
        )
        card = Card(self.tr("Filled"), words)
        nulls, empties = int(measures["nulls"]), int(measures.get("empties") or 0)
        bar = StackedBar()
        bar.show_slices(
            [
                Slice(self.tr("Filled"), max(0, examined - nulls - empties), "success"),
                Slice(self.tr("Empty text"), empties, "warning"),
                Slice(self.tr("Missing"), nulls, "danger"),
            ]
        )
        card.add(bar)
        facts = Facts()
        facts.show_facts(self._counted(measures, examined))
        card.add(facts)
        return card

    def _counted(self, measures: dict[str, Any], examined: int) -> list[tuple[str, str | QWidget]]:
        nulls = int(measures["nulls"])
        facts: list[tuple[str, str | QWidget]] = []
        distinct = measures.get("distinct")
        if distinct is not None:
            about = "" if measures.get("distinct_exact") else self.tr("about ")
            filled = examined - nulls
            part = share(min(1.0, distinct / filled)) if filled else "–"
            facts.append((self.tr("Different"), f"{about}{count(int(distinct))} · {part}"))
        if measures.get("looks_like"):
            facts.append((self.tr("Looks like"), label_words(str(measures["looks_like"]))))
        if measures.get("granularity"):
            unit = label_words(str(measures["granularity"]))
            whole = float(measures.get("granularity_share") or 1.0)
            words = unit if whole == 1 else f"{unit} · {share(whole)}"
            facts.append((self.tr("Granularity"), words))
        if measures.get("trues") is not None:
            yes, no = int(measures["trues"]), int(measures.get("falses") or 0)
            words = self.tr("{yes} true, {no} false").format(yes=count(yes), no=count(no))
            facts.append((self.tr("Truth values"), words))
        if measures.get("length_max") is not None:
            low, high = measures.get("length_min") or 0, measures["length_max"]
            mean = measures.get("length_mean")
            words = self.tr("{low} to {high}").format(low=count(int(low)), high=count(int(high)))
            words += f", ⌀ {mean:.1f}" if isinstance(mean, int | float) else ""
            facts.append((self.tr("Length"), words))
        return facts

    def _shapes(self, measures: dict[str, Any]) -> QWidget | None:
        shapes = measures.get("shapes") or ()
        if not shapes:
            return None
        detail = self.tr(
            "A is a capital letter, a a small one, 9 a digit; ~ says that more of them follow"
        )
        card = Card(self.tr("What values look like"), detail)
        examined = int(measures.get("examined") or 0) - int(measures.get("nulls") or 0)
        bars = [
            Slice(str(one.get("shape") or self.tr("(empty)")), float(one.get("count") or 0),
                  text=_part(int(one.get("count") or 0), examined))
            for one in shapes
        ]  # fmt: skip
        chart = BarChart()
        chart.show_bars(bars)
        card.add(chart)
        return card

    def _numbers(self, measures: dict[str, Any]) -> QWidget | None:
        quantiles = [float(one) for one in measures.get("quantiles") or ()]
        low = measures.get("min", measures.get("moment_min"))
        high = measures.get("max", measures.get("moment_max"))
        if not quantiles and low is None and high is None and not measures.get("masked"):
            return None
        card = Card(self.tr("How values are spread"))
        if measures.get("masked"):
            words = self.tr("The least and the greatest are withheld: they would show a value.")
            card.add(Label(words, "muted", wrap=True))
        if len(quantiles) == 5:  # at 5, 25, 50, 75 and 95 %
            box = QuantileBox()
            box.show_quantiles(quantiles, _number(low), _number(high))
            card.add(box)
        facts: list[tuple[str, str | QWidget]] = []
        for name, value in (
            (self.tr("Least"), low), (self.tr("Greatest"), high),
            (self.tr("Mean"), measures.get("mean", measures.get("moment_mean"))),
            (self.tr("Middle"), _middle(measures)),
            (self.tr("Standard deviation"), measures.get("stddev")),
            (self.tr("Not finite"), measures.get("not_finite") or None),
        ):  # fmt: skip
            if value is not None:
                facts.append((name, _written(value)))
        shown = Facts(140)
        shown.show_facts(facts)
        card.add(shown)
        return card

    def _history(self, profile: Profile) -> QWidget | None:
        charts = QWidget()
        row = QHBoxLayout(charts)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(16)
        drawn = 0
        for title, take in (
            (self.tr("Rows"), _rows),
            (self.tr("Missing, %"), _missing),
            (self.tr("Different values"), _distinct),
        ):
            points = [
                (point.at, value)
                for point in profile.history
                if isinstance(point.at, datetime) and (value := take(point)) is not None
            ]
            if len(points) >= FEWEST_POINTS:
                chart = LineChart()
                chart.show_lines([Curve(title, points)])
                part = QWidget()
                row.addWidget(_titled(part, title, chart), 1)
                drawn += 1
        if not drawn:
            charts.deleteLater()
            return None
        n = len(profile.history)
        card = Card(self.tr("Scan by scan"), self.tr("The last {n} scans").format(n=count(n)))
        card.add(charts)
        return card


def _titled(part: QWidget, title: str, chart: QWidget) -> QWidget:
    column = QVBoxLayout(part)
    column.setContentsMargins(0, 0, 0, 0)
    column.setSpacing(4)
    column.addWidget(Label(title, "caption"))
    column.addWidget(chart)
    return part


def _rows(point: ProfilePoint) -> float | None:
    return None if point.rows is None else float(point.rows)


def _missing(point: ProfilePoint) -> float | None:
    if point.nulls is None or not point.rows:
        return None
    return 100 * point.nulls / point.rows


def _distinct(point: ProfilePoint) -> float | None:
    return None if point.distinct is None else float(point.distinct)


def _part(number: int, whole: int) -> str:
    return f"{count(number)} · {share(min(1.0, number / whole))}" if whole > 0 else count(number)


def _middle(measures: dict[str, Any]) -> str | None:
    """The median of moments; that of numbers is drawn."""
    quantiles = measures.get("moment_quantiles") or ()
    return str(quantiles[len(quantiles) // 2]) if quantiles else None


def _number(value: object) -> float | None:
    try:
        return None if value is None else float(str(value))
    except ValueError:
        return None


def _written(value: object) -> str:
    return number_words(value) if isinstance(value, int | float) else str(value)
