"""Access reviews over HTTP."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Annotated, Any
from uuid import UUID

from fastapi import APIRouter, Depends, Path, Query, Response
from pydantic import AwareDatetime, BaseModel, ConfigDict, Field, StringConstraints

from pursight_server.access import scope
from pursight_server.access.changing_settings import get as settings_of
from pursight_server.access.guard import IdempotencyKey, Paged, Reading, Writing, requires
from pursight_server.access.holdings import store as holdings
from pursight_server.access.model import Caller, Permission, ScopeKind, SubjectKind
from pursight_server.access.rights import roles
from pursight_server.access.routes.messages import STORABLE, Name
from pursight_server.access.settings import Undecided
from pursight_server.access_reviews import reporting, service, store
from pursight_server.access_reviews.model import (
    About,
    Item,
    ItemKind,
    Outcome,
    Plan,
    Review,
    ReviewState,
)
from pursight_server.domains import service as domains
from pursight_server.platform.paging import PageOf
from pursight_server.platform.unit_of_work import ReadUnit

router = APIRouter(prefix="/api/v1/access-reviews", tags=["access"])

Writer = Annotated[Caller, Depends(requires(Permission.ACCESS_REVIEWS_WRITE))]
Decider = Annotated[Caller, Depends(requires(Permission.ACCESS_REVIEWS_DECIDE))]
Reason = Annotated[
    str, StringConstraints(min_length=3, max_length=2000, strip_whitespace=True, pattern=STORABLE)
]


_NAMED = (About.GROUP, About.DOMAIN)


class _Body(BaseModel):
    model_config = ConfigDict(extra="forbid")


class NewReviewBody(_Body):
    """What is to be reviewed, by whom, by when."""

    name: Annotated[Name, Field(examples=["Second quarter"])]
    about: About = About.EVERYTHING
    which: str = Field(
        default="",
        max_length=200,
        description="Code of the role (those that inherit it are in it too), or id of the group,"
        " source or domain",
    )
    reviewers: list[UUID] = Field(min_length=1, max_length=200)
    due_at: AwareDatetime
    undecided: Undecided | None = Field(
        default=None, description="What becomes of undecided items; null: as the settings say"
    )


class ItemDecisionBody(_Body):
    """Keep or revoke, and why."""

    keep: bool
    reason: Annotated[Reason, Field(examples=["Moved to another department in May"])]


class CancelBody(_Body):
    """Why."""

    reason: Reason


class ReviewReply(BaseModel):
    """A review."""

    id: UUID
    name: str
    about: About
    which: str
    which_name: str = Field(
        description="Of the group, domain or own role; empty for everything else"
    )
    reviewers: list[UUID]
    reviewer_names: list[str] = Field(description="The same by name")
    due_at: datetime
    undecided: Undecided
    state: ReviewState
    created_by: UUID
    created_by_name: str
    closed_at: datetime | None
    report_sha256: str
    rev: int
    created_at: datetime
    changed_at: datetime

    counts: dict[str, int] = Field(description="How many items went which way, or are undecided")

    @classmethod
    def of(cls, one: Review, names: Mapping[str, str], told: Mapping[str, int]) -> "ReviewReply":
        """Spell one; `names` are those of persons, groups, domains and own roles."""
        derived = {
            "which_name": names.get(one.which, ""),
            "reviewer_names": [names[str(who)] for who in one.reviewers if str(who) in names],
            "counts": dict(told),
        }
        plain = set(cls.model_fields) - derived.keys()
        return cls.model_validate({name: getattr(one, name) for name in plain} | derived)


class ItemReply(BaseModel):
    """Something that somebody had when the review began."""

    number: int
    kind: ItemKind
    subject_kind: SubjectKind
    subject_id: UUID
    subject_name: str
    role: str
    role_name: str = Field(description="Of an own role; empty for one that is built in or gone")
    scope_kind: ScopeKind
    scope_id: UUID | None
    target_id: UUID | None
    given_at: datetime | None
    given_by_name: str
    ends_at: datetime | None
    outcome: Outcome | None
    decided_by: UUID | None
    decided_by_name: str
    decided_at: datetime | None
    reason: str

    @classmethod
    def of(cls, one: Item, own_roles: Mapping[str, str]) -> "ItemReply":
        """Spell one; `own_roles` are the names of the organisation's own roles."""
        derived = {
            "role_name": "" if one.kind is ItemKind.MEMBERSHIP else own_roles.get(one.role, ""),
            "subject_kind": one.subject.kind,
            "subject_id": one.subject.id,
            "scope_kind": one.scope.kind,
            "scope_id": one.scope.id,
        }
        plain = set(cls.model_fields) - derived.keys()
        return cls.model_validate({name: getattr(one, name) for name in plain} | derived)


class ReportReply(BaseModel):
    """The evidence, and its digest as the closing event in the log has it."""

    sha256: str
    report: dict[str, Any]


