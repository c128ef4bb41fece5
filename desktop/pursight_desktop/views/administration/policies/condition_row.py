"""ConditionRow: one condition of a policy: about what, which test, held to what; and a cross."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QComboBox, QFrame, QGridLayout

from pursight_desktop.operations.administering.policy_form import Condition
from pursight_desktop.views.administration.policies.subjects import (
    SUBJECTS,
    subject_of,
    terms_for,
)
from pursight_desktop.views.administration.policies.terms import Terms, translate
from pursight_desktop.views.administration.policies.values_field import give_way
from pursight_desktop.views.administration.policies.vocabulary import Vocabulary
from pursight_desktop.widgets.buttons import IconButton
from pursight_desktop.widgets.labels import Label


class ConditionRow(QFrame):
    """One condition; `changed` when it is another, `removed` when it is to go."""

    changed = Signal()
    removed = Signal()

    def __init__(self, vocabulary: Vocabulary, subject: str = "label") -> None:
        super().__init__()
        self.setObjectName("card")
        self._vocabulary = vocabulary
        self.subject, self.test = QComboBox(), QComboBox()
        for code, words in SUBJECTS.items():
            self.subject.addItem(translate("PolicyWords", words), code)
        for box in (self.subject, self.test):
            give_way(box)
        self.subject.setAccessibleName(self.tr("What the condition is about"))
        self.test.setAccessibleName(self.tr("Test"))
        self.problem = Label("", "caption", wrap=True)
        self.problem.setProperty("tone", "danger")
        self.problem.hide()
        self.cross = IconButton("x", self.tr("Remove this condition"), clicked=self.removed.emit)
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(10, 8, 8, 8)
        self._grid.setHorizontalSpacing(8)
        self._grid.setVerticalSpacing(6)
        top = Qt.AlignmentFlag.AlignTop
        self._grid.addWidget(self.subject, 0, 0, top)
        self._grid.addWidget(self.test, 0, 1, top)
        self._grid.addWidget(self.cross, 0, 2, top)
        self._grid.addWidget(self.problem, 2, 0, 1, 3)
        self._grid.setColumnStretch(0, 1)
        self._grid.setColumnStretch(1, 1)
        self.terms: Terms | None = None
        self.subject.setCurrentIndex(self.subject.findData(subject))
        self._show_terms()
        self.subject.currentIndexChanged.connect(self._other_subject)
        self.test.currentIndexChanged.connect(lambda _: self._changed())

    def condition(self) -> Condition | None:
        """Make the condition; None while something is missing."""
        return self.terms.made(str(self.test.currentData())) if self.terms is not None else None

    def show_condition(self, condition: Condition) -> None:
        """Show a condition."""
        self.subject.setCurrentIndex(self.subject.findData(subject_of(condition)))
        if self.terms is not None:
            self.test.setCurrentIndex(self.test.findData(self.terms.show_condition(condition)))

    def complain(self) -> bool:
        """Say at the place what is missing; returns whether something is."""
        missing = self.condition() is None and self.terms is not None
        self.problem.setText(self.terms.missing() if missing and self.terms is not None else "")
        self.problem.setVisible(missing)
        return missing

    def _other_subject(self) -> None:
        self._show_terms()
        self._changed()

    def _changed(self) -> None:
        if not self.problem.isHidden():
            self.complain()
        self.changed.emit()

    def _show_terms(self) -> None:
        if self.terms is not None:
            self._grid.removeWidget(self.terms)
            self.terms.hide()
            self.terms.deleteLater()
        self.terms = terms_for(str(self.subject.currentData()), self._vocabulary)
        self.terms.changed.connect(self._changed)
        self._grid.addWidget(self.terms, 1, 0, 1, 3)
        self.test.blockSignals(True)
        self.test.clear()
        for code, words in self.terms.tests():
            self.test.addItem(words, code)
        self.test.blockSignals(False)
