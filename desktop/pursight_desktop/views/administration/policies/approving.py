"""Deciding about a policy that somebody wants: agreeing, having seen what it changes, or not."""

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QLineEdit, QWidget
from typing_extensions import override

from pursight.errors import PurSightError
from pursight_desktop.background.desk import Desk
from pursight_desktop.operations.administering import policy_proposals
from pursight_desktop.operations.administering.policies import Policy, Written
from pursight_desktop.operations.administering.policy_proposals import Proposal
from pursight_desktop.operations.online import Online
from pursight_desktop.views.administration.forms import CHANGED, Explained, code_of, explained
from pursight_desktop.views.administration.policies.simulation import SimulationSheet
from pursight_desktop.views.administration.reasons import ReasonSheet

translate = QCoreApplication.translate

LONGEST = 2000
OWN, DECIDED = "access_policy_proposal.own", "access_policy_proposal.decided"


class ApprovingSheet(SimulationSheet):
    """Shows what would change, and makes it so.

    Args:
        desk: Of the console.
        parent: The window it lies over.
        proposal: What somebody wants.
        policy: What it would change, as it is now; None for a new one.
    """

    def __init__(
        self, desk: Desk, parent: QWidget, proposal: Proposal, policy: Policy | None
    ) -> None:
        ends = not proposal.enabled and policy is not None and policy.enabled
        written = Written() if ends else Written(text=proposal.text)
        note = ""
        if not proposal.enabled and not ends:
            note = translate(
                "ApprovingSheet", "It is switched off: it holds once it is switched on."
            )

        self._proposal = proposal
        super().__init__(
            desk,
            parent,
            translate("ApprovingSheet", "Approve {name}?").format(name=proposal.name),
            written,
            before=policy,
            save=self._approve_it,
            verb=translate("ApprovingSheet", "Approve"),
            note=note,
        )
        self.note = QLineEdit()
        self.note.setMaxLength(LONGEST)
        hint = translate("ApprovingSheet", "It stands in the log; may stay empty")
        self.field(translate("ApprovingSheet", "Note"), self.note, hint)

    async def _approve_it(self, online: Online, note: str = "") -> Proposal:
        return await policy_proposals.approve(online.asking, self._proposal.id, note)

    @override
    def _confirmed(self) -> bool:
        self._save = partial(self._approve_it, note=self.note.text().strip())
        return super()._confirmed()

    @override
    def failed(self, error: PurSightError) -> None:
        """Say why it could not be done."""
        super().failed(in_words(error))


class DismissingSheet(ReasonSheet):
    """Lets a proposal go, or takes back one's own, once the person has said so.

    Args:
        desk: Of the console.
        parent: The window it lies over.
        proposal: What somebody wants.
        done: Called once it is gone.
    """

    def __init__(
        self, desk: Desk, parent: QWidget, proposal: Proposal, done: Callable[[], object]
    ) -> None:
        own = proposal.proposed_by == desk.account.person_id
        title = (
            translate("ProposalsSheet", "Take {name} back?")
            if own
            else translate("ProposalsSheet", "Dismiss {name}?")
        )
        super().__init__(
            desk,
            parent,
            title=title.format(name=proposal.name),
            verb=translate("ProposalsSheet", "Take back")
            if own
            else translate("ProposalsSheet", "Dismiss"),
            call=lambda online, note: policy_proposals.dismiss(online.asking, proposal.id, note),
            done=done,
            text=translate(
                "ProposalsSheet",
                "Nothing changes. Whoever still wants it has to ask for it again.",
            ),
            hint=translate("ApprovingSheet", "It stands in the log; may stay empty"),
            least=0,
            danger=True,
        )

    @override
    def refused(self, error: PurSightError) -> None:
        super().refused(in_words(error))


def in_words(error: PurSightError) -> PurSightError:
    """Say why a proposal could not be decided about, and what next."""
    match code_of(error):
        case code if code == OWN:
            return Explained(
                translate("ApprovingSheet", "Nobody agrees to their own proposal."),
                hint=translate("ApprovingSheet", "Ask another administrator to look at it."),
            )
        case code if code == DECIDED:
            return Explained(
                translate("ApprovingSheet", "Somebody else has decided about it already."),
                hint=translate("ApprovingSheet", "Close this to see how it is now."),
            )
        case code if code == CHANGED:
            return Explained(
                translate("ApprovingSheet", "The policy has changed since this was proposed."),
                hint=translate(
                    "ApprovingSheet",
                    "Dismiss the proposal, and ask for the change again from how the policy is "
                    "now.",
                ),
            )
        case _:
            return explained(error)
