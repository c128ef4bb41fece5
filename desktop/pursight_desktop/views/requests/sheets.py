"""Sheets: approve for some days, ask again."""

from typing import Final

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QSpinBox, QWidget

from pursight_desktop.background.desk import Desk
from pursight_desktop.operations import requests
from pursight_desktop.operations.requests import AccessRequest
from pursight_desktop.views.administration.reasons import LEAST, AskingForm, Done, text_field
from pursight_desktop.widgets.access_words import wanted_words
from pursight_desktop.widgets.labels import Label

MOST_DAYS: Final = 365

translate = QCoreApplication.translate


class ApproveSheet(AskingForm):
    """Give what somebody asks for, for as long as they asked or shorter."""

    def __init__(self, desk: Desk, parent: QWidget, request: AccessRequest, done: Done) -> None:
        title = translate("ApproveSheet", "Approve for {name}?")
        super().__init__(desk, parent, title.format(name=request.requester_name), done)
        self._request = request
        words = self.tr("{role} is given at once and ends by itself.")
        if request.begins_at is not None:
            words = self.tr("{role} is given when it is to begin, and ends by itself.")
        self.add(
            Label(
                words.format(role=wanted_words(request)),
                "muted",
                wrap=True,
            )
        )
        self.days = QSpinBox()
        self.days.setRange(1, request.days)
        self.days.setValue(request.days)
        hint = self.tr("As many days as were asked for, or fewer")
        self.field(self.tr("For how many days"), self.days, hint)
        self.note = text_field()
        self.field(self.tr("Note"), self.note, self.tr("Whoever asked reads it; may stay empty"))
        self.set_confirm(self.tr("Approve"), self._approve)
        self.days.setFocus()

    def _approve(self) -> bool:
        note, days = self.note.toPlainText().strip(), self.days.value()
        one = self._request.id
        return self.send(lambda online: requests.approve(online.asking, one, note=note, days=days))


class AskAgainSheet(AskingForm):
    """Ask once more for what was asked for before."""

    def __init__(self, desk: Desk, parent: QWidget, request: AccessRequest, done: Done) -> None:
        super().__init__(desk, parent, translate("AskAgainSheet", "Ask again"), done)
        self._request = request
        words = self.tr("{role}, as before. Somebody else decides.")
        self.add(
            Label(
                words.format(role=wanted_words(request)),
                "muted",
                wrap=True,
            )
        )
        self.purpose = text_field()
        self.purpose.setPlainText(request.purpose)
        self.field(self.tr("What for"), self.purpose, self.tr("Whoever decides reads it"))
        self.days = QSpinBox()
        self.days.setRange(1, MOST_DAYS)
        self.days.setValue(request.days)
        self.field(self.tr("For how many days"), self.days)
        self.purpose.textChanged.connect(self._look)
        self.set_confirm(self.tr("Ask"), self._ask)
        self.purpose.setFocus()

    def _look(self) -> None:
        self.confirm_button.setEnabled(len(self.purpose.toPlainText().strip()) >= LEAST)

    def _ask(self) -> bool:
        one = self._request
        purpose, days = self.purpose.toPlainText().strip(), self.days.value()
        return self.send(
            lambda online: requests.ask(
                online.asking,
                role=one.role,
                scope=one.scope,
                columns=one.columns,
                purpose=purpose,
                days=days,
                subject=one.subject,
            )
        )
