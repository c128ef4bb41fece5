"""Saving a policy once one has seen what it changes; where that takes two, asking the second."""

from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QLineEdit, QWidget
from typing_extensions import override

from pursight.errors import PurSightError
from pursight_desktop.background.desk import Desk
from pursight_desktop.operations.administering import policies, policy_proposals
from pursight_desktop.operations.administering.policies import Policy, Wanted, Written
from pursight_desktop.operations.administering.policy_proposals import Proposal
from pursight_desktop.operations.online import Online
from pursight_desktop.views.administration.forms import FOUR_EYES, Explained, code_of, explained
from pursight_desktop.views.administration.policies.simulation import SimulationSheet

LONGEST = 2000


class SavingSheet(SimulationSheet):
    """Shows what would change, and saves it; `asked` once it was asked for instead.

    Args:
        desk: Of the console.
        parent: The window it lies over.
        title: The question.
        written: What the policy would say.
        wanted: What is saved, or asked for.
        before: The policy that is to change, as it is now; None for a new one.
        verb: On the button that saves.
        note: One more line, such as that it is switched off.
    """

    asked = Signal(object)

    def __init__(
        self,
        desk: Desk,
        parent: QWidget,
        title: str,
        written: Written,
        wanted: Wanted,
        *,
        before: Policy | None,
        verb: str,
        note: str = "",
    ) -> None:
        self._wanted = wanted
        self._asks = False
        super().__init__(
            desk, parent, title, written,
            before=before, save=self._save_it, verb=verb, note=note,
        )  # fmt: skip
        self.why = QLineEdit()
        self.why.setMaxLength(LONGEST)
        self.field(self.tr("Why"), self.why, self.tr("Whoever decides reads it; may stay empty"))
        self._show_why(shown=False)

    def _show_why(self, *, shown: bool) -> None:
        part = self.why.parentWidget()  # with its name and what is said of it
        if part is not None:
            part.setVisible(shown)

    async def _save_it(self, online: Online) -> Policy:
        return await policies.save(online.asking, self._wanted)

    async def _propose_it(self, online: Online, note: str) -> Proposal:
        return await policy_proposals.propose(online.asking, self._wanted, note)

    @override
    def _confirmed(self) -> bool:
        if self._asks:
            self._save = partial(self._propose_it, note=self.why.text().strip())
        return super()._confirmed()

    @override
    def _done(self, answer: object) -> None:
        if not self._asks:
            super()._done(answer)
            return
        self.setEnabled(True)
        self.accept()
        self.asked.emit(answer)

    @override
    def failed(self, error: PurSightError) -> None:
        """Say why not; where it takes two people, offer to ask the second."""
        if code_of(error) != FOUR_EYES or self._asks:
            super().failed(explained(error))
            return
        super().failed(
            Explained(
                self.tr("A policy that may allow more takes two people here."),
                hint=self.tr("You can ask for it: nothing changes before somebody else agrees."),
            )
        )
        self._asks = True
        self._show_why(shown=True)
        self.why.setFocus()
        self.set_confirm(self.tr("Ask a second administrator"), self._confirmed)
