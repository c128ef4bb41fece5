"""Queries over rules, versions and results."""

from collections.abc import Mapping, Sequence
from typing import Any
from uuid import UUID

from sqlalchemy import RowMapping, Select, func, insert, select, update
from sqlalchemy.dialects.postgresql import distinct_on
from sqlalchemy.dialects.postgresql import insert as upsert

from pursight.contracts.rules import Outcome, Severity
from pursight_server.platform.conditions import Condition, among
from pursight_server.platform.paging import Page, PageRequest, fetch_page
from pursight_server.platform.unit_of_work import ReadUnit, UnitOfWork
from pursight_server.rules.model import Result, Rule, RuleState, read_check
from pursight_server.rules.tables import rule, rule_result, rule_version

rules_table, results_table = rule, rule_result
"""For `access.scope.visible`."""


async def add(uow: UnitOfWork, new: Rule) -> None:
    """Keep a new rule with its first version."""
    values = {name: getattr(new, name) for name in Rule.__dataclass_fields__ if name != "check"}
    await uow.connection.execute(
        insert(rule).values(
            organisation_id=uow.organisation_id,
            check_spec=new.check.model_dump(mode="json"),
            **values,
        )
    )


async def add_version(uow: UnitOfWork, new: Rule, spec: Mapping[str, Any]) -> None:
    """Keep a wording of a rule."""
    await uow.connection.execute(
        insert(rule_version).values(
            organisation_id=uow.organisation_id,
            rule_id=new.id,
            version=new.version,
            spec=spec,
            changed_by=uow.actor.name,
            changed_at=uow.clock.now(),
        )
    )


async def change(uow: UnitOfWork, rule_id: UUID, values: Mapping[str, Any]) -> None:
    """Change fields of a rule and count its revision up."""
    stored = dict(values)
    if "check" in stored:
        stored["check_spec"] = stored.pop("check").model_dump(mode="json")
    await uow.connection.execute(
        update(rule)
        .where(rule.c.organisation_id == uow.organisation_id, rule.c.id == rule_id)
        .values(rev=rule.c.rev + 1, changed_at=uow.clock.now(), **stored)
    )


async def bind(
    uow: UnitOfWork, rule_id: UUID, table_id: UUID, column_ids: Mapping[str, str]
) -> None:
    """Note which assets a rule's names mean; that is no edit, so the revision stays."""
    await uow.connection.execute(
        update(rule)
        .where(rule.c.organisation_id == uow.organisation_id, rule.c.id == rule_id)
        .values(table_id=table_id, column_ids=dict(column_ids))
    )


async def find(unit: ReadUnit, rule_id: UUID, *, lock: bool = False) -> Rule | None:
    """Read one rule."""
    query = _rules(unit).where(rule.c.id == rule_id)
    if lock:
        query = query.with_for_update()
    row = (await unit.connection.execute(query)).mappings().one_or_none()
    return None if row is None else _rule(row)


async def of_source(unit: ReadUnit, source_id: UUID, states: Sequence[RuleState]) -> list[Rule]:
    """Read a source's rules in the order of their making."""
    found = await unit.connection.execute(
        _rules(unit)
        .where(rule.c.source_id == source_id, rule.c.state.in_([str(s) for s in states]))
        .order_by(rule.c.id)
    )
    return [_rule(row) for row in found.mappings()]


async def page(
    unit: ReadUnit,
    wanted: PageRequest,
    visible: Condition,
    *,
    source_id: UUID | None,
    table_id: UUID | None,
    states: Sequence[RuleState],
) -> Page[Rule]:
    """List rules in the order of their making."""
    query = select(rule)
    if source_id is not None:
        query = query.where(rule.c.source_id == source_id)
    if table_id is not None:
        query = query.where(rule.c.table_id == table_id)
    if states:
        query = query.where(rule.c.state.in_([str(state) for state in states]))
    return await fetch_page(
        unit,
        query,
        wanted,
        kind="rules",
        order=[rule.c.id],
        visible=visible,
        read=lambda row: _rule(row._mapping),  # noqa: SLF001  SQLAlchemy's documented name
    )


