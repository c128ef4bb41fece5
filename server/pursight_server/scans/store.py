"""Queries over runs and their attempts."""

from collections.abc import Collection, Sequence
from dataclasses import asdict
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import ColumnElement, RowMapping, Select, and_, exists, insert, or_, select, update
from sqlalchemy.exc import IntegrityError

from pursight.contracts.agents import Applied, JobKind, Progress, RunOutcome
from pursight.contracts.scans import ScanCounts
from pursight.contracts.usage import Usage
from pursight.protocol.lease import ENDED, JobLease, LeaseState
from pursight_server.platform.conditions import Condition, among
from pursight_server.platform.paging import Page, PageRequest, fetch_page
from pursight_server.platform.unit_of_work import ReadUnit, UnitOfWork
from pursight_server.scans.model import Origin, Reason, Scan, underway
from pursight_server.scans.tables import scan, scan_attempt

scans_table = scan
"""For `access.scope.visible`."""


async def add(uow: UnitOfWork, new: Scan) -> None:
    """Keep a new run.

    Raises:
        ScanUnderway: The source has one that has not ended.
    """
    try:
        async with uow.connection.begin_nested():
            await uow.connection.execute(
                insert(scan).values(
                    organisation_id=uow.organisation_id, created_at=new.created_at, **_row(new)
                )
            )
    except IntegrityError as error:
        if "uq_scan_active" not in str(error.orig):
            raise
        raise underway() from error


async def save(uow: UnitOfWork, changed: Scan) -> None:
    """Store a run that was locked in this transaction, and count its revision up."""
    await uow.connection.execute(
        update(scan)
        .where(scan.c.organisation_id == uow.organisation_id, scan.c.id == changed.id)
        .values(**_row(changed) | {"rev": scan.c.rev + 1, "changed_at": uow.clock.now()})
    )


async def save_pulse(
    uow: UnitOfWork, scan_id: UUID, progress: Progress, expires_at: datetime | None
) -> None:
    """Store how far a run is and how long its lease lasts; no revision: nothing was decided."""
    await uow.connection.execute(
        update(scan)
        .where(scan.c.organisation_id == uow.organisation_id, scan.c.id == scan_id)
        .values(progress=progress.model_dump(mode="json"), lease_expires_at=expires_at)
    )


async def find(unit: ReadUnit, scan_id: UUID) -> Scan | None:
    """Read one."""
    found = await _many(unit, _all(unit).where(scan.c.id == scan_id))
    return found[0] if found else None


async def several(unit: ReadUnit, ids: Sequence[UUID]) -> list[Scan]:
    """Read some."""
    return await _many(unit, _all(unit).where(among(scan.c.id, ids)))


async def lock(uow: UnitOfWork, scan_id: UUID) -> Scan | None:
    """Read one and hold it until the end of the transaction."""
    found = await lock_these(uow, [scan_id])
    return found[0] if found else None


async def lock_active(uow: UnitOfWork, source_id: UUID) -> Scan | None:
    """Hold the run of a source that has not ended, if there is one."""
    found = await _many(
        uow,
        _all(uow)
        .where(scan.c.source_id == source_id, scan.c.state.not_in(list(ENDED)))
        .with_for_update(),
    )
    return found[0] if found else None


async def lock_these(uow: UnitOfWork, ids: Collection[UUID]) -> list[Scan]:
    """Read some and hold them, always in the order of their ids so that nobody waits in a ring."""
    if not ids:
        return []
    return await _many(
        uow, _all(uow).where(scan.c.id.in_(ids)).order_by(scan.c.id).with_for_update()
    )


async def lock_due(uow: UnitOfWork, now: datetime, limit: int = 100) -> list[Scan]:
    """Hold runs whose lease has run out and that nobody else is looking at."""
    return await _many(
        uow,
        _all(uow)
        .where(scan.c.lease_expires_at <= now)
        .order_by(scan.c.id)
        .limit(limit)
        .with_for_update(skip_locked=True),
    )


async def lock_queued(
    uow: UnitOfWork, agent_id: UUID, group: str, aliases: Collection[str], limit: int
) -> list[Scan]:
    """Hold the oldest queued runs that an agent may take and that no other poll is looking at."""
    return await _many(
        uow,
        _all(uow)
        .where(scan.c.state == LeaseState.QUEUED, _may_take(agent_id, group, aliases))
        .order_by(scan.c.created_at, scan.c.id)
        .limit(limit)
        .with_for_update(skip_locked=True),
    )


async def lock_offered(uow: UnitOfWork, agent_id: UUID, now: datetime) -> list[Scan]:
    """Hold what an agent was offered and has not answered yet."""
    return await _many(
        uow,
        _all(uow)
        .where(
            scan.c.state == LeaseState.OFFERED,
            scan.c.holder == agent_id,
            scan.c.lease_expires_at > now,
        )
        .order_by(scan.c.id)
        .with_for_update(),
    )


async def has_news(
    unit: ReadUnit,
    agent_id: UUID,
    group: str,
    aliases: Collection[str],
    *,
    held: Collection[UUID],
    has_room: bool,
) -> bool:
    """Whether a waiting agent should be answered: a job to take, or one of its own to stop."""
    news: list[ColumnElement[bool]] = []
    if has_room:
        news.append(and_(scan.c.state == LeaseState.QUEUED, _may_take(agent_id, group, aliases)))
    if held:
        gone = or_(scan.c.cancel_asked, scan.c.holder.is_(None), scan.c.holder != agent_id)
        news.append(and_(scan.c.id.in_(held), gone))
    if not news:
        return False
    found = await unit.connection.execute(
        select(exists().where(scan.c.organisation_id == unit.organisation_id, or_(*news)))
    )
    return bool(found.scalar_one())


