"""Policies, assessments, violations."""

from collections.abc import Sequence
from datetime import datetime
from typing import Annotated
from uuid import UUID

from fastapi import APIRouter, Depends, Query, Response
from pydantic import BaseModel, ConfigDict, Field, StringConstraints

from pursight.contracts.base import Code
from pursight.contracts.policies import Policy
from pursight.contracts.rules import Severity
from pursight.errors import Refused
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
from pursight_server.compliance import service, store
from pursight_server.compliance.model import KeptPolicy, Violation, ViolationState
from pursight_server.platform.paging import PageOf
from pursight_server.platform.preconditions import check_if_match, etag
from pursight_server.sources.store import sources_table

router = APIRouter(prefix="/api/v1/compliance", tags=["compliance"])

_ROWS = {"violation_id": store.violations_table}
Reader = Annotated[Caller, Depends(requires(Permission.COMPLIANCE_READ, **_ROWS))]
Writer = Annotated[Caller, Depends(requires(Permission.COMPLIANCE_WRITE, **_ROWS))]
WholeWriter = Annotated[Caller, Depends(requires(Permission.COMPLIANCE_WRITE, whole=True))]
Why = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=2000)]


class PolicyReply(BaseModel):
    """One policy."""

    policy: Policy
    builtin: bool = Field(description="It came with PurSight: it can be switched, not reworded")
    enabled: bool
    rev: int


class SwitchBody(BaseModel):
    """Switch a policy on or off."""

    model_config = ConfigDict(extra="forbid", json_schema_extra={"examples": [{"enabled": False}]})

    enabled: bool


class AssessmentBody(BaseModel):
    """What to assess."""

    model_config = ConfigDict(
        extra="forbid",
        json_schema_extra={"examples": [{"source_id": "019e1f3a-7b1c-7cc2-9a55-0242ac120002"}]},
    )

    source_id: UUID


class AssessmentReply(BaseModel):
    """What came of an assessment."""

    model_config = ConfigDict(from_attributes=True)

    opened: int
    kept: int
    closed: int
    open_by_severity: dict[str, int]


class ViolationReply(BaseModel):
    """Something that is not as a policy wants it."""

    model_config = ConfigDict(from_attributes=True)

    id: UUID
    policy_code: str
    policy_version: int
    source_id: UUID
    asset_id: UUID
    requirement: str
    severity: Severity
    fqn: str
    sentence: str
    remedy: str
    state: ViolationState
    opened_at: datetime
    closed_at: datetime | None
    accepted_at: datetime | None
    accepted_by: str
    reason: str
    rev: int


class ReasonBody(BaseModel):
    """Why, in words of the person who decides; it stays on record."""

    model_config = ConfigDict(
        extra="forbid", json_schema_extra={"examples": [{"reason": "Switched off in May"}]}
    )

    reason: Why


@router.get("/policies", summary="All policies")
async def list_policies(_caller: Reader, unit: Reading) -> list[PolicyReply]:
    """List the organisation's policies, those that came with PurSight first."""
    return [_policy(one) for one in await service.policies(unit)]


@router.post("/policies", status_code=201, summary="Define a policy")
async def define_policy(
    body: Policy,
    _caller: WholeWriter,
    uow: Writing,
    response: Response,
    _key: IdempotencyKey = None,
) -> PolicyReply:
    """Add a policy of the organisation's own; the next assessment holds sources against it."""
    kept = await service.define(uow, body)
    response.headers["Location"] = f"/api/v1/compliance/policies/{kept.policy.id}"
    return _policy(kept, response)


@router.put("/policies/{code}", summary="Word a policy anew")
async def reword_policy(
    code: Code,
    body: Policy,
    _caller: WholeWriter,
    uow: Writing,
    response: Response,
    if_match: IfMatch = None,
    _key: IdempotencyKey = None,
) -> PolicyReply:
    """Change a policy of the organisation's own; its version counts up by itself."""
    if body.id != code:
        raise Refused("the policy's id is not the one of the address")
    check_if_match(if_match, (await service.locked_policy(uow, code)).rev)
    return _policy(await service.reword(uow, body), response)


