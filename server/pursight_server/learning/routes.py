"""Versions of the column model, thresholds, comparisons before anything applies; agents' model."""

from collections.abc import Sequence
from datetime import datetime
from typing import Annotated, Any
from uuid import UUID

from fastapi import APIRouter, Depends, Path, Query, Response
from pydantic import BaseModel, ConfigDict, Field, StringConstraints

from pursight.contracts.base import Label
from pursight.contracts.models import LabelThreshold
from pursight_server.access import scope as access
from pursight_server.access.guard import IdempotencyKey, Paged, Reading, Writing, requires
from pursight_server.access.model import Caller, Permission
from pursight_server.agents.guard import AgentRoute, Signed
from pursight_server.catalog import service as catalog
from pursight_server.learning import activating, asking, service
from pursight_server.learning.model import (
    FEWEST_DECISIONS,
    SHOWN_KINDS,
    Activation,
    ChangeKind,
    Preview,
    PreviewState,
    VersionState,
)
from pursight_server.learning.store import evidence, previews, versions
from pursight_server.platform.paging import PageOf
from pursight_server.platform.unit_of_work import ReadUnit
from pursight_server.sources import service as sources

router = APIRouter(prefix="/api/v1/classification", tags=["classification model"])
agent_router = APIRouter(prefix="/agent/v1/models", tags=["agent protocol"], route_class=AgentRoute)

_READ, _DECIDE = Permission.CLASSIFICATION_READ, Permission.CLASSIFICATION_DECIDE
_ROWS = {"number": versions.versions_table.c.number, "preview_id": previews.previews_table}
Reader = Annotated[Caller, Depends(requires(_READ, **_ROWS))]
Decider = Annotated[Caller, Depends(requires(_DECIDE, **_ROWS))]
WholeReader = Annotated[Caller, Depends(requires(_READ, whole=True))]
WholeDecider = Annotated[Caller, Depends(requires(_DECIDE, whole=True))]
Note = Annotated[str, StringConstraints(strip_whitespace=True, max_length=2000)]
Number = Annotated[int, Path(ge=1, le=2**31 - 1)]
Serial = Annotated[int, Path(ge=1, le=2**63 - 1)]


class NoteBody(BaseModel, extra="forbid"):
    """Why, in your words."""

    note: Note = ""


class VersionReply(BaseModel):
    """One version of the model."""

    model_config = ConfigDict(from_attributes=True)

    number: int
    origin: str = Field(description="`builtin`, as the package brought it, or `trained`")
    state: VersionState
    progress: str = Field(description="What a training does now", examples=["training"])
    sha256: str
    decisions: int = Field(description="Decisions that it was trained and measured with")
    metrics: dict[str, Any] = Field(
        description="`held_out` on decisions it never saw, `active` the same for the model in use"
        " then, `otherwise` how many of them the two judge differently"
    )
    problem: str = Field(description="Why a training failed; empty otherwise")
    note: str
    made_by: UUID
    made_by_name: str
    created_at: datetime
    changed_at: datetime
    rev: int


class ActivationReply(BaseModel):
    """From when on which version judges, with which thresholds."""

    model_config = ConfigDict(from_attributes=True)

    serial: int = Field(description="Rises with every activation; agents follow the highest")
    number: int
    sha256: str
    thresholds: dict[Label, LabelThreshold]
    changed_columns: int
    note: str
    activated_by: UUID
    activated_by_name: str
    activated_at: datetime


class StateReply(BaseModel):
    """What judges now, and what there is to learn from."""

    active: ActivationReply | None = Field(
        description="Null before the first activation: agents judge by the model they came with"
    )
    columns: int = Field(description="Columns whose features are kept and can be judged again")
    decisions: int = Field(description="Standing decisions about such columns")
    fewest_decisions: int = Field(description="So many are needed for a training")
    training: VersionReply | None
    preview: "PreviewReply | None" = Field(description="The comparison that is open")


class PreviewBody(BaseModel):
    """What to judge all columns by, to see what would change."""

    model_config = ConfigDict(
        extra="forbid",
        json_schema_extra={
            "examples": [{"number": 2, "thresholds": {"email": {"apply": 0.9, "suggest": 0.6}}}]
        },
    )

    number: int | None = Field(
        default=None, ge=1, le=2**31 - 1, description="Which version; null for the one in use"
    )
    thresholds: dict[Label, LabelThreshold] | None = Field(
        default=None,
        max_length=200,
        description="All of the organisation's own, by label; null leaves them as they are",
    )
    note: Note = ""


