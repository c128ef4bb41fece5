"""Sheets: take a role in an emergency; say afterwards whether it was justified."""

from typing import Final

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QComboBox, QSpinBox, QWidget

from pursight_desktop.background.desk import Desk
from pursight_desktop.operations import emergency
from pursight_desktop.operations.emergency import Emergency
from pursight_desktop.theme import Tone
from pursight_desktop.views.administration.reasons import AskingForm, Done, text_field
from pursight_desktop.widgets.permission_words import ROLES, role_words
from pursight_desktop.widgets.problem_box import ProblemBox

LEAST: Final = 10
"""So long a reason is at least."""
USUAL_MINUTES, MOST_MINUTES = 30, 1440


class TakeSheet(AskingForm):
    """Take a role for some minutes; everybody who has to know is alarmed at once."""

    def __init__(self, desk: Desk, parent: QWidget, done: Done) -> None:
        title = QCoreApplication.translate("TakeSheet", "Take emergency access")
        super().__init__(desk, parent, title, done)
        warning = {
            "message": self.tr("This raises an alarm."),
            "hint": self.tr(
                "All administrators and auditors are told at once, with your name and reason. "
                "Everything you do meanwhile is marked in the log, and somebody else reviews it "
                "afterwards. It cannot be extended."
            ),
        }
        self.add(ProblemBox(warning, Tone.WARNING))
        self.role = QComboBox()
        for code in ROLES:
            self.role.addItem(role_words(code), code)
        self.role.setCurrentIndex(max(self.role.findData("data_steward"), 0))
        self.field(self.tr("Role"), self.role, self.tr("It holds for the whole organisation"))
        self.reason = text_field(self.tr("Payroll stands still, the steward is on a flight"))
        self.field(self.tr("What has happened"), self.reason, self.tr("A sentence at least"))
        self.minutes = QSpinBox()
        self.minutes.setRange(1, MOST_MINUTES)
        self.minutes.setValue(USUAL_MINUTES)
        self.field(self.tr("For how many minutes"), self.minutes)
        self.reason.textChanged.connect(self._look)
        self.set_confirm(self.tr("Take it and raise the alarm"), self._take, danger=True)
        self.confirm_button.setDefault(False)
        self.role.setFocus()
        self._look()

    def _words(self) -> str:
        return self.reason.toPlainText().strip()

    def _look(self) -> None:
        self.confirm_button.setEnabled(len(self._words()) >= LEAST)

    def _take(self) -> bool:
        role, reason = str(self.role.currentData()), self._words()
        minutes = self.minutes.value()
        return self.send(
            lambda online: emergency.take(online.asking, role=role, minutes=minutes, reason=reason)
        )


class LookSheet(AskingForm):
    """Say afterwards, as somebody else, whether it was justified."""

    def __init__(self, desk: Desk, parent: QWidget, one: Emergency, done: Done) -> None:
        title = QCoreApplication.translate("LookSheet", "Review what {name} did")
        super().__init__(desk, parent, title.format(name=one.person_name), done)
        self._one = one
        self.verdict = QComboBox()
        self.verdict.addItem(self.tr("It was justified"), True)
        self.verdict.addItem(self.tr("It was not justified"), False)
        self.field(self.tr("Verdict"), self.verdict)
        self.note = text_field(self.tr("Only the rule was touched, see the log"))
        self.field(self.tr("What you found"), self.note, self.tr("A sentence at least"))
        self.note.textChanged.connect(self._look)
        self.set_confirm(self.tr("Review"), self._review)
        self.verdict.setFocus()
        self._look()

    def _words(self) -> str:
        return self.note.toPlainText().strip()

    def _look(self) -> None:
        self.confirm_button.setEnabled(len(self._words()) >= LEAST)

    def _review(self) -> bool:
        justified, note = bool(self.verdict.currentData()), self._words()
        one = self._one.id
        return self.send(
            lambda online: emergency.review(online.asking, one, justified=justified, note=note)
        )