async def page(
    unit: ReadUnit,
    wanted: PageRequest,
    visible: Condition,
    *,
    source_id: UUID | None = None,
    states: Sequence[str] = (),
    kind: str | None = None,
) -> Page[Scan]:
    """Read a page of runs, newest first."""
    query = _all(unit)
    if source_id is not None:
        query = query.where(scan.c.source_id == source_id)
    if states:
        query = query.where(scan.c.state.in_(states))
    if kind is not None:
        query = query.where(scan.c.kind == kind)
    return await fetch_page(
        unit,
        query,
        wanted,
        kind="scans",
        order=[scan.c.created_at, scan.c.id],
        visible=visible,
        read=lambda row: _scan(row._mapping),  # noqa: SLF001  SQLAlchemy's documented name
        descending=True,
    )


async def add_attempt(uow: UnitOfWork, scan_id: UUID, attempt: int, agent_id: UUID) -> None:
    """Note who was offered an attempt."""
    await uow.connection.execute(
        insert(scan_attempt).values(
            organisation_id=uow.organisation_id,
            scan_id=scan_id,
            attempt=attempt,
            agent_id=agent_id,
            offered_at=uow.clock.now(),
        )
    )


async def note_accepted(uow: UnitOfWork, scan_id: UUID, attempt: int) -> None:
    """Note that an attempt was confirmed."""
    await _change_attempt(uow, scan_id, attempt, accepted_at=uow.clock.now())


async def end_attempt(uow: UnitOfWork, scan_id: UUID, attempt: int, code: str) -> None:
    """Note why an attempt is over."""
    await _change_attempt(uow, scan_id, attempt, ended_at=uow.clock.now(), end_code=code)


async def agent_of_attempt(unit: ReadUnit, scan_id: UUID, attempt: int) -> UUID | None:
    """Who was offered an attempt; None when nobody was."""
    found = await unit.connection.execute(
        select(scan_attempt.c.agent_id).where(
            scan_attempt.c.organisation_id == unit.organisation_id,
            scan_attempt.c.scan_id == scan_id,
            scan_attempt.c.attempt == attempt,
        )
    )
    return found.scalar_one_or_none()


async def _change_attempt(uow: UnitOfWork, scan_id: UUID, attempt: int, **values: object) -> None:
    await uow.connection.execute(
        update(scan_attempt)
        .where(
            scan_attempt.c.organisation_id == uow.organisation_id,
            scan_attempt.c.scan_id == scan_id,
            scan_attempt.c.attempt == attempt,
        )
        .values(**values)
    )


def _may_take(agent_id: UUID, group: str, aliases: Collection[str]) -> ColumnElement[bool]:
    """The agent it is meant for; after a lost attempt any of its group that has the alias."""
    own = scan.c.target_agent_id == agent_id
    if not aliases:
        return own
    stands_in = and_(
        scan.c.attempt >= 1, scan.c.agent_group == group, scan.c.alias.in_(list(aliases))
    )
    return or_(own, stands_in)


def _all(unit: ReadUnit) -> Select[Any]:
    return select(scan).where(scan.c.organisation_id == unit.organisation_id)


async def _many(unit: ReadUnit, query: Select[Any]) -> list[Scan]:
    return [_scan(row) for row in (await unit.connection.execute(query)).mappings()]


def _row(one: Scan) -> dict[str, Any]:
    return {
        "id": one.id,
        "source_id": one.source_id,
        "kind": one.kind,
        "full": one.full,
        "origin": one.origin,
        "requested_by": one.requested_by,
        "alias": one.alias,
        "target_agent_id": one.target_agent_id,
        "agent_group": one.agent_group,
        "nominal_time": one.nominal_time,
        "state": one.lease.state,
        "attempt": one.lease.attempt,
        "holder": one.lease.holder,
        "lease_expires_at": one.lease.expires_at,
        "cancel_asked": one.lease.cancel_asked,
        "progress": one.progress.model_dump(mode="json"),
        "problem": None if one.problem is None else asdict(one.problem),
        "outcome": one.outcome,
        "applied": one.applied,
        "counts": None if one.counts is None else one.counts.model_dump(mode="json"),
        "usage": None if one.usage is None else one.usage.model_dump(mode="json"),
        "started_at": one.started_at,
        "ended_at": one.ended_at,
        "trace_id": one.trace_id,
        "rev": one.rev,
        "changed_at": one.changed_at,
    }


def _scan(row: RowMapping) -> Scan:
    return Scan(
        id=row["id"],
        source_id=row["source_id"],
        kind=JobKind(row["kind"]),
        origin=Origin(row["origin"]),
        requested_by=row["requested_by"],
        alias=row["alias"],
        target_agent_id=row["target_agent_id"],
        agent_group=row["agent_group"],
        nominal_time=row["nominal_time"],
        created_at=row["created_at"],
        changed_at=row["changed_at"],
        full=row["full"],
        lease=JobLease(
            state=LeaseState(row["state"]),
            attempt=row["attempt"],
            holder=row["holder"],
            expires_at=row["lease_expires_at"],
            cancel_asked=row["cancel_asked"],
        ),
        progress=Progress.model_validate(row["progress"]),
        problem=None if row["problem"] is None else Reason(**row["problem"]),
        outcome=None if row["outcome"] is None else RunOutcome(row["outcome"]),
        applied=None if row["applied"] is None else Applied(row["applied"]),
        counts=None if row["counts"] is None else ScanCounts.model_validate(row["counts"]),
        usage=None if row["usage"] is None else Usage.model_validate(row["usage"]),
        started_at=row["started_at"],
        ended_at=row["ended_at"],
        trace_id=row["trace_id"],
        rev=row["rev"],
    )
