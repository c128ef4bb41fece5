"""Proposals of policies: what a second person has to agree to."""

from datetime import datetime
from typing import Annotated
from uuid import UUID

from fastapi import APIRouter, Depends, Query, Response
from pydantic import BaseModel, ConfigDict, Field

from pursight_server.access import scope
from pursight_server.access.guard import (
    IdempotencyKey,
    IfMatch,
    Paged,
    Reading,
    Writing,
    in_session,
    requires,
)
from pursight_server.access.model import Caller, Permission
from pursight_server.access.policy import proposals, store
from pursight_server.access.policy.form import Form
from pursight_server.access.policy.model import ProposalState
from pursight_server.access.routes.messages import Words
from pursight_server.access.routes.policies import PolicyEdit
from pursight_server.platform.paging import PageOf

router = APIRouter(prefix="/api/v1/access-policy-proposals", tags=["access"])

_ROWS = {"proposal_id": store.proposals_table}
Reader = Annotated[Caller, Depends(requires(Permission.POLICIES_READ, **_ROWS))]
Editor = Annotated[Caller, Depends(requires(Permission.POLICIES_WRITE, **_ROWS))]


class ProposalBody(PolicyEdit):
    """What a policy should say; what is left out stays. Without `policy_id`: a new policy."""

    policy_id: UUID | None = None
    note: Words = ""


class ProposalDecisionBody(BaseModel):
    """Why; whoever proposed it reads it."""

    model_config = ConfigDict(extra="forbid")

    note: Words = Field(default="", examples=["Agreed with the works council"])


NOTHING_SAID = ProposalDecisionBody()


class ProposalReply(BaseModel):
    """What somebody wants a policy to say."""

    model_config = ConfigDict(from_attributes=True)

    id: UUID
    policy_id: UUID | None
    base_rev: int
    name: str
    description: str
    text: str
    form: Form | None
    enabled: bool
    note: str = Field(description="Of who proposed it")
    state: ProposalState
    proposed_by: UUID
    proposed_by_name: str
    proposed_at: datetime
    decided_by: UUID | None
    decided_by_name: str
    decided_at: datetime | None
    decision_note: str = Field(description="Of who decided; empty while it is open")


@router.get("", summary="Proposals of policies")
async def list_proposals(
    caller: Reader,
    unit: Reading,
    page: Paged,
    state: Annotated[ProposalState | None, Query()] = None,
) -> PageOf[ProposalReply]:
    """List proposals, the latest first."""
    visible = scope.visible(caller, Permission.POLICIES_READ, store.proposals_table)
    found = await store.page_of_proposals(unit, page, visible, state)
    items = [ProposalReply.model_validate(one) for one in found.items]
    return PageOf(items=items, next_cursor=found.next_cursor)


@router.post(
    "",
    status_code=201,
    summary="Propose a policy, or a change of one",
    dependencies=[Depends(in_session)],
)
async def propose(
    body: ProposalBody,
    _caller: Editor,
    uow: Writing,
    response: Response,
    if_match: IfMatch = None,
    _key: IdempotencyKey = None,
) -> ProposalReply:
    """Write down what a policy should say; of one that is there, send its ETag in `If-Match`."""
    made = await proposals.propose(
        uow,
        policy_id=body.policy_id,
        if_match=if_match,
        name=body.name,
        description=body.description,
        text=body.text,
        as_form=body.as_form,
        enabled=body.enabled,
        note=body.note,
    )
    response.headers["Location"] = f"/api/v1/access-policy-proposals/{made.id}"
    return ProposalReply.model_validate(made)


@router.get("/{proposal_id}", summary="One proposal")
async def get_proposal(proposal_id: UUID, _caller: Reader, unit: Reading) -> ProposalReply:
    """Read a proposal."""
    return ProposalReply.model_validate(await proposals.get(unit, proposal_id))


@router.post(
    "/{proposal_id}/approve", summary="Agree to a proposal", dependencies=[Depends(in_session)]
)
async def approve(
    proposal_id: UUID,
    _caller: Editor,
    uow: Writing,
    body: ProposalDecisionBody = NOTHING_SAID,
    _key: IdempotencyKey = None,
) -> ProposalReply:
    """Make it so; whoever proposed it cannot, and neither once the policy has changed since."""
    decided = await proposals.approve(uow, proposal_id, note=body.note)
    return ProposalReply.model_validate(decided)


@router.post("/{proposal_id}/dismiss", summary="Let a proposal go")
async def dismiss(
    proposal_id: UUID,
    _caller: Editor,
    uow: Writing,
    body: ProposalDecisionBody = NOTHING_SAID,
    _key: IdempotencyKey = None,
) -> ProposalReply:
    """Dismiss it, or take back one's own."""
    decided = await proposals.dismiss(uow, proposal_id, note=body.note)
    return ProposalReply.model_validate(decided)
