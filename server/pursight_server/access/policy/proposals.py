"""Policies that allow more, where that takes two people: one proposes, another makes it so."""

from collections.abc import Mapping
from dataclasses import replace
from typing import Any
from uuid import UUID

from pursight.errors import Conflict, Forbidden, NotFound
from pursight.identity import new_id
from pursight_server.access.policy import engine, service, store
from pursight_server.access.policy.model import Policy, Proposal, ProposalState
from pursight_server.platform.preconditions import check_if_match, etag
from pursight_server.platform.unit_of_work import ReadUnit, UnitOfWork


class OwnProposal(Forbidden):
    """Nobody agrees to what they have proposed themselves."""

    code = "access_policy_proposal.own"


class ProposalDecided(Conflict):
    """Somebody has decided about it already."""

    code = "access_policy_proposal.decided"


def allows_more(before: Policy | None, after: Policy) -> bool:
    """Whether a change of a policy may let anybody do more than before.

    A permit that comes into force, a forbid that goes, and another text of either in force: whether
    it is narrower no comparison of texts could tell.
    """
    was = _in_force(before)
    will = _in_force(after)
    if was == will:
        return False
    return (will is not None and _permits(will)) or (was is not None and not _permits(was))


def _in_force(policy: Policy | None) -> str | None:
    return policy.text if policy is not None and policy.enabled else None


def _permits(text: str) -> bool:
    return engine.effect_of(text) == "permit"


async def propose(
    uow: UnitOfWork,
    *,
    policy_id: UUID | None,
    if_match: str | None,
    name: str | None,
    description: str | None,
    text: str | None,
    as_form: Mapping[str, Any] | None,
    enabled: bool | None,
    note: str,
) -> Proposal:
    """Write down what a policy should say; nothing changes before somebody else agrees.

    Raises:
        BadPolicy, NotCompilable: See `policy.service.written`.
        NotFound: There is no such policy.
        Changed, IfMatchMissing: The edit was not made from the present revision.
    """
    before = None if policy_id is None else await service.get(uow, policy_id)
    if before is not None:
        check_if_match(if_match, before.rev)
    spelled, form = "", as_form
    if before is not None and text is None and as_form is None:
        spelled, form = before.text, before.form
    else:
        spelled = service.written(text, as_form)
    if before is None and not (name or "").strip():
        raise engine.BadPolicy("a new policy needs a name")
    new = Proposal(
        id=new_id(uow.clock),
        policy_id=policy_id,
        base_rev=0 if before is None else before.rev,
        name=(name or "").strip() or (before.name if before else ""),
        description=(before.description if before else "") if description is None else description,
        text=spelled,
        form=form,
        enabled=(before.enabled if before else True) if enabled is None else enabled,
        note=note,
        state=ProposalState.OPEN,
        proposed_by=uow.actor.id,
        proposed_by_name=uow.actor.name,
        proposed_at=uow.clock.now(),
    )
    await store.add_proposal(uow, new)
    uow.record(
        "access_policy_proposal.made",
        "access_policy_proposal",
        new.id,
        after=_facts(new),
        note=note,
    )
    return new


async def get(unit: ReadUnit, proposal_id: UUID, *, lock: bool = False) -> Proposal:
    """Read one.

    Raises:
        NotFound: There is none with this id.
    """
    found = await store.find_proposal(unit, proposal_id, lock=lock)
    if found is None:
        raise NotFound("there is no such proposal")
    return found


async def approve(uow: UnitOfWork, proposal_id: UUID, *, note: str = "") -> Proposal:
    """Make it so: the policy says it from the next request on.

    Raises:
        NotFound: There is none with this id.
        OwnProposal: It is the approver's own.
        ProposalDecided: Somebody was faster.
        Changed: The policy is not any more what it was when this was proposed.
        Conflict: There is another policy with its name.
    """
    one = await _open(uow, proposal_id)
    if one.proposed_by == uow.actor.id:
        raise OwnProposal(
            "nobody agrees to their own proposal",
            hint="Ask another administrator to look at it.",
        )
    values: dict[str, Any] = {
        "name": one.name,
        "description": one.description,
        "enabled": one.enabled,
        **({"text": one.text} if one.form is None else {"as_form": one.form}),
    }
    if one.policy_id is None:
        policy = await service.create(uow, **values)
    else:
        made_from = etag(one.base_rev)
        policy = await service.change(uow, one.policy_id, if_match=made_from, **values)
    return await _decide(uow, replace(one, policy_id=policy.id), ProposalState.APPROVED, note)


async def dismiss(uow: UnitOfWork, proposal_id: UUID, *, note: str = "") -> Proposal:
    """Let it go: whoever may write policies can, who proposed it too.

    Raises:
        NotFound: There is none with this id.
        ProposalDecided: Somebody was faster.
    """
    return await _decide(uow, await _open(uow, proposal_id), ProposalState.DISMISSED, note)


async def _open(uow: UnitOfWork, proposal_id: UUID) -> Proposal:
    one = await get(uow, proposal_id, lock=True)
    if one.state is not ProposalState.OPEN:
        raise ProposalDecided(f"it was {one.state.value} by {one.decided_by_name}")
    return one


async def _decide(uow: UnitOfWork, one: Proposal, state: ProposalState, note: str) -> Proposal:
    decided = replace(
        one,
        state=state,
        decided_by=uow.actor.id,
        decided_by_name=uow.actor.name,
        decided_at=uow.clock.now(),
        decision_note=note,
    )
    await store.decide_proposal(uow, decided)
    uow.record(
        f"access_policy_proposal.{state.value}",
        "access_policy_proposal",
        one.id,
        before={"state": one.state},
        after={"state": state, "policy": decided.policy_id and str(decided.policy_id)},
        note=note,
    )
    return decided


def _facts(one: Proposal) -> dict[str, object]:
    return {
        "policy": one.policy_id and str(one.policy_id),
        "name": one.name,
        "text": one.text,
        "enabled": one.enabled,
    }
