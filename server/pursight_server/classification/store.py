"""Queries over findings, decisions and settings."""

from collections.abc import Mapping, Sequence
from typing import Any
from uuid import UUID

import orjson
from sqlalchemy import RowMapping, Select, and_, delete, func, insert, or_, select, text, update
from sqlalchemy.dialects.postgresql import insert as upsert

from pursight_server.classification.model import (
    Finding,
    HumanDecision,
    Sensitivities,
    Verdict,
)
from pursight_server.classification.tables import decision, finding, label_setting
from pursight_server.platform.conditions import Condition, among
from pursight_server.platform.paging import Page, PageRequest, fetch_page
from pursight_server.platform.unit_of_work import ReadUnit, UnitOfWork

findings_table = finding
"""For `access.scope.visible`."""

_WRITE = text(
    "INSERT INTO finding (organisation_id, asset_id, source_id, run_id, label, country, confidence,"
    " decision, evidence, entities, sha256, rev, created_at, changed_at)"
    " SELECT :organisation_id, asset_id, :source_id, :run_id, label, country, confidence,"
    " decision, evidence, entities, sha256, 1, :now, :now"
    " FROM json_to_recordset(CAST(:rows AS json)) AS new(asset_id uuid, label text, country text,"
    " confidence float8, decision text, evidence jsonb, entities jsonb, sha256 text)"
    " ON CONFLICT (organisation_id, asset_id) DO UPDATE SET run_id = EXCLUDED.run_id,"
    " label = EXCLUDED.label, country = EXCLUDED.country, confidence = EXCLUDED.confidence,"
    " decision = EXCLUDED.decision, evidence = EXCLUDED.evidence, entities = EXCLUDED.entities,"
    " sha256 = EXCLUDED.sha256, rev = finding.rev + 1, changed_at = EXCLUDED.changed_at"
)


Digest = tuple[str, str, float, str]
"""What is compared first: digest, label, confidence, decision."""


async def digests(
    unit: ReadUnit, source_id: UUID, ids: Sequence[UUID] | None = None
) -> dict[UUID, Digest]:
    """Read by column what is compared first; of all the source's columns, or of some."""
    query = select(
        finding.c.asset_id,
        finding.c.sha256,
        finding.c.label,
        finding.c.confidence,
        finding.c.decision,
    ).where(finding.c.organisation_id == unit.organisation_id, finding.c.source_id == source_id)
    if ids is not None:
        query = query.where(among(finding.c.asset_id, ids))
    found = await unit.connection.execute(query)
    return {row[0]: (row[1], row[2], row[3], row[4]) for row in found}


async def write(
    uow: UnitOfWork, source_id: UUID, run_id: UUID, found: Sequence[tuple[Finding, str]]
) -> None:
    """Keep findings, each with its digest."""
    for at in range(0, len(found), 5_000):
        rows = [
            {
                "asset_id": one.asset_id,
                "label": one.label,
                "country": one.country,
                "confidence": one.confidence,
                "decision": one.decision,
                "evidence": one.evidence,
                "entities": one.entities,
                "sha256": sha256,
            }
            for one, sha256 in found[at : at + 5_000]
        ]
        values = {
            "organisation_id": uow.organisation_id,
            "source_id": source_id,
            "run_id": run_id,
            "now": uow.clock.now(),
            "rows": orjson.dumps(rows).decode().replace("\\u0000", "\\ufffd"),
        }
        await uow.connection.execute(_WRITE, values)


async def find(unit: ReadUnit, asset_id: UUID) -> Finding | None:
    """Read a column's finding."""
    query = _findings(unit).where(finding.c.asset_id == asset_id)
    row = (await unit.connection.execute(query)).mappings().one_or_none()
    return None if row is None else _finding(row)


async def several(unit: ReadUnit, ids: Sequence[UUID]) -> dict[UUID, Finding]:
    """Read findings by column."""
    found = await unit.connection.execute(_findings(unit).where(among(finding.c.asset_id, ids)))
    return {row["asset_id"]: _finding(row) for row in found.mappings()}


async def of_source(unit: ReadUnit, source_id: UUID) -> dict[UUID, Finding]:
    """Read all findings of a source that found something, by column."""
    found = await unit.connection.execute(
        _findings(unit).where(finding.c.source_id == source_id, finding.c.label != "none")
    )
    return {row["asset_id"]: _finding(row) for row in found.mappings()}


async def standing(unit: ReadUnit, ids: Sequence[UUID]) -> dict[UUID, HumanDecision]:
    """Read the decisions that stand, by column."""
    decided: dict[UUID, HumanDecision] = {}
    for at in range(0, len(ids), 5_000):
        found = await unit.connection.execute(
            _decisions(unit).where(decision.c.stands, decision.c.asset_id.in_(ids[at : at + 5_000]))
        )
        decided |= {row["asset_id"]: _decision(row) for row in found.mappings()}
    return decided


