"""Queries over policies and violations."""

from collections.abc import Mapping, Sequence
from typing import Any
from uuid import UUID

from sqlalchemy import RowMapping, Select, insert, select, update
from sqlalchemy.dialects.postgresql import Insert
from sqlalchemy.dialects.postgresql import insert as upsert

from pursight.contracts.policies import Policy
from pursight_server.compliance.model import KeptPolicy, Violation, ViolationState
from pursight_server.compliance.tables import policy, violation
from pursight_server.platform.conditions import Condition, among
from pursight_server.platform.paging import Page, PageRequest, fetch_page
from pursight_server.platform.unit_of_work import ReadUnit, UnitOfWork

violations_table = violation
"""For `access.scope.visible`."""


async def policies(unit: ReadUnit) -> dict[str, KeptPolicy]:
    """Read the policies that are kept, by code."""
    found = await unit.connection.execute(
        select(policy)
        .where(policy.c.organisation_id == unit.organisation_id)
        .order_by(policy.c.builtin.desc(), policy.c.created_at, policy.c.code)
    )
    return {
        row["code"]: KeptPolicy(
            policy=Policy.model_validate(row["definition"]),
            builtin=row["builtin"],
            enabled=row["enabled"],
            rev=row["rev"],
        )
        for row in found.mappings()
    }


async def lock_policy(uow: UnitOfWork, code: str) -> None:
    """Keep others from changing a policy until the end of the transaction."""
    await uow.connection.execute(
        select(policy.c.code)
        .where(policy.c.organisation_id == uow.organisation_id, policy.c.code == code)
        .with_for_update()
    )


async def add_policy(uow: UnitOfWork, new: KeptPolicy) -> bool:
    """Keep a new policy; False, and nothing done, when its code is taken."""
    statement = _policy_row(uow, new).on_conflict_do_nothing().returning(policy.c.code)
    return (await uow.connection.execute(statement)).first() is not None


async def keep_policies(uow: UnitOfWork, kept: Sequence[KeptPolicy]) -> None:
    """Keep policies as they are given, new ones and changed ones."""
    for one in kept:
        statement = _policy_row(uow, one)
        changed = ("builtin", "enabled", "definition", "rev", "changed_at")
        await uow.connection.execute(
            statement.on_conflict_do_update(
                index_elements=["organisation_id", "code"],
                set_={name: statement.excluded[name] for name in changed},
            )
        )


def _policy_row(uow: UnitOfWork, one: KeptPolicy) -> Insert:
    return upsert(policy).values(
        organisation_id=uow.organisation_id,
        code=one.policy.id,
        builtin=one.builtin,
        enabled=one.enabled,
        definition=one.policy.model_dump(mode="json"),
        rev=one.rev,
        created_at=uow.clock.now(),
        changed_at=uow.clock.now(),
    )


async def unsettled(unit: ReadUnit, source_id: UUID) -> list[Violation]:
    """Read a source's open and accepted violations."""
    found = await unit.connection.execute(
        _violations(unit)
        .where(violation.c.source_id == source_id, violation.c.state != ViolationState.CLOSED)
        .order_by(violation.c.id)
    )
    return [_violation(row) for row in found.mappings()]


async def add_violations(uow: UnitOfWork, new: Sequence[Violation]) -> None:
    """Keep new violations."""
    rows = [
        {"organisation_id": uow.organisation_id, "created_at": one.opened_at}
        | {"changed_at": one.opened_at}
        | {name: getattr(one, name) for name in Violation.__dataclass_fields__}
        for one in new
    ]
    for at in range(0, len(rows), 2_000):
        await uow.connection.execute(insert(violation), rows[at : at + 2_000])


async def change(uow: UnitOfWork, ids: Sequence[UUID], values: Mapping[str, Any]) -> None:
    """Change violations alike and count their revisions up."""
    for at in range(0, len(ids), 5_000):
        await uow.connection.execute(
            update(violation)
            .where(
                violation.c.organisation_id == uow.organisation_id,
                violation.c.id.in_(ids[at : at + 5_000]),
            )
            .values(rev=violation.c.rev + 1, changed_at=uow.clock.now(), **values)
        )


async def find(unit: ReadUnit, violation_id: UUID, *, lock: bool = False) -> Violation | None:
    """Read one violation."""
    query = _violations(unit).where(violation.c.id == violation_id)
    if lock:
        query = query.with_for_update()
    row = (await unit.connection.execute(query)).mappings().one_or_none()
    return None if row is None else _violation(row)


async def several(unit: ReadUnit, ids: Sequence[UUID]) -> dict[UUID, Violation]:
    """Read violations by id."""
    found = await unit.connection.execute(_violations(unit).where(among(violation.c.id, ids)))
    return {row["id"]: _violation(row) for row in found.mappings()}


async def page(
    unit: ReadUnit,
    wanted: PageRequest,
    visible: Condition,
    *,
    states: Sequence[ViolationState],
    severities: Sequence[str],
    policies: Sequence[str],
    source_id: UUID | None,
    asset_id: UUID | None,
) -> Page[Violation]:
    """List violations, the latest first."""
    query = select(violation)
    for column, values in (
        (violation.c.state, states),
        (violation.c.severity, severities),
        (violation.c.policy_code, policies),
    ):
        if values:
            query = query.where(column.in_([str(value) for value in values]))
    for column, value in ((violation.c.source_id, source_id), (violation.c.asset_id, asset_id)):
        if value is not None:
            query = query.where(column == value)
    return await fetch_page(
        unit,
        query,
        wanted,
        kind="violations",
        order=[violation.c.id],
        visible=visible,
        read=lambda row: _violation(row._mapping),  # noqa: SLF001  SQLAlchemy's documented name
        descending=True,
    )


def _violations(unit: ReadUnit) -> Select[Any]:
    return select(violation).where(violation.c.organisation_id == unit.organisation_id)


def _violation(row: RowMapping) -> Violation:
    values = {name: row[name] for name in Violation.__dataclass_fields__}
    return Violation(**(values | {"state": ViolationState(row["state"])}))