@router.get("", summary="Access reviews")
async def list_reviews(
    caller: Decider, unit: Reading, page: Paged, state: ReviewState | None = None
) -> PageOf[ReviewReply]:
    """List all reviews as somebody who looks after them, else those one is a reviewer of."""
    everything = caller.may(Permission.ACCESS_REVIEWS_READ)
    found = await store.page_of(
        unit,
        page,
        scope.visible(caller, Permission.ACCESS_REVIEWS_DECIDE, store.reviews_table),
        state=state,
        reviewer=None if everything else caller.person_id,
    )
    return PageOf(items=await _replies(unit, found.items), next_cursor=found.next_cursor)


@router.post("", status_code=201, summary="Begin an access review")
async def begin(
    body: NewReviewBody,
    caller: Writer,
    uow: Writing,
    response: Response,
    _key: IdempotencyKey = None,
) -> ReviewReply:
    """Begin a review of what everybody has now; the list is frozen."""
    plan = Plan(
        name=body.name,
        about=body.about,
        which=body.which,
        reviewers=tuple(dict.fromkeys(body.reviewers)),
        due_at=body.due_at,
        undecided=body.undecided or (await settings_of(uow)).undecided,
    )
    review = await service.begin(uow, caller, plan)
    response.headers["Location"] = f"/api/v1/access-reviews/{review.id}"
    return await _reply(uow, review)


@router.get("/{review_id}", summary="One access review")
async def get_review(review_id: UUID, caller: Decider, unit: Reading) -> ReviewReply:
    """Read a review and how far it is."""
    return await _reply(unit, await service.get(unit, caller, review_id))


@router.get("/{review_id}/items", summary="Items of an access review")
async def list_items(
    review_id: UUID,
    caller: Decider,
    unit: Reading,
    page: Paged,
    decided: Annotated[bool | None, Query(description="Only decided ones, or only others")] = None,
) -> PageOf[ItemReply]:
    """List who had what, and what was decided."""
    await service.get(unit, caller, review_id)
    visible = scope.visible(caller, Permission.ACCESS_REVIEWS_DECIDE, store.items_table)
    found = await store.page_of_items(unit, page, visible, review_id, decided=decided)
    own_roles = await roles.names(unit)
    items = [ItemReply.of(one, own_roles) for one in found.items]
    return PageOf(items=items, next_cursor=found.next_cursor)


@router.post("/{review_id}/items/{number}/decide", summary="Keep or revoke")
async def decide(
    review_id: UUID,
    number: Annotated[int, Path(ge=1, le=2**31 - 1)],
    body: ItemDecisionBody,
    caller: Decider,
    uow: Writing,
    _key: IdempotencyKey = None,
) -> ItemReply:
    """Decide one item of somebody else's; a revocation takes effect at once."""
    item = await service.decide(uow, caller, review_id, number, keep=body.keep, reason=body.reason)
    return ItemReply.of(item, await roles.names(uow))


@router.post("/{review_id}/close", summary="Close an access review")
async def close(
    review_id: UUID, caller: Writer, uow: Writing, _key: IdempotencyKey = None
) -> ReviewReply:
    """Close it before its due date, once every item is decided."""
    return await _reply(uow, await service.finish(uow, caller, review_id))


@router.post("/{review_id}/cancel", summary="Give an access review up")
async def cancel(
    review_id: UUID, body: CancelBody, caller: Writer, uow: Writing, _key: IdempotencyKey = None
) -> ReviewReply:
    """Give it up; what was decided stays decided."""
    return await _reply(uow, await service.cancel(uow, caller, review_id, reason=body.reason))


@router.get("/{review_id}/report", summary="Report of an access review")
async def get_report(review_id: UUID, caller: Decider, unit: Reading) -> ReportReply:
    """Read the evidence; closed, its digest is the one that the log has."""
    review = await service.get(unit, caller, review_id)
    items = await store.items_of(unit, review_id)
    report = reporting.report(review, items)
    return ReportReply(sha256=reporting.digest(review, items), report=report)


@router.get(
    "/{review_id}/report.csv",
    summary="Report of an access review as a sheet",
    responses={200: {"content": {"text/csv": {}}}},
)
async def get_sheet(review_id: UUID, caller: Decider, unit: Reading) -> Response:
    """Read the items as a sheet."""
    await service.get(unit, caller, review_id)
    text = reporting.sheet(await store.items_of(unit, review_id))
    name = f"access-review-{review_id}.csv"
    return Response(
        text,
        media_type="text/csv; charset=utf-8",
        headers={"Content-Disposition": f'attachment; filename="{name}"'},
    )


async def _reply(unit: ReadUnit, review: Review) -> ReviewReply:
    return (await _replies(unit, [review]))[0]


async def _replies(unit: ReadUnit, reviews: Sequence[Review]) -> list[ReviewReply]:
    wanted = {who for one in reviews for who in one.reviewers}
    named = {about: {UUID(one.which) for one in reviews if one.about is about} for about in _NAMED}
    found = await holdings.names_of(unit, sorted(wanted | named[About.GROUP]))
    names = await roles.names(unit) | {str(one): name for one, name in found.items()}
    of_domains = await domains.several(unit, sorted(named[About.DOMAIN]))
    names |= {str(one.id): one.name for one in of_domains.values()}
    told = await store.counts_of(unit, [one.id for one in reviews])
    return [ReviewReply.of(one, names, told[one.id]) for one in reviews]