class PreviewReply(BaseModel):
    """What would change."""

    model_config = ConfigDict(from_attributes=True)

    id: UUID
    number: int
    thresholds: dict[Label, LabelThreshold]
    state: PreviewState
    done: int
    total: int
    counts: dict[str, Any] = Field(
        description="`changed` columns; `standing`: of these people have decided, and that stands;"
        " `kinds`; `moves` from label to label"
    )
    stale: bool = Field(description="Findings have changed since; compare again before activating")
    problem: str
    note: str
    made_by: UUID
    made_by_name: str
    created_at: datetime
    changed_at: datetime
    rev: int


class Judgement(BaseModel):
    """Label, confidence, and what it led to."""

    label: str
    confidence: float
    decision: str


class ChangeReply(BaseModel):
    """One column that would be judged otherwise."""

    asset_id: UUID
    fqn: str
    source_id: UUID
    source: str
    table: str
    column: str
    kind: ChangeKind
    before: Judgement
    after: Judgement
    decided: str | None = Field(
        description="What a person has decided; it stands, whatever the model says"
    )


@router.get("/models", summary="Versions of the column model")
async def list_models(caller: Reader, unit: Reading, page: Paged) -> PageOf[VersionReply]:
    """List versions, the newest first, those in training too."""
    visible = access.visible(caller, Permission.CLASSIFICATION_READ, versions.versions_table)
    found = (await versions.page(unit, page, visible)).map(VersionReply.model_validate)
    return PageOf(items=list(found.items), next_cursor=found.next_cursor)


@router.get("/models/state", summary="The model in use")
async def get_state(_caller: WholeReader, unit: Reading) -> StateReply:
    """Read what judges now, what is being trained or compared, and how much there is to learn."""
    active, training = await versions.current(unit), await versions.training(unit)
    opened = await previews.open_ones(unit)
    return StateReply(
        active=None if active is None else _activation(active),
        columns=await evidence.count(unit),
        decisions=await evidence.count_decided(unit),
        fewest_decisions=FEWEST_DECISIONS,
        training=None if training is None else VersionReply.model_validate(training),
        preview=await _preview(unit, opened[0]) if opened else None,
    )


@router.get("/models/activations", summary="Which version judged since when")
async def list_activations(caller: Reader, unit: Reading, page: Paged) -> PageOf[ActivationReply]:
    """List activations, the latest first."""
    visible = access.visible(caller, Permission.CLASSIFICATION_READ, versions.activations_table)
    found = (await versions.activations(unit, page, visible)).map(_activation)
    return PageOf(items=list(found.items), next_cursor=found.next_cursor)


@router.post("/models/train", status_code=202, summary="Train a new version")
async def train(
    body: NoteBody,
    _caller: WholeDecider,
    uow: Writing,
    response: Response,
    _key: IdempotencyKey = None,
) -> VersionReply:
    """Train from the decisions so far, in the background; watch the answer's `Location`."""
    new = await asking.train(uow, body.note)
    response.headers["Location"] = f"/api/v1/classification/models/{new.number}"
    return VersionReply.model_validate(new)


@router.get("/models/{number}", summary="One version")
async def get_model(number: Number, _caller: Reader, unit: Reading) -> VersionReply:
    """Read a version with its measures."""
    return VersionReply.model_validate(await asking.version(unit, number))


@router.post("/models/{number}/cancel", summary="Cancel a training")
async def cancel(
    number: Number, _caller: Decider, uow: Writing, _key: IdempotencyKey = None
) -> VersionReply:
    """Give a training up."""
    return VersionReply.model_validate(await asking.cancel(uow, number))


@router.get("/previews", summary="Comparisons")
async def list_previews(caller: Reader, unit: Reading, page: Paged) -> PageOf[PreviewReply]:
    """List comparisons, the latest first."""
    visible = access.visible(caller, Permission.CLASSIFICATION_READ, previews.previews_table)
    found = await previews.page(unit, page, visible)
    basis = await evidence.basis(unit)
    items = [_preview_of(one, basis) for one in found.items]
    return PageOf(items=items, next_cursor=found.next_cursor)