@router.put("/policies/{code}/enabled", summary="Switch a policy")
async def switch_policy(
    code: Code,
    body: SwitchBody,
    _caller: WholeWriter,
    uow: Writing,
    response: Response,
    _key: IdempotencyKey = None,
) -> PolicyReply:
    """Switch a policy on or off; the next assessment closes what it had opened."""
    return _policy(await service.switch(uow, code, enabled=body.enabled), response)


@router.post("/assessments", summary="Assess a source now")
async def assess_source(
    body: AssessmentBody, caller: Writer, uow: Writing, _key: IdempotencyKey = None
) -> AssessmentReply:
    """Hold a source against all policies; each scan does so by itself too."""
    writes = Permission.COMPLIANCE_WRITE
    await access.require_for(uow, caller, writes, sources_table, body.source_id)
    return AssessmentReply.model_validate(await service.assess(uow, body.source_id))


@router.get("/violations", summary="Violations")
async def list_violations(
    caller: Reader,
    unit: Reading,
    page: Paged,
    *,
    state: Annotated[Sequence[ViolationState], Query()] = (),
    severity: Annotated[Sequence[Severity], Query()] = (),
    policy: Annotated[Sequence[str], Query()] = (),
    source_id: UUID | None = None,
    asset_id: UUID | None = None,
) -> PageOf[ViolationReply]:
    """List violations, the latest first."""
    visible = access.visible(caller, Permission.COMPLIANCE_READ, store.violations_table)
    found = await store.page(
        unit,
        page,
        visible,
        states=state,
        severities=severity,
        policies=policy,
        source_id=source_id,
        asset_id=asset_id,
    )
    items = [ViolationReply.model_validate(one) for one in found.items]
    return PageOf(items=items, next_cursor=found.next_cursor)


@router.get("/violations/{violation_id}", summary="One violation")
async def get_violation(
    violation_id: UUID, _caller: Reader, unit: Reading, response: Response
) -> ViolationReply:
    """Read a violation and where it stands."""
    return _violation(await service.get(unit, violation_id), response)


@router.post("/violations/{violation_id}/accept", summary="Accept the risk")
async def accept_risk(
    violation_id: UUID,
    body: ReasonBody,
    _caller: Writer,
    uow: Writing,
    response: Response,
    if_match: IfMatch = None,
    _key: IdempotencyKey = None,
) -> ViolationReply:
    """Take the risk of an open violation, for a reason that the report shows."""
    before = await service.locked(uow, violation_id)
    if if_match is not None:
        check_if_match(if_match, before.rev)
    return _violation(await service.accept_risk(uow, violation_id, body.reason), response)


@router.post("/violations/{violation_id}/reopen", summary="Take an acceptance back")
async def reopen(
    violation_id: UUID,
    body: ReasonBody,
    _caller: Writer,
    uow: Writing,
    response: Response,
    if_match: IfMatch = None,
    _key: IdempotencyKey = None,
) -> ViolationReply:
    """Open a violation again whose risk had been accepted."""
    before = await service.locked(uow, violation_id)
    if if_match is not None:
        check_if_match(if_match, before.rev)
    return _violation(await service.reopen(uow, violation_id, body.reason), response)


def _policy(kept: KeptPolicy, response: Response | None = None) -> PolicyReply:
    if response is not None:
        response.headers["ETag"] = etag(kept.rev)
    return PolicyReply(
        policy=kept.effective, builtin=kept.builtin, enabled=kept.enabled, rev=kept.rev
    )


def _violation(one: Violation, response: Response) -> ViolationReply:
    response.headers["ETag"] = etag(one.rev)
    return ViolationReply.model_validate(one)
