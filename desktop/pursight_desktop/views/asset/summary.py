"""What a column holds and how full it is, in two cards that lead to the whole of it."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from pursight_desktop.replica.queries.asset import AssetPage, Classification, Profile
from pursight_desktop.widgets.buttons import Button
from pursight_desktop.widgets.charts.shares import Slice, StackedBar
from pursight_desktop.widgets.clearing import let_go_of
from pursight_desktop.widgets.containers import Card
from pursight_desktop.widgets.evidence_words import reasons, sure, things
from pursight_desktop.widgets.labels import Label
from pursight_desktop.widgets.words import count, moment, share

SHOWN_REASONS = 2


class ColumnSummary(QWidget):
    """The cards; `wanted(section)` when one asks for more."""

    wanted = Signal(str)

    def __init__(self, *, may_decide: bool) -> None:
        super().__init__()
        self._may_decide = may_decide
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 8, 16, 16)
        self._column.setSpacing(16)

    def show_page(self, page: AssetPage) -> None:
        """Show a column."""
        let_go_of(self._column)
        if page.classification is not None:
            self._column.addWidget(self._holds(page.classification))
        if page.profile is not None and "nulls" in page.profile.measures:
            self._column.addWidget(self._filled(page.profile))
        self._column.addStretch(1)

    def _holds(self, found: Classification) -> Card:
        decision = found.decision
        waits = found.contested or (found.found == "suggested" and decision is None)
        asked = waits and self._may_decide
        words = self.tr("Decide") if asked else self.tr("Evidence")
        kind = "primary" if asked else "plain"
        more = Button(words, "arrow-right", kind,
                      clicked=lambda: self.wanted.emit("classification"))  # fmt: skip
        card = Card(self.tr("What it holds"), "", [more])
        if decision is not None:
            told = self.tr("{name} decided {when}: {things}.").format(
                name=decision.by or self.tr("You"),
                when=moment(decision.at),
                things=things(decision.label),
            )
            card.add(Label(told, wrap=True))
        elif found.label == "none":
            card.add(Label(self.tr("The scan found nothing sensitive."), wrap=True))
        else:
            told = self.tr("The scan is {sure} ({share}): {things}.").format(
                sure=sure(found.confidence),
                share=share(found.confidence),
                things=things(found.label),
            )
            card.add(Label(told, wrap=True))
        for reason in reasons(found.evidence)[:SHOWN_REASONS]:
            card.add(Label(reason.sentence, "muted", wrap=True))
        return card

    def _filled(self, profile: Profile) -> Card:
        more = Button(self.tr("Profile"), "arrow-right",
                      clicked=lambda: self.wanted.emit("profile"))  # fmt: skip
        measures = profile.measures
        examined, nulls = int(measures.get("examined") or 0), int(measures["nulls"])
        empties = int(measures.get("empties") or 0)
        card = Card(self.tr("Values"), "", [more])
        bar = StackedBar()
        bar.show_slices(
            [
                Slice(self.tr("Filled"), max(0, examined - nulls - empties), "success"),
                Slice(self.tr("Empty text"), empties, "warning"),
                Slice(self.tr("Missing"), nulls, "danger"),
            ]
        )
        card.add(bar)
        distinct = measures.get("distinct")
        if distinct is not None:
            about = "" if measures.get("distinct_exact") else self.tr("about ")
            told = self.tr("{n} different values").format(n=f"{about}{count(int(distinct))}")
            card.add(Label(told, "muted"))
        return card
