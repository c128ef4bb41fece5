"""Violations: what is not as a policy wants it, what to do about it, and risks that were taken."""

from datetime import datetime
from uuid import UUID

from PySide6.QtCore import QCoreApplication, Qt
from PySide6.QtWidgets import QHBoxLayout, QPlainTextEdit, QWidget
from typing_extensions import override

from pursight_desktop.background.desk import Desk
from pursight_desktop.background.place import Place
from pursight_desktop.operations.deciding import accept_violation, reopen_violation
from pursight_desktop.replica.queries.asset import AssetPage, ViolationLine
from pursight_desktop.views.asset.section import Reading
from pursight_desktop.widgets.buttons import Button
from pursight_desktop.widgets.containers import Card
from pursight_desktop.widgets.dialogs import Sheet
from pursight_desktop.widgets.labels import Label, StateChip
from pursight_desktop.widgets.states import EmptyState
from pursight_desktop.widgets.words import moment


class ViolationsSection(Reading):
    """Of an asset, and of the columns of a table; open ones come first."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self._writable = desk.account.may("compliance.write")
        self._buttons: dict[UUID, Button] = {}

    @override
    def show_page(self, page: AssetPage) -> None:
        before = self.page
        super().show_page(page)
        if before is not None and before.violations == page.violations:
            return
        self.clear()
        self._buttons = {}
        if not page.violations:
            self.add(self._none(), 1)
            return
        for violation in page.violations:
            self.add(self._card(page, violation))
        self.body.addStretch(1)

    def button(self, violation_id: UUID) -> Button:
        """Return the button of a violation; there is none where nothing can be done."""
        return self._buttons[violation_id]

    def _none(self) -> EmptyState:
        if not self.desk.account.may("compliance.read"):
            return EmptyState(
                "lock",
                self.tr("You may not see violations"),
                self.tr("Your roles do not include compliance."),
            )
        return EmptyState(
            "shield-check",
            self.tr("No violations"),
            self.tr("Everything here is as the policies want it."),
        )

    def _card(self, page: AssetPage, violation: ViolationLine) -> Card:
        when = self.tr("{policy}, since {when}").format(
            policy=violation.policy_code, when=moment(violation.opened_at)
        )
        card = Card(violation.sentence, when, self._actions(violation))
        chips = QHBoxLayout()
        chips.setSpacing(6)
        chips.addWidget(StateChip(violation.severity))
        chips.addWidget(StateChip(violation.state))
        if violation.asset_id is not None and violation.asset_id != page.line.id:
            place = Place("asset", violation.asset_id)
            name = violation.fqn.rsplit(".", 1)[-1]
            chips.addWidget(
                Button(name, "columns-3", "quiet", clicked=lambda: self.desk.open(place))
            )
        chips.addStretch(1)
        card.body.addLayout(chips)
        if violation.remedy and violation.state == "open":
            card.add(Label(self.tr("What to do: {text}").format(text=violation.remedy), wrap=True))
        if violation.state == "accepted":
            words = self.tr("The risk was taken by {name}: {reason}").format(
                name=violation.accepted_by or self.tr("you"), reason=violation.reason
            )
            card.add(Label(words, wrap=True))
        if violation.closed_at is not None:
            card.add(Label(self._closed(violation.closed_at), "muted"))
        return card

    def _closed(self, at: datetime) -> str:
        return self.tr("Closed {when}").format(when=moment(at))

    def _actions(self, violation: ViolationLine) -> list[QWidget]:
        if not self._writable or violation.state not in ("open", "accepted"):
            return []
        if violation.state == "open":
            button = Button(
                self.tr("Accept the risk…"), "scale", clicked=lambda: self._accept(violation)
            )
        else:
            button = Button(
                self.tr("Open again"), "rotate-ccw", "quiet",
                clicked=lambda: self.desk.do(lambda s: reopen_violation(s, [violation.id])),
            )  # fmt: skip
        self._buttons[violation.id] = button
        return [button]

    def _accept(self, violation: ViolationLine) -> None:
        AcceptSheet(self, self.desk, violation).open()


class AcceptSheet(Sheet):
    """Asks for the reason for which a risk is taken."""

    def __init__(self, parent: QWidget, desk: Desk, violation: ViolationLine) -> None:
        super().__init__(parent, QCoreApplication.translate("AcceptSheet", "Accept the risk"))
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._desk, self._violation = desk, violation
        self.add(Label(violation.sentence, "muted", wrap=True))
        self.reason = QPlainTextEdit()
        self.reason.setAccessibleName(self.tr("Reason"))
        self.reason.setPlaceholderText(self.tr("Why it may stay so; kept with the violation"))
        self.reason.setTabChangesFocus(True)
        self.reason.setFixedHeight(96)
        self.reason.textChanged.connect(self._show_whether_ready)
        self.add(self.reason)
        self.set_confirm(self.tr("Accept the risk"), self._save)
        self._show_whether_ready()
        self.reason.setFocus()

    def _show_whether_ready(self) -> None:
        self.confirm_button.setEnabled(bool(self.reason.toPlainText().strip()))

    def _save(self) -> bool:
        one, why, by = self._violation.id, self.reason.toPlainText(), self._desk.account.person_name
        self.wait()
        self._desk.do(
            lambda store: accept_violation(store, [one], why, by=by),
            lambda _: self.accept(), self.failed, owner=self,
        )  # fmt: skip
        return False
