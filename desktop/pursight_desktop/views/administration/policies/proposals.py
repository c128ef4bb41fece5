"""ProposalsSheet: which policies somebody wants otherwise, compared with how they are now."""

from collections.abc import Mapping, Sequence
from uuid import UUID

import shiboken6
from PySide6.QtCore import QCoreApplication, Signal
from PySide6.QtWidgets import QDialog, QFrame, QHBoxLayout, QScrollArea, QWidget

from pursight.clock import SystemClock
from pursight_desktop.background.desk import Desk
from pursight_desktop.operations.administering.policies import Policy
from pursight_desktop.operations.administering.policy_proposals import Proposal
from pursight_desktop.views.administration.policies.approving import ApprovingSheet, DismissingSheet
from pursight_desktop.widgets.buttons import Button
from pursight_desktop.widgets.dialogs import Sheet
from pursight_desktop.widgets.labels import Label
from pursight_desktop.widgets.side_by_side import SideBySide
from pursight_desktop.widgets.table import Column, DataTable, Text
from pursight_desktop.widgets.tips import plain_tip
from pursight_desktop.widgets.words import ago

WIDTH, HEIGHT, MOST_ROWS = 900, 640, 4

translate = QCoreApplication.translate


class ProposalsSheet(Sheet):
    """All that waits; `decided` tells what is to be said and which policy is to be shown then.

    Args:
        desk: Of the console.
        parent: The window it lies over.
        reason: Why nothing can be decided now; empty when it can.
    """

    decided = Signal(str, object)
    outdated = Signal()

    def __init__(self, desk: Desk, parent: QWidget, reason: str = "") -> None:
        title = translate("ProposalsSheet", "Changes that wait for a second administrator")
        super().__init__(parent, title, WIDTH)
        self.resize(WIDTH, HEIGHT)
        self._desk, self._reason, self._clock = desk, reason, SystemClock()
        self._policies: Mapping[UUID, Policy] = {}
        self._shown: tuple[Proposal, Policy | None] | None = None
        self._above: QDialog | None = None
        self.table = DataTable(self._columns(), desk.read)
        self.table.setAccessibleName(title)
        self.table.current_changed.connect(self._show)
        self.add(self.table)
        self.why = Label("", "muted", wrap=True)
        self.add(self.why)
        self._area = QScrollArea()
        self._area.setWidgetResizable(True)
        self._area.setFrameShape(QFrame.Shape.NoFrame)
        self._area.setAccessibleName(self.tr("What would be otherwise"))
        self.add(self._area, 1)
        self.compared: SideBySide | None = None
        self.not_now = Label("", "caption", wrap=True)
        self.not_now.setProperty("tone", "warning")
        self.dismiss_button = Button(self.tr("Dismiss…"), "x", clicked=self.dismiss)
        foot = QWidget()
        row = QHBoxLayout(foot)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(12)
        row.addWidget(self.dismiss_button)
        row.addWidget(self.not_now, 1)
        self.add(foot)
        self.cancel_button.setText(self.tr("Close"))
        self.set_confirm(self.tr("Approve…"), self._approve)

    def show_proposals(
        self, proposals: Sequence[Proposal], policies: Sequence[Policy], go_to: UUID | None = None
    ) -> None:
        """Show what waits now; the sheet closes once nothing does and nothing lies over it.

        Args:
            proposals: About which nobody has decided.
            policies: As they are now.
            go_to: The proposal to be chosen.
        """
        if not proposals:
            above = self._above  # a sheet that was closed may be gone altogether
            if above is None or not shiboken6.isValid(above) or not above.isVisible():
                self.accept()
            return
        self._policies = {one.id: one for one in policies}
        row = self.table.verticalHeader().defaultSectionSize()
        rows = min(len(proposals), MOST_ROWS)
        self.table.setFixedHeight(self.table.header.sizeHint().height() + rows * row + 16)
        self.table.show_rows(proposals, keep=self.table.current() is not None)
        if go_to is not None:
            self.table.go_to_key(go_to)
        elif self.table.current() is None:
            self.table.go_to(0)
        self._show(self.table.current())

    def _columns(self) -> list[Column]:
        def changes(one: Proposal) -> str:
            return change_words(one, self._policy(one))

        return [
            Column("name", self.tr("Policy"), lambda one: Text(one.name, strong=True, icon="scale"),
                   200, stretch=True),
            Column("change", self.tr("Change"), changes, 200, stretch=True),
            Column("by", self.tr("Asked for by"), lambda one: one.proposed_by_name, 150),
            Column("when", self.tr("When"),
                   lambda one: ago(one.proposed_at, self._clock.now()), 120,
                   order=lambda one: one.proposed_at),
        ]  # fmt: skip

    def _policy(self, one: Proposal) -> Policy | None:
        return None if one.policy_id is None else self._policies.get(one.policy_id)

    # --- one of them ---

    def _show(self, one: Proposal | None) -> None:
        policy = None if one is None else self._policy(one)
        if one is None or self._shown == (one, policy):
            return  # read again: what one compares, and how far one has read, stay
        self._shown = one, policy
        self.why.setText(one.note)
        self.why.setVisible(bool(one.note))
        self.compared = SideBySide(
            (self._now(policy), "" if policy is None else _all_of(policy)),
            (self.tr("As {name} wants it").format(name=one.proposed_by_name), _all_of(one)),
        )
        self._area.setWidget(self.compared)  # what was there goes
        own = one.proposed_by == self._desk.account.person_id
        self.dismiss_button.setText(self.tr("Take back…") if own else self.tr("Dismiss…"))
        self.dismiss_button.setAccessibleName(self.dismiss_button.text())
        self.dismiss_button.setEnabled(not self._reason)
        self.dismiss_button.setToolTip(plain_tip(self._reason))
        why_not = self._reason or self._held_up(one, policy, own=own)
        self.not_now.setText(why_not)
        self.confirm_button.setEnabled(not why_not)
        self.confirm_button.setToolTip(plain_tip(why_not))

    def _now(self, policy: Policy | None) -> str:
        return self.tr("There is no such policy yet") if policy is None else self.tr("As it is now")

    def _held_up(self, one: Proposal, policy: Policy | None, *, own: bool) -> str:
        if own:
            return self.tr("You asked for this yourself: another administrator has to approve it.")
        if policy is not None and policy.rev != one.base_rev:
            return self.tr(
                "The policy has changed since: this cannot be approved any more. Dismiss it, and "
                "ask for it again."
            )
        return ""

    # --- deciding ---

    def _approve(self) -> bool:
        one: Proposal | None = self.table.current()
        if one is None:
            return False
        sheet = ApprovingSheet(self._desk, self, one, self._policy(one))
        said = self.tr("{name} is approved and saved.").format(name=one.name)
        sheet.saved.connect(lambda done: self.decided.emit(said, done.policy_id))
        sheet.rejected.connect(self.outdated.emit)
        self._open(sheet)
        return False

    def dismiss(self) -> None:
        """Let the chosen one go, or take it back, once the person has said so."""
        one: Proposal | None = self.table.current()
        if one is None:
            return
        own = one.proposed_by == self._desk.account.person_id
        said = self.tr("Taken back.") if own else self.tr("Dismissed.")
        sheet = DismissingSheet(
            self._desk, self, one, lambda: self.decided.emit(said, one.policy_id)
        )
        sheet.rejected.connect(self.outdated.emit)
        self._open(sheet)

    def _open(self, sheet: QDialog) -> None:
        self._above = sheet
        sheet.open()


def change_words(one: Proposal, policy: Policy | None) -> str:
    """Say in a few words what is to be otherwise."""
    if one.policy_id is None:
        return translate("ProposalsSheet", "A new policy")
    if policy is None or policy.text != one.text:
        return translate("ProposalsSheet", "It says something else")
    if policy.enabled != one.enabled:
        return (
            translate("ProposalsSheet", "Switch it on")
            if one.enabled
            else translate("ProposalsSheet", "Switch it off")
        )
    return translate("ProposalsSheet", "Another name or description")


def _all_of(one: Policy | Proposal) -> str:
    state = (
        translate("ProposalsSheet", "In force")
        if one.enabled
        else translate("ProposalsSheet", "Switched off")
    )
    return "\n\n".join(part for part in (one.name, state, one.description, one.text) if part)
