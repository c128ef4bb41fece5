"""Look at findings, decide about them, set sensitivities."""

from collections.abc import Sequence
from datetime import datetime
from typing import Annotated, Any, Literal
from uuid import UUID

from fastapi import APIRouter, Depends, Query
from pydantic import BaseModel, ConfigDict, Field, StringConstraints

from pursight.classification.labels import LABELS, Category, Sensitivity
from pursight.contracts.base import Label
from pursight.errors import NotFound
from pursight_server.access import scope as access
from pursight_server.access.guard import IdempotencyKey, Paged, Reading, Writing, requires
from pursight_server.access.model import Caller, Permission
from pursight_server.catalog import service as catalog
from pursight_server.catalog.model import Asset, Level
from pursight_server.catalog.store.listing import assets_table
from pursight_server.classification import service, store
from pursight_server.classification.model import Finding, HumanDecision, Verdict, contested
from pursight_server.platform.paging import PageOf
from pursight_server.platform.unit_of_work import ReadUnit

router = APIRouter(prefix="/api/v1/classifications", tags=["classification"])

_ROWS = {"asset_id": assets_table}
Reader = Annotated[Caller, Depends(requires(Permission.CLASSIFICATION_READ, **_ROWS))]
Decider = Annotated[Caller, Depends(requires(Permission.CLASSIFICATION_DECIDE, **_ROWS))]
WholeDecider = Annotated[Caller, Depends(requires(Permission.CLASSIFICATION_DECIDE, whole=True))]
State = Literal["suggested", "applied", "decided", "contested"]
Reason = Annotated[str, StringConstraints(strip_whitespace=True, max_length=2000)]


class DecisionReply(BaseModel):
    """What a person decided."""

    model_config = ConfigDict(from_attributes=True)

    verdict: Verdict
    label: str
    found_label: str
    reason: str
    decided_by: UUID
    decided_by_name: str
    decided_at: datetime
    stands: bool


class FindingLine(BaseModel):
    """One column's classification in a list."""

    asset_id: UUID
    fqn: str
    source_id: UUID
    found_label: str
    found_confidence: float
    found_decision: str
    label: str = Field(description="What counts: the decision if there is one, else the finding")
    state: str = Field(description="`decided`, `applied`, `suggested` or `none`")
    sensitivity: str
    contested: bool = Field(
        description="A later scan is sure of something else than was decided about"
    )


class FindingReply(FindingLine):
    """One column's classification with its evidence; evidence holds counts, never values."""

    country: str | None
    evidence: list[dict[str, Any]]
    entities: dict[str, int]
    changed_at: datetime | None
    decisions: list[DecisionReply] = Field(description="The latest first")


class DecisionBody(BaseModel):
    """Say what a column holds."""

    model_config = ConfigDict(
        extra="forbid",
        json_schema_extra={"examples": [{"verdict": "change", "label": "tax_id", "reason": "VAT"}]},
    )

    verdict: Verdict
    label: Label | None = Field(
        default=None, description="With `change`; with `accept` what you saw, as a safeguard"
    )
    reason: Reason = ""


class SensitivityBody(BaseModel):
    """How sensitive something is to the organisation; null follows the vocabulary again."""

    model_config = ConfigDict(
        extra="forbid", json_schema_extra={"examples": [{"sensitivity": "internal"}]}
    )

    sensitivity: Sensitivity | None


class LabelReply(BaseModel):
    """One label of the vocabulary."""

    label: str
    category: str
    sensitivity: str
    default_sensitivity: str
    sentence: str


@router.get("", summary="Classified columns")
async def list_findings(
    caller: Reader,
    unit: Reading,
    page: Paged,
    *,
    state: Annotated[Sequence[State], Query()] = (),
    label: Annotated[Sequence[str], Query()] = (),
    source_id: UUID | None = None,
) -> PageOf[FindingLine]:
    """List columns of which something was found or decided, the surest first."""
    return await _list(caller, unit, page, states=state, labels=label, source_id=source_id)


@router.get("/review", summary="What waits for a steward")
async def review_queue(
    caller: Reader, unit: Reading, page: Paged, source_id: UUID | None = None
) -> PageOf[FindingLine]:
    """List suggestions nobody has decided, and decisions that later scans contest."""
    waiting = ("suggested", "contested")
    return await _list(caller, unit, page, states=waiting, labels=(), source_id=source_id)


