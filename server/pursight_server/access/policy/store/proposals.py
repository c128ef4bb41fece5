"""How proposals for policies are kept, and what became of them."""

from dataclasses import asdict
from typing import Any
from uuid import UUID

from sqlalchemy import insert, select, update

from pursight_server.access.policy.model import Proposal, ProposalState
from pursight_server.access.policy.tables import access_policy_proposal as proposal
from pursight_server.platform.conditions import Condition
from pursight_server.platform.paging import Page, PageRequest, fetch_page
from pursight_server.platform.unit_of_work import ReadUnit, UnitOfWork

proposals_table = proposal
"""For `access.scope.visible`."""


async def add_proposal(uow: UnitOfWork, new: Proposal) -> None:
    """Keep a new one."""
    await uow.connection.execute(
        insert(proposal).values(organisation_id=uow.organisation_id, **asdict(new))
    )


async def find_proposal(
    unit: ReadUnit, proposal_id: UUID, *, lock: bool = False
) -> Proposal | None:
    """Read one; with `lock` nobody else decides about it before this transaction ends."""
    query = select(proposal).where(
        proposal.c.organisation_id == unit.organisation_id, proposal.c.id == proposal_id
    )
    found = await unit.connection.execute(query.with_for_update() if lock else query)
    row = found.one_or_none()
    return None if row is None else _proposal(row)


async def page_of_proposals(
    unit: ReadUnit, wanted: PageRequest, visible: Condition, state: ProposalState | None
) -> Page[Proposal]:
    """Read a page of proposals, the latest first."""
    query = select(proposal)
    return await fetch_page(
        unit,
        query if state is None else query.where(proposal.c.state == state),
        wanted,
        kind="access_policy_proposals",
        order=[proposal.c.id.desc()],
        visible=visible,
        read=_proposal,
    )


async def decide_proposal(uow: UnitOfWork, decided: Proposal) -> None:
    """Write what became of one."""
    await uow.connection.execute(
        update(proposal)
        .where(proposal.c.organisation_id == uow.organisation_id, proposal.c.id == decided.id)
        .values(asdict(decided))
    )


def _proposal(row: Any) -> Proposal:
    values = {name: getattr(row, name) for name in Proposal.__dataclass_fields__}
    return Proposal(**values | {"state": ProposalState(row.state)})
