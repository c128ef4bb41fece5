"""The lower part of home: the estate at a glance, in numbers and charts that lead on."""

from uuid import UUID

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QGridLayout, QWidget

from pursight.classification.labels import sensitivity_of
from pursight_desktop.background.place import Place
from pursight_desktop.replica.queries.home import Estate
from pursight_desktop.views.home.wording import SEVERITIES
from pursight_desktop.widgets.charts.bars import BarChart
from pursight_desktop.widgets.charts.shares import Slice, StackedBar
from pursight_desktop.widgets.containers import Card, StatTile
from pursight_desktop.widgets.labels import Label
from pursight_desktop.widgets.words import count, label_words, share

LABELS = 8
SOURCES = 8
COLUMNS = Place("catalog").having(level="columns")
SENSITIVE = Place(
    "catalog", None,
    (("level", "columns"), ("sensitivity", "restricted"), ("sensitivity", "confidential")),
)  # fmt: skip
VIOLATIONS = Place("activity").having(kind="violation.opened")


class EstatePanel(QWidget):
    """Six numbers and four charts; `wanted(place, new_tab)` when one is clicked."""

    wanted = Signal(object, bool)

    def __init__(self) -> None:
        super().__init__()
        grid = QGridLayout(self)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setSpacing(12)
        self.tiles: dict[str, StatTile] = {}
        for place, (key, title, icon, leads) in enumerate(
            (
                ("sources", self.tr("Sources"), "database", Place("sources")),
                ("tables", self.tr("Tables"), "table-2", Place("catalog")),
                ("columns", self.tr("Columns"), "columns-3", COLUMNS),
                ("sensitive", self.tr("Sensitive"), "lock", SENSITIVE),
                ("quality", self.tr("Quality"), "gauge", Place("catalog")),
                ("violations", self.tr("Open violations"), "shield", VIOLATIONS),
            )
        ):
            tile = StatTile(title, icon, clickable=True)
            tile.clicked.connect(lambda leads=leads: self.wanted.emit(leads, False))
            self.tiles[key] = tile
            grid.addWidget(tile, 0, 2 * place, 1, 2)
        self.labels, self.sensitivity = BarChart(), StackedBar()
        self.quality, self.violations = BarChart(), BarChart()
        self.labels.chosen.connect(lambda key: self._columns("label", key))
        self.sensitivity.chosen.connect(lambda key: self._columns("sensitivity", key))
        self.quality.chosen.connect(self._source)
        self.violations.chosen.connect(lambda _: self.wanted.emit(VIOLATIONS, False))
        charts = (
            (self.tr("What the columns hold"), self.labels),
            (self.tr("How sensitive they are"), self.sensitivity),
            (self.tr("Quality by source"), self.quality),
            (self.tr("Open violations by severity"), self.violations),
        )
        self._nothing: dict[QWidget, Label] = {}
        for place, (title, chart) in enumerate(charts):
            card = Card(title)
            nothing = Label("", "muted", wrap=True)
            self._nothing[chart] = nothing
            card.add(chart)
            card.add(nothing)
            card.body.addStretch(1)
            chart.setAccessibleDescription(title)
            grid.addWidget(card, 1 + place // 2, 6 * (place % 2), 1, 6)
        for column in range(12):
            grid.setColumnStretch(column, 1)

    def show_estate(self, estate: Estate, *, filling: bool = False) -> None:
        """Show the numbers; while the replica fills, none yet does not mean none at all."""
        self._show_tiles(estate)
        labels = [
            Slice(label_words(label), number, sensitivity_of(label).value, label)
            for label, number in estate.labels[:LABELS]
        ]
        self._show(
            self.labels, labels, self.tr("No labels yet; a scan with classification finds them.")
        )
        levels = [Slice(label_words(n), v, n, n) for n, v in reversed(estate.sensitivities) if v]
        self.sensitivity.show_slices(levels)
        self._say(self.sensitivity, bool(levels), self.tr("No columns yet."))
        scored = [one for one in estate.sources_by_quality if one.value is not None][:SOURCES]
        bars = [
            Slice(one.name, one.value or 0, _grade(one.value or 0), str(one.source_id),
                  f"{one.value:.0f}")
            for one in scored
        ]  # fmt: skip
        self._show(
            self.quality, bars, self.tr("No scores yet; they come with rules and scans."), 100
        )
        severities = [one for one in SEVERITIES if estate.violations.get(one)]
        severities += sorted(set(estate.violations) - set(SEVERITIES))
        tones = {"critical": "danger", "high": "danger", "medium": "warning"}
        open_ones = [
            Slice(label_words(one), estate.violations[one], tones.get(one, "info"), one)
            for one in severities
        ]
        calm = self.tr("None so far.") if filling else self.tr("None. Every policy is kept.")
        self._show(self.violations, open_ones, calm)

    def _show_tiles(self, estate: Estate) -> None:
        tiles = self.tiles
        tiles["sources"].show_value(
            count(estate.sources),
            self.tr("{n} schemas", None, estate.schemas).format(n=count(estate.schemas)),
        )
        owned = estate.owned_tables / estate.tables if estate.tables else None
        tiles["tables"].show_value(
            count(estate.tables), self.tr("{share} have an owner").format(share=share(owned))
        )
        per = round(estate.columns / estate.tables) if estate.tables else 0
        tiles["columns"].show_value(
            count(estate.columns), self.tr("about {n} a table").format(n=count(per))
        )
        tiles["sensitive"].show_value(
            share(estate.sensitive_share if estate.columns else None),
            self.tr("{n} columns", None, estate.sensitive).format(n=count(estate.sensitive)),
        )
        quality = estate.quality
        tiles["quality"].show_value(
            "–" if quality is None else f"{quality:.0f}", self.tr("of 100, mean of tables")
        )
        violations = sum(estate.violations.values())
        urgent = estate.violations.get("critical", 0) + estate.violations.get("high", 0)
        tiles["violations"].show_value(
            count(violations),
            self.tr("{n} high or critical").format(n=count(urgent)) if violations else "",
            "danger" if urgent else "",
        )

    def _show(self, chart: BarChart, bars: list[Slice], nothing: str, most: float = 0) -> None:
        chart.show_bars(bars, most=most or None)
        self._say(chart, bool(bars), nothing)

    def _say(self, chart: QWidget, there: bool, nothing: str) -> None:
        chart.setVisible(there)
        self._nothing[chart].setText(nothing)
        self._nothing[chart].setVisible(not there)

    def _columns(self, key: str, value: str) -> None:
        self.wanted.emit(Place("catalog", None, (("level", "columns"), (key, value))), False)

    def _source(self, key: str) -> None:
        self.wanted.emit(Place("sources", UUID(key)), False)


def _grade(score: float) -> str:
    return "success" if score >= 85 else "warning" if score >= 60 else "danger"
