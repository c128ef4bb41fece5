"""How access in an emergency is asked for and written."""

from collections.abc import Sequence
from dataclasses import fields
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import and_, func, insert, select, update
from sqlalchemy.exc import IntegrityError

from pursight.errors import Conflict
from pursight_server.access.break_glass.model import BreakGlass, Stage, Verdict
from pursight_server.access.break_glass.tables import break_glass
from pursight_server.platform.conditions import Condition, among
from pursight_server.platform.paging import Page, PageRequest, fetch_page
from pursight_server.platform.unit_of_work import ReadUnit, UnitOfWork

table = break_glass
"""For `access.scope.visible`."""

_STAGES = {
    Stage.ACTIVE: break_glass.c.ended_at.is_(None),
    Stage.ENDED: and_(break_glass.c.ended_at.is_not(None), break_glass.c.reviewed_at.is_(None)),
    Stage.REVIEWED: break_glass.c.reviewed_at.is_not(None),
}


async def add(uow: UnitOfWork, new: BreakGlass) -> None:
    """Write a new one.

    Raises:
        Conflict: The person has one already.
    """
    try:
        async with uow.connection.begin_nested():
            await uow.connection.execute(
                insert(break_glass).values(organisation_id=uow.organisation_id, **_values(new))
            )
    except IntegrityError as error:
        raise Conflict(
            "you have taken emergency access already, and it cannot be extended",
            hint="End it first; taking it again has a reason, an alarm and a review of its own.",
        ) from error


async def write(uow: UnitOfWork, after: BreakGlass) -> None:
    """Write one as it is now."""
    await uow.connection.execute(
        update(break_glass).where(_is(uow, after.id)).values(**_values(after))
    )


async def find(unit: ReadUnit, one_id: UUID, *, lock: bool = False) -> BreakGlass | None:
    """Read one; with `lock` nobody else changes it before this transaction ends."""
    query = select(break_glass).where(_is(unit, one_id))
    row = (await unit.connection.execute(query.with_for_update() if lock else query)).one_or_none()
    return _one(row) if row else None


async def page_of(
    unit: ReadUnit,
    page: PageRequest,
    visible: Condition,
    *,
    stage: Stage | None,
    person_id: UUID | None,
) -> Page[BreakGlass]:
    """Read a page of them, the latest first."""
    query = select(break_glass)
    if stage is not None:
        query = query.where(_STAGES[stage])
    if person_id is not None:
        query = query.where(break_glass.c.person_id == person_id)
    return await fetch_page(
        unit,
        query,
        page,
        kind="break_glass",
        order=[break_glass.c.id],
        visible=visible,
        read=_one,
        descending=True,
    )


async def active(unit: ReadUnit) -> list[UUID]:
    """List those that have not ended, also when their time is over."""
    found = await unit.connection.execute(
        select(break_glass.c.id)
        .where(break_glass.c.organisation_id == unit.organisation_id, _STAGES[Stage.ACTIVE])
        .order_by(break_glass.c.id)
    )
    return list(found.scalars())


async def behind(unit: ReadUnit, assignment_ids: Sequence[UUID]) -> UUID | None:
    """Say which one gave any of these assignments."""
    found = await unit.connection.execute(
        select(break_glass.c.id)
        .where(
            break_glass.c.organisation_id == unit.organisation_id,
            among(break_glass.c.assignment_id, assignment_ids),
        )
        .order_by(break_glass.c.id.desc())
        .limit(1)
    )
    return found.scalar_one_or_none()


async def count_since(unit: ReadUnit, person_id: UUID, since: datetime) -> int:
    """Count how often somebody has done so."""
    found = await unit.connection.execute(
        select(func.count()).where(
            break_glass.c.organisation_id == unit.organisation_id,
            break_glass.c.person_id == person_id,
            break_glass.c.taken_at > since,
        )
    )
    return int(found.scalar_one())


def _is(unit: ReadUnit, one_id: UUID) -> Condition:
    return and_(break_glass.c.organisation_id == unit.organisation_id, break_glass.c.id == one_id)


def _values(one: BreakGlass) -> dict[str, Any]:
    values = {field.name: getattr(one, field.name) for field in fields(one)}
    return values | {"told": list(one.told), "verdict": one.verdict and one.verdict.value}


def _one(row: Any) -> BreakGlass:
    values = {field.name: getattr(row, field.name) for field in fields(BreakGlass)}
    verdict = Verdict(row.verdict) if row.verdict else None
    return BreakGlass(**(values | {"told": tuple(row.told), "verdict": verdict}))
