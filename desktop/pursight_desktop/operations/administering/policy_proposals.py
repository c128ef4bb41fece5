"""Proposals of policies: what one administrator asks for, and another makes so or lets go."""

from datetime import datetime
from typing import Final
from uuid import UUID

from pydantic import BaseModel, ConfigDict

from pursight_desktop.operations.administering.policies import Wanted
from pursight_desktop.operations.asking import Asking

_PATH: Final = "/api/v1/access-policy-proposals"


class Proposal(BaseModel):
    """What somebody wants a policy to say.

    Attributes:
        policy_id: Of the policy that is to change; None for a new one.
        base_rev: The version from which it was made; 0 for a new one.
    """

    model_config = ConfigDict(frozen=True)

    id: UUID
    policy_id: UUID | None
    base_rev: int
    name: str
    description: str = ""
    text: str
    enabled: bool
    note: str = ""
    proposed_by: UUID
    proposed_by_name: str
    proposed_at: datetime


async def waiting(asking: Asking) -> tuple[Proposal, ...]:
    """List the proposals about which nobody has decided yet, the latest first."""
    return (await asking.listed(Proposal, _PATH, state="open")).rows


async def propose(asking: Asking, wanted: Wanted, note: str) -> Proposal:
    """Ask that somebody else makes it so; nothing changes before they do."""
    body = {**wanted.said, "note": note}
    if wanted.policy_id is not None:
        body["policy_id"] = str(wanted.policy_id)
    return await asking.made(Proposal, "POST", _PATH, body, seen=wanted.seen)


async def approve(asking: Asking, proposal_id: UUID, note: str = "") -> Proposal:
    """Make it so; gives it with the policy that says it now."""
    path = f"{_PATH}/{proposal_id}/approve"
    return await asking.made(Proposal, "POST", path, _noted(note))


async def dismiss(asking: Asking, proposal_id: UUID, note: str = "") -> None:
    """Let it go, or take back one's own."""
    await asking.write("POST", f"{_PATH}/{proposal_id}/dismiss", _noted(note))


def _noted(note: str) -> dict[str, str] | None:
    return {"note": note} if note else None
