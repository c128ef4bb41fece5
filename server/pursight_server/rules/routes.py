"""Write rules and see what came of them."""

from collections.abc import Sequence
from datetime import datetime
from typing import Annotated, Any
from uuid import UUID

from fastapi import APIRouter, Depends, Query, Response
from pydantic import BaseModel, ConfigDict, Field, StringConstraints

from pursight.contracts.base import Identifier
from pursight.contracts.rules import Check, Outcome, Severity
from pursight_server.access import scope as access
from pursight_server.access.guard import (
    IdempotencyKey,
    IfMatch,
    Paged,
    Reading,
    Writing,
    requires,
)
from pursight_server.access.model import Caller, Permission
from pursight_server.catalog.store.listing import assets_table, find_table
from pursight_server.platform.paging import PageOf
from pursight_server.platform.preconditions import check_if_match, etag
from pursight_server.rules import service, store
from pursight_server.rules.model import Result, Rule, RuleState, in_words
from pursight_server.sources.store import sources_table

router = APIRouter(prefix="/api/v1/rules", tags=["rules"])

_ROWS = {"rule_id": store.rules_table}
Reader = Annotated[Caller, Depends(requires(Permission.RULES_READ, **_ROWS))]
Writer = Annotated[Caller, Depends(requires(Permission.RULES_WRITE, **_ROWS))]

Name = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=200)]
Prose = Annotated[str, StringConstraints(max_length=10_000)]


class RuleBody(BaseModel):
    """A rule to write."""

    model_config = ConfigDict(
        extra="forbid",
        json_schema_extra={
            "examples": [
                {
                    "source_id": "019e1f3a-7b1c-7cc2-9a55-0242ac120002",
                    "schema_name": "public",
                    "table": "customer",
                    "name": "Customers can be written to",
                    "severity": "high",
                    "check": {"check": "not_null", "column": "email"},
                }
            ]
        },
    )

    source_id: UUID
    schema_name: Identifier = ""
    table: Identifier
    name: Name
    description: Prose = ""
    severity: Severity = Severity.MEDIUM
    check: Check


class RuleEdit(BaseModel):
    """How to word a rule anew; fields left out stay as they are."""

    model_config = ConfigDict(
        extra="forbid", json_schema_extra={"examples": [{"severity": "critical"}]}
    )

    name: Name | None = None
    description: Prose | None = None
    severity: Severity | None = None
    check: Check | None = None
    state: RuleState | None = None


class ResultReply(BaseModel):
    """What came of a rule in one scan; counts, never rows."""

    model_config = ConfigDict(from_attributes=True)

    run_id: UUID
    version: int
    outcome: Outcome
    examined: int
    failing: int
    complete: bool
    measured: str
    code: str | None
    reason: str
    nominal_time: datetime


class RuleReply(BaseModel):
    """One rule with its newest result."""

    id: UUID
    source_id: UUID
    table_id: UUID | None = Field(description="The table's asset, once a scan has seen it")
    schema_name: str
    table: str
    name: str
    description: str
    severity: Severity
    check: Check
    in_words: str
    state: RuleState
    version: int
    rev: int
    created_at: datetime
    changed_at: datetime
    result: ResultReply | None


class VersionReply(BaseModel):
    """One wording of a rule."""

    version: int
    spec: dict[str, Any]
    changed_by: str
    changed_at: datetime


@router.post("", status_code=201, summary="Write a rule")
async def define_rule(
    body: RuleBody,
    caller: Writer,
    uow: Writing,
    response: Response,
    _key: IdempotencyKey = None,
) -> RuleReply:
    """Write a rule about a table; the next scan of its source checks it."""
    if not access.sees_all(caller, Permission.RULES_WRITE):
        await _check_table(uow, caller, body)
    rule = await service.define(
        uow,
        body.source_id,
        name=body.name,
        check=body.check,
        table=body.table,
        schema_name=body.schema_name,
        severity=body.severity,
        description=body.description,
    )
    response.headers["Location"] = f"/api/v1/rules/{rule.id}"
    return _reply(rule, None, response)


