"""Agreeing to a policy that somebody else wants, once one has seen what it changes for whom."""

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QWidget
from typing_extensions import override

from pursight.errors import PurSightError
from pursight_desktop.background.desk import Desk
from pursight_desktop.operations.administering import policy_proposals
from pursight_desktop.operations.administering.policies import Policy, Written
from pursight_desktop.operations.administering.policy_proposals import Proposal
from pursight_desktop.operations.online import Online
from pursight_desktop.views.administration.forms import CHANGED, Explained, code_of, explained
from pursight_desktop.views.administration.policies.simulation import SimulationSheet

translate = QCoreApplication.translate

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

        async def approve(online: Online) -> Proposal:
            return await policy_proposals.approve(online.asking, proposal.id)

        super().__init__(
            desk,
            parent,
            translate("ApprovingSheet", "Approve {name}?").format(name=proposal.name),
            written,
            replaces=proposal.policy_id,
            save=approve,
            verb=translate("ApprovingSheet", "Approve"),
            note=note,
        )

    @override
    def failed(self, error: PurSightError) -> None:
        """Say why it could not be done."""
        super().failed(in_words(error))


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