@router.get("/labels", summary="The vocabulary")
async def list_labels(_caller: Reader, unit: Reading) -> list[LabelReply]:
    """List all labels with what they mean to the organisation."""
    own = await service.sensitivities(unit)
    return [
        LabelReply(
            label=label,
            category=facts.category,
            sensitivity=own.of(label),
            default_sensitivity=facts.sensitivity,
            sentence=facts.sentence,
        )
        for label, facts in LABELS.items()
    ]


@router.put("/sensitivities/labels/{label}", summary="Set a label's sensitivity")
async def set_label_sensitivity(
    label: Label,
    body: SensitivityBody,
    _caller: WholeDecider,
    uow: Writing,
    _key: IdempotencyKey = None,
) -> SensitivityBody:
    """See one label otherwise than its category."""
    await service.set_sensitivity(uow, "label", label, body.sensitivity)
    return body


@router.put("/sensitivities/categories/{category}", summary="Set a category's sensitivity")
async def set_category_sensitivity(
    category: Category,
    body: SensitivityBody,
    _caller: WholeDecider,
    uow: Writing,
    _key: IdempotencyKey = None,
) -> SensitivityBody:
    """See all labels of a category otherwise than the vocabulary does."""
    await service.set_sensitivity(uow, "category", category.value, body.sensitivity)
    return body


@router.get("/{asset_id}", summary="One column's classification")
async def get_finding(asset_id: UUID, _caller: Reader, unit: Reading) -> FindingReply:
    """Read what was found in a column and why, and what people decided."""
    column = await catalog.get(unit, asset_id)
    finding = await service.finding_of(unit, column)
    decisions = await store.decisions_of(unit, asset_id)
    if column.level is not Level.COLUMN:
        raise NotFound("this asset is no column, and only columns are classified")
    finding = finding or _nothing(column)
    standing = next((one for one in decisions if one.stands), None)
    return FindingReply(
        **_line(finding, column, standing).model_dump(),
        country=finding.country,
        evidence=[dict(one) for one in finding.evidence],
        entities=dict(finding.entities),
        changed_at=finding.changed_at,
        decisions=[DecisionReply.model_validate(one) for one in decisions],
    )


@router.put("/{asset_id}/decision", summary="Decide what a column holds")
async def decide(
    asset_id: UUID,
    body: DecisionBody,
    _caller: Decider,
    uow: Writing,
    _key: IdempotencyKey = None,
) -> DecisionReply:
    """Accept, reject or change a finding; no scan ever undoes it."""
    decided = await service.decide(
        uow, asset_id, body.verdict, label=body.label, reason=body.reason
    )
    return DecisionReply.model_validate(decided)


@router.delete("/{asset_id}/decision", status_code=204, summary="Take a decision back")
async def withdraw(
    asset_id: UUID, _caller: Decider, uow: Writing, _key: IdempotencyKey = None
) -> None:
    """Let what scans find count again."""
    await service.withdraw(uow, asset_id)


async def _list(
    caller: Caller,
    unit: ReadUnit,
    page: Paged,
    *,
    states: Sequence[str],
    labels: Sequence[str],
    source_id: UUID | None,
) -> PageOf[FindingLine]:
    visible = access.visible(caller, Permission.CLASSIFICATION_READ, store.findings_table)
    found = await store.page(unit, page, visible, states=states, labels=labels, source_id=source_id)
    ids = [one.asset_id for one in found.items]
    columns, standing = await catalog.several(unit, ids), await store.standing(unit, ids)
    items = [
        _line(one, column, standing.get(one.asset_id))
        for one in found.items
        if (column := columns.get(one.asset_id)) is not None and column.present
    ]
    return PageOf(items=items, next_cursor=found.next_cursor)


def _line(finding: Finding, column: Asset, decision: HumanDecision | None) -> FindingLine:
    return FindingLine(
        asset_id=column.id,
        fqn=column.fqn,
        source_id=column.source_id,
        found_label=finding.label,
        found_confidence=finding.confidence,
        found_decision=finding.decision,
        label=column.label,
        state=column.label_state,
        sensitivity=column.sensitivity,
        contested=contested(finding, decision),
    )


def _nothing(column: Asset) -> Finding:
    return Finding(
        asset_id=column.id,
        source_id=column.source_id,
        label="none",
        country=None,
        confidence=0.0,
        decision="none",
        evidence=(),
        entities={},
    )