@router.get("", summary="All rules")
async def list_rules(
    caller: Reader,
    unit: Reading,
    page: Paged,
    *,
    source_id: UUID | None = None,
    table_id: UUID | None = None,
    state: Annotated[Sequence[RuleState], Query()] = (),
) -> PageOf[RuleReply]:
    """List rules in the order of their making, each with its newest result."""
    visible = access.visible(caller, Permission.RULES_READ, store.rules_table)
    found = await store.page(
        unit, page, visible, source_id=source_id, table_id=table_id, states=state
    )
    newest = await store.newest(unit, [rule.id for rule in found.items])
    items = [_reply(rule, newest.get(rule.id)) for rule in found.items]
    return PageOf(items=items, next_cursor=found.next_cursor)


@router.get("/{rule_id}", summary="One rule")
async def get_rule(rule_id: UUID, _caller: Reader, unit: Reading, response: Response) -> RuleReply:
    """Read a rule and its newest result."""
    rule = await service.get(unit, rule_id)
    newest = await store.newest(unit, [rule_id])
    return _reply(rule, newest.get(rule_id), response)


@router.patch("/{rule_id}", summary="Word a rule anew")
async def edit_rule(
    rule_id: UUID,
    body: RuleEdit,
    _caller: Writer,
    uow: Writing,
    response: Response,
    if_match: IfMatch = None,
    _key: IdempotencyKey = None,
) -> RuleReply:
    """Change a rule, pause or retire it; each edit is a new version and the old ones stay."""
    rule = await service.locked(uow, rule_id)
    check_if_match(if_match, rule.rev)
    given = {name: getattr(body, name) for name in body.model_fields_set}
    changes = {name: new for name, new in given.items() if new is not None}
    edited = await service.edit(uow, rule_id, changes)
    newest = await store.newest(uow, [rule_id])
    return _reply(edited, newest.get(rule_id), response)


@router.get("/{rule_id}/versions", summary="Every wording of a rule")
async def list_versions(rule_id: UUID, _caller: Reader, unit: Reading) -> list[VersionReply]:
    """List a rule's versions, the latest first."""
    await service.get(unit, rule_id)
    return [VersionReply.model_validate(one) for one in await store.versions(unit, rule_id)]


@router.get("/{rule_id}/results", summary="What came of a rule over time")
async def list_results(
    rule_id: UUID, caller: Reader, unit: Reading, page: Paged
) -> PageOf[ResultReply]:
    """List a rule's results, the latest first."""
    await service.get(unit, rule_id)
    visible = access.visible(caller, Permission.RULES_READ, store.results_table)
    found = await store.trend(unit, page, visible, rule_id)
    items = [ResultReply.model_validate(one) for one in found.items]
    return PageOf(items=items, next_cursor=found.next_cursor)


async def _check_table(uow: Writing, caller: Caller, body: RuleBody) -> None:
    """Refuse a rule about a table, or a source, that a caller may not write rules about."""
    table = await find_table(uow, body.source_id, body.schema_name, body.table)
    if table is None:
        await access.require_for(uow, caller, Permission.RULES_WRITE, sources_table, body.source_id)
    else:
        await access.require_for(uow, caller, Permission.RULES_WRITE, assets_table, table.id)


def _reply(rule: Rule, result: Result | None, response: Response | None = None) -> RuleReply:
    if response is not None:
        response.headers["ETag"] = etag(rule.rev)
    return RuleReply(
        id=rule.id,
        source_id=rule.source_id,
        table_id=rule.table_id,
        schema_name=rule.schema_name,
        table=rule.table_name,
        name=rule.name,
        description=rule.description,
        severity=rule.severity,
        check=rule.check,
        in_words=in_words(rule.check),
        state=rule.state,
        version=rule.version,
        rev=rule.rev,
        created_at=rule.created_at,
        changed_at=rule.changed_at,
        result=None if result is None else ResultReply.model_validate(result),
    )
