"""How access reviews, and what is there to review, are asked for and written."""

from collections.abc import Sequence
from dataclasses import fields
from typing import Any
from uuid import UUID

from sqlalchemy import and_, func, insert, select, update

from pursight_server.access.holdings import store as holdings
from pursight_server.access.model import Scope, ScopeKind, Subject, SubjectKind
from pursight_server.access_reviews.model import (
    About,
    Item,
    ItemKind,
    Outcome,
    Review,
    ReviewState,
    no_counts,
)
from pursight_server.access_reviews.tables import access_review, access_review_item
from pursight_server.platform.conditions import Condition, among
from pursight_server.platform.paging import Page, PageRequest, fetch_page
from pursight_server.platform.unit_of_work import ReadUnit, UnitOfWork

reviews_table = access_review
items_table = access_review_item
"""For `access.scope.visible`."""


async def add(uow: UnitOfWork, review: Review, items: Sequence[Item]) -> None:
    """Write a new review with its items."""
    await uow.connection.execute(
        insert(access_review).values(organisation_id=uow.organisation_id, **_values(review))
    )
    if items:
        rows = [{"organisation_id": uow.organisation_id, **_item_values(one)} for one in items]
        await uow.connection.execute(insert(access_review_item), rows)


async def write(uow: UnitOfWork, after: Review) -> None:
    """Write a review as it is now."""
    await uow.connection.execute(
        update(access_review).where(_is(uow, after.id)).values(**_values(after))
    )


async def write_item(uow: UnitOfWork, after: Item) -> None:
    """Write an item as it is now."""
    await uow.connection.execute(
        update(access_review_item)
        .where(_of(uow, access_review_item), _item(after.review_id, after.number))
        .values(**_item_values(after))
    )


async def find(unit: ReadUnit, review_id: UUID, *, lock: bool = False) -> Review | None:
    """Read one; with `lock` nobody else moves it before this transaction ends."""
    query = select(access_review).where(_is(unit, review_id))
    row = (await unit.connection.execute(query.with_for_update() if lock else query)).one_or_none()
    return _review(row) if row else None


async def page_of(
    unit: ReadUnit,
    page: PageRequest,
    visible: Condition,
    *,
    state: ReviewState | None,
    reviewer: UUID | None,
) -> Page[Review]:
    """Read a page of reviews, the latest first."""
    query = select(access_review)
    if state is not None:
        query = query.where(access_review.c.state == state.value)
    if reviewer is not None:
        query = query.where(access_review.c.reviewers.contains([reviewer]))
    return await fetch_page(
        unit,
        query,
        page,
        kind="access_reviews",
        order=[access_review.c.id],
        visible=visible,
        read=_review,
        descending=True,
    )


async def page_of_items(
    unit: ReadUnit, page: PageRequest, visible: Condition, review_id: UUID, *, decided: bool | None
) -> Page[Item]:
    """Read a page of a review's items in their order."""
    query = select(access_review_item).where(access_review_item.c.review_id == review_id)
    if decided is not None:
        undecided = access_review_item.c.outcome.is_(None)
        query = query.where(~undecided if decided else undecided)
    return await fetch_page(
        unit,
        query,
        page,
        kind="access_review_items",
        order=[access_review_item.c.number],
        visible=visible,
        read=_read_item,
    )


async def items_of(unit: ReadUnit, review_id: UUID) -> list[Item]:
    """Read all items of a review in their order."""
    found = await unit.connection.execute(
        select(access_review_item)
        .where(_of(unit, access_review_item), access_review_item.c.review_id == review_id)
        .order_by(access_review_item.c.number)
    )
    return [_read_item(row) for row in found]


async def counts_of(unit: ReadUnit, review_ids: Sequence[UUID]) -> dict[UUID, dict[str, int]]:
    """Count the items of some reviews by what became of them."""
    found = {one: no_counts() for one in review_ids}
    rows = await unit.connection.execute(
        select(access_review_item.c.review_id, access_review_item.c.outcome, func.count())
        .where(_of(unit, access_review_item), among(access_review_item.c.review_id, review_ids))
        .group_by(access_review_item.c.review_id, access_review_item.c.outcome)
    )
    for review_id, outcome, number in rows:
        found[review_id][outcome or "undecided"] = number
    return found