async def decisions_of(unit: ReadUnit, asset_id: UUID) -> list[HumanDecision]:
    """Read all decisions about a column, the latest first."""
    found = await unit.connection.execute(
        _decisions(unit)
        .where(decision.c.asset_id == asset_id)
        .order_by(decision.c.decided_at.desc(), decision.c.id.desc())
    )
    return [_decision(row) for row in found.mappings()]


async def end_standing(uow: UnitOfWork, asset_id: UUID) -> None:
    """Let no decision of a column stand any more."""
    await uow.connection.execute(
        update(decision)
        .where(
            decision.c.organisation_id == uow.organisation_id,
            decision.c.asset_id == asset_id,
            decision.c.stands,
        )
        .values(stands=False)
    )


async def add_decision(uow: UnitOfWork, new: HumanDecision) -> None:
    """Keep a decision; none may stand before."""
    values = {name: getattr(new, name) for name in HumanDecision.__dataclass_fields__}
    await uow.connection.execute(
        insert(decision).values(organisation_id=uow.organisation_id, **values)
    )


async def page(
    unit: ReadUnit,
    wanted: PageRequest,
    visible: Condition,
    *,
    states: Sequence[str],
    labels: Sequence[str],
    source_id: UUID | None,
) -> Page[Finding]:
    """List findings, the surest first."""
    stands = and_(
        decision.c.organisation_id == finding.c.organisation_id,
        decision.c.asset_id == finding.c.asset_id,
        decision.c.stands,
    )
    query = select(finding).select_from(finding.outerjoin(decision, stands))
    if states:
        query = query.where(or_(*[_STATES[state] for state in states]))
    else:
        query = query.where(or_(finding.c.label != "none", decision.c.id.is_not(None)))
    if labels:
        query = query.where(func.coalesce(decision.c.label, finding.c.label).in_(labels))
    if source_id is not None:
        query = query.where(finding.c.source_id == source_id)
    return await fetch_page(
        unit,
        query,
        wanted,
        kind="findings",
        order=[finding.c.confidence, finding.c.asset_id],
        visible=visible,
        read=lambda row: _finding(row._mapping),  # noqa: SLF001  SQLAlchemy's documented name
        descending=True,
    )


_STATES: Mapping[str, Condition] = {
    "suggested": and_(decision.c.id.is_(None), finding.c.decision == "suggested"),
    "applied": and_(decision.c.id.is_(None), finding.c.decision == "applied"),
    "decided": decision.c.id.is_not(None),
    "contested": and_(
        decision.c.id.is_not(None),
        finding.c.decision == "applied",
        finding.c.label != decision.c.label,
        finding.c.label != decision.c.found_label,
    ),
}


async def sensitivities(unit: ReadUnit) -> Sensitivities:
    """Read the organisation's own settings."""
    found = await unit.connection.execute(
        select(label_setting.c.kind, label_setting.c.name, label_setting.c.sensitivity).where(
            label_setting.c.organisation_id == unit.organisation_id
        )
    )
    rows = found.all()
    return Sensitivities(
        {name: sensitivity for kind, name, sensitivity in rows if kind == "label"},
        {name: sensitivity for kind, name, sensitivity in rows if kind == "category"},
    )


async def set_sensitivity(uow: UnitOfWork, kind: str, name: str, sensitivity: str | None) -> None:
    """Keep a setting; None takes it away."""
    now = uow.clock.now()
    if sensitivity is None:
        await uow.connection.execute(
            delete(label_setting).where(
                label_setting.c.organisation_id == uow.organisation_id,
                label_setting.c.kind == kind,
                label_setting.c.name == name,
            )
        )
        return
    statement = upsert(label_setting).values(
        organisation_id=uow.organisation_id,
        kind=kind,
        name=name,
        sensitivity=sensitivity,
        rev=1,
        created_at=now,
        changed_at=now,
    )
    await uow.connection.execute(
        statement.on_conflict_do_update(
            index_elements=["organisation_id", "kind", "name"],
            set_={
                "sensitivity": sensitivity,
                "rev": label_setting.c.rev + 1,
                "changed_at": now,
            },
        )
    )


def _findings(unit: ReadUnit) -> Select[Any]:
    return select(finding).where(finding.c.organisation_id == unit.organisation_id)


def _decisions(unit: ReadUnit) -> Select[Any]:
    return select(decision).where(decision.c.organisation_id == unit.organisation_id)


def _finding(row: RowMapping) -> Finding:
    values = {name: row[name] for name in Finding.__dataclass_fields__}
    return Finding(**(values | {"evidence": tuple(row["evidence"])}))


def _decision(row: RowMapping) -> HumanDecision:
    values = {name: row[name] for name in HumanDecision.__dataclass_fields__}
    return HumanDecision(**(values | {"verdict": Verdict(row["verdict"])}))