@router.post("/previews", status_code=202, summary="See what a version or thresholds would change")
async def compare(
    body: PreviewBody,
    _caller: WholeDecider,
    uow: Writing,
    response: Response,
    _key: IdempotencyKey = None,
) -> PreviewReply:
    """Judge all stored features by it in the background; nothing changes before `activate`."""
    new = await asking.compare(uow, body.number, body.thresholds, body.note)
    response.headers["Location"] = f"/api/v1/classification/previews/{new.id}"
    return await _preview(uow, new)


@router.get("/previews/{preview_id}", summary="One comparison")
async def get_preview(preview_id: UUID, _caller: Reader, unit: Reading) -> PreviewReply:
    """Read how far a comparison is, and what would change by how much."""
    return await _preview(unit, await asking.preview(unit, preview_id))


@router.get("/previews/{preview_id}/changes", summary="Columns that would change")
async def list_changes(
    preview_id: UUID,
    caller: Reader,
    unit: Reading,
    page: Paged,
    *,
    kind: Annotated[
        Sequence[ChangeKind],
        Query(description="Only these; all but `confidence` when nothing is said"),
    ] = (),
    label: Annotated[Sequence[str], Query(description="From or to one of these")] = (),
    source_id: UUID | None = None,
    decided: Annotated[bool | None, Query(description="With or without a decision")] = None,
) -> PageOf[ChangeReply]:
    """List columns by name, with what is found now and what would be."""
    await asking.preview(unit, preview_id)
    visible = access.visible(caller, Permission.CLASSIFICATION_READ, previews.changes_table)
    found = await previews.changes(
        unit,
        page,
        visible,
        preview_id,
        kinds=[one.value for one in kind or SHOWN_KINDS],
        labels=label,
        source_id=source_id,
        decided=decided,
    )
    ids = [one.asset_id for one in found.items]
    columns = await catalog.several(unit, ids)
    named = await sources.several(unit, list({one.source_id for one in found.items}))
    standing = await service.decided(unit, ids)
    items = [
        ChangeReply(
            asset_id=one.asset_id,
            fqn=column.fqn,
            source_id=one.source_id,
            source=named[one.source_id].name,
            table=column.table_name,
            column=column.name,
            kind=ChangeKind(one.kind),
            before=Judgement(
                label=one.label_before,
                confidence=one.confidence_before,
                decision=one.decision_before,
            ),
            after=Judgement(label=one.label, confidence=one.confidence, decision=one.decision),
            decided=standing.get(one.asset_id),
        )
        for one in found.items
        if (column := columns.get(one.asset_id)) is not None and column.present
    ]
    return PageOf(items=items, next_cursor=found.next_cursor)


@router.post("/previews/{preview_id}/activate", summary="Judge by it from now on")
async def activate(
    preview_id: UUID, body: NoteBody, _caller: Decider, uow: Writing, _key: IdempotencyKey = None
) -> ActivationReply:
    """Apply what the comparison showed, all of it at once; refused if findings changed since."""
    return _activation(await activating.activate(uow, preview_id, body.note))


@router.post("/previews/{preview_id}/again", status_code=202, summary="Compare again")
async def again(
    preview_id: UUID, _caller: Decider, uow: Writing, _key: IdempotencyKey = None
) -> PreviewReply:
    """Compare anew with what scans have found since."""
    return await _preview(uow, await asking.again(uow, preview_id))


@router.post("/previews/{preview_id}/discard", summary="Discard a comparison")
async def discard(
    preview_id: UUID, _caller: Decider, uow: Writing, _key: IdempotencyKey = None
) -> PreviewReply:
    """Let it go; findings stay as they are."""
    return await _preview(uow, await asking.discard(uow, preview_id))


@agent_router.get("/{serial}", summary="Fetch the model in use", response_class=Response)
async def fetch_model(serial: Serial, call: Signed) -> Response:
    """Give an agent the model that its poll named, signed for its organisation."""
    async with call.services.database.reading(call.agent.organisation_id) as unit:
        packed = await service.packed(unit, serial, call.services.keys.job_signing)
    return Response(packed, media_type="application/octet-stream")


def _activation(one: Activation) -> ActivationReply:
    return ActivationReply.model_validate(one)


async def _preview(unit: ReadUnit, one: Preview) -> PreviewReply:
    return _preview_of(one, await evidence.basis(unit))


def _preview_of(one: Preview, basis: str) -> PreviewReply:
    values = {name: getattr(one, name) for name in PreviewReply.model_fields if name != "stale"}
    stale = one.state is PreviewState.READY and one.basis != basis
    return PreviewReply(**values, stale=stale)
