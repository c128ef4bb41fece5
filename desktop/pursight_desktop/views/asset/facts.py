"""The facts beside an asset's overview: who, tags, where it is from, how good and why."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QVBoxLayout, QWidget

from pursight_desktop.background.desk import Desk
from pursight_desktop.background.place import Place
from pursight_desktop.replica.queries.asset import AssetPage, Quality
from pursight_desktop.replica.queries.reading import Fields
from pursight_desktop.views.asset.domain import DomainField, may_place
from pursight_desktop.views.asset.header import quality_tone
from pursight_desktop.views.asset.owner import OwnerField
from pursight_desktop.widgets.buttons import Button
from pursight_desktop.widgets.charts.bars import BarChart
from pursight_desktop.widgets.charts.shares import Slice
from pursight_desktop.widgets.clearing import let_go_of
from pursight_desktop.widgets.containers import Facts, Line
from pursight_desktop.widgets.fields import TagsField
from pursight_desktop.widgets.labels import Label, SectionHeader
from pursight_desktop.widgets.problem_box import ProblemPlace
from pursight_desktop.widgets.words import count, label_words, moment, share

SHOWN_REASONS = 6


class FactsPanel(QWidget):
    """The panel at the right of the overview.

    Attributes:
        owner: Edited in place.
        tags: Edited in place.
        domain: Chosen in place.
    """

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self.setObjectName("surface")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._desk = desk
        writable = desk.account.may("catalog.write")
        self.owner = OwnerField(desk.account.person_name)
        self.owner.set_editable(writable)
        self.tags = TagsField(self.tr("Tags"))
        self.tags.set_editable(writable)
        column = QVBoxLayout(self)
        column.setContentsMargins(16, 12, 16, 16)
        column.setSpacing(8)
        column.addWidget(SectionHeader(self.tr("Owner")))
        column.addWidget(self.owner)
        column.addWidget(SectionHeader(self.tr("Tags")))
        column.addWidget(self.tags)
        self.domain = DomainField()
        self.domain.set_editable(may_place(desk))
        column.addWidget(self.domain)
        self.problem = ProblemPlace()
        column.addWidget(self.problem)
        column.addWidget(Line())
        self._facts = Facts(96)
        column.addWidget(self._facts)
        self._quality = QWidget()
        self._of_quality = QVBoxLayout(self._quality)
        self._of_quality.setContentsMargins(0, 0, 0, 0)
        self._of_quality.setSpacing(8)
        column.addWidget(self._quality)
        column.addStretch(1)

    def show_page(self, page: AssetPage) -> None:
        """Show an asset."""
        self.owner.show_owner(page.line.owner, page.rev)
        if tuple(page.line.tags) != self.tags.tags():
            self.tags.show_tags(page.line.tags)
        self.domain.show_placement(page.placement, page.inherited, page.domains, page.rev)
        self._facts.show_facts(self._listed(page))
        self._show_quality(page.quality)

    def _listed(self, page: AssetPage) -> list[tuple[str, str | QWidget]]:
        line, facts = page.line, page.facts
        listed: list[tuple[str, str | QWidget]] = []
        if page.source is not None:
            name = str(page.source.get("name") or "")
            go = Button(name, kind="link", clicked=lambda: self._desk.open(self._source(page)))
            go.setAccessibleName(self.tr("Source: {name}").format(name=name))
            listed.append((self.tr("Source"), go))
            if page.source.get("state") and line.level == "source":
                listed.append((self.tr("State"), label_words(str(page.source["state"]))))
        listed.append((self.tr("Kind"), label_words(line.kind or line.level)))
        if line.type:
            listed.append((self.tr("Type"), line.type))
        if line.row_count is not None:
            exact = facts.get("row_count_exact", True)
            words = "{n}" if exact else self.tr("About {n}")
            listed.append((self.tr("Rows"), words.format(n=count(line.row_count))))
        if line.level == "column":
            listed += self._of_column(facts)
        if facts.get("format"):
            listed.append((self.tr("Format"), str(facts["format"])))
        listed.append((self.tr("First seen"), moment(line.first_seen_at)))
        listed.append((self.tr("Last seen"), moment(line.last_seen_at)))
        if line.gone_at is not None:
            listed.append((self.tr("Gone since"), moment(line.gone_at)))
        return listed

    def _of_column(self, facts: Fields) -> list[tuple[str, str | QWidget]]:
        never = facts.get("nullable") is False
        words = self.tr("Never missing") if never else self.tr("May be missing")
        listed: list[tuple[str, str | QWidget]] = [(self.tr("Values"), words)]
        if facts.get("default"):
            listed.append((self.tr("Default"), str(facts["default"])))
        if facts.get("generated"):
            listed.append((self.tr("Computed"), self.tr("By the source")))
        return listed

    def _source(self, page: AssetPage) -> Place:
        return Place("asset", page.path[0].id) if page.path else Place("sources")

    def _show_quality(self, quality: Quality | None) -> None:
        let_go_of(self._of_quality)
        self._quality.setVisible(quality is not None)
        if quality is None:
            return
        value = "–" if quality.value is None else f"{quality.value:.0f}"
        self._of_quality.addWidget(Line())
        title = self.tr("Quality {n} of 100").format(n=value)
        scored = self.tr("Scored {when}").format(when=moment(quality.scored_at))
        self._of_quality.addWidget(SectionHeader(title, scored))
        chart = BarChart()
        chart.show_bars(
            [
                Slice(label_words(name), part, quality_tone(part * 100), text=share(part))
                for name, part in quality.dimensions.items()
            ],
            most=1.0,
        )
        self._of_quality.addWidget(chart)
        for reason in quality.reasons[:SHOWN_REASONS]:
            points = reason.get("points")
            lost = f"−{abs(float(points)):.0f}  " if isinstance(points, int | float) else ""
            self._of_quality.addWidget(
                Label(f"{lost}{reason.get('sentence') or ''}", "caption", wrap=True)
            )
