"""Detail: one undecided column: the question in words, what speaks for it, what is beside it."""

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from pursight.classification.labels import sensitivity_of
from pursight_desktop.background.desk import Desk
from pursight_desktop.replica.queries.review import ReviewDetail, ReviewLine
from pursight_desktop.theme import Tone
from pursight_desktop.views.review.alike import Alike
from pursight_desktop.views.review.neighbours import Neighbours
from pursight_desktop.views.review.wording import (
    decided_before,
    profile_words,
    settled_words,
    where,
)
from pursight_desktop.widgets.clearing import let_go_of
from pursight_desktop.widgets.containers import Flow, Page
from pursight_desktop.widgets.evidence_words import (
    Reason,
    country_sentence,
    entities_sentence,
    question,
    reasons,
    sure,
)
from pursight_desktop.widgets.labels import (
    Chip,
    Elided,
    Label,
    LabelChip,
    Picture,
    SectionHeader,
    SensitivityChip,
)
from pursight_desktop.widgets.words import share


class Detail(Page):
    """What one needs to know to decide. Signals: `alike_changed`, `opened(id, new_tab)`."""

    alike_changed = Signal()
    opened = Signal(object, bool)

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self.place = Elided("", "muted")
        self.question = Label("", "title", wrap=True)
        self._chips = QWidget()
        self._flow = Flow(self._chips, 6)
        self.why = SectionHeader(self.tr("What the scan saw"))
        self._reasons = QVBoxLayout()
        self._reasons.setSpacing(8)
        self.alike = Alike()
        self.alike.changed.connect(self.alike_changed)
        self.neighbours = Neighbours(desk)
        self.neighbours.opened.connect(self.opened)
        top = QVBoxLayout()
        top.setSpacing(8)
        top.addWidget(self.place)
        top.addWidget(self.question)
        top.addWidget(self._chips)
        self.body.addLayout(top)
        self.add(self.why)
        self.body.addLayout(self._reasons)
        self.add(self.alike)
        self.add(self.neighbours)
        self.body.addStretch(1)
        self.sentences: list[str] = []

    def show_line(self, line: ReviewLine, settled: str | None) -> None:
        """Ask about a column; the rest of it follows with `show_detail`."""
        table = line.table_name
        self.place.setText(where(line))
        self.question.setText(question(line.name, line.label, table))
        self._flow.clear()
        if settled is not None:
            self._flow.addWidget(Chip(settled_words(settled), Tone.SUCCESS, "check"))
        self._flow.addWidget(LabelChip(line.label, "suggested", line.confidence))
        self._flow.addWidget(SensitivityChip(sensitivity_of(line.label).value))
        self._flow.addWidget(
            Chip(
                self.tr("{share} · {sure}").format(
                    share=share(line.confidence), sure=sure(line.confidence)
                ),
                Tone.NEUTRAL,
            )
        )

    def show_detail(self, detail: ReviewDetail) -> None:
        """Show the evidence, the neighbours and what is alike."""
        told = reasons(detail.classification.evidence)
        self._show_reasons(told, _more(detail))
        self.alike.show_lines(detail.alike)
        self.neighbours.show_columns(detail.line, detail.neighbours)

    def show_top(self) -> None:
        """Scroll to the question."""
        for area in self.findChildren(
            QScrollArea, options=Qt.FindChildOption.FindDirectChildrenOnly
        ):
            area.verticalScrollBar().setValue(0)

    def wait(self) -> None:
        """Another column is asked about: what is shown of the one before goes."""
        self.alike.forget()

    def _show_reasons(self, told: Sequence[Reason], more: Sequence[str]) -> None:
        let_go_of(self._reasons)
        self.sentences = [reason.sentence for reason in told] + list(more)
        for reason in told:
            icon = ("check", "success") if reason.speaks_for else ("x", "danger")
            self._reasons.addWidget(_sentence(reason.sentence, *icon))
        for sentence in more:
            self._reasons.addWidget(_sentence(sentence, "info", "muted"))
        if not self.sentences:
            nothing = self.tr("The scan kept no reasons; only what stands around it can help.")
            self._reasons.addWidget(_sentence(nothing, "info", "muted"))


def _more(detail: ReviewDetail) -> list[str]:
    found = detail.classification
    sentences = [
        decided_before(detail),
        entities_sentence(found.entities),
        country_sentence(found.country),
        profile_words(detail.profile),
    ]
    return [sentence for sentence in sentences if sentence]


def _sentence(text: str, icon: str, role: str) -> QWidget:
    row = QWidget()
    inside = QHBoxLayout(row)
    inside.setContentsMargins(0, 0, 0, 0)
    inside.setSpacing(8)
    inside.addWidget(Picture(icon, 16, role), 0, Qt.AlignmentFlag.AlignTop)
    inside.addWidget(Label(text, wrap=True), 1)
    row.setAccessibleName(text)
    return row