async def versions(unit: ReadUnit, rule_id: UUID) -> list[dict[str, Any]]:
    """Read every wording of a rule, the latest first."""
    found = await unit.connection.execute(
        select(rule_version)
        .where(
            rule_version.c.organisation_id == unit.organisation_id,
            rule_version.c.rule_id == rule_id,
        )
        .order_by(rule_version.c.version.desc())
    )
    return [dict(row) for row in found.mappings()]


async def write_results(uow: UnitOfWork, results: Sequence[Result]) -> None:
    """Keep what came of rules in a scan; the same scan again says the same."""
    if not results:
        return
    rows = [
        {"organisation_id": uow.organisation_id}
        | {name: getattr(one, name) for name in Result.__dataclass_fields__}
        for one in results
    ]
    statement = upsert(rule_result).on_conflict_do_nothing()
    await uow.connection.execute(statement, rows)


async def newest(unit: ReadUnit, rule_ids: Sequence[UUID]) -> dict[UUID, Result]:
    """Read the newest result of each rule."""
    if not rule_ids:
        return {}
    found = await unit.connection.execute(
        select(rule_result)
        .ext(distinct_on(rule_result.c.rule_id))
        .where(
            rule_result.c.organisation_id == unit.organisation_id,
            rule_result.c.rule_id.in_(rule_ids),
        )
        .order_by(rule_result.c.rule_id, rule_result.c.nominal_time.desc())
    )
    return {row["rule_id"]: _result(row) for row in found.mappings()}


async def several(unit: ReadUnit, ids: Sequence[UUID]) -> dict[UUID, Rule]:
    """Read rules by id."""
    found = await unit.connection.execute(_rules(unit).where(among(rule.c.id, ids)))
    return {row["id"]: _rule(row) for row in found.mappings()}


async def latest(unit: ReadUnit, rule_ids: Sequence[UUID], limit: int) -> dict[UUID, list[Result]]:
    """Read the latest results of each rule, the newest first."""
    newest_first = (rule_result.c.nominal_time.desc(), rule_result.c.run_id.desc())
    place = func.row_number().over(partition_by=rule_result.c.rule_id, order_by=newest_first)
    ranked = (
        select(rule_result, place.label("place"))
        .where(
            rule_result.c.organisation_id == unit.organisation_id,
            among(rule_result.c.rule_id, rule_ids),
        )
        .subquery()
    )
    found = await unit.connection.execute(
        select(ranked).where(ranked.c.place <= limit).order_by(ranked.c.rule_id, ranked.c.place)
    )
    results: dict[UUID, list[Result]] = {}
    for row in found.mappings():
        results.setdefault(row["rule_id"], []).append(_result(row))
    return results


async def trend(
    unit: ReadUnit, wanted: PageRequest, visible: Condition, rule_id: UUID
) -> Page[Result]:
    """List what came of a rule over time, the latest first."""
    return await fetch_page(
        unit,
        select(rule_result).where(rule_result.c.rule_id == rule_id),
        wanted,
        kind="rule_results",
        order=[rule_result.c.nominal_time, rule_result.c.run_id],
        visible=visible,
        read=lambda row: _result(row._mapping),  # noqa: SLF001  SQLAlchemy's documented name
        descending=True,
    )


def _rules(unit: ReadUnit) -> Select[Any]:
    return select(rule).where(rule.c.organisation_id == unit.organisation_id)


def _rule(row: RowMapping) -> Rule:
    values = {name: row[name] for name in Rule.__dataclass_fields__ if name != "check"}
    values |= {
        "check": read_check(row["check_spec"]),
        "severity": Severity(row["severity"]),
        "state": RuleState(row["state"]),
    }
    return Rule(**values)


def _result(row: RowMapping) -> Result:
    values = {name: row[name] for name in Result.__dataclass_fields__}
    return Result(**(values | {"outcome": Outcome(row["outcome"])}))