async def find_item(uow: UnitOfWork, review_id: UUID, number: int) -> Item | None:
    """Read and lock one item."""
    found = await uow.connection.execute(
        select(access_review_item)
        .where(_of(uow, access_review_item), _item(review_id, number))
        .with_for_update()
    )
    row = found.one_or_none()
    return _read_item(row) if row else None


async def open_ones(unit: ReadUnit) -> list[UUID]:
    """List the reviews that are not over."""
    found = await unit.connection.execute(
        select(access_review.c.id)
        .where(_of(unit, access_review), access_review.c.state == ReviewState.OPEN.value)
        .order_by(access_review.c.id)
    )
    return list(found.scalars())


# --- what is there now ----------------------------------------------------------------------------


async def present(unit: ReadUnit, review_id: UUID) -> list[Item]:
    """List all that anybody has now: roles of their own, what they were given, memberships."""
    names = await holdings.names(unit)
    found: list[Item] = []
    for holder in await holdings.holders(unit):
        person = holder.subject.kind is SubjectKind.PERSON
        kind = ItemKind.OWN_ROLE if person else ItemKind.SERVICE_ROLE
        found += [
            _new(review_id, kind, holder.subject, holder.name, role=role) for role in holder.roles
        ]
    found += [
        _new(
            review_id,
            ItemKind.ASSIGNMENT,
            one.subject,
            names.get(one.subject.id, ""),
            role=one.role,
            scope=one.scope,
            target_id=one.id,
            given_at=one.created_at,
            given_by_name=one.granted_by_name,
            ends_at=one.expires_at,
        )
        for one in await holdings.given(unit)
    ]
    found += [
        _new(
            review_id,
            ItemKind.MEMBERSHIP,
            member,
            names.get(member.id, ""),
            role=names.get(group_id, ""),
            target_id=group_id,
        )
        for group_id, member in await holdings.memberships(unit)
    ]
    return found


def _new(
    review_id: UUID, kind: ItemKind, subject: Subject, subject_name: str, **other: Any
) -> Item:
    defaults: dict[str, Any] = {
        "scope": Scope(),
        "target_id": None,
        "given_at": None,
        "given_by_name": "",
        "ends_at": None,
    }
    return Item(
        review_id=review_id,
        number=0,
        kind=kind,
        subject=subject,
        subject_name=subject_name,
        **(defaults | other),
    )


# --- rows to things -------------------------------------------------------------------------------


def _of(unit: ReadUnit, table: Any) -> Condition:
    condition: Condition = table.c.organisation_id == unit.organisation_id
    return condition


def _is(unit: ReadUnit, review_id: UUID) -> Condition:
    return and_(_of(unit, access_review), access_review.c.id == review_id)


def _item(review_id: UUID, number: int) -> Condition:
    return and_(access_review_item.c.review_id == review_id, access_review_item.c.number == number)


def _values(one: Review) -> dict[str, Any]:
    values = {field.name: getattr(one, field.name) for field in fields(one)}
    return values | {
        "about": one.about.value,
        "state": one.state.value,
        "reviewers": list(one.reviewers),
    }


def _review(row: Any) -> Review:
    values = {field.name: getattr(row, field.name) for field in fields(Review)}
    read = {"about": About(row.about), "state": ReviewState(row.state)}
    return Review(**(values | read | {"reviewers": tuple(row.reviewers)}))


def _item_values(one: Item) -> dict[str, Any]:
    values = {field.name: getattr(one, field.name) for field in fields(one)}
    subject, scope = values.pop("subject"), values.pop("scope")
    return values | {
        "kind": one.kind.value,
        "subject_kind": subject.kind.value,
        "subject_id": subject.id,
        "scope_kind": scope.kind.value,
        "scope_id": scope.id,
        "outcome": one.outcome and one.outcome.value,
    }


def _read_item(row: Any) -> Item:
    derived = {"subject", "scope", "kind", "outcome"}
    values = {f.name: getattr(row, f.name) for f in fields(Item) if f.name not in derived}
    return Item(
        **values,
        kind=ItemKind(row.kind),
        outcome=Outcome(row.outcome) if row.outcome else None,
        subject=Subject(SubjectKind(row.subject_kind), row.subject_id),
        scope=Scope(ScopeKind(row.scope_kind), row.scope_id),
    )
