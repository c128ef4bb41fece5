"""Classification: what the column holds, why the scan thinks so, what a person decided."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QVBoxLayout, QWidget
from typing_extensions import override

from pursight.errors import PurSightError
from pursight_desktop.background.desk import Desk
from pursight_desktop.operations.deciding import Verdict, decide, withdraw_decision
from pursight_desktop.replica.queries.asset import AssetPage, Classification, Decision
from pursight_desktop.views.asset.section import Reading
from pursight_desktop.widgets.buttons import Button
from pursight_desktop.widgets.clearing import let_go_of
from pursight_desktop.widgets.containers import Card
from pursight_desktop.widgets.evidence_words import (
    Reason,
    country_sentence,
    entities_sentence,
    question,
    reasons,
    sure,
)
from pursight_desktop.widgets.label_chooser import LabelChooser
from pursight_desktop.widgets.labels import Chip, Label, LabelChip, Picture
from pursight_desktop.widgets.problem_box import ProblemPlace
from pursight_desktop.widgets.states import EmptyState
from pursight_desktop.widgets.tips import plain_tip
from pursight_desktop.widgets.words import label_words, moment, quoted, share

NONE = "none"


class ClassificationSection(Reading):
    """The finding with its evidence, the decision that stands, and the buttons to decide."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self.may_decide = desk.account.may("classification.decide")
        self.reason = QLineEdit()
        self.reason.setAccessibleName(self.tr("Reason"))
        self.reason.setPlaceholderText(self.tr("Why, if it is not plain from the evidence"))
        self._answer = self._answer_card()
        self.add(self._answer)
        self._rest = QVBoxLayout()
        self._rest.setSpacing(16)
        self.body.addLayout(self._rest, 1)
        for key, button in (("A", self.accept), ("R", self.reject), ("C", self.change)):
            shortcut = QShortcut(QKeySequence(key), self)
            shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
            shortcut.activated.connect(button.click)

    def _answer_card(self) -> Card:
        card = Card(self.tr("Your decision"))
        self._asks = Label("", "strong", wrap=True)
        card.add(self._asks)
        self.accept = Button(self.tr("Accept"), "check", "primary", tip=self.tr("Accept (A)"),
                             clicked=lambda: self._decide("accept"))  # fmt: skip
        self.reject = Button(self.tr("Reject"), "x", tip=self.tr("Reject (R)"),
                             clicked=lambda: self._decide("reject"))  # fmt: skip
        self.change = Button(self.tr("Another label…"), "tag", tip=self.tr("Change label (C)"),
                             clicked=self.choose_label)  # fmt: skip
        self.withdraw = Button(self.tr("Take the decision back"), "undo-2", "quiet",
                               clicked=self._withdraw)  # fmt: skip
        row = QHBoxLayout()
        row.setSpacing(8)
        for button in (self.accept, self.reject, self.change):
            row.addWidget(button)
        row.addStretch(1)
        row.addWidget(self.withdraw)
        card.body.addLayout(row)
        card.add(self.reason)
        self.problem = ProblemPlace()
        card.add(self.problem)
        return card

    @override
    def show_page(self, page: AssetPage) -> None:
        before = self.page
        super().show_page(page)
        found = page.classification
        if before is not None and before.classification == found and before.line == page.line:
            return
        let_go_of(self._rest)
        self._answer.setVisible(found is not None)
        if found is None:
            self._rest.addWidget(self._nothing(), 1)
            return
        self._show_answer(page, found)
        if found.decision is not None:
            self._rest.addWidget(self._decision_card(found.decision, contested=found.contested))
        self._rest.addWidget(self._finding_card(found))
        self._rest.addStretch(1)

    @override
    def unsaved(self) -> str:
        """Return the reason of a decision that is not made yet."""
        return self.reason.text().strip()

    def _nothing(self) -> EmptyState:
        if not self.desk.account.may("classification.read"):
            return EmptyState(
                "lock",
                self.tr("You may not see classifications"),
                self.tr(
                    "Your roles do not include them. A system administrator can give you "
                    "the role of a data steward."
                ),
            )
        return EmptyState(
            "scan-search",
            self.tr("Not classified yet"),
            self.tr("The next scan of this source looks at it."),
        )

    def _show_answer(self, page: AssetPage, found: Classification) -> None:
        line = page.line
        self._asks.setText(question(line.name, found.label, line.table_name))
        self.accept.setEnabled(self.may_decide and found.label != NONE)
        self.reject.setEnabled(self.may_decide)
        self.change.setEnabled(self.may_decide)
        self.reason.setEnabled(self.may_decide)
        self.withdraw.setVisible(self.may_decide and found.decision is not None)
        words = self.tr("Accept: {label}").format(label=label_words(found.label))
        self.accept.setAccessibleName(words)
        if not self.may_decide:
            self.reason.setPlaceholderText(self.tr("Your roles do not let you decide"))

    def _decision_card(self, decision: Decision, *, contested: bool) -> Card:
        card = Card(self.tr("Decided by a person"), self.tr("No scan changes it."))
        row = QHBoxLayout()
        row.setSpacing(8)
        words = {
            "accept": self.tr("accepted"),
            "reject": self.tr("rejected"),
            "change": self.tr("changed"),
        }.get(decision.verdict, decision.verdict)
        row.addWidget(LabelChip(decision.label, "decided"))
        who = self.tr("{verdict} by {name}, {when}").format(
            verdict=words, name=decision.by or self.tr("you"), when=moment(decision.at)
        )
        row.addWidget(Label(who))
        row.addStretch(1)
        card.body.addLayout(row)
        if decision.reason:
            card.add(Label(quoted(decision.reason), "muted", wrap=True))
        if contested:
            row = QHBoxLayout()
            row.setSpacing(8)
            row.addWidget(Chip(self.tr("Contested"), "warning", "triangle-alert"))
            row.addWidget(Label(self.tr("A later scan is sure of something else.")))
            row.addStretch(1)
            card.body.addLayout(row)
        return card

    def _finding_card(self, found: Classification) -> Card:
        if found.label == NONE:
            title = self.tr("The scan found nothing sensitive")
        else:
            title = self.tr("The scan found: {label}").format(label=label_words(found.label))
        said = {
            "applied": self.tr("applied by itself"),
            "suggested": self.tr("a person decides"),
        }.get(found.found, self.tr("too little to suggest it"))
        detail = self.tr("{sure}, {share}; {said}").format(
            sure=sure(found.confidence).capitalize(), share=share(found.confidence), said=said
        )
        card = Card(title, detail if found.label != NONE else "")
        told = reasons(found.evidence)
        for reason in told:
            card.add(_reason_line(reason))
        for sentence in (country_sentence(found.country), entities_sentence(found.entities)):
            if sentence:
                card.add(Label(sentence, wrap=True))
        if not told:
            card.add(Label(self.tr("No evidence was kept."), "muted"))
        note = self.tr("Told without a single value: the scan counts, it takes nothing along.")
        card.add(Label(note, "caption", wrap=True))
        return card

    # --- deciding ---

    def choose_label(self) -> None:
        """Ask which label it should be."""
        if self.page is None or self.page.classification is None:
            return
        found = self.page.classification.label
        notes = {found: self.tr("found by the scan")} if found != NONE else {}
        chooser = LabelChooser(
            self, self.tr("What does {name} hold?").format(name=self.page.line.name), notes=notes
        )
        asked = self.page
        chooser.chosen.connect(lambda label: self._decide("change", label, asked))
        chooser.open()

    def _decide(
        self, verdict: Verdict, label: str | None = None, asked: AssetPage | None = None
    ) -> None:
        """Decide; `asked` is the page as it was when one was asked, if that is a while ago."""
        page = asked or self.page
        if page is None:
            return
        ids, why, by = [page.line.id], self.reason.text(), self.desk.account.person_name
        seen = {page.line.id: page.found_rev}
        self.reason.clear()
        self.problem.clear()

        def failed(error: PurSightError) -> None:
            self.reason.setText(self.reason.text() or why)
            self.problem.tell(error)

        self.desk.do(
            lambda store: decide(store, ids, verdict, label, why, by=by, seen=seen),
            failed=failed, owner=self,
        )  # fmt: skip

    def _withdraw(self) -> None:
        if self.page is not None:
            ids, seen = [self.page.line.id], {self.page.line.id: self.page.found_rev}
            self.problem.clear()
            self.desk.do(
                lambda store: withdraw_decision(store, ids, seen=seen),
                failed=self.problem.tell, owner=self,
            )  # fmt: skip


def _reason_line(reason: Reason) -> QWidget:
    """One observation: for or against, the sentence, and how many values fit as a bar."""
    line = QWidget()
    row = QHBoxLayout(line)
    row.setContentsMargins(0, 0, 0, 0)
    row.setSpacing(8)
    mark = "circle-check" if reason.speaks_for else "circle-minus"
    row.addWidget(Picture(mark, 16, "success" if reason.speaks_for else "danger"))
    row.addWidget(Label(reason.sentence, wrap=True), 1)
    weight = Label(f"{'+' if reason.speaks_for else '−'}{reason.weight:.2f}", "caption")
    weight.setToolTip(plain_tip(reason.detector))
    row.addWidget(weight)
    return line
